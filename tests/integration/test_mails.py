"""Mails through a real mail server: what arrives, what is refused, and which failures pass."""

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from bot.mail.model import Mail, MailFailed
from bot.remote.smtp import SmtpMailer, SmtpServer
from tests.support.ports import free_port

pytestmark = pytest.mark.asyncio

MAIL = Mail("k1", "mara@example.com", "Ihr Code für später", "Grüße\n\n    K7-42-Q9\n", datetime.now(UTC))
SENDER = "Claims team <claims@insurer.example>"


class Inbox:
    """Takes mails in, unless told what to answer instead."""

    def __init__(self, recipient: str = "", data: str = "") -> None:
        self.mails: list[EmailMessage] = []
        self.users: list[str | None] = []
        self._recipient, self._data = recipient, data

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._recipient:
            return self._recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self._data:
            return self._data
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        self.users.append(str(session.auth_data.login.decode()) if session.auth_data else None)
        return "250 OK"


Serving = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serving]:
    """Starts a mail server of the inbox; its address."""
    running: list[Controller] = []

    def start(inbox: Inbox, **options: Any) -> str:
        controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), **options)
        controller.start()
        running.append(controller)
        return f"127.0.0.1:{controller.port}"

    yield start
    for controller in running:
        controller.stop()


def mailer(url: str, trusted: ssl.SSLContext | None = None) -> SmtpMailer:
    return SmtpMailer(SmtpServer.from_url(url), SENDER, trusted)


async def test_a_mail_arrives_with_its_umlauts(serve: Serving) -> None:
    inbox = Inbox()
    await mailer(f"smtp://{serve(inbox)}").send(MAIL)
    [mail] = inbox.mails
    assert (mail["To"], mail["From"], mail["Subject"]) == (MAIL.to, SENDER, MAIL.subject)
    assert mail.get_content().replace("\r\n", "\n") == MAIL.text
    assert mail["Message-ID"] == "<k1@insurer.example>"
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_user_and_password_are_shown(serve: Serving) -> None:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"us@er", b"se:cret"), auth_data=data)

    inbox = Inbox()
    address = serve(inbox, authenticator=check, auth_required=True, auth_require_tls=False)
    await mailer(f"smtp://us%40er:se%3Acret@{address}").send(MAIL)
    assert inbox.users == ["us@er"]
    with pytest.raises(MailFailed) as failed:
        await mailer(f"smtp://user:wrong@{address}").send(MAIL)
    assert not failed.value.permanent


@pytest.mark.parametrize(
    ("answers", "permanent"),
    [
        ({"recipient": "550 no such user"}, True),
        ({"recipient": "450 try again later"}, False),
        ({"data": "554 looks like spam"}, True),
        ({"data": "451 later, please"}, False),
    ],
)
async def test_a_refusal_is_for_good_or_for_now(
    serve: Serving, answers: dict[str, str], permanent: bool
) -> None:
    with pytest.raises(MailFailed) as failed:
        await mailer(f"smtp://{serve(Inbox(**answers))}").send(MAIL)
    assert failed.value.permanent is permanent
    assert "mara" not in failed.value.reason


async def test_a_server_that_is_away_passes() -> None:
    with pytest.raises(MailFailed) as failed:
        await mailer(f"smtp://127.0.0.1:{free_port()}").send(MAIL)
    assert not failed.value.permanent


async def test_a_server_without_tls_is_no_smtps_server(serve: Serving) -> None:
    inbox = Inbox()
    with pytest.raises(MailFailed):
        await mailer(f"smtps://{serve(inbox)}").send(MAIL)
    assert inbox.mails == []


@pytest.mark.parametrize("address", ["", "a@b.example\nBcc: all@b.example", "a@b.example, c@d.example"])
async def test_what_is_not_one_address_is_not_written_to(serve: Serving, address: str) -> None:
    inbox = Inbox()
    mail = Mail("k1", address, "s", "t", datetime.now(UTC))
    with pytest.raises(MailFailed) as failed:
        await mailer(f"smtp://{serve(inbox)}").send(mail)
    assert failed.value.permanent
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://mail.insurer.example", "mail.insurer.example", 587, False),
        ("smtps://mail.insurer.example", "mail.insurer.example", 465, True),
        ("smtp://u:p@[::1]:2525", "::1", 2525, False),
    ],
)
async def test_a_server_is_named_by_its_address(url: str, host: str, port: int, tls: bool) -> None:
    server = SmtpServer.from_url(url)
    assert (server.host, server.port, server.tls) == (host, port, tls)
    assert "p@" not in repr(server)
