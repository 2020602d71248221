"""``@conduct-confirm``: whose key waits to be confirmed; confirm it; begin anew.

The words are those that the person reads out from their own page or from their own
``GET`` with an open vault: no answer tells them to anybody else.
"""

from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.operations.vault import confirming
from collective.conduct.operations.vault import my_key
from collective.conduct.services.cases.cases import VaultService
from collective.conduct.services.common import rest
from collective.conduct.services.common.files import language_of
from datetime import datetime
from zope.component import getUtility


class WaitingKey(rest.Record):
    """A person whose key waits, for which functions, since when.

    ``before``: the key was taken over by an upgrade, and counts until it is confirmed.
    """

    person: int
    name: str
    functions: list[str]
    since: datetime
    before: bool


class ConfirmingShown(rest.Addressed):
    """Who waits for the acting person; ``words``: their own, with an open vault."""

    founded: bool
    items: list[WaitingKey]
    words: list[str]
    anew_from: datetime | None


class KeyConfirmed(rest.Record):
    """Whose key is confirmed for which functions, and the six words that were heard."""

    person: rest.Number
    functions: list[str]
    words: str = ""


class Confirming(VaultService):
    """Whose key the acting person can confirm."""

    @rest.endpoint("GET @conduct-confirm", confirming.for_me)
    def show(self) -> ConfirmingShown:
        """Whose keys wait for me, and the six words of mine."""
        anew = confirming.anew_from()
        return ConfirmingShown(
            at=f"{self.url}/@conduct-confirm",
            founded=getUtility(IKeyDirectory).state().founded,
            items=[
                WaitingKey(
                    each.person,
                    each.name,
                    list(each.functions),
                    rest.moment(each.since),
                    each.before,
                )
                for each in confirming.for_me()
            ],
            words=self._words(),
            anew_from=rest.moment(anew) if anew else None,
        )

    def _words(self) -> list[str]:
        if not my_key.is_open(self.token):
            return []
        return list(confirming.own_words(self.vault, language_of(None)))


class ConfirmingActions(VaultService):
    """Confirm a key; ask to begin the list of confirmed keys anew."""

    @rest.endpoint("POST @conduct-confirm/confirm", confirming.confirm)
    def confirm(self, sent: KeyConfirmed) -> rest.Refusal | None:
        """Confirm a colleague's key by six words."""
        right = confirming.confirm(sent.person, sent.functions, sent.words, self.vault)
        return None if right else self.refuse(rest.Refused("words_wrong"))

    @rest.endpoint("POST @conduct-confirm/found-anew", confirming.found_anew)
    def found_anew(self, sent: rest.Nothing) -> None:
        """Ask to begin the list of confirmed keys anew."""
        confirming.found_anew(self.vault)
