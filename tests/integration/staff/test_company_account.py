"""Signing in with the company's account, against a provider that runs as a process of its own and keeps to the protocol."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.remote.company_account import OpenIdAccount
from bot.service.desk.accounts import Rules, SignedInAccounts
from bot.service.desk.factors import Factors
from bot.staff.errors import SignInRefused
from bot.staff.model import Stage
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.sign_ins import SqlSignIns
from tests.support.office import Office, QuickPasswords
from tests.support.ports import free_port, listens, wait_for

BACK = "http://desk.example/desk/sign-in/company/back"


class Provider:
    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def tell(self, **what: Any) -> None:
        """What it is to say from here on, rightly without anything."""
        httpx.post(f"{self.issuer}/told", json=what, trust_env=False).raise_for_status()

    def visited(self, address: str) -> dict[str, str]:
        """What the browser of somebody who is signed in there comes back with."""
        answer = httpx.get(address, trust_env=False)
        assert answer.status_code == 302, answer.text
        assert answer.headers["Location"].startswith(BACK)
        query = parse_qs(urlsplit(answer.headers["Location"]).query)
        return {name: values[0] for name, values in query.items()}


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.openid_provider", str(port), "firstnotice", "s3cret&=?"]
    )
    try:
        wait_for(lambda: listens(port), 20, "the provider answers")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def provider(running: str) -> Provider:
    provider = Provider(running)
    provider.tell()
    return provider


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    database = Database(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    await migrate(database)
    yield await Office(database).staffed()
    await database.close()


class Browser:
    """Goes to the provider and comes back."""

    def __init__(self, office: Office, provider: Provider, secret: str = "s3cret&=?") -> None:
        self.provider = provider
        account = OpenIdAccount(f"{provider.issuer}/", "firstnotice", secret, "Insurer")
        rules, store = Rules(factor_required=True), SqlSignIns(office.database)
        self.accounts = SignedInAccounts(
            store, Factors("secret"), rules, office.clock, account, QuickPasswords()
        )

    async def sign_in(self, **changes: str) -> Any:
        address, kept = await self.accounts.begin_company_sign_in(back_to="/desk/queue", redirect_uri=BACK)
        back = self.provider.visited(address)
        return await self.back(
            **{"kept_state": kept, "state": back["state"], "code": back["code"], **changes}
        )

    async def back(self, **given: str) -> Any:
        return await self.accounts.end_company_sign_in(
            **{"redirect_uri": BACK, "browser": "Firefox", "address": "192.0.2.1", **given}
        )


@pytest.fixture
def browser(office: Office, provider: Provider) -> Browser:
    return Browser(office, provider)


async def test_a_member_signs_in_and_comes_to_where_they_wanted(office: Office, browser: Browser) -> None:
    token, session, to = await browser.sign_in()
    assert (session.member.id, session.stage, to) == (office.anna.id, Stage.DONE, "/desk/queue")
    found = await browser.accounts.session(token)
    assert found is not None
    assert found.member.name == "Anna"
    assert browser.accounts.company_account == "Insurer"


async def test_the_account_is_known_again_under_another_address(
    office: Office, browser: Browser, provider: Provider
) -> None:
    await browser.sign_in()
    provider.tell(claims={"email": "anna.berg@insurer.example"})
    assert (await browser.sign_in())[1].member.id == office.anna.id


async def test_another_account_does_not_take_over_a_member(browser: Browser, provider: Provider) -> None:
    await browser.sign_in()
    provider.tell(claims={"sub": "subject-2"})
    with pytest.raises(SignInRefused) as refused:
        await browser.sign_in()
    assert refused.value.reason == "unknown"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"email": "stranger@insurer.example"}, "unknown"),
        ({"email_verified": False}, "email"),
        ({"email_verified": None}, "email"),
        ({"email": None}, "email"),
        ({"nonce": "another"}, "token"),
        ({"nonce": None}, "token"),
        ({"aud": "somebody else"}, "token"),
        ({"aud": ["firstnotice", "somebody else"]}, "token"),
        ({"aud": ["firstnotice", "somebody else"], "azp": "somebody else"}, "token"),
        ({"iss": "http://127.0.0.1:1"}, "token"),
        ({"exp": 1_700_000_000}, "token"),
        ({"exp": None}, "token"),
        ({"iat": None}, "token"),
        ({"sub": None}, "token"),
    ],
)
async def test_what_the_provider_does_not_vouch_for_is_refused(
    browser: Browser, provider: Provider, claims: dict[str, object], reason: str
) -> None:
    provider.tell(claims=claims)
    with pytest.raises(SignInRefused) as refused:
        await browser.sign_in()
    assert refused.value.reason == reason


async def test_several_audiences_count_if_we_are_the_party_meant(
    browser: Browser, provider: Provider
) -> None:
    provider.tell(claims={"aud": ["firstnotice", "somebody else"], "azp": "firstnotice"})
    await browser.sign_in()


@pytest.mark.parametrize("how", ["stranger", "unsigned"])
async def test_tokens_that_the_provider_did_not_sign_are_refused(
    browser: Browser, provider: Provider, how: str
) -> None:
    provider.tell(**{how: True})
    with pytest.raises(SignInRefused) as refused:
        await browser.sign_in()
    assert refused.value.reason == "token"


async def test_a_new_key_of_the_provider_is_fetched(
    browser: Browser, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    await browser.sign_in()
    monkeypatch.setattr("bot.remote.company_account._AGAIN", 0.0)
    provider.tell(new_key=True)
    await browser.sign_in()


async def test_only_the_browser_that_was_sent_comes_back(browser: Browser) -> None:
    for given in ({"kept_state": "another"}, {"state": "another"}, {"state": "", "kept_state": ""}):
        with pytest.raises(SignInRefused) as refused:
            await browser.sign_in(**given)
        assert refused.value.reason == "state"


async def test_coming_back_counts_once_and_not_for_long(
    office: Office, browser: Browser, provider: Provider
) -> None:
    address, kept = await browser.accounts.begin_company_sign_in(back_to="/", redirect_uri=BACK)
    back = provider.visited(address)
    await browser.back(kept_state=kept, **back)
    with pytest.raises(SignInRefused) as refused:
        await browser.back(kept_state=kept, **back)
    assert refused.value.reason == "state"
    address, kept = await browser.accounts.begin_company_sign_in(back_to="/", redirect_uri=BACK)
    back = provider.visited(address)
    office.clock.on(minutes=11)
    with pytest.raises(SignInRefused) as refused:
        await browser.back(kept_state=kept, **back)
    assert refused.value.reason == "state"


async def test_a_code_that_was_used_or_made_up_is_refused(browser: Browser) -> None:
    for code in ("made-up", ""):
        with pytest.raises(SignInRefused) as refused:
            await browser.sign_in(code=code)
        assert refused.value.reason == "provider"


async def test_a_wrong_secret_and_a_wrong_way_back_are_refused(
    office: Office, provider: Provider, browser: Browser
) -> None:
    with pytest.raises(SignInRefused) as refused:
        await Browser(office, provider, secret="wrong").sign_in()
    assert refused.value.reason == "provider"
    with pytest.raises(SignInRefused) as refused:
        await browser.sign_in(redirect_uri="http://elsewhere.example/")
    assert refused.value.reason == "provider"


async def test_who_is_disabled_at_the_desk_is_refused(office: Office, browser: Browser) -> None:
    await browser.sign_in()
    await office.people.disable(None, office.anna.id)
    with pytest.raises(SignInRefused) as refused:
        await browser.sign_in()
    assert refused.value.reason == "disabled"


async def test_a_provider_that_says_it_is_another_is_not_trusted(
    browser: Browser, provider: Provider
) -> None:
    provider.tell(issuer="https://accounts.evil.example")
    with pytest.raises(SignInRefused) as refused:
        await browser.sign_in()
    assert refused.value.reason == "provider"


async def test_a_provider_that_is_away_is_said_to_be(office: Office) -> None:
    nowhere = Browser(office, Provider(f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(SignInRefused) as refused:
        await nowhere.sign_in()
    assert refused.value.reason == "unreachable"
