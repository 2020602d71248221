"""A campaign about the code of the municipality, and the timed job over it."""

from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.operations.jobs.running import run_slice
from datetime import timedelta
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import transaction


CAMPAIGN = "c" * 32


def launch(municipality, **values) -> CampaignFacts:
    """Launch a campaign: the officials answer within thirty days."""
    given = {
        "uid": CAMPAIGN,
        "subject": EditionSubject(municipality.document.UID()),
        "title": "Kodkampanj",
        "path": "trygghet/kampanj",
        "due": TODAY + timedelta(days=30),
        "escalate_to": "registrar",
    }
    facts = put_facts(municipality, **{**given, **values})
    transaction.commit()
    return facts


def put_facts(municipality, **values) -> CampaignFacts:
    """Store the facts of a running campaign about the code; nothing is committed."""
    given = {
        "uid": CAMPAIGN,
        "subject": EditionSubject(municipality.document.UID()),
        "title": "Svar om koden",
        "path": "trygghet/svar-om-koden",
        "state": "running",
        "kind": "read",
        "plus": (OFFICIALS,),
        "minus": (),
        "start": TODAY,
        "due": TODAY + timedelta(days=3),
    }
    facts = CampaignFacts(**{**given, **values})
    getUtility(ICampaigns).put(facts)
    return facts


def tick(holder: str = "a") -> dict:
    """Run the timed job until nothing is left; return what was done, without zeros."""
    done: dict = {}
    while True:
        counts = run_slice(holder, transaction.commit)
        more = counts.pop("more")
        done = {kind: done.get(kind, 0) + count for kind, count in counts.items()}
        if not more:
            return {kind: count for kind, count in done.items() if count}
