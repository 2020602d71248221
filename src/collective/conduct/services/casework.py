"""What handlers do in a case, over REST: ``POST @conduct-case/<deed>``.

Each takes the ``case`` and answers with how things stand afterwards.
"""

from collections.abc import Callable
from collective.conduct.core.errors import Invalid
from collective.conduct.core.open_vault import OpenCase
from collective.conduct.core.open_vault import OpenVault
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import clocks
from collective.conduct.operations.cases import linking
from collective.conduct.operations.cases import met
from collective.conduct.operations.cases import nicknames
from collective.conduct.operations.cases import outside
from collective.conduct.operations.cases import record
from collective.conduct.operations.cases.facts import facts_of
from collective.conduct.operations.cases.time import clocks_of
from collective.conduct.operations.reports.uploads import all_received
from collective.conduct.services.base import day
from collective.conduct.services.base import moment
from collective.conduct.services.base import text
from collective.conduct.services.rows import day_sent
from collective.conduct.services.submission import language_of
from collective.conduct.services.submission import whole
from collective.conduct.vocabularies.receiptwords import LANGUAGES
from dataclasses import asdict


class CaseWork:
    """Mixed into the service of a case, which knows the vault and the files."""

    vault: OpenVault
    opened: Callable[[str], OpenCase]
    _files: list

    @property
    def work(self) -> dict[str, Callable]:
        """The step of the path that each deed has."""
        return {
            "nickname": self._nickname,
            "met": self._met,
            "heard": self._heard,
            "clocks": self._clocks,
            "links": self._links,
            "outside": self._outside,
            "record": self._record,
            "redacted": self._redacted,
        }

    def _nickname(self, case: str, data: dict) -> dict:
        nicknames.call(self.opened(case), text(data, "nickname"))
        return {"nickname": nicknames.nicknames(self.vault).get(case, "")}

    def _heard(self, case: str, _data: dict) -> dict:
        answering.heard(self.opened(case))
        return {"wrote": bool(facts_of(case).wrote)}

    def _met(self, case: str, _data: dict) -> dict:
        return {"items": [asdict(each) for each in met.met_before(self.opened(case))]}

    def _clocks(self, case: str, data: dict) -> dict:
        """``deed``: pause, resume, extend (``until``), meet (``kind``)."""
        reason = text(data, "reason")
        _do(
            data,
            pause=lambda: clocks.pause(self.opened(case), reason),
            resume=lambda: clocks.resume(self.opened(case)),
            extend=lambda: clocks.extend(
                self.opened(case), day_sent(data, "until"), reason
            ),
            meet=lambda: clocks.meet(self.opened(case), text(data, "kind")),
        )
        self.opened(case)
        return {
            "items": [
                {
                    "kind": each.kind,
                    "due": day(each.due),
                    "met": day(each.met),
                    "paused": each.paused,
                }
                for each in clocks_of(facts_of(case))
            ]
        }

    def _links(self, case: str, data: dict) -> dict:
        """``deed``: merge, part, series (``other``), leave_series."""
        other = text(data, "other")
        _do(
            data,
            merge=lambda: linking.merge(self.opened(case), other),
            part=lambda: linking.part(self.opened(case)),
            series=lambda: linking.put_in_series(self.opened(case), other),
            leave_series=lambda: linking.leave_series(self.opened(case)),
        )
        found = linking.links(self.opened(case))
        return {
            name: [each.case for each in getattr(found, name)]
            for name in ("merged", "series", "linked")
        }

    def _outside(self, case: str, data: dict) -> dict:
        """``deed``: begin (``who``), send (``exchange``, ``text``, files), end."""
        words: list[str] = []

        def begin() -> None:
            wanted = language_of(data)
            language = wanted if wanted in LANGUAGES else LANGUAGES[-1]
            words.extend(outside.begin(self.opened(case), text(data, "who"), language))

        def send() -> None:
            number, files = whole(data, "exchange"), all_received(self._files)
            outside.send(self.opened(case), number, text(data, "text"), files)

        def end() -> None:
            outside.end(self.opened(case), whole(data, "exchange"))

        _do(data, begin=begin, send=send, end=end)
        told = {"receipt": " ".join(words)} if words else {}
        found = outside.exchanges(self.opened(case))
        return {
            **told,
            "items": [
                {
                    "exchange": each.number,
                    "who": each.who,
                    "begun": moment(each.begun),
                    "until": moment(each.until),
                }
                for each in found
            ],
        }

    def _record(self, case: str, data: dict) -> dict:
        """``deed``: enter (``text``), decide (``basis``: part -> law)."""
        _do(
            data,
            enter=lambda: record.enter(self.opened(case), text(data, "text")),
            decide=lambda: record.decide(self.opened(case), _texts(data, "basis")),
        )
        line = record.diary(self.opened(case))
        return {
            "diary": line and {**asdict(line), "received": day(line.received)},
            "parts": list(record.parts(self.opened(case))),
            "secrecy": dict(record.secrecy(self.opened(case))),
        }

    def _redacted(self, case: str, _data: dict) -> dict:
        return {"items": [asdict(each) for each in record.redacted(self.opened(case))]}


def _do(data: dict, **deeds: Callable[[], object]) -> None:
    """Do what ``deed`` names, nothing when it names nothing."""
    deed = text(data, "deed")
    if deed and deed not in deeds:
        raise Invalid("field", field="deed")
    if deed:
        deeds[deed]()


def _texts(data: dict, name: str) -> dict[str, str]:
    found = data.get(name)
    if not isinstance(found, dict):
        raise Invalid("field", field=name)
    return {key: text(found, key) for key in found}
