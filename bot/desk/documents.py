"""Documents at the desk: the original as a download, and the preview that was made of it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from bot.channels.downloads import original_response, preview_response
from bot.desk.gate import Gate
from bot.documents.model import UnknownDocument
from bot.documents.ports import FilesDown
from bot.service.desk.ports import Desk
from bot.service.documents import Documents
from bot.staff.model import Session


def documents_router(desk: Desk, documents: Documents, gate: Gate) -> APIRouter:
    router = APIRouter(prefix="/documents/{id}")

    @router.get("")
    async def original(id: str, session: Annotated[Session, Depends(gate.signed_in)]) -> Response:
        try:
            document, pieces = await documents.original(id)
        except UnknownDocument:
            raise HTTPException(404) from None
        except FilesDown:
            raise HTTPException(503) from None
        await desk.saw_document(session.member, document.conversation, document)
        return original_response(document, pieces)

    @router.get("/preview")
    async def preview(id: str, session: Annotated[Session, Depends(gate.signed_in)]) -> Response:
        try:
            document, pieces = await documents.preview(id)
        except UnknownDocument:
            raise HTTPException(404) from None
        except FilesDown:
            raise HTTPException(503) from None
        await desk.saw_document(session.member, document.conversation, document)
        return preview_response(pieces)

    return router
