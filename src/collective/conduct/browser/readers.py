"""Who will see an answer, said by role before anybody answers."""

from collective.conduct.i18n import _
from collective.conduct.operations.reading import readers
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


class Readers:
    """Mixed into pages that say who sees answers."""

    @property
    def readers(self) -> ReadersInWords:
        """From the table of rights, in the language of the request."""
        found = readers()
        return ReadersInWords(self._listed(found.answers), self._listed(found.words))

    def _listed(self, keys: tuple[str, ...]) -> str:
        words = [self.t(ROLE_WORDS[key]) for key in keys]
        if len(words) < 2:
            return "".join(words)
        last = _(
            "and_last",
            default="${others} and ${last}",
            mapping={"others": ", ".join(words[:-1]), "last": words[-1]},
        )
        return self.t(last)
