"""Mail transport over SMTP. See IMailTransport.

The settings are those of the site (control panel "Mail"); TLS is handled as in
``Products.MailHost``: used when offered, required when the site demands it.
Of the server's answer only the kind of failure is kept, never its text.
"""

from collective.conduct.core.common.errors import Undelivered
from collective.conduct.core.mail.ports import IMailTransport
from contextlib import suppress
from email.message import EmailMessage
from plone import api
from smtplib import SMTP
from smtplib import SMTPAuthenticationError
from smtplib import SMTPException
from smtplib import SMTPNotSupportedError
from smtplib import SMTPRecipientsRefused
from smtplib import SMTPResponseException
from smtplib import SMTPSenderRefused
from zope.interface import implementer


TIMEOUT = 10  # seconds for each exchange with the server


@implementer(IMailTransport)
class MailTransport:
    """See IMailTransport."""

    def deliver(self, message: EmailMessage) -> None:
        host = _setting("smtp_host")
        if not host:
            raise Undelivered("mail_not_set")
        try:
            _hand_over(message, host, int(_setting("smtp_port") or 25))
        except (OSError, ValueError) as problem:
            raise undelivered(problem) from None


def undelivered(problem: Exception) -> Undelivered:
    """Convert an exception to an error with a code; final when no retry helps."""
    if isinstance(problem, SMTPRecipientsRefused):
        codes = [code for code, _words in problem.recipients.values()]
        return _refused(min(codes, default=0))
    if isinstance(problem, SMTPAuthenticationError | SMTPNotSupportedError):
        return Undelivered("mail_login")
    if isinstance(problem, SMTPSenderRefused):
        return Undelivered("mail_sender")
    if isinstance(problem, SMTPResponseException):
        return _refused(problem.smtp_code)
    if isinstance(problem, SMTPException | OSError):
        return Undelivered("mail_down")
    return Undelivered("mail_not_set")  # a host or port that cannot be one


def _refused(code: int) -> Undelivered:
    if code == 421:
        return Undelivered("mail_down")
    if 400 <= code < 500:
        return Undelivered("mail_busy")
    return Undelivered("mail_refused", final=code >= 500)


def _hand_over(message: EmailMessage, host: str, port: int) -> None:
    way = SMTP(host, port, timeout=TIMEOUT)
    try:
        _introduce(way)
        way.send_message(message)
        with suppress(OSError):  # it is there, however the farewell ends
            way.quit()
    finally:
        way.close()


def _introduce(way: SMTP) -> None:
    way.ehlo_or_helo_if_needed()
    tool = api.portal.get_tool("MailHost")
    offered = way.has_extn("starttls")
    if not offered and getattr(tool, "force_tls", False):
        raise SMTPNotSupportedError()
    if offered:
        way.starttls()
        way.ehlo()
    user = _setting("smtp_userid")
    if user:
        way.login(user, _setting("smtp_pass") or "")


def _setting(name: str):
    return api.portal.get_registry_record(f"plone.{name}", default=None)
