"""What the package is and what it needs."""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

import re


HERE = Path(__file__).parent
# The public address of these files, ending in a slash. None yet: then the links
# between our own pages become plain text where the pages are not beside each other.
FILES = ""
LINK = re.compile(r"\[([^\]]*)\]\((?![a-z+.-]+:|#)([^)]*)\)")
DATA = (
    "css",
    "csv",
    "html",
    "js",
    "json",
    "po",
    "pot",
    "pt",
    "svg",
    "txt",
    "xml",
    "zcml",
)


def long_description(files: str) -> str:
    """README and changes as an index shows them, far from the pages they link."""
    pages = (HERE / name for name in ("README.md", "CHANGES.md"))
    text = "\n\n".join(page.read_text(encoding="utf-8") for page in pages)
    return LINK.sub(rf"[\1]({files}\2)" if files else r"\1", text)


def compile_catalogues(folder: Path) -> None:
    """Write the .mo file that Plone reads beside each .po file below the folder."""
    # Imported here: whoever only asks for the metadata needs no compiler. It is the
    # one that Zope uses, so a compiled wheel says what a source checkout says.
    from pythongettext.msgfmt import Msgfmt

    for source in folder.rglob("locales/*/LC_MESSAGES/*.po"):
        with source.open("rb") as lines:
            compiled = Msgfmt(lines, source.stem).get()
        source.with_suffix(".mo").write_bytes(compiled)


class BuildWithCatalogues(build_py):
    """Build the package for a wheel, translations compiled."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            compile_catalogues(Path(self.build_lib))


class SdistWithCatalogues(sdist):
    """Make a source archive, translations compiled."""

    def make_release_tree(self, base_dir, files) -> None:
        super().make_release_tree(base_dir, files)
        compile_catalogues(Path(base_dir))


setup(
    name="collective.conduct",
    version="1.0.0.dev0",
    description="Codes of conduct for elected officials: editions, answers, receipts",
    long_description=long_description(FILES),
    long_description_content_type="text/markdown",
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Framework :: Zope :: 6",
        "Intended Audience :: Developers",
        "License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)",
        "Natural Language :: Danish",
        "Natural Language :: English",
        "Natural Language :: Swedish",
        "Operating System :: OS Independent",
        "Programming Language :: Python",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3 :: Only",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
    ],
    keywords="Plone, CMS, municipality, code of conduct",
    author="The collective.conduct contributors",
    # There is no address yet; a name below .invalid leads nowhere, by RFC 2606.
    author_email="contributors@collective-conduct.invalid",
    project_urls={"Plone": "https://plone.org"},
    license="GPL-2.0-or-later",
    cmdclass={"build_py": BuildWithCatalogues, "sdist": SdistWithCatalogues},
    package_dir={"": "src"},
    packages=find_namespace_packages("src", include=["collective*"]),
    package_data={"": [f"*.{suffix}" for suffix in DATA]},
    zip_safe=False,
    python_requires=">=3.11",
    install_requires=[
        "Products.CMFPlone>=6.2",
        "collective.easyform>=5.0.2",
        "cryptography",
        "holidays",
        "icalendar",
        "lxml",
        "mammoth",
        "openpyxl",
        "pillow",
        "plone.api",
        "plone.app.caching",
        "plone.app.upgrade",
        "plone.classicui",
        "plone.restapi",
        "segno",
        "weasyprint",
    ],
    extras_require={
        "test": [
            "aiosmtpd",
            "hypothesis",
            "i18ndude",
            "pikepdf",
            "playwright",
            "plone.app.testing",
            "plone.restapi[test]",
            "pypdf",
            "pytest<10",
            "pytest-cov",
            "pytest-plone",
            "pytest-xdist",
            "python-docx",
            "zope.pytestlayer",
            "zope.testrunner",
        ],
        "dev": [
            "build",
            "check-manifest",
            "i18ndude",
            "mypy",
            "plone.recipe.zope2instance",
            "pre-commit",
            "pyroma",
            "ruff",
            "towncrier",
            "zc.buildout",
            "zc.recipe.egg",
            "zpretty",
        ],
    },
    entry_points={
        "plone.autoinclude.plugin": ["target = plone"],
        "console_scripts": [
            "conduct-adopt-copy = collective.conduct.cli.home.adopt_copy:main",
            "conduct-doctor = collective.conduct.cli.home.doctor:main",
            "conduct-import = collective.conduct.cli.registers:main",
            "conduct-rehearse = collective.conduct.cli.cases:main",
            "conduct-tick = collective.conduct.cli.jobs.tick:main",
            "conduct-verify = collective.conduct.core.ledger.proof:main",
        ],
    },
)
