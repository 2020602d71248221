"""Map words of a file to keys of bodies, offices and functions.

A word is matched whole, in three languages; one that is not known is asked
about once and remembered.
"""

from collections.abc import Mapping
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import OFFICES

import unicodedata


# office or function -> what it is called in lists; "/" between the words
WORDS: dict[str, str] = {
    "ordinary": "ordinarie/ordinarie ledamot/ledamot/ordinary member/member"
    "/medlem/ordinært medlem/byrådsmedlem/kommunalbestyrelsesmedlem",
    "substitute": "ersättare/suppleant/stedfortræder/substitute",
    "chair": "ordförande/ordf/ordf./formand/chair/chairperson/forperson",
    "vice_chair": "vice ordförande/1:e vice ordförande/2:e vice ordförande"
    "/förste vice ordförande/andre vice ordförande/v ordf/v. ordf./næstformand"
    "/1. næstformand/2. næstformand/1. viceborgmester/2. viceborgmester"
    "/viceborgmester/vice chair/deputy chair",
    "group_leader": "gruppledare/gruppeformand/group leader",
    "commissioner": "kommunalråd/oppositionsråd/borgarråd/borgmester/rådmand"
    "/municipal commissioner/commissioner/mayor",
    "presidium": "presidieledamot/ledamot i presidiet/medlem af præsidiet/presidium"
    "/presidiet/member of the presidium",
    "candidate": "kandidat/candidate/kandidatur",
    "publisher": "redaktör/redaktör för styrdokument/redaktør"
    "/redaktør af styringsdokumenter/publisher/publisher of governing documents",
    "registrar": "registrator/registrar",
    "secretary": "nämndsekreterare/nämndssekreterare/sekreterare/udvalgssekretær"
    "/sekretær/secretary of a body/secretary/body secretary",
    "auditor": "revisor/auditor",
    "municipal_secretary": "kommunsekreterare/kommunalsekretær/municipal secretary",
    "head_of_office": "kanslichef/sekretariatschef/head of office",
    "chief_executive": "kommundirektör/kommunchef/kommunaldirektør/chief executive",
    "hr": "hr-chef/personalchef/hr chef/head of hr",
    "security": "säkerhetschef/sikkerhedschef/head of security",
    "security_coordinator": "säkerhetssamordnare/säkerhetskoordinator"
    "/sikkerhedskoordinator/security coordinator",
    "legal": "kommunjurist/jurist/kommuneadvokat/municipal lawyer",
    "archive": "arkivarie/arkivar/arkivredogörare/archivist",
    "identity_approver": "godkännare av identitetsuppgifter/godkender af identitet"
    "/approver of identity requests",
    "escrow_holder": "innehavare av reservnyckel/indehaver af nødnøgle"
    "/holder of an escrow key",
    "employee": "anställd/medarbetare/ansat/medarbejder/employee",
}
ROLES = (*OFFICES, *FUNCTIONS)


def folded(text: str) -> str:
    """Normalise a word for comparison: one case, single spaces, NFC."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_MEANS = {folded(word): key for key, text in WORDS.items() for word in text.split("/")}


class Meanings:
    """Keys of words: from people's choices, then from the site, then from the table.

    ``bodies`` maps keys to titles. ``given`` maps ("body" | "role", word) to a
    key; a key that is no body or role of ours is ignored.
    """

    def __init__(
        self,
        bodies: Mapping[str, str],
        given: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self._known = {
            "body": {folded(key): key for key in bodies},
            "role": {**{key: key for key in ROLES}, **_MEANS},
        }
        titles = [folded(title) for title in bodies.values()]
        for key, title in bodies.items():
            if titles.count(folded(title)) == 1:  # two of one name: nobody guesses
                self._known["body"].setdefault(folded(title), key)
        may = {"body": frozenset(bodies), "role": frozenset(ROLES)}
        for (kind, word), key in (given or {}).items():
            if key in may.get(kind, ()):
                self._known[kind][folded(word)] = key

    def body(self, word: str) -> str:
        """The key of a body, "" when the word names none."""
        return self._known["body"].get(folded(word), "")

    def role(self, word: str) -> str:
        """The key of an office or a function, "" when the word names none."""
        return self._known["role"].get(folded(word), "")
