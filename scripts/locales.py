"""Gather the messages of the product and carry them into the translations.

`make locales` writes the .pot files anew: what there is to translate. Each .po
keeps its translations, gets what is new (empty) and loses what is gone. Where the
English has changed, the translation is marked fuzzy: look at it, take off the mark.
"""

from html import unescape
from i18ndude.catalog import GSReader
from i18ndude.catalog import MessageCatalog
from i18ndude.catalog import POWriter
from i18ndude.catalog import PTReader
from i18ndude.catalog import PYReader
from i18ndude.catalog import ZCMLReader
from os.path import relpath
from pathlib import Path


SOURCE = Path(__file__).parents[1] / "src" / "collective" / "conduct"
LOCALES = SOURCE / "locales"
PRODUCT = "collective.conduct"
# domain -> where its messages are looked for. Plone looks up the titles of
# workflows in its own domain, and finds what add-ons put there.
READERS = {
    PRODUCT: (PTReader, PYReader, GSReader, ZCMLReader),
    "plone": (GSReader,),
}
# domain -> languages; English needs no words of its own: it stands in the source.
LANGUAGES = {PRODUCT: ("da", "en", "sv"), "plone": ("da", "sv")}
NAMES = {"da": "Danish", "en": "English", "sv": "Swedish"}


def extract(domain: str) -> MessageCatalog:
    """Return what the source holds: message ids, English texts, files."""
    found = MessageCatalog(domain=domain)
    for kind in READERS[domain]:
        reader = kind(str(SOURCE), domain, include_line_numbers=False)
        reader.read()
        found.merge(reader.catalogs.get(domain, {}))
    for entry in found.values():
        entry.msgstr = unescape(entry.msgstr)
        # No path of this machine, and no line number: both only make differences.
        files = (relpath(each, SOURCE.parents[1]) for each in entry.references)
        entry.references = sorted(files)
    _head(found, domain, "en")
    return found


def write_pot(domain: str, path: Path) -> None:
    """Write what the source holds to a .pot file."""
    with path.open("w", encoding="utf-8") as file:
        POWriter(file, extract(domain)).write(msgstrToComment=True)


def synchronise(domain: str, language: str, pot: MessageCatalog) -> tuple[int, int]:
    """Carry a .pot into one .po; return how many messages came and went."""
    path = LOCALES / language / "LC_MESSAGES" / f"{domain}.po"
    kept = MessageCatalog(**{"filename": path} if path.exists() else {"domain": domain})
    gone = kept.accept_ids(pot)
    kept.overwrite_context(pot)
    new = kept.add_missing(pot)
    _head(kept, domain, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        POWriter(file, kept).write(sync=True)
    return len(new), len(gone)


def _head(catalog: MessageCatalog, domain: str, language: str) -> None:
    catalog.commentary_header = [f" {domain}: {NAMES[language]}"]
    catalog.mime_header = {
        "Project-Id-Version": PRODUCT,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0",
        "Language": language,
        "Language-Code": language,
        "Language-Name": NAMES[language],
        "Preferred-Encodings": "utf-8",
        "Domain": domain,
    }


def main() -> None:
    """Write every .pot and .po, and say what changed."""
    for domain, languages in LANGUAGES.items():
        path = LOCALES / f"{domain}.pot"
        LOCALES.mkdir(exist_ok=True)
        write_pot(domain, path)
        pot = MessageCatalog(filename=path)
        for language in languages:
            new, gone = synchronise(domain, language, pot)
            print(f"{domain} {language}: {new} new, {gone} gone, {len(pot)} in all")


if __name__ == "__main__":
    main()
