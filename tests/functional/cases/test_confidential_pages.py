"""Every page about cases, found in the registry, leaves no trace (S17, S30).

A page that somebody adds later is asked too: none is named here.
"""

from collective.conduct.browser.reports.reporter_page import ReporterPage
from collective.conduct.browser.vault.vault import VaultPage
from collective.conduct.content.common.guarded import ISilent
from collective.conduct.content.common.hub import IConductHub
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.summary import STATES
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.vault import my_key as own
from collective.conduct.services.cases.cases import VaultService
from collective.conduct.services.reports.reports import ReporterService
from plone import api
from plone.app.contentrules import handlers as rule_handlers
from Products.CMFCore.interfaces import IActionSucceededEvent
from Products.Five.browser import BrowserView
from tests.support import handlers
from zExceptions import BadRequest
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface.interfaces import IObjectEvent

import pytest
import re


def registered(base) -> dict[str, type]:
    """The views, or the services, of the hub that are of a kind."""
    found = {}
    for each in getGlobalSiteManager().registeredAdapters():
        fits = each.required[0] if len(each.required) == 2 else None
        if fits is not None and IConductHub.isOrExtends(fits):
            if isinstance(each.factory, type) and issubclass(each.factory, base):
                found[each.name] = each.factory
    return found


def pages() -> dict[str, type]:
    return {**registered(ReporterPage), **registered(VaultPage)}


def sent(page) -> dict[str, str]:
    return {name.lower(): value for name, value in page.headers.items()}


def test_all_of_them_are_found():
    assert set(registered(ReporterPage)) >= {"report", "report-form", "exchange"}
    assert set(registered(VaultPage)) >= {"desk", "case", "case-record", "escrow"}
    assert all(issubclass(each, BrowserView) for each in pages().values())


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_page_is_kept_told_on_or_found(client, municipality, method):
    handlers.send_report()
    handler = handlers.HandlerClient(client, municipality, "office").open()
    asked = 0
    for name in pages():
        view = f"@@{name}"
        page = handler.get(view) if method == "GET" else handler.post(view)
        if page.status_int == 404:
            continue  # of another function
        asked += 1
        heads = sent(page)
        assert "no-store" in heads["cache-control"], name
        assert heads["referrer-policy"] == "no-referrer", name
        assert "noindex" in heads["x-robots-tag"], name
        policy = heads["content-security-policy"]
        assert "frame-ancestors 'none'" in policy, name
        assert "'unsafe-eval'" not in policy and "http" not in policy, name
        scripts = re.search(r"script-src([^;]*)", policy)
        assert "'unsafe-inline'" not in (scripts[1] if scripts else ""), name
    assert asked > 7


def test_a_visitor_gets_no_cookie_no_script_and_no_telling_title(client, municipality):
    for name in registered(ReporterPage):
        page = client.page("anonymous", f"/trygghet/@@{name}?form=harassment")
        if page.status_int != 200:
            continue
        assert "set-cookie" not in sent(page), name
        assert "<script" not in page.text.lower(), name
        title = re.search(r"<title>(.*?)</title>", page.text, re.DOTALL)[1]
        for telling in ("report", "harass", "threat", "case", "safety"):
            assert telling not in title.lower(), (name, title)
        foreign = re.findall(r'(?:src|href)="(https?://[^"]+)"', page.text)
        own = client.root.rsplit("/", 1)[0]
        others = [each for each in foreign if not each.startswith(own)]
        assert all("yr.no" in each for each in others), (name, others)


def test_every_service_forbids_to_keep_it(client, municipality):
    case = handlers.send_report()[0]
    services = {**registered(ReporterService), **registered(VaultService)}
    assert len(services) > 12
    for name in services:
        verb, _kind, path = re.match(
            r"(GET|POST|PATCH|DELETE)_(application_json_)(@.*)", name
        ).groups()
        found = client.rest("office", verb, f"/trygghet/{path}", {"case": case})
        heads = sent(found)
        if found.status_int in (404, 405):
            continue
        assert "no-store" in heads["cache-control"], name
        assert heads["referrer-policy"] == "no-referrer", name


class TestDoorsOfPlone:
    """No door of Plone copies, moves, undoes, versions or removes a case."""

    @pytest.fixture
    def case(self, municipality):
        return getUtility(ICases).get(handlers.send_report()[0])

    def test_a_copied_hub_or_site_has_no_case_in_it(self, municipality, case):
        before = [each.case for each in getUtility(ICases).everything()]
        with municipality.acting("manager"):
            cut = municipality.portal.manage_copyObjects(["trygghet"])
            with pytest.raises(BadRequest, match="already a hub"):
                municipality.portal.manage_pasteObjects(cut)
        assert [each.case for each in getUtility(ICases).everything()] == before
        found = [
            each
            for _path, each in municipality.portal.ZopeFind(
                municipality.portal, search_sub=1
            )
        ]
        assert municipality.hub.getId() in [each.getId() for each in found]
        assert not [each for each in found if ISilent.providedBy(each)]

    def test_it_is_neither_copied_cut_nor_versioned(self, municipality, case):
        assert not case.cb_isCopyable() and not case.cb_isMoveable()
        with municipality.acting("manager"):
            assert not api.portal.get_tool("portal_repository").isVersionable(case)

    def test_the_undo_page_of_plone_lists_nothing_of_it(
        self, client, municipality, case
    ):
        for view in ("/@@undo", "/undo_form", "/manage_UndoForm"):
            page = client.page("manager", view)
            assert case.getId() not in page.text

    def test_export_and_import_bring_no_case_along(self, municipality, case, tmp_path):
        with municipality.acting("manager"):
            exported = tmp_path / "hub.zexp"
            municipality.portal._p_jar.exportFile(
                municipality.hub._p_oid, str(exported)
            )
        assert case.getId().encode() not in exported.read_bytes()

    def test_a_catalog_that_is_rebuilt_knows_nothing(self, municipality, case):
        catalog = api.portal.get_tool("portal_catalog")
        catalog.clearFindAndRebuild()
        assert not catalog.unrestrictedSearchResults(portal_type="ConductCase")
        words = [
            word
            for each in catalog.objectValues()
            if hasattr(each, "words")
            for word in each.words()
        ]
        assert words and case.getId() not in words

    def test_no_content_rule_and_no_listener_hears_of_it(
        self, municipality, monkeypatch
    ):
        """A rule of the site could send a mail each time something happens."""
        heard: list = []
        monkeypatch.setattr(
            rule_handlers, "execute", lambda thing, _e: heard.append(thing)
        )
        manager = getGlobalSiteManager()
        manager.registerHandler(heard.append, (IActionSucceededEvent,))
        manager.registerHandler(heard.append, (IObjectEvent,))
        try:
            case = handlers.send_report()[0]
            with municipality.acting("office"):
                vault = own.vault_of(own.open_vault(handlers.PHRASE))
                case_reading.begin_triage(case_access.open_case(case, vault))
            with municipality.acting("manager"):
                api.content.create(municipality.portal, "Document", "seen")
        finally:
            manager.unregisterHandler(heard.append, (IActionSucceededEvent,))
            manager.unregisterHandler(heard.append, (IObjectEvent,))
        things = [getattr(each, "object", each) for each in heard]
        assert any(getattr(each, "id", "") == "seen" for each in things)
        assert [each for each in things if ISilent.providedBy(each)] == []
        assert facts_of(case).state == "triage"

    def test_no_uninstall_and_reinstall_writes_it_anywhere(self, municipality, case):
        tool = api.portal.get_tool("portal_setup")
        tool.runAllImportStepsFromProfile("profile-collective.conduct:uninstall")
        tool.runAllImportStepsFromProfile("profile-collective.conduct:default")
        facts = getUtility(ICases).facts(case.getId())
        people = list(getUtility(IDesks).people())
        seen = [
            each.facts.case
            for person in people
            for each in getUtility(IDesks).of(person, STATES)
        ]
        assert facts.case in seen
