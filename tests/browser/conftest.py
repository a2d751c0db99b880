"""A real browser on the demo page of a running service."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def base_url(request: pytest.FixtureRequest) -> str:
    """Address of the service, without a slash at the end: given by BASE_URL or started for the tests."""
    given = os.environ.get("BASE_URL")
    return (given or str(request.getfixturevalue("service_url"))).rstrip("/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}; set CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A fresh visitor on the English demo page; script errors and breaches of the content policy fail."""
    context = browser.new_context(base_url=base_url, locale="en-GB", timezone_id="Europe/Berlin")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if "Content Security" in line.text else None)
    page.goto("/?lang=en")
    page.get_by_label("Your message").wait_for()
    yield page
    context.close()
    assert problems == []
