"""Measure the product against bench/goals.toml: ``python -m bench [GROUP ...]``.

Goals are counts, and ratios against a rival in the same run, because absolute
times say more about the machine than about the product.
"""
