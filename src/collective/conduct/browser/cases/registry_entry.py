"""``@@case-record``: diary entry, what a copy may show and why not, redacted copy."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.browser.common.request_body import Sent
from collective.conduct.core.cases.records.secrecy import LATER
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.i18n import _
from collective.conduct.operations.cases.disclosure import redaction
from collective.conduct.operations.cases.disclosure import registry_entry
from collective.conduct.operations.cases.disclosure.redaction import CasePart
from collective.conduct.operations.common.request_privacy import take_fields
from collective.conduct.vocabularies.cases.titles import CHANNEL_TITLES
from collective.conduct.vocabularies.cases.titles import EVENTS
from collective.conduct.vocabularies.cases.titles import LATER_TITLES
from collective.conduct.vocabularies.cases.titles import OUTSIDE
from collective.conduct.vocabularies.cases.titles import PART_TITLES
from collective.conduct.vocabularies.cases.titles import REPORTER
from collective.conduct.vocabularies.cases.titles import ROLE_TITLES
from collective.conduct.vocabularies.cases.titles import SECRECY
from functools import cached_property


COLUMNS = ("part", "shown", "basis")  # fields of the form with a value for each part


class CaseRecordPage(CasePage):
    """Register a case in the diary, decide what a copy shows, check and make it."""

    private = (*CasePage.private, "seen")
    actions = ("diary", "secrecy", "check", "copy")
    columns = Sent({})
    check_shown: redaction.CaseCopy | None = None
    copy_shown: redaction.CaseCopy | None = None

    def take(self) -> None:
        self.columns = Sent(take_fields(self.request, COLUMNS))
        super().take()

    def refuse_quietly(self, error: ConductError) -> None:
        """Show what a colleague has decided meanwhile, not what was typed."""
        super().refuse_quietly(error)
        if error.code == "secrecy_newer":
            self.columns = Sent({})

    # actions
    def diary(self) -> None:
        registry_entry.register(self.open_case, self.typed("text"))
        self.__dict__.pop("entered", None)

    def secrecy(self) -> None:
        """Keep the decision: one tick and one law for each part that was shown."""
        named, laws = (self.columns.several(each) for each in ("part", "basis"))
        if not named or len(named) != len(laws):
            raise Invalid("field", field="basis")
        shown = set(self.columns.several("shown"))
        basis = dict(zip(named, laws, strict=True))
        redaction.set_secrecy(self.open_case, shown, basis, self._seen())

    def check(self) -> None:
        self.check_shown = redaction.check_copy(self.open_case)

    def copy(self) -> None:
        self.copy_shown = redaction.make_copy(self.open_case, self._seen())

    def _seen(self) -> int:
        found = self.typed_number("seen")
        return -1 if found is None else found

    # what is shown
    @cached_property
    def entered(self) -> dict | None:
        """The diary entry, None while there is none."""
        found = registry_entry.diary(self.open_case)
        if found is None:
            return None
        return {**vars(found), "received": self.day(found.received)}

    @cached_property
    def marking(self) -> redaction.Marking:
        """The parts of the case, and what was decided."""
        return redaction.marking(self.open_case)

    @property
    def parts(self) -> list[dict]:
        """Each part of the case, with what was decided or is typed now."""
        typed = dict(zip(*map(self.columns.several, ("part", "basis")), strict=False))
        ticked = self.columns.several("shown") if typed and self.error else None
        found = [self._line(each) for each in self.marking.parts]
        for each in found:
            if ticked is not None:
                each["withheld"] = each["part"] not in ticked
                each["basis"] = typed.get(each["part"], each["basis"])
        return found

    @property
    def later(self) -> list[dict]:
        """The law for what comes later, by kind."""
        basis = self.marking.decided.basis
        return [
            {
                "part": kind,
                "title": self.t(LATER_TITLES[kind]),
                "basis": basis.get(kind, ""),
            }
            for kind in LATER
        ]

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Sections of law that are often the basis."""
        return SECRECY

    @property
    def paper(self) -> dict | None:
        """The copy that is checked, or was made; None for neither."""
        found = self.copy_shown or self.check_shown
        if found is None:
            return None
        return {
            "parts": [self._line(each) for each in found.parts],
            "withheld": sum(each.withheld for each in found.parts),
            "decided_by": found.decided_by,
            "decided_on": self.moment(found.decided) if found.decided else "",
            "made_by": self.name(self.who.person),
            "seen": found.seen,
            "made": self.copy_shown is not None,
        }

    def _line(self, each: CasePart) -> dict:
        """A part as it is shown: its title, and for an open one who, when and what."""
        kind = each.part.partition(":")[0]
        title = each.title or self.t(PART_TITLES.get(each.part) or PART_TITLES[kind])
        return {
            **vars(each),
            "title": title,
            "words": self._words(each),
            "head": self._head(each, kind),
        }

    def _head(self, each: CasePart, kind: str) -> str:
        """Who wrote or did it, and when; "" for what has neither."""
        if not each.when:
            return ""
        other = OUTSIDE if each.event == "outside_said" else REPORTER
        return f"{self.moment(each.when)}, {each.by or self.t(other)}"

    def _words(self, each: CasePart) -> str:
        if each.part in ("fact:role", "fact:channel"):
            titles = ROLE_TITLES if each.part == "fact:role" else CHANNEL_TITLES
            return self.t(titles[each.words]) if each.words in titles else each.words
        if each.event not in EVENTS:
            return each.words
        message, names = EVENTS[each.event], {"by": each.by, "person": each.person}
        told = self.t(_(str(message), default=message.default, mapping=names))
        return f"{told} {each.words}".strip()
