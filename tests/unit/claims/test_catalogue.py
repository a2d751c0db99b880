"""The catalogue file is checked when it is read, and says which fields a claim needs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.claims.catalogue import HERE, Catalogue, Field, Kind, holds
from bot.claims.errors import BadCatalogue
from bot.claims.model import Claim
from bot.claims.values import Value
from tests.builders import a_claim, a_complete_claim, day, the_catalogue

FILE = HERE / "professional_indemnity.yml"
LANGUAGES = {"en", "de"}
CATALOGUE = the_catalogue()

Data = dict[str, Any]


def broken(change: Callable[[Data], object]) -> str:
    """The shipped file with a mistake put in."""
    data = yaml.safe_load(FILE.read_text("utf-8"))
    change(data)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def load(tmp_path: Path, text: str) -> Catalogue:
    file = tmp_path / "line.yml"
    file.write_text(text, "utf-8")
    return Catalogue.load(file)


def set_at(*path: str) -> Callable[[Any], Callable[[Data], None]]:
    def to(value: Any) -> Callable[[Data], None]:
        def change(data: Data) -> None:
            for key in path[:-1]:
                data = data[key]
            data[path[-1]] = value

        return change

    return to


def remove(*path: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return change


MISTAKES: list[tuple[Callable[[Data], None], str]] = [
    (remove("line"), "line"),
    (remove("words"), "words"),
    (set_at("fields")({}), "fields"),
    (set_at("fields")(["claimant"]), "line.yml"),
    (set_at("fields", "claimant")(None), "fields.claimant"),
    (remove("fields", "claimant", "kind"), "fields.claimant has no kind"),
    (set_at("fields", "claimant", "kind")("nmae"), "fields.claimant.kind"),
    (remove("fields", "claimant", "label"), "fields.claimant has no label"),
    (remove("fields", "claimant", "label", "de"), "fields.claimant.label has no text for de"),
    (set_at("fields", "claimant", "label")("Claimant"), "fields.claimant.label"),
    (set_at("fields", "caused_by", "choices")(["self"]), "fields.caused_by.choices"),
    (
        set_at("fields", "caused_by", "choices", "self")("you"),
        "fields.caused_by.choices.self has no text for en, de",
    ),
    (set_at("fields", "claimant", "phrase", "en")("the client"), "fields.claimant.phrase.en has no {value}"),
    (remove("fields", "claimant", "phrase", "en"), "fields.claimant.phrase has no text for en"),
    (set_at("fields", "claimant", "button")(["x"]), "fields.claimant knows no button"),
    (
        remove("fields", "caused_by", "choices", "self", "en"),
        "fields.caused_by.choices.self has no text for en",
    ),
    (remove("fields", "caused_by", "choices"), "fields.caused_by is a choice without choices"),
    (
        set_at("fields", "caused_by", "buttons")(["self", "me"]),
        "fields.caused_by.buttons names no choice: me",
    ),
    (set_at("fields", "notice_kind", "affirm")("claim"), "fields.notice_kind.affirm names no choice: claim"),
    (set_at("fields", "notice_kind", "deny")("none"), "fields.notice_kind.deny names no choice: none"),
    (set_at("fields", "claimant", "when")({"no_such": ["yes"]}), "fields.claimant.when names no_such"),
    (set_at("fields", "claimant", "when")({"ongoing": ["yes"]}), "fields.claimant.when names ongoing"),
    (set_at("fields", "claimant", "when")({"notice_kind": ["claim"]}), "fields.claimant.when.notice_kind"),
    (set_at("fields", "claimant", "when")(["notice_kind"]), "fields.claimant.when"),
    (set_at("fields", "discovered_on", "same_as", "field")("claim_made_on"), "fields.discovered_on.same_as"),
    (set_at("fields", "discovered_on", "same_as", "field")("notice_kind"), "fields.discovered_on.same_as"),
    (
        set_at("fields", "discovered_on", "same_as", "when")({"incident_type": ["x"]}),
        "fields.discovered_on.same_as.when",
    ),
    (remove("words", "send", "de"), "words.send has no text for de"),
    (remove("derived", "lost_key"), "derived.lost_key is missing"),
    (set_at("derived", "lost_keys")({"loss_kind": "property", "cover_section": "keys"}), "derived.lost_keys"),
    (remove("derived", "lost_key", "loss_kind"), "derived.lost_key"),
    (set_at("severe_from", "EUR")("much"), "severe_from.EUR"),
    (set_at("policy_patterns")(["PI("]), "policy_patterns"),
]


@pytest.mark.parametrize(("change", "place"), MISTAKES, ids=[place for _, place in MISTAKES])
def test_catalogue_with_a_mistake_is_refused_and_the_place_named(
    tmp_path: Path, change: Callable[[Data], None], place: str
) -> None:
    with pytest.raises(BadCatalogue) as refused:
        load(tmp_path, broken(change))
    assert "line.yml" in str(refused.value)
    assert place in str(refused.value)


@pytest.mark.parametrize("text", ["", "fields: [", "just words", "- a\n- b\n"])
def test_catalogue_that_is_no_catalogue_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadCatalogue, match=r"line\.yml"):
        load(tmp_path, text)


def test_catalogue_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCatalogue, match=r"absent\.yml"):
        Catalogue.load(tmp_path / "absent.yml")


def test_catalogue_names_all_mistakes_at_once(tmp_path: Path) -> None:
    def twice(data: Data) -> None:
        remove("words", "send", "de")(data)
        remove("derived", "lost_key")(data)

    with pytest.raises(BadCatalogue) as refused:
        load(tmp_path, broken(twice))
    assert "words.send" in str(refused.value)
    assert "derived.lost_key" in str(refused.value)


@pytest.mark.parametrize("field", CATALOGUE.fields, ids=lambda field: field.name)
def test_shipped_catalogue_has_every_text_in_both_languages(field: Field) -> None:
    assert set(field.label) == LANGUAGES
    assert set(field.phrase) in (set(), LANGUAGES)
    assert all(set(texts) == LANGUAGES for texts in field.choices.values())


@pytest.mark.parametrize("word", CATALOGUE.words)
def test_shipped_catalogue_has_every_word_in_both_languages(word: str) -> None:
    assert set(CATALOGUE.words[word]) == LANGUAGES


def test_shipped_catalogue_has_the_fifteen_types() -> None:
    assert len(CATALOGUE.field("incident_type").choices) == 15


def test_shipped_catalogue_insists_only_on_story_name_and_contact() -> None:
    assert [field.name for field in CATALOGUE.fields if field.must] == [
        "description",
        "insured_name",
        "insured_contact",
    ]


@pytest.mark.parametrize(
    ("known", "needed", "not_needed"),
    [
        (
            {},
            ["description", "occurred_on", "insured_name"],
            ["claimant", "amount_claimed", "amount_estimated", "ongoing"],
        ),
        ({"notice_kind": "demand"}, ["claimant", "claim_made_on", "amount_claimed"], ["amount_estimated"]),
        (
            {"notice_kind": "circumstance"},
            ["claimant", "amount_estimated"],
            ["claim_made_on", "amount_claimed"],
        ),
        ({"notice_kind": "own_loss"}, ["amount_estimated"], ["claimant", "statement_made", "claim_made_on"]),
        ({"notice_kind": None}, ["insured_name"], ["claimant", "amount_claimed", "amount_estimated"]),
        ({"incident_type": "system_outage"}, ["ongoing"], []),
        ({"incident_type": "lost_key"}, [], ["ongoing"]),
    ],
)
def test_needed_fields_follow_from_what_is_known(
    known: dict[str, Value | None], needed: list[str], not_needed: list[str]
) -> None:
    names = [field.name for field in CATALOGUE.needed(a_claim(known))]
    assert set(needed) <= set(names)
    assert not set(not_needed) & set(names)


def test_missing_is_what_is_needed_and_unanswered_in_catalogue_order() -> None:
    claim = a_claim({"insured_name": "Mara Lindt", "occurred_on": day("2026-04-01"), "description": "…"})
    missing = CATALOGUE.missing(claim)
    order = [field.name for field in CATALOGUE.fields]
    assert missing[:2] == ("incident_type", "notice_kind")
    assert list(missing) == sorted(missing, key=order.index)
    assert not {"insured_name", "occurred_on", "description"} & set(missing)


def test_missing_does_not_name_what_the_insured_does_not_know() -> None:
    assert "policy_number" not in CATALOGUE.missing(a_claim({"policy_number": None}))


def test_missing_is_empty_for_a_complete_claim() -> None:
    assert CATALOGUE.missing(a_complete_claim()) == ()


@pytest.mark.parametrize(
    ("claim", "holds_for"),
    [
        (a_claim({"incident_type": "lost_key", "ongoing": "no"}), True),
        (a_claim({"incident_type": "other", "ongoing": "no"}), False),
        (a_claim({"incident_type": "lost_key"}), False),
        (a_claim(), False),
    ],
)
def test_condition_holds_when_every_field_has_one_of_its_values(claim: Claim, holds_for: bool) -> None:
    assert holds({"incident_type": ("lost_key", "bodily_injury"), "ongoing": ("no",)}, claim) is holds_for


def test_condition_without_fields_always_holds() -> None:
    assert holds({}, a_claim())


def test_field_is_found_by_name() -> None:
    assert CATALOGUE.field("occurred_on").kind is Kind.PERIOD
    assert CATALOGUE.has("occurred_on")
    assert not CATALOGUE.has("confirm")
