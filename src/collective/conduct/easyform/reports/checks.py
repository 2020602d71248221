"""Checks of a designed form: what a form that files reports must not contain.

Stock SaveData keeps answers in clear text, the stock Mailer sends them to
anybody, expressions and overrides can echo or leak them (DESIGN 6).
"""

from collections.abc import Iterator
from collective.conduct.easyform.reports.actions import IFileReport
from collective.conduct.easyform.reports.models import kind_of
from collective.easyform.api import get_actions
from collective.easyform.api import get_schema
from collective.easyform.interfaces import IActionExtender
from collective.easyform.interfaces import IFieldExtender
from zope.schema import getFieldsInOrder


ACTION = "collective.conduct.easyform.reports.actions.FileReport"
OVERRIDES = (
    "thanksPageOverride",
    "formActionOverride",
    "onDisplayOverride",
    "afterValidationOverride",
    "headerInjection",
    "submitLabelOverride",
)
EXPRESSIONS = (
    "TDefault",
    "TEnabled",
    "TValidator",
    "validators",
    "serverSide",
    "THidden",
    "depends_on",
)
Fault = tuple[str, str]  # the code of a refusal, the name of what it is about


def carries(form) -> bool:
    """Return whether a form has our action, on or off.

    The model is read as text: one that cannot be loaded is replaced by a mailer,
    and must not make the form's own views accessible.
    """
    return ACTION in (form.actions_model or "")


def action_of(form):
    """Return our action in a form; None where its model cannot be loaded."""
    actions = (each for _name, each in getFieldsInOrder(get_actions(form)))
    return next((each for each in actions if IFileReport.providedBy(each)), None)


def faults(form) -> tuple[Fault, ...]:
    """Return everything that keeps a form from being used, in the order of the page."""
    return (*_overrides(form), *_actions(form), *_fields(form))


def _overrides(form) -> Iterator[Fault]:
    for name in OVERRIDES:
        if getattr(form, name, None):
            yield "form_override", name


def _actions(form) -> Iterator[Fault]:
    action = action_of(form)
    if action is None:
        yield "form_unreadable", "actions"
        return
    if IActionExtender(action).execCondition:
        yield "form_expression", action.__name__
    for name, each in getFieldsInOrder(get_actions(form)):
        if name != action.__name__ and each.required:
            yield "form_other_action", name


def _fields(form) -> Iterator[Fault]:
    fields = getFieldsInOrder(get_schema(form))
    if not fields:
        yield "form_asks_nothing", "fields"
    for name, field in fields:
        if not kind_of(field):
            yield "form_field_kind", name
        extended = IFieldExtender(field)
        if any(getattr(extended, each, None) for each in EXPRESSIONS):
            yield "form_expression", name
