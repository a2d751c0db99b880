"""Every page of the desk is free of what axe can find, in light and dark, on a large screen and on a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from bot.claims.values import Value
from bot.staff.model import Role
from tests.browser.conftest import Visit
from tests.browser.reported import reported
from tests.browser.staff import first_sign_in, write
from tests.builders import day, euros
from tests.support.desk import PASSWORD
from tests.support.scripted import EchoEngine, scripted_service

STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FITS = "() => document.documentElement.scrollWidth <= window.innerWidth"
PAGES = (
    "/desk/",
    "/desk/?which=mine",
    "/desk/search?q=migration",
    "/desk/callbacks",
    "/desk/claims?status=draft",
    "/desk/people",
    "/desk/audit?verify=1",
    "/desk/account",
)
VALUES: dict[str, Value | None] = {
    "incident_type": "data_loss",
    "insured_name": "Mara Lindt",
    "claimant": "Alderway Dental",
    "occurred_on": day("2026-03-07"),
    "amount_claimed": euros("1400"),
    "description": "The migration on Saturday deleted the appointments of a client.",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Addresses of the service and of its database."""
    folder: Path = tmp_path_factory.mktemp("accessible")
    with scripted_service(folder, EchoEngine()) as url:
        yield url, f"sqlite:///{folder / 'firstnotice.sqlite'}"


@pytest.fixture(scope="module")
def conversation(desk: tuple[str, str]) -> str:
    told = ("We deleted data in a migration", "They want 1.400 euros", "Please call me")
    return reported(*desk, told, VALUES, files=["letter.pdf"], call_at="after four")


@pytest.fixture(scope="module")
def signed_in(browser: Browser, desk: tuple[str, str]) -> Any:
    context = browser.new_context(base_url=desk[0], locale="en-GB")
    first_sign_in(context.new_page(), desk[1], "Ada Admin", Role.ADMIN)
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def ada(visit: Visit, desk: tuple[str, str], signed_in: Any, conversation: str) -> Page:
    return visit(
        base_url=desk[0], storage_state=signed_in, viewport={"width": 1400, "height": 850}
    ).new_page()


def findings(page: Page) -> list[str]:
    """In light and dark, and then as on a phone."""
    found = []
    for where, scheme, width in (("light", "light", 1400), ("dark", "dark", 1400), ("phone", "light", 390)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 850})
        if not page.evaluate(FITS):
            found.append(f"{where}: the page is wider than the screen")
        for each in Axe().run(page, options=STANDARD).response["violations"]:
            found += [
                f"{where}: {each['id']} {node['target']} {node['failureSummary']}" for node in each["nodes"]
            ]
    return found


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible(ada: Page, path: str) -> None:
    ada.goto(path)
    assert findings(ada) == []


def test_conversation_is_accessible_with_everything_open(ada: Page, conversation: str) -> None:
    ada.goto(f"/desk/conversations/{conversation}")
    ada.get_by_role("button", name="Take over").first.click()
    write(ada, "You are covered.")
    expect(ada.get_by_role("alert")).to_be_visible()
    ada.locator("#field-amount_claimed .edit > summary").click()
    assert findings(ada) == []
    ada.locator(".acts summary").click()
    assert findings(ada) == []


def test_signing_in_is_accessible(visit: Visit, desk: tuple[str, str]) -> None:
    page = visit(base_url=desk[0]).new_page()
    page.goto("/desk/")
    page.get_by_label("E-mail address").fill("nobody@insurer.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []


def test_a_second_factor_is_set_up_and_asked_for(visit: Visit, desk: tuple[str, str]) -> None:
    page = visit(base_url=desk[0]).new_page()
    first_sign_in(page, desk[1], "Tess Totp", Role.SUPPORT)
    page.goto("/desk/account")
    page.get_by_role("button", name="Set up").click()
    page.get_by_label("Code from your").fill("12345")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("not right")
    assert findings(page) == []
    page.get_by_text("Can't scan it?").click()
    app = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))
    on_this_device = page.get_by_role("link", name="Open it in the app").get_attribute("href")
    assert (on_this_device or "").startswith("otpauth://totp/")
    page.get_by_label("Code from your").fill(app.now())
    page.get_by_role("button", name="Go on").click()
    recovery = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    page.locator(".top .menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("E-mail address").fill("tess.totp@insurer.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code from your").fill(recovery)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#tabs")).to_be_visible()


def test_a_chosen_look_counts_more_than_the_devices(ada: Page) -> None:
    def ground() -> object:
        # The page's words come before its style sheet.
        ada.wait_for_load_state()
        return ada.evaluate("() => getComputedStyle(document.body).backgroundColor")

    ada.emulate_media(color_scheme="light")
    ada.goto("/desk/account")
    light = ground()
    ada.get_by_label("Look").select_option("dark")
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_role("status")).to_have_text("Saved.")
    dark = ground()
    assert dark != light
    ada.emulate_media(color_scheme="dark")
    ada.get_by_label("Look").select_option("light")
    ada.get_by_role("button", name="Save").click()
    expect(ada.locator("html")).to_have_attribute("data-theme", "light")
    assert ground() == light
    ada.get_by_label("Look").select_option("system")
    ada.get_by_role("button", name="Save").click()
    expect(ada.locator("html")).to_have_attribute("data-theme", "system")
    assert ground() == dark
