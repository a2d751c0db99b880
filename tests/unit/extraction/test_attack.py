"""Attacks on computers that go on, told from those that are over, long ago, denied, or only asked about."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.extraction.attack import Attack, find_attack, says_it_goes_on
from bot.extraction.dates import find_dates

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def attack(text: str, lang: str = "en") -> Attack | None:
    dates = find_dates(text, lang=lang, now=NOW, region={"en": "GB", "de": "DE"}[lang])
    return find_attack(text, today=NOW.date(), dates=dates)


@pytest.mark.parametrize(
    "text",
    [
        "there's a ransom note on all our screens, files have weird endings",
        "everything is locked, they want bitcoin",
        "Ransomware. what do I do",
        "we've been hacked, they are still in",
        "we have been hacked!!!!",
        "our NAS is encrypted, says pay 3 BTC",
        "mouse is moving on its own and somebody is opening our invoices",
        "somebody is inside our network and deleting the backups",
        "a virus is spreading through the office pcs",
        "In March we put in a firewall; today they are encrypting everything",
        "we restored the server on Monday, and now it is being encrypted again",
        "we got hacked yesterday evening, trying to get it running again",
        "an employee opened a mail on his laptop and now all our files are encrypted",
        "hackers have stolen our data and encrypted everything",
        "there's a letter from the attackers on every screen",
        "no idea how, our systems have been breached",
        "our servers stopped working and there is a ransom note",
        "ransomware took our server offline and it has been down for two days",
        "hackers are in our mailbox. it started at 9 and has not stopped",
    ],
)
def test_an_attack_without_an_end_goes_on(text: str) -> None:
    assert attack(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Bei uns läuft grad ne Ransomware durch, was sollen wir tun",
        "Alle Dateien sind verschlüsselt und auf dem Desktop liegt eine Erpressernachricht",
        "Können Sie helfen? Lösegeldforderung auf allen Rechnern",
        "Bei uns san seit heut in der Fruah alle Dateien verschlüsselt, am Schirm steht, mir solln 2 Bitcoin zahln!!",
        "alle Dateien verschlüsselt, am Bildschirm steht eine Lösegeldforderung",
        "mir sind ghackt worde, nüt gaht meh",
        "bei uns is a Trojaner drin, der verschlüsselt alls",
        "unsere Dateien haben alle so komische Endungen, keiner kommt mehr rein",
        "jemand ist in unserem Netzwerk und löscht Daten",
        "Praktikant hat auf seinem Laptop einen Anhang geöffnet, jetzt ist alles verschlüsselt",
        "DDoS seit heute morgen, unser Rechenzentrum ist nicht erreichbar",
        "Unser Server hat aufgehört zu laufen, da steht was von Bitcoin, wir sind gehackt",
        "Der DDoS gegen uns hat bis jetzt nicht aufgehört",
    ],
)
def test_so_does_one_told_in_german(text: str) -> None:
    assert attack(text, "de") is not None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("my client's network is under attack right now through our remote tool", "en"),
        ("the client's servers are being encrypted as we speak, came in via our update", "en"),
        ("beim Kunden läuft gerade ein Angriff über unseren VPN-Zugang", "de"),
        ("unser Kunde wird grade gehackt, über unser Plugin", "de"),
    ],
)
def test_one_on_a_client_is_told_from_ones_own(text: str, lang: str) -> None:
    assert attack(text, lang) == Attack(on_client=True, stated=True)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("in March we were hacked, all restored", "en"),
        ("the hacked website is back up since Tuesday", "en"),
        ("the client was phished last month", "en"),
        ("our client's shop was hacked in August because we missed a patch, they now want 20k", "en"),
        ("client got hacked because I left a default password", "en"),
        ("does my policy cover ransomware?", "en"),
        ("what happens if we get hacked?", "en"),
        ("I left an encrypted laptop on the train", "en"),
        ("we ran a penetration test and took down the client's server", "en"),
        ("our update locked all users out of the shop", "en"),
        ("nobody hacked it, it's how we set it up", "en"),
        ("client wants 5000 euros for the downtime", "en"),
        ("Im Frühjahr wurden wir gehackt, inzwischen läuft alles wieder", "de"),
        ("Bin ich gegen Hackerangriffe versichert?", "de"),
        ("USB-Stick verloren, Daten waren verschlüsselt", "de"),
        ("Wir haben die Mail unverschlüsselt verschickt", "de"),
        ("Laptop geklaut, die Platte ist aber verschlüsselt", "de"),
        ("wir werden vom Anwalt des Kunden angegriffen", "de"),
        ("Das war kein Angriff, wir haben selbst gelöscht", "de"),
        ("Gehackt sind wir nicht, die antworten bloß nicht", "de"),
        ("der Angriff wurde abgewehrt, nichts passiert", "de"),
        ("Server ist seit heute früh down nach unserem Update", "de"),
    ],
)
def test_what_is_over_or_no_attack_does_not(text: str, lang: str) -> None:
    assert attack(text, lang) is None


def test_a_day_long_past_is_outweighed_by_words_of_now() -> None:
    assert find_attack("we were hacked on 2 November", today=date(2026, 11, 3)) is not None
    assert attack("we were hacked on 2 November") is None
    assert attack("we were hacked on 2 November and they are still in") is not None


@pytest.mark.parametrize(
    "text", ["it's still spreading", "no they are in there NOW", "help???", "Hilfe!!", "läuft noch"]
)
def test_haste_says_that_what_was_told_goes_on(text: str) -> None:
    assert says_it_goes_on(text)


@pytest.mark.parametrize(
    "text", ["it's back up now", "jetzt läuft alles wieder", "about 40 PCs", "on Monday"]
)
def test_an_end_or_a_mere_answer_does_not(text: str) -> None:
    assert not says_it_goes_on(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "a ddos attack took our shop offline for six hours yesterday"),
        ("en", "We were attacked this morning, it stopped after half an hour"),
        ("en", "somebody hacked our router last night. the attack ended at four"),
        ("de", "Unser Shop wurde gestern von einem DDoS-Angriff lahmgelegt, hat fünf Stunden gedauert"),
        ("de", "gestern wurde unser Konto gehackt, seit heute früh haben wir wieder Zugriff"),
        ("de", "DDoS gegen uns heute Nacht, dauerte zwei Stunden"),
    ],
)
def test_how_long_it_took_is_told_of_what_is_over(lang: str, text: str) -> None:
    assert attack(text, lang) is None
