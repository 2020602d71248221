"""Somebody reports: four doors, names before words, seven words, and back."""

from collective.conduct.operations.reports import keeping
from collective.conduct.operations.reports import throttle
from lxml import html
from tests import office
from tests.functional.reading import Reader
from urllib.parse import urlencode

import pytest
import transaction


POST = "/trygghet/@@report-form"


QUIET = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@pytest.fixture
def ready(built, tmp_path):
    tmp_path.chmod(0o700)
    throttle.words = throttle.Throttle(throttle.WRONG)
    throttle.forms = throttle.Throttle(throttle.SENT)
    return office.staffed(built)


@pytest.fixture
def app(functional):
    return functional["app"]


class Reporter(Reader):
    """Somebody without an account, at a browser without JavaScript."""

    def begin(self, town, form="harassment"):
        self.open(town.hub, f"@@report-form?form={form}")
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


def test_the_thinnest_way_leads_to_seven_words(ready, app):
    page = Reporter(app).open(ready.hub, "@@report")
    assert "Something has happened" in page.words
    page.browser.getLink("Harassment or offensive treatment").click()
    assert page.names == ["Hrchef Ek", "Office Ek", "Head Ek"]
    page.press("Go on").write("q-what", "Han skriker åt mig.")
    page.press("Send it to those who are ticked")
    assert len(page.seven) == 7
    (case,) = office.cases()
    assert office.readers(ready, case.case) == {"hrchef", "office", "head"}
    said = office.content(ready, "office", case.case)
    assert said["answers"] == {"What has happened?": "Han skriker åt mig."}


def sent(page, text="Kanariefågel.", form="harassment", town=None):
    """Write and send; return the seven words as one text."""
    page.begin(town, form).press("Go on").write("q-what", text)
    return " ".join(page.press("Send it to those who are ticked").seven)


def test_somebody_without_an_account_reports_the_hr_chief_and_comes_back(ready, app):
    page = Reporter(app).begin(ready)
    assert page.names == ["Hrchef Ek", "Office Ek", "Head Ek"]
    page.tick("about", ready.people["hrchef"]).press("Show who would read it then")
    assert page.names == ["Hrsub Ek", "Office Ek", "Head Ek"]
    assert "hr (substitute)" in page.words.lower() or "(substitute)" in page.words
    page.press("Go on").write("q-what", "HR-chefen trakasserar mig.")
    page.press("Send it to those who are ticked")
    words = page.seven
    (case,) = office.cases()
    assert office.readers(ready, case.case) == {"hrsub", "office", "head"}
    page.press("I have written them down")
    page.write("word-3", words[2].upper()).write("word-6", words[5]).press("Compare")
    assert "Your note is right" in page.words
    assert "at the latest 17 March 2027" in page.words
    page.open(ready.hub, "@@report-status").write("words", " ".join(words))
    page.press("Show my report")
    assert "HR-chefen trakasserar mig." in page.words
    page.write("text", "Vad händer nu?").press("Send the message")
    assert "Your message is sent." in page.words and "Vad händer nu?" in page.words
    page.press("Tell of a reprisal")
    assert page.find("h1") == ["Reprisal after a report"]


def test_a_reprisal_goes_to_others_and_is_linked(ready, app):
    page = Reporter(app)
    words = sent(page, town=ready)
    (first,) = office.cases()
    page.open(ready.hub, "@@report-status").write("words", words)
    page.press("Show my report").press("Tell of a reprisal")
    page.press("Go on").write("q-what", "Jag får inga uppgifter längre.")
    page.press("Send it to those who are ticked")
    second = next(each for each in office.cases() if each.case != first.case)
    assert second.linked == (first.case,)
    assert office.readers(ready, second.case) == {"legal"}


def test_a_reload_and_a_double_click_give_the_same_words(ready, app, client):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "En gång.")
    fields = filled(page)
    seven = [
        html.fromstring(client.form("anonymous", POST, **fields, act="send").body)
        for _ in range(3)
    ]
    ready.clock.pass_days(1)  # a page that was left open over night, and reloaded
    seven.append(
        html.fromstring(client.form("anonymous", POST, **fields, act="send").body)
    )
    words = {each.cssselect(".conduct-seven")[0].text_content() for each in seven}
    assert len(words) == 1 and len(office.cases()) == 1


@pytest.mark.parametrize("role", ["", "official"])
def test_the_pages_tell_nobody_where_somebody_has_been(ready, app, role):
    page = Reporter(app, role)
    if role:
        Reader.open(page, ready.hub)
    for path in ("@@report", "@@report-form?form=threats", "@@report-status"):
        page.open(ready.hub, path)
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
def test_wrong_words_and_unknown_ones_give_the_same_page(ready, app, typed):
    page = Reporter(app).open(ready.hub, "@@report-status")
    page.write("words", typed).press("Show my report")
    assert page.status.startswith("200")
    assert "Nothing is found with these words" in page.words


def test_too_many_wrong_words_have_to_wait_a_minute(ready, app):
    page = Reporter(app)
    words = sent(page, town=ready)
    page.open(ready.hub, "@@report-status")
    for _ in range(throttle.WRONG):
        page.write("words", "fel ord").press("Show my report")
    page.write("words", words).press("Show my report")
    assert page.status.startswith("503") and "Wait 60 seconds" in page.words
    ready.clock.moment += ready.clock.moment.resolution * 60_000_000
    page.write("words", words).press("Show my report")
    assert "Received, nobody has begun yet" in page.words


def test_taking_it_back_is_asked_first(ready, app):
    page = Reporter(app)
    words = sent(page, town=ready)
    page.open(ready.hub, "@@report-status").write("words", words)
    page.press("Show my report").press("Take my report back")
    assert not office.cases()[0].withdrawn
    page.press("Yes, take it back now")
    assert office.cases()[0].withdrawn and "Taken back by you" in page.words


def test_what_is_only_kept_is_nobodys_and_is_sent_later_with_the_same_words(ready, app):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Inte än.")
    page.press("Only keep it for now")
    words = page.seven
    assert len(words) == 7 and "It is kept, not sent" in page.words
    assert office.cases() == []
    page.open(ready.hub, "@@report-status").write("words", " ".join(words))
    page.press("Show my report")
    assert "Nobody has been told" in page.words and "Inte än." in page.words
    page.press("Go on with it, or send it").press("Go on")
    assert page.browser.getControl(name="q-what").value == "Inte än."
    page.press("Send it to those who are ticked")
    assert page.seven == words
    assert len(office.cases()) == 1
    page.open(ready.hub, "@@report-status").write("words", " ".join(words))
    page.press("Show my report")
    assert "Received, nobody has begun yet" in page.words


def test_what_is_kept_can_be_thrown_away(ready, app):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Inte än.")
    words = " ".join(page.press("Only keep it for now").seven)
    page.open(ready.hub, "@@report-status").write("words", words)
    page.press("Show my report").press("Throw it away")
    assert "It is thrown away" in page.words
    page.open(ready.hub, "@@report-status").write("words", words)
    assert "Nothing is found" in page.press("Show my report").words


def test_while_nobody_could_read_it_the_first_page_says_whom_to_call(
    built, app, tmp_path
):
    tmp_path.chmod(0o700)
    page = Reporter(app).open(built.hub, "@@report")
    assert "Reports cannot be received here yet" in page.words
    assert "Only advice" not in page.words
    page.open(built.hub, "@@report-form?form=harassment")
    assert page.url.endswith("/@@report")


def test_an_unknown_form_leads_to_the_first_page(ready, app):
    page = Reporter(app).open(ready.hub, "@@report-form?form=kanariefagel")
    assert page.url.endswith("/@@report")


def test_what_was_kept_is_forgotten_after_three_months(ready, app):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Inte än.")
    words = " ".join(page.press("Only keep it for now").seven)
    now = int(ready.clock.now().timestamp())
    assert keeping.lapse(now) == 0 and keeping.kept(words)
    assert keeping.lapse(now + keeping.KEPT_FOR + 1) == 1
    assert keeping.kept(words) is None


def test_a_name_is_sealed_apart_or_seen_or_left_out(ready, app):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Ett.")
    assert "somebody else agrees: Approver Ek." in page.words
    page.browser.getControl(name="identity").value = ["confidential"]
    page.press("Send it to those who are ticked")
    assert "Write your name, or choose" in page.words
    page.write("reporter", "Anna Alm").write("contact", "070").press("Send it to those")
    (case,) = office.cases()
    said = office.content(ready, "office", case.case)
    assert "Anna" not in repr(said)
    page.begin(ready).press("Go on").write("q-what", "Två.")
    page.browser.getControl(name="identity").value = ["named"]
    page.write("reporter", "Anna Alm").press("Send it to those who are ticked")
    told = [
        office.content(ready, "office", each.case)["answers"]
        for each in office.cases()
        if each.case != case.case
    ]
    assert told[0]["Who tells of it"] == "Anna Alm"


def test_readers_can_be_left_out_but_not_all(ready, app):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Bara kansliet.")
    page.browser.getControl(name="recipient").value = []
    page.press("Send it to those who are ticked")
    assert "Leave at least one person ticked" in page.words
    assert page.browser.getControl(name="q-what").value == "Bara kansliet."
    page.browser.getControl(name="recipient").value = [str(ready.people["head"])]
    page.press("Send it to those who are ticked")
    (case,) = office.cases()
    assert office.readers(ready, case.case) == {"head"}


def test_somebody_else_is_found_by_a_name_that_is_sent_and_is_out(ready, app):
    page = Reporter(app).begin(ready).write("search", "Of").press("Find")
    assert "Write at least three letters" in page.words
    page.write("search", "official lin").press("Find")
    assert "Official Lind" in page.words and "official" not in page.url
    page.tick("about", ready.people["official"])
    page.tick("witness", ready.people["head"]).press("Go on")
    page.write("q-what", "Om en ledamot.").press("Send it to those who are ticked")
    (case,) = office.cases()
    assert office.readers(ready, case.case) == {"hrchef", "office"}
    assert set(case.excluded) == {ready.people["official"], ready.people["head"]}


def test_going_back_to_the_first_step_loses_nothing(ready, app):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Lång text.")
    page.write("reporter", "Anna").press("Change whom it is about")
    assert "Lång text." not in page.browser.contents
    page.tick("about", ready.people["hrchef"]).press("Go on")
    assert page.browser.getControl(name="q-what").value == "Lång text."
    assert page.browser.getControl(name="reporter").value == "Anna"


@pytest.mark.parametrize(
    ("change", "headers", "sentence"),
    [
        ({"q-what": " "}, {}, "Nothing is written yet"),
        ({"website": "http://spam.example"}, {}, "as programs do"),
        ({}, {"Sec-Fetch-Site": "cross-site"}, "another site sent this form"),
        ({}, {"Origin": "https://evil.example"}, "another site sent this form"),
        ({"nonce": "short"}, {}, "was not opened here"),
        ({"recipient": "77"}, {}, "have changed since"),
        ({"q-between": "kanarie"}, {}, "Choose among those in the list"),
    ],
)
def test_every_refusal_keeps_what_was_typed(
    ready, app, client, change, headers, sentence
):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Fågeln.")
    page.write("q-wish", "En ursäkt.").write("contact", "070-1")
    fields = {**filled(page), "act": "send", **change}
    kind = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    body = urlencode(fields).encode()
    answered = client.send("anonymous", "POST", POST, body, kind)
    assert answered.status_int >= 400
    tree = html.fromstring(answered.body)
    assert sentence in " ".join(tree.cssselect("main")[0].text_content().split())
    assert tree.cssselect("#q-wish")[0].text_content() == "En ursäkt."
    assert tree.cssselect("#contact")[0].get("value") == "070-1"
    if "q-what" not in change:
        assert tree.cssselect("#q-what")[0].text_content() == "Fågeln."
    assert office.cases() == []


def test_a_member_whose_log_in_has_ended_loses_nothing(ready, app):
    page = Reporter(app, "official")
    Reader.open(page, ready.hub)
    page.begin(ready).press("Go on").write("q-what", "Medan jag var inloggad.")
    page.lose_session()
    page.press("Send it to those who are ticked")
    assert len(page.seven) == 7 and len(office.cases()) == 1


def test_a_member_needs_a_token_and_is_told_so_with_everything_kept(ready, app, client):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Utan biljett.")
    answered = client.form("official", POST, **filled(page), act="send")
    assert answered.status_int == 409
    tree = html.fromstring(answered.body)
    assert tree.cssselect("#q-what")[0].text_content() == "Utan biljett."
    fields = dict(tree.cssselect("form.conduct-form")[0].form_values())
    sent = client.form("official", POST, **fields, act="send")
    assert sent.status_int == 200 and len(office.cases()) == 1


def test_a_member_stands_nowhere(ready, app, functional):
    page = Reporter(app, "official")
    Reader.open(page, ready.hub)
    sent(page, town=ready)
    transaction.begin()
    log = functional["portal"]._p_jar.db().undoLog(0, 3)
    assert [each["user_name"] for each in log][:1] in ([b""], [""])
    assert b"official" not in repr(log[0]).encode()


def test_a_file_comes_along_and_a_wrong_one_is_said(ready, app):
    page = Reporter(app).begin(ready).press("Go on").write("q-what", "Se bilden.")
    control = page.browser.getControl(name="files")
    control.add_file(b"", "image/jpeg", "tom.jpg")
    page.press("Send it to those who are ticked")
    assert "File number 1 has nothing in it" in page.words
    assert page.browser.getControl(name="q-what").value == "Se bilden."
    control = page.browser.getControl(name="files")
    control.add_file(b"Anteckning.", "text/plain", "anteckning.txt")
    words = " ".join(page.press("Send it to those who are ticked").seven)
    page.open(ready.hub, "@@report-status").write("words", words)
    assert "anteckning.txt" in page.press("Show my report").words


# registered by those who were told


def test_what_is_told_by_telephone_is_written_down_on_one_page(ready, app):
    page = Reporter(app, "office")
    Reader.open(page, ready.hub)
    page.open(ready.hub, "@@register-report")
    page.browser.getControl(name="channel").value = ["letter"]
    page.write("told", "Hon ringde och grät.").tick("about", ready.people["hrchef"])
    page.press("Send it to them")
    assert len(page.seven) == 7
    (case,) = office.cases()
    assert case.channel == "letter"
    assert office.readers(ready, case.case) == {"hrsub", "office", "head"}
    said = office.content(ready, "office", case.case)
    assert said["role"] == "for_another"
    assert said["registered_by"] == ready.people["office"]
    assert said["answers"] == {"What was told": "Hon ringde och grät."}


@pytest.mark.parametrize("role", ["official", "registrar", "manager"])
def test_nobody_else_writes_down_what_others_told(ready, app, role):
    page = Reporter(app, role)
    Reader.open(page, ready.hub)
    page.open(ready.hub, "@@register-report")
    assert page.url.endswith("/@@report")


def test_a_prescribed_medicine_goes_to_the_two_offices_alone(ready, app):
    page = Reporter(app)
    words = sent(page, "Den gör mig trött.", "medicine", ready)
    (case,) = office.cases()
    assert case.procedure == "advice"
    assert office.readers(ready, case.case) == {"office", "head"}
    page.open(ready.hub, "@@report-status").write("words", words)
    assert "Den gör mig trött." in page.press("Show my report").words
