"""Base of the pages of one case: opened by POST, its number in no address.

``GET`` redirects to the desk. What is shown was decrypted for this one response
and is stored nowhere. A page names its actions in ``actions``: each is one method,
and ``DONE`` has the text that is shown when it is done.
"""

from collections.abc import Iterable
from collective.conduct.browser.cases.lines import CaseLines
from collective.conduct.browser.common.request_body import files_taken
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.i18n import _
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases.case_access import open_case
from collective.conduct.operations.cases.case_access import readers
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.vocabularies.cases.doubts import FINDINGS
from collective.conduct.vocabularies.cases.doubts import KEY_OF
from collective.conduct.vocabularies.cases.doubts import ROW_TITLES
from collective.conduct.vocabularies.cases.titles import DONE
from collective.conduct.vocabularies.cases.titles import TABS
from functools import cached_property

import transaction


class CasePage(CaseLines):
    """Base of the pages of a case for those who handle it."""

    private = (*CaseLines.private, "case", "text", "reason", "person", "nickname")
    carried = ("case", "deed", "text", "reason")
    actions: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()  # actions after which the case is no longer theirs
    blamed = ""
    done = ""
    wrote = ""  # the action whose text is sent, so that its field is empty again

    def respond(self):
        self.sent_files = files_taken(self.request)
        return super().respond()

    def show(self):
        if self.request.method != "POST":
            return self.sent(f"{self.hub_url}/@@desk")
        return super().show()

    def opened(self):
        return self.shown()

    def shown(self):
        """Answer 404 for a case of others before anything is rendered."""
        open_case(self.number, self.vault)
        return self.index()

    def undoing(self):
        """Roll back a refused action; that the case was read stays recorded."""
        return transaction.savepoint(optimistic=True).rollback

    def do_action(self):
        wanted = self.typed("deed")
        if wanted:
            self._perform(wanted)
        if wanted in self.leaving or (wanted and not self._is_reader()):
            return self.sent(f"{self.hub_url}/@@desk", DONE[wanted])
        return self.show()

    def _is_reader(self) -> bool:
        """Whether the case is still theirs: who answers to somebody shut out leaves."""
        return self.who.person in readers(self.number)

    def _perform(self, wanted: str) -> None:
        if wanted not in self.actions:
            raise Refused("not_allowed")
        self.wrote = ""
        getattr(self, wanted)()
        self.wrote, self.done = wanted, self.t(DONE[wanted])

    def refuse_quietly(self, error: ConductError) -> None:
        """Remember which action the error belongs to."""
        super().refuse_quietly(error)
        self.blamed = self.typed("deed")
        self.__dict__.pop("case", None)  # what is shown now is read anew

    @property
    def open_case(self) -> OpenCase:
        """The case, opened with the acting person's vault; ``Missing`` "no_case".

        It is opened once in a request: the vault remembers what was opened.
        """
        return open_case(self.number, self.vault)

    # what was typed
    @property
    def number(self) -> str:
        return self.typed("case")

    def chosen_person(self) -> int:
        """Return the person who was chosen; ``Invalid`` "nobody_chosen"."""
        person = self.typed_number("person")
        if person is None:
            raise Invalid("nobody_chosen")
        return person

    def kept(self, action: str, name: str) -> str:
        """Return what was typed, unless it has been sent or belongs to another form."""
        meant = self.typed("deed") or self.actions[0]
        return "" if self.wrote or meant != action else self.typed(name)

    def wrong(self, action: str) -> str:
        return self.error if self.blamed == action else ""

    # what is shown
    @cached_property
    def case(self) -> case_reading.CaseReading:
        """The content of the case; the access log records who reads it here."""
        return case_reading.read(self.open_case)

    def doubt_lines(self, doubts: Iterable[Doubt]) -> list[str]:
        """Return a sentence for each row that is not as it was written."""
        return list(dict.fromkeys(map(self._doubt_line, doubts)))

    def _doubt_line(self, doubt: Doubt) -> str:
        title, values = ROW_TITLES[doubt.kind], {"number": str(doubt.number)}
        if doubt.holder:
            title, values = KEY_OF, {"name": self.name(doubt.holder)}
        row = self.t(_(str(title), default=title.default, mapping=values))
        found = FINDINGS[doubt.finding]
        return self.t(_(str(found), default=found.default, mapping={"row": row}))

    @property
    def head(self) -> dict:
        return self.line(facts_of(self.number))

    @property
    def called(self) -> str:
        """The acting person's nickname for the case."""
        return self.nicknames.get(self.number, "")

    @property
    def tabs(self) -> list[dict]:
        return [
            {"page": page, "title": self.t(title), "here": page == self.__name__}
            for page, title in TABS.items()
        ]
