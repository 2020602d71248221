"""``conduct-doctor``: check the cases of a site, on its server (TRUST 15).

    conduct-doctor --conf zope.conf --site /Plone

checks the streams of all cases, their wraps, desks and the outside lines with the
keys of the server, and says whether they are sound; never which case, what kind of
row or how many, since whoever runs it may be the person concerned. Which row it is
stands in the case, for its readers. The exit code is 0 when all is sound, 1 when it
is not, 2 when the site could not be opened.

    conduct-doctor --conf zope.conf --site /Plone --accept

opens the intake again after a database was restored on purpose: a new line says that
the database as it is counts from now on. What is wrong inside cases stays named.
"""

from collections.abc import Sequence
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.operations.home import soundness
from collective.conduct.vocabularies.errors import words
from pathlib import Path
from zope.i18n import translate

import argparse
import sys
import transaction


SOUND = "Sound."
NOT_SOUND = "NOT SOUND. Readers find in their cases what is wrong."
ACCEPTED = "The database as it is counts from now on."


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``conduct-doctor``; return the exit code."""
    from collective.conduct.cli import common

    given = _arguments(argv)
    try:
        with (
            common.database(given.conf) as database,
            common.site(database, given.site),
        ):
            return run(given.accept)
    except common.NotOpened as problem:
        print(f"conduct-doctor: {problem}.", file=sys.stderr)
        return 2


def run(accept: bool = False) -> int:
    """Check the site that is open; return the exit code."""
    try:
        if accept:
            soundness.accept()
            transaction.commit()
            print(ACCEPTED)
        sound = soundness.is_sound()
    except ConductError as error:
        print(f"conduct-doctor: {translate(words(error))}", file=sys.stderr)
        return 1
    print(SOUND if sound else NOT_SOUND)
    return 0 if sound else 1


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="conduct-doctor",
        description="Check the cases of a site with the keys of its server.",
    )
    parser.add_argument("--conf", type=Path, required=True, help="the zope.conf")
    parser.add_argument("--site", required=True, help="the path of the Plone site")
    parser.add_argument(
        "--accept", action="store_true", help="let the database as it is count"
    )
    return argparse.Namespace(**well_formed(vars(parser.parse_args(argv))))


if __name__ == "__main__":
    sys.exit(main())
