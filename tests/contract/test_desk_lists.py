"""The queue, search, presence and what lies beside a conversation, on each database."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from bot.claims.model import Claim
from bot.claims.rules import Level
from bot.claims.values import Value
from bot.conversations.message import Author, Incoming
from bot.conversations.model import HandoffReason
from bot.service.desk.ports import ForbiddenText
from bot.service.desk.views import Which
from bot.staff.errors import NotAllowed
from bot.store.database import Database
from tests.builders import a_claim, day, euros
from tests.support.office import Office


@pytest.fixture
async def office(database: Database) -> Office:
    return await Office(database).staffed()


async def about(office: Office, name: str, values: dict[str, Value | None]) -> Claim:
    """Give a conversation a claim."""
    claim = a_claim(values, id=f"c-{name}", conversation=name, opened_at=office.clock())
    conversation = await office.store.conversation(name)
    assert conversation is not None
    conversation.claim = claim.id
    await office.store.save(conversation, [claim])
    return claim


async def listed(office: Office, which: Which, **wanted: object) -> list[str]:
    page = await office.desk.queue(office.anna, which, **wanted)  # type: ignore[arg-type]
    return [entry.conversation for entry in page.entries]


async def test_parts_of_the_queue(office: Office) -> None:
    await office.opened("bot")
    for name in ("waiting", "annas", "bens", "closed"):
        await office.waiting(name)
    await office.desk.take(office.anna, "annas")
    await office.desk.take(office.ben, "bens")
    await office.desk.close(office.anna, "closed", "spam")
    assert await listed(office, Which.WAITING) == ["waiting"]
    assert await listed(office, Which.MINE) == ["annas"]
    assert sorted(await listed(office, Which.ALL)) == ["annas", "bens", "bot", "waiting"]
    assert await listed(office, Which.CLOSED) == ["closed"]
    counts = await office.desk.counts(office.anna)
    assert (counts.waiting, counts.mine, counts.all, counts.snoozed) == (1, 1, 4, 0)


async def test_what_runs_out_comes_first_then_what_weighs_more_then_who_waits_longer(office: Office) -> None:
    for name in ("long", "short", "soon", "heavy", "attack"):
        await office.waiting(name)
        office.clock.on(minutes=1)
    # A day named in a letter is a clock; a great loss is severe; an attack is an emergency.
    warned: dict[str, Value | None] = {"notice_kind": "warning_letter", "deadline": day("2026-04-08")}
    await about(office, "soon", warned)
    await about(office, "heavy", {"amount_estimated": euros("250000")})
    await about(office, "attack", {"notice_kind": "cyber_emergency"})
    order = await listed(office, Which.WAITING)
    assert set(order[:2]) == {"soon", "attack"}
    assert order[2:] == ["heavy", "long", "short"]
    page = await office.desk.queue(office.anna, Which.WAITING)
    levels = {entry.conversation: entry.level for entry in page.entries}
    assert (levels["attack"], levels["heavy"], levels["long"]) == (Level.EMERGENCY, Level.HIGH, Level.NORMAL)
    due = {entry.conversation: entry.next_due for entry in page.entries}
    assert due["soon"] is not None
    assert due["soon"].date() == day("2026-04-08").start


async def test_an_entry_says_what_the_list_shows(office: Office) -> None:
    await office.waiting("v1", HandoffReason.COMPLAINT, language="de", channel="website")
    await about(
        office,
        "v1",
        {"insured_name": "Mara Lindt", "claimant": "Muster GmbH", "amount_estimated": euros("1400")},
    )
    await office.said("Hallo?\n\nIst da\twer?")
    entry = (await office.desk.queue(office.anna, Which.WAITING)).entries[0]
    assert (entry.insured, entry.claimant, entry.amount) == ("Mara Lindt", "Muster GmbH", euros("1400"))
    assert (entry.reasons, entry.language, entry.channel) == ((HandoffReason.COMPLAINT,), "de", "website")
    assert (entry.last_author, entry.last_text, entry.unread) == ("insured", "Hallo? Ist da wer?", 2)
    await office.desk.open(office.anna, "v1")
    assert (await office.desk.queue(office.anna, Which.WAITING)).entries[0].unread == 0
    assert (await office.desk.queue(office.ben, Which.WAITING)).entries[0].unread == 2


async def test_filters(office: Office) -> None:
    await office.waiting("german", language="de")
    await office.waiting("angry", HandoffReason.COMPLAINT)
    assert await listed(office, Which.WAITING, language="de") == ["german"]
    assert await listed(office, Which.WAITING, reason=HandoffReason.COMPLAINT) == ["angry"]
    assert await listed(office, Which.WAITING, channel="telegram") == []


async def test_pages_follow_one_another(office: Office) -> None:
    for number in range(7):
        await office.waiting(f"v{number}")
        office.clock.on(minutes=1)
    seen: list[str] = []
    more: str | None = None
    while True:
        page = await office.desk.queue(office.anna, Which.WAITING, after=more, limit=3)
        seen += [entry.conversation for entry in page.entries]
        more = page.more
        if more is None:
            break
    assert seen == [f"v{number}" for number in range(7)]
    with pytest.raises(ValueError, match="no page"):
        await office.desk.queue(office.anna, Which.WAITING, after="-1")


async def test_snoozed_ones_come_back_by_time_or_by_a_word_of_the_insured(office: Office) -> None:
    await office.waiting("v1")
    await office.desk.snooze(office.anna, "v1", office.clock() + timedelta(hours=1))
    assert await listed(office, Which.WAITING) == []
    assert await listed(office, Which.SNOOZED) == ["v1"]
    office.clock.on(hours=1, seconds=1)
    assert await listed(office, Which.WAITING) == ["v1"]
    await office.desk.snooze(office.anna, "v1", office.clock() + timedelta(hours=1))
    await office.said("hello?")
    assert await listed(office, Which.WAITING) == ["v1"]


async def test_what_was_put_off_is_there_for_the_next_who_has_it(office: Office) -> None:
    await office.waiting("v1")
    await office.desk.snooze(office.anna, "v1", office.clock() + timedelta(hours=1))
    await office.desk.assign(office.anna, "v1", office.anna.id, now_with=None)
    assert await listed(office, Which.SNOOZED) == []
    assert await listed(office, Which.MINE) == ["v1"]


async def found(office: Office, words: str) -> list[str]:
    return [each.entry.conversation for each in await office.desk.search(office.anna, words)]


async def test_search_finds_words_and_their_beginnings_in_either_script_of_umlauts(office: Office) -> None:
    await office.opened("v1")
    await office.opened("v2")
    await office.said("Ich habe den Schlüssel verloren, sagte O'Brien (mara@example.com)", "v1")
    await office.said("the server is down, 1.400 euros", "v2")
    for words in ("schlüssel", "SCHLÜS", "verl schlüssel", "o'brien", "mara@example.com"):
        assert await found(office, words) == ["v1"], words
    assert await found(office, "1.400 euro") == ["v2"]
    for words in (
        "schlüssel server",
        "",
        "x",
        "%",
        "nothing of that",
        "'; DROP TABLE messages; --",
        '"*"',
        "AND OR (",
    ):
        assert await found(office, words) == [], words
    hit = (await office.desk.search(office.anna, "verloren"))[0]
    assert hit.message == (await office.store.messages("v1"))[0].id
    assert "verloren" in hit.excerpt


async def test_search_minds_no_marks_on_letters(office: Office) -> None:
    for name, said, insured in (
        ("v1", "Frau Müller aus der Königstraße", "Jürgen Öztürk"),
        ("v2", "Frau Mueller, café René", "Zoë Lindt"),
    ):
        await office.opened(name)
        await office.said(said, name)
        await about(office, name, {"insured_name": insured})
    for words, expected in (
        ("muller", {"v1"}),
        ("Müller", {"v1", "v2"}),
        ("MUELLER", {"v1", "v2"}),
        ("Mu\u0308ller", {"v1", "v2"}),
        ("konigstrasse", {"v1"}),
        ("Koenigstraße", {"v1"}),
        ("cafe rene", {"v2"}),
        ("oeztuerk", {"v1"}),
        ("juergen ozturk", {"v1"}),
        ("zoe", {"v2"}),
    ):
        assert set(await found(office, words)) == expected, words
    assert "Müller" in (await office.desk.search(office.anna, "mueller königs"))[0].excerpt


async def test_search_finds_names_numbers_and_references(office: Office) -> None:
    await office.opened("v1")
    claim = await about(
        office,
        "v1",
        {"insured_name": "Mara Lindt", "claimant": "100%_Muster GmbH", "policy_number": "PI-4711-0815"},
    )
    claim.submit(at=office.clock(), reference="FN-26-7K3QD", missing=())
    conversation = await office.store.conversation("v1")
    assert conversation is not None
    await office.store.save(conversation, [claim])
    for words in ("lindt", "lindt mara", "muster gmb", "4711-08", "fn-26-7k3qd", "100%_mus"):
        assert await found(office, words) == ["v1"], words
    assert await found(office, "lindt schmidt") == []
    assert await found(office, "100__must") == []


@pytest.mark.parametrize("name", ["Öztürk", "Strauß", "Émile Ødegård"])
async def test_search_finds_names_with_capitals_beyond_ascii(office: Office, name: str) -> None:
    await office.opened("v1")
    await about(office, "v1", {"insured_name": f"Änne {name}"})
    for words in (name, name.lower(), name.upper() if "ß" not in name else name, f"änne {name}"):
        assert await found(office, words) == ["v1"], words


async def test_an_open_page_that_is_fetched_anew_is_one_look(office: Office) -> None:
    await office.opened("v1")
    for _ in range(3):
        await office.desk.open(office.ben, "v1")
        await office.desk.looking(office.ben, "v1")
    assert len(await office.desk.audit(office.ada, action="open")) == 1
    await office.desk.leaving(office.ben, "v1")
    await office.desk.open(office.ben, "v1")
    assert len(await office.desk.audit(office.ada, action="open")) == 2


async def test_a_changed_or_erased_message_is_found_no_more(office: Office) -> None:
    from sqlalchemy import delete, update

    from bot.store.statements import messages

    await office.opened("v1")
    await office.said("Rumpelstilzchen")
    await office.said("Schneewittchen")
    async with office.database.write() as connection:
        mine = messages.c.text == "Rumpelstilzchen"
        await connection.execute(update(messages).where(mine).values(text="…"))
        await connection.execute(delete(messages).where(messages.c.text == "Schneewittchen"))
    assert await found(office, "rumpelstilzchen") == []
    assert await found(office, "schneewittchen") == []


async def test_who_searches_and_opens_is_in_the_trail_but_not_what_they_typed(office: Office) -> None:
    await office.waiting("v1")
    await office.desk.search(office.anna, "a person please")
    await office.desk.open(office.ben, "v1")
    opened, searched, *_ = await office.desk.audit(office.ada)
    assert (opened.action, opened.member and opened.member.name, opened.conversation) == ("open", "Ben", "v1")
    assert (searched.action, searched.details) == ("search", {"found": ["v1"]})
    with pytest.raises(NotAllowed):
        await office.desk.audit(office.anna)


async def test_the_trail_can_be_searched_and_is_whole(office: Office) -> None:
    await office.waiting("v1")
    await office.waiting("v2")
    await office.desk.take(office.anna, "v1")
    office.clock.on(hours=1)
    await office.desk.take(office.ben, "v2")
    later = office.clock() - timedelta(minutes=1)
    assert [each.action for each in await office.desk.audit(office.ada, conversation="v1")] == ["take"]
    assert [each.conversation for each in await office.desk.audit(office.ada, by=office.ben.id)] == ["v2"]
    assert [each.conversation for each in await office.desk.audit(office.ada, since=later)] == ["v2"]
    taken = await office.desk.audit(office.ada, action="take", limit=1)
    assert [
        each.conversation for each in await office.desk.audit(office.ada, action="take", before=taken[0].seq)
    ] == ["v1"]
    verified = await office.desk.verify_audit(office.ada)
    assert (verified.broken, verified.entries) == (None, 5)


async def test_opening_shows_everything_and_no_more_than_is_shown(office: Office) -> None:
    await office.opened("v1")
    for number in range(230):
        await office.store.accept(Incoming("v1", f"n{number}", f"message {number}"), office.clock())
    opened = await office.desk.open(office.anna, "v1")
    assert [shown.message.seq for shown in opened.messages] == list(range(31, 231))
    assert opened.has_earlier
    earlier = await office.desk.earlier(office.anna, "v1", before=31)
    assert [shown.message.seq for shown in earlier] == list(range(1, 31))
    await office.said("and another", "v1")
    assert [shown.message.text for shown in await office.desk.messages(office.anna, "v1", after=230)] == [
        "and another"
    ]


async def test_notes_drafts_and_presence(office: Office) -> None:
    await office.waiting("v1")
    await office.desk.note(office.ben, "v1", "<b>speaks Dutch</b>")
    await office.desk.draft(office.anna, "v1", "Dear")
    await office.desk.draft(office.anna, "v1", "Dear Ms Lindt")
    await asyncio.gather(*(office.desk.looking(office.ben, "v1") for _ in range(4)))
    await office.desk.looking(office.ben, "v1", typing=True)
    opened = await office.desk.open(office.anna, "v1")
    assert [(note.member.name, note.text) for note in opened.notes] == [("Ben", "<b>speaks Dutch</b>")]
    assert opened.draft == "Dear Ms Lindt"
    assert [(each.member.name, each.typing) for each in opened.present] == [("Ben", True)]
    assert (await office.desk.open(office.ben, "v1")).present == ()
    assert (await office.desk.open(office.ben, "v1")).draft == ""
    office.clock.on(seconds=7)
    assert [each.typing for each in (await office.desk.pulse(office.anna, "v1")).present] == [False]
    office.clock.on(seconds=9)
    assert (await office.desk.pulse(office.anna, "v1")).present == ()
    await office.desk.looking(office.ben, "v1")
    await office.desk.leaving(office.ben, "v1")
    assert (await office.desk.pulse(office.anna, "v1")).present == ()
    await office.desk.write(office.anna, "v1", "Dear Ms Lindt, hello", key="k1")
    assert (await office.desk.open(office.anna, "v1")).draft == ""


async def test_the_pulse_changes_with_everything_that_a_page_shows(office: Office) -> None:
    await office.waiting("v1")

    async def beat() -> tuple[str, str]:
        pulse = await office.desk.pulse(office.anna, "v1")
        return pulse.queue, pulse.conversation

    deeds: list[Callable[[], Awaitable[object]]] = [
        lambda: office.said("hello"),
        lambda: office.desk.take(office.anna, "v1"),
        lambda: office.desk.write(office.anna, "v1", "Hello", key="k1"),
        lambda: office.desk.transfer(office.anna, "v1", office.ben.id),
        lambda: office.desk.close(office.ben, "v1", "done"),
    ]
    last = await beat()
    assert await beat() == last
    for deed in deeds:
        office.clock.on(seconds=1)
        await deed()
        now = await beat()
        assert now[0] != last[0]
        assert now[1] != last[1]
        last = now


async def test_calls_to_make_are_listed_until_they_are_made(office: Office) -> None:
    conversation = await office.opened("v1")
    conversation.callback = {"number": "+49 30 901820", "time": "tomorrow after 5"}
    conversation.callback |= {"days": "2026-04-09", "said": "2026-04-08"}
    await office.store.save(conversation, [])
    await office.opened("v2")
    call = (await office.desk.callbacks(office.ben))[0]
    assert (call.conversation, call.number, call.time) == ("v1", "+49 30 901820", "tomorrow after 5")
    assert (call.days, call.said_on) == ((date(2026, 4, 9),), date(2026, 4, 8))
    assert (await office.desk.counts(office.ben)).callbacks == 1
    await office.desk.called(office.ben, "v1", note="nobody there")
    assert await office.desk.callbacks(office.ben) == ()
    assert (await office.desk.open(office.ben, "v1")).notes[0].text == "nobody there"


async def test_what_repeats_a_claim_is_shown_at_it_and_waits_for_its_own_reason(office: Office) -> None:
    await office.opened("first")
    sent = await about(office, "first", {"incident_type": "lost_key"})
    sent.submit(at=office.clock(), reference="FN-26-7K3QD", missing=())
    talk = await office.store.conversation("first")
    assert talk is not None
    await office.store.save(talk, [sent])
    await office.waiting("again", HandoffReason.SAME_LOSS)
    await about(office, "again", {"incident_type": "lost_key", "duplicate_of": "FN-26-7K3QD"})
    await office.waiting("other", HandoffReason.SAME_LOSS)
    await about(office, "other", {"duplicate_of": "FN-26-AAAAA"})
    assert (await office.desk.open(office.anna, "first")).told_again == ("again",)
    assert (await office.desk.open(office.anna, "again")).told_again == ()
    assert await listed(office, Which.WAITING, reason=HandoffReason.SAME_LOSS) == ["again", "other"]


async def test_canned_replies_are_ones_own_or_everybodys_and_filled_in(office: Office) -> None:
    await office.waiting("v1")
    await about(office, "v1", {"insured_name": "Mara Lindt"})
    text = "Dear {name}, I'm {me}. You hear from us by {answer_by}. {reference}"
    mine = await office.desk.save_canned(
        office.ben, id=None, title="Hello", language="en", text=text, shared=False
    )
    await office.desk.save_canned(
        office.anna, id=None, title="All", language="de", text="Guten Tag", shared=True
    )
    filled = await office.desk.canned(office.ben, "en", opened=await office.desk.open(office.ben, "v1"))
    assert [each.text for each in filled] == [
        "Dear Mara Lindt, I'm Ben. You hear from us by today at 18:00. {reference}"
    ]
    assert [(each.title, each.own) for each in await office.desk.canned(office.ben)] == [
        ("All", False),
        ("Hello", True),
    ]
    assert [each.title for each in await office.desk.canned(office.anna)] == ["All"]
    with pytest.raises(NotAllowed):
        await office.desk.save_canned(office.ben, id=None, title="x", language="en", text="x", shared=True)
    with pytest.raises(KeyError):
        await office.desk.delete_canned(office.anna, mine)
    with pytest.raises(ForbiddenText):
        await office.desk.save_canned(
            office.ben, id=mine, title="x", language="en", text="It's not your fault.", shared=False
        )
    for wrong in ({"text": ""}, {"text": "{salutation}"}, {"title": ""}, {"language": "xx"}):
        values = {"title": "x", "language": "en", "text": "x"} | wrong
        with pytest.raises(ValueError, match=r"canned|placeholder"):
            await office.desk.save_canned(office.ben, id=None, shared=False, **values)
    await office.desk.delete_canned(office.ben, mine)
    assert await office.desk.canned(office.ben, "en") == ()


async def test_hostile_words_come_back_as_they_are(office: Office) -> None:
    text = "<script>alert(1)</script> \u202e {name} ' \" \\ % \x0b"
    await office.opened("v1")
    await office.said(text)
    opened = await office.desk.open(office.anna, "v1")
    assert opened.messages[0].message.text == text
    assert (await office.texts(Author.INSURED)) == [text]
