"""The side questions and their buttons: each has one way to be put, whether it is new or comes back after a digression.

A side question is what `Conversation.asks` holds in place of a field; `Conversation.aside` keeps what it has learnt.
"""

from collections.abc import Callable

from bot.claims.model import Fact, SetBy
from bot.claims.values import from_json
from bot.service.hearing import Hearing, Option

RESTART, CANCEL, RESUME = "restart", "cancel", "resume"
NUMBER, TIME = "callback_number", "callback_time"
REFERENCE, FACTOR = "reference", "second_factor"
HOW = "how_to_answer"
"""Whether the team, once back, should call or write."""
POINT = "point"
"""Which of several days a correction is about."""
ORDER = "order"
"""Whether days that are in an odd order are right."""
DRAFT_MAIL = "draft_mail"
"""To which address the code of a draft that was begun elsewhere goes."""
DECLINES = frozenset({"dont_know", "skip", "deny", "cancel"})
"""Intents of who leaves a side question unanswered."""

TRIES = 3
"""How often an answer that fits nothing is asked for."""


def ask(hearing: Hearing, wanted: str, wording: str = "", *, instead: list[Option] | None = None) -> None:
    """Put a side question with its buttons, or with others `instead`; one that was put in all its words is left."""
    if wanted == hearing.asked and not wording and hearing.worn_out(wanted):
        if wanted == NUMBER:
            hearing.result.say("utter_no_callback")
        hearing.conversation.asks, hearing.conversation.aside = None, {}
        return
    if wanted == POINT:
        hearing.result.value = _value(hearing)
    if wanted == NUMBER:
        hearing.result.about = "insured_contact"
    if wanted == ORDER:
        fields = hearing.conversation.aside["fields"]
        hearing.result.value, hearing.result.about = (
            hearing.formats.phrases(hearing.claim, fields),
            fields[-1],
        )
    options = _OPTIONS.get(wanted)
    usual = options(hearing) if options and instead is None else []
    hearing.ask(wanted, wording, options=usual if instead is None else instead)


def try_again(hearing: Hearing, wanted: str, response: str) -> bool:
    """Say what is wrong with an answer and ask anew; False if that was done often enough."""
    tries = int(hearing.conversation.aside.get("tries", 0)) + 1
    if tries >= TRIES:
        return False
    hearing.conversation.aside = {**hearing.conversation.aside, "tries": tries}
    hearing.result.say(response)
    ask(hearing, wanted)
    return True


def _value(hearing: Hearing) -> str:
    """The value that the question is about, as the first of its fields would show it."""
    aside = hearing.conversation.aside
    field = hearing.catalogue.field(aside["fields"][0])
    fact = Fact(field.name, from_json(aside["value"]), SetBy.INSURED, hearing.at)
    return hearing.formats.value(field, fact)


def _restart(hearing: Hearing) -> list[Option]:
    return [(hearing.word("start_again"), "affirm", {}), (hearing.word("go_on"), "deny", {})]


def _cancel(hearing: Hearing) -> list[Option]:
    return [
        (hearing.word("keep"), "affirm", {}),
        (hearing.word("discard"), "cancel", {"discard": "yes"}),
        (hearing.word("go_on"), "deny", {}),
    ]


def _resume(hearing: Hearing) -> list[Option]:
    return [
        (hearing.word("yes_go_on"), "affirm", {}),
        (hearing.word("later"), "skip", {}),
        (hearing.word("discard"), "cancel", {"discard": "yes"}),
    ]


def _how(hearing: Hearing) -> list[Option]:
    return [
        (hearing.word("call_me"), "request_callback", {}),
        (hearing.word("write_here"), "affirm", {}),
        (hearing.word("cant_wait"), "inform", {"urgent": "yes"}),
    ]


def _order(hearing: Hearing) -> list[Option]:
    return [(hearing.word("yes"), "affirm", {}), (hearing.word("no"), "deny", {})]


def _point(hearing: Hearing) -> list[Option]:
    aside = hearing.conversation.aside
    return [
        (hearing.formats.text(hearing.catalogue.field(name).label), "correct", {name: aside["value"]})
        for name in aside["fields"]
    ]


_OPTIONS: dict[str, Callable[[Hearing], list[Option]]] = {
    RESTART: _restart,
    CANCEL: _cancel,
    RESUME: _resume,
    HOW: _how,
    ORDER: _order,
    POINT: _point,
}
