"""`/chat/v1/attachments`: files sent in the website chat. They belong to nothing until a message takes them along."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from bot.channels.downloads import original_response, preview_response
from bot.channels.errors import ApiError
from bot.channels.forms import BadForm, FormReader
from bot.channels.website.access import Access
from bot.channels.website.events import document_json
from bot.channels.website.rates import Rates
from bot.conversations.model import Conversation
from bot.documents.model import Refusal, Refused, UnknownDocument
from bot.documents.ports import FilesDown
from bot.service.documents import Documents
from bot.service.ports import UnknownConversation
from bot.service.texts import text

_STATUS = {
    Refusal.TOO_LARGE: 413,
    Refusal.EMPTY: 422,
    Refusal.INFECTED: 422,
    Refusal.TOO_MANY: 422,
}
"""Status of a refusal; all others are about the type."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def refused(documents: Documents, reason: Refusal, language: str) -> ApiError:
    """A refusal with a sentence to show."""
    status = _STATUS.get(reason, 415)
    code = "refused_type" if status == 415 else reason.value
    return ApiError(status, code, documents.refusal(reason.value, language))


def attachments_router(documents: Documents, access: Access, rates: Rates) -> APIRouter:
    router = APIRouter(prefix="/chat/v1/attachments", tags=["chat"])

    @router.post(
        "",
        status_code=201,
        dependencies=[Depends(rates.may_upload)],
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "multipart/form-data": {
                        "schema": {
                            "type": "object",
                            "required": ["client_id", "file"],
                            "properties": {
                                "client_id": {"type": "string", "maxLength": 80},
                                "file": {"type": "string", "format": "binary"},
                            },
                        }
                    }
                },
            }
        },
    )
    async def upload(
        request: Request, conversation: Annotated[Conversation, Depends(access.whole)]
    ) -> dict[str, Any]:
        """Take a file; `client_id` comes before it in the form, and the same one again gives the same answer.

        Name the ids in `attachment_ids` of a message to send them.
        """
        try:
            file = await FormReader(request).file()
            client_id = _CONTROL.sub("", file.fields.get("client_id", ""))
            if file.field != "file" or not 0 < len(client_id) <= 80:
                raise BadForm("The form needs a `client_id` of at most 80 characters, and after it a `file`.")
            kept = await documents.keep(conversation.id, f"web-{client_id}", file.pieces, name=file.name)
        except BadForm as error:
            raise ApiError(422, "invalid", str(error)) from None
        except Refused as error:
            raise refused(documents, error.reason, conversation.language) from None
        except FilesDown:
            raise _down(conversation) from None
        except (UnknownConversation, UnknownDocument):
            raise ApiError(409, "taken_back") from None
        return document_json(kept)

    @router.delete("/{id}", status_code=204)
    async def take_back(id: str, conversation: Annotated[Conversation, Depends(access.whole)]) -> Response:
        """Forget a file that was not sent with a message yet."""
        try:
            await documents.discard(conversation.id, id)
        except UnknownDocument:
            raise ApiError(404, "unknown_attachment") from None
        return Response(status_code=204)

    @router.get("/{id}", response_class=Response)
    async def original(id: str, conversation: Annotated[Conversation, Depends(access.whole)]) -> Response:
        """A document of this conversation, to be saved: what staff have sent, or what was sent to them."""
        try:
            document, pieces = await documents.original(id, conversation.id)
        except UnknownDocument:
            raise ApiError(404, "unknown_attachment") from None
        except FilesDown:
            raise _down(conversation) from None
        return original_response(document, pieces)

    @router.get("/{id}/preview", response_class=Response)
    async def preview(id: str, conversation: Annotated[Conversation, Depends(access.whole)]) -> Response:
        """A picture's preview: a JPEG of at most 1600 pixels without place and device."""
        try:
            _, pieces = await documents.preview(id, conversation.id)
        except UnknownDocument:
            raise ApiError(404, "no_preview") from None
        except FilesDown:
            raise _down(conversation) from None
        return preview_response(pieces)

    return router


def _down(conversation: Conversation) -> ApiError:
    """The file store can't be reached."""
    return ApiError(503, "unavailable", text("files_down", conversation.language))
