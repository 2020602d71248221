"""A campaign for the tests of those who are asked: its facts, as if launched."""

from collective.conduct.core.campaigns import CampaignFacts
from collective.conduct.core.interfaces import ICampaigns
from datetime import timedelta
from tests.support.sample_municipality import TODAY
from typing import Any
from zope.component import getUtility


def launched(municipality: Any, uid: str = "c" * 32, **values: Any) -> CampaignFacts:
    """Put a running campaign about the code of the municipality; return its facts."""
    facts = CampaignFacts(
        **{
            "uid": uid,
            "document": municipality.document.UID(),
            "title": "Svar om koden",
            "path": "trygghet/svar-om-koden",
            "state": "running",
            "kind": "read",
            "plus": ("conduct:officials",),
            "minus": (),
            "start": TODAY,
            "due": TODAY + timedelta(days=3),
            **values,
        }
    )
    getUtility(ICampaigns).put(facts)
    return facts
