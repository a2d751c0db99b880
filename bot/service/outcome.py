"""What a turn decides to say; the wording of each response is data (data/wording)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Say:
    """A response by its name, with the values that go into it."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to send: the name of its texts (service/texts.yml), its address, and the values that go into it."""

    name: str
    to: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    says: list[Say] = field(default_factory=list)
    asks: str | None = None
    """The field to ask for, `confirm` for the summary, or None when nothing is asked."""
    about: str | None = None
    """The field that a side question is about, if it is about one."""
    wording: str = "first"
    """How to put the question: first, again, short, which (of several readings or points), future."""
    options: Sequence[tuple[str, str, Mapping[str, object]]] = ()
    """Buttons of the question: label, intent, entities."""
    value: str = ""
    """The value that the question is about, in words."""
    introduces: bool = False
    """Whether the first thing said is what the assistant is."""
    answers: bool = False
    """Whether a question of the insured was answered, so that the open one is only recalled."""
    helps: bool = False
    """Whether the question is put with a choice of answers and a way to a person, since free words did not help."""
    stops: bool = False
    """Whether nothing more is asked now."""
    begins_anew: bool = False
    """Whether the draft is put away and a new notice begun."""
    discards: bool = False
    """Whether the draft is thrown away with all that it holds."""
    confirmed: bool = False
    """Whether the insured has confirmed the summary, so that the notice is to be submitted."""
    mails: list[Letter] = field(default_factory=list)

    def say(self, response: str, **values: str) -> None:
        self.says.append(Say(response, values))
