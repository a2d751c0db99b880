"""What a question asks for, and what shape an answer has.

The same words mean different things after different questions ("no", "three", "Alderway"), so both
are reduced to a few coarse tags whose combinations the intent model can weigh.
"""

import re
from functools import lru_cache
from typing import Dict, List, Pattern

NO_QUESTION = "none"

_FLAGS = re.IGNORECASE | re.UNICODE

# Looked at in this order: the first that fits names the question.
_KINDS: Dict[str, Pattern[str]] = {
    "confirm": re.compile(
        r"everything (right|correct|ok)|is (this|that|it) (right|correct)|all correct|shall i (send|"
        r"submit)|submit"
        r"|send it|alles (richtig|korrekt|vollst)|stimmt (das|alles|es)|so (richtig|korrekt)|absenden|"
        r"abschicken"
        r"|passt (das|alles|es)|, (right|correct)\?|(richtig|korrekt)\?|zusammenfassung|summary",
        _FLAGS,
    ),
    "more": re.compile(
        r"anything (else|to add|more|you)|something else|add anything|which point|what (should|shall|"
        r"would).*(change|correct)"
        r"|sonst noch|noch etwas|noch (eine )?frage|noch was|weitere (fragen|angaben)|was (soll|möchten|"
        r"wollen).*(ändern|korrigieren)"
        r"|welche[rn]? punkt",
        _FLAGS,
    ),
    "opening": re.compile(
        r"what('s| has| is)? (happened|going on|the (problem|matter))|how (can|may) i help|"
        r"what can i (do|help)"
        r"|what brings|tell (me|us)|describe|what would you like|was (ist|war) (denn )?(passiert|"
        r"geschehen|los|vorgefallen)"
        r"|wie (kann|darf) ich .*helfen|womit kann|was kann ich|schildern|beschreiben|erzählen|"
        r"worum geht|wobei kann"
        r"|möchten sie .*melden|claims assistant|assistent|willkommen|welcome|what is it about",
        _FLAGS,
    ),
    "date": re.compile(
        r"\bwhen\b|what (day|date|time|month)|which (day|date|month)|how long|since when|\bdate\b|"
        r"\bwann\b|welche[rmn]? (tag|datum|monat|zeit|uhrzeit)"
        r"|\bdatum\b|seit wann|wie lange|wie spät|uhrzeit",
        _FLAGS,
    ),
    "amount": re.compile(
        r"how (much|high|large|big)|amount|worth|cost|price|estimate|damage come to|demand|wie (viel|"
        r"hoch|gross|groß|teuer)|wieviel"
        r"|betrag|schadenhöhe|summe|kostet|kosten|forder|beziffer|schätz",
        _FLAGS,
    ),
    "number": re.compile(
        r"how many|number|policy|reference|iban|wie viele|nummer|police|polizze|aktenzeichen|"
        r"kennzeichen|vertrag",
        _FLAGS,
    ),
    "contact": re.compile(
        r"e-?mail|phone|reach you|contact|get in touch|telefon|mobil|handy|erreiche|kontakt|melden können",
        _FLAGS,
    ),
    "name": re.compile(
        r"\bname|\bwho\b|whose|which (client|customer|company|firm|person)|speaking with|\bwer\b|"
        r"\bwem\b|wessen|heiss|heiß"
        r"|welche[rmns]? (kund|firma|auftraggeb|unternehmen|person)|mit wem",
        _FLAGS,
    ),
    "yes_no": re.compile(
        r"^(?:[^?]*[.!:;,] *)?(?:and|so|but|und|oder|also)?,? ?(is|are|was|were|do|does|did|have|has|"
        r"had|can|could|will|would|should|shall|may|am"
        r"|ist|sind|war|waren|hat|haben|hast|hatte|hatten|kann|können|kannst|soll|sollen|wollen|will|"
        r"möchten|möchtest|darf|dürfen|wurde|wurden|wird|werden"
        r"|gibt|gab|liegt|liegen|funktioniert|läuft|besteht|bestehen|brauchen|brauchst|benötigen|"
        r"stimmen|wissen|sollte|könnte|könnten|würde|würden"
        r"|händ|isch|hend|sölled)\b[^?]*\?",
        _FLAGS,
    ),
    "open": re.compile(r"\?"),
}
_YES_NO = _KINDS["yes_no"]

_SHAPES: Dict[str, Pattern[str]] = {
    "digit": re.compile(r"\d"),
    "only_digits": re.compile(r"^[\d\s.,/:\-+]+$"),
    "email": re.compile(r"\S@\S"),
    "money": re.compile(
        r"[€$£]|\b(eur|euro|euros|chf|franken|fr|usd|gbp|dollars?|pounds?|quid|grand|k|tsd|mille|rappen|"
        r"stutz|tausend|thousand)\b",
        _FLAGS,
    ),
    "date": re.compile(
        r"\d{1,2}[./]\d{1,2}|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|yesterday|today|\b(last|"
        r"this) (week|month|night)"
        r"|\b(jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|gestern|heute|vorgestern|(mon|diens|"
        r"donners|frei|sams|sonn)tag|mittwoch"
        r"|\b(januar|jänner|februar|märz|mai|juni|juli|oktober|dezember)\b|letzte[nr]? (woche|monat)",
        _FLAGS,
    ),
    "question": re.compile(
        r"\?|^(what|when|how|who|why|where|can|could|do|does|is|are|will|was|wann|wie|wer|warum|wieso|"
        r"wo|kann|ist|sind|muss|darf)\b",
        _FLAGS,
    ),
    "title_case": re.compile(r"^(?:[A-ZÄÖÜ][\w'’.&-]+ ?){1,5}$"),
    "capitals": re.compile(r"\b[A-ZÄÖÜ]{4,}\b"),
    "exclaims": re.compile(r"!"),
    "no_letters": re.compile(r"^[^\w]+$"),
    "yes": re.compile(
        r"^\W*(yes|yep|yeah|yup|yea|ok|okay|sure|right|correct|true|exactly|ja|jo|joa|jep|jup|jawohl|"
        r"jawoll|genau|stimmt|richtig|passt|klar|sicher|eh|freilich|scho)\b",
        _FLAGS,
    ),
    "no": re.compile(
        r"^\W*(no|nope|nah|not|never|none|nobody|nothing|nein|nee|ne|nö|na|naa|nei|nicht|niemand|kein|"
        r"keine|keiner|keinen|nix|nichts|nüt|noch nicht)\b",
        _FLAGS,
    ),
    "but": re.compile(
        r"\b(but|actually|sorry|instead|rather|aber|sondern|doch|eigentlich|korrektur|vertippt|falsch|"
        r"wrong|i meant|meinte)\b",
        _FLAGS,
    ),
    "unsure": re.compile(
        r"\b(don'?t know|dunno|no (idea|clue)|not sure|idk|keine? (ahnung|plan|idee)|weiss? (ich )?n|"
        r"weiß (ich )?n|unbekannt|unknown|schwer zu sagen)\b",
        _FLAGS,
    ),
}


@lru_cache(maxsize=2000)
def kind_of_question(question: str) -> str:
    """The tag of what `question` asks for; `none` for an empty one."""
    if not question.strip():
        return NO_QUESTION
    last = _last_sentence(question)
    for text in (last, question):
        for kind, pattern in _KINDS.items():
            if kind != "open" and pattern.search(text):
                return kind
    return "open" if "?" in question else "statement"


@lru_cache(maxsize=2000)
def is_yes_no(question: str) -> bool:
    """Whether "yes" and "no" answer the question, whatever else it is about."""
    return bool(_YES_NO.search(question))


def shapes_of_answer(text: str) -> List[str]:
    """Tags of what an answer looks like, its length included."""
    found = [name for name, pattern in _SHAPES.items() if pattern.search(text)]
    words = len(text.split())
    size = next(
        name
        for limit, name in ((1, "1"), (2, "2"), (4, "4"), (8, "8"), (16, "16"), (10**9, "long"))
        if words <= limit
    )
    return [*found, "words_" + size]


def _last_sentence(question: str) -> str:
    parts = [part for part in re.split(r"(?<=[.!?:])\s+", question.strip()) if "?" in part]
    return parts[-1] if parts else question
