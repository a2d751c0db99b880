import json
from pathlib import Path

import pytest

from bot.extraction.caused_by import FILE, CausedBy, hints, own_people_did, own_trade_left_out
from bot.extraction.linear import LinearModel
from bot.extraction.training import learn_causes, read_reports
from bot.service.answers.facts import SURE_OF_CAUSE

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
        (
            "Gestern hat mein Fahrer, der is bei mir angstellt, Befunde beim Falschen abgeben",
            "privacy_breach",
            "employee",
        ),
        ("Eine Mitarbeiterin von mir hat vergessen, die Police zu kündigen", "missed_deadline", "employee"),
        ("the freelancer we hired deleted everything", "data_loss", "subcontractor"),
        ("Der Subunternehmer hat das Kabel durchtrennt", "system_outage", "subcontractor"),
        ("hackers encrypted our servers", "own_cyber_loss", "third_party"),
        ("Unsere Polygrafin hat eine Eins zu viel gesetzt", "data_error", "employee"),
        ("our administrator deleted the wrong mailboxes", "data_loss", "employee"),
        ("Der Botendienst, den wir geschickt haben, hat die Karten verloren", "lost_key", "subcontractor"),
        ("the courier firm we booked lost the box", "privacy_breach", "subcontractor"),
        ("Unser Hoster hatte einen Ausfall", "system_outage", "third_party"),
        ("I sent the payroll file to the wrong accountant", "privacy_breach", "self"),
        (
            "our web designer, she's employed, used a picture without a licence",
            "rights_infringement",
            "employee",
        ),
        ("my brother-in-law who helps out dropped the server", "property_damage", "employee"),
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


@pytest.mark.parametrize(
    ("plain", "impersonal"),
    [
        ("I overwrote the backup", "the backup was overwritten"),
        ("ich habe das Backup überschrieben", "das Backup wurde überschrieben"),
        ("our update took down the shop", "an update took down the shop"),
        ("mir ist beim Kunden der Beamer runtergefallen", "beim Kunden ist der Beamer runtergefallen"),
    ],
)
def test_it_is_less_sure_of_the_writers_where_nobody_is_named(
    model: LinearModel, plain: str, impersonal: str
) -> None:
    causes = CausedBy(model)
    assert causes.classify([plain], "data_loss").confidence >= SURE_OF_CAUSE
    assert causes.classify([impersonal], "data_loss").confidence < SURE_OF_CAUSE


@pytest.mark.parametrize(
    "told",
    [
        "Deleted the wrong folder of a client",
        "hi, accidentally sent the price list to all customers",
        "falschen Ordner beim Kunden gelöscht",
    ],
)
def test_what_is_told_without_a_pronoun_is_taken_and_not_for_certain(model: LinearModel, told: str) -> None:
    cause = CausedBy(model).classify([told], "data_loss")
    assert (cause.value, SURE_OF_CAUSE <= cause.confidence < 0.9) == ("self", True)


@pytest.mark.parametrize(
    "told",
    [
        "ich soll das melden für meinen Chef, bei einem Kunden sind Daten verschwunden nach der Umstellung",
        "Ich könnte heulen, die ganzen Daten vom Kunden sind weg",
        "the portal we run for a clinic is down and nobody can log in",
        "I feel awful, a client's customer list was emailed to the wrong people",
        "we look after the network of a school and since yesterday nothing works",
    ],
)
def test_words_for_oneself_that_tell_of_no_deed_leave_the_question(model: LinearModel, told: str) -> None:
    assert CausedBy(model).classify([told], "data_loss").confidence < SURE_OF_CAUSE


def test_a_deed_beside_what_is_felt_is_the_writers(model: LinearModel) -> None:
    told = "I feel awful, I deleted the wrong folder of a client"
    cause = CausedBy(model).classify([told], "data_loss")
    assert (cause.value, cause.confidence >= SURE_OF_CAUSE) == ("self", True)


@pytest.mark.parametrize(
    "told",
    [
        "I run a small web business with my brother and the two of us pushed a migration that deleted a client's folder",
        "Architect here. I got the list of folders wrong and deleted a client's data",
        "Ich führe die Agentur gemeinsam mit meiner Schwester, wir beide haben den falschen Ordner beim Kunden gelöscht",
    ],
)
def test_who_runs_the_firm_with_the_writers_is_no_employee(model: LinearModel, told: str) -> None:
    cause = CausedBy(model).classify([told], "data_loss")
    assert (cause.value, cause.confidence >= SURE_OF_CAUSE) == ("self", True)


@pytest.mark.parametrize(
    "told",
    [
        "No claim form was issued, because my paralegal had entered the wrong year in the diary",
        "On 9 March my developer put a new version of the payout script live and there was a bug in it",
        "one of my consultants wrote to a candidate that he was too old",
        "Unsere Laborantin hat die Proben verwechselt",
        "einer meiner Techniker hatte am Freitag den falschen Stecker gezogen",
    ],
)
def test_what_ones_own_people_did_is_told(told: str) -> None:
    assert own_people_did(told)


@pytest.mark.parametrize(
    "told",
    [
        "Our load balancer change took the checkout down",
        "our accountant transferred 38,900 because a fake mail said so",
        "my developer noticed that the backup was gone",
        "a freelance developer put it live, my developer fixed it",
        "unser Kunde hat die Abnahme verweigert",
        "Unser Techniker hat es zuerst gesehen",
    ],
)
def test_what_others_did_or_ones_own_people_only_saw_is_not(told: str) -> None:
    assert not own_people_did(told)


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (
            "Hi my name is Jo Apple, freelance web developer, and I broke it",
            "Hi my name is Jo Apple, , and I broke it",
        ),
        ("hi, ich bin freiberuflicher entwickler in leipzig. ich hab", "hi, ich bin . ich hab"),
        ("Moin, freier Texter hier. Hab", "Moin, . Hab"),
        ("hi, our freelancer, Tom, put the wrong song", "hi, our freelancer, Tom, put the wrong song"),
        (
            "Guten Tag, ein freier Mitarbeiter hat es gelöscht",
            "Guten Tag, ein freier Mitarbeiter hat es gelöscht",
        ),
        ("Hello, a freelance editor we hired put it in", "Hello, a freelance editor we hired put it in"),
    ],
)
def test_what_writers_say_they_are_is_left_out_of_who_did_it(told: str, left: str) -> None:
    assert " ".join(own_trade_left_out(told).split()) == left
