"""``@conduct-post``: how the mail stands, and what to do with dead letters."""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.notices import Failure
from collective.conduct.operations import post
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import moment
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from plone import api


DEEDS = {"retry": post.retry, "discard": post.discard}


class PostGet(Endpoint):
    """Counts, and the letters that did not leave."""

    def answer(self) -> dict:
        standing = post.standing()
        return {
            "@id": f"{api.portal.get().absolute_url()}/@conduct-post",
            **standing.counts,
            "sent_today": standing.sent_today,
            "dead_letters": [_failure(each) for each in standing.dead],
            "delayed_letters": [_failure(each) for each in standing.delayed],
        }


class PostPost(Writer):
    """``{"do": "retry" or "discard", "letter": id}``, or ``{"do": "test"}``."""

    def answer(self) -> dict:
        body = self.body()
        wanted = text(body, "do")
        if wanted == "test":
            post.send_test()
        elif wanted in DEEDS:
            DEEDS[wanted](_number(text(body, "letter")))
        else:
            raise Invalid("field", field="do")
        return {"do": wanted}


def _failure(failure: Failure) -> dict:
    parcel = failure.parcel
    return {
        "letter": str(parcel.number),
        "person": parcel.person,
        "kinds": sorted({each.kind for each in parcel.notices}),
        "code": failure.code,
        "tries": parcel.tries,
        "last_try": moment(failure.at),
        "next_try": moment(failure.due) if failure.due else None,
    }


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 20 else 0
