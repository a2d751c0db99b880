"""Whose act or omission led to the damage, as far as the report says."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.extraction.cause_answers import is_job
from bot.extraction.features import report_text
from bot.extraction.found import TextFound
from bot.extraction.linear import LinearModel
from bot.extraction.tables import read_table
from bot.extraction.word_patterns import WordPattern

FILE = "caused_by.npz"

_OWN_TRADE = WordPattern(
    r"\b(?:i ?[’']?a?m|i am|we are|we[’']re|i work|i[’']m working|working|speaking|ich bin|bin|ich arbeite|arbeite"
    r"|wir sind|selbst)"
    r"(?: (?:as|als|just|only|here|nur|selbst|selber|hier))*(?: (?:an?|the|ein|eine|der|die))?"
    r"(?: (?!by|with|for|von|mit|für)[\w-]+){0,3}? (?:sub-?)?(?:freelanc\w*|contractors?|contracting|unternehmer\w*|freiberuf\w*|"
    r"freie[rn]? mitarbeiter\w*|dienstleister\w*|nachunternehmer\w*|subunternehmer\w*|subcontractors?)\b"
    r"|\b(?:as|als) (?:an? |ein |eine )?(?:[\w-]+ ){0,2}?(?:freelanc\w*|contractor|freiberuf\w*|subunternehmer\w*|subcontractor)"
    r"(?=,? (?:i|we|ich|wir|hab)\b)"
    r"|\bfreelance (?=[\w ]{1,30}(?: here\b|, i\b|\. i\b))",
    re.IGNORECASE,
)
_OPENS_AS = re.compile(
    r"\A(?P<who>[^.!?\n]{0,60}?(?:[,–-]|\bi am|\bi['’]m|\bbin)(?: an?| eine?)? )"
    r"(?:freelanc\w*|freiberuf\w*|freie[rn]?|freischaffend\w*)(?: (?!(?:who|that|we|der|die|den|hat|has)\b)[^\W\d_][\w-]*){1,3}"
    r"(?=[,.;!\n]| (?:here|in|aus|and|und)\b)",
    re.IGNORECASE,
)
"""The same at the very beginning: "Hi, my name is Jodie Appleyard, freelance web developer, …", "ich bin freie Texterin"."""
_OURSELVES = re.compile(
    r"\b(?:i|i[’']?m|i[’']?ve|i[’']d|me|my|mine|myself|we|we[’']\w+|us|ours?|ich|mich|mir|mi|mei\w*|wir|uns|unsr?e?\w*|ma|mia|hab[ei]?|hob|h[ao]mma"
    r"|han[i]?|üs\w*|min[iesn]?|mis|bin|selb(?:st|er))\b"
    r"(?! (?:(?!(?:at|for|from|with|to|and|bei|beim|bim|vom|von|für|und|dem|der|den|die|em) )[\w-]+ )?"
    r"(?:client|customer|kund|auftraggeb|mandant))",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"(?:^|[.!?]\s+|\n)\W*(?:(?:hi|hello|hey|sorry|help|so|just|ok|today|yesterday|this morning|last \w+"
    r"|accidentally|stupidly|by (?:mistake|accident))\W+){0,3}"
    r"(?:\w{2,}ed|lost|broke|sent|left|put|cut|ran|hit|shut|gave|made|spilt|forgot|overwrote|wrote|tore|took|set|blew|bent|drove|sold|told|let)\s"
    r"|^(?!.*\b(?:wurden?|worden|ist|sind|war|waren|isch|hat|hatte|haben|het|hot|steht|zeigt|fehlt|fehlen)\b).*"
    r"\b(?:ge\w{3,}(?:t|en)|(?:ver|zer|über|aus|ein|ab|an)(?:ge)?\w{3,}(?:t|en)|\w{3,}iert)\b",
    re.IGNORECASE,
)
"""Who tells in a hurry leaves out the "I": "deleted the wrong folder", "falschen Ordner gelöscht"."""
_IMPERSONAL, _UNSAID = 0.65, 0.89
"""Of reports in which nobody is named nine in ten are of the writers' own doing, so they are asked; who leaves out the "I" is
understood, which is said back."""
_NAMED_DEED, _LEAST_SURE = 0.8, 0.9
"""Of who did it by their job with the writers; and from where the writers themselves are believed before that."""
_OWN_DEED = WordPattern(
    r"\b(?:my|our|one of (?:my|our)|mein\w*|unser\w*|eine[rs]? (?:meiner|unserer|von (?:meinen|unseren)))\s+"
    r"(?:[\w-]+\s+){0,2}?"
    r"(?P<job>[^\W\d_][\w-]+)(?:,?\s+(?-i:[A-ZÄÖÜ])[\w-]+,?)?\s+(?:(?:had(?:n[’']?t)?|has(?:n[’']?t)?|never|not|then|just|also|accidentally|mistakenly|wrongly)\s+){0,2}"
    r"(?:(?!notic|discover|call|phon|report|inform|e?mailed|ask|check|spott|reali[sz]|need|want|fix|solv|repair|restor)\w{3,}ed|put|wrote|sent|set|made"
    r"|forgot(?:ten)?|left|lost|broke|ran|gave|took|overwrote|did|hit|cut|mixed|typed"
    r"|(?:hat|hatte)\s+(?:[^\s.!?]+\s+){0,10}?"
    r"(?!gesehen|gesagt|gemerkt|gemeldet|gefunden|geschrieben)(?:\w{0,8}ge\w{3,}|(?:ver|zer|über|be)\w{3,})(?:t|en))\b",
    re.IGNORECASE,
)
"""One of the writers' people and what they did: "my paralegal had entered the wrong year"."""
_OF_OURS = WordPattern(
    r"\b(?:an?|eine?)\s+(?:[\w-]+\s+)?(?P<job>[^\W\d_][\w-]+)\s+(?:of (?:mine|ours)|von (?:mir|uns))\b"
    r"(?!(?:\s+[^\s.!?]+){0,8}?\s+(?:notic\w+|discover\w+|spotted|saw|found out|\w*merkt|entdeckt|gesehen|gefunden|aufgefallen))",
    re.IGNORECASE,
)
"""The same of one of them: "a colleague of mine forgot", "eine Mitarbeiterin von mir hat vergessen"."""
_HAS_OUR = WordPattern(
    r"\b(?:hat|hot|het|hatte|hätt|ham|haben|ist|is|isch) (?:heute |gestern |da |jetzt |dann )?(?:mein\w*|unser\w*|mei|unsa)\s+"
    r"(?:[^\W\d_][\w-]+\s+)?(?P<job>[^\W\d_][\w-]+)\b(?! (?:schon |noch |nur )?(?:bemerkt|gemerkt|entdeckt|gemeldet|gesagt))",
    re.IGNORECASE,
)
"""The same with the verb first: "gestern hat mein Fahrer, der ist angestellt, ein Paket falsch abgegeben"."""
_HIRED = re.compile(
    r"freelanc|hired|sub-?contract|contractor|freie[rn]?\b|beauftragt|subunternehm|extern"
    r"|fake|phish|scam|fraud|imperson|\bthe boss\b|gefälscht|betrüg|angeblich",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = "somebody else"
_CUES = Path(__file__).parents[1] / "claims" / "catalogues" / "cues.yml"
_ANSWERS = Path(__file__).parent / "grammar" / "causes.yml"


class CausedBy:
    """The trained classifier; it only reads, so threads may share one."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model

    @classmethod
    def load(cls, path: Path) -> "CausedBy":
        """Read the model from a folder that `training.train` wrote. Raises FileNotFoundError without one."""
        return cls(LinearModel.load(path / FILE))

    def classify(self, messages: Sequence[str], incident_type: str | None) -> TextFound:
        """One of self, employee, subcontractor, third_party, unknown; the type tips the scale where nobody is named."""
        text = _phrases("run_together").sub(_ourselves, told(report_text(messages)))
        found = self._likeliest(text, incident_type)
        if found.value == "employee" and (rest := _phrases("tellers").sub(_blank, text)) != text:
            found, text = self._likeliest(rest, incident_type), rest
        if found.value in ("employee", "self") and own_people_did(text):
            doubted = found.value == "self" and found.confidence >= _LEAST_SURE
            return found if doubted else TextFound("employee", max(found.confidence, _NAMED_DEED))
        if found.value != "self":
            return found
        return TextFound(found.value, _less_sure_of_nobody(found.confidence, text))

    def _likeliest(self, text: str, incident_type: str | None) -> TextFound:
        probabilities = self._model.probabilities(text, hints=hints(text, incident_type))
        best = int(probabilities.argmax())
        return TextFound(self._model.classes[best], float(probabilities[best]))


def _less_sure_of_nobody(confidence: float, text: str) -> float:
    """How sure it is that the writers did it, if they say nothing of themselves: "the backup was overwritten"."""
    if _OURSELVES.search(_phrases("beside").sub(_blank, text)):
        return confidence
    return min(confidence, _UNSAID) if _LEFT_OUT.search(text) else _IMPERSONAL * confidence


def _blank(_: re.Match[str]) -> str:
    return " "


def own_people_did(text: str) -> bool:
    """Whether a deed is told of somebody by their job with the writers, and of nobody who was hired or deceived them."""
    if _HIRED.search(text):
        return False
    deeds = (deed for pattern in (_OWN_DEED, _OF_OURS, _HAS_OUR) for deed in pattern.finditer(text))
    return any(is_job(deed["job"].casefold()) for deed in deeds)


def _ourselves(found: re.Match[str]) -> str:
    words = found.group().casefold()
    return "we" if words.endswith("us") else "wir" if words.startswith("wir") else " "


def told(text: str) -> str:
    """The text as causes are learnt and read: without the writers' own trade, the client's people as somebody else."""
    return _phrases("of_clients").sub(lambda _: _SOMEBODY_ELSE, own_trade_left_out(text))


def own_trade_left_out(text: str) -> str:
    """The text without what its writers say they are: a freelancer who writes is no subcontractor of theirs."""
    return _OWN_TRADE.sub(_blank, _OPENS_AS.sub(lambda found: found["who"], text, count=1))


def hints(text: str, incident_type: str | None) -> list[str]:
    """The people a text names, cue by cue and party by party, the incident type, and each party together with it."""
    lowered = text.lower()
    found, parties = [], []
    for party, (any_cue, cues) in _cues().items():
        # Most texts name one or two of the parties, and one search is cheaper than ten. No cue stands before the first of any.
        if first := any_cue.search(lowered):
            found += [
                f"{party} {number}" for number, cue in enumerate(cues) if cue.search(lowered, first.start())
            ]
            parties.append(party)
    parties = parties or ["nobody"]
    found += parties
    if incident_type:
        found += [incident_type, *(f"{party} in {incident_type}" for party in parties)]
    return found


@cache
def _cues() -> dict[str, tuple[WordPattern, tuple[WordPattern, ...]]]:
    """Of each party a pattern for any of its cues, and one for each."""
    listed = read_table(_CUES)["caused_by"]
    return {
        party: (WordPattern(rf"\b(?:{'|'.join(cues)})"), tuple(WordPattern(rf"\b(?:{cue})") for cue in cues))
        for party, cues in listed.items()
    }


@cache
def _phrases(name: str) -> WordPattern:
    """Words for oneself that tell of no deed ("beside"), for who has but told of it ("tellers"), for people of the client's."""
    return WordPattern("|".join(_tables()[name]), re.IGNORECASE)


@cache
def _tables() -> dict[str, list[str]]:
    tables: dict[str, list[str]] = read_table(_ANSWERS)
    return tables
