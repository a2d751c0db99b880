"""A person is needed: they take over at the desk, write, mend the claim, give back and close; nobody speaks out of turn.

The insured, the desk and the bot are all real; what is seen live is seen without the page being loaded anew.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.desk.live import BEAT
from bot.staff.model import Role
from tests.browser.chat import messages, reply, say
from tests.browser.conftest import Visit
from tests.browser.staff import entry, first_sign_in, mark, said, stayed, write
from tests.support.chat import Chat
from tests.support.ports import wait_for
from tests.support.processes import Installation, Process
from tests.support.samples import a_pdf

TOLD = "🙂🙂 Last Friday I lost the key to a client’s office; Alderway Dental had to change the locks and wants 1.400 euros."
NOTE_NOTICES = """() => {
  Object.defineProperty(document, "hidden", { get: () => true });
  const Real = Notification;
  window.notices = [];
  window.Notification = class extends Real {
    constructor(title, ...rest) { super(title, ...rest); this.onshow = () => window.notices.push(title); }
  };
}"""
"""Notices are for who looks elsewhere; that they are shown is told by the browser."""
Enter = Callable[..., Page]
"""`enter("anna")`: the queue in a browser of hers; arguments are those of a browser context."""


@pytest.fixture(scope="module", autouse=True)
def nobody_else(installation: Installation, service: Process) -> None:
    """Who has come to the same installation before is done with, so that the newest stand on the first page."""
    path = installation.settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=30)) as database, database:
        database.execute("UPDATE conversations SET owner = 'closed', waiting_since = NULL, staff = NULL")


@pytest.fixture(scope="module")
def signed_in(
    browser: Browser, base_url: str, installation: Installation, service: Process
) -> dict[str, Any]:
    """What browsers keep of a sign-in, so that most tests are spared the forms."""
    kept = {}
    for name, role in (("Anna Berg", Role.HANDLER), ("Ben Ode", Role.SUPPORT)):
        context = browser.new_context(base_url=base_url, locale="en-GB")
        first_sign_in(context.new_page(), installation.settings.database_url, name, role)
        kept[name.split()[0].lower()] = context.storage_state()
        context.close()
    return kept


@pytest.fixture
def enter(visit: Visit, signed_in: dict[str, Any]) -> Enter:
    def open_desk(name: str, path: str = "/desk/", **options: Any) -> Page:
        context: BrowserContext = visit(storage_state=signed_in[name], **options)
        page = context.new_page()
        page.goto(path)
        return page

    return open_desk


@pytest.fixture
def insured(installation: Installation, service: Process) -> Iterator[Chat]:
    """Has told what happened; the bot has asked its next question."""
    with httpx.Client(base_url=installation.url, timeout=30, trust_env=False) as http:
        person = Chat(http, locale="en-GB", timezone="Europe/Berlin")
        person.say(TOLD)
        yield person


def place(person: Chat) -> str:
    return f"/desk/conversations/{person.id}"


def places(page: Page) -> set[str]:
    """Addresses of the conversations in the list."""
    return {str(each.get_attribute("href")) for each in page.locator("#entries .entry").all()}


def heard(person: Chat, text: str, author: str = "staff") -> None:
    """The insured can read it."""
    person.until(lambda shown: any(text in each["text"] for each in shown if each["author"] == author), text)


def test_from_asking_for_a_person_to_hearing_one(visit: Visit, enter: Enter) -> None:
    anna, chat = enter("anna", permissions=["notifications"]), visit().new_page()
    anna.evaluate(NOTE_NOTICES)
    entries = anna.locator("#entries .entry")
    before = places(anna)
    mark(anna)
    chat.goto("/?lang=en")
    say(chat, "I would like to speak to a human being, please")
    expect(entries).to_have_count(len(before) + 1, timeout=20_000)
    assert stayed(anna)
    # What is looked for twice a second is seen within one.
    assert BEAT <= 0.5
    anna.wait_for_function("() => window.notices.length")
    assert anna.evaluate("() => window.notices") == ["Somebody is waiting for a person"]
    reply(chat)
    (new,) = places(anna) - before
    anna.locator(f'.entry[href="{new}"]').click()
    anna.get_by_role("button", name="Take over").first.click()
    expect(anna.locator(".speaker")).to_have_text("You are speaking")
    expect(messages(chat, "system").last).to_contain_text("Anna Berg")

    write(anna, "Good morning, this is Anna. What happened?")
    expect(messages(chat, "staff").last).to_contain_text("this is Anna")
    mark(anna)
    say(chat, "A client says that we deleted their data")
    expect(said(anna, "insured").last).to_have_text("A client says that we deleted their data")
    assert stayed(anna)
    # Silence can only be told by waiting; the bot answers within a tenth of this.
    chat.wait_for_timeout(1500)
    expect(messages(chat).last).to_have_attribute("data-author", "insured")


def test_only_one_has_it(enter: Enter, insured: Chat) -> None:
    anna, ben = enter("anna", place(insured)), enter("ben", place(insured))
    anna.get_by_role("button", name="Take over").first.click()
    expect(ben.locator(".speaker")).to_have_text("Anna Berg is speaking")
    expect(ben.locator("#present")).to_contain_text("Anna Berg")
    expect(ben.locator("#take")).to_have_count(0)
    write(ben, "I will answer this")
    expect(ben.get_by_role("alert")).to_have_text("Anna Berg has this conversation by now.")
    expect(ben.locator("#text")).to_have_value("I will answer this")
    assert [each for each in insured.messages() if "I will answer" in each["text"]] == []

    for name, speaker in (("Ben Ode", "Ben Ode is speaking"), ("myself", "You are speaking")):
        anna.locator(".acts summary").click()
        anna.get_by_label("Hand on to").select_option(name)
        anna.get_by_role("button", name="Hand on", exact=True).click()
        expect(anna.locator(".speaker")).to_have_text(speaker)


def test_a_promise_needs_a_second_press(enter: Enter, insured: Chat) -> None:
    anna = enter("anna", place(insured))
    write(anna, "Do not worry, you are covered.")
    expect(anna.get_by_role("alert")).to_contain_text("promises cover")
    expect(anna.locator("#text")).to_have_value("Do not worry, you are covered.")
    assert insured.messages(author="staff") == []
    anna.get_by_label("Send it all the same").check()
    anna.locator("#composer button.main").click()
    heard(insured, "you are covered")


def test_a_field_is_mended_and_the_bot_goes_on_from_there(enter: Enter, insured: Chat) -> None:
    anna = enter("anna", place(insured))
    anna.get_by_role("button", name="Take over").first.click()
    field = anna.locator("#field-amount_claimed")
    field.locator(".edit > summary").click()
    field.locator("[name=value]").fill("a lot")
    field.locator("[name=reason]").fill("as in the letter")
    field.get_by_role("button", name="Set").click()
    expect(field.get_by_role("alert")).to_contain_text("can't be read")
    expect(field.locator("[name=value]")).to_have_value("a lot")
    # Something new in the conversation must not take away what was typed.
    insured.send("Are you there?")
    expect(said(anna, "insured").last).to_have_text("Are you there?")
    expect(field.locator("[name=reason]")).to_have_value("as in the letter")
    # One press sends a text with its file.
    anna.locator("#file").set_input_files(
        {"name": "form.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    write(anna, "Please fill this in.")
    expect(anna.locator("#messages .document")).to_have_text("form.pdf")
    field.locator(".edit > summary").click()
    field.locator("[name=reason]").fill("as in the letter")
    field.locator("[name=value]").fill("1650 EUR")
    field.get_by_role("button", name="Set").click()
    expect(field.locator(".value")).to_contain_text("1,650")
    expect(field.locator(".chip")).to_have_text("by Anna Berg")
    asked = insured.question()
    anna.get_by_role("button", name="Give back").click()
    expect(anna.locator(".speaker")).to_have_text("The assistant answers")
    wait_for(lambda: insured.question() != asked, 20, "the bot's question")
    assert (insured.question() or {})["asks"]


def test_closed_and_taken_up_again(enter: Enter, insured: Chat) -> None:
    anna = enter("anna", place(insured))
    anna.get_by_role("button", name="Take over").first.click()
    anna.locator(".acts summary").click()
    anna.get_by_label("Why is it closed?").fill("Settled by phone")
    anna.get_by_role("button", name="Close the conversation").click()
    expect(anna.locator(".speaker")).to_have_text("Closed")
    heard(insured, "Anna Berg", "system")
    anna.get_by_role("button", name="Take up again").click()
    expect(anna.locator(".speaker")).to_have_text("You are speaking")
    anna.get_by_text("Who had it when").click()
    expect(anna.locator("#claim-body")).to_contain_text("Closed · Anna Berg: Settled by phone")


def test_a_source_marks_the_words_it_was_read_from(enter: Enter, insured: Chat) -> None:
    anna = enter("anna", place(insured))
    anna.locator("#field-amount_claimed a.source").click()
    expect(anna.locator(".message mark")).to_have_text(re.compile(r"^1\.400 euros?$"))
    anna.locator("#field-claimant a.source").click()
    expect(anna.locator(".message mark")).to_have_text("Alderway Dental")
    # It stays while others write, and what has been opened stays open.
    anna.locator(".canned summary, .others summary").first.click()
    insured.send("Are you there?")
    expect(said(anna, "insured").last).to_have_text("Are you there?")
    expect(anna.locator(".message mark")).to_have_text("Alderway Dental")
    expect(said(anna, "insured").first).to_have_text(TOLD)


def test_a_draft_outlives_reload_and_restart(
    enter: Enter, insured: Chat, installation: Installation, service: Process
) -> None:
    anna = enter("anna", place(insured))
    with anna.expect_response(lambda answer: answer.url.endswith("/draft") and answer.status == 204):
        anna.locator("#text").fill("I have read the letter")
    anna.reload()
    expect(anna.locator("#text")).to_have_value("I have read the letter")

    running = service.child("bot serve")
    assert running is not None
    running.kill()
    anna.locator("#text").fill("I have read the letter and the invoice")
    wait_for(lambda: not running.is_running() or running.status() == "zombie", 10, "the end of the service")
    installation.wait_until_ready()
    anna.reload()
    expect(anna.locator("#text")).to_have_value("I have read the letter and the invoice")
    anna.locator("#composer button.main").click()
    heard(insured, "and the invoice")
    anna.reload()
    expect(anna.locator("#text")).to_have_value("")
    assert len(insured.messages(author="staff")) == 1


def test_the_essentials_work_without_script(enter: Enter, insured: Chat) -> None:
    ben = enter("ben", "/desk/?which=all", java_script_enabled=False)
    entry(ben, insured.id).click()
    ben.get_by_role("button", name="Take over").first.click()
    expect(ben.locator(".speaker")).to_have_text("You are speaking")
    write(ben, "Hello, this is Ben.")
    heard(insured, "this is Ben")
    expect(said(ben, "staff")).to_have_text("Hello, this is Ben.")
    ben.locator("#file").set_input_files(
        {"name": "form.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    ben.get_by_role("button", name="Send with this file").click()
    expect(ben.locator("#messages .document")).to_have_text("form.pdf")
    ben.locator(".acts summary").click()
    ben.get_by_label("Why is it closed?").fill("Done")
    ben.get_by_role("button", name="Close the conversation").click()
    expect(ben.locator(".speaker")).to_have_text("Closed")


def test_by_keys_alone(visit: Visit, installation: Installation, service: Process, insured: Chat) -> None:
    insured.say("I want to speak to a human being")
    page = visit().new_page()
    first_sign_in(page, installation.settings.database_url, "Kim Keys", Role.SUPPORT)
    page.locator(".menu summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    page.get_by_label("E-mail address").press_sequentially("kim.keys@insurer.example")
    page.keyboard.press("Tab")
    page.keyboard.type("five calm words for testing")
    page.keyboard.press("Enter")
    expect(page.locator("#entries .entry").first).to_be_visible()
    # Keys are heard once the script has run, which a slow machine shows the page before.
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#composer")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("t")
    expect(page.locator(".speaker")).to_have_text("You are speaking")
    page.keyboard.press("r")
    page.keyboard.type("Hello from the keyboard")
    page.keyboard.press("Control+Enter")
    expect(said(page, "staff").last).to_have_text("Hello from the keyboard")
    # The script has read the new page, whose files it sends in its own way.
    expect(page.locator("#attach")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
