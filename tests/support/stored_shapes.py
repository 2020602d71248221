"""The shape of everything that is stored, as plain data that can be compared.

Rows, sealed records, the attributes of persistent objects, the fields of content,
and the dotted names under which all of it lies in a database.
"""

from collections.abc import Iterator
from collective.conduct.content.settings import IConductSettings
from collective.conduct.core.common import versions
from collective.conduct.interfaces import IConductLayer
from collective.conduct.principals.registers.plugin import MandateGroups
from collective.conduct.storage.home import Records
from collective.conduct.storage.home import STORES
from dataclasses import fields
from dataclasses import is_dataclass
from pathlib import Path
from plone.dexterity.interfaces import IDexterityFTI
from tests.support.formats import row_formats
from tests.support.formats import sealed_kinds
from typing import Any
from typing import get_args
from typing import get_type_hints
from zope.component import getAllUtilitiesRegisteredFor
from zope.schema import getFieldsInOrder

import ast
import collective.conduct.storage
import inspect
import json


FOLDER = Path(__file__).parents[1] / "databases"
STORAGE = Path(collective.conduct.storage.__path__[0])


def file_of(version: int) -> Path:
    """Where the shapes of a version are kept."""
    return FOLDER / f"{version}.json"


def write() -> None:
    """Keep the shapes of now as those of this version."""
    text = json.dumps(now(), indent=1, sort_keys=True)
    file_of(versions.CURRENT).write_text(f"{text}\n", encoding="utf-8")


def now() -> dict[str, Any]:
    """What the code of now stores: kind -> name -> shape."""
    return {
        "content": dict(_content()),
        "names": _names(),
        "persistent": dict(_persistent()),
        "rows": {name: _row(each) for name, each in row_formats()},
        "sealed": dict(_sealed()),
        "settings": _schema(IConductSettings),
    }


def _row(found) -> dict:
    codecs = sorted(found.codecs)
    versions_ = {str(each): names for each, names in found.versions.items()}
    return {"versions": versions_, "in another form": codecs}


def _sealed() -> Iterator[tuple[str, Any]]:
    seen: set[type] = set()
    waiting = list(sealed_kinds())
    for kind in sealed_kinds():
        yield f"{kind.record}: version", kind.version
    while waiting:
        kind = waiting.pop(0)
        if kind not in seen:
            seen.add(kind)
            hints = get_type_hints(kind)
            names = [each.name for each in fields(kind)]
            yield kind.__name__, {name: _type(hints[name]) for name in names}
            waiting += [each for name in names for each in _inside(hints[name])]


def _inside(hint: Any) -> list[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        return [hint]
    return [found for each in get_args(hint) for found in _inside(each)]


def _type(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)


def _persistent() -> Iterator[tuple[str, list[str]]]:
    """The attributes that each class of ``storage`` gives to its objects."""
    inline = _inline()
    for path in sorted(STORAGE.rglob("*.py")):
        module = _name(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                name = f"{module}.{node.name}"
                if name in inline or _is_persistent(node):
                    yield name, sorted(_attributes(node))


def _name(path: Path) -> str:
    parts = path.relative_to(STORAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_persistent(node: ast.ClassDef) -> bool:
    return "Persistent" in {ast.unparse(each) for each in node.bases}


def _inline() -> set[str]:
    """The classes of ``storage`` in fresh records; some lie in others' records."""
    found: set[str] = set()
    waiting: list[Any] = [Records()]
    while waiting:
        each = waiting.pop()
        kind, home = type(each), collective.conduct.storage.__name__
        if isinstance(each, tuple | list):
            waiting += each
        elif kind.__module__.startswith(f"{home}."):
            found.add(f"{kind.__module__.removeprefix(f'{home}.')}.{kind.__name__}")
            waiting += vars(each).values()
    return found


def _attributes(node: ast.ClassDef) -> Iterator[str]:
    found = {
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute)
        and isinstance(each.ctx, ast.Store)
        and ast.unparse(each.value) == "self"
    }
    return (name for name in found if not name.startswith("_v_"))


def _content() -> Iterator[tuple[str, dict]]:
    for fti in getAllUtilitiesRegisteredFor(IDexterityFTI):
        if fti.getId().startswith("Conduct"):
            yield fti.getId(), {"class": fti.klass, **_schema(fti.lookupSchema())}


def _schema(interface) -> dict[str, str]:
    return {name: type(each).__name__ for name, each in getFieldsInOrder(interface)}


def _names() -> dict[str, str]:
    """Dotted names that lie in a database, as classes or as keys of its registry."""
    found = {"records": Records, "plugin": MandateGroups, "layer": IConductLayer}
    for name, (port, store) in STORES.items():
        found |= {f"{name}: port": port, f"{name}: store": store}
    return {name: _dotted(each) for name, each in found.items()}


def _dotted(each: Any) -> str:
    name = each.__qualname__ if inspect.isclass(each) else each.__name__
    return f"{each.__module__}.{name}"
