"""The kinds of entries: numbers that never change, and which of them settle."""

from collective.conduct.core.ledger import entries


def test_a_stored_number_is_one_kind_for_ever():
    numbers = (*range(1, 8), *range(20, 24), 30, 31, *range(40, 45), *range(50, 61))
    assert tuple(entries.KINDS.values()) == numbers
    assert entries.NAMES == {code: name for name, code in entries.KINDS.items()}


def test_every_kind_is_of_one_family():
    families = [entries.of_family(each) for each in entries.FAMILIES]
    assert sum(families, ()) == tuple(entries.RECORDS)
    assert entries.of_family() == ()


def test_a_family_names_its_kinds_in_the_order_of_the_table():
    assert entries.of_family(entries.ANSWER) == entries.ANSWERS
    assert entries.ANSWERS == ("acknowledged", "committed", "objected", "declined")
    both = entries.of_family(entries.CAMPAIGN, entries.END)
    assert both == ("waived", "lapsed", "launched", "closed")


def test_a_lapse_settles_nothing_and_every_answer_does():
    assert entries.OUTCOMES == (*entries.ANSWERS, "waived")
