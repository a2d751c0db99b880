"""The whole widget by keyboard alone."""

from playwright.sync_api import Page, expect

from tests.browser.chat import composer, messages
from tests.browser.embedded import Embed
from tests.browser.talks import QUESTION, SUMMARY

FOCUSED = """() => {
  let node = document.activeElement;
  while (node.shadowRoot) node = node.shadowRoot.activeElement;
  return node.getAttribute("aria-label") ?? node.innerText.replace(/\\s*:\\s*/g, ": ").trim();
}"""


def tabs(page: Page, presses: int, key: str = "Tab") -> list[str]:
    """The names of what has the keyboard after each press."""
    found = []
    for _ in range(presses):
        page.keyboard.press(key)
        found.append(str(page.evaluate(FOCUSED)))
    return found


def test_from_the_page_to_an_answer_and_back(embed: Embed) -> None:
    page = embed(QUESTION, kept={"seen": 3}).page
    assert tabs(page, 2) == ["Products", "Report a claim"]
    page.keyboard.press("Enter")
    expect(composer(page)).to_be_focused()
    page.keyboard.type("on Tuesday")
    page.keyboard.press("Enter")
    expect(messages(page).last).to_contain_text("on Tuesday")
    expect(composer(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    assert page.evaluate(FOCUSED) == "Report a claim"


def test_everything_is_reached_in_the_order_it_is_seen(embed: Embed) -> None:
    page = embed(SUMMARY).open().page
    assert tabs(page, 9, "Shift+Tab") == [
        "Add photos or files",
        "Change something",
        "Send it",
        "Amount: about €1,400",
        "Happened: Saturday, 7 March 2026",
        "Conversation",
        "Close chat",
        "More",
        "Products",
    ]


def test_beside_a_page_the_keyboard_is_free_to_leave(embed: Embed) -> None:
    page = embed(QUESTION).open().page
    assert tabs(page, 2) == ["Send", "Report a claim"]
    expect(page.get_by_role("dialog")).not_to_have_attribute("aria-modal", "true")


def test_over_the_whole_screen_the_keyboard_stays(embed: Embed) -> None:
    page = embed(QUESTION, viewport={"width": 390, "height": 700}).open().page
    expect(page.get_by_role("dialog")).to_have_attribute("aria-modal", "true")
    assert tabs(page, 2) == ["Send", "More"]
    assert tabs(page, 2, "Shift+Tab") == ["Send", "Your message"]
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED).startswith("Report a claim")


def test_menu_opens_closes_and_gives_the_keyboard_back(embed: Embed) -> None:
    page = embed(QUESTION).open().page
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert tabs(page, 1) == ["Save as text"]
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "More"
    expect(page.get_by_role("button", name="Save as text")).to_be_hidden()
    expect(composer(page)).to_be_visible()


def test_grave_question_begins_at_the_harmless_answer(embed: Embed) -> None:
    page = embed(QUESTION).open().page
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    tabs(page, 5)
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "Cancel"
    assert tabs(page, 1, "Shift+Tab") == ["Delete for good"]
    page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert page.evaluate(FOCUSED) == "More"


def test_opened_by_a_button_of_the_page_it_goes_back_there(embed: Embed) -> None:
    body = "<button onclick='firstnotice.open()'>Help me</button>"
    page = embed(QUESTION, body=body).page
    page.get_by_role("button", name="Help me").click()
    expect(composer(page)).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "Help me"
