"""Whoever may not know of a case sees the site as if there were none (S8-S11).

Every page and service of ours, and those of Plone that list things, are responses
as everybody, before a report and after it went its whole way: the answers are
the same, to the letter.
"""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases import deadline_actions
from collective.conduct.operations.cases import desk
from collective.conduct.operations.cases import identity
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.cases import linking
from collective.conduct.operations.cases.disclosure import external_exchange
from collective.conduct.operations.cases.disclosure import redaction
from collective.conduct.operations.cases.disclosure import registry_entry
from collective.conduct.operations.jobs.running import run_slice
from collective.conduct.operations.ledger import sealing
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.vault import my_key
from plone import api
from tests.support import handlers
from tests.support import sample_municipality
from tests.support import site_crawl
from tests.support.mail_server import MailServer
from tests.support.profiles import is_long
from zope.component import getUtility

import difflib
import pytest
import transaction


LONG = is_long()  # make silence, make long
# The person concerned is the head of HR, who would handle the case.
PERSONAS = ("anonymous", "official", "hrchef", "escrow1", "registrar", "manager")
ROOT = "rootboss"  # a Manager of Zope, above all sites
NEIGHBOUR = "neighbour"  # an account of another place in the same Zope
OTHERS = (
    "member",
    "leader",
    "legal",
    "publisher",
    "auditor",
    "editor",
    "siteadmin",
    "secretary",
    ROOT,
    NEIGHBOUR,
)
# Plone's own pages and services that list, count or search; test_services.py asks
# every service.
OF_PLONE = (
    "/@@search?SearchableText=dialekt",
    "/@search?SearchableText=dialekt",
    "/@search?fullobjects=1&b_size=200",
    "/@search?portal_type=ConductCase",
    "/@querystring",
    "/@vocabularies/plone.app.vocabularies.Keywords",
    "/@vocabularies/plone.app.vocabularies.Principals",
    "/@vocabularies/plone.app.vocabularies.Catalog",
    "/@navigation",
    "/@contextnavigation",
    "/@types",
    "/@history",
    "/@users",
    "/@groups",
    "/@system",
    "/@controlpanels",
    "/@recyclebin",
    "/@aliases",
    "/sitemap",
    "/sitemap.xml.gz",
    "/RSS",
    "/search_rss",
    "/folder_contents",
    "/recently_modified",
    "/author/office",
    "/author/hrchef",
    "/portal_catalog/manage_catalogView",
    "/portal_catalog/manage_main",
    "/portal_workflow/manage_main",
    "/manage_main",
    "/manage_UndoForm",
    "/error_log/manage_main",
    "/@@recyclebin",
    "/@@getVocabulary?name=plone.app.vocabularies.Keywords",
    "/@@usergroup-userprefs",
)


@pytest.fixture
def site(municipality, monkeypatch, tmp_path):
    """Everybody that a case needs, and everybody who must not know."""
    tmp_path.chmod(0o700)
    handlers.use_cheap_passphrases(monkeypatch)
    handlers.appoint_with_passphrases(municipality)
    for name, role in (("editor", "Editor"), ("siteadmin", "Site Administrator")):
        municipality.people[name] = sample_municipality.enrol(name, name)
        api.user.grant_roles(username=name, roles=[role])
    app = municipality.portal.getPhysicalRoot()
    app.acl_users.userFolderAddUser(ROOT, sample_municipality.PASSWORD, ["Manager"], [])
    _neighbours(app)
    sealing.seal()
    made = MailServer()
    made.set_up()
    municipality.mail_server = made.up()
    transaction.commit()
    yield municipality
    made.down()


@pytest.fixture
def everything(site, functional):
    """The questions that are asked of everybody."""
    places = [site.portal, site.hub]
    if LONG:
        places += [site.hub["ks"], site.document, site.edition]
    request = functional["request"].clone()
    found = list(site_crawl.questions(places, request, ours_only=not LONG))
    found += [
        site_crawl.CrawlRequest(
            each, "application/json" if "/@" in each[:2] else "text/html"
        )
        for each in OF_PLONE
    ]
    found += site_crawl.of_webdav(places)
    if LONG:
        found += site_crawl.of_vocabularies() + site_crawl.of_feeds(places)
    return found


def _neighbours(app) -> None:
    """Another place in the same Zope, with an account of its own."""
    app.manage_addFolder("other")
    app.other.manage_addUserFolder()
    app.other.acl_users.userFolderAddUser(
        NEIGHBOUR, sample_municipality.PASSWORD, ["Manager"], []
    )


def responses(client, questions) -> dict:
    """What each persona is answered to each question."""
    found = {}
    for who in PERSONAS + (OTHERS if LONG else ()):
        for each in questions:
            answered = client.send(
                who, each.verb, each.path, b"", {"Accept": each.accept}
            )
            found[(who, each.verb, each.path)] = site_crawl.comparable_response(
                answered
            )
    return found


def whole_way(site) -> str:
    """A report about the head of HR, and all that is done with it."""
    case, words = handlers.send_report(
        about=frozenset({site.people["hrchef"]}),
        identity={"name": "Anna Alm"},
        witnesses=frozenset({site.people["legal"]}),
    )
    reporter_followup.write(words, "Ett ord till om min dialekt.")
    other = handlers.send_report(
        about=frozenset({site.people["hrchef"]}),
        witnesses=frozenset({site.people["legal"]}),
    )[0]
    with site.acting("office"):
        token = my_key.open_vault(handlers.PHRASE)
        vault = my_key.vault_of(token)
        opened = case_access.open_case(case, vault)
        case_reading.read(opened)
        case_reading.begin_triage(opened)
        answering.answer(opened, "Tack.")
        answering.write_note(opened, "Dialekt.")
        desk.call(opened, "Dialekten")
        deadline_actions.pause(opened, "Polisen utreder dialekten.")
        deadline_actions.resume(opened)
        words_out = " ".join(external_exchange.begin(opened, "Firma Dialekt", "sv"))
        external_exchange.write(words_out, "Utredning om dialekt.")
        registry_entry.register(opened, "Skrivelse om dialekt")
        redaction.set_secrecy(opened, set(), {"message": "dialekt"})
        linking.merge(case_access.open_case(other, vault), case)
        linking.put_in_series(case_access.open_case(case, vault), other)
        identity.ask(case_access.open_case(case, vault), "Vi behöver ringa.")
        my_key.lock_now()
    transaction.commit()
    run_slice("silence", transaction.commit)
    assert len(site.mail_server.letters) > 3
    return case


def differences(before: dict, after: dict) -> dict:
    return {key: after[key] for key in before if before[key] != after[key]}


def shown(before: dict, after: dict) -> str:
    """The first lines that differ, for whoever reads the failure."""
    lines = []
    for key in list(differences(before, after))[:12]:
        lines.append(f"== {key}")
        lines += list(
            difflib.unified_diff(
                before[key].splitlines(), after[key].splitlines(), n=0, lineterm=""
            )
        )[2:8]
    return "\n".join(lines)


@pytest.mark.examples
def test_a_case_changes_nothing_for_anybody_who_may_not_know(client, site, everything):
    responses(client, everything)  # what is made on first use is made
    before = responses(client, everything)
    case = whole_way(site)
    after = responses(client, everything)
    assert not differences(before, after), shown(before, after)
    short = f"{case[:4]}-{case[4:8]}".upper()
    for key, text in after.items():
        assert case not in text and short not in text, key
    assert len(list(getUtility(ICases).everything())) == 2
    assert getUtility(IOutbox).counts()["dead"] == 0
    assert key_recovery.last_rehearsal() == 0
