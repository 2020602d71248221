"""What people do around a report, without scripts: write it, come back, read it."""

from collective.conduct.setuphandlers.demo import tables
from playwright.sync_api import Page
from tests.browser.looks import OURS


NAMES = {row["login"]: row["name"] for row in tables.accounts()}
PRIMARY = f"{OURS} button.btn-primary"
WORDS = ".conduct-seven li"
OTHER = "en annan lindasa fras"


def phrase_of(who: str) -> str:
    """The passphrase of a log-in of the demonstration."""
    return tables.passphrase_of(who)


class Reporter:
    """Somebody without an account, in one window, with the words of one report."""

    def __init__(self, page: Page, hub: str, language: str = "sv") -> None:
        self.page, self.hub, self.language = page, hub, language
        self.words: list[str] = []

    def begin(self, form: str = "harassment", about: tuple[str, ...] = ()) -> None:
        """Choose whom it is about; the questions come."""
        self.page.goto(f"{self.hub}/@@report-form?form={form}&in={self.language}")
        self.go_on(about)

    def go_on(self, about: tuple[str, ...] = ()) -> None:
        """The first step is there: tick whom it is about, and go on."""
        for each in about:
            row = self.page.locator(".conduct-stated", has_text=NAMES[each])
            row.locator("input[name=about]").check()
        self.page.click("button[value=write]")

    @property
    def offered(self) -> set[str]:
        """Whom the form offers as readers, by name."""
        labels = self.page.locator("label[for^=recipient-]").all_inner_texts()
        return {each.split(",")[0].strip() for each in labels}

    def choose(self, *logins: str) -> None:
        """Leave the tick at these readers alone."""
        for tick in self.page.locator("input[name=recipient]").all():
            label = self.page.locator(f"label[for={tick.get_attribute('id')}]")
            wanted = any(NAMES[each] in label.inner_text() for each in logins)
            tick.set_checked(wanted)

    def send(self, what: str) -> None:
        """Write it and send it; keep the seven words."""
        self.page.fill("#q-what", what)
        self.page.click("button[value=send]")
        self.words = self.page.locator(WORDS).all_inner_texts()
        assert len(self.words) == 7, self.page.inner_text("body")

    def report(self, what: str, *readers: str, about: tuple[str, ...] = ()) -> None:
        """All of it; ``readers``: those who keep their tick, all when none is named."""
        self.begin(about=about)
        if readers:
            self.choose(*readers)
        self.send(what)

    def come_back(self) -> str:
        """Look at it with the seven words; return what the page says."""
        self.page.goto(f"{self.hub}/@@report-status?in={self.language}")
        self.page.fill("#words", " ".join(self.words))
        self.page.click("button[value=look]")
        return self.page.inner_text("main")


class Handler:
    """Somebody with a key, in one window."""

    def __init__(self, page: Page, hub: str, who: str, phrase: str = "") -> None:
        self.page, self.hub, self.who = page, hub, who
        self.phrase = phrase or phrase_of(who)

    def go(self, view: str) -> str:
        """Open a page of the hub, and the vault if it asks; return what is said."""
        self.page.goto(f"{self.hub}/{view}")
        self.unlock()
        return self.said

    def unlock(self) -> None:
        """Type the passphrase if the page asks for it."""
        if self.page.locator("#passphrase").count():
            self.page.fill("#passphrase", self.phrase)
            self.page.click(PRIMARY)

    def open_vault(self) -> None:
        """Open the vault on the page of the key."""
        self.page.goto(f"{self.hub}/@@my-key")
        if self.page.locator("#open-passphrase").count():
            self.page.fill("#open-passphrase", self.phrase)
            self.page.click("button[value=open]")

    @property
    def said(self) -> str:
        return self.page.inner_text(OURS)

    @property
    def cases(self) -> int:
        """How many cases the desk offers to open; the desk is shown."""
        self.page.goto(f"{self.hub}/@@desk")
        return self.page.locator("form[action$='@@case'] button").count()

    def reads(self, what: str) -> bool:
        """Open one case after the other until one says that; it stays open."""
        for number in range(self.cases):
            self.page.goto(f"{self.hub}/@@desk")
            self.page.locator("form[action$='@@case'] button").nth(number).click()
            self.unlock()
            if what in self.page.content():
                return True
        return False

    def tab(self, name: str) -> None:
        """Go to another page of the case that is open."""
        self.page.click(f".conduct-tabs button[formaction$='@@{name}']")

    def press(self, deed: str) -> None:
        """Press a button of the page, in a part that may be folded in."""
        button = self.page.locator(f"{OURS} button[name=deed][value={deed}]").first
        self.unfold(button)
        button.click()

    def unfold(self, part) -> None:
        """Open the folded part around something, if it is in one."""
        around = part.locator("xpath=ancestor::details[1]")
        if around.count() and around.get_attribute("open") is None:
            around.locator("summary").first.click()

    def choose(self, deed: str, who: str) -> None:
        """Choose somebody in the form of a deed."""
        field = self.page.locator(f"#{deed}")
        self.unfold(field)
        option = field.locator("option", has_text=NAMES[who])
        field.select_option(option.get_attribute("value"))

    def fill(self, name: str, words: str) -> None:
        """Write into a field, in a part that may be folded in."""
        field = self.page.locator(f"#{name}")
        self.unfold(field)
        field.fill(words)

    # keys
    def forget(self, phrase: str) -> list[str]:
        """Make a new key; return the six words of it."""
        self.page.goto(f"{self.hub}/@@my-key")
        self.unfold(self.page.locator("#forget-passphrase"))
        self.page.fill("#forget-passphrase", phrase)
        self.page.fill("#forget-again", phrase)
        self.page.check("#sure")
        self.page.click("button[value=forget]")
        self.phrase = phrase
        return self.page.inner_text(f"{OURS} .conduct-words").split()

    def confirm(self, who: str, words: list[str]) -> None:
        """Type the words that a colleague reads out."""
        self.open_vault()
        self.page.goto(f"{self.hub}/@@my-key")
        form = self.page.locator("form", has_text=NAMES[who]).filter(
            has=self.page.locator("button[value=confirm]")
        )
        for tick in form.locator("input[name=functions]").all():
            tick.check()
        form.locator("input[name=words]").fill(" ".join(words))
        form.locator("button[value=confirm]").click()


def letters_to(post, who: str) -> list[str]:
    """The words of the letters that somebody got."""
    return [
        " ".join(each.get_body(("plain",)).get_content().split())
        for each in post.letters
        if each["To"] == f"{who}@lindasa.example"
    ]
