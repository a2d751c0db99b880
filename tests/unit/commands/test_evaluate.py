import io
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from bot.commands import evaluate
from bot.commands.score_table import common, matrix, reliability
from bot.commands.scoring import Outcome, Scores, Tally, compare
from bot.commands.understand import NoModel
from bot.extraction.reader import Reader

READER = Reader(None)
NOTHING: dict[str, Any] = {
    "incident_type": None, "incident_date": None, "discovered_date": None, "claim_made_date": None,
    "estimated_loss": None, "claimant_party": None, "caused_by": {"value": "self"},
}  # fmt: skip


def outcome(name: str, expected: Any, got: Any) -> Outcome:
    labels = {"incident_type": "other", name: expected}
    [found] = [each for each in compare(labels, {**NOTHING, name: got}) if each.name == name]
    return found


def period(start: str, end: str | None = None, **more: object) -> dict[str, object]:
    return {"start": start, "end": end or start, **more}


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [
        (period("2026-06-01"), period("2026-06-01"), True),
        (period("2026-06-01", "2026-06-03"), period("2026-06-01", "2026-06-03"), True),
        (period("2026-06-01", "2026-06-03"), period("2026-06-01"), False),
        (period("2026-06-01", "2026-06-03", lasting=True), period("2026-06-01"), True),
        (period("2026-06-01", "2026-06-03", lasting=True), period("2026-06-02"), False),
        (None, None, True),
        (None, period("2026-06-01"), False),
        (period("2026-06-01"), None, False),
    ],
)
def test_dates(expected: Any, got: Any, right: bool) -> None:
    got = got and {**got, "confidence": 0.8}
    assert outcome("incident_date", expected, got).right is right


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [
        ("Alderway Dental; Building", "building", True),
        ("The Harbour Hotel", "harbour hotel", True),
        ("client", None, True),
        (None, "customer", True),
        (None, "Harbour Hotel", False),
        ("Harbour Hotel", "client", False),
        ("Kunde", None, True),
    ],
)
def test_claimants(expected: str | None, got: str | None, right: bool) -> None:
    assert outcome("claimant_party", expected, got and {"value": got}).right is right


def test_the_flag_is_counted_apart_from_the_sum() -> None:
    expected = {"low": 100, "high": 100, "currency": "EUR", "approximate": True, "currency_stated": True}
    got = {**expected, "approximate": False, "confidence": 0.9}
    outcomes = {
        each.name: each.right
        for each in compare(
            {"incident_type": "other", "estimated_loss": expected}, {**NOTHING, "estimated_loss": got}
        )
    }
    assert outcomes["estimated_loss"] is True
    assert outcomes["approximate flag"] is False
    assert outcome("estimated_loss", expected, {**got, "currency": "CHF"}).right is False


def test_a_type_is_right_in_also_ok_or_among_the_best_three() -> None:
    labels = {"incident_type": "data_loss", "also_ok": ["system_outage"]}
    read = {"value": "system_outage", "confidence": 0.6, "alternatives": []}
    assert all(
        each.right for each in compare(labels, {**NOTHING, "incident_type": read}) if "type" in each.name
    )
    third = {
        "value": "other",
        "confidence": 0.4,
        "alternatives": [{"value": "lost_key"}, {"value": "data_loss"}],
    }
    first, best = [
        each for each in compare(labels, {**NOTHING, "incident_type": third}) if "type" in each.name
    ]
    assert not first.right
    assert best.right


def test_precision_and_recall() -> None:
    tally = Tally()
    for expected, got in (("a", "a"), ("a", "b"), ("a", None), (None, "a"), (None, None)):
        tally.add(Outcome("field", expected, got, expected == got))
    assert (tally.reports, tally.exact, tally.precision, tally.recall) == (5, 2 / 5, 1 / 3, 1 / 3)


def test_confusions_are_counted_for_closed_lists_only() -> None:
    scores = Scores()
    scores.add("en", Outcome("incident_type", "other", "lost_key", False))
    scores.add("en", Outcome("incident_type", "data_error", "software_error", True))
    scores.add("en", Outcome("incident_date", "x", "y", False))
    assert scores.confusions == {"incident_type": {("other", "lost_key"): 1, ("data_error", "data_error"): 1}}


def test_the_matrix_has_a_row_and_a_column_for_each_value() -> None:
    counts = Counter({("affirm", "affirm"): 7, ("affirm", "inform"): 2, ("inform", "inform"): 12})
    assert matrix(counts).splitlines() == [
        "               1    2",
        "  1  affirm    7    2",
        "  2  inform    ·   12",
    ]


def test_frequent_confusions_come_first_and_right_ones_are_none() -> None:
    counts = Counter({("a", "a"): 9, ("a", "b"): 1, ("c", "b"): 3, ("b", "a"): 1})
    assert common(counts) == ["c -> b  3", "a -> b  1", "b -> a  1"]
    assert common(counts, most=1) == ["c -> b  3"]


def test_reliability_names_the_share_that_is_right_in_each_band() -> None:
    pairs = [(0.2, False), (0.75, True), (0.8, False), (1.0, True)]
    expected = (
        "0.00 to 0.50 right 0.0 % of 1 · 0.75 to 0.90 right 50.0 % of 2 · 0.90 to 1.00 right 100.0 % of 1"
    )
    assert reliability(pairs) == expected


GOLD = {
    "id": "a-1", "lang": "en", "region": "GB", "reference_time": "2026-06-17T12:00:00+01:00",
    "messages": ["lost the client's key yesterday"],
    "gold": {"incident_type": "lost_key", "also_ok": [], "incident_date": period("2026-06-15"), "discovered_date": None,
             "claim_made_date": None, "estimated_loss": None, "claimant_party": "client", "caused_by": "self"},
}  # fmt: skip
FLAT = {
    "id": "a-2",
    "lang": "de",
    "region": "DE",
    "messages": ["Server kaputt"],
    "incident_type": "other",
    "caused_by": "self",
}


def test_the_table_and_the_misses_of_reports() -> None:
    out = io.StringIO()
    code = evaluate.run([json.dumps(GOLD), json.dumps(FLAT)], out, reader=READER, misses=True, confusion=True)
    text = out.getvalue()
    assert code == 0
    rows = {tuple(line.split()[:2]): line.split() for line in text.splitlines() if len(line.split()) > 3}
    assert rows["incident_date", "en"][2] == "1"
    assert ("incident_date", "de") not in rows
    assert rows["claimant_party", "all"][3:5] == ["100.0", "%"]
    assert "a-1  incident_date  expected 2026-06-15  got 2026-06-16" in text
    assert "expected -> got" in text
    assert "incident_type: expected in rows, got in columns" in text
    assert "confidence of incident_date: 0." in text


def test_the_confidence_of_a_claimant_is_scored_although_extract_does_not_write_it() -> None:
    report = {**GOLD, "messages": ["Sprocket & Bean Ltd want £900 from us"]}
    scores = Scores()
    evaluate.score_report(report, READER, scores, [])
    [(confidence, right)] = scores.reliability["claimant_party"]
    assert 0 < confidence <= 1
    assert right is False


def test_utterances_are_understood_by_the_engine() -> None:
    asked: list[dict[str, Any]] = []

    def understand(questions: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        for question in questions:
            asked.append(question)
            yield {"intent": "greet", "confidence": 0.9}

    lines = [
        json.dumps({"id": "u1", "lang": "en", "text": "hi", "intent": "greet"}),
        json.dumps({"id": "u2", "lang": "en", "text": "yes", "context": "Is it down?", "intent": "affirm"}),
    ]
    out = io.StringIO()
    assert evaluate.run(lines, out, understand=understand, misses=True) == 0
    assert asked == [{"text": "hi"}, {"text": "yes", "context": "Is it down?"}]
    assert "u2  intent  expected affirm  got greet" in out.getvalue()
    assert "intent: expected in rows, got in columns" in out.getvalue()
    assert "confidence of intent: 0.90 to 1.00 right 50.0 % of 2" in out.getvalue()
    assert "50.0 %" in out.getvalue()


def test_a_missed_utterance_without_an_id_is_named_by_its_text() -> None:
    out = io.StringIO()
    line = json.dumps({"lang": "de", "text": "jo", "intent": "affirm"})
    evaluate.run([line], out, understand=lambda _: [{"intent": "deny", "confidence": 0.4}], misses=True)
    assert '"jo"  intent  expected affirm  got deny' in out.getvalue()


def test_utterances_without_an_engine_and_lines_without_labels(capsys: pytest.CaptureFixture[str]) -> None:
    def untrained(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        raise NoModel("run `python -m bot train` first")

    utterance = json.dumps({"text": "hi", "intent": "greet"})
    assert evaluate.run([utterance], io.StringIO(), understand=untrained) == 2
    assert evaluate.run(["{"], io.StringIO()) == 1
    assert evaluate.run([json.dumps({"id": "x", "messages": ["a"]})], io.StringIO(), reader=READER) == 1
    assert "no labels" in capsys.readouterr().err
