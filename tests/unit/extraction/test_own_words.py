"""How a demand came, as others made it: what the writers said themselves is left out, a message is in writing."""

import pytest

from bot.extraction.line_reader import LineReader
from bot.extraction.own_words import without_own_words
from bot.extraction.reader import Reader
from tests.builders import NOW, the_catalogue

READER = LineReader(Reader(None, the_catalogue().policy_patterns), the_catalogue())


def form(text: str, lang: str) -> object:
    reading = READER.read([text], now=NOW, lang=lang, region="GB" if lang == "en" else "DE")
    return next((each.value for each in reading.stated if each.field == "demand_form"), None)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "WhatsApp", "message"),
        ("en", "she texted me that she wants her money back", "message"),
        ("en", "he wrote on whatsapp he wants 500", "message"),
        ("en", "got a text message asking for 300", "message"),
        ("en", "the demand came by SMS", "message"),
        ("en", "via slack, they want a refund", "message"),
        ("en", "it was on Teams, not by email", "message"),
        ("de", "d metzgerei het am fritig per whatsapp gschribe", "message"),
        ("de", "Die Forderung kam per WhatsApp, nicht per E-Mail", "message"),
        ("de", "hat mir ne SMS geschickt, will 300 euro", "message"),
        ("de", "kunde hat geschrieben in Whats App er will geld", "message"),
        ("de", "über Signal hat sie 200 verlangt", "message"),
        ("de", "per Threema hat er eine Rechnung geschickt", "message"),
        ("en", "monday, email from the owner", "email"),
        ("en", "there came an email yesterday, he wants 12k", "email"),
        ("de", "ja gestern kam ne mail, er will 12k", "email"),
        ("de", "Mail vom Chef der Firma, 4000 Euro", "email"),
        ("de", "der Anwalt der Familie hat mir am Montag eingeschrieben geschrieben", "lawyer"),
        ("de", "ein eingeschriebener Brief vom Anwalt", "lawyer"),
        ("de", "ihr anwalt hat geschrieben, 2400 euro", "lawyer"),
        ("de", "einschreiben von ihrer Kanzlei", "lawyer"),
        ("en", "letter came in from a law firm", "lawyer"),
        ("en", "a law firm in Berlin wrote to us", "lawyer"),
        ("en", "their solicitors have written to us on Monday", "lawyer"),
        ("en", "he called me and wants 500", "oral"),
        ("de", "er hat mir am Telefon gesagt er will 500", "oral"),
        ("de", "wurde mir telefonisch mitgeteilt", "oral"),
        ("en", "I sent the plans, then they called me and asked for 500", "oral"),
    ],
)
def test_how_a_demand_came(lang: str, text: str, value: str) -> None:
    assert form(text, lang) == value


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "han ne e gutschrift vo 200 franke verspoche, per mail. suscht nüt"),
        ("de", "zugesagt nix, nur am telefon gesagt sorry das war mein fehler"),
        ("de", "Ich habe am Telefon gesagt es tut mir leid und dass das die Versicherung zahlt"),
        ("de", "hab ihm per Mail versprochen dass wir das richten"),
        ("de", "wir haben das dem Kunden telefonisch mitgeteilt"),
        ("de", "hab mich am Telefon entschuldigt"),
        ("de", "mein Anwalt hat noch nichts geschrieben"),
        ("en", "said sorry on the phone"),
        ("en", "I told them over the phone it was our fault"),
        ("en", "I sent the data on whatsapp to the wrong group"),
        ("en", "we emailed them an apology, by mail"),
        ("en", "I promised a refund, by email"),
        ("en", "only apologised on the phone"),
        ("en", "our lawyer has written nothing"),
    ],
)
def test_what_the_writers_said_is_no_demand(lang: str, text: str) -> None:
    assert form(text, lang) is None


@pytest.mark.parametrize("text", ["", "..., a,,b", " I said so, by mail. They wrote", "ich hab gesagt\n\nja"])
def test_positions_stay(text: str) -> None:
    left = without_own_words(text)
    assert len(left) == len(text)
    assert all(new in (old, " ") for new, old in zip(left, text, strict=True))
