"""JSON Schema of the endpoints' types: they contain what OpenAPI will need."""

from collections.abc import Mapping
from collective.conduct.services.common.fields import inside
from collective.conduct.services.common.fields import is_optional
from collective.conduct.services.common.fields import is_required
from collective.conduct.services.common.fields import key_of
from collective.conduct.services.common.fields import types_of
from dataclasses import fields
from dataclasses import is_dataclass
from datetime import date
from datetime import datetime
from types import NoneType
from types import UnionType
from typing import Annotated
from typing import Any
from typing import get_args
from typing import get_origin
from typing import Literal
from typing import Union


SCHEMAS = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    bytes: {"type": "string", "contentEncoding": "base64"},
    NoneType: {"type": "null"},
    object: {},
    Any: {},
}


def schema_of(kind: Any) -> dict[str, Any]:
    """Return a type as JSON Schema; ``TypeError`` for an unknown one."""
    if get_origin(kind) is Annotated:
        return schema_of(get_args(kind)[0])
    if is_optional(kind) and len(get_args(kind)) == 2:
        return {"anyOf": [schema_of(inside(kind)), SCHEMAS[NoneType]]}
    if get_origin(kind) in (Union, UnionType):
        return {"anyOf": [schema_of(each) for each in get_args(kind)]}
    if kind in SCHEMAS:
        return dict(SCHEMAS[kind])
    if is_dataclass(kind):
        return _schema_of_object(kind)
    return _schema_of_many(get_origin(kind) or kind, get_args(kind))


def _schema_of_object(kind: Any) -> dict[str, Any]:
    hints = types_of(kind)
    told = [e for e in fields(kind) if not {"spread", "others"} & e.metadata.keys()]
    return {
        "type": "object",
        "title": kind.__name__,
        "properties": {key_of(each): schema_of(hints[each.name]) for each in told},
        "required": [key_of(each) for each in told if is_required(each)],
    }


def _schema_of_many(kind: Any, inner: tuple) -> dict[str, Any]:
    if kind is Literal:
        return {"enum": list(inner)}
    if kind in (list, tuple):
        items = [each for each in inner if each is not Ellipsis]
        return {"type": "array", "items": schema_of(items[0])}
    if isinstance(kind, type) and issubclass(kind, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inner[1])}
    raise TypeError(f"No schema for {kind}")
