"""Form action *File a report* of collective.easyform (REQUIREMENTS A27; DESIGN 6).

It marks an EasyForm as the questions of one of our forms. It never files a report:
easyform answers a POST itself, so a reload would file twice, and its widgets
keep what was typed in clear text when a field fails. A user who gets here is
sent to the page that does it safely.
"""

from collections.abc import Mapping
from collective.conduct.i18n import _
from collective.conduct.operations.common.request_privacy import take_form
from collective.easyform.actions import Action
from collective.easyform.actions import ActionFactory
from collective.easyform.config import FORM_ERROR_MARKER
from collective.easyform.interfaces import IAction
from plone.supermodel.exportimport import BaseHandler
from zope import schema
from zope.i18n import translate
from zope.interface import implementer

import transaction


CLOSED = _(
    "report_form_closed",
    default="Nothing was sent. Reports are sent from the page Report something, where"
    " you see first who will read it.",
)


class IFileReport(IAction):
    """Schema of the action: which of our forms these questions are for."""

    form = schema.Choice(
        title=_("label_report_form", default="Form"),
        description=_(
            "help_report_form",
            default="Its questions are asked on the page Report something once the"
            " action is switched on. No other action and no expression may be in the"
            " form.",
        ),
        vocabulary="collective.conduct.forms",
        required=True,
    )


@implementer(IFileReport)
class FileReport(Action):
    """See IFileReport."""

    def __init__(self, form: str = "", **kw) -> None:
        self.form = form
        super().__init__(**kw)

    def onSuccess(self, fields: Mapping, request) -> dict:
        """Tell where reports are sent from; undo what an earlier action stored."""
        take_form(request)
        transaction.doom()
        return {FORM_ERROR_MARKER: translate(CLOSED, context=request)}


FileReportAction = ActionFactory(
    FileReport,
    _("action_file_report", default="File a report"),
    "collective.conduct.EditTerms",
)
FileReportHandler = BaseHandler(FileReport)
