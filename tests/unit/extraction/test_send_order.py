"""What orders to send at the summary, whatever is chatted around it, and what sounds like it and doesn't."""

import pytest

from bot.extraction.replying import orders_sending


@pytest.mark.parametrize(
    "text",
    [
        "i guess so, yes send it",
        "yeah thats the whole sorry story, send it",
        "yeah thats the whole sorry story send it",
        "sweet as, send it",
        "yeah go on then",
        "looks about right to me, off you go",
        "sorry for my english, yes please to send",
        "ah sure look, fire it off",
        "no notes, submit",
        "sure why not, send it",
        "no, send it",
        "I'd like you to submit it",
        "send it whenever you're ready",
        "seems legit, sned it",
        "go on, send it, I have a train to catch",
        "Basst, schick's weg",
        "jo passt eh alles, weg damit",
        "so ist die traurige Geschichte, schicken Sie sie los",
        "Hab's zweimal durchgelesen, kann raus",
        "jawoll, ab geht er",
        "ja freili, schick's eini",
        "isch alles guet, chasch es abschicke",
        "kann so abgeschickt werden",
        "schicken Sie es ab, danke und schönen Tag noch",
    ],
)
def test_an_order_in_any_words_sends(text: str) -> None:
    assert orders_sending(text)


@pytest.mark.parametrize(
    "text",
    [
        "send it if you think it's ok",
        "send it but first change the name",
        "send it, only the client is called Miller",
        "send it once my boss has seen it",
        "send it, not before Monday",
        "after lunch you can send it",
        "send it, what happens next",
        "can you send it without the name?",
        "go ahead and change the date",
        "go ahead and tell me what happens",
        "I'll send you the letter tomorrow",
        "please send me a copy",
        "send to my colleague instead",
        "we sent it to the wrong people",
        "my colleague sent it over",
        "my trainee put it in",
        "the assistant wanted to send it off",
        "they told us to go on",
        "the outage may go on",
        "the server is good to go",
        "maybe send it",
        "don't you dare send it",
        "schick's erst wenn ich mit dem Chef geredet hab",
        "falls alles stimmt, abschicken",
        "abschicken ja, nur das Datum stimmt ned",
        "noch ned abschicken",
        "schicken Sie mir bitte eine Kopie",
        "schick das an meinen Makler",
        "der Azubi hat alles weggeschickt",
        "die Kollegin sollte das abschicken",
        "ich hab das schon abgeschickt",
        "weg mit der Summe",
        "morgen abschicken bitte",
    ],
)
def test_what_only_sounds_like_an_order_sends_nothing(text: str) -> None:
    assert not orders_sending(text)
