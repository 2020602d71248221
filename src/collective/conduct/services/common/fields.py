"""Read the input of a service as a typed object.

The type of an input is a ``Record``, a frozen dataclass; a field without a
default is required. Known are text, truth, numbers, days, bytes (as base64), lists,
mappings, ``Literal``, ``| None``, dataclasses and ``object`` (anything).
Whatever does not fit is ``Invalid`` with the name of the field, never with
its value.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid
from dataclasses import dataclass
from dataclasses import Field
from dataclasses import field
from dataclasses import fields
from dataclasses import is_dataclass
from dataclasses import MISSING
from datetime import date
from functools import cache
from types import NoneType
from types import UnionType
from typing import Annotated
from typing import Any
from typing import cast
from typing import dataclass_transform
from typing import get_args
from typing import get_origin
from typing import get_type_hints
from typing import Literal
from typing import Self
from typing import TypeAlias
from typing import Union

import base64


@dataclass(frozen=True)
class Limit:
    """The limits of a value, and the error code when it exceeds them."""

    least: int = -(2**31)
    most: int = 2**31 - 1
    code: str = "field"


JsonObject: TypeAlias = dict[str, object]
Number = Annotated[int, Limit(least=1)]  # of a person, a request, a row
Written: TypeAlias = str  # words of a reporter
UNLIMITED = Limit()
NOT_SENT: Any = object()  # the default of a field where None says something else


def key(name: str, **more: Any) -> Any:
    """A field that has another name in JSON ("@id")."""
    return field(metadata={"key": name}, **more)


def sometimes(name: str = "") -> Any:
    """A field of an output that is left out when it is None."""
    return field(default=None, metadata={"sometimes": True, "key": name})


def spread() -> Any:
    """A mapping of an output whose values are merged with the other fields."""
    return field(metadata={"spread": True})


def others() -> Any:
    """A field of an input that counts the unknown fields that were sent."""
    return field(default=0, metadata={"others": True})


@dataclass_transform(
    frozen_default=True, field_specifiers=(field, key, sometimes, spread, others)
)
class Record:
    """Base of inputs and outputs: each subclass is a frozen dataclass."""

    def __init_subclass__(cls, kw_only: bool = False) -> None:
        dataclass(frozen=True, kw_only=kw_only)(cls)

    @classmethod
    def of(cls, thing: Any, **more: Any) -> Self:
        """What a thing says under the same names; ``more`` says the rest.

        A field that the thing does not have keeps its default.
        """
        names = [each.name for each in fields(cast(Any, cls))]
        same = [name for name in names if name not in more and hasattr(thing, name)]
        return cls(**{name: getattr(thing, name) for name in same}, **more)


def key_of(each: Field) -> str:
    """The name of a field in JSON."""
    return each.metadata.get("key") or each.name


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """The type of each field, with its limits."""
    return get_type_hints(kind, include_extras=True)


def read(kind: Any, sent: Mapping[str, Any]) -> Any:
    """Convert the input to an object of a type; ``Invalid`` for what does not fit.

    What the type has no field for is passed over, or counted (``others``).
    """
    if not is_dataclass(kind):
        return value_of(kind, sent, "")
    values: dict[str, Any] = {}
    for each in fields(kind):
        name = key_of(each)
        if each.metadata.get("others"):
            known = {key_of(one) for one in fields(kind) if one is not each}
            values[each.name] = len(sent.keys() - known)
            continue
        if name in sent:
            values[each.name] = value_of(types_of(kind)[each.name], sent[name], name)
        elif is_required(each):
            raise Invalid("field", field=name)
    return kind(**values)


def is_required(each: Field) -> bool:
    """Whether a field has no default."""
    return each.default is MISSING and each.default_factory is MISSING


def value_of(kind: Any, sent: Any, name: str, limit: Limit = UNLIMITED) -> Any:
    """Convert one value to a type; ``Invalid`` names its field."""
    if get_origin(kind) is Annotated:
        inner, limit = get_args(kind)
        return value_of(inner, sent, name, limit)
    if is_optional(kind):
        inner = inside(kind)
        empty = sent is None or (inner is date and sent == "")
        return None if empty else value_of(inner, sent, name, limit)
    if is_dataclass(kind):
        return read(kind, _checked(sent, Mapping, name))
    reader = _READERS.get(get_origin(kind) or kind)
    if reader is None:
        raise TypeError(f"No way to read {kind}")
    return reader(kind, sent, name, limit)


def is_optional(kind: Any) -> bool:
    """Whether a type is optional: one other type, or None."""
    return get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind)


def inside(kind: Any) -> Any:
    """The type of an optional type's values that are not None."""
    (inner,) = [each for each in get_args(kind) if each is not NoneType]
    return inner


def _checked(sent: Any, kind: type, name: str) -> Any:
    if not isinstance(sent, kind):
        raise Invalid("field", field=name)
    return sent


def _text(_kind: Any, sent: Any, name: str, _limit: Limit) -> str:
    return _checked(sent, str, name)


def _truth(_kind: Any, sent: Any, name: str, _limit: Limit) -> bool:
    return _checked(sent, bool, name)


def _number(_kind: Any, sent: Any, name: str, limit: Limit) -> int:
    if type(sent) is not int or not limit.least <= sent <= limit.most:
        raise Invalid("field", field=name)
    return sent


def _day(_kind: Any, sent: Any, name: str, _limit: Limit) -> date:
    try:
        return date.fromisoformat(sent)
    except (TypeError, ValueError):
        raise Invalid("date_unreadable", field=name) from None


def _bytes(_kind: Any, sent: Any, name: str, limit: Limit) -> bytes:
    if isinstance(sent, bytes):  # a part of a multipart body
        return sent
    try:
        return base64.b64decode(_checked(sent, str, name), validate=True)
    except ValueError:
        raise Invalid(limit.code, field=name) from None


def _list(kind: Any, sent: Any, name: str, _limit: Limit) -> list:
    (inner,) = get_args(kind)
    return [value_of(inner, each, name) for each in _checked(sent, list, name)]


def _mapping(kind: Any, sent: Any, name: str, _limit: Limit) -> dict:
    keys, values = get_args(kind)
    return {
        value_of(keys, each, name): value_of(values, value, name)
        for each, value in _checked(sent, Mapping, name).items()
    }


def _literal(kind: Any, sent: Any, name: str, _limit: Limit) -> Any:
    if sent not in [each for each in get_args(kind) if type(each) is type(sent)]:
        raise Invalid("field", field=name)
    return sent


def _anything(_kind: Any, sent: Any, _name: str, _limit: Limit) -> Any:
    return sent


_READERS: dict[Any, Callable[[Any, Any, str, Limit], Any]] = {
    str: _text,
    bool: _truth,
    int: _number,
    date: _day,
    bytes: _bytes,
    list: _list,
    dict: _mapping,
    Literal: _literal,
    object: _anything,
}
