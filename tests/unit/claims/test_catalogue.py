"""The catalogue file is checked when it is read, and says which fields a claim needs."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.claims.catalogue import HERE, Catalogue, Field, Kind, holds
from bot.claims.errors import BadCatalogue
from bot.claims.model import Claim, SetBy
from bot.claims.values import Value
from tests.builders import a_claim, a_complete_claim, a_fact, day, the_catalogue

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


def add_to(part: str, rule: Data) -> Callable[[Data], None]:
    return lambda data: data[part].append(rule)


BOTH = {"en": "x", "de": "x"}
SEVERE = {"reason": "x", "level": "high", "words": BOTH, "country": ["US"]}
CLOCK = {"name": "x", "words": BOTH, "basis": "the law", "within": "1 week"}

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
    (set_at("documents")(["invoice"]), "documents is not a list"),
    (set_at("documents", "contract")("x"), "documents.contract has no label"),
    (remove("documents", "contract", "label", "de"), "documents.contract.label has no text for de"),
    (remove("documents", "contract", "called", "de"), "documents.contract.called has no text for de"),
    (set_at("documents", "contract", "called", "en")("sla"), "documents.contract.called.en is not a list"),
    (set_at("documents", "contract", "kinds")(["paper"]), "documents.contract.kinds is none of"),
    (set_at("documents", "contract", "when")({"claimants": ["x"]}), "documents.contract.when names no field"),
    (
        set_at("documents", "contract", "when")({"ongoing": ["maybe"]}),
        "documents.contract.when.ongoing names no choice",
    ),
    (set_at("documents", "contract", "must")(True), "documents.contract knows no must"),
    (remove("words", "send", "de"), "words.send has no text for de"),
    (remove("derived", "lost_key"), "derived.lost_key is missing"),
    (set_at("derived", "lost_keys")({"loss_kind": "property", "cover_section": "keys"}), "derived.lost_keys"),
    (remove("derived", "lost_key", "loss_kind"), "derived.lost_key"),
    (remove("severity"), "severity"),
    (set_at("severity")({"reason": "x"}), "severity is not a list of rules"),
    (add_to("severity", {"reason": "x", "words": BOTH}), "severity.x has no level"),
    (add_to("severity", {"reason": "x", "words": BOTH, "level": "huge"}), "severity.x.level"),
    (add_to("severity", {"reason": "x", "words": BOTH, "level": "high"}), "severity.x has no condition"),
    (add_to("severity", {**SEVERE, "words": {"en": "x"}}), "severity.x.words has no text for de"),
    (add_to("severity", {**SEVERE, "sums_from": {}}), "severity.x knows no sums_from"),
    (add_to("severity", {**SEVERE, "sum_from": {"EUR": "much"}}), "severity.x.sum_from.EUR"),
    (add_to("severity", {**SEVERE, "sum_from": [50000]}), "severity.x.sum_from is not a list of keys"),
    (add_to("severity", {**SEVERE, "count_from": {"personal_data_count": 0}}), "severity.x.count_from"),
    (add_to("severity", {**SEVERE, "country": "US"}), "severity.x.country is not a list"),
    (
        add_to("severity", {**SEVERE, "when": {"incident_type": ["lost_keys"]}}),
        "severity.x.when.incident_type",
    ),
    (add_to("severity", {**SEVERE, "when": {"ongoing": [True]}}), "severity.x.when.ongoing"),
    (add_to("severity", {**SEVERE, "when": {"ongoing": "yes"}}), "severity.x.when.ongoing is not a list"),
    (remove("clocks"), "clocks"),
    (set_at("clocks")(["1 week"]), "clocks is not a list of rules"),
    (add_to("clocks", {"name": "x", "words": BOTH, "within": "1 week"}), "clocks.x has no basis"),
    (add_to("clocks", {"name": "x", "words": BOTH, "basis": "b"}), "clocks.x needs either within or until"),
    (add_to("clocks", {**CLOCK, "until": "deadline"}), "clocks.x needs either within or until"),
    (add_to("clocks", {**CLOCK, "within": "soon"}), "clocks.x.within"),
    (add_to("clocks", {**CLOCK, "within": "0 days"}), "clocks.x.within"),
    (add_to("clocks", {**CLOCK, "within": 72}), "clocks.x.within"),
    (add_to("clocks", {**CLOCK, "from": "discovered_on"}), "clocks.x.from is not a list"),
    (add_to("clocks", {**CLOCK, "from": ["claimant"]}), "clocks.x counts from or to claimant"),
    (add_to("clocks", {**CLOCK, "next_workday": True}), "clocks.x knows no next_workday"),
    (add_to("clocks", {**CLOCK, "settled_when": {"ongoing": ["off"]}}), "clocks.x.settled_when.ongoing"),
    (set_at("policy_example")("XY-1"), "policy_example fits none of policy_patterns"),
    (remove("policy_example"), "policy_example"),
    (remove("policy_hint", "de"), "policy_hint has no text for de"),
    (remove("openings", "de"), "openings has no text for de"),
    (set_at("openings", "de")("Hallo"), "openings.de is not a list"),
    (remove("fields", "claimant", "why"), "fields.claimant has no why"),
    (remove("fields", "claimant", "why", "de"), "fields.claimant.why has no text for de"),
    (remove("fields", "policy_number", "help", "en"), "fields.policy_number.help has no text for en"),
    (remove("fields", "deadline", "examples", "de"), "fields.deadline.examples has no text for de"),
    (remove("fields", "claimant", "called", "de"), "fields.claimant.called has no text for de"),
    (set_at("fields", "claimant", "called", "de")("Kunde"), "fields.claimant.called.de is not a list"),
    (
        set_at("fields", "claimant", "when", "notice_kind")("demand"),
        "fields.claimant.when.notice_kind is not a list",
    ),
    (
        set_at("fields", "ongoing", "when")({"incident_type": [True]}),
        "fields.ongoing.when.incident_type has True",
    ),
    (set_at("fields", "claimant", "must")("yes"), "fields.claimant.must is neither true nor false"),
    (set_at("fields", "claimant", "buttons")("self"), "fields.claimant.buttons is not a list"),
    (
        set_at("fields", "claimant", "choices")({"a": {"en": "A", "de": "A"}}),
        "fields.claimant.choices belongs to",
    ),
    (set_at("fields", "claimant", "asked")("sometimes"), "fields.claimant.asked is neither"),
    (set_at("fields", "claimant", "asked")({"deadline": ["yes"]}), "fields.claimant.asked names deadline"),
    (set_at("fields", "claimant", "asked")([{"notice_kind": ["x"]}]), "fields.claimant.asked.notice_kind"),
    (set_at("fields", "similar_to", "asked")(True), "fields.similar_to is asked, though it is not shown"),
    (set_at("fields", "claimant", "default")("region"), "fields.claimant.default is a region"),
    (set_at("fields", "key_marked", "default")("maybe"), "fields.key_marked.default names no choice: maybe"),
    (
        set_at("fields", "personal_data", "implied")({"maybe": {}}),
        "fields.personal_data.implied.maybe names no choice",
    ),
    (
        set_at("fields", "personal_data", "implied", "yes")({"incident_type": ["x"]}),
        "fields.personal_data.implied.yes.incident_type names no choice: x",
    ),
    (
        set_at("fields", "key_marked", "cues", "lost")({"en": ["x"], "de": ["x"]}),
        "fields.key_marked.cues.lost",
    ),
    (
        remove("fields", "key_marked", "cues", "marked", "de"),
        "fields.key_marked.cues.marked has no text for de",
    ),
    (
        set_at("fields", "key_marked", "cues", "marked", "de")(["/(/"]),
        "fields.key_marked.cues.marked.de has what",
    ),
    (
        set_at("fields", "key_marked", "cues", "marked", "de")([" "]),
        "fields.key_marked.cues.marked.de has an empty",
    ),
    (
        set_at("fields", "claimant", "cues")({"x": {"en": ["x"], "de": ["x"]}}),
        "fields.claimant.cues belongs to",
    ),
    (set_at("fields", "key_number", "patterns", "en")(["key ("]), "fields.key_number.patterns.en has what"),
    (
        set_at("fields", "key_number", "patterns", "en")([r"key \d+"]),
        "fields.key_number.patterns.en needs one group",
    ),
    (set_at("fields", "ongoing", "patterns")({"en": ["(x)"], "de": ["(x)"]}), "fields.ongoing.patterns"),
    (set_at("fields", "claimant", "beside")({"en": ["x"], "de": ["x"]}), "fields.claimant.beside belongs to"),
    (set_at("fields", "claimant", "ahead")(True), "fields.claimant.ahead belongs to"),
    (
        set_at("fields", "discovered_on", "same_as", "recent_days")("one"),
        "fields.discovered_on.same_as.recent_days",
    ),
    (set_at("words")(["yes"]), "words is not a list of keys"),
    (set_at("policy_patterns")(["PI("]), "policy_patterns"),
    (set_at("cover_datez")(["occurred_on"]), "cover_datez is no part of a catalogue"),
    (set_at("fields", "Who is it")({"kind": "name", "label": BOTH}), "fields.Who is it needs a name"),
    (add_to("clocks", {**CLOCK, "from": ["discovered"]}), "clocks.x.from names no field: discovered"),
    (add_to("severity", {**SEVERE, "when": {"presss": ["yes"]}}), "severity.x.when names no field: presss"),
    (add_to("severity", {**SEVERE, "count_from": {"people": 9}}), "severity.x.count_from names no field"),
    (set_at("cover_dates")(["claimant"]), "cover_dates names no field of days: claimant"),
    (set_at("cover_dates")(["no_such"]), "cover_dates names no field of days: no_such"),
]


@pytest.mark.parametrize(("change", "place"), MISTAKES, ids=[place for _, place in MISTAKES])
def test_catalogue_with_a_mistake_is_refused_and_the_place_named(
    tmp_path: Path, change: Callable[[Data], None], place: str
) -> None:
    with pytest.raises(BadCatalogue) as refused:
        load(tmp_path, broken(change))
    assert "line.yml" in str(refused.value)
    assert place in str(refused.value)


@pytest.mark.parametrize(("change", "place"), MISTAKES, ids=[place for _, place in MISTAKES])
def test_mistake_is_named_with_a_line_that_the_file_has(
    tmp_path: Path, change: Callable[[Data], None], place: str
) -> None:
    text = broken(change)
    with pytest.raises(BadCatalogue) as refused:
        load(tmp_path, text)
    named = [int(number) for number in re.findall(r"line (\d+):", str(refused.value))]
    assert named or " lacks " in str(refused.value)
    assert all(1 <= number <= len(text.splitlines()) for number in named)


def test_mistake_is_on_the_line_that_is_named(tmp_path: Path) -> None:
    text = FILE.read_text("utf-8").replace("label: {en: Claimant, de: Geschädigt}", "label: {en: Claimant}")
    with pytest.raises(BadCatalogue) as refused:
        load(tmp_path, text)
    number = next(n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "label: {en: Claimant}")
    assert f"line.yml line {number}: fields.claimant.label has no text for de" in str(refused.value)


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


def test_a_guess_that_nobody_spoke_of_is_settled_before_the_sums() -> None:
    claim = a_claim(
        {"description": "…", "incident_type": "property_damage", "occurred_on": day("2026-04-03")}
    )
    claim.record(a_fact("notice_kind", "circumstance", set_by=SetBy.BOT, confidence=0.6))
    missing = CATALOGUE.missing(claim)
    assert missing.index("claimant") < missing.index("notice_kind") < missing.index("amount_estimated")
    claim.record(a_fact("notice_kind", "circumstance"))
    assert "notice_kind" not in CATALOGUE.missing(claim)


def test_a_field_is_settled_by_a_later_one(tmp_path: Path) -> None:
    with pytest.raises(BadCatalogue, match="settled_by names description, which is not asked after it"):
        load(tmp_path, broken(set_at("fields", "notice_kind", "settled_by")("description")))
