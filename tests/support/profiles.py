"""How much a test does: all of it in the profile ``long``, else a fifth."""

from hypothesis import settings


ALL = 100  # what the profile "long" gives a test that does not say


def is_long() -> bool:
    """Whether the profile ``long`` was loaded (make long)."""
    return settings.default.max_examples >= ALL


def examples(number: int) -> int:
    """So many examples in the profile ``long``."""
    return max(1, number * settings.default.max_examples // ALL)
