"""The grammar engine: places in patterns, words and their values, what a rule needs."""

from pathlib import Path

import pytest

from bot.extraction.grammar import Grammar
from bot.extraction.grammar_needs import DIGIT, needs

FILE = """
words:
  unit: {day: 1, days: 1, dozen days: 12}
  number: [one, two]
parts:
  count: "[0-9]{1,2}"
rules:
  - name: ago
    pattern: "(?:{number}|{count:digits}) {unit} ago"
    confidence: 0.9
    examples: [{text: two days ago}]
  - name: either
    pattern: "in {unit}|within {unit:unit__b}"
    resolve: other
"""


@pytest.fixture
def grammar(tmp_path: Path) -> Grammar:
    path = tmp_path / "words.yml"
    path.write_text(FILE, "utf-8")
    return Grammar.load(path)


def test_a_match_carries_the_values_of_its_words(grammar: Grammar) -> None:
    (match,) = grammar.scan("It was Two  Dozen   Days ago, no: two dozen\ndays ago")
    assert match.values == {"number": "two", "unit": 12}
    assert (match.rule.name, match.rule.resolve, match.rule.options) == ("ago", "ago", {"confidence": 0.9})


def test_a_part_is_captured_as_text_if_it_is_named(grammar: Grammar) -> None:
    (match,) = grammar.scan("12 days ago")
    assert match.values == {"digits": "12", "unit": 1}


def test_branches_of_a_pattern_may_fill_the_same_value(grammar: Grammar) -> None:
    first, second = grammar.scan("in days, within dozen days")
    assert (first.values, second.values) == ({"unit": 1}, {"unit": 12})
    assert first.rule.resolve == "other"


def test_words_are_matched_whole(grammar: Grammar) -> None:
    assert list(grammar.scan("in daylight, begin days")) == []


def test_scan_keeps_to_its_stretch(grammar: Grammar) -> None:
    text = "in days and in days"
    assert [match.start for match in grammar.scan(text, 5)] == [12]
    assert [match.start for match in grammar.scan(text, 0, 10)] == [0]


def test_rules_whose_words_are_absent_are_not_tried(grammar: Grammar) -> None:
    assert list(grammar.scan("12 days ago", present=frozenset({"unit"}))) == []
    assert len(list(grammar.scan("12 days ago", present=frozenset({"unit", DIGIT})))) == 1


def test_later_files_add_words_and_rules(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("words: {unit: [day]}\n", "utf-8")
    (tmp_path / "b.yml").write_text(
        'words: {unit: [week]}\nrules: [{name: any, pattern: "{unit}"}]\n', "utf-8"
    )
    joined = Grammar.load(tmp_path / "a.yml", tmp_path / "b.yml")
    assert [match.values["unit"] for match in joined.scan("day week")] == ["day", "week"]


@pytest.mark.parametrize("pattern", ["{nothing}", "{unit} {unit}"])
def test_a_pattern_with_faulty_places_is_named(pattern: str) -> None:
    with pytest.raises(ValueError, match="rule broken"):
        Grammar({"unit": {"day": 1}}, [{"name": "broken", "pattern": pattern}])


def test_a_faulty_expression_is_named_at_its_first_use() -> None:
    grammar = Grammar({}, [{"name": "broken", "pattern": "(?:open"}])
    with pytest.raises(ValueError, match="rule broken"):
        list(grammar.scan("open"))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("{a} x", [{"a"}]),
        ("{a}? x{b}", [{"b"}]),
        ("(?:{a}|{b}) [0-9]{1,2}", [{"a", "b"}, {DIGIT}]),
        ("(?:{a}|x) y", []),
        ("(?={a})x(?<!{b})", []),
        ("(?P<n>{a})(?:{b} {c})*", [{"a"}]),
        ("{part:} [^0-9x]", [{DIGIT}]),
        (r"\{a\d|{a} \(", [{DIGIT, "a"}]),
    ],
)
def test_what_a_pattern_cannot_match_without(pattern: str, wanted: list[set[str]]) -> None:
    assert [set(clause) for clause in needs(pattern, {"a", "b", "c"}, {"part": r"\d+"})] == wanted
