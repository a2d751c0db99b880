"""The name at the end of a message."""

import pytest

from bot.extraction.signatures import find_signature


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The reel has been gone since Monday noon. Not a word more. Hester Quillfeather, Edinburgh", "Hester Quillfeather"),
        ("Versprochen hab ich nichts, ich hab nur zugehört. Monika Tappert, tappert.buero@example.de", "Monika Tappert"),
        ("Zugegeben haben wir nichts, das bleibt so. Beat Zurbrügg", "Beat Zurbrügg"),
        ("Unser Auftrag war 1.900 plus Steuer. Walpurga Kandutsch, 5 Leut samma", "Walpurga Kandutsch"),
        ("mit der kanzlei hab ich nicht geredet. bin der gründer, Mats Lüdeking, mats@flutwelle.example.de", "Mats Lüdeking"),
        ("told her id pass it on and nothing else. Dermot Pilling, pilling web, dermot@pillingweb.example.com", "Dermot Pilling"),
        ("Haven't admitted anything to them. Policy PI-207-5518, Fintan Lordan, fintan@lordan.example.com", "Fintan Lordan"),
        ("Nothing was accepted or signed from our side. Dr. Anitha Varghese-Keller", "Dr. Anitha Varghese-Keller"),
        ("Für die ganze Kampagne hams 780 zahlt. Leopold Hrdlicka mein Name", "Leopold Hrdlicka"),
        ("They pay me 400 a day and want 3,000.\nSinéad Marren, 3 years self employed, they pay me 400", "Sinéad Marren"),
    ],
)  # fmt: skip
def test_a_message_is_signed(text: str, name: str) -> None:
    found = find_signature(text)
    assert found is not None
    assert text[slice(*found)] == name


@pytest.mark.parametrize(
    "text",
    [
        "We broke the checkout on Monday and it is the shop of Otter & Vale",
        "Der Schaden liegt bei dem Kunden Peter Meier, Peter Meier will 500 Euro",
        "Das Backup war kaputt und die Daten sind weg. Großer Mist",
        "I sent the file to my colleague, John Miller",
        "The client is in Leeds and wants money. Peter Miller is his name",
        "Wir haben die Frist versäumt und wissen nicht weiter. Berger Bau GmbH",
        "Anna Berg",
    ],
)
def test_who_is_only_spoken_of_has_not_signed(text: str) -> None:
    assert find_signature(text) is None
