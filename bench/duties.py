"""What a campaign asks of 10,000 people, and the timed job over all of them.

Registers, ledger and outbox lie in a database of their own, behind the ports;
only settings of the site are told. Every person has a mandate, every second one
has answered, all were told of it: nothing is due. Counted is the time of the
processor, which leaves out what other programs do meanwhile.
"""

from bench.ledger import answer
from bench.sizes import sized
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.terms_of_office import Budget
from collective.conduct.core.registers.terms_of_office import TermsOfOffice
from collective.conduct.operations import obligations
from collective.conduct.operations.campaigns.lapsing import lapse
from collective.conduct.operations.campaigns.reminding import escalate
from collective.conduct.operations.campaigns.reminding import remind
from collective.conduct.operations.campaigns.reminding import renew
from collective.conduct.operations.mail.timed_work import Work
from collective.conduct.storage.home import Records
from datetime import date
from datetime import datetime
from datetime import UTC
from pathlib import Path
from plone import api
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from ZODB.FileStorage import FileStorage
from zope.component import getGlobalSiteManager
from zope.interface import implementer

import hashlib
import transaction
import ZODB


PEOPLE, BODIES, TIMES = sized(10_000, 500), 40, 5
EDITION = hashlib.sha256(b"edition").hexdigest()
SINCE = date(2026, 10, 15)
NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
STEPS = (renew, lapse, remind, escalate)
SETTINGS = {
    "collective.conduct.first_term_day": TermsOfOffice().first,
    "collective.conduct.term_years": TermsOfOffice().years,
}


@implementer(IClock)
class Clock:
    """See IClock: ten days into the campaign."""

    def now(self) -> datetime:
        return NOW

    def today(self) -> date:
        return NOW.date()

    def day_of(self, seconds: int) -> date:
        return datetime.fromtimestamp(seconds, UTC).date()


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``duties``."""
    with TemporaryDirectory(prefix="bench-") as folder:
        db = ZODB.DB(FileStorage(str(Path(folder) / "Data.fs")), cache_size=60_000)
        connection = db.open()
        kept = connection.root()["records"] = Records()
        people, facts = _fill(kept)
        _connect(kept)
        tick()  # tells everybody of the campaign
        transaction.commit()
        connection.getTransferCounts(clear=True)
        took = _seconds(tick)
        transaction.commit()
        stored = connection.getTransferCounts(clear=True)[1]
        everybody = _seconds(lambda: obligations.assigned(facts))
        one = _seconds(lambda: obligations.asking(people[7], facts.subject))
        connection.close()
        db.close()
    yield "assigned_ms_at_1e4", 1000 * everybody
    yield "tick_seconds_at_1e4", took
    yield "tick_objects_at_1e4", stored
    yield "mine_ms_at_1e4", 1000 * one


def tick() -> None:
    """One slice, long enough for everything; the roster is made once per write."""
    work = Work(Budget(3600))
    for step in STEPS:
        step(work)


def _seconds(do: Callable[[], object]) -> float:
    """Return what it takes of the processor, the median: nothing waits here."""
    seconds = []
    for _ in range(TIMES):
        began = process_time()
        do()
        seconds.append(process_time() - began)
    return median(seconds)


def _fill(kept: Records) -> tuple[list[int], CampaignFacts]:
    kept.ledger.open_edition(EDITION)
    kept.shelf.put(
        EditionFacts("edition", "code", 1, EDITION, "Kod", "sv", "kod/1", SINCE)
    )
    people = []
    for number in range(PEOPLE):
        person = kept.register.enrol(f"account-{number}", f"Namn {number}")
        body, party = f"body{number % BODIES}", f"P{number % 8}"
        row = Mandate(person, body, "ordinary", party, SINCE)
        kept.register.record(row, 0)
        if number % 2:
            answer(kept.ledger, person, EDITION)
        people.append(person)
    facts = CampaignFacts(
        uid="campaign",
        subject=EditionSubject("code"),
        title="Kampanj",
        path="kampanj",
        state="running",
        kind="read",
        plus=("conduct:officials",),
        minus=("conduct:body:body39",),
        start=SINCE,
        due=date(2026, 12, 1),
        per_term=True,
    )
    kept.campaigns.put(facts)
    transaction.commit()
    return people, facts


def _connect(kept: Records) -> None:
    manager = getGlobalSiteManager()
    for port, behind in kept.ports().items():
        manager.registerUtility(behind, port)
    manager.registerUtility(Clock(), IClock)
    api.portal.get_registry_record = SETTINGS.__getitem__
