"""Firms and persons that say who they are, and whom a broker writes for."""

import pytest

from bot.extraction.introductions import find_introduction


def _names(text: str) -> tuple[str | None, list[str]]:
    found = find_introduction(text)
    insured = text[slice(*found.insured)] if found.insured else None
    return insured, [text[slice(*place)] for place in found.own]


@pytest.mark.parametrize(
    ("text", "insured"),
    [
        ("Hier Nordlicht IT GmbH, Police PI 411 0042, die falsche Platte formatiert", "Nordlicht IT GmbH"),
        ("Wir sind die Lindhof Software GmbH. Beim Kunden Gärtnerei Voss fiel die Kasse aus.", "Lindhof Software GmbH"),
        ("Hallo, hier die Webschmiede Kranz, PI-332-1100, die falsche Datenbank gelöscht", "Webschmiede Kranz"),
        ("This is Kestrel Coding, policy number PI-118-9902, our update took down Marlow Spa", "Kestrel Coding"),
        ("We're Oakburn Systems, and we lost the badge of Corran Laboratories", "Oakburn Systems"),
        ("Bin Jan Krüger von Pixelwerk, PI-512-7788", "Jan Krüger"),
        ("PI-204-1877 Mara Lindt", "Mara Lindt"),
        ("Hallo zusammen, Uli Kranz von der Agentur Kranz Digital aus Ulm. Drei Fotos ohne Lizenz.", "Uli Kranz"),
        ("Hello all, Tom Reed of Reed Surveying here, I measured a plot wrong", "Tom Reed"),
        ("Grüezi mitenand, Urs Amrein vo de Amrein Treuhand AG. Mir hend e Frischt verpasst.", "Urs Amrein"),
        ("Moin moin, Hinnerk Claasen von Claasen Systemhaus hier, unser Update war schuld", "Hinnerk Claasen"),
        ("Hello there, Raj Patel of Patel Analytics. We sent a wrong report.", "Raj Patel"),
        ("Tom Ashby from Kestrel Coding, PI-118-9902. I sent payroll data to the wrong address.", "Tom Ashby"),
        ("Hey, Travis Ludlow, I do drone surveys out of Fort Collins and hit a truck", "Travis Ludlow"),
        ("Sehr geehrte Damen und Herren, DI Rupert Moosbrugger, Zivilgeometer in Graz. Ich melde", "DI Rupert Moosbrugger"),
        ("Hello there, Nuala Ó Briain here, one of the two partners", "Nuala Ó Briain"),
        ("Hello, I'm writing for my boss, Alasdair Kinloch of Kinloch Architects. We were late", "Alasdair Kinloch"),
        ("Grüß Gott, ich schreib für meinen Chef, den Architekten Lorenz Haidacher. Er hat", "Lorenz Haidacher"),
        ("My name is Ann Reed from Kestrel Coding and our update broke the shop of Otter & Vale", "Ann Reed"),
    ],
)  # fmt: skip
def test_who_introduces_themselves_is_insured(text: str, insured: str) -> None:
    assert _names(text)[0] == insured


@pytest.mark.parametrize(
    ("text", "insured"),
    [
        ("Philippa Trent from Trent Brokers. I'm notifying on behalf of our client Bexwell Surveyors.", "Bexwell Surveyors"),
        ("Hier Maklerbüro Sievers. Ich melde für unseren Kunden Holtkamp Statik einen Schaden.", "Holtkamp Statik"),
        ("Reporting for my client, Finch Surveying Ltd: their drone hit a greenhouse of Tansley.", "Finch Surveying Ltd"),
        ("Broker here. Our client Amberley Architects specified the wrong cladding for Stowe Trust.", "Amberley Architects"),
    ],
)  # fmt: skip
def test_a_brokers_client_is_insured(text: str, insured: str) -> None:
    assert _names(text)[0] == insured


def test_the_firm_of_a_boss_is_on_their_side() -> None:
    text = "I'm writing for my boss, Graham Pettifer of Pettifer Surveyors in Bath"
    assert _names(text) == ("Graham Pettifer", ["Graham Pettifer", "Pettifer Surveyors"])


def test_of_a_boss_named_by_half_only_the_side_is_known() -> None:
    assert _names("I'm writing for my boss Mr Adeyemi (accountants), he's driving") == (None, ["Adeyemi"])


@pytest.mark.parametrize(
    "text",
    [
        "Hallo, Großer Mist, ich hab was gelöscht",
        "Guten Tag, ich bin Informatiker",
        "Hi, Big Trouble, we deleted it",
    ],
)
def test_capitals_behind_a_greeting_are_no_name(text: str) -> None:
    assert _names(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "We're a finance brokerage in Athlone. A colleague of mine forgot to send the papers for our client Mulhern Timber.",
        "Ich bin Versicherungsbroker. Wir haben vergessen, für unsere Kundin, die Garage Stampfli, eine Police zu kündigen.",
    ],
)
def test_a_broker_who_did_it_is_insured_themselves(text: str) -> None:
    assert _names(text)[0] is None


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Ich bin bei der Kanzlei Berger angestellt und habe einen Schriftsatz zu spät eingereicht.", "Kanzlei Berger"),
        ("ich schreibe im Namen unserer Kanzlei, Steuerberatung Obermaier in Rosenheim", "Steuerberatung Obermaier"),
        ("I'm employed at Marsh & Lowe Architects, I forgot to send the plans", "Marsh & Lowe Architects"),
    ],
)  # fmt: skip
def test_where_the_writer_works_is_own(text: str, own: str) -> None:
    assert own in _names(text)[1]


def test_all_on_the_insureds_side_are_own() -> None:
    text = "Philippa Trent from Trent & Moss Insurance Brokers. I'm notifying on behalf of our client Bexwell Surveyors."
    assert {"Philippa Trent", "Trent & Moss Insurance Brokers", "Bexwell Surveyors"} <= set(_names(text)[1])
    assert _names("Bin Jan Krüger von Pixelwerk, PI-512-7788")[1] == ["Jan Krüger", "Pixelwerk"]


@pytest.mark.parametrize(
    "text",
    [
        "Ich melde einen Schaden: für unseren Kunden Holtkamp haben wir falsch gerechnet.",
        "Wir melden, dass wir für unsere Kundin Frau Renz den Termin verpasst haben.",
        "In the report for our client Haddow Structural two figures are wrong.",
        "We ran the payroll on behalf of our client Dunmore Joinery and paid it twice.",
        "Für unseren Kunden Maklerbüro Sievers haben wir die Daten gelöscht.",
        "Our client Trent Insurance Brokers lost data when our backup failed.",
        "Gestern Mail vom Filmverleih Kranich bekommen, wir sollen zahlen.",
        "Good morning, we are PLC programmers near Biel.",
        "Hier Problem mit dem Server bei Firma Lutz.",
    ],
)
def test_a_client_is_not_on_the_insureds_side(text: str) -> None:
    assert _names(text) == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "Hallo, Sabine Roth von der Stadtbank hat uns heute verklagt.",
        "Hi, Sarah Jones from Acme Bank is suing us for 5k.",
        "Hello, Ann Lee of Lee Ltd, our client, wants 500.",
        "Hallo, Server Ausfall bei Kunde Meier. Seit gestern kam von Berger Bau nichts",
        "Moin, Frau Berger von Berger Bau. Sie will 300",
    ],
)
def test_whoever_does_something_or_is_no_person_does_not_introduce_themselves(text: str) -> None:
    assert find_introduction(text).insured is None


def test_a_name_with_a_firm_and_a_comma_opens_a_message() -> None:
    text = "Afternoon, Sunil Raval from Ravenscroft Brokers, reporting on behalf of our client Pixelmoor Ltd."
    assert _names(text)[0] == "Pixelmoor Ltd"
    assert {"Sunil Raval", "Ravenscroft Brokers"} <= set(_names(text)[1])


def test_who_is_spoken_of_behind_a_name_and_a_firm_opens_none() -> None:
    assert _names("Hello, Sunil Raval from Fernhill, who wants 300 from us.") == (None, [])
