"""What an author's hands do in the editor, and which provision is which after."""

from itertools import count
from tests.browser.editor import Editor
from tests.browser.editor import ids_in

import pytest


GREET = "Vi hälsar på varandra när vi möts i huset."
LISTEN = "Vi låter andra tala till punkt, även när klockan är mycket."
REPLY = "Vi svarar på frågor från invånare inom tre dagar."
OBJECT = "Vi säger ifrån när någon blir kränkt på ett möte."
TEXT = (
    f"<h2>Samtal</h2><p>{GREET}</p><p>{LISTEN}</p>"
    f"<ol><li>{REPLY}</li><li>{OBJECT}</li></ol>"
)
NUMBERS = count(1)


class Draft:
    """A draft of the four provisions, open in the editor."""

    def __init__(self, demo, page):
        made = demo.rest(
            "publisher",
            "POST",
            "",
            json={
                "@type": "ConductCode",
                "title": f"Prov {next(NUMBERS)}",
                "language": "sv",
                "text": {"data": TEXT, "content-type": "text/html"},
            },
        )
        assert made.status_code == 201, made.text
        self.demo = demo
        self.page = page
        self.path = made.json()["@id"].removeprefix(f"{demo.hub}/")
        self.was = dict(self.saved())
        self.edit = Editor(page, made.json()["@id"])

    def saved(self):
        """The text as REST shows it to the publisher."""
        return _text_of(self.demo, self.path)

    def after(self):
        """Save; return the words and ids, none of them twice and none missing."""
        self.edit.save()
        found = self.saved()
        ids = [name for _, name in found]
        assert all(ids) and len({*ids}) == len(ids), found
        return found

    def asked(self):
        """How many cases the page "new, or reworded?" asks the author about."""
        self.page.goto(f"{self.demo.hub}/{self.path}/@@review-provisions")
        return self.page.locator("fieldset.conduct-card").count()


@pytest.fixture
def draft(demo, author):
    return Draft(demo, author)


def kept(draft, found, *texts):
    """The ids of these texts are the ones that they had before."""
    return all(dict(found)[text] == draft.was[text] for text in texts)


def test_saving_without_a_change_keeps_everything(draft):
    assert draft.after() == list(draft.was.items())
    assert draft.asked() == 0


def test_a_split_paragraph_lives_on_in_the_part_that_stays(draft):
    draft.edit.before("när vi möts")
    draft.edit.press("Enter")
    found = draft.after()
    assert found[1] == ("Vi hälsar på varandra", draft.was[GREET])
    assert found[2][0] == "när vi möts i huset."
    assert found[2][1] not in draft.was.values()
    assert kept(draft, found, "Samtal", LISTEN, REPLY, OBJECT)


def test_a_split_near_the_start_leaves_the_id_with_the_rest(draft):
    draft.edit.before("hälsar på varandra")
    draft.edit.press("Enter")
    found = draft.after()
    assert found[1][0] == "Vi" and found[1][1] not in draft.was.values()
    assert found[2] == ("hälsar på varandra när vi möts i huset.", draft.was[GREET])
    assert kept(draft, found, "Samtal", LISTEN, REPLY, OBJECT)


def test_a_split_item_lives_on_in_its_longer_half(draft):
    draft.edit.before("inom tre dagar")
    draft.edit.press("Enter")
    found = draft.after()
    first, second = found[3], found[4]
    assert second[0] == "inom tre dagar."
    assert first[1] == draft.was[REPLY]
    assert second[1] not in draft.was.values()
    assert kept(draft, found, "Samtal", GREET, LISTEN, OBJECT)


def test_an_empty_line_before_a_paragraph_does_not_take_its_id(draft):
    draft.edit.before("Vi hälsar")
    draft.edit.press("Enter", "ArrowUp")
    draft.edit.type("Ett nytt stycke som handlar om fikarasten.")
    found = draft.after()
    assert found[1][0].startswith("Ett nytt stycke")
    assert found[1][1] not in draft.was.values()
    assert kept(draft, found, *draft.was)


def test_two_merged_paragraphs_are_one_of_the_old_ones(draft):
    draft.edit.before("Vi låter")
    draft.edit.press("Backspace")
    found = draft.after()
    assert found[1][0] == GREET + LISTEN
    assert found[1][1] in (draft.was[GREET], draft.was[LISTEN])
    assert kept(draft, found, "Samtal", REPLY, OBJECT)


def test_what_is_pasted_from_elsewhere_gets_ids_of_its_own(draft):
    outside = draft.page.context.new_page()
    outside.set_content(
        f'<p id="{draft.was[REPLY]}" style="color: red">Något helt annat.</p>'
        '<p id="main">Ett stycke från en annan webbplats.</p>'
    )
    outside.keyboard.press("Control+a")
    outside.keyboard.press("Control+c")
    draft.page.bring_to_front()
    draft.edit.after("klockan är mycket.")
    draft.edit.press("Enter", "Control+v")
    draft.edit.shows("en annan webbplats", 1)
    found = draft.after()
    fresh = [name for text, name in found if text not in draft.was]
    assert len(fresh) >= 2 and not {*fresh} & {*draft.was.values(), "main"}
    assert kept(draft, found, *draft.was)


def test_a_copy_gets_an_id_of_its_own_and_the_original_keeps_its_id(draft):
    draft.edit.select(OBJECT)
    draft.edit.press("Control+c")
    draft.edit.after("klockan är mycket.")
    draft.edit.press("Enter", "Control+v")
    draft.edit.shows("blir kränkt", 2)
    found = draft.after()
    copies = [name for text, name in found if text == OBJECT]
    assert copies[1] == draft.was[OBJECT]
    assert copies[0] not in draft.was.values()
    assert kept(draft, found, "Samtal", GREET, LISTEN, REPLY)


def test_what_is_cut_and_pasted_elsewhere_stays_what_it_is(draft):
    draft.edit.select(OBJECT, whole=True)
    draft.edit.press("Control+x")
    draft.edit.shows("blir kränkt", 0)
    draft.edit.before("Vi svarar")
    draft.edit.press("Control+v")
    draft.edit.shows("blir kränkt", 1)
    found = draft.after()
    texts = [text for text, _ in found]
    assert texts.index(OBJECT) < texts.index(REPLY)
    assert kept(draft, found, *draft.was)


def test_a_new_text_typed_over_a_provision_is_a_new_one_and_is_asked_about(draft):
    draft.edit.select(LISTEN)
    draft.edit.type("Protokollet justeras digitalt.")
    found = draft.after()
    assert found[2][0] == "Protokollet justeras digitalt."
    assert found[2][1] not in draft.was.values()
    assert kept(draft, found, "Samtal", GREET, REPLY, OBJECT)
    assert draft.asked() == 1


def test_the_author_may_say_that_it_is_the_same_one_reworded(draft):
    draft.edit.select(LISTEN)
    draft.edit.type("Ingen blir avbruten.")
    draft.after()
    assert draft.asked() == 1
    draft.page.check("input[value=same]")
    draft.page.click(".conduct form button[type=submit]")
    assert draft.asked() == 0
    assert dict(draft.saved())["Ingen blir avbruten."] == draft.was[LISTEN]


def test_a_word_more_leaves_a_provision_what_it_is(draft):
    draft.edit.after("när vi möts")
    draft.edit.type(" igen")
    found = draft.after()
    assert "möts igen i huset" in found[1][0]
    assert found[1][1] == draft.was[GREET]
    assert draft.asked() == 0


def test_an_item_that_becomes_a_paragraph_keeps_its_id(draft):
    draft.edit.after("Vi svarar")
    draft.edit.button("InsertOrderedList")
    found = draft.after()
    assert "<li" not in _html_around(draft, REPLY)
    assert kept(draft, found, *draft.was)


def test_a_numbered_list_that_becomes_bullets_keeps_its_ids(draft):
    draft.edit.after("Vi svarar")
    draft.edit.button("InsertUnorderedList")
    found = draft.after()
    assert "<ul" in _html(draft) and "<ol" not in _html(draft)
    assert kept(draft, found, *draft.was)


def test_an_indented_item_keeps_its_id(draft):
    draft.edit.after("Vi säger ifrån")
    draft.edit.button("Indent")
    found = draft.after()
    assert _html(draft).count("<ol") == 2
    assert kept(draft, found, *draft.was)


def test_what_was_undone_was_never_done(draft):
    draft.edit.select(LISTEN)
    draft.edit.type("Något annat")
    draft.edit.shows("tala till punkt", 0)
    draft.edit.press("Control+z")
    draft.edit.shows("tala till punkt", 1)
    found = draft.after()
    assert found == list(draft.was.items())


def test_an_id_of_an_edition_is_never_given_to_other_words(demo, author):
    document = f"{demo.hub}/vardegrund"
    author.goto(f"{document}/@@draft")
    author.click("#deed-revise")
    was = dict(_text_of(demo, "vardegrund"))
    first = next(text for text in was if len(text.split()) > 8)
    edit = Editor(author, document)
    edit.select(first)
    edit.type("Ingen prick blir kvar.")
    edit.save()
    found = dict(_text_of(demo, "vardegrund"))
    assert found["Ingen prick blir kvar."] not in was.values()
    assert {text: found[text] for text in was if text != first}.items() <= was.items()


def _text_of(demo, path):
    shown = demo.rest("publisher", "GET", path).json()
    return ids_in(shown["text"]["data"])


def _html(draft):
    shown = draft.demo.rest("publisher", "GET", draft.path).json()
    return shown["text"]["data"]


def _html_around(draft, text):
    """The element that holds these words and nothing else, as it is written."""
    source = _html(draft)
    return source[source.rindex("<", 0, source.index(text)) : source.index(text)]
