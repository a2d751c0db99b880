"""`python -m quality.insureds FILE…`: simulated insureds against the real service, and what their notices hold in the end.

A file has insureds by a title that is theirs: `now`, `timezone` and `locale` of their browser, what they tell unasked (`tells`),
which fields that states beyond doubt (`given`), what they answer when asked for a field (`answers`; a list is the first time,
the second time …), at any other question (`else`), and what the stored notice has to hold (`claim`): choices as a list of
acceptable values, days and periods, the parts of sums, `unknown`. What a notice holds beyond that is not looked at.
"""

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml

from bot.commands.processes import ROOT
from bot.settings import Settings
from tests.support.chat import Chat, Message
from tests.support.claims import claims_of
from tests.support.processes import Installation

FOLDER = ROOT / "data" / "insureds"
MOST_TURNS = 45
"""After so many answers an insured gives up; the longest honest conversation takes some 25."""
_OWN_WORDS = frozenset({"insured_contact", "insured_name", "policy_number", "claimant"})
_BESIDE_A_NAME = re.compile(r"^the |\b(?:dr|prof|mag|ing|dipl|dipl-ing|mr|mrs|ms|herr|frau|firma|fa)\b\.?-?")
"""Titles and the like, which a name may be written with or without."""


_NUMBER = re.compile(r"\+?[\d\s()/-]{6,}")
_LAST = 7
"""Digits by which two telephone numbers are the same."""


@dataclass
class Talk:
    """How one conversation went."""

    title: str
    turns: list[str] = field(default_factory=list)
    ended: bool = False
    """Whether the notice was sent."""
    wrong: dict[str, str] = field(default_factory=dict)
    """Of a field: what was wanted and what the notice holds."""
    asked_again: list[str] = field(default_factory=list)
    """Fields that were asked for though they had been told before any question."""
    asked_thrice: list[str] = field(default_factory=list)
    values: int = 0

    @property
    def faultless(self) -> bool:
        return self.ended and not self.wrong


def play(title: str, insured: Mapping[str, Any], http: httpx.Client, installation: Installation) -> Talk:
    """One conversation from the first message until the notice is sent or the insured gives up."""
    talk = Talk(title)
    person = Chat(http, now=_text(insured["now"]), timezone=insured["timezone"], locale=insured["locale"])
    asked: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    answer: list[Message] = []
    for told in insured["tells"]:
        answer = _say(person, told, talk)
    for _ in range(MOST_TURNS):
        question = next((each for each in reversed(answer) if each["asks"]), None)
        if question is None:
            break
        asks = question["asks"]
        asked[asks] += 1
        questions[question["text"]] += 1
        answer = _say(person, _answer(insured, asks, asked[asks]), talk)
    claims = claims_of(installation, person.id)
    claim: dict[str, Any] = claims[-1] if claims else {"status": "none", "fields": {}}
    talk.ended = claim["status"] == "submitted"
    talk.asked_again = [name for name in insured.get("given") or () if asked[name]]
    talk.asked_thrice = [text for text, times in questions.items() if times > 2]
    for name, wanted in (insured.get("claim") or {}).items():
        fact = claim["fields"].get(name)
        told = name in insured.get("given", ()) or asked[name] or name not in insured["answers"]
        if not told and (fact is None or fact["source"] is None):
            # What was never asked for could not be answered; whether it is assumed is up to the catalogue.
            continue
        talk.values += 1
        found = fact["value"] if fact else None
        if not holds(name, wanted, found):
            talk.wrong[name] = f"{wanted!r}, but {found!r}"
    return talk


def holds(name: str, wanted: Any, found: Any) -> bool:
    """Whether a stored value is what was expected."""
    if wanted == "unknown":
        return found in (None, "unknown")
    if isinstance(wanted, Mapping):
        parts = {key: part for key, part in wanted.items() if key in ("low", "high", "currency")}
        if isinstance(found, Mapping) and found.get("bound") == "at_least" and wanted.get("high", 0) is None:
            parts.pop("high")
        return isinstance(found, Mapping) and all(_same(found.get(key), part) for key, part in parts.items())
    if isinstance(found, Mapping) and "start" in found:
        days = [_text(day) for day in (wanted if isinstance(wanted, list) else [wanted, wanted])]
        return [found["start"], found["end"]] == days
    choices = wanted if isinstance(wanted, list) else [wanted]
    if name in _OWN_WORDS:
        return _bare(found) in [_bare(choice) for choice in choices]
    return found in [_yes_no(choice) for choice in choices]


def _same(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None or isinstance(wanted, str):
        return bool(found == wanted)
    return float(found) == float(wanted)


def _bare(value: Any) -> str:
    text = _BESIDE_A_NAME.sub("", _text(value).casefold())
    if _NUMBER.fullmatch(text):
        # A national number stands for the same one with its country.
        return "".join(filter(str.isdigit, text)).lstrip("0")[-_LAST:]
    return "".join(letter for letter in text if letter.isalnum() or letter == "+")


def _yes_no(value: Any) -> Any:
    # YAML takes a bare yes for true.
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _answer(insured: Mapping[str, Any], asks: str, time: int) -> str:
    answers = insured["answers"].get(asks, insured["else"])
    answers = answers if isinstance(answers, list) else [answers]
    return str(answers[min(time, len(answers)) - 1])


def _say(person: Chat, text: str, talk: Talk) -> list[Message]:
    talk.turns.append(f"I: {text}")
    answer = person.say(text)
    for message in answer:
        talk.turns.append(f"B: {message['text']}  <{message['asks']}>")
    return answer


@contextmanager
def running(models: Path) -> Iterator[Installation]:
    """Both processes with an empty database."""
    with tempfile.TemporaryDirectory(prefix="insureds-") as folder:
        installation = Installation(Path(folder), models)
        process = installation.run()
        try:
            installation.wait_until_ready()
            yield installation
        finally:
            process.stop()


def table(talks: Sequence[Talk]) -> str:
    """What came out, in a few lines."""
    number = len(talks)
    fields = Counter(name for talk in talks for name in talk.wrong)
    again = Counter(name for talk in talks for name in talk.asked_again)
    values = sum(talk.values for talk in talks)
    lines = [
        f"sent with every value      {sum(talk.faultless for talk in talks)} of {number}",
        f"sent                       {sum(talk.ended for talk in talks)} of {number}",
        f"values right               {values - fields.total()} of {values}",
        f"asked for what was told    {again.total()} ({_counted(again)})",
        f"the same words thrice      {sum(len(talk.asked_thrice) for talk in talks)}",
        f"wrong by field             {_counted(fields)}",
    ]
    return "\n".join(lines)


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {times}" for name, times in counter.most_common()) or "none"


def main() -> int:
    """0 when all were played; what they got wrong is in the table."""
    parser = argparse.ArgumentParser(prog="python -m quality.insureds", description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="all of data/insureds if none is named")
    parser.add_argument(
        "--misses", action="store_true", help="name each wrong value (never with held-out files)"
    )
    parser.add_argument("--talks", type=Path, help="a folder for what was said (never with held-out files)")
    parser.add_argument("--only", help="a piece of the title")
    options = parser.parse_args()
    files = options.files or sorted(FOLDER.glob("*.yml"))
    if (options.misses or options.talks) and any("held-out" in file.name for file in files):
        parser.error("held-out files are only counted: no misses, no talks")
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    models = Settings.from_environment().models_dir
    with (
        running(models) as installation,
        httpx.Client(base_url=installation.url, timeout=60, trust_env=False) as http,
    ):
        for file in files:
            insureds = yaml.safe_load(file.read_text("utf-8"))
            talks = []
            for title, insured in insureds.items():
                if options.only and options.only not in title:
                    continue
                talks.append(play(title, insured, http, installation))
                sys.stderr.write("." if talks[-1].faultless else "x")
                sys.stderr.flush()
            sys.stderr.write("\n")
            sys.stdout.write(f"## {file.stem}\n\n{table(talks)}\n\n")
            for number, talk in enumerate(talks):
                if options.misses and (not talk.faultless or talk.asked_again or talk.asked_thrice):
                    sys.stdout.write(f"{talk.title}{'' if talk.ended else ' (not sent)'}\n")
                    sys.stdout.writelines(f"    {name}: {what}\n" for name, what in talk.wrong.items())
                    if talk.asked_again:
                        sys.stdout.write(f"    asked for what was told: {', '.join(talk.asked_again)}\n")
                    sys.stdout.writelines(f"    thrice: {text}\n" for text in talk.asked_thrice)
                if options.talks:
                    options.talks.mkdir(parents=True, exist_ok=True)
                    mark = "ok" if talk.faultless else "x"
                    lines = [
                        f"# {talk.title}",
                        *talk.turns,
                        "",
                        *(f"! {n}: {w}" for n, w in talk.wrong.items()),
                    ]
                    name = f"{file.stem}-{number:02}-{mark}.txt"
                    (options.talks / name).write_text("\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
