"""What the widget does on a page: its options and its small interface for scripts, tabs, unread messages, files."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chat import choose, composer, messages, say
from tests.browser.embedded import Embed
from tests.browser.files import PDF, PHOTO
from tests.browser.stub import Stub, message
from tests.browser.talks import DATE, QUESTION, STAFF, SUMMARY

RECONNECTED_WITHIN = 15_000
SEEN = """(seen) => {
  Object.defineProperty(document, "hidden", { value: !seen, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""Another tab comes before this one, or goes away again."""
GIVEN = """(node, [event, type, carrier]) => {
  const data = new DataTransfer();
  data.items.add(new File(["x"], `${type}.png`, { type: "image/png" }));
  node.dispatchEvent(new window[event](type, { [carrier]: data, bubbles: true, cancelable: true }));
}"""
"""A file is pasted into, or dropped onto, a part of the widget."""


# Options


def test_stays_away_from_paths_and_comes_back(embed: Embed) -> None:
    page = embed(data="data-hide='/checkout/*, /embedded'").page
    launcher = page.locator(".launcher")
    expect(launcher).to_be_hidden()
    page.evaluate("history.pushState(null, '', '/products')")
    expect(launcher).to_be_visible()
    page.evaluate("history.pushState(null, '', '/checkout/pay')")
    expect(launcher).to_be_hidden()


@pytest.mark.parametrize(("width", "shown"), [(1000, True), (390, False)])
def test_opens_by_itself_only_where_there_is_room(width: int, shown: bool, embed: Embed) -> None:
    page = embed(data="data-open", viewport={"width": width, "height": 800}).page
    expect(page.locator(".panel")).to_be_visible(visible=shown)
    assert page.evaluate("document.activeElement === document.body")


def test_words_side_place_and_language_are_the_hosts(embed: Embed) -> None:
    words = "data-lang=de data-heading='Schlüssel weg?' data-greeting='Was ist los?'"
    at = embed(data=f"{words} data-side=left data-position='40 60' data-scheme=dark").open()
    expect(at.page.get_by_role("heading", name="Schlüssel weg?")).to_be_visible()
    expect(at.page.get_by_text("Was ist los?")).to_be_visible()
    expect(at.page.get_by_role("textbox", name="Ihre Nachricht")).to_be_focused()
    assert at.page.locator(".launcher").bounding_box() == {
        "x": 40,
        "y": 800 - 60 - 56,
        "width": 56,
        "height": 56,
    }
    assert (
        at.page.locator(".panel").evaluate("node => getComputedStyle(node).backgroundColor")
        == "rgb(19, 24, 28)"
    )
    say(at.page, "Hallo")
    expect(messages(at.page).last).to_have_attribute("data-state", "sent")
    assert at.stub.said("POST", "sessions")[0]["locale"] == "de-DE"


def test_identity_is_handed_on_and_keeps_people_apart(embed: Embed) -> None:
    payload = "eyJzdWIiOiJjdXN0b21lci03In0"
    at = embed(data=f"data-identity='x.{payload}.y'").open()
    say(at.page, "Hello")
    expect(messages(at.page).last).to_have_attribute("data-state", "sent")
    assert at.stub.said("POST", "sessions")[0]["identity"] == f"x.{payload}.y"
    assert at.page.evaluate("Object.keys(localStorage)[0]").endswith(":customer-7")


def test_identity_that_is_refused_keeps_nobody_from_reporting(embed: Embed) -> None:
    def refuse(stub: Stub) -> None:
        stub.refusals["POST sessions"] = (
            422,
            {"code": "invalid_identity", "message": "identity: it has expired"},
        )

    at = embed(data="data-identity='x.y.z'", before=refuse).open()
    with (
        at.page.expect_console_message(lambda line: "identity: it has expired" in line.text),
        at.page.expect_request(
            lambda request: request.url.endswith("sessions") and "identity" not in (request.post_data or "")
        ),
    ):
        say(at.page, "Hello")


def test_scripts_of_the_page_open_close_listen_and_remove(embed: Embed) -> None:
    page = embed(QUESTION, kept={"seen": 1}).page
    expect(page.locator(".badge")).to_contain_text("2")
    listen = "firstnotice.on('unread', (count) => told.push(count)); firstnotice.on('close', () => told.push('closed'));"
    page.evaluate(f"() => {{ window.told = []; {listen} }}")
    page.evaluate("firstnotice.compose('It was me')")
    expect(composer(page)).to_have_value("It was me")
    page.evaluate("firstnotice.close()")
    expect(page.locator(".panel")).to_be_hidden()
    page.evaluate("firstnotice.destroy()")
    assert page.evaluate("told") == [0, "closed"]


def test_loaded_twice_it_is_there_once(embed: Embed, base_url: str) -> None:
    at = embed()
    at.page.add_script_tag(url=f"{at.page.evaluate('document.scripts[0].src')}?again")
    expect(at.page.locator("firstnotice-chat")).to_have_count(1)


def test_page_that_changes_its_content_by_script_gets_it_again(embed: Embed) -> None:
    page = embed(QUESTION).open().page
    again = "const tag = document.createElement('script'); tag.src = document.scripts[0].src"
    page.evaluate(f"() => {{ {again}; document.body.replaceChildren(tag); }}")
    expect(page.locator("firstnotice-chat")).to_have_count(1)
    expect(messages(page)).to_have_count(len(QUESTION))
    page.evaluate("firstnotice.close()")
    expect(page.locator(".panel")).to_be_hidden()


def test_panel_that_was_open_is_open_on_the_next_page(embed: Embed) -> None:
    at = embed(QUESTION).open()
    at.page.reload()
    expect(composer(at.page)).to_be_visible()
    at.page.evaluate("firstnotice.close()")
    at.page.reload()
    expect(at.page.locator(".launcher")).to_be_visible()
    expect(composer(at.page)).to_be_hidden()


def test_keys_of_the_page_are_not_pressed_by_writing(embed: Embed) -> None:
    keys = "<script>document.addEventListener('keydown', (event) => (document.title += event.key))</script>"
    page = embed(QUESTION, body=keys).open().page
    composer(page).press_sequentially("s/?")
    expect(composer(page)).to_have_value("s/?")
    assert page.title() == "Linden Mutual"


# Unread messages, and tabs


def test_unread_messages_are_counted_on_the_button_and_in_the_title(embed: Embed) -> None:
    page = embed(QUESTION, kept={"seen": 1}).page
    expect(page.get_by_role("button", name="Report a claim 2 new messages")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="2 new messages")).to_have_count(1)
    assert page.title() == "Linden Mutual"
    page.evaluate(SEEN, False)
    assert page.title() == "(2) Linden Mutual"
    page.evaluate(SEEN, True)
    assert page.title() == "Linden Mutual"


def test_what_is_read_in_one_tab_is_read_in_all(embed: Embed) -> None:
    one = embed(QUESTION)
    other = one.again()
    expect(other.page.locator(".badge")).to_be_visible()
    one.open()
    expect(other.page.locator(".badge")).to_be_hidden()
    one.page.reload()
    expect(one.page.locator(".launcher")).to_be_visible()
    expect(one.page.locator(".badge")).to_be_hidden()


def test_tab_that_was_open_before_joins_the_conversation(embed: Embed) -> None:
    one = embed().open()
    other = one.again().open()
    one.stub.messages = [message(1, "bot", "What happened?")]
    say(one.page, "Hello")
    for tab in (one, other):
        expect(messages(tab.page, "bot")).to_have_count(1)
    say(other.page, "I lost a key")
    expect(messages(other.page).last).to_have_attribute("data-state", "sent")
    assert len(one.stub.said("POST", "sessions")) == 1


def test_new_conversation_in_one_tab_is_none_of_the_other_any_more(embed: Embed) -> None:
    one = embed(QUESTION).open()
    other = one.again().open()
    expect(messages(other.page)).to_have_count(3)
    choose(one.page, "Start a new conversation")
    one.page.get_by_role("button", name="Start new", exact=True).click()
    expect(messages(other.page)).to_have_count(0)


# What is said


def test_used_answer_stays_as_a_mark_and_the_others_go(embed: Embed) -> None:
    page = embed(QUESTION).open().page
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator(".pressed")).to_have_text(re.compile("No"))
    expect(page.locator(".buttons")).to_have_count(0)


def test_row_of_the_summary_is_pressed_to_change_it(embed: Embed) -> None:
    at = embed(SUMMARY).open()
    at.page.get_by_role("button", name="Amount").click()
    expect(at.page.locator(".pressed")).to_contain_text("Amount")
    expect(messages(at.page).last).to_have_attribute("data-state", "sent")
    assert [body["label"] for body in at.stub.said("POST", "points")] == ["Amount"]
    expect(at.page.get_by_role("button", name="Happened")).to_be_disabled()


def test_long_summary_is_read_from_its_beginning_and_stays_where_its_reader_is(embed: Embed) -> None:
    rows = "\n".join(f"– Point {number}: what was said about it" for number in range(1, 31))
    long = SUMMARY[1] | {"text": f"Here is your report:\n{rows}\nIs everything right?"}
    at = embed([*QUESTION, long | {"seq": 4}]).open()
    begins, more = (
        at.page.get_by_text("Here is your report"),
        at.page.get_by_role("button", name="More below"),
    )
    expect(begins).to_be_in_viewport()
    more.click()
    expect(more).to_be_hidden()
    at.page.set_viewport_size({"width": 1000, "height": 700})
    expect(at.page.get_by_role("button", name="Send it")).to_be_in_viewport()
    expect(begins).not_to_be_in_viewport()


def test_keyboard_and_date_picker_fit_the_question(embed: Embed) -> None:
    at = embed([message(1, "bot", "How do we reach you?", asks="insured_contact")]).open()
    expect(composer(at.page)).to_have_attribute("inputmode", "email")
    dated = embed(DATE).open().page
    dated.get_by_label("Pick a date").fill("2026-03-11")
    expect(composer(dated)).to_have_value("11 March 2026")


def test_person_who_joined_is_named_above_and_when_writing(embed: Embed) -> None:
    at = embed(STAFF)
    at.writes('{"typing": true, "who": "staff", "name": "Jo Brandt"}')
    at.page.reload()
    page = at.open().page
    expect(page.get_by_text("Jo Brandt is writing")).to_be_visible()
    expect(page.locator("header")).to_contain_text("Jo Brandt · Claims team")
    expect(messages(page, "staff").last.locator(".meta")).to_contain_text("Jo Brandt")


# The network


def test_words_written_offline_are_sent_once_afterwards(embed: Embed) -> None:
    at = embed(QUESTION).open()
    at.stub.down = True
    at.page.context.set_offline(True)
    expect(at.page.get_by_text("You are offline")).to_be_visible()
    say(at.page, "It was on Tuesday")
    expect(at.page.get_by_text("Waiting for a connection")).to_be_visible(timeout=RECONNECTED_WITHIN)
    at.stub.down = False
    at.page.context.set_offline(False)
    expect(messages(at.page).last).to_have_attribute("data-state", "sent", timeout=RECONNECTED_WITHIN)
    expect(at.page.get_by_text("You are offline")).to_be_hidden()
    assert [body["text"] for body in at.stub.said("POST", "messages")[-1:]] == ["It was on Tuesday"]
    assert len({body["client_id"] for body in at.stub.said("POST", "messages")}) == 1


def test_what_waited_for_the_service_goes_before_what_is_written_later(embed: Embed) -> None:
    at = embed(QUESTION).open()
    at.stub.down = True
    expect(at.page.get_by_text("No connection at the moment")).to_be_visible()
    say(at.page, "It was on Tuesday")
    expect(at.page.get_by_text("Waiting for a connection")).to_be_visible(timeout=RECONNECTED_WITHIN)
    tried = len(at.stub.said("POST", "messages"))
    at.stub.down = False
    say(at.page, "And again on Friday")
    expect(messages(at.page).last).to_have_attribute("data-state", "sent")
    sent = [body["text"] for body in at.stub.said("POST", "messages")[tried:]]
    assert sent == ["It was on Tuesday", "And again on Friday"]


def test_message_that_was_refused_can_be_discarded(embed: Embed) -> None:
    at = embed(QUESTION).open()
    at.stub.refusals["POST messages"] = (422, {"code": "invalid", "message": "No."})
    say(at.page, "x")
    at.page.get_by_role("button", name="Discard").click()
    expect(messages(at.page)).to_have_count(len(QUESTION))
    at.page.reload()
    expect(at.open().page.locator(".message")).to_have_count(len(QUESTION))


# Files


def test_files_are_added_by_button_paste_and_drop_and_sent_together(embed: Embed) -> None:
    at = embed(QUESTION).open()
    page = at.page
    assert "image/" in (page.locator("input[type=file]").get_attribute("accept") or "")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add photos or files").click()
    chooser.value.set_files([PDF])
    composer(page).evaluate(GIVEN, ["ClipboardEvent", "paste", "clipboardData"])
    page.locator(".panel").evaluate(GIVEN, ["DragEvent", "drop", "dataTransfer"])
    expect(page.locator(".tray .ready")).to_have_count(3)
    composer(page).press("Enter")
    expect(page.locator(".tray li")).to_have_count(0)
    expect(messages(page).last).to_have_attribute("data-state", "sent")
    (body,) = at.stub.said("POST", "messages")
    assert len(set(body["attachment_ids"])) == 3
    assert "text" not in body


def test_message_waits_for_its_files(embed: Embed) -> None:
    at = embed(QUESTION).open()
    at.stub.hanging.add("POST attachments")
    at.page.locator("input[type=file]").set_input_files(PHOTO)
    expect(at.page.locator("progress")).to_be_visible()
    say(at.page, "Here is the photo")
    expect(at.page.get_by_role("alert")).to_contain_text("as soon as the files are there")
    at.page.get_by_role("button", name="Cancel upload of photo.jpg").click()
    expect(messages(at.page).last).to_have_attribute("data-state", "sent")
    assert [body["text"] for body in at.stub.said("POST", "messages")] == ["Here is the photo"]


def test_upload_that_got_lost_is_tried_again_under_its_name(embed: Embed) -> None:
    at = embed(QUESTION).open()
    at.stub.refusals["POST attachments"] = (503, {"code": "unavailable", "message": "Not now."})
    at.page.locator("input[type=file]").set_input_files(PHOTO)
    expect(at.page.locator(".tray .lost")).to_contain_text("Not now.")
    at.stub.refusals.clear()
    at.page.get_by_role("button", name="Try again").click()
    expect(at.page.locator(".tray .ready")).to_have_count(1)
    sent = [each for each in at.stub.asked if each.url.endswith("attachments")]
    names = {re.search(rb"file-[0-9a-f]{32}", each.post_data_buffer or b"") for each in sent}
    assert len({name[0] for name in names if name}) == 1


def test_what_was_not_sent_yet_is_there_after_a_reload_and_goes_with_its_conversation(embed: Embed) -> None:
    at = embed(QUESTION).open()
    page = at.page
    page.locator("input[type=file]").set_input_files(PDF)
    expect(page.locator(".tray .ready")).to_have_count(1)
    composer(page).fill("Here is\ntheir letter")
    page.reload()
    expect(page.locator(".tray .ready")).to_contain_text("letter.pdf")
    expect(composer(page)).to_have_value("Here is\ntheir letter")
    one_line = 44
    assert composer(page).evaluate("(field) => field.clientHeight") > one_line
    composer(page).press("Enter")
    expect(messages(page).last).to_have_attribute("data-state", "sent")
    (body,) = at.stub.said("POST", "messages")
    assert (body["text"], len(body["attachment_ids"])) == ("Here is\ntheir letter", 1)
    page.locator("input[type=file]").set_input_files(PDF)
    expect(page.locator(".tray .ready")).to_have_count(1)
    choose(page, "Start a new conversation")
    page.get_by_role("button", name="Start new", exact=True).click()
    expect(page.locator(".tray")).to_be_hidden()
    page.reload()
    expect(composer(page)).to_have_value("")
    expect(page.locator(".tray")).to_be_hidden()


def test_picture_that_comes_late_pushes_nothing_away(embed: Embed) -> None:
    late = embed(STAFF, before=lambda stub: stub.hanging.add("GET attachments/d2/preview")).open().page
    there = embed(STAFF).open().page
    expect(messages(late)).to_have_count(len(STAFF))
    expect(there.locator(".document canvas[width]")).to_be_visible()
    expect(late.locator(".document canvas[width]")).to_have_count(0)
    heights = [page.locator(".list").evaluate("list => list.offsetHeight") for page in (late, there)]
    assert heights[0] == heights[1]


def test_file_that_is_taken_back_is_forgotten_by_the_service(embed: Embed) -> None:
    at = embed(QUESTION).open()
    at.page.locator("input[type=file]").set_input_files(PDF)
    with at.page.expect_request(
        lambda request: request.method == "DELETE" and "/attachments/" in request.url
    ):
        at.page.get_by_role("button", name="Remove letter.pdf").click()
    expect(at.page.locator(".tray")).to_be_hidden()
    expect(composer(at.page)).to_be_focused()
