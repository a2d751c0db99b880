"""The overview at the desk: figures of what has happened, each with its picture and its table."""

from tests.support.chat import Chat
from tests.support.desk import Clerk


def test_what_happened_is_counted(admin: Clerk, chat: Chat) -> None:
    before = admin.text("/desk/overview")
    chat.say("nlu_fallback 0.3: grmpf")
    text = admin.text("/desk/overview")
    assert text != before
    for title in ("Conversations", "Claims sent", "Wait for a person", "Where people stop", "Satisfaction"):
        assert title in text


def test_every_picture_has_its_table_and_no_style_of_its_own(admin: Clerk, chat: Chat) -> None:
    chat.say("hello")
    page = admin.page("/desk/overview")
    assert page.count('<svg class="chart"') == page.count("As a table") > 0
    assert "style=" not in page
    assert "<style" not in page


def test_it_speaks_the_language_of_who_looks(support: Clerk) -> None:
    text = support.text("/desk/overview")
    assert "Warten auf einen Menschen" in text
    assert "Week" not in text
