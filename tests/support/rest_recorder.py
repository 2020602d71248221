"""Record requests and responses so that two runs give the same text."""

from typing import Any

import itertools
import json
import re


TOKENS = re.compile(
    r"(?P<hash>\b[0-9a-f]{64}\b)|(?P<id>\b[0-9a-f]{32}\b)|(?P<part>\bp-[a-z2-7]{8}\b)"
)
SHAPES = {
    "hash": lambda number: f"{number:064x}",
    "id": lambda number: f"{number:032x}",
    "part": lambda number: f"p-example{number % 10}",
}
WORDS = ["ett", "två", "tre", "fyra", "fem", "sex", "sju"]
SHORT = re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b(?!-)")  # what people call a case
LOT = re.compile(r"\b(20\d\d)-[2-9A-Z]{4}-[2-9A-Z]{4}\b")  # of the diary
ROW = re.compile(r"(@conduct-register/)(\d+)")
NUMBERED = ("row", "rows", "person")  # random numbers under these keys
KEPT = ("Content-Type", "Location")


class Recorder:
    """Replaces what is random (ids, hashes, numbers of people) by small numbers.

    ``root`` is the address of the site; ``streams`` are the numbers of people
    and documents, in an order that is the same in every run.
    """

    def __init__(self, root: str, streams: list[int]) -> None:
        self._root = root
        self._known: dict[str, str] = {}
        self._counts = {name: itertools.count(1) for name in SHAPES}
        self._numbers = itertools.count(1001)
        self._receipts: dict[str, str] = {}
        self._rows: dict[int, int] = {}
        self.know(streams)

    def know(self, streams: list[int]) -> None:
        """Replace these numbers too from now on."""
        for stream in streams:
            number = next(self._numbers)
            self._known[str(stream)] = str(number)
            self._known[f"{stream:08x}"] = f"{number:08x}"
        numbers = (word for word in self._known if word.isalnum() and len(word) < 12)
        self._streams = re.compile("|".join(rf"\b{word}\b" for word in numbers))

    def know_words(self, words: list[str]) -> None:
        """Replace the words of a receipt, which must not be published."""
        self._receipts[" ".join(words)] = " ".join(WORDS)

    def request(self, method: str, path: str, data: Any = None, **headers: str) -> str:
        """Return the request as it is sent, without a real password or token."""
        lines = [
            f"{method} {self._text(path.removeprefix(self._root))} HTTP/1.1",
            "Accept: application/json",
            "Authorization: Basic ...",
            *(f"{name}: ..." for name in headers),
        ]
        if data is None:
            return "\n".join([*lines, ""])
        return "\n".join(
            [*lines, "Content-Type: application/json", "", self.json(data), ""]
        )

    def response(self, answered) -> str:
        """Return the status, the headers that matter, and the body."""
        headers = [
            f"{name}: {self._text(answered.headers[name])}"
            for name in KEPT
            if name in answered.headers
        ]
        lines = [f"HTTP/1.1 {answered.status}", *headers, ""]
        if not answered.body:
            return "\n".join(lines)
        return "\n".join([*lines, self.json(answered.json), ""])

    def json(self, value: Any) -> str:
        """Return the value with random parts replaced, keys in order."""
        made = json.dumps(self._plain(value), ensure_ascii=False, indent=2)
        return "\n".join(line.rstrip() for line in made.splitlines())

    def _plain(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list):
            return [self._plain(each, key) for each in value]
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, int) and str(value) in self._known:
            return int(self._known[str(value)])
        if isinstance(value, int) and key in NUMBERED:
            return self._row(value)
        return value

    def _object(self, value: dict) -> dict:
        if str(value.get("receipt", "")).count(" ") == len(WORDS) - 1:
            self.know_words(value["receipt"].split(" "))
            value = {**value, **({"words": WORDS} if "words" in value else {})}
        if "token" in value:  # of an open vault
            value = {**value, "token": "..."}
        pairs = ((self._text(key), key) for key in value)
        return {name: self._plain(value[key], key) for name, key in sorted(pairs)}

    def _row(self, number: int) -> int:
        """Return the number of a row, or of a person who came with a list."""
        return self._rows.setdefault(number, len(self._rows) + 1)

    def _text(self, text: str) -> str:
        text = text.replace(self._root, "http://localhost:8080/Plone")
        text = ROW.sub(lambda found: f"{found[1]}{self._row(int(found[2]))}", text)
        for real, shown in self._receipts.items():
            text = text.replace(real, shown)
        text = self._streams.sub(lambda found: self._known[found[0]], text)
        text = LOT.sub(r"\1-2B3C-4D5E", text)
        text = SHORT.sub("1A2B-3C4D", text)
        return TOKENS.sub(self._token, text)

    def _token(self, found: re.Match) -> str:
        kind, word = found.lastgroup, found[0]
        if word not in self._known:
            self._known[word] = SHAPES[kind](next(self._counts[kind]))
        return self._known[word]
