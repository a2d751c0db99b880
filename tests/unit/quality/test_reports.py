import json
from pathlib import Path

import pytest

from bot.commands.processes import ROOT
from bot.extraction.training import Report
from quality import utterances
from quality.intent_folds import FOLDS as INTENT_FOLDS
from quality.intent_folds import fold_of
from quality.reports import FOLDS, SETS, folds_of, labelled, rows, without

LABELLED = ROOT / "data" / "eval"


def a_report(text: str, file: str = "reports-en") -> Report:
    return Report(file, text, "other", (), "self")


def test_every_file_is_left_out_once_and_own_ones_never() -> None:
    files = [f"types-{number}" for number in range(12)] + ["own-short", "own-long", "types-pairs"]
    folds = folds_of([*files, *files])
    assert len(folds) == FOLDS
    assert sorted(file for fold in folds for file in fold) == sorted(
        file for file in files if not file.startswith("own-")
    )


def test_what_is_measured_is_not_learnt() -> None:
    sets = {"held out": [{"messages": ["We lost", "the key"]}]}
    kept = without([a_report("we LOST  the\nkey"), a_report("We lost the keys")], sets)
    assert [report.text for report in kept] == ["We lost the keys"]


def test_the_labelled_sets_are_whole_and_apart() -> None:
    sets = labelled(LABELLED)
    assert {file.name for file in LABELLED.glob("*.jsonl")} == {
        *utterances.FILES,
        *utterances.PLAIN,
        utterances.ANSWERS,
        *(name for files in SETS.values() for name in files),
    }
    assert {name: len(found) for name, found in sets.items()} == {
        "development": 1636,
        "held out": 495,
        "unseen": 200,
    }
    texts = {name: {json.dumps(row["messages"]) for row in found} for name, found in sets.items()}
    assert not texts["development"] & (texts["held out"] | texts["unseen"])


def test_a_file_of_lines_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "a"}\n{"id": "ü\u2028"}\n', "utf-8")
    assert [row["id"] for row in rows(file)] == ["a", "ü\u2028"]


@pytest.mark.parametrize("same", ["Yes please", "yes, please!", " YES  PLEASE "])
def test_what_differs_in_dress_only_is_left_out_together(same: str) -> None:
    assert fold_of(same) == fold_of("yes please")


def test_texts_spread_over_all_folds() -> None:
    assert {fold_of(f"text {number}") for number in range(100)} == set(range(INTENT_FOLDS))
    assert fold_of("👍") != fold_of("👎") or fold_of("?") != fold_of("!")
