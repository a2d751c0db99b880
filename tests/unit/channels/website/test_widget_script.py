"""The chat's script as it is served: small, whole, kept by browsers, and with all words in all languages."""

import gzip
import json
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from bot.channels.website import bundle
from bot.channels.website.widget import widget_router

BUDGET = 20_000
"""Bytes, compressed (design §12)."""


@pytest.fixture
def browser() -> AsyncClient:
    app = FastAPI()
    app.include_router(widget_router())
    headers = {"Accept-Encoding": "gzip, br"}
    return AsyncClient(transport=ASGITransport(app), base_url="http://widget.test", headers=headers)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of the widget's sources, with one language that has no words."""
    (tmp_path / "strings.en.json").write_text("{}", "utf-8")
    monkeypatch.setattr(bundle, "SOURCES", tmp_path)
    return tmp_path


async def test_all_of_the_widget_fits_its_budget(browser: AsyncClient) -> None:
    answer = await browser.get("/widget.js")
    costs = {name: len(gzip.compress(code.encode(), 9)) for name, code in bundle.modules().items()}
    costs["styles"] = len(gzip.compress(bundle.styles().encode(), 9))
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) <= BUDGET, f"by part: {costs}"
    assert answer.text == bundle.script()


async def test_browsers_keep_it_and_ask_whether_it_changed(browser: AsyncClient) -> None:
    first = await browser.get("/widget.js")
    assert "max-age=" in first.headers["cache-control"]
    seen = {"If-None-Match": f'"another", W/{first.headers["etag"]}'}
    again = await browser.get("/widget.js", headers=seen)
    assert (again.status_code, again.content) == (304, b"")
    plain = await browser.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert plain.text == first.text
    assert plain.headers["etag"] != first.headers["etag"]
    assert first.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


async def test_pages_of_other_origins_may_load_it(browser: AsyncClient) -> None:
    headers = (await browser.get("/widget.js")).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_nothing_is_fetched_from_elsewhere_and_no_markup_is_written() -> None:
    code = "".join(bundle.modules().values()) + bundle.styles()
    assert not re.findall(
        r"url\(|@import|(?:inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(", code
    )
    # The one address is a name that drawings need.
    assert set(re.findall(r"https?://[\w./]+", code)) == {"http://www.w3.org/2000/svg"}


def test_languages_have_the_same_words_with_the_same_places() -> None:
    files = {file.name: json.loads(file.read_text("utf-8")) for file in bundle.SOURCES.glob("strings.*.json")}
    english = files.pop("strings.en.json")
    for name, words in files.items():
        assert list(words) == list(english), name
        for key, text in english.items():
            one, other = (set(re.findall(r"\{\w+\}", str(each))) for each in (text, words[key]))
            assert one == other, f"{name}: {key}"


def test_words_are_used() -> None:
    code = "".join(bundle.modules().values())
    built = {f"{name}{end}" for name in ("restart", "end", "erase") for end in ("Ask", "Yes")}
    keys, _ = bundle.strings()
    assert [key for key in keys if key not in built and not re.search(rf"\b{key}\b", code)] == []


def test_modules_that_share_a_name_are_refused(sources: Path) -> None:
    (sources / "boot.js").write_text('import { x } from "./other.js";\n\nconst LIMIT = 1;\n', "utf-8")
    (sources / "other.js").write_text("const LIMIT = 2;\nexport const x = 1;\n", "utf-8")
    with pytest.raises(bundle.NotJoinable, match="LIMIT"):
        bundle.script()


def test_blanks_within_words_and_patterns_stay(sources: Path) -> None:
    finds = "return /:? \\[/.test(x) ? `${this.#kept} = ${x}` : x - -1;"
    code = f'class A {{\n  #kept = "a : b";\n  // gone\n  find(x) {{\n    {finds}\n  }}\n}}\n'
    (sources / "boot.js").write_text(code, "utf-8")
    tight = "return /:? \\[/.test(x)?`${this.#a} = ${x}`:x - -1;"
    assert f'class $a{{#a="a : b";find(x){{{tight}}}}}' in bundle.script()


def test_names_of_modules_are_shortened_where_no_property_has_them(sources: Path) -> None:
    uses = 'paint(pack); "stamp"; one.glue = glue; ({ mark: mark, seal });'
    code = "".join(f"function {name}() {{}}\n" for name in ("paint", "pack", "stamp", "glue", "mark", "seal"))
    (sources / "boot.js").write_text(f"{code}function boot() {{\n  {uses}\n}}\n", "utf-8")
    assert '$a($b);"stamp";one.glue=glue;({mark:mark,seal});' in bundle.script()
