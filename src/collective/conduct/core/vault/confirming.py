"""Rules of confirmed keys: what is signed, who may confirm, what founds the directory.

The directory is a list of events that is only added to. ``Directory`` replays it:
a confirmation counts when its signature leads back to the founding, and never by
being in the database alone (TRUST 1-4). Nothing here reads or writes.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from collective.conduct.core.common.key_functions import APPROVING
from collective.conduct.core.common.key_functions import ESCROW
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.common.secret_words import chosen
from collective.conduct.core.ledger.proof import key_chain
from collective.conduct.core.vault.keys import ESCROW_HOLDERS
from collective.conduct.core.vault.keys import spelled
from dataclasses import asdict
from dataclasses import dataclass
from hashlib import sha256


COUNT = 6  # words of a fingerprint: 77 bits, more than anybody can try through
CONTEXT = b"conduct-directory/1"  # of every signature
WEEK = 7 * 24 * 60 * 60
Verified = Callable[[bytes, bytes, bytes, bytes], bool]


@dataclass(frozen=True)
class KeyEvent:
    """One event of a person's key, as it is stored; ``EVENTS`` names the kinds.

    ``by`` is who did it, ``signer`` their public key. ``function`` is one key
    function, of a confirmation or of its end.
    """

    kind: str
    person: int
    when: int
    public: bytes = b""
    verifier: bytes = b""
    function: str = ""
    by: int = 0
    signer: bytes = b""
    signature: bytes = b""


@dataclass(frozen=True)
class Confirmation:
    """A key that is confirmed for one function of one person.

    ``face_to_face`` is False for a key of before there were confirmations, which an
    upgrade took over.
    """

    public: bytes
    when: int
    by: int = 0
    face_to_face: bool = True


def fingerprint(ledger: str, person: int, public: bytes, verifier: bytes) -> bytes:
    """Return the digest of a person's key on one site; its six words are told."""
    parts = ("conduct-fingerprint/1", ledger, str(person))
    return sha256(spelled(*parts, public.hex(), verifier.hex())).digest()


def spoken(digest: bytes, words: Sequence[str]) -> tuple[str, ...]:
    """Return the six words of a fingerprint, from a list of words."""
    return chosen(digest, words, COUNT)


def statement(event: KeyEvent, ledger: str, era: int) -> bytes:
    """Return the bytes that are signed: everything of the event, site and founding."""
    parts = [str(part) for part in plain(event).values()][:-1]
    return spelled("conduct-confirmation/1", ledger, str(era), *parts)


def linked(previous: bytes, event: KeyEvent) -> bytes:
    """Return the chain hash of an event; ``previous`` is empty for the first."""
    return bytes.fromhex(key_chain(previous.hex(), plain(event)))


def held_throughout(
    spans: Iterable[tuple[float, float]], since: float, now: float
) -> bool:
    """Return whether spans of time (first second, second after) leave no gap."""
    reached = since
    for first, after in sorted(spans):
        if first > reached:
            break
        reached = max(reached, after)
    return reached > now


class Directory:
    """The state that a list of events leads to; see ``IKeyDirectory``.

    ``confirmed``: (person, function) -> ``Confirmation``; ``keys``: public key ->
    (person, verifier), of former keys too; ``newest``: person -> public key.
    ``manned``: everybody whom the intake needs was confirmed once (TRUST 5).
    ``refused`` counts confirmations whose signature does not lead to a founding.
    """

    def __init__(
        self, events: Iterable[KeyEvent], ledger: str, verified: Verified
    ) -> None:
        self.ledger, self._verified = ledger, verified
        self.confirmed: dict[tuple[int, str], Confirmation] = {}
        self.keys: dict[bytes, tuple[int, bytes]] = {}
        self.newest: dict[int, bytes] = {}
        self.foundings: list[int] = []  # when each was
        self.taken_over = 0  # when an upgrade took the keys of before over
        self.anew: KeyEvent | None = None  # somebody asked to found it anew
        self.refused = 0
        self.manned = False
        self._vows: dict[tuple[int, int, str], KeyEvent] = {}
        self._ended: dict[tuple[int, str], tuple[Confirmation, int]] = {}
        self._seen: set[bytes] = set()
        self._begun = False
        for event in events:
            EVENTS[event.kind](self, event)
            self._begun = self._begun or event.kind != "before"
            self.manned = self.manned or self._has_everybody()

    @property
    def founded(self) -> bool:
        """Whether there is somebody who can confirm others."""
        return bool(self.foundings or self.taken_over)

    @property
    def era(self) -> int:
        """How often it was founded; part of every signature."""
        return len(self.foundings)

    def _has_everybody(self) -> bool:
        held = [function for _person, function in self.confirmed]
        escrow = sum(each in ESCROW for each in held)
        return (
            escrow >= ESCROW_HOLDERS
            and not APPROVING.isdisjoint(held)
            and not HANDLING.isdisjoint(held)
        )

    def confirms(self, person: int, public: bytes) -> bool:
        """Return whether a key of a person is confirmed for any function."""
        return any(
            who == person and each.public == public
            for (who, _function), each in self.confirmed.items()
        )

    def may_found(self, when: int) -> bool:
        """Return whether two handlers may found it at this time, for good or anew."""
        if self.anew is not None:
            return when >= self.anew.when + WEEK
        return not self.founded

    def ended_at(self, person: int, function: str) -> int | None:
        """Return when a confirmed function ended, None when it did not."""
        found = self._ended.get((person, function))
        return found[1] if found else None

    # what each kind of event does
    def _made(self, event: KeyEvent) -> None:
        self.keys.setdefault(event.public, (event.person, event.verifier))
        self.newest[event.person] = event.public

    def _restored(self, event: KeyEvent) -> None:
        self.newest[event.person] = event.public

    def _before(self, event: KeyEvent) -> None:
        if self._begun:  # such rows come first or not at all
            self.refused += 1
            return
        self._made(event)
        self.taken_over = event.when
        found = Confirmation(event.public, event.when, face_to_face=False)
        self.confirmed[event.person, event.function] = found

    def _signs(self, event: KeyEvent) -> None:
        if self.keys.get(event.public) == (event.person, b""):
            self.keys[event.public] = (event.person, event.verifier)

    def _founding(self, event: KeyEvent) -> None:
        if not self.may_found(event.when) or event.function not in HANDLING:
            self.refused += 1
        elif self._signed(event):
            self._vows[event.by, event.person, event.function] = event
            self._found(event)

    def _found(self, event: KeyEvent) -> None:
        """Found the directory when both have confirmed each other's key."""
        both = {event.by, event.person}
        keys = {(event.by, event.signer), (event.person, event.public)}
        vows = [
            each
            for each in self._vows.values()
            if {(each.by, each.signer), (each.person, each.public)} == keys
        ]
        if {each.by for each in vows} != both:
            return
        self.confirmed.clear()
        self._vows.clear()
        self._ended.clear()
        self.anew = None
        self.foundings.append(event.when)
        for each in vows:
            self._confirm(each)

    def _confirmed(self, event: KeyEvent) -> None:
        if not self.confirms(event.by, event.signer):
            self.refused += 1
        elif self._signed(event):
            self._confirm(event)

    def _confirm(self, event: KeyEvent) -> None:
        """Let a key count for a function; other keys of the person end."""
        for place, each in list(self.confirmed.items()):
            if place[0] == event.person and each.public != event.public:
                del self.confirmed[place]
        found = Confirmation(event.public, event.when, event.by)
        self.confirmed[event.person, event.function] = found
        self._ended.pop((event.person, event.function), None)

    def _function_ended(self, event: KeyEvent) -> None:
        place = (event.person, event.function)
        if found := self.confirmed.pop(place, None):
            self._ended[place] = (found, event.when)

    def _function_goes_on(self, event: KeyEvent) -> None:
        """A row was corrected: it ended and began in one second, without a gap."""
        place = (event.person, event.function)
        found, when = self._ended.pop(place, (None, 0))
        if found is not None and when == event.when:
            self.confirmed[place] = found

    def _asked_anew(self, event: KeyEvent) -> None:
        if self.anew is None and self._signed(event):
            self.anew = event
            self._vows.clear()

    def _stays(self, event: KeyEvent) -> None:
        if self.confirms(event.by, event.signer) and self._signed(event):
            self.anew = None
            self._vows.clear()

    def _signed(self, event: KeyEvent) -> bool:
        """Return whether one person signed another's key, or an event of their own.

        A signature counts once: written again, after an end, it confirms nothing.
        """
        if event.signature in self._seen:
            return False
        who, verifier = self.keys.get(event.signer, (0, b""))
        own = event.kind in ("anew", "stays")
        key = self.keys.get(event.public)
        right = (
            who == event.by
            and (own or (event.person, event.verifier) == key)
            and (event.person == event.by) == own
            and bool(event.verifier or own)
            and self._verified(
                verifier,
                event.signature,
                statement(event, self.ledger, self.era),
                CONTEXT,
            )
        )
        self.refused += not right
        if right:
            self._seen.add(event.signature)
        return right


# kind of event -> what it does; ``core.ledger.entries`` has the same with "key_"
EVENTS: dict[str, Callable[[Directory, KeyEvent], None]] = {
    "made": Directory._made,
    "replaced": Directory._made,
    "restored": Directory._restored,  # the former key opened: no other counts
    "before": Directory._before,
    "signs": Directory._signs,  # a key of before opened: what verifies it is known
    "founding": Directory._founding,
    "confirmed": Directory._confirmed,
    "ended": Directory._function_ended,
    "resumed": Directory._function_goes_on,
    "anew": Directory._asked_anew,
    "stays": Directory._stays,  # somebody confirmed is there: it is not founded anew
}


def plain(event: KeyEvent) -> dict[str, str | int]:
    """Return an event as JSON has it: keys and signatures in hex."""
    return {
        name: each.hex() if isinstance(each, bytes) else each
        for name, each in asdict(event).items()
    }
