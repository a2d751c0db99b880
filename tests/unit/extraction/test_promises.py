"""What was promised or owned up to, in part or perhaps, and whatever is denied beside it."""

import pytest

from bot.extraction.notice import find_statement_made
from bot.extraction.promises import find_promise


@pytest.mark.parametrize(
    "text",
    [
        "nothing signed. i told them we restore for free",
        "ja ich hab am telefon gesagt wir kommen für den schaden auf",
        "hab ihm gesagt dass wir dafür aufkommen",
        "wir stehen dafür gerade hab ich gemeint",
        "told them we restore for free",
        "said sorry it's our fault",
        "said sorry, told them it's our fault",
        "not signed anything but I told him I would maybe pay half",
        "no contract or anything, I said we could perhaps split the bill",
        "i promised to redo it at no charge. signed nothing",
        "no, but we offered them a refund",
        "I wrote we'll fix it and that it was our mistake",
        "only told her not to worry, we would cover it",
        "agreed to pay half, nothing in writing",
        "we gave them a credit note of 200",
        "i accepted the blame on the phone, paid nothing",
        "have said maybe i pay a part. no signing",
        "ich habe gesagt vielleicht ich bezahle die hälfte. unterschrieben nichts",
        "han ne e gutschrift vo 200 franke verspoche, per mail. suscht nüt",
        "zugesagt nix, nur am telefon gesagt sorry das war mein fehler",
        "unterschrieben nichts, aber ich hab gesagt wir übernehmen das",
        "hab ihm 200 euro angeboten, sonst nix",
        "nein, nur gesagt dass es mein Fehler war",
        "ich hab geschrieben dass wir das kostenlos richten. bezahlt noch nichts",
        "i hob gsagt mir zoin des",
        "wir haben einen Rabatt versprochen, sonst nichts",
        "habe versprochen Hälfte zu zahlen eventuell",
        "den Fehler habe ich eingeräumt, gezahlt ist nichts",
        "gsait han i, dass mir s zahled",
    ],
)
def test_a_promise_or_a_fault_owned_up_to_is_a_statement(text: str) -> None:
    assert find_promise(text) is not None
    for lang in ("en", "de"):
        found = find_statement_made(text, lang=lang, asked=True)
        assert found is not None
        assert found.value == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "I never said we would pay",
        "no, I haven't promised to refund anything",
        "they said we pay or they sue",
        "he told me we should pay",
        "should I have said we pay?",
        "I told them I can't pay",
        "we didn't say it was our fault",
        "not told them whether we will pay",
        "only said sorry",
        "apologised, that is all",
        "I told them we will look into it",
        "the client said it's our fault",
        "she wrote it was our mistake",
        "ich habe nie gesagt dass wir zahlen",
        "nichts versprochen, keine Gutschrift",
        "der Kunde hat gesagt wir zahlen das",
        "sie hat geschrieben es war unser Fehler",
        "nur gesagt dass es mir leid tut",
        "hab mich entschuldigt",
        "soll ich sagen dass wir zahlen?",
        "kein Rabatt angeboten",
        "ich hab gesagt wir schauen es uns an",
        "weder gesagt dass wir zahlen noch unterschrieben",
    ],
)
def test_what_is_denied_asked_or_said_by_others_is_none(text: str) -> None:
    assert find_promise(text) is None
