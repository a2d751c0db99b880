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
    assert gaps(ROOT) == []


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
def french(copy: Path) -> Path:
    """French with a few texts."""
    folder = copy / WORDING / "fr"
    folder.mkdir()
    (folder / "replies.yml").write_text(
        'replies:\n  thanks: "Merci."\n  greet: ""\nquestions:\n  claimant:\n    first: "Qui a subi le dommage ?"\n',
        "utf-8",
    )
    with (copy / ENTRIES).open("a", encoding="utf-8") as entries:
        entries.write("fr: {names: [french, français, französisch], region: FR}\n")
    return copy


def test_each_gap_of_a_third_language_is_named_with_file_and_key(french: Path) -> None:
    found = gaps(french)
    for gap in [
        "bot/claims/languages.yml: timezone has no fr",
        "bot/extraction/grammar/dates.fr.yml is missing",
        "bot/extraction/grammar/language.fr.yml is missing",
        "bot/extraction/grammar/roles.examples.fr.txt is missing",
        "data/nlu/voices_fr.yml is missing",
        "data/wording/fr has no questions.claimant.again",
        "data/wording/fr has no replies.opening",
        "data/wording/fr has no replies.greet",
        "data/wording/en: replies.language_ has no fr",
        "bot/channels/website/static/widget/strings.fr.json is missing",
        "bot/claims/catalogues/professional_indemnity.yml: fields.claimant.label has no fr",
        "bot/claims/catalogues/professional_indemnity.yml: fields.incident_type.choices.data_loss has no fr",
        "bot/claims/catalogues/professional_indemnity.yml: words.yes has no fr",
        "bot/claims/forbidden.yml: promises_cover has no fr",
        "bot/service/texts.yml: engine_failure has no fr",
        "bot/extraction/grammar/topics.yml: why has no fr",
        "bot/extraction/grammar/notice.yml: demand has no fr",
    ]:
        assert gap in found
    assert not [gap for gap in found if "fr" not in gap]


def test_what_a_third_language_has_is_no_gap(french: Path) -> None:
    found = gaps(french)
    assert "data/wording/fr has no replies.thanks" not in found
    assert "data/wording/fr has no questions.claimant.first" not in found
    assert "bot/claims/languages.yml: names has no fr" not in found
    texts = french / "bot/service/texts.yml"
    content = yaml.safe_load(texts.read_text("utf-8"))
    content["engine_failure"]["fr"] = "Désolé."
    texts.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    (french / "data/nlu/voices_fr.yml").touch()
    assert set(found) - set(gaps(french)) == {
        "bot/service/texts.yml: engine_failure has no fr",
        "data/nlu/voices_fr.yml is missing",
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


def test_a_language_without_its_entry_is_refused(french: Path) -> None:
    with pytest.raises(ValueError, match=r"languages\.yml: fr lacks timezone"):
        languages.read(french / WORDING, french / ENTRIES)


# The page about it


def test_page_names_every_file_that_a_language_needs(french: Path) -> None:
    named = PAGE.replace("<language>", "fr")
    for gap in gaps(french):
        file = re.match(r"[\w./-]+", gap)
        assert file is not None
        assert file.group() in named or str(Path(file.group()).parent / "*.yml") in named, gap
