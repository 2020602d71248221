"""Check at import that a table has a row for every kind."""

from collections.abc import Iterable


def require_rows(table: Iterable[str], kinds: Iterable[str], where: str) -> None:
    """Raise ``LookupError`` unless a table has a row for each kind, and no other.

    ``where`` names file and table: whoever adds a kind reads there what is left
    to do.
    """
    rows, wanted = set(table), set(kinds)
    if missing := wanted - rows:
        raise LookupError(f"{where} has no row for {', '.join(sorted(missing))}")
    if unknown := rows - wanted:
        raise LookupError(f"{where} has rows of no kind: {', '.join(sorted(unknown))}")
