"""A report leaves no word of itself anywhere; and this test could see one.

Every place is read after a report has gone its whole way. Then a word is put
into each place on purpose: a checker that finds nothing there is broken.
"""

from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IVault
from collective.conduct.operations import post
from collective.conduct.operations.keys import sharing
from collective.conduct.operations.reports import returning
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.operations.reports.uploads import all_received
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from PIL import Image
from plone import api
from Products.SiteErrorLog.SiteErrorLog import manage_addErrorLog
from tests import canaries
from tests.canaries import CANARIES
from tests.keyholders import open_intake
from tests.sink import Sink
from ZODB.blob import Blob
from zope.component import getUtility

import gc
import logging
import pytest
import sys
import tempfile
import transaction


NONCE = "n" * 32


class Places:
    """The town, and every place that can be searched."""

    def __init__(self, functional, built, sink, ears, tmp_path) -> None:
        self.built, self.portal = built, built.portal
        self.sink, self.ears, self.tmp_path = sink, ears, tmp_path
        self.storage = functional["zodbDB"].storage
        self.turn = 0
        self.words = ()

    def search(self) -> canaries.Where:
        """Everything that can be read of the installation, by place."""
        transaction.commit()
        self.turn += 1
        folder = self.tmp_path / f"out{self.turn}"
        folder.mkdir()
        _, made = canaries.written_out(self.storage, folder)
        try:
            transactions = canaries.of_transactions(made)
        finally:
            made.close()
        return {
            "database": (folder / "Data.fs").read_bytes(),
            "blobs": canaries.of_disk(folder / "blobs"),
            "transactions": transactions,
            "event log": self.ears.text,
            "error log": canaries.of_error_log(self.portal),
            "mail": b"\n".join(each.as_bytes() for each in self.sink.letters),
            "catalog": canaries.of_catalog(self.portal),
            "registry": canaries.of_registry(),
            "vocabularies": canaries.of_vocabularies(self.portal),
            "temporary files": canaries.of_temporary(),
            "home folder": canaries.of_disk(self.tmp_path / "home"),
        }


@pytest.fixture
def places(functional, built, tmp_path, monkeypatch):
    """Log, mail, disk and database of a site whose intake is open."""
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir(mode=0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    ears, sink, root = canaries.Ears(), Sink(), logging.getLogger()
    sink.set_up()
    if "error_log" not in built.portal.objectIds():
        manage_addErrorLog(built.portal)
    open_intake(built)
    transaction.commit()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(ears)
    yield Places(functional, built, sink.up(), ears, tmp_path)
    root.removeHandler(ears)
    root.setLevel(level)
    sink.down()


def _files():
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG", comment=CANARIES["author"].encode())
    return all_received(
        [
            (f"{CANARIES['file name']}.jpg", "image/jpeg", out.getvalue()),
            ("a.txt", "text/plain", (CANARIES["file"] + " ").encode() * 9000),
            ("b.txt", "text/plain", CANARIES["other file"].encode()),
        ]
    )


def _submission() -> Submission:
    keys = ("what", "when", "title", "person")
    return Submission(
        "harassment",
        NONCE,
        {key: f"Det var {CANARIES[key]}." for key in keys},
        identity={"name": CANARIES["name"], "phone": CANARIES["phone"]},
        files=_files(),
        urgent=True,
    )


def the_case() -> str:
    (facts,) = getUtility(ICases).everything()
    return facts.case


def _go_the_whole_way(places) -> None:
    """Report, come back, write, withdraw; handlers read, note, exclude; mail."""
    built = places.built
    with built.acting("official"):
        places.words = receive_report(_submission()).words
    transaction.commit()
    typed = " ".join(places.words)
    returning.status(typed)
    returning.write(typed, f"Jag tänker på {CANARIES['message']}.")
    transaction.commit()
    with built.acting("office"):
        private = built.private[built.people["office"]]
        key = sharing.open_case(the_case(), private)
        vault = getUtility(IVault)
        vault.put(key, "note", CANARIES["note"].encode())
        assert CANARIES["what"].encode() in vault.get(key, "content", 1)
        assert b"".join(vault.get_file(key, "attachment", 2)[1])
        sharing.exclude(the_case(), built.people["hrchef"], private)
    transaction.commit()
    returning.withdraw(typed)
    transaction.commit()
    built.clock.moment += timedelta(hours=1)
    while post.send_next(transaction.commit):
        pass
    gc.collect()


def test_no_word_of_a_report_turns_up_anywhere(places):
    _go_the_whole_way(places)
    where = places.search()
    assert canaries.found(where) == set()
    assert len(places.sink.letters) > 2 and len(where["blobs"]) > 100_000
    assert len(where["event log"]) > 100


def test_the_words_of_the_receipt_turn_up_nowhere(places):
    _go_the_whole_way(places)
    rare = [" ".join(places.words[at : at + 2]).encode() for at in range(6)]
    joined = [each.replace(b" ", b"-") for each in rare]
    for content in places.search().values():
        assert not any(each in content for each in rare + joined)


def test_the_number_of_a_case_is_in_no_letter_log_or_catalog(places):
    _go_the_whole_way(places)
    where, number = places.search(), the_case().encode()
    for place in ("mail", "event log", "error log", "catalog", "transactions"):
        assert number not in where[place]


def test_the_transactions_of_a_report_name_nobody(places):
    before = places.search()["transactions"].count(b"\n")
    _go_the_whole_way(places)
    rows = places.search()["transactions"].decode().split("\n")
    assert before and not [each for each in rows if "official" in each.split(",")[0]]


def _to_database(places) -> None:
    places.portal.canary = CANARIES["what"]


def _to_blobs(places) -> None:
    places.portal.canary = Blob(CANARIES["file"].encode())


def _to_transactions(places) -> None:
    places.portal.canary = "changed"
    transaction.get().note(CANARIES["title"])


def _to_event_log(places) -> None:
    logging.getLogger("conduct").warning("Broken: %s", CANARIES["person"])


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
        ("blobs", _to_blobs, "file"),
        ("transactions", _to_transactions, "title"),
        ("event log", _to_event_log, "person"),
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
    assert (place, name) in canaries.found(places.search())


@pytest.mark.parametrize("before", range(3))
def test_a_word_is_found_however_it_is_spelled(before):
    word = CANARIES["what"]
    hidden = canaries.b64encode(b"x" * before + word.encode() + b"yz")
    for content in (hidden, word.encode("utf-16-le"), word.encode().hex().encode()):
        assert canaries.found({"there": content}) == {("there", "what")}
