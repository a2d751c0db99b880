import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands import extract
from bot.extraction.reader import Reader

READER = Reader(None)
LINE = {
    "id": "a-1",
    "messages": ["Dropped the client's router yesterday", "they want £300 from us, invoice came today"],
    "reference_time": "2026-06-17T12:00:00+01:00",
    "lang": "en",
    "region": "GB",
}


def written(*lines: object, everything: bool = False) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    code = extract.run(texts, out, reader=READER, everything=everything)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_record_has_the_agreed_shape() -> None:
    code, [record] = written(LINE)
    assert code == 0
    assert list(record) == [
        "id", "incident_type", "incident_date", "discovered_date", "claim_made_date",
        "estimated_loss", "claimant_party", "caused_by",
    ]  # fmt: skip
    incident = record["incident_date"]
    assert isinstance(incident, dict)
    assert incident["start"] == incident["end"] == "2026-06-16"
    source = incident["source"]
    assert LINE["messages"][0][source["start"] : source["end"]] == "yesterday"
    loss = record["estimated_loss"]
    assert isinstance(loss, dict)
    assert set(loss) == {
        "low",
        "high",
        "currency",
        "approximate",
        "currency_stated",
        "confidence",
        "source",
    }
    assert (loss["low"], loss["high"], loss["currency"], loss["source"]["message"]) == (300, 300, "GBP", 1)
    assert record["incident_type"] is None
    assert record["caused_by"] == {"value": "unknown"}


def test_all_adds_everything_found() -> None:
    _, [record] = written(LINE, everything=True)
    dates, amounts = record["dates"], record["amounts"]
    assert isinstance(dates, list)
    assert len(dates) == 2
    assert isinstance(amounts, list)
    assert amounts[0]["low"] == 300


@pytest.mark.parametrize(
    "bad",
    ["{not json", "[1, 2]", {"id": "b", "messages": [1], "reference_time": "2026-06-17"}, {"id": "b", "messages": ["x"]},
     {"id": "b", "messages": ["x"], "reference_time": "tomorrow"},
     {"id": "b", "messages": ["x"], "reference_time": "2026-06-17", "lang": 3}],
)  # fmt: skip
def test_a_bad_line_is_answered_and_the_next_one_read(bad: object) -> None:
    code, [first, second] = written(bad, LINE)
    assert code == 1
    assert set(first) == {"id", "error"}
    assert first["id"] == (bad["id"] if isinstance(bad, dict) else None)
    assert second["id"] == "a-1"


def test_blank_lines_are_passed_over() -> None:
    assert written("", "  \n") == (0, [])


def test_every_line_is_flushed_before_the_next_is_read() -> None:
    class Pipe(io.StringIO):
        flushed = ""

        def flush(self) -> None:
            self.flushed = self.getvalue()

    out = Pipe()

    def lines() -> Iterator[str]:
        for number in range(3):
            assert out.flushed.count("\n") == number
            yield json.dumps(LINE)

    assert extract.run(lines(), out, reader=READER) == 0


def test_a_time_without_offset_is_local_time_of_the_region() -> None:
    swiss = extract.report_of({"messages": ["x"], "reference_time": "2026-06-17T23:30:00", "region": "CH"})
    assert swiss.now.isoformat() == "2026-06-17T23:30:00+02:00"
    german = extract.report_of(
        {"messages": ["gestern ist der Server abgestürzt"], "reference_time": "2026-01-17T23:30:00"}
    )
    assert german.now.isoformat() == "2026-01-17T23:30:00+01:00"


def test_without_a_model_there_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FIRSTNOTICE_DATA_DIR", str(tmp_path))
    parser = __import__("argparse").ArgumentParser()
    extract.add_arguments(parser)
    assert extract.main(parser.parse_args([])) == 2
    assert "python -m bot train" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(tmp_path / "none.jsonl")]) == 2
    assert f"{tmp_path / 'none.jsonl'}: " in capsys.readouterr().err
