import json
from pathlib import Path

import pytest

from bot.extraction.caused_by import FILE, CausedBy, hints
from bot.extraction.linear import LinearModel
from bot.extraction.training import learn_causes, read_reports

REPORTS = Path(__file__).parents[3] / "data" / "reports"


@pytest.fixture(scope="module")
def model() -> LinearModel:
    return learn_causes(read_reports(REPORTS))


@pytest.mark.parametrize(
    ("message", "incident_type", "expected"),
    [
        ("I deleted the wrong folder", "data_loss", "self"),
        ("Wir haben die Frist versäumt", "missed_deadline", "self"),
        ("our apprentice deleted the wrong folder", "data_loss", "employee"),
        ("Unser Azubi hat die falsche Platte formatiert", "data_loss", "employee"),
        ("Kollegin hat die Liste an den Falschen geschickt", "privacy_breach", "employee"),
        ("the freelancer we hired deleted everything", "data_loss", "subcontractor"),
        ("Der Subunternehmer hat das Kabel durchtrennt", "system_outage", "subcontractor"),
        ("hackers encrypted our servers", "own_cyber_loss", "third_party"),
        ("Unsere Polygrafin hat eine Eins zu viel gesetzt", "data_error", "employee"),
        ("our administrator deleted the wrong mailboxes", "data_loss", "employee"),
        ("Der Botendienst, den wir geschickt haben, hat die Karten verloren", "lost_key", "subcontractor"),
        ("the courier firm we booked lost the box", "privacy_breach", "subcontractor"),
        ("Unser Hoster hatte einen Ausfall", "system_outage", "third_party"),
    ],
)
def test_who_is_named_decides(model: LinearModel, message: str, incident_type: str, expected: str) -> None:
    assert CausedBy(model).classify([message], incident_type).value == expected


def test_the_type_may_be_unknown(model: LinearModel) -> None:
    assert CausedBy(model).classify(["my trainee dropped it"], None).value == "employee"


def test_hints_name_each_party_alone_and_with_the_type() -> None:
    found = hints("Der Azubi ist auf einen Betrüger hereingefallen", "breach_of_trust")
    assert {
        "employee",
        "third_party",
        "employee in breach_of_trust",
        "third_party in breach_of_trust",
    } <= set(found)


def test_no_people_is_a_hint_as_well() -> None:
    assert hints("wrong price in the shop", "data_error") == ["nobody", "data_error", "nobody in data_error"]


def test_hints_survive_being_saved(model: LinearModel, tmp_path: Path) -> None:
    model.save(tmp_path / FILE)
    assert CausedBy.load(tmp_path).classify(["our intern did it"], None).value == "employee"


def test_reports_in_which_nobody_caused_anything_teach_nothing(tmp_path: Path) -> None:
    rows = [
        {"messages": [text], "incident_type": "other", "caused_by": cause}
        for text, cause in [("my fault", "self"), ("the hoster did it", "third_party"), ("snow fell", None)]
        * 2
    ]
    (tmp_path / "few.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert learn_causes(read_reports(tmp_path)).classes == ("self", "third_party")


def test_no_reports_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_reports(tmp_path)
