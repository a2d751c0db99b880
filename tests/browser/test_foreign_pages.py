"""The widget on other people's pages: it looks and works the same on all of them, and changes nothing of theirs."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import messages, say
from tests.browser.conftest import Visit
from tests.browser.foreign import Site, embedding
from tests.browser.stub import Stub, message

LOUD = """<style>
  * { all: unset !important; color: red !important; font: 40px cursive !important; --ink: red !important; --space-2: 60px }
  :root { --accent: lime; --raised: red; --size: 3px }
  firstnotice-chat { display: none !important; opacity: 0 !important; transform: rotate(40deg) !important; zoom: 3 }
  button, textarea, ul, li, p, h2, header, section { display: none !important }
  div { position: static !important; width: 7px !important }
</style>"""
RESET = """<style>
  html { font-size: 62.5% } *, ::before, ::after { box-sizing: content-box; margin: 0; border: 0; letter-spacing: 3px }
  body { font: 200 3rem/3 serif; text-align: right; text-transform: uppercase; word-spacing: 9px; cursor: none }
  body { display: flex; gap: 40px }
  button { border-radius: 90px; padding: 40px; background: pink } textarea { min-height: 300px; resize: both }
  svg { display: none; width: 300px; fill: red } img, canvas { max-width: 3px } ul { list-style: square }
  [hidden] { display: block !important }
</style>"""
LAYERS = """<style>
  body { transform: translate(30px, 40px) scale(.9); filter: grayscale(1); perspective: 10px; will-change: transform }
  body { overflow: hidden; contain: paint }
  #over { position: fixed; inset: 0; z-index: 2147483647; background: rgb(0 0 0 / 30%) }
</style>"""
OLD_LIBRARIES = """<script>
  Object.prototype.each = function () { return "mine"; };
  Array.prototype.toJSON = function () { return "[" + this.join() + "]"; };
  Array.prototype.last = function () { return this[this.length - 1]; };
  String.prototype.startsWithAny = () => true;
  window.$ = window.define = window.module = window.require = () => { throw new Error("not yours"); };
  window.define.amd = {};
  window.fill = window.el = window.button = window.Log = window.icon = 1;
</script>"""
PAGES: dict[str, dict[str, Any]] = {
    "loud style sheet": {"head": LOUD},
    "reset and odd root size": {"head": RESET},
    "from right to left": {"attributes": 'lang="en" dir="rtl"'},
    "transformed, and everything on top": {"head": LAYERS, "body": "<p>Sale!</p><div id='over'></div>"},
    "old libraries": {"head": OLD_LIBRARIES},
    "quirks": {"quirks": True},
}
PARTS = """() => [...document.querySelector("firstnotice-chat").shadowRoot.querySelectorAll("*")].map((node) => {
  const style = getComputedStyle(node), box = node.getBoundingClientRect();
  const names = ["display", "color", "backgroundColor", "fontSize", "fontFamily", "fontWeight", "lineHeight", "letterSpacing",
    "textTransform", "textAlign", "padding", "margin", "border", "opacity", "cursor", "visibility", "wordSpacing"];
  return [node.localName, node.getAttribute("class"), ...names.map((name) => style[name]),
    ...[box.x, box.y, box.width, box.height].map((number) => Math.round(number))];
})"""
HOST_PARTS = """() => [...document.querySelectorAll("body, body *:not(firstnotice-chat, script)")].map((node) => {
  const box = node.getBoundingClientRect();
  return [node.localName, getComputedStyle(node).cssText, box.x, box.y, box.width, box.height];
})"""
TALK = [
    message(1, "insured", "I lost a key", client_id="text-1"),
    message(2, "bot", "Which client is it?\n**Today**, or:", buttons=[{"label": "Alderway", "value": "b1"}]),
    message(3, "staff", "This is Jo.", name="Jo"),
    message(
        4,
        "bot",
        "Your report:\n– What: lost key\n– Amount: about €1,400\nRight?",
        asks="confirm",
        buttons=[{"label": "Send it", "value": "b2"}],
    ),
]


def opened(visit: Visit, site: Site, base_url: str, **page: Any) -> tuple[Page, Stub]:
    """A page that embeds the widget, whose visitor has a conversation with a stand-in of the service."""
    context = visit(viewport={"width": 1000, "height": 800})
    stub = Stub(context, TALK)
    tag = f'<script src="{base_url}/widget.js"></script>'
    quirks = page.pop("quirks", False)
    html = embedding(tag, **page)
    address = site.put("/embedding", html.removeprefix("<!doctype html>") if quirks else html)
    stub.remember(context, base_url)
    tab = context.new_page()
    tab.goto(address)
    tab.locator(".launcher").click()
    expect(messages(tab)).to_have_count(len(TALK))
    tab.mouse.move(0, 0)
    # What still moves in is not where it will be.
    tab.wait_for_timeout(250)
    return tab, stub


@pytest.fixture
def plain(visit: Visit, site: Site, base_url: str) -> list[Any]:
    """Every part of the widget on a page that does nothing to it."""
    return list(opened(visit, site, base_url)[0].evaluate(PARTS))


@pytest.mark.parametrize("name", PAGES)
def test_looks_and_works_the_same(
    name: str, visit: Visit, site: Site, base_url: str, plain: list[Any]
) -> None:
    page, stub = opened(visit, site, base_url, **PAGES[name])
    for mine, theirs in zip(plain, page.evaluate(PARTS), strict=True):
        assert theirs == mine
    page.get_by_role("button", name="Send it").click()
    say(page, "and one more thing")
    expect(messages(page).last).to_have_attribute("data-state", "sent")
    assert [body.get("text") or body["button"] for body in stub.said("POST", "messages")] == [
        "b2",
        "and one more thing",
    ]


@pytest.mark.parametrize("name", ["reset and odd root size", "from right to left", "quirks"])
def test_changes_nothing_of_the_page(name: str, visit: Visit, site: Site, base_url: str) -> None:
    page, _ = opened(visit, site, base_url, **PAGES[name])
    page.locator("h1").click()
    with_widget = page.evaluate(HOST_PARTS)
    page.evaluate("firstnotice.destroy()")
    assert with_widget == page.evaluate(HOST_PARTS)
    assert page.title() == "Linden Mutual"


def test_adds_one_name_to_the_page_and_leaves_with_everything(
    visit: Visit, site: Site, base_url: str
) -> None:
    context = visit()
    Stub(context)
    noting = "<script>const before = new Set(Object.getOwnPropertyNames(window));</script>"
    tag = f'{noting}<script src="{base_url}/widget.js"></script>'
    page = context.new_page()
    page.goto(site.put("/names", embedding(tag)))
    added = page.evaluate("Object.getOwnPropertyNames(window).filter((name) => !before.has(name))")
    assert added == ["firstnotice"]
    page.evaluate("firstnotice.destroy()")
    expect(page.locator("firstnotice-chat")).to_have_count(0)


STRICT = "default-src 'none'; script-src {script}; connect-src {service}; require-trusted-types-for 'script'; base-uri 'none'"


@pytest.mark.parametrize("script", ["'nonce-r4nd0m'", "{service}"])
def test_strict_content_policy_needs_the_script_and_the_service_alone(
    script: str, visit: Visit, site: Site, base_url: str
) -> None:
    policy = STRICT.format(script=script.format(service=base_url), service=base_url)
    context = visit(viewport={"width": 1000, "height": 800})
    stub = Stub(
        context,
        [
            message(
                1,
                "bot",
                "Hello",
                documents=[{"id": "p", "name": "a.jpg", "type": "image/jpeg", "size": 9, "preview": True}],
            )
        ],
    )
    stub.remember(context, base_url)
    page = context.new_page()
    tag = f'<script nonce="r4nd0m" src="{base_url}/widget.js" data-accent="#a03080"></script>'
    page.goto(site.put("/strict", embedding(tag), {"Content-Security-Policy": policy}))
    page.locator(".launcher").click()
    expect(page.locator(".document canvas[width]")).to_be_visible()
    panel = page.locator(".panel")
    box = panel.bounding_box()
    assert box is not None
    assert box["width"] == 380
    assert panel.evaluate("node => getComputedStyle(node).boxShadow") != "none"
    say(page, "hello")
    expect(messages(page, "insured")).to_have_count(1)
    page.locator("input[type=file]").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    expect(page.locator(".tray .ready")).to_have_count(1)
    page.locator("summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PDF").click()
    assert download.value.suggested_filename == "conversation.pdf"
