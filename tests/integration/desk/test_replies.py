"""Ready-made replies at the desk: kept, guarded, and offered to begin with."""

import re

from bot.claims.forbidden import statements
from bot.claims.languages import languages
from bot.desk.replies import starters
from bot.service.desk.placeholders import PLACEHOLDERS, named
from tests.support.desk import Clerk

FINE = {"title": "Short and own", "language": "en", "text": "Dear {name}, thank you."}


def id_of(clerk: Clerk, title: str) -> str:
    for card in clerk.page("/desk/replies").split('<li class="card-row"')[1:]:
        if title in card:
            found = re.search(r'id="reply-([0-9a-f]+)"', card)
            assert found
            return found[1]
    raise AssertionError(f"no reply {title}")


def test_the_starters_say_nothing_forbidden_and_know_their_placeholders() -> None:
    for language in languages():
        texts = starters(language)
        assert len(texts) == 8
        assert [title for title, text in texts if statements(text)] == []
        assert {name for _, text in texts for name in named(text)} <= set(PLACEHOLDERS)


def test_own_ones_are_kept_changed_and_deleted(support: Clerk, admin: Clerk) -> None:
    assert support.submit("/desk/replies", FINE).status_code == 303
    assert "Dear {name}, thank you." in support.text("/desk/replies")
    assert "Short and own" not in admin.text("/desk/replies")
    id = id_of(support, "Short and own")
    support.submit("/desk/replies", FINE | {"id": id, "text": "Dear {name}, many thanks."})
    assert "many thanks" in support.text("/desk/replies")
    assert support.submit(f"/desk/replies/{id}/delete").status_code == 303
    assert "many thanks" not in support.text("/desk/replies")


def test_what_must_not_be_said_is_not_kept(support: Clerk) -> None:
    answer = support.submit("/desk/replies", FINE | {"text": "Do not worry, you are covered."})
    assert answer.status_code == 422
    assert "you are covered" in answer.text
    assert "Deckung" in answer.text
    assert "you are covered" not in support.text("/desk/replies")


def test_an_unknown_placeholder_is_named(support: Clerk) -> None:
    answer = support.submit("/desk/replies", FINE | {"text": "Dear {nmae}"})
    assert answer.status_code == 422
    assert "{nmae}" in answer.text


def test_only_those_who_may_share_can(support: Clerk, admin: Clerk) -> None:
    shared = {"title": "For all of us", "language": "de", "text": "Guten Tag {name}", "shared": "1"}
    assert support.submit("/desk/replies", shared).status_code == 403
    assert support.submit("/desk/replies/starters", {"language": "de"}).status_code == 403
    assert admin.submit("/desk/replies", shared).status_code == 303
    id = id_of(support, "For all of us")
    assert support.submit(f"/desk/replies/{id}/delete").status_code == 403
    assert admin.submit(f"/desk/replies/{id}/delete").status_code == 303


def test_the_starters_are_offered_once(admin: Clerk) -> None:
    assert "Begin with eight" in admin.text("/desk/replies")
    for _ in range(2):
        admin.submit("/desk/replies/starters", {"language": "en"})
    shown = admin.page("/desk/replies")
    for title, _ in starters("en"):
        assert shown.count(f"<b>{title}</b>") == 1
    assert shown.count("Begin with eight") == 1


def test_hostile_texts_stay_texts(support: Clerk) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    support.submit("/desk/replies", FINE | {"title": hostile})
    assert hostile not in support.page("/desk/replies")
    assert hostile in support.text("/desk/replies")


def test_a_form_without_its_token_changes_nothing(support: Clerk) -> None:
    assert support.submit("/desk/replies", FINE | {"title": "Forged"}, csrf="guessed").status_code == 403
    assert "Forged" not in support.text("/desk/replies")
