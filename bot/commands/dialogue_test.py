"""A recording in the format of `tests/dialogue/conversations/*.yml`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import yaml

from bot.claims.catalogue import Kind
from bot.claims.reference import parse_reference
from bot.claims.values import Money, Period, Value, to_json
from bot.commands.recording import Recording, Turn

_LONG = 110
"""Characters from which a text is folded."""
_WIDTH = 140
_PERSONAL = {Kind.NAME, Kind.CONTACT, Kind.NUMBER}
_UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))
_KINDS = {
    "email": "an e-mail address",
    "iban": "an IBAN",
    "ip": "an IP address",
    "name": "a name that consists of everyday words, which stays",
    "phone": "a phone number",
    "plate": "a number plate",
    "policy": "a policy number",
    "postcode": "a postcode",
    "reference": "a reference",
    "street": "a street",
    "url": "a web address",
}


def as_test(recording: Recording, replaced: Callable[[str], str]) -> dict[str, Any]:
    """The file's content: one conversation by its name, with every text `replaced`."""
    personal = {field.name for field in recording.catalogue.fields if field.kind in _PERSONAL}
    claims = [
        {
            name: replaced(str(value)) if value and name in personal else _value(value)
            for name, value in claim.items()
        }
        for claim in recording.claims()
    ]
    kind = next(
        (str(claim["incident_type"]) for claim in claims if claim.get("incident_type")), "nothing reported"
    )
    return {
        f"{kind.replace('_', ' ')} on {recording.begins:%d.%m.%Y}": {
            "now": recording.begins.replace(microsecond=0),
            "timezone": recording.conversation.timezone,
            "locale": recording.locale,
            "turns": [_turn(turn, replaced) for turn in recording.turns],
            "claim": claims if len(claims) > 1 else claims[0] if claims else None,
        }
    }


def comments(recording: Recording, unfitting: Iterable[str]) -> Iterator[str]:
    """What a reader of the test has to know, a sentence each."""
    for kind in sorted(unfitting):
        yield f"Nothing fitting was found for {_KINDS[kind]}."
    for number, turn in enumerate(recording.turns, start=1):
        if parse_reference(turn.said.text):
            yield f"Turn {number} names a reference, and each run makes its own."
    if recording.cut:
        yield "The conversation goes on with a message that the bot did not answer, or not alone."
    if not recording.turns:
        yield "The bot answered nothing in this conversation."


def written(content: dict[str, Any], notes: Iterable[str] = ()) -> str:
    """As YAML; reading it gives the content again."""
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return "".join(f"# {note}\n" for note in notes) + text


def _turn(turn: Turn, replaced: Callable[[str], str]) -> dict[str, Any]:
    found: dict[str, Any] = {"after": in_words(turn.after)} if turn.after else {}
    found["press" if turn.said.pressed else "say"] = replaced(turn.said.text)
    return found | ({"asks": turn.asks} if turn.asks else {})


def in_words(passing: timedelta) -> str:
    """Whole minutes as "3 days 2 hours"."""
    words = []
    for name, unit in _UNITS:
        number, passing = divmod(passing, unit)
        if number:
            words.append(f"{number} {name}{'s' if number > 1 else ''}")
    return " ".join(words)


def _value(value: Value | None) -> Any:
    match value:
        case Period() if value.is_day:
            return value.start
        case Money():
            stored = to_json(value)
            return _Flow({name: stored[name] for name in ("low", "high", "currency", "approximate")})
        case Period():
            return _Flow(to_json(value))
        case _:
            return value


class _Flow(dict[str, Any]):
    """Written in one line."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else ">" if len(value) > _LONG else None
    if not value.replace("\n", "").isprintable():
        # Left to itself PyYAML writes some line breaks of other alphabets as they are and then reads blanks.
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


def _time(dumper: yaml.SafeDumper, value: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


def _flow(dumper: yaml.SafeDumper, value: _Flow) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(datetime, _time)
_Dumper.add_representer(_Flow, _flow)
