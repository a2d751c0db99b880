"""What comes together is heard together: nothing too early, nothing held up for long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.channels.gathering import LONGEST, PATIENCE, QUIET, texts, together
from bot.conversations.arrival import Arrival, Attachment, Fetching

T0 = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
LATER = T0 + timedelta(days=1)


def after(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def words(number: int, text: str = "words", at: float = 0, version: int = 0) -> Arrival:
    return Arrival("v1", f"m{number}-{version}", number, version, after(at), T0, text, due_at=after(at))


def photo(number: int, fetching: Fetching = Fetching.KEPT, at: float = 0) -> Arrival:
    noted = Arrival("v1", f"f{number}", number, 0, after(at), T0, due_at=after(at), fetching=fetching)
    return replace(noted, file=Attachment(f"p{number}", f"u{number}", "photo"))


def ids(arrivals: list[Arrival]) -> list[str]:
    return [each.external_id for each in arrivals]


def test_more_may_come_until_it_is_quiet() -> None:
    album = [photo(1), photo(2, at=1)]
    quiet = after(1) + QUIET
    assert together(album, quiet - timedelta(milliseconds=1), T0) == []
    assert together(album, quiet, T0) == album


def test_a_file_that_is_still_fetched_is_waited_for_only_so_long() -> None:
    album = [words(1), photo(1, Fetching.WAITING), photo(2)]
    assert together(album, T0 + PATIENCE - timedelta(milliseconds=1), T0) == []
    assert ids(together(album, T0 + PATIENCE, T0)) == ["m1-0", "f2"]


def test_what_a_crash_has_left_gets_its_time_again() -> None:
    album = [words(1), photo(1, Fetching.WAITING)]
    assert together(album, LATER, LATER) == []
    assert ids(together(album, LATER + PATIENCE, LATER)) == ["m1-0"]


def test_a_file_that_comes_late_is_heard_of_at_once() -> None:
    assert together([photo(1)], LATER, T0) == [photo(1)]


def test_who_goes_on_and_on_is_heard_in_between() -> None:
    flood = [words(number, at=number) for number in range(30)]
    heard = [each for each in flood if each.noted_at <= T0 + LONGEST]
    assert together(heard, T0 + LONGEST - timedelta(milliseconds=1), T0) == []
    assert together(heard, T0 + LONGEST, T0) == heard


def test_what_is_fixed_in_a_batch_is_not_heard_again() -> None:
    assert together([replace(photo(1), batch="b1")], LATER, T0) == []


def test_nothing_is_made_of_files_that_are_only_awaited() -> None:
    assert together([photo(1, Fetching.WAITING)], LATER, T0) == []


def test_words_stand_in_the_order_of_sending_and_in_their_newest_version() -> None:
    said = [words(3, "three"), words(1, "one, wrong"), words(1, "one", version=9), words(2, "gone")]
    assert texts([*said, words(2, "", version=5), photo(3)]) == ["one", "three"]
