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
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.ports import IKeyDirectory
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
    directory = getUtility(IKeyDirectory)
    state = _state(directory)
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
    row, today = event.row, getUtility(IClock).today()
    kind = "function_changed"
    if event.before is None:
        kind = "function_recorded"
    elif event.after is None:
        kind = "function_closed"
    directory = queryUtility(IKeyDirectory)
    state = None if directory is None else _state(directory)
    if state is None or not directory.events():
        return  # nobody has a key yet
    place = (row.person, row.function)
    for when, ended in _turns(event):
        known = state.confirmed if ended else None
        if ended and place in known and row.person not in holders_of(row.function):
            directory.add(KeyEvent("ended", row.person, when, function=row.function))
            state = directory.state()
        elif not ended and state.ended_at(*place) == when and valid(row, today):
            directory.add(KeyEvent("resumed", row.person, when, function=row.function))
            state = directory.state()
    tell_holders(kind, row.person, (row.function,))


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


def _turns(event: KeyFunctionChanged) -> list[tuple[int, bool]]:
    """Return when a row ended and when one began, as the register has noted it."""
    rows: list[tuple[Function | None, bool]] = [
        (event.before, True),
        (event.after, False),
    ]
    return [
        ((row.known_to or 0) if ended else row.known_from, ended)
        for row, ended in rows
        if row is not None
    ]


def _state(directory) -> Directory | None:
    try:
        return directory.state()
    except Unavailable:
        return None
