"""Say in one line what stands in the way of a start, before anything is made.

Runs with the standard library alone, and its syntax is old on purpose: an
old Python must come far enough to read that it is too old.
"""

from importlib.util import find_spec

import errno
import fcntl
import os
import socket
import sys


NEEDED = (3, 11)
LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
NO_SUCH_FAMILY = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL)


def listen(port: int) -> list:
    """Return listening sockets for all that `localhost` can mean here.

    A browser tries ::1 as well as 127.0.0.1, so a stranger on either of them
    would be taken for us. OSError when one of them cannot be had.
    """
    sockets = []
    for family, address in LOOPBACK:
        try:
            sockets.append(_bound(family, address, port))
        except OSError as error:
            if error.errno in NO_SUCH_FAMILY:
                continue
            for each in sockets:
                each.close()
            raise
    return sockets


def _bound(family: int, address: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(64)
    except OSError:
        made.close()
        raise
    return made


def is_held(path: str) -> bool:
    """Tell whether a living process holds the lock file."""
    try:
        handle = open(path)
    except OSError:
        return False
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def hold(path: str):
    """Lock the file until the process ends; None when another has it."""
    handle = open(path, "a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


def too_old(version: tuple) -> str:
    """Return why this Python will not do, or an empty string."""
    if tuple(version[:2]) >= NEEDED:
        return ""
    return "Python 3.11 or newer is needed, this is Python {}.{}.".format(*version[:2])


def no_venv() -> str:
    """Return what this Python lacks to make an environment, or an empty string.

    Debian keeps both parts in a package of its own. Without it, `python3 -m venv`
    leaves an environment in which nothing can be installed.
    """
    missing = [name for name in ("venv", "ensurepip") if not _has(name)]
    if sys.prefix != sys.base_prefix or not missing:
        return ""
    return "Python's {} is missing (Debian: apt-get install python3-venv).".format(
        " and ".join(missing)
    )


def _has(module: str) -> bool:
    # Without an origin it is a folder that some package has left empty.
    return getattr(find_spec(module), "origin", None) is not None


def no_port(port: str) -> str:
    """Return why the port cannot be had, or an empty string."""
    if not (port.isdigit() and 0 < int(port) < 65536):
        return "PORT must be a number from 1 to 65535, not {!r}.".format(port)
    try:
        for each in listen(int(port)):
            each.close()
    except OSError as error:
        return refused(error, int(port))
    return ""


def refused(error: OSError, port: int) -> str:
    """Put the system's refusal of a port into one line."""
    if error.errno != errno.EADDRINUSE:
        return "Port {} cannot be used: {}.".format(port, error.strerror)
    other = "choose another, for example: make start PORT={}".format(port % 65535 + 1)
    return "Port {} is taken by another program: {}".format(port, other)


def running(var: str) -> str:
    """Return that the server of this folder runs, or an empty string."""
    if not is_held(os.path.join(var, "server.lock")):
        return ""
    return "The server of this folder is running already: stop it first (Ctrl-C)."


def main(arguments: list) -> int:
    """Check the Python alone, or also the folder and the port that are named."""
    said = too_old(sys.version_info) or no_venv()
    if not said and arguments:
        var, port = arguments
        said = running(var) or no_port(port)
    if said:
        print(said, file=sys.stderr)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
