"""The writer's own data: name, e-mail address or phone number, policy number.

A value counts as the writer's own when it was asked for, when it is introduced as such ("my number is …", "ich heiße …")
or when it stands in a signature. Addresses and numbers of clients and lawyers ("their mail is …") do not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from bot.extraction.found import Span, TextFound
from bot.extraction.given_names import begins_given
from bot.extraction.language import detect_language
from bot.extraction.name_answers import only_meant
from bot.extraction.own_names import answered_firm, answered_name
from bot.extraction.parties.patterns import CAPITAL
from bot.extraction.replying import says
from bot.extraction.signatures import find_signature
from bot.extraction.speaking import is_sentence
from bot.extraction.spelt_addresses import find_spelt
from bot.extraction.word_patterns import WordPattern

_ANSWER = 200
"""Characters of a text in which an address may be spelt out."""
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_PHONE = re.compile(r"(?<![\w.,/@-])(?:\+|00|\(?0|\(?[2-9]\d\d\)?[ .-])[\d ()/.-]{5,20}\d(?![\w@]|[.,]\d)")
_ONLY_PHONE = re.compile(r"\s*(?:\+|0)[\d ()/.-]{6,20}\d[\s.!]*")
_PHONE_CUE = re.compile(
    r"(?:\b(?:tel|telefon|phone|mobile|mobil|handy|natel|cell|call me|ring me|reach me|number is|nummer|erreichbar|erreichen|"
    r"callback|rückruf|whatsapp|durchwahl|fax|contact)\w*|☎|📞)[^\n]{0,25}$|"
    r"\b(?:ruf\w*|call|ring|phone|klingel\w*|melde?[nt]?|(?:a+)?lü+te?[dt]?)\s(?:\w+\s){0,2}(?:me|us|mich|uns|mi|üs"
    r"|zurück|back)\b[^.\n]{0,45}$",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:their|his|her|client'?s?|customer'?s?|lawyer'?s?|solicitor'?s?|sender|from|to|an|von|vom|deren|dessen|kunden?|"
    r"anwalts?|gegner|absender|ihnen|opponent)\b[^.\n]{0,25}$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:my|mine|me|our|us|mein\w*|mich|mir|unser\w*|uns|meini|i am|i'm|reach|erreich\w+)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)

_CARD = re.compile(
    r"(?:\bpi[ -]?\d|\bpolic|\bpolizz|\bvertrag|\bkontakt|\bcontact|\berreichbar)[^.!?\n]{0,45}$",
    re.IGNORECASE,
)
"""What stands before the address of who writes: the policy beside it, or what it is for."""

_LINKS = ("van", "von", "de", "der", "den", "di", "da", "zu")
"""Small words within a name; at its end they belong to what follows."""
_NAME = rf"(?:Dr\.|Prof\.|DI(?=[ \t])|[{CAPITAL}][^\W\d]*(?:['’-][^\W\d]+)*(?![\w-])|(?:{'|'.join(_LINKS)})(?![\w]))"
_FULL_NAME = rf"{_NAME}(?:[ \t]+{_NAME}){{0,4}}"
_INTRODUCED = WordPattern(
    r"\b(?i:my name is|my name's|(?:my|mein) name\?|(?P<bare>name is|name['’]s|name ist|name:)|"
    r"(?P<vague>this is|it['’]?s|it is|im|hier ist|myself)|i'm|i am|"
    r"speaking with|you're talking to|ich heiße|ich heisse|mein name ist|hier spricht|hier schreibt|ich bin|"
    r"i heiss|i bin|mein name:|ich bin's,|"
    r"versicherungsnehmer(?:in)?(?: ist|:)?|policy ?holder(?: is|:)?|insured(?: person| party)?:)"
    rf"[ \t]+(?:(?i:the|der|die|d|dr)[ \t]+)?(?P<name>{_FULL_NAME})"
)
_INTRODUCED_SMALL = WordPattern(
    r"\b(?i:my name is|my name's|mein name ist|ich hei(?:ß|ss)e|i hei(?:ß"
    r"|ss))[ \t]+(?P<name>(?P<given>[^\W\d_][^\W\d_-]+)[ \t]+"
    r"(?:(?:von|van|de|der|zu)[ \t]+){0,2}[^\W\d_][\w'’-]+)(?=[ \t]*(?:[.,;!?\n(]|$|(?:and|und|from|aus|von)\b))"
)
"""A first and a last name in small letters."""
_OPENS = re.compile(
    r"(?:^|\n)\W*(?:(?:the|der)\s+)?(?:(?:hi|hello|hey|hallo|servus|moin|dear|good|guten|grüß"
    r"|grüezi)\b[^.!?\n]{0,25}[,.!]?\s*)?$",
    re.IGNORECASE,
)
"""What stands before "it's Mara Lindt" or "hier ist Mara Lindt": at most a greeting. Elsewhere "it's" names anybody."""
_WRITTEN = (
    r"(?:spelt|spelled|written|actually|really|schreibt\s+sich|schreibt\s+man|eigentlich|richtig|geschrieben)"
)
_SPELT = WordPattern(
    r"\b(?i:(?:(?:my|mein)\s+)?(?:(?:last|family)\s+name|(?<!['’]s\s)(?<!his\s)(?<!her\s)(?<!heir\s)(?<!hr\s)(?<!sein\s)"
    r"(?:surname|nachname|familienname))(?:['’]s|\s+(?:is|ist|wird|lautet))?"
    rf"|mein\s+name\s+wird|(?:my|mein)\s+name(?:['’]s|\s+(?:is|ist))?(?=\s+{_WRITTEN}))"
    rf"(?i:\s+{_WRITTEN})*(?i:\s+(?:like\s+this|as|with|so|mit))?[ \t]*:?[ \t]+(?P<name>{_FULL_NAME})"
    rf"|\b(?i:ich\s+schreibe?\s+mich|i\s+(?:spell|write)\s+(?:it|myself))[ \t]+(?P<spelt>{_FULL_NAME})"
)
"""The writer's name set right, be it the last name alone."""
_NOT_THEIR_OWN = re.compile(
    r"(?:\b(?:his|her|their|its|whose|ihr\w*|sein\w*|deren|dessen|clients?|customers?|company|firm|firma|kunden?|kundin)"
    r"|\w['’]s?)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What stands before the "name is" of somebody else."""
_MINE = re.compile(r"\b(?:my|mein)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SIGNED = WordPattern(
    r"(?:\b(?i:regards|sincerely|faithfully|cheers|best|best wishes|many thanks|thanks|thank you|kind regards|grüßen|grüssen|"
    r"grüße|grüsse|gruß|gruss|lg|mfg|vg|danke|merci)[ \t]*[,.!]?[ \t]*(?:\n\s*|[ \t]+))"
    rf"(?P<name>{_FULL_NAME})(?=[ \t]*(?:$|[\n,(|]))"
)
_TAKEN_BACK = re.compile(
    r"\W*(?:(?:no|nein|sorry|wait|moment|halt|oops|ups|stop|falsch|wrong|typo|tippfehler|vertippt|correction|korrektur|"
    r"actually|i meant?|meant|ich meine|meinte|besser|äh|eh|quatsch|make that|(?:not|nicht)(?=\s*[,;:–-])|sondern|it['’]?s|"
    r"es ist|richtig(?: ist)?)\W+)+",
    re.IGNORECASE,
)
"""Between an address that is taken back and the right one."""
_BEHIND_NAME = 45
"""Characters behind the writer's name within which an address or a number is theirs: a firm may stand between."""
_GREETING = (
    r"(?i:hi|hello|hey|hallo|servus|moin|grüezi|grüß gott|good (?:morning|afternoon|evening|day)|"
    r"guten (?:tag|morgen|abend))"
)
_WITH_CONTACT = WordPattern(
    rf"(?:^|[.!?][ \t]+|\n[ \t]*)(?:{_GREETING}\W+)?(?P<name>{_FULL_NAME})"
    r"(?:,[ \t]+(?P<firm>[A-ZÄÖÜ][^,;.\n@]{1,40}),[ \t]+|[ \t]*[,;:(|/–-]\s*|\s+)"
    r"(?=[\w.+-]{1,64}@[\w-]+\.|\+?\d[\d ()/-]{6,}|(?i:(?:tel|mobile?|phone|telefon|handy|natel|policy|polic[en]|polizze)\b|"
    r"pi[- ]?\d))"
)
"""A sentence of its own that is a name, perhaps with a firm, and an address, a number or the policy behind it."""
_HERE = WordPattern(
    rf"^\W*(?:{_GREETING}\W+)?"
    rf"(?P<name>{_FULL_NAME})[ \t]+(?i:here|hier|speaking|writing|am apparat)\b"
)
_BARE_NAME = re.compile(
    rf"^\W*(?:(?i:it's|i'm|this is|ich bin|hier|name:?|ja,?|yes,?|sure,?)\s+)?(?P<name>{_FULL_NAME})",
    re.UNICODE,
)
_SIGNATURE = 0.8
_PATTERNS = ((_SPELT, 0.85), (_INTRODUCED, 0.85), (_HERE, 0.85), (_SIGNED, 0.8), (_WITH_CONTACT, 0.75))
"""What tells the writer's name unasked, with how sure that is."""
_ANY_WORDS = re.compile(
    r"^\W*(?P<name>[^\W\d_][\w'’-]+(?:[ \t]+[^\W\d_][\w'’.-]+){0,3})\s*(?:[,;(]|$|(?=\s\S+@))"
)
_SAID_AGAIN = re.compile(
    rf"^\W*(?:[^\W\d_]{{1,4}}\W+)?(?P<part>{_NAME})[.,!]+[ \t]+(?P<name>{_FULL_NAME})\W*$"
)
"""A part of a name and then all of it: "Ralf. Ralf Dettmer"."""
_WORDS_NO_NAME = """
    a an the in on at not no yes just sorry here there really very so still from with calling writing afraid sure going
    freelance freelancer self-employed your client customer nicht noch ein eine der die das selbständig freiberufler ihr
    kunde hier sehr leider it i we ich wir ja nein keine kein ok okay don't dont weiß weiss skip unknown
    it-dienstleister about because what my hello hallo hi hey moin servus guten good dear all nobody none why warum wie idea
    private personal confidential privat persönlich vertraulich
    ahnung oh passt stimmt never nie genau abschicken wieso wer who is are am can kann bin okay, ach nö nee nope
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend
    sonntag wochenende abend morgen vormittag nachmittag
"""
"""In Austria "i am Montag" is no name."""
_NOT_A_NAME = frozenset(re.findall(r"\S+", _WORDS_NO_NAME))
_POLICY_CUE = (
    r"(?:policy|policen?|versicherungs?schein|versicherungs|vertrags?|contract|polizzen?|police|kunden|kd|vs|insurance)[-. ]?"
    r"(?:number|nummer|numer|nr|no|num|id|#)?\.?(?:\s+(?:is|ist|lautet|nr\.?|no\.?|number))?\s*[:#=]?\s*"
)
_POLICY = WordPattern(
    rf"\b{_POLICY_CUE}(?P<number>[A-Z]{{0,3}}(?:-?[A-Z]{{1,3}})?[ -]?\d[\d ./-]{{3,16}}\d)(?![\w%])",
    re.IGNORECASE,
)
_PREFIXED = WordPattern(r"(?<![\w-])(?P<number>PI[ -]?\d[\d -]{3,12}\d)(?![\w%])")
_ASKED_POLICY = re.compile(
    r"(?<!\w)(?P<number>(?:[A-Z]{1,5}[ -]?){0,2}\d[\d ./-]{2,16}\d(?:-?[A-Z]{1,2})?)(?!\w)", re.IGNORECASE
)


def find_contact(
    text: str,
    *,
    region: str | None,
    asked: bool = False,
    blocked: Sequence[tuple[int, int]] = (),
    name_end: int | None = None,
) -> TextFound | None:
    """The writer's e-mail address (normalised) and phone number (international form), joined by ", " if both are given.

    A message that is nothing but a phone number is the writer's, asked for or not, and so is what stands right behind their name,
    which ends at `name_end`. `blocked` holds the dates.
    """

    def own(start: int) -> bool:
        return asked or (name_end is not None and 0 <= start - name_end <= _BEHIND_NAME)

    mail = _find_email(text, own) or (_find_spelt_email(text) if asked else None)
    phone = _find_phone(text, region, bool(_ONLY_PHONE.fullmatch(text)), own, blocked)
    if not mail or not phone:
        return mail or phone
    (one, two), value = sorted(_bounds(found) for found in (mail, phone)), f"{mail.value}, {phone.value}"
    return TextFound(value, min(mail.confidence, phone.confidence), Span(0, one[0], two[1]))


def _bounds(found: TextFound) -> tuple[int, int]:
    return (found.span.start, found.span.end) if found.span else (0, 0)


def _find_email(text: str, is_own: Callable[[int], bool]) -> TextFound | None:
    signature = max(len(text) - 160, 0)
    all_found = list(_EMAIL.finditer(text))
    for found, following in zip_longest(all_found, all_found[1:]):
        if following and _TAKEN_BACK.fullmatch(text, found.end(), following.start()):
            continue
        before = text[max(0, found.start() - 60) : found.start()]
        own = is_own(found.start()) or bool(_OWN.search(before))
        own = own or bool(_CARD.search(before) and not _FOREIGN.search(before))
        if own or (found.start() >= signature and not _FOREIGN.search(before)):
            address = _valid_email(found.group().rstrip(".-"))
            if address:
                return TextFound(address, 0.95 if own else 0.7, Span(0, found.start(), found.end()))
    return None


def _find_spelt_email(text: str) -> TextFound | None:
    spelt = find_spelt(text) if len(text) <= _ANSWER else None
    address = _valid_email(spelt[0]) if spelt else None
    return TextFound(address, 0.8, Span(0, *spelt[1:])) if spelt and address else None


def _find_phone(
    text: str,
    region: str | None,
    alone: bool,
    is_own: Callable[[int], bool],
    blocked: Sequence[tuple[int, int]],
) -> TextFound | None:
    for found in _PHONE.finditer(text):
        if any(found.start() < end and start < found.end() for start, end in blocked):
            continue
        before = text[max(0, found.start() - 60) : found.start()]
        introduced = bool(_PHONE_CUE.search(before)) and not (
            _FOREIGN.search(before) and not _OWN.search(before)
        )
        if alone or introduced or is_own(found.start()):
            number = _valid_phone(found.group(), region, lenient=True)
            if number:
                return TextFound(number, 0.9, Span(0, found.start(), found.end()))
    return None


def find_insured_name(
    text: str, *, asked: bool = False, blocked: Sequence[tuple[int, int]] = ()
) -> TextFound | None:
    """The writer's name from an introduction, a signature, or the answer to the question for it."""
    text = only_meant(text) if asked else text
    if asked and says("said_before", text):
        return None
    answered = answered_name(text, blocked) if asked else None
    if answered is not None and _clean_name(answered[0]):
        return TextFound(answered[0], 0.9, Span(0, *answered[1:]))
    for pattern, confidence in _PATTERNS:
        for found in pattern.finditer(text):
            if pattern is _INTRODUCED and not _introduces(text, found, asked=asked):
                continue
            group = found.lastgroup if pattern is _SPELT and found.lastgroup else "name"
            name = _clean_name(found.group(group))
            if name and (asked or " " in name or pattern in (_SIGNED, _SPELT)):
                start = found.start(group)
                return TextFound(name, confidence, Span(0, start, start + len(name)))
    for small in _INTRODUCED_SMALL.finditer(text):
        if begins_given(small.group("given")) and not is_sentence(small.group("name")):
            return TextFound(small.group("name").title(), 0.85, Span(0, *small.span("name")))
    if signed := find_signature(text):
        return TextFound(text[slice(*signed)], _SIGNATURE, Span(0, *signed))
    if not asked:
        return None
    again = _SAID_AGAIN.search(text)
    if again and again.group("part") in again.group("name").split():
        return TextFound(again.group("name"), 0.9, Span(0, *again.span("name")))
    for whole, confidence in ((_BARE_NAME, 0.9), (_ANY_WORDS, 0.7)):
        answer = whole.search(text)
        name = _clean_name(answer.group("name")) if answer else None
        if (
            answer
            and name
            and not any(answer.start("name") < b and a < answer.end("name") for a, b in blocked)
            and not is_sentence(name)
        ):
            value = name if name != name.lower() else name.title()
            return TextFound(
                value, confidence, Span(0, answer.start("name"), answer.start("name") + len(name))
            )
    return None


def own_firm(text: str) -> tuple[int, int] | None:
    """Where the writer's firm stands between their name and address: "Jens Wolter, Wolter IT, jens@wolter.example".

    Or behind the name in a short answer.
    """
    found = _WITH_CONTACT.search(text)
    return found.span("firm") if found and found.group("firm") else answered_firm(text)


def _introduces(text: str, found: re.Match[str], *, asked: bool) -> bool:
    """Whether "it's …", "im …" and "name is …" tell who writes; in German "im" stands before places."""
    before, vague = text[: found.start()], found.group("vague")
    if found.group("bare") and not _MINE.search(before):
        return not _NOT_THEIR_OWN.search(before) and (asked or bool(_OPENS.search(before)))
    if vague is None or asked:
        return True
    if not _OPENS.search(before):
        return False
    return vague.lower() != "im" or (detect_language(text) or ("en", 0.0))[0] != "de"


def find_policy_number(
    text: str, *, patterns: Iterable[re.Pattern[str]] = (), asked: bool = False
) -> TextFound | None:
    """The policy number with single blanks or hyphens as written; `patterns` are the insurer's own formats."""
    for found, confidence in _policy_candidates(text, patterns, asked):
        group = "number" if "number" in found.re.groupindex else 0
        number = re.sub(r"\s+", " ", found.group(group)).strip(" .-/").upper()
        if sum(char.isdigit() for char in number) >= 4:
            return TextFound(number, confidence, Span(0, *found.span(group)))
    return None


def _policy_candidates(
    text: str, patterns: Iterable[re.Pattern[str]], asked: bool
) -> Iterator[tuple[re.Match[str], float]]:
    for pattern in patterns:
        yield from ((found, 0.97) for found in pattern.finditer(text))
    yield from ((found, 0.95) for found in _PREFIXED.finditer(text))
    yield from ((found, 0.9) for found in _POLICY.finditer(text))
    if asked:
        yield from ((found, 0.85) for found in _ASKED_POLICY.finditer(text))


def _valid_email(text: str) -> str | None:
    try:
        # Addresses under example.com are fine in trials, so only the form is checked.
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return None


def _valid_phone(text: str, region: str | None, *, lenient: bool) -> str | None:
    try:
        number = phonenumbers.parse(text, region or "DE")
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    digits = sum(char.isdigit() for char in text)
    return re.sub(r"\s+", " ", text).strip() if lenient and 7 <= digits <= 15 else None


def _clean_name(name: str) -> str | None:
    words = name.split()
    if words and words[0].lower().replace("’", "'") in {"i'm", "it's", "that's", "don't", "can't"}:
        return None
    while words and words[-1].lower() in _LINKS:
        words.pop()
    if not words or words[0].lower() in _NOT_A_NAME or any(char.isdigit() for char in name):
        return None
    return " ".join(words)
