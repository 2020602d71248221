"""Read header fields from label lines, a first-page table or a one-line form.

Works on the lines of the blocks before the text begins; ``used`` says which
blocks were header and nothing else.
"""

from collective.conduct.core.documents.recognition.dates import find_date
from collective.conduct.core.documents.recognition.values import decision
from collective.conduct.core.documents.recognition.values import DIARY
from collective.conduct.core.documents.recognition.values import values
from collective.conduct.core.documents.recognition.words import DATES
from collective.conduct.core.documents.recognition.words import FIELD_OF
from collective.conduct.core.documents.recognition.words import label_of
from collective.conduct.core.documents.text.html import Node
from dataclasses import dataclass

import re


LONGEST_VALUE = 120
LONGEST_LINE = 300
_LABELS = "|".join(
    re.escape(label).replace(r"\ ", r"[\s.]*")
    for label in sorted(FIELD_OF, key=len, reverse=True)
)
INLINE = re.compile(rf"(?:^|(?<=[\s,;|]))({_LABELS})\.?\s*:\s*(?=\S)", re.I)
BARE = re.compile(rf"({_LABELS})\.?(?:\t+|\s+)(?=\S)", re.I)
VAGUE = ("datum", "dato", "ansvarig", "ansvarlig")


@dataclass(frozen=True)
class Offer:
    """One field that the document seems to state, with its source line.

    ``value`` is ready for the form; ``""`` when the line names the field but
    cannot be read (a date without a year): the person completes it.
    ``address`` is the link of a related document.
    """

    field: str
    value: str
    line: str
    address: str = ""


def lines_of(node: Node) -> list[str]:
    """Return the lines of a block as they are shown, empty ones left out."""
    lines = [""]
    _gather(node, lines)
    return [found for line in lines if (found := line.strip(" \n"))]


def _gather(node: Node, lines: list[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            lines[-1] += re.sub(r"[ \n\u00a0]+", " ", child)
        elif child.tag in ("br", "p", "li", "tr", "td", "th", "ol", "ul", "h3", "h4"):
            lines.append("")
            _gather(child, lines)
            lines.append("")
        else:
            _gather(child, lines)


def table_pairs(table: Node) -> list[tuple[str, str]]:
    """Return (label, value) pairs of a header table, [] when it is none.

    Label beside value, label above value, or both in one cell.
    """
    rows = [
        [lines_of(cell) for cell in row.elements() if cell.tag in ("td", "th")]
        for row in table.walk()
        if row.tag == "tr"
    ]
    pairs: list[tuple[str, str]] = []
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else []
        pairs += _row_pairs(row, below)
    return pairs


def _row_pairs(row: list[list[str]], below: list[list[str]]) -> list[tuple[str, str]]:
    texts = [" ".join(cell) for cell in row]
    if len(row) > 1 and all(label_of(text) for text in texts):
        return [
            (text, " ".join(cell)) for text, cell in zip(texts, below, strict=False)
        ]
    pairs = []
    for index, cell in enumerate(row):
        if label_of(texts[index]) and index + 1 < len(row):
            pairs.append((texts[index], texts[index + 1]))
        elif len(cell) > 1 and label_of(cell[0]):
            pairs.append((cell[0], " ".join(cell[1:])))
        else:
            pairs += inline_pairs(texts[index])
    return pairs


def inline_pairs(line: str) -> list[tuple[str, str]]:
    """Return the pairs of "Label: value", several in a line included."""
    if len(line) > LONGEST_LINE:
        return []
    found = list(INLINE.finditer(line))
    if not found:
        bare = BARE.match(line)
        return [(bare[1], line[bare.end() :])] if bare and _safe(bare, line) else []
    if found[0].start() > 0:
        return []
    ends = [match.start() for match in found[1:]] + [len(line)]
    return [
        (match[1], line[match.end() : end].strip(" \t,;|"))
        for match, end in zip(found, ends, strict=True)
    ]


def _safe(bare: re.Match, line: str) -> bool:
    """Tell whether a label without a colon is one: what follows must fit."""
    field, rest = label_of(bare[1]), line[bare.end() :].strip()
    if "\t" in bare[0]:
        return len(rest) <= LONGEST_VALUE
    if field == "diary_number":
        return bool(DIARY.fullmatch(rest))
    day = find_date(rest)
    return field in DATES and day is not None and day[2] - day[1] >= len(rest) - 4


def offers_of(label: str, raw: str) -> list[Offer]:
    """Return the offers of one pair."""
    line = f"{label.strip().rstrip(':')}: {raw.strip()}"
    found = values(label_of(label), raw)
    return [Offer(field, value, line) for field, value in found.items()]


class HeaderReader:
    """Collect the offers that the lines of a header make."""

    def __init__(self) -> None:
        self.offers: list[tuple[bool, Offer]] = []

    def best_first(self) -> list[Offer]:
        """Return the offers; "Beslutsdatum" comes before a bare "Datum"."""
        return [
            offer for vague in (False, True) for v, offer in self.offers if v is vague
        ]

    def pairs(self, pairs: list[tuple[str, str]]) -> bool:
        """Collect offers from pairs; tell whether there were any pairs."""
        for label, raw in pairs:
            vague = label.strip(" :").lower() in VAGUE
            if raw.strip():
                self.offers += [(vague, offer) for offer in offers_of(label, raw)]
        return bool(pairs)

    def line(self, line: str) -> bool:
        """Collect offers from a complete line; tell whether it was one."""
        if found := decision(line):
            self.offers += [
                (False, Offer(f, value, line)) for f, value in found.items()
            ]
            return True
        return self.pairs(inline_pairs(line))

    def labelled(self, label: str, value: str | None) -> bool:
        """Collect offers from a label and the line below; tell whether it was used."""
        if value is None or label_of(value) or len(value) > LONGEST_VALUE:
            return False
        return self.pairs([(label, value)])
