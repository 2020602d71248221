"""``conduct-adopt-copy``: say what a copied, moved or restored site is (DESIGN 4).

    conduct-adopt-copy --conf zope.conf --site /Plone --moved
    conduct-adopt-copy --conf zope.conf --site /Plone --copy

Until then the copy is read-only and silent. ``--moved``: the former site is gone, and
this one goes on with its record. ``--copy``: it is for trying things out; it begins a
record of its own, sends no letters, and says on every page what it is.
``--new-half``: the file ``server.half`` is lost for good. The exit code is 0 when it
is done, 1 when it was refused, 2 when the site could not be opened.
"""

from collections.abc import Sequence
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.operations.ledger import adopting
from collective.conduct.vocabularies.errors import words
from pathlib import Path
from zope.component import getUtility
from zope.i18n import translate

import argparse
import sys
import transaction


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``conduct-adopt-copy``; return the exit code."""
    from collective.conduct.cli import common

    arguments = _arguments(argv)
    try:
        with (
            common.database(arguments.conf) as database,
            common.site(database, arguments.site, copied=True),
        ):
            return run(arguments.what, arguments.even_so)
    except common.NotOpened as problem:
        print(f"conduct-adopt-copy: {problem}.", file=sys.stderr)
        return 2


def run(what: str, even_so: bool = False) -> int:
    """Adopt the site that is open; return the exit code."""
    try:
        said = ACTIONS[what](even_so)
        transaction.commit()
    except ConductError as error:
        transaction.abort()
        print(f"conduct-adopt-copy: {translate(words(error))}", file=sys.stderr)
        return 1
    print(f"conduct-adopt-copy: {said} Restart the site.")
    return 0


def _moved(even_so: bool) -> str:
    return f"this is the site now; its record {adopting.adopt_moved(even_so)} goes on."


def _trial(even_so: bool) -> str:
    found = adopting.adopt_trial(even_so)
    return f"this is a test copy now, with the record {found}; it sends no letters."


def _new_half(_even_so: bool) -> str:
    getUtility(IServerHalf).accept()
    getUtility(IKeyDirectory).mark_anew()
    return "the server's half is another one now; words given so far open nothing."


ACTIONS = {"moved": _moved, "copy": _trial, "new-half": _new_half}


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="conduct-adopt-copy",
        description="Say what a copied, moved or restored site is.",
    )
    parser.add_argument("--conf", type=Path, required=True, help="the zope.conf")
    parser.add_argument("--site", required=True, help="the path of the Plone site")
    what = parser.add_mutually_exclusive_group(required=True)
    for name, told in (
        ("moved", "the former site is gone: go on with its record"),
        ("copy", "a test copy: a record of its own, no letters"),
        ("new-half", "server.half is lost for good: take the one that is there"),
    ):
        what.add_argument(
            f"--{name}", dest="what", action="store_const", const=name, help=told
        )
    parser.add_argument(
        "--even-so",
        action="store_true",
        help="although it is not known for a copy, as the clone of a whole machine",
    )
    return argparse.Namespace(**well_formed(vars(parser.parse_args(argv))))


if __name__ == "__main__":
    sys.exit(main())
