"""Data files of the demo content: tables and texts."""

from collections.abc import Iterator
from csv import DictReader
from importlib.resources import files
from io import StringIO


_HERE = files("collective.conduct.setuphandlers.demo")


def rows(table: str) -> list[dict[str, str]]:
    """The rows of one table, in order."""
    text = (_HERE / "data" / f"{table}.csv").read_text(encoding="utf-8")
    return list(DictReader(StringIO(text, newline="")))


def text(name: str) -> str:
    """One text as HTML: ``uppforandekod-2``, or ``uppforandekod-2.en``."""
    return (_HERE / "texts" / f"{name}.html").read_text(encoding="utf-8")


def accounts() -> Iterator[dict[str, str]]:
    """The rows of all accounts: ``name``, ``role`` (or ""), ``login``."""
    for row in (*rows("staff"), *rows("officials")):
        if row["login"]:
            yield row


def login_of(role: str) -> str:
    """The log-in of the demo account of a role."""
    return next(row["login"] for row in accounts() if row["role"] == role)


def password_of(login: str) -> str:
    """The fixed password of a log-in: easy to remember, and no secret."""
    return f"lindasa-{login.partition('.')[0]}"


def passphrase_of(login: str) -> str:
    """The fixed passphrase of a demo key: no secret either."""
    return f"lindasa valv {login.partition('.')[0]}"
