"""``conduct-import``: import a list of mandates and functions into a site.

    conduct-import --conf zope.conf --site /Plone --user registrar list.csv

prints what would happen, line by line, and writes nothing. With ``--write`` the
list is written, all or nothing. The exit code is 0 when all is done (or would
be), 1 when the list or a line of it is refused, 2 when the site could not be
opened.
"""

from collections.abc import Sequence
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.core.registers.lists.plan import Plan
from collective.conduct.operations.registers import list_import
from collective.conduct.operations.registers.import_options import choices_of
from collective.conduct.vocabularies.errors import words
from collective.conduct.vocabularies.registers.lists import remark_words
from pathlib import Path
from zope.i18n import translate

import argparse
import json
import sys
import transaction


TRIES = 3  # of the whole import, when others write at the same time


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``conduct-import``; return the exit code."""
    from collective.conduct.cli import common

    given = _arguments(argv)
    try:
        data, wanted = given.file.read_bytes(), _choices(given.choices)
    except (OSError, ValueError) as problem:
        print(f"conduct-import: {well_formed(str(problem))}", file=sys.stderr)
        return 2
    try:
        with (
            common.database(given.conf) as database,
            common.site(database, given.site) as site,
            common.acting(site, given.user),
        ):
            return run(data, wanted, given.sheet, given.write)
    except common.NotOpened as problem:
        print(f"conduct-import: {problem}.", file=sys.stderr)
        return 2


def run(data: bytes, wanted: dict, sheet: str = "", write: bool = False) -> int:
    """Plan or write the import in the open site; return the exit code."""
    try:
        plan = _written(data, wanted, sheet) if write else _planned(data, wanted, sheet)
    except ConductError as error:
        transaction.abort()
        print(f"conduct-import: {translate(words(error))}", file=sys.stderr)
        return 1
    _say(plan)
    print(_done(plan, write))
    return 1 if plan.in_the_way and not wanted.get("leave_out") else 0


def _done(plan: Plan, write: bool) -> str:
    if not write:
        return "Nothing was written (add --write)."
    return "Written." if plan.writes else "Nothing to write: it stands there already."


def _planned(data: bytes, wanted: dict, sheet: str) -> Plan:
    found = list_import.opened(data, sheet)
    return list_import.dry_run(found, choices_of(found, wanted))


def _written(data: bytes, wanted: dict, sheet: str) -> Plan:
    found = list_import.opened(data, sheet)
    for attempt in transaction.manager.attempts(TRIES):
        with attempt:
            choices = choices_of(found, wanted)
            plan = list_import.bring_in(found, choices, progress=_progress)
    return plan


def _progress(done: int, of: int) -> None:
    """Print progress on one line; in a log, one line for a thousand rows."""
    if sys.stderr.isatty():
        print(f"\r{done} of {of}", end="", file=sys.stderr, flush=True)
    if done == of or not done % 1000:
        print(f"\r{done} of {of}", file=sys.stderr, flush=True)


def _say(plan: Plan) -> None:
    """Print the counts, then the faults by line; no names of people."""
    print(", ".join(f"{kind} {count}" for kind, count in plan.counts.items()))
    for found in plan.findings:
        if found.reasons:
            said = (
                translate(remark_words(each.code, {**each.values}))
                for each in found.reasons
            )
            print(f"line {found.line}: {found.kind}: {' '.join(said)}")


def _choices(path: Path | None) -> dict:
    if path is None:
        return {}
    found = well_formed(json.loads(path.read_text(encoding="utf-8")))
    if not isinstance(found, dict):
        raise ValueError(f"{path} holds no JSON object")
    return found


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="conduct-import",
        description="Bring a list of mandates and functions into a site.",
    )
    parser.add_argument("file", type=Path, help="CSV or XLSX")
    parser.add_argument("--conf", type=Path, required=True, help="the zope.conf")
    parser.add_argument("--site", required=True, help="the path of the Plone site")
    parser.add_argument("--user", required=True, help="who does it: a registrar")
    parser.add_argument("--sheet", default="", help="of a workbook with several")
    parser.add_argument(
        "--choices", type=Path, help="JSON: columns, meanings, decisions …"
    )
    parser.add_argument("--write", action="store_true", help="not only look")
    return argparse.Namespace(**well_formed(vars(parser.parse_args(argv))))


if __name__ == "__main__":
    sys.exit(main())
