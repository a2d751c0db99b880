"""One conversation at the desk: what was said, the claim beside it, and everything that staff do with either."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from bot.claims.catalogue import Catalogue
from bot.claims.errors import ClaimError
from bot.claims.model import Status
from bot.conversations.message import Author
from bot.conversations.ownership import AlreadyTaken, IllegalChange, NotYours
from bot.desk.attaching import asking_for, kept, lacking, sent_form
from bot.desk.claim_sections import sections
from bot.desk.gate import REFRESH, Gate
from bot.desk.pages import Pages
from bot.desk.queue import frame
from bot.documents.model import Refused
from bot.documents.ports import FilesDown
from bot.service.desk.ports import BadValue, Desk
from bot.service.desk.views import Opened, Which
from bot.service.documents import Documents
from bot.service.ids import new_id
from bot.staff.model import Session

SNOOZES = {"hour": timedelta(hours=1), "morning": timedelta(hours=16), "days": timedelta(days=3)}


def conversation_router(
    desk: Desk, documents: Documents, catalogue: Catalogue, pages: Pages, gate: Gate
) -> APIRouter:
    clock_words = {rule.name: rule.words for rule in catalogue.clocks}
    router = APIRouter(prefix="/conversations/{id}")

    async def page(
        request: Request, session: Session, id: str, *, status: int = 200, **more: Any
    ) -> Response:
        member = session.member
        shown = await frame(desk, member, None, id)
        opened = await desk.open(member, id)
        which = Which.MINE if opened.staff and opened.staff.id == member.id else Which.WAITING
        beside = await desk.queue(member, which, limit=30)
        if REFRESH not in request.headers:
            await desk.saw_list(member, "list", [each.conversation for each in beside.entries])
        context = (
            shown
            | {
                "which": which,
                "queue": beside,
                "opened": opened,
                "numbers": {each.message.id: each.message.seq for each in opened.messages},
                "sections": sections(opened.claim) if opened.claim else (),
                "speaks": opened.staff is not None and opened.staff.id == member.id,
                "colleagues": await desk.colleagues(member),
                "people": await desk.people(),
                "canned": await desk.canned(member, opened=opened),
                "first_new": first_new(opened),
                "papers": [(paper, asking_for(paper, opened)) for paper in lacking(opened)],
                "key": new_id(),
                "snoozes": tuple(SNOOZES),
                "clock_words": clock_words,
                "problem": "",
                "by": None,
                "forbidden": (),
                "attached": "",
                "refused": "",
                "text": None,
                "wrong": None,
            }
            | more
        )
        return pages.show(request, "conversation", context, session=session, status=status)

    @router.get("")
    async def show(
        id: str, request: Request, session: Annotated[Session, Depends(gate.signed_in)]
    ) -> Response:
        return await page(request, session, id)

    @router.get("/earlier")
    async def earlier(
        id: str,
        request: Request,
        session: Annotated[Session, Depends(gate.signed_in)],
        before: Annotated[int, Query(ge=1)],
    ) -> Response:
        messages = await desk.earlier(session.member, id, before)
        return pages.show(request, "earlier", {"messages": messages, "id": id}, session=session)

    async def done(
        request: Request, session: Session, id: str, act: Callable[[], Awaitable[object]], place: str = ""
    ) -> Response:
        """Do it and show the conversation again, at `place`; who was too late is told who was first."""
        try:
            await act()
        except (AlreadyTaken, NotYours) as error:
            names = await desk.people()
            by = names[error.by].name if error.by and error.by in names else None
            problem = "taken" if by else "not_yours"
            return await page(request, session, id, status=409, problem=problem, by=by)
        except IllegalChange as error:
            return await page(request, session, id, status=409, problem=f"is_{error.owner.value}")
        except KeyError:
            raise HTTPException(404) from None
        return _back(id, place)

    @router.post("/take")
    async def take(id: str, request: Request, session: Annotated[Session, Depends(gate.form)]) -> Response:
        return await done(request, session, id, lambda: desk.take(session.member, id))

    @router.post("/give-back")
    async def give_back(
        id: str, request: Request, session: Annotated[Session, Depends(gate.form)]
    ) -> Response:
        return await done(request, session, id, lambda: desk.give_back(session.member, id))

    @router.post("/close")
    async def close(
        id: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        reason: Annotated[str, Form(max_length=500)] = "",
        ask_rating: Annotated[bool, Form()] = False,
    ) -> Response:
        if not reason.strip():
            return await page(request, session, id, status=422, problem="reason")
        return await done(
            request,
            session,
            id,
            lambda: desk.close(session.member, id, reason.strip(), ask_rating=ask_rating),
        )

    @router.post("/reopen")
    async def reopen(id: str, request: Request, session: Annotated[Session, Depends(gate.form)]) -> Response:
        return await done(request, session, id, lambda: desk.reopen(session.member, id))

    @router.post("/hand-on")
    async def hand_on(
        id: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        to: Annotated[str, Form(max_length=40)],
        now_with: Annotated[str, Form(max_length=40)] = "",
        note: Annotated[str, Form(max_length=2000)] = "",
    ) -> Response:
        member = session.member
        if now_with == member.id:
            return await done(request, session, id, lambda: desk.transfer(member, id, to, note=note.strip()))
        return await done(
            request,
            session,
            id,
            lambda: desk.assign(member, id, to, now_with=now_with or None, note=note.strip()),
        )

    @router.post("/write")
    async def write(
        id: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        key: Annotated[str, Form(min_length=1, max_length=40)],
        text: Annotated[str, Form()] = "",
        document: Annotated[str, Form(max_length=40)] = "",
        anyway: Annotated[bool, Form()] = False,
    ) -> Response:
        return await send(request, session, id, text, document, key=key, anyway=anyway)

    async def send(
        request: Request, session: Session, id: str, text: str, document: str, *, key: str, anyway: bool
    ) -> Response:
        # Browsers send line ends as two characters.
        text, member = text.replace("\r\n", "\n").strip(), session.member
        forbidden: Sequence[tuple[str, str]] = ()

        async def out() -> None:
            nonlocal forbidden
            if document:
                sending = desk.attach(member, id, document, key=key, text=text, anyway=anyway)
            else:
                sending = desk.write(member, id, text, key=key, anyway=anyway)
            written = await sending
            forbidden = written.forbidden if written.message is None else ()

        if not text and not document:
            return await page(request, session, id, status=422, problem="empty")
        try:
            answer = await done(request, session, id, out)
        except ValueError:
            return await page(
                request, session, id, status=422, problem="too_long", text=text, attached=document
            )
        if forbidden:
            return await page(
                request, session, id, status=422, forbidden=forbidden, text=text, attached=document
            )
        return answer

    @router.post("/attach")
    async def attach(
        id: str, request: Request, session: Annotated[Session, Depends(gate.signed_in)]
    ) -> Response:
        form = await sent_form(request)
        gate.check(request, session, form.fields.get("csrf", ""))
        key, text = form.fields.get("key", "")[:40], form.fields.get("text", "")
        try:
            document = await kept(documents, id, form, key) if form.name else ""
        except Refused as error:
            refused = documents.refusal(error.reason.value, pages.words(request, session).language)
            return await page(request, session, id, status=422, refused=refused, text=text)
        except FilesDown:
            return await page(request, session, id, status=503, problem="files_down", text=text)
        return await send(
            request, session, id, text, document, key=key or new_id(), anyway="anyway" in form.fields
        )

    @router.post("/note")
    async def note(
        id: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        text: Annotated[str, Form(max_length=5000)] = "",
    ) -> Response:
        if text.strip():
            await desk.note(session.member, id, text.replace("\r\n", "\n").strip())
        return _back(id, "#notes")

    @router.post("/snooze")
    async def snooze(
        id: str,
        session: Annotated[Session, Depends(gate.form)],
        length: Annotated[str, Form(max_length=20)] = "",
    ) -> Response:
        until = datetime.now(UTC) + SNOOZES[length] if length in SNOOZES else None
        await desk.snooze(session.member, id, until)
        return RedirectResponse("/desk/", 303) if until else _back(id)

    @router.post("/called")
    async def called(
        id: str,
        session: Annotated[Session, Depends(gate.form)],
        note: Annotated[str, Form(max_length=2000)] = "",
    ) -> Response:
        await desk.called(session.member, id, note=note.strip())
        return _back(id, "#notes")

    @router.post("/draft", status_code=204)
    async def draft(
        id: str,
        session: Annotated[Session, Depends(gate.form)],
        text: Annotated[str, Form(max_length=20_000)] = "",
    ) -> None:
        await desk.draft(session.member, id, text)
        await desk.looking(session.member, id, typing=bool(text.strip()))

    @router.post("/read/{message}")
    async def read_facts(
        id: str, message: str, request: Request, session: Annotated[Session, Depends(gate.form)]
    ) -> Response:
        return await done(request, session, id, lambda: desk.read_facts(session.member, id, message))

    @router.post("/claims/{claim}/fields/{field}")
    async def edit(
        id: str,
        claim: str,
        field: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        value: Annotated[str, Form(max_length=20_000)] = "",
        reason: Annotated[str, Form(max_length=500)] = "",
    ) -> Response:
        wrong: dict[str, Any] = {"field": field, "value": value, "reason": reason, "readings": ()}
        if not reason.strip():
            return await page(request, session, id, status=422, wrong=wrong | {"why": "reason"})

        async def change() -> None:
            await desk.edit(session.member, claim, field, value.strip(), reason=reason.strip())

        try:
            return await done(request, session, id, change, f"#field-{field}")
        except BadValue as error:
            wrong |= {"why": error.reason, "readings": error.readings}
            return await page(request, session, id, status=422, wrong=wrong)

    @router.post("/claims/{claim}/status")
    async def move(
        id: str,
        claim: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        to: Annotated[Status, Form()],
        reason: Annotated[str, Form(max_length=500)] = "",
    ) -> Response:
        if not reason.strip():
            return await page(request, session, id, status=422, problem="reason")

        async def step() -> None:
            await desk.move(session.member, claim, to, reason=reason.strip())

        try:
            return await done(request, session, id, step, "#claim")
        except ClaimError:
            return await page(request, session, id, status=409, problem="move")

    return router


def first_new(opened: Opened) -> int | None:
    """The number of the first message of the insured that the member has not seen; what staff and bot say is not news."""
    new = (each.message for each in opened.messages if each.message.seq > opened.read_to)
    return next((message.seq for message in new if message.author is Author.INSURED), None)


def _back(id: str, place: str = "") -> Response:
    return RedirectResponse(f"/desk/conversations/{id}{place}", 303)
