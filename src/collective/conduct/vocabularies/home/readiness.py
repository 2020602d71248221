"""Texts of the readiness page: a title, and sentences for success and failure."""

from collective.conduct.i18n import _
from collective.conduct.vocabularies.home.readiness_keys import WORDS as KEYS
from collective.conduct.vocabularies.home.readiness_projections import (
    WORDS as PROJECTIONS,
)
from collective.conduct.vocabularies.home.readiness_version import WORDS as VERSION
from collective.conduct.vocabularies.terms import FUNCTION_TITLES


# state -> word and icon: a state is never a colour alone
STATES = {
    "ok": (_("ready_ok", default="In place"), "check-circle"),
    "look": (_("ready_look", default="Have a look"), "info-circle"),
    "missing": (_("ready_missing", default="Missing"), "exclamation-triangle"),
    "unknown": (_("ready_unknown", default="Cannot be told"), "question-circle"),
}
_LATER = (
    _("ready_later_ok", default="${count} people hold it, ${needed} needed."),
    _(
        "ready_later_look",
        default="${count} of ${needed} needed. Reports cannot be handled without it;"
        " until then nothing waits for it.",
    ),
)
# what was looked at -> its title, and the sentence for one or two states
WORDS = {
    **VERSION,
    **KEYS,
    **PROJECTIONS,
    "hub": (
        _("ready_hub", default="The hub"),
        _("ready_hub_ok", default="It is there."),
        _("ready_hub_missing", default="Add the hub: everything stands in it."),
    ),
    "bodies": (
        _("ready_bodies", default="Bodies"),
        _("ready_bodies_ok", default="${count} bodies."),
        _("ready_bodies_missing", default="Add the council and the boards in the hub."),
    ),
    "designed_forms": (
        _("ready_designed_forms", default="Questions of the reports"),
        _("ready_designed_forms_ok", default="${count} forms of our own are in use."),
        _(
            "ready_designed_forms_missing",
            default="${count} forms cannot be used; the product's questions are asked"
            " instead:",
        ),
    ),
    "members": (
        _("ready_members", default="Bodies without members"),
        "",
        _("ready_members_look", default="Nobody holds a mandate today in ${count}:"),
    ),
    "mandates": (
        _("ready_mandates", default="Mandates"),
        _("ready_mandates_ok", default="${count} people hold a mandate today."),
        _(
            "ready_mandates_missing",
            default="Nobody holds a mandate today, so nobody is asked to answer."
            " Record mandates on the page of each body.",
        ),
    ),
    "accounts": (
        _("ready_accounts", default="Officials without an account"),
        "",
        _(
            "ready_accounts_look",
            default="${count} of ${all} officials have no account; a secretary can"
            " record their answers from paper.",
        ),
    ),
    "accounts_parted": (
        _("ready_accounts_parted", default="Accounts that may be somebody else's"),
        "",
        _(
            "ready_accounts_parted_look",
            default="The accounts of ${count} people were gone for a day, or have"
            " another name and address now. Until a registrar confirms that it is the"
            " same person, whoever logs in with them is a new person here:",
        ),
    ),
    "registrar": (
        _("ready_registrar", default="Registrar"),
        _("ready_function_ok", default="${count} people hold this function."),
        _("ready_registrar_missing", default="Nobody can adopt an edition."),
    ),
    "publisher": (
        _("ready_publisher", default="Publisher"),
        _("ready_function_ok", default="${count} people hold this function."),
        _("ready_publisher_missing", default="Nobody is named to write documents."),
    ),
    "auditor": (
        _("ready_auditor", default="Auditor"),
        _("ready_function_ok", default="${count} people hold this function."),
        _("ready_auditor_missing", default="Nobody can export and check the record."),
    ),
    "secretary": (
        _("ready_secretary", default="Secretaries of bodies"),
        _("ready_secretary_ok", default="${count} of ${all} bodies have a secretary."),
        _(
            "ready_secretary_look",
            default="${count} of ${all} bodies have a secretary; these have none:",
        ),
    ),
    "documents": (
        _("ready_documents", default="Documents in force"),
        _("ready_documents_ok", default="${count} of ${all} documents are in force."),
        _(
            "ready_documents_look",
            default="${count} of ${all} documents are in force; these are not:",
        ),
    ),
    "mail": (
        _("ready_mail", default="Mail server"),
        _("ready_mail_ok", default="A mail server and a sender are set."),
        _(
            "ready_mail_missing",
            default="Set the mail server and its sender.",
        ),
    ),
    "post": (
        _("ready_post", default="Letters"),
        _("ready_post_ok", default="${waiting} wait, ${today} left today."),
        "",
    ),
    "post_dead": (
        _("ready_post", default="Letters"),
        "",
        _(
            "ready_post_dead",
            default="${dead} did not leave and are not tried again. ${waiting} wait,"
            " ${today} left today.",
        ),
    ),
    "address": (
        _("ready_address", default="Address in letters"),
        "",
        _(
            "ready_address_missing",
            default="Set the address of the site, as people write it. Until then no"
            " letter leaves: its links would lead nowhere.",
        ),
    ),
    "home": (
        _("ready_home", default="Folder outside the database"),
        _("ready_home_ok", default="CONDUCT_HOME is set and can be written."),
        _(
            "ready_home_missing",
            default="Set CONDUCT_HOME to a folder that only the service can read and"
            " write. Without it nothing can be sealed.",
        ),
    ),
    "home_open": (
        _("ready_home_open", default="Rights of the folder"),
        "",
        _(
            "ready_home_open_look",
            default="Other users of the machine can look into CONDUCT_HOME: take"
            " their rights away (mode 0700).",
        ),
    ),
    "job": (
        _("ready_job", default="Timed job"),
        _("ready_job_ok", default="It ran ${when}. ${count} entries wait for a seal."),
        _(
            "ready_job_missing",
            default="It ran ${when}, more than a day ago. ${count} entries wait for a"
            " seal. Look at the schedule of conduct-tick.",
        ),
    ),
    "job_never": (
        _("ready_job", default="Timed job"),
        "",
        _(
            "ready_job_never",
            default="It has never run. ${count} entries wait for a seal. Let cron or a"
            " systemd timer run conduct-tick every quarter of an hour.",
        ),
    ),
    "seals": (
        _("ready_seals", default="Seals"),
        _(
            "ready_seals_ok",
            default="${count} seals, ${entries} entries: sound.",
        ),
        _(
            "ready_seals_missing",
            default="${count} seals do not agree with the file outside the database."
            " Tell the auditor, and keep a copy of the file:",
        ),
    ),
    "seals_unread": (
        _("ready_seals", default="Seals"),
        "",
        _(
            "ready_seals_unread",
            default="The file outside the database cannot be read, so the seals cannot"
            " be compared with it.",
        ),
    ),
    "clock": (
        _("ready_clock", default="Clock"),
        _("ready_clock_ok", default="The time is that of the system."),
        "",
    ),
    "clock_set": (
        _("ready_clock", default="Clock"),
        "",
        _(
            "ready_clock_missing",
            default="CONDUCT_CLOCK sets another time than the real one. This is for"
            " demonstrations and tests only.",
        ),
    ),
    "pdf": (
        _("ready_pdf", default="PDF"),
        _("ready_pdf_ok", default="Receipts can be made as PDF."),
        _(
            "ready_pdf_missing",
            default="Pango is not installed on the system, so receipts are offered as"
            " page and file only.",
        ),
    ),
    "removal": (
        _("ready_removal", default="Removal of editions"),
        "",
        _(
            "ready_removal_missing",
            default="Frozen editions can be removed just now. Switch this off when the"
            " work is done.",
        ),
    ),
}
WORDS |= {
    "office": (
        _("ready_office", default="Municipal secretary or head of office"),
        *_LATER,
    ),
    "security": (
        _("ready_security", default="Head of security or security coordinator"),
        *_LATER,
    ),
    **{
        key: (FUNCTION_TITLES[key], *_LATER)
        for key in ("hr", "legal", "archive", "identity_approver", "escrow_holder")
    },
}
WORDS |= {
    "keystore": (
        _("ready_keystore", default="Folder of the keys of cases"),
        _("ready_keystore_ok", default="It can be used, and nobody else can read it."),
        _(
            "ready_keystore_missing",
            default="It cannot be used: reports can be neither taken in nor opened."
            " Look at CONDUCT_HOME and the rights of what lies in it.",
        ),
    ),
    "intake": (
        _("ready_intake", default="Intake of reports"),
        _("ready_intake_ok", default="It is open."),
        _(
            "ready_intake_missing",
            default="It is closed; people see phone numbers instead. What is missing"
            " stands above (${count}).",
        ),
    ),
    "rehearsal": (
        _("ready_rehearsal", default="Rehearsal of the escrow keys"),
        _("ready_rehearsal_ok", default="Two holders rehearsed ${when}."),
        _(
            "ready_rehearsal_look",
            default="Two holders last rehearsed ${when}, more than a year ago.",
        ),
    ),
    "rehearsal_never": (
        _("ready_rehearsal", default="Rehearsal of the escrow keys"),
        "",
        _(
            "ready_rehearsal_never",
            default="Never yet. Let two holders rehearse on their page Escrow keys.",
        ),
    ),
}
FAILED = _("ready_failed", default="The look failed (${code}). See the event log.")
