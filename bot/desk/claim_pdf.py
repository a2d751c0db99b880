"""`/desk/claims/{id}.pdf`: one claim to be filed."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from bot.desk.claim_paper import as_pdf, file_name
from bot.desk.gate import Gate
from bot.desk.pages import Pages
from bot.service.claim_file import ClaimFiles, UnknownClaim
from bot.staff.model import Session


def claim_pdf_router(files: ClaimFiles, pages: Pages, gate: Gate, insurer: str) -> APIRouter:
    router = APIRouter(prefix="/claims")
    # Making a PDF takes a processor; one at a time leaves the other to the conversations.
    making = asyncio.Semaphore(1)

    @router.get("/{id}.pdf")
    async def claim(
        id: str, request: Request, session: Annotated[Session, Depends(gate.signed_in)]
    ) -> Response:
        try:
            file = await files.of_id(session.member, id)
        except UnknownClaim:
            raise HTTPException(404) from None
        words = pages.words(request, session)
        async with making:
            made = await asyncio.to_thread(as_pdf, file, words, insurer, datetime.now(UTC))
        headers = {
            "Content-Disposition": f'attachment; filename="{file_name(file)}"',
            "Cache-Control": "no-store",
        }
        return Response(made, media_type="application/pdf", headers=headers)

    return router
