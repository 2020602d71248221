"""Texts of the kinds of campaign: what people are asked for."""

from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.obligations.campaign_kinds import KINDS
from collective.conduct.i18n import _
from dataclasses import dataclass


@dataclass(frozen=True)
class KindWords:
    """The texts of a kind of campaign (``campaign_kinds.KINDS``).

    ``title``: what people are asked for, as the form has it. ``asks``: what a
    campaign asks of ``${document}`` until ``${due}``, in a sentence on its page.
    ``beside``: what stands with the four choices on the page of whoever is asked.
    ``more``: what whoever has given an answer that does not settle it reads there;
    on their card they read the macro ``more_<kind>`` of
    ``browser/common/templates/reading.pt``.
    """

    title: str
    asks: str
    beside: str = ""
    more: str = ""


KIND_WORDS = {
    "read": KindWords(
        title=_("campaign_kind_read", default="To say that they have read it"),
        asks=_(
            "campaign_asks_read",
            default="It asks those below to read ${document} and to answer at the"
            " latest on ${due}.",
        ),
    ),
    "commit": KindWords(
        title=_("campaign_kind_commit", default="To say that they will follow it"),
        asks=_(
            "campaign_asks_commit",
            default="It asks those below whether they will follow ${document}, to be"
            " answered at the latest on ${due}.",
        ),
        beside=_(
            "answer_asks_commitment",
            default="Here you are asked whether you will follow the text. Each of the"
            " four answers is allowed and none is the right one; after “I have read"
            " it” the question stays open.",
        ),
        more=_(
            "answer_asked_more",
            default="You have said that you have read this. Now you are asked whether"
            " you will follow it.",
        ),
    ),
}
require_rows(KIND_WORDS, KINDS, "vocabularies/obligations.py: KIND_WORDS")
