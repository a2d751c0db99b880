"""Phrases as people write them, each with the days it means; all said on Wednesday, 8 July 2026, at noon.

The phrases stand in test_phrases.{en,de}.txt, `phrase | start [end] [future]; ...`; those of test_dates.nothing.txt
name no date.
"""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.extraction.dates import find_dates

NOW = datetime(2026, 7, 8, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def _lines(name: str) -> list[str]:
    return (Path(__file__).parent / f"test_phrases.{name}.txt").read_text("utf-8").splitlines()


def _cases(lang: str) -> list[tuple[str, str, str]]:
    lines = [line.rsplit("|", 1) for line in _lines(lang)]
    return [(lang, text.strip(), wanted.strip()) for text, wanted in lines]


def _written(text: str, lang: str, region: str) -> str:
    found = find_dates(text, lang=lang, now=NOW, region=region)
    return "; ".join(
        str(item.period.start)
        + (f" {item.period.end}" if item.period.end != item.period.start else "")
        + (" future" if item.future else "")
        for item in found
    )


@pytest.mark.parametrize(("lang", "text", "wanted"), _cases("en") + _cases("de"))
def test_phrase_means(lang: str, text: str, wanted: str) -> None:
    assert _written(text, lang, "GB" if lang == "en" else "DE") == wanted


@pytest.mark.parametrize("line", _lines("nothing"))
def test_phrase_names_no_date(line: str) -> None:
    lang, text = line.split(" | ", 1)
    assert _written(text, lang, "GB" if lang == "en" else "DE") == ""


def test_dates_in_every_spelling_of_a_weekday_are_in_the_past() -> None:
    for word in ("Monday", "Dienstag", "ziischtig", "Sonnabend"):
        (found,) = find_dates(f"am {word}", lang="de", now=NOW, region="DE")
        assert date(2026, 7, 1) <= found.period.start < date(2026, 7, 8)
