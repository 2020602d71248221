"""``@@case-record``: diary entry, secrecy and its reasons, redacted copy."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.operations.cases import registry_entry
from collective.conduct.vocabularies.cases.titles import MESSAGES
from collective.conduct.vocabularies.cases.titles import SECRECY
from functools import cached_property


PARTS = 100  # fields at most; a form has a dozen questions


class CaseRecordPage(CasePage):
    """Register a case in the diary, decide on secrecy, make a redacted copy."""

    private = (*CasePage.private, *(f"basis-{number}" for number in range(PARTS)))
    actions = ("diary", "secrecy")
    copy: list[registry_entry.RedactedPart] | None = None

    def do_action(self):
        if self.typed("copy"):
            self.copy = registry_entry.redacted(self.open_case)
            return self.show()
        return super().do_action()

    # actions
    def diary(self) -> None:
        registry_entry.register(self.open_case, self.typed("text"))
        self.__dict__.pop("entered", None)

    def secrecy(self) -> None:
        named = enumerate(registry_entry.parts(self.open_case))
        basis = {part: self.typed(f"basis-{place}") for place, part in named}
        registry_entry.set_secrecy(self.open_case, basis)

    # what is shown
    @cached_property
    def entered(self) -> dict | None:
        """The diary entry, None while there is none."""
        found = registry_entry.diary(self.open_case)
        if found is None:
            return None
        return {**vars(found), "received": self.day(found.received)}

    @property
    def parts(self) -> list[dict]:
        """Each part of the case that can be secret, with what was decided."""
        decided = registry_entry.secrecy(self.open_case)
        return [
            {
                "id": f"basis-{place}",
                "title": self._title(part),
                "basis": self.typed(f"basis-{place}") or why,
            }
            for place, (part, why) in enumerate(decided.items())
        ]

    def _title(self, part: str) -> str:
        return self.t(MESSAGES) if part == registry_entry.MESSAGES else part

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Sections of law that are often the basis."""
        return SECRECY

    @property
    def copied(self) -> list[dict]:
        """The parts of the redacted copy."""
        return [{**vars(e), "title": self._title(e.title)} for e in self.copy or ()]
