"""Files that staff send to the insured, and those that they may ask for."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.forms import BadForm, FormReader, UploadedFile
from bot.claims.papers import Paper
from bot.documents.checklist import still_wanted
from bot.service.desk.views import Opened
from bot.service.documents import Documents
from bot.service.texts import text

_LONGEST = 90_000
"""Bytes of the text beside a file, each of its characters up to four."""


async def sent_form(request: Request) -> UploadedFile:
    """The composer's form up to its file, which has no name if none was chosen; it is read no further yet."""
    try:
        return await FormReader(request, _LONGEST).file()
    except BadForm:
        raise HTTPException(422) from None


async def kept(documents: Documents, conversation: str, form: UploadedFile, key: str) -> str:
    """Receive the form's file; the document's id. The same `key` again gives the same. Raises Refused or FilesDown."""
    try:
        document = await documents.keep(conversation, f"desk-{key}", form.pieces, name=form.name)
    except BadForm:
        raise HTTPException(422) from None
    return document.id


def asking_for(paper: Paper, opened: Opened) -> str:
    """The sentence that asks the insured for it, in their language."""
    language = opened.conversation.language
    return text("ask_for_paper", language, paper=paper.label[language])


def lacking(opened: Opened) -> list[Paper]:
    """The papers that would help with the claim and are not here."""
    return still_wanted(opened.claim.papers, opened.documents) if opened.claim else []
