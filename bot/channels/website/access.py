"""Whose request it is: the bearer token of a chat session opens its conversation, and nothing else does."""

from typing import Annotated

from fastapi import Header

from bot.channels.errors import ApiError
from bot.channels.website.sessions import Signer
from bot.conversations.model import Conversation
from bot.service.ports import Store


class Access:
    """Its methods are dependencies of routes."""

    def __init__(self, signer: Signer, store: Store) -> None:
        self._signer, self._store = signer, store

    async def claimed(self, authorization: Annotated[str, Header()] = "") -> str:
        """The id that the token stands for. Raises ApiError 401; whether the conversation still exists is not looked up."""
        scheme, _, token = authorization.partition(" ")
        conversation = self._signer.conversation(token) if scheme.lower() == "bearer" else None
        if conversation is None:
            raise ApiError(401, "unauthorized")
        return conversation

    async def whole(self, authorization: Annotated[str, Header()] = "") -> Conversation:
        """The conversation of the token. Raises ApiError 401, or 404 if it is gone."""
        conversation = await self._store.conversation(await self.claimed(authorization))
        if conversation is None:
            raise gone()
        return conversation

    async def existing(self, authorization: Annotated[str, Header()] = "") -> str:
        """The id of a conversation that is there. Raises as `whole`."""
        return (await self.whole(authorization)).id


def gone() -> ApiError:
    return ApiError(404, "unknown_session")
