"""What stands before and behind the name in an answer and belongs to none: articles, what somebody does, chatter."""

import pytest

from bot.extraction.answers import answer_text


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Die Fotografin Lena Burgstaller", "Lena Burgstaller"),
        ("die Logopädin Birgit Almer", "Birgit Almer"),
        ("die Apothekerin Frau Ruth Seidl", "Frau Ruth Seidl"),
        ("der malermeister jürgen popp", "jürgen popp"),
        ("das müsste die Wäscherei Blank sein", "Wäscherei Blank"),
        ("that must be Kestrel Mill", "Kestrel Mill"),
        ("der Architekt Jonas Pelzer", "Jonas Pelzer"),
        ("Der Zahnarzt Dr. Henning Krall", "Dr. Henning Krall"),
        ("unsere Mieterin Karla Fink", "Karla Fink"),
        ("the photographer Nell Ashby", "Nell Ashby"),
        ("the illustrator Imogen Vance", "Imogen Vance"),
        ("die eheleute brömmelkamp", "eheleute brömmelkamp"),
        ("das ehepaar gössling", "ehepaar gössling"),
        ("die familie wurzbacher, wohnen im erdgeschoss", "familie wurzbacher"),
        ("die Stadtwerke Neuss", "Stadtwerke Neuss"),
        ("das Hotel Anna Maria", "Hotel Anna Maria"),
        # What people are called stays.
        ("der Winzer Polz", "Winzer Polz"),
        ("Müller Anna Maria", "Müller Anna Maria"),
        ("Frau Lena Burg", "Frau Lena Burg"),
        ("Restaurant Peter Pan", "Restaurant Peter Pan"),
        ("The Lanyon Hotel", "The Lanyon Hotel"),
        ("the Anchor Inn", "the Anchor Inn"),
    ],
)
def test_no_article_and_no_role_before_a_full_name(answer: str, name: str) -> None:
    found = answer_text("claimant", answer)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Carrigbawn Feeds, sure they're my oldest client", "Carrigbawn Feeds"),
        ("carrigbawn feeds, ah they've been with me forever", "carrigbawn feeds"),
        ("Mullane's Pharmacy, lovely people honestly, I feel sick about it", "Mullane's Pharmacy"),
        ("that would be Mullane's Pharmacy, lovely people honestly", "Mullane's Pharmacy"),
        ("Baker Foods, there's only the one", "Baker Foods"),
        ("Orla's Kitchen, she's a pal of mine", "Orla's Kitchen"),
        ("Malerbetrieb Stockinger, des san ja eigentlich die nettesten", "Malerbetrieb Stockinger"),
        ("gasthof krone, san eigentlich ganz liebe leut", "gasthof krone"),
        ("Gemeinde Bad Zell, ja mei, die kennen mich halt", "Gemeinde Bad Zell"),
        ("Kittel und Sohn, ham mir immer vertraut", "Kittel und Sohn"),
        ("Weinhaus Zott, ehrlich gesagt die nettesten Leute", "Weinhaus Zott"),
        ("Hart & Sons, the builders", "Hart & Sons"),
    ],
)
def test_chatter_behind_a_name_is_no_name(answer: str, name: str) -> None:
    found = answer_text("claimant", answer)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    "answer", ["my oldest client", "mein ältester Kunde", "a lovely client", "unser bester kunde"]
)
def test_a_client_who_is_praised_is_as_yet_unnamed(answer: str) -> None:
    assert answer_text("claimant", answer) is None
