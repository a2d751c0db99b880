import pytest

from bot.extraction.parties import find_claimant


@pytest.mark.parametrize(
    ("text", "lang", "claimant"),
    [
        (
            "We moved a client to new hosting, Alderway Dental, and they want 900 back",
            "en",
            "Alderway Dental",
        ),
        ("Client = Sprocket & Bean, shop was down", "en", "Sprocket & Bean"),
        ("Mixed up prices for a garden centre, the garden centre wants 3k", "en", "garden centre"),
        ("Hansel & Brote Ltd is suing us over the logo", "en", "Hansel & Brote Ltd"),
        ("I look after storage for a wedding photographer", "en", "wedding photographer"),
        ("The patient tripped over our cable, her solicitor wrote", "en", "patient"),
        ("Am Freitag ist bei der Spedition Kallweit der Server ausgefallen", "de", "Spedition Kallweit"),
        ("Kunde: Metallbau Krenn, will 3.000 Euro", "de", "Metallbau Krenn"),
        ("Die Molkerei fordert 4.000 Euro", "de", "Molkerei"),
        ("Frau Adamczyk verlangt Schmerzensgeld", "de", "Frau Adamczyk"),
        (
            "unser Azubi hat die Tafel vom Hotel Seeblick zerkratzt, das Hotel will 900",
            "de",
            "Hotel Seeblick",
        ),
    ],
)
def test_claimant_as_named(text: str, lang: str, claimant: str) -> None:
    found = find_claimant(text, lang=lang)
    assert found is not None
    assert found.value == claimant
    assert text[found.start : found.end] == claimant


@pytest.mark.parametrize(
    ("text", "lang"), [("dropped the customer's laptop", "en"), ("Kunde flippt aus", "de")]
)
def test_a_mere_role_is_marked(text: str, lang: str) -> None:
    found = find_claimant(text, lang=lang)
    assert found is not None
    assert found.generic


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Our own file server was encrypted on Monday", "en"),
        ("Hi, this is Mara Lindt. Server crashed", "en"),
        ("Unser Praktikant hat am Montag die Platte formatiert", "de"),
        ("", "en"),
    ],
)
def test_nobody_is_named(text: str, lang: str) -> None:
    assert find_claimant(text, lang=lang) is None


def test_identifiers_are_no_parties() -> None:
    text = "Ticket Alpha Bravo for the outage"
    assert find_claimant(text, lang="en", blocked=[(7, 18)]) is None


def test_with_a_loss_of_the_writers_own_only_a_demand_names_a_party() -> None:
    assert (
        find_claimant("Ransomware at our office, a bakery upstairs smelled smoke", lang="en", own_loss=True)
        is None
    )


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Jetzt fordert die Brauerei Zoller Schadenersatz wegen der Etiketten.", "de", "Brauerei Zoller"),
        ("Metallbau Krenn stand sechs Stunden, weil wir das Kabel gekappt haben.", "de", "Metallbau Krenn"),
        (
            "Getränkehersteller Aquella AG hat zu spät eingereicht, sie wollen alles von uns.",
            "de",
            "Aquella AG",
        ),
        ("Sache von Ende März, Mieterin Frau Jelinek verlangt 900 Euro.", "de", "Frau Jelinek"),
        ("Das Schreiben von Herrn Zurflüh kam gestern.", "de", "Herr Zurflüh"),
        ("Database of Fenwick Dental is gone since our migration.", "en", "Fenwick Dental"),
        ("Northgate Cold Storage says the extra cost goes to us.", "en", "Northgate Cold Storage"),
        ("hey, property manager says it's $75 a door", "en", "property manager"),
        ("The tourist board wants 5,500 for the outage.", "en", "tourist board"),
    ],
)
def test_the_extent_of_a_name(text: str, lang: str, expected: str) -> None:
    party = find_claimant(text, lang=lang)
    assert party is not None
    assert party.value == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Unsere Sachbearbeiterin hat die Mail falsch verschickt.", "de"),
        ("Buchhalterin hat sich zwei Jahre lang selber Spesen überwiesen.", "de"),
        ("Zwei Quadratmeter Sternparkett sind hin.", "de"),
        ("Die von uns beauftragte Räumungsfirma, die wir engagiert haben, ist weg.", "de"),
        ("My own laptop got stolen at the airport on Friday.", "en"),
        ("My softbox toppled straight into a Georgian sideboard.", "en"),
        ("Accountant paid an urgent invoice to Cyprus.", "en"),
    ],
)
def test_own_people_places_and_things_claim_nothing(text: str, lang: str) -> None:
    assert find_claimant(text, lang=lang) is None
