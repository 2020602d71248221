"""The ports: what the domain needs from the world, and nothing else.

Adapters live in ``storage`` and say only "See ILedger". Every adapter is
proved with ``verifyObject`` and one shared contract test.
"""

from zope.interface import Attribute
from zope.interface import Interface


class IClock(Interface):
    """The time. Nothing in the product asks the system clock directly."""

    def now():
        """Return an aware ``datetime`` in UTC."""

    def today():
        """Return the ``date`` in the site's time zone: what "in force" means."""

    def day_of(seconds):
        """Return the ``date`` of UTC seconds in the site's time zone."""


class ILedger(Interface):
    """The append-only record (DESIGN 1.3, section 4).

    Streams are random 31-bit ints, one per person and one per document; an
    entry is chained to the one before it *in its stream*, so parallel writers
    do not meet. Nothing is ever changed or removed except ``details``.
    """

    ledger_id = Attribute("Random hex id of this ledger, given at birth")

    def new_stream():
        """Return an unused random stream id (1 .. 2**31-1).

        Nothing is written: the first ``append`` takes it.
        """

    def append(
        stream,
        kind,
        when,
        *,
        edition="",
        statement="",
        campaign="",
        language="",
        by=0,
        details=None,
    ):
        """Append one entry and return it as ``core.ledger.Entry``.

        ``kind`` is a key of ``core.ledger.KINDS`` (else ``Invalid``
        "unknown_kind"); ``when`` an int of UTC seconds, raised to the
        stream's last ``when`` if the clock went back; ``details`` a
        JSON-able mapping, committed under a fresh 16-byte salt. An outcome
        also sets the person's outcome for the edition: ``Missing``
        "no_edition" when ``open_edition`` never saw it. ``Invalid``
        "bad_stream", "bad_time", "bad_hash", "bad_details" for what could
        not be proved later; then nothing is written.
        """

    def entry(stream, seq):
        """Return the ``Entry``; ``Missing`` "no_entry" when there is none."""

    def entries(stream):
        """Iterate over the stream's entries, oldest first; empty if unknown."""

    def streams():
        """Iterate over all stream ids in ascending order."""

    def open_edition(edition):
        """Create the 16 outcome shards for a manifest hash. Idempotent.

        ``Invalid`` "bad_hash" for anything but 64 lower-case hex digits.
        """

    def outcome(edition, person):
        """Return the latest outcome kind of a person, or None.

        Loads at most 15 objects from a cold cache at 10**6 records.
        """

    def outcomes(edition, people):
        """Return ``{person: kind}`` for those of ``people`` that have one."""

    def answered(person, editions):
        """Return those of ``editions`` on which the person has an outcome, in order."""

    def last_answer(person, edition):
        """Return the person's latest outcome ``Entry`` on an edition, or None."""

    def seal(when):
        """Seal all entries not yet sealed; return the ``Seal``, None if none."""

    def seals():
        """Iterate over the seals, oldest first."""

    def inclusion(stream, seq):
        """Return the inclusion proof of an entry, None while not sealed.

        ``Missing`` "no_entry" when there is none.
        ``{"seal": int, "index": int, "size": int, "path": [hex], "root": hex}``
        """

    def unsealed():
        """Return how many entries wait for the next seal."""

    def export():
        """Return the whole ledger as the JSON-able dict ``core.proof`` verifies."""

    def differences():
        """Compare the outcome shards with the chains; return a list of faults.

        Each is a ``(edition, person, kept, expected)`` with outcome kinds or
        None; the kinds are equal when they come from different entries.
        """

    def rebuild():
        """Compute the outcome shards anew from the chains."""


class ISealLog(Interface):
    """The file outside the database that keeps seal digests and head counts."""

    def append(ledger_id, seal):
        """Add one JSON line and make it durable before returning.

        The file is made for its owner alone. ``Unavailable``
        "seal_log_unwritable" with the system's ``reason``.
        """

    def lines():
        """Iterate over the kept lines as dicts, oldest first.

        ``Unavailable`` "seal_log_unreadable", or "seal_log_damaged" with the
        number of the ``line``.
        """


class IPersonLookup(Interface):
    """Which person an account is: what every capability may ask the register."""

    def enrol(userid=None, name="", key=""):
        """Return the person of an account or key, creating one when unknown."""

    def person_of(userid):
        """Return the person of an account or None. Never writes."""


class IRegister(IPersonLookup):
    """People, their mandates and functions, bitemporal (DESIGN 1.4).

    A person is a random 31-bit int (also the stream in the ledger) behind an
    erasable map. A row is never changed: it is *closed* (``known_to`` is set)
    and another is recorded.
    """

    revision = Attribute("Int that grows with every write: the cache key")

    def keyed(key):
        """Return the person with this id in another system, or None."""

    def person(person):
        """Return the ``core.mandates.Person``; ``Missing`` when unknown."""

    def people():
        """Iterate over all ``Person``, by id."""

    def name(person, name):
        """Give a person another name; mandates and answers stay theirs."""

    def attach(person, userid=None, key=None):
        """Give a person an account, or an id in another system.

        ``Conflict`` "account_taken" or "key_taken" when somebody else has it,
        "account_given" when the person has another account already.
        """

    def retire(userid):
        """Forget which person an account was: the id, given anew, is another."""

    def record(row, at):
        """Record a ``Mandate`` or ``Function`` (``row.row == 0``); return its id.

        ``at`` in UTC seconds, here and below; raised to the latest write's if
        the clock went back: what was known is never rewritten.
        """

    def close(row_id, at):
        """Mark a row as no longer believed from ``at`` on (a correction)."""

    def end(row_id, day, at):
        """End a row on ``day`` (last day valid): closes it, records the ended one."""

    def row(row_id):
        """Return a row, believed or not; ``Missing`` "no_row"."""

    def history():
        """Iterate over all rows ever recorded, closed ones too, by id."""

    def roster(known=None):
        """Return the ``core.mandates.Roster`` of the rows believed now.

        With ``known`` (UTC seconds): of those that were believed then.
        """


class ICampaigns(Interface):
    """The facts of all campaigns that were launched: a projection of content."""

    def put(facts):
        """Add or replace the row of a campaign (``core.campaigns.CampaignFacts``)."""

    def get(uid):
        """Return the row of a campaign; ``Missing`` "no_campaign"."""

    def of(subject):
        """Return the rows about a ``core.subjects.Subject``, oldest start first."""

    def everything():
        """Return all rows, oldest start first."""

    def drop(uid):
        """Forget the row of a campaign that was removed."""


class IRosterMemory(Interface):
    """How the lists of a source are read: heads and words, nothing of a person."""

    def recall(source):
        """Return the ``core.rosters.choices.Memory`` of a source, empty if new."""

    def remember(source, memory):
        """Keep it in the place of what was remembered; nothing for source ""."""

    def sources():
        """Return the names of all sources, sorted."""


class INoticeCheck(Interface):
    """Whether a notice is still true when its letter leaves: a utility per kind.

    Its name is the beginning of the kinds of notice that it knows ("duty").
    """

    def __call__(notice):
        """Return False when nobody needs to be told any more."""


class IOutbox(Interface):
    """Notices that wait to be told, and what became of them (DESIGN 1.9).

    Each is put once (by its key), claimed in one transaction and marked in the
    next: at least once, and after a crash at most once more.
    """

    def put(notice):
        """Keep a ``core.notices.Notice``; False when its key is known already.

        ``Invalid`` "unknown_notice" for a kind that is not in ``KINDS``.
        """

    def knows(key):
        """Return whether a notice with this key was ever put."""

    def take(now, alone=False):
        """Claim what leaves next as a ``MailBatch``, None when nothing is due.

        With ``alone`` only what leaves in a letter of its own.

        An urgent notice goes alone; other notices of a person that may wait
        for each other go together. What was claimed is not given again before
        the claim has run out. ``now`` in UTC seconds.
        """

    def sent(number, now):
        """Mark a parcel as sent."""

    def failed(number, code, now, final=False):
        """Mark a try as failed: another follows later, none after the last.

        ``code`` is a code of ours, never a server's words. A parcel that has
        failed for good is dead: it is listed, and waits for ``retry``.
        """

    def withdraw(number):
        """Take out a claimed parcel that nobody needs any more; keys stay known."""

    def counts():
        """Return ``{"waiting", "claimed", "sent", "dead"}`` with numbers of notices.

        What a case lets leave (``core.notices.SILENT``) is in none of these, nor
        in ``sent_since``, ``dead`` and ``delayed``. It never dies: it is tried
        again, twice a day at last.
        """

    def sent_since(when):
        """Return how many notices were sent since then; a month back at most."""

    def dead():
        """Return the dead parcels, each as a ``core.notices.Failure``, latest first."""

    def delayed():
        """Return those that failed and are tried again, as ``dead`` does."""

    def retry(number, now):
        """Let a dead parcel try again; ``Missing`` "no_parcel"."""

    def discard(number):
        """Take a dead parcel out; its keys stay known. ``Missing`` "no_parcel"."""


class ICalendarTokens(Interface):
    """The secret addresses of people's calendars: one each, only its hash kept."""

    def give(person, when):
        """Return a new secret for a person; an earlier one is worth nothing."""

    def person_of(secret):
        """Return the person whose secret this is, None for anything else."""

    def given(person):
        """Return when (UTC seconds) the standing secret was given, None if none."""

    def revoke(person):
        """Make a person's secret worth nothing; nothing when there is none."""


class IEnquiries(Interface):
    """Enquiries along agreed paths: a log, and beside it the words (E11).

    An enquiry is for those who hold ``held`` (in ``body``) whenever they read
    it; both are kept as they were when it was sent.
    """

    def put(enquiry, words):
        """Keep a ``core.enquiries.Enquiry`` (``number == 0``); return its number.

        ``words`` are pairs of a question and its answer.
        """

    def get(number):
        """Return the ``Enquiry``; ``Missing`` "no_enquiry"."""

    def words(number):
        """Return the pairs that were sent; ``Missing`` "no_enquiry"."""

    def everything():
        """Iterate over the log, the newest first."""

    def handled(number, by, when):
        """Note who has handled it; the first one stays. ``Missing`` "no_enquiry"."""


class ILease(Interface):
    """One job at a time, over all processes of a site."""

    def acquire(holder, now, seconds):
        """Take or prolong the lease; False while somebody else has it."""

    def release(holder):
        """Give the lease back; nothing when somebody else has it."""


class IMailTransport(Interface):
    """The way out of the house for letters."""

    def deliver(message):
        """Hand an ``email.message.EmailMessage`` to the mail server, now.

        ``Undelivered`` (``core.errors``) with ``final`` False when another try
        may help (server down, slow, busy) and True when none will (refused).
        """


class IHeldPlaces(Interface):
    """What may not be moved or removed: a named utility for each kind of thing."""

    def __call__():
        """Iterate over paths from the site, each beginning with a slash."""


class IEditionIndex(Interface):
    """The facts of all editions: one small row each, a projection of content."""

    def put(facts):
        """Add or replace the row of an edition (``core.shelf.EditionFacts``)."""

    def of(document):
        """Return the rows of a document (by UID), by number."""

    def get(edition):
        """Return the row of an edition (by UID); ``Missing`` "no_edition"."""

    def documents():
        """Return ``{document UID: rows by number}`` of the whole site."""

    def drop(document):
        """Forget the rows of a document that was lawfully removed."""


class IDataDirectory(Interface):
    """The folder outside the database, and what upkeep leaves in it."""

    def path():
        """Return the ``Path``; ``Unavailable`` "no_home" when it is not set up."""

    def token():
        """Return the secret of the timed job, "" when none was made."""

    def note_run(ledger_id, when):
        """Remember that the timed job ran at ``when`` (UTC seconds)."""

    def last_run(ledger_id):
        """Return when the timed job ran last, 0 when it never did."""


class IKeystore(Interface):
    """Keys that lie outside the database (DESIGN 1.5).

    Every method raises ``Unavailable`` when the folder is missing, cannot be
    used, or can be read by others ("keystore_open").
    """

    def create(case):
        """Make the shred key of a case (32 hex digits) durable; return it."""

    def get(case):
        """Return the shred key; ``Missing`` "key_destroyed" when it is gone."""

    def destroy(case):
        """Destroy the shred key. What was sealed with it opens for nobody."""

    def half():
        """Return the server's half, made on first use: the same in all processes."""


class IServerKeys(Interface):
    """What is made of the server's half: marks, short-lived boxes, receipts.

    ``purpose`` keeps one use apart from another. No key is given out; every
    method raises ``Unavailable`` as ``IKeystore.half`` does.
    """

    def mark(purpose, words):
        """Return 32 bytes that only this server makes of these bytes (HMAC)."""

    def seal(purpose, words, context):
        """Seal words for this server, bound to a context."""

    def unseal(purpose, box, context):
        """Open what ``seal`` made; ``Refused`` "box_shut"."""

    def receipt(words):
        """Return the ``ReceiptKey`` of words; wrong ones have one too."""


class IVault(Interface):
    """The sealed part of every case: keys for people, boxes for words.

    A ``person`` is a number of the register, ``vault`` the ``OpenVault`` of
    whoever acts. Boxes are read and written through an ``OpenCase``
    (``core.open_vault``), which comes from ``begin``, ``open_with`` or
    ``open_given``. Whatever does not open raises ``Refused`` "box_shut",
    whatever the reason.
    """

    def begin(case, readers, escrow):
        """Make the keys of a new case; return the ``OpenCase``.

        ``readers`` and ``escrow`` map people to public keys. ``Invalid``
        "no_reader" without one.
        """

    def open_with(case, vault):
        """Return the ``OpenCase`` of somebody who has access to the newest epoch.

        What was opened with this vault already is not opened again, unless its
        keys have changed since.
        """

    def rehearse(one, other):
        """Open a test case by the halves of two holders of escrow keys.

        For a rehearsal, where both are at one keyboard; nothing of it stays.
        """

    def give_half(case, both, vault, person, public):
        """Hand an escrow holder's half of the pair ``both`` on to somebody.

        When the other holder of the pair has done so too, ``open_given`` opens.
        """

    def given(case, person):
        """Return the pairs ``(pair, holder)`` whose halves somebody was given."""

    def open_given(case, both, vault):
        """Return the ``OpenCase`` of somebody who was given both halves of a pair."""

    def readers(case):
        """Return the people who can open what is written now."""

    def publics(case):
        """Return ``{person: public key}``: whom it was sealed for, and for which key.

        Who has another key by now cannot open it, until somebody decides that
        they shall.
        """

    def escrow(case):
        """Return the pairs of escrow holders who can open together."""

    def approvers(case):
        """Return the people who hold the other half of the reporter's identity."""

    def drop(case):
        """Remove every key, box and file of a case: nothing of it is left here."""

    def post(case, kind, words):
        """Seal words for the case without a key of it; return the box's number.

        This is how a reporter writes who comes back: the readers open it.
        """

    def numbers(case, kind):
        """Return the numbers of the boxes of a kind, oldest first."""

    def enclose(case, chunks):
        """Seal a loose file of a case; return its number and a key of its own.

        Nobody's key of the case is needed: whoever writes passes number and key
        on in a sealed message. ``Unavailable`` "disk_full".
        """

    def enclosed(case, number, key):
        """Iterate over the chunks of a loose file; ``Missing`` "no_box"."""

    def approve_identity(case, vault, person, public):
        """Hand an approver's half on to one reader, who then opens it with theirs."""

    def withdraw_approval(case, person):
        """Take a handed-on half back; nothing when there is none."""


class IKeyrings(Interface):
    """The key pairs of handlers, approvers and escrow holders, locked."""

    def make(person, passphrase, when):
        """Make a person's key pair, in the place of the one before.

        ``when`` (UTC seconds) is remembered as the time it was made or changed.
        ``Invalid`` "passphrase_short".
        """

    def relock(vault, passphrase, when):
        """Lock the key pair of an ``OpenVault`` with another passphrase."""

    def unlock(person, passphrase):
        """Return the person's ``OpenVault``; ``Refused`` "no_key", "box_shut".

        ``Unavailable`` "vault_busy" (``seconds``) when too many are at the door.
        """

    def keep(locked, when=0):
        """Keep a ``Locked`` key as the person's newest; the old one goes."""

    def kept(person):
        """Return when the person's key was made or locked anew, 0 if unknown."""

    def of(person):
        """Return the person's ``Locked`` key, None when they have none."""

    def epoch(person):
        """Return how many key pairs the person has had; 0 when none."""

    def publics(people):
        """Return ``{person: public key}`` of those who have one."""

    def drop(person):
        """Forget the person's key pair; what was wrapped for it stays shut."""

    def waits(person, now):
        """Return for how many seconds the person may not try a passphrase."""

    def tried(person, right, now):
        """Note a try: wrong ones make the next one wait, longer each time."""


class IVaultSessions(Interface):
    """Who has the vault open, and for how long (DESIGN 1.5).

    A token is the private key sealed under the server's half and bound to the
    session's row: without the row, the half or the right person it is noise.
    """

    def begin(vault, now):
        """Begin a session of an ``OpenVault``; return the token (text)."""

    def resume(token, person, epoch, now, prolong=True):
        """Return the ``OpenVault``; prolongs the session unless it only looks.

        ``Refused`` "vault_locked" when the token is not of this person and
        epoch, or idle or old for too long, or was ended.
        """

    def end(person):
        """Lock the vault of a person everywhere, at once."""


class IAccessLog(Interface):
    """Who read what of a case: hash-chained lines, a stream for each case (S23).

    A ledger of its own: in that of the answers, which auditors export, a stream
    that appears would tell that there is a case.
    """

    def note(case, kind, person, when, number=0):
        """Write a line, before anything is shown.

        ``kind`` "read_case", "read_file" or "read_identity" (``core.ledger``),
        ``number`` of the file, ``when`` in UTC seconds.
        """

    def of(case):
        """The lines of a case, oldest first, as ``core.ledger.Entry``."""

    def drop(case):
        """Forget which stream is a case's; its lines stay, and name nothing."""


class IDesks(Interface):
    """What stands on whose desk: our own index of cases (PERFORMANCE 4).

    A row holds what the list shows, so that a page of it is one range of one
    tree. It is a copy: ``ICases`` and ``IVault`` know what is true.
    """

    def put(facts, wanted, publics, deadlines):
        """Let a case stand on these desks and no others.

        ``wanted``: the ordinal of the day, what comes first; ``publics``:
        ``{person: public key}`` of its readers; ``deadlines``: what the history
        of its deadlines adds up to (``core.deadlines.Deadlines``).
        """

    def of(person, states, until=None):
        """Iterate over ``core.cases.DeskEntry`` in these states, first wanted first.

        ``until``: the last ordinal to include, None for all.
        """

    def count(person, state):
        """Return how many cases stand there in a state."""

    def people():
        """Iterate over the people on whose desks something stands or stood."""

    def drop(case):
        """Take a case from every desk."""

    def leave(person, first, last):
        """Note that somebody is away from one day to another; None, None for not."""

    def absence(person):
        """Return the first and the last day of somebody's absence, or None."""

    def away(day):
        """Return the people who are away on a day."""

    def put_private(vault, words):
        """Seal what somebody keeps for themselves, in the place of what was there."""

    def get_private(vault):
        """Return it as bytes, b"" when there is none that this vault opens."""


class IKeyRequests(Interface):
    """What holders of keys ask each other for (``core.requests.Request``)."""

    def put(request, words, publics):
        """Keep a request and seal its reason for these people; return its number."""

    def get(number):
        """Return the ``Request``; ``Missing`` "no_request"."""

    def replace(request):
        """Put a request in the place of the one with its number."""

    def everything():
        """Return all requests, the newest first."""

    def waiting():
        """Return those that nobody has decided yet, the oldest first."""

    def told(number):
        """Return the people whom the reason was sealed for."""

    def reason(number, vault):
        """Return the words of a reason; ``Missing`` "no_request" for others."""

    def drop(case):
        """Forget the requests of a case."""


class IReporterMailbox(Interface):
    """What a reporter comes back with: a lock-up id, never the words.

    Everything for the reporter is sealed for the receipt's own public key.
    """

    def add(lookup, case, public):
        """Keep a receipt: 16 bytes of lock-up id, the case, the public key."""

    def find(lookup):
        """Return ``(case, public)`` or None; the same work in both cases."""

    def put(lookup, kind, when, words):
        """Seal something for the reporter; ``when`` (a day) stands outside."""

    def of(case):
        """Return the lock-up ids of the receipts of a case."""

    def letters(receipt):
        """Return ``[(kind, when, words)]`` of a ``ReceiptKey``, oldest first."""

    def drop(case):
        """Forget the receipts of a case."""

    def forget(lookup):
        """Forget one receipt and its letters; nothing when there is none."""

    def lapse(case, before):
        """Forget a case's receipts with no letter since then; return how many."""


class IDesignedForms(Interface):
    """The forms that staff designed; nobody provides it without such a tool."""

    def questions(form, language):
        """Return the ``Question`` tuple of a form in use; None when none is."""

    def made():
        """Return the ``Designed`` of all of them, oldest first."""

    def make(form, language, title, questions):
        """Make one that is not in use yet; return its address.

        ``Unavailable`` "no_easyform" where the tool is not installed.
        """

    def switch(uid, on):
        """Use one, or no longer; ``Missing`` "no_designed_form"."""


class ICases(Interface):
    """All cases: content objects outside the site's tree, and our own index.

    A case is wrapped in the site, so that workflow and local roles work, but no
    path leads to it: no traversal, listing, catalog, copy or export finds it.
    """

    def add(case, facts):
        """Take in a new case object under ``facts.case``; return it wrapped."""

    def get(case):
        """Return the wrapped case object; ``Missing`` "no_case"."""

    def facts(case):
        """Return the ``core.cases.CaseSummary``; ``Missing`` "no_case"."""

    def put(facts):
        """Replace the row of a case."""

    def add_deadline(case, line):
        """Add a ``core.deadlines.DeadlineEvent`` to a case's history of deadlines."""

    def deadline_history(case):
        """Return the lines of a case's history of deadlines, oldest first."""

    def everything():
        """Iterate over the rows of all cases, latest received first."""

    def by_nonce(digest, now):
        """Return what ``note_nonce`` kept for a form's nonce in the last 30 minutes."""

    def note_nonce(digest, case, now):
        """Remember which case a form's nonce made (SHA-256 of it, in bytes)."""
