"""Mails handed to the insurer's mail server by SMTP, encrypted wherever the server can."""

import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bot.mail.model import Mail, MailFailed

TIMEOUT = 20.0
"""Seconds for each step of handing a mail over."""
GREETING = 5.0
"""Seconds for each step of trying whether the server is there."""
_PORTS = {"smtp": 587, "smtps": 465}
_HERE = ("localhost", "127.0.0.1", "::1")
_FOR_GOOD = range(500, 600)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server as `smtp://user:password@host:587` (STARTTLS) or `smtps://…` (TLS from the start) names it."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_url(cls, url: str) -> "SmtpServer":
        """Raises ValueError for what names no server; user and password may be percent-encoded."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("no address of a mail server")
        port = parts.port or _PORTS[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, port, parts.scheme == "smtps", user, password)


class SmtpMailer:
    def __init__(self, server: SmtpServer, sender: str, trusted: ssl.SSLContext | None = None) -> None:
        """`sender` is an address, with or without a name before it; `trusted` is for servers with a certificate of their own."""
        self._server, self._sender, self._trusted = server, sender, trusted

    async def send(self, mail: Mail) -> None:
        smtp = self._connection(TIMEOUT)
        try:
            message = self._written(mail)
        except ValueError as error:
            raise MailFailed("no address that can be written to", permanent=True) from error
        try:
            async with smtp:
                await smtp.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [refused.code for refused in error.recipients]
            raise MailFailed(
                f"recipient refused {codes}", permanent=all(c in _FOR_GOOD for c in codes)
            ) from error
        except (aiosmtplib.SMTPAuthenticationError, aiosmtplib.SMTPSenderRefused) as error:
            # Ours to mend in the settings, and then it works.
            raise MailFailed(f"{type(error).__name__} {error.code}") from error
        except aiosmtplib.SMTPDataError as error:
            raise MailFailed(f"refused {error.code}", permanent=error.code in _FOR_GOOD) from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise MailFailed(type(error).__name__) from error

    async def greet(self) -> None:
        """Connect and log in as `send` does, and send nothing; raises MailFailed with the reason."""
        try:
            async with self._connection(GREETING) as smtp:
                await smtp.noop()
        except aiosmtplib.SMTPResponseException as error:
            raise MailFailed(f"{type(error).__name__} {error.code}") from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise MailFailed(str(error).splitlines()[0] if str(error) else type(error).__name__) from error

    def _connection(self, patience: float) -> aiosmtplib.SMTP:
        server = self._server
        # Nobody's password is sent in the clear: without TLS there is no log-in, except on this machine.
        needs_tls = bool(server.user) and server.host not in _HERE
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls,
            start_tls=(True if needs_tls else None) if not server.tls else False,
            username=server.user or None,
            password=server.password or None,
            timeout=patience,
            tls_context=self._trusted,
        )

    def _written(self, mail: Mail) -> EmailMessage:
        """Raises ValueError for an address or a subject that would break the header."""
        if not parseaddr(mail.to)[1] or any(char in mail.to for char in "\r\n,;"):
            raise ValueError("not one address")
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = self._sender, mail.to, mail.subject
        message["Date"] = formatdate(usegmt=True)
        domain = parseaddr(self._sender)[1].rpartition("@")[2]
        message["Message-ID"] = f"<{mail.id}@{domain}>"
        # No out-of-office reply is wanted to it.
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        return message
