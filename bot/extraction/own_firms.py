"""The firm of who writes, where they say that it is theirs: "my company Millbrook Ltd", "X ist MEINE Agentur", "wir, die X".

What stands beside the writer's name in the answer to the question for it is found in `own_names.py`.
"""

import re
from collections.abc import Iterator

from bot.extraction.folded import fold
from bot.extraction.given_names import begins_given
from bot.extraction.name_answers import is_kind
from bot.extraction.parties.patterns import CAPITAL, LEGAL_FORM
from bot.extraction.speaking import is_sentence

Place = tuple[int, int]

LONGEST = 4_000
"""Characters of a text in which people are heard to speak of their own firm."""
_KIND = (
    r"(?:firms?|compan(?:y|ies)|business|practice|studio|agency|consultancy|partnership|employers?|trading name"
    r"|[\w-]{0,20}(?:firma|betrieb|unternehmen|agentur|b(?:ü|ue)ro|kanzlei|praxis|gesellschaft|gmbh|arbeitgeber(?:in)?"
    r"|firmenname|unternehmensname)s?)"
)
_OWN_WORD = (
    r"(?:(?:my|our|meine?[rnms]?|unsere?[rnms]?|unsre[rnms]?|unsa|mei|mi(?:ni|s)|(?:ü|eu)s(?:i|e|er[ei]?))"
    r"(?:[ \t]+(?:own|eigene[nrsm]?))?)"
)
_OWN = rf"\b{_OWN_WORD}[ \t]+{_KIND}(?![\w-]|['’]s (?!name\b))(?:['’]s)?(?:[ \t]+name)?"
_OUR_NAME = rf"\b(?:the |der )?name (?:of|von|der)(?: (?:of|von|der))? {_OWN_WORD} {_KIND}(?!\w)"
_THEIRS = (
    rf"(?:{_OWN}|{_OUR_NAME}|\b(?:(?:the|die|da|d[’']?|der)[ \t]+)?"
    r"(?:company|firm|business|firma|agentur|kanzlei|büro)"
    r"(?:['’]s)?(?:[ \t]+name)?\b|\b(?:firmen|unternehmens)name\b|\bname der firma\b|\bname of the (?:firm|company)\b)"
)
"""Whose firm it is, is told by nothing but what is asked for."""
_ARTICLE = r"(?:(?:the|die|das|der|dem|den|da|de|d[’'])[ \t]+)?"
_SAID_SO = (
    r"(?:[ \t]+(?:übrigens|aber|ja|doch|halt|btw|by the way|though|actually|eigentlich|auch|also))?"
    r"(?:[ \t]+(?:is|was|ist|isch|war)[ \t]+(?:called|named)|"
    r"[ \t]+(?:hei(?:ß|ss)t|hoa(?:ß|ss)t|heisst|lautet|nennt sich|is called"
    r"|['’]?s called|called|named|namens)|[ \t]*(?::|=|\s[–-]\s))"
)
_IS = r"(?:[ \t]+(?:aber|ja|doch|halt|eigentlich|actually))?(?:[ \t]+(?:is|ist|isch|wär|wäre)|['’]s)"
_GONE = (
    r"(?:fehlt\w*|fählt|missing|(?:is|are|was)(?:n['’]?t| not)|(?:isnt|wasnt)|not (?:shown|listed|there|in)|nicht|net|ned|nöd"
    r"|eintragen|aufnehmen|ergänzen|hinzufügen|nachtragen|dazu\w*|vergessen|forgot(?:ten)?|left out|omitted"
    r"|add(?:ed)?|include|wo|where)"
)
_LEFT_OUT = (
    rf"(?=[^.!?\n:]{{0,60}}\b{_GONE}\b)[^.!?\n:,;]{{0,60}}(?:[:,;!?.]|\s[–-]\s)[ \t]*"
    r"(?:also |namely |i\.e\. |und zwar |das ist |it[’']?s |it is |es ist |nämlich )?"
)
_CAP = rf"(?!(?:I|Wir|We|It|Es|Das|The|Die|Der|My|Our|Und|And|PI)\b(?!-))[{CAPITAL}\d][\w'’&.+-]{{0,40}}(?<![.'’])"
_JOIN = r"(?:[ \t]*[&+][ \t]*|[ \t]+(?:(?:and|und|of|the|de)[ \t]+){0,2})"
_NAME = rf"(?:M/s\.? )?{_CAP}(?:{_JOIN}(?:{_CAP}|e\.[ \t]?[KU]\.?|mbH|gGmbH)){{0,6}}(?:[ \t]&[ \t]Co\.?[ \t]?(?:KG|OHG|KGaA))?"
_CAPITALS = re.compile(_NAME)
_BEHIND_IT = re.compile(rf"(?P<name>{_NAME})['\"“”)\s,]*\Z")
_SMALL_NAME = re.compile(r"(?:(?:[^\W_]|&(?= ))[\w'’&.+-]{0,30}(?:[ \t]+|\Z|(?=[,;:!?\n]))){1,5}")
_ENDS = re.compile(
    r"\s(?:in|im|aus|at|isn[’']?t|is|ist|isch|fehlt|bitte|please|from|nicht|ned|net|not|hat|has|missing|sonst|wo|where|als|as"
    r"|und(?! (?:partner|co|söhne|sohn|töchter))|and(?! (?:associates|partners?|sons?|co|daughters?)))(?!\w)"
    r"|[,;:!?\n]|\.(?:\s|\Z)",
    re.IGNORECASE,
)
OUR_FIRM = re.compile(rf"{_OWN_WORD}[ \t]+{_KIND}\b", re.IGNORECASE)
"""What somebody calls their own firm: "my company", "MEINE Firma"."""
_DIRECT = re.compile(rf"{_OWN},?[ \t]+{_ARTICLE}(?={_NAME})", re.IGNORECASE)
_NAMED = re.compile(rf"(?:{_OWN}|{_OUR_NAME})(?:{_SAID_SO}|{_IS})[ \t]*{_ARTICLE}", re.IGNORECASE)
_IT_IS = r"[?!.][ \t]*(?:das ist|des is|it[’']?s|it is|es ist|that[’']?s|die heißt|sie heißt)[ \t]+"
_MISSED = re.compile(rf"(?:{_OWN}|{_OUR_NAME})(?:{_LEFT_OUT}|{_IT_IS}){_ARTICLE}", re.IGNORECASE)
_NAMED_BARELY = re.compile(rf"{_THEIRS}(?:{_SAID_SO}|{_IS})[ \t]*{_ARTICLE}", re.IGNORECASE)
_MISSED_BARELY = re.compile(
    rf"(?:\b{_GONE}[ \t]+{_THEIRS},?[ \t]+(?:also |namely |und zwar )?|{_THEIRS}{_LEFT_OUT}){_ARTICLE}",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"(?:\b(?:his|her|their|its|other|another|deren|dessen|seine?[rnms]?|ihre?[rnms]?|andere?[rnms]?)|\w['’]s?)\s+\Z",
    re.IGNORECASE,
)
"""Before the firm of somebody else."""
_PLAINLY = re.compile(_SAID_SO + r"[ \t]*" + _ARTICLE + r"\Z|[:,][ \t]*" + _ARTICLE + r"\Z", re.IGNORECASE)
"""An end of words that lead a name in whatever its letters."""
_THEY_ARE = re.compile(
    rf"[ \t,]{{1,3}}(?:is|was|are|ist|sind|isch|san|war|['’]s)[ \t]+(?:(?:doch|ja|halt|eigentlich|actually|just|only"
    rf"|nur)[ \t]+){{0,2}}"
    rf"(?:{_OWN_WORD}[ \t]+{_KIND}\b(?!['’-])|(?P<us>us|me|we|wir|mir|ich|mine|meines?|unsere?s)\b"
    r"(?=\W*(?:\Z|[.,;:!?\n]|and\b|und\b|not\b|nicht\b|selb|itself)))",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"[ \t]{1,3}(?:gehör(?:t|en) (?:mir|uns)|belongs? to (?:me|us)|bin ich|sind wir)\b(?! (?:nicht|ned|net|not))"
    r"|[ \t]{0,3},[ \t]{0,3}(?:das (?:sind|bin|san) (?:wir|ich|mir)|that['’]?s (?:us|me)|that is (?:us|me))\b",
    re.IGNORECASE,
)
_OWN_IT = re.compile(rf"\b(?:mir|uns) gehör(?:t|en) {_ARTICLE}", re.IGNORECASE)
_THATS = re.compile(
    r"\b(?:that['’]?s?|it['’]?s?|this|das|des|dös|es)(?:[ \t]*(?:is|was|ist|isch|war|wäre))?[ \t]+"
    rf"(?:(?:doch|ja|nur|just|only|actually|eh)[ \t]+){{0,2}}{_OWN}(?:,? (?:i meant?|ich mein\w*|mein ich))?",
    re.IGNORECASE,
)
_ON = re.compile(r"[ \t]*[.,:;!–-]+[ \t]*" + _ARTICLE, re.IGNORECASE)
_WE = re.compile(
    r"(?<!waren )(?<!sind )(?<!haben )(?<!hatten )(?<!sollten )(?<!wollten )(?<!were )"
    r"\b(?:(?:wir|mir|we|ich|i),[ \t]+(?:(?:the|die|das|der)[ \t]+)?|(?:wir|mir) (?:von|vo|bei) (?:der|dem|da"
    r"|de)[ \t]+|we (?:at|from)[ \t]+(?:the )?"
    r"|(?:we are|we['’]re|wir sind|mi[ra] san|mir sind)[ \t]+(?:(?:the|die|das|der|a|an|eine?|firma|firm|company"
    r"|called|namens|named|kleine|small)[ \t]+){0,4})",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"\b(?:i|we)[ \t]+(?:also[ \t]+)?(?:run|own|founded|set up|started|head|lead)[ \t]+(?:the |a firm called "
    r"|a company called )?"
    r"|\b(?:ich|wir)[ \t]+(?:führen?|leiten?|betreiben?|besitzen?)[ \t]+(?:die |das |den |eine? (?:\w+ )?namens )?"
    r"|\b(?:trading as|t/a|firmierend als|firmiere als)[ \t]+",
    re.IGNORECASE,
)
_OWNS = re.compile(r"own|found|set up|started|t/a|trading|firmier", re.IGNORECASE)
_ROLE = (
    r"(?:ceo|cto|cfo|coo|cio|md|(?:managing |co-?|sole )?(?:director|owner|founder|partner|proprietor|principal"
    r"|manager|shareholder)"
    r"|head of [\w-]+|employee|apprentice|(?:gf|(?:mit)?inhaber|geschäftsführer|gesellschafter|[\w-]*leiter|partner"
    r"|chef|prokurist"
    r"|mitarbeiter|assistent|mitgründer|gründer|eigentümer)(?:in)?|angestellter?|azubi)"
)
_AT = r"(?:[ \t]+(?:of|at|in|with|for|from|bei|von|vo|vom|beim)(?:[ \t]+(?:the|der|dem|da|de))?|[ \t]+der|,)[ \t]+"
_IN_A_ROLE = re.compile(
    rf"\b(?:i['’]?m|i am|ich bin|bin)[ \t]+(?:(?:the|an?|der|die|one of the|eine?)[ \t]+)?(?:[\w-]+[ \t]+){{0,2}}?{_ROLE}{_AT}",
    re.IGNORECASE,
)
_OF_FIRM = re.compile(
    r"\b(?:i['’]?m|i am|ich bin|bin|hier(?: ist)?|this is|mein name ist"
    r"|my name is)[ \t]+[^.!?\n]{1,50},[ \t]+(?:von der |vom |from )?(?:the )?"
    r"(?:firma|fa\.|company|agentur(?=[ \t]+[A-ZÄÖÜ]))[ \t]+",
    re.IGNORECASE,
)
_A_PERSON = re.compile(
    rf"(?:\A|[.!?\n,])\W*(?:[\w’']+,[ \t]+|(?:my name is|mein name ist|i['’]?m|ich bin|hier(?: ist)?|this is)[ \t]+)?"
    rf"{_CAP}(?:[ \t]+{_CAP}){{1,3}},?[ \t]+(?:(?:the|an?|der|die)[ \t]+)?(?:[\w-]+[ \t]+){{0,2}}?(?i:{_ROLE}{_AT})"
)
"""A full name and a role behind it, where somebody says who they are."""
_HELD = re.compile(
    r"\b(?:under|in the name of|läuft (?:\w+ )?auf|lautet (?:\w+ )?auf|unter|auf den namen"
    r"|im namen)[ \t]+(?:(?:the )?name (?:of )?)?" + _ARTICLE,
    re.IGNORECASE,
)
_EARLY = 160
"""Characters within which people say who they are."""
_CLAUSE = re.compile(r"[.!?;:\n,]")
_LED_IN = re.compile(
    r"(?:(?:no+|nope|nein|nee|na|hä|und|and|but|aber|also|ja|yes|doch|sorry|the|die|der|das|because|weil|denn|dass"
    r"|that|firma)\b[\s,]*)+",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:herrn?|frau|mrs?|ms|miss|dr|familie|kund(?:e|in|en)|mandant\w*|client|customer|versicherungsnehmer\w*|versicherte\w*|policyholder|insured|anfang|ende|mitte|january"
    r"|february|march|april"
    r"|may|june|july|august|september|october|november|december|januar|jänner|februar|märz|mai|juni|juli|oktober"
    r"|dezember|montag"
    r"|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|policy|police)\b",
    re.IGNORECASE,
)
"""Where a name begins so, it is no firm's."""
_NO_NAME = re.compile(
    r"(?:it|that|this|das|es|des|they|sie|he|she|er|we|wir|ich|i|you|what|which|was|wer|wie|there|da|hier|here|so|not"
    r"|nicht|no|nein"
    r"|mein\w*|my|our|unser\w*|an?|eine?n?|the|der|die|in|im|auf|on|at|with|mit|bei|von|from|for|für|to|zu|and|und|or"
    r"|oder|if|wenn"
    r"|send|please|bitte|sorry|danke|thanks|schick\w*|absenden|abschicken|yes|ja)\b",
    re.IGNORECASE,
)
_FORM_LOWER = re.compile(r"\b(?:g?gmbh|kg|ohg|gbr|ug|mbh|ltd|limited|llc|llp|inc|plc)\b", re.IGNORECASE)
_SAYS_MORE = re.compile(r"[ -](?:based|certified|insured|registered|owned)\b")
_HINTS = (
    "firm", "company", "business", "practice", "studio", "agency", "consult", "partner", "employer", "trading", "t/a",
    "betrieb", "unternehmen",
    "agentur", "büro", "buero", "kanzlei", "praxis", "gesellschaft", "gmbh", "arbeitgeb", "gehör", "belong", "mine",
    "meins", "unsers", " us", " me",
    "wir", "we ", "we,", "we'", "we’", "mir ", "mia ", "ich ", "i ", "i'm", "i’m", "im ", "bin ", "inhaber", "leiter",
    "director", "owner", "manager",
)  # fmt: skip
"""Without any of them nobody speaks of a firm of theirs."""


def find_own_firm(text: str, *, asked: bool = False) -> Place | None:
    """Where the writer's own firm is named; `asked` says that the question before was who they are."""
    text = text[:LONGEST]
    if not any(hint in fold(text) for hint in _HINTS):
        return None
    return next(iter(_found(text, asked)), None)


def find_firm_spoken_of(text: str) -> Place | None:
    """Where "the company" or "die Firma" is named without a word whose it is: "Firmenname: X", "the company is called X"."""
    text = text[:LONGEST]
    for lead in (_NAMED_BARELY, _MISSED_BARELY):
        for found in lead.finditer(text):
            theirs = _OF_ANOTHER.search(text, max(0, found.start() - 30), found.start())
            if not theirs and (place := _named_behind(text, found)):
                return place
    return None


def find_holder(text: str) -> Place | None:
    """The firm that a policy is said to be for: "it's under Daly Roche Architects", "läuft auf die Prantl Datentechnik GmbH"."""
    for found in _HELD.finditer(text[:LONGEST]):
        place = _capitals(text, found.end())
        if (
            place
            and _is_likely(name := text[slice(*place)])
            and (_is_shown(name) or not begins_given(name.split()[0]))
        ):
            return place
    return None


def firm_within(text: str, start: int, end: int) -> Place | None:
    """The name of a firm that a piece of a text is, by its form or kind: "kanzlei brandt & partner"."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" .,;:–-(\"'"))
    end = start + len(text[start:end].rstrip(" .,;:–-)\"'!"))
    name = text[start:end]
    return (
        (start, end) if name and _is_shown(name) and not (is_sentence(name) or _OTHERS.match(name)) else None
    )


def _found(text: str, asked: bool) -> Iterator[Place]:
    for lead in (_NAMED, _DIRECT, _MISSED):
        for found in lead.finditer(text):
            if place := _named_behind(text, found):
                yield place
    for found in _THATS.finditer(text):
        on = _ON.match(text, found.end())
        if not (on and (place := _capitals(text, on.end())) and _is_likely(text[slice(*place)])):
            place = _before(text, len(text[: found.start()].rstrip(" ,.;:–-!")))
        if place:
            yield place
    for found in _THEY_ARE.finditer(text):
        place = _before(text, found.start(), lower=not found["us"])
        if place and (not found["us"] or _is_likely(text[slice(*place)])):
            yield place
    for found in _OWNED.finditer(text):
        if (place := _before(text, found.start())) and _is_likely(text[slice(*place)]):
            yield place
    for lead, sure in (
        (_OWN_IT, False),
        (_WE, False),
        (_RUN, True),
        (_IN_A_ROLE, True),
        (_A_PERSON, True),
        (_OF_FIRM, False),
    ):
        reach = len(text) if asked or lead is not _A_PERSON else _EARLY
        for found in lead.finditer(text, 0, reach):
            place = _capitals(text, found.end())
            if place is None or _SAYS_MORE.match(text, place[1]):
                continue
            name = text[slice(*place)]
            owns = lead is not _RUN or _OWNS.search(found.group()) is not None
            # "I run Windows Server" owns nothing.
            alone = sure and (asked or (lead is _RUN and owns))
            if _is_shown(name) or (lead is not _WE and owns and _is_likely(name)) or alone:
                yield place


def _named_behind(text: str, found: re.Match[str]) -> Place | None:
    """The name behind words that lead it in; in small letters only behind those that nothing else follows."""
    plain = _PLAINLY.search(found.group()) is not None
    if place := _capitals(text, found.end()):
        name = text[slice(*place)]
        # "Unsere Firma Schaden zugefügt" and "our company is German" name none.
        enough = _is_shown(name) or (_is_likely(name) if not plain else True)
        english = re.search(r"\b(?:my|our)\b", found.group(), re.IGNORECASE) and "," not in found.group()
        if (enough or (english and not _is_people(name))) and not _SAYS_MORE.match(text, place[1]):
            return place
        return None
    return _small(text, found.end()) if plain else None


def _capitals(text: str, start: int) -> Place | None:
    start += len(text[start:]) - len(text[start:].lstrip(" \t\"'“„‚‘"))
    found = _CAPITALS.match(text, start)
    if found is None or _OTHERS.match(found.group()):
        return None
    return found.span()


def _small(text: str, start: int) -> Place | None:
    """A name in small letters up to the end of its clause."""
    found = _SMALL_NAME.match(text, start)
    if found is None:
        return None
    cut = _ENDS.search(text, start, min(len(text), found.end() + 1))
    end = cut.start() if cut else found.end()
    name = text[start:end].rstrip(" .!")
    return (start, start + len(name)) if _may_be_small(name) else None


def _may_be_small(name: str) -> bool:
    return len(name) > 1 and not (_NO_NAME.match(name) or _OTHERS.match(name) or is_sentence(name))


def _before(text: str, end: int, *, lower: bool = False) -> Place | None:
    """The name that ends at a place: words with capitals, else all of a clause of few words."""
    begin = max((cut.end() for cut in _CLAUSE.finditer(text, 0, end)), default=0)
    if found := _BEHIND_IT.search(text, max(begin, end - 90), end):
        place = found.span("name")
        led = _LED_IN.match(text, *place)
        start = led.end() if led and led.end() < place[1] else place[0]
        small = text[begin:start].strip()
        name = text[start : place[1]]
        if _OTHERS.match(name) or (len(name.split()) == 1 and small and not _LED_IN.fullmatch(small + " ")):
            return None
        return start, place[1]
    if not lower:
        return None
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    led = _LED_IN.match(text, begin, end)
    start = led.end() if led else begin
    name = text[start:end].rstrip(" ,")
    few = 0 < len(name.split()) <= 5
    return (start, start + len(name)) if few and _may_be_small(name) else None


def _is_shown(name: str) -> bool:
    """Whether a name shows a firm by a legal form, by "&", or by a kind of firm beside another word."""
    words = re.findall(r"[^\W\d_][\w'’-]*", name)
    if LEGAL_FORM.search(name) or _FORM_LOWER.search(name) or (re.search(r"[&+]", name) and len(words) > 1):
        return True
    return len(words) > 1 and any(is_kind(word.casefold()) for word in words)


def _is_likely(name: str) -> bool:
    """Whether it is a firm by its form, or at least two words with capitals."""
    return _is_shown(name) or len(re.findall(rf"(?<!\w)[{CAPITAL}]", name)) > 1


def is_role(name: str) -> bool:
    """Whether it is what somebody is in a firm: "Inhaberin"."""
    return re.fullmatch(_ROLE, name.strip(), re.IGNORECASE) is not None


def _is_people(name: str) -> bool:
    """Whether one word says of what country something is: "our company is German"."""
    return re.fullmatch(r"\w+(?:ish|an|ese)|Swiss|French|Dutch|Welsh|Irish|Greek|Czech", name) is not None
