"""Who looks at the pages: a browser window for each, logged in or not."""

from pathlib import Path
from playwright.sync_api import Page


HEIGHT = 800
LOGIN = "#__ac_name"
TIMEOUT = 20_000  # milliseconds; two slow cores


class Visitors:
    """Windows of one browser, and the log-in cookies of who was there before."""

    def __init__(self, demo, browser) -> None:
        self.demo = demo
        self.browser = browser
        self.cookies: dict[str, list] = {}

    def page(
        self, who: str = "", width: int = 1280, js: bool = False, locale: str = "sv-SE"
    ) -> Page:
        """Open an empty page; ``who`` is a role, a log-in or "" for nobody."""
        context = self.browser.new_context(
            java_script_enabled=js,
            locale=locale,
            reduced_motion="reduce",  # else each click waits for a smooth scroll
            viewport={"width": width, "height": HEIGHT},
        )
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        if who and who in self.cookies:
            context.add_cookies(self.cookies[who])
        elif who:
            page.goto(f"{self.demo.url}/login")
            self.log_in(page, who)
            self.cookies[who] = context.cookies()
        return page

    def log_in(self, page: Page, who: str) -> None:
        """Fill in and send the log-in form that the page shows."""
        login, password = self.demo.account(who)
        page.fill(LOGIN, login)
        page.fill("#__ac_password", password)
        page.click("#buttons-login")

    def pictures(self, path: Path) -> list[str]:
        """Leave a picture of every open page; say which is which."""
        pages = [page for each in self.browser.contexts for page in each.pages]
        said = []
        for number, page in enumerate(pages):
            picture = path.with_name(f"{path.name}-{number}.png")
            page.screenshot(path=picture, full_page=True)
            said.append(f"{page.url}: {picture}")
        return said
