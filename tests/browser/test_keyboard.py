"""An official without a mouse."""

from tests.browser.looks import OURS

import pytest


CODE = "uppforandekod/edition-2"
FOCUS = """() => {
  const each = document.activeElement, style = getComputedStyle(each);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return [each.id || each.textContent.trim(), drawn || style.boxShadow !== "none"];
}"""
MOST = 150  # presses of the tab key; nobody wants to need more


def stops(page, until):
    """Press the tab key until ``until`` has the focus; return what had it before."""
    seen = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        name, visible = page.evaluate(FOCUS)
        assert visible, f"no focus is seen on {name}"
        seen.append(name)
        if page.evaluate(f"document.activeElement.matches({until!r})"):
            return seen
    pytest.fail(f"{until} is not reached: {seen}")


@pytest.mark.parametrize(("who", "width"), [("johan.stalnacke", 360), ("leader", 1280)])
def test_an_answer_needs_no_mouse(page_of, demo, who, width):
    page = page_of(who, width=width, js=True)
    page.goto(f"{demo.hub}/{CODE}/@@answer")
    stops(page, "input[name=kind]")
    chosen = [page.evaluate(FOCUS)[0]]
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        name, visible = page.evaluate(FOCUS)
        assert visible
        chosen.append(name)
    kinds = ("acknowledged", "committed", "objected", "declined")
    assert chosen == [f"kind-{kind}" for kind in kinds]
    page.keyboard.press("ArrowUp")
    after = stops(page, f"{OURS} form .btn-primary")
    assert after[0] == "words"
    page.focus("#words")
    page.keyboard.type("Regel tre är oklar.")
    stops(page, f"{OURS} form .btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/@@receipt?id=*")
    assert "Regel tre är oklar." in page.inner_text(OURS)
