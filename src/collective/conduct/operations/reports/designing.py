"""Design the questions of the reports (decision 048)."""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.vocabulary import LANGUAGES
from collective.conduct.core.reports.ports import IDesignedForms
from collective.conduct.core.reports.questions import Designed
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.reports.forms import questions_of
from collective.conduct.vocabularies.cases.forms import title_of
from collective.conduct.vocabularies.reports.questions import DEFAULTS
from dataclasses import replace
from zope.component import getUtility


def designs() -> list[Designed]:
    """Return the forms that staff designed, with their faults."""
    authorise("edit_terms")
    return getUtility(IDesignedForms).made()


def make_form(form: str, language: str) -> str:
    """Create a form with the present questions; it is not in use yet.

    Return its address. ``Invalid`` "form_unknown", ``Conflict`` "designed_twice",
    ``Unavailable`` "no_easyform".
    """
    authorise("edit_terms")
    title = title_of(form, language)
    if language not in LANGUAGES:
        raise Invalid("field", field="language")
    designed = getUtility(IDesignedForms)
    if any((each.form, each.language) == (form, language) for each in designed.made()):
        raise Conflict("designed_twice")
    asked = {each.name: each for each in questions_of(form, language)}
    # named lists stay lists, so that a term renamed later is renamed here too
    questions = [
        replace(asked[each.name], options=each.options)
        for each in DEFAULTS[form]
        if each.name in asked
    ]
    return designed.make(form, language, title, questions)


def use_form(uid: str, on: bool = True) -> None:
    """Switch a designed form on, or return to the questions of the product.

    ``Missing`` "no_designed_form", ``Conflict`` "designed_faulty".
    """
    wrong = {each.uid: each.faults for each in designs()}
    if on and wrong.get(uid):
        raise Conflict("designed_faulty")
    getUtility(IDesignedForms).switch(uid, on)
