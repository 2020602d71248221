"""Somebody reports: four doors, names before words, seven words, and back."""

from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.operations.common import throttle
from collective.conduct.operations.reports import saved_reports
from collective.conduct.vocabularies.vault.receipt_words import WORDS
from lxml import html
from tests.support import handlers
from tests.support.http_client import Client
from tests.support.reader_browser import Reader
from urllib.parse import urlencode
from zope.component import adapter
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubBeforeCommit

import pytest
import transaction


POST = "/trygghet/@@report-form"


QUIET = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


class Reporter(Reader):
    """Somebody without an account, at a browser without JavaScript."""

    def begin(self, municipality, form="harassment"):
        self.open(municipality.hub, f"@@report-form?form={form}")
        return self

    def tick(self, name, *values):
        control = self.browser.getControl(name=name)
        control.value = [*control.value, *(str(each) for each in values)]
        return self

    def write(self, name, text):
        self.browser.getControl(name=name).value = text
        return self

    def press(self, label):
        self.browser.getControl(label).click()
        transaction.begin()
        return self

    @property
    def seven(self) -> list[str]:
        return self.find(".conduct-seven li")

    @property
    def names(self) -> list[str]:
        return self.find(".conduct-readers li strong")

    @property
    def words(self) -> str:
        (part,) = self.tree.cssselect("main.conduct")
        return " ".join(part.text_content().split())


def filled(page) -> dict:
    """The fields of the form on a page, as a browser sends them."""
    (form,) = page.tree.cssselect("form.conduct-form")
    return dict(form.form_values())


def posted(client, fields, role="anonymous", **headers):
    """Send fields as a browser does; return the status and the page."""
    kind = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    answered = client.send(role, "POST", POST, urlencode(fields).encode(), kind)
    return answered.status_int, html.fromstring(answered.body)


def uploaded(client, fields, name, content):
    """Send fields with one file."""
    transaction.commit()
    return client._app.post(
        f"{client.root}{POST}",
        fields,
        upload_files=[("files", name, content)],
        expect_errors=True,
    )


def test_the_thinnest_way_leads_to_seven_words(open_intake, app):
    page = Reporter(app).open(open_intake.hub, "@@report")
    assert "Something has happened" in page.words
    page.browser.getLink("Harassment or offensive treatment").click()
    assert page.names == ["Hrchef Ek", "Office Ek", "Head Ek"]
    page.press("Go on").write("q-what", "Han skriker åt mig.")
    page.press("Send it to those who are ticked")
    assert len(page.seven) == 7
    (case,) = handlers.all_cases()
    assert handlers.readers_of(open_intake, case.case) == {"hrchef", "office", "head"}
    said = handlers.case_content(open_intake, "office", case.case)
    assert said["answers"] == {"What has happened?": "Han skriker åt mig."}


def sent(page, text="Kanariefågel.", form="harassment", municipality=None):
    """Write and send; return the seven words as one text."""
    page.begin(municipality, form).press("Go on").write("q-what", text)
    return " ".join(page.press("Send it to those who are ticked").seven)


def test_somebody_without_an_account_reports_the_hr_chief_and_comes_back(
    open_intake, app
):
    page = Reporter(app).begin(open_intake)
    assert page.names == ["Hrchef Ek", "Office Ek", "Head Ek"]
    page.tick("about", open_intake.people["hrchef"]).press(
        "Show who would read it then"
    )
    assert page.names == ["Hrsub Ek", "Office Ek", "Head Ek"]
    assert "hr (substitute)" in page.words.lower() or "(substitute)" in page.words
    page.press("Go on").write("q-what", "HR-chefen trakasserar mig.")
    page.press("Send it to those who are ticked")
    words = page.seven
    (case,) = handlers.all_cases()
    assert handlers.readers_of(open_intake, case.case) == {"hrsub", "office", "head"}
    page.press("I have written them down")
    page.write("word-3", words[2].upper()).write("word-6", words[5]).press("Compare")
    assert "Your note is right" in page.words
    assert "at the latest 17 March 2027" in page.words
    page.open(open_intake.hub, "@@report-status").write("words", " ".join(words))
    page.press("Show my report")
    assert "HR-chefen trakasserar mig." in page.words
    page.write("text", "Vad händer nu?").press("Send the message")
    assert "Your message is sent." in page.words and "Vad händer nu?" in page.words
    page.press("Tell of a reprisal")
    assert page.find("h1") == ["Reprisal after a report"]


def test_a_reprisal_goes_to_others_and_is_linked(open_intake, app):
    page = Reporter(app)
    words = sent(page, municipality=open_intake)
    (first,) = handlers.all_cases()
    page.open(open_intake.hub, "@@report-status").write("words", words)
    page.press("Show my report").press("Tell of a reprisal")
    page.press("Go on").write("q-what", "Jag får inga uppgifter längre.")
    page.press("Send it to those who are ticked")
    second = next(each for each in handlers.all_cases() if each.case != first.case)
    assert second.linked == (first.case,)
    assert handlers.readers_of(open_intake, second.case) == {"legal"}


def test_a_reload_and_a_double_click_give_the_same_words(open_intake, app, client):
    page = Reporter(app).begin(open_intake).press("Go on").write("q-what", "En gång.")
    fields = {**filled(page), "q-what": "En gång.", "act": "send"}
    pages = [posted(client, fields)[1] for _ in range(3)]
    open_intake.clock.pass_days(1)  # a page that was left open over night, and reloaded
    pages.append(posted(client, fields)[1])
    words = {each.cssselect(".conduct-seven")[0].text_content() for each in pages}
    assert len(words) == 1 and len(handlers.all_cases()) == 1


@pytest.mark.parametrize("role", ["", "official"])
def test_the_pages_tell_nobody_where_somebody_has_been(open_intake, app, role):
    page = Reporter(app, role)
    if role:
        Reader.open(page, open_intake.hub)
    for path in ("@@report", "@@report-form?form=threats", "@@report-status"):
        page.open(open_intake.hub, path)
        assert page.status.startswith("200")
        for name, value in QUIET.items():
            assert page.browser.headers[name] == value
        assert "script" not in page.browser.headers["Content-Security-Policy"]
        assert "default-src 'none'" in page.browser.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in page.browser.headers
        assert not page.tree.cssselect("script")
        assert page.find("title") == ["Information"]
        assert "Trygghet" not in page.browser.contents
        assert not page.tree.cssselect("[style], [onclick]")


@pytest.mark.parametrize(
    "typed", ["", "a b c d e f g", "ett två tre fyra fem sex sju", "x" * 400]
)
def test_wrong_words_and_unknown_ones_give_the_same_page(open_intake, app, typed):
    page = Reporter(app).open(open_intake.hub, "@@report-status")
    page.write("words", typed).press("Show my report")
    assert page.status.startswith("200")
    assert "Nothing is found with these words" in page.words


def test_too_many_wrong_words_have_to_wait_a_minute(open_intake, app):
    page = Reporter(app)
    sent(page, municipality=open_intake)
    page.open(open_intake.hub, "@@report-status")
    for _ in range(throttle.WRONG + 1):
        page.write("words", "fel ord").press("Show my report")
    assert page.status.startswith("503") and "Wait 60 seconds" in page.words
    open_intake.clock.moment += open_intake.clock.moment.resolution * 60_000_000
    page.write("words", "fel ord").press("Show my report")
    assert "Nothing is found with these words" in page.words


def test_wrong_words_of_others_shut_nobody_out_who_has_words(open_intake, app):
    page = Reporter(app)
    words = sent(page, municipality=open_intake)
    page.open(open_intake.hub, "@@report-status")
    for _ in range(throttle.WRONG + 2):
        page.write("words", "fel ord").press("Show my report")
    page.write("words", words).press("Show my report")
    assert "Received, nobody has begun yet" in page.words


def test_empty_forms_of_others_shut_nobody_out_who_reports(
    open_intake, app, monkeypatch
):
    monkeypatch.setitem(throttle.MOST, throttle.FORMS, 3)
    page, hub = Reporter(app), open_intake.hub.absolute_url()
    client = Client(app, open_intake.portal)
    empty = {"form": "harassment", "nonce": "n" * 32, "step": "write", "act": "send"}
    answers = [
        client.form("anonymous", f"{hub}/@@report-form", **empty) for _ in range(4)
    ]
    assert [each.status_int for each in answers] == [400, 400, 400, 503]
    assert len(sent(page, municipality=open_intake).split()) == 7


def test_taking_it_back_is_asked_first(open_intake, app):
    page = Reporter(app)
    words = sent(page, municipality=open_intake)
    page.open(open_intake.hub, "@@report-status").write("words", words)
    page.press("Show my report").press("Take my report back")
    assert not handlers.all_cases()[0].withdrawn
    page.press("Yes, take it back now")
    assert handlers.all_cases()[0].withdrawn and "Taken back by you" in page.words


def test_what_is_only_kept_is_nobodys_and_is_sent_later_with_the_same_words(
    open_intake, app
):
    page = Reporter(app).begin(open_intake).press("Go on").write("q-what", "Inte än.")
    page.press("Only keep it for now")
    words = page.seven
    assert len(words) == 7 and "It is kept, not sent" in page.words
    assert handlers.all_cases() == []
    page.open(open_intake.hub, "@@report-status").write("words", " ".join(words))
    page.press("Show my report")
    assert "Nobody has been told" in page.words and "Inte än." in page.words
    page.press("Go on with it, or send it").press("Go on")
    assert page.browser.getControl(name="q-what").value == "Inte än."
    page.press("Send it to those who are ticked")
    assert page.seven == words
    assert len(handlers.all_cases()) == 1
    page.open(open_intake.hub, "@@report-status").write("words", " ".join(words))
    page.press("Show my report")
    assert "Received, nobody has begun yet" in page.words


def test_what_is_kept_can_be_thrown_away(open_intake, app):
    page = Reporter(app).begin(open_intake).press("Go on").write("q-what", "Inte än.")
    words = " ".join(page.press("Only keep it for now").seven)
    page.open(open_intake.hub, "@@report-status").write("words", words)
    page.press("Show my report").press("Throw it away")
    assert "It is thrown away" in page.words
    page.open(open_intake.hub, "@@report-status").write("words", words)
    assert "Nothing is found" in page.press("Show my report").words


def test_while_nobody_could_read_it_the_first_page_says_whom_to_call(
    municipality, app, tmp_path
):
    tmp_path.chmod(0o700)
    page = Reporter(app).open(municipality.hub, "@@report")
    assert "Reports cannot be received here yet" in page.words
    assert "Only advice" not in page.words
    page.open(municipality.hub, "@@report-form?form=harassment")
    assert page.url.endswith("/@@report")


def test_an_unknown_form_leads_to_the_first_page(open_intake, app):
    page = Reporter(app).open(open_intake.hub, "@@report-form?form=kanariefagel")
    assert page.url.endswith("/@@report")


def test_what_was_kept_is_forgotten_after_three_months(open_intake, app):
    page = Reporter(app).begin(open_intake).press("Go on").write("q-what", "Inte än.")
    words = " ".join(page.press("Only keep it for now").seven)
    now = int(open_intake.clock.now().timestamp())
    assert saved_reports.lapse(now) == 0 and saved_reports.kept(words)
    assert saved_reports.lapse(now + saved_reports.KEPT_FOR + 1) == 1
    assert saved_reports.kept(words) is None


def test_a_name_is_sealed_apart_or_seen_or_left_out(open_intake, app):
    page = Reporter(app).begin(open_intake).press("Go on").write("q-what", "Ett.")
    assert "somebody else agrees: Approver Ek." in page.words
    page.browser.getControl(name="identity").value = ["confidential"]
    page.press("Send it to those who are ticked")
    assert "Write your name, or choose" in page.words
    page.write("reporter", "Anna Alm").write("contact", "070").press("Send it to those")
    (case,) = handlers.all_cases()
    said = handlers.case_content(open_intake, "office", case.case)
    assert "Anna" not in repr(said)
    page.begin(open_intake).press("Go on").write("q-what", "Två.")
    page.browser.getControl(name="identity").value = ["named"]
    page.write("reporter", "Anna Alm").press("Send it to those who are ticked")
    told = [
        handlers.case_content(open_intake, "office", each.case)["answers"]
        for each in handlers.all_cases()
        if each.case != case.case
    ]
    assert told[0]["Who tells of it"] == "Anna Alm"


def test_readers_can_be_left_out_but_not_all(open_intake, app):
    page = (
        Reporter(app)
        .begin(open_intake)
        .press("Go on")
        .write("q-what", "Bara kansliet.")
    )
    page.browser.getControl(name="recipient").value = []
    page.press("Send it to those who are ticked")
    assert "Leave at least one person ticked" in page.words
    assert page.browser.getControl(name="q-what").value == "Bara kansliet."
    page.browser.getControl(name="recipient").value = [str(open_intake.people["head"])]
    page.press("Send it to those who are ticked")
    (case,) = handlers.all_cases()
    assert handlers.readers_of(open_intake, case.case) == {"head"}


def test_somebody_else_is_found_by_a_name_that_is_sent_and_is_out(open_intake, app):
    page = Reporter(app).begin(open_intake).write("search", "Of").press("Find")
    assert "Write at least three letters" in page.words
    page.write("search", "official lin").press("Find")
    assert "Official Lind" in page.words and "official" not in page.url
    page.tick("about", open_intake.people["official"])
    page.tick("witness", open_intake.people["head"]).press("Go on")
    page.write("q-what", "Om en ledamot.").press("Send it to those who are ticked")
    (case,) = handlers.all_cases()
    assert handlers.readers_of(open_intake, case.case) == {"hrchef", "office"}
    assert set(case.excluded) == {
        open_intake.people["official"],
        open_intake.people["head"],
    }


def test_going_back_to_the_first_step_loses_nothing(open_intake, app):
    page = Reporter(app).begin(open_intake).press("Go on").write("q-what", "Lång text.")
    page.write("reporter", "Anna").press("Change whom it is about")
    assert "Lång text." not in page.browser.contents
    page.tick("about", open_intake.people["hrchef"]).press("Go on")
    assert page.browser.getControl(name="q-what").value == "Lång text."
    assert page.browser.getControl(name="reporter").value == "Anna"


@pytest.mark.parametrize(
    ("change", "headers", "sentence"),
    [
        ({"q-what": " ", "q-wish": ""}, {}, "Nothing is written yet"),
        ({"website": "http://spam.example"}, {}, "as programs do"),
        ({}, {"Sec-Fetch-Site": "cross-site"}, "another site sent this form"),
        ({}, {"Origin": "https://evil.example"}, "another site sent this form"),
        ({"nonce": "short"}, {}, "was not opened here"),
        ({"recipient": "77"}, {}, "have changed since"),
        ({"q-between": "kanarie"}, {}, "Choose among those in the list"),
    ],
)
def test_every_refusal_keeps_what_was_typed(
    open_intake, app, client, change, headers, sentence
):
    page = Reporter(app).begin(open_intake).press("Go on")
    typed = {"q-what": "Fågeln.", "q-wish": "En ursäkt.", "contact": "070-1"}
    fields = {**filled(page), **typed, "act": "send", **change}
    status, tree = posted(client, fields, **headers)
    assert status >= 400
    assert sentence in " ".join(tree.cssselect("main")[0].text_content().split())
    shown = dict(tree.cssselect("form.conduct-form")[0].form_values())
    for name in set(typed) - set(change):
        assert shown[name] == typed[name]
    assert handlers.all_cases() == []


def test_a_member_whose_log_in_has_ended_loses_nothing(open_intake, app):
    page = Reporter(app, "official")
    Reader.open(page, open_intake.hub)
    page.begin(open_intake).press("Go on").write("q-what", "Medan jag var inloggad.")
    page.lose_session()
    page.press("Send it to those who are ticked")
    assert len(page.seven) == 7 and len(handlers.all_cases()) == 1


def test_a_member_needs_a_token_and_is_told_so_with_everything_kept(
    open_intake, app, client
):
    page = Reporter(app).begin(open_intake).press("Go on")
    fields = {**filled(page), "q-what": "Utan biljett.", "act": "send"}
    status, tree = posted(client, fields, "official")
    assert status == 409
    assert tree.cssselect("#q-what")[0].text_content() == "Utan biljett."
    fields = dict(tree.cssselect("form.conduct-form")[0].form_values())
    status, _tree = posted(client, {**fields, "act": "send"}, "official")
    assert status == 200 and len(handlers.all_cases()) == 1


def test_a_member_stands_nowhere(open_intake, app):
    seen = []

    @adapter(IPubBeforeCommit)
    def look(event):
        current = transaction.get()
        seen.append((current.user, current.description, dict(current.extension)))

    page = Reporter(app, "official")
    Reader.open(page, open_intake.hub)
    getGlobalSiteManager().registerHandler(look)
    try:
        sent(page, municipality=open_intake)
    finally:
        getGlobalSiteManager().unregisterHandler(look)
    assert set(map(repr, seen)) == {repr(("", "conduct", {}))}


def test_a_file_comes_along_and_a_wrong_one_is_said(open_intake, app, client):
    page = Reporter(app).begin(open_intake).press("Go on")
    fields = {**filled(page), "q-what": "Se bilden.", "act": "send"}
    answered = uploaded(client, fields, "tom.jpg", b"")
    assert "File number 1 has nothing in it" in answered.text
    assert "Se bilden." in answered.text and "tom.jpg" not in answered.text
    answered = uploaded(client, fields, "anteckning.txt", b"Anteckning.")
    seven = html.fromstring(answered.body).cssselect(".conduct-seven li")
    words = " ".join(each.text for each in seven)
    page.open(open_intake.hub, "@@report-status").write("words", words)
    assert "anteckning.txt" in page.press("Show my report").words


# registered by those who were told


def test_what_is_told_by_telephone_is_written_down_on_one_page(open_intake, app):
    page = Reporter(app, "office")
    Reader.open(page, open_intake.hub)
    page.open(open_intake.hub, "@@register-report")
    page.browser.getControl(name="channel").value = ["letter"]
    page.write("told", "Hon ringde och grät.").tick(
        "about", open_intake.people["hrchef"]
    )
    page.press("Send it to them")
    assert len(page.seven) == 7
    (case,) = handlers.all_cases()
    assert case.channel == "letter"
    assert handlers.readers_of(open_intake, case.case) == {"hrsub", "office", "head"}
    said = handlers.case_content(open_intake, "office", case.case)
    assert said["role"] == "for_another"
    assert said["registered_by"] == open_intake.people["office"]
    assert said["answers"] == {"What was told": "Hon ringde och grät."}


def test_a_name_that_all_may_see_is_not_lost_when_it_is_written_down(open_intake, app):
    page = Reporter(app, "office")
    Reader.open(page, open_intake.hub)
    page.open(open_intake.hub, "@@register-report").write("told", "Hon ringde.")
    page.browser.getControl(name="identity").value = ["named"]
    page.write("reporter", "Anna Alm").press("Send it to them")
    (case,) = handlers.all_cases()
    answers = handlers.case_content(open_intake, "office", case.case)["answers"]
    assert answers == {"What was told": "Hon ringde.", "Who tells of it": "Anna Alm"}


@pytest.mark.parametrize("role", ["official", "registrar", "manager"])
def test_nobody_else_writes_down_what_others_told(open_intake, app, role):
    page = Reporter(app, role)
    Reader.open(page, open_intake.hub)
    page.open(open_intake.hub, "@@register-report")
    assert page.url.endswith("/@@report")


def test_a_prescribed_medicine_goes_to_the_two_offices_alone(open_intake, app):
    page = Reporter(app)
    words = sent(page, "Den gör mig trött.", "medicine", open_intake)
    (case,) = handlers.all_cases()
    assert case.procedure == "advice"
    assert handlers.readers_of(open_intake, case.case) == {"office", "head"}
    page.open(open_intake.hub, "@@report-status").write("words", words)
    assert "Den gör mig trött." in page.press("Show my report").words


def test_a_witness_says_so_and_advice_stands_before_the_form(open_intake, app):
    page = Reporter(app).open(open_intake.hub, "@@report")
    doors = page.find("h2")
    assert doors.index("Only advice") < doors.index("Report it")
    page.begin(open_intake)
    assert page.browser.getLink("Other ways to get help").url.endswith("?in=en")
    page.press("Go on").write("q-what", "Jag såg det i fikarummet.")
    page.browser.getControl(name="role").value = ["witness"]
    page.press("Send it to those who are ticked")
    (case,) = handlers.all_cases()
    assert handlers.case_content(open_intake, "office", case.case)["role"] == "witness"


def test_the_leader_of_ones_own_group_is_named_and_others_are_offered(open_intake, app):
    page = Reporter(app, "official")
    Reader.open(page, open_intake.hub)
    page.open(open_intake.hub, "@@report")
    assert "The leader of your group: Leader Lind" in page.words
    assert "Harassment or offensive treatment" in page.words
    assert "Leader Lind" not in Reporter(app).open(open_intake.hub, "@@report").words


@pytest.mark.parametrize("form", ["harassment", "risk_use", "code"])
def test_whoever_is_logged_in_is_offered_the_same_recipients(open_intake, app, form):
    """Not the leader alone: there is somebody else to turn to (C28, C34)."""
    page = Reporter(app, "official")
    Reader.open(page, open_intake.hub)
    offered = page.begin(open_intake, form).names
    assert len(offered) > 1 and offered == Reporter(app).begin(open_intake, form).names
    assert "Leader Lind" not in offered


def test_any_employee_tells_of_a_concern_and_it_goes_to_the_two_offices(
    open_intake, app
):
    page = Reporter(app, "member")
    Reader.open(page, open_intake.hub)
    sent(page, "En ledamot luktade alkohol.", "risk_use", open_intake)
    (case,) = handlers.all_cases()
    assert handlers.readers_of(open_intake, case.case) == {"office", "head"}


def test_the_words_of_the_policies_are_explained_beside_the_question(open_intake, app):
    page = Reporter(app, "official")
    Reader.open(page, open_intake.hub)
    page.begin(open_intake).press("Go on")
    terms = page.find("form details summary")
    assert "Harassment" in terms and "Sexual harassment" in terms
    link = page.tree.cssselect("form details a")[0].get("href")
    assert link.endswith("/@@the-code")


def test_no_question_has_to_be_answered(open_intake, app):
    for form in FORMS:
        page = Reporter(app).begin(open_intake, form)
        if page.names:
            page.press("Go on")
            assert not page.tree.cssselect("[required]")


@pytest.mark.parametrize("language", ["sv", "da"])
def test_the_pages_and_the_words_speak_the_language_of_the_address(
    open_intake, app, language
):
    page = Reporter(app)
    page.open(open_intake.hub, f"@@report-form?form=harassment&in={language}")
    assert page.tree.get("lang") == language
    page.browser.getControl(name="act", index=2).click()
    page.write("q-what", "Ord.")
    page.browser.getForm(index=0).submit(name="act", index=1)
    assert set(page.seven) <= set(WORDS[language])
    assert "Set-Cookie" not in page.browser.headers


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Inte skyddat mot"), ("da", "Ikke beskyttet mod"), ("en", "Not protected")],
)
def test_what_is_protected_is_said_before_the_first_word(
    client, municipality, language, words
):
    path = f"{municipality.hub.absolute_url()}/@@what-is-protected?in={language}"
    page = client.page("anonymous", path)
    assert page.status_int == 200 and words in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in page.headers
    assert "<title>Information</title>" in page.text or language != "en"
