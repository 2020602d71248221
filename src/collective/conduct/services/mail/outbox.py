"""``@conduct-post``: status of the outbox, and actions on failed mails."""

from collective.conduct.core.mail.notices import Failure
from collective.conduct.operations.mail import post
from collective.conduct.services.common import rest
from datetime import datetime
from plone import api
from typing import Literal


ON_LETTERS = {"retry": post.retry, "discard": post.discard}


class PostAction(rest.Record):
    """The action, and the number of the mail; "test" sends one to the acting user."""

    do: Literal["retry", "discard", "test"]
    letter: str = ""


class PostDone(rest.Record):
    """The action that was done."""

    do: str


class LetterFailure(rest.Record):
    """A mail that was not sent: the number of its reader, its kinds, the reason."""

    letter: str
    person: int
    kinds: list[str]
    code: str
    tries: int
    last_try: datetime
    next_try: datetime | None


class PostShown(rest.Addressed):
    """Counts, and the mails that were not sent."""

    waiting: int
    claimed: int
    sent: int
    dead: int
    sent_today: int
    dead_letters: list[LetterFailure]
    delayed_letters: list[LetterFailure]


class PostGet(rest.ConductService, on="site", right="SeePost"):
    """Counts, and the mails that were not sent."""

    @rest.endpoint("GET @conduct-post", post.outbox_status)
    def show(self) -> PostShown:
        """Letters that wait, left or did not leave."""
        standing = post.outbox_status()
        return PostShown(
            at=f"{api.portal.get().absolute_url()}/@conduct-post",
            **standing.counts,
            sent_today=standing.sent_today,
            dead_letters=[_failure(each) for each in standing.dead],
            delayed_letters=[_failure(each) for each in standing.delayed],
        )


class PostPost(rest.ConductService, on="site", right="SeePost"):
    """Retry or discard a mail that failed, or send a test."""

    @rest.endpoint("POST @conduct-post", post.retry, rest.Missing, rest.Undelivered)
    def act(self, sent: PostAction) -> PostDone:
        """Try a letter again, give it up, or send a test."""
        if sent.do == "test":
            post.send_test()
        else:
            ON_LETTERS[sent.do](_number(sent.letter))
        return PostDone(sent.do)


def _failure(failure: Failure) -> LetterFailure:
    parcel = failure.parcel
    return LetterFailure(
        letter=str(parcel.number),
        person=parcel.person,
        kinds=sorted({each.kind for each in parcel.notices}),
        code=failure.code,
        tries=parcel.tries,
        last_try=rest.moment(failure.at),
        next_try=rest.moment(failure.due) if failure.due else None,
    )


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 20 else 0
