"""Who suffered the loss or demands money.

Candidates are names (capitalised words), kinds of firms and persons ("a wedding photographer") and mere roles ("client").
What stands around each, its form and its place decide, and nobody at all is a candidate, too. Words are data in
`grammar/parties.*.yml`, their weights in `grammar/parties.weights.json` are learnt by `scripts/fit_parties.py`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extraction.folded import fold
from bot.extraction.given_names import is_given_name
from bot.extraction.own_firms import OUR_FIRM
from bot.extraction.parties.endings import whole_name
from bot.extraction.parties.entities import Entity, find_entities
from bot.extraction.parties.features import party_features
from bot.extraction.parties.mentions import find_mentions
from bot.extraction.parties.weights import probabilities
from bot.extraction.parties.words import PartyWords
from bot.extraction.word_patterns import WordPattern

_LETTER_BY = re.compile(
    r"\b(?:\w*mahnung|\w*schreiben|\w*brief|mail|post|klage|\w*forderung)\s+(?:von|der|durch|seitens)\s+(?:der\s+"
    r"|den\s+|einer\s+)?"
    r"(?P<lawyers>\w*kanzlei|rechtsanw[aä]lt\w*)\s+(?=[^\W\d_])"
)
"""Lawyers who write for somebody who is yet unnamed: "Abmahnung von Kanzlei Frommer"."""
_WEAK = re.compile(
    r"^(Herr)n\b|^(Fotograf|Architekt|Journalist|Patient|Student|Mandant|Klient|Komponist|Galerist|Tourist)en(?=\s+[A-ZÄÖÜ])"
)
"""Words before a German name that change with the case."""
_OWN_PEOPLE = WordPattern(
    r"\b(?:Frau|Herrn?|Mrs?|Ms)\.?\s+[A-ZÄÖÜ][\w-]+(?=\s+(?:aus|von|in|from|in|at)\s+(?:unser|our|mein|my))"
    r"|\bKolleg(?:e|en|in)\s+(?:[A-ZÄÖÜ][\w-]+\s?){1,2}"
    r"|\b(?:[Uu]nser|[Mm]ein)\w*\s+(?:Frau|Herrn?|Azubi|Lehrling|Praktikant\w*|Mitarbeiter\w*|Techniker\w*"
    r"|Assistent\w*|Werkstudent\w*)"
    r"(?:,?\s+(?:die|der|den|dem))?(?:\s+(?:Frau|Herrn?))?\s+(?:[A-ZÄÖÜ][\w-]+\s?){1,2}"
    r"|\b(?:[Mm]y|[Oo]ur)\s+(?:colleague|apprentice|trainee|intern|employee|technician|engineer|developer|assistant),?"
    r"\s+(?:called\s+|named\s+)?(?:[A-Z][\w-]+\s?){1,2}"
)
_SUB = (
    r"(?:[Ss]ub-?(?:unternehmer(?:in)?|unternehmen|contractors?|firma|ler)?|[Nn]achunternehmer(?:in)?"
    r"|[Ff]reelancer(?:in)?|[Ff]reie\w?\s+Mitarbeiter(?:in)?"
    r"|[Cc]ontractors?|(?:[Hh]osting[ -]?)?(?:[Pp]rovider|[Aa]nbieter)|[Hh]oster|[Dd]ienstleister|[Ll]ieferant(?:en)?"
    r"|[Ss]uppliers?)"
)
_OF_OURS = r"(?:\b(?:[Uu]nser|[Mm]ein|[Ee]in|üse|mi)\w*|\b(?:[Mm]y|[Oo]ur|[Aa]n?))\s+(?:own\s+|eigene\w?\s+|externe\w?\s+)?"
_FIRM_NAME = r"[A-ZÄÖÜ][\w&'’-]{0,40}(?:\s{1,2}(?:&\s)?[A-ZÄÖÜ][\w&'’-]{0,40}){0,4}"
_SUBCONTRACTOR = WordPattern(
    rf"{_OF_OURS}{_SUB}(?:,\s+(?:die|der|das|the|a firm called)?\s*|\s+(?:namens|called|named)\s+|\s+(?:die\s+"
    rf"|der\s+)?)(?P<behind>{_FIRM_NAME})"
    rf"|(?<![\w&'’-])(?P<before>(?!(?:It|Es|Das|That|This|He|She|Er|Sie|They|Who|Wer)\b){_FIRM_NAME})(?:\s+(?:ist|is|war|was|isch)\s+(?:doch\s+|ja\s+|just\s+|only\s+|nur\s+)?"
    rf"|,\s+){_OF_OURS}{_SUB}\b"
)
"""Who works for the writer: "ein Subunternehmer, die Leinenwerk GmbH", "Leinenwerk ist unser Subunternehmer"."""
_OWN_TRADE = re.compile(
    r"\W*(?:[A-ZÄÖÜ]\w*(?:büro|agentur|kanzlei|beratung|studio|treuhand|treuhänder(?:in)?|planer(?:in)?"
    r"|berater(?:in)?|fotograf(?:in)?|architekt(?:in)?)"
    r"|(?:[Ss]mall |[Ll]ocal )?(?:[A-Z][a-z]+ ){0,2}(?:[Aa]gency|[Oo]ffice|[Pp]ractice|[Ss]tudio|[Cc]onsultancy|[Ff]irm))"
    r"(?=:\s|,? (?:hier|here)\b)"
)
"""What somebody is who begins with it: "Lohnbüro: Stundensatz falsch eingetippt", "Vermessungsbüro hier"."""
_GREETING = re.compile(
    r"\W*(?i:hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|hallo|guten (?:morgen|tag|abend)|moin|servus|grüezi"
    r"|grüß gott)[,!.]?\s+"
    r"(?:(?i:this is|hier(?: ist)?)\s+)?(?:the\s+|die\s+|das\s+)?"
    r"(?P<who>[A-ZÄÖÜ][\w&'’-]*(?:\s+(?:[A-ZÄÖÜ&][\w&'’-]*|und|and|\+)){0,4})"
    r"(?:\s+(?:hier|here))?\s*[.!,:–-]\s+(?=(?:[Mm]ein|[Uu]nser|[Ww]ir\b|[Ii]ch\b|[Bb]ei (?:uns|mir)\b|[Uu]ns\b|[Mm]ir\b"
    r"|I\b|[Ww]e\b|[Mm]y\b|[Oo]ur\b|[Oo]ne of (?:my|our)\b))"
)
"""Who writes, or is written to, behind a greeting: "Good morning, Baxter Bookkeeping. One of my people …"."""
_OWN_THING = WordPattern(
    r"\b(?:I|[Ww]e)(?:['’]ve)?\s+(?:(?:also|both|just)\s+)?(?:(?:host|publish|produce|present|edit"
    r"|print)\s+an?\s+(?:[\w-]+\s+){0,3}?"
    r"(?:podcast|magazine|newspaper|newsletter|blog|channel|radio\s+station|station|show|journal|guide)"
    r"|(?:run|own|operate)\s+an?\s+(?:[\w-]+\s+){0,3}?[a-z-]+)(?=\s+(?:and|where|in|on|with|for|about|called|from"
    r"|near)\b|\s*[,.;:!?(\n]|\s*$)"
    r"|\b(?:[Ii]ch|[Ww]ir)\s+(?:betreiben?|führen?|leiten?|besitzen?|produzieren?)\s+eine?n?\s+(?:[a-zäöüß]+\s+)?[A-ZÄÖÜ][\w-]+"
    r"|\b(?:the|our|my)\s+(?:company|firm|business)['’]?s?\s+(?:credit\s+|debit\s+|bank\s+)?"
    r"(?:cards?|car|van|laptop|phone|accounts?|policy|vehicle|mobile|handbook|name|website|insurance|premises)\b"
)
"""What is the writer's own: "I host a consumer podcast", "on the company card"."""
_COURT = re.compile(
    r"\b(?:Amts|Land|Oberlandes|Mahn|Arbeits|Bezirks|Handels|Verwaltungs|Sozial|Kreis)gerichts?(?:\s+[A-ZÄÖÜ][\w-]+)?"
    r"|\b(?:[A-Z][\w'’]+\s+){0,2}(?:County|High|District|Crown|Magistrates['’]?|Sheriff|Circuit|Claims)\s+Court\b"
    r"|\b(?:[Ee]mployment|[Ii]ndustrial|[Ll]abou?r|[Ff]irst-tier|[Pp]roperty)\s+[Tt]ribunal\b"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A person or firm as named in the text, at characters `start` to `end`; `confidence` is a probability."""

    value: str
    start: int
    end: int
    confidence: float
    generic: bool
    """A mere role or kind ("client", "clinic"): who it is, is still to be asked."""


_NEARLY = 0.6
"""How likely a name must be, beside a mere kind of firm that is the likeliest, to be preferred to it."""
_PAIR = re.compile(r"\b(?P<first>[A-ZÄÖÜ][a-zäöüß]+) (?:und|and|&|u\.|\+) \Z")
_PAIR_REACH = 30


def find_claimant(
    text: str, *, lang: str, blocked: Iterable[tuple[int, int]] = (), own_loss: bool = False
) -> Party | None:
    """The third party of the report, or None; `own_loss` says that the incident is a loss of the writer's own."""
    words = PartyWords.of(lang)
    lawyers = _writing_lawyers(text) if words.german else ()
    others = _no_claimants(text)
    mentions = find_mentions(text, words, (*blocked, *lawyers, *others))
    entities = find_entities(text, mentions, words)
    if not entities:
        return None
    shares, nobody = probabilities(*party_features(text, entities, words, own_loss=own_loss))
    best = _best(entities, shares, nobody)
    if best is None:
        return None
    mention = entities[best].best
    share = _share(entities, shares, best)
    pair = _PAIR.search(text, max(0, mention.start - _PAIR_REACH), mention.start)
    if pair and is_given_name(pair["first"]) and is_given_name(mention.value.split()[0]):
        # "Anja und Timo Reuschel" are two.
        value = f"{pair.group()}{mention.value}"
        return Party(value, pair.start(), mention.end, share, generic=False)
    end = whole_name(text, mention.start, mention.end)
    value = _WEAK.sub(r"\1\2", mention.value + text[mention.end : end])
    return Party(value, mention.start, end, share, not mention.named)


def _share(entities: list[Entity], shares: list[float], best: int) -> float:
    """How likely it is who was found; "all clients" beside a name most likely mean its people, and name nobody else."""
    if not entities[best].named:
        return round(shares[best], 3)
    roles = sum(share for entity, share in zip(entities, shares, strict=True) if entity.role)
    kind = max(
        (s for entity, s in zip(entities, shares, strict=True) if not (entity.named or entity.role)),
        default=0.0,
    )
    share = shares[best] / (1 - roles) if roles < shares[best] else shares[best]
    # Of a name and a likelier kind of firm nobody knows whether they are one.
    return round(share + kind / 2 if kind > share else share, 3)


def _writing_lawyers(text: str) -> tuple[tuple[int, int], ...]:
    lower = fold(text)
    if "kanzlei" not in lower and "rechtsanw" not in lower:
        return ()
    return tuple(found.span("lawyers") for found in _LETTER_BY.finditer(lower))


def _no_claimants(text: str) -> Iterator[tuple[int, int]]:
    """People and things of the writer's own, and courts: none has suffered the loss, whatever they have done or sent."""
    lower = fold(text)
    if trade := _OWN_TRADE.match(text):
        yield trade.span()
    if greeted := _GREETING.match(text):
        yield greeted.span("who")
    yield from (found.span() for found in _OWN_THING.finditer(text))
    yield from (found.span(found.lastgroup or 0) for found in _SUBCONTRACTOR.finditer(text))
    if "kolleg" in lower or "unser" in lower or "mein" in lower or "our " in lower or "my " in lower:
        yield from (found.span() for found in _OWN_PEOPLE.finditer(text))
        yield from (
            found.span() for found in OUR_FIRM.finditer(text) if found.group() != found.group().lower()
        )
    if "gericht" in lower or " court" in lower or "tribunal" in lower:
        yield from (found.span() for found in _COURT.finditer(text))


def _best(entities: list[Entity], shares: list[float], nobody: float) -> int | None:
    """A mere role names nobody, so the two stand together against a party that is named."""
    roles = sum(share for entity, share in zip(entities, shares, strict=True) if entity.role)
    best = max(range(len(entities)), key=shares.__getitem__)
    if entities[best].role or shares[best] < roles + nobody:
        likeliest = max(
            (number for number, entity in enumerate(entities) if entity.role),
            key=shares.__getitem__,
            default=None,
        )
        return likeliest if likeliest is not None and shares[likeliest] >= nobody else None
    if entities[best].named:
        return best
    # "A dental group", and in another sentence "Smileworks Dental": most likely they are one.
    named = [n for n, entity in enumerate(entities) if entity.named and shares[n] >= _NEARLY * shares[best]]
    return max(named, key=shares.__getitem__, default=best)
