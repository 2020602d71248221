"""Support contacts for people of whom nothing is known."""

from collective.conduct.browser.common.translating import Translator
from collective.conduct.browser.contacts.channels import contact
from collective.conduct.browser.contacts.channels import SECTIONS
from collective.conduct.core.contacts.channels import EVERYBODY
from collective.conduct.core.contacts.channels import KINDS
from collective.conduct.operations.contacts import channels
from functools import cached_property


OUTSIDE = "scheme"
INSIDE = tuple(kind for kind in KINDS if kind not in (OUTSIDE, "path"))


class Turning:
    """Contacts inside the municipality, and the reporting channels outside."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    @cached_property
    def contacts(self) -> list[dict]:
        """The contacts in the order of their kinds; without the agreed path."""
        return self._contacts(INSIDE)

    @cached_property
    def schemes(self) -> list[dict]:
        """The reporting channels outside, the statutory one among them."""
        return self._contacts((OUTSIDE,))

    def _contacts(self, kinds: tuple[str, ...]) -> list[dict]:
        found = channels.where_to_turn(EVERYBODY)
        return [
            {**contact(each), "kind": self._words.t(SECTIONS[kind])}
            for kind in kinds
            for each in found
            if each.channel.kind == kind
        ]
