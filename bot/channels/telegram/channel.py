"""Telegram, put together: updates in by polling or webhook, messages out through the outbox."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from telegram import BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.channels.delivery import Deliverer
from bot.channels.gathering import Gatherer
from bot.channels.pausing import ended
from bot.channels.ports import Arrivals, Documents, Erasure, Leases, Outbox, Receiver
from bot.channels.telegram.adapter import Adapter, Inbox
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.erasing import Erasing
from bot.channels.telegram.fetching import Fetcher
from bot.channels.telegram.handing import Handing, UploadLink
from bot.channels.telegram.people import CHANNEL, People
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.sending import TelegramSender
from bot.channels.telegram.taking import Taking
from bot.channels.telegram.texts import menu
from bot.channels.telegram.typing_sign import TypingSign
from bot.channels.telegram.webhook import announce, secret_token, webhook_router
from bot.claims.languages import FALLBACK, languages
from bot.conversations.message import Author, Message
from bot.service.ports import Store

log = logging.getLogger(__name__)

_MENU_AGAIN = 60.0


@dataclass(frozen=True, slots=True)
class Options:
    token: str = field(repr=False)
    secret: str = field(repr=False)
    zone: ZoneInfo
    api: str = "https://api.telegram.org"
    webhook: str = ""
    """Our public address, without a slash at its end; empty to ask for updates instead."""
    stays_in_groups: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """What the channel needs of the service."""

    receiver: Receiver
    store: Store
    outbox: Outbox
    arrivals: Arrivals
    leases: Leases
    documents: Documents
    erasure: Erasure
    upload_link: UploadLink
    """For files that Telegram does not pass on."""


class TelegramChannel:
    def __init__(self, options: Options, service: Service) -> None:
        self._options, self._leases = options, service.leases
        self._calls = Calls(options.token, options.api)
        receiver, outbox = service.receiver, service.outbox
        handing = Handing(receiver, outbox, service.documents, service.upload_link)
        fetch = Fetcher(self._calls, service.documents)
        self._gatherer = Gatherer(CHANNEL, service.arrivals, service.leases, fetch, handing)
        inbox = Inbox(
            receiver, outbox, service.arrivals, Erasing(outbox, service.erasure), self._gatherer.wake
        )
        self._adapter = Adapter(
            self._calls, inbox, People(options.zone), stays_in_groups=options.stays_in_groups
        )
        self._taking = Taking(self._calls, self._adapter, service.store)
        self._deliverer = Deliverer(CHANNEL, outbox, TelegramSender(self._calls, service.documents))
        self._typing = TypingSign(self._calls, receiver.busy)
        self._stopping = asyncio.Event()
        self._updates: list[asyncio.Task[None]] = []
        self._calling: list[asyncio.Task[None]] = []

    def router(self) -> APIRouter:
        """The webhook's route; none while we ask for updates ourselves."""
        if not self._options.webhook:
            return APIRouter()
        return webhook_router(self._taking, secret_token(self._options.secret))

    def changed(self, conversation: str, messages: Sequence[Message]) -> None:
        """Called when messages of any conversation were stored in this process."""
        address = self._adapter.addresses.get(conversation)
        if address is None or not messages:
            return
        if all(message.author is Author.INSURED for message in messages):
            self._typing.begin(conversation, address)
        else:
            self._deliverer.wake(conversation)

    def start(self) -> None:
        self._deliverer.start()
        self._gatherer.start()
        self._calling = [asyncio.create_task(self._menu())]
        if self._options.webhook:
            token = secret_token(self._options.secret)
            self._calling += [asyncio.create_task(announce(self._calls, self._options.webhook, token))]
        else:
            poller = Poller(self._calls, self._taking, self._leases)
            self._updates = [asyncio.create_task(poller.run(self._stopping))]

    async def stop_taking(self) -> None:
        """Take no further updates; Telegram keeps them."""
        self._stopping.set()
        for task in self._calling:
            task.cancel()
        await asyncio.gather(*self._calling, return_exceptions=True)
        await ended(self._updates)
        await self._gatherer.stop()

    async def stop(self) -> None:
        """After the last answers were stored: send what can be sent at once."""
        await self.stop_taking()
        await self._typing.stop()
        await self._deliverer.stop()
        await self._calls.close_down()

    async def _menu(self) -> None:
        """The commands beside the text field, in the languages that are spoken; for others in the fallback."""
        scope = BotCommandScopeAllPrivateChats()
        while True:
            try:
                await self._calls.set_my_commands(list(menu(FALLBACK).items()), scope)
                for language in languages():
                    commands = list(menu(language).items())
                    await self._calls.set_my_commands(commands, scope, language_code=language)
                return
            except TelegramError as error:
                log.warning("menu not set reason=%s", type(error).__name__)
            await asyncio.sleep(_MENU_AGAIN)
