"""Titles of a case's states, events, people's roles and deadlines."""

from collective.conduct.core.cases.deadlines import KINDS as DEADLINES
from collective.conduct.core.cases.recipients import ROLES
from collective.conduct.core.cases.records.secrecy import LATER
from collective.conduct.core.cases.records.secrecy import PARTS
from collective.conduct.core.cases.summary import EVENTS as CASE_EVENTS
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.ledger.entries import of_family
from collective.conduct.core.ledger.entries import READING
from collective.conduct.i18n import _
from collective.conduct.vocabularies.common.state import State


CASE_STATES = {
    "received": State(
        _("state_case_received", default="New"),
        "inbox",
        _("state_case_received_means", default="Nobody has taken it on yet."),
    ),
    "triage": State(
        _("state_case_triage", default="First assessment"),
        "search",
        _(
            "state_case_triage_means",
            default="Somebody reads it and decides what it is and who takes it on.",
        ),
    ),
    "ongoing": State(
        _("state_case_ongoing", default="Ongoing"),
        "hourglass-split",
        _("state_case_ongoing_means", default="It is being worked on."),
    ),
    "closed": State(
        _("state_case_closed", default="Closed"),
        "check-circle",
        _("state_case_closed_means", default="The work on it is over."),
    ),
}
require_rows(CASE_STATES, STATES, "vocabularies/cases/titles.py: CASE_STATES")
# The part that whoever wrote has in it (core.cases.recipients.ROLES).
ROLE_TITLES = {
    "exposed": _("case_role_exposed", default="It happened to me"),
    "witness": _("case_role_witness", default="I saw or heard it"),
    "for_another": _("case_role_for_another", default="I write for somebody else"),
}
require_rows(ROLE_TITLES, ROLES, "vocabularies/cases/titles.py: ROLE_TITLES")
CHANNEL_TITLES = {
    "web": _("case_channel_web", default="The form"),
    "phone": _("case_channel_phone", default="Phone"),
    "letter": _("case_channel_letter", default="Letter"),
    "meeting": _("case_channel_meeting", default="Meeting"),
    "leader": _("case_channel_leader", default="A leader who was told passed it on"),
}
# What was done in a case; ``by`` did it, ``person`` is whom it was done for.
EVENTS = {
    "opened": _("event_opened", default="${by} opened the case."),
    "clock_paused": _("event_clock_paused", default="${by} let the deadlines rest:"),
    "clock_resumed": _("event_clock_resumed", default="${by} let the deadlines go on."),
    "clock_extended": _("event_clock_extended", default="${by} put the answer off:"),
    "clock_met_contact": _(
        "event_clock_met_contact",
        default="${by} says that whoever was exposed has been talked with.",
    ),
    "heard": _("event_heard", default="${by} says that it needs no answer."),
    "merged": _("event_merged", default="${by} let this report go on in another."),
    "took_in": _("event_took_in", default="${by} merged another report into this."),
    "parted": _("event_parted", default="${by} took merged reports apart."),
    "series": _("event_series", default="${by} put it in a series of incidents."),
    "series_left": _("event_series_left", default="${by} took it out of the series."),
    "outside_begun": _(
        "event_outside_begun", default="${by} began an exchange with somebody outside:"
    ),
    "outside_sent": _("event_outside_sent", default="${by} sent out:"),
    "outside_said": _("event_outside_said", default="From outside:"),
    "outside_ended": _("event_outside_ended", default="${by} ended the exchange with"),
    "begin_triage": _("event_begin_triage", default="${by} took the case on."),
    "let_in": _("event_let_in", default="${by} let ${person} in."),
    "let_out": _(
        "event_let_out",
        default="${by} let ${person} out, who holds no function any more.",
    ),
    "lost_access": _(
        "event_lost_access",
        default="${person} can no longer open it: their function has ended, or they"
        " may not know of the matter.",
    ),
    "handed_over": _("event_handed_over", default="${by} handed over to ${person}."),
    "stepped_back": _("event_stepped_back", default="${by} stepped back."),
    "excluded": _(
        "event_excluded", default="${by} shut ${person} out: it concerns them."
    ),
    "lift_asked": _(
        "event_lift_asked",
        default="${by} asked that ${person} is no longer shut out:",
    ),
    "lifted": _(
        "event_lifted", default="${by} agreed that ${person} is no longer shut out."
    ),
    "lift_refused": _(
        "event_lift_refused", default="${by} said that ${person} stays shut out."
    ),
    "chosen_after_all": _(
        "event_chosen_after_all",
        default="The reporter says that ${person}, whom they had not chosen, may read"
        " it after all.",
    ),
    "again_asked": _("event_again_asked", default="${by} asked to be let in again."),
    "restored": _("event_restored", default="${by} let ${person} in again."),
    "half_given": _(
        "event_half_given",
        default="${by} gave ${person} the half of an escrow key.",
    ),
    "successor": _(
        "event_successor",
        default="${by} proposed that ${person} takes the case over.",
    ),
    "recovered": _(
        "event_recovered", default="${by} opened the case with two escrow keys."
    ),
    "identity_asked": _(
        "event_identity_asked", default="${by} asked to see who the reporter is."
    ),
    "identity_granted": _(
        "event_identity_granted",
        default="${by} approved that ${person} sees who the reporter is.",
    ),
    "identity_refused": _(
        "event_identity_refused",
        default="${by} refused that ${person} sees who the reporter is.",
    ),
    "identity_opened": _(
        "event_identity_opened", default="${by} looked at who the reporter is."
    ),
}
require_rows(EVENTS, CASE_EVENTS, "vocabularies/cases/titles.py: EVENTS")
IDENTITY_TITLES = {
    "name": _("identity_name", default="Name"),
    "email": _("identity_email", default="E-mail address"),
    "phone": _("identity_phone", default="Phone number"),
    "address": _("identity_address", default="Address"),
    "party": _("identity_party", default="Contact of their party"),
}
# What an action on the page of a case says when it is done.
DONE = {
    "answer": _("done_case_answer", default="Your answer waits for the reporter."),
    "note": _("done_case_note", default="Your note stands in the case."),
    "let_in": _("done_let_in", default="They can open the case now."),
    "ask_lift": _(
        "done_ask_lift",
        default="It is asked. Another reader decides; everybody who reads the case is"
        " told that something awaits them.",
    ),
    "lift": _(
        "done_lift",
        default="They are no longer shut out. They can read nothing until somebody"
        " lets them in.",
    ),
    "keep_out": _("done_keep_out", default="They stay shut out."),
    "exclude": _(
        "done_exclude",
        default="They are shut out at once, and are not told. What is written from"
        " now on is closed to them.",
    ),
    "step_back": _("done_step_back", default="You no longer handle the case."),
    "triage": _("done_triage", default="You have taken the case on."),
    "ask_identity": _(
        "done_ask_identity",
        default="It is asked. An approver decides; you get a letter that something"
        " awaits you.",
    ),
    "open_identity": _(
        "done_open_identity", default="It is written down that you have looked."
    ),
    "nickname": _("done_nickname", default="Your desk shows the name, to you alone."),
    "met": _("done_met", default="Your cases were looked through."),
    "pause": _("done_pause", default="The deadlines rest."),
    "resume": _("done_resume", default="The deadlines go on."),
    "extend": _("done_extend", default="The reporter sees the new day."),
    "meet": _("done_meet", default="It is written down as done."),
    "heard": _("done_heard", default="It no longer waits for an answer."),
    "merge": _("done_merge", default="They are merged."),
    "part": _("done_part", default="They go on apart."),
    "series": _("done_series", default="They belong to one series."),
    "leave_series": _("done_leave_series", default="It is out of the series."),
    "outside_begin": _("done_outside_begin", default="The exchange is open."),
    "outside_send": _("done_outside_send", default="It waits for them."),
    "outside_end": _("done_outside_end", default="The words lead nowhere now."),
    "diary": _("done_diary", default="It is entered."),
    "secrecy": _("done_secrecy", default="What you decided is kept."),
    "check": _(
        "done_check_copy", default="Nothing has been made yet. Check it, then go on."
    ),
    "copy": _("done_copy", default="The log of the case says that you made a copy."),
}
# What is known of a report beside its words.
TOLD = {
    "role": _("label_case_role", default="Whoever writes"),
    "channel": _("label_case_channel", default="Came in by"),
    "about": _("label_case_about", default="Concerns"),
    "witnesses": _("label_case_witnesses", default="Witnesses"),
}
# Parts of a redacted copy, where they have no question as a title.
PART_TITLES = {
    "answer": _("part_answer", default="Answer"),
    "fact:reporter": _("case_reporter", default="The reporter"),
    "fact:role": TOLD["role"],
    "fact:channel": TOLD["channel"],
    "fact:about": TOLD["about"],
    "fact:witnesses": TOLD["witnesses"],
    "fact:registered_by": _("part_registered_by", default="Registered by"),
    "file": _("part_file", default="Name of a file"),
    "message": _("part_message", default="Message"),
    "note": _("part_note", default="Note, or what was done"),
}
PART_KINDS = dict.fromkeys(each.partition(":")[0] for each in PART_TITLES)
require_rows(PART_KINDS, PARTS, "vocabularies/cases/titles.py: PART_TITLES")
# The law for what comes after the decision, by kind of part.
LATER_TITLES = {
    "file": _("later_file", default="Files that come later"),
    "message": _("later_message", default="Messages that come later"),
    "note": _("later_note", default="Notes and actions that come later"),
}
require_rows(LATER_TITLES, LATER, "vocabularies/cases/titles.py: LATER_TITLES")
OUTSIDE = _("case_outside", default="Somebody outside")
# Laws that are often the reason of secrecy; the handler decides and may write others.
SECRECY = (
    "OSL 21:1",
    "OSL 39:2",
    "OSL 39:3",
    "OSL 32:3 b",
    "OSL 40:1",
    "Forvaltningsloven § 27",
    "Offentlighedsloven § 30",
)
REPORTER = _("case_reporter", default="The reporter")
# What somebody read (core.ledger.entries).
READ = {
    "read_case": _("read_case", default="The case: words, messages, notes"),
    "read_file": _("read_file", default="A file"),
    "read_identity": _("read_identity", default="Who the reporter is"),
    "searched": _("read_searched", default="Whether somebody occurs in it"),
    "made_copy": _("read_made_copy", default="A redacted copy, made to be handed out"),
}
require_rows(READ, of_family(READING), "vocabularies/cases/titles.py: READ")
CASE_FILTERS = {
    "open": _("case_filter_open", default="Open"),
    "week": _("case_filter_week", default="Wants something this week"),
    "new": _("case_filter_new", default="New"),
    "wrote": _("case_filter_wrote", default="The reporter has written"),
    "late": _("case_filter_late", default="Late"),
    "closed": _("case_filter_closed", default="Closed"),
}
# Columns of the desk by what they are sorted by (operations.cases.desk).
CASE_COLUMNS = {
    "number": _("column_case", default="Case"),
    "received": _("column_case_received", default="Received"),
    "form": _("column_case_about", default="About"),
    "state": _("column_case_state", default="State"),
    "": _("column_case_due", default="Waits for"),
}
# What a clock waits for (core.cases.deadlines).
DUE = {
    "relay": _("due_relay", default="Passed on by the leader who was told"),
    "contact": _("due_contact", default="Talk with whoever was exposed"),
    "confirmation": _("due_confirmation", default="Confirm that it has come"),
    "answer": _("due_answer", default="Answer"),
}
require_rows(DUE, DEADLINES, "vocabularies/cases/titles.py: DUE")
# The pages of a case, in the order of their buttons.
TABS = {
    "case": _("tab_case", default="Read and answer"),
    "case-people": _("tab_case_people", default="Who can read it"),
    "case-clocks": _("tab_case_clocks", default="Deadlines"),
    "case-links": _("tab_case_links", default="Belongs with"),
    "case-outside": _("tab_case_outside", default="Outside help"),
    "case-record": _("tab_case_record", default="Diary and secrecy"),
    "case-log": _("tab_case_log", default="Who has read it"),
}
