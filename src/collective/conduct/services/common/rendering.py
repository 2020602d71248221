"""Render a typed answer as JSON."""

from collections.abc import Mapping
from collective.conduct.services.common.fields import key_of
from dataclasses import fields
from dataclasses import is_dataclass
from datetime import date
from types import NoneType
from typing import Any

import base64


PLAIN = (str, int, float, bool, NoneType)


def as_json(value: Any) -> Any:
    """A value and all in it as plain JSON: days as ISO 8601, bytes as base64."""
    if isinstance(value, PLAIN):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    raise TypeError(f"No JSON for {type(value).__name__}")


def _object(value: Any) -> dict[str, Any]:
    told, beside = {}, {}
    for each in fields(value):
        found = getattr(value, each.name)
        if each.metadata.get("spread"):
            beside = as_json(found)
        elif found is not None or not each.metadata.get("sometimes"):
            told[key_of(each)] = as_json(found)
    return {**beside, **told}
