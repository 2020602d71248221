"""Who will see an answer, named by role before anybody answers."""

from collective.conduct.browser.common.translating import Translator
from collective.conduct.i18n import _
from collective.conduct.operations.answers.edition_queries import readers
from dataclasses import dataclass


ROLE_WORDS = {
    "registrar": _("reader_registrar", default="the registrar"),
    "publisher": _("reader_publisher", default="the publisher of the documents"),
    "auditor": _("reader_auditor", default="the auditor"),
    "secretary": _("reader_secretary", default="the secretary of your own body"),
    "leader": _("reader_leader", default="the leader of your own party group"),
}


@dataclass(frozen=True)
class ReadersInWords:
    """Two enumerations: who sees the answer, and who reads what was written."""

    answers: str
    words: str


def readers_in_words(words: Translator) -> ReadersInWords:
    """Return the readers by the access table, in the language of the request."""
    by_right = readers()
    return ReadersInWords(
        _listed(words, by_right.answers), _listed(words, by_right.words)
    )


def _listed(words: Translator, keys: tuple[str, ...]) -> str:
    titles = [words.t(ROLE_WORDS[key]) for key in keys]
    if len(titles) < 2:
        return "".join(titles)
    last = _(
        "and_last",
        default="${others} and ${last}",
        mapping={"others": ", ".join(titles[:-1]), "last": titles[-1]},
    )
    return words.t(last)
