"""A kind is one row in a table; what it lacks elsewhere is named, by file and table.

The tables of words and form fields are compared with their kinds when they are
imported (``core.common.kinds``); what no import can see is compared here.
"""

from collective.conduct.content.campaigns import IConductCampaign
from collective.conduct.core.cases import summary
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.ledger import entries
from collective.conduct.core.obligations import campaign_kinds
from collective.conduct.core.obligations.subjects import as_row
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.obligations.subjects import from_row
from collective.conduct.core.obligations.subjects import SUBJECTS
from collective.conduct.core.reports import question_kinds
from collective.conduct.operations.campaigns.launch import facts_of
from collective.conduct.vocabularies.obligations import KIND_WORDS
from importlib import import_module
from pathlib import Path

import ast
import inspect
import pytest
import re


SOURCE = Path(inspect.getfile(require_rows)).parents[2]
FIELDS = SOURCE / "browser" / "reports" / "templates" / "report_questions.pt"
CARDS = SOURCE / "browser" / "common" / "templates" / "reading.pt"
EVENT_WRITERS = frozenset({"note", "post_note", "_noted"})
FREE_TEXT = "note"  # what a handler wrote: it has no words of ours


@pytest.mark.parametrize(
    ("table", "said"),
    [({"a"}, "x.py: T has no row for b"), ({"a", "b", "c"}, "x.py: T has rows of no")],
)
def test_a_table_that_is_not_complete_is_named(table, said) -> None:
    with pytest.raises(LookupError, match=said):
        require_rows(table, {"a", "b"}, "x.py: T")


def _with_tables() -> list[str]:
    """Every module with a table that is compared with its kinds."""
    found = []
    for path in SOURCE.rglob("*.py"):
        if "require_rows(" in path.read_text("utf-8"):
            parts = path.relative_to(SOURCE).with_suffix("").parts
            found.append(".".join(("collective", "conduct", *parts)))
    return sorted(found)


@pytest.mark.parametrize("module", _with_tables())
def test_every_table_has_a_row_for_each_kind(module) -> None:
    import_module(module)


@pytest.mark.parametrize("kind", question_kinds.KINDS)
def test_a_kind_of_question_has_a_form_field(kind) -> None:
    macros = re.findall(r'define-macro="field_(\w+)"', FIELDS.read_text("utf-8"))
    is_answer = question_kinds.KINDS[kind].is_answer
    assert (kind in macros) == is_answer, (
        f"browser/reports/templates/report_questions.pt: the macro field_{kind}"
    )


@pytest.mark.parametrize("kind", question_kinds.KINDS)
def test_a_kind_of_question_describes_and_limits_its_answer(kind) -> None:
    row = question_kinds.KINDS[kind]
    asked = question_kinds.Question("q", "Q", kind, options=(("a", "A"),))
    schema = row.shape(asked)
    if row.is_answer:
        limit = schema.get("maxLength", 1)
        assert limit > 0, (
            f"core/reports/question_kinds.py: {type(row).__name__}.longest"
        )


@pytest.mark.parametrize("kind", campaign_kinds.KINDS)
def test_a_kind_of_campaign_is_about_a_subject_that_there_is(kind) -> None:
    row, words = campaign_kinds.KINDS[kind], KIND_WORDS[kind]
    assert row.subject in SUBJECTS, (
        "core/obligations/campaign_kinds.py: KINDS, subjects.py: SUBJECTS"
    )
    assert row.settled_by <= set(entries.OUTCOMES), (
        "core/obligations/campaign_kinds.py: KINDS"
    )
    assert words.title and words.asks, "vocabularies/obligations.py: KIND_WORDS"
    assert {"document", "due"} <= set(re.findall(r"\$\{(\w+)\}", words.asks.default))


@pytest.mark.parametrize("kind", campaign_kinds.KINDS)
def test_what_an_answer_does_not_settle_is_asked_in_words(kind) -> None:
    asks_more = not campaign_kinds.KINDS[kind].settled_by >= set(entries.ANSWERS)
    assert bool(KIND_WORDS[kind].more) == asks_more, (
        "vocabularies/obligations.py: KIND_WORDS, more"
    )
    macro = f'define-macro="more_{kind}"'
    assert (macro in CARDS.read_text("utf-8")) == asks_more, (
        f"browser/common/templates/reading.pt: the macro more_{kind}"
    )


def test_the_last_kind_of_several_campaigns_gives_the_words() -> None:
    kinds, strongest = [*campaign_kinds.KINDS], campaign_kinds.strongest
    assert strongest(kinds) == strongest(reversed(kinds)) == kinds[-1]
    assert campaign_kinds.strongest([campaign_kinds.FIRST_KIND]) == kinds[0]


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_subject_survives_its_row(kind) -> None:
    subject = SUBJECTS[kind]("u" * 32)
    assert from_row(as_row(subject)) == subject
    assert as_row(subject) == (kind, "u" * 32)


def test_every_fact_of_a_campaign_is_read_from_its_content() -> None:
    """A field of the form that is asked of nobody is no part of a campaign."""
    read = inspect.getsource(facts_of)
    undertakings = {f"undertaking_{code}" for code in ("sv", "da", "en")}
    for name in set(IConductCampaign) - undertakings - {"launched_on"}:
        assert f"campaign.{name}" in read, (
            f"operations/campaigns/launch.py: facts_of, {name}"
        )
    assert EditionSubject.key in set(IConductCampaign)


@pytest.mark.parametrize("name", entries.RECORDS)
def test_a_kind_of_entry_has_a_code_of_its_own(name) -> None:
    row = entries.RECORDS[name]
    assert [each.code for each in entries.RECORDS.values()].count(row.code) == 1
    assert row.family in entries.FAMILIES, "core/ledger/entries.py: FAMILIES"


def test_the_codes_that_stand_in_databases_stay() -> None:
    kept = dict(acknowledged=1, committed=2, objected=3, declined=4, waived=5, lapsed=6)
    kept |= dict(informed=7, adopted=20, noted=21, annulled=22, repealed=23)
    kept |= dict(launched=30, closed=31, read_case=40, read_file=41)
    kept |= dict(read_identity=42, searched=43)
    assert kept.items() <= entries.KINDS.items()


def _events_written():
    for path in SOURCE.joinpath("operations").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in EVENT_WRITERS:
                for each in node.args[:2]:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield path.name, each.value


def test_what_is_written_down_in_a_case_is_an_event_of_the_table() -> None:
    found = [*_events_written()]
    assert len(found) > 10
    wrong = [each for each in found if each[1] not in {*summary.EVENTS, FREE_TEXT}]
    assert wrong == [], (
        "core/cases/summary.py: EVENTS, vocabularies/cases/titles.py: EVENTS"
    )


# What operations need words for: what they write, and what a site may change.
WORDS_IN_OPERATIONS = {
    "documents/manifests": "the choices are frozen in an edition",
    "documents/mandate_matching": "a file names a function by its title",
    "documents/creating": "the bodies of the site",
    "mail/templates": "a mail has days in words",
    "common/vocabulary": "the vocabularies of the site are changed",
    "vault/confirming": "six words of the list are typed",
    "vault/receipt_code": "the words of a receipt are drawn",
    "reports/forms": "the questions of the product, until staff change them",
    "reports/designing": "a form that is made has a title and questions",
    "cases/registry_entry": "a name stands under these words in a case",
}


def test_operations_know_no_labels_of_pages() -> None:
    folder = SOURCE / "operations"
    found = {
        path.relative_to(folder).with_suffix("").as_posix()
        for path in folder.rglob("*.py")
        if "collective.conduct.vocabularies" in path.read_text("utf-8")
    }
    assert found <= WORDS_IN_OPERATIONS.keys(), "take the words in the page"
