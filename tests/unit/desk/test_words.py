"""The desk says everything in each of its languages."""

import re
from pathlib import Path

import pytest
import yaml

from bot.claims.catalogue import HERE as CATALOGUES
from bot.claims.catalogue import Catalogue
from bot.claims.model import SetBy, Status
from bot.claims.rules import Level
from bot.conversations.model import HandoffReason, Owner
from bot.conversations.ownership import Move
from bot.desk.claim_sections import NAMES
from bot.desk.conversation import SNOOZES
from bot.desk.pages import HERE, desk_languages
from bot.policies.model import PolicyStatus
from bot.service.desk.reviewing import INTENTS
from bot.service.desk.views import Which

_ASKED = re.compile(r"""\bt\(\s*["']([a-z_]+\.[a-z_]+)["']\s*[,)]""")
LINES = ("professional_indemnity", "personal_lines")
DERIVED = [rule for line in LINES for rule in Catalogue.load(CATALOGUES / f"{line}.yml").derived.values()]
_BOT = HERE.parent
_DEED = re.compile(r'(?:Deed|saw_list|_keep)\([\w., ]*"([a-z_]+)"')
MADE = [code for path in sorted(_BOT.rglob("*.py")) for code in _DEED.findall(path.read_text("utf-8"))]
"""What the code calls things that it writes to the audit trail."""
SAID: dict[str, list[str]] = {
    "covers": [rule["cover_section"] for rule in DERIVED],
    "loss_kinds": [rule["loss_kind"] for rule in DERIVED],
    "queue": list(Which),
    "reasons": list(HandoffReason),
    "owners": list(Owner),
    "moves": list(Move),
    "levels": list(Level),
    "setters": list(SetBy),
    "statuses": list(Status),
    "policies": list(PolicyStatus),
    "sections": list(NAMES),
    "intents": list(INTENTS),
    "snoozes": list(SNOOZES),
    "deeds": sorted({*MADE, *(move for move in Move if move is not Move.HANDOFF)}),
}
"""What templates look up by the value at hand."""


def words(language: str) -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        (HERE / "words" / f"{language}.yml").read_text("utf-8")
    )
    return loaded


def asked() -> set[str]:
    files: list[Path] = [*(HERE / "templates").glob("*.html")]
    return {key for file in files for key in _ASKED.findall(file.read_text("utf-8"))}


def test_there_are_templates_that_ask_for_words() -> None:
    assert len(asked()) > 100


@pytest.mark.parametrize("language", desk_languages())
def test_has_every_word_that_a_page_asks_for(language: str) -> None:
    known = {f"{page}.{name}" for page, names in words(language).items() for name in names}
    assert asked() - known == set()


@pytest.mark.parametrize("language", desk_languages())
@pytest.mark.parametrize("page", SAID)
def test_has_a_word_for_every_value(language: str, page: str) -> None:
    assert [value for value in SAID[page] if str(value) not in words(language)[page]] == []


@pytest.mark.parametrize("language", desk_languages())
def test_says_no_more_and_no_less_than_english(language: str) -> None:
    ours, english = words(language), words("en")
    assert {page: set(names) for page, names in ours.items()} == {
        page: set(names) for page, names in english.items()
    }


@pytest.mark.parametrize("language", desk_languages())
def test_fills_in_the_same_values(language: str) -> None:
    ours, english = words(language), words("en")
    differing = [
        f"{page}.{name}"
        for page, names in english.items()
        for name, text in names.items()
        if set(re.findall(r"{\w+}", text)) != set(re.findall(r"{\w+}", ours[page][name]))
    ]
    assert differing == []


@pytest.mark.parametrize("language", desk_languages())
def test_says_nothing_twice_under_one_name(language: str) -> None:
    page, seen, twice = "", set(), []
    for line in (HERE / "words" / f"{language}.yml").read_text("utf-8").splitlines():
        if found := re.match(r"( {2})?\"?(\w+)\"?:", line):
            page = page if found[1] else found[2]
            key = f"{page}.{found[2]}" if found[1] else page
            twice += [key] if key in seen else []
            seen.add(key)
    assert twice == []
