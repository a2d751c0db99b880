"""Documents as answers: originals only ever to be saved, never shown as a page of ours."""

from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.responses import StreamingResponse

from bot.documents.model import Document

_ALONE = {
    "X-Content-Type-Options": "nosniff",
    # Whatever it is, and whoever opens it in a browser all the same: no script, no request, no origin.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


def original_response(document: Document, pieces: AsyncIterator[bytes]) -> StreamingResponse:
    """The document as it was sent, to be saved under its own name."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in document.name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.name, safe='')}"
    headers = {**_ALONE, "Content-Disposition": named, "Content-Length": str(document.size)}
    return StreamingResponse(pieces, media_type=document.type, headers=headers)


def preview_response(pieces: AsyncIterator[bytes]) -> StreamingResponse:
    """The picture that was made of a document, which may be shown."""
    headers = {**_ALONE, "Content-Disposition": "inline", "Cache-Control": "private, max-age=3600"}
    return StreamingResponse(pieces, media_type="image/jpeg", headers=headers)
