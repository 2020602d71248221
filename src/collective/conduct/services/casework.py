"""What handlers do in a case, over REST: ``POST @conduct-case/<deed>``.

Each takes the ``case`` and answers with how things stand afterwards.
"""

from collections.abc import Callable
from collective.conduct.core.errors import Invalid
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import clocks
from collective.conduct.operations.cases import linking
from collective.conduct.operations.cases import met
from collective.conduct.operations.cases import nicknames
from collective.conduct.operations.cases import outside
from collective.conduct.operations.cases import record
from collective.conduct.operations.cases.facts import facts_of
from collective.conduct.operations.cases.time import clocks_of
from collective.conduct.operations.keys.sharing import open_case
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
    """Mixed into the service of a case, which knows the ``key`` and the files."""

    key: bytes
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
        nicknames.call(case, self.key, text(data, "nickname"))
        return {"nickname": nicknames.nicknames(self.key).get(case, "")}

    def _heard(self, case: str, _data: dict) -> dict:
        answering.heard(case, self.key)
        return {"wrote": bool(facts_of(case).wrote)}

    def _met(self, case: str, _data: dict) -> dict:
        return {"items": [asdict(each) for each in met.met_before(case, self.key)]}

    def _clocks(self, case: str, data: dict) -> dict:
        """``deed``: pause, resume, extend (``until``), meet (``kind``)."""
        reason = text(data, "reason")
        _do(
            data,
            pause=lambda: clocks.pause(case, self.key, reason),
            resume=lambda: clocks.resume(case, self.key),
            extend=lambda: clocks.extend(
                case, self.key, day_sent(data, "until"), reason
            ),
            meet=lambda: clocks.meet(case, self.key, text(data, "kind")),
        )
        open_case(case, self.key)
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
            merge=lambda: linking.merge(case, other, self.key),
            part=lambda: linking.part(case, self.key),
            series=lambda: linking.put_in_series(case, other, self.key),
            leave_series=lambda: linking.leave_series(case, self.key),
        )
        found = linking.links(case, self.key)
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
            words.extend(outside.begin(case, self.key, text(data, "who"), language))

        def send() -> None:
            number, files = whole(data, "exchange"), all_received(self._files)
            outside.send(case, self.key, number, text(data, "text"), files)

        def end() -> None:
            outside.end(case, self.key, whole(data, "exchange"))

        _do(data, begin=begin, send=send, end=end)
        told = {"receipt": " ".join(words)} if words else {}
        found = outside.exchanges(case, self.key)
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
            enter=lambda: record.enter(case, self.key, text(data, "text")),
            decide=lambda: record.decide(case, self.key, _texts(data, "basis")),
        )
        line = record.diary(case, self.key)
        return {
            "diary": line and {**asdict(line), "received": day(line.received)},
            "parts": list(record.parts(case, self.key)),
            "secrecy": dict(record.secrecy(case, self.key)),
        }

    def _redacted(self, case: str, _data: dict) -> dict:
        return {"items": [asdict(each) for each in record.redacted(case, self.key)]}


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
