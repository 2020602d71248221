"""Encode sealed records of every kind as bytes, and decode them again.

Canonical JSON (sorted, compact, UTF-8) with the name and version of the record.
A record of an older version is read, one of a newer version is refused; so is
anything but a record of an expected kind, since whoever writes to the database
can store a box that opens. No error quotes what was sealed.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.wellformed import well_formed
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any
from typing import ClassVar
from typing import get_args
from typing import get_origin
from typing import get_type_hints
from typing import TypeVar

import json


R = TypeVar("R", bound="SealedRecord")
NAME, VERSION = "record", "version"


@dataclass(frozen=True)
class SealedRecord:
    """Base of the sealed kinds; ``record`` is the name that is sealed with them."""

    record: ClassVar[str] = ""
    version: ClassVar[int] = 1

    @classmethod
    def upgraded(cls, version: int, values: dict[str, Any]) -> dict[str, Any]:
        """Convert the plain values of an older version to the fields of this one.

        What an older version lacks has its default.
        """
        return values


def encode(record: SealedRecord) -> bytes:
    """Encode a record as the bytes to be sealed; equal records give equal bytes.

    Empty fields whose default is empty too are left out.
    """
    head = {NAME: record.record, VERSION: record.version}
    values = head | _plain(record)
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def decode(words: bytes, *kinds: type[R]) -> R:
    """Decode bytes as a record of one of these kinds.

    ``Unavailable`` "record_newer" or "record_unknown".
    """
    try:
        values = json.loads(words)
        name, version = values.pop(NAME), values.pop(VERSION)
        kind = {each.record: each for each in kinds}[name]
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
        raise Unavailable("record_unknown") from None
    if type(version) is not int or not 0 < version <= kind.version:
        newer = type(version) is int and version > kind.version
        raise Unavailable("record_newer" if newer else "record_unknown")
    try:
        if version < kind.version:
            values = kind.upgraded(version, values)
        return _thing(kind, values)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Unavailable("record_unknown") from None


def _plain(value: Any) -> Any:
    """A value of a record as JSON has it."""
    if is_dataclass(value):
        found = ((each, getattr(value, each.name)) for each in fields(value))
        return {
            field.name: _plain(each)
            for field, each in found
            if each or each != _empty(field)
        }
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return well_formed(dict(value) if isinstance(value, Mapping) else value)


def _empty(field: Any) -> Any:
    made = field.default_factory
    return made() if callable(made) else field.default


def _thing(kind: type, values: Any) -> Any:
    """A dataclass of its plain values; ``TypeError`` for what does not fit."""
    if not isinstance(values, dict):
        raise TypeError(kind)
    hints = _hints(kind)
    if not hints.keys() >= values.keys():
        raise KeyError(kind)
    return kind(**{name: _typed(hints[name], each) for name, each in values.items()})


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}


def _typed(hint: Any, value: Any) -> Any:
    """A plain value as the annotation of its field says."""
    read = _READ.get(get_origin(hint) or hint)
    if read is not None:
        return read(hint, value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _thing(hint, value)
    if hint is Any:
        return value
    if type(value) is not hint:
        raise TypeError(hint)
    return value


def _tuple(hint: Any, value: Any) -> tuple:
    if not isinstance(value, list):
        raise TypeError(hint)
    return tuple(_typed(get_args(hint)[0], each) for each in value)


def _optional(hint: Any, value: Any) -> Any:
    kind, _none = get_args(hint)
    return None if value is None else _typed(kind, value)


def _mapping(hint: Any, value: Any) -> dict:
    if not isinstance(value, dict):
        raise TypeError(hint)
    return {key: _typed(get_args(hint)[1], each) for key, each in value.items()}


def _bytes(_hint: Any, value: Any) -> bytes:
    return bytes.fromhex(value)


_READ: dict[Any, Callable[[Any, Any], Any]] = {
    tuple: _tuple,
    UnionType: _optional,
    Mapping: _mapping,
    bytes: _bytes,
}
