"""Mistakes in the texts are named with file and line."""

from pathlib import Path

import pytest

from bot.commands.wording import lacks, misfilled, read_wording
from tests.builders import the_catalogue

GOOD = {
    "en/a.yml": 'questions:\n  x:\n    first: "a"\nreplies:\n  y: "b"\n',
    "de/a.yml": 'questions:\n  x:\n    first: "c"\nreplies:\n  y: "d"\n',
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("en/a.yml", "questions:\n  x: [\n", "en/a.yml line 3 can't be read"),
        ("en/b.yml", "answers:\n  x: y\n", "en/b.yml line 1: answers is neither questions nor replies"),
        ("en/b.yml", "- x\n", "en/b.yml has neither questions nor replies"),
        (
            "en/b.yml",
            "replies:\n  z: a\n  y: c\n",
            "en/b.yml line 3: replies.y was given before, in en/a.yml line 5",
        ),
        ("en/b.yml", "replies:\n  z:\n", "en/b.yml line 2: replies.z is no text"),
        ("en/b.yml", "questions:\n  z: text\n", "en/b.yml line 2: questions.z is no text"),
        ("en/b.yml", "replies:\n  z: a\n  z: b\n", "en/b.yml line 3: replies.z is given a second time"),
        ("en/b.yml", "questions:\n  z: {frist: a}\n", "en/b.yml line 2: questions.z knows no frist"),
        ("en/b.yml", 'questions:\n  z: {first: "a {nmae}?"}\n', "en/b.yml line 2: questions.z has {nmae}"),
    ],
)
def test_a_file_with_a_mistake_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, wrong: str
) -> None:
    found = read_wording(write(tmp_path, {**GOOD, name: text})).wrong
    assert [each for each in found if each.startswith(wrong)]


def test_good_files_have_no_mistake(tmp_path: Path) -> None:
    assert read_wording(write(tmp_path, GOOD)).wrong == []


def test_what_one_language_says_and_another_does_not_is_named(tmp_path: Path) -> None:
    wording = read_wording(write(tmp_path, {**GOOD, "de/b.yml": "replies:\n  only_german: x\n"}))
    assert "en has no replies.only_german, which de/b.yml line 2 has" in list(lacks(wording, the_catalogue()))


def test_a_question_that_a_field_needs_is_named(tmp_path: Path) -> None:
    files = {**GOOD, "en/b.yml": 'questions:\n  claimant:\n    first: "Who?"\n'}
    found = list(lacks(read_wording(write(tmp_path, files)), the_catalogue()))
    assert "en/b.yml line 2: questions.claimant has no again, short" in found
    assert "de/questions.yml: questions.claimant has no first, again, short" in found


def test_a_file_that_cannot_be_read_is_named_alone(tmp_path: Path) -> None:
    wording = read_wording(write(tmp_path, {**GOOD, "en/b.yml": "questions:\n  claimant: [\n"}))
    assert len(wording.wrong) == 1
    assert not [each for each in lacks(wording, the_catalogue()) if each.startswith("en")]


def test_a_question_with_an_example_needs_one_in_the_catalogue(tmp_path: Path) -> None:
    questions = 'questions:\n  claimant: {first: "Who? {example}", again: "Who?", short: "Who?"}\n'
    found = lacks(read_wording(write(tmp_path, {**GOOD, "en/b.yml": questions})), the_catalogue())
    assert [
        each for each in found if each.startswith("en/b.yml line 2: questions.claimant has {example}, but")
    ]


def test_what_nothing_fills_in_is_found_by_the_other_languages(tmp_path: Path) -> None:
    files = {
        "en/a.yml": 'replies:\n  done: "Your reference is {reference}."\n  only: "{x}"\n',
        "de/a.yml": 'replies:\n  done: "Ihr Zeichen ist {refernce}."\n',
    }
    assert list(misfilled(read_wording(write(tmp_path, files)))) == [
        "de/a.yml line 2: replies.done has {refernce}, which no other language has there",
        "en/a.yml line 2: replies.done has {reference}, which no other language has there",
    ]
