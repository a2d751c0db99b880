"""The page behind an upload link: by keyboard alone, in little room, and free of what axe can find in each of its states."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import FilePayload, Page, expect

from bot.channels.upload_links import UploadLinks
from tests.browser.conftest import Visit
from tests.support.chat import Chat
from tests.support.processes import Installation, Process
from tests.support.samples import a_pdf, a_zip

STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LETTER = FilePayload(name="letter.pdf", mimeType="application/pdf", buffer=a_pdf())
ARCHIVE = FilePayload(name="all.zip", mimeType="application/zip", buffer=a_zip({"a.txt": b"a"}))


def link(installation: Installation, locale: str) -> str:
    """Into a conversation of its own."""
    with httpx.Client(base_url=installation.url, timeout=30, trust_env=False) as http:
        conversation = Chat(http, locale=locale).id
    links = UploadLinks(installation.settings.secret, installation.url)
    return f"{installation.url}/upload/{links.token(conversation, datetime.now(UTC) + timedelta(hours=1))}"


def flaws(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = Axe().run(page, options=STANDARD).response["violations"]
    return [each["id"] for each in found] + (["scrolls sideways"] if wide else [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_takes_a_file_without_a_mouse_and_is_accessible_throughout(
    scheme: str, visit: Visit, installation: Installation, service: Process
) -> None:
    page = visit(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
    page.goto(link(installation, "de-DE"))
    expect(page.get_by_role("heading", name="Eine Datei zu Ihrer Meldung legen")).to_be_visible()
    assert flaws(page) == []
    page.get_by_label("Datei auswählen").set_input_files(ARCHIVE)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Senden")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Diese Datei ließ sich nicht annehmen")
    assert flaws(page) == []
    page.get_by_label("Datei auswählen").set_input_files(LETTER)
    page.get_by_role("button", name="Senden").click()
    expect(page.get_by_role("heading", name="Angekommen")).to_be_visible()
    assert flaws(page) == []
    page.goto(f"{installation.url}/upload/made-up")
    expect(page.get_by_role("heading", name="Link")).to_be_visible()
    assert flaws(page) == []
