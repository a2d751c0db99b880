"""`/widget.js`: the chat for any page in one file, made and compressed once, and fetched again only when it has changed."""

import gzip
import hashlib

from fastapi import APIRouter, Request, Response

from bot.channels.website import bundle

FRESH = 300
"""Seconds in which a browser does not ask again; after an update, old and new widgets live side by side for as long."""
STALE = 86_400
"""Seconds after that in which it shows what it has while it asks."""


def widget_router() -> APIRouter:
    router = APIRouter(include_in_schema=False)
    plain = bundle.script().encode()
    packed = gzip.compress(plain, 9, mtime=0)
    tag = hashlib.sha256(plain).hexdigest()[:16]

    @router.api_route("/widget.js", methods=["GET", "HEAD"])
    async def widget(request: Request) -> Response:
        zipped = "gzip" in request.headers.get("accept-encoding", "")
        etag = f'"{tag}{"-gzip" if zipped else ""}"'
        headers = {
            "Cache-Control": f"public, max-age={FRESH}, stale-while-revalidate={STALE}",
            "ETag": etag,
            "Vary": "Accept-Encoding",
            # The script is for other people's pages, those that isolate themselves included.
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        asked = {
            part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")
        }
        if etag in asked:
            return Response(status_code=304, headers=headers)
        if zipped:
            headers["Content-Encoding"] = "gzip"
        return Response(packed if zipped else plain, media_type="text/javascript", headers=headers)

    return router
