"""A language is a matter of files: what a folder of wording needs besides is there, and what is missing is named."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from bot.claims import languages
from tests.support.gaps import ENTRIES, WITH_TEXTS, WORDING, gaps, languages_in

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "adding-a-language.md").read_text("utf-8")


def test_every_language_has_all_its_texts() -> None:
    found = gaps(ROOT)
    assert not found, "\n".join([f"{len(found)} texts are missing:", *found])


def test_languages_are_the_folders_of_wording_with_the_fallback_first() -> None:
    assert sorted(languages.languages()) == languages_in(ROOT)
    assert languages.languages()[0] == languages.FALLBACK


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("English please", ("en",)),
        ("geht das auf Deutsch?", ("de",)),
        ("chönd mer dütsch rede", ("de",)),
        ("Deutsch bitte, mein Englisch ist schlecht", ("en", "de")),
        ("in another language", ()),
    ],
)
def test_languages_are_found_by_their_names(text: str, codes: tuple[str, ...]) -> None:
    assert languages.named_in(text) == codes


def test_what_is_not_spoken_falls_back() -> None:
    assert languages.spoken("de") == "de"
    assert languages.spoken("xx") == languages.spoken(None) == languages.FALLBACK


# A third language


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What a language consists of, to be changed at will."""
    for folder in (
        *WITH_TEXTS,
        WORDING.as_posix(),
        "bot/channels/website/static/widget",
        "data/nlu",
        "tests/unit/extraction",
    ):
        ignored = shutil.ignore_patterns("*.py", "__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def third(copy: Path) -> Path:
    """A made-up language with a few texts."""
    folder = copy / WORDING / "zz"
    folder.mkdir()
    (folder / "replies.yml").write_text(
        'replies:\n  thanks: "Merci."\n  greet: ""\nquestions:\n  claimant:\n    first: "Qui a subi le dommage ?"\n',
        "utf-8",
    )
    with (copy / ENTRIES).open("a", encoding="utf-8") as entries:
        entries.write("zz: {names: [zzish], region: FR}\n")
    return copy


def test_each_gap_of_a_third_language_is_named_with_file_and_key(third: Path) -> None:
    found = gaps(third)
    for gap in [
        "bot/claims/languages.yml: timezone has no zz",
        "bot/extraction/grammar/dates.zz.yml is missing",
        "bot/extraction/grammar/language.zz.yml is missing",
        "bot/extraction/grammar/roles.examples.zz.txt is missing",
        "data/nlu/voices_zz.yml is missing",
        "data/wording/zz has no questions.claimant.again",
        "data/wording/zz has no replies.opening",
        "data/wording/zz has no replies.greet",
        "data/wording/en: replies.language_ has no zz",
        "bot/channels/website/static/widget/strings.zz.json is missing",
        "bot/claims/catalogues/professional_indemnity.yml: fields.claimant.label has no zz",
        "bot/claims/catalogues/professional_indemnity.yml: fields.incident_type.choices.data_loss has no zz",
        "bot/claims/catalogues/professional_indemnity.yml: words.yes has no zz",
        "bot/claims/forbidden.yml: promises_cover has no zz",
        "bot/service/texts.yml: engine_failure has no zz",
        "bot/extraction/grammar/topics.yml: why has no zz",
        "bot/extraction/grammar/notice.yml: demand has no zz",
    ]:
        assert gap in found
    assert not [gap for gap in set(found) - set(gaps(ROOT)) if "zz" not in gap]


def test_what_a_third_language_has_is_no_gap(third: Path) -> None:
    found = gaps(third)
    assert "data/wording/zz has no replies.thanks" not in found
    assert "data/wording/zz has no questions.claimant.first" not in found
    assert "bot/claims/languages.yml: names has no zz" not in found
    texts = third / "bot/service/texts.yml"
    content = yaml.safe_load(texts.read_text("utf-8"))
    content["engine_failure"]["zz"] = "Désolé."
    texts.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    (third / "data/nlu/voices_zz.yml").touch()
    assert set(found) - set(gaps(third)) == {
        "bot/service/texts.yml: engine_failure has no zz",
        "data/nlu/voices_zz.yml is missing",
    }


@pytest.mark.parametrize(
    ("file", "line", "gap"),
    [
        ("data/wording/de/replies.yml", "  thanks:", "data/wording/de has no replies.thanks"),
        ("data/wording/de/questions.yml", "    short:", "data/wording/de has no questions.description.short"),
        ("bot/service/texts.yml", "  de:", "bot/service/texts.yml: engine_failure has no de"),
        ("bot/extraction/grammar/topics.yml", "  de:", "bot/extraction/grammar/topics.yml: why has no de"),
        ("bot/claims/languages.yml", "de:", "bot/claims/languages.yml: names has no de"),
    ],
)
def test_a_text_that_gets_lost_is_named(copy: Path, file: str, line: str, gap: str) -> None:
    lines = (copy / file).read_text("utf-8").splitlines()
    place = next(number for number, each in enumerate(lines) if each.startswith(line))
    (copy / file).write_text("\n".join(lines[:place] + lines[place + 1 :]), "utf-8")
    assert gap in gaps(copy)


def test_a_language_without_its_entry_is_refused(third: Path) -> None:
    with pytest.raises(ValueError, match=r"languages\.yml: zz lacks timezone"):
        languages.read(third / WORDING, third / ENTRIES)


# The page about it


def test_page_names_every_file_that_a_language_needs(third: Path) -> None:
    named = PAGE.replace("<language>", "zz")
    for gap in set(gaps(third)) - set(gaps(ROOT)):
        file = re.match(r"[\w./-]+", gap)
        assert file is not None
        assert file.group() in named or str(Path(file.group()).parent / "*.yml") in named, gap
