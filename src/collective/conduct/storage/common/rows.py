"""Stored rows: compact tuples that begin with the version of their format.

A format names the fields of each version, so that a row of an older one can be
read and one of a newer program is refused instead of being read wrongly. It is
checked at import: a field that is added to a kind without a new version of its
format does not start.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.conduct.core.common.errors import Unavailable
from inspect import Parameter
from inspect import signature
from operator import attrgetter
from typing import Any
from typing import Generic
from typing import TypeVar


T = TypeVar("T")
Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]  # to the row, from it


class RowFormat(Generic[T]):
    """The row format of one kind of object.

    ``kind`` makes a thing of its fields (a dataclass or a named tuple).
    ``versions``: version -> the names of its fields, in order; the newest has all
    fields of the kind. ``key``: the first fields, which are the row's key in its
    tree and not kept again. ``codecs``: fields that are kept in another form.
    ``older``: version -> what makes the fields by name of that version fields of
    the kind; without, what an older row lacks has its default.

    Empty fields at the end of a row whose default is empty too are left out. A
    default that changes needs a new version, like a field.
    """

    def __init__(
        self,
        kind: Callable[..., T],
        versions: Mapping[int, str],
        key: str = "",
        codecs: Mapping[str, Codec] | None = None,
        older: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] | None = None,
    ) -> None:
        self.kind, self.codecs, self.older = kind, codecs or {}, older or {}
        self.versions = {each: names.split() for each, names in versions.items()}
        self.newest = max(versions)
        parameters, names = signature(kind).parameters, self.versions[self.newest]
        if [*key.split(), *names] != list(parameters):
            raise TypeError(f"the row format lacks a version for the fields of {kind}")
        self._values = [attrgetter(name) for name in names]
        self._packed = [self.codecs.get(name, _AS_IT_IS)[0] for name in names]
        self._unpacked = [self.codecs.get(name, _AS_IT_IS)[1] for name in names]
        self._defaults = [_default(parameters[name]) for name in names]

    def pack(self, thing: T) -> tuple:
        """Convert an object to its row."""
        values = [each(thing) for each in self._values]
        for default in reversed(self._defaults):
            if values[-1] or values[-1] != default:
                break
            values.pop()
        if self.codecs:
            packed = zip(self._packed, values, strict=False)
            values = [to_row(value) for to_row, value in packed]
        return (self.newest, *values)

    def unpack(self, row: tuple, *key: Any) -> T:
        """Convert a row to its object; ``key`` are the fields not stored in it.

        ``Unavailable`` "row_newer" for a row of a newer version, "row_unknown"
        for one without a version that is known.
        """
        try:
            return self._unpack(row, key)
        except (TypeError, ValueError, LookupError, AttributeError):
            raise Unavailable("row_unknown") from None

    def _unpack(self, row: tuple, key: tuple) -> T:
        if row[0] != self.newest:
            return self._unpack_older(row, key)
        if not self.codecs:
            return self.kind(*key, *row[1:])
        values = zip(self._unpacked, row[1:], strict=False)
        return self.kind(*key, *(from_row(value) for from_row, value in values))

    def _unpack_older(self, row: tuple, key: tuple) -> T:
        version = row[0]
        names = self.versions.get(version) if type(version) is int else None
        if names is None or len(row) > len(names) + 1:
            newer = type(version) is int and version > self.newest
            raise Unavailable("row_newer" if newer else "row_unknown")
        found = {
            name: self.codecs.get(name, _AS_IT_IS)[1](value)
            for name, value in zip(names, row[1:], strict=False)
        }
        return self.kind(*key, **self.older.get(version, _with_defaults(self))(found))


def _with_defaults(format_: RowFormat) -> Callable[[dict], dict]:
    known = set(format_.versions[format_.newest])
    return lambda found: {name: each for name, each in found.items() if name in known}


def _default(parameter: Parameter) -> Any:
    return _NOTHING if parameter.default is Parameter.empty else parameter.default


def _same(value: Any) -> Any:
    return value


_NOTHING = object()  # equal to no value of a field
_AS_IT_IS: Codec = (_same, _same)
