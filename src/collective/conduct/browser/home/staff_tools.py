"""The staff pages that the home page links to, grouped by purpose."""

from collective.conduct.i18n import _
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A link to a staff page: the action that permits it, and its place and view.

    ``keyed``: shown only to those whose function needs a key.
    """

    action: str
    title: str
    place: str
    view: str
    keyed: bool = False


@dataclass(frozen=True)
class ToolGroup:
    """A group of pages with the same purpose."""

    title: str
    links: tuple[Link, ...]


TOOLS = (
    ToolGroup(
        _("tools_reports", default="Reports"),
        (
            Link("see_own", _("title_desk", default="My desk"), "hub", "desk", True),
            Link(
                "manage_registers",
                _("title_key_holders", default="Who needs a key"),
                "site",
                "conduct-keys",
            ),
        ),
    ),
    ToolGroup(
        _("tools_follow", default="Follow the answers"),
        (
            Link(
                "see_coverage",
                _("title_dashboard", default="How far the answers have come"),
                "hub",
                "dashboard",
            ),
            Link(
                "see_coverage",
                _("link_campaigns", default="All campaigns"),
                "hub",
                "campaigns",
            ),
        ),
    ),
    ToolGroup(
        _("tools_registers", default="Mandates and people"),
        (
            Link(
                "manage_registers",
                _("link_registers", default="Mandates and functions"),
                "hub",
                "functions",
            ),
            Link(
                "manage_registers",
                _("link_people", default="Find a person"),
                "hub",
                "people",
            ),
            Link(
                "manage_registers",
                _("link_import_register", default="Import mandates from a list"),
                "hub",
                "import-register",
            ),
            Link(
                "edit_terms",
                _("title_own_data", default="What is published about officials"),
                "hub",
                "own-data",
            ),
        ),
    ),
    ToolGroup(
        _("tools_words", default="Texts and words"),
        (
            Link(
                "add_document",
                _("link_import", default="Add a document from a file"),
                "hub",
                "import",
            ),
            Link(
                "edit_terms",
                _("link_vocabularies", default="Words and lists of the municipality"),
                "site",
                "conduct-vocabularies",
            ),
            Link(
                "edit_terms",
                _("title_report_forms", default="Questions of the reports"),
                "hub",
                "report-forms",
            ),
            Link(
                "edit_terms",
                _("title_letters", default="The words of letters"),
                "site",
                "conduct-letters",
            ),
        ),
    ),
    ToolGroup(
        _("tools_running", default="The system itself"),
        (
            Link(
                "see_readiness",
                _("link_readiness", default="Is everything ready?"),
                "site",
                "conduct-readiness",
            ),
            Link(
                "see_post",
                _("link_post", default="Letters that wait or did not leave"),
                "site",
                "conduct-post",
            ),
            Link(
                "export_ledger",
                _("link_ledger", default="The record and its seals"),
                "hub",
                "conduct-ledger",
            ),
        ),
    ),
)
