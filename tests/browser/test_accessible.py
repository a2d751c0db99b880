"""Every state of the widget is free of what axe can find, in light and dark and in colours that nobody should choose."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.chat import say
from tests.browser.embedded import Embed, Embedded
from tests.browser.files import PDF, PROGRAM
from tests.browser.talks import DATE, QUESTION, STAFF, SUMMARY, Messages

STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SELECTED = {"include": ["firstnotice-chat"]}


def _choose(at: Embedded, name: str) -> None:
    at.page.locator("summary").click()
    at.page.get_by_role("button", name=name).click()


def _menu(at: Embedded) -> None:
    at.page.locator("summary").click()


def _asking(at: Embedded) -> None:
    _choose(at, "Delete my conversation")
    expect(at.page.get_by_role("alertdialog")).to_be_visible()


def _ended(at: Embedded) -> None:
    _choose(at, "End conversation")
    at.page.get_by_role("button", name="End it").click()
    expect(at.page.get_by_text("You have ended this conversation")).to_be_visible()


def _failed(at: Embedded) -> None:
    at.stub.refusals["POST messages"] = (422, {"message": "This is too long for us."})
    say(at.page, "It was on Tuesday")
    expect(at.page.get_by_text("This is too long for us.")).to_be_visible()


def _unreachable(at: Embedded) -> None:
    at.stub.down = True
    at.page.reload()
    at.open()
    expect(at.page.get_by_text("No connection at the moment")).to_be_visible()


def _loading(at: Embedded) -> None:
    at.stub.hanging.add("GET messages")
    at.page.reload()
    at.open()
    expect(at.page.get_by_text("Loading your conversation")).to_be_visible()


def _typing(at: Embedded) -> None:
    at.writes('{"typing": true, "who": "staff", "name": "Jo Brandt"}')
    at.page.reload()
    at.open()
    expect(at.page.get_by_text("Jo Brandt is writing")).to_be_visible()


def _files(at: Embedded) -> None:
    picker = at.page.locator("input[type=file]")
    picker.set_input_files(PDF)
    # The stub refuses whatever reaches it next: the letter has to be through by then.
    expect(at.page.locator(".tray .ready")).to_contain_text("letter.pdf")
    at.stub.refusals["POST attachments"] = (
        415,
        {"code": "refused_type", "message": "Programs can’t be taken."},
    )
    picker.set_input_files(PROGRAM)
    expect(at.page.locator(".tray .refused")).to_contain_text("setup.exe")
    at.stub.refusals.clear()
    at.stub.hanging.add("POST attachments")
    picker.set_input_files(PDF)
    expect(at.page.locator("progress")).to_be_visible()


def _nothing(at: Embedded) -> None:
    pass


STATES: dict[str, tuple[Messages, Callable[[Embedded], None]]] = {
    "empty": ([], _nothing),
    "loading": (QUESTION, _loading),
    "question": (QUESTION, _nothing),
    "date": (DATE, _nothing),
    "summary": (SUMMARY, _nothing),
    "staff": (STAFF, _typing),
    "menu": (QUESTION, _menu),
    "asking": (QUESTION, _asking),
    "files": (DATE, _files),
    "failed": (QUESTION, _failed),
    "no connection": (QUESTION, _unreachable),
    "ended": (STAFF, _ended),
}


def _violations(page: Page, where: str) -> list[str]:
    # What still fades in has the contrast of neither state.
    page.wait_for_timeout(200)
    found = Axe().run(page, context=SELECTED, options=STANDARD).response["violations"]
    return [
        f"{where}: {each['id']} {node['target']} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("name", STATES)
def test_state_is_accessible(name: str, embed: Embed) -> None:
    talk, reach = STATES[name]
    at = embed(talk).open()
    reach(at)
    found = _violations(at.page, "light")
    at.page.emulate_media(color_scheme="dark")
    assert found + _violations(at.page, "dark") == []


@pytest.mark.parametrize("accent", ["#ffe100", "#101010", "#7fb0ff"])
def test_colours_of_the_host_are_corrected(accent: str, embed: Embed) -> None:
    at = embed([*STAFF[:2], SUMMARY[1] | {"seq": 3}], data=f'data-accent="{accent}"').open()
    at.page.get_by_role("button", name="Change something").hover()
    found = _violations(at.page, "light")
    at.page.emulate_media(color_scheme="dark")
    assert found + _violations(at.page, "dark") == []


def test_launcher_with_a_badge_is_accessible(embed: Embed) -> None:
    at = embed(QUESTION)
    expect(at.page.locator(".badge")).to_be_visible()
    assert _violations(at.page, "closed") == []


@pytest.mark.parametrize(("width", "height"), [(320, 568), (640, 400)], ids=["320 px", "zoomed to 200 %"])
def test_nothing_is_lost_in_little_room(width: int, height: int, embed: Embed) -> None:
    at = embed(SUMMARY, viewport={"width": width, "height": height}).open()
    for part in (
        at.page.locator("textarea"),
        at.page.get_by_role("button", name="Send it"),
        at.page.locator("summary"),
    ):
        part.scroll_into_view_if_needed()
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
    log = at.page.locator(".scroll")
    assert log.evaluate("node => node.scrollWidth <= node.clientWidth && node.clientHeight > 120")
    assert _violations(at.page, "small") == []


def test_nothing_moves_for_who_wants_no_motion(embed: Embed) -> None:
    at = embed(QUESTION, reduced_motion="reduce").open()
    moving = "() => document.querySelector('firstnotice-chat').shadowRoot.getAnimations().length"
    say(at.page, "hello")
    assert at.page.evaluate(moving) == 0
