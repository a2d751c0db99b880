"""Who introduces themselves, and for whom a broker writes: "Hier Nordlicht IT GmbH, Police …", "Jan Krüger von Pixelwerk".

Whoever is named so is insured, or speaks for who is, and never the party that suffered the loss.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.folded import fold
from bot.extraction.given_names import begins_given
from bot.extraction.parties.patterns import CAPITAL, LEGAL_FORM

Place = tuple[int, int]

_LEADS = 200
"""Characters within which people say who they are before they tell what happened."""
_WORD = rf"(?!PI[ -]?\d)(?<!\w)[{CAPITAL}][\w'’&.-]{{0,40}}(?<!\.)"
_FIRM = rf"{_WORD}(?:[ \t]+(?:(?:&|und|and)[ \t]+)?(?:{_WORD}|e\.[ \t]?[KU]\.|mbH|gGmbH)){{0,4}}"
_PERSON = (
    r"(?:(?:(?:Dipl\.?-)?Ing|Dr|Mag\.?a?|Prof|DI)\.?[ \t]+){0,2}"
    rf"(?P<given>[{CAPITAL}][^\W\d]+(?:-[^\W\d]+)?)[ \t]+(?:(?:Ó|Ní|Mac|van|von|de[rn]?|di|da)[ \t]+){{0,2}}"
    rf"[{CAPITAL}][^\W\d]+(?:['’-][^\W\d]+)*"
)
_POLICY = r"(?i:polic[ey]|polizze|policen?|versicherungs(?:schein|nummer)|vertrag|kunden-?nr|pi[ -]?\d)"
_GREETING = (
    r"(?i:hi|hello|hey|alright|morning|afternoon|evening|tag|morgen|hallo|servus|moin(?: moin)?"
    r"|grüezi|grü(?:ß|ss)(?: gott| ihna| eu\w*)|good \w+|guten \w+|dear \w+"
    r"|sehr geehrte damen und herren|liebe[sr]? (?:team|leute|kollegen|alle|damen und herren))"
)
_GREETED = (
    r"(?i:zusammen|miteinander|mitenand|beinand(?:er)?|(?:liebes )?team|all|everyone|everybody|there|leute|folks|again"
    r"|nochmals?|sirs?(?: or |/)madam|sirs?|madam)"
)
_BEGINS = rf"(?:^|[.!?\n])\W*(?:{_GREETING}\b(?:[ \t]+{_GREETED}\b)?[^\w\n]*)?"
_THIS_IS, _I_AM = r"hier(?: (?:ist|is|isch|spricht|schreibt))?|this is", r"i am|i['’]m|ich bin"
_OURSELVES = re.compile(
    rf"{_BEGINS}(?P<lead>(?i:{_THIS_IS}|wir sind|we are|we['’]re|firma|fa\.))[ \t]+"
    rf"(?:(?i:the|die|der|das|firma|fa\.)[ \t]+)*(?P<firm>{_FIRM})(?P<behind>[^\n]{{0,30}})"
)
_SPEAKER = re.compile(
    rf"(?:{_BEGINS}(?P<lead>(?i:{_THIS_IS}|{_I_AM}|bin|i bin|myself|its)[ \t]+)?"
    rf"|\b(?P<am>(?i:{_I_AM}|mein name ist|my name is)[ \t]+))"
    rf"(?:(?i:der|die|d['’]|da|dr|the)[ \t]+)?(?P<name>{_PERSON})[ \t]*"
    rf"(?:[ \t](?P<link>(?i:from|at|of|with|von der|vom|von|vo d[aer]|vo|bei der|bei))[ \t]+"
    rf"(?:(?i:the|firma|fa\.)[ \t]+)?(?P<firm>{_FIRM})"
    rf"|,[ \t]+(?P<beside>{_FIRM})(?=,[ \t]+{_POLICY}))"
    rf"(?P<behind>\W{{0,3}}{_POLICY}|,?[ \t]+(?:here|hier)\b|(?:[ \t]+(?:aus|in|near|bei)[ \t]+{_WORD})?\.(?=\s|$))?"
)
_BOSS = re.compile(
    r"\b(?i:(?:for|on behalf of|instead of)[ \t]+(?:my|our)[ \t]+(?:boss|manager|director|principal|employer|chief|husband|wife"
    r"|partner|dad|father|mum|mother|brother|sister)|(?:assistant|pa|secretary)[ \t]+(?:to|of|for)"
    r"|für[ \t]+(?:mein|unser)\w*[ \t]+(?:chef(?:in)?|boss|vorgesetzte\w*|geschäftsführer(?:in)?|inhaber(?:in)?|mann|frau"
    r"|vater|mutter|bruder|schwester|partner(?:in)?)"
    r"|(?:assistent(?:in)?|assistenz|sekretär(?:in)?|sekretariat|büro|vorzimmer|mitarbeiter(?:in)?)[ \t]+von),?[ \t]+"
    r"(?:(?i:de[rmn]|die|das)[ \t]+(?:[^\W\d_]+[ \t]+)?)??(?:(?:Herrn?|Frau|Mrs?|Ms)\.?[ \t]+)?"
    rf"(?P<name>{_PERSON}|(?:Dr\.[ \t]+)?{_WORD})(?:[ \t]+(?i:of|from|at|von|vom)[ \t]+(?:(?i:the|der)[ \t]+)?(?P<firm>{_FIRM}))?"
)
"""For whom somebody writes who works for them: "I'm writing for my boss, Alasdair Kinloch"."""
_OPENED = re.compile(
    rf"\A\W*(?:(?P<greeting>{_GREETING})\b(?:[ \t]+{_GREETED}\b)?[^\w\n]*\s+)?(?P<name>{_PERSON})"
    rf"(?:[ \t]+(?i:from|of|at|von|vom|von der)[ \t]+(?P<firm>{_FIRM}))?"
    r"(?:[ \t]+(?i:here|hier)\b|,[ \t]+(?P<self>(?i:i|we|ich|wir)\b)"
    r"|,[ \t]+(?!(?i:our|my|the|unser|mein|die|der|who|which|wants|has|had|hat|will)\w*\b)(?=[^\W\d_]))"
)
"""Who opens with their name: "Hey, Travis Ludlow, I do drone surveys", "Hello, Sunil Raval from Ridge Brokers, reporting …"."""
_OF_OTHERS = re.compile(
    r"(?:Frau|Herrn?|Mrs?|Ms|Familie|Kund(?:en|e|in)|Mandant(?:en|in)?|Client|Customer)\b"
)
"""How people speak of others: "Moin, Frau Berger von Berger Bau. Sie will 300", "Hallo, Server Ausfall bei Kunde Meier."."""
_EMPLOYED = re.compile(
    r"\b(?i:(?:i[’']m|i am|we[’']re|we are) (?:employed|working) (?:at|by)|i work (?:at|in))[ \t]+(?:(?i:the)[ \t]+)?"
    rf"(?P<en>{_FIRM})"
    rf"|\b(?i:ich bin (?:als \w+ )?(?:bei|in)(?: der| dem)?)[ \t]+(?P<de>{_FIRM})[ \t]+(?i:angestellt|tätig|beschäftigt)"
    rf"|\b(?i:(?:ich )?arbeite(?: ich)?(?: als \w+)? bei(?: der| dem)?)[ \t]+(?P<at>{_FIRM})"
    rf"|\b(?i:my|our)[ \t]+(?i:own )?(?i:firm|company|practice|studio|agency),?[ \t]+(?P<our>{_FIRM})"
    r"|\b(?i:unser|mein)\w*[ \t]+(?:Kanzlei|Firma|Agentur|Praxis|Büro|Betrieb|Unternehmen|Studio),[ \t]+(?:(?i:die|der)[ \t]+)?"
    rf"(?P<ours>{_FIRM})"
)
"""Where the writer works: "ich bin bei der Kanzlei Berger angestellt", "unserer Kanzlei, Steuerberatung Obermaier"."""
_EMPLOYS = (
    "employed",
    "i work ",
    "working ",
    "angestellt",
    "tätig",
    "beschäftigt",
    "arbeite",
    "my ",
    "our ",
    "unser",
    "mein",
)
_CARD = re.compile(rf"\W*(?i:pi)[ -]?\d[\d -]{{3,12}}\d[\s,;/–-]+(?P<name>{_PERSON})[\s.!]*")
"""Nothing but a policy number and a name behind it."""
_CLIENT = r"(?i:client|customer|policy ?holder|insured|kund(?:en|in)|mandant(?:en|in)|versicherungsnehmer(?:in)?|vn)\b"
_FOR_CLIENT = re.compile(
    r"(?P<reports>\b(?i:notify|notifying|reporting|writing|notification|melden?|zeigen?)\b(?:[ \t]+\w+){0,5}?[ \t]+)?"
    r"\b(?i:on behalf of|for|für|im namen|im auftrag)[ \t]+(?:(?i:von)[ \t]+)?(?i:our|my|unser\w*|mein\w*)[ \t]+"
    rf"{_CLIENT}[,:]?[ \t]+(?:(?i:the|die|der|den|das|firma|namely)[ \t]+)*(?P<firm>{_FIRM})"
)
_CLIENT_ACTS = re.compile(
    rf"(?:{_BEGINS})(?i:our|my|unser\w*|mein\w*)[ \t]+(?i:client|policyholder|insured|kund(?:e|in)|mandant(?:in)?)[ \t]+"
    rf"(?:(?i:the|die|der|das)[ \t]+)?(?P<firm>{_FIRM})"
)
_LEAD_WORDS = (
    "hier",
    "this is",
    "i am",
    "i'm",
    "i’m",
    "we are",
    "we'",
    "bin ",
    "wir sind",
    "name",
    "pi",
    "polic",
    "poliz",
    "vertrag",
    " from ",
    " of ",
    " von ",
    " vom ",
    " vo ",
    "firma",
)
"""Without any of them nobody introduces themselves."""
_BOSSES = (
    "boss", "manager", "director", "principal", "employer", "chief", "husband", "wife", "partner", "assist", " pa ",
    "secretary", "chef", "vorgesetzt", "geschäftsführ", "inhaber", "mann", "frau", "sekret", "büro", "vorzimmer", "mitarbeiter",
    "dad", "father", "mum", "mother", "brother", "sister", "vater", "mutter", "bruder", "schwester",
)  # fmt: skip
"""Without any of them nobody writes for another."""
_BROKERS = ("broker", "makler")
_SENTENCE = re.compile(r"[.!?]\s+|\n")
_OWN_FAULT = re.compile(
    r"\b(?:forgot|forgotten|missed|failed|overlooked|omitted|wrong\w*|late|vergess\w*|versäum\w*|verpass\w*|übersehen|falsch\w*|verschlamp\w*"
    r"|verschwitzt|zu spät|verwechselt)\b",
    re.IGNORECASE,
)
"""What a broker did wrong for a client, and does not report for them: "we forgot to cancel a policy for our client Miller"."""
_AT_ONCE = 80
"""Characters within which a broker says to be one."""
_REPORTS = (*_BROKERS, "behalf", "notify", "report", "melde", "zeige")


_BROKER_FIRM = re.compile(
    rf"(?:{_WORD}[ \t]+(?:&[ \t]+)?){{0,4}}(?:Insurance[ \t]+)?Broker(?:s|age)?\b|\bMakler(?:büro|haus)?[ \t]+{_FIRM}"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """Characters of the name of who is insured, and of all names that belong to their side."""

    insured: Place | None
    own: tuple[Place, ...]
    firm: Place | None = None
    """The firm of the person who writes, or for whom."""


def find_introduction(text: str) -> Introduction:
    """Who writes, or for whom; without any words of that kind nobody."""
    lower = fold(text)
    client = _client(text, lower) if any(word in lower for word in _REPORTS) else None
    leads = lower[:_LEADS]
    boss = _BOSS.search(text, 0, _LEADS) if any(word in leads for word in _BOSSES) else None
    names = list(_writers(text)) if any(word in leads for word in _LEAD_WORDS) else []
    if opened := _opened(text):
        names.append(opened)
    own = tuple(place for pair in names for place in pair)
    firm = next((pair[1] for pair in names if len(pair) > 1 and pair[1][0] >= 0), None)
    if boss:
        own += tuple(boss.span(group) for group in ("name", "firm") if boss[group])
        firm = boss.span("firm") if boss["firm"] else firm
    if any(word in leads for word in _EMPLOYS):
        own += tuple(found.span(found.lastgroup or 0) for found in _EMPLOYED.finditer(text, 0, _LEADS))
    if client is None:
        # Of a last name alone the rest is asked for.
        named = boss.span("name") if boss and boss["given"] else None
        return Introduction(named or next((pair[0] for pair in names), None), own, firm)
    firms = (found.span() for found in _BROKER_FIRM.finditer(text))
    return Introduction(client, (*own, client, *firms))


def _opened(text: str) -> tuple[Place, ...] | None:
    """The name of a person that a message opens with, and of their firm, if nothing tells that they are somebody else."""
    found = _OPENED.match(text)
    if found is None or _OF_OTHERS.match(found["name"]):
        return None
    known = (found["greeting"] or found["self"]) and begins_given(found["given"])
    if not known:
        return None
    return (found.span("name"), found.span("firm")) if found["firm"] else (found.span("name"),)


def _client(text: str, lower: str) -> Place | None:
    """The name of a broker's client: of whom a broker speaks from the start, or for whom somebody reports."""
    broker = any(word in lower[:_AT_ONCE] for word in _BROKERS)
    found = [
        each
        for each in _FOR_CLIENT.finditer(text)
        if each["reports"] or (broker and not _OWN_FAULT.search(_sentence(text, each.start())))
    ]
    if not found and broker:
        found = list(_CLIENT_ACTS.finditer(text))
    firms = [each for each in found if not any(word in each["firm"].lower() for word in _BROKERS)]
    return firms[0].span("firm") if firms else None


def _sentence(text: str, end: int) -> str:
    """What stands in a sentence up to `end`."""
    return text[max((cut.end() for cut in _SENTENCE.finditer(text, 0, end)), default=0) : end]


def _writers(text: str) -> Iterator[tuple[Place, ...]]:
    """The names of each introduction, first the one that tells who it is: a person before their firm."""
    for found in _SPEAKER.finditer(text, 0, _LEADS):
        group, behind = "firm" if found["firm"] else "beside", found["behind"]
        # A sentence of nothing but name and firm has no verb, and so tells who writes; one of a name alone tells nothing.
        alone = behind and (found["link"] or not behind.endswith("."))
        alone = alone and not (_OF_OTHERS.match(found["name"]) or _OF_OTHERS.match(found[group]))
        if found["lead"] or found["am"] or alone or found["beside"]:
            yield found.span("name"), found.span(group)
    if card := _CARD.fullmatch(text):
        yield (card.span("name"),)
    for found in _OURSELVES.finditer(text, 0, _LEADS):
        firm, behind = found["firm"], found["behind"]
        named = (" " in firm and LEGAL_FORM.search(firm)) or re.match(
            rf"\W{{0,3}}(?:(?:mit|with|our|unsere)\W+)?{_POLICY}", behind
        )
        plural = found["lead"].lower().startswith("we") and " " in firm
        if named or plural or found["lead"].lower() in ("firma", "fa."):
            yield (found.span("firm"),)
