"""Every refusal has its words, in one place."""

from collective.conduct.vocabularies import refusals
from collective.conduct.vocabularies.errors import PARTS
from collective.conduct.vocabularies.errors import WORDS
from pathlib import Path


def test_every_part_of_the_words_is_taken_in():
    folder = Path(next(iter(refusals.__path__)))
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {part.__name__.split(".")[-1] for part in PARTS} == names


def test_no_two_parts_speak_of_the_same_refusal():
    assert sum(len(part.WORDS) for part in PARTS) == len(WORDS)
