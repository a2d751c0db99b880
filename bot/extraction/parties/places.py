"""Countries, cities, lakes: where something was, and nobody whom it was done to."""

import re
from functools import cache
from pathlib import Path

from babel import Locale

from bot.claims.languages import languages
from bot.extraction.given_names import is_given_name
from bot.extraction.remembered import remembered
from bot.extraction.tables import read_table

_CODE = 2
_NAMES_KEPT = 1024
_ITEM = re.compile(r'"([^"]+)"|(\S+)')
_STATE = re.compile(r",? [A-Z]{2}$")
"""What Americans put behind a city: "Melbourne FL"."""


def _is_place(name: str) -> bool:
    plain = _STATE.sub("", name).casefold()
    if plain in _places():
        return True
    first, _, rest = plain.partition(" ")
    before, behind = _nature()
    return bool(rest) and ((first in before and " " not in rest) or plain.rpartition(" ")[2] in behind)


is_place = remembered(_is_place, _NAMES_KEPT)
"""Whether a whole name is that of a place, and of nobody: "Sierra Leone", "Lake Geneva", but not "Geneva Dental"."""


@cache
def cities() -> tuple[str, ...]:
    """Cities in lower case, without those that are words of every day if written so."""
    words = _data()["also_words"].split()
    return tuple(city for city in _cities() if city not in words)


def _cities() -> list[str]:
    return [found[1] or found[2] for found in _ITEM.finditer(_data()["cities"])]


@cache
def _places() -> frozenset[str]:
    territories = [
        name.casefold()
        for language in languages()
        for code, name in Locale(language).territories.items()
        if len(code) == _CODE
    ]
    named = _data()["also_names"].split()
    return frozenset(
        name for name in (*territories, *_cities()) if name not in named and not is_given_name(name)
    )


@cache
def _nature() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_data()["nature_before"].split()), frozenset(_data()["nature_behind"].split())


@cache
def _data() -> dict[str, str]:
    loaded: dict[str, str] = read_table(Path(__file__).parents[1] / "grammar" / "places.yml")
    return loaded
