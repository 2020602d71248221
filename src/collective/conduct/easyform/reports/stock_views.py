"""Closes easyform's own views of a form that files reports.

Its own view, the embedded one, inline validation and lists of saved data are
not reached; the user is redirected to the page that asks its questions. REST
shows title, description and questions alone.
"""

from collective.conduct.core.reports.questions import json_schema
from collective.conduct.easyform.reports.checks import action_of
from collective.conduct.easyform.reports.checks import carries
from collective.conduct.easyform.reports.checks import faults
from collective.conduct.easyform.reports.models import questions_in
from collective.conduct.interfaces import IConductLayer
from collective.conduct.operations.common.hub import hub
from collective.conduct.operations.common.request_privacy import take_form
from collective.conduct.operations.reports.forms import in_words
from collective.easyform.browser.actions import SavedDataView
from collective.easyform.browser.view import EasyFormForm
from collective.easyform.browser.view import EasyFormFormWrapper
from collective.easyform.browser.view import EasyFormInlineValidationView
from collective.easyform.browser.view import GetSaveDataAdaptersView
from collective.easyform.interfaces import IEasyForm
from collective.easyform.serializer import SerializeToJson
from plone import api
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeToJson as Plain
from zExceptions import Redirect
from zope.component import adapter
from zope.interface import implementer
from ZPublisher.interfaces import IPubAfterTraversal


STOCK_VIEWS = (
    EasyFormForm,
    EasyFormFormWrapper,
    EasyFormInlineValidationView,
    GetSaveDataAdaptersView,
    SavedDataView,
)


@adapter(IPubAfterTraversal)
def close(event) -> None:
    """Redirect whoever opens such a form, or posts to it, to our own page."""
    request = event.request
    if not IConductLayer.providedBy(request):
        return
    for each in (request.get("PUBLISHED"), *request.get("PARENTS", ())):
        if isinstance(getattr(each, "__self__", each), STOCK_VIEWS):
            form = _form_of(getattr(each, "__self__", each))
            if form is not None and carries(form):
                _leave(request, form)


def _form_of(view):
    found = view.context
    return found if IEasyForm.providedBy(found) else None


def _leave(request, form) -> None:
    take_form(request)
    action, home = action_of(form), hub() or api.portal.get()
    key = action.form if action is not None else ""
    page = f"@@report-form?form={key}" if key else "@@report"
    raise Redirect(f"{home.absolute_url()}/{page}")


@implementer(ISerializeToJson)
@adapter(IEasyForm, IConductLayer)
class FormToJson:
    """JSON of a report form for readers; any other form is serialised as usual.

    The actions of a form name recipients and hold scripts: only those who may
    change it see them.
    """

    def __init__(self, context, request) -> None:
        self.context, self.request = context, request

    def __call__(self, version=None, include_items=True) -> dict:
        if not carries(self.context):
            return SerializeToJson(self.context, self.request)(version, include_items)
        if api.user.has_permission("Modify portal content", obj=self.context):
            return Plain(self.context, self.request)(version, include_items)
        return {
            "@id": self.context.absolute_url(),
            "@type": self.context.portal_type,
            "title": self.context.Title(),
            "description": self.context.Description(),
            "questions": self._questions(),
        }

    def _questions(self) -> dict:
        if faults(self.context):
            return json_schema(())
        language = self.context.Language() or "en"
        return json_schema(in_words(questions_in(self.context), language))
