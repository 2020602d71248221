"""Sizes: the full ones, or those of a rehearsal (``--quick``)."""

from typing import TypeVar

import os


Size = TypeVar("Size")
SETTING, QUICK = "CONDUCT_BENCH", "quick"


def sized(full: Size, quick: Size) -> Size:
    """The size of this run."""
    return quick if os.environ.get(SETTING) == QUICK else full
