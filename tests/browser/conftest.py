"""A real browser: on the demo page of a running service, and on other people's pages that embed the chat."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.embedded import Embed, Embedded
from tests.browser.foreign import Site, embedding
from tests.browser.problems import Problems
from tests.browser.stub import Stub

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

Visit = Callable[..., BrowserContext]
"""Opens a visitor of their own; arguments are those of a browser context."""


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


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Somebody else's website, at an origin of its own."""
    site = Site()
    yield site
    site.close()


@pytest.fixture
def visit(browser: Browser, base_url: str) -> Iterator[Visit]:
    """A fresh visitor; script errors and breaches of the content policy on any of their pages fail the test."""
    problems = Problems()
    contexts: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        usual = {"base_url": base_url, "locale": "en-GB", "timezone_id": "Europe/Berlin"}
        context = browser.new_context(**(usual | options))
        context.on("page", problems.watch)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()
    assert problems.seen == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """A fresh visitor on the English demo page."""
    page = visit().new_page()
    page.goto("/?lang=en")
    page.get_by_label("Your message").wait_for()
    return page


@pytest.fixture
def embed(visit: Visit, site: Site, base_url: str) -> Embed:
    """`embed(messages, data="data-…", lang="en", kept={…}, **context)`; with messages the visitor has been here before."""

    def make(
        messages: Sequence[dict[str, Any]] = (),
        *,
        data: str = "",
        lang: str = "en",
        body: str = "<h1>Linden Mutual</h1><p><a href='#top'>Products</a></p>",
        kept: dict[str, Any] | None = None,
        before: Callable[[Stub], None] = lambda stub: None,
        **context: Any,
    ) -> Embedded:
        visitor = visit(**({"viewport": {"width": 1000, "height": 800}} | context))
        stub = Stub(visitor, messages)
        if messages or kept:
            stub.remember(visitor, base_url, **(kept or {}))
        before(stub)
        page = visitor.new_page()
        tag = f'<script src="{base_url}/widget.js" {data}></script>'
        page.goto(site.put("/embedded", embedding(tag, body=body, attributes=f'lang="{lang}"')))
        page.locator("firstnotice-chat").wait_for(state="attached")
        return Embedded(page, stub, site)

    return make
