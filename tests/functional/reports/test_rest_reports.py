"""A report over REST: the same operations, and nothing of it anywhere else."""

from base64 import b64encode
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.records.cases import FileHead
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.common import throttle
from jsonschema import Draft202012Validator
from Products.SiteErrorLog.SiteErrorLog import IPubFailureSubscriber
from Products.SiteErrorLog.SiteErrorLog import manage_addErrorLog
from tests.support import handlers
from tests.support.submitting import report_content
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import json
import pytest
import transaction


CANARY = "kanariefagelzx"
NONCE = "n" * 32


@pytest.fixture
def ask(client, open_intake):
    """Ask the hub as anybody; the answer's status and JSON."""

    def ask(method, name, data=None, role="anonymous"):
        path = f"{open_intake.hub.absolute_url()}/@conduct-{name}"
        answered = client.rest(role, method, path, data)
        return answered.status_int, answered.json

    return ask


def report(**values) -> dict:
    given = {"form": "harassment", "nonce": NONCE, "answers": {"what": CANARY}}
    return {**given, **values}


def cases() -> list:
    transaction.begin()
    return list(getUtility(ICases).everything())


def opened(open_intake, name: str, case: str = ""):
    person = open_intake.people[name]
    case = case or cases()[0].case
    return getUtility(IVault).open_with(case, open_intake.vaults[person])


def content(open_intake, name: str, case: str = "") -> dict:
    key = opened(open_intake, name, case)
    return report_content(key.get("content", 1))


def test_the_forms_say_what_is_asked_and_who_reads(ask):
    status, found = ask("GET", "report")
    assert status == 200 and len(found["forms"]) == 7
    form = found["forms"][0]
    assert [each["name"] for each in form["recipients"]] == [
        "Hrchef Ek",
        "Office Ek",
        "Head Ek",
    ]
    for each in found["forms"]:
        Draft202012Validator.check_schema(each["questions"])


def test_while_the_intake_is_closed_contacts_are_told(client, municipality):
    path = f"{municipality.hub.absolute_url()}/@conduct-report"
    for method, data in (("GET", None), ("POST", report())):
        answered = client.rest("anonymous", method, path, data)
        assert answered.status_int == 503
        assert answered.json["code"] == "intake_closed"
        assert "contacts" in answered.json
    assert not cases()


def test_a_report_opens_for_its_readers(ask, open_intake):
    status, found = ask("POST", "report", report())
    assert status == 201
    assert len(found["words"]) == 7 and found["receipt"] == " ".join(found["words"])
    assert found["check"] == [3, 6]
    assert found["expect"] == {"confirmation": "2027-03-17", "answer": "2027-06-17"}
    assert list(content(open_intake, "office")["answers"].values()) == [CANARY]


def test_the_same_report_again_gives_the_same_words(ask):
    first, again = ask("POST", "report", report()), ask("POST", "report", report())
    assert first == again and len(cases()) == 1


def test_a_nonce_alone_leads_to_nobody_elses_words(ask):
    """A program may choose a bad one; another report gets other words."""
    first = ask("POST", "report", report())[1]
    other = ask("POST", "report", report(answers={"what": "annat"}))[1]
    assert first["words"] != other["words"] and len(cases()) == 2


def test_whoever_is_logged_in_stands_nowhere(ask, open_intake):
    ask("POST", "report", report(), role="official")
    case = getUtility(ICases).get(cases()[0].case)
    assert "official" not in repr({**vars(case), **vars(case["1"])})
    newest = open_intake.portal._p_jar.db().undoInfo(0, 3)
    assert {each["user_name"] for each in newest[:1]} <= {"", b""}


def test_who_is_concerned_is_out_before_anything_is_sent(ask, open_intake):
    about = [open_intake.people["hrchef"]]
    shown = ask("POST", "report", report(about=about, preview=True))[1]
    names = [each["name"] for each in shown["recipients"]]
    assert names == ["Hrsub Ek", "Office Ek", "Head Ek"] and not cases()
    ask("POST", "report", report(about=about))
    readers = set(getUtility(IVault).readers(cases()[0].case))
    assert (
        open_intake.people["hrchef"] not in readers
        and open_intake.people["hrsub"] in readers
    )


def test_files_come_as_base64(ask, open_intake):
    data = b64encode(b"Hej, " + CANARY.encode()).decode()
    sent = {"filename": "a.txt", "content-type": "text/plain", "data": data}
    assert ask("POST", "report", report(attachments=[sent]))[0] == 201
    head, pieces = opened(open_intake, "office").get_file("attachment", 1)
    assert decode(head, FileHead).name == "a.txt"
    assert CANARY.encode() in b"".join(pieces)


def multipart(client, open_intake, body: bytes, kind: str = "multipart/form-data"):
    headers = {
        "Accept": "application/json",
        "Content-Type": f"{kind}; boundary=xx",
    }
    path = f"{open_intake.hub.absolute_url()}/@conduct-report"
    return client.send("anonymous", "POST", path, body, headers)


def parts(data: dict, content: bytes) -> bytes:
    head = 'Content-Disposition: form-data; name="report"'
    file = 'Content-Disposition: form-data; name="attachment"; filename="b.txt"'
    lines = [
        "--xx",
        head,
        "",
        json.dumps(data),
        "--xx",
        file,
        "Content-Type: text/plain",
        "",
        content.decode(),
        "--xx--",
        "",
    ]
    return "\r\n".join(lines).encode()


def test_larger_files_come_as_parts(client, open_intake):
    body = parts(report(), b"x" * 3_000_000)
    assert multipart(client, open_intake, body).status_int == 201
    _head, pieces = opened(open_intake, "office", cases()[0].case).get_file(
        "attachment", 1
    )
    assert len(b"".join(pieces)) == 3_000_000


def test_the_words_open_how_it_stands(ask):
    receipt = ask("POST", "report", report())[1]["receipt"]
    status, found = ask("POST", "report-status", {"receipt": receipt.upper()})
    assert status == 200 and found["state"] == "received"
    assert found["received"] == "2027-03-10" and not found["withdrawn"]
    assert CANARY in json.dumps(found["letters"])


def test_messages_go_to_the_readers(ask, open_intake):
    receipt = ask("POST", "report", report())[1]["receipt"]
    sent = {"receipt": receipt, "text": "En fråga."}
    status, found = ask("POST", "report-message", sent)
    assert status == 200 and found["letters"][-1]["text"] == "En fråga."
    said = opened(open_intake, "head").get("posted", 1)
    message = decode(said, MessageRecord)
    assert message == MessageRecord("En fråga.", when=message.when) and message.when
    assert b"En fr" in said


def test_a_report_is_withdrawn_with_its_words(ask):
    receipt = ask("POST", "report", report())[1]["receipt"]
    assert ask("POST", "report-withdraw", {"receipt": receipt})[1]["withdrawn"]
    assert cases()[0].withdrawn


def test_a_reprisal_is_a_second_case_with_others(ask, open_intake):
    chosen = [open_intake.people["hrchef"]]
    receipt = ask("POST", "report", report(recipients=chosen))[1]["receipt"]
    (first,) = cases()
    sent = {"receipt": receipt, "nonce": NONCE, "answers": {"what": "Nu händer det."}}
    assert ask("POST", "report-reprisal", sent)[0] == 201
    second = next(each for each in cases() if each.case != first.case)
    assert (second.form, second.linked) == ("reprisal", (first.case,))
    assert open_intake.people["hrchef"] not in getUtility(IVault).readers(second.case)


@pytest.mark.parametrize("name", ["status", "message", "withdraw", "reprisal"])
def test_wrong_words_all_get_the_same_answer(ask, name):
    ask("POST", "report", report())
    sent = [
        {"receipt": each, "text": "x", "answers": {"what": "x"}}
        for each in ("", "ett två tre", "a b c d e f g", "x" * 500)
    ]
    found = [ask("POST", f"report-{name}", each) for each in sent]
    assert found[0][0] == 404 and found[0][1]["code"] == "receipt_unknown"
    assert all(each == found[0] for each in found)
    assert len(cases()) == 1


def test_whoever_tries_words_on_and_on_waits_for_a_minute(client, open_intake):
    path = f"{open_intake.hub.absolute_url()}/@conduct-report-status"
    for _each in range(throttle.WRONG):
        answered = client.rest("anonymous", "POST", path, {"receipt": "fel"})
        assert answered.status_int == 404
    answered = client.rest("anonymous", "POST", path, {"receipt": "fel"})
    assert (answered.status_int, answered.json["code"]) == (503, "too_many_tries")
    assert 0 < int(answered.headers["Retry-After"]) <= 60
    _case, words = handlers.send_report()
    assert client.rest("anonymous", "POST", path, {"receipt": words}).status_int == 200


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"form": "other"}, "form_unknown"),
        ({"nonce": "short"}, "form_nonce"),
        ({"answers": {}}, "report_empty"),
        ({"answers": {CANARY: "x"}}, "question_unknown"),
        ({"answers": {"between": CANARY}}, "reply_not_offered"),
        ({"answers": [CANARY]}, "field"),
        ({"role": CANARY}, "field"),
        ({"language": CANARY}, "field"),
        ({"about": [CANARY]}, "field"),
        ({"about": [7]}, "field"),
        ({"about": [True]}, "field"),
        ({"identity": {CANARY: "x"}}, "field"),
        ({"identity": {"name": 7}}, "field"),
        ({CANARY: "x"}, "field"),
        ({"attachments": CANARY}, "field"),
        ({"attachments": [{"filename": "a", "data": f"{CANARY}å"}]}, "not_base64"),
    ],
)
def test_what_cannot_be_used_is_refused_and_not_repeated(ask, values, code):
    status, found = ask("POST", "report", report(**values))
    assert (status, found["code"]) == (400, code)
    assert CANARY not in json.dumps(found)
    assert not cases()


@pytest.fixture
def log(open_intake):
    """The error logs of the site and of Zope's root: what breaks early is there."""
    places = (open_intake.portal, open_intake.portal.getPhysicalRoot())
    for place in places:
        if "error_log" not in place.objectIds():
            manage_addErrorLog(place)
        place.error_log._ignored_exceptions = ()
    transaction.commit()
    manager = getGlobalSiteManager()
    manager.registerHandler(IPubFailureSubscriber)
    yield [place.error_log for place in places]
    manager.unregisterHandler(IPubFailureSubscriber)


def logged(logs) -> str:
    transaction.begin()
    return "".join(
        f"{each['req_html']}{each['tb_text']}{each['value']}"
        for log in logs
        for each in log.getLogEntries()
    )


BROKEN = {
    "json": ("application/json", f'{{"answers": {{"what": "{CANARY}"'.encode()),
    "no object": ("application/json", f'["{CANARY}"]'.encode()),
    "deep json": (
        "application/json",
        f'{{"{CANARY}": {"[" * 200_000}{"]" * 200_000}}}'.encode(),
    ),
    "large json": ("application/json", f'{{"x": "{CANARY * 150_000}"}}'.encode()),
    "text": ("text/plain", CANARY.encode()),
    "form": ("application/x-www-form-urlencoded", f"report={CANARY}".encode()),
    "no report": (
        "multipart/form-data; boundary=xx",
        parts({}, CANARY.encode()).replace(b'"report"', CANARY.encode()),
    ),
    "no end": ("multipart/form-data; boundary=xx", parts({}, CANARY.encode())[:-9]),
    "no boundary": ("multipart/form-data", parts({"form": CANARY}, b"")),
    "bad head": (
        "multipart/form-data; boundary=xx",
        f"--xx\r\n{CANARY}\r\n\r\nx\r\n--xx--\r\n".encode(),
    ),
}


@pytest.mark.parametrize("name", ["status", "message", "withdraw", "reprisal"])
def test_what_is_too_deep_is_refused_everywhere(client, open_intake, log, name):
    kind, body = BROKEN["deep json"]
    headers = {"Accept": "application/json", "Content-Type": kind}
    path = f"{open_intake.hub.absolute_url()}/@conduct-report-{name}"
    answered = client.send("anonymous", "POST", path, body, headers)
    assert (answered.status_int, answered.json["code"]) == (400, "not_json")
    assert CANARY not in logged(log)


def test_what_is_too_deep_is_refused_by_every_endpoint(client, open_intake, log):
    kind, body = BROKEN["deep json"]
    headers = {"Accept": "application/json", "Content-Type": kind}
    path = f"{open_intake.hub.absolute_url()}/@conduct-vault"
    answered = client.send("office", "POST", path, body, headers)
    assert (answered.status_int, answered.json["code"]) == (400, "not_json")
    assert CANARY not in logged(log)


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_broken_is_refused_and_is_not_in_the_log(client, open_intake, log, how):
    kind, body = BROKEN[how]
    headers = {"Accept": "application/json", "Content-Type": kind}
    path = f"{open_intake.hub.absolute_url()}/@conduct-report"
    answered = client.send("anonymous", "POST", path, body, headers)
    assert answered.status_int == (413 if how == "large json" else 400)
    assert CANARY not in answered.text
    assert CANARY not in logged(log)
    assert not cases()


def test_what_breaks_inside_leaves_nothing_in_the_log(ask, log, monkeypatch):
    def broken(*args, **kw):
        raise RuntimeError(f"disk full {CANARY}")

    where = "collective.conduct.operations.reports.receiving"
    monkeypatch.setattr(f"{where}._open_case", broken)
    assert ask("POST", "report", report())[0] == 500
    said = logged(log)
    assert "RuntimeError" in said and CANARY not in said
