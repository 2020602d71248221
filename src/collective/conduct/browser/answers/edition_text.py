"""The text of an edition as a page shows it."""

from collective.conduct.browser.common.translating import Translator
from collective.conduct.browser.documents.related import brain_of
from collective.conduct.browser.documents.rendering import readable
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.i18n import _


def text_of_edition(words: Translator, edition, html: str, structure: Structure) -> str:
    """Return frozen HTML with permanent links and resolved addresses."""

    def say(name: str) -> str:
        part = structure.get(name)
        number = part.number if part else ""
        if not number:
            return words.t(_("permalink_part", default="Link to this part"))
        message = _(
            "permalink_number",
            default="Link to ${number}",
            mapping={"number": number},
        )
        return words.t(message)

    def resolve(uid: str) -> str:
        if brain := brain_of(uid):
            return brain.getURL()
        links = edition.manifest["links"]
        return next((each["url"] for each in links if each["uid"] == uid), "")

    return readable(html, say, edition.absolute_url(), resolve)
