"""What is said to who was not understood, did not answer, or refuses what is needed: other words, then help, then a person."""

from bot.conversations.model import HandoffReason
from bot.extraction.replying import says
from bot.service import handover
from bot.service.answers.contact_said import CONTACT, points_back, prefers_chat
from bot.service.hearing import CONFIRM, Hearing


def is_needed(hearing: Hearing) -> bool:
    """Whether something that nobody can do without was declined."""
    asked = hearing.asked
    declined = (
        hearing.intent in ("dont_know", "skip", "deny")
        or prefers_chat(hearing)
        or points_back(hearing)
        or _told_before(hearing)
    )
    if not declined or asked is None or not hearing.catalogue.has(asked):
        return False
    return (
        hearing.catalogue.field(asked).must and asked != "description" and asked not in hearing.heard.fields
    )


def insist(hearing: Hearing) -> None:
    """Say why it is needed, then that a person can help, then call one."""
    hearing.conversation.misunderstood += 1
    if hearing.conversation.misunderstood == 1:
        if prefers_chat(hearing):
            hearing.result.say("utter_chat_suits")
        elif points_back(hearing) or _told_before(hearing):
            hearing.result.say("utter_not_told")
        else:
            hearing.result.say("utter_needed", why=_why(hearing))
    elif hearing.conversation.misunderstood == 2:
        hearing.result.say("utter_needed_again")
    else:
        _give_up(hearing)


def _told_before(hearing: Hearing) -> bool:
    """Whether somebody thinks that we have it: "same as before", "steht oben"."""
    return hearing.message.pressed is None and says("said_before", hearing.message.text)


def _why(hearing: Hearing) -> str:
    return hearing.formats.text(hearing.catalogue.field(hearing.asked or "").why)


def tells_on(hearing: Hearing) -> bool:
    """Whether words that say nothing new leave the open question where it was: more of the story, or what is known already."""
    heard, asked = hearing.heard, hearing.asked
    if asked == CONFIRM:
        return hearing.told and not (heard.changes or hearing.result.says)
    if asked is None or not hearing.catalogue.has(asked) or asked == "description":
        return False
    understood = hearing.told or heard.again
    return bool(understood) and not (
        asked in heard.again or heard.changes or heard.doubts or hearing.result.says
    )


def keep_words(hearing: Hearing) -> None:
    """Thank for them; who is asked the same thing in vain is helped like somebody who is not understood."""
    hearing.conversation.misunderstood += 1
    if hearing.conversation.misunderstood > 2:
        _give_up(hearing)
        return
    hearing.result.say("utter_kept" if hearing.told else "utter_thanks")
    hearing.result.helps = hearing.conversation.misunderstood == 2


def misunderstood(hearing: Hearing) -> None:
    """Ask in other words, then with examples and buttons; the third time in a row a person is called."""
    conversation, result = hearing.conversation, hearing.result
    conversation.misunderstood += 1
    if hearing.asked == CONTACT and conversation.misunderstood == 1:
        result.say("utter_contact_invalid")
    elif conversation.misunderstood == 1:
        beside = hearing.intent == "out_of_scope" and len(hearing.message.text.split()) > 2
        result.say("utter_out_of_scope" if beside else "utter_not_understood")
    elif conversation.misunderstood == 2:
        result.say("utter_not_understood_again")
        result.helps = True
    else:
        _give_up(hearing)


def _give_up(hearing: Hearing) -> None:
    """Three in a row: a person is called, and the question is left to them."""
    conversation, asked = hearing.conversation, hearing.asked
    conversation.misunderstood = 0
    conversation.doubts = tuple(doubt for doubt in conversation.doubts if doubt.field != asked)
    handover.to_person(hearing, HandoffReason.MISUNDERSTOOD, say="utter_offer_person")
    hearing.leave_open(asked)
