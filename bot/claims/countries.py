"""Countries named in a few words: "USA", "Texas, United States", "in der Schweiz", "DE and Kanada"."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from bot.claims.languages import FALLBACK, default_timezone, languages

_PEOPLE_SAY = {
    "US": "usa, u.s.a, u.s, america, amerika, the states, states, united states of america, vereinigten staaten, "
    "north america, nordamerika, american, americans, us-amerika",
    "CA": "canadian",
    "GB": "uk, u.k, england, scotland, wales, schottland, britain, great britain, großbritannien",
    "NL": "holland, niederlanden",
    "CZ": "czech republic, tschechische republik, tschechischen republik",
}
_NOWHERE = "ZZ"
_WORD = re.compile(r"[^\W\d_]+(?:[.-][^\W\d_]+)*")


def countries_in(text: str) -> frozenset[str]:
    """ISO 3166 codes of the countries that a short answer names; the code itself counts in capitals, or alone."""
    words, found, start = _WORD.findall(text), set(), 0
    names, longest = _names()
    while start < len(words):
        for length in range(min(longest, len(words) - start), 0, -1):
            said = " ".join(words[start : start + length])
            code = names.get(said.casefold())
            if code and (
                len(said) > 2 or len(words) == 1 or (said.isupper() and not _is_state(words, start))
            ):
                found.add(code)
                start += length - 1
                break
        start += 1
    return frozenset(code for code in found if code.isalpha())


def is_country(code: str) -> bool:
    """Whether it is the ISO 3166 code of a country."""
    return len(code) == 2 and code.isupper() and code in Locale("en").territories


def _is_state(words: list[str], place: int) -> bool:
    """Whether a code follows the name of a town: "Worcester MA" lies in no Morocco."""
    return place > 0 and words[place - 1][:1].isupper() and words[place] not in ("UK", "US", "EU")


def country_at(region: str, timezone: str) -> str:
    """ISO 3166: where somebody most likely is whose device is set to a region and to a time zone.

    A device in English may be anywhere, a clock is set to where one lives. The zone that is assumed of the region's language
    when none was told says nothing.
    """
    known = get_global("zone_aliases").get(timezone, timezone)
    there: str | None = get_global("zone_territories").get(known)
    if there is None or not there.isalpha() or there == _NOWHERE:
        return region
    spoken = [code for code in get_official_languages(region) if code in languages()] or [FALLBACK]
    return region if timezone in map(default_timezone, spoken) else there


@cache
def _names() -> tuple[dict[str, str], int]:
    """Codes by name, and how many words the longest name has.

    Names of larger regions are there too, with digits for a code, so that "South America" is not taken for "America".
    """
    names: dict[str, str] = {}
    for language in languages():
        for code, name in Locale(language).territories.items():
            names[" ".join(_WORD.findall(name)).casefold()] = code
            if len(code) == 2:
                names[code.casefold()] = code
    for code, said in _PEOPLE_SAY.items():
        names |= dict.fromkeys(said.split(", "), code)
    return names, max(len(name.split()) for name in names)
