"""Somebody reports: four doors, names before words, seven words, and back."""

from collective.conduct.operations.reports import throttle
from tests import office
from tests.functional.reading import Reader

import pytest
import transaction


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
