"""Mail: put notices, send mails, and handle those that failed.

``tell`` is the only entry point for notices. A mail is sent in two transactions,
claimed and sent, which the caller ends: nothing here commits (DESIGN 1.9).
"""

from collections.abc import Callable
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Undelivered
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.mail.notices import Failure
from collective.conduct.core.mail.notices import goes_alone
from collective.conduct.core.mail.notices import MailBatch
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.notices import SILENT
from collective.conduct.core.mail.ports import IMailTransport
from collective.conduct.core.mail.ports import INoticeCheck
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.notifications.mail.compose import compose
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.site_version import is_trial
from collective.conduct.operations.common.time import now_in_seconds
from dataclasses import dataclass
from dataclasses import replace
from zope.component import getUtility
from zope.component import queryUtility
from zope.event import notify

import logging


logger = logging.getLogger(__name__)
# The server itself is not available: the other mails need not try it now.
STOPS = frozenset({"mail_not_set", "mail_down", "mail_login", "mail_sender"})
NOTHING, SENT, FAILED, STOPPED, WITHDRAWN = "", "sent", "failed", "stopped", "withdrawn"
UNTOLD = "untold"  # of a mail about a case, whatever its outcome


@dataclass(frozen=True)
class UrgentNoticePut:
    """Event: an urgent notice was put; it may leave when this is committed."""

    notice: Notice


def tell(notice: Notice) -> bool:
    """Put a notice into the outbox; an urgent one is sent right after the commit.

    False when its key is known already. See ``IOutbox.put``.
    """
    new = getUtility(IOutbox).put(notice)
    if new and goes_alone(notice):
        notify(UrgentNoticePut(notice))
    return new


def send_next(
    commit: Callable[[], None],
    claim: Callable[[], None] | None = None,
    alone: bool = False,
) -> str:
    """Send one mail: take it, ``claim``, deliver it, mark it, ``commit``.

    Returns the outcome; ``NOTHING`` when nothing is due, and in a test copy. Marking
    a mail that was sent must not be prevented, so ``claim`` may refuse, and
    ``commit`` may not.
    """
    if is_trial():
        return NOTHING
    outbox = getUtility(IOutbox)
    parcel = outbox.take(now_in_seconds(), alone)
    if parcel is None:
        return NOTHING
    (claim or commit)()
    silent = any(each.kind in SILENT for each in parcel.notices)
    outcome = _left(outbox, parcel)
    commit()
    return UNTOLD if silent and outcome != STOPPED else outcome


def _still_holds(notice: Notice) -> bool:
    """Whether a notice still holds, for kinds that may lapse."""
    check = queryUtility(INoticeCheck, notice.kind.partition("_")[0])
    return check is None or check(notice)


def _left(outbox, parcel: MailBatch) -> str:
    notices = tuple(each for each in parcel.notices if _still_holds(each))
    if not notices:
        outbox.withdraw(parcel.number)
        return WITHDRAWN
    try:
        getUtility(IMailTransport).deliver(_written(replace(parcel, notices=notices)))
    except Undelivered as problem:
        outbox.failed(parcel.number, problem.code, now_in_seconds(), problem.final)
        return STOPPED if problem.code in STOPS else FAILED
    outbox.sent(parcel.number, now_in_seconds())
    return SENT


def _written(parcel: MailBatch):
    try:
        return compose(parcel)
    except ConductError as problem:
        if isinstance(problem, Undelivered):
            raise
        raise Undelivered("letter_broken") from None
    except Exception as problem:  # one mail must not delay the others
        logger.error("A letter could not be written: %s", type(problem).__name__)
        raise Undelivered("letter_broken") from None


@dataclass(frozen=True)
class OutboxStatus:
    """Status of the outbox: counts and failures."""

    counts: dict[str, int]
    sent_today: int
    dead: list[Failure]
    delayed: list[Failure]


def outbox_status() -> OutboxStatus:
    """Return how many mails wait and were sent today, and the failures with reasons."""
    authorise("see_post")
    return overview()


def overview() -> OutboxStatus:
    """The status of the outbox for the readiness page, without authorisation."""
    outbox = getUtility(IOutbox)
    return OutboxStatus(
        outbox.counts(),
        outbox.sent_since(_midnight()),
        outbox.dead(),
        outbox.delayed(),
    )


def retry(number: int) -> None:
    """Try a mail again that failed for good; ``Missing`` "no_parcel"."""
    authorise("see_post")
    getUtility(IOutbox).retry(number, now_in_seconds())


def retry_all() -> int:
    """Try all mails again that failed for good; return how many there were."""
    authorise("see_post")
    outbox, now = getUtility(IOutbox), now_in_seconds()
    dead = outbox.dead()
    for each in dead:
        outbox.retry(each.parcel.number, now)
    return len(dead)


def discard(number: int) -> None:
    """Discard a mail that failed; its notices are not sent again. "no_parcel"."""
    authorise("see_post")
    getUtility(IOutbox).discard(number)


def send_test() -> None:
    """Send a test mail to the acting user, at once."""
    person, now = authorise("see_post").enrolled(), now_in_seconds()
    tell(Notice(f"test.{person:08x}.{now}", person, "test", now, urgent=True))


def _midnight() -> int:
    """When today began, in the site's time zone."""
    clock, now = getUtility(IClock), now_in_seconds()
    today = clock.day_of(now)
    hours = next(n for n in range(1, 27) if clock.day_of(now - n * 3600) != today)
    return now - now % 3600 - (hours - 1) * 3600
