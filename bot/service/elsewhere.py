"""Going on with a draft in another conversation, by a one-time code: given here, sent by e-mail, typed there."""

from bot.claims.catalogue import Kind
from bot.claims.contacts import emails
from bot.claims.model import Status
from bot.claims.resume_code import find_code, is_code
from bot.conversations.model import MOVED
from bot.service.hearing import Hearing
from bot.service.outcome import Letter
from bot.service.ports import LONG
from bot.service.side_questions import DECLINES, DRAFT_MAIL, ask, try_again

_EMPTY = (
    "affirm",
    "greet",
    "nlu_fallback",
    "deny",
    "inform",
    "claim_status",
    "repeat_question",
    "report_claim",
    "correct",
    "thank",
    "skip",
    "ask_process",
    "out_of_scope",
)
_FEW = 4


def is_wanted(hearing: Hearing) -> bool:
    """Whether somebody who has told nothing here speaks of a report that was begun elsewhere."""
    if "draft_elsewhere" not in hearing.topics or hearing.claim.knows("description"):
        return False
    return hearing.message.pressed is None and len(hearing.message.text.split()) <= LONG


def typed_code(hearing: Hearing) -> str | None:
    """The code that the message brings, if it is one where nothing has been told yet."""
    if hearing.claim.knows("description") or hearing.message.pressed or not hearing.brief:
        return None
    return find_code(hearing.message.text)


def brings_code(hearing: Hearing) -> bool:
    """Whether a code is typed where a report of its own is open; the code stays good meanwhile."""
    asked = hearing.asked
    number = (
        asked is not None
        and hearing.catalogue.has(asked)
        and hearing.catalogue.field(asked).kind is Kind.NUMBER
    )
    open_here = hearing.claim.status is Status.DRAFT and hearing.claim.knows("description")
    typed = hearing.message.pressed is None and not hearing.heard.changes and is_code(hearing.message.text)
    return open_here and typed and not number


def ask_for_draft(hearing: Hearing) -> None:
    """Offer to send a code to the address that the draft holds, or say where to get one."""
    if hearing.by_mail:
        ask(hearing, DRAFT_MAIL)
    else:
        hearing.result.say("utter_code_from_there")
        hearing.result.stops = True


def hear_address(hearing: Hearing) -> bool:
    """The answer is the same whether a draft holds the address or not: who has one is nobody else's business."""
    address = named_address(hearing)
    if address is not None:
        hearing.conversation.aside = {}
        hearing.conversation.asks = None
        hearing.result.say("utter_code_if_known", address=address)
        hearing.result.stops = True
        if hearing.known.mailed is not None:
            code, held = hearing.known.mailed
            hearing.result.mails.append(Letter("code", held, {"code": code}))
        return True
    if hearing.intent in DECLINES:
        hearing.conversation.aside = {}
        hearing.result.say("utter_begin_here")
        hearing.ask("description", "first")
        return True
    if try_again(hearing, DRAFT_MAIL, "utter_address_invalid"):
        return True
    hearing.conversation.aside = {}
    return False


def named_address(hearing: Hearing) -> str | None:
    """The first e-mail address in the message."""
    contact = hearing.reading.insured_contact if hearing.reading else None
    return next(iter(emails(contact.value)), None) if contact else None


def give_code(hearing: Hearing, code: str) -> None:
    """Show the code, and send it to the address that the claim holds, so that it is at hand on the other device."""
    hearing.result.answers = True
    hearing.result.say("utter_code", code=code)
    held = hearing.claim.value("insured_contact")
    address = next(iter(emails(held if isinstance(held, str) else None)), None)
    if hearing.by_mail and address is not None:
        hearing.result.mails.append(Letter("code", address, {"code": code}))
        hearing.result.say("utter_code_mailed", address=address)


# In the conversation that the draft has left


def asks_after_draft(hearing: Hearing) -> bool:
    """Whether a short question where a draft was is about that one: "und jetzt?" tells of no new loss."""
    text = hearing.message.text
    short = hearing.message.pressed is None and "?" in text and len(text.split()) <= _FEW
    return bool(hearing.conversation.aside.get(MOVED)) and short and not hearing.claim.knows("description")


def say_moved(hearing: Hearing) -> bool:
    """Whether somebody wrote, without anything new to tell, where the draft is no more; they are told where it is."""
    if not hearing.conversation.aside.get(MOVED):
        return False
    about_draft = asks_after_draft(hearing)
    hearing.conversation.aside = {}
    if about_draft:
        hearing.result.say("utter_moved")
        hearing.result.stops = True
        return True
    if hearing.told or hearing.heard.changes or not hearing.brief or hearing.intent not in _EMPTY:
        return False
    hearing.result.say("utter_moved")
    hearing.result.stops = True
    return True
