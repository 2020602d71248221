"""Message and HTTP status of every error."""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.i18n import _
from collective.conduct.vocabularies.answers import messages as owndata
from collective.conduct.vocabularies.campaigns import messages
from collective.conduct.vocabularies.cases import messages as vault
from collective.conduct.vocabularies.common import upload_messages
from collective.conduct.vocabularies.common import version_messages
from collective.conduct.vocabularies.contacts import messages as channels
from collective.conduct.vocabularies.documents import import_messages
from collective.conduct.vocabularies.documents import messages as documents
from collective.conduct.vocabularies.mail import messages as post
from collective.conduct.vocabularies.registers import messages as registers
from collective.conduct.vocabularies.reports import form_messages
from collective.conduct.vocabularies.reports import messages as reports
from collective.conduct.vocabularies.vault import messages as confirming


STATUS = {Invalid: 400, Refused: 403, Missing: 404, Conflict: 409, Unavailable: 503}


PARTS = (
    documents,
    registers,
    import_messages,
    messages,
    post,
    channels,
    owndata,
    form_messages,
    upload_messages,
    reports,
    vault,
    confirming,
    version_messages,
)
WORDS = {code: sentence for part in PARTS for code, sentence in part.WORDS.items()}


def words(error: ConductError):
    """Return the translatable message of an error; its code when unknown."""
    message = WORDS.get(error.code)
    if message is None:
        return error.code
    return _(str(message), default=message.default, mapping=error.values_)


def status(error: ConductError) -> int:
    """Return the HTTP status of an error."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
