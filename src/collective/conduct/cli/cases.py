"""``conduct-rehearse``: two escrow holders open a test case together (S24).

    conduct-rehearse --conf zope.conf --site /Plone anna.ek berit.ask

asks each of them for their passphrase, without displaying it. The test case holds
nothing and is destroyed; that the rehearsal was done, and when, is stored. The exit
code is 0 when it worked, 1 when it did not, 2 when the site could not be opened.
"""

from collections.abc import Callable
from collections.abc import Sequence
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.vault import my_key
from collective.conduct.vocabularies.errors import words
from getpass import getpass
from pathlib import Path
from zope.component import getUtility
from zope.i18n import translate

import argparse
import sys
import transaction


WRONG = "The passphrase of {} is not right. After several wrong tries one has to wait."


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``conduct-rehearse``; return the exit code."""
    from collective.conduct.cli import common

    arguments = _arguments(argv)
    try:
        with (
            common.database(arguments.conf) as database,
            common.site(database, arguments.site) as site,
            common.acting(site, arguments.one),
        ):
            return run(arguments.one, arguments.other, getpass)
    except common.NotOpened as problem:
        print(f"conduct-rehearse: {problem}.", file=sys.stderr)
        return 2


def run(one: str, other: str, asked: Callable[[str], str]) -> int:
    """Rehearse in the site that is open, acting as the first of the two."""
    try:
        problem = _together(one, other, asked)
        transaction.commit()  # a wrong try is kept too
    except ConductError as error:
        transaction.abort()
        problem = translate(words(error))
    print(f"conduct-rehearse: {problem or 'it works.'}", file=sys.stderr)
    return 1 if problem else 0


def _together(one: str, other: str, asked: Callable[[str], str]) -> str:
    """Return the error message, "" when the rehearsal worked."""
    person = getUtility(IRegister).person_of(other)
    if person is None:
        raise Missing("no_person")
    vault = my_key.unlocked(
        my_key.current_key_holder(), asked(f"Passphrase of {one}: ")
    )
    if vault is None:
        return WRONG.format(one)
    works = key_recovery.rehearse(person, asked(f"Passphrase of {other}: "), vault)
    return "" if works else WRONG.format(other)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="conduct-rehearse",
        description="Let two holders of escrow keys open a test case together.",
    )
    parser.add_argument("--conf", type=Path, required=True, help="the zope.conf")
    parser.add_argument("--site", required=True, help="the path of the Plone site")
    parser.add_argument("one", help="log-in name of a holder")
    parser.add_argument("other", help="log-in name of another holder")
    return argparse.Namespace(**well_formed(vars(parser.parse_args(argv))))


if __name__ == "__main__":
    sys.exit(main())
