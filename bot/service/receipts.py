"""What is said to files: that they are here, what they count as, and what else would help."""

from collections.abc import Sequence
from dataclasses import replace

from bot.claims.catalogue import Catalogue
from bot.claims.model import Claim, Status
from bot.documents import checklist
from bot.documents.model import Document, State
from bot.service.formats import Formats
from bot.service.hearing import Hearing

_NAMED = 4
"""Files that are named one by one; more are counted."""
_LONGEST_NAME = 40
_WANTED = 3
"""Papers that are wished for at a time."""


def are_alone(catalogue: Catalogue, text: str, documents: Sequence[Document]) -> bool:
    """Whether files came without words of their own."""
    return bool(documents) and checklist.names_only_files(catalogue.papers, text)


def sort(hearing: Hearing, words: str) -> None:
    """Find out what of the checklist the message's files are, or what it says that earlier ones were."""
    papers, wanted = hearing.catalogue.papers, hearing.catalogue.wanted_papers(hearing.claim)
    own = [each for each in hearing.documents if each.message == hearing.message.id]
    if own:
        found = checklist.recognised(papers, wanted, own, words)
    else:
        item = checklist.told_afterwards(papers, words) if hearing.documents else None
        last = hearing.documents[-1] if hearing.documents else None
        if item is None or last is None or last.item is not None:
            return
        found = tuple(
            replace(each, item=item)
            for each in hearing.documents
            if each.message == last.message and each.item is None
        )
    by_id = {document.id: document for document in found}
    hearing.documents = tuple(by_id.get(each.id, each) for each in hearing.documents)


def say(hearing: Hearing) -> None:
    """Confirm the message's files in one line; say what is special about them."""
    own = [each for each in hearing.documents if each.message == hearing.message.id]
    fresh = [each for each in own if each.same_as is None]
    again = [each for each in own if each.same_as is not None]
    sent = hearing.claim.status is not Status.DRAFT
    if fresh and sent:
        hearing.result.say(
            "utter_received_added",
            files=listed(hearing.formats, hearing.catalogue, fresh),
            reference=hearing.claim.reference or "",
        )
    elif fresh:
        hearing.result.say("utter_received", files=listed(hearing.formats, hearing.catalogue, fresh))
    if again:
        hearing.result.say("utter_received_again", files=_names(hearing.formats, again))
    if locked := [each for each in fresh if each.locked]:
        hearing.result.say("utter_received_locked", files=_names(hearing.formats, locked))
    if own and sent:
        say_wanted(hearing)


def say_wanted(hearing: Hearing) -> None:
    """Say what else would help, if anything does."""
    wanted = hearing.catalogue.wanted_papers(hearing.claim)
    left = checklist.still_wanted(wanted, hearing.documents)[:_WANTED]
    if left:
        hearing.result.say(
            "utter_still_wanted", items=", ".join(hearing.formats.text(each.label) for each in left)
        )


def summary_line(formats: Formats, catalogue: Catalogue, claim: Claim, documents: Sequence[Document]) -> str:
    """The line of the summary that names the files; empty if there are none."""
    own = [
        each
        for each in documents
        if each.claim in (None, claim.id) and each.same_as is None and each.state is not State.REFUSED
    ]
    return f"– {formats.word('documents')}: {listed(formats, catalogue, own)}" if own else ""


def listed(formats: Formats, catalogue: Catalogue, documents: Sequence[Document]) -> str:
    """Files by name, each with what it counts as or else its kind."""
    labels = {paper.name: formats.text(paper.label) for paper in catalogue.papers}
    named = [
        f"{_quoted(formats, each)} ({labels.get(each.item or '') or formats.word(f'file_{each.kind}')})"
        for each in documents
    ]
    return _counted(formats, named)


def _names(formats: Formats, documents: Sequence[Document]) -> str:
    return _counted(formats, [_quoted(formats, each) for each in documents])


def _quoted(formats: Formats, document: Document) -> str:
    name = document.name
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 9]}…{name[-8:]}"
    return formats.word("quoted").format(name=name)


def _counted(formats: Formats, named: Sequence[str]) -> str:
    if len(named) <= _NAMED + 1:
        return ", ".join(named)
    return f"{', '.join(named[:_NAMED])} {formats.word('files_more').format(number=len(named) - _NAMED)}"
