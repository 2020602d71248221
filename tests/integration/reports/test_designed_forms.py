"""The questions that staff design, and what a form may not have."""

from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.reports.question_kinds import Question
from collective.conduct.easyform.reports.checks import faults
from collective.conduct.easyform.reports.models import fields_model
from collective.conduct.easyform.reports.models import questions_in
from collective.conduct.operations.reports import designing
from collective.conduct.operations.reports.forms import questions_of
from collective.conduct.operations.reports.forms import terms_of
from plone import api
from plone.app.testing import applyProfile
from tests.support import sample_municipality

import pytest


MODEL = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
  xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
<schema>{fields}</schema></model>"""
WHAT = """<field name="what" type="zope.schema.Text"{more}>
<title>Berätta</title><required>False</required></field>"""
MAILER = """<field name="mail" type="collective.easyform.actions.Mailer">
<title>M</title><recipient_email>spion@lind.example</recipient_email></field>"""
SAVER = """<field name="save" type="collective.easyform.actions.SaveData">
<title>S</title></field>"""


@pytest.fixture
def municipality(municipality):
    applyProfile(municipality.portal, "collective.easyform:default")
    return municipality


@pytest.fixture
def made(municipality):
    """The form of a harassment in Swedish, as staff made it."""
    with municipality.acting("registrar"):
        url = designing.make_form("harassment", "sv")
    return municipality.hub[url.rpartition("/")[2]]


def use(municipality, form, on=True):
    with municipality.acting("registrar"):
        designing.use_form(form.UID(), on)


@pytest.mark.parametrize("language", ["sv", "da", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_made_with_the_questions_as_they_are(municipality, form, language):
    with municipality.acting("registrar"):
        designing.make_form(form, language)
        (found,) = designing.designs()
        assert found.faults == () and not found.used
        before = questions_of(form, language)
        designing.use_form(found.uid)
        (found,) = designing.designs()
    assert found.used
    assert questions_of(form, language) == before


def test_the_questions_are_asked_once_the_form_is_in_use(municipality, made):
    made.fields_model = MODEL.format(fields=WHAT.format(more=""))
    assert len(questions_of("harassment", "sv")) > 1
    use(municipality, made)
    (asked,) = questions_of("harassment", "sv")
    assert (asked.title, asked.kind) == ("Berätta", "text")
    assert len(questions_of("harassment", "da")) > 1
    use(municipality, made, on=False)
    assert len(questions_of("harassment", "sv")) > 1


def test_a_question_written_anew_keeps_the_words_that_are_explained(municipality, made):
    """REQUIREMENTS A6."""
    made.fields_model = MODEL.format(fields=WHAT.format(more=""))
    use(municipality, made)
    (asked,) = questions_of("harassment", "sv")
    assert len(terms_of(asked, "sv")) == 3


def test_a_form_that_is_gone_asks_nothing(municipality, made):
    use(municipality, made)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(made)
    assert len(questions_of("harassment", "sv")) > 1


def test_all_kinds_of_questions_go_to_the_form_and_back(made):
    kinds = ("line", "text", "choice", "several", "day", "yes", "file")
    options = (("a", "Alfa"), ("b", "Beta"))
    listed = ("choice", "several")
    asked = tuple(
        Question(each, each.title(), each, options=options if each in listed else ())
        for each in kinds
    )
    made.fields_model = fields_model(asked)
    assert questions_in(made) == asked


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"thanksPageOverride": "string:x"}, ("form_override", "thanksPageOverride")),
        ({"formActionOverride": "string:x"}, ("form_override", "formActionOverride")),
        ({"onDisplayOverride": "string:x"}, ("form_override", "onDisplayOverride")),
        (
            {"afterValidationOverride": "string:x"},
            ("form_override", "afterValidationOverride"),
        ),
        ({"headerInjection": "string:x"}, ("form_override", "headerInjection")),
        ({"submitLabelOverride": "string:x"}, ("form_override", "submitLabelOverride")),
        ({"actions": MAILER}, ("form_other_action", "mail")),
        ({"actions": SAVER}, ("form_other_action", "save")),
        ({"fields": ""}, ("form_asks_nothing", "fields")),
        ({"more": ' easyform:TDefault="string:x"'}, ("form_expression", "what")),
        ({"more": ' easyform:TEnabled="string:x"'}, ("form_expression", "what")),
        ({"more": ' easyform:TValidator="string:x"'}, ("form_expression", "what")),
        ({"more": ' easyform:serverSide="True"'}, ("form_expression", "what")),
        ({"more": ' easyform:THidden="True"'}, ("form_expression", "what")),
        ({"type": "zope.schema.Float"}, ("form_field_kind", "what")),
        ({"type": "zope.schema.Choice"}, ("form_field_kind", "what")),
        ({"type": "plone.app.textfield.RichText"}, ("form_field_kind", "what")),
    ],
)
def test_a_form_with_anything_that_could_leak_is_not_used(
    municipality, made, change, fault
):
    field = WHAT.format(more=change.get("more", ""))
    field = field.replace("zope.schema.Text", change.get("type", "zope.schema.Text"))
    if "Choice" in field:
        vocabulary = "<vocabulary>plone.app.vocabularies.Users</vocabulary></field>"
        field = field.replace("</field>", vocabulary)
    use(municipality, made)
    made.fields_model = MODEL.format(fields=change.get("fields", field))
    for name in change.keys() - {"actions", "fields", "more", "type"}:
        setattr(made, name, change[name])
    extra = f"<schema>{change.get('actions', '')}"
    made.actions_model = made.actions_model.replace("<schema>", extra)
    assert faults(made) == (fault,)
    assert len(questions_of("harassment", "sv")) > 1
    use(municipality, made, on=False)
    with pytest.raises(Conflict, match="designed_faulty"):
        use(municipality, made)


def test_a_broken_model_is_a_fault_and_no_mailer(municipality, made):
    made.actions_model = made.actions_model.replace("</model>", "")
    assert faults(made) == (("form_unreadable", "actions"),)
    assert len(questions_of("harassment", "sv")) > 1


def test_a_form_elsewhere_changes_nothing(municipality, made):
    """Whoever may write on the intranet cannot change what a report asks."""
    with api.env.adopt_roles(["Manager"]):
        api.content.create(
            municipality.portal,
            "EasyForm",
            "annan",
            fields_model=MODEL.format(fields=WHAT.format(more="")),
            actions_model=made.actions_model.replace(">False<", ">True<"),
            language="sv",
        )
        with pytest.raises(api.exc.InvalidParameterError):
            api.content.create(municipality.hub, "EasyForm", "annan", title="x")
        with pytest.raises(Exception, match=r"allow|Disallowed"):
            municipality.hub.manage_pasteObjects(
                municipality.portal.manage_copyObjects(["annan"])
            )
    assert len(questions_of("harassment", "sv")) > 1


@pytest.mark.parametrize("role", ["anonymous", "official", "publisher", "auditor"])
def test_only_who_edits_terms_makes_and_uses_forms(municipality, made, role):
    with municipality.acting(role):
        for deed in (
            designing.designs,
            lambda: designing.make_form("code", "sv"),
            lambda: designing.use_form(made.UID()),
        ):
            with pytest.raises(Refused):
                deed()


def test_what_cannot_be_made_is_refused(municipality, made):
    with municipality.acting("registrar"):
        with pytest.raises(Conflict, match="designed_twice"):
            designing.make_form("harassment", "sv")
        with pytest.raises(Invalid, match="form_unknown"):
            designing.make_form("other", "sv")
        with pytest.raises(Invalid, match="field"):
            designing.make_form("code", "de")
        with pytest.raises(Missing, match="no_designed_form"):
            designing.use_form("0" * 32)


def test_without_easyform_the_reason_is_said(portal, integration):
    municipality = sample_municipality.build(portal)
    with (
        municipality.acting("registrar"),
        pytest.raises(Unavailable, match="no_easyform"),
    ):
        designing.make_form("code", "sv")
