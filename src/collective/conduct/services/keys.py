"""``@conduct-key``, ``-approvals``, ``-identity``, ``-escrow``, ``-case-people``.

What the pages of keys do, for programs: the same operations, the token of an
open vault as ``X-Conduct-Vault``, nothing there for the uninvited. A rehearsal
is done at one keyboard: on the page, or by ``conduct-rehearse``.
"""

from collections.abc import Mapping
from collective.conduct.core.cases import short
from collective.conduct.core.errors import Invalid
from collective.conduct.core.open_vault import OpenCase
from collective.conduct.core.requests import Request
from collective.conduct.operations.keys import again
from collective.conduct.operations.keys import away
from collective.conduct.operations.keys import identity
from collective.conduct.operations.keys import own
from collective.conduct.operations.keys import sharing
from collective.conduct.services.base import moment
from collective.conduct.services.base import Named
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from collective.conduct.services.rows import day_sent
from collective.conduct.services.vault import Secluded
from collective.conduct.services.vault import wrong_passphrase
from zExceptions import NotFound


class Deeds(Secluded, Named, Writer):
    """Base: ``POST`` with one more step in the path is one deed, answered 204."""

    deeds: Mapping[str, str] = {}  # step in the path -> method

    def answer(self):
        if self.name not in self.deeds:
            raise NotFound(self.name)
        told = getattr(self, self.deeds[self.name])(self.body())
        return self.reply_no_content() if told is None else told

    def case(self, data: dict) -> OpenCase:
        """The case that is named."""
        return self.opened(text(data, "case"))


class Key(Secluded):
    """``GET``: whether one has a key, and how many of one's cases are shut."""

    def answer(self) -> dict:
        person = own.holder()
        return {
            "@id": f"{self.url}/@conduct-key",
            "has_key": own.key_of(person) is not None,
            "functions": sorted(own.functions()),
            "shut": len(again.shut(person)),
        }


class KeyDeeds(Deeds):
    """Make one's key, change its passphrase, replace it, ask to be let in again."""

    deeds = {
        "make": "make",
        "change": "change",
        "replace": "replace",
        "ask-again": "ask_again",
    }

    def make(self, data: dict) -> None:
        own.enrol(text(data, "passphrase"))

    def change(self, data: dict) -> dict | None:
        former, latter = text(data, "former"), text(data, "passphrase")
        return None if own.change_passphrase(former, latter) else wrong_passphrase(self)

    def replace(self, data: dict) -> None:
        own.replace(text(data, "passphrase"), sure=data.get("sure") is True)

    def ask_again(self, _data: dict) -> dict:
        return {"asked": again.ask()}


class Identity(Deeds):
    """Ask to see who a reporter is; look, once it is approved."""

    deeds = {"ask": "ask", "open": "open"}

    def ask(self, data: dict) -> dict:
        reason = text(data, "reason")
        return {"request": identity.ask(self.case(data), reason)}

    def open(self, data: dict) -> dict:
        return {"identity": identity.open_identity(self.case(data))}


class Approvals(Secluded):
    """``GET``: what waits for one's approval, with the reason; needs the vault."""

    def answer(self) -> dict:
        found = identity.to_approve()
        return {
            "@id": f"{self.url}/@conduct-approvals",
            "items": [
                {**_asked(each), "reason": identity.reason(each.number, self.vault)}
                for each in found
            ],
        }


class ApprovalDeeds(Deeds):
    """Approve or refuse what waits."""

    deeds = {"approve": "approve", "refuse": "refuse"}

    def approve(self, data: dict) -> None:
        identity.decide(_number(data, "request"), self.vault, approve=True)

    def refuse(self, data: dict) -> None:
        identity.decide(_number(data, "request"), self.vault, approve=False)


class Escrow(Secluded):
    """``GET``: who asks for one's half, and the cases that nobody can open."""

    def answer(self) -> dict:
        requests, lost = again.escrow_work()
        return {
            "@id": f"{self.url}/@conduct-escrow",
            "items": [_asked(each) for each in requests],
            "lost": [
                {"case": each.case, "people": sorted(again.successors(each))}
                for each in lost
            ],
        }


class EscrowDeeds(Deeds):
    """Give one's half; propose who takes over; open with the halves given."""

    deeds = {"give": "give", "propose": "propose", "come-back": "come_back"}

    def give(self, data: dict) -> None:
        again.give(_number(data, "request"), self.vault)

    def propose(self, data: dict) -> None:
        again.propose(text(data, "case"), _number(data, "person"), self.vault)

    def come_back(self, _data: dict) -> dict:
        return {"opened": again.come_back(self.vault)}


class CasePeople(Deeds):
    """Who can read a case: let in, let out, shut out, step back, hand over, be away."""

    deeds = {
        "let-in": "let_in",
        "let-out": "let_out",
        "exclude": "exclude",
        "step-back": "step_back",
        "hand-over": "hand_over",
        "restore": "restore",
        "away": "go_away",
        "home": "come_home",
    }

    def let_in(self, data: dict) -> None:
        person = _number(data, "person")
        sharing.let_in(self.case(data), person)

    def let_out(self, data: dict) -> None:
        person = _number(data, "person")
        sharing.let_out(self.case(data), person)

    def exclude(self, data: dict) -> None:
        person = _number(data, "person")
        sharing.exclude(self.case(data), person)

    def step_back(self, data: dict) -> None:
        sharing.step_back(self.case(data), text(data, "reason"))

    def hand_over(self, data: dict) -> dict:
        stay = data.get("stay") is True
        return {"cases": sharing.hand_over(_number(data, "person"), self.vault, stay)}

    def restore(self, data: dict) -> dict:
        return {"cases": again.restore(_number(data, "person"), self.vault)}

    def go_away(self, data: dict) -> dict:
        """From ``first`` to ``last``; ``person`` goes on with the cases, or nobody."""
        person = _number(data, "person") if "person" in data else None
        first, last = day_sent(data, "first"), day_sent(data, "last")
        return {"cases": away.go_away(first, last, self.vault, person)}

    def come_home(self, _data: dict) -> None:
        away.come_home()


def _number(data: dict, name: str) -> int:
    """A number of the body; ``Invalid`` "field"."""
    value = data.get(name)
    if type(value) is not int or not 0 < value < 2**31:
        raise Invalid("field", field=name)
    return value


def _asked(request: Request) -> dict:
    return {
        "request": request.number,
        "number": short(request.case),
        "person": request.person,
        "when": moment(request.when),
    }
