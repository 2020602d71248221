"""Faults that somebody could make; each must make a check fail (make assurance).

A check that passes whatever the code does shows nothing. Here each promise is
broken on purpose, for one run of the test that shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Mutation:
    """``rows``: what the test shows; ``test``: the one that must fail."""

    rows: str
    test: str
    apply: Callable[[], None]


def _put(path: str, value: Any) -> Callable[[], None]:
    """Replace ``module:name`` or ``module:Class.name`` when it is applied."""

    def apply() -> None:
        setattr(*found(path), value)

    apply.path = path
    return apply


def found(path: str) -> tuple[Any, str]:
    """Return what holds a name, and the name; it fails for one that has moved away."""
    module, _colon, names = path.partition(":")
    owner = import_module(f"collective.conduct.{module}")
    *owners, name = names.split(".")
    for each in owners:
        owner = getattr(owner, each)
    getattr(owner, name)
    return owner, name


def _tell_the_count() -> None:
    """Every page tells in a header how many cases there are."""
    from collective.conduct.browser.common.base import Page
    from collective.conduct.core.cases.ports import ICases
    from zope.component import getUtility

    kept = Page.__call__

    def told(self):
        count = sum(1 for _each in getUtility(ICases).everything())
        self.request.response.setHeader("X-Count", str(count))
        return kept(self)

    Page.__call__ = told


def _publish_words() -> None:
    """A report leaves a page with its words as keywords."""
    from collective.conduct.operations.reports import receiving
    from plone import api

    kept = receiving._add_case

    def told(facts, sent, now):
        with api.env.adopt_roles(["Manager"]):
            words = tuple(each.value for each in sent.answers)
            portal = api.portal.get()
            api.content.create(portal, "Document", facts.case, subject=words)
        return kept(facts, sent, now)

    receiving._add_case = told


def _open_files_first() -> None:
    """What was sent is read and cleaned before the words are looked up."""
    from collective.conduct.operations.cases.disclosure import external_exchange
    from collective.conduct.operations.reports import reporter_followup

    for module in (reporter_followup, external_exchange):

        def written(typed, text, files_of=None, kept=module.write):
            files = files_of() if files_of else ()
            return kept(typed, text, lambda: files)

        module.write = written


def _count_before_words() -> None:
    """Every request with words is counted, right or wrong, before it is looked at."""
    from collective.conduct.browser.reports.status import ReportStatusPage
    from collective.conduct.operations.common import throttle

    kept = ReportStatusPage.do

    def done(self):
        throttle.note(throttle.WORDS, self.source, self.now)
        return kept(self)

    ReportStatusPage.do = done


def _name_the_case_in_letters() -> None:
    """A letter about a case has the key of its notice in its subject."""
    from collective.conduct.notifications.mail import compose

    kept = compose._message

    def message(letter, reader, named):
        return kept(
            replace(letter, subject=f"{letter.subject} {named[:8]}"), reader, named
        )

    compose._message = message


def _overlook_the_order_of_seals() -> None:
    """A seal that follows another one than it says is taken as it is."""
    from collective.conduct.core.ledger import proof

    kept = proof._seals_faults

    def faults(ledger):
        return (each for each in kept(ledger) if each.code != "seal_order")

    proof._seals_faults = faults


def _offer_nobody_to_who_is_logged_in() -> None:
    """Whoever has an account is left with the leader of their group."""
    from collective.conduct.operations.cases import available_recipients as module

    kept = module.available_recipients

    def available(*given, **named):
        return () if module.actor().person else kept(*given, **named)

    module.available_recipients = available


def _leave_open() -> None:
    """What should be sealed is kept as it is."""
    from collective.conduct.storage.vault.ciphers import boxes

    boxes.seal = lambda _key, words, _context: words
    boxes.unseal = lambda _key, box, _context: box


def _sign_in_the_transaction() -> None:
    """Whoever reports stands in the transaction."""
    from collective.conduct.browser.reports import reporter_page
    from collective.conduct.operations.reports import receiving
    from contextlib import nullcontext

    reporter_page.scrub_transaction = lambda: None
    reporter_page.ReporterPage._leave_no_name = lambda self: None
    receiving.unseen = nullcontext


def _tell_what_exists() -> None:
    """A case that there is not is answered otherwise than one of others."""
    from collective.conduct.core.common.errors import Missing
    from collective.conduct.storage.vault.cases import Vault

    kept = Vault.newest

    def told(self, case):
        if case not in self._epochs:
            raise Missing("no_request")
        return kept(self, case)

    Vault.newest = told


def _tell_the_rules() -> None:
    """A step of a case is an event of Plone, as for all content."""
    from collective.conduct.workflow import common
    from Products.CMFCore.WorkflowCore import ActionSucceededEvent
    from zope.event import notify

    kept = common._set_state

    def told(workflow, thing, state):
        kept(workflow, thing, state)
        notify(ActionSucceededEvent(thing, workflow, state, None))

    common._set_state = told


def _any_half_counts() -> None:
    """A half counts for whatever key of a person it was given."""
    from collective.conduct.core.vault.keys import KEY
    from collective.conduct.storage.vault import escrow

    def given(store, case, both, person, holder, public):
        epoch, role = store.newest(case), escrow.role_of(both)
        row = store.key(case, epoch, role, person, holder)
        return None if row is None else row[KEY:]

    escrow.given = given


def _no_headers() -> None:
    from collective.conduct.browser.reports import reporter_page

    del reporter_page.HEADERS["Referrer-Policy"]


def _empty(*_given: Any, **_named: Any) -> None:
    return None


def _note_nothing_of_files() -> None:
    """The files of messages and notes are sent without a line."""
    from collective.conduct.operations.cases import case_reading

    kept = case_reading.noted

    def noted(case, kind, number=0):
        return kept(case, kind, number) if kind == "read_case" else case

    case_reading.noted = noted


def _seal_given_names_only() -> None:
    """A report without a name has no envelope, as before."""
    from collective.conduct.storage.vault.open_case import UnlockedCase

    kept = UnlockedCase.seal_identity

    def sealed(self, words, approvers):
        if b'"name"' in words:
            kept(self, words, approvers)

    UnlockedCase.seal_identity = sealed


class _Everybody:
    def __contains__(self, person: int) -> bool:
        return True


def _forget_who_was_let_in() -> None:
    """Whoever was let in later stands on the reporter's page without a day."""
    from collective.conduct.operations.reports import reporter_followup

    kept = reporter_followup.readers_today
    reporter_followup.readers_today = lambda case, sent, facts: kept(case, sent, ())


def _let_readers_approve() -> None:
    """Whoever holds the function approves, readers of the case too."""
    from collective.conduct.operations.cases import identity
    from collective.conduct.operations.vault.key_directory import confirmed

    identity.approvers = lambda case: frozenset(confirmed("identity_approver"))


def _unconfirmed(*functions: str) -> dict[int, bytes]:
    """Every key counts, confirmed or not: as it was before."""
    from collective.conduct.core.vault.ports import IKeyrings
    from collective.conduct.operations.vault.key_directory import holders_of
    from zope.component import getUtility

    people = {who for name in functions for who in holders_of(name)}
    return getUtility(IKeyrings).publics(people)


def _confirm_all_functions(self: Any, event: Any) -> None:
    """Whoever is confirmed for one function is confirmed for all of them."""
    from collective.conduct.core.common.key_functions import HOLD_KEYS
    from collective.conduct.core.vault.confirming import Confirmation

    for function in HOLD_KEYS:
        found = Confirmation(event.public, event.when, event.by)
        self.confirmed[event.person, function] = found


def _no_outer_box() -> None:
    """What opens a case lies in the database as it is."""
    from collective.conduct.storage.vault import shred_keys

    shred_keys.enclosed = lambda _owner, words, _context: words
    shred_keys.disclosed = lambda _owner, box, _context: box


def _pad_little() -> None:
    """A text is marked where it ends, and not filled up."""
    from collective.conduct.storage.vault.ciphers import boxes

    boxes.pad = lambda words: words + b"\x80"


def _share_private_words() -> None:
    """What one handler keeps for themselves lies open for all of them."""
    from collective.conduct.storage.cases.desks import Desks

    shared = {}
    Desks.put_private = lambda _desks, _vault, words: shared.update(words=words)
    Desks.get_private = lambda _desks, _vault: shared.get("words", b"")


FUNCTIONAL = "tests/functional"
COPIES = f"{FUNCTIONAL}/ledger/test_copies.py"
DESTROYED = "tests/unit/vault/test_destruction.py"
SILENCE = f"{FUNCTIONAL}/test_silence.py"
CANARIES = f"{FUNCTIONAL}/test_canaries.py::test_no_word_of_a_report_turns_up_anywhere"
WORK = f"{FUNCTIONAL}/cases/test_case_work.py"
TODAY = f"{FUNCTIONAL}/cases/test_desk_today.py"
RELAY = f"{FUNCTIONAL}/cases/test_away_and_relay.py"
PAGES = f"{FUNCTIONAL}/cases/test_confidential_pages.py"
LOG = f"{FUNCTIONAL}/cases/test_case_log.py"
FACTS = f"{FUNCTIONAL}/cases/test_reporter_facts.py"
ENVELOPES = "tests/integration/vault/test_keys_again.py"
CONFIRMED = "tests/integration/vault/test_confirmed_keys.py"
MATTER = "tests/integration/vault/test_matter.py"
AUTHENTIC = f"{FUNCTIONAL}/cases/test_authentic_cases.py"
NO_READER = "tests/integration/vault/test_no_reader.py"


def _close_for_want_of_people() -> None:
    """The intake closes again as soon as somebody lacks."""
    from collective.conduct.operations.cases import available_recipients

    available_recipients.is_closed = lambda: bool(available_recipients.missing())


def _lift_every_ground() -> None:
    """The reporter is offered everybody who may not know, whatever the ground."""
    from collective.conduct.operations.reports import reporter_followup as followup

    def everybody(sent, facts):
        return tuple(followup.Unticked(who, "Ek") for who, _reach in facts.bars)

    followup._liftable = everybody


def _nothing_wrong(self, case, rows) -> set:
    return set()


def _always(self, case, kind, number) -> bool:
    return True


def _never(self, line) -> bool:
    return False


def _only_with_news(self, now) -> bool:
    """A line is written only when a case has changed."""
    from collective.conduct.core.vault.stream_ports import ICaseStreams
    from zope.component import getUtility

    return len(getUtility(ICaseStreams)._waiting) > 0


MUTATIONS = {
    "pages tell how many cases there are": Mutation("S8 S11", SILENCE, _tell_the_count),
    "letters about cases are counted": Mutation(
        "S11", SILENCE, _put("storage.mail.outbox:SILENT", frozenset())
    ),
    "words of a report are keywords": Mutation("S1 S3 S9", CANARIES, _publish_words),
    "nothing is sealed": Mutation("S1 S12", CANARIES, _leave_open),
    "transactions name who reports": Mutation(
        "S6", f"{CANARIES}[ByPage]", _sign_in_the_transaction
    ),
    "pages tell others where one came from": Mutation(
        "S17", f"{PAGES}::test_no_page_is_kept_told_on_or_found", _no_headers
    ),
    "a case can be copied": Mutation(
        "S30",
        f"{PAGES}::TestDoorsOfPlone::test_it_is_neither_copied_cut_nor_versioned",
        _put("content.cases:Silent.cb_isCopyable", lambda self: True),
    ),
    "content rules hear of a step": Mutation(
        "S10",
        f"{PAGES}::TestDoorsOfPlone::test_no_content_rule_and_no_listener_hears_of_it",
        _tell_the_rules,
    ),
    "the undo log names who works on cases": Mutation(
        "S4 S6",
        f"{FUNCTIONAL}/cases/test_unseen_work.py::test_a_day_at_the_desk_leaves_no_name",
        _put("browser.vault.vault:scrub_transaction", _empty),
    ),
    "a case tells its creator": Mutation(
        "S10",
        "tests/integration/cases/test_cases.py::test_a_case_tells_nothing_about_itself",
        _put("content.cases:Silent.Creator", lambda self: "official"),
    ),
    "a reading leaves no line": Mutation(
        "S23",
        f"{LOG}::test_each_reading_is_a_line_for_the_group",
        _put("storage.cases.access_log:AccessLog.note", _empty),
    ),
    "nobody is told that a clock runs out": Mutation(
        "S26",
        f"{FUNCTIONAL}/cases/test_case_clocks.py"
        "::test_the_readers_are_told_once_before_and_once_when_it_is_late",
        _put("core.cases.deadlines:Deadline.reminder_step", lambda self, today: ""),
    ),
    "public holidays are days of work": Mutation(
        "S26",
        f"{FUNCTIONAL}/cases/test_case_letters.py"
        "::test_what_is_promised_leaves_out_public_holidays",
        _put(
            "operations.cases.deadlines:_calendar",
            lambda country: lambda day: day.weekday() > 4,
        ),
    ),
    "letters about cases differ": Mutation(
        "S18",
        f"{FUNCTIONAL}/cases/test_case_letters.py"
        "::test_every_letter_about_a_case_is_the_same",
        _name_the_case_in_letters,
    ),
    "a passphrase takes ten times the memory": Mutation(
        "S16",
        "tests/unit/vault/test_vault.py"
        "::test_those_who_log_in_at_once_take_little_memory",
        _put("core.vault.keys:Cost.__init__.__defaults__", (640 * 1024, 3, 1)),
    ),
    "nobody is offered to who is logged in": Mutation(
        "C28 C34",
        f"{FUNCTIONAL}/reports/test_reports.py"
        "::test_whoever_is_logged_in_is_offered_the_same_recipients",
        _offer_nobody_to_who_is_logged_in,
    ),
    "no document has a type in the catalog": Mutation(
        "B2",
        f"{FUNCTIONAL}/documents/test_reader_edition.py"
        "::test_documents_are_found_by_their_type",
        _put("content.indexers:document_type.callable", lambda document: ""),
    ),
    "the order of seals is not looked at": Mutation(
        "H4",
        "tests/unit/ledger/test_proof_faults.py"
        "::test_each_field_of_a_seal_is_looked_at",
        _overlook_the_order_of_seals,
    ),
    "months are thirty days": Mutation(
        "S26",
        "tests/unit/cases/test_clocks.py::test_months_are_those_of_the_calendar",
        _put(
            "core.cases.deadlines:monthrange",
            lambda year, month: (0, 30),
        ),
    ),
    "a pause excuses nothing": Mutation(
        "S26",
        f"{TODAY}::test_deadlines_rest_and_are_put_off_with_a_reason",
        _put("core.cases.deadlines:_paused", lambda due, start, pauses: (due, False)),
    ),
    "the table of offices is not asked": Mutation(
        "E19",
        f"{RELAY}::test_the_table_of_who_may_not_handle_whom_is_the_municipalitys",
        _put("core.cases.recipients:barred", lambda *given: frozenset()),
    ),
    "a late leader is not seen": Mutation(
        "A29",
        f"{RELAY}::TestRelay::test_what_was_passed_on_late_is_seen_at_once",
        _put("core.cases.deadlines:Deadline.was_late", False),
    ),
    "no substitute comes in": Mutation(
        "desk",
        f"{RELAY}::TestAway::test_a_substitute_comes_in_beside_whoever_is_away",
        _put("storage.cases.desks:Desks.away", lambda self, day: frozenset()),
    ),
    "words from outside open the report": Mutation(
        "S8",
        f"{WORK}::TestOutside::test_it_is_no_way_to_the_report",
        _put("operations.cases.disclosure.external_exchange:OUTSIDE", ""),
    ),
    "the copy shows what is secret": Mutation(
        "S8 T21",
        f"{WORK}::TestRecord::test_a_copy_shows_nothing_that_nobody_opened",
        _put("core.cases.records.secrecy:SecrecyRecord.shows", lambda self, name: True),
    ),
    "a copy shows what came later": Mutation(
        "T21",
        f"{WORK}::TestRecord::test_what_comes_after_the_decision_is_withheld",
        _put(
            "core.cases.records.secrecy:SecrecyRecord.shows",
            lambda self, name: (
                name.partition(":")[0]
                in {each.partition(":")[0] for each in self.shown}
            ),
        ),
    ),
    "a copy is in no log": Mutation(
        "T21",
        f"{WORK}::TestRecord::test_each_copy_is_written_down_before_it_is_shown",
        _put("operations.cases.disclosure.redaction:noted", lambda case, kind: case),
    ),
    "what was secret before is forgotten": Mutation(
        "T21",
        f"{WORK}::TestRecord"
        "::test_what_was_decided_before_stays_secret_and_the_rest_is_closed",
        _put("core.cases.records.secrecy:SecrecyRecord.law", lambda self, name: ""),
    ),
    "an enclosed file leaves no line": Mutation(
        "S23",
        f"{LOG}::test_an_enclosed_file_is_a_line_before_it_is_sent",
        _note_nothing_of_files,
    ),
    "the reporter is told nothing of what is done": Mutation(
        "T23",
        f"{FACTS}::test_that_the_name_was_asked_for_and_opened_is_told",
        _put("operations.cases.reporter_facts:tell", _empty),
    ),
    "whom nobody named is named to the reporter": Mutation(
        "T23",
        f"{FACTS}::test_that_somebody_was_shut_out_is_told_and_named_only_if_named"
        "_before",
        _put("operations.cases.reporter_facts:_named", lambda case: _Everybody()),
    ),
    "since when somebody reads is not told": Mutation(
        "T23",
        f"{FACTS}::test_who_reads_it_today_is_named_with_function_and_since_when",
        _forget_who_was_let_in,
    ),
    "an event is in no table": Mutation(
        "T23",
        "tests/unit/cases/test_reporter_facts.py"
        "::test_each_event_is_told_or_stands_with_a_reason",
        _put("core.cases.reporter_facts:NOT_TOLD", {}),
    ),
    "a report without a name has no envelope": Mutation(
        "T22",
        f"{ENVELOPES}::test_no_envelope_shows_what_is_in_it",
        _seal_given_names_only,
    ),
    "the size of an envelope shows the name": Mutation(
        "T22",
        f"{ENVELOPES}::test_no_envelope_shows_what_is_in_it",
        _put(
            "core.cases.records.cases:IdentityRecord.envelope",
            lambda self: repr(self).encode(),
        ),
    ),
    "a case of before is asked on another path": Mutation(
        "T22",
        f"{ENVELOPES}::test_a_case_of_before_without_an_envelope_is_asked_on_the_same"
        "_path",
        _put("operations.cases.identity:_has_envelope", lambda case: True),
    ),
    "an approver may be a reader": Mutation(
        "S14",
        f"{ENVELOPES}::test_nobody_approves_for_a_case_that_they_read",
        _let_readers_approve,
    ),
    "a merger lets in whom it concerns": Mutation(
        "S13",
        f"{WORK}::TestMerging::test_who_may_not_know_of_one_may_not_know_of_the_other",
        _put("core.cases.matter:Matter.barred", {}),
    ),
    "a reprisal does not ask what it follows": Mutation(
        "T2 S13",
        f"{MATTER}::test_a_reprisal_against_an_excluded_reader_reaches_him_in_no_way",
        _put("core.cases.matter:MatterCase.next", lambda self, _reach: self.merged),
    ),
    "an untick is forgotten": Mutation(
        "T3 C28",
        f"{MATTER}::test_whom_the_reporter_unticked_is_barred_until_two_readers_say"
        "_otherwise",
        _put("operations.reports.receiving:_unticked", lambda _sent: frozenset()),
    ),
    "a half for a former key counts": Mutation(
        "T5 S24",
        f"{MATTER}::test_two_and_three_forgotten_passphrases_in_a_row",
        _any_half_counts,
    ),
    "wraps of former epochs stay": Mutation(
        "T11 S13",
        f"{MATTER}::test_after_an_exclusion_the_former_holders_open_no_older_epoch",
        _put("storage.vault.cases:Vault.forget_epochs_before", _empty),
    ),
    "who approves may read": Mutation(
        "T12 S14",
        f"{MATTER}::test_an_approver_is_never_let_in_as_a_reader",
        _put("core.cases.matter:_holds_the_other_role", lambda *_given: False),
    ),
    "a case keeps those who lost its matter": Mutation(
        "T2 S13",
        f"{MATTER}::test_a_reprisal_about_a_reader_takes_the_first_report_from_them",
        _put("operations.cases.summary:must_leave", lambda _matter: frozenset()),
    ),
    "a reader who left office goes on": Mutation(
        "T1 S13",
        "tests/integration/vault/test_keys_again.py"
        "::test_who_has_left_loses_access_when_a_colleague_opens_the_case",
        _put("operations.cases.case_access:_is_outdated", lambda _case: False),
    ),
    "everybody sees a handler's names": Mutation(
        "S8",
        f"{TODAY}::test_a_name_of_ones_own_is_seen_by_nobody_else",
        _share_private_words,
    ),
    "a look through one's cases leaves no line": Mutation(
        "S23",
        f"{TODAY}::test_people_are_met_in_ones_own_cases_and_each_look_is_written_down",
        _put("storage.cases.access_log:AccessLog.note", _empty),
    ),
    "a server's half is made anew in silence": Mutation(
        "T16",
        f"{FUNCTIONAL}/vault/test_server_half.py"
        "::test_old_words_are_not_called_wrong[half_missing]",
        _put("storage.vault.server_half:ServerHalf.remember", _empty),
    ),
    "an old copy opens what was destroyed": Mutation(
        "T10",
        f"{DESTROYED}::test_in_an_old_copy_nothing_opens_what_was_destroyed",
        _no_outer_box,
    ),
    "kept words are only forgotten": Mutation(
        "T10",
        f"{DESTROYED}::test_a_kept_report_that_was_thrown_away_is_gone_from_a_copy",
        _put("storage.vault.shred_keys:destroy", _empty),
    ),
    "tidying takes keys that nobody marked": Mutation(
        "T10",
        f"{DESTROYED}::test_only_a_pending_key_of_ours_a_day_old_is_tidied",
        _put("storage.vault.keystore:_is_older", lambda *_given: True),
    ),
    "a posted message shows its length": Mutation(
        "T17",
        f"{DESTROYED}"
        "::test_posts_of_before_are_read_and_new_ones_do_not_tell_their_length",
        _pad_little,
    ),
    "a copy goes on as the site": Mutation(
        "T9",
        f"{COPIES}::test_no_answer_is_recorded",
        _put("operations.common.site_version:copied", lambda _site=None: ""),
    ),
    "a copy of the folder is no copy": Mutation(
        "T9",
        "tests/unit/ledger/test_site_mark.py"
        "::test_a_copy_of_database_and_folder_is_one",
        _put("storage.ledger.site_mark:_numbers", lambda _path: ("", "")),
    ),
    "a test copy sends letters": Mutation(
        "T9",
        f"{COPIES}::test_a_test_copy_has_its_own_record_and_sends_nothing",
        _put("operations.mail.post:is_trial", lambda: False),
    ),
    "guessed and made-up cases differ": Mutation(
        "S7",
        f"{FUNCTIONAL}/cases/test_desk.py"
        "::test_a_case_of_others_and_one_that_is_not_there_look_the_same",
        _tell_what_exists,
    ),
    "whoever is logged in reads the undo log": Mutation(
        "T4",
        f"{FUNCTIONAL}/test_services.py"
        "::test_what_is_written_to_the_database_is_told_to_nobody_of_the_site",
        _put("services.common.stock_services:_OfZope.require_zope", _empty),
    ),
    "an ordinary page has the open vault in its request": Mutation(
        "T7",
        f"{FUNCTIONAL}/test_error_log.py"
        "::test_when_an_ordinary_page_breaks_the_open_vault_is_in_no_log",
        _put("browser.common.odd_requests:set_aside", _empty),
    ),
    "an open vault survives a new password": Mutation(
        "T7",
        f"{FUNCTIONAL}/vault/test_changed_password.py"
        "::test_whoever_changes_the_password_ends_the_session",
        _put("operations.vault.my_key:password_hash", lambda userid: b""),
    ),
    "files are opened before words": Mutation(
        "T6",
        f"{FUNCTIONAL}/reports/test_hostile_files.py"
        "::test_with_wrong_words_no_file_is_opened",
        _open_files_first,
    ),
    "a picture is decoded whatever its size": Mutation(
        "T6",
        "tests/unit/common/test_picture_budget.py"
        "::test_a_small_file_of_many_pixels_is_not_decoded",
        _put("imports.common.cleaning.pictures:MEMORY", 2**40),
    ),
    "wrong words of others shut out": Mutation(
        "T18",
        f"{FUNCTIONAL}/reports/test_reports.py"
        "::test_wrong_words_of_others_shut_nobody_out_who_has_words",
        _count_before_words,
    ),
    "a body of any size is read": Mutation(
        "T18",
        f"{FUNCTIONAL}/reports/test_large_bodies.py"
        "::test_a_page_for_reporters_reads_no_more_than_it_says",
        _put("browser.common.odd_requests:_refuse_large", _empty),
    ),
    "a letter leaves without the address of the site": Mutation(
        "T19",
        f"{FUNCTIONAL}/mail/test_post.py"
        "::test_no_letter_leaves_before_its_links_lead_somewhere",
        _put("notifications.mail.compose:public_address", lambda: "http://nohost"),
    ),
    "whoever gets a log-in name gets the person": Mutation(
        "N3",
        f"{FUNCTIONAL}/registers/test_account_watch.py"
        "::test_whoever_gets_the_name_of_another_is_a_new_person",
        _put(
            "operations.registers.account_watch:judged",
            lambda before, found, answers, now: ("", found),
        ),
    ),
    "a former reader writes in a colleague's name": Mutation(
        "T8",
        f"{AUTHENTIC}::test_a_note_forged_by_a_former_reader_is_not_a_colleagues",
        _put("storage.vault.case_streams:CaseStreams.is_older", _always),
    ),
    "a box for the inbox passes for the report": Mutation(
        "T8",
        f"{AUTHENTIC}::test_a_report_replaced_by_a_box_for_the_inbox_is_not_shown",
        _put("storage.vault.case_streams:CaseStreams.is_older", _always),
    ),
    "nobody verifies the log of readings": Mutation(
        "T8 S23",
        f"{AUTHENTIC}::test_a_reader_overwritten_in_the_access_log_is_said",
        _put("storage.cases.access_log:AccessLog.doubts", lambda self, case: []),
    ),
    "a letter to the reporter can be forged": Mutation(
        "T8",
        f"{AUTHENTIC}::test_a_letter_forged_for_the_reporter_is_not_shown",
        _put("storage.vault.case_streams:CaseStreams.unsound", _nothing_wrong),
    ),
    "an older database takes reports": Mutation(
        "T14",
        f"{AUTHENTIC}::test_yesterdays_database_is_found_and_closes_the_intake",
        _put("storage.vault.sealed_heads:SealedHeads._differs", _never),
    ),
    "a line tells that something happened": Mutation(
        "T14",
        f"{AUTHENTIC}::test_lines_have_one_length_whatever_happened",
        _put("storage.vault.sealed_heads:SealedHeads.is_due", _only_with_news),
    ),
    "nobody compares a desk with its cases": Mutation(
        "T15",
        f"{AUTHENTIC}::test_a_desk_that_shows_something_else_is_found",
        _put("operations.home.soundness:desks_differ", lambda: False),
    ),
    "rows that were edited are not named": Mutation(
        "T8 T14",
        f"{AUTHENTIC}::test_every_edit_is_found_and_its_row_is_named",
        _put("core.vault.streams:doubts", lambda named, found: []),
    ),
    "nobody compares the answers with their record": Mutation(
        "T15",
        f"{AUTHENTIC}::test_a_forged_answer_is_found",
        _put("storage.ledger.ledger:Ledger.differences", lambda self: []),
    ),
    "a key counts before anybody confirmed it": Mutation(
        "T1",
        f"{CONFIRMED}::test_who_records_himself_in_hr_makes_a_key_and_reads_nothing",
        _put("operations.cases.available_recipients:confirmed", _unconfirmed),
    ),
    "nobody is told of a new key": Mutation(
        "T1",
        f"{CONFIRMED}::test_who_sets_her_password_and_replaces_her_key_reads_nothing",
        _put("operations.vault.key_events:tell_holders", _empty),
    ),
    "a confirmation counts for every function": Mutation(
        "T1",
        f"{CONFIRMED}::test_a_lawful_escrow_holder_who_records_himself_in_hr_waits",
        _put("core.vault.confirming:Directory._confirm", _confirm_all_functions),
    ),
    "who was out of office is back without a word": Mutation(
        "T1",
        f"{CONFIRMED}::test_a_day_out_of_office_makes_it_pending_and_an_extension_does"
        "_not",
        _put("operations.vault.key_directory:_held_since", lambda *given: True),
    ),
    "the former key is thrown away at once": Mutation(
        "T1",
        f"{CONFIRMED}::test_her_former_key_takes_the_new_one_back",
        _put("storage.vault.keyrings:Keyrings.former", _empty),
    ),
    "any words confirm": Mutation(
        "T1",
        f"{CONFIRMED}::test_wrong_words_confirm_nobody_wait_and_are_told",
        _put("operations.vault.confirming:_same_words", lambda *given: True),
    ),
    "a signature is not looked at": Mutation(
        "T13",
        f"{CONFIRMED}::test_a_forged_confirmation_is_refused",
        _put("core.vault.confirming:Directory._signed", lambda *given: True),
    ),
    "a swapped public key is used": Mutation(
        "T13",
        f"{CONFIRMED}::test_a_swapped_public_key_gets_no_wrap_and_is_named",
        _put("operations.vault.key_directory:there", lambda *given: True),
    ),
    "the directory is founded anew at once": Mutation(
        "T1",
        f"{CONFIRMED}::test_it_is_founded_anew_only_when_nobody_confirmed_is_there",
        _put("core.vault.confirming:Directory.may_found", lambda *given: True),
    ),
    "the intake closes for want of a reader": Mutation(
        "T1",
        f"{NO_READER}::test_once_it_had_everybody_the_intake_closes_for_want_of_nobody",
        _close_for_want_of_people,
    ),
    "a new site receives before it has everybody": Mutation(
        "T1",
        f"{NO_READER}::test_a_site_that_never_had_everybody_stays_closed",
        _put("core.vault.confirming:Directory._has_everybody", lambda self: True),
    ),
    "nobody is told of a report without a reader": Mutation(
        "T1",
        f"{NO_READER}::test_without_a_reader_it_is_sealed_for_the_escrow_pairs_alone",
        _put("operations.reports.receiving:whom_to_tell", lambda case: ()),
    ),
    "a last pair is unticked without a word": Mutation(
        "T3",
        f"{FUNCTIONAL}/reports/test_no_reader.py"
        "::test_a_tick_that_takes_the_last_pair_is_asked_about_first",
        _put("browser.reports.form:ReportForm._refuse_untold", _empty),
    ),
    "the reporter lifts every ground": Mutation(
        "T3",
        f"{NO_READER}::test_the_reporter_lifts_no_other_ground",
        _lift_every_ground,
    ),
    "roles in one hand are not named": Mutation(
        "T12",
        f"{NO_READER}::test_readiness_asks_for_five_people_with_roles_apart",
        _put("operations.cases.vault_readiness:_names", lambda people: ()),
    ),
}
