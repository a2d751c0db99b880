"""The review list at the desk: what the bot was unsure of comes first, and a few clicks say what was meant."""

import pytest

from tests.support.chat import Chat
from tests.support.desk import Clerk, read


@pytest.fixture(scope="module")
def unsure(admin: Clerk) -> Clerk:
    return admin


def test_the_least_sure_comes_first_and_the_sure_not_at_all(unsure: Clerk, chat: Chat) -> None:
    for said in ("deny 0.55: nope", "inform 0.31: <i>hm</i>", "affirm 0.97: yes", "nlu_fallback 0.3: grmpf"):
        chat.say(said)
    shown = unsure.text("/desk/review")
    places = [shown.find(said) for said in ("grmpf", "<i>hm</i>", "nope")]
    assert -1 not in places
    assert places == sorted(places)
    assert "affirm 0.97" not in shown
    assert "55 % sure" in shown
    assert "<i>hm</i>" not in unsure.page("/desk/review")


def test_what_was_meant_is_kept_with_who_said_so(unsure: Clerk, support: Clerk, chat: Chat) -> None:
    message = chat.send("deny 0.2: not that I know")
    chat.answers_to(message)
    assert support.submit(f"/desk/review/{message}", {"intent": "dont_know"}).status_code == 303
    assert "not that I know" not in unsure.text("/desk/review")
    done = unsure.text("/desk/review", done=1)
    assert "not that I know" in done
    assert "Meant: does not know" in done
    assert "Ole Krüger" in done
    assert ">worked on the review list</td>" in unsure.page("/desk/audit", action="review")


def test_what_teaches_nothing_is_dismissed_and_can_be_taken_back(unsure: Clerk, chat: Chat) -> None:
    message = chat.send("deny 0.1: asdf")
    chat.answers_to(message)
    unsure.submit(f"/desk/review/{message}/dismiss")
    assert "asdf" not in unsure.text("/desk/review")
    unsure.submit(f"/desk/review/{message}/take-back")
    assert "asdf" in unsure.text("/desk/review")


def test_nothing_said_is_no_mark(unsure: Clerk, chat: Chat) -> None:
    message = chat.send("deny 0.15: huh")
    chat.answers_to(message)
    answer = unsure.submit(f"/desk/review/{message}", {"intent": "", "incident_type": ""})
    assert answer.status_code == 422
    assert "Please say what was meant" in read(answer.text)
    assert unsure.submit(f"/desk/review/{message}", {"intent": "made_up"}).status_code == 422


def test_a_message_that_nobody_knows_is_not_there(unsure: Clerk) -> None:
    assert unsure.submit("/desk/review/nobody", {"intent": "deny"}).status_code == 404
    assert unsure.submit("/desk/review/nobody/dismiss").status_code == 404
