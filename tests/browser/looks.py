"""What is wrong with a page as it stands in a window: a list of sentences."""

from pathlib import Path
from playwright.sync_api import Page


AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
OURS = ".conduct"
# Plone's own faults, in its toolbar and nowhere else: the button that folds it
# has a label that it may not have, the state without steps is a nameless link.
TOOLBAR = "#edit-zone"
BASELINE = {"aria-prohibited-attr", "link-name"}
PHONE, DESK, ZOOMED = 360, 1280, 320  # 1280 at 400 % is 320
RUN_AXE = """async ([tags, toolbar]) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => {
      const place = node.target.join(" ");
      const inside = Boolean(document.querySelector(place)?.closest(toolbar));
      return [rule.id, inside, `${place}: ${node.html.slice(0, 200)}`];
    })
  );
}"""
INLINE = """(ours) => [...document.querySelectorAll(ours + " *")].flatMap((each) => {
  const names = each.getAttributeNames().filter((name) => /^(on.*|style)$/.test(name));
  if (["SCRIPT", "STYLE"].includes(each.tagName)) names.push(each.tagName);
  return names.map((name) => name + " in " + each.outerHTML.slice(0, 200));
})"""
SMALL = """(ours) => [...document.querySelectorAll(`${ours} .btn, ${ours} select`)]
  .filter((each) => each.checkVisibility() && each.offsetHeight < 44)
  .map((each) => each.outerHTML.slice(0, 200))"""
WIDER = """(ours) => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const wide = [...document.querySelectorAll(`${ours} *`)]
    .filter((each) => each.getBoundingClientRect().right > page.clientWidth + 1)
    .map((each) => each.outerHTML.slice(0, 120));
  return [page.scrollWidth + " px", ...wide.slice(0, 5)];
}"""


def faults(page: Page, noises: list[str], language: str = "sv") -> list[str]:
    """All that is wrong, at both widths; ``noises`` is what the console said."""
    found = [f"console: {each}" for each in noises]
    if page.get_attribute("html", "lang") != language:
        found.append("the page says another language")
    found += [f"inline: {each}" for each in page.evaluate(INLINE, OURS)]
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in (DESK, PHONE):
        resize(page, width)
        found += [f"{width}: {each}" for each in axe_faults(page)]
    found += [f"small: {each}" for each in page.evaluate(SMALL, OURS)]
    resize(page, ZOOMED)
    return found + [f"too wide: {each}" for each in page.evaluate(WIDER, OURS)]


def too_wide(page: Page) -> list[str]:
    """What sticks out of the window, as it is; for a page without scripts."""
    return page.evaluate(WIDER, OURS)


def untranslated(english: str, other: str) -> list[str]:
    """Lines of several words that stand alike on a page in two languages."""
    lines = {each.strip() for each in other.splitlines()}
    alike = {each.strip() for each in english.splitlines()} & lines
    return sorted(each for each in alike if len(each.split()) > 3 and not _own(each))


def _own(line: str) -> bool:
    """Whether people wrote it: our sentences on these pages are not in Swedish."""
    return bool({*line.casefold()} & {*"åäöæø"})


def axe_faults(page: Page) -> list[str]:
    """Violations, without those that are Plone's own."""
    return [
        f"{rule}: {place}"
        for rule, in_toolbar, place in page.evaluate(RUN_AXE, [RULES, TOOLBAR])
        if not (in_toolbar and rule in BASELINE)
    ]


def resize(page: Page, width: int) -> None:
    """Give the window another width."""
    page.set_viewport_size({"width": width, "height": 800})


def listen(page: Page) -> list[str]:
    """Collect what the console complains about, in a list that grows."""
    noises: list[str] = []
    page.on("pageerror", lambda error: noises.append(str(error)))
    page.on(
        "console",
        lambda said: noises.append(said.text) if said.type == "error" else None,
    )
    return noises
