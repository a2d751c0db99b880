"""The page behind an upload link: one file into the conversation that the link was made for. Works without script.

Who has the link may add one file, and nothing else; so the link itself is what protects the form against being sent by others.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.errors import ApiError, reader
from bot.channels.forms import BadForm, FormReader
from bot.channels.ports import Receiver
from bot.channels.upload_links import Upload, UploadLinks
from bot.channels.website.attachments import refused
from bot.claims.languages import FALLBACK
from bot.conversations.message import Incoming
from bot.conversations.model import Conversation
from bot.documents.model import Document, Refused, UnknownDocument
from bot.documents.ports import FilesDown
from bot.service.documents import Documents
from bot.service.ports import Store, UnknownConversation
from bot.service.texts import text

HERE = Path(__file__).parent
_WORDS: dict[str, dict[str, str]] = yaml.safe_load((HERE / "upload.yml").read_text("utf-8"))
_PAGES = Environment(
    loader=FileSystemLoader(HERE / "pages"), autoescape=True, undefined=StrictUndefined, auto_reload=False
)


@dataclass(frozen=True, slots=True)
class _Page:
    heading: str
    lines: tuple[str, ...]
    form: bool = False
    problem: str = ""
    another: str = ""
    """Token of a link for another file."""


def upload_router(documents: Documents, store: Store, receiver: Receiver, links: UploadLinks) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    async def opened(token: str) -> tuple[Upload, Conversation] | None:
        upload = links.read(token, datetime.now(UTC))
        conversation = await store.conversation(upload.conversation) if upload else None
        return (upload, conversation) if upload and conversation else None

    async def sent_before(upload: Upload) -> Document | None:
        there = await documents.of_conversation(upload.conversation)
        return next((each for each in there if each.external_id == upload.external_id and each.message), None)

    def form(language: str, problem: str = "") -> _Page:
        intro = _words(language)["intro"].format(most=f"{documents.limit / 1_000_000:g}")
        return _Page(_words(language)["title"], (intro,), form=True, problem=problem)

    def received(language: str, document: Document, upload: Upload) -> _Page:
        words = _words(language)
        lines = (words["received_what"].format(name=document.name), words["next"])
        # The next link ends when this one does: who has one can't go on for ever.
        another = links.token(upload.conversation, upload.expires_at)
        return _Page(words["received"], lines, another=another)

    @router.get("/upload/{token}", response_class=HTMLResponse)
    async def show(request: Request, token: str) -> HTMLResponse:
        found = await opened(token)
        if found is None:
            return _over(request)
        upload, conversation = found
        document = await sent_before(upload)
        page = received(conversation.language, document, upload) if document else form(conversation.language)
        return _shown(page, conversation.language, token)

    @router.post("/upload/{token}", response_class=HTMLResponse)
    async def take(request: Request, token: str) -> HTMLResponse:
        found = await opened(token)
        if found is None:
            return _over(request)
        upload, conversation = found
        language = conversation.language
        try:
            file = await FormReader(request).file()
            if not file.name:
                raise BadForm("nothing chosen")
            kept = await documents.keep(conversation.id, upload.external_id, file.pieces, name=file.name)
            await receiver.receive(Incoming(conversation.id, upload.external_id, attachments=(kept.id,)))
        except BadForm:
            return _shown(form(language, _words(language)["nothing_chosen"]), language, token, 422)
        except Refused as error:
            told: ApiError = refused(documents, error.reason, language)
            return _shown(form(language, told.message), language, token, told.status)
        except UnknownConversation:
            return _over(request)
        except (FilesDown, UnknownDocument):
            return _shown(form(language, text("files_down", language)), language, token, 503)
        return _shown(received(language, kept, upload), language, token)

    return router


def _words(language: str) -> dict[str, str]:
    return {name: texts.get(language, texts[FALLBACK]) for name, texts in _WORDS.items()}


def _over(request: Request) -> HTMLResponse:
    """Nobody is known here, so the browser says in which language to be sorry."""
    language = reader(request)
    words = _words(language)
    return _shown(_Page(words["over"], (words["over_why"],)), language, "", 404)


def _shown(page: _Page, language: str, token: str, status: int = 200) -> HTMLResponse:
    values: dict[str, Any] = {name: getattr(page, name) for name in _Page.__slots__}
    html = _PAGES.get_template("upload.html").render(
        values, words=_words(language), language=language, token=token
    )
    return HTMLResponse(html, status, headers={"Cache-Control": "private, no-store"})
