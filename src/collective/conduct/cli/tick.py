"""``conduct-tick``: do what is due, from cron or a systemd timer.

    conduct-tick --url http://localhost:8080/Plone

Harmless when run twice or late. The exit code is 0 when all is done, 1 when
the site refused, 2 when it could not be asked.
"""

from collections.abc import Sequence
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
SECONDS = 300
SLICES = 10_000  # more than any site has: a guard against going on for ever
MEANINGS = {
    "not_allowed": "the token is not the one that the site knows",
    "no_home": "CONDUCT_HOME of the site is not set, or cannot be written",
    "seal_log_unwritable": "the file of seals cannot be written",
    "seal_log_unreadable": "the file of seals cannot be read",
    "seal_log_damaged": "the file of seals is damaged",
}


class Failed(Exception):
    """Something went wrong: the exit code and a sentence."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class _NoRedirect(HTTPRedirectHandler):
    """The token goes to the address that was given, and no further."""

    def redirect_request(self, *args: object) -> None:
        return None


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``conduct-tick``; return the exit code."""
    given = _arguments(argv)
    try:
        sealed = run(given.url, token(given.token_file))
    except Failed as problem:
        print(f"conduct-tick: {problem}.", file=sys.stderr)
        return problem.code
    print(f"Sealed {sealed} entries." if sealed else "Nothing to seal.")
    return 0


def run(url: str, secret: str) -> int:
    """Ask the site until nothing is left; return how many entries were sealed."""
    sealed = 0
    for _slice in range(SLICES):
        done = _ask(f"{url.rstrip('/')}/@@conduct-tick", secret)
        sealed += done["sealed"]
        if not done["more"]:
            return sealed
    raise Failed(1, "the site always says that more is left")


def token(path: Path) -> str:
    """Return the secret that both sides know, made now when there is none."""
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


def _ask(address: str, secret: str) -> dict:
    try:
        request = Request(address, data=b"", headers={HEADER: secret})
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            return _counts(answer.read())
    except HTTPError as problem:
        with problem:
            raise Failed(1, _meaning(problem.code, problem.read())) from None
    except URLError as problem:
        raise Failed(2, f"{address} does not answer: {problem.reason}") from None
    except (OSError, HTTPException, ValueError):
        raise Failed(2, f"{address} is not an address that answers") from None


def _counts(body: bytes) -> dict:
    try:
        done = json.loads(body)
        return {"sealed": int(done["sealed"]), "more": bool(done["more"])}
    except (KeyError, TypeError, ValueError):
        raise Failed(2, "this is not a site with the add-on") from None


def _meaning(status: int, body: bytes) -> str:
    try:
        code = json.loads(body)["code"]
    except (KeyError, TypeError, ValueError):
        code = ""
    if status == 404:
        return "there is no site with the add-on at this address (404)"
    return f"{MEANINGS.get(code, 'the site refused')} ({status})"


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    home = os.environ.get("CONDUCT_HOME")
    parser = argparse.ArgumentParser(
        prog="conduct-tick", description="Do what is due: seal the record."
    )
    parser.add_argument("--url", required=True, help="the address of the Plone site")
    parser.add_argument(
        "--token-file",
        type=Path,
        default=Path(home) / "tick.token" if home else None,
        required=not home,
        help="made when missing (CONDUCT_HOME/tick.token)",
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
