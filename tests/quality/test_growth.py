"""What reading costs grows with the text and no faster, and nothing that was read stays in memory."""

import gc
import random
import signal
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from bot.extraction.features import Vocabulary
from bot.extraction.reader import Reader
from bot.extraction.remembered import remembered

NOW = datetime(2024, 5, 16, 9, 30, tzinfo=UTC)
READER = Reader(None)
SHORT, LONG = 4_000, 16_000
UNITS = [
    "a", "A", "1", "(", ".", ",", "\n", " ", "-", "'", "@", "/", ":", "€", "İ", "a1:", "1:2", "a@b.", "www.", "1-", "12/",
    "1.1.", "01 ", "+49 ", "A & ", "A-", "Dr. ", "3 May ", "of May ", "Monday ", "gestern ", "weeks ago ", "last ",
    "in der Nacht vom ", "the day before ", "£1 ", "1 Euro 2 ", "1,000 ", "1k-", "hundert", "hundred thousand ",
    "from 3 to ", "zwischen ", "the client ", "Müller GmbH ", "they demand ", "hold us ", "für einen ", "my name is ",
    "policy no ", "AB12 ", "und ", "one of my ",
]  # fmt: skip
GENEROUS = 2.5
"""Times as much as in proportion that a text four times as long may take; what grows with its square takes four times."""
TRIFLE = 0.05
"""Seconds of processor time below which the proportion says nothing."""
HOPELESS = 10
"""Seconds after which a text will hardly come to an end."""


@contextmanager
def given_up() -> Iterator[None]:
    """Ends what takes hopelessly long, in processor time, so that other work on the machine does not matter."""

    def end(*_: object) -> None:
        raise AssertionError(f"not read after {HOPELESS} seconds")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, HOPELESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def cost(text: str, lang: str) -> float:
    """Seconds of processor time; the lesser of two, as the first may have to load something."""
    taken = []
    for _ in range(2):
        begun = time.process_time()
        READER.read([text], now=NOW, lang=lang)
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize("unit", UNITS)
def test_reading_grows_with_the_text_and_no_faster(unit: str) -> None:
    lang = (
        "de" if unit.strip() in ("gestern", "in der Nacht vom", "zwischen", "für einen", "hundert") else "en"
    )
    text = unit * (LONG // len(unit) + 1)
    with given_up():
        short, long = cost(text[:SHORT], lang), cost(text[:LONG], lang)
    assert long < max(TRIFLE, GENEROUS * LONG / SHORT * short)


_COMMON = "the client der Kunde server wants gestern crashed verloren and und we wir demand invoice Sprocket Bean Ltd GmbH"


def messages(count: int) -> Iterator[str]:
    """Messages of common words, a day, a sum, and words that nobody has read before."""
    chance = random.Random(5)
    for _ in range(count):
        words = chance.choices(_COMMON.split(), k=4)
        words += ["".join(chance.choices("abcdeimnorstü", k=chance.randint(3, 50))) for _ in range(8)]
        words.append(f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{chance.randint(2019, 2024)}")
        words.append(f"{chance.choice('€£$')}{chance.randint(10, 99_999)}")
        yield " ".join(words)


def test_what_was_read_is_not_kept() -> None:
    """20 MB in 100,000 messages are 200 bytes for each; what is remembered of words fills up before."""
    filling, measured = 3_250, 750
    sizes = []
    tracemalloc.start()
    for number, message in enumerate(messages(filling + measured), 1):
        READER.read([message], now=NOW)
        if number in (filling, filling + measured):
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert sizes[1] - sizes[0] < 200 * measured


def test_words_are_remembered_up_to_a_number_and_a_length() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    find = remembered(length, 2)
    assert [find(word) for word in ("one", "one", "three", "x" * 500, "x" * 500)] == [3, 3, 5, 500, 500]
    assert asked == ["one", "three", "x" * 500, "x" * 500]
    find("four")
    find("one")
    assert asked[-2:] == ["four", "one"]


def test_remembering_words_changes_no_feature() -> None:
    texts = [
        "the server of the client crashed",
        "der Server des Kunden ist weg",
        "server server SERVER 12 1.400 €",
    ]
    vocabulary = Vocabulary.of(texts)
    first = [vocabulary.features(text) for text in texts]
    again = [vocabulary.features(text) for text in texts]
    for (positions, values), (same_positions, same_values) in zip(first, again, strict=True):
        assert positions.tolist() == same_positions.tolist()
        assert values.tolist() == same_values.tolist()
