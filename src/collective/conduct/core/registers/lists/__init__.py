"""Import of lists of mandates and functions from another system.

A file becomes a ``Sheet``, a sheet with the person's ``Choices`` becomes
entries, and entries compared with the register become a ``Plan``: what would
be written, line by line. Only ``applying.write`` writes.
"""
