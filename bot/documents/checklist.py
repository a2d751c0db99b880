"""What a document is of the claim's checklist, told by its name, by the words beside it, or by its kind.

`words.yml` has the words that say nothing of a file.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import yaml

from bot.claims.papers import Paper
from bot.documents.model import Document, Kind

_LONGEST_NAMING = 8
"""Words up to which a text may do nothing but name a file."""
_SPOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_JOINTS = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])|[_\-.+]+|(?<=[^\W\d_])(?=\d)")
"""Where the words of a file name meet: `LetterOfClaim_2026-04-07.pdf`."""


@cache
def _words(part: str) -> tuple[str, ...]:
    data = yaml.safe_load((Path(__file__).parent / "words.yml").read_text("utf-8"))
    return tuple(word for words in data[part].values() for word in words)


def recognised(
    papers: Sequence[Paper], wanted: Sequence[Paper], documents: Sequence[Document], words: str
) -> tuple[Document, ...]:
    """The documents of one message with what of the checklist each is; `words` are those beside them."""
    said = named(papers, words)
    names = [named(papers, each.name.rpartition(".")[0] or each.name) for each in documents]
    # "Their letter and a photo": the photo is not the letter, nor is it beside a file that has the letter's name.
    several_kinds = len({each.kind for each in documents}) > 1
    told_apart = several_kinds and (_speaks_of_pictures(words) or any(name[:1] == said[:1] for name in names))
    found = []
    for document, by_name in zip(documents, names, strict=True):
        fitting = [paper for paper in papers if paper in wanted or not paper.when]
        by_kind = [paper.name for paper in fitting if document.kind.value in paper.kinds]
        if by_name:
            item: str | None = by_name[0]
        elif said and told_apart and document.kind is Kind.PICTURE:
            item = by_kind[0] if by_kind else None
        elif said:
            # Which of several files is the invoice, and which the letter, nobody has said.
            item = said[0] if len(said) == 1 or len(documents) == 1 else None
        else:
            item = by_kind[0] if by_kind else None
        found.append(replace(document, item=item))
    return tuple(found)


def _speaks_of_pictures(text: str) -> bool:
    return any(word in _words("pictures") for word in _SPOKEN.findall(text.lower()))


def named(papers: Iterable[Paper], text: str) -> list[str]:
    """The papers that a text or file name names, in the order of naming."""
    spoken = " ".join(_SPOKEN.findall(_JOINTS.sub(" ", text))).lower()
    places = [(found.start(), paper.name) for paper in papers if (found := _pattern(paper).search(spoken))]
    return [name for _, name in sorted(places)]


def names_only_files(papers: Iterable[Paper], text: str) -> bool:
    """Whether a text beside files says nothing but what they are: "here's the letter of claim"."""
    words = _SPOKEN.findall(text.lower().replace("’", "'"))
    if len(words) > _LONGEST_NAMING or "?" in text:
        return False
    spoken = " ".join(words)
    for paper in papers:
        spoken = _pattern(paper).sub(" ", spoken)
    return all(word in _words("beside") or word.isdecimal() for word in spoken.split())


def told_afterwards(papers: Iterable[Paper], text: str) -> str | None:
    """What the file sent before is, if the text says so: "that was the invoice"."""
    found = named(papers, text)
    pointing = text.strip().lower().replace("’", "'").startswith(_words("pointing"))
    return found[0] if len(found) == 1 and pointing and names_only_files(papers, text) else None


def still_wanted(wanted: Iterable[Paper], documents: Iterable[Document]) -> list[Paper]:
    received = {document.item for document in documents}
    return [paper for paper in wanted if paper.name not in received]


@lru_cache(maxsize=200)
def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    if not phrases:
        return re.compile(r"(?!)")
    plain = (phrase.lower().replace("-", " ") for phrase in phrases)
    each = (re.escape(phrase).replace(r"\*", r"\w*") for phrase in plain)
    return re.compile(rf"\b(?:{'|'.join(each)})\b")


def _pattern(paper: Paper) -> re.Pattern[str]:
    # In all languages: a German sends an "invoice", too.
    return _compiled(tuple(phrase for phrases in paper.called.values() for phrase in phrases))
