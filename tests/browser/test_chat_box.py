"""The chat box keeps its promises: nothing lost or doubled, text stays text, a way on from every failure."""

import json

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.chat import choose, composer, messages, reply, say, texts

LONGEST = 20_000
RECONNECTED_WITHIN = 20_000


@pytest.fixture
def posts(page: Page) -> list[dict[str, str]]:
    """The bodies of all messages that the page has tried to send."""
    seen: list[dict[str, str]] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/chat/v1/messages"):
            seen.append(json.loads(request.post_data or "{}"))

    page.on("request", note)
    return seen


def test_opening_the_page_asks_nothing_of_the_service(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/chat/v1/" in request.url else None)
    page.reload()
    composer(page).wait_for()
    assert asked == []
    expect(page.get_by_text("in your own words")).to_have_count(2)


def test_reload_keeps_the_history(page: Page) -> None:
    say(page, "I lost the key to a client's office")
    reply(page)
    before = texts(page)
    page.reload()
    reply(page)
    assert texts(page) == before


def test_storage_that_is_blocked_does_not_stop_the_chat(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    page.reload()
    say(page, "hello")
    reply(page)


def test_double_click_on_send_posts_once(page: Page, posts: list[dict[str, str]]) -> None:
    composer(page).fill("our server is down")
    page.get_by_role("button", name="Send", exact=True).dblclick()
    reply(page)
    assert [post["text"] for post in posts] == ["our server is down"]
    expect(messages(page, "insured")).to_have_count(1)


def test_markup_stays_text(page: Page) -> None:
    text = "<img src=x onerror=\"document.title='x'\"><b>bold</b> javascript:alert(1)"
    say(page, text)
    bubble = messages(page, "insured").locator(".bubble")
    expect(bubble).to_have_text(text)
    reply(page)
    expect(bubble).to_have_text(text)
    expect(bubble.locator("img, b, a")).to_have_count(0)


def test_bold_and_web_addresses_are_shown_as_such(page: Page) -> None:
    say(page, "on **4 April**, see https://example.com/a_b?c=d. And http://x.example/<b>")
    bubble = messages(page, "insured").locator(".bubble")
    expect(bubble.locator("strong")).to_have_text("4 April")
    links = bubble.locator("a")
    expect(links.first).to_have_attribute("href", "https://example.com/a_b?c=d")
    expect(links.first).to_have_attribute("rel", "noopener noreferrer")
    expect(links.nth(1)).to_have_attribute("href", "http://x.example/")


def test_enter_sends_and_shift_enter_begins_a_line(page: Page, posts: list[dict[str, str]]) -> None:
    composer(page).fill("first")
    composer(page).press("Shift+Enter")
    composer(page).press_sequentially("second")
    assert posts == []
    composer(page).press("Enter")
    reply(page)
    assert [post["text"] for post in posts] == ["first\nsecond"]
    expect(composer(page)).to_be_focused()
    expect(composer(page)).to_have_value("")


def test_composer_grows_to_five_lines(page: Page) -> None:
    heights = []
    for lines in (1, 5, 9):
        composer(page).fill("\n".join("x" * lines))
        heights.append((composer(page).bounding_box() or {"height": 0})["height"])
    assert heights[0] < heights[1] == pytest.approx(heights[2], abs=4)


def test_too_long_a_text_is_refused_before_sending(page: Page, posts: list[dict[str, str]]) -> None:
    say(page, "x" * (LONGEST + 1))
    expect(page.get_by_role("alert")).to_contain_text("20,001")
    assert posts == []
    composer(page).fill("x" * LONGEST)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_message_that_fails_can_be_sent_again(page: Page, posts: list[dict[str, str]]) -> None:
    page.route("**/chat/v1/messages", lambda route: route.abort())
    say(page, "our server is down")
    expect(messages(page).last).to_have_attribute("data-state", "failed", timeout=10_000)
    page.unroute("**/chat/v1/messages")
    page.get_by_role("button", name="Try again").click()
    reply(page)
    expect(messages(page, "insured")).to_have_count(1)
    assert len(posts) > 1
    assert len({post["client_id"] for post in posts}) == 1


def test_answer_that_gets_lost_does_not_double_the_message(page: Page) -> None:
    lost: list[Route] = []

    def lose_the_first_answer(route: Route) -> None:
        if lost or route.request.method != "POST":
            return route.continue_()
        lost.append(route)
        route.fetch()
        return route.abort()

    page.route("**/chat/v1/messages", lose_the_first_answer)
    say(page, "our server is down")
    reply(page)
    page.wait_for_timeout(1_500)
    expect(messages(page, "insured")).to_have_count(1)
    expect(messages(page).filter(has_text="Not sent")).to_have_count(0)


def test_unsent_message_survives_a_reload(page: Page) -> None:
    page.route("**/chat/v1/**", lambda route: route.abort())
    say(page, "our server is down")
    expect(messages(page, "insured")).to_have_count(1)
    page.unroute("**/chat/v1/**")
    page.reload()
    reply(page)
    expect(messages(page, "insured")).to_have_count(1)


def test_broken_stream_is_said_and_mended_without_doubles(page: Page) -> None:
    say(page, "our server is down")
    reply(page)
    before = texts(page)
    page.route("**/chat/v1/events", lambda route: route.abort())
    page.reload()
    expect(page.get_by_text("No connection at the moment")).to_be_visible()
    assert texts(page) == before
    say(page, "since two o'clock")
    try_now = page.get_by_role("button", name="Try now")
    with page.expect_request("**/chat/v1/events"):
        try_now.click()
    expect(try_now).to_be_focused()
    page.unroute("**/chat/v1/events")
    expect(page.get_by_text("No connection at the moment")).to_have_count(0, timeout=RECONNECTED_WITHIN)
    reply(page)
    seqs = [node.get_attribute("data-seq") for node in messages(page).all()]
    assert len(seqs) == len(set(seqs)) > len(before) + 1


def test_unknown_session_is_said_and_followed_by_a_new_one(page: Page) -> None:
    say(page, "our server is down")
    reply(page)
    page.evaluate(
        "() => { for (const [key, value] of Object.entries(localStorage))"
        " localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), token: 'unknown' })); }"
    )
    page.reload()
    expect(messages(page, "system")).to_contain_text("has expired")
    say(page, "our server is still down")
    reply(page)
    expect(messages(page, "insured")).to_have_count(1)


def test_new_conversation_is_asked_for_first(page: Page) -> None:
    say(page, "our server is down")
    reply(page)
    choose(page, "Start a new conversation")
    page.get_by_role("button", name="Cancel").click()
    expect(messages(page, "insured")).to_have_count(1)
    choose(page, "Start a new conversation")
    page.get_by_role("button", name="Start new", exact=True).click()
    expect(messages(page)).to_have_count(0)
    say(page, "something else happened")
    reply(page)
    expect(messages(page, "insured")).to_have_count(1)


def test_ended_conversation_can_be_taken_up_again(page: Page) -> None:
    say(page, "our server is down")
    reply(page)
    choose(page, "End conversation")
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("You have ended this conversation.").first).to_be_visible()
    page.reload()
    expect(composer(page)).to_be_hidden()
    page.get_by_role("button", name="Write again").click()
    say(page, "since two o'clock")
    reply(page)


def test_deleted_conversation_is_gone_everywhere(page: Page, base_url: str) -> None:
    say(page, "our server is down")
    reply(page)
    token = page.evaluate("() => JSON.parse(Object.values(localStorage)[0]).token")
    other = page.context.new_page()
    other.goto(page.url)
    expect(messages(other, "insured")).to_have_count(1)
    choose(page, "Delete my conversation")
    expect(page.get_by_role("alertdialog")).to_contain_text("will be deleted for good")
    page.get_by_role("button", name="Delete for good").click()
    for tab in (page, other):
        expect(messages(tab, "insured")).to_have_count(0)
    expect(page.get_by_text("Your conversation has been deleted.")).to_be_visible()
    assert page.evaluate("() => localStorage.length") == 0
    answer = page.request.get(f"{base_url}/chat/v1/messages", headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 404


@pytest.mark.parametrize(("format", "begins"), [("text", "Con"), ("PDF", "%PDF")])
def test_transcript_is_saved(page: Page, format: str, begins: str) -> None:
    say(page, "our server is down")
    reply(page)
    page.locator("summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {format}").click()
    assert download.value.path().read_bytes().decode("latin-1").lstrip("\ufeffï»¿").startswith(begins)


def test_examples_fill_the_composer(page: Page, posts: list[dict[str, str]]) -> None:
    example = page.locator(".example").locator("visible=true").first
    example.click()
    expect(composer(page)).to_have_value(example.inner_text())
    expect(composer(page)).to_be_focused()
    assert posts == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    say(page, "x" * 300)
    reply(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    log = page.locator(".scroll")
    assert log.evaluate("node => node.scrollWidth <= node.clientWidth")
