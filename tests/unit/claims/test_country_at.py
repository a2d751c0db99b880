"""Where somebody is, by what their device is set to."""

import pytest

from bot.claims.countries import country_at
from tests.builders import a_conversation


@pytest.mark.parametrize(
    ("region", "timezone", "country"),
    [
        ("GB", "Europe/Berlin", "DE"),
        ("GB", "Europe/Madrid", "ES"),
        ("US", "Europe/Zurich", "CH"),
        ("US", "Asia/Kolkata", "IN"),
        ("DE", "Europe/Vienna", "AT"),
        ("GB", "Europe/London", "GB"),
        ("US", "America/Chicago", "US"),
        # Assumed where none was told, or used across a border.
        ("US", "Europe/London", "US"),
        ("AT", "Europe/Berlin", "AT"),
        ("ES", "Europe/London", "ES"),
        ("GB", "Etc/UTC", "GB"),
        ("GB", "Nowhere/Land", "GB"),
    ],
)
def test_a_clock_tells_where_somebody_lives(region: str, timezone: str, country: str) -> None:
    assert country_at(region, timezone) == country


def test_only_a_browser_tells_its_time_zone() -> None:
    told = {"region": "GB", "timezone": "Europe/Berlin"}
    assert a_conversation(channel="website", **told).home == "DE"
    assert a_conversation(channel="telegram", **told).home == "GB"


def test_the_language_spoken_changes_nothing() -> None:
    homes = {
        a_conversation(language=each, region="GB", timezone="Europe/Berlin").home for each in ("en", "de")
    }
    assert homes == {"DE"}
