"""The widget on a plain page of another origin, before a stand-in of the service."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.chat import messages
from tests.browser.foreign import Site
from tests.browser.stub import EVENTS, Stub

Embed = Callable[..., "Embedded"]
"""The fixture `embed`."""


@dataclass(frozen=True)
class Embedded:
    page: Page
    stub: Stub
    site: Site

    def open(self) -> "Embedded":
        """By the button, unless it is open still; with what was said before, if the stub tells it."""
        self.page.locator(".launcher").wait_for()
        if self.page.locator(".panel").is_hidden():
            self.page.locator(".launcher").click()
        self.page.locator("textarea").wait_for()
        if not self.stub.down and "GET messages" not in self.stub.hanging:
            expect(messages(self.page)).to_have_count(len(self.stub.messages))
        return self

    def again(self) -> "Embedded":
        """The same page in another tab of the same browser."""
        page = self.page.context.new_page()
        page.goto(self.page.url)
        return Embedded(page, self.stub, self.site)

    def writes(self, typing: str) -> None:
        """From the next connection on, somebody is writing: an event as the API sends it."""
        self.stub.lasting_events = self.site.put(
            "/events", f"event: typing\ndata: {typing}\n\n", EVENTS, lasting=True
        )
