"""A mail server on the loopback interface whose replies a test sets."""

from aiosmtpd.controller import Controller
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import asyncio
import socket
import time
import transaction


class MailServer:
    """Keep every mail; ``answers`` are the replies, by recipient."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.delay = 0.0
        self.port = _free()
        self._controller: Controller | None = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.delay)
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    @property
    def readers(self) -> list[str]:
        """The recipients of the mails, in order."""
        return sorted(each["To"] for each in self.letters)

    def up(self) -> "MailServer":
        """Begin to listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def down(self) -> None:
        """Stop listening; the mails are kept."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def set_up(self) -> None:
        """Configure the site to send here."""
        from plone import api

        values = {
            "plone.smtp_host": "127.0.0.1",
            "plone.smtp_port": self.port,
            "plone.email_from_address": "kommunen@lind.example",
            "plone.email_from_name": "Lindåsa kommun",
            "collective.conduct.public_address": "https://intra.lind.example",
        }
        for name, value in values.items():
            api.portal.set_registry_record(name, value)


def wait_until(until) -> bool:
    for _each in range(100):
        transaction.begin()
        if until():
            return True
        time.sleep(0.05)
    return False


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
