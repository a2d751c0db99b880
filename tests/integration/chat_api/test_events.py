"""Server-sent events: every message once, wherever one resumes, and whether an answer is being written."""

from collections.abc import Callable
from itertools import takewhile

from tests.support.chat import Chat
from tests.support.ports import wait_for
from tests.support.scripted import EchoEngine

Open = Callable[..., Chat]


def seen(person: Chat, until: int, after: int | None = None) -> list[int]:
    """The ids of the message events up to this one."""
    found: list[int] = []
    for event in person.events(after):
        if event.name == "message":
            assert event.id == event.data["seq"]
            found.append(event.data["seq"])
            if found[-1] >= until:
                break
    return found


def test_all_messages_come_in_order(chat: Open) -> None:
    person = chat()
    for number in range(4):
        person.say(f"message {number}")
    assert seen(person, 8) == list(range(1, 9))


def test_a_stream_resumes_without_loss_or_double(chat: Open) -> None:
    person = chat()
    for number in range(4):
        person.say(f"message {number}")
    for after in range(8):
        assert seen(person, 8, after) == list(range(after + 1, 9))


def test_what_is_said_while_away_is_there_on_return(chat: Open) -> None:
    person = chat()
    person.say("one")
    assert seen(person, 2) == [1, 2]
    person.say("two")
    person.say("three")
    assert seen(person, 6, 2) == [3, 4, 5, 6]


def test_new_messages_arrive_while_listening(chat: Open, echo: EchoEngine) -> None:
    person = chat()
    person.say("one")
    stream = (event for event in person.events() if event.name == "message")
    assert [next(stream).id, next(stream).id] == [1, 2]
    person.send("two")
    later = [next(stream), next(stream)]
    assert [event.id for event in later] == [3, 4]
    assert later[1].data["text"] == "heard: two"


def test_an_event_looks_like_the_message_in_the_list(chat: Open) -> None:
    person = chat()
    person.say("one")
    stream = person.events()
    assert [next(stream).data, next(stream).data] == person.messages()


def test_typing_shows_while_an_answer_is_made(chat: Open, echo: EchoEngine) -> None:
    person = chat()
    echo.hold()
    person.send("one")
    wait_for(lambda: echo.heard, 5, "the engine hears it")
    stream = person.events()
    begun = [next(stream) for _ in range(2)]
    assert [(event.name, event.data.get("typing")) for event in begun] == [
        ("message", None),
        ("typing", True),
    ]
    echo.let_go()
    rest = [*takewhile(lambda event: event.data.get("typing") is not False, stream)]
    assert [event.data["author"] for event in rest if event.name == "message"] == ["bot"]


def test_others_hear_nothing(chat: Open) -> None:
    alice, bob = chat(), chat()
    alice.say("the secret")
    bob.say("hello")
    stream = bob.events()
    assert [next(stream).data["text"] for _ in range(2)] == ["hello", "heard: hello"]
