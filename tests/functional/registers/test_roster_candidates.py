"""A candidate's commitment follows into the mandate (REQUIREMENTS A3)."""

from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import CANDIDATES
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.answering import Paper
from collective.conduct.operations.answers.answering import record_on_behalf
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.registers import list_import as deeds
from collective.conduct.operations.registers.import_options import choices_of
from datetime import timedelta
from tests.samples import rosters
from tests.support.sample_municipality import TODAY
from zope.component import getUtility


HEAD = ("Namn", "Id", "Organ", "Uppdrag", "Från", "Till")
ELECTED = TODAY + timedelta(30)


def bring(municipality, *lines, **wanted):
    with municipality.acting("registrar"):
        sheet = deeds.opened(rosters.as_bytes(lines, HEAD))
        return deeds.bring_in(sheet, choices_of(sheet, wanted))


def candidate(name, key):
    last = (TODAY + timedelta(7)).isoformat()
    return (name, key, "Barnnämnden", "Kandidat", "2027-01-01", last)


def member(name, key):
    return (name, key, "Barnnämnden", "Ledamot", ELECTED.isoformat(), "")


def ask_candidates(municipality):
    getUtility(ICampaigns).put(
        CampaignFacts(
            uid="c" * 32,
            subject=EditionSubject(municipality.document.UID()),
            title="Kandidatförsäkran",
            path="/kampanj",
            state="running",
            kind="commit",
            plus=(CANDIDATES, OFFICIALS),
            minus=(),
            start=TODAY - timedelta(10),
            due=TODAY + timedelta(60),
        )
    )


def test_a_commitment_given_as_a_candidate_counts_for_the_member(municipality):
    ask_candidates(municipality)
    bring(
        municipality, candidate("Ines Furåker", "k1"), candidate("Ines Furåker", "k2")
    )
    ines = getUtility(IRegister).keyed("k1")
    paper = Paper("", "Pärm 3", TODAY.isoformat())
    with municipality.acting("registrar"):
        record_on_behalf(municipality.edition, [ines], "committed", paper)
    bring(municipality, member("Ines Furåker", "k1"), member("Ines Furåker", "k2"))
    municipality.clock.pass_days(31)
    other = getUtility(IRegister).keyed("k2")
    (owed,), (waits,) = duties_of(ines), duties_of(other)
    assert (owed.state, owed.outcome) == ("answered", "committed")
    assert waits.state == "awaiting"


def test_a_candidate_without_an_id_is_asked_about_when_elected(municipality):
    bring(municipality, candidate("Jon Gårdö", ""))
    with municipality.acting("registrar"):
        sheet = deeds.opened(rosters.as_bytes([member("Jon Gårdö", "")], HEAD))
        (found,) = deeds.dry_run(sheet, choices_of(sheet, {})).findings
    assert found.kind == "ambiguous"
    assert len(found.options) == 2
    bring(municipality, member("Jon Gårdö", ""), decisions={"2": found.options[1]})
    people = [each.name for each in getUtility(IRegister).people()]
    assert people.count("Jon Gårdö") == 1
