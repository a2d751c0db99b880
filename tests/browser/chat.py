"""What a person does and sees in the chat box, as functions on a page."""

from playwright.sync_api import Locator, Page, expect

ANSWER_WITHIN = 20_000
FALLEN_SILENT = 400


def messages(page: Page, author: str | None = None) -> Locator:
    return page.locator(f'.message[data-author="{author}"]' if author else ".message")


def composer(page: Page) -> Locator:
    return page.locator("textarea")


def say(page: Page, text: str) -> None:
    composer(page).fill(text)
    composer(page).press("Enter")


def choose(page: Page, entry: str) -> None:
    """From the menu."""
    page.locator("summary").click()
    page.get_by_role("button", name=entry).click()


def reply(page: Page) -> Locator:
    """The last message, once the assistant has answered and fallen silent."""
    last = messages(page).last
    expect(last).to_have_attribute("data-author", "bot", timeout=ANSWER_WITHIN)
    before = 0
    while (count := messages(page).count()) > before:
        before = count
        page.wait_for_timeout(FALLEN_SILENT)
    return last


def texts(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".message .bubble").all_inner_texts()]
