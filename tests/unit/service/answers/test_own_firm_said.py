"""The insured's own firm in its own place: never the claimant, and what it had pushed aside comes back."""

import pytest

from bot.claims.model import Claim
from bot.claims.values import Value
from bot.extraction.line_reader import LineReader
from bot.extraction.reader import Reader
from bot.service.hearing import CONFIRM
from tests.builders import NOW, a_complete_claim
from tests.unit.service.hearing import CATALOGUE, Turned, hear

READER = LineReader(Reader(None), CATALOGUE)
KNOWN: dict[str, Value | None] = {"claimant": "Kaveri Textiles Ltd", "insured_name": "Ravi Menon"}


def _say(
    text: str, claim: Claim, *, asks: str = CONFIRM, intent: str = "correct", language: str = "en"
) -> Turned:
    reading = READER.read([text], now=NOW, lang=language, region="GB", asks=asks)
    return hear(intent, reading, claim=claim, asks=asks, text=text, language=language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("And my company Tall Pines Ltd isn't there.", "en"),
        ("Why company name not shown? It is Tall Pines Ltd, Chennai", "en"),
        ("no no. Tall Pines Ltd is MY firm", "en"),
        ("the company is called Tall Pines Ltd", "en"),
        ("Company: Tall Pines Ltd", "en"),
        ("Da fehlt aber unsere Firma, die Tall Pines Ltd.", "de"),
        ("Unsere Firma steht immer noch nicht drin, die Tall Pines Ltd!", "de"),
        ("und meine firma fehlt: Tall Pines Ltd", "de"),
        ("Und die Firma heißt Tall Pines Ltd.", "de"),
        ("die Tall Pines Ltd sind WIR", "de"),
    ],
)
def test_the_own_firm_told_at_the_summary_stands_beside_the_claimant(text: str, language: str) -> None:
    claim = a_complete_claim(KNOWN)
    _say(text, claim, language=language)
    assert (claim.value("insured_firm"), claim.value("claimant")) == ("Tall Pines Ltd", "Kaveri Textiles Ltd")
    assert claim.value("ongoing") != "yes"


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Menon and Associates is MY firm", "Kaveri Textiles Ltd"),
        ("No no. Claimant is Kaveri Textiles. Menon and Associates is MY firm", "Kaveri Textiles Ltd"),
        ("the claimant is Bolt Bakery! Menon and Associates is my own firm", "Bolt Bakery"),
        ("Geschädigt ist Dr. Lang! Menon and Associates ist MEINE Firma!", "Dr. Lang"),
    ],
)
def test_a_claimant_that_the_own_firm_had_become_is_taken_back(text: str, claimant: str) -> None:
    claim = a_complete_claim(KNOWN)
    _say("no, claimant is Menon and Associates", claim)
    assert claim.value("claimant") == "Menon and Associates"
    _say(text, claim)
    assert (claim.value("insured_firm"), claim.value("claimant")) == ("Menon and Associates", claimant)


def test_who_has_the_loss_instead_is_asked_for_if_nobody_has_told_it() -> None:
    claim = a_complete_claim({"claimant": "Menon and Associates", "insured_name": "Ravi Menon"})
    turned = _say("Menon and Associates is MY firm", claim)
    assert claim.value("claimant") is None
    assert turned.outcome.asks == "claimant"


@pytest.mark.parametrize(
    "text", ["where's the company name?", "my firm is missing", "I don't see our company"]
)
def test_a_firm_that_is_missed_is_asked_for(text: str) -> None:
    claim = a_complete_claim(KNOWN)
    turned = _say(text, claim)
    assert turned.outcome.asks == "insured_firm"
    assert claim.value("claimant") == "Kaveri Textiles Ltd"


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Tall Pines Ltd", "Tall Pines Ltd"),
        ("it's called tall pines surveying", "tall pines surveying"),
        ("don't have one, freelance", None),
    ],
)
def test_its_name_is_the_answer_to_the_question_for_it(text: str, firm: str | None) -> None:
    claim = a_complete_claim(KNOWN)
    _say(text, claim, asks="insured_firm", intent="inform")
    assert claim.knows("insured_firm")
    assert (claim.value("insured_firm"), claim.value("claimant")) == (firm, "Kaveri Textiles Ltd")


def test_the_own_firm_named_again_is_no_claimant() -> None:
    claim = a_complete_claim({**KNOWN, "insured_firm": "Prantl Datentechnik GmbH"})
    _say("Prantl Datentechnik", claim, language="de")
    assert claim.value("claimant") == "Kaveri Textiles Ltd"


def test_asked_for_the_claimant_the_own_firm_is_no_answer_and_no_loss_of_their_own() -> None:
    claim = a_complete_claim({**KNOWN, "claimant": "Mr and Mrs Walsh, the homeowners"})
    _say(
        "no thats my own firm i mean. Daly Roche Architects. the damage is with the Walshes",
        claim,
        asks="claimant",
    )
    assert claim.value("insured_firm") == "Daly Roche Architects"
    assert "Wals" in str(claim.value("claimant"))
    assert claim.value("notice_kind") == "demand"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("the company is called Kaveri Textiles India Ltd", CONFIRM),
        ("the client's company is Bolt Bakery", CONFIRM),
        ("my company is insured with you", CONFIRM),
        ("the firm is called Bolt Bakery", "claimant"),
    ],
)
def test_the_firm_of_others_is_not_theirs(text: str, asks: str) -> None:
    claim = a_complete_claim(KNOWN)
    _say(text, claim, asks=asks)
    assert claim.value("insured_firm") is None


def test_a_quoted_line_of_the_summary_names_nobody() -> None:
    claim = a_complete_claim(KNOWN)
    _say("'Agreed, paid or signed: Yes' is wrong. Nothing agreed, nothing paid, nothing signed", claim)
    assert claim.value("claimant") == "Kaveri Textiles Ltd"


@pytest.mark.parametrize(
    ("text", "known", "name"),
    [
        ("vorname fehlt, torsten. sonst ok", "Harms", "Torsten Harms"),
        ("mein name ist torsten harms. bitte schicken", "Harms", "Torsten Harms"),
        ("my first name is missing: Ola", "Nowak", "Ola Nowak"),
        ("surname is Nowak", "Ola", "Ola Nowak"),
        ("their surname is Nowak", "Ola", "Ola"),
        ("first name is right", "Ola", "Ola"),
    ],
)
def test_half_a_name_is_completed(text: str, known: str, name: str) -> None:
    claim = a_complete_claim({**KNOWN, "insured_name": known})
    _say(text, claim)
    assert claim.value("insured_name") == name
