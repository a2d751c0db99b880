"""Every place of a file is known by its line, and what YAML lets pass in silence is noticed."""

from pathlib import Path

import pytest

from bot.claims.yaml_lines import Lines, Unreadable, read_lines

TEXT = """\
line: marine
fields:
  ship:
    kind: name
    label: {en: Ship, de: Schiff}
severity:
  - reason: storm
    level: high
"""


def read(tmp_path: Path, text: str) -> Lines:
    file = tmp_path / "line.yml"
    file.write_text(text, "utf-8")
    return read_lines(file)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("line", 1),
        ("fields.ship", 3),
        ("fields.ship.label.de", 5),
        ("severity.storm", 7),
        ("severity.storm.level", 8),
        ("fields.ship.no.such", 3),
        ("nowhere", None),
    ],
)
def test_a_place_has_the_line_on_which_it_or_what_is_around_it_begins(
    tmp_path: Path, place: str, line: int | None
) -> None:
    assert read(tmp_path, TEXT).line(place) == line


def test_a_mistake_is_shown_with_its_line(tmp_path: Path) -> None:
    lines = read(tmp_path, TEXT)
    assert (
        lines.located("fields.ship.label has no text for fr")
        == "line 5: fields.ship.label has no text for fr"
    )
    assert lines.located("nowhere is wrong") == "nowhere is wrong"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3: a is given a second time"),
        ("words:\n  yes: {en: Yes}\n", "line 2: words.yes needs “yes” in quotes"),
        ("f:\n  when: {ongoing: [yes]}\n", "line 2: f.when.ongoing needs “yes” in quotes"),
        ("f:\n  deny: no\n", "line 2: f.deny needs “no” in quotes"),
    ],
)
def test_what_yaml_lets_pass_in_silence_is_a_mistake(tmp_path: Path, text: str, mistake: str) -> None:
    lines = read(tmp_path, text)
    assert [lines.located(each) for each in lines.mistakes] == [mistake]


def test_switches_and_quoted_words_are_fine(tmp_path: Path) -> None:
    assert read(tmp_path, 'f: {must: true, deny: "no", when: {ongoing: ["yes"]}}\n').mistakes == []


@pytest.mark.parametrize(("text", "line"), [("a: 1\nb: [\n", 3), ("a: b: c\n", 1), ("a:\n\t- b\n", 2)])
def test_a_file_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(Unreadable, match=rf"line\.yml line {line} can't be read"):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"absent\.yml can't be read"):
        read_lines(tmp_path / "absent.yml")


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "line.yml"
    file.write_bytes("a: 1\nb: für\n".encode("latin-1"))
    with pytest.raises(Unreadable, match=r"line\.yml line 2 is not UTF-8"):
        read_lines(file)
