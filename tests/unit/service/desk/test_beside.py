"""What staff keep beside a conversation."""

from bot.service.desk.beside import in_language
from bot.service.desk.views import CannedReply

ENGLISH = CannedReply("1", False, "Papers", "en", "Please send …")
GERMAN = CannedReply("2", False, "Unterlagen", "de", "Bitte schicken Sie …")


def test_ready_made_replies_are_those_in_the_language_of_the_conversation() -> None:
    assert in_language((ENGLISH, GERMAN), "de") == (GERMAN,)


def test_ready_made_replies_in_another_language_name_it() -> None:
    assert [each.title for each in in_language((ENGLISH,), "de")] == ["Papers (EN)"]
