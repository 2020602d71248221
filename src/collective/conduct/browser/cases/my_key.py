"""``@@my-key``: create a key, open the vault, lock it, change or replace the key."""

from collective.conduct.browser.vault.vault import VaultPage
from collective.conduct.browser.vault.vault import WRONG
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.i18n import _
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.vault import confirming
from collective.conduct.operations.vault import key_directory
from collective.conduct.operations.vault import my_key
from collective.conduct.vocabularies.terms import FUNCTION_TITLES
from collective.conduct.vocabularies.vault.messages import WORDS
from contextlib import closing
from functools import cached_property
from zope.component import getUtility


# code of a refusal -> the field it stands beside
BLAMES = {
    "passphrase_short": "passphrase",
    "passphrases_differ": "again",
    "vault_waits": "passphrase",
    "not_confirmed": "sure",
    "words_wait": "words",
    "nothing_to_confirm": "functions",
    "never_opened": "words",
}
FIELDS = {"change": "former", "confirm": "words"}  # deed -> what was typed wrong
DONE = {
    "make": _(
        "done_key_made",
        default="Your key is made and your vault is open. Nobody but you knows the"
        " passphrase.",
    ),
    "open": _("done_vault_open", default="Your vault is open."),
    "lock": _("done_vault_locked", default="Your vault is locked, on every device."),
    "change": _(
        "done_passphrase_changed",
        default="Your passphrase is changed. Open your vault with the new one.",
    ),
    "forget": _(
        "done_key_replaced",
        default="You have a new key, and all holders of keys are told. Let a colleague"
        " confirm it: read the six words to them.",
    ),
    "confirm": _(
        "done_key_confirmed",
        default="The key is confirmed, and all holders of keys are told.",
    ),
    "anew": _(
        "done_asked_anew",
        default="It is asked, and all holders of keys are told. In a week two who"
        " handle reports can begin the list anew.",
    ),
    "ask": _(
        "done_asked_again",
        default="It is asked. Those who can help have been told that something awaits"
        " them; call them too.",
    ),
}


class MyKey(VaultPage):
    """The page of the acting person's key; each form on it is one action."""

    blamed = ""
    action = ""

    def do(self):
        actions = {
            "make": self._make,
            "open": self._open,
            "lock": self._lock,
            "change": self._change,
            "forget": self._forget,
            "confirm": self._confirm,
            "anew": self._anew,
            "ask": key_recovery.ask,
        }
        self.action = self.typed("deed")
        if self.action not in actions:
            raise Refused("not_allowed")
        if actions[self.action]() is False:
            return self._wrong()
        after = "@@desk" if self.action in ("make", "open") else "@@my-key"
        return self.sent(f"{self.url}/{after}", DONE[self.action])

    def _wrong(self):
        """A wrong passphrase is no error: the transaction must store the attempt.

        Nor are wrong words.
        """
        self.error = self.t(WORDS["words_wrong"] if self.action == "confirm" else WRONG)
        self.blamed = FIELDS.get(self.action, "passphrase")
        self.request.response.setStatus(403)
        return self.show()

    def refuse_quietly(self, error: ConductError) -> None:
        """Remember which field the error belongs to."""
        super().refuse_quietly(error)
        self.blamed = BLAMES.get(error.code, "")

    # actions
    def _make(self) -> None:
        phrase = self._new()
        my_key.enrol(phrase).close()
        self.keep_token(my_key.open_vault(phrase) or "")

    def _open(self) -> bool:
        token = my_key.open_vault(self.typed("passphrase"))
        if token is not None:
            self.keep_token(token)
        return token is not None

    def _lock(self) -> None:
        my_key.lock_now()
        self.keep_token("")

    def _change(self) -> bool:
        return my_key.change_passphrase(self.typed("former"), self._new())

    def _forget(self) -> None:
        phrase = self._new()
        my_key.replace(phrase, sure=self.typed("sure") == "yes")
        self.keep_token(my_key.open_vault(phrase) or "")

    def _confirm(self) -> bool:
        """Confirm a colleague's key by the words that were heard."""
        person, functions = self.typed_number("person") or 0, self.chosen("functions")
        with closing(my_key.vault_of(self.token)) as vault:
            return confirming.confirm(person, functions, self.typed("words"), vault)

    def _anew(self) -> None:
        if self.typed("sure") != "yes":
            raise Invalid("not_confirmed")
        with closing(my_key.vault_of(self.token)) as vault:
            confirming.found_anew(vault)

    def _new(self) -> str:
        phrase = self.typed("passphrase")
        if phrase != self.typed("again"):
            raise Invalid("passphrases_differ")
        return phrase

    # what is shown
    @cached_property
    def person(self) -> int:
        return my_key.current_key_holder()

    @property
    def has_key(self) -> bool:
        return my_key.key_of(self.person) is not None

    @property
    def is_open(self) -> bool:
        """Whether this browser has the vault open."""
        return my_key.is_open(self.token)

    @property
    def functions(self) -> str:
        """The titles of the functions that the person needs a key for."""
        return ", ".join(self.t(FUNCTION_TITLES[key]) for key in my_key.functions())

    @property
    def since(self) -> str:
        """The day on which the key was made or the passphrase changed."""
        when = getUtility(IKeyrings).kept(self.person)
        return self.moment(when) if when else ""

    @cached_property
    def own_words(self) -> str:
        """The six words of the person's key, "" while the vault is locked.

        They come from the open vault, not from the database: a key that was put
        in its place there has other words.
        """
        if not self.is_open:
            return ""
        with closing(my_key.vault_of(self.token, prolong=False)) as vault:
            return " ".join(confirming.own_words(vault, self.language))

    @cached_property
    def unconfirmed(self) -> str:
        """The titles of the functions for which the person's key is not confirmed."""
        public = my_key.public_now() or b""
        counted = key_directory.confirmed_functions(self.person, public)
        waiting = (each for each in my_key.functions() if each not in counted)
        return ", ".join(self.t(FUNCTION_TITLES[each]) for each in waiting)

    @cached_property
    def colleagues(self) -> list[dict]:
        """Whose key the person can confirm, with the functions that wait."""
        return [
            {
                "person": each.person,
                "name": each.name,
                "before": each.before,
                "replaced": each.replaced,
                "functions": [
                    {"key": key, "title": self.t(FUNCTION_TITLES[key])}
                    for key in each.functions
                ],
            }
            for each in confirming.for_me()
        ]

    @property
    def founded(self) -> bool:
        """Whether the list of confirmed keys has begun."""
        return getUtility(IKeyDirectory).state().founded

    @property
    def anew_from(self) -> str:
        """From when the list may be begun anew, "" when nobody asked for it."""
        when = confirming.anew_from()
        return self.moment(when) if when else ""

    @property
    def may_ask_anew(self) -> bool:
        """Whether to offer it: to who handles reports and is not confirmed."""
        handles = HANDLING & {*my_key.functions()}
        return bool(handles and self.unconfirmed and self.founded)

    @cached_property
    def shut(self) -> int:
        """How many cases do not open with the person's present key."""
        return len(key_recovery.shut(self.person))

    @property
    def helpers(self) -> list[str]:
        """Who can give the person access again: those who handle the same cases."""
        register, found = getUtility(IRegister), set()
        for case in case_access.cases_of(self.person):
            found |= case_access.able_readers(case)
        return sorted(register.person(each).name for each in found - {self.person})

    def is_about(self, person: int) -> bool:
        """Whether the form that was sent was about this colleague."""
        return self.typed("person") == str(person)

    def wrong(self, action: str, name: str) -> str:
        """Return the error of a field of one of the forms, "" when there is none."""
        here = self.action == action and self.blamed == name
        return self.error if here else ""
