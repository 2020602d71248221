"""Every word on screen can be translated, and is, into Swedish and Danish."""

from argparse import Namespace
from i18ndude import script
from i18ndude.catalog import MessageCatalog
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path

import pytest
import re
import warnings
import xml.etree.ElementTree as etree


ROOT = Path(__file__).parents[2]
DOMAINS = ("collective.conduct", "plone")
LANGUAGES = ("sv", "da")
PROFILE = ROOT / "src" / "collective" / "conduct" / "profiles" / "default"
I18N = "{http://xml.zope.org/namespaces/i18n}"
# Told only where somebody has unfolded "Technical proof".
TECHNICAL = re.compile(
    r"\b(hash\w*|ledger|merkle\w*|sha-256|bevis\w*)\b", re.IGNORECASE
)


def _load():
    spec = spec_from_file_location("locales", ROOT / "scripts" / "locales.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


locales = _load()


@pytest.fixture(scope="module", params=DOMAINS)
def pot(request):
    """The messages to translate, as they are kept beside the source."""
    return MessageCatalog(filename=locales.LOCALES / f"{request.param}.pot")


@pytest.fixture(params=LANGUAGES)
def po(request, pot):
    """The translations of one language, of the domain of ``pot``."""
    folder = locales.LOCALES / request.param / "LC_MESSAGES"
    return MessageCatalog(filename=folder / f"{pot.domain}.po")


def _english(catalog: MessageCatalog) -> dict[str, str]:
    return {key: entry.getDefault() or key for key, entry in catalog.items()}


def _variables(text: str) -> set[str]:
    return set(re.findall(r"\$\{(\w+)\}", text))


def _markup():
    for path in sorted(PROFILE.rglob("*.xml")):
        for element in etree.parse(path).getroot().iter():
            yield path.relative_to(PROFILE), element


def test_the_messages_are_those_of_the_source(pot, tmp_path) -> None:
    """When this fails: make locales, and translate what is new."""
    again = tmp_path / "again.pot"
    locales.write_pot(pot.domain, again)
    assert _english(pot) == _english(MessageCatalog(filename=again))


def test_every_message_is_translated(pot, po) -> None:
    assert {key for key in pot if not po[key].msgstr.strip()} == set()


def test_no_translation_belongs_to_an_earlier_english_text(po) -> None:
    fuzzy = [k for k, entry in po.items() if any("fuzzy" in c for c in entry.comments)]
    assert fuzzy == []


def test_no_translation_is_left_of_a_message_that_is_gone(pot, po) -> None:
    assert set(po) - set(pot) == set()


def test_a_translation_says_the_same_values_as_the_english(pot, po) -> None:
    english = _english(pot)
    other = [k for k in pot if _variables(english[k]) != _variables(po[k].msgstr)]
    assert other == []


def test_every_message_has_an_english_text(pot) -> None:
    named = [key for key in pot if re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", key)]
    assert [key for key in named if not pot[key].getDefault()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_message_has_one_english_text_everywhere(domain, capsys) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        locales.extract(domain)
    said = [str(each.message) for each in told] + [capsys.readouterr().err]
    assert [each for each in said if "different default" in each] == []


def test_no_english_stands_bare_in_a_template(capsys) -> None:
    files = [str(path) for path in sorted(locales.SOURCE.rglob("*.pt"))]
    asked = Namespace(silent=False, nosummary=True, files=files)
    found = script.find_untranslated(asked)
    assert found == 0, capsys.readouterr().out


def test_technical_words_stand_under_technical_proof_only(po) -> None:
    found = {key for key, entry in po.items() if TECHNICAL.search(entry.msgstr)}
    allowed = {"heading_proof", "summary_technical_proof", "label_manifest_hash"}
    assert found - allowed - {key for key in found if key.startswith("proof_")} == set()


def test_every_title_in_the_profile_can_be_translated() -> None:
    bare = [
        f"{path}: {element.get('title')}"
        for path, element in _markup()
        if element.get("title") and element.get(f"{I18N}attributes") != "title"
    ]
    assert bare == []


def test_every_title_in_a_property_is_its_own_message() -> None:
    """GenericSetup keeps the text alone: a message id would never be looked up."""
    wrong = [
        f"{path}: {element.text}"
        for path, element in _markup()
        if element.get("name") in ("title", "description")
        and (element.text or "").strip()
        and element.get(f"{I18N}translate") != ""
    ]
    assert wrong == []


def test_titles_are_kept_in_the_domain_in_which_they_are_looked_up() -> None:
    found = {
        (path.parts[0], element.get(f"{I18N}domain"))
        for path, element in _markup()
        if element.get(f"{I18N}domain")
    }
    assert ("workflows", "plone") in found
    assert {domain for part, domain in found if part != "workflows"} == {DOMAINS[0]}
    assert {domain for part, domain in found if part == "workflows"} == {"plone"}


def test_the_menu_says_what_the_transition_is_called() -> None:
    steps = [element for _, element in _markup() if element.tag == "transition"]
    assert steps
    assert [s.get("title") for s in steps] == [s.findtext("action") for s in steps]
