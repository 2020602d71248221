"""The form action *File a report* (REQUIREMENTS A27; DESIGN 6).

It says which of our forms an EasyForm holds the questions of. It never files:
easyform answers a POST itself, so a reload would file twice, and its widgets
keep what was typed in clear text when a field fails. Whoever reaches it is
sent to the page that does it well.
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
    """These are the questions of one of the forms of a report."""

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
        """Say where reports are sent from; keep nothing of an earlier action."""
        take_form(request)
        transaction.doom()
        return {FORM_ERROR_MARKER: translate(CLOSED, context=request)}


FileReportAction = ActionFactory(
    FileReport,
    _("action_file_report", default="File a report"),
    "collective.conduct.EditTerms",
)
FileReportHandler = BaseHandler(FileReport)
