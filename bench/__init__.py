"""Measure the product against bench/goals.toml: ``python -m bench [GROUP ...]``.

Goals are counts, and ratios against a rival in the same run, because absolute
times say more about the machine than about the product. Where a rival has more
ways, the stronger one counts; who takes turns does so in an order drawn anew.
``--quick`` rehearses with small sizes and keeps nothing; ``--show`` prints what
was measured, and which of it on another state of the sources.
"""
