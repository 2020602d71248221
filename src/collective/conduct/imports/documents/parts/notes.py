"""Footnotes and endnotes in one shape, whatever program made them.

In the text ``<sup><a href="#fn-1" id="fnref-1">1</a></sup>``; below it a
paragraph that begins with ``<sup><a href="#fnref-1" id="fn-1">1</a></sup>``.
A list would not do: its items would be taken for numbered rules.
"""

from collective.conduct.imports.documents.parts import text_cleaning
from lxml import etree

import re


WORD_REFERENCE = re.compile(r"#?_(?:ftn|edn)(?:ref)?(\d+)$")


def reference(number: int) -> etree._Element:
    """Make the reference in the text that leads to note ``number``."""
    return _sign(f"#fn-{number}", f"fnref-{number}", number)


def note(body: etree._Element, number: int, source: list[etree._Element]) -> None:
    """Append a note; ``source`` are its paragraphs, the first gets the link back."""
    for index, paragraph in enumerate(source):
        paragraph.tag = "p"
        paragraph.tail = None
        if index == 0:
            sign = _sign(f"#fnref-{number}", f"fn-{number}", number)
            sign.tail = " " + (paragraph.text or "").lstrip()
            paragraph.text = None
            paragraph.insert(0, sign)
        body.append(paragraph)


def _sign(href: str, anchor: str, number: int) -> etree._Element:
    sign = etree.Element("sup")
    link = etree.SubElement(sign, "a", href=href, id=anchor)
    link.text = str(number)
    return sign


def from_mammoth(body: etree._Element, prefix: str) -> None:
    """Rewrite mammoth's references and its closing list of notes."""
    numbers: dict[str, int] = {}
    for link in list(body.iter("a")):
        target = (link.get("href") or "").removeprefix("#")
        if target.startswith((f"{prefix}footnote-ref", f"{prefix}endnote-ref")):
            text_cleaning.drop(link)  # the arrow back, the sign leads back instead
        elif target.startswith((f"{prefix}footnote", f"{prefix}endnote")):
            numbers[target] = len(numbers) + 1
            _replace(link.getparent(), reference(numbers[target]))
    _from_list(body, numbers)


def from_markdown(body: etree._Element) -> None:
    """Rewrite the references and the block of notes of Python-Markdown."""
    numbers: dict[str, int] = {}
    for link in list(body.iter("a")):
        if link.get("class") == "footnote-backref":
            text_cleaning.drop(link)
        elif link.get("class") == "footnote-ref":
            target = (link.get("href") or "").removeprefix("#")
            numbers.setdefault(target, len(numbers) + 1)
            _replace(link.getparent(), reference(numbers[target]))
    _from_list(body, numbers)


def from_word_html(body: etree._Element) -> None:
    """Rewrite what Word puts on the clipboard and into a saved web page."""
    numbers: dict[str, int] = {}
    for link in list(body.iter("a")):
        href = link.get("href") or ""
        if not WORD_REFERENCE.match(href) or "ref" in href:
            continue
        target = href.removeprefix("#")
        numbers.setdefault(target, len(numbers) + 1)
        _replace(link, reference(numbers[target]))
    for block in [e for e in body.iter("div") if _is_word_note(e)]:
        number = numbers.get("_" + block.get("id", ""))
        paragraphs = list(block.iter("p"))
        for link in [a for a in block.iter("a") if "ref" in (a.get("href") or "")]:
            text_cleaning.drop(link)
        text_cleaning.drop(block)
        if number:
            note(body, number, paragraphs)


def _is_word_note(element: etree._Element) -> bool:
    style = element.get("style", "").replace(" ", "")
    return "mso-element:footnote" in style.replace("-list", "!") or (
        "mso-element:endnote" in style.replace("-list", "!")
    )


def _from_list(body: etree._Element, numbers: dict[str, int]) -> None:
    found = {e.get("id"): e for e in body.iter("li") if e.get("id") in numbers}
    if not found:
        return
    outer = next(iter(found.values())).getparent()
    if (box := outer.getparent()).get("class") == "footnote":
        outer = box
    outer.getparent().remove(outer)
    for target, number in numbers.items():
        if target in found:
            note(
                body,
                number,
                [p for p in found[target].iter("p") if text_cleaning.text_of(p)],
            )


def _replace(old: etree._Element, new: etree._Element) -> None:
    new.tail = old.tail
    old.getparent().replace(old, new)
