"""A process that sends one letter and may be killed in the middle of it.

killed.py DATA.FS PORT before|after|never
"""

from collective.conduct.core.common.ports import IClock
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.ports import IMailTransport
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.operations.mail import post
from collective.conduct.storage.mail.outbox import CLAIM
from collective.conduct.storage.mail.outbox import Outbox
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email.message import EmailMessage
from tests.support.sample_municipality import StoppedClock
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.component import provideUtility
from zope.interface import implementer

import os
import signal
import smtplib
import sys
import transaction


@implementer(IMailTransport)
class DeadlyPost:
    """See IMailTransport; it may be the last that this process does."""

    def __init__(self, port: int, moment: str) -> None:
        self.port, self.moment = port, moment

    def deliver(self, message: EmailMessage) -> None:
        if self.moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        with smtplib.SMTP("127.0.0.1", self.port, timeout=10) as way:
            way.send_message(message)
        if self.moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)


def letter(parcel) -> EmailMessage:
    """The smallest letter that can be known again."""
    message = EmailMessage()
    message["From"] = "kommunen@lind.example"
    message["To"] = "official@lind.example"
    message["Message-ID"] = f"<{parcel.message_id}@lind.example>"
    message.set_content(" ".join(each.key for each in parcel.notices))
    return message


def main(path: str, port: int, moment: str) -> None:
    """Put one notice, once; send what is due. Every run is a claim later."""
    root = DB(FileStorage(path)).open().root()
    if "outbox" not in root:
        root["outbox"], root["runs"] = Outbox(), 0
        root["outbox"].put(Notice("a", 7, "own_data", 0))
        root["outbox"].put(Notice("b", 7, "own_data", 0))
    root["runs"] += 1
    transaction.commit()
    later = timedelta(seconds=(CLAIM + 1) * root["runs"])
    provideUtility(StoppedClock(datetime(2027, 3, 10, tzinfo=UTC) + later), IClock)
    provideUtility(root["outbox"], IOutbox)
    provideUtility(DeadlyPost(port, moment), IMailTransport)
    post.compose = letter
    post.is_trial = lambda: False  # there is no site here, and no copy of one
    while post.send_next(transaction.commit):
        pass


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
