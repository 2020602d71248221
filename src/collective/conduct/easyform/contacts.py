"""The form action *Send along the agreed path* (REQUIREMENTS E11).

Staff design the questions; the answers go to those who hold the path's
function and are stored in our own records. No other action may run beside it:
stock SaveData keeps answers in clear text for every editor of the form, the stock
Mailer sends them to anybody (DESIGN 6).
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.common.errors import ConductError
from collective.conduct.i18n import _
from collective.conduct.operations.common.request_privacy import take_form
from collective.conduct.operations.common.site_version import refuse_waiting
from collective.conduct.operations.contacts.enquiries import send
from collective.conduct.vocabularies.errors import words
from collective.easyform.actions import Action
from collective.easyform.actions import ActionFactory
from collective.easyform.api import get_actions
from collective.easyform.api import get_context
from collective.easyform.api import get_schema
from collective.easyform.api import is_file_data
from collective.easyform.config import FORM_ERROR_MARKER
from collective.easyform.interfaces import IAction
from plone import api
from plone.supermodel.exportimport import BaseHandler
from zope import schema
from zope.i18n import translate
from zope.interface import implementer
from zope.schema import getFieldsInOrder

import transaction


ALONE = _(
    "enquiry_form_alone",
    default="Nothing was sent. This form sends along the agreed path, so no other"
    " action (mailer, saved data, script) and no page of its own for thanks may be"
    " switched on. Tell those who look after the form.",
)
NO_FILES = _(
    "enquiry_form_files",
    default="Files cannot be sent along the agreed path. Nothing was sent.",
)
LOG_IN = _(
    "enquiry_form_log_in",
    default="Log in first: an enquiry along the agreed path is sent by somebody.",
)


class IAgreedPath(IAction):
    """Send the answers to those who hold the function of an agreed path."""

    path = schema.Choice(
        title=_("label_agreed_path", default="Agreed path"),
        description=_(
            "help_agreed_path",
            default="A contact of that kind. Switch the mailer and every other action"
            " of the form off: it refuses to send while one is on.",
        ),
        vocabulary="collective.conduct.paths",
        required=True,
    )


@implementer(IAgreedPath)
class AgreedPath(Action):
    """See IAgreedPath."""

    def __init__(self, path: str = "", **kw) -> None:
        self.path = path
        super().__init__(**kw)

    def onSuccess(self, fields: Mapping, request) -> dict | None:
        """Send the enquiry; or undo everything and return the error for easyform."""
        refusal = self._refusal(fields)
        if refusal is None:
            try:
                refuse_waiting()
                send(self.path, self._said(fields))
                return None
            except ConductError as error:
                refusal = words(error)
            except Exception:
                take_form(request)  # the error log keeps a request whole
                raise
        # An action before this one may have saved or mailed already: undone.
        transaction.doom()
        return {FORM_ERROR_MARKER: translate(refusal, context=request)}

    def _refusal(self, fields: Mapping):
        if api.user.is_anonymous():
            return LOG_IN
        if not self._is_alone():
            return ALONE
        return NO_FILES if any(map(is_file_data, fields.values())) else None

    def _is_alone(self) -> bool:
        """Whether nothing else happens with the answers (``required`` is "on")."""
        form = get_context(self)
        others = (
            action
            for _name, action in getFieldsInOrder(get_actions(form))
            if action.required and not IAgreedPath.providedBy(action)
        )
        return not form.thanksPageOverride and not any(True for _each in others)

    def _said(self, fields: Mapping) -> Iterator[tuple[str, str]]:
        """The questions as they stand in the form, each with what was answered."""
        for name, asked in getFieldsInOrder(get_schema(get_context(self))):
            if name in fields:
                yield str(asked.title), _as_text(fields[name])


def _as_text(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(map(_as_text, value)))
    return str(getattr(value, "raw", value))


AgreedPathAction = ActionFactory(
    AgreedPath,
    _("action_agreed_path", default="Send along the agreed path"),
    "collective.conduct.AddChannel",
)
AgreedPathHandler = BaseHandler(AgreedPath)
