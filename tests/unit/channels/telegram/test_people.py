"""Where people are taken to be, from the little that Telegram tells."""

from zoneinfo import ZoneInfo

import pytest

from bot.channels.telegram.people import People
from tests.builders import NOW


@pytest.mark.parametrize(
    ("tag", "language", "region", "zone"),
    [
        ("de", "de", "DE", "Europe/Berlin"),
        ("en", "en", "DE", "Europe/Berlin"),
        ("en-GB", "en", "GB", "Europe/London"),
        ("en_US", "en", "US", "Europe/Berlin"),
        ("de-AT", "de", "AT", "Europe/Vienna"),
        ("de-DE", "de", "DE", "Europe/Berlin"),
        ("pt-br", "en", "BR", "Europe/Berlin"),
        ("zh-hans", "en", "DE", "Europe/Berlin"),
        ("fr", "en", "DE", "Europe/Berlin"),
        (None, "en", "DE", "Europe/Berlin"),
        ("", "en", "DE", "Europe/Berlin"),
        ("-", "en", "DE", "Europe/Berlin"),
    ],
)
def test_language_region_and_zone(tag: str | None, language: str, region: str, zone: str) -> None:
    conversation = People(ZoneInfo("Europe/Berlin")).new_conversation(tag, NOW)
    assert (conversation.language, conversation.region, conversation.timezone) == (language, region, zone)
    assert conversation.channel == "telegram"


def test_an_insurer_elsewhere_has_its_people_there() -> None:
    conversation = People(ZoneInfo("Europe/Zurich")).new_conversation("de", NOW)
    assert (conversation.region, conversation.timezone) == ("CH", "Europe/Zurich")


def test_a_zone_without_a_country_leaves_the_languages_own() -> None:
    assert People(ZoneInfo("UTC")).new_conversation("en", NOW).region == "GB"
