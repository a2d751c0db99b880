"""The composition root: every part of the service is built here from the settings. Start reading here, then `service/talk.py`."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from actions.notice import AfterNotice, SubmitNotice, ValidateNoticeForm
from actions.turns import LiveTurns
from bot.alert_parts import Alarm
from bot.channels import api_docs, errors
from bot.channels.forms import AROUND_A_FILE
from bot.channels.guards import Guards
from bot.channels.health import health_router
from bot.channels.upload_links import UploadLinks
from bot.channels.website import channel as website
from bot.channels.website.access import Access
from bot.channels.website.attachments import attachments_router
from bot.channels.website.events import Changes
from bot.channels.website.origins import Origins
from bot.channels.website.points import points_router
from bot.channels.website.rates import Rates
from bot.channels.website.routes import pages_router
from bot.channels.website.sessions import Signer
from bot.channels.website.upload import upload_router
from bot.channels.website.widget import widget_router
from bot.claims.catalogue import HERE as CATALOGUES
from bot.claims.catalogue import Catalogue
from bot.claims.clocks import Calendar
from bot.conversations.message import Message
from bot.desk.app import create_desk
from bot.desk_parts import desk_parts
from bot.dialogue.actions_endpoint import actions_route
from bot.dialogue.client import RasaEngine
from bot.documents.model import Document
from bot.extraction.line_reader import LineReader
from bot.files.chosen import chosen_files
from bot.files.clamav import ClamAv
from bot.files.examiner import FileExaminer
from bot.mail.postman import Postman
from bot.remote.policies import RemotePolicies
from bot.remote.smtp import SmtpMailer, SmtpServer
from bot.service import ports
from bot.service.document_care import DocumentCare
from bot.service.documents import Documents
from bot.service.duty import Duty
from bot.service.erasing import Erasure
from bot.service.intake import Intake
from bot.service.retention import Retention
from bot.service.talk import Talk
from bot.service.texts import text
from bot.settings import Settings
from bot.store.arrivals import SqlArrivals
from bot.store.claims_book import SqlClaimsBook
from bot.store.database import Database
from bot.store.documents import SqlDocuments
from bot.store.erasure import SqlErasure
from bot.store.leases import SqlLeases
from bot.store.mails import SqlMails
from bot.store.outbox import SqlOutbox
from bot.store.policies import SqlPolicies
from bot.store.records import SqlRecords
from bot.store.retention import SqlRetention
from bot.store.store import SqlStore
from bot.store.visits import SqlVisits

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel

WARM_UP = "Gestern hat ein Kunde, die Muster GmbH, 1.400 Euro gefordert. My client Sample Ltd wants $500 since last Friday."
_FILES = ("/chat/v1/attachments", "/upload/", "/desk/conversations/")
"""Paths that files are sent to."""
STATIC = Path(__file__).parent / "channels" / "website" / "static"


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
    reader = reader or _warm(LineReader.load(settings.models_dir, catalogue))
    intake = Intake(catalogue, settings.privacy_url, duty, by_mail=bool(settings.smtp_url))
    changes = Changes()
    remote = RemotePolicies(settings.policies_url, settings.policies_token) if settings.policies_url else None
    records = SqlRecords(database, catalogue, remote or SqlPolicies(database), settings.secret)
    documents, care = _documents(settings, database, store)
    links = UploadLinks(settings.secret, settings.public_url)
    erasure = Erasure(SqlErasure(database), rasa, documents.remove_files, changes.erased)
    retention = Retention(
        SqlRetention(database),
        erasure,
        SqlLeases(database),
        settings.retention_drafts,
        settings.retention_closed,
    )
    listeners = [changes.changed]

    def changed(conversation: str, messages: Sequence[Message]) -> None:
        for listener in listeners:
            listener(conversation, messages)

    talk = Talk(store, engine, reader, intake, catalogue, changed, records)
    alarm = Alarm(settings, database, duty)
    staff = desk_parts(settings, database, catalogue, intake, reader, records, talk, changed)
    telegram = None
    if settings.telegram_token:
        telegram = _telegram(settings, talk, store, database, documents, erasure, links)
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
    form = settings.upload_max + AROUND_A_FILE
    app.add_middleware(Guards, larger=dict.fromkeys(_FILES, form))
    app.add_middleware(Origins, allowed=settings.widget_origins, own=settings.public_url)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    rates = Rates(settings.rate_sessions, settings.rate_messages, settings.rate_uploads)
    options = website.Options(settings.secret, settings.identity_secret, settings.test_clock)
    chat = website.Service(talk, store, SqlVisits(database), changes, erasure, staff.desk.end)
    for router in website.website_routers(options, chat, rates):
        app.include_router(router)
    if telegram is not None:
        app.include_router(telegram.router())
    app.include_router(attachments_router(documents, Access(Signer(settings.secret), store), rates))
    app.include_router(upload_router(documents, store, talk, links))
    app.router.routes.append(actions_route(actions, settings.secret))
    app.include_router(health_router(store, engine))
    app.include_router(pages_router())
    app.include_router(points_router(talk, Access(Signer(settings.secret), store), rates, catalogue))
    app.include_router(widget_router())
    api_docs.install(app)
    zone = settings.hours_zone
    book = SqlClaimsBook(database, zone)
    app.mount("/desk", create_desk(staff, documents, book, catalogue, settings.insurer, zone))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _telegram(
    settings: Settings,
    talk: Talk,
    store: SqlStore,
    database: Database,
    documents: Documents,
    erasure: Erasure,
    links: UploadLinks,
) -> "TelegramChannel":
    # The library takes half a second and 18 MB, which only those should pay who use it.
    from bot.channels.telegram.channel import Options, Service, TelegramChannel

    options = Options(
        token=settings.telegram_token,
        secret=settings.secret,
        zone=settings.hours_zone,
        api=settings.telegram_api,
        webhook=settings.telegram_webhook,
        stays_in_groups=settings.telegram_groups,
    )
    service = Service(
        receiver=talk,
        store=store,
        outbox=SqlOutbox(database),
        arrivals=SqlArrivals(database),
        leases=SqlLeases(database),
        documents=documents,
        erasure=erasure,
        upload_link=links.link,
    )
    return TelegramChannel(options, service)


def _documents(settings: Settings, database: Database, store: SqlStore) -> tuple[Documents, DocumentCare]:
    records, spool = SqlDocuments(database), settings.data_dir / "arriving"
    files = chosen_files(
        settings.documents_url,
        settings.data_dir / "documents",
        endpoint=settings.documents_endpoint,
        region=settings.documents_region,
        key=settings.documents_key,
        secret=settings.documents_secret,
    )
    scanner = ClamAv(settings.clamav) if settings.clamav else None
    outbox = SqlOutbox(database)

    async def infected(document: Document) -> None:
        conversation = await store.conversation(document.conversation)
        if conversation is not None and document.message is not None:
            sentence = text("infected_later", conversation.language).format(name=document.name)
            await outbox.say(conversation.id, f"infected-{document.id}", sentence, datetime.now(UTC))

    documents = Documents(records, files, FileExaminer(), spool, settings.upload_max, scanner)
    return documents, DocumentCare(records, files, spool, scanner, infected)


def _warm(reader: LineReader) -> LineReader:
    """Grammars and word lists load at their first use, which must not be somebody's first message."""
    reader.read([WARM_UP], now=datetime.now(UTC))
    return reader
