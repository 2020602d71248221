"""What the package is and what it needs."""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup


HERE = Path(__file__).parent
LONG = "\n\n".join(
    (HERE / name).read_text(encoding="utf-8") for name in ("README.md", "CHANGES.md")
)
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

setup(
    name="collective.conduct",
    version="1.0.0.dev0",
    description="Codes of conduct for elected officials: editions, answers, receipts",
    long_description=LONG,
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
    ],
    keywords="Plone, CMS, municipality, code of conduct",
    author="The collective.conduct contributors",
    license="GPL-2.0-or-later",
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
            "conduct-import = collective.conduct.cli.rosters:main",
            "conduct-rehearse = collective.conduct.cli.rehearse:main",
            "conduct-tick = collective.conduct.cli.tick:main",
            "conduct-verify = collective.conduct.core.proof:main",
        ],
    },
)
