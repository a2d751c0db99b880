"""The composition root: every part of the service is built here from the settings. Start reading here, then `service/talk.py`."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from actions.notice import AfterNotice, SubmitNotice, ValidateNoticeForm
from actions.turns import LiveTurns
from bot.channels import api_docs, errors
from bot.channels.health import health_router
from bot.channels.upload_links import UploadLinks
from bot.channels.website.channel import Service
from bot.channels.website.events import Changes
from bot.claims.catalogue import HERE as CATALOGUES
from bot.claims.catalogue import Catalogue
from bot.claims.clocks import Calendar
from bot.conversations.message import Message
from bot.desk.app import create_desk
from bot.desk.live import Bells
from bot.dialogue.actions_endpoint import actions_route
from bot.dialogue.client import RasaEngine
from bot.extraction.line_reader import LineReader
from bot.mail.postman import Postman
from bot.parts.alerts import Alarm
from bot.parts.desk import desk_parts
from bot.parts.documents import document_parts
from bot.parts.telegram import telegram_channel
from bot.parts.website import Website
from bot.remote.policies import RemotePolicies
from bot.remote.smtp import SmtpMailer, SmtpServer
from bot.service import ports
from bot.service.duty import Duty
from bot.service.erasing import Erasure
from bot.service.intake import Intake
from bot.service.retention import Retention
from bot.service.talk import Talk
from bot.settings import Settings
from bot.store.claims_book import SqlClaimsBook
from bot.store.database import Database
from bot.store.erasure import SqlErasure
from bot.store.leases import SqlLeases
from bot.store.mails import SqlMails
from bot.store.policies import SqlPolicies
from bot.store.records import SqlRecords
from bot.store.retention import SqlRetention
from bot.store.store import SqlStore
from bot.store.visits import SqlVisits

WARM_UP = {
    "en": "My client Sample Ltd lost the data that I had to keep, and wants $500 since last Friday.",
    "de": "Gestern hat mein Kunde, die Muster GmbH, 1.400 Euro gefordert, weil seine Daten weg sind.",
}


def create_app(
    settings: Settings, *, engine: ports.Engine | None = None, reader: ports.Reader | None = None
) -> FastAPI:
    """The service; tests give it an engine and a reader of their own."""
    catalogue = Catalogue.load(CATALOGUES / f"{settings.line}.yml")
    database = Database(settings.database_url)
    duty = Duty.of(settings)
    store = SqlStore(database, catalogue, Calendar(duty.hours.zone, duty.hours.is_holiday))
    rasa = RasaEngine(settings.engine_url, settings.secret)
    engine = engine or rasa
    reader = reader or _warm(LineReader.load(settings.models_dir, catalogue), catalogue)
    intake = Intake(catalogue, settings.privacy_url, duty, by_mail=bool(settings.smtp_url))
    changes = Changes()
    remote = RemotePolicies(settings.policies_url, settings.policies_token) if settings.policies_url else None
    records = SqlRecords(database, catalogue, remote or SqlPolicies(database), settings.secret)
    documents, care = document_parts(settings, database, store)
    links = UploadLinks(settings.secret, settings.public_url)
    erasure = Erasure(SqlErasure(database), rasa, documents.remove_files, changes.erased)
    retention = Retention(
        SqlRetention(database),
        erasure,
        SqlLeases(database),
        settings.retention_drafts,
        settings.retention_closed,
    )
    bells = Bells()
    listeners = [changes.changed, bells.changed]

    def changed(conversation: str, messages: Sequence[Message]) -> None:
        for listener in listeners:
            listener(conversation, messages)

    talk = Talk(store, engine, reader, intake, catalogue, changed, records)
    alarm = Alarm(settings, database, duty)
    staff = desk_parts(settings, database, catalogue, intake, reader, records, talk, changed)
    telegram = telegram_channel(settings, talk, store, database, documents, erasure, links)
    if telegram is not None:
        listeners.append(telegram.changed)
    turns = LiveTurns(talk.turns)
    actions = [ValidateNoticeForm(turns), SubmitNotice(turns), AfterNotice(turns)]

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(each.run()) for each in (talk, care, retention, alarm)]
        if settings.smtp_url:
            mailer = SmtpMailer(SmtpServer.from_url(settings.smtp_url), settings.mail_from)
            tasks.append(asyncio.create_task(Postman(SqlMails(database), mailer).run()))
        if telegram is not None:
            telegram.start()
        yield
        if telegram is not None:
            await telegram.stop_taking()
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await talk.stop()
        if telegram is not None:
            await telegram.stop()
        await rasa.close()
        if remote is not None:
            await remote.close()
        if staff.company is not None:
            await staff.company.close()
        await alarm.close()
        await database.close()

    app = FastAPI(
        title="Firstnotice",
        summary="Takes in insurance claims by conversation.",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    errors.install(app)
    chat = Service(talk, store, SqlVisits(database), changes, erasure, staff.desk.end)
    Website(chat, talk, store, documents, links, catalogue).join(app, settings)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    if telegram is not None:
        app.include_router(telegram.router())
    app.router.routes.append(actions_route(actions, settings.secret))
    app.include_router(health_router(store, engine))
    api_docs.install(app)
    zone = settings.hours_zone
    book = SqlClaimsBook(database, zone)
    app.mount("/desk", create_desk(staff, documents, book, catalogue, settings.insurer, zone, bells))
    return app


def _warm(reader: LineReader, catalogue: Catalogue) -> LineReader:
    """Grammars and word lists load at their first use, which must not be somebody's first message, in capitals or not."""
    for language, text in WARM_UP.items():
        for asks in (None, *(field.name for field in catalogue.fields)):
            reader.read([text], now=datetime.now(UTC), lang=language, asks=asks)
        reader.read([text.lower()], now=datetime.now(UTC), lang=language)
    return reader
