"""The page where staff make the questions their own, and the doors of a form."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.operations.home.readiness import checks
from collective.conduct.operations.reports import designing
from collective.conduct.operations.reports.forms import questions_of
from collective.easyform.browser.view import EasyFormForm
from plone import api
from plone.app.testing import applyProfile
from tests.support.reader_browser import Reader
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

import pytest
import transaction


CANARY = "kanariefagelzx"
MAILER = """<schema><field name="mail" type="collective.easyform.actions.Mailer">
<title>M</title><recipient_email>spion@lind.example</recipient_email></field>"""


@pytest.fixture
def made(municipality):
    """A form in use, with a mailer that somebody added beside."""
    applyProfile(municipality.portal, "collective.easyform:default")
    with municipality.acting("registrar"):
        url = designing.make_form("harassment", "sv")
        form = municipality.hub[url.rpartition("/")[2]]
        designing.use_form(form.UID())
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(form, "publish")
    transaction.commit()
    return form


@pytest.fixture
def leaky(made):
    made.actions_model = made.actions_model.replace("<schema>", MAILER)
    transaction.commit()
    return made


@pytest.mark.parametrize("role", ["anonymous", "official", "manager"])
@pytest.mark.parametrize(
    "door", ["", "/view", "/@@view", "/embedded", "/z3cform_validate_field"]
)
def test_every_door_of_the_form_leads_to_ours(municipality, client, leaky, role, door):
    for send in (client.page, client.form):
        fields = {} if send == client.page else {"form.widgets.what": CANARY}
        if fields:
            fields["form.buttons.submit"] = "Submit"
        answered = send(role, f"{leaky.absolute_url()}{door}", **fields)
        assert answered.status_int == 302
        where = f"{municipality.hub.absolute_url()}/@@report-form?form=harassment"
        assert answered.headers["Location"] == where
        assert CANARY not in answered.text


def test_nothing_is_filed_or_stored_by_posting_to_it(municipality, client, leaky):
    before = dict(IAnnotations(municipality.portal))
    fields = {"form.widgets.what": CANARY, "form.buttons.submit": "Submit"}
    client.form("anonymous", leaky.absolute_url(), **fields)
    transaction.begin()
    assert not list(getUtility(ICases).everything())
    assert set(IAnnotations(municipality.portal)) == set(before)


def test_whoever_reaches_the_action_files_nothing(municipality, made):
    """Another add-on may embed the form: the action itself is closed too."""
    made.REQUEST.form["form.widgets.what"] = CANARY
    found = EasyFormForm(made, made.REQUEST).processActions({"what": CANARY})
    assert CANARY not in str(found) and len(found) == 1
    assert CANARY not in str(made.REQUEST.form)
    assert transaction.get().isDoomed()
    transaction.abort()
    assert not list(getUtility(ICases).everything())


@pytest.mark.parametrize("role", ["anonymous", "official"])
def test_rest_shows_the_questions_and_not_the_actions(client, leaky, role):
    answered = client.rest(role, "GET", leaky.absolute_url())
    assert answered.status_int == 200
    assert set(answered.json) == {
        "@id",
        "@type",
        "title",
        "description",
        "questions",
    }
    assert "spion" not in answered.text


def test_rest_shows_whoever_may_change_it_all_of_it(client, leaky):
    found = client.rest("manager", "GET", leaky.absolute_url())
    assert "spion" in found.json["actions_model"]


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Site Administrator"])
def test_nobody_puts_a_form_into_the_hub_by_another_door(
    municipality, client, made, role
):
    api.user.grant_roles(username="member", roles=[role])
    sent = {
        "@type": "EasyForm",
        "title": "Annan",
        "language": "da",
        "fields_model": made.fields_model,
        "actions_model": made.actions_model,
    }
    answered = client.rest("member", "POST", municipality.hub.absolute_url(), sent)
    assert answered.status_int in (400, 401, 403)
    with municipality.acting("registrar"):
        assert [each.language for each in designing.designs()] == ["sv"]


def test_a_form_that_files_no_reports_is_left_alone(municipality, client, made):
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(
            municipality.portal, "EasyForm", "lunch", title="Lunch"
        )
        api.content.transition(other, "publish")
    answered = client.page("anonymous", other.absolute_url())
    assert answered.status_int == 200 and "Lunch" in answered.text


def test_staff_make_a_form_and_use_it(functional, municipality):
    applyProfile(municipality.portal, "collective.easyform:default")
    page = Reader(functional["app"], "registrar").open(
        municipality.hub, "@@report-forms"
    )
    browser = page.browser
    assert "Nobody has changed any questions yet" in browser.contents
    browser.getControl(name="form").value = ["medicine"]
    browser.getControl(name="language").value = ["da"]
    browser.getControl("Make a form with its questions").click()
    assert browser.url.endswith("/fields") and "Hvad har modtagerne" in browser.contents
    page.open(municipality.hub, "@@report-forms")
    assert "Not in use" in browser.contents
    browser.getControl("Ask these questions").click()
    assert "In use" in browser.contents
    browser.getControl("Ask the product").click()
    assert "Not in use" in browser.contents
    assert len(questions_of("medicine", "da")) == 3


def test_the_page_says_what_is_wrong_with_a_form(functional, municipality, leaky):
    page = Reader(functional["app"], "registrar").open(
        municipality.hub, "@@report-forms"
    )
    assert "Cannot be used" in page.browser.contents
    assert "The action mail must be switched off" in page.browser.contents


def test_the_readiness_page_names_a_form_that_cannot_be_used(municipality, leaky):
    with municipality.acting("registrar"):
        found = {each.key: each for each in checks()}
    assert found["designed_forms"].state == "missing"
    assert len(found["designed_forms"].items) == 1


@pytest.mark.parametrize("role", ["anonymous", "official", "publisher"])
def test_the_page_is_for_those_who_edit_terms(client, municipality, role):
    answered = client.page(role, f"{municipality.hub.absolute_url()}/@@report-forms")
    assert answered.status_int in (302, 401, 403)
