"""The desk of those who handle reports: the pages, and what they tell to whom."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.vault import my_key
from contextlib import suppress
from datetime import timedelta
from lxml import html
from Products.SiteErrorLog.SiteErrorLog import IPubFailureSubscriber
from Products.SiteErrorLog.SiteErrorLog import manage_addErrorLog
from tests.support import handlers
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import pytest
import re
import transaction


CANARY = "kanariefagelzx"
VIEWS = ("@@my-key", "@@desk", "@@case", "@@case-people", "@@approvals", "@@escrow")


def short(case):
    return f"{case[:4]}-{case[4:8]}".upper()


def person(municipality, name):
    return str(municipality.people[name])


def readers(case):
    transaction.begin()
    return set(getUtility(IVault).readers(case))


# one's own key


@pytest.mark.parametrize(
    ("phrase", "again", "field"),
    [
        ("kort", "kort", "make-passphrase-wrong"),
        (f"{CANARY} ett", f"{CANARY} två", "make-again-wrong"),
    ],
)
def test_a_passphrase_that_cannot_be_used_is_refused_and_never_comes_back(
    locked_desk, municipality, phrase, again, field
):
    getUtility(IKeyrings).drop(municipality.people["office"])
    page = locked_desk("office").post(
        "@@my-key", deed="make", passphrase=phrase, again=again
    )
    assert page.status_int == 400 and f'id="{field}"' in page.text
    assert phrase not in page.text and "done" not in page.headers.get("Location", "")
    assert my_key.key_of(municipality.people["office"]) is None


def test_a_key_is_made_and_the_vault_is_open_at_once(locked_desk, municipality):
    getUtility(IKeyrings).drop(municipality.people["office"])
    handler = locked_desk("office")
    assert handler.get("@@desk").headers["Location"].endswith("/@@my-key")
    page = handler.get("@@my-key").text
    assert "Nobody can reset it" in page and "five words" in page
    made = handler.post(
        "@@my-key", deed="make", passphrase=handlers.OTHER, again=handlers.OTHER
    )
    assert made.status_int == 303 and made.headers["Location"].endswith("/@@desk")
    (cookie,) = made.headers.getall("Set-Cookie")[:1]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert "Path=/plone/trygghet" in cookie and "Secure" not in cookie
    assert "expires" not in cookie.lower()
    assert "Your vault is open" in handler.get("@@my-key").text


def test_wrong_tries_are_kept_and_the_next_must_wait(locked_desk):
    handler = locked_desk("office")
    for _time in range(5):
        page = handler.post("@@my-key", deed="open", passphrase=f"{CANARY} fel ord")
        assert page.status_int == 403 and CANARY not in page.text
    page = handler.post("@@my-key", deed="open", passphrase=handlers.PHRASE)
    assert (page.status_int, page.headers["Retry-After"]) == (503, "30")
    assert "Try again in 30 seconds" in page.text and not handler.cookie


def test_locking_now_locks_every_browser(open_desk, municipality):
    one, case = open_desk("office"), handlers.send_report()[0]
    other = handlers.HandlerClient(one.client, municipality, "office")
    other.cookie = one.cookie
    assert one.post("@@my-key", deed="lock").status_int == 303
    page = other.post("@@case", case=case)
    assert "Open your vault" in page.text and "dialekt" not in page.text


def test_the_passphrase_is_changed_with_the_former_one_only(open_desk):
    handler = open_desk("office")
    new = {"passphrase": handlers.OTHER, "again": handlers.OTHER}
    wrong = handler.post("@@my-key", deed="change", former="fel lösenfras", **new)
    assert wrong.status_int == 403 and 'id="former-wrong"' in wrong.text
    done = handler.post("@@my-key", deed="change", former=handlers.PHRASE, **new)
    assert done.status_int == 303
    opened = handler.post("@@my-key", deed="open", passphrase=handlers.OTHER)
    assert opened.status_int == 303


def test_who_has_forgotten_it_makes_a_new_key_and_is_let_in_again(
    open_desk, locked_desk, municipality
):
    case = handlers.send_report()[0]
    handler = open_desk("office")
    new = {"passphrase": handlers.OTHER, "again": handlers.OTHER}
    page = handler.post("@@my-key", deed="forget", **new)
    assert page.status_int == 400 and 'id="sure-wrong"' in page.text
    assert "Hrchef Ek" in page.text and "Head Ek" in page.text
    handler.post("@@my-key", deed="forget", sure="yes", **new)
    listed = handler.get("@@desk").text
    assert "Does not open with your new key" in listed
    assert handler.post("@@case", case=case).status_int == 404
    assert handler.post("@@my-key", deed="ask").status_int == 303
    handlers.confirm_with_passphrases(municipality, office=handlers.OTHER)
    transaction.commit()
    colleague = open_desk("head")
    assert "Office Ek" in colleague.get("@@desk").text
    done = colleague.post("@@desk", restore=person(municipality, "office"))
    assert done.status_int == 303
    assert "dialekt" in handler.post("@@case", case=case).text


# who finds anything here


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("role", ["member", "official", "registrar", "manager"])
def test_for_others_the_pages_are_not_there(client, municipality, role, view):
    handlers.send_report()
    hub = municipality.hub.absolute_url()
    found = client.page(role, f"{hub}/{view}")
    made_up = client.page(role, f"{hub}/{'@@' + 'x' * (len(view) - 2)}")
    assert (found.status_int, made_up.status_int) == (404, 404)
    told = [sorted(set(each.headers) - {"Content-Length"}) for each in (found, made_up)]
    assert told[0] == told[1]
    assert abs(len(found.body) - len(made_up.body)) < 64


@pytest.mark.parametrize("view", VIEWS)
def test_visitors_are_sent_to_the_log_in(client, municipality, view):
    found = client.page("anonymous", f"{municipality.hub.absolute_url()}/{view}")
    assert found.status_int == 302 and "require_login" in found.headers["Location"]


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("office", "@@approvals"),
        ("office", "@@escrow"),
        ("approver", "@@escrow"),
        ("escrow1", "@@approvals"),
    ],
)
def test_a_page_of_another_function_is_not_there_either(open_desk, name, view):
    assert open_desk(name).get(view).status_int == 404


def test_a_case_of_others_and_one_that_is_not_there_look_the_same(open_desk):
    case = handlers.send_report()[0]
    handler = open_desk("legal")
    own_, none = (handler.post("@@case", case=each) for each in (case, "f" * 32))
    assert own_.status_int == none.status_int == 404
    assert sorted(own_.headers) == sorted(none.headers)
    assert _even(own_.text) == _even(none.text)
    assert short(case) not in handler.get("@@desk").text


def _even(text):
    """A page without the token that is another on each page."""
    return re.sub(r'"[0-9a-f]{40}"', "", text)


@pytest.mark.parametrize("case", ["", "x", "../kod", "0" * 5000, "ÅÄÖ", "0" * 32])
def test_what_is_no_number_of_a_case_is_no_case(open_desk, case):
    handler = open_desk("office")
    found = handler.post("@@case", case=case, deed="answer", text="ord")
    assert found.status_int == 404


def test_a_form_without_its_token_does_nothing(open_desk):
    case = handlers.send_report()[0]
    handler = open_desk("office")
    for view, fields in (
        ("@@case-people", {"case": case, "deed": "step_back", "reason": "x"}),
        ("@@my-key", {"deed": "lock"}),
        ("@@desk", {"hand_to": "1"}),
    ):
        sent = handler._sent("POST", view, fields)
        assert sent.status_int == 403
    assert "dialekt" in handler.post("@@case", case=case).text


def test_nothing_of_the_pages_is_kept_told_or_found(open_desk):
    case = handlers.send_report()[0]
    handler = open_desk("office")
    for page in (handler.get("@@desk"), handler.post("@@case", case=case)):
        assert page.headers["Cache-Control"] == "private, no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        (title,) = re.findall(r"<title>(.*?)</title>", page.text, re.DOTALL)
        assert title.split() == "Trygghet — Plone site".split()
    assert handler.get("@@case").headers["Location"].endswith("/@@desk")


# a case


def test_what_is_wanted_comes_first_and_what_was_taken_back_is_marked(
    open_desk, municipality
):
    calm, words = handlers.send_report()
    municipality.clock.pass_days(1)
    urgent = handlers.send_report(urgent=True)[0]
    municipality.clock.pass_days(1)
    later = handlers.send_report()[0]
    reporter_followup.withdraw(words)
    transaction.commit()
    page = open_desk("office").get("@@desk").text
    places = [page.index(short(each)) for each in (urgent, calm, later)]
    assert places == sorted(places)
    assert page.count("Taken back by the reporter") == 1
    assert page.count("Urgent") == 1


def test_somebody_reports_the_head_of_hr_and_gets_an_answer(
    open_desk, locked_desk, municipality
):
    """P4, the handlers' half: from the letter to the answer, a colleague shut out."""
    about = frozenset({municipality.people["hrchef"]})
    case, words = handlers.send_report(about=about, identity={"name": "Anna Alm"})
    told = {notice.person for notice in _put(municipality)}
    assert municipality.people["hrchef"] not in told
    assert {municipality.people[name] for name in ("office", "head", "hrsub")} == told
    assert short(case) not in open_desk("hrchef").get("@@desk").text
    assert open_desk("hrchef").post("@@case", case=case).status_int == 404
    handler = locked_desk("office")
    locked = handler.post("@@case", case=case)
    assert "Open your vault" in locked.text and "dialekt" not in locked.text
    page = handler.post("@@case", case=case, passphrase=handlers.PHRASE).text
    assert "En kommentar om min dialekt." in page and "Hrchef Ek" in page
    assert "It happened to me" in page and "Anna Alm" not in page
    page = handler.post("@@case", case=case, deed="triage").text
    assert "You have taken the case on" in page and "First assessment" in page
    page = handler.post("@@case", case=case, deed="answer", text="Tack.", seen="0").text
    assert "Your answer waits for the reporter" in page
    handler.post("@@case", case=case, deed="answer", text="Tack.", seen="0")
    said = [each.words.text for each in reporter_followup.status(words).letters[1:]]
    assert said == ["Tack."]
    reporter_followup.write(words, "Head Ek är min chef.")
    transaction.commit()
    page = handler.post("@@case", case=case).text
    assert "Head Ek är min chef." in page
    before = len(_put(municipality))
    head = person(municipality, "head")
    done = handler.post("@@case-people", case=case, deed="exclude", person=head)
    # who answers to the head of the office can no longer handle it either
    assert done.status_int == 303 and done.location.endswith("/@@desk")
    assert readers(case) == {municipality.people["hrsub"]}
    assert len(_put(municipality)) == before
    assert short(case) not in open_desk("head").get("@@desk").text


def _put(municipality):
    transaction.begin()
    box = getUtility(IOutbox)
    found = []
    while parcel := box.take(2**40):
        found.extend(parcel.notices)
        box.sent(parcel.number, 2**40)
    transaction.abort()
    return [each for each in found if each.kind.startswith("case_")]


def test_what_was_typed_survives_a_vault_that_locked_itself(open_desk, municipality):
    case = handlers.send_report()[0]
    handler = open_desk("office")
    municipality.clock.moment += timedelta(minutes=61)
    sent = {"case": case, "deed": "answer", "text": f"{CANARY} ett svar", "seen": "0"}
    page = handler.post("@@case", **sent)
    assert page.status_int == 403 and "Your vault is locked" in page.text
    assert f'value="{CANARY} ett svar"' in page.text
    page = handler.post("@@case", passphrase=handlers.PHRASE, **sent)
    assert f">{CANARY} ett svar</textarea>" in page.text
    assert "Your answer waits" not in page.text


def test_an_empty_answer_is_refused_beside_its_field(open_desk):
    case = handlers.send_report()[0]
    page = open_desk("office").post(
        "@@case", case=case, deed="answer", text=" ", seen="0"
    )
    assert page.status_int == 400 and 'id="answer-text-wrong"' in page.text


def test_files_are_sent_to_be_kept_and_the_cleaned_copy_is_offered_first(open_desk):
    name = "Möte 3 mars.jpg"
    upload = Upload(name, "image/jpeg", b"sak", b"ren")
    case = handlers.send_report(files=(upload,))[0]
    handler = open_desk("office")
    page = handler.post("@@case", case=case).text
    assert name in page
    assert page.index("Copy without hidden details") < page.index("as it was sent")
    for kind, content in (("cleaned", b"ren"), ("file", b"sak")):
        found = handler.post("@@case", case=case, **{kind: "1"})
        assert found.body == content
        assert found.headers["Content-Type"].startswith("application/octet-stream")
        assert found.headers["Content-Disposition"].startswith("attachment;")
        assert "M%C3%B6te%203%20mars.jpg" in found.headers["Content-Disposition"]
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["Cache-Control"] == "private, no-store"
    assert handler.post("@@case", case=case, file="2").status_int == 404
    assert open_desk("legal").post("@@case", case=case, file="1").status_int == 404


def test_a_handler_lets_somebody_in_hands_over_and_steps_back(open_desk, municipality):
    case = handlers.send_report()[0]
    handler, legal = open_desk("office"), person(municipality, "legal")
    asked = {"case": case, "deed": "let_in", "person": legal}
    page = handler.post("@@case-people", **asked).text
    assert "Ask them first whether anything stands between them" in page
    page = handler.post("@@case-people", **asked, impartial="1").text
    assert "Legal Ek (Municipal lawyer)" in page
    page = open_desk("legal").post("@@case", case=case).text
    assert "dialekt" in page and "Office Ek let Legal Ek in." in page
    done = handler.post(
        "@@case-people", case=case, deed="step_back", reason="Vi är släkt."
    )
    assert done.status_int == 303 and municipality.people["office"] not in readers(case)
    page = open_desk("head").post("@@case", case=case).text
    assert "Office Ek stepped back. Vi är släkt." in page
    open_desk("head").post("@@desk", hand_to=person(municipality, "office"))
    assert municipality.people["office"] not in readers(case)
    done = open_desk("head").post("@@desk", hand_to=person(municipality, "hrsub"))
    assert done.status_int == 303
    assert municipality.people["head"] not in readers(case)
    assert municipality.people["hrsub"] in readers(case)


@pytest.mark.parametrize("value", ["", "x", "99", "-1"])
def test_handing_over_to_nobody_is_refused(open_desk, municipality, value):
    handlers.send_report()
    page = open_desk("head").post("@@desk", hand_to=value)
    assert page.status_int == 400


# identity and escrow


def test_a_name_is_asked_for_approved_and_shown_for_seven_days(open_desk, municipality):
    case = handlers.send_report(identity={"name": "Anna Alm"})[0]
    handler, reason = open_desk("office"), f"{CANARY} för att ringa"
    page = handler.post("@@case", case=case, deed="ask_identity", reason=" ")
    assert page.status_int == 400 and 'id="ask_identity-reason-wrong"' in page.text
    page = handler.post("@@case", case=case, deed="ask_identity", reason=reason).text
    assert "It waits for an approver" in page
    approver = open_desk("approver")
    assert "Requests to see who a reporter is" in approver.get("@@desk").text
    page = approver.get("@@approvals").text
    assert reason in page and "Office Ek (Municipal secretary)" in page
    assert short(case) in page and "dialekt" not in page and "Anna Alm" not in page
    (number,) = set(re.findall(r'name="approve"[^>]*value="(\d+)"', page, re.DOTALL))
    assert approver.post("@@approvals", approve=number).status_int == 303
    assert approver.post("@@approvals", approve=number).status_int == 404
    page = handler.post("@@case", case=case).text
    assert "Show me who it is" in page and "Anna Alm" not in page
    page = handler.post("@@case", case=case, deed="open_identity").text
    assert "Anna Alm" in page and "looked at who the reporter is" in page
    assert "Anna Alm" not in handler.post("@@case", case=case).text
    page = open_desk("head").post("@@case", case=case, deed="open_identity")
    assert page.status_int == 403 and "Anna Alm" not in page.text


def test_no_page_shows_whether_a_name_was_given(open_desk, municipality):
    """Before, the page and the request said at once that there is none (T22)."""
    handler, approver, seen = open_desk("office"), open_desk("approver"), []
    for identity in ({"name": "Anna Alm"}, None):
        case = handlers.send_report(identity=identity)[0]
        asked = {"deed": "ask_identity", "reason": "Vi behöver ringa."}
        pages = [handler.post("@@case", case=case).text]
        pages.append(handler.post("@@case", case=case, **asked).text)
        pages.append(approver.get("@@approvals").text)
        (number,) = set(re.findall(r'name="approve"[^>]*value="(\d+)"', pages[2]))
        approver.post("@@approvals", approve=number)
        pages.append(handler.post("@@case", case=case).text)
        seen.append([_without_numbers(each, case) for each in pages])
        last = handler.post("@@case", case=case, deed="open_identity").text
        assert ("The reporter gave no name." in last) == (identity is None)
        assert ("Anna Alm" in last) == (identity is not None)
    assert seen[0] == seen[1]


def _without_numbers(page: str, case: str) -> str:
    """Leave out of a page what differs between any two cases."""
    (main,) = html.fromstring(page).cssselect("main")
    for each in main.cssselect("[name=_authenticator], [name=approve], [name=refuse]"):
        each.drop_tree()
    text = html.tostring(main, encoding="unicode")
    return text.replace(case, "").replace(short(case), "")


def test_two_escrow_holders_bring_a_handler_back_and_rehearse(open_desk, municipality):
    case = handlers.send_report()[0]
    new = {"passphrase": handlers.OTHER, "again": handlers.OTHER}
    lost = handlers.HandlerClient(open_desk("office").client, municipality, "office")
    lost.post("@@my-key", deed="forget", sure="yes", **new)
    handlers.confirm_with_passphrases(municipality, office=handlers.OTHER)
    transaction.commit()
    lost.post("@@my-key", deed="ask")
    for name in ("escrow1", "escrow2"):
        holder = open_desk(name)
        page = holder.get("@@escrow").text
        assert "Office Ek (Municipal secretary)" in page and short(case) in page
        (number,) = re.findall(r'name="give"[^>]*value="(\d+)"', page, re.DOTALL)
        assert holder.post("@@escrow", give=number).status_int == 303
        assert holder.post("@@case", case=case).status_int == 404
    assert "Two holders of escrow keys have helped you" in lost.get("@@desk").text
    assert lost.post("@@desk", come_back="1").status_int == 303
    assert "dialekt" in lost.post("@@case", case=case).text
    other = {"with": person(municipality, "escrow3"), "rehearse": "1"}
    page = holder.post("@@escrow", other=f"{CANARY} fel ord", **other)
    assert page.status_int == 403 and CANARY not in page.text
    assert holder.post("@@escrow", other=handlers.PHRASE, **other).status_int == 303
    assert "Two of you last rehearsed" in holder.get("@@escrow").text


# those who look after it


def test_the_registrar_sees_who_has_a_key_and_nobody_else_does(client, municipality):
    getUtility(IKeyrings).drop(municipality.people["legal"])
    page = client.page("registrar", "/@@conduct-keys")
    assert page.status_int == 200 and "Legal Ek" in page.text
    assert page.text.count("Not yet") == 1
    assert page.headers["Cache-Control"] == "private, no-store"
    for role in ("office", "official", "auditor", "anonymous"):
        assert "Legal Ek" not in client.page(role, "/@@conduct-keys").text


def test_readiness_tells_of_keys_intake_and_who_has_left(client, municipality):
    case = handlers.send_report()[0]
    page = client.page("manager", "/@@conduct-readiness").text
    assert "Intake of reports" in page and "It is open." in page
    assert "Let two holders rehearse" in page
    assert case not in page and short(case) not in page


# when something breaks


@pytest.fixture
def log(municipality):
    if "error_log" not in municipality.portal.objectIds():
        manage_addErrorLog(municipality.portal)
    transaction.commit()
    manager = getGlobalSiteManager()
    manager.registerHandler(IPubFailureSubscriber)
    yield municipality.portal.error_log
    manager.unregisterHandler(IPubFailureSubscriber)


def test_nothing_of_a_case_or_a_passphrase_reaches_the_error_log(
    open_desk, log, monkeypatch
):
    case = handlers.send_report()[0]
    handler = open_desk("office")
    cookie = handler.cookie

    def broken(*args, **kw):
        raise RuntimeError("disk full")

    monkeypatch.setattr(case_access, "note", broken)
    monkeypatch.setattr("collective.conduct.operations.cases.identity.note", broken)
    monkeypatch.setattr("collective.conduct.operations.cases.answering.note", broken)
    monkeypatch.setattr(my_key, "open_vault", broken)
    for view, fields in (
        ("@@case", {"case": case, "deed": "note", "text": CANARY}),
        (
            "@@case-people",
            {"case": case, "deed": "let_in", "person": "1", "text": CANARY},
        ),
        ("@@case", {"case": case, "passphrase": CANARY, "text": CANARY}),
        ("@@my-key", {"deed": "open", "passphrase": CANARY}),
        ("@@my-key", {"deed": "make", "passphrase": CANARY, "again": CANARY}),
        ("@@my-key", {"deed": "change", "former": CANARY, "passphrase": CANARY}),
    ):
        with suppress(RuntimeError):
            handler.post(view, **fields)
    transaction.begin()
    said = "".join(
        f"{each['req_html']}{each['tb_text']}{each['value']}"
        for each in log.getLogEntries()
    )
    assert said.count("disk full") >= 3
    assert CANARY not in said and case not in said and cookie not in said


def test_the_state_of_a_case_is_moved_by_its_own_page_alone(open_desk, municipality):
    case = handlers.send_report()[0]
    open_desk("office").post("@@case", case=case, deed="triage")
    transaction.begin()
    assert getUtility(ICases).facts(case).state == "triage"
