"""The two real events on somebody else's page that embeds the widget: documents, a changed row, a correction, and the rows."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.chat import messages, reply, say
from tests.browser.conftest import Visit
from tests.browser.foreign import Site, embedding
from tests.support.ports import wait_for
from tests.support.processes import Installation, Process
from tests.support.real_events import REAL_EVENTS, REFERENCE, RealEvent, kept_rightly, report

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg"}


class Visiting:
    """A person at the widget. What was sent can't be edited there: each row of the summary is a button that changes it."""

    edits_messages = False

    def __init__(self, page: Page) -> None:
        self.page = page

    def says(self, text: str) -> str:
        say(self.page, text)
        return self._answered()

    def edits(self, event: RealEvent) -> str:
        row = messages(self.page).last.locator(".card").get_by_role("button", name=event.edit.label)
        row.click()
        expect(self.page.locator(".pressed .bubble").last).to_have_text(event.edit.label)
        assert reply(self.page).get_attribute("data-asks") == event.edit.field
        return self.says(event.edit.new)

    def gives(self, documents: Mapping[str, bytes]) -> str:
        files = [
            FilePayload(name=name, mimeType=TYPES[name.rpartition(".")[2]], buffer=content)
            for name, content in documents.items()
        ]
        self.page.locator("input[type=file]").set_input_files(files)
        expect(self.page.locator(".tray .ready")).to_have_count(len(files), timeout=20_000)
        self.page.locator(".send").click()
        said = self._answered()
        sent = messages(self.page, "insured").last
        expect(sent.locator(".name")).to_have_text(list(documents))
        expect(sent.locator("canvas[width]")).to_be_visible(timeout=20_000)
        return said

    def asked(self) -> str | None:
        return messages(self.page).last.get_attribute("data-asks")

    def sends(self, event: RealEvent) -> str:
        messages(self.page).last.get_by_role("button", name=event.send).click()
        expect(messages(self.page, "bot").filter(has_text=REFERENCE)).not_to_have_count(0, timeout=20_000)
        return self._answered()

    def _answered(self) -> str:
        """What was said since the person's last word."""
        reply(self.page)
        spoken = messages(self.page).evaluate_all(
            "nodes => nodes.slice(nodes.findLastIndex(({ dataset }) => dataset.author === 'insured') + 1)"
            ".map((node) => node.innerText).join('\\n')"
        )
        return str(spoken)


def opened(visit: Visit, site: Site, base_url: str, name: str, event: RealEvent) -> Page:
    context = visit(viewport={"width": 1100, "height": 800})
    page = context.new_page()
    tag = f'<script src="{base_url}/widget.js" data-now="{event.now}"></script>'
    page.goto(site.put(f"/{name}", embedding(tag, attributes=f'lang="{event.language}"')))
    page.locator(".launcher").click()
    return page


@pytest.mark.parametrize("name", REAL_EVENTS)
def test_ends_with_claim_documents_edit_and_correction(
    name: str, visit: Visit, site: Site, base_url: str, installation: Installation, service: Process
) -> None:
    event = REAL_EVENTS[name]
    visiting = Visiting(opened(visit, site, base_url, "report", event))
    reference = report(event, visiting)
    kept_rightly(event, installation, reference)


def test_service_that_starts_again_loses_and_doubles_nothing(
    visit: Visit, site: Site, base_url: str, installation: Installation, service: Process
) -> None:
    page = opened(visit, site, base_url, "restart", REAL_EVENTS["lost key"])
    say(page, "Our server is down since this morning")
    reply(page)
    running = service.child("serve")
    assert running is not None
    running.kill()
    expect(page.get_by_text("No connection at the moment")).to_be_visible(timeout=10_000)
    say(page, "It is the mail server of Kessler Logistics")
    expect(messages(page).last).to_contain_text("Kessler Logistics")
    wait_for(lambda: service.child("serve") not in (None, running), 30, "another process")
    installation.wait_until_ready()
    expect(page.get_by_text("No connection at the moment")).to_be_hidden(timeout=30_000)
    reply(page)
    expect(messages(page, "insured")).to_have_count(2)
    seqs = [node.get_attribute("data-seq") for node in messages(page).all()]
    assert [str(number) for number in range(1, len(seqs) + 1)] == seqs
