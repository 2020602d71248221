"""A report leaves no word of itself anywhere; and this test could see one.

Every place is read after a report has gone its whole way. Then a word is put
into each place on purpose: a checker that finds nothing there is broken.
"""

from base64 import b64encode
from collective.conduct.core.cases.ports import ICases
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases import deadline_actions
from collective.conduct.operations.cases import desk
from collective.conduct.operations.cases import identity
from collective.conduct.operations.cases.disclosure import external_exchange
from collective.conduct.operations.cases.disclosure import redaction
from collective.conduct.operations.cases.disclosure import registry_entry
from collective.conduct.operations.common.uploads import all_received
from collective.conduct.operations.mail import post
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from lxml import html
from pathlib import Path
from PIL import Image
from plone import api
from Products.SiteErrorLog.SiteErrorLog import IPubFailureSubscriber
from Products.SiteErrorLog.SiteErrorLog import manage_addErrorLog
from tests.support import canaries
from tests.support import handlers
from tests.support.canaries import CANARIES
from tests.support.http_client import Client
from tests.support.mail_server import MailServer
from tests.support.submitting import submission
from ZODB.blob import Blob
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import gc
import logging
import pytest
import sys
import tempfile
import transaction


NONCE = "n" * 32


class AccessLog:
    """Write down of a request what a server in front of Zope does."""

    def __init__(self, app) -> None:
        self.app, self.lines = app, []

    def __call__(self, environ, start_response):
        def started(status, headers, *more):
            names = ("PATH_INFO", "QUERY_STRING", "HTTP_REFERER", "REMOTE_USER")
            said = [str(environ.get(name)) for name in names]
            where = [value for name, value in headers if name == "Location"]
            self.lines.append(" ".join([environ["REQUEST_METHOD"], *said, *where]))
            return start_response(status, headers, *more)

        return self.app(environ, started)


class Places:
    """The municipality, and every place that can be searched."""

    def __init__(
        self, functional, municipality, mail_server, log_capture, tmp_path
    ) -> None:
        self.municipality, self.portal = municipality, municipality.portal
        self.mail_server, self.log_capture, self.tmp_path = (
            mail_server,
            log_capture,
            tmp_path,
        )
        self.storage = functional["zodbDB"].storage
        self.client = Client(functional["app"], municipality.portal)
        self.access = AccessLog(self.client._app.app)
        self.client._app.app = self.access
        self.turn = 0
        self.words = ""

    def search(self, *wanted: str) -> canaries.Where:
        """What can be read of the installation, by place: everywhere, or there."""
        transaction.commit()
        self.turn += 1
        folder = self.tmp_path / f"out{self.turn}"
        folder.mkdir()
        made = canaries.written_out(self.storage, folder)
        try:
            transactions = canaries.of_transactions(made)
        finally:
            made.close()
        letters = self.mail_server.letters
        ways = {
            "database": lambda: (folder / "Data.fs").read_bytes(),
            "packed": lambda: canaries.packed(folder),
            "ZEO cache": lambda: canaries.of_zeo_cache(folder),
            "exports": lambda: canaries.of_exports(self.portal),
            "blobs": lambda: canaries.of_disk(folder / "blobs"),
            "transactions": lambda: transactions,
            "event log": lambda: self.log_capture.text,
            "access log": lambda: "\n".join(self.access.lines).encode(),
            "error log": lambda: canaries.of_error_log(self.portal),
            "mail": lambda: b"\n".join(each.as_bytes() for each in letters),
            "catalog": lambda: canaries.of_catalog(self.portal),
            "registry": canaries.of_registry,
            "vocabularies": lambda: canaries.of_vocabularies(self.portal),
            "temporary files": canaries.of_temporary,
            "home folder": lambda: canaries.of_disk(self.tmp_path / "home"),
        }
        return {place: ways[place]() for place in wanted or ways}


@pytest.fixture
def stage() -> str:
    """None: the storage of the test itself is read, so all must be written there."""
    return ""


@pytest.fixture
def places(functional, municipality, tmp_path, monkeypatch):
    """Log, mail, disk and database of a site whose intake is open."""
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir(mode=0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    log_capture, mail_server, root = (
        canaries.LogCapture(),
        MailServer(),
        logging.getLogger(),
    )
    mail_server.set_up()
    if "error_log" not in municipality.portal.objectIds():
        manage_addErrorLog(municipality.portal)
    handlers.appoint_with_raw_keys(municipality)
    transaction.commit()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(log_capture)
    yield Places(functional, municipality, mail_server.up(), log_capture, tmp_path)
    root.removeHandler(log_capture)
    root.setLevel(level)
    mail_server.down()


def _files() -> list[tuple[str, str, bytes]]:
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG", comment=CANARIES["author"].encode())
    return [
        (f"{CANARIES['file name']}.jpg", "image/jpeg", out.getvalue()),
        ("a.txt", "text/plain", (CANARIES["file"] + " ").encode() * 9000),
        ("b.txt", "text/plain", CANARIES["other file"].encode()),
    ]


ANSWERS = ("what", "when", "title", "person")
TEXT = " ".join(f"Det var {CANARIES[key]}." for key in ANSWERS)
MESSAGE = f"Jag tänker på {CANARIES['message']}."


class ByOperation:
    """No door at all: what all doors call."""

    def __init__(self, places) -> None:
        self.municipality = places.municipality

    def send(self) -> str:
        """Send the report; return the words."""
        sent = submission(
            "harassment",
            NONCE,
            {"what": TEXT},
            identity={"name": CANARIES["name"], "phone": CANARIES["phone"]},
            files=all_received(_files()),
        )
        with self.municipality.acting("official"):
            return " ".join(receive_report(sent).words)

    def write(self, words: str) -> None:
        """Write to the handlers."""
        reporter_followup.write(words, MESSAGE)


class ByPage:
    """The form in two steps, with three files, by somebody who is logged in."""

    path = "/trygghet/@@report-form"

    def __init__(self, places) -> None:
        self.client = places.client

    def send(self) -> str:
        """Send the report; return the words."""
        first = self.client.page("official", f"{self.path}?form=harassment")
        fields = {**_filled(first), "act": "write"}
        second = self.client.form("official", self.path, **fields)
        fields = {
            **_filled(second),
            "act": "send",
            "q-what": TEXT,
            "identity": "confidential",
            "reporter": CANARIES["name"],
            "contact": CANARIES["phone"],
        }
        answered = self._sent(fields)
        seven = html.fromstring(answered.body).cssselect(".conduct-seven li")
        return " ".join(each.text_content().strip() for each in seven)

    def _sent(self, fields: dict):
        parts = [
            (name, each) for name, values in fields.items() for each in _all(values)
        ]
        files = [("files", name, content) for name, _type, content in _files()]
        kind, body = self.client._app.encode_multipart(parts, files)
        return self.client.send(
            "official", "POST", self.path, body, {"Content-Type": kind}
        )

    def write(self, words: str) -> None:
        """Write to the handlers."""
        fields = {"words": words, "act": "write", "text": MESSAGE}
        path = "/trygghet/@@report-status"
        answered = self.client.form("anonymous", path, **fields)
        assert "Your message is sent" in answered.text


def _filled(answered) -> dict:
    (form,) = html.fromstring(answered.body).cssselect("form.conduct-form")
    found: dict = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found


def _all(values) -> list:
    return values if isinstance(values, list) else [values]


class ByRest:
    """The endpoints, with JSON."""

    def __init__(self, places) -> None:
        self.client = places.client

    def send(self) -> str:
        """Send the report; return the words."""
        sent = {
            "form": "harassment",
            "nonce": NONCE,
            "answers": {"what": TEXT},
            "identity": {"name": CANARIES["name"], "phone": CANARIES["phone"]},
            "attachments": [
                {
                    "filename": name,
                    "content-type": kind,
                    "data": b64encode(content).decode(),
                }
                for name, kind, content in _files()
            ],
        }
        path = "/trygghet/@conduct-report"
        return self.client.rest("official", "POST", path, sent).json.get("receipt", "")

    def write(self, words: str) -> None:
        """Write to the handlers."""
        path = "/trygghet/@conduct-report-message"
        sent = {"receipt": words, "text": MESSAGE}
        assert self.client.rest("anonymous", "POST", path, sent).status_int == 200


DOORS = [ByOperation, ByPage, ByRest]


def the_case() -> str:
    (facts,) = getUtility(ICases).everything()
    return facts.case


def _go_the_whole_way(places, door) -> None:
    """Report, come back, write, withdraw; handlers read, note, exclude; mail."""
    municipality, way = places.municipality, door(places)
    typed = places.words = way.send()
    transaction.commit()
    assert len(typed.split()) == 7
    way.write(typed)
    transaction.commit()
    with municipality.acting("office"):
        vault = municipality.vaults[municipality.people["office"]]
        key = case_access.open_case(the_case(), vault)
        case_access.note(key, "note", text=CANARIES["note"])
        assert CANARIES["what"].encode() in key.get("content", 1)
        assert CANARIES["message"].encode() in key.get("posted", 1)
        assert len(key.numbers("attachment")) == 3
        _work(municipality, key)
        case_access.exclude(key, municipality.people["hrchef"])
    transaction.commit()
    with municipality.acting("manager"):
        api.portal.get_tool("portal_catalog").clearFindAndRebuild()
    transaction.commit()
    reporter_followup.withdraw(typed)
    transaction.commit()
    municipality.clock.moment += timedelta(hours=1)
    while post.send_next(transaction.commit):
        pass
    gc.collect()


def _work(municipality, case) -> None:
    """All that a handler does in a case, each with a word of its own."""
    file = (f"{CANARIES['enclosed name']}.txt", "text/plain", _enclosed())
    files = all_received([file])
    answering.answer(case, CANARIES["answer"], files=files)
    desk.call(case, CANARIES["nickname"])
    deadline_actions.pause(case, CANARIES["reason"])
    deadline_actions.resume(case)
    words = " ".join(external_exchange.begin(case, CANARIES["outside name"], "sv"))
    number = external_exchange.exchanges(case)[0].number
    external_exchange.send(case, number, CANARIES["outside word"], files)
    external_exchange.write(words, CANARIES["outside word"], lambda: files)
    registry_entry.register(case, CANARIES["diary"])
    redaction.set_secrecy(case, set(), {"message": CANARIES["secrecy"]})
    identity.ask(case, CANARIES["why identity"])
    assert CANARIES["secrecy"] in str(redaction.make_copy(case))
    assert CANARIES["enclosed name"] in str(case_reading.read(case).messages)
    assert desk.nicknames(case.vault) == {case.id: CANARIES["nickname"]}


def _enclosed() -> bytes:
    return (CANARIES["enclosed file"] + " ").encode() * 9000


@pytest.mark.parametrize("door", DOORS)
def test_no_word_of_a_report_turns_up_anywhere(places, door):
    before = len(places.search()["transactions"].split(b"\n"))
    _go_the_whole_way(places, door)
    where = places.search()
    assert canaries.found(where) == set()
    assert len(places.mail_server.letters) > 2 and len(where["blobs"]) > 100_000
    assert len(where["packed"]) > len(where["database"]), "there is an old one too"
    assert len(where["ZEO cache"]) > 100_000 and len(where["exports"]) > 100_000
    # the words of the receipt, by twos, since one alone may be anybody's
    words, number = places.words.split(), the_case().encode()
    pairs = [b"%s" % " ".join(words[at : at + 2]).encode() for at in range(6)]
    pairs += [each.replace(b" ", b"-") for each in pairs]
    for place, content in where.items():
        assert not any(each in content for each in pairs), place
    for place in ("mail", "event log", "error log", "access log", "catalog"):
        assert number not in where[place]
    rows = where["transactions"].decode().split("\n")
    assert len(rows) > before
    assert not [each for each in rows if "official" in each]


@pytest.mark.parametrize("door", DOORS[1:])
def test_what_breaks_at_a_door_tells_nothing_and_leaves_nothing(
    places, door, monkeypatch
):
    def broken(*args, **kw):
        raise RuntimeError(f"broken with {CANARIES['what']}")

    manager = getGlobalSiteManager()
    manager.registerHandler(IPubFailureSubscriber)
    monkeypatch.setattr(ReporterMailbox, "put", broken)
    try:
        with suppress(RuntimeError):
            assert not door(places).send()
    finally:
        manager.unregisterHandler(IPubFailureSubscriber)
    assert canaries.found(places.search()) == set()
    assert not list(getUtility(ICases).everything())


def _to_database(places) -> None:
    places.portal.canary = CANARIES["what"]


def _to_history(places) -> None:
    """A word that was there once and is no longer."""
    _to_database(places)
    transaction.commit()
    del places.portal.canary


def _to_blobs(places) -> None:
    places.portal.canary = Blob(CANARIES["file"].encode())


def _to_transactions(places) -> None:
    places.portal.canary = "changed"
    transaction.get().note(CANARIES["title"])


def _to_event_log(places) -> None:
    logging.getLogger("conduct").warning("Broken: %s", CANARIES["person"])


def _to_access_log(places) -> None:
    places.client.page("anonymous", f"/?found={CANARIES['person']}")


def _to_error_log(places) -> None:
    try:
        raise ValueError(CANARIES["name"])
    except ValueError:
        places.portal.error_log.raising(sys.exc_info())


def _to_mail(places) -> None:
    host = places.portal.MailHost
    text = f"To: a@lind.example\nFrom: b@lind.example\n\n{CANARIES['phone']}"
    host.send(text, immediate=True)


def _to_catalog(places) -> None:
    with api.env.adopt_roles(["Manager"]):
        api.content.create(
            places.portal, "Document", "a", title=CANARIES["title"].title()
        )


def _to_registry(places) -> None:
    api.portal.set_registry_record("plone.site_title", CANARIES["message"])


def _to_vocabularies(places) -> None:
    _to_subject(places, CANARIES["note"])


def _to_subject(places, word: str) -> None:
    with api.env.adopt_roles(["Manager"]):
        api.content.create(places.portal, "Document", "a", subject=(word,))


def _to_temporary(places) -> None:
    Path(tempfile.gettempdir(), f"{CANARIES['file name']}.jpg").write_bytes(b"")


def _to_home(places) -> None:
    (places.tmp_path / "home" / "log").write_text(CANARIES["author"].upper())


@pytest.mark.parametrize(
    ("place", "plant", "name"),
    [
        ("database", _to_database, "what"),
        ("packed", _to_history, "what"),
        ("ZEO cache", _to_database, "what"),
        ("exports", _to_database, "what"),
        ("blobs", _to_blobs, "file"),
        ("transactions", _to_transactions, "title"),
        ("event log", _to_event_log, "person"),
        ("access log", _to_access_log, "person"),
        ("error log", _to_error_log, "name"),
        ("mail", _to_mail, "phone"),
        ("catalog", _to_catalog, "title"),
        ("registry", _to_registry, "message"),
        ("vocabularies", _to_vocabularies, "note"),
        ("temporary files", _to_temporary, "file name"),
        ("home folder", _to_home, "author"),
    ],
)
def test_a_word_that_is_put_there_is_found(places, place, plant, name):
    plant(places)
    assert (place, name) in canaries.found(places.search(place))


@pytest.mark.parametrize("before", range(3))
def test_a_word_is_found_however_it_is_spelled(before):
    word = CANARIES["what"]
    hidden = canaries.b64encode(b"x" * before + word.encode() + b"yz")
    for content in (hidden, word.encode("utf-16-le"), word.encode().hex().encode()):
        assert canaries.found({"there": content}) == {("there", "what")}
