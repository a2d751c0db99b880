"""What an incident was taken for is denied, while something that hangs on it is asked."""

import pytest

from bot.claims.model import Fact, SetBy
from tests.builders import NOW, a_claim
from tests.unit.service.hearing import hear


def asks(text: str, kind: str, asked: str, *, intent: str = "inform") -> str | None:
    claim = a_claim(
        {"description": "we have had a loss", "notice_kind": "circumstance", "claimant": "Miller Ltd"}
    )
    claim.record(Fact("incident_type", kind, SetBy.BOT, NOW, 0.7))
    return hear(intent, claim=claim, asks=asked, text=text).outcome.asks


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("what key? it's about a building insurance that I forgot to pay", "lost_key", "key_marked"),
        ("there is no key", "lost_key", "key_marked"),
        ("I haven't lost any key", "lost_key", "key_marked"),
        ("no, it isn't about a key at all", "lost_key", "key_marked"),
        ("wos fir a schlüssel? es geht um a Gebäudeversicherung", "lost_key", "key_marked"),
        ("I HOB KAN SCHLÜSSEL VERLORN", "lost_key", "key_marked"),
        ("Nein, es geht nicht um einen Schlüssel! Ich habe vergessen zu zahlen", "lost_key", "key_marked"),
        ("nobody hacked us", "security_incident", "personal_data"),
        ("wasnt a security thing, i pushed an update", "security_incident", "occurred_on"),
        ("we weren't hacked, it was our own update", "security_incident", "personal_data"),
        ("uns hat niemand gehackt", "security_incident", "personal_data"),
        ("wir wurden nicht gehackt", "security_incident", "occurred_on"),
        ("es gab keinen Ausfall", "system_outage", "ongoing"),
    ],
)
def test_what_is_denied_is_asked_anew(text: str, kind: str, asked: str) -> None:
    assert asks(text, kind, asked) == "incident_type"


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("no, there was no tag on the key", "lost_key", "key_marked"),
        ("no key number on it", "lost_key", "key_marked"),
        ("I have no key number here", "lost_key", "key_marked"),
        ("nein, kein Schlüsselanhänger dran", "lost_key", "key_marked"),
        ("there was no data of people in it", "data_loss", "personal_data"),
        ("no, it's not about money", "data_loss", "notice_kind"),
        ("there is no deadline", "missed_deadline", "deadline"),
        ("die Daten sind nicht wiederhergestellt", "data_loss", "ongoing"),
        ("nobody has asked us for money", "security_incident", "notice_kind"),
        ("we don't know who it was", "security_incident", "caused_by"),
    ],
)
def test_an_answer_denies_nothing(text: str, kind: str, asked: str) -> None:
    assert asks(text, kind, asked) != "incident_type"
