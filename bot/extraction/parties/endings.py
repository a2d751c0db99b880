"""What still belongs to a name at whose end it seemed to be over: the name behind a title, and a house number."""

import re

from bot.extraction.parties.patterns import CAPITAL

_TITLE = re.compile(r"(?:^|\s)(?:Dr|Drs|Dres|Prof|Mag|Ing|DI|Dipl|St)$")
_BEHIND_TITLE = re.compile(
    r"\.(?:[ \t]?(?:-Ing|med|dent|vet|phil|iur|jur|rer|nat|Dr|Prof|Mag)\.)*[ \t]+"
    rf"[{CAPITAL}][\w'’-]+(?:[ \t]+(?:&|und|u\.|von|van|de)[ \t]+[{CAPITAL}][\w'’-]+)?"
)
_STREET = re.compile(
    r"(?:stra(?:ß|ss)e|str\.?|gasse|weg|platz|allee|ring|damm|ufer|gässli|hof|steig|chaussee|markt|zeile|kai)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\.?[ \t]+\d{1,4}(?:[ \t]?[a-h]\b)?(?:[ \t]?[-–/+][ \t]?\d{1,4}[a-h]?)?(?![\d€$£%:]|[.,]\d|[ \t]*(?:€|euro|eur"
    r"|chf|uhr|stück|wohnungen|parteien|tage|mal|\.[ \t]?\d))",
    re.IGNORECASE,
)
"""The number of a house, and no sum, day or count."""
_MONTH_NEXT = re.compile(r"\.[ \t]+(?:jan|jän|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)", re.IGNORECASE)


def whole_name(text: str, start: int, end: int) -> int:
    """Where the name from `start` that was found to end at `end` does end."""
    if _TITLE.search(text, start, end) and (behind := _BEHIND_TITLE.match(text, end)):
        end = behind.end()
    if _STREET.search(text, start, end) and (number := _NUMBER.match(text, end)):
        end = end if _MONTH_NEXT.match(text, number.end()) else number.end()
    return end
