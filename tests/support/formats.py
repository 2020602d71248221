"""All kinds of sealed records and all formats of stored rows."""

from collections.abc import Iterator
from collective.conduct.core.answers import answer_draft
from collective.conduct.core.cases.records import cases as of_cases
from collective.conduct.core.cases.records import letters as of_letters
from collective.conduct.core.cases.records import secrecy as of_secrecy
from collective.conduct.core.common.sealed_records import SealedRecord
from collective.conduct.core.vault import streams
from collective.conduct.storage import answers
from collective.conduct.storage import contacts
from collective.conduct.storage import documents
from collective.conduct.storage import obligations
from collective.conduct.storage.cases import cases
from collective.conduct.storage.cases import desks
from collective.conduct.storage.cases import key_requests
from collective.conduct.storage.cases import reporter_mailbox
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.mail import outbox
from collective.conduct.storage.registers import list_memory
from collective.conduct.storage.registers import register
from collective.conduct.storage.vault import attempts
from collective.conduct.storage.vault import case_streams
from collective.conduct.storage.vault import key_directory
from collective.conduct.storage.vault import keyrings
from collective.conduct.storage.vault import sessions
from collective.conduct.storage.vault import vault_rows


STORES = {
    "register": register,
    "editions": documents,
    "campaigns": obligations,
    "calendars": answers,
    "mail": outbox,
    "imported lists": list_memory,
    "enquiries": contacts,
    "cases": cases,
    "desks": desks,
    "streams of cases": case_streams,
    "vault": vault_rows,
    "keys": keyrings,
    "confirmed keys": key_directory,
    "attempts": attempts,
    "open vaults": sessions,
    "receipts": reporter_mailbox,
    "requests": key_requests,
}


def sealed_kinds() -> list[type[SealedRecord]]:
    """Return every kind of sealed record, by name."""
    found = {
        each
        for module in (answer_draft, of_cases, of_letters, of_secrecy)
        for module in (answer_draft, of_cases, of_letters, streams)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, SealedRecord)
    }
    return sorted(found - {SealedRecord}, key=lambda each: each.record)


def row_formats() -> Iterator[tuple[str, RowFormat]]:
    """Yield every format of stored rows: its store and name, and the format."""
    seen: list[RowFormat] = []
    for store, module in STORES.items():
        for name, found in vars(module).items():
            made = found if isinstance(found, dict) else {name: found}
            for title, each in made.items():
                if isinstance(each, RowFormat) and each not in seen:
                    seen.append(each)  # another store may import it
                    kind = getattr(each.kind, "__name__", title).lstrip("_")
                    yield f"{store}: {kind}", each
