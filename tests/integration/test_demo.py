"""The demonstration: what a stranger finds after ``make start``."""

from collections import Counter
from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.text.diff import material
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.interfaces import IConductLayer
from collective.conduct.operations.answers.coverage import coverage
from collective.conduct.operations.answers.duties import answered_by
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.answers.receipts import receipt
from collective.conduct.operations.campaigns.campaign_people import counted
from collective.conduct.operations.campaigns.campaign_people import people_of
from collective.conduct.operations.cases import available_recipients
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.contacts import channels
from collective.conduct.operations.documents.differences import between
from collective.conduct.operations.documents.drafting import problems
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.operations.documents.editions import editions_of
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.operations.vault import my_key as own
from collective.conduct.principals.registers.plugin import forget
from collective.conduct.setuphandlers import demo
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import time
from datetime import UTC
from plone import api
from plone.app.testing import applyProfile
from zope.component import getUtility
from zope.interface import alsoProvides
from zope.interface import implementer

import pytest


PROFILE = "collective.conduct:demo"
# A leap day: every date of the story is counted back from it.
TODAY = date(2028, 2, 29)
KEYED = set("handler handler2 office approver escrow1 escrow2 escrow3".split())
OTHERS = KEYED | {"official2", "concerned"}  # stand for no role of the site
ROLES = OTHERS | set(
    "manager publisher registrar secretary leader official auditor member".split()
)


@implementer(IClock)
class LeapDay:
    """See IClock."""

    def now(self):
        return datetime.combine(TODAY, time(12, tzinfo=UTC))

    def today(self):
        return TODAY

    def day_of(self, seconds):
        return datetime.fromtimestamp(seconds, UTC).date()


CLOCK = LeapDay()


@pytest.fixture(scope="class")
def site(portal_class, tmp_path_factory):
    """The site with the demonstration, on a leap day."""
    forget()
    components = portal_class.getSiteManager()
    components.registerUtility(CLOCK, IClock)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONDUCT_HOME", str(tmp_path_factory.mktemp("home")))
        applyProfile(portal_class, PROFILE)
        yield portal_class
    components.unregisterUtility(CLOCK, IClock)
    forget()


@pytest.fixture(scope="class")
def hub(site):
    return site.unrestrictedTraverse(demo.hub_path(site).lstrip("/"))


@pytest.fixture(scope="class")
def code(hub):
    return hub["uppforandekod"]


@contextmanager
def as_role(site, role):
    forget()
    with api.env.adopt_user(username=demo.accounts(site)[role]["login"]):
        yield
    forget()


def duties(site, role):
    with as_role(site, role):
        found = {each.edition.path: each for each in duties_of(actor().person)}
    return {path.split("/")[-2]: each.state for path, each in found.items()}


def number_of(name):
    people = getUtility(IRegister).people()
    return next(each.id for each in people if each.name == name)


class TestDemonstration:
    # people
    def test_every_role_logs_in_with_its_password(self, site):
        accounts = demo.accounts(site)
        assert set(accounts) == ROLES
        for each in accounts.values():
            assert site.acl_users.authenticate(each["login"], each["password"], None)

    def test_those_who_need_a_key_open_their_vault_with_the_passphrase(self, site):
        accounts = demo.accounts(site)
        assert {role for role in accounts if "passphrase" in accounts[role]} == KEYED
        for role in ("handler", "escrow3"):
            with as_role(site, role):
                assert own.vault_of(own.open_vault(accounts[role]["passphrase"]))

    def test_the_intake_is_open_and_every_form_has_readers_and_a_substitute(self, site):
        assert available_recipients.missing() == []
        assert [each["id"] for each in demo.forms(site)] == list(FORMS)
        for form in FORMS:
            readers = available_recipients.offered(form)
            assert len(readers) >= 2
            spared = available_recipients.offered(form, about=[readers[0].person])
            assert len(spared) >= 2 and readers[0] not in spared

    def test_three_read_a_report_and_without_the_head_of_hr_a_substitute_does(
        self, site
    ):
        names = [each.name for each in available_recipients.offered("harassment")]
        assert names == ["Leila Hosseini", "Gunilla Ahlskog", "Torbjörn Quist"]
        spared = available_recipients.offered(
            "harassment", about=[number_of("Leila Hosseini")]
        )
        assert [each.name for each in spared if not each.substitute] == names[1:]
        assert [each.name for each in spared if each.substitute] == ["Nadja Rosenlund"]

    def test_no_account_is_one_of_zopes_root(self, site):
        root = site.__parent__.acl_users
        logins = [each["login"] for each in demo.accounts(site).values()]
        assert not any(root.getUser(login) for login in logins)

    @pytest.mark.parametrize("role", sorted(ROLES - OTHERS))
    def test_an_account_holds_the_role_it_stands_for(self, site, role):
        with as_role(site, role):
            assert role in actor().roles

    def test_the_member_holds_no_office(self, site):
        with as_role(site, "member"):
            assert actor().roles == {"member"}

    def test_sixty_officials_sit_in_eight_bodies(self, site, hub):
        rows = getUtility(IRegister).roster().rows
        mandates = [row for row in rows if isinstance(row, Mandate)]
        bodies = {
            each.id for each in hub.objectValues() if each.portal_type == "ConductBody"
        }
        assert len({row.person for row in mandates}) == 60
        assert {row.body for row in mandates} == bodies
        assert len(bodies) == 8

    def test_some_sit_in_several_bodies_and_one_has_no_party(self, site):
        rows = getUtility(IRegister).roster().rows
        mandates = [row for row in rows if isinstance(row, Mandate)]
        bodies = Counter(each for each, _ in {(r.person, r.body) for r in mandates})
        assert max(bodies.values()) == 3
        assert len({row.person for row in mandates if not row.party}) == 1

    def test_the_leader_leads_a_group_of_two(self, site):
        roster = getUtility(IRegister).roster()
        with as_role(site, "leader"):
            ((body, party),) = roster.led_by(actor().person, TODAY)
        group = roster.groups(TODAY)[f"conduct:party:{body}:{party}"]
        assert len(group) == 2

    # documents
    def test_five_documents_are_listed_with_language_and_path(self, site):
        found = demo.documents(site)
        assert len(found) == 5
        assert [each["title"] for each in found if each["language"] == "da"] == [
            "Kodeks for Sundudvalget"
        ]
        for each in found:
            document = site.unrestrictedTraverse(each["path"].lstrip("/"))
            assert document.portal_type == each["type"]
            assert document.title == each["title"]

    def test_their_states_differ(self, hub):
        documents = ("vardegrund", "uppforandekod", "riktlinje", "kodeks", "rutin")
        assert {key: api.content.get_state(hub[key]) for key in documents} == {
            "vardegrund": "adopted",
            "uppforandekod": "adopted",
            "riktlinje": "revision_proposed",
            "kodeks": "adopted",
            "rutin": "draft",
        }

    def test_the_code_is_in_force_in_its_second_edition(self, code):
        assert [state_of(each) for each in editions_of(code)] == [
            "superseded",
            "in_force",
        ]

    def test_what_differs_between_the_editions_is_real(self, site, code):
        with as_role(site, "official"):
            found = between(code, 1, 2)
        counts = found.diff.counts(rules=True)
        assert (counts["changed"], counts["added"], counts["removed"]) == (3, 1, 0)
        assert counts["renumbered"] == 4

    def test_parts_of_the_code_are_found_by_subject(self, code):
        tags = code["edition-2"].manifest["facets"]
        assert ["official_staff"] in tags.values() and ["threats"] in tags.values()

    def test_one_change_is_marked_as_not_material(self, site, code):
        with as_role(site, "official"):
            found = between(code, 1, 2)
        marked = set(found.nonmaterial)
        asked = material(found.diff, found.nonmaterial)
        changed = {each.id for each in found.diff.of("changed", rules=True)}
        assert len(marked) == 1
        assert marked < changed
        assert {each.new.number for each in asked} == {"8", "11", "16"}

    def test_the_english_text_has_the_same_provisions(self, code):
        for edition in editions_of(code):
            languages = edition.manifest["languages"]
            own, english = (
                [each["id"] for each in languages[key]["provisions"]]
                for key in ("sv", "en")
            )
            assert own == english

    def test_the_code_has_groups_an_annex_a_table_and_a_footnote(self, code):
        found = structure_of(code)
        assert [group.annex for group in found.groups] == [0, 0, 0, 1]
        assert [rule.number for rule in found.rules] == [str(n) for n in range(1, 17)]
        assert "table" in {part.kind for part in found.provisions}
        assert 'href="#footnote-1"' in show(editions_of(code)[-1]).html

    def test_documents_are_related_to_each_other_and_to_the_law(self, hub, code):
        relations = {each["type"]: each for each in code.relations}
        assert relations["based_on"]["uid"] == hub["vardegrund"].UID()
        assert relations["complements"]["uid"] == hub["riktlinje"].UID()
        assert relations["cites"]["url"].startswith("https://")

    def test_the_unfinished_draft_has_placeholders_left_in(self, hub):
        found = [each.code for each in problems(hub["rutin"])]
        assert found.count("placeholder") == 2

    def test_the_review_of_the_value_base_is_overdue(self, hub):
        assert hub["vardegrund"].review_due < TODAY

    # campaigns
    def test_one_campaign_runs_one_is_closed_and_one_is_planned(self, site, hub):
        found = {
            each.document: each
            for each in hub.objectValues()
            if each.portal_type == "ConductCampaign"
        }
        states = {
            key: api.content.get_state(found[hub[key].UID()])
            for key in ("uppforandekod", "riktlinje", "vardegrund")
        }
        assert states == {
            "uppforandekod": "running",
            "riktlinje": "closed",
            "vardegrund": "planned",
        }
        running = found[hub["uppforandekod"].UID()]
        assert running.due > TODAY
        with as_role(site, "registrar"):
            counts = counted(running)
        assert (counts.asked, counts.answered) == (60, 30)
        assert set(counts.by_outcome) == {"answered", "pending"}
        with as_role(site, "leader"):
            assert len({each.person for each in people_of(running)}) == 2

    # answers
    def test_the_official_sees_what_changed_since_her_answer(self, site):
        assert duties(site, "official") == {
            "uppforandekod": "changed",
            "kodeks": "answered",
            "riktlinje": "answered",
            "vardegrund": "answered",
        }

    def test_the_second_official_has_never_answered(self, site):
        assert set(duties(site, "official2").values()) == {"awaiting"}
        with as_role(site, "official2"):
            assert answered_by(actor().person) == []

    def test_half_of_the_officials_answered_in_every_way(self, site, code):
        with as_role(site, "registrar"):
            lines = coverage(editions_of(code)[-1])
        outcomes = {each.person: each.outcome for each in lines}
        counts = Counter(outcomes.values())
        assert sum(counts.values()) == 60
        assert counts.pop("none") == 30
        assert set(counts) == set(ANSWERS)

    def test_objections_have_words(self, site):
        entries = getUtility(ILedger).entries(number_of("Niklas Österås"))
        objections = [each for each in entries if each.kind == "objected"]
        assert len(objections) == 2
        assert all(each.details["words"] for each in objections)

    def test_the_secretary_recorded_a_paper_for_her_own_body(self, site):
        with as_role(site, "secretary"):
            secretary = actor().person
        entries = list(getUtility(ILedger).entries(number_of("Karin Ottermark")))
        assert entries[-1].by == secretary
        assert len(entries[-1].details["paper"]) == 64
        assert entries[-1].details["reference"]

    def test_the_ledger_names_who_acted_and_everything_is_past(self, site):
        ledger = getUtility(ILedger)
        now = CLOCK.now().timestamp()
        entries = [
            each for stream in ledger.streams() for each in ledger.entries(stream)
        ]
        own = [each for each in entries if each.by == each.stream]
        assert len(own) > 60
        assert all(each.when < now for each in entries)
        assert all(getUtility(IRegister).person(each.by).name for each in entries)

    def test_the_ledger_is_sealed_once_and_verifies(self, site):
        ledger = getUtility(ILedger)
        assert len(list(ledger.seals())) == 1
        assert ledger.unsealed() == 0
        assert proof.verify_ledger(ledger.export()) == []

    def test_a_receipt_of_the_official_verifies(self, site):
        with as_role(site, "official"):
            latest = answered_by(actor().person)[0]
            made = receipt(latest.entry)
        assert proof.verify_receipt(made) == []

    # where to turn
    def test_there_are_contacts_one_coming_and_one_unchecked(self, site):
        with as_role(site, "publisher"):
            found = {each.channel.title: each for each in channels.everything()}
            stale = [each.title for each in channels.stale_channels()]
        assert Counter(each.state for each in found.values()) == {
            "valid": 6,
            "coming": 1,
        }
        assert stale == ["Brottsofferjouren i Sundbygden"]
        assert found["Säkerhetschefen"].holders == ("Conny Bergvall",)
        assert found["Säkerhetschefen"].substitutes == ("Ewa Nordqvist",)

    # installing
    def test_installing_twice_doubles_nothing(self, site):
        register, ledger = getUtility(IRegister), getUtility(ILedger)
        before = (len(list(register.people())), register.revision, ledger.unsealed())
        documents = demo.documents(site)
        applyProfile(site, PROFILE)
        after = (len(list(register.people())), register.revision, ledger.unsealed())
        assert (before, documents) == (after, demo.documents(site))

    def test_the_clock_is_the_sites_own_again(self, site):
        assert getUtility(IClock) is CLOCK

    # the first screen
    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_the_hub_opens_for_everybody(self, site, hub, role):
        alsoProvides(site.REQUEST, IConductLayer)
        with as_role(site, role):
            assert "</html>" in hub.restrictedTraverse(hub.getLayout())()
