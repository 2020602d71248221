"""Confirm a colleague's key: face to face, by six words that are typed (TRUST 1-3).

The person to be confirmed opens their vault and reads their six words out. The
confirmer, whose own key is confirmed, types what they heard: no page shows them
the words. The first two handlers found the directory by confirming each other.
"""

from collections.abc import Iterable
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.common.secret_words import tidied
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.confirming import fingerprint
from collective.conduct.core.vault.confirming import KeyEvent
from collective.conduct.core.vault.confirming import spoken
from collective.conduct.core.vault.confirming import WEEK
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.vault import key_directory
from collective.conduct.operations.vault import key_events
from collective.conduct.operations.vault.my_key import acting_with
from collective.conduct.operations.vault.my_key import current_key_holder
from collective.conduct.vocabularies.vault.receipt_words import WORDS
from dataclasses import dataclass
from hmac import compare_digest
from zope.component import getUtility


MISTYPED = 3  # wrong words in a row that all holders are told of


@dataclass(frozen=True)
class Waiting:
    """A person whose key waits to be confirmed, for which functions, since when.

    ``before``: the key is one of before there were confirmations, and counts.
    ``replaced``: they had another one that is confirmed.
    """

    person: int
    name: str
    functions: tuple[str, ...]
    since: int
    before: bool = False
    replaced: bool = False


def own_words(vault: OpenVault, language: str) -> tuple[str, ...]:
    """Return the six words of the acting person's key, from their open vault."""
    person = acting_with(vault)
    ledger = getUtility(IKeyDirectory).state().ledger
    digest = fingerprint(ledger, person, vault.public, vault.verifier)
    return spoken(digest, WORDS.get(language, WORDS["en"]))


def to_confirm() -> list[Waiting]:
    """Return whose keys wait to be confirmed, by name."""
    found = (_waiting(person) for person in key_directory.all_holders())
    waiting = [each for each in found if each is not None]
    return sorted(waiting, key=lambda each: (each.before, each.name.casefold()))


def for_me() -> list[Waiting]:
    """Return whom the acting person can confirm now."""
    own = current_key_holder()
    public = getUtility(IKeyrings).publics([own]).get(own, b"")
    state = getUtility(IKeyDirectory).state()
    others = [each for each in to_confirm() if each.person != own]
    if key_directory.confirmed_functions(own, public):
        return others
    if state.may_found(now_in_seconds()) and _handles(own):
        return [each for each in others if HANDLING & {*each.functions}]
    return []


def confirm(
    person: int, functions: Iterable[str], typed: str, vault: OpenVault
) -> bool:
    """Confirm a person's key for some of their functions; False for wrong words.

    Those are no error, so that the attempt is stored. Among handlers of a site
    without a directory it is founded. ``Refused`` "own_key", "not_confirmed_self";
    ``Invalid`` "nothing_to_confirm"; ``Unavailable`` "words_wait" (``seconds``).
    """
    own, directory = acting_with(vault), getUtility(IKeyDirectory)
    if person == own:
        raise Refused("own_key")
    _refuse_haste(own)
    kind = _kind(own, vault)
    chosen = _chosen(person, functions, kind)
    public, verifier = _key_to_confirm(person)
    right = _same_words(typed, person, public, verifier)
    wrong = directory.tried(own, right, now_in_seconds())
    if not right:
        if wrong == MISTYPED:
            key_events.tell_holders("mistyped", person, chosen, own)
        return False
    key_events.vault_opened(vault)  # a session from before may not have shown it
    for function in chosen:
        when = max(now_in_seconds(), key_directory.known_from(person, function))
        event = KeyEvent(kind, person, when, public, verifier, function)
        key_events.signed_by(vault, event, (function,))
    _settle(person, own)
    return True


def _refuse_haste(own: int) -> None:
    """``Unavailable`` "words_wait" after wrong words, longer each time."""
    if waits := getUtility(IKeyDirectory).waits(own, now_in_seconds()):
        raise Unavailable("words_wait", seconds=waits)


def _key_to_confirm(person: int) -> tuple[bytes, bytes]:
    """Return a person's newest public key and its verifier; "never_opened"."""
    public = getUtility(IKeyrings).publics([person])[person]
    known = getUtility(IKeyDirectory).state().keys
    owner, verifier = known.get(public, (0, b""))
    if owner != person or not verifier:
        raise Invalid("never_opened")
    return public, verifier


def _settle(*people: int) -> None:
    """Forget former keys of whoever is confirmed; founding confirms both at once."""
    rings, state = getUtility(IKeyrings), getUtility(IKeyDirectory).state()
    for person, newest in rings.publics(people).items():
        if state.confirms(person, newest):
            rings.settle(person)


def found_anew(vault: OpenVault) -> None:
    """Ask that the directory is founded anew, when nobody can confirm any more.

    Two handlers can do so a week later, unless somebody opens a confirmed key
    until then. Everybody is told; nothing that was sealed before opens by it.
    ``Invalid`` "not_founded", "anew_asked"; ``Refused`` "not_allowed".
    """
    own, state = acting_with(vault), getUtility(IKeyDirectory).state()
    if not _handles(own):
        raise Refused("not_allowed")
    if not state.founded:
        raise Invalid("not_founded")
    if state.anew is not None:
        raise Invalid("anew_asked")
    key_events.signed_by(vault, KeyEvent("anew", own, now_in_seconds()))


def anew_from() -> int:
    """Return when the directory may be founded anew, 0 when nobody asked for it."""
    anew = getUtility(IKeyDirectory).state().anew
    return 0 if anew is None else anew.when + WEEK


def _kind(own: int, vault: OpenVault) -> str:
    """Return the kind of event that an acting person may sign."""
    if key_directory.confirmed_functions(own, vault.public):
        return "confirmed"
    state = getUtility(IKeyDirectory).state()
    if state.may_found(now_in_seconds()) and _handles(own):
        return "founding"
    raise Refused("not_confirmed_self")


def _handles(person: int) -> bool:
    return bool(HANDLING & {*key_directory.functions_of(person)})


def _chosen(person: int, functions: Iterable[str], kind: str) -> tuple[str, ...]:
    found = _waiting(person)
    open_to = set(found.functions if found else ())
    if kind == "founding":
        open_to &= HANDLING
    chosen = tuple(sorted({*functions}))
    if not chosen or not open_to.issuperset(chosen):
        raise Invalid("nothing_to_confirm")
    return chosen


def _same_words(typed: str, person: int, public: bytes, verifier: bytes) -> bool:
    """Return whether somebody typed the words of a key, in any of the languages."""
    ledger = getUtility(IKeyDirectory).state().ledger
    digest, given = fingerprint(ledger, person, public, verifier), tidied(typed)
    right = (tidied(" ".join(spoken(digest, words))) for words in WORDS.values())
    found = [compare_digest(each.encode(), given.encode()) for each in right]
    return any(found)


def _waiting(person: int) -> Waiting | None:
    rings, state = getUtility(IKeyrings), getUtility(IKeyDirectory).state()
    public = rings.publics([person]).get(person)
    if public is None:
        return None
    held = key_directory.functions_of(person)
    counted = {*key_directory.confirmed_functions(person, public)}
    before = {
        name for name in counted if not state.confirmed[person, name].face_to_face
    }
    open_to = tuple(name for name in held if name not in counted or name in before)
    if not open_to:
        return None
    return Waiting(
        person,
        getUtility(IRegister).person(person).name,
        open_to,
        rings.kept(person),
        before == {*open_to},
        rings.former(person) is not None,
    )
