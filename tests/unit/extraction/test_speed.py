"""How reading grows with the text and with the number of messages, without a look at the clock on the wall.

Everything is the processor time of this thread beside that of something else just measured, so a busy or a slow machine
changes nothing; and of several tries the best one counts.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.commands.processes import ROOT
from bot.extraction.reader import Reader

READER = Reader(None)
NOW = datetime(2022, 7, 22, 9, 12, tzinfo=UTC)
TRIES = 3

FOUR_TIMES_THE_TEXT = 6.0
"""Most times the cost for four times the text; 16 would be quadratic."""
REPORT_IN_LOOPS = 5.0
ODD_TEXT_IN_LOOPS = 45.0
"""Most loops of `loop`, each 4 ms or more, for a report of 150 words and for 5,000 characters of anything. The budgets are
15 ms and 100 ms; nearly twice that leaves room for what a neighbour does to the caches."""

SENTENCES = {
    "en": [
        "Hi, I run a small IT support firm and look after the servers of Alder Clinic Ltd.",
        "On the evening of 3 May we moved their patient files to the new storage, which went fine at first.",
        "Two days later, on Thursday, the practice manager rang because half of the scans could not be opened.",
        "My colleague had set the copy job to skip locked files, so everything in use at night is gone.",
        "The old disks were wiped on 6 May as agreed in our contract, which is worth about £14,000 a year.",
        "A recovery firm wanted £2,300 plus VAT just to look at them and found nothing.",
        "Yesterday their solicitor wrote that they hold us liable for £38,500, payable by the end of the month.",
        "I have not admitted anything and told them that my insurer would be in touch.",
        "Our policy has an excess of £1,000 and we have never had a claim before.",
    ],
    "de": [
        "Guten Tag, ich betreue seit 2019 als Freiberufler die Webshops der Kletterhalle Nord GmbH.",
        "Am Abend des 3. Mai habe ich ein Update eingespielt und die Preise aus der alten Tabelle übernommen.",
        "Dabei sind zwei Spalten verrutscht, sodass alle Seile für 1,20 Euro statt 120 Euro verkauft wurden.",
        "Bemerkt hat das erst am Freitag darauf die Buchhaltung, da waren schon 214 Bestellungen verschickt.",
        "Mein Mitarbeiter hat den Shop dann gleich offline genommen, insgesamt stand er etwa 6 Stunden still.",
        "Der Geschäftsführer schätzt den Schaden auf rund 25.000 Euro, die Rechnung dafür kam vorgestern per Einschreiben.",
        "Mein eigenes Honorar von 1.800 € für das Update will er auch nicht bezahlen.",
        "Ich habe nichts unterschrieben und bis zum 30. Juni Zeit für eine Antwort bekommen.",
        "Meine Police läuft noch bis Jahresende, die Nummer reiche ich gerne nach.",
    ],
}
REPORTS = {lang: " ".join(" ".join(sentences).split()[:150]) for lang, sentences in SENTENCES.items()}

ODD = {
    "one letter": "a",
    "capitals": "A",
    "digits": "7",
    "spaces": " ",
    "lines": "\n",
    "dots": ".",
    "1.1.": "1.1.",
    "dates": "3 May 2021 ",
    "months": "of May ",
    "days": "Monday ",
    "sums": "£1,200 ",
    "thousands": "1.000",
    "number words": "einund",
    "names": "Anna Berg & Söhne GmbH ",
    "brackets": "(",
    "addresses": "a@",
    "slashes": "1/",
    "hyphens": "a-",
    "policy numbers": "PI 1 ",
    "conjunctions": "and ",
    "clients": "the client wants ",
    "emoji": "👍🏽",
}  # fmt: skip


def cpu(action: Callable[[], object]) -> float:
    """Seconds of processor time that `action` takes in this thread."""
    begun = time.thread_time()
    action()
    return time.thread_time() - begun


def best(action: Callable[[], object]) -> float:
    return min(cpu(action) for _ in range(TRIES))


def loop() -> int:
    """Always the same work for the interpreter, as a measure for other work."""
    found: dict[int, int] = {}
    for number in range(40_000):
        found[number % 1000] = found.get(number % 1000, 0) + number
    return len(found)


def read(text: str, lang: str = "en") -> None:
    READER.read([text], now=NOW, lang=lang)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Grammars are read and compiled with the first text in a language."""
    for lang, report in REPORTS.items():
        read(report, lang)


@pytest.mark.parametrize("piece", ODD.values(), ids=ODD)
def test_four_times_the_text_costs_about_four_times_as_much(piece: str) -> None:
    short, long = ((piece * length)[:length] for length in (5_000, 20_000))
    ratios = (cpu(lambda: read(long)) / cpu(lambda: read(short)) for _ in range(TRIES))
    assert any(ratio <= FOUR_TIMES_THE_TEXT for ratio in ratios)


@pytest.mark.parametrize("piece", ODD.values(), ids=ODD)
def test_odd_text_is_no_burden(piece: str) -> None:
    text = (piece * 5_000)[:5_000]
    limit = ODD_TEXT_IN_LOOPS * best(loop)
    assert any(cpu(lambda: read(text)) <= limit for _ in range(TRIES))


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_report_of_150_words_is_read_in_no_time(lang: str) -> None:
    assert len(REPORTS[lang].split()) >= 120
    assert best(lambda: read(REPORTS[lang], lang)) <= REPORT_IN_LOOPS * best(loop)


_MANY_MESSAGES = """
import json, sys
from datetime import datetime, timezone
import psutil
from bot.extraction.reader import Reader

reader, now, process = Reader(None), datetime(2022, 7, 22, tzinfo=timezone.utc), psutil.Process()

def read(numbers):
    for number in numbers:
        reader.read([f"on {1 + number % 28}.{1 + number % 12}. Kunde Nr{number} wants {number} euro"], now=now)

read(range(500))
before = process.memory_info().rss
read(range(500, 500 + int(sys.argv[1])))
json.dump(process.memory_info().rss - before, sys.stdout)
"""


def test_messages_leave_nothing_behind() -> None:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    child = subprocess.run(
        [sys.executable, "-c", _MANY_MESSAGES, "3000"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert json.loads(child.stdout) <= 5_000_000
