"""The words and the HTTP status of every refusal: the one place for both."""

from collective.conduct.core.errors import ConductError
from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.errors import Unavailable
from collective.conduct.i18n import _
from collective.conduct.vocabularies.refusals import campaigns
from collective.conduct.vocabularies.refusals import channels
from collective.conduct.vocabularies.refusals import documents
from collective.conduct.vocabularies.refusals import forms
from collective.conduct.vocabularies.refusals import imports
from collective.conduct.vocabularies.refusals import owndata
from collective.conduct.vocabularies.refusals import post
from collective.conduct.vocabularies.refusals import registers
from collective.conduct.vocabularies.refusals import reports
from collective.conduct.vocabularies.refusals import uploads
from collective.conduct.vocabularies.refusals import vault
from collective.conduct.vocabularies.refusals import versions


STATUS = {Invalid: 400, Refused: 403, Missing: 404, Conflict: 409, Unavailable: 503}


PARTS = (
    documents,
    registers,
    imports,
    campaigns,
    post,
    channels,
    owndata,
    forms,
    uploads,
    reports,
    vault,
    versions,
)
WORDS = {code: sentence for part in PARTS for code, sentence in part.WORDS.items()}


def words(error: ConductError):
    """Return the translatable sentence of a refusal; its code when unknown."""
    message = WORDS.get(error.code)
    if message is None:
        return error.code
    return _(str(message), default=message.default, mapping=error.values_)


def status(error: ConductError) -> int:
    """Return the HTTP status of a refusal."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
