"""The manifest of an edition, and what its dates say."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.edition_index import state
from collective.conduct.core.documents.editions import Adoption
from collective.conduct.core.documents.editions import canonical_text
from collective.conduct.core.documents.editions import frozen_words
from collective.conduct.core.documents.editions import HEADER
from collective.conduct.core.documents.editions import links_in
from collective.conduct.core.documents.editions import manifest
from collective.conduct.core.documents.editions import manifest_hash
from collective.conduct.core.documents.editions import statement_hash
from collective.conduct.core.documents.editions import statement_of
from collective.conduct.core.documents.editions import structure_of
from collective.conduct.core.documents.editions import Text
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.ledger.proof import digest
from collective.conduct.core.ledger.proof import verify_edition
from dataclasses import replace
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st

import hashlib
import json
import pytest
import unicodedata


HTML = (
    '<h2 id="p-aaaaaaaa">Mellan oss</h2>'
    '<ol><li id="p-bbbbbbbb">Vi lyssnar färdigt.</li></ol>'
    '<h2 id="p-cccccccc">Bilaga</h2><p id="p-dddddddd">Blankett finns.</p>'
)
STATEMENT = {"acknowledged": "Jag har läst den", "declined": "Jag svarar inte"}
SWEDISH = Text("Kod för förtroendevalda", HTML, STATEMENT)
ADOPTION = Adoption(
    document="0f" * 16,
    number=2,
    language="sv",
    header=dict.fromkeys(HEADER, "")
    | {
        "class": "normative",
        "type": "code",
        "decider": "kommunfullmaktige",
        "owner_function": "municipal_secretary",
        "decided_on": date(2026, 2, 23),
        "paragraph": "§ 31",
        "diary_number": "KS 12/2026",
        "applies_to": ("kommunfullmaktige",),
        "valid_from": date(2026, 3, 1),
        "valid_to": None,
    },
    texts={"sv": SWEDISH},
    links=[{"uid": "", "title": "Lagen", "url": "https://example.org/lag"}],
    relations=[{"type": "based_on", "uid": "aa" * 16, "title": "Värdegrund"}],
    nonmaterial={"p-bbbbbbbb": "Stavfel"},
)


def test_the_manifest_holds_what_was_adopted_as_plain_json():
    made = manifest(ADOPTION)
    assert json.loads(canonical_text(made)) == made
    assert made["header"]["valid_from"] == "2026-03-01"
    assert made["header"]["valid_to"] is None
    assert made["header"]["applies_to"] == ["kommunfullmaktige"]
    assert [p["annex"] for p in made["languages"]["sv"]["provisions"]] == [0, 1]
    assert made["relations"][0] == {
        "type": "based_on",
        "uid": "aa" * 16,
        "title": "Värdegrund",
        "url": "",
    }


def test_another_program_recomputes_the_hash_from_the_described_spelling():
    made = manifest(ADOPTION)
    spelling = json.dumps(
        made, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    spelling = unicodedata.normalize("NFC", spelling).encode("utf-8")
    assert hashlib.sha256(spelling).hexdigest() == manifest_hash(made)
    exported = {
        "format": "conduct-edition/1",
        "manifest": made,
        "manifest_hash": manifest_hash(made),
    }
    assert verify_edition(exported) == []


def test_the_hash_survives_being_kept_as_text():
    decomposed = replace(ADOPTION, nonmaterial={"p-bbbbbbbb": "fo\u0308r kort"})
    made = manifest(decomposed)
    assert manifest_hash(json.loads(canonical_text(made))) == manifest_hash(made)


OTHERS = [
    {"number": 3},
    {"document": "ee" * 16},
    {"header": {**ADOPTION.header, "paragraph": "§ 32"}},
    {"header": {**ADOPTION.header, "valid_to": date(2027, 1, 1)}},
    {"texts": {"sv": replace(SWEDISH, html=HTML.replace("färdigt", "klart"))}},
    {"texts": {"sv": replace(SWEDISH, html=HTML.replace("Blankett", "Mall"))}},
    {"texts": {"sv": replace(SWEDISH, statement={"acknowledged": "Läst"})}},
    {"texts": {"sv": SWEDISH, "en": SWEDISH}},
    {"annexes": [{"title": "Blankett", "filename": "b.pdf", "sha256": "ab"}]},
    {"links": []},
    {"relations": []},
    {"replaces": [{"uid": "bb" * 16}]},
    {"nonmaterial": {}},
]


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: next(iter(other)))
def test_any_other_content_has_another_hash(other):
    changed = manifest(replace(ADOPTION, **other))
    assert manifest_hash(changed) != manifest_hash(manifest(ADOPTION))


def test_the_statement_has_a_hash_of_its_own_per_language():
    english = Text("Code", HTML, {"acknowledged": "I have read it"})
    made = manifest(replace(ADOPTION, texts={"sv": SWEDISH, "en": english}))
    assert statement_hash(made, "sv") != statement_hash(made, "en")
    shorter = replace(SWEDISH, html="")
    again = manifest(replace(ADOPTION, texts={"sv": shorter}))
    assert statement_hash(again, "sv") == statement_hash(made, "sv")


def test_the_structure_is_read_back_as_it_was_frozen():
    kept = json.loads(canonical_text(manifest(ADOPTION)))
    assert structure_of(kept, "sv") == derive(HTML)


def test_the_words_ever_frozen_are_the_latest_of_each_id():
    newer = replace(SWEDISH, html='<p id="p-bbbbbbbb">Vi hör på.</p>')
    frozen = [manifest(ADOPTION), manifest(replace(ADOPTION, texts={"sv": newer}))]
    assert frozen_words(frozen) == {
        "p-aaaaaaaa": "Mellan oss",
        "p-bbbbbbbb": "Vi hör på.",
        "p-cccccccc": "Bilaga",
        "p-dddddddd": "Blankett finns.",
    }


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"header": {}}, "manifest_header"),
        ({"header": {**ADOPTION.header, "mood": "good"}}, "manifest_header"),
        ({"language": "da"}, "manifest_language"),
        ({"texts": {"sv": replace(SWEDISH, html="<p>Ny.</p>")}}, "not_aligned"),
        ({"texts": {"sv": replace(SWEDISH, html=HTML + HTML)}}, "not_aligned"),
    ],
)
def test_what_cannot_be_frozen_is_refused(other, code):
    with pytest.raises(Invalid, match=code):
        manifest(replace(ADOPTION, **other))


@pytest.mark.parametrize("name", HEADER)
def test_every_header_field_is_asked_for(name):
    header = {key: value for key, value in ADOPTION.header.items() if key != name}
    with pytest.raises(Invalid, match="manifest_header"):
        manifest(replace(ADOPTION, header=header))


def test_links_are_the_addresses_outside_the_text():
    html = (
        '<a href="https://example.org/lag">x</a><p><a href="resolveuid/ab12#p-x">y</a>'
        '<a href="#p-aaaaaaaa">z</a><a href="mailto:a@example.org">m</a>'
        '<a>no</a><a href="https://example.org/lag">x</a></p>'
    )
    assert links_in(html) == ("https://example.org/lag", "resolveuid/ab12#p-x")


# What the dates say (core.documents.edition_index)

DAYS = st.integers(0, 40).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
MAYBE = st.none() | DAYS


@st.composite
def shelves(draw):
    rows = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        rows.append(
            EditionFacts(
                uid=str(number),
                document="d",
                number=number,
                manifest_hash=f"{number:064x}",
                title="Kod",
                language="sv",
                path="/kod",
                valid_from=draw(DAYS),
                valid_to=draw(MAYBE),
                annulled_on=draw(MAYBE),
                repealed_on=draw(MAYBE),
            )
        )
    return rows


@given(shelves(), DAYS)
def test_on_any_day_at_most_one_edition_is_in_force(rows, day):
    states = [state(row, rows, day) for row in rows]
    assert states.count("in_force") <= 1
    holds = in_force(rows, day)
    assert states.count("in_force") == (holds is not None)
    if holds is not None:
        assert holds.valid_from <= day
        assert holds.annulled_on is None
        assert holds.valid_to is None or day <= holds.valid_to
        assert holds.repealed_on is None or day < holds.repealed_on


@given(shelves(), DAYS)
def test_an_edition_that_was_superseded_never_returns(rows, day):
    for row in rows:
        if state(row, rows, day) == "superseded":
            later = state(row, rows, day + timedelta(days=1))
            assert later in ("superseded", "expired", "repealed")


def test_the_state_changes_at_midnight_without_a_job():
    first = EditionFacts("1", "d", 1, "a", "Kod", "sv", "/1", date(2026, 1, 1))
    second = replace(first, uid="2", number=2, valid_from=date(2026, 3, 1))
    rows = [first, second]
    eve, day = date(2026, 2, 28), date(2026, 3, 1)
    assert [state(row, rows, eve) for row in rows] == ["in_force", "upcoming"]
    assert [state(row, rows, day) for row in rows] == ["superseded", "in_force"]


def test_the_last_day_of_validity_is_included():
    only = EditionFacts(
        "1", "d", 1, "a", "Kod", "sv", "/1", date(2026, 1, 1), date(2026, 1, 31)
    )
    assert state(only, [only], date(2026, 1, 31)) == "in_force"
    assert state(only, [only], date(2026, 2, 1)) == "expired"


def test_an_annulled_edition_supersedes_nothing():
    first = EditionFacts("1", "d", 1, "a", "Kod", "sv", "/1", date(2026, 1, 1))
    mistake = replace(
        first, number=2, valid_from=date(2026, 2, 1), annulled_on=date(2026, 1, 20)
    )
    day = date(2026, 2, 2)
    assert in_force([first, mistake], day) == first
    assert state(mistake, [first, mistake], day) == "annulled"


def test_the_words_of_a_campaign_are_part_of_what_is_shown_and_hashed():
    made = manifest(ADOPTION)
    shown = statement_of(made, "sv", "Jag lovar")
    assert shown["undertaking"] == "Jag lovar"
    assert statement_hash(made, "sv", "Jag lovar") == digest(shown)
    assert statement_hash(made, "sv", "") == statement_hash(made, "sv")
    assert "undertaking" not in statement_of(made, "sv")
