"""Lists of a made-up council, as the systems of municipalities write them."""

from collections.abc import Iterable

import csv
import io


HEAD = (
    "Namn",
    "Konto",
    "Personnummer",
    "Organ",
    "Uppdrag",
    "Parti",
    "Från och med",
)
COUNCIL = "Kommunfullmäktige"
START = "2026-10-15"
FIRST = ("Åsa", "Björn", "Cecilia", "Dag", "Elin", "Fredrik", "Göta", "Håkan")
LAST = ("Ängvall", "Björkö", "Cederlöf", "Dalsjö", "Ekmåne", "Furåker", "Gårdö", "Hägg")
PARTIES = ("Lindpartiet", "Ängens väl", "Byarnas röst")


def council() -> list[tuple[str, ...]]:
    """63 lines about 61 members: three offices for one, no account for two, no
    party for one, and two of one name.
    """
    people = [
        (f"{FIRST[number % 8]} {LAST[number // 8]}", f"km{number:02}", number % 3)
        for number in range(59)
    ]
    lines = [_line(name, login, PARTIES[party]) for name, login, party in people]
    lines[10] = _line(people[10][0], "km10", "")
    lines += [
        _line("Ines Utan-Konto", "", PARTIES[0]),
        _line("Jon Utan-Konto", "", PARTIES[1]),
        _line(people[20][0], "km20", PARTIES[2], "Ordförande"),
        _line(people[20][0], "km20", PARTIES[2], "Gruppledare"),
    ]
    lines[30] = _line(people[31][0], "km30", PARTIES[0])
    return lines


def _line(name: str, login: str, party: str, office: str = "Ledamot") -> tuple:
    return (name, login, "19670101-1234", COUNCIL, office, party, START)


def as_bytes(
    lines: Iterable[tuple], head: tuple = HEAD, encoding: str = "cp1252"
) -> bytes:
    """The list as a CSV with semicolons."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([head, *lines])
    return out.getvalue().encode(encoding)
