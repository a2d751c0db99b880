"""What goes wrong on a page without anybody seeing it."""

from playwright.sync_api import ConsoleMessage, Page


class Problems:
    """Script errors and breaches of content policies, of all pages that are watched."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.seen.append(str(error)))
        page.on("console", self._said)

    def _said(self, line: ConsoleMessage) -> None:
        if "Content Security" in line.text or "Trusted" in line.text:
            self.seen.append(line.text)
