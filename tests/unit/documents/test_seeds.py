"""Five municipal documents come out right, character by character.

The same holds of our own papers, which are built like them and always here, and
of those, where they lie beside the checkout. Nothing of them is repeated here:
counts, dates, names of fields.
"""

from collective.conduct.core.documents.lints import placeholders
from collective.conduct.core.documents.recognition.recognise import recognise
from collective.conduct.core.documents.recognition.recognise import remove
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.html import text_of
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.imports.documents.conversion import convert
from tests.samples.papers import OWN

import pytest


# What each is called and dated, where that is not the same.
TOLD = {
    "own": {
        "joined": " arbetsro att läsa ",
        "decider": "Kommunfullmäktige",
        "owner": "Kanslichef",
        "decided_on": "2027-03-15",
        "diary_number": "KSN-2027-00412",
        "source": "Lindåsa kommun",
        "day": "14 maj",
    },
    "given": {
        "joined": " ska kunna fullgöra ",
        "decider": "Kommunstyrelsen",
        "owner": "Säkerhetschef",
        "decided_on": "2024-09-09",
        "diary_number": "KSN-2024-02560",
        "source": "Uppsala kommun",
        "day": "3 april",
    },
}


@pytest.fixture
def told(seeds):
    """What is said in the papers that are read."""
    return TOLD["own" if seeds == OWN else "given"]


@pytest.fixture
def seed(seeds):
    """Return a function: number of a seed -> (Converted, Recognition)."""

    def read(number):
        path = next(seeds.glob(f"{number:03d}_*.txt"))
        converted = convert(path.name, path.read_bytes())
        return converted, recognise(converted.html)

    return read


def items_under(html):
    """Return [(heading, list items below it)] of all headings with items."""
    found = []
    for block in parse(html).elements():
        if block.tag in ("h2", "h3", "h4"):
            found.append((text_of(block), []))
        elif block.tag in ("ul", "ol"):
            found[-1][1].extend(text_of(item) for item in block.elements())
    return [(heading, items) for heading, items in found if items]


def test_seed_0_has_five_commitments_and_two_routines(seed):
    _converted, found = seed(0)
    lists = items_under(found.html_without_header)
    assert [len(items) for _heading, items in lists] == [5, 10, 8]
    assert [heading.split(",")[0] for heading, _items in lists][1:] == ["Rutiner"] * 2
    assert found.title.startswith("Uppförandepolicy")
    assert [o.value for o in found.offers if o.field == "document_type"] == ["policy"]


def test_seed_0_has_its_cut_bullet_joined_again(seed, told):
    converted, found = seed(0)
    assert [(n.code, n.values) for n in converted.notes] == [
        ("import_pieces_joined", {"count": 1})
    ]
    _heading, rules = items_under(found.html_without_header)[1]
    assert told["joined"] in rules[7]
    provisions = derive(found.html_without_header).provisions
    assert not any(part.text[0].islower() for part in provisions if part.kind == "text")


def test_seed_0_lets_each_commitment_be_cited(seed):
    structure = derive(seed(0)[1].html_without_header)
    kinds = [part.kind for part in structure.provisions]
    assert kinds.count("item") == 23
    assert len(structure.groups) == 5


def test_seed_1_has_four_labelled_fields_class_and_type(seed, told):
    _converted, found = seed(1)
    single = {o.field: o.value for o in found.offers if o.field != "related"}
    assert single == {
        **{name: told[name] for name in ("decider", "owner", "decided_on")},
        "diary_number": told["diary_number"],
        "document_class": "normative",
        "document_type": "guideline",
    }
    lines = {o.field: o.line for o in found.offers}
    assert lines["document_type"] == found.title  # the ladder lost its mark
    assert lines["owner"] == f"Dokumentansvarig: {told['owner']}"


def test_seed_1_has_its_sections_and_no_table_of_contents(seed):
    _converted, found = seed(1)
    assert [removal.code for removal in found.removals] == ["toc"]
    structure = derive(remove(found.html_without_header, found.removals))
    assert [(group.level, group.title.split()[0]) for group in structure.groups] == [
        (2, "Inledning"),
        (2, "Syfte"),
        (2, "Omfattning"),
        (2, "Avgränsning"),
        (2, "Riktlinje"),
        (3, "Förebyggande"),
        (3, "Stöd-"),
        (2, "Ansvar"),
        (2, "Uppföljning"),
        (2, "Relaterade"),
    ]


def test_seed_1_has_five_related_documents(seed):
    related = [o for o in seed(1)[1].offers if o.field == "related"]
    assert len(related) == 5
    assert all(o.value == o.line and not o.address for o in related)


def test_seed_2_parts_the_officers_report_from_the_code(seed):
    _converted, found = seed(2)
    assert [part.kind for part in found.parts] == ["report", "document"]
    report, _code = (derive(part.html) for part in found.parts)
    assert len(report.groups) == 6
    assert [rule.number for rule in report.rules] == ["1", "2"]
    assert found.parts[0].title.startswith("Tjänsteutlåtande")
    assert found.title.startswith("BEMÖTANDEKOD")
    assert [o.value for o in found.offers if o.field == "document_type"] == ["code"]


def test_seed_2_has_the_parts_of_the_code(seed):
    structure = derive(seed(2)[1].html_without_header)
    tops = [group.title.split()[0] for group in structure.groups if group.level == 2]
    assert tops == ["INLEDNING", "UPPDRAGET", "FÖRVÄNTNINGAR"]
    below = [group.title for group in structure.groups if group.level == 3]
    assert len(below) == 8
    assert sum(title.startswith("Att ") for title in below) == 7
    kinds = [part.kind for part in structure.provisions]
    assert kinds.count("item") == 4


def test_seed_2_shows_the_placeholder_that_was_left_in(seed):
    converted, found = seed(2)
    assert len(placeholders(converted.html)) == 1
    assert placeholders(found.html_without_header) == ()


def test_seed_3_is_an_article_without_rules(seed, told):
    _converted, found = seed(3)
    structure = derive(remove(found.html_without_header, found.removals))
    assert found.kind == "article"
    assert {part.kind for part in structure.provisions} == {"text"}
    assert structure.groups == ()
    assert len(structure.provisions) == 6
    assert found.title.startswith(told["source"])


def test_seed_3_offers_source_and_date_and_teasers_for_removal(seed, told):
    _converted, found = seed(3)
    assert {o.field: o.value for o in found.offers} == {
        "source": told["source"],
        "published_on": "",  # the text gives a day, no year
    }
    day = next(o.line for o in found.offers if o.field == "published_on")
    assert told["day"] in day
    assert [removal.code for removal in found.removals] == ["furniture", "teasers"]
    blocks = list(parse(found.html_without_header).elements())
    assert found.removals[1].last == len(blocks) - 1
    assert found.removals[1].last - found.removals[1].first == 6


def test_seed_4_has_16_rules_in_3_groups_and_an_annex(seed):
    structure = derive(seed(4)[1].html_without_header)
    assert [rule.number for rule in structure.rules] == [str(i) for i in range(1, 17)]
    main = [group.title for group in structure.groups if not group.annex]
    assert len(main) == 3
    annex = [group for group in structure.groups if group.annex]
    assert [group.level for group in annex] == [2, 3, 4, 4]
    assert not any(rule.annex for rule in structure.rules)


def test_seed_4_keeps_its_bold_amendments_and_its_title(seed):
    _converted, found = seed(4)
    bold = [n for n in parse(found.html_without_header).walk() if n.tag == "strong"]
    assert len(bold) == 4
    assert found.title.startswith("Kodeks")
    assert [o.value for o in found.offers if o.field == "document_type"] == ["code"]
