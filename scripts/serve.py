"""Serve the demo on the loopback: one process, one start.

    serve.py VAR PORT

`GET /conduct-alive` answers with the marker that stands in VAR/demo.json, so
a script can tell this server from another one on the same port.
"""

from contextlib import redirect_stdout
from pathlib import Path

import check
import io
import json
import logging
import os
import secrets
import signal
import sys


ALIVE = "/conduct-alive"
# Telling the world which versions run helps nobody but an attacker.
HIDDEN = {"server", "x-powered-by"}
NO_PDF = (
    "PDF receipts are off: WeasyPrint found no Pango on this system "
    "(Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0); all else works."
)


def main(var: Path, port: int) -> None:
    """Claim folder and port, create what is missing, serve until stopped."""
    lock, sockets = claim(var, port)
    with lock:
        application = zope(var)
        import Zope2

        try:
            if not has_pdf():
                print(NO_PDF, flush=True)
            ensure_site(Zope2, var)
            known = situate(var, port)
            server = served(marked(application, known["marker"]), sockets)
            announce(known, var / "demo.json")
            server.run()
        finally:
            Zope2.DB.close()
    print("Stopped. The data stays: make start goes on with it.", flush=True)


def claim(var: Path, port: int) -> tuple:
    """Return the lock and the sockets, or leave with one line."""
    try:
        sockets = check.listen(port)
    except OSError as error:
        sys.exit(check.running(str(var)) or check.refused(error, port))
    var.mkdir(parents=True, exist_ok=True)
    lock = check.hold(str(var / "server.lock"))
    return (lock, sockets) if lock else sys.exit(check.running(str(var)))


def zope(var: Path):
    """Start Zope on the folder and return its WSGI application."""
    from make_instance import write
    from Zope2.Startup.run import make_wsgi_app

    conf = write(var)
    logging.basicConfig(
        filename=var / "log" / "instance.log",
        level=logging.INFO,
        format="%(asctime)s %(levelname)s [%(name)s] %(message)s",
    )
    logging.captureWarnings(True)
    return make_wsgi_app({}, str(conf))


def has_pdf() -> bool:
    """Tell whether WeasyPrint finds its system libraries."""
    try:
        # Without them it prints a page of advice; ours is one line.
        with redirect_stdout(io.StringIO()):
            import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


def ensure_site(zope2, var: Path) -> None:
    """Create the demo site unless it is there."""
    import demo_site

    root = zope2.app()
    try:
        if not demo_site.exists(root):
            print("Creating the demo site, once ...", flush=True)
            demo_site.create(root, lambda found: write_known(var, found))
    finally:
        root._p_jar.close()


def situate(var: Path, port: int) -> dict:
    """Write the address and the marker of this run into demo.json; return it."""
    known = json.loads((var / "demo.json").read_text(encoding="utf-8"))
    url = f"http://localhost:{port}/Plone"
    known = {**known, "url": url, "marker": secrets.token_hex(16)}
    write_known(var, known)
    return known


def write_known(var: Path, known: dict) -> None:
    """Write demo.json, whole or not at all."""
    fresh = var / "demo.json.new"
    fresh.write_text(json.dumps(known, ensure_ascii=False, indent=2), encoding="utf-8")
    fresh.replace(var / "demo.json")


def announce(known: dict, written: Path) -> None:
    """Print the address and the log-ins."""
    print(f"\n{known['url']}{known['hub']}\n")
    for role, account in known["accounts"].items():
        print(f"  {role:<12} {account['login']:<24} {account['password']}")
    print(f"\nThese log-ins also stand in {written}. Stop with Ctrl-C.", flush=True)


def marked(application, marker: str):
    """Wrap the application: answer to the marker, name no versions."""

    def wrapped(environ, start_response):
        def start(status, headers, exc_info=None):
            kept = [each for each in headers if each[0].lower() not in HIDDEN]
            return start_response(status, kept, exc_info)

        if environ.get("PATH_INFO") == ALIVE:
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [marker.encode()]
        return application(environ, start)

    return wrapped


def served(application, sockets: list):
    """Return the server, which runs until it is interrupted."""
    import waitress

    return waitress.create_server(
        application,
        sockets=sockets,
        threads=4,
        ident=None,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=100 * 2**20,
    )


if __name__ == "__main__":
    # What stands below VAR is nobody else's to read.
    os.umask(0o077)
    # A polite kill stops as Ctrl-C does: the storage is closed properly.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main(Path(sys.argv[1]).resolve(), int(sys.argv[2]))
    except KeyboardInterrupt:
        sys.exit("Stopped before the server was ready.")
