"""Demo content: a fictional municipality with officials and answers.

Post handler of the profile ``demo``. Everything is done by the operations,
as the person who would do it, on days counted back from today: ledger,
receipts and pages show what real use would leave behind.
"""

from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.operations.common.hub import hub
from collective.conduct.operations.ledger.sealing import seal
from collective.conduct.principals.registers.plugin import forget
from collective.conduct.setuphandlers.demo import contacts
from collective.conduct.setuphandlers.demo import keys
from collective.conduct.setuphandlers.demo import papers
from collective.conduct.setuphandlers.demo import people
from collective.conduct.setuphandlers.demo import published
from collective.conduct.setuphandlers.demo import story
from collective.conduct.setuphandlers.demo import tables
from collective.conduct.setuphandlers.demo.times import set_clock
from collective.conduct.vocabularies.cases.forms import title_of
from contextlib import suppress
from datetime import date
from plone import api


YEARS_IN_OFFICE = 2


def install(context) -> None:
    """Create the demo content, unless the site has a hub already."""
    if hub() is not None:
        return
    site = api.portal.get()
    enrolled = people.enrol()
    with set_clock(site) as clock:
        clock.set(720)
        people.fill_registers(enrolled, _term(clock.start))
        forget()
        home = papers.open_hub(site)
        value = story.value_base(home, enrolled, clock)
        code = story.first_code(home, value, enrolled, clock)
        rules = story.guideline(home, value, code, enrolled, clock)
        story.danish_code(home, enrolled, clock)
        story.second_code(code, value, rules, enrolled, clock)
        story.under_way(home, value, rules, clock)
        published.tell(clock)
        contacts.add(home, clock)
        keys.make(clock)
    # Without a folder outside the database nothing is sealed: readiness says so.
    with suppress(Unavailable):
        seal()


def _term(today: date) -> date:
    """The first day of all mandates, before everything else in the demo content."""
    return date(today.year - YEARS_IN_OFFICE, 1, 1)


def accounts(site) -> dict[str, dict[str, str]]:
    """Log-in and password for each role, of the accounts on the site.

    Of those with a key, the passphrase too.
    """
    return {
        row["role"]: {
            "login": row["login"],
            "password": tables.password_of(row["login"]),
            **keys.passphrase(row),
        }
        for row in tables.accounts()
        if row["role"] and site.acl_users.getUser(row["login"])
    }


def documents(site) -> list[dict[str, str]]:
    """Title, path from the site, portal type and language of each document."""
    found = site.portal_catalog.unrestrictedSearchResults(
        portal_type=("ConductPolicy", "ConductCode"), sort_on="sortable_title"
    )
    return [
        {
            "title": brain.Title,
            "path": _from_site(site, brain.getPath()),
            "type": brain.portal_type,
            "language": brain._unrestrictedGetObject().Language(),
        }
        for brain in found
    ]


def forms(site) -> list[dict[str, str]]:
    """Id, title and path from the site of each form that a report can be sent by."""
    path = f"{hub_path(site)}/@@report-form?form="
    return [
        {"id": form, "title": title_of(form, "sv"), "path": f"{path}{form}"}
        for form in FORMS
    ]


def hub_path(site) -> str:
    """The hub's path from the site, with a leading slash; "" without a hub."""
    found = site.portal_catalog.unrestrictedSearchResults(portal_type="ConductHub")
    return _from_site(site, found[0].getPath()) if found else ""


def _from_site(site, path: str) -> str:
    return path.removeprefix("/".join(site.getPhysicalPath()))
