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

from actions.notice import AfterNotice, SubmitNotice, ValidateNoticeForm
from actions.turns import LiveTurns
from bot.channels import api_docs, errors
from bot.channels.guards import Guards
from bot.channels.health import health_router
from bot.channels.website.events import Changes
from bot.channels.website.routes import chat_router, pages_router
from bot.channels.website.sessions import Signer
from bot.claims.catalogue import HERE as CATALOGUES
from bot.claims.catalogue import Catalogue
from bot.conversations.message import Message
from bot.dialogue.actions_endpoint import actions_route
from bot.dialogue.client import RasaEngine
from bot.extraction.line_reader import LineReader
from bot.remote.policies import RemotePolicies
from bot.service import ports
from bot.service.duty import Duty
from bot.service.intake import Intake
from bot.service.talk import Talk
from bot.settings import Settings
from bot.store.database import Database
from bot.store.leases import SqlLeases
from bot.store.outbox import SqlOutbox
from bot.store.policies import SqlPolicies
from bot.store.records import SqlRecords
from bot.store.store import SqlStore

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel

WARM_UP = "Gestern hat ein Kunde, die Muster GmbH, 1.400 Euro gefordert. My client Sample Ltd wants $500 since last Friday."
STATIC = Path(__file__).parent / "channels" / "website" / "static"


def create_app(
    settings: Settings, *, engine: ports.Engine | None = None, reader: ports.Reader | None = None
) -> FastAPI:
    """The service; tests give it an engine and a reader of their own."""
    catalogue = Catalogue.load(CATALOGUES / f"{settings.line}.yml")
    database = Database(settings.database_url)
    store = SqlStore(database, catalogue)
    rasa = RasaEngine(settings.engine_url, settings.secret)
    engine = engine or rasa
    reader = reader or _warm(LineReader.load(settings.models_dir, catalogue))
    intake = Intake(catalogue, settings.privacy_url, Duty.of(settings))
    changes = Changes()
    remote = RemotePolicies(settings.policies_url, settings.policies_token) if settings.policies_url else None
    records = SqlRecords(database, catalogue, remote or SqlPolicies(database), settings.secret)
    listeners = [changes.changed]

    def changed(conversation: str, messages: Sequence[Message]) -> None:
        for listener in listeners:
            listener(conversation, messages)

    talk = Talk(store, engine, reader, intake, catalogue, changed, records)
    telegram = _telegram(settings, talk, store, database) if settings.telegram_token else None
    if telegram is not None:
        listeners.append(telegram.changed)
    turns = LiveTurns(talk.turns)
    actions = [ValidateNoticeForm(turns), SubmitNotice(turns), AfterNotice(turns)]

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        sweep = asyncio.create_task(talk.run())
        if telegram is not None:
            telegram.start()
        yield
        if telegram is not None:
            await telegram.stop_taking()
        sweep.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sweep
        await talk.stop()
        if telegram is not None:
            await telegram.stop()
        await rasa.close()
        if remote is not None:
            await remote.close()
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
    app.add_middleware(Guards)
    app.include_router(
        chat_router(talk, store, changes, Signer(settings.secret), test_clock=settings.test_clock)
    )
    if telegram is not None:
        app.include_router(telegram.router())
    app.router.routes.append(actions_route(actions, settings.secret))
    app.include_router(health_router(store, engine))
    app.include_router(pages_router())
    api_docs.install(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _telegram(settings: Settings, talk: Talk, store: SqlStore, database: Database) -> "TelegramChannel":
    # The library takes half a second and 18 MB, which only those should pay who use it.
    from bot.channels.telegram.channel import Options, TelegramChannel

    options = Options(
        token=settings.telegram_token,
        secret=settings.secret,
        zone=settings.hours_zone,
        api=settings.telegram_api,
        webhook=settings.telegram_webhook,
        stays_in_groups=settings.telegram_groups,
    )
    return TelegramChannel(options, talk, store, SqlOutbox(database), SqlLeases(database))


def _warm(reader: LineReader) -> LineReader:
    """Grammars and word lists load at their first use, which must not be somebody's first message."""
    reader.read([WARM_UP], now=datetime.now(UTC))
    return reader
