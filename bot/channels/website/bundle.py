"""The chat as one script: its modules, style sheets and words joined at start-up, without comments and indentation.

One classic script needs less of a host's content policy than modules that load each other, and is fetched at once.
"""

import json
import re
from pathlib import Path

SOURCES = Path(__file__).parent / "static" / "widget"
TOKENS = Path(__file__).parent / "static" / "tokens.css"
ENTRY = "boot"
"""A module, and the function in it that begins."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<module>\w+)\.js";\n', re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?:/\*.*?\*/|//.*?$)\n", re.MULTILINE | re.DOTALL)
_DECLARED = re.compile(r"^(?:async )?(?:const|let|class|function\*?) (\w+)", re.MULTILINE)
_PRIVATE = r"(?<=\.)#[a-z]\w*"
# Blanks around signs mean nothing outside of literals; those around + and - do, between two of them.
_PARTS = (
    r'(?P<literal>"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|/(?![*/ ])(?:\[[^\]\n]*\]|\\.|[^/\\\n\[])+/[gimsuy]*)'
    r"| *(?P<sign>[={}(),;:?&|<>*!]+) *|#[a-z]\w*"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class NotJoinable(Exception):
    """Two modules use one name at their top level."""


def script() -> str:
    """All of the chat. Raises NotJoinable."""
    keys, words = strings()
    given = {"STYLES": styles(), "KEYS": keys, "WORDS": words}
    parts = modules().values()
    code = "".join(parts)
    declared = [*given, *_DECLARED.findall(code)]
    twice = {name for name in declared if declared.count(name) > 1}
    if twice:
        raise NotJoinable(f"declared by two modules: {', '.join(sorted(twice))}")
    constants = "".join(f"const {name}={_literal(value)};" for name, value in given.items())
    # The compressor finds more in words and styles once it has seen the code that names them.
    # Private names belong to their module, so that the compressor meets the same few again and again.
    tight = _renamed("".join(map(_tight, parts)), [name for name in _DECLARED.findall(code) if name != ENTRY])
    return f'(()=>{{"use strict";{tight}{constants}{ENTRY}()}})();\n'


def modules() -> dict[str, str]:
    """The modules' code by name, each after those that it imports, without its imports and comments."""
    found: dict[str, str] = {}

    def take(name: str) -> None:
        source = (SOURCES / f"{name}.js").read_text("utf-8")
        for imported in _IMPORT.finditer(source):
            if imported["module"] not in found:
                take(imported["module"])
        bare = _COMMENT.sub("", _IMPORT.sub("", source))
        found[name] = re.sub(r"^export ", "", bare, flags=re.MULTILINE)

    take(ENTRY)
    return found


def strings() -> tuple[list[str], dict[str, list[object]]]:
    """The chat's own words: their names, and by language the words in that order. Raises KeyError if a language lacks one."""
    files = {
        file.name.split(".")[1]: json.loads(file.read_text("utf-8")) for file in _files("strings.*.json")
    }
    keys = list(files["en"])
    return keys, {language: [words[key] for key in keys] for language, words in files.items()}


def styles() -> str:
    """The sheets in one, those of the tokens first."""
    sheets = "".join(file.read_text("utf-8") for file in [TOKENS, *_files("*.css")])
    bare = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    return (
        re.sub(r"\s*([{};,])\s*|(:) |\s+", lambda found: found[1] or found[2] or " ", bare)
        .replace(";}", "}")
        .strip()
    )


def _tight(code: str) -> str:
    """The same code without blanks that mean nothing, private names shortened."""
    short: dict[str, str] = {}

    def private(found: re.Match[str]) -> str:
        return "#" + short.setdefault(found[0], f"{_LETTERS[len(short) % 26]}{len(short) // 26 or ''}")

    def tight(found: re.Match[str]) -> str:
        if found["literal"]:
            return re.sub(_PRIVATE, private, found[0]) if found[0].startswith("`") else found[0]
        return found["sign"] or private(found)

    code = re.sub(r"^\s+", "", code, flags=re.MULTILINE)
    return re.sub(r"(?<=[;{},])\n", "", re.sub(_PARTS, tight, code))


def _renamed(code: str, names: list[str]) -> str:
    """The same code with short names for what modules declare, but for names that a property or a literal might mean."""
    literals = "".join(found["literal"] or "" for found in re.finditer(_PARTS, code))
    short: dict[str, str] = {}
    for name in names:
        # A dot or a colon beside it, or only commas and braces around it, can be the name of a property.
        property_ = rf"[.#]{name}\b|\b{name}:|[{{,]{name}[,}}]"
        if not re.search(property_, code) and not re.search(rf"\b{name}\b", literals):
            short[name] = f"${_LETTERS[len(short) % 26]}{len(short) // 26 or ''}"
    return re.sub(r"(?<![\w.#$])[A-Za-z]\w*", lambda found: short.get(found[0], found[0]), code)


def _files(pattern: str) -> list[Path]:
    return sorted(SOURCES.glob(pattern))


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
