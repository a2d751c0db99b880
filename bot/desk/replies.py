"""Ready-made replies: one's own and everybody's, by language, with the placeholders that are filled in for a conversation."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from bot.claims.languages import languages
from bot.desk.gate import Gate
from bot.desk.pages import Pages
from bot.service.desk.placeholders import PLACEHOLDERS, named
from bot.service.desk.ports import Desk, ForbiddenText
from bot.staff.errors import NotAllowed
from bot.staff.model import Right, Session

HOME = "/desk/replies"
STARTERS = Path(__file__).parent / "starter_replies"


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as it was sent in, when it can't be kept."""

    id: str
    title: str
    language: str
    text: str
    shared: bool
    problem: str
    found: tuple[tuple[str, str], ...] = ()
    """(kind, words) of what must not be said, or the placeholders that nobody knows."""


@cache
def starters(language: str) -> tuple[tuple[str, str], ...]:
    """(title, text) of replies to begin with; none for a language that nobody has written any in."""
    file = STARTERS / f"{language}.yml"
    if not file.is_file():
        return ()
    return tuple((each["title"], each["text"]) for each in yaml.safe_load(file.read_text("utf-8")))


def replies_router(desk: Desk, pages: Pages, gate: Gate) -> APIRouter:
    router = APIRouter(prefix="/replies")

    async def page(request: Request, session: Session, draft: Draft | None = None) -> Response:
        known = await desk.canned(session.member)
        shares = session.member.may(Right.SHARED_REPLIES)
        context: dict[str, Any] = {
            "by_language": [
                (language, [each for each in known if each.language == language]) for language in languages()
            ],
            "languages": languages(),
            "placeholders": PLACEHOLDERS,
            "draft": draft,
            "writes": session.member.may(Right.TALK),
            "shares": shares,
            "offers": [
                language
                for language in languages()
                if shares
                and starters(language)
                and all(each.own or each.language != language for each in known)
            ],
        }
        return pages.show(request, "replies", context, session=session, status=422 if draft else 200)

    @router.get("")
    async def replies(request: Request, session: Annotated[Session, Depends(gate.signed_in)]) -> Response:
        return await page(request, session)

    @router.post("")
    async def save(
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        id: Annotated[str, Form(max_length=40)] = "",
        title: Annotated[str, Form(max_length=200)] = "",
        language: Annotated[str, Form(max_length=8)] = "",
        text: Annotated[str, Form(max_length=20_000)] = "",
        shared: Annotated[bool, Form()] = False,
    ) -> Response:
        text = text.replace("\r\n", "\n").strip()
        draft = Draft(id, title, language, text, shared, "")
        try:
            await desk.save_canned(
                session.member, id=id or None, title=title, language=language, text=text, shared=shared
            )
        except ForbiddenText as error:
            return await page(request, session, _with(draft, "forbidden", error.statements))
        except KeyError:
            raise HTTPException(404) from None
        except ValueError:
            unknown = tuple(("", name) for name in named(text) if name not in PLACEHOLDERS)
            return await page(request, session, _with(draft, "placeholder" if unknown else "reply", unknown))
        return RedirectResponse(HOME, 303)

    @router.post("/{id}/delete")
    async def delete(id: str, session: Annotated[Session, Depends(gate.form)]) -> Response:
        try:
            await desk.delete_canned(session.member, id)
        except KeyError:
            raise HTTPException(404) from None
        return RedirectResponse(HOME, 303)

    @router.post("/starters")
    async def begin(
        session: Annotated[Session, Depends(gate.form)], language: Annotated[str, Form(max_length=8)]
    ) -> Response:
        if not session.member.may(Right.SHARED_REPLIES):
            raise NotAllowed(Right.SHARED_REPLIES)
        known = {each.title for each in await desk.canned(session.member, language) if not each.own}
        for title, text in starters(language) if language in languages() else ():
            # Sent twice, it adds nothing twice.
            if title not in known:
                await desk.save_canned(
                    session.member, id=None, title=title, language=language, text=text, shared=True
                )
        return RedirectResponse(HOME, 303)

    return router


def _with(draft: Draft, problem: str, found: tuple[tuple[str, str], ...]) -> Draft:
    return Draft(draft.id, draft.title, draft.language, draft.text, draft.shared, problem, found)
