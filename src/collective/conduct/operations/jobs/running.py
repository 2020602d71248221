"""Run one slice of the timed job: idempotent, and harmless when late or run twice.

No rule waits for it (DESIGN 1.9). It records what has lapsed, puts notices into
the outbox, sends mails, and seals. Each step is one transaction, each mail two;
the caller says how they are committed. While nothing is due nothing is written.
"""

from collections.abc import Callable
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.jobs.ports import ILease
from collective.conduct.core.registers.terms_of_office import Budget
from collective.conduct.operations import retention
from collective.conduct.operations.campaigns.embargo import bring_to_light
from collective.conduct.operations.campaigns.lapsing import lapse
from collective.conduct.operations.campaigns.reminding import escalate
from collective.conduct.operations.campaigns.reminding import remind
from collective.conduct.operations.campaigns.reminding import renew
from collective.conduct.operations.cases.deadlines import remind as remind_of_clocks
from collective.conduct.operations.cases.identity import lapse as lapse_approvals
from collective.conduct.operations.cases.streams import checking
from collective.conduct.operations.common.site_version import refuse_waiting
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.jobs.overdue import overdue
from collective.conduct.operations.ledger.sealing import seal
from collective.conduct.operations.mail import post
from collective.conduct.operations.mail.timed_work import Work
from collective.conduct.operations.registers.account_watch import watch
from collective.conduct.operations.reports import saved_reports
from datetime import datetime
from datetime import UTC
from plone import api
from zope.component import getUtility


TRIALS = ("collective.conduct:demo", "collective.conduct:testing")
LEASE = 120  # seconds; a slice and one slow mail


def _surface(_work: Work) -> int:
    return bring_to_light()


def _forget(work: Work) -> int:
    return saved_reports.lapse(work.now)


def _destroy(work: Work) -> int:
    return retention.settle(work.now)


# what the report calls it -> the step; their order does not matter
STEPS: dict[str, Callable[[Work], int]] = {
    "renewed": renew,
    "lapsed": lapse,
    "reminded": remind,
    "escalated": escalate,
    "overdue": overdue,
    "surfaced": _surface,
    "forgotten": _forget,
    "taken_back": lambda _work: lapse_approvals(),
    "clocks": remind_of_clocks,
    "destroyed": _destroy,
    "accounts": lambda _work: watch(),
}
# What only happens where there is a case: it is done, and stands in no report. Nor do
# accounts, which are looked at anew each time.
UNTOLD = {"forgotten", "taken_back", "clocks", "destroyed", "accounts"}
MAIL = (post.SENT, post.FAILED, post.WITHDRAWN)
SEALED = "sealed"
KINDS = (*STEPS, *MAIL, SEALED)


def run_slice(
    holder: str, commit: Callable[[], None], budget: Budget | None = None
) -> dict[str, int | bool]:
    """Run what fits into a slice; return counts per kind, and whether more is left.

    ``holder`` names the run, over all its slices. ``Conflict`` "job_busy"
    while another one is at work; what was not committed is the caller's to
    abort. ``Unavailable`` while the site waits for its upgrade.
    """
    refuse_waiting()
    work = Work(budget or Budget())
    run = _Run(holder, commit)
    counts = dict.fromkeys(KINDS, 0)
    for name, step in STEPS.items():
        counts[name] = step(work)
        if counts[name]:
            run.keep()
        if work.more:
            break
    else:
        _send(run, work, counts)
    if not work.more:
        counts[SEALED] = _sealed(run)
        run.release()
    told = {kind: count for kind, count in counts.items() if kind not in UNTOLD}
    return {**told, "more": work.more}


def moment(text: str) -> datetime | None:
    """Parse the time to run at, None for the real one.

    ``Refused`` "not_a_test_site" on a site in real use, ``Invalid`` "bad_moment".
    """
    if not text:
        return None
    setup = api.portal.get_tool("portal_setup")
    if all(setup.getLastVersionForProfile(each) == "unknown" for each in TRIALS):
        raise Refused("not_a_test_site")
    try:
        wanted = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid("bad_moment") from None
    return wanted if wanted.tzinfo else wanted.replace(tzinfo=UTC)


def _send(run: "_Run", work: Work, counts: dict[str, int]) -> None:
    """Send until nothing is due, the server is away or the slice is over."""
    while outcome := post.send_next(run.commit, claim=run.keep):
        if outcome != post.UNTOLD:
            counts[post.FAILED if outcome == post.STOPPED else outcome] += 1
        if outcome == post.STOPPED or work.over():
            break


def _sealed(run: "_Run") -> int:
    """Seal last, so that a folder that is full or damaged delays no mail."""
    made = seal()
    if made is not None:
        run.keep()
    if checking.seal():  # of that no report tells
        run.keep()
    return 0 if made is None else made.count


class _Run:
    """A run, which writes only under the lease and takes it with its first write."""

    def __init__(self, holder: str, commit: Callable[[], None]) -> None:
        self.holder, self.commit = holder, commit

    def keep(self) -> None:
        """Take or prolong the lease, and commit what was written."""
        now = now_in_seconds()
        if not getUtility(ILease).acquire(self.holder, now, LEASE):
            raise Conflict("job_busy")
        self.commit()

    def release(self) -> None:
        """Give the lease back; nothing is written when it was never taken."""
        getUtility(ILease).release(self.holder)
        self.commit()
