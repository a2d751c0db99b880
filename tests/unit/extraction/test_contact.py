import re

import pytest

from bot.extraction.contact import find_contact, find_insured_name, find_policy_number, own_firm
from bot.extraction.dates import find_dates
from tests.builders import NOW


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("Mara Lindt mara.lindt@example.com", "GB", "mara.lindt@example.com"),
        ("erreichbar bin ich unter Jo.Maier@Example.de.", "DE", "Jo.Maier@example.de"),
        ("+49 30 901820", "DE", "+49 30 901820"),
        ("you can call me on 020 7946 0018", "GB", "+44 20 7946 0018"),
        ("0555 0199 22", "GB", "0555 0199 22"),
    ],
)
def test_contact_in_an_answer(text: str, region: str, value: str) -> None:
    found = find_contact(text, region=region, asked=True)
    assert found is not None
    assert found.value == value


def test_contact_is_taken_unasked_only_when_it_is_the_writers() -> None:
    own = "The server crashed on Monday. " * 8 + "Reach me at kim@example.org or in the office."
    theirs = (
        "Their lawyer wrote from info@law.example.org and gave 020 7946 0018. "
        + "The server crashed on Monday. " * 8
    )
    found = find_contact(own, region="GB")
    assert found is not None
    assert found.value == "kim@example.org"
    assert find_contact(theirs, region="GB") is None
    beside = (
        "Falsch verschickt (Policennummer PI-561-2030, Mail kim@example.org). " + "Es fiel gestern auf. " * 12
    )
    found = find_contact(beside, region="DE")
    assert found is not None
    assert found.value == "kim@example.org"


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("Rufen Sie mich bitte morgen vormittag an, 030 901820", "DE", "+49 30 901820"),
        ("ruft uns doch zurück: 030 901820", "DE", "+49 30 901820"),
        ("please ring us back tomorrow after ten, 020 7946 0018", "GB", "+44 20 7946 0018"),
    ],
)
def test_a_call_that_is_asked_for_names_the_writers_number(text: str, region: str, value: str) -> None:
    found = find_contact(text, region=region)
    assert found is not None
    assert found.value == value


def test_numbers_that_are_no_telephone() -> None:
    assert find_contact("They want 12.480,00 EUR, invoice 2024-118833", region="DE") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi, this is Mara Lindt from Lindt IT", "Mara Lindt"),
        ("Guten Tag, ich heiße Jürgen von der Heide und habe ein Problem", "Jürgen von der Heide"),
        ("Server kaputt.\nViele Grüße\nPetra Öztürk", "Petra Öztürk"),
        ("mein Name ist Dr. Anna Weiß", "Dr. Anna Weiß"),
    ],
)
def test_name_that_introduces_the_writer(text: str, name: str) -> None:
    found = find_insured_name(text)
    assert found is not None
    assert found.value == name
    assert found.span is not None
    assert text[found.span.start : found.span.end] == name


@pytest.mark.parametrize(
    "text", ["Siobhan Kelly", "siobhan kelly", "Siobhan Kelly, siobhan@example.com", "It's Siobhan Kelly"]
)
def test_name_as_an_answer(text: str) -> None:
    found = find_insured_name(text, asked=True)
    assert found is not None
    assert found.value == "Siobhan Kelly"


@pytest.mark.parametrize("text", ["no idea", "why?", "weiß nicht", "It is down again", "I'm not sure"])
def test_no_name(text: str) -> None:
    assert find_insured_name(text, asked=True) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PI 20418 77", "PI 20418 77"),
        ("my policy number is PI-2208841 thanks", "PI-2208841"),
        ("Vertragsnr. 90-551-27, SB 250", "90-551-27"),
        ("Policy no. TL-4471902.", "TL-4471902"),
    ],
)
def test_policy_number(text: str, number: str) -> None:
    found = find_policy_number(text)
    assert found is not None
    assert found.value == number


def test_policy_number_in_the_insurers_own_format_and_as_an_answer() -> None:
    own = [re.compile(r"\bHX\d{6}\b")]
    text = "it is HX123456 I think"
    found = find_policy_number(text, patterns=own)
    assert found is not None
    assert found.value == "HX123456"
    assert find_policy_number("we lost 20418 77 files") is None
    answered = find_policy_number("20418 77", asked=True)
    assert answered is not None
    assert answered.value == "20418 77"


def test_mail_and_phone_are_both_kept() -> None:
    found = find_contact("m.huber@example.com oder 0151 23456789", region="DE", asked=True)
    assert found is not None
    assert found.value == "m.huber@example.com, +49 1512 3456789"


@pytest.mark.parametrize("asked", [True, False])
def test_a_bare_phone_number_is_the_writers(asked: bool) -> None:
    found = find_contact("0555 0199", region="DE", asked=asked)
    assert found is not None
    assert found.value == "+49 5550 199"


def test_a_date_is_no_phone_number() -> None:
    assert find_contact("03.04.2026", region="DE", blocked=[(0, 10)]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Im Hotel Edelweiss war das WLAN weg, der Direktor will 2.800 Euro.",
        "Gestern ist im Autohaus Vogtland der Bildschirm runtergekommen.",
        "Drone dead, roof dead. It's Garden Centre Elmfield.",
    ],
)
def test_a_place_and_a_client_do_not_introduce_the_writer(text: str) -> None:
    assert find_insured_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hi, im Jo Tanner and my client is angry", "Jo Tanner"),
        ("It's Mara Lindt here, we broke it", "Mara Lindt"),
    ],
)
def test_the_writer_introduces_himself_at_the_beginning(text: str, name: str) -> None:
    found = find_insured_name(text)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They want 900 euros. Mara Lindt, mara.lindt@example.com", "Mara Lindt"),
        ("nothing signed yet.\nTom Ferris 07700 900123", "Tom Ferris"),
        ("Bisher nichts zugesagt. Jonas Brandt, Police PI-204-1877", "Jonas Brandt"),
        ("Danke! Urs Küng, Tel. 079 123 45 67", "Urs Küng"),
        ("The client is Alderway. alderway@example.com", None),
        ("we told their manager Tom Ferris, tom@client.example", None),
    ],
)
def test_a_name_with_an_address_behind_it_is_the_writers(text: str, name: str | None) -> None:
    found = find_insured_name(text)
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    ("text", "name", "contact"),
    [
        ("Hi, Sarah Okoye, Okoye Web Ltd, sarah@okoye.example, policy PI-204-1877.", "Sarah Okoye", "sarah@okoye.example"),
        ("Ich heiße Doris Weil, doris@weil.example.", "Doris Weil", "doris@weil.example"),
    ],
)  # fmt: skip
def test_who_writes_stands_with_a_firm_and_an_address_in_front(text: str, name: str, contact: str) -> None:
    text += " Then our update failed." * 12
    insured = find_insured_name(text)
    assert insured is not None
    assert insured.span is not None
    assert insured.value == name
    found = find_contact(text, region="GB", name_end=insured.span.end)
    assert found is not None
    assert found.value == contact


@pytest.mark.parametrize(("text", "name"), [("äh Ralf. Ralf Dettmer", "Ralf Dettmer"), ("back again", None)])
def test_name_that_is_said_again_in_full(text: str, name: str | None) -> None:
    found = find_insured_name(text, asked=True)
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    "text",
    [
        "jutta@wiegant.example, moment, jutta@wiegand.example",
        "jutta@wiegant.example sorry i meant jutta@wiegand.example",
    ],
)
def test_address_that_is_taken_back(text: str) -> None:
    found = find_contact(text, region="DE", asked=True)
    assert found is not None
    assert found.value == "jutta@wiegand.example"


@pytest.mark.parametrize(
    "text",
    [
        "A visitor fell over our cable. Her name is Margaret Sillitoe, she's 79.",
        "The nurse's name is Tasha Greer.",
        "Die Dame will Geld, ihr Name ist Petra Sommer.",
        "The company name is Orbit Travel.",
        "The guy fell off the stage, name is Tom Hale.",
    ],
)
def test_the_name_of_somebody_else_is_not_the_writers(text: str) -> None:
    assert find_insured_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("it's Ardent Railways and my surname is spelt Whitfeld", "Whitfeld"),
        ("no, my last name is Whitfeld not Whitfield", "Whitfeld"),
        ("mein Nachname schreibt sich Krüse", "Krüse"),
        ("ich schreib mich Maier mit ai", "Maier"),
        ("mein Name wird Huber geschrieben", "Huber"),
        ("hi, name is Mara Lindt", "Mara Lindt"),
        ("Their surname is Whitfeld", None),
        ("my name is wrong on the form", None),
    ],
)
def test_the_writers_name_set_right(text: str, name: str | None) -> None:
    found = find_insured_name(text)
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police PI-150-6677, Versicherungsnehmerin Kathrin Wendt, k.wendt@wendt.example.", "Kathrin Wendt"),
        ("Policyholder: Jane Doe, policy PI-204-1877", "Jane Doe"),
        ("the policyholder before me signed that off", None),
    ],
)
def test_a_policyholder_is_named_as_such(text: str, name: str | None) -> None:
    found = find_insured_name(text)
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Becker, Tom", "Tom Becker"),
        ("von der Heide, Jürgen", "Jürgen von der Heide"),
        ("Its Priya", "Priya"),
        ("its priya", "Priya"),
        ("mina here", "Mina"),
        ("me again, Tom", "Tom"),
        ("dr. anna li", "Dr. Anna Li"),
        ("J. Keller", "J. Keller"),
        ("May Day", "May Day"),
        ("August Freitag", "August Freitag"),
        ("Lena Sommer", "Lena Sommer"),
        ("Jo von der Greyfox GmbH", "Jo"),
        ("ich bin die Susi vom Huberhof", "Susi"),
        ("Tom Becker from Greyfox", "Tom Becker"),
        ("Jürgen von der Heide", "Jürgen von der Heide"),
        ("Sandra Meili, Meili Informatik AG", "Sandra Meili"),
        ("Myself Venkat Subramaniam", "Venkat Subramaniam"),
        ("This side Rahul Mehta", "Rahul Mehta"),
        ("Sorry, back to English. Tobi Achterberg", "Tobi Achterberg"),
        ("ach so, mein Name. Petra Wolff", "Petra Wolff"),
        ("Jan Krüger von Pixelwerk", "Jan Krüger"),
        ("Tom Baker of Baker & Sons", "Tom Baker"),
        ("Anna Maria von Thun", "Anna Maria von Thun"),
        ("Mein Name? Thorsten Behnke", "Thorsten Behnke"),
        ("Name: Sommer / Vorname: Petra", "Petra Sommer"),
        ("Hart, Sue Hart", "Sue Hart"),
        ("Pat here, Pat Nolan", "Pat Nolan"),
        ("Tom Reilly, Reilly Surveying", "Tom Reilly"),
        ("ich bins, die Frau Kern von Kern Consulting", "Frau Kern"),
        ("Schäfer. Vorname Ute", "Ute Schäfer"),
        ("first name Joan, surname Reid", "Joan Reid"),
        ("hab ich schon gesagt, Petra Sommer", "Petra Sommer"),
        ("I'm Mags, not Corcoran Digital", "Mags"),
        ("the name's Joan Reid, Reid & Co is the firm", "Joan Reid"),
        ("me? Joe. Firm is Joe's Joinery", "Joe"),
        ("Mags, Mags Corcoran, it's Corcoran Digital", "Mags Corcoran"),
        ("you can call me Joe Tanner", "Joe Tanner"),
        ("me is Dmitri Volkov", "Dmitri Volkov"),
        ("name: liam o'rourke", "Liam O'Rourke"),
        ("Es schreibt Ihnen Renate Vogl", "Renate Vogl"),
        ("Grüezi, Beat Zumstein isch min Name", "Beat Zumstein"),
        ("nicht Frau Lange, Anna Langer", "Anna Langer"),
    ],
)
def test_a_name_as_people_answer_with_it(text: str, name: str) -> None:
    days = [(found.span.start, found.span.end) for found in find_dates(text, lang="de", now=NOW, region="DE")]
    found = find_insured_name(text, asked=True, blocked=days)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    "text",
    [
        "same as before", "see above", "you already have it", "the same as in my last report", "wie vorhin", "siehe oben",
        "steht oben", "den haben Sie schon", "hab ich doch schon gesagt", "gleich wie vorher", "habts eh scho",
        "registered abroad",
        "Last Friday", "Easter Monday", "Letzten Freitag", "it's private", "ich bin aus Graz", "I'm from Leeds",
    ],
)  # fmt: skip
def test_what_stands_in_place_of_a_name_is_none(text: str) -> None:
    days = [(found.span.start, found.span.end) for found in find_dates(text, lang="de", now=NOW, region="DE")]
    assert find_insured_name(text, asked=True, blocked=days) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tom at becker dot com", "tom@becker.com"),
        ("it's tom at becker dot com", "tom@becker.com"),
        ("tom ät becker punkt de", "tom@becker.de"),
        ("t dot becker at gmail dot com", "t.becker@gmail.com"),
        ("info klammeraffe becker minus it punkt de", "info@becker-it.de"),
        ("tom(at)becker.com", "tom@becker.com"),
        ("tom[at]becker[dot]co[dot]uk", "tom@becker.co.uk"),
        ("tom.becker@gmail,com", "tom.becker@gmail.com"),
        ("tom.becker@gmail com", "tom.becker@gmail.com"),
        ("tom.becker @ gmail . com", "tom.becker@gmail.com"),
        ("Tom Becker, tom_b@gmx,de", "tom_b@gmx.de"),
        ("it's tom@becker.com, not tom@becker.co", "tom@becker.com"),
    ],
)
def test_an_address_that_is_spelt_out_or_slipped(text: str, address: str) -> None:
    found = find_contact(text, region="DE", asked=True)
    assert found is not None
    assert found.value == address
    assert find_contact("filler " * 30 + text.replace("@", " at "), region="DE") is None


@pytest.mark.parametrize(
    "text",
    [
        "find us at becker dot com",
        "I'm at work, point taken",
        "at home",
        "look at becker.com",
        "Punkt 9 at de",
    ],
)
def test_words_that_spell_no_address(text: str) -> None:
    assert find_contact(text, region="GB", asked=True) is None


def test_the_firm_behind_an_answered_name_is_the_writers_own() -> None:
    text = "Tom Baker of Baker & Sons"
    assert own_firm(text) == (13, len(text))
    assert own_firm("Wrong invoice from Baker & Sons") is None


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("ich bin der Ronny, Ronny Schadow", "Ronny Schadow"),
        ("ich bin die Uschi, also Ursula Kammerl", "Ursula Kammerl"),
        ("Beat Rüegg, rueegg IT", "Beat Rüegg"),
        ("Ing. Josef Aigner, Aigner Systemtechnik", "Ing. Josef Aigner"),
        ("Dr.-Ing. Volker Stein", "Dr.-Ing. Volker Stein"),
        ("dr heike lorenz, lorenz consulting gmbh", "Dr. Heike Lorenz"),
        ("Mr. Howard Pell", "Mr. Howard Pell"),
        ("Dr. Vance, Eleanor Vance", "Eleanor Vance"),
        ("its Siobhan, surname O'Dea", "Siobhan O'Dea"),
        ("jens, nachname korte", "Jens Korte"),
        ("björn saathoff", "Björn Saathoff"),
        ("gerda von bülow", "Gerda von Bülow"),
        ("lena vogt, 0170 5550123", "Lena Vogt"),
        ("timo rausch timo@rausch.example", "Timo Rausch"),
        ("Stephan Ehlers, schreibt man mit ph", "Stephan Ehlers"),
        ("Steven with a v, Steven Marsh", "Steven Marsh"),
        ("hanna wiebe ist mein name", "Hanna Wiebe"),
        ("Ansprechpartner ist Ute Brandis", "Ute Brandis"),
        ("Holzner IT GmbH, GF Andrea Holzner", "Andrea Holzner"),
        ("Architekturbüro Wenz, Carola Wenz", "Carola Wenz"),
        ("ronan keane from keane it", "Ronan Keane"),
        ("Rhys Bevan (Bevan Web Ltd)", "Rhys Bevan"),
    ],
)
def test_person_among_what_else_is_told(answer: str, name: str) -> None:
    found = find_insured_name(answer, asked=True)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    "answer", ["warum wollen sie das wissen?", "hab ich schon gesagt", "do you need my full name?"]
)
def test_answer_without_a_person_names_none(answer: str) -> None:
    assert find_insured_name(answer, asked=True) is None
