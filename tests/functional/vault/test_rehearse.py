"""``conduct-rehearse``: two of three open a test case, and nothing stays (S24)."""

from collective.conduct.cli import cases
from collective.conduct.core.cases.ports import ICases
from collective.conduct.operations.cases import key_recovery
from tests.support import handlers
from zope.component import getUtility

import pytest


def run(
    municipality,
    one="escrow1",
    other="escrow2",
    phrases=(handlers.PHRASE, handlers.PHRASE),
):
    typed = iter(phrases)
    with municipality.acting(one):
        return cases.run(one, other, lambda _question: next(typed))


def test_two_holders_rehearse_and_no_case_stays(municipality, capsys):
    assert not key_recovery.last_rehearsal()
    assert run(municipality) == 0
    assert key_recovery.last_rehearsal()
    assert not list(getUtility(ICases).everything())
    assert "it works" in capsys.readouterr().err


@pytest.mark.parametrize(
    "phrases", [("fel fras här",), (handlers.PHRASE, "fel fras här")]
)
def test_a_wrong_passphrase_is_said_and_counts_as_a_try(municipality, capsys, phrases):
    for _time in range(5):
        assert run(municipality, phrases=phrases) == 1
    said = capsys.readouterr().err
    assert "is not right" in said and "fel fras" not in said
    assert run(municipality) == 1 and not key_recovery.last_rehearsal()
    assert "Try again in 30 seconds" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other"),
    [("escrow1", "escrow1"), ("escrow1", "office"), ("office", "escrow1")],
)
def test_it_takes_two_who_hold_escrow_keys(municipality, one, other):
    assert run(municipality, one, other) == 1
    assert not key_recovery.last_rehearsal()


def test_somebody_unknown_is_said(municipality, capsys):
    assert run(municipality, other="nobody-here") == 1
    assert capsys.readouterr().err.startswith("conduct-rehearse: ")
