"""Any process may be killed at any instant: nothing acknowledged is lost, nothing is handled or submitted twice."""

from collections.abc import Callable

import pytest

from tests.recovery.conftest import Pair, nothing_lost_nothing_twice, pause
from tests.support.chat import Chat

pytestmark = [pytest.mark.engine, pytest.mark.recovery]

Open = Callable[..., Chat]

NOW = "2026-04-08T14:05:00+02:00"
TOLD = (
    "I lost the key to my client's office on a night out last Friday. Alderway Dental had to replace the locks and wants "
    "almost 1.400 euros from me since yesterday. I noticed it on Saturday."
)
ANSWERS = {
    "insured_name": "Mara Lindt",
    "insured_role": "I'm the policyholder",
    "insured_contact": "mara.lindt@example.com",
    "policy_number": "I don't know",
    "incident_type": "a lost key",
    "notice_kind": "They demand money from me",
    "claimant": "Alderway Dental",
    "claimant_relation": "They are my client",
    "occurred_on": "last Friday",
    "discovered_on": "last Saturday",
    "claim_made_on": "yesterday",
    "caused_by": "it was me",
    "amount_claimed": "almost 1,400 euros",
    "amount_estimated": "1,400 euros",
    "statement_made": "no",
    "ongoing": "no",
    "key_marked": "no",
    "country_of_work": "Germany",
    "country_of_claimant": "Germany",
}


def facts(pair: Pair, person: Chat) -> set[str]:
    found = pair.rows(
        "SELECT f.field FROM facts f JOIN claims c ON c.id = f.claim WHERE c.conversation = ?", person.id
    )
    return {row["field"] for row in found}


def claims(pair: Pair, person: Chat) -> list[tuple[str, str | None]]:
    found = pair.rows("SELECT status, reference FROM claims WHERE conversation = ?", person.id)
    return [(row["status"], row["reference"]) for row in found]


def test_service_killed_right_after_it_took_the_message(pair: Pair, chat: Open) -> None:
    person = chat(now=NOW)
    message = person.send(TOLD)
    pair.service.kill()
    pair.start_service()
    assert person.answers_to(message)
    nothing_lost_nothing_twice(pair, person)
    assert {"description", "amount_claimed"} <= facts(pair, person)


def test_service_killed_while_the_engine_thinks(pair: Pair, chat: Open) -> None:
    person = chat(now=NOW)
    with pair.thinking():
        message = person.send(TOLD)
        pause(0.5)
        pair.service.kill()
    pair.start_service()
    assert person.answers_to(message)
    nothing_lost_nothing_twice(pair, person)
    assert {"description", "amount_claimed"} <= facts(pair, person)


def test_service_killed_between_the_answer_and_its_storing(pair: Pair, chat: Open) -> None:
    person = chat(now=NOW)
    message = pair.kill_service_before_it_stores(lambda: person.send(TOLD))
    assert pair.rows("SELECT state FROM messages WHERE conversation = ?", person.id) == [{"state": "pending"}]
    pair.start_service()
    assert person.answers_to(message)
    nothing_lost_nothing_twice(pair, person)
    assert {"description", "amount_claimed"} <= facts(pair, person)


@pytest.mark.parametrize("moment", ["at once", "answered but not stored", "stored"])
def test_service_killed_around_the_confirmation(pair: Pair, chat: Open, moment: str) -> None:
    person = chat(now=NOW)
    summary = person.report(TOLD, ANSWERS)
    send = summary["buttons"][0]["value"]
    if moment == "answered but not stored":
        message = pair.kill_service_before_it_stores(lambda: person.send(button=send))
        assert claims(pair, person) == [("draft", None)]
    else:
        message = person.send(button=send)
        if moment == "stored":
            person.answers_to(message)
        pair.service.kill()
    before = claims(pair, person)
    pair.start_service()
    said = person.answers_to(message)
    [(status, reference)] = claims(pair, person)
    assert status == "submitted"
    assert reference
    assert any(reference in each["text"] for each in said)
    if moment == "stored":
        assert before == [(status, reference)]
    nothing_lost_nothing_twice(pair, person)
    again = person.answers_to(person.send("What is my reference?"))
    assert any(reference in each["text"] for each in again)
    assert claims(pair, person) == [(status, reference)]


def test_engine_killed_while_it_thinks_and_others_write_meanwhile(pair: Pair, chat: Open) -> None:
    alice, bob = chat(now=NOW), chat(now=NOW)
    with pair.thinking():
        first = alice.send(TOLD)
        pause(0.5)
        pair.engine.kill()
    later = [alice.send("Mara Lindt"), bob.send("Hello, I lost a key.")]
    shown = alice.until(lambda shown: any(each["author"] == "system" for each in shown), "an apology")
    assert not any(each["author"] == "bot" for each in shown)
    pair.start_engine()
    assert alice.answers_to(first)
    assert alice.answers_to(later[0])
    assert bob.answers_to(later[1])
    for person in (alice, bob):
        nothing_lost_nothing_twice(pair, person)
    assert len(alice.messages(author="system")) == 1
    assert {"description", "amount_claimed"} <= facts(pair, alice)


def test_both_killed_with_messages_waiting(pair: Pair, chat: Open) -> None:
    person = chat(now=NOW)
    with pair.thinking():
        waiting = [person.send(TOLD), person.send("It was the only key."), person.send("Are you there?")]
        pair.service.kill()
        pair.engine.kill()
    pair.start_engine()
    pair.start_service()
    for message in waiting:
        assert person.answers_to(message)
    nothing_lost_nothing_twice(pair, person)
