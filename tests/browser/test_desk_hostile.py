"""What insured people write, are called and send does nothing at the desk but stand there."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from bot.staff.model import Role
from tests.browser.conftest import Visit
from tests.browser.payloads import PAYLOADS
from tests.browser.reported import reported
from tests.browser.staff import first_sign_in
from tests.support.scripted import EchoEngine, scripted_service

EACH = 5
NAMES = ("insured_name", "claimant", "description", "insured_contact", "policy_number")
WIDTHS = (1400, 390)
FITS = "() => document.documentElement.scrollWidth <= window.innerWidth"
ODD = "[onerror], [onload], [onfocus], [ontoggle], [onmouseover], iframe, base, style, meta[http-equiv], a[href^=javascript]"
"""What no page of the desk has by itself."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def desk_url(folder: Path) -> Iterator[str]:
    with scripted_service(folder, EchoEngine()) as url:
        yield url


@pytest.fixture(scope="module")
def conversations(desk_url: str, folder: Path) -> dict[str, Sequence[str]]:
    """What was said in which."""
    groups = [PAYLOADS[start : start + EACH] for start in range(0, len(PAYLOADS), EACH)]
    database = f"sqlite:///{folder / 'firstnotice.sqlite'}"
    return {
        reported(
            desk_url,
            database,
            group,
            dict(zip(NAMES, group, strict=True)),
            files=[f"{text[:60]}.pdf".replace("/", "_") for text in group],
            call_at=group[0],
        ): group
        for group in groups
    }


@pytest.fixture(scope="module")
def signed_in(browser: Browser, desk_url: str, folder: Path) -> Any:
    context = browser.new_context(base_url=desk_url, locale="en-GB")
    database = f"sqlite:///{folder / 'firstnotice.sqlite'}"
    first_sign_in(context.new_page(), database, "Ada Admin", Role.ADMIN)
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def ada(visit: Visit, desk_url: str, signed_in: Any) -> Iterator[Page]:
    """At the desk; the fixture behind `visit` fails the test for every breach of the content policy."""
    page = visit(base_url=desk_url, storage_state=signed_in).new_page()
    said: list[str] = []

    def opened(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", opened)
    yield page
    assert said == []


def harmless(page: Page) -> None:
    assert page.evaluate("() => window.pwned") is None
    assert page.locator(ODD).count() == 0
    assert page.locator("script").count() == 2
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 850})
        assert page.evaluate(FITS), (page.url, width)


def test_a_conversation_shows_texts_as_texts(ada: Page, conversations: dict[str, Sequence[str]]) -> None:
    for id, texts in conversations.items():
        ada.goto(f"/desk/conversations/{id}")
        said = ada.locator("#messages .message.insured .text")
        expect(said).to_have_count(len(texts))
        assert [each.strip() for each in said.all_text_contents()] == list(texts)
        for name, text in zip(NAMES, texts, strict=True):
            assert (ada.locator(f"#field-{name} .value").text_content() or "").strip() == text
        expect(ada.locator("#claim .documents a")).to_have_count(len(texts))
        for summary in ada.locator("#claim summary").all():
            summary.evaluate("node => { node.parentElement.open = true }")
        harmless(ada)


@pytest.mark.parametrize(
    "path",
    [
        "/desk/",
        "/desk/callbacks",
        "/desk/claims?status=draft",
        "/desk/audit",
        "/desk/search?q=alert",
        "/desk/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%20onfocus=alert(1)",
        "/desk/claims?words=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&least=%22%3E%3Cb%3E",
        "/desk/audit?action=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&since=%22%3E%3Cb%3E",
        "/desk/account?done=%3Cscript%3E",
        "/desk/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_lists_show_texts_as_texts(ada: Page, conversations: dict[str, Sequence[str]], path: str) -> None:
    ada.goto(path)
    assert ada.evaluate("() => window.pwned") is None
    assert ada.locator(ODD).count() == 0
    for width in WIDTHS:
        ada.set_viewport_size({"width": width, "height": 850})
        assert ada.evaluate(FITS), (path, width)


def test_the_queue_shows_names_and_last_words(ada: Page, conversations: dict[str, Sequence[str]]) -> None:
    ada.goto("/desk/")
    shown = {name.strip() for name in ada.locator(".entry .who").all_text_contents()}
    assert shown == {texts[0] for texts in conversations.values()}


def test_originals_are_saved_and_never_shown(ada: Page, conversations: dict[str, Sequence[str]]) -> None:
    ada.goto(f"/desk/conversations/{next(iter(conversations))}")
    for link in ada.locator("#claim .documents a").all():
        answer = ada.request.get(str(link.get_attribute("href")))
        assert answer.headers["content-disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["content-security-policy"]
