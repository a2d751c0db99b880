"""Dependencies point inwards: who may import whom, read from the source without running it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOUND = {"bot.extraction.found", "bot.extraction.language"}
"""The plain values and functions of extraction that others speak in."""
READING = {
    "bot.extraction.ahead",
    "bot.extraction.topics",
    "bot.extraction.asked",
    "bot.extraction.answers",
    "bot.extraction.causes",
    "bot.extraction.replying",
    "bot.extraction.call_times",
    "bot.extraction.contact",
    "bot.extraction.dates.after",
    "bot.extraction.harm",
    "bot.extraction.promises",
    "bot.extraction.kinds",
    "bot.extraction.attack",
    "bot.extraction.yes_no",
    "bot.extraction.spoken_digits",
    "bot.extraction.questions",
    "bot.extraction.second_thoughts",
    "bot.extraction.own_firms",
}
"""What answers mean, which the dialogue decides with the open question in mind."""
STORED = {
    "bot.service.desk.claims_book",
    "bot.service.desk.people_store",
    "bot.service.desk.store",
    "bot.service.desk.views",
    "bot.service.desk.review_views",
    "bot.service.desk.overview_views",
}
"""What the desk's stores speak in."""
DOMAIN = {
    "bot.claims",
    "bot.conversations",
    "bot.documents",
    "bot.mail",
    "bot.policies",
    "bot.staff",
}

MAY_IMPORT: dict[str, set[str]] = {
    "bot/claims": set(),
    "bot/documents": {"bot.claims"},
    "bot/conversations": {"bot.claims", "bot.documents"},
    "bot/policies": {"bot.claims"},
    "bot/mail": set(),
    "bot/remote": {"bot.claims", "bot.mail", "bot.policies", "bot.staff", "bot.service.desk.company_sign_in"},
    "bot/files": {"bot.documents"},
    "bot/extraction": {"bot.claims", "bot.service.ports"},
    "bot/service": DOMAIN | FOUND | READING | {"bot.settings"},
    "bot/staff": set(),
    "bot/store": {*DOMAIN, *STORED, "bot.service.ports", "bot.service.ids"},
    "bot/dialogue": {*DOMAIN, "bot.service.ports", "bot.service.ids"},
    "bot/paper": set(),
    "bot/channels": {*DOMAIN, "bot.service", "bot.paper"},
    "bot/desk": {*DOMAIN, "bot.service", "bot.store.queries", "bot.channels", "bot.paper"},
    "bot/settings.py": set(),
    "actions/notice.py": {"bot.service", "actions.turns"},
    "actions/turns.py": {"bot.service", "actions.standalone"},
    "engine": set(),
}
"""Folder or file: what of ours it may import besides itself. What is not listed puts parts together and may import all."""

ONLY_IN: dict[str, tuple[str, ...]] = {
    "spacy": ("bot/extraction",),
    "sqlalchemy": ("bot/store", "bot/commands/migrate.py", "bot/commands/doctor.py"),
    "alembic": ("bot/store", "bot/commands/doctor.py"),
    "rasa_sdk": ("actions", "bot/dialogue/actions_endpoint.py"),
    "fastapi": (
        "bot/channels",
        "bot/desk",
        "bot/dialogue/actions_endpoint.py",
        "bot/app.py",
        "bot/parts/website.py",
    ),
    "starlette": ("bot/channels", "bot/desk", "bot/dialogue/actions_endpoint.py", "bot/app.py"),
    "telegram": ("bot/channels/telegram",),
    "PIL": ("bot/files",),
    "pypdf": ("bot/files",),
    "puremagic": ("bot/files",),
    "obstore": ("bot/files",),
    "aiosmtplib": ("bot/remote",),
    "rasa": ("engine",),
    "bot.app": ("bot/commands/serve.py",),
}
"""A library, or a module of ours, and the only places that may import it."""


def sources() -> list[str]:
    files = [file for top in ("bot", "actions", "engine") for file in (ROOT / top).rglob("*.py")]
    return sorted(file.relative_to(ROOT).as_posix() for file in files if ".venv" not in file.parts)


def imported(source: str) -> Iterator[str]:
    """Full names of the modules that a file imports, and of the names it takes from them."""
    for node in ast.walk(ast.parse((ROOT / source).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = source.split("/")[:-1] if node.level else []
            module = [*package[: len(package) + 1 - node.level], *filter(None, [node.module])]
            yield from (".".join([*module, alias.name]) for alias in node.names)


def inside(name: str, parent: str) -> bool:
    return name == parent or name.startswith(f"{parent}.")


def under(source: str, places: tuple[str, ...]) -> bool:
    return any(source == place or source.startswith(f"{place}/") for place in places)


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_parts_import_only_what_lies_further_in(part: str) -> None:
    itself = part.removesuffix(".py").replace("/", ".")
    allowed = MAY_IMPORT[part] | {itself}
    wrong = [
        f"{source} imports {name}"
        for source in sources()
        if under(source, (part,))
        for name in imported(source)
        if name.split(".")[0] in ("bot", "actions", "engine")
        and not any(inside(name, permitted) for permitted in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_libraries_stay_where_they_belong(library: str) -> None:
    wrong = [
        f"{source} imports {name}"
        for source in sources()
        if not under(source, ONLY_IN[library])
        for name in imported(source)
        if inside(name, library)
    ]
    assert wrong == []


def test_the_rules_are_about_files_that_exist() -> None:
    assert [part for part in MAY_IMPORT if not (ROOT / part).exists() and part != "bot/desk"] == []
