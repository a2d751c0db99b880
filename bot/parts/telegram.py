"""Telegram's own part of the composition root."""

from typing import TYPE_CHECKING

from bot.channels.upload_links import UploadLinks
from bot.service.documents import Documents
from bot.service.erasing import Erasure
from bot.service.talk import Talk
from bot.settings import Settings
from bot.store.arrivals import SqlArrivals
from bot.store.database import Database
from bot.store.leases import SqlLeases
from bot.store.outbox import SqlOutbox
from bot.store.store import SqlStore

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel


def telegram_channel(
    settings: Settings,
    talk: Talk,
    store: SqlStore,
    database: Database,
    documents: Documents,
    erasure: Erasure,
    links: UploadLinks,
) -> "TelegramChannel | None":
    """The channel, or None without a token."""
    if not settings.telegram_token:
        return None
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
