"""How many examples a test tries: all of them in the profile ``long``, else a fifth."""

from hypothesis import settings


ALL = 100  # what the profile "long" gives a test that does not say


def is_long() -> bool:
    """Return whether the profile ``long`` was loaded (make long)."""
    return settings.default.max_examples >= ALL


def examples(number: int) -> int:
    """Return how many examples to try: ``number`` in the profile ``long``."""
    return max(1, number * settings.default.max_examples // ALL)
