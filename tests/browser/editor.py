"""An author at the keyboard: the editor of the edit form, and what was saved."""

from lxml import html
from playwright.sync_api import Page


FIELD = "form-widgets-text"
EDITOR = f"tinymce.get('{FIELD}')"
CARET = """([text, after]) => {
  const editor = EDITOR;
  const walker = editor.getDoc().createTreeWalker(editor.getBody(), 4);
  for (let node; (node = walker.nextNode()); ) {
    const found = node.data.indexOf(text);
    if (found < 0) continue;
    editor.focus();
    editor.selection.setCursorLocation(node, found + (after ? text.length : 0));
    return;
  }
  throw new Error("not in the text: " + text);
}""".replace("EDITOR", EDITOR)
SELECT = """([text, whole]) => {
  const editor = EDITOR;
  const found = editor.dom.select("p, li").find(
    (each) => each.textContent.startsWith(text) && !each.querySelector("p, li")
  );
  editor.focus();
  editor.selection.select(found, !whole);
}""".replace("EDITOR", EDITOR)


class Editor:
    """The edit form of one document, open in a window."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(f"{url}/edit")
        page.wait_for_function(f"window.tinymce && {EDITOR} && {EDITOR}.initialized")

    def before(self, text: str) -> None:
        """Put the caret before these words."""
        self.page.evaluate(CARET, [text, False])

    def after(self, text: str) -> None:
        """Put the caret behind these words."""
        self.page.evaluate(CARET, [text, True])

    def select(self, text: str, whole: bool = False) -> None:
        """Select what stands in a paragraph or item, or all of it with its frame."""
        self.page.evaluate(SELECT, [text, whole])

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type words where the caret is, over what is selected."""
        self.page.keyboard.type(text)

    def button(self, command: str) -> None:
        """Use a button of the editor's own."""
        self.page.evaluate(f"command => {EDITOR}.execCommand(command)", command)

    def shows(self, text: str, times: int) -> None:
        """Wait until the editor holds these words so many times."""
        count = f"{EDITOR}.getContent().split(text).length - 1 === times"
        self.page.wait_for_function(f"([text, times]) => {count}", arg=[text, times])

    def save(self) -> None:
        """Press the form's button."""
        with self.page.expect_navigation():
            self.page.click("#form-buttons-save")


def ids_in(text: str) -> list[tuple[str, str]]:
    """The headings, paragraphs and items of a text: their own words, and id."""
    root = html.fragment_fromstring(text, create_parent=True)
    found = []
    for each in root.iter("h2", "h3", "p", "li"):
        inner = each.xpath("./p|./ul|./ol")
        for lists in inner:
            each.remove(lists)
        words = " ".join(each.text_content().split())
        found.append((words, each.get("id", "")))
        each.extend(inner)
    return found
