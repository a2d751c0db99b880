"""What staff reviewed as examples: in Rasa's form, one line each, and gone when it is gathered anew without them."""

import json
from pathlib import Path
from typing import Any

import yaml

from bot.commands.reviewed import Examples, as_nlu, keep
from bot.commands.train import _fingerprint
from bot.extraction.training import read_file

SAID = {
    "text": "nae chance",
    "context": "Is somebody demanding money?",
    "intent": "deny",
    "conversation": "v1",
}
REPORT: dict[str, Any] = {
    "id": "reviewed-m1",
    "conversation": "v1",
    "lang": "en",
    "region": "GB",
    "messages": ["the key is gone"],
    "incident_type": "lost_key",
    "also_ok": [],
    "caused_by": None,
}


def test_intents_keep_their_question() -> None:
    alone = SAID | {"text": "hiya", "context": "", "intent": "greet"}
    blocks = yaml.safe_load(as_nlu([SAID, alone]))["nlu"]
    assert [block["intent"] for block in blocks] == ["deny", "greet"]
    assert blocks[0]["examples"][0]["metadata"]["context"] == "Is somebody demanding money?"
    assert "context" not in blocks[1]["examples"][0]["metadata"]


def test_texts_of_any_kind_come_back_as_they_were() -> None:
    hostile = 'no: "yes" # {a} - & *b\u2028%TAG'
    assert yaml.safe_load(as_nlu([SAID | {"text": hostile}]))["nlu"][0]["examples"][0]["text"] == hostile


def test_reports_are_read_as_those_that_are_shipped(tmp_path: Path) -> None:
    keep(Examples((), (REPORT,)), tmp_path)
    [report] = read_file(tmp_path / "reviewed" / "reports.jsonl")
    assert (report.text, report.incident_type, report.caused_by) == ("the key is gone", "lost_key", None)


def test_what_was_taken_back_is_gone(tmp_path: Path) -> None:
    keep(Examples((SAID,), (REPORT,)), tmp_path)
    keep(Examples((SAID,), ()), tmp_path)
    assert sorted(file.name for file in (tmp_path / "reviewed").iterdir()) == ["nlu.yml"]
    keep(Examples((), ()), tmp_path)
    assert not (tmp_path / "reviewed").exists()


def test_models_are_trained_anew_when_the_review_has_changed(tmp_path: Path) -> None:
    before = _fingerprint(tmp_path)
    keep(Examples((), (REPORT,)), tmp_path)
    with_one = _fingerprint(tmp_path)
    keep(Examples((), (json.loads(json.dumps(REPORT)) | {"incident_type": "data_loss"},)), tmp_path)
    assert len({before, with_one, _fingerprint(tmp_path)}) == 3
