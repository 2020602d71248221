"""The redacted copy of a case: closed by default, complete, logged (TRUST 18).

Each answer, fact, message, note, action and file name is a part. A copy shows the
parts that a handler opened; all others, and whatever came after that decision, are
withheld, with the law if one was chosen. Nothing of a withheld part is returned, not
even its length. In what is shown the people of the register whom the report names
are replaced by letters, and so is a reporter who gave their name, unless the part
that names them is open. The sealed identity is never in a copy.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.cases.records.cases import FileHead
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.cases.records.secrecy import ANSWER
from collective.conduct.core.cases.records.secrecy import FACT
from collective.conduct.core.cases.records.secrecy import FILE
from collective.conduct.core.cases.records.secrecy import LATER
from collective.conduct.core.cases.records.secrecy import MESSAGE
from collective.conduct.core.cases.records.secrecy import NOTE
from collective.conduct.core.cases.records.secrecy import part
from collective.conduct.core.cases.records.secrecy import SecrecyRecord
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.operations.cases.access_log import noted
from collective.conduct.operations.cases.case_reading import CaseMessage
from collective.conduct.operations.cases.case_reading import messages_of
from collective.conduct.operations.cases.case_reading import notes_of
from collective.conduct.operations.cases.case_reading import read_record
from collective.conduct.operations.cases.disclosure.registry_entry import latest
from collective.conduct.operations.common.time import now_in_seconds
from dataclasses import dataclass
from dataclasses import replace
from zope.component import getUtility

import re


LONGEST = 200  # characters of a legal basis
REPORTER, ABOUT, WITNESSES = "reporter", "about", "witnesses"
PEOPLE = (ABOUT, WITNESSES)


@dataclass(frozen=True)
class CasePart:
    """A part of a case as a copy shows it.

    ``title``: the question, as it was shown; "" for other kinds. ``by`` wrote or did
    it ("" for the reporter), ``person`` is whom an action (``event``) was done to:
    both by name. Of a withheld part there is the id, the title and the law.
    """

    part: str
    title: str = ""
    words: str = ""
    event: str = ""
    by: str = ""
    person: str = ""
    when: int = 0
    withheld: bool = False
    basis: str = ""


@dataclass(frozen=True)
class Marking:
    """The parts of a case, the decision of what a copy shows, and its number (or 0)."""

    parts: tuple[CasePart, ...]
    decided: SecrecyRecord
    seen: int


@dataclass(frozen=True)
class CaseCopy:
    """A copy: its parts, and who decided when what it shows ("" and 0: nobody yet).

    ``seen``: the number of that decision, for ``make_copy``.
    """

    parts: tuple[CasePart, ...]
    decided_by: str
    decided: int
    seen: int


def marking(case: OpenCase) -> Marking:
    """Return all parts of a case as its readers see them, with what was decided."""
    number, decided = _decided(noted(case, "read_case"))
    found = [
        replace(
            each, withheld=not decided.shows(each.part), basis=decided.law(each.part)
        )
        for each in _parts(case, _report(case))
    ]
    return Marking(tuple(found), decided, number)


def set_secrecy(
    case: OpenCase, shown: set[str], basis: Mapping[str, str], seen: int = -1
) -> None:
    """Decide which parts a copy shows, and which law withholds the others.

    ``seen``: the number of the decision that was shown with the form (0: none, -1:
    not known); ``Conflict`` "secrecy_newer" when a colleague has decided since.
    ``Invalid`` "secrecy_long", or "field" for a part that does not exist.
    """
    number, _before = _decided(case)
    if seen >= 0 and seen != number:
        raise Conflict("secrecy_newer")
    known = {each.part for each in _parts(case, _report(case))}
    if not shown <= known or not set(basis) <= known.union(LATER):
        raise Invalid("field", field="shown" if shown - known else "basis")
    laws = {name: " ".join(text.split()) for name, text in basis.items()}
    if any(len(text) > LONGEST for text in laws.values()):
        raise Invalid("secrecy_long", limit=LONGEST)
    record = SecrecyRecord(
        tuple(sorted(shown)),
        {name: text for name, text in laws.items() if text},
        now_in_seconds(),
        case.person,
    )
    case.put("record", encode(record))


def check_copy(case: OpenCase) -> CaseCopy:
    """Return what a copy would show, to be checked before one is made."""
    return _copy(noted(case, "read_case"))


def make_copy(case: OpenCase, seen: int = -1) -> CaseCopy:
    """Return a copy to be handed out; the access log has a line of its own for it.

    ``Conflict`` "secrecy_newer" when it is no longer what was checked (``seen``).
    """
    if seen >= 0 and seen != _decided(case)[0]:
        raise Conflict("secrecy_newer")
    return _copy(noted(case, "made_copy"))


def _copy(case: OpenCase) -> CaseCopy:
    (number, decided), report = _decided(case), _report(case)
    hide = _hider(report, decided)
    return CaseCopy(
        tuple(_redacted(each, decided, hide) for each in _parts(case, report)),
        _name(decided.by),
        decided.when,
        number,
    )


def _redacted(
    each: CasePart, decided: SecrecyRecord, hide: Callable[[str], str]
) -> CasePart:
    """Return a part as a copy has it; one that nobody opened is made anew, empty."""
    if not decided.shows(each.part):
        law = decided.law(each.part)
        return CasePart(each.part, each.title, withheld=True, basis=law)
    if each.part.partition(":")[0] == FACT:
        return each  # a fact that was opened is what names somebody
    by, person = hide(each.by), hide(each.person)
    return replace(each, words=hide(each.words), by=by, person=person)


def _parts(case: OpenCase, report: ReportRecord) -> Iterator[CasePart]:
    """Every part of a case, in the order of the paper."""
    for answer in report.answers:
        if answer.value:
            yield CasePart(part(ANSWER, answer.name), answer.title, answer.value)
    yield from _facts(report)
    for number in case.numbers("attachment"):
        head = read_record(case, "attachment", number, FileHead)
        if head is not None:
            yield CasePart(part(FILE, number), words=head.name)
    for kind, lines in ((MESSAGE, messages_of(case)), (NOTE, notes_of(case))):
        for line in lines:
            yield _line(part(kind, line.number), line)
            for place, file in enumerate(line.files):
                yield CasePart(part(FILE, kind, line.number, place), words=file.name)


def _facts(report: ReportRecord) -> Iterator[CasePart]:
    """What a report says beside its answers; roles and channels by their keys."""
    if report.reporter is not None:
        shown = report.reporter
        yield CasePart(part(FACT, REPORTER), shown.title, shown.shown)
    for name in ("role", "channel"):
        if value := getattr(report, name):
            yield CasePart(part(FACT, name), words=value)
    for name in PEOPLE:
        if people := getattr(report, name):
            yield CasePart(part(FACT, name), words=", ".join(map(_name, people)))
    if report.registered_by:
        yield CasePart(part(FACT, "registered_by"), words=_name(report.registered_by))


def _line(name: str, line: CaseMessage) -> CasePart:
    event = "" if line.event == NOTE else line.event
    by, person = _name(line.by), _name(line.person)
    return CasePart(name, "", line.text, event, by, person, line.when)


def _hider(report: ReportRecord, decided: SecrecyRecord) -> Callable[[str], str]:
    """Return a function that replaces the names that no open part gives."""
    hidden = [each for each in PEOPLE if not decided.shows(part(FACT, each))]
    names = [_name(who) for each in hidden for who in getattr(report, each)]
    known: dict[str, str] = {}
    for place, name in enumerate(dict.fromkeys(names)):
        for each in (name, *name.split()):
            known.setdefault(each.casefold(), f"[{chr(ord('A') + place % 26)}]")
    if report.reporter and not decided.shows(part(FACT, REPORTER)):
        for each in (report.reporter.name, *report.reporter.name.split()):
            known.setdefault(each.casefold(), "[...]")
    known.pop("", None)
    if not known:
        return lambda text: text
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(
        "|".join(rf"\b{re.escape(name)}(?:s|'s)?\b" for name in longest), re.IGNORECASE
    )

    def replaced(found: re.Match) -> str:
        name_found = found[0].casefold()
        return known[next(name for name in longest if name_found.startswith(name))]

    return lambda text: pattern.sub(replaced, text)


def _name(person: int | None) -> str:
    """The name of a person of the register, "[?]" when they are gone; "" for nobody."""
    try:
        return getUtility(IRegister).person(person).name if person else ""
    except Missing:
        return "[?]"


def _report(case: OpenCase) -> ReportRecord:
    return read_record(case, "content", 1, ReportRecord) or ReportRecord("", ())


def _decided(case: OpenCase) -> tuple[int, SecrecyRecord]:
    number, record = latest(case, SecrecyRecord)
    return number, record or SecrecyRecord()
