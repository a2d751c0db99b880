"""The website's own part of the composition root: the chat API, files, the widget and its pages."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot.channels.forms import AROUND_A_FILE
from bot.channels.guards import Guards
from bot.channels.upload_links import UploadLinks
from bot.channels.website import channel
from bot.channels.website.access import Access
from bot.channels.website.attachments import attachments_router
from bot.channels.website.origins import Origins
from bot.channels.website.points import points_router
from bot.channels.website.rates import Rates
from bot.channels.website.routes import pages_router
from bot.channels.website.sessions import Signer
from bot.channels.website.upload import upload_router
from bot.channels.website.widget import widget_router
from bot.claims.catalogue import Catalogue
from bot.service.documents import Documents
from bot.service.talk import Talk
from bot.settings import Settings
from bot.store.store import SqlStore

STATIC = Path(channel.__file__).parent / "static"
_FILES = ("/chat/v1/attachments", "/upload/", "/desk/conversations/")
"""Paths that files are sent to."""


@dataclass(frozen=True, slots=True)
class Website:
    """What the website's routes work with."""

    chat: channel.Service
    talk: Talk
    store: SqlStore
    documents: Documents
    links: UploadLinks
    catalogue: Catalogue

    def join(self, app: FastAPI, settings: Settings) -> None:
        """Add the routes, and what guards them, to `app`."""
        app.add_middleware(Guards, larger=dict.fromkeys(_FILES, settings.upload_max + AROUND_A_FILE))
        app.add_middleware(Origins, allowed=settings.widget_origins, own=settings.public_url)
        rates = Rates(settings.rate_sessions, settings.rate_messages, settings.rate_uploads)
        access = Access(Signer(settings.secret), self.store)
        options = channel.Options(settings.secret, settings.identity_secret, settings.test_clock)
        for router in (
            *channel.website_routers(options, self.chat, rates),
            attachments_router(self.documents, access, rates),
            points_router(self.talk, access, rates, self.catalogue),
            upload_router(self.documents, self.store, self.talk, self.links),
            pages_router(self.catalogue.openings),
            widget_router(),
        ):
            app.include_router(router)
        app.mount("/static", StaticFiles(directory=STATIC), name="static")
