"""Events of keys and of the functions that need one: recorded, and told to all.

Every holder of a key is told at once and by name, whoever did it (TRUST 1, T1).
No case is in it.
"""

from collections.abc import Iterable
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.registers.events import KeyFunctionChanged
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import valid
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.confirming import CONTEXT
from collective.conduct.core.vault.confirming import Directory
from collective.conduct.core.vault.confirming import KeyEvent
from collective.conduct.core.vault.confirming import statement
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.mail.post import tell
from collective.conduct.operations.vault.key_directory import all_holders
from collective.conduct.operations.vault.key_directory import functions_of
from collective.conduct.operations.vault.key_directory import holders_of
from dataclasses import replace
from secrets import token_hex
from zope.component import getUtility
from zope.component import queryUtility


def happened(event: KeyEvent, functions: Iterable[str] = ()) -> None:
    """Add an event to the directory, and tell all holders of it."""
    getUtility(IKeyDirectory).add(event)
    tell_holders(event.kind, event.person, functions, event.by)


def key_made(vault: OpenVault, replaced: bool) -> None:
    """Record that a person made a key, or replaced it."""
    kind, person = "replaced" if replaced else "made", vault.person
    event = KeyEvent(kind, person, now_in_seconds(), vault.public, vault.verifier)
    happened(event, functions_of(person))


def key_restored(vault: OpenVault) -> None:
    """Record that the former key opened, which cancels its replacement (TRUST 4)."""
    event = KeyEvent("restored", vault.person, now_in_seconds(), vault.public)
    happened(event, functions_of(vault.person))


def vault_opened(vault: OpenVault) -> None:
    """Record what an open vault shows: its verifier; that confirmed holders are here.

    A founding anew that was asked for ends when somebody opens a confirmed key.
    """
    directory, state = getUtility(IKeyDirectory), _state()
    if state is None:
        return
    if state.keys.get(vault.public) == (vault.person, b""):
        event = KeyEvent("signs", vault.person, now_in_seconds(), vault.public)
        directory.add(replace(event, verifier=vault.verifier))
    if state.anew is not None and state.confirms(vault.person, vault.public):
        signed_by(vault, KeyEvent("stays", vault.person, now_in_seconds()))


def signed_by(vault: OpenVault, event: KeyEvent, functions: Iterable[str] = ()) -> None:
    """Sign an event with an open vault, record it, and tell all holders."""
    state = getUtility(IKeyDirectory).state()
    mine = replace(event, by=vault.person, signer=vault.public)
    words = statement(mine, state.ledger, state.era)
    happened(replace(mine, signature=vault.sign(words, CONTEXT)), functions)


def function_changed(event: KeyFunctionChanged) -> None:
    """Tell all holders of a changed row; what ended is no longer confirmed."""
    directory = queryUtility(IKeyDirectory)
    if directory is None or not directory.events():
        return  # nobody has a key yet
    if event.before is not None:
        _ended(event.before)
    if event.after is not None:
        _resumed(event.after)
    kind = "function_changed"
    if event.before is None:
        kind = "function_recorded"
    elif event.after is None:
        kind = "function_closed"
    tell_holders(kind, event.row.person, (event.row.function,))


def _ended(row: Function) -> None:
    """Let a confirmation end, unless another row says the same of today."""
    state, place = _state(), (row.person, row.function)
    if state is not None and place in state.confirmed:
        if row.person not in holders_of(row.function):
            _note("ended", row, row.known_to or now_in_seconds())


def _resumed(row: Function) -> None:
    """Let a confirmation go on that ended in the same second: a row was corrected."""
    state, today = _state(), getUtility(IClock).today()
    if state is not None and valid(row, today):
        if state.ended_at(row.person, row.function) == row.known_from:
            _note("resumed", row, row.known_from)


def _note(kind: str, row: Function, when: int) -> None:
    event = KeyEvent(kind, row.person, when, function=row.function)
    getUtility(IKeyDirectory).add(event)


def tell_holders(
    event: str, person: int, functions: Iterable[str], by: int = 0
) -> None:
    """Send each holder of a key a notice of an event; the person concerned too."""
    register, now = getUtility(IRegister), now_in_seconds()
    about = {"event": event, "person": person, "functions": " ".join(functions)}
    for each in sorted({*all_holders(), person}):
        if register.person(each).userid:
            key = f"key.{token_hex(16)}"
            notice = Notice(key, each, "key_event", now, {**about, "by": by}, True)
            tell(notice)


def _state() -> Directory | None:
    """Return the directory's state, None while it cannot be verified."""
    try:
        return getUtility(IKeyDirectory).state()
    except Unavailable:
        return None
