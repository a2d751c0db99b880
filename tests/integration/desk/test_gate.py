"""Who may pass: sessions, rights, forms and addresses of the desk, over HTTP."""

import re
from collections.abc import Iterator

import httpx
import pytest

from bot.staff.lockout import FREE
from bot.staff.model import Role
from tests.support.chat import Chat
from tests.support.desk import PASSWORD, Clerk, add_member, read
from tests.support.ports import wait_for

SEEN = ("/desk/", "/desk/search?q=key", "/desk/callbacks", "/desk/claims", "/desk/overview", "/desk/account")
FOR_ADMINS = ("/desk/people", "/desk/audit", "/desk/audit?verify=1")
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/desk/",
    "/\\evil.example",
    "/desk/\\..\\evil",
    "/desk//evil.example",
    "/desk/../evil",
    "/desk/%2E%2e/evil",
    "javascript:alert(1)",
    "/desk/\r\nSet-Cookie: a=b",
    "/desk/\t/evil",
    "/deskevil",
)


@pytest.fixture
def stranger(desk_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk_url, timeout=15, trust_env=False) as http:
        yield http


def sign_in(http: httpx.Client, email: str, password: str, next: str = "") -> httpx.Response:
    return http.post("/desk/sign-in", data={"email": email, "password": password, "next": next})


@pytest.mark.parametrize(
    "path", [*SEEN, *FOR_ADMINS, "/desk/claims.csv", "/desk/live", "/desk/conversations/x"]
)
def test_strangers_are_asked_to_sign_in(stranger: httpx.Client, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/desk/sign-in")


def test_one_time_password_opens_nothing_but_its_replacement(
    stranger: httpx.Client, database_url: str
) -> None:
    given = add_member(database_url, email="new@insurer.example", name="Neu Ling", role=Role.ADMIN)
    assert sign_in(stranger, "new@insurer.example", given).headers["location"] == "/desk/sign-in/password"
    for path in (*SEEN, *FOR_ADMINS):
        assert stranger.get(path).headers["location"].startswith("/desk/sign-in"), path


def test_the_cookie_is_for_the_desk_alone(stranger: httpx.Client, support: Clerk) -> None:
    cookie = sign_in(stranger, support.email, PASSWORD).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/desk" in cookie
    assert "max-age" not in cookie
    assert "expires" not in cookie


@pytest.mark.parametrize("path", SEEN)
def test_no_page_is_kept_by_browsers(support: Clerk, path: str) -> None:
    assert "no-store" in support.get(path).headers["cache-control"]


@pytest.mark.parametrize("next", ELSEWHERE)
def test_signing_in_leads_nowhere_else(
    stranger: httpx.Client, support: Clerk, desk_url: str, next: str
) -> None:
    """Wherever a browser ends up, it is a page of the desk."""
    for answer in (
        sign_in(stranger, support.email, PASSWORD, next),
        stranger.get("/desk/sign-in", params={"next": next}),
    ):
        to = httpx.URL(desk_url).join(answer.headers["location"])
        assert str(to).startswith(f"{desk_url}/desk/"), next
        assert "set-cookie" not in str(to).lower()


def test_signing_in_leads_to_where_one_wanted_to_go(stranger: httpx.Client, support: Clerk) -> None:
    to = stranger.get("/desk/claims?status=draft").headers["location"]
    wanted = stranger.get(to).text
    (next,) = re.findall(r'name="next" value="([^"]*)"', wanted)
    assert sign_in(stranger, support.email, PASSWORD, next).headers["location"] == "/desk/claims?status=draft"


def test_neither_wrong_passwords_nor_a_lock_tell_who_is_known(
    stranger: httpx.Client, database_url: str
) -> None:
    given = add_member(database_url, email="late@insurer.example", name="Late Comer", role=Role.SUPPORT)
    told = [sign_in(stranger, "late@insurer.example", "wrong") for _ in range(FREE)]
    nobody = sign_in(stranger, "nobody@insurer.example", "wrong")
    assert {answer.status_code for answer in (*told, nobody)} == {422}
    assert told[0].text.replace("late@", "nobody@") == nobody.text
    locked = sign_in(stranger, "late@insurer.example", given)
    assert locked.status_code == 422
    assert locked.text.replace("late@", "nobody@") == nobody.text


def test_who_guesses_at_many_accounts_is_held_up_by_address(desk_url: str) -> None:
    with httpx.Client(base_url=desk_url, headers={"X-Forwarded-For": "203.0.113.9"}, trust_env=False) as away:
        told = {sign_in(away, f"member{number}@insurer.example", "wrong").status_code for number in range(30)}
        assert told == {422}
        held_up = sign_in(away, "member1@insurer.example", "wrong")
    assert held_up.status_code == 429
    assert "Too many wrong tries" in held_up.text


def test_roles_see_and_do_what_is_theirs(support: Clerk, admin: Clerk, chat: Chat) -> None:
    chat.say("hello")
    place = f"/desk/conversations/{chat.id}"
    for path in FOR_ADMINS:
        assert (support.get(path).status_code, admin.get(path).status_code) == (403, 200), path
    for form in ("csv", "json", "xlsx"):
        assert (
            support.get(f"/desk/claims.{form}").status_code,
            admin.get(f"/desk/claims.{form}").status_code,
        ) == (403, 200)
    members = support.get(place).text
    assert "/desk/people" not in members
    (anna,) = set(
        re.findall(
            r'/desk/people/([0-9a-f]+)/reset"><input[^>]*><button class="small">[^<]*<span class="unseen"> Anna Berg',
            admin.page("/desk/people"),
        )
    )
    assert support.submit(f"{place}/hand-on", {"to": anna}).status_code == 403
    assert support.submit(f"/desk/people/{anna}/disable", {"disabled": "1"}).status_code == 403
    assert (
        support.submit("/desk/people", {"email": "a@b.example", "name": "X", "role": "admin"}).status_code
        == 403
    )


FORMS = ("take", "give-back", "close", "reopen", "hand-on", "write", "note", "snooze", "called", "draft")


@pytest.mark.parametrize("csrf", ["", "guessed", "ü" * 64])
def test_forms_without_their_token_change_nothing(admin: Clerk, chat: Chat, csrf: str) -> None:
    chat.say("hello")
    place, before = f"/desk/conversations/{chat.id}", chat.messages()
    sent = {"text": "forged", "key": "k", "reason": "r", "to": "x"}
    for name in FORMS:
        assert admin.submit(f"{place}/{name}", sent, csrf=csrf).status_code in (403, 422), name
    for path in ("/desk/people", "/desk/account", "/desk/sign-out", "/desk/account/sessions/end-others"):
        form = {"name": "Forged", "email": "forged@x.example", "role": "admin"}
        assert admin.submit(path, form, csrf=csrf).status_code == 403, path
    assert chat.messages() == before
    assert "forged" not in admin.page(place)
    assert "Forged" not in admin.page("/desk/people")


def test_forms_of_other_sites_are_refused(admin: Clerk, chat: Chat) -> None:
    chat.say("hello")
    answer = admin.http.post(
        f"/desk/conversations/{chat.id}/take",
        data={"csrf": admin.csrf()},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403


def test_of_two_that_take_one_wins(admin: Clerk, support: Clerk, chat: Chat) -> None:
    chat.say("hello")
    place = f"/desk/conversations/{chat.id}"
    assert admin.submit(f"{place}/take").status_code == 303
    refused = support.submit(f"{place}/take")
    assert refused.status_code == 409
    assert "Anna Berg" in refused.text
    refused = support.submit(f"{place}/write", {"text": "mine", "key": "k1"})
    assert refused.status_code == 409
    assert "mine" in refused.text
    assert support.submit(f"{place}/close", {"reason": "x"}).status_code == 409


def test_a_form_sent_twice_counts_once(admin: Clerk, chat: Chat) -> None:
    chat.say("hello")
    for _ in range(2):
        answer = admin.submit(f"/desk/conversations/{chat.id}/write", {"text": "Hello", "key": "once"})
        assert answer.status_code == 303
    assert len(chat.messages(author="staff")) == 1


@pytest.mark.parametrize("path", ["claims/nothing/fields/claimant", "claims/nothing/status", "read/nothing"])
def test_what_is_gone_is_said_to_be_gone(admin: Clerk, chat: Chat, path: str) -> None:
    chat.say("hello")
    form = {"value": "x", "reason": "y", "to": "closed"}
    assert admin.submit(f"/desk/conversations/{chat.id}/{path}", form).status_code == 404


def test_lists_and_files_of_people_are_in_the_trail(admin: Clerk, chat: Chat) -> None:
    chat.say("hello")
    admin.page("/desk/", which="all")
    admin.page("/desk/claims", status="draft")
    assert admin.get("/desk/claims.csv", level="high", words="Winter").status_code == 200
    shown = admin.page("/desk/audit")
    rows = [read(f"<main{row}") for row in shown.partition("<tbody>")[2].split("<tr>")]
    assert any("listed conversations" in row and chat.id in row for row in rows)
    taken = next(row for row in rows if "took claims away" in row)
    assert "form csv level high" in taken
    assert "Winter" not in taken
    # The list beside a conversation is one, too.
    assert admin.submit(f"/desk/conversations/{chat.id}/take", {}).status_code == 303
    admin.page(f"/desk/conversations/{chat.id}")
    beside = admin.page("/desk/audit").partition("<tbody>")[2]
    assert (
        beside.count("listed conversations")
        == shown.partition("<tbody>")[2].count("listed conversations") + 1
    )
    rows = [read(f"<main{row}") for row in beside.split("<tr>")]
    # A page that keeps itself fresh is one look.
    admin.http.get("/desk/", params={"which": "all"}, headers={"X-Refresh": "1"})
    again = admin.page("/desk/audit").partition("<tbody>")[2].split("<tr>")
    assert read(f"<main{again[1]}") == rows[1]


def test_an_unknown_colleague_gets_nothing(admin: Clerk, chat: Chat) -> None:
    chat.say("hello")
    assert admin.submit(f"/desk/conversations/{chat.id}/hand-on", {"to": "nobody"}).status_code == 404


@pytest.mark.parametrize("how", ["signed out", "disabled"])
def test_out_means_out_also_for_what_is_open(
    desk_url: str, database_url: str, admin: Clerk, how: str
) -> None:
    with Clerk(desk_url, database_url, f"Gone {how.title()}", Role.SUPPORT) as clerk:
        csrf = clerk.csrf()
        with clerk.http.stream("GET", "/desk/live") as events:
            lines = events.iter_lines()
            assert next(lines) == "event: present"
            with httpx.Client(
                base_url=desk_url, timeout=15, trust_env=False, cookies=clerk.http.cookies
            ) as other:
                if how == "signed out":
                    other.post("/desk/sign-out", data={"csrf": csrf})
                else:
                    page = admin.page("/desk/people")
                    id = re.findall(r"/desk/people/([0-9a-f]+)/disable", page.partition(clerk.email)[2])[0]
                    assert admin.submit(f"/desk/people/{id}/disable", {"disabled": "1"}).status_code == 303
            assert "event: ended" in list(lines)
        assert clerk.get("/desk/").status_code == 303


def test_what_is_said_at_the_desk_goes_on_through_events(admin: Clerk, chat: Chat) -> None:
    chat.say("hello")
    with admin.http.stream("GET", "/desk/live", params={"conversation": chat.id}) as events:
        lines = events.iter_lines()
        assert next(lines) == "event: present"
        chat.send("still there?")
        assert "event: changed" in (line for line in lines)
    wait_for(lambda: "still there?" in admin.text(f"/desk/conversations/{chat.id}"), 5, "the message")


def test_what_happens_between_page_and_stream_is_told(admin: Clerk, chat: Chat) -> None:
    chat.say("hello")
    (shown,) = re.findall(r'data-shown="([^"]+)"', admin.page(f"/desk/conversations/{chat.id}"))
    chat.say("and one more")
    asked = {"conversation": chat.id, "shown": shown}
    with admin.http.stream("GET", "/desk/live", params=asked) as events:
        assert next(events.iter_lines()) == "event: changed"
