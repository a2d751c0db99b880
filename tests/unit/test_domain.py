"""Wording, catalogue, domain, rules and code name the same things, and nothing is said that must not be said."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.claims.catalogue import HERE, Catalogue, Field, Kind
from tests.builders import the_catalogue

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {"en", "de"}
INTENTS = {
    "greet", "goodbye", "thank", "affirm", "deny", "report_claim", "inform", "correct", "dont_know", "skip", "restart",
    "cancel", "claim_status", "request_human", "request_callback", "ask_coverage", "ask_process", "ask_privacy",
    "ask_bot_identity", "repeat_question", "change_language", "complaint", "out_of_scope",
}  # fmt: skip


def catalogues() -> list[Catalogue]:
    files = [file for file in sorted(HERE.glob("*.yml")) if not file.name.startswith("cues")]
    return [Catalogue.load(file) for file in files]


FIELDS = the_catalogue().fields
EVERY_FIELD = [field for catalogue in catalogues() for field in catalogue.fields]

Wordings = dict[str | None, dict[str, list[str]]]
"""Texts by wording (None where there is but one) and language."""


def load(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


DOMAIN = load("domain.yml")
SIDE_QUESTIONS = {
    "restart", "cancel", "resume", "callback_number", "callback_time", "reference", "second_factor", "point", "order",
    "how_to_answer", "draft_mail",
}  # fmt: skip


def texts_of(kind: str) -> dict[str, dict[str, Any]]:
    """Language -> name -> text, or wording -> text for questions."""
    found: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        found[language] = {}
        for file in sorted((ROOT / "data" / "wording" / language).glob("*.yml")):
            for name, text in (yaml.safe_load(file.read_text("utf-8")).get(kind) or {}).items():
                assert name not in found[language], f"{file.name} gives {name} a second time"
                found[language][name] = text
    return found


ASKED, TOLD = texts_of("questions"), texts_of("replies")
QUESTIONS = sorted(f"utter_ask_{name}" for name in ASKED["en"])
STATEMENTS = sorted(f"utter_{name}" for name in TOLD["en"])
RESPONSES = [*QUESTIONS, *STATEMENTS]


def wordings(name: str) -> Wordings:
    found: Wordings = defaultdict(lambda: defaultdict(list))
    for language in LANGUAGES:
        if name in QUESTIONS:
            for wording, text in ASKED[language].get(name.removeprefix("utter_ask_"), {}).items():
                found[wording][language].append(text)
        elif name.removeprefix("utter_") in TOLD[language]:
            found[None][language].append(TOLD[language][name.removeprefix("utter_")])
    return found


@cache
def spoken_by_code() -> dict[str, set[str]]:
    """Responses named in the service, each with the values that are passed for it everywhere."""
    passed: dict[str, set[str]] = {}
    for file in sorted((ROOT / "bot" / "service").glob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        names = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and _is_response(node.value)
        ]
        for name in names:
            passed.setdefault(str(name), set())
        for call in ast.walk(tree):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "say"
            ):
                for node in ast.walk(call.args[0]):
                    if isinstance(node, ast.Constant) and _is_response(node.value):
                        passed[str(node.value)] |= {keyword.arg for keyword in call.keywords if keyword.arg}
    return passed


def _is_response(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"utter_\w+", value) is not None


def named(field: Field) -> str:
    return field.name


# Fields


def test_languages_have_texts_for_the_same_names() -> None:
    assert set(ASKED["en"]) == set(ASKED["de"])
    assert set(TOLD["en"]) == set(TOLD["de"])


@pytest.mark.parametrize("field", EVERY_FIELD, ids=named)
def test_question_is_put_in_the_ways_that_its_kind_needs(field: Field) -> None:
    further = {Kind.PERIOD: {"which", "future"}, Kind.MONEY: {"which"}}.get(field.kind, set())
    # Of several policies the insured may choose one.
    optional = {"which"} if field.name == "policy_number" else set()
    if field.shown:
        assert set(wordings(f"utter_ask_{field.name}")) - optional == {"first", "again", "short", *further}


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_is_put_in_three_ways_that_differ(name: str) -> None:
    texts = wordings(name)
    for language in LANGUAGES:
        assert len({texts[wording][language][0] for wording in ("first", "again", "short")}) == 3


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_belongs_to_a_field_or_is_a_side_question(name: str) -> None:
    known = {*(field.name for field in EVERY_FIELD), "confirm", *SIDE_QUESTIONS}
    assert name.removeprefix("utter_ask_") in known


def test_a_question_about_a_date_to_come_names_it() -> None:
    for field in FIELDS:
        if field.kind is Kind.PERIOD:
            for language in LANGUAGES:
                assert "{value}" in wordings(f"utter_ask_{field.name}")["future"][language][0]


def test_the_summary_is_in_the_question_for_it() -> None:
    texts = wordings("utter_ask_confirm")
    assert all(
        "{summary}" in texts[wording][language][0]
        for wording in ("first", "again", "short")
        for language in LANGUAGES
    )
    assert all("{summary}" not in texts["which"][language][0] for language in LANGUAGES)


# Responses


@pytest.mark.parametrize("name", sorted(spoken_by_code()))
def test_response_named_by_the_service_exists(name: str) -> None:
    assert name in RESPONSES or (name.endswith("_") and any(known.startswith(name) for known in RESPONSES))


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_response_has_each_text_once_in_each_language(name: str) -> None:
    for wording, texts in wordings(name).items():
        assert set(texts) == LANGUAGES, wording
        assert {language: len(found) for language, found in texts.items()} == {"en": 1, "de": 1}, wording
        bare = re.fullmatch(r"{\w+}", texts["en"][0]) is not None
        assert (texts["en"] == texts["de"]) == (bare or name.startswith("utter_language_"))


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_response_fills_in_the_same_values_in_both_languages(name: str) -> None:
    for wording, texts in wordings(name).items():
        assert _placeholders(texts["en"][0]) == _placeholders(texts["de"][0]), wording


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_response_fills_in_only_what_it_is_given(name: str) -> None:
    given = set(DOMAIN["slots"]) | spoken_by_code().get(name, set())
    for texts in wordings(name).values():
        for said in texts.values():
            assert _placeholders(said[0]) <= given


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


# Intents and rules


def test_intents_are_those_of_the_design() -> None:
    assert {
        next(iter(intent)) if isinstance(intent, dict) else intent for intent in DOMAIN["intents"]
    } == INTENTS


def test_intents_all_have_examples_and_no_others_have() -> None:
    taught: dict[str, int] = defaultdict(int)
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text("utf-8"))["nlu"]:
            taught[block["intent"]] += len(block["examples"])
    assert set(taught) == INTENTS
    assert min(taught.values()) >= 10


def rules(phase: str) -> list[list[str]]:
    """Per rule of this phase, the intents that it answers."""
    found = []
    for file in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(file.read_text("utf-8"))["rules"]:
            if {"slot_was_set": [{"phase": phase}]} in rule.get("condition", []):
                first = rule["steps"][0]
                found.append([entry["intent"] for entry in first.get("or", [first])])
    return found


@pytest.mark.parametrize("phase", ["opening", "reported"])
def test_rules_answer_every_intent_once_in_each_phase(phase: str) -> None:
    answered = [intent for intents in rules(phase) for intent in intents]
    assert sorted(answered) == sorted({*INTENTS, "nlu_fallback"})


# Words that are never said


FORBIDDEN: dict[str, dict[str, list[str]]] = load("bot/claims/forbidden.yml")


def forbidden(text: str, language: str) -> list[str]:
    """The kinds of forbidden statement that a text makes."""
    plain = " ".join(text.lower().replace("’", "'").replace("**", "").split())
    return [
        kind
        for kind, patterns in FORBIDDEN.items()
        if any(re.search(pattern, plain) for pattern in patterns[language])
    ]


def everything_said() -> Iterator[tuple[str, str, str]]:
    """(place, language, text) of all that a person may get to read."""
    for name in RESPONSES:
        for wording, texts in wordings(name).items():
            for language, found in texts.items():
                for text in found:
                    yield f"{name}.{wording}", language, text
    for name, by_language in load("bot/service/texts.yml").items():
        for language, text in by_language.items():
            yield f"texts.{name}", language, text
    for field in EVERY_FIELD:
        labels = {
            "label": field.label,
            "phrase": field.phrase,
            "why": field.why,
            "help": field.help,
            "examples": field.examples,
            **field.choices,
        }
        for key, by_language in labels.items():
            for language, text in by_language.items():
                yield f"{field.name}.{key}", language, text
    for word, by_language in the_catalogue().words.items():
        for language, text in by_language.items():
            yield f"words.{word}", language, text


def test_nothing_is_said_that_must_not_be_said() -> None:
    said = [(place, text, forbidden(text, language)) for place, language, text in everything_said()]
    assert len(said) > 250
    assert [found for found in said if found[2]] == []


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        ("promises_cover", "en", "Don't worry, you're covered."),
        ("promises_cover", "en", "This is fully covered by your policy."),
        ("promises_cover", "en", "Your insurance will pay for the locks."),
        ("promises_cover", "en", "We'll cover the damage."),
        ("promises_cover", "en", "Your policy covers lost keys."),
        ("promises_cover", "de", "Keine Sorge, das ist versichert."),
        ("promises_cover", "de", "Der Schaden ist durch Ihre Police gedeckt."),
        ("promises_cover", "de", "Die Versicherung übernimmt die Kosten."),
        ("promises_cover", "de", "Wir zahlen den Austausch der Schlösser."),
        ("promises_cover", "de", "Da sind Sie natürlich versichert."),
        ("denies_cover", "en", "Unfortunately this is not covered."),
        ("denies_cover", "en", "There is no cover for lost keys."),
        ("denies_cover", "en", "We can't pay for that."),
        ("denies_cover", "en", "Your claim was rejected."),
        ("denies_cover", "de", "Das ist leider nicht versichert."),
        ("denies_cover", "de", "Dafür besteht kein Versicherungsschutz."),
        ("denies_cover", "de", "Der Schaden ist ausgeschlossen."),
        ("denies_cover", "de", "Das zahlen wir nicht."),
        ("decides_fault", "en", "That is clearly your fault."),
        ("decides_fault", "en", "It's not your fault."),
        ("decides_fault", "en", "You are liable for the damage."),
        ("decides_fault", "en", "You acted negligently."),
        ("decides_fault", "en", "You have to pay the client."),
        ("decides_fault", "de", "Das ist Ihre eigene Schuld."),
        ("decides_fault", "de", "Sie haften dafür."),
        ("decides_fault", "de", "Sie sind dafür verantwortlich."),
        ("decides_fault", "de", "Das war grob fahrlässig."),
        ("decides_fault", "de", "Sie müssen den Schaden ersetzen."),
        ("advises_ransom", "en", "You could pay the ransom."),
        ("advises_ransom", "en", "Best to send the bitcoins quickly."),
        ("advises_ransom", "en", "Negotiate with the attackers."),
        ("advises_ransom", "de", "Sie könnten das Lösegeld zahlen."),
        ("advises_ransom", "de", "Bezahlen Sie das Lösegeld."),
        ("advises_ransom", "de", "Verhandeln Sie mit den Erpressern."),
        ("admission_loses_cover", "en", "If you admit it you lose your cover."),
        ("admission_loses_cover", "en", "An apology endangers your insurance cover."),
        ("admission_loses_cover", "en", "You shouldn't have said that."),
        ("admission_loses_cover", "de", "Wenn Sie das zugeben, verlieren Sie Ihren Versicherungsschutz."),
        ("admission_loses_cover", "de", "Damit ist die Deckung verloren."),
        ("admission_loses_cover", "de", "Das hätten Sie so nicht sagen dürfen."),
    ],
)
def test_forbidden_statement_is_found(kind: str, language: str, text: str) -> None:
    assert kind in forbidden(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I can't decide that, and I don't want to guess: your policy and a claims handler will."),
        ("en", "A claims handler looks at whether this is covered."),
        ("en", "Until then please don't admit, sign or pay anything before we have spoken."),
        ("en", "Please don't pay the ransom and don't answer the attackers."),
        ("en", "Has somebody asked you for money or held you responsible?"),
        ("en", "That happens, and it doesn't change that you can report it."),
        ("en", "Who pays the subcontractor?"),
        ("de", "Ob das versichert ist, klären Ihr Vertrag und die Schadenabteilung."),
        ("de", "Bitte erkennen Sie bis dahin nichts an, unterschreiben und bezahlen Sie nichts."),
        ("de", "Nichts löschen, nichts zahlen, nicht antworten."),
        ("de", "Bitte das Lösegeld nicht zahlen."),
        ("de", "Fordert schon jemand Geld von Ihnen oder macht Sie verantwortlich?"),
        ("de", "Das kommt vor und ändert nichts daran, dass Sie es melden können."),
    ],
)
def test_allowed_statement_is_let_through(language: str, text: str) -> None:
    assert forbidden(text, language) == []


def test_forbidden_statements_are_named_in_both_languages() -> None:
    assert all(set(patterns) == LANGUAGES and all(patterns.values()) for patterns in FORBIDDEN.values())
