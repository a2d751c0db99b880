"""The first real event, told on somebody else's page that embeds the widget: two documents, a correction, and the row."""

import re
import sqlite3
from contextlib import closing
from io import BytesIO

from fpdf import FPDF
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.chat import messages, reply, say
from tests.browser.conftest import Visit
from tests.browser.foreign import Site, embedding
from tests.support.claims import claim_of_reference
from tests.support.ports import wait_for
from tests.support.processes import Installation, Process

REFERENCE = re.compile(r"\bFN-\d\d-[0-9A-Z]{5}\b")
TURNS = 30
TOLD = (
    "Hi, lost my jacket on a night out last Friday and the key to my client's office was in it, they had to change "
    "the locks and want almost 1.400 euros"
)
ANSWERS = {
    "policy_number": "no idea",
    "notice_kind": "they want money from us",
    "claimant": "Birchwood Dental",
    "discovered_on": "on 7 March",
    "claim_made_on": "yesterday",
    "caused_by": "that was me",
    "statement_made": "no",
    "ongoing": "no",
    "insured_name": "Tessa Quarry",
    "insured_contact": "tessa.quarry@example.com",
}


def letter() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.multi_cell(0, 8, "Birchwood Dental\n\nWe ask you to pay EUR 1,398.20 for the exchange of our locks.")
    return bytes(pdf.output())


def photo() -> bytes:
    file = BytesIO()
    Image.effect_mandelbrot((640, 480), (-2, -1.2, 1, 1.2), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def documents_of(installation: Installation, reference: str) -> set[str]:
    """Names of the documents that are kept with a claim."""
    kept = "SELECT d.name FROM documents d JOIN claims c ON d.claim = c.id WHERE c.reference = ? AND d.state = 'kept'"
    with closing(sqlite3.connect(installation.database)) as database:
        return {name for (name,) in database.execute(kept, [reference])}


def opened(visit: Visit, site: Site, base_url: str, name: str) -> Page:
    context = visit(viewport={"width": 1100, "height": 800})
    page = context.new_page()
    tag = f'<script src="{base_url}/widget.js" data-now="2025-03-12T10:15:00+01:00"></script>'
    page.goto(site.put(f"/{name}", embedding(tag)))
    page.locator(".launcher").click()
    return page


def answered(page: Page) -> str | None:
    """Answers questions until the summary is there or the report is sent; what is asked then."""
    for _ in range(TURNS):
        last = reply(page)
        asks = last.get_attribute("data-asks")
        if asks == "confirm" or REFERENCE.search(last.inner_text()):
            return asks
        say(page, ANSWERS.get(asks or "", "I don't know"))
    raise AssertionError(f"nothing to confirm within {TURNS} turns")


def test_ends_with_a_row_that_has_documents_and_correction(
    visit: Visit, site: Site, base_url: str, installation: Installation, service: Process
) -> None:
    page = opened(visit, site, base_url, "report")
    say(page, TOLD)
    reply(page)
    page.locator("input[type=file]").set_input_files(
        [
            FilePayload(name="letter.pdf", mimeType="application/pdf", buffer=letter()),
            FilePayload(name="door.jpg", mimeType="image/jpeg", buffer=photo()),
        ]
    )
    expect(page.locator(".tray .ready")).to_have_count(2, timeout=20_000)
    say(page, "Here are their letter and a photo of the door")
    answered(page)
    sent = messages(page, "insured").filter(has_text="letter.pdf")
    expect(sent.locator(".name")).to_have_text(["letter.pdf", "door.jpg"])
    expect(sent.locator("canvas")).to_be_visible(timeout=20_000)
    messages(page).last.locator(".card").get_by_role("button", name="Amount demanded").click()
    expect(page.locator(".pressed .bubble").last).to_have_text("Amount demanded")
    assert reply(page).get_attribute("data-asks") == "amount_claimed"
    say(page, "make that 1,300 euros exactly")
    assert answered(page) == "confirm"
    messages(page).last.locator(".buttons button").first.click()
    expect(messages(page, "bot").filter(has_text=REFERENCE)).not_to_have_count(0, timeout=20_000)
    (reference,) = set(REFERENCE.findall(" ".join(messages(page, "bot").all_inner_texts())))
    claim = claim_of_reference(installation, reference)
    assert claim["status"] == "submitted"
    assert claim["fields"]["incident_type"]["value"] == "lost_key"
    assert claim["fields"]["insured_name"]["value"] == "Tessa Quarry"
    amount = claim["fields"]["amount_claimed"]["value"]
    assert (amount["low"], amount["high"], amount["currency"]) == (1300, 1300, "EUR")
    assert documents_of(installation, reference) == {"letter.pdf", "door.jpg"}


def test_service_that_starts_again_loses_and_doubles_nothing(
    visit: Visit, site: Site, base_url: str, installation: Installation, service: Process
) -> None:
    page = opened(visit, site, base_url, "restart")
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
