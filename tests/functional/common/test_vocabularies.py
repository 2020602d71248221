"""The words of the municipality: renamed, added, retired through the web (A5)."""

from collective.conduct.vocabularies.common.catalogue import CATALOGUE
from collective.conduct.vocabularies.common.catalogue import title_of
from collective.conduct.vocabularies.common.catalogue import titles_of
from plone import api
from tests.support.reader_browser import Reader

import pytest
import transaction


PAGE = "@@conduct-vocabularies"


def opened(app, municipality, name, role="registrar"):
    """Log in at the hub, where the page is linked, and open one list."""
    page = Reader(app, role).open(municipality.hub)
    page.browser.getLink("Words and lists of the municipality").click()
    page.browser.getLink(url=f"vocabulary={name}").click()
    return page


def saved(page, **values):
    for name, value in values.items():
        page.browser.getControl(name=name.replace("__", ".")).value = value
    page.browser.getControl("Save the list").click()
    transaction.begin()
    return page


def test_both_sources_of_the_grounds_are_marked(municipality, app):
    page = opened(app, municipality, "grounds")
    rows = page.find("tbody th")
    assert "Sex (statute, policy)" in rows and "Age (statute)" in rows


def test_a_renamed_ground_is_called_so_in_that_language(municipality, app, client):
    page = opened(app, municipality, "grounds")
    saved(page, age__sv="Levnadsålder", age__en="Years of life")
    assert "The list is saved." in page.find(".portalMessage")[0]
    assert title_of("grounds", "age", "sv") == "Levnadsålder"
    assert title_of("grounds", "age", "en") == "Years of life"
    path = "/@vocabularies/collective.conduct.grounds"
    assert "Years of life" in client.rest("member", "GET", path).text
    assert "Originally: Age" in page.words
    saved(page, age__sv="")
    assert title_of("grounds", "age", "sv") != "Levnadsålder"


def test_a_renamed_function_is_called_so_on_every_page(municipality, app):
    saved(opened(app, municipality, "functions"), auditor__en="Keeper of the books")
    saved(opened(app, municipality, "offices"), group_leader__en="Whip")
    page = Reader(app, "registrar").open(municipality.hub, "@@functions")
    assert "Keeper of the books" in page.find("tbody td")
    assert "Whip" in Reader(app, "member").open(municipality.hub["ks"]).find("tbody td")
    group = api.group.get("conduct:function:auditor")
    assert group.getProperty("title") == "Keeper of the books"


def test_a_term_is_added_in_one_language_and_retired(municipality, app):
    page = saved(opened(app, municipality, "measures"), new__sv="Fadder")
    assert titles_of("measures")["fadder"] == "Fadder"
    page.browser.getControl(name="fadder.retired").value = ["1"]
    saved(page)
    assert "fadder" not in titles_of("measures")
    assert title_of("measures", "fadder") == "Fadder"  # where it was chosen before


def test_terms_stand_in_the_order_of_their_numbers(municipality, app):
    saved(opened(app, municipality, "effects"), economic__order="1")
    assert [*titles_of("effects")][0] == "economic"


def test_a_fault_stands_beside_its_field_and_nothing_is_lost(municipality, app):
    page = opened(app, municipality, "grounds")
    saved(page, age__en="Sex", religion__sv="Tro", new__da="Bopæl")
    (field,) = page.tree.cssselect('[id="age.en"]')
    assert field.get("aria-invalid") == "true"
    assert "age.en-wrong" in field.get("aria-describedby")
    assert page.browser.getControl(name="religion.sv").value == "Tro"
    assert page.browser.getControl(name="new.da").value == "Bopæl"
    assert titles_of("grounds")["age"] == "Age"
    saved(page, age__en="Age", age__order="soon")
    assert "Write a whole number from 1 to 9999." in page.words


def test_two_who_change_one_list_do_not_undo_each_other(municipality, app):
    first, second = (opened(app, municipality, "grounds") for _each in "ab")
    saved(first, age__en="Years")
    saved(second, sex__en="Gender")
    assert "Somebody else has changed this list" in second.words
    assert titles_of("grounds")["sex"] == "Sex"
    assert second.browser.getControl(name="sex.en").value == "Gender"
    assert second.browser.getControl(name="age.en").value == "Age"
    saved(second, age__en="Years")
    assert [titles_of("grounds")[key] for key in ("age", "sex")] == ["Years", "Gender"]


def test_the_list_goes_back_to_what_was_shipped(municipality, app):
    page = saved(
        opened(app, municipality, "effects"), health__en="Body", new__en="Sleep"
    )
    page.browser.getControl("Go back to the original").click()
    transaction.begin()
    assert titles_of("effects")["health"] == "Health"
    assert "sleep" not in titles_of("effects")


def test_a_list_that_rules_hang_on_has_nothing_to_add_or_retire(
    municipality, app, client
):
    page = opened(app, municipality, "functions")
    assert "Rights and rules hang on these terms" in page.words
    names = [each.get("name") for each in page.tree.cssselect(".conduct input")]
    assert "new.sv" not in names and "auditor.retired" not in names
    for wish in ({"titles": {"sv": "Ny"}}, {"key": "auditor", "retired": True}):
        path = "/@conduct-terms/functions"
        refused = client.rest("registrar", "PATCH", path, {"terms": [wish]})
        assert refused.json["code"] == "terms_fixed"


@pytest.mark.parametrize("role", ["member", "official", "publisher", "anonymous"])
def test_others_change_no_words(municipality, client, role):
    body = {"terms": [{"key": "age", "titles": {"sv": "X"}}]}
    for method in ("GET", "PATCH"):
        path = "/@conduct-terms/grounds"
        assert client.rest(role, method, path, body).status_int == 401
    assert "Save the list" not in client.page(role, f"/{PAGE}?vocabulary=grounds").text


def test_a_list_is_changed_over_rest(municipality, client):
    path = "/@conduct-terms/grounds"
    names = client.rest("registrar", "GET", "/@conduct-terms").json["vocabularies"]
    assert [each["name"] for each in names] == [*CATALOGUE]
    found = client.rest("registrar", "GET", path).json
    wishes = [{"key": "age", "retired": True}, {"titles": {"sv": "Bostadsort"}}]
    body = {"version": found["version"], "terms": wishes}
    made = client.rest("registrar", "PATCH", path, body).json["terms"]
    assert made[-1]["key"] == "bostadsort" and made[-1]["original"] is None
    again = client.rest("registrar", "PATCH", path, body)
    assert (again.status_int, again.json["code"]) == (409, "terms_changed")
    missing = client.rest("registrar", "GET", "/@conduct-terms/nothing")
    assert (missing.status_int, missing.json["code"]) == (404, "no_vocabulary")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"terms": "age"},
        {"terms": [1]},
        {"terms": [{"key": 1}]},
        {"terms": [{"key": "age", "titles": []}]},
        {"terms": [{"key": "age", "titles": {"xx": "A"}}]},
        {"terms": [{"key": "age", "titles": {"sv": 1}}]},
        {"terms": [{"key": "age", "order": True}]},
        {"terms": [{"key": "age", "retired": "no"}]},
    ],
)
def test_odd_bodies_are_refused_by_name(municipality, client, body):
    refused = client.rest("registrar", "PATCH", "/@conduct-terms/grounds", body)
    assert (refused.status_int, refused.json["code"]) == (400, "field")


@pytest.mark.parametrize("name", [*CATALOGUE, "holders", "channel_kinds", "audiences"])
def test_every_list_is_a_named_vocabulary(municipality, client, name):
    path = f"/@vocabularies/collective.conduct.{name}"
    assert client.rest("registrar", "GET", path).json["items_total"] > 2
