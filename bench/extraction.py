"""How long extraction takes, in this process: reports of 150 words, put together from those that the model is trained on."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bench.figures import percentile
from bench.scripts import NOW
from bot.claims.catalogue import HERE as CATALOGUES
from bot.claims.catalogue import Catalogue
from bot.commands.processes import ROOT

WORDS = 150
_FILES = {"en": "reports-en-gb.jsonl", "de": "reports-de-de.jsonl"}
_TEXTS = 30
"""Reports of each language."""
_STARTS = 5


def p95(models: Path, rounds: int, line: str = "professional_indemnity") -> float:
    """Milliseconds; every report is read `rounds` times after one round to warm up."""
    from bot.extraction.reader import Reader

    reader = Reader(models, Catalogue.load(CATALOGUES / f"{line}.yml").policy_patterns)
    now = datetime.fromisoformat(NOW)
    texts = [(language, text) for language in _FILES for text in _reports(language)]
    taken = []
    for number in range(rounds + 1):
        for language, text in texts:
            begun = time.perf_counter()
            reader.read([text], now=now, lang=language, region="GB" if language == "en" else "DE")
            if number:
                taken.append(time.perf_counter() - begun)
    return 1000 * percentile(taken, 0.95)


def start(models: Path) -> float:
    """Seconds of a process that reads a first report in each language, the interpreter's start included; the least of five."""
    return min(_reading_once(models) for _ in range(_STARTS))


def _reading_once(models: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bench.extraction", str(models)], cwd=ROOT, check=True)
    return time.perf_counter() - begun


def _reports(language: str) -> Iterator[str]:
    """Shorter reports in a row, cut at 150 words."""
    made, words = 0, list[str]()
    for line in (ROOT / "data" / "reports" / _FILES[language]).read_text("utf-8").splitlines():
        words += " ".join(json.loads(line)["messages"]).split()
        if len(words) >= WORDS:
            yield " ".join(words[:WORDS])
            made, words = made + 1, []
        if made == _TEXTS:
            return


def _read_once(models: Path) -> None:
    from bot.extraction.reader import Reader

    reader = Reader(models)
    for language in _FILES:
        reader.read([next(_reports(language))], now=datetime.fromisoformat(NOW), lang=language)


if __name__ == "__main__":
    _read_once(Path(sys.argv[1]))
