"""Who has a conversation: each change from each owner, and who is told no."""

from collections.abc import Callable

import pytest

from bot.conversations import ownership
from bot.conversations.model import Conversation, HandoffReason, Owner
from bot.conversations.ownership import AlreadyTaken, Change, IllegalChange, Move, NotYours
from tests.builders import a_conversation


def with_bot() -> Conversation:
    return a_conversation()


def waiting(reason: HandoffReason = HandoffReason.ASKED_FOR) -> Conversation:
    conversation = a_conversation()
    conversation.hand_over(reason)
    return conversation


def with_anna() -> Conversation:
    conversation = waiting()
    ownership.take(conversation, "anna")
    return conversation


def closed() -> Conversation:
    conversation = with_anna()
    ownership.close(conversation, "anna")
    return conversation


def who(conversation: Conversation) -> tuple[Owner, str | None]:
    return conversation.owner, conversation.staff


ANNAS, BENS = (Owner.STAFF, "anna"), (Owner.STAFF, "ben")
NOBODYS, SHUT, BOTS = (Owner.WAITING, None), (Owner.CLOSED, None), (Owner.BOT, None)

CHANGES: dict[str, Callable[[Conversation], Change | None]] = {
    "anna takes": lambda talk: ownership.take(talk, "anna"),
    "ben takes": lambda talk: ownership.take(talk, "ben"),
    "ben writes": lambda talk: ownership.write(talk, "ben"),
    "anna hands to ben": lambda talk: ownership.transfer(talk, "anna", "ben"),
    "ben hands to anna": lambda talk: ownership.transfer(talk, "ben", "anna"),
    "anna gives back": lambda talk: ownership.give_back(talk, "anna"),
    "ben gives back": lambda talk: ownership.give_back(talk, "ben"),
    "anna closes": lambda talk: ownership.close(talk, "anna"),
    "ben closes": lambda talk: ownership.close(talk, "ben"),
    "insured ends": lambda talk: ownership.close(talk, None),
    "anna reopens": lambda talk: ownership.reopen(talk, "anna"),
    "insured writes again": lambda talk: ownership.reopen(talk, None),
    "put back": lambda talk: ownership.put_back(talk, None),
}


@pytest.mark.parametrize(
    ("deed", "bot", "waits", "annas", "shut"),
    [
        ("anna takes", ANNAS, ANNAS, ANNAS, IllegalChange),
        ("ben takes", BENS, BENS, AlreadyTaken, IllegalChange),
        ("ben writes", BENS, BENS, AlreadyTaken, BENS),
        ("anna hands to ben", NotYours, NotYours, BENS, NotYours),
        ("ben hands to anna", NotYours, NotYours, NotYours, NotYours),
        ("anna gives back", NotYours, NotYours, BOTS, NotYours),
        ("ben gives back", NotYours, NotYours, NotYours, NotYours),
        ("anna closes", SHUT, SHUT, SHUT, IllegalChange),
        ("ben closes", SHUT, SHUT, AlreadyTaken, IllegalChange),
        ("insured ends", SHUT, SHUT, SHUT, IllegalChange),
        ("anna reopens", IllegalChange, IllegalChange, IllegalChange, ANNAS),
        ("insured writes again", IllegalChange, IllegalChange, IllegalChange, BOTS),
        ("put back", IllegalChange, IllegalChange, NOBODYS, IllegalChange),
    ],
)
def test_every_change_from_every_owner(
    deed: str, bot: object, waits: object, annas: object, shut: object
) -> None:
    for conversation, wanted in [
        (with_bot(), bot),
        (waiting(), waits),
        (with_anna(), annas),
        (closed(), shut),
    ]:
        before = who(conversation)
        if isinstance(wanted, type) and issubclass(wanted, ownership.OwnershipError):
            with pytest.raises(wanted):
                CHANGES[deed](conversation)
            assert who(conversation) == before
        else:
            CHANGES[deed](conversation)
            assert who(conversation) == wanted


def test_who_comes_second_is_told_who_has_it() -> None:
    with pytest.raises(AlreadyTaken) as refused:
        ownership.take(with_anna(), "ben")
    assert refused.value.by == "anna"


def test_taking_what_one_has_changes_nothing() -> None:
    assert ownership.take(with_anna(), "anna") is None


def test_writing_to_a_closed_conversation_reopens_it_for_who_writes() -> None:
    change = ownership.write(closed(), "ben")
    assert change is not None
    assert (change.move, change.staff) == (Move.REOPEN, "ben")


def test_assigning_counts_only_while_it_is_with_whom_the_page_showed() -> None:
    talk = with_anna()
    with pytest.raises(AlreadyTaken) as refused:
        ownership.assign(talk, "ada", "ben", now_with=None)
    assert refused.value.by == "anna"
    change = ownership.assign(talk, "ada", "ben", now_with="anna")
    assert change is not None
    assert (change.by, change.before, talk.staff) == ("ada", "anna", "ben")
    assert ownership.assign(talk, "ada", "ben", now_with="anna") is None


def test_a_change_tells_why_it_waited() -> None:
    change = ownership.take(waiting(HandoffReason.COMPLAINT), "anna")
    assert change is not None
    assert change.reasons == (HandoffReason.COMPLAINT,)


def test_what_lasts_calls_no_second_time_after_giving_back() -> None:
    talk = waiting(HandoffReason.SEVERITY)
    ownership.take(talk, "anna")
    ownership.give_back(talk, "anna")
    talk.hand_over(HandoffReason.SEVERITY)
    assert talk.owner is Owner.BOT
    assert talk.open_reasons == []


def test_asking_for_a_person_again_calls_again() -> None:
    talk = with_anna()
    ownership.give_back(talk, "anna")
    assert talk.open_reasons == []
    talk.hand_over(HandoffReason.ASKED_FOR)
    assert talk.owner is Owner.WAITING
    assert talk.open_reasons == [HandoffReason.ASKED_FOR]


def test_a_put_back_conversation_waits_for_the_same_reasons() -> None:
    talk = with_anna()
    ownership.put_back(talk, "ada")
    assert talk.open_reasons == [HandoffReason.ASKED_FOR]
    assert talk.may_speak_bot()
