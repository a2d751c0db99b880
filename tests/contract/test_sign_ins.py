"""Signing in to the desk, on each database: passwords, second factors, waits, sessions."""

import asyncio
from datetime import timedelta

import pyotp
import pytest

from bot.service.desk.accounts import HALF_WAY, Rules, SignedInAccounts
from bot.service.desk.factors import Factors
from bot.staff.errors import (
    KnownMember,
    LastAdmin,
    LockedOut,
    NotAllowed,
    UnknownMember,
    WeakPassword,
    WrongCode,
    WrongPassword,
)
from bot.staff.lockout import FREE, FROM_ONE_PLACE
from bot.staff.model import Member, Preferences, Role, Session, Stage
from bot.store.database import Database
from bot.store.sign_ins import SqlSignIns
from tests.support.office import Office, QuickPasswords

NEW = "lila Regenschirm am Montag"


class Door:
    """The office's sign-in, with Anna's password set."""

    def __init__(self, office: Office, rules: Rules = Rules()) -> None:  # noqa: B008
        self.office, self.store = office, SqlSignIns(office.database)
        self.accounts = SignedInAccounts(
            self.store, Factors("secret"), rules, office.clock, None, QuickPasswords()
        )

    async def hired(self) -> tuple[Member, str]:
        return await self.office.people.add(
            None, email="Eva@Insurer.example", name=" Eva  Braun ", role=Role.SUPPORT
        )

    async def at_home(self) -> str:
        """Eva has a password of her own and is signed in; the token."""
        _, one_time = await self.hired()
        token, _ = await self.sign_in(one_time)
        await self.accounts.new_password(token, "", NEW)
        return token

    async def sign_in(self, password: str = NEW) -> tuple[str, Session]:
        return await self.accounts.sign_in(
            "eva@insurer.example ", password, browser="Firefox", address="192.0.2.1"
        )

    async def with_factor(self) -> tuple[str, pyotp.TOTP, tuple[str, ...]]:
        token = await self.at_home()
        totp = pyotp.parse_uri(await self.accounts.begin_factor(token))
        assert isinstance(totp, pyotp.TOTP)
        return token, totp, await self.accounts.confirm_factor(token, self.code(totp))

    def code(self, totp: pyotp.TOTP) -> str:
        return totp.at(self.office.clock())


@pytest.fixture
async def door(database: Database) -> Door:
    return Door(Office(database))


async def test_a_one_time_password_has_to_be_replaced(door: Door) -> None:
    member, one_time = await door.hired()
    assert (member.email, member.name) == ("eva@insurer.example", "Eva Braun")
    token, session = await door.sign_in(one_time)
    assert session.stage is Stage.NEW_PASSWORD
    assert (await door.accounts.new_password(token, "", NEW)).stage is Stage.DONE
    found = await door.accounts.session(token)
    assert found is not None
    assert found.stage is Stage.DONE
    with pytest.raises(WrongPassword):
        await door.sign_in(one_time)
    assert (await door.sign_in())[1].stage is Stage.DONE


async def test_the_new_password_is_a_good_and_another_one(door: Door) -> None:
    _, one_time = await door.hired()
    token, _ = await door.sign_in(one_time)
    for password, reason in [("short", "short"), (one_time, "same"), ("eva braun insurer", "personal")]:
        with pytest.raises(WeakPassword) as refused:
            await door.accounts.new_password(token, "", password)
        assert refused.value.reason == reason


@pytest.mark.parametrize(
    "email", ["eva@insurer.example", "nobody@insurer.example", "", "'; drop table members"]
)
async def test_a_wrong_password_and_a_stranger_are_told_the_same(door: Door, email: str) -> None:
    await door.at_home()
    with pytest.raises(WrongPassword):
        await door.accounts.sign_in(email, "wrong", browser="", address="")


async def test_wrong_tries_make_the_next_ones_wait_also_right_ones(door: Door) -> None:
    await door.at_home()
    for _ in range(FREE):
        with pytest.raises(WrongPassword):
            await door.sign_in("wrong")
    door.office.clock.on(seconds=29)
    with pytest.raises(WrongPassword):
        await door.sign_in()
    door.office.clock.on(seconds=2)
    await door.sign_in()
    for _ in range(FREE - 1):
        with pytest.raises(WrongPassword):
            await door.sign_in("wrong")
    await door.sign_in()


async def test_guesses_from_one_place_are_counted_over_all_accounts_and_processes(door: Door) -> None:
    await door.at_home()
    other = Door(door.office)

    async def guess(at: Door, password: str, origin: str = "192.0.2.1") -> None:
        await at.accounts.sign_in("eva@insurer.example", password, browser="", address="", origin=origin)

    for number in range(FROM_ONE_PLACE):
        with pytest.raises(WrongPassword):
            await other.accounts.sign_in(
                f"member{number}@insurer.example", "wrong", browser="", address="", origin="192.0.2.1"
            )
    with pytest.raises(LockedOut):
        await guess(door, NEW)
    await guess(door, NEW, "192.0.2.2")
    door.office.clock.on(minutes=15)
    await guess(door, NEW)


async def test_a_hundred_guesses_at_once_are_a_hundred_guesses(door: Door) -> None:
    await door.at_home()
    guesses = [door.sign_in(f"guess {number}") for number in range(20)]
    results = await asyncio.gather(*guesses, return_exceptions=True)
    assert all(isinstance(result, WrongPassword) for result in results)
    # Each was counted, however many came at once, so the next one waits although it is right.
    with pytest.raises(WrongPassword):
        await door.sign_in()


async def test_a_page_that_keeps_itself_fresh_keeps_nobody_signed_in(door: Door) -> None:
    await door.at_home()
    token, _ = await door.sign_in()
    for _ in range(12):
        door.office.clock.on(minutes=9)
        assert await door.accounts.session(token, used=False) is not None
    door.office.clock.on(minutes=13)
    assert await door.accounts.session(token, used=False) is None


async def test_a_second_factor_is_asked_for_and_a_code_counts_once(door: Door) -> None:
    _, totp, _ = await door.with_factor()
    door.office.clock.on(minutes=5)
    token, session = await door.sign_in()
    assert session.stage is Stage.SECOND_FACTOR
    with pytest.raises(WrongCode):
        await door.accounts.second_factor(token, "000000")
    code = door.code(totp)
    fresh, session = await door.accounts.second_factor(token, f" {code[:3]} {code[3:]}")
    assert session.stage is Stage.DONE
    assert await door.accounts.session(token) is None
    found = await door.accounts.session(fresh)
    assert found is not None
    assert found.stage is Stage.DONE
    again, _ = await door.sign_in()
    with pytest.raises(WrongCode):
        await door.accounts.second_factor(again, code)


async def test_codes_of_the_step_before_and_after_count(door: Door) -> None:
    _, totp, _ = await door.with_factor()
    for seconds, counts in [(-30, True), (30, True), (120, False)]:
        door.office.clock.on(minutes=10)
        token, _ = await door.sign_in()
        code = totp.at(door.office.clock() + timedelta(seconds=seconds))
        if counts:
            await door.accounts.second_factor(token, code)
        else:
            with pytest.raises(WrongCode):
                await door.accounts.second_factor(token, code)


async def test_guessing_codes_ends_early(door: Door) -> None:
    await door.with_factor()
    door.office.clock.on(minutes=5)
    token, _ = await door.sign_in()
    for _ in range(FREE):
        with pytest.raises(WrongCode):
            await door.accounts.second_factor(token, "123456")
    with pytest.raises(LockedOut):
        await door.accounts.second_factor(token, "123456")


async def test_a_recovery_code_stands_in_once(door: Door) -> None:
    _, _, codes = await door.with_factor()
    assert len(set(codes)) == 10
    token, _ = await door.sign_in()
    await door.accounts.second_factor(token, codes[3].upper().replace("-", " "))
    token, _ = await door.sign_in()
    with pytest.raises(WrongCode):
        await door.accounts.second_factor(token, codes[3])
    await door.accounts.second_factor(token, codes[4])


async def test_nothing_counts_before_it_is_confirmed(door: Door) -> None:
    token = await door.at_home()
    await door.accounts.begin_factor(token)
    with pytest.raises(WrongCode):
        await door.accounts.confirm_factor(token, "000000")
    assert (await door.sign_in())[1].stage is Stage.DONE


async def test_where_it_is_required_everybody_sets_one_up(database: Database) -> None:
    door = Door(Office(database), Rules(factor_required=True))
    token = await door.at_home()
    found = await door.accounts.session(token)
    assert found is not None
    assert found.stage is Stage.SET_UP_FACTOR
    address = await door.accounts.begin_factor(token)
    totp = pyotp.parse_uri(address)
    assert isinstance(totp, pyotp.TOTP)
    with pytest.raises(WrongCode):
        await door.accounts.confirm_factor(token, "mistyped")
    assert await door.accounts.begin_factor(token) == address
    await door.accounts.confirm_factor(token, door.code(totp))
    found = await door.accounts.session(token)
    assert found is not None
    assert (found.stage, found.member.second_factor) == (Stage.DONE, True)
    with pytest.raises(NotAllowed):
        await door.accounts.drop_factor(token, NEW)


async def test_dropping_it_needs_the_password(door: Door) -> None:
    token, _, _ = await door.with_factor()
    with pytest.raises(WrongPassword):
        await door.accounts.drop_factor(token, "wrong")
    await door.accounts.drop_factor(token, NEW)
    assert (await door.sign_in())[1].stage is Stage.DONE


async def test_a_sign_in_half_way_opens_nothing_and_is_soon_forgotten(door: Door) -> None:
    await door.with_factor()
    token, _ = await door.sign_in()
    for locked in (door.accounts.begin_factor(token), door.accounts.end_others(token)):
        with pytest.raises(NotAllowed):
            await locked
    door.office.clock.on(seconds=HALF_WAY.total_seconds() + 1)
    assert await door.accounts.session(token) is None


async def test_sessions_end_when_nothing_is_done_and_after_a_day_whatever_is(door: Door) -> None:
    token = await door.at_home()
    for _ in range(11):
        door.office.clock.on(minutes=65)
        found = await door.accounts.session(token)
        assert found is not None
    door.office.clock.on(minutes=65)
    assert await door.accounts.session(token) is None
    token, _ = await door.sign_in()
    door.office.clock.on(hours=2, seconds=1)
    assert await door.accounts.session(token) is None


async def test_sessions_are_listed_and_ended(door: Door) -> None:
    first = await door.at_home()
    second, session = await door.sign_in()
    member = session.member
    assert {each.browser for each in await door.accounts.sessions(member)} == {"Firefox"}
    assert len(await door.accounts.sessions(member)) == 2
    await door.accounts.end_others(second)
    assert await door.accounts.session(first) is None
    third, session = await door.sign_in()
    await door.accounts.end_session(member, session.id)
    assert await door.accounts.session(third) is None
    await door.accounts.sign_out(second)
    assert await door.accounts.sessions(member) == ()


async def test_nobody_ends_the_session_of_somebody_else(door: Door) -> None:
    token = await door.at_home()
    found = await door.accounts.session(token)
    assert found is not None
    stranger = Member("stranger", "s@x", "S", Role.ADMIN)
    await door.accounts.end_session(stranger, found.id)
    assert await door.accounts.session(token) is not None


async def test_a_new_password_ends_all_other_sessions(door: Door) -> None:
    first = await door.at_home()
    second, _ = await door.sign_in()
    with pytest.raises(WrongPassword):
        await door.accounts.new_password(second, "wrong", "gelbe Gummistiefel im Regal")
    await door.accounts.new_password(second, NEW, "gelbe Gummistiefel im Regal")
    assert await door.accounts.session(first) is None
    assert await door.accounts.session(second) is not None


async def test_what_the_browser_has_is_not_stored(door: Door) -> None:
    token = await door.at_home()
    found = await door.accounts.session(token)
    assert found is not None
    assert token not in repr(found)
    assert door.accounts.csrf_valid(found, found.csrf)
    assert not door.accounts.csrf_valid(found, "")
    assert not door.accounts.csrf_valid(found, f"{found.csrf}x")
    other, session = await door.sign_in()
    assert other != token
    assert not door.accounts.csrf_valid(session, found.csrf)


async def test_who_is_disabled_is_out_at_once_and_may_come_back(door: Door) -> None:
    await door.office.staffed()
    token = await door.at_home()
    found = await door.accounts.session(token)
    assert found is not None
    await door.office.people.disable(door.office.ada, found.member.id)
    assert await door.accounts.session(token) is None
    with pytest.raises(WrongPassword):
        await door.sign_in()
    await door.office.people.disable(door.office.ada, found.member.id, disabled=False)
    await door.sign_in()


async def test_resetting_takes_everything_away(door: Door) -> None:
    token, _, _ = await door.with_factor()
    found = await door.accounts.session(token)
    assert found is not None
    one_time = await door.office.people.reset(None, found.member.id)
    assert await door.accounts.session(token) is None
    assert (await door.sign_in(one_time))[1].stage is Stage.NEW_PASSWORD


async def test_preferences_are_kept(door: Door) -> None:
    token = await door.at_home()
    found = await door.accounts.session(token)
    assert found is not None
    wanted = Preferences(language="de", theme="dark", sound=True, email_alerts=True)
    changed = await door.accounts.prefer(found.member, wanted, name="Eva B.")
    assert (changed.preferences, changed.name) == (wanted, "Eva B.")
    with pytest.raises(ValueError, match="whenever"):
        await door.accounts.prefer(found.member, Preferences(alert_hours="whenever I like"))


async def test_only_admins_manage_people(door: Door) -> None:
    office = await door.office.staffed()
    for member in (office.anna, office.ben):
        with pytest.raises(NotAllowed):
            await office.people.add(member, email="x@y.example", name="X", role=Role.SUPPORT)
        with pytest.raises(NotAllowed):
            await office.people.list(member)
    added, _ = await office.people.add(office.ada, email="x@y.example", name="X", role=Role.SUPPORT)
    assert (await office.people.change(office.ada, added.id, role=Role.HANDLER)).role is Role.HANDLER
    with pytest.raises(KnownMember):
        await office.people.add(office.ada, email="X@Y.example", name="Y", role=Role.SUPPORT)
    with pytest.raises(UnknownMember):
        await office.people.reset(office.ada, "nobody")


@pytest.mark.parametrize(
    ("email", "name"), [("no address", "X"), ("a@b", " "), ("a@b", "x" * 81), ("a b@c.de", "X")]
)
async def test_people_need_an_address_and_a_name(door: Door, email: str, name: str) -> None:
    with pytest.raises(ValueError, match=r"address|name"):
        await door.office.people.add(None, email=email, name=name, role=Role.SUPPORT)


async def test_there_is_always_an_admin(door: Door) -> None:
    office = await door.office.staffed()
    with pytest.raises(LastAdmin):
        await office.people.disable(office.ada, office.ada.id)
    with pytest.raises(LastAdmin):
        await office.people.change(office.ada, office.ada.id, role=Role.HANDLER)
    await office.people.change(office.ada, office.anna.id, role=Role.ADMIN)
    results = await asyncio.gather(
        *(office.people.disable(None, member.id) for member in (office.ada, office.anna)),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["LastAdmin", "NoneType"]


async def test_the_first_admin_comes_once(door: Door) -> None:
    added = await asyncio.gather(
        *(
            door.office.people.add(None, email=f"a{n}@x", name="Admin", role=Role.ADMIN, first=True)
            for n in range(5)
        ),
        return_exceptions=True,
    )
    assert sum(not isinstance(result, BaseException) for result in added) == 1
