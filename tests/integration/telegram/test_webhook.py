"""Updates by webhook: the secret, what is answered to whom, and changing between the two ways."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import FastAPI
from httpx import ASGITransport

from bot.channels import errors
from bot.channels.telegram.webhook import HEADER, PATH, secret_token
from tests.integration.telegram.conftest import Office, Opening, sees, until
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn

ADDRESS = "https://claims.insurer.example"


@asynccontextmanager
async def open_door(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """The service's web application, as Telegram reaches it."""
    app = FastAPI()
    errors.install(app)
    app.include_router(office.channel.router())
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as http:
        yield http


def an_update(mara: Person) -> dict[str, object]:
    mara.writes("hello")
    return mara.telegram.all_updates[-1]


async def test_the_webhook_is_announced_with_its_secret(
    open_office: Opening, telegram: TelegramStandIn
) -> None:
    async with open_office(webhook=ADDRESS):
        await until(lambda: bool(telegram.webhook["url"]), "the webhook is set")
        assert telegram.webhook["url"] == f"{ADDRESS}{PATH}"
        assert telegram.webhook["secret_token"] == secret_token("secret")
        assert telegram.called("getUpdates") == []


async def test_an_update_is_stored_before_it_is_acknowledged_and_counts_once(
    open_office: Opening, mara: Person
) -> None:
    async with open_office(webhook=ADDRESS) as office, open_door(office) as http:
        update, headers = an_update(mara), {HEADER: secret_token("secret")}
        for _ in range(3):
            answer = await http.post(PATH, json=update, headers=headers)
            assert answer.status_code == 200
            assert ("insured", "hello") in await office.transcript(mara)
        await sees(mara, "echo hello")


@pytest.mark.parametrize("given", [None, "", "wrong", secret_token("another secret"), "ü"])
async def test_who_does_not_know_the_secret_is_refused(
    open_office: Opening, mara: Person, given: str | None
) -> None:
    async with open_office(webhook=ADDRESS) as office, open_door(office) as http:
        headers = {} if given is None else {HEADER.encode(): given.encode()}
        answer = await http.post(PATH, json=an_update(mara), headers=headers)
        assert answer.status_code == 401
        assert await office.transcript(mara) == []


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', "{}", "\x00", '{"update_id": "9"}', "[" * 100_000])
async def test_what_is_no_update_is_refused(open_office: Opening, body: str) -> None:
    async with open_office(webhook=ADDRESS) as office, open_door(office) as http:
        answer = await http.post(PATH, content=body, headers={HEADER: secret_token("secret")})
        assert answer.status_code == 400


@pytest.mark.parametrize("content", [{}, {"future": {}}, {"message": {"text": "no chat"}}])
async def test_an_update_that_nobody_understands_is_acknowledged(
    open_office: Opening, content: dict[str, object]
) -> None:
    async with open_office(webhook=ADDRESS) as office, open_door(office) as http:
        body = json.dumps({"update_id": 9} | content)
        answer = await http.post(PATH, content=body, headers={HEADER: secret_token("secret")})
        assert answer.status_code == 200


async def test_an_update_that_cannot_be_stored_is_not_acknowledged(
    open_office: Opening, mara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_office(webhook=ADDRESS) as office, open_door(office) as http:

        async def failing(incoming: object) -> None:
            raise OSError("disk full")

        monkeypatch.setattr(office.talk, "receive", failing)
        answer = await http.post(PATH, json=an_update(mara), headers={HEADER: secret_token("secret")})
        assert answer.status_code == 500


async def test_there_is_no_webhook_while_we_ask_ourselves(office: Office, mara: Person) -> None:
    async with open_door(office) as http:
        answer = await http.post(PATH, json=an_update(mara), headers={HEADER: secret_token("secret")})
        assert answer.status_code == 404


async def test_changing_from_one_way_to_the_other_loses_nothing(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    async with open_office(webhook=ADDRESS):
        await until(lambda: bool(telegram.webhook["url"]), "the webhook is set")
    mara.writes("while nobody was there")
    async with open_office():
        await sees(mara, "echo while nobody was there")
        assert telegram.webhook["url"] == ""
    mara.writes("later")
    async with open_office(webhook=ADDRESS):
        await until(lambda: bool(telegram.webhook["url"]), "the webhook is set again")
        assert telegram.waiting() == 1


async def test_a_webhook_that_appears_while_we_ask_is_removed(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    await until(lambda: bool(telegram.called("getUpdates")), "asking")
    telegram.webhook = {"url": "https://forgotten.example/hook", "secret_token": ""}
    mara.writes("hello")
    await sees(mara, "echo hello")
