"""Campaigns of the demo content: one closed, one running, one planned."""

from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.operations.campaigns.launch import close
from collective.conduct.operations.campaigns.launch import launch
from collective.conduct.setuphandlers.demo.people import acting
from collective.conduct.setuphandlers.demo.times import SetClock
from datetime import timedelta
from plone import api
from zope.component import getUtility


def plan(hub, document, key: str, title: str, start_in: int, days: int, **values):
    """Plan a campaign for all officials, as the publisher; return it.

    It begins in ``start_in`` days and gives people ``days`` to answer.
    """
    start = getUtility(IClock).today() + timedelta(days=start_in)
    with acting("publisher"):
        return api.content.create(
            container=hub,
            type="ConductCampaign",
            id=key,
            title=title,
            document=document.UID(),
            plus=[OFFICIALS],
            start=start,
            due=start + timedelta(days=days),
            **{"kind": "read", "escalate_to": "municipal_secretary", **values},
        )


def begin(campaign):
    """Launch a campaign today, as the registrar; return it."""
    with acting("registrar"):
        launch(campaign)
    return campaign


def guideline(hub, rules, clock: SetClock, began: int):
    """Launch the campaign of the guideline on support; return it."""
    clock.set(began)
    title = "Alla tar del av riktlinjen om stöd"
    return begin(plan(hub, rules, "alla-tar-del-av-riktlinjen", title, 0, 28))


def over(campaign, clock: SetClock, days_ago: int) -> None:
    """Close a campaign, as the registrar."""
    clock.set(days_ago)
    with acting("registrar"):
        close(campaign)


def code(hub, document, clock: SetClock, days_ago: int) -> None:
    """Launch the campaign of the code of conduct, with an undertaking of its own."""
    clock.set(days_ago)
    begin(
        plan(
            hub,
            document,
            "alla-svarar-pa-koden",
            "Alla svarar på uppförandekoden",
            0,
            17,
            ladder=[-7, 0, 7],
            undertaking_sv="Jag tar mitt ansvar för hur vi talar med varandra, i"
            " salen, på nämnden och på nätet.",
            undertaking_en="I take my share of responsibility for how we speak to"
            " each other, in the chamber, on the board and online.",
        )
    )


def every_term(hub, value) -> None:
    """Plan the campaign of the value document for every term; it is not launched."""
    title = "Värdegrunden, varje mandatperiod"
    key = "vardegrunden-varje-mandatperiod"
    plan(hub, value, key, title, 14, 60, kind="commit", per_term=True)
