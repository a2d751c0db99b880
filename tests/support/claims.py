"""The claims of a running service, as `python -m bot export` writes them."""

import asyncio
from typing import Any

from bot.store.database import Database
from bot.store.queries import exported_claims
from tests.support.processes import Installation


def claims_of(installation: Installation, conversation: str) -> list[dict[str, Any]]:
    """All claims of a conversation, drafts included, oldest first."""

    async def read() -> list[dict[str, Any]]:
        database = Database(installation.settings.database_url)
        try:
            found = [claim async for claim in exported_claims(database, drafts=True)]
        finally:
            await database.close()
        return [claim for claim in found if claim["conversation"] == conversation]

    return asyncio.run(read())


def claim_of(installation: Installation, conversation: str) -> dict[str, Any]:
    """The one claim of a conversation."""
    found = claims_of(installation, conversation)
    assert len(found) == 1, f"{len(found)} claims"
    return found[0]
