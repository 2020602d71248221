"""Contacts of the demo content: seven, one shown later, one long unchecked."""

from collective.conduct.operations.contacts.channels import check_today
from collective.conduct.setuphandlers.demo import tables
from collective.conduct.setuphandlers.demo.people import acting
from collective.conduct.setuphandlers.demo.times import SetClock
from datetime import timedelta
from plone import api


DAYS = ("added", "checked", "shown_in")


def add(hub, clock: SetClock) -> None:
    """Add and check each contact on the days of the table, as the publisher."""
    for row in tables.rows("contacts"):
        values = {key: value or None for key, value in row.items() if key not in DAYS}
        if row["shown_in"]:
            first = clock.start + timedelta(days=int(row["shown_in"]))
            values["valid_from"] = first
        clock.set(int(row["added"]))
        with acting("publisher"):
            made = api.content.create(
                container=hub,
                type="ConductChannel",
                **{**values, "place": int(row["place"])},
            )
        clock.set(int(row["checked"]))
        with acting("publisher"):
            check_today(made)
