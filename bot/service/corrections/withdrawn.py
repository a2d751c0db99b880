"""What a new version of a message no longer says: values that were read from the old one are taken back, and asked for."""

import re
from collections.abc import Mapping

from bot.claims.model import Fact, SetBy, Source, Status
from bot.service.hearing import Hearing

_STORY = "description"
"""Rewritten as a whole wherever it is changed."""
_WORD = re.compile(r"\w+")


def take_back(hearing: Hearing) -> None:
    """Of a draft, values whose words were edited out become unknown; what nobody can do without stays until it is answered."""
    versions = hearing.understood.versions
    if not versions or hearing.claim.status is not Status.DRAFT:
        return
    doubted = (doubt.field for doubt in hearing.heard.doubts)
    said = {*hearing.heard.fields, *hearing.heard.again, *doubted, _STORY}
    for name, fact in hearing.claim.projection().items():
        if name in said or fact.value is None or not _is_gone(fact, versions, hearing.message.text):
            continue
        hearing.withdrawn = (*hearing.withdrawn, name)
        if not hearing.catalogue.field(name).must:
            source = Source(hearing.message.id)
            hearing.add(hearing.claim.record(Fact(name, None, SetBy.INSURED, hearing.at, 1.0, source)))


def _is_gone(fact: Fact, versions: Mapping[str, str], now: str) -> bool:
    """Whether the words that a value was read from stood in an earlier version of the message and do not stand in it now."""
    source = fact.source
    if source is None or source.start is None or source.end is None or source.message not in versions:
        return False
    before = versions[source.message]
    words = _WORD.findall(before[source.start : source.end].casefold())
    left = _WORD.findall(now.casefold())
    if source.end - source.start < len(before.strip()):
        size = len(words)
        return not any(left[place : place + size] == words for place in range(len(left) - size + 1))
    # Of what answers as a whole, another way to put the same thing shares a word with it.
    return not set(words) & set(left)


def ask_again(hearing: Hearing) -> bool:
    """Whether something that was taken back is asked for now."""
    wanted = {entry.name for entry in hearing.catalogue.wanted(hearing.claim)}
    asked = next((name for name in hearing.withdrawn if name in wanted and not hearing.worn_out(name)), None)
    if asked is not None:
        hearing.ask(asked)
    return asked is not None
