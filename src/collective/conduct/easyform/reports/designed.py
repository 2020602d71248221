"""Designed forms as EasyForm objects. See IDesignedForms."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.reports.ports import IDesignedForms
from collective.conduct.core.reports.question_kinds import Question
from collective.conduct.core.reports.questions import Designed
from collective.conduct.easyform.reports.checks import action_of
from collective.conduct.easyform.reports.checks import carries
from collective.conduct.easyform.reports.checks import faults
from collective.conduct.easyform.reports.models import ACTIONS
from collective.conduct.easyform.reports.models import fields_model
from collective.conduct.easyform.reports.models import questions_in
from collective.conduct.operations.common.hub import hub
from collective.easyform.api import set_actions
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.interface import implementer


TYPE = "EasyForm"


@implementer(IDesignedForms)
class DesignedForms:
    """See IDesignedForms.

    They lie in the hub, where only the operation that creates one can add an
    EasyForm: whoever may write elsewhere on the intranet cannot change what a
    report asks.
    """

    def questions(self, form: str, language: str) -> tuple[Question, ...] | None:
        for each in _all():
            if each.Language() == language and _asks(each, form):
                return questions_in(each)
        return None

    def made(self) -> list[Designed]:
        return [_told(each) for each in _all()]

    def make(
        self, form: str, language: str, title: str, questions: Iterable[Question]
    ) -> str:
        if api.portal.get_tool("portal_types").get(TYPE) is None:
            raise Unavailable("no_easyform")
        made = createContentInContainer(
            hub(),
            TYPE,
            checkConstraints=False,
            title=title,
            language=language,
            fields_model=fields_model(questions),
            actions_model=ACTIONS.format(title="Report", on=False, form=form),
        )
        return made.absolute_url()

    def switch(self, uid: str, on: bool) -> None:
        for each in _all():
            if each.UID() == uid and (action := action_of(each)) is not None:
                action.required = on
                set_actions(each, action.interface)
                return
        raise Missing("no_designed_form")


def _all() -> Iterator:
    home = hub()
    if home is None:
        return
    catalog = api.portal.get_tool("portal_catalog")
    path = {"query": "/".join(home.getPhysicalPath()), "depth": 1}
    brains = catalog.unrestrictedSearchResults(
        portal_type=TYPE, path=path, sort_on="created"
    )
    for brain in brains:
        form = brain._unrestrictedGetObject()
        if carries(form):
            yield form


def _asks(designed, form: str) -> bool:
    """Return whether it is in use for that form."""
    action = action_of(designed)
    on = action is not None and action.required and action.form == form
    return bool(on) and not faults(designed)


def _told(form) -> Designed:
    action = action_of(form)
    wrong = faults(form)
    on = action is not None and bool(action.required)
    return Designed(
        form.UID(),
        form.absolute_url(),
        form.Title(),
        action.form if action is not None else "",
        form.Language(),
        on and not wrong,
        on,
        wrong,
    )
