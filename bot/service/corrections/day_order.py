"""Days in an order that hardly can be: noticed, or demanded, before it happened. Asked about once, all of them shown."""

from bot.claims.values import Period
from bot.extraction.found import DateFound
from bot.service.hearing import MOST, TELLING, Hearing, Option
from bot.service.side_questions import ORDER, ask, try_again

EVENT = "occurred_on"
_FOLLOW = ("discovered_on", "claim_made_on")
_STANDS = frozenset({"affirm", "dont_know", "skip", "thank"})
_TOLD = 3
"""Words from which an answer that changes no day explains the order."""


def ask_about(hearing: Hearing) -> bool:
    """Put the question if the days are in an odd order and these very days were not asked about yet."""
    odd = _odd(hearing)
    if not odd:
        return False
    days = [day.start.isoformat() for name in odd if isinstance(day := hearing.claim.value(name), Period)]
    if not hearing.once(f"order of {' '.join(days)}"):
        return False
    hearing.conversation.aside = {"fields": odd}
    ask(hearing, ORDER, "first" if hearing.put(ORDER, "first") < MOST else "")
    return True


def meant(hearing: Hearing, found: DateFound, read_as: str) -> str:
    """The field that a bare day in an answer sets right: one that brings the days in order, the newest told first."""
    fields: list[str] = [name for name in hearing.conversation.aside.get("fields", ()) if name != EVENT]
    if again := [name for name in (EVENT, *fields) if hearing.claim.value(name) == found.period]:
        # A day that is said once more stands.
        return again[0]
    fits = [name for name in (*reversed(fields), EVENT) if _in_order(hearing, name, found.period)]
    return read_as if read_as in fits or not fits else fits[0]


def hear(hearing: Hearing) -> bool:
    """Whether the answer was dealt with; a change of days is said back as any other."""
    conversation, changed = hearing.conversation, set(hearing.heard.fields) & {EVENT, *_FOLLOW}
    named = [name for name in conversation.aside.get("fields", ()) if name in hearing.named_fields()]
    if changed or hearing.heard.doubts or hearing.pressed("change"):
        return _leave(hearing)
    if hearing.message.pressed is None and len(named) == 1 and hearing.intent != "affirm":
        _leave(hearing)
        hearing.ask(named[0])
        return True
    if hearing.intent in _STANDS or hearing.heard.again:
        _leave(hearing)
        hearing.result.say(
            "utter_unknown_ok" if hearing.intent in ("dont_know", "skip") else "utter_going_on"
        )
        return True
    if hearing.intent in ("deny", "correct") and not conversation.aside.get("tries"):
        conversation.aside = {**conversation.aside, "tries": 1}
        ask(hearing, ORDER, "again", instead=_points(hearing))
        return True
    if hearing.intent in TELLING and len(hearing.message.text.split()) > _TOLD:
        hearing.told = True
        return _leave(hearing)
    return try_again(hearing, ORDER, "utter_not_understood") or _leave(hearing)


def _leave(hearing: Hearing) -> bool:
    """The notice goes on from here."""
    hearing.conversation.aside = {}
    hearing.conversation.asks = None
    return False


def _points(hearing: Hearing) -> list[Option]:
    names = hearing.conversation.aside.get("fields", ())
    label = hearing.catalogue.field
    return [(hearing.formats.text(label(name).label), "correct", {"change": name}) for name in names]


def _odd(hearing: Hearing) -> list[str]:
    """The day of the event and those before it that should not be; empty if all is well."""
    event = hearing.claim.value(EVENT) if hearing.catalogue.has(EVENT) else None
    if not isinstance(event, Period):
        return []
    needed = {entry.name for entry in hearing.catalogue.needed(hearing.claim)}
    early = [name for name in _FOLLOW if name in needed and _is_before(hearing, name, event)]
    return [EVENT, *early] if early else []


def _is_before(hearing: Hearing, name: str, event: Period) -> bool:
    day = hearing.claim.value(name)
    return isinstance(day, Period) and day.end < event.start


def _in_order(hearing: Hearing, name: str, day: Period) -> bool:
    """Whether nothing comes before the event any more once `name` is `day`."""
    event = day if name == EVENT else hearing.claim.value(EVENT)
    days = [day if each == name else hearing.claim.value(each) for each in _FOLLOW]
    return isinstance(event, Period) and all(
        each.end >= event.start for each in days if isinstance(each, Period)
    )
