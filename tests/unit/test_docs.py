"""The pages in docs/ list what there is: settings and commands, no more and no less."""

import argparse
import importlib
import re
from pathlib import Path

import pytest

from bot.__main__ import _COMMANDS
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
CODE = [
    file
    for folder in ("bot", "actions", "engine")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if ".venv" not in file.relative_to(ROOT).parts
]


def settings_in_code() -> set[str]:
    """Names without prefix: written out in full anywhere, or read in settings.py."""
    read = re.findall(r'\bvalues\.\w+\(\s*"([A-Z_]+)"', (ROOT / "bot" / "settings.py").read_text("utf-8"))
    named = [
        name
        for file in CODE
        for name in re.findall(rf"{PREFIX}([A-Z]+(?:_[A-Z]+)*)", file.read_text("utf-8"))
    ]
    return {*read, *named}


def settings_in_docs() -> dict[str, tuple[str, str]]:
    """Names without prefix, with default and description, from the tables' rows."""
    rows = re.findall(rf"^\| `{PREFIX}([A-Z_]+)` \| (.+?) \| (.+) \|$", SETTINGS_PAGE, re.MULTILINE)
    return {name: (default, description) for name, default, description in rows}


def test_settings_read_in_the_code_are_in_the_docs() -> None:
    assert sorted(settings_in_code() - set(settings_in_docs())) == []


def test_settings_in_the_docs_are_read_in_the_code() -> None:
    assert sorted(set(settings_in_docs()) - settings_in_code()) == []


def test_settings_named_anywhere_in_the_docs_exist() -> None:
    pages = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
    named = {
        name
        for page in pages
        for name in re.findall(rf"{PREFIX}([A-Z]+(?:_[A-Z]+)*)", page.read_text("utf-8"))
    }
    assert sorted(named - settings_in_code()) == []


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("HOST", "host"),
        ("PORT", "port"),
        ("ENGINE_PORT", "engine_port"),
        ("LINE", "line"),
        ("PRIVACY_URL", "privacy_url"),
        ("HOURS", "hours"),
        ("HOURS_ZONE", "hours_zone"),
        ("HOLIDAYS", "holidays"),
        ("HOTLINE", "hotline"),
    ],
)
def test_settings_have_the_default_that_the_docs_name(tmp_path: Path, name: str, attribute: str) -> None:
    settings = Settings.from_environment({f"{PREFIX}DATA_DIR": str(tmp_path)}, tmp_path / "none")
    assert settings_in_docs()[name][0] == f"`{getattr(settings, attribute)}`"


def test_commands_page_lists_every_command_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z]+)` \|", COMMANDS_PAGE, re.MULTILINE)
    assert listed == list(_COMMANDS)


def test_commands_page_shows_each_command_in_use() -> None:
    shown = set(re.findall(r"python -m bot ([a-z]+)", COMMANDS_PAGE))
    assert shown == set(_COMMANDS)


def with_actions(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """The parser of a command, and those of what can be done with it."""
    inner = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    return [parser, *(found for each in inner for found in each.choices.values())]


@pytest.mark.parametrize("command", _COMMANDS)
def test_commands_can_be_called_as_the_page_shows(command: str) -> None:
    parser = argparse.ArgumentParser()
    importlib.import_module(f"bot.commands.{command}").add_arguments(parser)
    options = {option for each in with_actions(parser) for option in each._option_string_actions}
    for line in re.findall(rf"python -m bot {command}\b([^\n#`]*)", COMMANDS_PAGE):
        assert set(re.findall(r"--[a-z-]+", line)) <= options


def test_commands_named_in_the_docs_exist() -> None:
    pages = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
    named = {
        name for page in pages for name in re.findall(r"python -m bot ([a-z]+)", page.read_text("utf-8"))
    }
    assert sorted(named - set(_COMMANDS)) == []
