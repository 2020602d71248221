"""Text, paragraph and list styles of an .odt."""

from collections.abc import Iterable
from collective.conduct.imports.documents.docx.styles import HEADING
from collective.conduct.imports.documents.docx.styles import TITLE
from collective.conduct.imports.documents.odt import odf
from collective.conduct.imports.documents.parts.counting import Level
from dataclasses import dataclass
from lxml import etree


FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
LISTS = ("text:list-style", "text:outline-style")
NUMBERS = ("text:list-level-style-number", "text:outline-level-style")


@dataclass(frozen=True)
class Look:
    """How text of a style looks; ``raised`` is ``sup``, ``sub`` or ``""``."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    hidden: bool = False


class OdtStyles:
    """The styles of ``styles.xml`` and the automatic ones of ``content.xml``."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        for root in roots:
            for element in root.iter("{*}style", "{*}list-style", "{*}outline-style"):
                self._keep(element)

    def _keep(self, element: etree._Element) -> None:
        kind, key = odf.name(element), odf.get(element, "style:name")
        if kind == "style:style":
            self._styles[odf.get(element, "style:family"), key] = element
        elif kind == "text:list-style":
            self._lists[key] = element
        elif kind == "text:outline-style":
            self._lists[""] = element

    def _chain(self, family: str, key: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while (family, key) in self._styles and len(chain) < 20:
            chain.append(self._styles[family, key])
            key = odf.get(chain[-1], "style:parent-style-name")
        return chain

    def heading(self, key: str) -> int:
        """Return 1 to 9 for a heading style, 0 for none, -1 for a title."""
        names = [key]
        for element in self._chain("paragraph", key):
            names.append(odf.get(element, "style:display-name"))
            names.append(odf.get(element, "style:name"))
            if level := odf.count(element, "style:default-outline-level", 0):
                return level
        for found in names:
            plain = found.replace("_20_", " ")
            if level := HEADING.match(plain):
                return int(level[1])
            if TITLE.match(plain):
                return -1
        return 0

    def look(self, family: str, key: str) -> Look:
        """Return the look of a style; ``family`` is ``text`` or ``paragraph``."""
        if (family, key) not in self._looks:
            self._looks[family, key] = self._resolve(family, key)
        return self._looks[family, key]

    def _resolve(self, family: str, key: str) -> Look:
        found: dict[str, str] = {}
        for element in self._chain(family, key):
            for properties in element:
                if odf.name(properties) != "style:text-properties":
                    continue
                for attribute in (
                    "fo:font-weight",
                    "fo:font-style",
                    "style:text-position",
                    "text:display",
                ):
                    if value := odf.get(properties, attribute):
                        found.setdefault(attribute, value)
        position = found.get("style:text-position", "")
        return Look(
            bold=found.get("fo:font-weight", "")
            in ("bold", "600", "700", "800", "900"),
            italic=found.get("fo:font-style", "") in ("italic", "oblique"),
            raised=position[:3] if position[:3] in ("sup", "sub") else "",
            hidden=found.get("text:display") in ("none", "condition"),
        )

    def levels(self, key: str) -> dict[int, Level]:
        """Return the levels of a list style by index; ``""`` is the outline."""
        if key not in self._levels:
            element = self._lists.get(key)
            found = {} if element is None else dict(map(_level, _steps(element)))
            self._levels[key] = {i: level for i, level in found.items() if 0 <= i < 9}
        return self._levels[key]


def _steps(element: etree._Element) -> list[etree._Element]:
    return [
        e
        for e in element
        if odf.name(e).startswith(("text:list-level", "text:outline-level"))
    ]


def _level(element: etree._Element) -> tuple[int, Level]:
    index = odf.count(element, "text:level") - 1
    if odf.name(element) not in NUMBERS:
        return index, Level(format="bullet")
    format = FORMATS.get(odf.get(element, "style:num-format"), "none")
    shown = min(odf.count(element, "text:display-levels"), index + 1)
    numbers = ".".join(f"%{i + 1}" for i in range(index + 1 - shown, index + 1))
    before, after = (
        odf.get(element, "style:num-prefix"),
        odf.get(element, "style:num-suffix"),
    )
    return index, Level(
        format=format,
        start=odf.count(element, "text:start-value"),
        text=f"{before}{numbers}{after}",
    )
