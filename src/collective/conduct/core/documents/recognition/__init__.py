"""Recognise the header facts of an imported text, and read plain text."""
