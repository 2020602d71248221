"""Rules of confirmed keys: nobody is confirmed by what somebody writes or forges."""

from collective.conduct.core.vault import confirming
from collective.conduct.core.vault.confirming import Directory
from collective.conduct.core.vault.confirming import fingerprint
from collective.conduct.core.vault.confirming import held_throughout
from collective.conduct.core.vault.confirming import KeyEvent
from collective.conduct.core.vault.confirming import spoken
from collective.conduct.core.vault.confirming import statement
from collective.conduct.vocabularies.mail.key_events import WORDS as SENTENCES
from collective.conduct.vocabularies.vault.receipt_words import WORDS
from dataclasses import replace
from hashlib import sha256
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import run_state_machine_as_test
from tests.support.profiles import examples

import pytest


LEDGER = "a" * 32
PEOPLE = range(1, 6)
FUNCTIONS = ("hr", "legal", "escrow_holder")
who, what = st.sampled_from(PEOPLE), st.sampled_from(FUNCTIONS)


def verified(verifier, signature, words, context) -> bool:
    """Whether somebody with the key that belongs to a verifier signed."""
    return signature == sha256(verifier[::-1] + context + words).digest()


def test_every_event_has_a_sentence():
    assert set(confirming.EVENTS) <= set(SENTENCES)


def test_six_words_name_site_person_and_both_keys():
    given_ = (LEDGER, 1, b"p" * 32, b"v" * 32)
    others = (
        ("b" * 32, *given_[1:]),
        (LEDGER, 2, *given_[2:]),
        (*given_[:2], b"q" * 32, b"v" * 32),
        (*given_[:3], b"w" * 32),
    )
    told = {spoken(fingerprint(*each), WORDS["sv"]) for each in (given_, *others)}
    assert len(told) == 5 and {len(each) for each in told} == {6}


@pytest.mark.parametrize(
    ("spans", "held"),
    [
        ([(0, 100)], True),
        ([(0, 50), (50, 100)], True),
        ([(50, 100), (0, 50)], True),
        ([(0, 50), (51, 100)], False),
        ([(0, 20), (30, 100)], False),  # there was a gap, whoever writes it anew
        ([(11, 100)], False),
        ([(0, 80)], False),
        ([], False),
    ],
)
def test_a_function_is_held_without_a_gap_or_not(spans, held):
    assert held_throughout(spans, 10, 90) is held


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_two_events_never_sign_the_same_bytes(one, other):
    events = [KeyEvent("confirmed", 1, 1, each, other) for each in (one, one + other)]
    signed = {statement(each, LEDGER, 0) for each in events}
    assert len(signed) == (2 if other else 1)


class Keys(RuleBasedStateMachine):
    """Holders confirm each other; somebody with log-ins and a pen tries to be one."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[KeyEvent] = []
        self.now, self.made = 10, 0
        self.key: dict[int, bytes] = {}  # person -> the newest public key
        self.honest: dict[tuple[int, str], bytes] = {}  # what should be confirmed
        self.founded = False
        self.vows: set[tuple[int, int, str]] = set()
        for person in PEOPLE:
            self.make(person)

    def make(self, person: int) -> None:
        self.made += 1
        self.key[person] = sha256(b"%d" % self.made).digest()
        self._add(KeyEvent("made", person, self.now, *self._keys(person)))

    def _keys(self, person: int) -> tuple[bytes, bytes]:
        return self.key[person], b"v" + self.key[person]

    def _add(self, event: KeyEvent) -> None:
        self.events.append(event)
        self.now += 1

    def _directory(self) -> Directory:
        return Directory(self.events, LEDGER, verified)

    def _signed(self, kind: str, by: int, person: int, function: str) -> KeyEvent:
        """Return an event that a person signs with their newest key."""
        event = KeyEvent(kind, person, self.now, *self._keys(person), function, by)
        event = replace(event, signer=self.key[by])
        words = statement(event, LEDGER, self._directory().era)
        secret = (b"v" + self.key[by])[::-1]
        signature = sha256(secret + confirming.CONTEXT + words).digest()
        return replace(event, signature=signature)

    def _is_confirmed(self, person: int) -> bool:
        return any(
            who == person and public == self.key[person]
            for (who, _function), public in self.honest.items()
        )

    @rule(one=who, other=who, function=what)
    def found(self, one, other, function):
        if self.founded or one == other or function == "escrow_holder":
            return
        for by, person in ((one, other), (other, one)):
            self._add(self._signed("founding", by, person, function))
            self.honest[person, function] = self.key[person]
        self.founded = True

    @rule(by=who, person=who, function=what)
    def confirm(self, by, person, function):
        """An honest holder does it; whoever is none tries it all the same."""
        counts = by != person and self._is_confirmed(by)
        self._add(self._signed("confirmed", by, person, function))
        if counts:
            for place in [each for each in self.honest if each[0] == person]:
                if self.honest[place] != self.key[person]:
                    del self.honest[place]
            self.honest[person, function] = self.key[person]

    @rule(person=who)
    def replace_key(self, person):
        """With the log-in, or as the holder: the confirmed one goes on."""
        self.make(person)

    @rule(person=who, function=what)
    def end(self, person, function):
        ended = KeyEvent("ended", person, self.now, function=function)
        self._add(ended)
        self.honest.pop((person, function), None)
        self._add(KeyEvent("resumed", person, ended.when + 5, function=function))

    @rule(person=who, function=what)
    def correct(self, person, function):
        """A row is closed and recorded in one second: nothing changes."""
        when = self.now
        self._add(KeyEvent("ended", person, when, function=function))
        self._add(KeyEvent("resumed", person, when, function=function))

    @rule(person=who, function=what, data=st.data())
    def forge(self, person, function, data):
        """Write a row again with another person, function or key; or found anew."""
        signed = [each for each in self.events if each.signature]
        if signed:
            event = data.draw(st.sampled_from(signed))
            kinds = st.sampled_from(["confirmed", "founding", "anew", "before"])
            changed = replace(
                event,
                kind=data.draw(kinds),
                person=person,
                function=function,
                public=self.key[person],
            )
            self._add(changed)  # or the very same row once more

    @invariant()
    def only_whom_a_holder_confirmed_is_confirmed(self):
        found = self._directory().confirmed
        assert {place: each.public for place, each in found.items()} == self.honest


def test_nobody_is_confirmed_by_what_is_written_or_forged():
    run_state_machine_as_test(
        Keys, settings=settings(max_examples=examples(150), stateful_step_count=30)
    )
