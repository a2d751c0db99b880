"""Answers to "Is it still going on?", "Have you agreed to pay, paid or signed anything?" and whether anybody asks for money."""

import pytest

from bot.extraction.notice import find_notice_kind, find_ongoing, find_statement_made


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("nothing works", "en", "yes"),
        ("no, it still doesn't work", "en", "yes"),
        ("not resolved yet", "en", "yes"),
        ("hasn't been fixed", "en", "yes"),
        ("half the shop works again", "en", "yes"),
        ("it comes and goes", "en", "yes"),
        ("a workaround is in place", "en", "yes"),
        ("it is over", "en", "no"),
        ("it stopped", "en", "no"),
        ("solved yesterday", "en", "no"),
        ("not any more", "en", "no"),
        ("noch nicht behoben", "de", "yes"),
        ("nix geht mehr", "de", "yes"),
        ("läuft teilweise wieder", "de", "yes"),
        ("lauft nonig", "de", "yes"),
        ("jein", "de", "yes"),
        ("hat aufgehört", "de", "no"),
        ("isch verbi", "de", "no"),
        ("nicht mehr", "de", "no"),
        ("nein seit heute früh nicht mehr", "de", "no"),
        ("seit gestern ist Ruhe", "de", "no"),
        ("that was only on Monday", "en", "no"),
        ("some problems remain", "en", "yes"),
        ("nur noch ein Server", "de", "yes"),
        ("alles grün", "de", "no"),
        ("ne, allet wieder schick", "de", "no"),
        ("noch nich wieder", "de", "yes"),
        ("steht alles noch", "de", "yes"),
    ],
)
def test_goes_on_or_ended_in_an_answer(text: str, lang: str, value: str) -> None:
    found = find_ongoing(text, lang=lang, asked=True)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("They demanded £900 back on 5 November. They've since withdrawn that.", "en", "circumstance"),
        ("they asked for £900 back but have dropped it since", "en", "circumstance"),
        ("Barrow wanted £2,500 but withdrew the claim on Monday", "en", "circumstance"),
        ("I dropped the laptop and they want £900", "en", "demand"),
        ("we wiped their laptop. haven't heard a peep about money", "en", "circumstance"),
        ("nobodys claimed owt yet but her husband took pictures", "en", "circumstance"),
        ("client says it's fine, they don't want anything", "en", "circumstance"),
        ("client is asking me to cover it", "en", "demand"),
        ("I should pay for the repair, says the owner", "en", "demand"),
        ("bisher will keiner was von uns", "de", "circumstance"),
        ("sie haben sich noch nicht gemeldet wegen Schadenersatz", "de", "circumstance"),
        ("Ein Anspruch wurde noch nicht gestellt", "de", "circumstance"),
        ("bis dato keine Ansprüche", "de", "circumstance"),
        ("they have withdrawn money from the account and want £900", "en", "demand"),
        ("Gestern haben sie die Forderung über 900 Euro wieder zurückgezogen", "de", "circumstance"),
        ("Metzgerei Daum hat 800 Euro verlangt, will jetzt aber doch nichts mehr", "de", "circumstance"),
        ("die Forderung über 900 Euro haben sie nicht zurückgezogen", "de", "demand"),
    ],
)
def test_a_demand_that_was_withdrawn_is_none(text: str, lang: str, kind: str) -> None:
    found = find_notice_kind(text, lang=lang, incident_type="data_error", demanded=True)
    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("our update broke the shop and they still cant take orders", "en", "yes"),
        ("seit gestern geht beim Kunden gar nichts mehr wegen meinem Update", "de", "yes"),
        ("de shop isch abgschosse, es lauft immer nonig", "de", "yes"),
        ("Everything's been running fine since the 21st.", "en", "no"),
        ("seit dienstag alles wieder normal", "de", "no"),
        ("the till still doesn't start", "en", "yes"),
        ("since last night everything is offline", "en", "yes"),
        ("it was working fine until Monday", "en", None),
        ("Mittlerweile rennt wieder alles", "de", "no"),
        ("seit Montag liegt alles lahm", "de", "yes"),
        ("geht no nöd", "de", "yes"),
        ("allet wieda jut", "de", "no"),
        ("the switch itself is fine", "en", None),
    ],
)
def test_a_story_tells_whether_it_goes_on(text: str, lang: str, value: str | None) -> None:
    found = find_ongoing(text, lang=lang)
    assert (found.value if found else None) == value


@pytest.mark.parametrize("text", ["weiß ich nimmer", "keine Ahnung ob es noch läuft"])
def test_who_does_not_know_says_neither(text: str) -> None:
    assert find_ongoing(text, lang="de", asked=True) is None


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("paid half", "en", "yes"),
        ("we gave them a credit note", "en", "yes"),
        ("no, only apologised", "en", "yes"),
        ("no but we promised a discount", "en", "yes"),
        ("I told them we'd sort it", "en", "yes"),
        ("I just said I'd look into it", "en", "no"),
        ("didn't sign anything", "en", "no"),
        ("not yet but I'm about to", "en", "no"),
        ("neither", "en", "no"),
        ("agreed on a meeting only", "en", "no"),
        ("500 überwiesen", "de", "yes"),
        ("nur Kulanz angeboten", "de", "yes"),
        ("nein, nur entschuldigt", "de", "yes"),
        ("hab nix überwiesen", "de", "no"),
        ("unterschrieben hab ich nichts", "de", "no"),
        ("hab nur gesagt, ich schau mir das an", "de", "no"),
        ("weder noch", "de", "no"),
        ("wollten, dass ich unterschreibe, hab ich nicht", "de", "no"),
        ("noch nicht bezahlt, aber zugesagt", "de", "yes"),
        ("nein, äh doch, ich hab gesagt ich zahl das schon", "de", "yes"),
        ("have not paid but agreed", "en", "yes"),
        ("told them it was all my fault", "en", "yes"),
        ("they wanted me to sign but I refused", "en", "no"),
        ("naw. and sorry it took so long", "en", "no"),
        ("nei, sorry für d Verspätig", "de", "no"),
        ("I told her not to worry, we'd cover it", "en", "yes"),
        ("I did promise him we'd see him right", "en", "yes"),
        ("gave him my word", "en", "yes"),
        ("keine Sorge, hab ich gesagt, das übernehmen wir", "de", "yes"),
        ("I haven't, my partner has", "en", "yes"),
        ("ich nicht, aber mein Chef", "de", "yes"),
        ("I told them not to open it", "en", "no"),
        ("nothing was promised or signed", "en", "no"),
        ("zugesagt wurde nichts", "de", "no"),
    ],
)
def test_agreed_paid_or_signed_in_an_answer(text: str, lang: str, value: str) -> None:
    found = find_statement_made(text, lang=lang, asked=True)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("should I have signed?", "en"),
        ("does saying sorry count", "en"),
        ("what do you mean by signed", "en"),
        ("was heißt unterschrieben", "de"),
    ],
)
def test_question_whether_to_sign_is_no_statement(text: str, lang: str) -> None:
    assert find_statement_made(text, lang=lang, asked=True) is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("We broke their shop on Monday. Nothing was promised or signed.", "en"),
        ("We broke their shop on Monday, no promises have been made.", "en"),
        ("Am Montag ging der Shop kaputt. Wir haben keine Zusagen gemacht.", "de"),
        ("they want £5,000. I've said nowt, signed nowt, paid nowt.", "en"),
        ("I haven't talked to them since and I didn't sign or pay anything.", "en"),
        ("5000 woins. i hob nix zuagsagt und nix zoid", "de"),
    ],
)
def test_a_story_may_say_that_nothing_was_promised(text: str, lang: str) -> None:
    found = find_statement_made(text, lang=lang)
    assert found is not None
    assert found.value == "no"


@pytest.mark.parametrize(
    "text",
    [
        "gefordert wird noch nichts",
        "Geld verlangt hat bisher niemand",
        "Nein, gefordert haben sie noch nichts",
        "hat naturgemäß auch nichts verlangt",
    ],
)
def test_demand_that_nobody_makes_whatever_the_order_of_words(text: str) -> None:
    found = find_notice_kind(text, lang="de", incident_type=None, demanded=False)
    assert found is not None
    assert found.value == "circumstance"


@pytest.mark.parametrize(
    ("text", "lang", "kind", "value"),
    [
        (
            "I receive letter from lawyer because photo on website",
            "en",
            "rights_infringement",
            "warning_letter",
        ),
        ("Post vom Anwalt wegen einer Schriftart", "de", "rights_infringement", "warning_letter"),
        ("server down for two days, their solicitor has written to us", "en", "system_outage", "demand"),
        ("Backup weg, heute kam ein Brief von deren Anwalt", "de", "data_loss", "demand"),
        ("I wrote a letter to my lawyer about the outage", "en", "system_outage", "circumstance"),
        ("Backup weg, mein Anwalt weiß Bescheid", "de", "data_loss", "circumstance"),
    ],
)
def test_letter_by_their_lawyer_demands_something(text: str, lang: str, kind: str, value: str) -> None:
    found = find_notice_kind(text, lang=lang, incident_type=kind, demanded=False)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("de", "Der Server unseres Kunden ist gehackt, die Angreifer wollen 20.000", "circumstance"),
        ("en", "our client's shop was hacked and the attackers demand 2 bitcoin", "circumstance"),
        (
            "de",
            "Der Server ist gehackt, die Angreifer wollen 20.000, der Kunde will den Ausfall von uns",
            "demand",
        ),
    ],
)
def test_what_attackers_want_is_no_demand(lang: str, text: str, kind: str) -> None:
    found = find_notice_kind(text, lang=lang, incident_type="security_incident", demanded=False, dated=False)
    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize(
    ("text", "lang", "dated", "kind"),
    [
        ("They have not made any claim against me so far.", "en", False, "circumstance"),
        ("he dont want money for now", "en", False, "circumstance"),
        ("They rang on Tuesday to complain, nothing about compensation.", "en", True, "circumstance"),
        ("Their email of 11 May isn't asking for money.", "en", True, "circumstance"),
        ("Geld wolln se nich", "de", False, "circumstance"),
        ("Am Dienstag kam ein Brief, Geld will man darin nicht.", "de", True, "circumstance"),
        ("verlangt hams no nix", "de", True, "circumstance"),
        ("Er hat uns bisher nicht in Anspruch genommen.", "de", False, "circumstance"),
        ("They never mentioned money. Then on Friday they sued us.", "en", True, "demand"),
        ("On Monday they demanded £900. They haven't asked for any money since.", "en", True, "demand"),
        ("The artist isn't making any claim, the gallery is asking us for it.", "en", True, "demand"),
        ("Niemand hat Geld verlangt, dann kam am Montag der Anwalt.", "de", True, "demand"),
    ],
)
def test_a_day_beside_a_denial_is_that_of_no_demand(text: str, lang: str, dated: bool, kind: str) -> None:
    found = find_notice_kind(text, lang=lang, incident_type="data_error", demanded=False, dated=dated)
    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("noch am selben Tag hat sie den Kaufvertrag unterschrieben", "de", None),
        ("da hat der Hausmeister das Protokoll unterschrieben", "de", None),
        ("weil unsere Kundin das Formular unterschrieben hat", "de", None),
        ("mein Chef hat das schon unterschrieben", "de", "yes"),
        ("ich habe das gleich unterschrieben", "de", "yes"),
        ("Hausratversicherung von ihr zahlt nix", "de", None),
        ("we hadn't agreed anything", "en", "no"),
        ("nix gsagt und nix unterschriebn", "de", "no"),
        ("unterschrieben hab ick nüscht", "de", "no"),
        ("Lösegeld 1 Bitcoin, net bezahlt", "de", None),
    ],
)
def test_what_others_signed_is_no_statement(text: str, lang: str, value: str | None) -> None:
    found = find_statement_made(text, lang=lang)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("die wänds gäld zrugg", "demand"),
        ("400 wollns ham", "demand"),
        ("backup weg, jetzt anwalt eingeschaltet.", "demand"),
        ("mir wänd en schade mälde", "circumstance"),
        ("i wott öppis mälde", "circumstance"),
        ("ersatz wär 22'000 aber das wott niemert", "circumstance"),
    ],
)
def test_who_wants_something_in_dialect(text: str, kind: str) -> None:
    found = find_notice_kind(text, lang="de", incident_type="data_loss", demanded=False)
    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("jeht nich", "yes"),
        ("der Server steht noch", "yes"),
        ("wieder schick", "no"),
        ("nich mehr", "no"),
        ("allet wieder jut", "no"),
    ],
)
def test_whether_it_goes_on_in_few_words(text: str, value: str) -> None:
    found = find_ongoing(text, lang="de", asked=True)
    assert found is not None
    assert found.value == value
