"""What was done about the damage has days of its own: "fixed it on Tuesday", "das Foto ist heute früh entfernt"."""

import re
from typing import Any

from bot.extraction.found import DateFound, Reading
from bot.service.answers.replacing import DATES
from bot.service.hearing import Hearing

_DONE = re.compile(
    r"\b(?:fixed|repaired|restored|patched|corrected|reverted|rolled\b.{0,12}\bback"
    r"|(?:took|taken|taking|pulled|pull)\b.{0,25}\b(?:down|off|offline)"
    r"|removed|recalled|re-?issued|replaced the|back (?:up|online|to normal)|up (?:and running|again)|running again|works? again"
    r"|recovery|cleaned up|put\b.{0,20}\bright|sealed|switched (?:it )?off|shut (?:it |them )?down"
    r"|korrigiert|behoben|repariert|wiederhergestellt|eingespielt|zurückgespielt|zurückgerufen|rückruf|zurückgezogen"
    r"|gestoppt|abgeschaltet|gsperrt|gesperrt|ausgetauscht|ersetzt|entfernt|rausgenommen"
    r"|offline genommen|vom netz|nachgedruckt|neu gedruckt|gerichtet|gflickt|geflickt"
    r"|(?:läuft|lauft|rennt|geht|gehts|funktioniert)(?: \w+){0,4} wieder"
    r"|wieder(?: \w+){0,3} (?:online|da|in ordnung|normal))\b"
    r"|\b(?:foto|bild|post|video|reel|beitrag|mail|photo|picture|image)\w*\b.{0,40}\b(?:gelöscht|glöscht|deleted|raus|weg)\b",
    re.IGNORECASE,
)
_OF_THE_LOSS = re.compile(
    r"\b(?:happen\w*|occurred|began|started|notic\w*|discover\w*|spotted|found out|demand\w*|claim\w*|wants?"
    r"|asked for|wrote|letter|e-?mailed|rang|called|passier\w*|geschehen|angefangen|begonnen|(?:be)?merkt\w*|gmerkt|aufgefallen"
    r"|entdeckt|forder\w*|gefordert|verlang\w*|will|wollen|geschrieben|schrieb|brief|angerufen|schaden|vorfall"
    r"|incident|wrong|falsch|not|nicht|n[’']t|ned|nöd|statt|instead|sondern)\b",
    re.IGNORECASE,
)
"""What speaks of the days of the loss itself, or sets one right."""
_CLAUSE = re.compile(r"[,;:!?\n]+|\.(?=\s+[^\W\d])|\s(?:and|und|but|aber)\s")


def without_remedies(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """Days of what was done about the damage, told in an answer or at the summary: they are none of the loss."""
    if hearing.story or hearing.asked in DATES:
        return {}
    text = hearing.message.text
    found: dict[str, DateFound] = {name: day for name in DATES if (day := getattr(reading, name)) is not None}
    return {name: None for name, day in found.items() if _is_of_remedy(text, day)}


def _is_of_remedy(text: str, day: DateFound) -> bool:
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, day.span.start)), default=0)
    cut = _CLAUSE.search(text, day.span.end)
    clause = text[start : cut.start() if cut else len(text)]
    return _DONE.search(clause) is not None and _OF_THE_LOSS.search(clause) is None
