"""Keys, approvals and escrow for programs: what the pages do, and refuse."""

from collective.conduct.core.vault.ports import IVault
from tests.functional.cases.test_rest_desk import token_of
from tests.support import handlers
from zope.component import getUtility

import pytest
import transaction


IDENTITY = {"name": "Anna Alm"}
NEW = "en helt annan lösenfras"


def readers(case) -> tuple:
    transaction.begin()
    return getUtility(IVault).readers(case)


def test_a_key_is_made_changed_and_replaced(desk_rest):
    found = desk_rest("office", "GET", "@conduct-key").json
    assert (found["has_key"], found["shut"]) == (True, 0)
    again = desk_rest("office", "POST", "@conduct-key/make", {"passphrase": NEW})
    assert (again.status_int, again.json["code"]) == (409, "key_exists")
    wrong = {"former": "fel lösenfras", "passphrase": NEW}
    found = desk_rest("office", "POST", "@conduct-key/change", wrong)
    assert (found.status_int, found.json["code"]) == (403, "passphrase_wrong")
    right = {"former": handlers.PHRASE, "passphrase": NEW}
    assert desk_rest("office", "POST", "@conduct-key/change", right).status_int == 204
    opened = desk_rest("office", "POST", "@conduct-vault", {"passphrase": NEW})
    assert opened.status_int == 201
    sure = desk_rest("office", "POST", "@conduct-key/replace", {"passphrase": NEW})
    assert (sure.status_int, sure.json["code"]) == (400, "not_confirmed")
    short = {"passphrase": "kort", "sure": True}
    found = desk_rest("office", "POST", "@conduct-key/replace", short)
    assert (found.status_int, found.json["code"]) == (400, "passphrase_short")


def test_who_has_a_new_key_is_let_in_again_by_a_colleague(desk_rest, municipality):
    case = handlers.send_report()[0]
    replaced = {"passphrase": NEW, "sure": True}
    assert (
        desk_rest("office", "POST", "@conduct-key/replace", replaced).status_int == 204
    )
    assert desk_rest("office", "GET", "@conduct-key").json["shut"] == 1
    assert desk_rest("office", "POST", "@conduct-key/ask-again", {}).json == {
        "asked": 1
    }
    handlers.confirm_with_passphrases(municipality, office=NEW)
    transaction.commit()
    token = token_of(desk_rest, "head")
    person = {"person": municipality.people["office"]}
    found = desk_rest("head", "POST", "@conduct-case-people/restore", person, token)
    assert found.json == {"cases": 1}
    opened = desk_rest("office", "POST", "@conduct-vault", {"passphrase": NEW}).json[
        "token"
    ]
    assert desk_rest("office", "POST", "@conduct-case", {"case": case}, opened).json[
        "answers"
    ]


def test_a_name_is_asked_for_approved_by_another_and_seen(desk_rest, municipality):
    case = handlers.send_report(identity=IDENTITY)[0]
    token, other = token_of(desk_rest, "office"), token_of(desk_rest, "approver")
    why = {"case": case, "reason": "Vi behöver ringa."}
    (number,) = desk_rest(
        "office", "POST", "@conduct-identity/ask", why, token
    ).json.values()
    early = desk_rest("office", "POST", "@conduct-identity/open", {"case": case}, token)
    assert (early.status_int, early.json["code"]) == (403, "not_approved")
    (waits,) = desk_rest("approver", "GET", "@conduct-approvals", token=other).json[
        "items"
    ]
    assert waits["reason"] == "Vi behöver ringa." and case not in str(waits)
    asked = {"request": number}
    mine = desk_rest("office", "POST", "@conduct-approvals/approve", asked, token)
    assert mine.status_int == 404  # nobody approves for themselves
    done = desk_rest("approver", "POST", "@conduct-approvals/approve", asked, other)
    assert done.status_int == 204
    seen = desk_rest("office", "POST", "@conduct-identity/open", {"case": case}, token)
    assert seen.json == {"identity": IDENTITY}
    others = desk_rest("head", "POST", "@conduct-identity/open", {"case": case}, other)
    assert others.status_int in (403, 404)


def test_two_holders_let_somebody_in_again(desk_rest, municipality):
    case = handlers.send_report()[0]
    for name in ("office", "head"):
        replaced = {"passphrase": NEW, "sure": True}
        desk_rest(name, "POST", "@conduct-key/replace", replaced)
    desk_rest("office", "POST", "@conduct-key/ask-again", {})
    handlers.confirm_with_passphrases(municipality, office=NEW, head="")
    transaction.commit()
    for name in ("escrow1", "escrow2"):
        token = token_of(desk_rest, name)
        (waits,) = desk_rest(name, "GET", "@conduct-escrow").json["items"]
        number = {"request": waits["request"]}
        given = desk_rest(name, "POST", "@conduct-escrow/give", number, token)
        assert given.status_int == 204
    opened = desk_rest("office", "POST", "@conduct-vault", {"passphrase": NEW}).json[
        "token"
    ]
    found = desk_rest("office", "POST", "@conduct-escrow/come-back", {}, opened)
    assert found.json == {"opened": 1}
    assert desk_rest("office", "POST", "@conduct-case", {"case": case}, opened).json[
        "answers"
    ]


def test_people_are_let_in_shut_out_and_step_back(desk_rest, municipality):
    case, people = handlers.send_report()[0], municipality.people
    token = token_of(desk_rest, "office")
    path = "@conduct-case-people"
    named = {"case": case, "person": people["legal"]}
    found = desk_rest("office", "POST", f"{path}/let-in", named, token)
    assert (found.status_int, found.json["code"]) == (400, "impartial_not_asked")
    let_in = {**named, "impartial": True}
    found = desk_rest("office", "POST", f"{path}/let-in", let_in, token)
    assert found.status_int == 204
    assert people["legal"] in readers(case)
    assert (
        desk_rest("office", "POST", f"{path}/exclude", named, token).status_int == 204
    )
    found = desk_rest("office", "POST", f"{path}/let-in", let_in, token)
    assert (found.status_int, found.json["code"]) == (403, "excluded")
    own = {"case": case, "reason": " "}
    why = desk_rest("office", "POST", f"{path}/step-back", own, token)
    assert (why.status_int, why.json["code"]) == (400, "recusal_reason")
    own["reason"] = "Vi är släkt."
    assert (
        desk_rest("office", "POST", f"{path}/step-back", own, token).status_int == 204
    )
    assert people["office"] not in readers(case)
    gone = desk_rest("office", "POST", f"{path}/let-in", named, token)
    none = desk_rest(
        "office", "POST", f"{path}/let-in", {**named, "case": "f" * 32}, token
    )
    assert (gone.status_int, gone.text) == (404, none.text)
    token = token_of(desk_rest, "head")
    handed = {"person": people["legal"], "stay": True}
    found = desk_rest("head", "POST", f"{path}/hand-over", handed, token)
    assert found.json == {"cases": 0}  # it concerns them, and they learn nothing


PATHS = {
    "@conduct-key": "GET",
    "@conduct-approvals": "GET",
    "@conduct-escrow": "GET",
    "@conduct-key/make": "POST",
    "@conduct-key/ask-again": "POST",
    "@conduct-identity/ask": "POST",
    "@conduct-approvals/approve": "POST",
    "@conduct-escrow/give": "POST",
    "@conduct-case-people/let-in": "POST",
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", ["member", "official", "registrar", "manager"])
def test_for_others_there_is_nothing(desk_rest, role, path):
    handlers.send_report()
    data = {"passphrase": NEW} if PATHS[path] == "POST" else None
    assert desk_rest(role, PATHS[path], path, data).status_int == 404


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("@conduct-case-people/let-in", {"case": "f" * 32, "person": "1"}, 400),
        ("@conduct-case-people/let-in", {"case": "f" * 32, "person": 1}, 403),
        ("@conduct-case-people/other", {}, 404),
        ("@conduct-identity/open", {"case": "f" * 32}, 403),
        ("@conduct-approvals/approve", {"request": True}, 400),
    ],
)
def test_without_an_open_vault_or_with_a_bad_body_nothing_is_done(
    desk_rest,
    path,
    data,
    status,
):
    assert desk_rest("office", "POST", path, data).status_int == status


def test_lists_are_for_those_whom_they_are_for(desk_rest):
    for path in ("@conduct-approvals", "@conduct-escrow"):
        assert desk_rest("office", "GET", path).status_int == 403
    locked = desk_rest("approver", "GET", "@conduct-approvals")
    assert locked.status_int == 200 and locked.json["items"] == []
