"""The website chat put together: its routes, from what they need of the service."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fastapi import APIRouter

from bot.channels.website.access import Access
from bot.channels.website.events import Changes, Watched
from bot.channels.website.identity import Identities
from bot.channels.website.opening import Opening, Visits, opening_router
from bot.channels.website.rates import Rates
from bot.channels.website.routes import chat_router
from bot.channels.website.sessions import Signer
from bot.channels.website.transcripts.routes import transcript_router
from bot.service.erasing import Erasure
from bot.service.ports import Store
from bot.service.talk import Talk


@dataclass(frozen=True, slots=True)
class Options:
    secret: str = field(repr=False)
    identity_secret: str = field(repr=False)
    test_clock: bool


@dataclass(frozen=True, slots=True)
class Service:
    talk: Talk
    store: Store
    visits: Visits
    changes: Changes
    erasure: Erasure
    end: Callable[[str], Awaitable[bool]]
    """Ends a conversation for its person; False if it was over before."""


def website_routers(options: Options, service: Service, rates: Rates) -> list[APIRouter]:
    signer = Signer(options.secret)
    access = Access(signer, service.store)

    async def typist(conversation: str) -> str | None:
        return await service.visits.typist(conversation, datetime.now(UTC))

    opening = Opening(
        store=service.store,
        visits=service.visits,
        signer=signer,
        access=access,
        identities=Identities(options.identity_secret),
        rates=rates,
        erasure=service.erasure,
        end=service.end,
        test_clock=options.test_clock,
    )
    watched = Watched(service.store, service.changes, service.talk.busy, typist)
    return [
        opening_router(opening),
        chat_router(service.talk, watched, access, rates),
        transcript_router(service.store, access),
    ]
