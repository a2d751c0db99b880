"""Personal data in a recorded conversation, replaced by invented data: the same by the same, wherever it occurs.

Replaced are names that the claim holds, firms with a legal form and people with a title, e-mail and web addresses, phone
numbers, IBANs, policy numbers, references, number plates, postcodes and streets. Dates, times and sums stay. A name that was
never asked for and bears no mark can't be told from other words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.claims.policy_number import number_key
from bot.claims.reference import parse_reference
from bot.commands.redact_names import Names
from bot.commands.stand_ins import StandIns, shaped_like, with_check_digits
from bot.extraction.identifiers import find_identifiers
from bot.extraction.phones import phone_number

_LEGAL = r"(?:G?mbH|AG|KG|KGaA|OHG|GbR|UG|SE|e\.\s?K\.|Ltd|Limited|LLC|LLP|PLC|plc|Inc|Corp)\b"
_CAPITAL = r"[A-ZÄÖÜ][\w'’-]"
_FIRM = re.compile(rf"(?:{_CAPITAL}*[ \t]+(?:(?:&|und|and|\+)[ \t]+)?){{1,4}}{_LEGAL}")
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Herrn?|Frau|Dr|Prof)\.?[ \t]+(?:(?:Dr|Prof)\.?[ \t]+)?(?P<name>{_CAPITAL}+(?:[ \t]+{_CAPITAL}+)?)"
)
_STREET = re.compile(
    r"(?:\b[A-ZÄÖÜ][\wäöüß]*[ -])?\b[A-ZÄÖÜ]?[\wäöüß-]*(?:straße|strasse|str\.|gasse|weg|platz|allee|ring|damm|ufer|gässli)"
    r"\s+\d{1,4}\s?[a-h]?\b(?!\s*[.:]\s?\d)"
    rf"|(?P<english>\b\d{{1,4}}[a-h]?\s+(?:{_CAPITAL}+\s+){{1,3}}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Way|Crescent|Terrace|Square|Gardens)\b)"
)
_GAP = r"[\s./-]*"
"""What people put between the parts of a number."""
_TOWN = re.compile(r"(?:,?\s+(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-ZÄÖÜ][\wäöüß-]+)?")


class Redactor:
    """Replaces personal data in the texts of one conversation.

    `unfitting` names the kinds of which something had to be crossed out, since nothing fitting was found, and "name" if one
    that consists of everyday words was left.
    """

    def __init__(
        self,
        texts: Sequence[str],
        *,
        persons: Iterable[str] = (),
        parties: Iterable[str] = (),
        numbers: Iterable[str] = (),
        policy_patterns: Sequence[str] = (),
        region: str | None = None,
    ) -> None:
        """`texts` is all that was said; from the claim come names of the insured and of others, and numbers of policies."""
        self._region, self._patterns = region, tuple(policy_patterns)
        self._compiled = tuple(re.compile(pattern, re.IGNORECASE) for pattern in policy_patterns)
        numbers = tuple(dict.fromkeys(filter(number_key, numbers)))
        loose = (_GAP.join(map(re.escape, number_key(number))) for number in numbers)
        own = (re.compile(rf"(?<!\w){number}(?!\w)", re.IGNORECASE) for number in loose)
        self._policy_forms = (*own, *self._compiled)
        persons, parties = tuple(dict.fromkeys(persons)), tuple(dict.fromkeys(parties))
        self._stand_ins = StandIns("\n".join([*texts, *persons, *parties, *numbers]))
        self._names = Names(self._stand_ins)
        self._known: dict[tuple[str, str], str] = {}
        self.unfitting: dict[str, None] = {}
        for name in persons:
            self._names.learn_person(name)
        for name in parties:
            if not self._names.learn_party(name):
                self.unfitting["name"] = None
        for text in texts:
            for found in _TITLED.finditer(text):
                self._names.learn_person(found.group("name"), given=False)
            for found in _FIRM.finditer(text):
                self._names.learn_party(found.group())

    def __call__(self, text: str) -> str:
        """The text with invented data for personal data."""
        pieces, end = list[str](), 0
        for start, stop, other in sorted(self._marked(text)):
            if start >= end:
                pieces += [self._names.replaced(text[end:start]), other]
                end = stop
        return "".join([*pieces, self._names.replaced(text[end:])])

    def _marked(self, text: str) -> Iterator[tuple[int, int, str]]:
        """What is known by its form, as (start, end, replacement)."""
        taken = [found for pattern in self._policy_forms for found in pattern.finditer(text)]
        for found in taken:
            yield *found.span(), self._policy(found.group())
        for found in _STREET.finditer(text):
            town = _TOWN.match(text, found.end())
            yield found.start(), town.end() if town else found.end(), self._street(found, town)
        for each in find_identifiers(text, policy_patterns=self._patterns, region=self._region):
            # Of a marked number ("policy no. 4711") only the number; a phone number's value is not as written.
            start = text.find(each.value, each.start, each.end)
            value = each.value if start >= 0 else text[each.start : each.end]
            if any(each.start < found.end() and found.start() < each.end for found in taken):
                continue
            other = self._identifier(each.kind, value)
            if other is not None:
                yield max(start, each.start), max(start, each.start) + len(value), other

    def _identifier(self, kind: str, value: str) -> str | None:
        """What stands for an identifier, or None if its kind is no personal datum."""
        match kind:
            case "email":
                return self._email(value)
            case "url" if "example." not in value.lower():
                return self._once(
                    kind, value.lower(), value, lambda: f"www.example.com/{self._stand_ins.number()}"
                )
            case "ip":
                return self._once(kind, value, value, lambda: f"192.0.2.{self._stand_ins.number() % 255}")
            case "phone":
                return self._phone(value)
            case "policy":
                return self._policy(value)
            case "iban":
                return self._iban(value)
            case "reference" if parse_reference(value):
                return self._once(kind, number_key(value), value, lambda: self._stand_ins.reference(value))
            case "reference" | "plate" | "postcode":
                return self._reshaped(kind, value)
        return None

    def _email(self, value: str) -> str:
        local = value.partition("@")[0].lower()
        words = re.findall(r"[a-z]+", local)
        others = [self._names.replaced(word) for word in words]
        known = bool(words) and all(word != other for word, other in zip(words, others, strict=True))
        return self._once(
            "email",
            value.lower(),
            value,
            lambda: f"{'.'.join(others) if known else f'post{self._stand_ins.number()}'}@example.org",
        )

    def _phone(self, value: str) -> str:
        digits = "".join(filter(str.isdigit, value))
        national = self._stand_ins.national(phone_number(value, self._region) or digits)
        if not digits.endswith(national):
            national = digits
        other = self._once("phone", national, national, lambda: self._stand_ins.phone(national, self._region))
        return shaped_like(value, digits.removesuffix(national) + other)

    def _iban(self, value: str) -> str:
        def made() -> str | None:
            other = self._stand_ins.reshaped(number_key(value), keep=2)
            return other and with_check_digits(other)

        return shaped_like(value, self._once("iban", number_key(value), number_key(value), made))

    def _policy(self, value: str) -> str:
        def made() -> str | None:
            return self._stand_ins.reshaped(value, patterns=self._compiled)

        return shaped_like(value, number_key(self._once("policy", number_key(value), value, made)))

    def _reshaped(self, kind: str, value: str) -> str:
        key = number_key(value)
        return shaped_like(value, self._once(kind, key, key, lambda: self._stand_ins.reshaped(key)))

    def _street(self, found: re.Match[str], town: re.Match[str] | None) -> str:
        english = found.group("english") is not None
        street = self._once(
            "street",
            found.group().lower(),
            found.group(),
            lambda: (
                f"{self._stand_ins.number()} Maple Street"
                if english
                else f"Ahornstraße {self._stand_ins.number()}"
            ),
        )
        return f"{street}, 10000 Neustadt" if town and town.group() else street

    def _once(self, kind: str, key: str, value: str, make: Callable[[], str | None]) -> str:
        """The same for the same; `value` with its digits crossed out if nothing is found that fits."""
        if (kind, key) not in self._known:
            made = make()
            if made is None:
                self.unfitting[kind] = None
                made = re.sub(r"\d", "X", value)
            self._known[kind, key] = made
        return self._known[kind, key]
