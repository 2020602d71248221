"""The undo log names nobody who works on cases, and says the same of all actions."""

from collective.conduct.operations.common.anonymous_transaction import DESCRIPTION
from tests.functional.cases.test_rest_desk import token_of
from tests.support import handlers

import transaction


def since(municipality, before: bytes) -> list[tuple[bytes, bytes, dict]]:
    """What the transactions say that were committed after one."""
    transaction.begin()
    storage = municipality.portal._p_jar.db().storage
    changes = getattr(storage, "changes", storage)
    return [
        (each.user, each.description, each.extension)
        for each in changes.iterator()
        if each.tid > before
    ]


def test_a_day_at_the_desk_leaves_no_name(client, municipality):
    case = handlers.send_report()[0]
    before = municipality.portal._p_jar.db().storage.lastTransaction()
    office = handlers.HandlerClient(client, municipality, "office").open()
    office.post("@@case", case=case, deed="triage")
    office.post("@@case", case=case, deed="answer", text="Tack.")
    office.post("@@case", case=case, deed="nickname", nickname="x")
    office.post("@@case-clocks", case=case, deed="pause", reason="x")
    office.post("@@my-key", deed="lock")

    def ask(name, method, path, data=None, token=""):
        headers = {"X-Conduct-Vault": token} if token else {}
        return client.rest(name, method, f"/trygghet/{path}", data, **headers)

    token = token_of(ask, "head")
    ask("head", "POST", "@conduct-case", {"case": case}, token)
    ask("head", "POST", "@conduct-case/note", {"case": case, "text": "x"}, token)
    found = since(municipality, before)
    written = [each for each in found if each[1] == DESCRIPTION.encode()]
    assert len(written) >= 7
    for user, said, more in found:
        assert b"office" not in user + said and b"head" not in user + said
        assert b"case" not in said and b"key" not in said, said
        assert not more
