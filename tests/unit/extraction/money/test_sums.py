"""Several amounts in one report: what is added, what stands for the rest, and what belongs to nobody's loss."""

from datetime import UTC, datetime

import pytest

from bot.extraction.reader import Reader

NOW = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)
READER = Reader(None)


def loss(text: str, lang: str) -> tuple[int, int] | None:
    reading = READER.read([text], now=NOW, lang=lang, region="DE" if lang == "de" else "GB")
    found = reading.amount_claimed or reading.amount_estimated
    return (int(found.low), int(found.high)) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Wirt fordert 1.200 Euro für die Kasse und 350 Euro für den Techniker.", 1550),
        (
            "Kundin verlangt 2.000 Euro Verdienstausfall, dazu 450 Euro Fahrtkosten. Honorar war 900 Euro.",
            2450,
        ),
        ("Die Firma will insgesamt 4.100 Euro, davon 3.000 Euro Material und 1.100 Euro Lohn.", 4100),
        ("Der Kunde fordert 5.950 Euro inklusive 950 Euro Mehrwertsteuer.", 5950),
        ("Zuerst wollte er 800 Euro, jetzt verlangt er 1.250 Euro.", 1250),
        ("Forderung: 9.000 Euro, nein Quatsch, 19.000 Euro.", 19000),
        ("12 Türen à 180 Euro, macht 2.160 Euro, fordert die Hausverwaltung.", 2160),
        ("Er will 80 € je Tür für alle 45, macht 3.600 €", 3600),
        ("12,50 € das Stück = 3.750 €, das wollen sie", 3750),
    ],
)
def test_german_sums(text: str, expected: int) -> None:
    assert loss(text, "de") == (expected, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They demand £1,200 for the till and £350 for the technician. Our fee was £900.", 1550),
        ("The hotel claims £4,100 in total, of which £3,000 is material and £1,100 labour.", 4100),
        ("At first he wanted £800, now he demands £1,250.", 1250),
        ("She asked for £2,000, yesterday she put it up to £3,500.", 3500),
        ("Claim for £21,376, sorry, £21,736.", 21736),
        ("The council is deducting £250 a day for 18 days, so they claim £4,500.", 4500),
        ("Landlord charges £75 a fob to redo all 60, that'd be £4,500", 4500),
        ("Stickers quoted at £0.38 a copy = £1,140", 1140),
        ("The school wants £5,300 plus £640 legal costs. Excess is £500.", 5940),
    ],
)
def test_english_sums(text: str, expected: int) -> None:
    assert loss(text, "en") == (expected, expected)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("HILFE unsere server werden grad verschlüsselt, die wollen 40.000 dollar", "de"),
        ("Trojaner auf allen Rechnern, die Täter verlangen 25.000 Euro", "de"),
        ("hackers locked everything, they want 40k to unlock", "en"),
        ("ransomware on all our boxes. the gang asks 90k in Monero", "en"),
    ],
)
def test_what_attackers_want_is_no_loss(text: str, lang: str) -> None:
    assert loss(text, lang) is None


def test_a_loss_beside_a_ransom_counts() -> None:
    assert loss("ransomware, they want $50,000 in bitcoin, the rebuild costs $8,000", "en") == (8000, 8000)


def test_a_client_of_hacked_systems_may_demand() -> None:
    text = "our client got hacked through our plugin, the client wants £6,000 damages"
    assert loss(text, "en") == (6000, 6000)
