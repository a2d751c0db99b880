"""Whether it goes on or is over: what is shut, worked on, delivered, and since when money is wanted."""

import pytest

from bot.extraction.notice import find_ongoing


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        ("no", "en", "anyway it's all been spliced and working since Thursday arvo"),
        ("no", "en", "Bug's fixed since the 15th."),
        ("yes", "en", "their website's been down ever since, still is"),
        ("no", "de", "Seit Samstag ists ausgebessert."),
        ("no", "de", "und seit Samstag lafft ois wieder"),
        ("no", "de", "Die Fotos sind längst runter."),
        ("yes", "de", "des läuft noch"),
        ("yes", "de", "Der Backofen steht seit Sonntag, sie können nix verkaufen"),
        (None, "de", "Die Rechnung steht seit Montag aus"),
        ("yes", "en", "we are still trying to get their mail back"),
        ("no", "de", "der link war offen bis freitag, dann hab ich ihn gesperrt"),
        (None, "en", "tuesday morning, tills wouldnt start. they want money since this morning btw"),
        (None, "en", "The tills wouldnt start on Saturday after my update"),
        (None, "en", "our shop till wouldnt take cards all saturday, customers walked out"),
        (None, "en", "they have been asking for money since this morning"),
        (None, "en", "the phones would not ring on Friday"),
        ("yes", "en", "The site has been down since this morning"),
        ("yes", "en", "since this morning nobody can log in"),
        (
            "no",
            "de",
            "am 30. hat ein nächtliches skript die rechte von allein wieder richtig gesetzt, seitdem ist es zu",
        ),
        ("no", "de", "Der Ordner war drei Tage offen im Netz, seit Mittwoch ist er wieder zu"),
        ("no", "de", "die Freigabe war für alle lesbar, seitdem ist alles dicht"),
        ("no", "de", "das Kundenportal stand offen, am Abend haben wir den Zugang gesperrt"),
        ("yes", "de", "Seit Dienstag ist der Laden deswegen dicht"),
        ("yes", "de", "Die Praxis ist seit Montag geschlossen weil nichts geht"),
        ("yes", "de", "seitdem steht der Betrieb"),
        ("yes", "de", "Bis heute ist der Shop nicht fertig, wir arbeiten noch daran"),
        ("yes", "de", "Der Bericht ist immer noch nicht geliefert"),
        ("yes", "de", "wir sind noch am Reparieren"),
        ("yes", "en", "the shop is still not finished, we're working on it"),
        ("no", "en", "Now all drawings are delivered and the work is going on normal."),
        ("no", "en", "it isn't going on any more, the array's fine now just empty"),
        ("no", "en", "it stopped the same day"),
        ("no", "en", "it was fixed that evening and they trade as normal since"),
        ("no", "de", "Inzwischen ist alles geliefert und es geht normal weiter"),
        ("no", "de", "am selben Abend war es vorbei"),
        ("no", "de", "seit gestern läuft der Betrieb wieder normal"),
    ],
)
def test_told_in_a_story(value: str | None, lang: str, text: str) -> None:
    found = find_ongoing(text, lang=lang)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        ("no", "en", "they got going again about four o'clock"),
        ("yes", "de", "wir basteln noch rum"),
        ("no", "en", "nah it was just the one afternoon"),
        ("yes", "en", "we're on it but no joy so far"),
        ("yes", "de", "wir arbeiten noch daran"),
        ("yes", "de", "mir san no dran"),
        ("yes", "de", "da wird noch dran gearbeitet"),
        ("yes", "de", "ja, der laden ist immer noch zu"),
        ("yes", "en", "we're still on it"),
        ("yes", "en", "they are still cleaning up"),
        ("no", "en", "it stopped the same day"),
        ("no", "en", "now everything is delivered and goes on normal"),
        ("no", "en", "it was fixed that evening and they trade normal since"),
        ("no", "en", "all good now, goods go out like before"),
        ("no", "en", "no, that was a one-off"),
        ("no", "en", "it only happened that once"),
        ("no", "de", "ist noch am selben abend gestoppt worden"),
        ("no", "de", "alles ausgeliefert, läuft normal weiter"),
        ("no", "de", "nein, war einmalig"),
        ("no", "de", "die leiter ist weg, da passiert nichts mehr"),
        ("no", "de", "seitdem ist es zu"),
        ("yes", "de", "geht bis heute nicht"),
        ("no", "de", "lief nach zwei stunden wieder"),
        ("yes", "en", "tills still wont start"),
        ("no", "en", "tills wouldnt start but do now"),
    ],
)
def test_told_in_the_answer(value: str, lang: str, text: str) -> None:
    found = find_ongoing(text, lang=lang, asked=True)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "weve isolated it, restoring backups now, maybe 15 of 40 are back up",
        "teils, 3 kunde sind no am restore us em backup, d metzgerei lauft wieder sit mittwoch",
        "erst 12 von 30 laufen wieder",
        "3 out of 10 shops are back online",
        "we are restoring it right now, half is up",
        "partly, the mail is working again",
        "yes two of us on it, website is back",
        "some are still down, the rest is back up",
        "teilweise behoben",
        "ein paar Server sind noch weg, der rest läuft wieder",
        "wir spielen grad noch das backup ein, mail geht wieder",
    ],
)
def test_what_is_back_only_in_part_goes_on(text: str) -> None:
    for lang in ("en", "de"):
        found = find_ongoing(text, lang=lang, asked=True)
        assert found is not None
        assert found.value == "yes"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("nein, ist ja schon alles weg", "de"),
        ("restored everything on monday", "en"),
        ("alles behoben seit dem 3. juni", "de"),
        ("no, all 40 of 40 are back up", "en"),
        ("es lief am 3. von 12 bis 15 Uhr nicht, jetzt läuft alles wieder", "de"),
        ("fixed on 2 of March 2026", "en"),
    ],
)
def test_what_is_all_back_does_not(text: str, lang: str) -> None:
    found = find_ongoing(text, lang=lang, asked=True)
    assert found is None or found.value == "no"
