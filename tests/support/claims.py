"""The claims of a running service, as `python -m bot export` writes them."""

from typing import Any

from bot.store.database import Database
from bot.store.queries import exported_claims
from tests.support.apart import run_apart
from tests.support.processes import Installation


def claims_of(installation: Installation, conversation: str) -> list[dict[str, Any]]:
    """All claims of a conversation, drafts included, oldest first."""
    return [claim for claim in _all(installation) if claim["conversation"] == conversation]


def claim_of(installation: Installation, conversation: str) -> dict[str, Any]:
    """The one claim of a conversation."""
    found = claims_of(installation, conversation)
    assert len(found) == 1, f"{len(found)} claims"
    return found[0]


def claim_of_reference(installation: Installation, reference: str) -> dict[str, Any]:
    """The claim that a person was given this reference for."""
    found = [claim for claim in _all(installation) if claim["reference"] == reference]
    assert len(found) == 1, f"{len(found)} claims with {reference}"
    return found[0]


def _all(installation: Installation) -> list[dict[str, Any]]:
    async def read() -> list[dict[str, Any]]:
        database = Database(installation.settings.database_url)
        try:
            return [claim async for claim in exported_claims(database, drafts=True)]
        finally:
            await database.close()

    return run_apart(read())
