"""Every refusal has its words, in one place."""

from collective.conduct import vocabularies
from collective.conduct.vocabularies.errors import PARTS
from collective.conduct.vocabularies.errors import WORDS
from importlib import import_module
from pkgutil import walk_packages


def test_every_part_of_the_words_is_taken_in():
    path, prefix = vocabularies.__path__, f"{vocabularies.__name__}."
    names = {each.name for each in walk_packages(path, prefix)}
    parts = {name for name in names if name.endswith("messages")}
    assert {part.__name__ for part in PARTS} == parts
    assert all(import_module(name).WORDS for name in parts)


def test_no_two_parts_speak_of_the_same_refusal():
    assert sum(len(part.WORDS) for part in PARTS) == len(WORDS)
