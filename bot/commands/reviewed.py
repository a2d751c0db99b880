"""What staff marked in the review list, as examples to learn from: intents with their question, incident types as reports.

Personal data is replaced as `replay --as-test` does. The examples lie beside the models, in `reviewed/`, until they are
gathered anew; what was erased or taken back meanwhile is then gone from them.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.claims.catalogue import HERE, Catalogue
from bot.claims.model import Claim
from bot.commands.recording import record
from bot.commands.train import REVIEWED, REVIEWED_REPORTS
from bot.extraction.language import detect_language
from bot.service.desk.review_views import ReviewItem
from bot.settings import Settings
from bot.store.database import Database
from bot.store.transcript import Transcript, read_transcript
from bot.store.understood import SqlReview

INTENTS = "nlu.yml"
"""The file of the examples for the engine, which looks for it by this name."""
_SEEN = 1_000
"""Characters of a message that the engine learns from; it sees no more of one."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What can be learnt; `conversation` says which were said by one person."""

    intents: tuple[dict[str, str], ...]
    """text, context (the question, or empty), intent, conversation."""
    reports: tuple[dict[str, Any], ...]
    """As in data/reports."""


async def gather(settings: Settings) -> Examples:
    """All that was marked and is still there."""
    catalogue, database = Catalogue.load(HERE / f"{settings.line}.yml"), Database(settings.database_url)
    intents: list[dict[str, str]] = []
    reports: dict[str, dict[str, Any]] = {}
    try:
        items = await SqlReview(database).marked()
        for conversation in dict.fromkeys(item.conversation for item in items):
            transcript = await read_transcript(database, conversation)
            assert transcript is not None
            replaced = record(transcript, catalogue).redactor()
            for item in items:
                if item.conversation != conversation:
                    continue
                if item.mark.intent:
                    intents.append(_intent(item, item.mark.intent, replaced))
                if item.mark.incident_type:
                    # Of several marks on one claim the newest counts.
                    reports[item.claim or item.message] = _report(item, transcript, replaced)
    finally:
        await database.close()
    return Examples(tuple(intents), tuple(reports.values()))


def keep(examples: Examples, models: Path) -> None:
    """Lay the examples beside the models, in place of those that were there."""
    folder = models / REVIEWED
    shutil.rmtree(folder, ignore_errors=True)
    if not (examples.intents or examples.reports):
        return
    folder.mkdir(parents=True)
    if examples.intents:
        (folder / INTENTS).write_text(as_nlu(examples.intents), "utf-8")
    if examples.reports:
        lines = (json.dumps(report, ensure_ascii=False) for report in examples.reports)
        (folder / REVIEWED_REPORTS).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def as_nlu(intents: Sequence[dict[str, str]]) -> str:
    """The examples in the form of data/nlu."""
    by_intent: dict[str, list[dict[str, Any]]] = {}
    for each in intents:
        metadata = {"conversation": each["conversation"]}
        metadata |= {"context": each["context"]} if each["context"] else {}
        by_intent.setdefault(each["intent"], []).append({"text": each["text"], "metadata": metadata})
    blocks = [{"intent": intent, "examples": examples} for intent, examples in sorted(by_intent.items())]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False, width=1_000)


def _intent(item: ReviewItem, intent: str, replaced: Callable[[str], str]) -> dict[str, str]:
    return {
        "text": _plain(replaced(item.text)[:_SEEN]),
        "context": _plain(replaced(item.question or "")),
        "intent": intent,
        "conversation": item.conversation,
    }


def _report(item: ReviewItem, transcript: Transcript, replaced: Callable[[str], str]) -> dict[str, Any]:
    claim = next((claim for claim in transcript.claims if claim.id == item.claim), None)
    texts = _told(claim, transcript) if claim else []
    told = [replaced(text) for text in texts or [item.text]]
    language, _ = detect_language(" ".join(told)) or (transcript.conversation.language, 0.0)
    return {
        "id": f"reviewed-{item.message}",
        "conversation": item.conversation,
        "lang": language,
        "region": transcript.conversation.region,
        "messages": told,
        "incident_type": item.mark.incident_type,
        "also_ok": [],
        # Nobody was asked who caused it.
        "caused_by": None,
    }


def _told(claim: Claim, transcript: Transcript) -> list[str]:
    """The messages that the claim's story was taken from."""
    sources = {fact.source.message for fact in claim.facts if fact.field == "description" and fact.source}
    return [message.text for message in transcript.messages if message.id in sources]


def _plain(text: str) -> str:
    """In one line, without the brackets by which Rasa marks entities."""
    return " ".join(text.translate({ord("["): "(", ord("]"): ")"}).split())
