"""What the doctor asks other machines: Telegram, mail server, policies, the company's sign-in, file store and scanner."""

import asyncio
import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.commands.findings import Wrong
from bot.documents.ports import FilesDown, NoFile, NotScanned, ScannerDown
from bot.files.clamav import ClamAv
from bot.mail.model import MailFailed
from bot.parts.files import file_store
from bot.policies.directory import DirectoryDown
from bot.remote.company_account import OpenIdAccount
from bot.remote.policies import RemotePolicies
from bot.remote.smtp import SmtpMailer, SmtpServer
from bot.settings import PREFIX, Settings
from bot.staff.errors import SignInRefused

NOBODY = "DOCTOR0"
"""A policy number that no insurer has."""


def check_telegram(settings: Settings) -> str:
    """Whether Telegram knows the bot's token; nothing is sent."""
    if not settings.telegram_token:
        return f"no bot; {PREFIX}TELEGRAM_TOKEN connects one"
    try:
        # What httpx raises may name the address, and with it the token.
        answer = httpx.get(f"{settings.telegram_api}/bot{settings.telegram_token}/getMe", timeout=10)
    except httpx.HTTPError as problem:
        what = f"{settings.telegram_api} can't be reached ({type(problem).__name__})"
        raise Wrong(
            what, "let the service's machine get there; messages wait at Telegram for a day"
        ) from None
    if answer.status_code in (401, 404):
        raise Wrong(
            "Telegram does not know the bot's token",
            f"copy it from BotFather (/mybots, API Token) into {PREFIX}TELEGRAM_TOKEN",
        )
    if answer.is_error:
        raise Wrong(f"Telegram answers {answer.status_code}", "try again in a while")
    way = f"by webhook at {settings.telegram_webhook}" if settings.telegram_webhook else "by asking for them"
    return f"@{answer.json()['result']['username']} gets its messages {way}"


def check_mail(settings: Settings) -> str:
    """Whether the mail server answers and lets us in; nothing is sent."""
    if not settings.smtp_url:
        return f"no mails are sent; {PREFIX}SMTP_URL names a server for codes, alerts and invitations"
    server = SmtpServer.from_url(settings.smtp_url)
    where = f"{server.host}:{server.port}"
    try:
        asyncio.run(SmtpMailer(server, settings.mail_from).greet())
    except MailFailed as problem:
        raise Wrong(
            f"the mail server {where} can't be used ({problem})", f"start it or mend {PREFIX}SMTP_URL"
        ) from problem
    return f"{where} {'lets us in' if server.user else 'answers'}, mails come from {settings.mail_from}"


def check_documents(settings: Settings) -> str:
    """Whether files can be kept, read and scanned; what is tried is removed again."""
    where = settings.documents_url or str(settings.data_dir / "documents")
    with TemporaryDirectory() as folder:
        probe = Path(folder) / f"doctor-{secrets.token_hex(16)}"
        probe.write_bytes(b"doctor")
        try:
            if settings.documents_url:
                asyncio.run(_kept_and_removed(settings, probe))
        except (FilesDown, NoFile) as problem:
            what = f"nothing can be kept in {where} ({problem})"
            raise Wrong(what, f"mend {PREFIX}DOCUMENTS_URL, _ENDPOINT, _KEY or _SECRET") from problem
        if not settings.clamav:
            return f"kept in {where}, no scanner"
        with probe.open("wb") as opened:
            opened.truncate(settings.upload_max)
        try:
            asyncio.run(ClamAv(settings.clamav).infected(probe))
        except NotScanned as problem:
            what = f"clamd takes no file of {settings.upload_max // 1_000_000} MB ({problem})"
            raise Wrong(what, "raise its StreamMaxLength") from problem
        except ScannerDown as problem:
            what = f"there is no clamd at {settings.clamav} ({problem})"
            raise Wrong(what, f"start it or mend {PREFIX}CLAMAV; files wait in quarantine") from problem
    return f"kept in {where}, scanned by {settings.clamav}"


async def _kept_and_removed(settings: Settings, probe: Path) -> None:
    files = file_store(settings)
    await files.put(probe.name, probe)
    async for _ in files.open(probe.name):
        pass
    await files.delete(probe.name)


def check_policies(settings: Settings) -> str:
    """Whether the insurer's own service answers a look-up, if there is one."""
    if not settings.policies_url:
        return f"those that were imported; {PREFIX}POLICIES_URL names a service of your own"
    try:
        asyncio.run(_looked_up(settings))
    except DirectoryDown as problem:
        what = f"no policies can be looked up at {settings.policies_url} ({problem})"
        raise Wrong(
            what, f"start it or mend {PREFIX}POLICIES_URL or _TOKEN; docs/policies.md has its answers"
        ) from None
    return f"{settings.policies_url} answers"


async def _looked_up(settings: Settings) -> None:
    policies = RemotePolicies(settings.policies_url, settings.policies_token)
    try:
        await policies.find(number=NOBODY)
    finally:
        await policies.close()


def check_company_account(settings: Settings) -> str:
    """Whether the provider of the company's sign-in is there; nobody is signed in."""
    issuer = settings.oidc_issuer
    if not issuer:
        return f"staff sign in with a password; {PREFIX}OIDC_ISSUER lets them use the company's account"
    try:
        asyncio.run(_begun(settings))
    except SignInRefused as problem:
        what = "can't be reached" if problem.reason == "unreachable" else "is no OpenID Connect provider"
        raise Wrong(f"{issuer} {what}", f"start it or mend {PREFIX}OIDC_ISSUER") from None
    return f"{settings.oidc_name} at {issuer}"


async def _begun(settings: Settings) -> None:
    account = OpenIdAccount(
        settings.oidc_issuer, settings.oidc_client, settings.oidc_secret, settings.oidc_name
    )
    try:
        await account.address(state="doctor", nonce="doctor", challenge="doctor", redirect_uri="doctor")
    finally:
        await account.close()
