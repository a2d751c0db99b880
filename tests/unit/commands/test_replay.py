"""A conversation stored in SQLite, written as a dialogue test, shown, and played again."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.model import Claim, SetBy
from bot.claims.values import Value, to_json
from bot.commands.dialogue_test import as_test, comments, in_words, written
from bot.commands.recording import Recording, record
from bot.commands.replay import show
from bot.commands.replay_against import Player, differences, opening
from bot.conversations.message import Author, Button, Incoming, Reply
from bot.store.database import Database
from bot.store.store import SqlStore
from bot.store.tables import Base
from bot.store.transcript import read_transcript
from tests.builders import a_claim, a_conversation, a_fact, day, days, euros, the_catalogue
from tests.support.passing import in_time

T0 = datetime(2026, 4, 8, 12, 5, 30, tzinfo=UTC)
REFERENCE = "FN-26-7K3QE"


@dataclass
class Told:
    """What the insured says, and what the bot says to it; with `press`, `say` is the label of a button offered before."""

    say: str
    answer: str = "Thanks."
    asks: str | None = None
    buttons: Sequence[str] = ()
    press: bool = False
    later: timedelta = timedelta(0)
    facts: Mapping[str, Value | None] = field(default_factory=dict)
    author: Author = Author.BOT
    submits: bool = False
    staff: Mapping[str, Value | None] = field(default_factory=dict)


LOST_KEY = [
    Told("lost my client's key on Friday 🔑\nAlderway Dental wants: 1.400 euros", "Hello. Who are you?", "insured_name",
         facts={"incident_type": "lost_key", "claimant": "Alderway Dental", "occurred_on": day("2026-04-03"),
                "amount_claimed": euros("1400", approximate=True)}),
    Told("Mara Lindt, mara.lindt@alderway.co.uk", "Have you paid anything?", "statement_made", ["No", "Yes"],
         facts={"insured_name": "Mara Lindt", "insured_contact": "mara.lindt@alderway.co.uk"}),
    Told("No", "Your policy number?", "policy_number", press=True, facts={"statement_made": "no"}),
    Told("PI-204-1877", "Right?", "confirm", ["Send it"], later=timedelta(days=3), facts={"policy_number": "PI-204-1877"}),
    Told("Send it", "Done.", press=True, submits=True),
]  # fmt: skip


async def recording_of(folder: Path, told: Sequence[Told], *, by: str = "v1", **changes: Any) -> Recording:
    """`told` stored as the service stores it, and read back."""
    database = Database(f"sqlite:///{folder / 'firstnotice.sqlite'}")
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
    store = SqlStore(database, the_catalogue())
    await store.open_conversation(a_conversation(opened_at=T0, **changes))
    at, claim, offered = T0, None, dict[str, str]()
    for number, each in enumerate(told):
        at += each.later + timedelta(seconds=20)
        what: dict[str, Any] = {"button": offered[each.say]} if each.press else {"text": each.say}
        await store.accept(Incoming("v1", f"e{number}", **what), at, "a", at + timedelta(seconds=6))
        work = await store.next_work("v1", at)
        assert work is not None
        local = work.conversation.local(at)
        claim = (
            with_facts(work.claim or a_claim(opened_at=local), each, local)
            if each.facts or work.claim
            else None
        )
        buttons = tuple(Button(f"b{number}-{label}", label, "inform") for label in each.buttons)
        offered |= {button.label: button.id for button in buttons}
        done = replace(work, conversation=replace(work.conversation, claim=claim.id if claim else None))
        reply = Reply(each.answer, each.author, buttons, each.asks)
        await store.finish(done, "a", [reply] if each.answer else [], [claim] if claim else [], at)
    transcript = await read_transcript(database, by)
    await database.close()
    assert transcript is not None
    return record(transcript, the_catalogue())


def with_facts(claim: Claim, told: Told, at: datetime) -> Claim:
    for by, facts in ((SetBy.INSURED, told.facts), (SetBy.STAFF, told.staff)):
        for name, value in facts.items():
            claim.record(a_fact(name, value, set_by=by, at=at))
    if told.submits:
        claim.submit(at=at, reference=REFERENCE, missing=())
    return claim


def a_test_of(recording: Recording, *, personal: bool = False) -> dict[str, Any]:
    """The conversation in the written test."""
    content = yaml.safe_load(written(as_test(recording, str if personal else recording.redactor())))
    [conversation] = content.values()
    return dict(conversation)


def turns_of(told: Sequence[Told]) -> list[dict[str, str]]:
    return [
        ({"press": each.say} if each.press else {"say": each.say})
        | ({"asks": each.asks} if each.asks else {})
        for each in told
    ]


async def test_a_test_has_the_turns_that_were_stored(tmp_path: Path) -> None:
    found = a_test_of(await recording_of(tmp_path, LOST_KEY), personal=True)
    found["turns"][3].pop("after")
    assert found["turns"] == turns_of(LOST_KEY)
    assert found["claim"] == {
        "status": "submitted",
        "loss_kind": "property",
        "cover_section": "general_liability_keys",
        "incident_type": "lost_key",
        "claimant": "Alderway Dental",
        "occurred_on": day("2026-04-03").start,
        "amount_claimed": {"low": 1400, "high": 1400, "currency": "EUR", "approximate": True},
        "insured_name": "Mara Lindt",
        "insured_contact": "mara.lindt@alderway.co.uk",
        "statement_made": "no",
        "policy_number": "PI-204-1877",
    }


async def test_a_test_begins_when_and_where_the_conversation_did(tmp_path: Path) -> None:
    offset = timedelta(days=-300)
    recording = await recording_of(
        tmp_path, LOST_KEY, language="de", region="AT", timezone="Europe/Vienna", clock_offset=offset
    )
    found = a_test_of(recording)
    assert found["now"] == (T0 + offset + timedelta(seconds=20))
    assert found["now"].utcoffset() == timedelta(hours=2)
    assert found["timezone"] == "Europe/Vienna"
    assert found["locale"] == "en-AT", "the first answer was in English"


async def test_personal_data_is_the_same_in_turns_and_claim(tmp_path: Path) -> None:
    text = written(as_test(recording := await recording_of(tmp_path, LOST_KEY), recording.redactor()))
    for personal in ("mara", "lindt", "alderway", "2041877", "204-1877", REFERENCE.lower()):
        assert personal not in text.lower()
    [found] = yaml.safe_load(text).values()
    said, claim = [turn.get("say", "") for turn in found["turns"]], found["claim"]
    assert f"{claim['claimant']} wants: 1.400 euros" in said[0]
    assert said[1] == f"{claim['insured_name']}, {claim['insured_contact']}"
    assert said[3] == claim["policy_number"]


@pytest.mark.parametrize("by", ["v1", REFERENCE, REFERENCE.lower()])
async def test_a_conversation_is_found_by_id_and_reference(tmp_path: Path, by: str) -> None:
    assert len((await recording_of(tmp_path, LOST_KEY, by=by)).turns) == len(LOST_KEY)


async def test_time_that_matters_passes_between_turns(tmp_path: Path) -> None:
    told = [
        Told("hello", asks="description"),
        Told("wait", later=timedelta(minutes=10)),
        Told("a disk broke", later=timedelta(hours=2, minutes=3)),
        Told("still there?", later=timedelta(hours=9, minutes=50)),
    ]
    found = a_test_of(await recording_of(tmp_path, told))
    assert [turn.get("after") for turn in found["turns"]] == [
        None,
        None,
        "2 hours 13 minutes",
        "9 hours 51 minutes",
    ]


@given(st.timedeltas(timedelta(minutes=1), timedelta(days=900)))
def test_time_is_read_as_it_is_written(passing: timedelta) -> None:
    whole = timedelta(minutes=passing // timedelta(minutes=1))
    assert in_time(in_words(whole)) == whole


async def test_a_test_ends_where_staff_begin(tmp_path: Path) -> None:
    told = [
        *LOST_KEY[:2],
        Told(
            "hello?",
            "Good morning, this is Jo.",
            author=Author.STAFF,
            staff={"claimant": "Alderway Dentists"},
        ),
        Told("they want 2.000", "Noted.", facts={"amount_claimed": euros("2000")}),
    ]
    recording = await recording_of(tmp_path, told)
    found = a_test_of(recording, personal=True)
    assert len(found["turns"]) == 2
    assert found["claim"]["claimant"] == "Alderway Dental"
    assert found["claim"]["amount_claimed"]["low"] == 1400
    assert any("goes on" in note for note in comments(recording, ()))


async def test_a_conversation_without_a_claim(tmp_path: Path) -> None:
    assert a_test_of(await recording_of(tmp_path, [Told("hi"), Told("bye")]))["claim"] is None


async def test_comments_say_what_no_test_can_keep(tmp_path: Path) -> None:
    recording = await recording_of(tmp_path, [*LOST_KEY, Told(f"what about {REFERENCE}?")])
    assert list(comments(recording, ["phone"])) == [
        "Nothing fitting was found for a phone number.",
        "Turn 6 names a reference, and each run makes its own.",
    ]
    assert written({"a": 1}, ["Read me."]) == "# Read me.\na: 1\n"


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1),
    st.sampled_from([" ", "\n", ": ", "é 🙂 ", "- ", "# ", "'", '"']),
)
def test_whatever_people_write_comes_back(text: str, joint: str) -> None:
    said = joint.join([text] * 4) + joint.join(["no", "1.400", "yes: &a *b {c}", "\t"])
    content = {"a name": {"turns": [{"say": said}, {"say": text}]}}
    assert yaml.safe_load(written(content)) == content


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (days("2026-04-01", "2026-04-03"), {"start": "2026-04-01", "end": "2026-04-03"}),
        (None, None),
        ("no", "no"),
        ("007", "007"),
    ],
)
async def test_values_are_compared_as_they_are_exported(
    tmp_path: Path, value: Value | None, wanted: Any
) -> None:
    name = "occurred_on" if isinstance(wanted, dict) else "country_of_work"
    claim = a_test_of(await recording_of(tmp_path, [Told("hm", facts={name: value})]), personal=True)["claim"]
    assert claim[name] == wanted == to_json(value)


async def test_show_is_the_whole_conversation(tmp_path: Path) -> None:
    recording, out = await recording_of(tmp_path, LOST_KEY), io.StringIO()
    show(recording, recording.redactor(), out)
    text = out.getvalue()
    assert "2026-04-08" in text
    assert "2026-04-11" in text
    assert "B: Have you paid anything?  [No]  [Yes]  (asks statement_made)" in text
    assert "I: [No]" in text
    assert "Mara" not in text
    assert "occurred_on: {'start': '2026-04-03', 'end': '2026-04-03'} (insured)" in text


class Service:
    """Answers each message with the next of `told`."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.told, self.messages, self.heard = list(told), list[dict[str, Any]](), list[Any]()
        self.opened: dict[str, str] = {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/sessions"):
            self.opened = json.loads(request.content)
            return httpx.Response(201, json={"session": "s", "token": "t"})
        if request.method == "GET":
            after = int(request.url.params["after"])
            return httpx.Response(200, json={"messages": self.messages[after:]})
        post = json.loads(request.content)
        self.heard.append(post.get("text") or post.get("button"))
        self.store(author="insured", text="", client_id=post["client_id"])
        if self.told and (told := self.told.pop(0)).answer:
            buttons = [{"label": label, "value": f"opaque {label}"} for label in told.buttons]
            self.store(author="bot", text=told.answer, asks=told.asks, buttons=buttons)
        return httpx.Response(202, json={"id": "m"})

    def store(self, **message: Any) -> None:
        self.messages.append({**message, "seq": len(self.messages) + 1})


def played(recording: Recording, service: Service) -> list[str]:
    with httpx.Client(base_url="http://service", transport=httpx.MockTransport(service)) as client:
        player = Player(client, answer_seconds=0.2)
        player.open(opening(recording))
        return list(differences(recording, player, str))


async def test_a_service_that_asks_the_same_does_not_differ(tmp_path: Path) -> None:
    recording, service = await recording_of(tmp_path, LOST_KEY), Service(LOST_KEY)
    assert played(recording, service) == []
    assert service.opened == {
        "locale": "en-GB",
        "timezone": "Europe/Berlin",
        "now": "2026-04-08T14:05:50+02:00",
    }
    assert service.heard == [LOST_KEY[0].say, LOST_KEY[1].say, "opaque No", "PI-204-1877", "opaque Send it"]


async def test_differences_name_turn_and_question(tmp_path: Path) -> None:
    other = [
        LOST_KEY[0],
        replace(LOST_KEY[1], asks="claimant"),
        LOST_KEY[2],
        replace(LOST_KEY[3], asks=None),
        replace(LOST_KEY[4], answer=""),
    ]
    assert played(await recording_of(tmp_path, LOST_KEY), Service(other)) == [
        "turn 2: asks claimant, not statement_made",
        "turn 4: asks nothing, not confirm",
        "turn 5: no answer",
    ]
