"""What the words around a party say about its part in the story: claimant, owner of what broke, or neither."""

import re
from dataclasses import dataclass
from functools import cache

_REACH = 60
"""Characters looked at on either side."""

_RULES: dict[str, tuple[tuple[str, str, float], ...]] = {
    # (side, pattern, weight); "before" patterns end at the party, "after" patterns begin behind it.
    "en": (
        ("before", r"\b(?:clients?|customers?|tenant|claimant|buyer)\s*(?:=|:|is|was|called|named|,|\(|-|–)\s*(?:a|an|the)?\s*$", 2.2),
        ("before", r"\b(?:clients?|customers?)\s+$", 1.6),
        ("before", r"(?:letter|demand|claim|email|mail|invoice|bill|complaint|notice|call|abmahnung)\s+(?:from|by|of)\s+(?:an?|the|our|my)?\s*$", 2.2),
        ("before", r"\b(?:lawyers?|solicitors?|attorneys?)\s+(?:for|of|from)\s+(?:an?|the|my|our)?\s*$", 2.0),
        ("before", r"\bfor\s+(?:(?:an?|the|our|my|one of our)\s+)?$", 1.0),
        ("before", r"\b(?:at|of|to|with|from)\s+(?:(?:an?|the|our|one of our)\s+)?$", 0.6),
        ("before", r"\b(?:hit|burned|struck|injured|hurt|clipped|on|landed on|onto)\s+(?:an?|the|one of)\s+$", 0.8),
        ("before", r"\b(?:host(?:ing)?|support(?:ing)?|moved|migrated|look(?:ing)? after|manage|maintain|billed|told|advised|trained|charged)\s+(?:an?|the)?\s*$", 0.9),
        ("before", r"\b(?:they're|they are|she\s*=|he\s*=|it's|he is|she is)\s+(?:an?|the)?\s*$", 0.9),
        ("before", r"\b(?:in|into|near|from|wrong|off)\s+$", -1.6),
        ("after", r"^\s+(?:\w+\s+)?(?:firm|manager|company|agency|clinic|shop|office|practice|school|site|cart|plugin|account|app|patch)\b", -1.2),
        ("before", r"\b(?:our|my)\s+(?:own\s+)?(?:\w+\s+)?$", -1.2),
        ("before", r"\b(?:my|our|former|old)\s+(?:old|former)\s+$", 1.5),
        ("before", r"\b(?:i am|i'm|im|we are|we're|this is|my name is|as|called|named|am)\s+(?:an?|the)?\s*$", -2.6),
        ("before", r"\b(?:contractor|freelancer|subcontractor|sub|supplier|vendor|host|provider|technician|employee|trainee|colleague)(?:\s+we hired)?[,(]?\s+$", -2.4),
        ("before", r"['’]s?\s+$", -1.0),
        ("before", r"\b(?:from|regards|thanks|cheers|best),?\s*\n\s*$", -2.5),
        ("before", r"\b(?:rival|competitor|brand)\s+$", 0.2),
        ("after", r"^\s*[,(]?\s*(?:our|my|a)\s+(?:\w+\s+)?(?:client|customer)\b", 2.2),
        ("after", r"^\s*(?:\(|,\s*)(?:the\s+)?(?:client|customer)\b", 2.2),
        ("after", r"^\s*[,(]\s*(?:our|my|the|a)\s+(?:\w+\s+)?(?:contractor|freelancer|subcontractor|supplier|vendor|trainee|employee|host)", -2.5),
        ("after", r"^['’]s?\s+(?:\w+\s+)?(?:lawyers?|solicitors?|attorneys?|counsel|insurers?|cfo|ceo|auditors?|letter|demand|notice|email|complaint|claim|invoice)", 2.2),
        ("after", r"^\s+(?:lawyers?|solicitors?|attorneys?)\b", 1.2),
        ("after", r"^['’]s?\s+\w", 0.9),
        ("after", r"^\s+(?:tax office|revenue)\b", -1.5),
    ),
    "de": (
        ("before", r"\b(?:Kunde|Kundin|Kunden|Auftraggeber|Auftraggeberin|Mandant|Mandantin)\s*(?:=|:|ist|war|,|\(|-|–)?\s*(?:die|der|das)?\s*$", 2.0),
        ("before", r"\b(?:Anwalt|Anwälte|Anwältin|Rechtsanwalt|Kanzlei)\s+(?:der|des|von|vom)\s+$", 2.2),
        ("before", r"(?:Schreiben|Brief|Forderung|Abmahnung|Rechnung|Klage|Mail|Bescheid|Regress)\s+(?:von|vom|der|des|durch)\s+(?:der|dem|den|einer|einem)?\s*$", 2.2),
        ("before", r"\b(?:für|bei|von|beim|vom|fürs|bi|vo)\s+(?:(?:der|die|das|den|dem|einen?|einem|einer|nem|ner|eine|'n|ne|'nem)\s+)?$", 1.0),
        ("before", r"\b(?:betreue|betreuen|hosten|haben|laut|gegenüber)\s+(?:(?:die|den|das|der|dem|einen|eine|einem)\s+)?$", 0.8),
        ("before", r"\b(?:unser|unsere|unserem|unseren|unserer|mein|meine|meinem|meinen)\s+(?:\w+\s+)?$", -1.2),
        ("before", r"\b(?:ich bin|wir sind|hier ist|ich heiße|als|bin|heisse|mein Name ist|hier)\s+(?:die|der|das|ein|eine)?\s*$", -2.6),
        ("before", r"\b(?:Subunternehmer|Freelancer|Lieferant|Dienstleister|Mitarbeiter|Mitarbeiterin|Kollege|Kollegin|Azubi)\s*[,(]?\s*$", -2.4),
        ("before", r"\b(?:in|aus|nach)\s+$", -1.6),
        ("before", r"\b(?:Grüßen|Grüße|Gruß|Gruss|Grüssen)\s*,?\s*$", -3.0),
        ("after", r"^\s*[,(]\s*(?:unser|unsere|die|der|ein|eine)?\s*(?:Kunde|Kundin|Auftraggeber)", 2.0),
        ("after", r"^\s*(?:schreibt|schrieb|geschrieben)\b", 0.8),
    ),
}


@dataclass(frozen=True, slots=True)
class ContextRules:
    """Weighed patterns for one language; `strong` verbs are those of one who demands, `vouch` those of any party."""

    rules: tuple[tuple[str, re.Pattern[str], float], ...]
    strong: re.Pattern[str]
    vouch: re.Pattern[str]
    inverted: re.Pattern[str]
    demanding: re.Pattern[str]

    @classmethod
    @cache
    def of(cls, lang: str, strong: tuple[str, ...], vouch: tuple[str, ...]) -> "ContextRules":
        rules = tuple((side, re.compile(pattern, re.IGNORECASE), weight) for side, pattern, weight in _RULES[lang])
        demand = [word for word in strong if word.lower() not in _WEAK_DE]
        link = r"^(?:['’]s\s+\w+)?(?:\s+\([^)]{1,30}\))?(?:,?\s+who)?\s+(?:(?:now|already|also|just|then|jetzt|nun|auch|schon|gleich|hat|has|have|haben|only|is|are)\s+){0,2}(?:"
        return cls(
            rules,
            re.compile(link + _either(demand) + r")\b", re.IGNORECASE),
            re.compile(link + _either(vouch or strong) + r")\b", re.IGNORECASE),
            re.compile(rf"\b(?:{_either(demand)})\s+(?:(?:die|der|das|den|ein|eine|uns|mir|nun|jetzt)\s+)*$", re.IGNORECASE),
            re.compile(rf"\b(?:{_either(demand)})\b", re.IGNORECASE),
        )

    def score(self, text: str, start: int, end: int, *, named: bool, generic: bool) -> float:
        """How much speaks for the party at `start` to `end` being the claimant; below 0 nothing does."""
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        score = 1.8 if named else 0.3 if generic else 0.9
        if self.strong.search(after):
            score += 2.5
        elif self.vouch.search(after):
            score += 0.9
        if self.inverted.search(before):
            score += 1.8
        for side, pattern, weight in self.rules:
            if generic and weight < 0:
                continue
            if pattern.search(before if side == "before" else after):
                score += weight
        return score


_WEAK_DE = frozenset(("hat", "haben", "ist", "war", "wurde", "hatte", "kann", "musste", "sagt", "meint", "schreibt", "schickt", "bekam", "merkte", "meldete", "sieht", "zahlt"))


def _either(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
