"""Events of the registers, for listeners of other capabilities."""

from collective.conduct.core.registers.mandates import Function
from dataclasses import dataclass


@dataclass(frozen=True)
class KeyFunctionChanged:
    """A row of a function that needs a key was closed (``before``) or recorded.

    Both, when it was ended on a day: then one row takes the place of the other.
    """

    before: Function | None
    after: Function | None

    @property
    def row(self) -> Function:
        """The row as it is now, or as it was."""
        found = self.after or self.before
        assert found is not None
        return found
