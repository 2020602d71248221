"""``conduct-tick``: run the timed job, from cron or a systemd timer.

    conduct-tick --url http://localhost:8080/Plone
    conduct-tick --conf /srv/plone/etc/zope.conf --site /Plone

Harmless when run twice or late. The exit code is 0 when all is done (or
another run is doing it), 1 when the site refused, 2 when it could not be asked.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from collective.conduct.core.common.wellformed import well_formed
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.request import build_opener
from urllib.request import HTTPRedirectHandler
from urllib.request import Request

import argparse
import json
import os
import secrets
import sys


HEADER = "X-Conduct-Token"
RUN = "X-Conduct-Run"
NOW = "X-Conduct-Now"
SECONDS = 300
SLICES = 10_000  # more than any site has: a guard against going on for ever
BUSY = "job_busy"
MEANINGS = {
    BUSY: "another run is at work just now",
    "not_a_test_site": "the time can be set on demonstration and test sites only",
    "bad_moment": "the time is written as 2027-01-15 or 2027-01-15T08:00",
    "site_upgrading": "the site waits for the upgrade of its records",
    "site_too_old": "a development version made the site, which cannot be read",
    "site_newer": "a newer version of the add-on made the records of the site",
    "site_copied": "the site is a copy; say with conduct-adopt-copy what it is for",
    "not_allowed": "the token is not the one that the site knows",
    "no_home": "CONDUCT_HOME of the site is not set, or cannot be written",
    "seal_log_unwritable": "the file of seals cannot be written",
    "seal_log_unreadable": "the file of seals cannot be read",
    "seal_log_damaged": "the file of seals is damaged",
}


class Failed(Exception):
    """The job failed: holds the exit code and a sentence."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(well_formed(sentence))
        self.code = code


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: the token is sent to the given address only."""

    def redirect_request(self, *args: object) -> None:
        return None


Ask = Callable[[], dict]  # one slice: counts per kind, and "more"


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``conduct-tick``; return the exit code."""
    given = _arguments(argv)
    try:
        with _asked(given) as ask:
            done = run(ask)
    except Failed as problem:
        print(f"conduct-tick: {problem}.", file=sys.stderr)
        return problem.code
    print(json.dumps(done) if given.json else _sentence(done))
    return 0


def run(ask: Ask) -> dict[str, int]:
    """Ask for slices until nothing is left; return the sums of their counts."""
    done: dict[str, int] = {}
    for _slice in range(SLICES):
        counts = ask()
        more = counts.pop("more")
        done = {kind: done.get(kind, 0) + count for kind, count in counts.items()}
        if not more:
            return done
    raise Failed(1, "the site always says that more is left")


@contextmanager
def _asked(given: argparse.Namespace) -> Iterator[Ask]:
    """Connect to the site: over HTTP, or with the database itself."""
    holder = secrets.token_hex(8)
    if given.conf:
        with _inside(given, holder) as ask:
            yield ask
        return
    address = f"{given.url.rstrip('/')}/@@conduct-tick"
    headers = {HEADER: token(given.token_file), RUN: holder}
    if given.now:
        headers[NOW] = given.now
    yield lambda: _ask(address, headers)


@contextmanager
def _inside(given: argparse.Namespace, holder: str) -> Iterator[Ask]:
    from collective.conduct.cli import common
    from collective.conduct.cli.jobs import inside
    from collective.conduct.core.common.errors import ConductError

    try:
        with inside.slices(given.conf, given.site, holder, given.now) as ask:
            yield ask
    except common.NotOpened as problem:
        raise Failed(2, str(problem)) from None
    except ConductError as problem:
        code = 0 if problem.code == BUSY else 1
        raise Failed(code, MEANINGS.get(problem.code, "the site refused")) from None


def _sentence(done: dict[str, int]) -> str:
    counts = ", ".join(f"{count} {kind}" for kind, count in done.items() if count)
    return f"Done: {counts}." if counts else "Nothing was due."


def token(path: Path) -> str:
    """Return the shared secret of command and site, created when there is none."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as problem:
        raise Failed(2, f"{path}: {problem.strerror}") from None
    else:
        with open(handle, "w", encoding="ascii") as new:
            new.write(f"{secrets.token_hex(32)}\n")
    return _read(path)


def _read(path: Path) -> str:
    try:
        found = path.read_text(encoding="ascii").strip()
    except OSError as problem:
        raise Failed(2, f"{path}: {problem.strerror}") from None
    except ValueError:
        found = ""
    if not found:
        raise Failed(2, f"{path} holds no token")
    return found


def _ask(address: str, headers: dict[str, str]) -> dict:
    try:
        request = Request(address, data=b"", headers=headers)
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            return _counts(answer.read())
    except HTTPError as problem:
        with problem:
            raise _refused(problem.code, problem.read()) from None
    except URLError as problem:
        raise Failed(2, f"{address} does not answer: {problem.reason}") from None
    except (OSError, HTTPException, ValueError):
        raise Failed(2, f"{address} is not an address that answers") from None


def _counts(body: bytes) -> dict:
    try:
        done = json.loads(body)
        more = bool(done.pop("more"))
        return {str(kind): int(count) for kind, count in done.items()} | {"more": more}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Failed(2, "this is not a site with the add-on") from None


def _refused(status: int, body: bytes) -> Failed:
    try:
        code = json.loads(body)["code"]
    except (KeyError, TypeError, ValueError):
        code = ""
    if code == BUSY:
        return Failed(0, MEANINGS[BUSY])
    return Failed(1, _meaning(status, code))


def _meaning(status: int, code: str) -> str:
    if status == 404:
        return "there is no site with the add-on at this address (404)"
    return f"{MEANINGS.get(code, 'the site refused')} ({status})"


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    home = os.environ.get("CONDUCT_HOME")
    parser = argparse.ArgumentParser(
        prog="conduct-tick",
        description="Do what is due: record lapses, remind, seal, send letters.",
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--url", help="the address of the Plone site, when it runs")
    where.add_argument(
        "--conf", type=Path, help="zope.conf of a site on ZEO or RelStorage"
    )
    parser.add_argument(
        "--site", default="/Plone", help="with --conf: the path of the site"
    )
    parser.add_argument(
        "--now", default="", help="let it be that time (demonstration and tests only)"
    )
    parser.add_argument("--json", action="store_true", help="print counts per kind")
    parser.add_argument(
        "--token-file",
        type=Path,
        default=Path(home) / "tick.token" if home else None,
        help="made when missing (CONDUCT_HOME/tick.token)",
    )
    given = argparse.Namespace(**well_formed(vars(parser.parse_args(argv))))
    if given.url and given.token_file is None:
        parser.error("--token-file is needed while CONDUCT_HOME is not set")
    return given


if __name__ == "__main__":
    sys.exit(main())
