"""The writer's own firm, where a text says that it is theirs."""

import pytest

from bot.extraction.contact import find_insured_name
from bot.extraction.own_firms import find_firm_spoken_of, find_holder, find_own_firm
from bot.extraction.own_names import firm_among


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("And my company Copperline Ltd isn't there.", "Copperline Ltd"),
        ("My company Millbrook Systems Ltd isn't in it.", "Millbrook Systems Ltd"),
        ("The PI is missing. And my company, Millbrook Systems Ltd, please.", "Millbrook Systems Ltd"),
        ("nur entschuldigt. und meine firma fehlt: asmussen web", "asmussen web"),
        ("hä? geschädigt ist der rad hansen. asmussen web ist MEINE firma", "asmussen web"),
        ("nein geschädigt ist mia kolb! sichtbar ist MEINE agentur.", "sichtbar"),
        ("No no. Claimant is Kaveri Textiles. Menon and Associates is MY firm", "Menon and Associates"),
        ("no thats my own firm i mean. Daly Roche Architects.", "Daly Roche Architects"),
        ("Da fehlt aber unsere Firma, die Prantl Datentechnik GmbH.", "Prantl Datentechnik GmbH"),
        ("Und bitte unsere Firma eintragen: Prantl Datentechnik GmbH, Graz.", "Prantl Datentechnik GmbH"),
        ("Unsere Firma steht immer noch nicht drin, die Prantl Datentechnik GmbH!", "Prantl Datentechnik GmbH"),
        ("Geschädigt ist die Firma Holzbau Egger, die Prantl Datentechnik sind WIR.", "Prantl Datentechnik"),
        ("Nein, geschädigt ist Dr. Lang! Nowicki Kommunikationstechnik ist MEINE Firma!", "Nowicki Kommunikationstechnik"),
        ("Wir, die Prantl Datentechnik GmbH aus Graz, haben für die Firma Egger", "Prantl Datentechnik GmbH"),
        ("Und mir gehört die Pichl Architektur ZT GmbH", "Pichl Architektur ZT GmbH"),
        ("Ned Farrow, I run Copperline Ltd, a small web shop", "Copperline Ltd"),
        ("Uwe Lindner, IT-Leiter bei der Seeblick IT Services GmbH", "Seeblick IT Services GmbH"),
        ("Ich bin Inhaber der Agentur Sichtbar in Linz", "Agentur Sichtbar"),
        ("Hi, I'm the CTO at Harbor Point Hosting LLC and we got hit", "Harbor Point Hosting LLC"),
        ("my firm is called tidewater surveying, we're in hull", "tidewater surveying"),
        ("our company name is Otter & Vale", "Otter & Vale"),
        ("unsere agentur heisst klarblick", "klarblick"),
        ("mei firma hoaßt huber web", "huber web"),
        ("you forgot my firm: marsh audio", "marsh audio"),
        ("please add our company: Tall Pines Design", "Tall Pines Design"),
        ("Otter & Vale, that's us", "Otter & Vale"),
        ("Brückner Statik GmbH, das sind wir", "Brückner Statik GmbH"),
        ("die Brückner Statik GmbH gehört mir", "Brückner Statik GmbH"),
        ("Fjord Media belongs to me, the claimant is Bolt", "Fjord Media"),
        ("Ich führe die Werbeagentur Kranz in Ulm", "Werbeagentur Kranz"),
        ("I own Tidewater, a surveying practice", "Tidewater"),
        ("We are Eastgate IT Ltd and look after", "Eastgate IT Ltd"),
        ("Kettle Lane Studio is my own practice, not the client", "Kettle Lane Studio"),
        ("the name of my company is Blue Heron", "Blue Heron"),
        ("mini Firma fählt: ammann hosting", "ammann hosting"),
        ("meine kanzlei steht nicht drin, kanzlei lorenz & partner", "kanzlei lorenz & partner"),
        ("my company's name is Ironbark Events", "Ironbark Events"),
        ("wir von der Agentur Sichtbar haben das Bild verwendet", "Agentur Sichtbar"),
        ("Tom Ashby, partner at Reed Surveying. We were late", "Reed Surveying"),
        ("my company missing: Kessel Consulting", "Kessel Consulting"),
        ("Wo steht meine Firma? Das ist die Huber IT GmbH", "Huber IT GmbH"),
        ("Das ist meine Firma, Huber IT GmbH, nicht der Kunde", "Huber IT GmbH"),
    ],
)  # fmt: skip
def test_what_is_said_to_be_the_writers_firm_is_found(text: str, firm: str) -> None:
    place = find_own_firm(text)
    assert place is not None
    assert text[slice(*place)] == firm


@pytest.mark.parametrize(
    "text",
    [
        "Our company did a server migration for a customer in Hamburg",
        "our company is German and the client Swiss",
        "unsere Firma ist Opfer eines Angriffs geworden",
        "der Kunde hat unserer Firma Schaden zugefügt",
        "hat unsere Kanzlei Anfang März den Antrag verpasst",
        "in unserer Agentur hat Frau Müller das Bild verwendet",
        "my company is insured with you",
        "I run Windows Server 2019 for Bolt Ltd",
        "we run the servers for Kessler Logistics",
        "Kaveri Textiles is my client",
        "the damage is with Bolt Ltd, our client",
        "Bolt Ltd is our biggest client",
        "the problem is us",
        "it is our own fault",
        "We are afraid that Bolt Ltd sues us",
        "wir sind froh, dass Bolt GmbH zahlt",
        "Yesterday I spoke on the phone for an hour to Ana Roe, project manager at Bolt Ltd",
        "the client's company Bolt Ltd wants 400",
        "deren Firma heißt Bolt GmbH",
        "his company is called Bolt Ltd",
        "Die Firma Holzbau Egger fordert 400",
        "der Server gehört uns nicht",
        "mein Büro hat den Schlüssel für die Praxis Dr. Winter verloren",
        "in my office Anna Bolt opened a mail",
        "send it to my company please",
        "our practice sent a letter to Dr Reed",
        "meine Firma ist in Berlin",
        "unsere Praxis ist seit Montag ohne Telefon",
        "my business partner Anna Reed did it",
        "our company lawyer Tom Reed says",
        "unser Bürohund hat den Schlüssel gefressen",
        "I'm a freelance developer for Bolt Ltd",
        "wir bei der Arbeit",
        "my company, yes",
        "That's my company car",
        "We, Tom and I, went to Bolt Ltd",
        "mir fehlt die Firma",
        "Beim Shooting am Samstag im Hotel Seestern ist mir das Blitzstativ umgekippt",
        "Hallo, ich geb Excel-Kurse. Am Mittwoch ist mir im Kurs was passiert",
        "letzten Dienstag waren wir bei der Taxizentrale Ehrenfeld die Telefonanlage am umstellen",
    ],
)  # fmt: skip
def test_other_firms_and_words_beside_my_company_name_none(text: str) -> None:
    assert find_own_firm(text) is None


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Und die Firma heißt Nowicki Kommunikationstechnik.", "Nowicki Kommunikationstechnik"),
        ("Why company name not shown? It is Menon and Associates, Chennai", "Menon and Associates"),
        ("Es fehlt die Firma, also Seeblick IT GmbH, und noch was", "Seeblick IT GmbH"),
        ("die agentur heisst sichtbar in linz", "sichtbar"),
        ("company name missing: tall pines", "tall pines"),
        ("Firmenname: Huber IT", "Huber IT"),
        ("the company is called Tall Pines", "Tall Pines"),
        ("Firma: Prantl Datentechnik GmbH", "Prantl Datentechnik GmbH"),
    ],
)
def test_the_firm_that_is_spoken_of_is_found_by_its_name(text: str, firm: str) -> None:
    place = find_firm_spoken_of(text)
    assert place is not None
    assert text[slice(*place)] == firm


@pytest.mark.parametrize("text", ["where's the company name?", "die Firma will 300", "die Firma fehlt noch"])
def test_no_name_stands_beside_a_firm_that_is_only_spoken_of(text: str) -> None:
    assert find_firm_spoken_of(text) is None


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("not to hand sorry, its under Daly Roche Architects", "Daly Roche Architects"),
        ("läuft auf die Prantl Datentechnik GmbH", "Prantl Datentechnik GmbH"),
        ("it's under Anna Roe", None),
        ("keine Ahnung, unter den Akten", None),
    ],
)
def test_the_firm_that_holds_the_policy_is_found(text: str, firm: str | None) -> None:
    place = find_holder(text)
    assert (text[slice(*place)] if place else None) == firm


@pytest.mark.parametrize(
    ("text", "name", "firm"),
    [
        ("dave garside, garside web, its just me", "Dave Garside", "garside web"),
        ("lorenz, torsten. kanzlei lorenz & partner, rostock", "Torsten Lorenz", "kanzlei lorenz & partner"),
        (
            "Una Platt, Platt & Dunn Surveying. it was our field tech",
            "Una Platt",
            "Platt & Dunn Surveying",
        ),
        ("ines soler, soler people advisory", "Ines Soler", "soler people advisory"),
        ("Carola Wenz, Architekturbüro Wenz", "Carola Wenz", "Architekturbüro Wenz"),
        ("Hester Quill, Moss & Quill LLP, Leeds", "Hester Quill", "Moss & Quill LLP"),
        ("Pat Nolan. nolan plans ltd", "Pat Nolan", "nolan plans ltd"),
        ("kovács, istván - kovács design", "István Kovács", "kovács design"),
        ("Ines Kranz, Inhaberin Agentur Kranz Digital", "Ines Kranz", "Agentur Kranz Digital"),
        ("müller, hans, 0171 2345678", "Hans Müller", None),
        ("Torsten Harms, Rostock", "Torsten Harms", None),
        ("Hart, Sue Hart", "Sue Hart", None),
        ("anton reisch, geschäftsführer", "Anton Reisch", None),
        ("hallo, torsten", "Torsten", None),
        ("no, Peter", "Peter", None),
    ],
)
def test_the_firm_beside_the_name_that_was_asked_for_is_found(text: str, name: str, firm: str | None) -> None:
    found = find_insured_name(text, asked=True)
    assert found is not None
    assert found.value == name
    place = firm_among(text, name)
    assert (text[slice(*place)] if place else None) == firm
