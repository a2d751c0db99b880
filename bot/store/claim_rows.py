"""Claims with their facts, as parts of transactions."""

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.catalogue import Catalogue
from bot.claims.clocks import Calendar
from bot.claims.model import Claim
from bot.store import statements
from bot.store.rows import claim_columns, claim_from, fact_columns
from bot.store.statements import facts


async def read_claim(connection: AsyncConnection, claim: str | None) -> Claim | None:
    if claim is None:
        return None
    row = (await connection.execute(statements.claim, {"this": claim})).one_or_none()
    if row is None:
        return None
    found = await connection.execute(statements.claim_facts, {"this": claim})
    return claim_from(row, found.all())


async def save_claim(
    connection: AsyncConnection, claim: Claim, catalogue: Catalogue, calendar: Calendar
) -> None:
    """Store what was added to a claim since it was read; the conversation's row has to be locked since then."""
    columns = claim_columns(claim, catalogue, calendar)
    stored = await connection.scalar(statements.fact_count, {"this": claim.id})
    if stored is None:
        await connection.execute(statements.open_claim, {"id": claim.id, **columns})
    else:
        await connection.execute(statements.save_claim, {"this": claim.id, **columns})
    if stored and not claim.facts:
        await connection.execute(delete(facts).where(facts.c.claim == claim.id))
    fresh = [{"claim": claim.id, **fact_columns(fact)} for fact in claim.facts[stored or 0 :]]
    if fresh:
        await connection.execute(statements.store_facts, fresh)
