"""Names as answers to "Which client is it?", however they are led in."""

import pytest

from bot.extraction.answers import answer_text, choice_in


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Brightwater Legal", "Brightwater Legal"),
        ("it's from Brightwater Legal", "Brightwater Legal"),
        ("her name is Maeve Tolan", "Maeve Tolan"),
        ("the gentleman? a Mr Desmond Kerrigan", "Mr Desmond Kerrigan"),
        ("someone from Torrbrook Storage", "Torrbrook Storage"),
        ("the company is called Corvane Ltd", "Corvane Ltd"),
        ("von der Kita Sonnenhügel", "Kita Sonnenhügel"),
        ("er heißt Gerd Maurer", "Gerd Maurer"),
        ("Kunde Huber", "Huber"),
        ("De Chund isch d Firma Rüegg Holzbau", "Firma Rüegg Holzbau"),
        ("öpper vo dr Firma Lüthi", "Firma Lüthi"),
        ("Frau Sabine Oelkers heißt die", "Frau Sabine Oelkers"),
        ("Möbel Hansen ist der Kunde", "Möbel Hansen"),
        ("a firm called Brightwater Homes", "Brightwater Homes"),
        ("My client, Hudson & Pryce LLP", "Hudson & Pryce LLP"),
        ("unser Kunde Meier Elektro", "Meier Elektro"),
        ("eine Privatperson, Frau Lindner", "Frau Lindner"),
        ("Nordwind AG und Pelzer GmbH, beide", "Nordwind AG und Pelzer GmbH"),
        ("a charity, Shelter North", "Shelter North"),
        ("my neighbour Joe Hart", "Joe Hart"),
        ("ein gewisser Herr Pospisil", "Herr Pospisil"),
        ("drei Kunden: Alba, Berger und Cordes", "Alba, Berger und Cordes"),
        ("der Kunde heißt Tobler AG, sitzt in Basel", "Tobler AG"),
        ("Hotel Bellevue, their manager rang", "Hotel Bellevue"),
        ("Mrs Jane Foster, a tenant", "Mrs Jane Foster"),
        ("Mrs Joan Beddoes, that's the lady", "Mrs Joan Beddoes"),
        ("ihm, Herrn Duffner", "Herrn Duffner"),
        ("Client's name: Duffy & Sons", "Duffy & Sons"),
        ("ach so, der Kunde. Venturo Drucklufttechnik", "Venturo Drucklufttechnik"),
        ("Ach ja, klar: die Schreinerei Vogt", "Schreinerei Vogt"),
        ("oh, stimmt. Hotel Seeblick", "Hotel Seeblick"),
        ("Sorry, überlesen. Firma Tannert", "Firma Tannert"),
        ("oh right, the client. Marlow Boats", "Marlow Boats"),
        (
            "Steinmüller oder Steinmeier, bin nicht sicher wie die heißen... Steinmüller glaub ich",
            "Steinmüller",
        ),
        ("Wagner glaub ich heißen die", "Wagner"),
        ("irgendwas mit Sonnen, Sonnenhof oder so", "Sonnenhof"),
        ("something like Brookside, not sure", "Brookside"),
        ("Fenwick Homes I think", "Fenwick Homes"),
        ("Die Frau heißt Gerda Althoff, arbeitet bei Firma Nordhaus", "Gerda Althoff"),
        ("it's Pennyfarthing Bakeries, I do HR for them", "Pennyfarthing Bakeries"),
        ("die Huber Holzbau GmbH, wie gesagt", "Huber Holzbau GmbH"),
        ("Brandt mit dt hinten", "Brandt"),
        ("Karlsen with a K", "Karlsen"),
        ("client is firm Rolmax", "Rolmax"),
        ("two of them, Harris & Co and the Dental Lab", "Harris & Co and the Dental Lab"),
        ("Ridgeway Primary, I'm their IT support", "Ridgeway Primary"),
        ("die Fotografin, Silke Ahrbeck", "Silke Ahrbeck"),
        ("a Touristin, Yuki Tanaka hoaßts", "Yuki Tanaka"),
        ("Spedition Kruthoff, steht oben", "Spedition Kruthoff"),
    ],
)
def test_what_leads_a_name_in_is_no_part_of_it(answer: str, name: str) -> None:
    found = answer_text("claimant", answer)
    assert found is not None
    assert found.value == name
    assert found.span is not None
    assert answer[found.span.start : found.span.end] == name


@pytest.mark.parametrize(
    "name",
    [
        "von Allmen AG",
        "Von der Heide GmbH",
        "Client Services Ltd",
        "At Home Interiors",
        "De Beers",
        "Dr. Sommer",
        "The Client Company",
        "Alle Achtung GmbH",
        "Some Place Else Ltd",
        "Smith, Jones and Co",
        "Our Lady's School",
        "Haberkorn GmbH",
        "Severin, Paul",
        "Unser Dorfladen eG",
    ],
)
def test_a_name_keeps_what_belongs_to_it(name: str) -> None:
    found = answer_text("claimant", name)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    "answer",
    [
        "no idea",
        "his",
        "weiß nicht",
        "back",
        "can't say, NDA",
        "darf ich nicht sagen",
        "eine Privatperson, Name müsste ich nachsehen",
        "just a customer, don't have the name",
        "ask my boss",
        "the courier? no idea of his name. DHL I think",
        "der Kunde natürlich",
        "ein Kunde",
        "a Touristin",
        "a guest",
        "I told Bolt Ltd yesterday",
        "It is not Bolt",
        "my client",
        "both",
    ],
)
def test_no_name_is_given(answer: str) -> None:
    assert answer_text("claimant", answer) is None


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("one of the lads", "employee"),
        ("einer von den Jungs", "employee"),
        ("our temp", "employee"),
        ("mei Lehrbua hat's eing'spült", "employee"),
        ("Ein Taschendieb, mir wurde in der U-Bahn die Tasche gestohlen.", "third_party"),
        ("the hosting company", "third_party"),
        ("Microsoft", "third_party"),
        ("ein Fehler in der Software", "third_party"),
        ("der Elektriker, den wir beauftragt haben", "subcontractor"),
        ("the electrician we had hired", "subcontractor"),
        ("my business partner", "self"),
        ("i söuber", "self"),
        ("wird noch untersucht", "unknown"),
        ("hard to say really", "unknown"),
        ("an employee of the client", "third_party"),
        ("der Mitarbeiter vom Kunden", "third_party"),
        ("my colleague at the client's office", "employee"),
        ("our external bookkeeper", "subcontractor"),
        ("my husband", "employee"),
        ("jemand aus der Werkstatt", "employee"),
        ("human error on our side", "self"),
        ("technischer Defekt", "unknown"),
        ("wissma no ned", "unknown"),
    ],
)
def test_who_caused_it_in_a_word(answer: str, value: str) -> None:
    found = answer_text("caused_by", answer)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("field", "answer", "value"),
    [
        ("notice_kind", "they only threatened to", "circumstance"),
        ("notice_kind", "die wollen nur, dass es wieder geht", "circumstance"),
        ("notice_kind", "nein, noch nicht", "circumstance"),
        ("notice_kind", "just me who lost money", "own_loss"),
        ("notice_kind", "ja, 800 Euro", "demand"),
        ("notice_kind", "ja, eine Abmahnung", "warning_letter"),
        ("personal_data", "nur Namen", "yes"),
        ("personal_data", "just product data", "no"),
        ("personal_data", "about 300 customers", "yes"),
        ("client_informed", "mach ich heute", "no"),
        ("client_informed", "no one has told them", "no"),
        ("client_informed", "die wissen Bescheid", "yes"),
        ("client_informed", "nur telefonisch", "yes"),
        ("key_marked", "only a number on it", "not_marked"),
        ("client_informed", "I don't think they know", "no"),
        ("client_informed", "deren IT-Leiter weiß es", "yes"),
        ("notice_kind", "I expect they will", "circumstance"),
        ("notice_kind", "er sagt, ich muss zahlen", "demand"),
        ("notice_kind", "nein, aber der Anwalt hat geschrieben", "demand"),
        ("notice_kind", "eigene Geräte, kein Dritter", "own_loss"),
        ("personal_data", "Namen nicht, nur Umsätze", "no"),
        ("court_papers", "nur ein Anwaltsbrief", "no"),
        ("court_papers", "wurde mir gestern zugestellt", "yes"),
        ("incident_type", "Frist verpasst", "missed_deadline"),
        ("incident_type", "none of those", "other"),
    ],
)
def test_choice_in_other_words_than_its_button(field: str, answer: str, value: str) -> None:
    found = choice_in(field, answer)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("notice_kind", "what do you mean, demand?"),
        ("key_marked", "no idea"),
        ("description", "yes"),
        ("court_papers", "it says so in the letter that came on Monday together with the bill"),
    ],
)
def test_question_or_story_is_no_choice(field: str, answer: str) -> None:
    assert choice_in(field, answer) is None


def test_how_many_people_it_concerns_is_nobody_who_caused_it() -> None:
    assert answer_text("caused_by", "it's 210 employees") is None


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("praxis dr. sander in potsdam, den kenn ich schon ewig", "praxis dr. sander in potsdam"),
        ("gemeinschaftspraxis dres. möbus & kehl", "gemeinschaftspraxis dres. möbus & kehl"),
        ("das bekleidungshaus j. p. reimers", "bekleidungshaus j. p. reimers"),
        ("st. joseph's n.s.", "st. joseph's n.s"),
        ("das ist die Fa. Rühl & Sohn", "Fa. Rühl & Sohn"),
        ("dr. o'shea's surgery", "dr. o'shea's surgery"),
        ("Frau Prof. Dr. Weiß", "Frau Prof. Dr. Weiß"),
    ],
)
def test_dot_of_a_title_ends_no_name(answer: str, name: str) -> None:
    found = answer_text("claimant", answer)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Heisst Gärtnerei Hollmann", "Gärtnerei Hollmann"),
        ("mein auftraggeber hiess glaub ich ratio bau", "ratio bau"),
        ("the name of the company is Sable Interiors", "Sable Interiors"),
        ("die umfrage war für die fördeklinik", "fördeklinik"),
        ("wir haben das für den reitverein holtensen gemacht", "reitverein holtensen"),
        ("der Schaden ist bei Bio-Markt Petersen entstanden", "Bio-Markt Petersen"),
        ("die daten gehören der stadtbücherei unna", "stadtbücherei unna"),
        ("betroffen ist Frau Dressler", "Frau Dressler"),
        ("da is die Pension Alpenblick betroffen", "Pension Alpenblick"),
        ("s Restaurant Sternen isch betroffe", "Restaurant Sternen"),
        ("es geht um die Seniorenresidenz Lärchenhof", "Seniorenresidenz Lärchenhof"),
        ("it was for St Brigid's parish", "St Brigid's parish"),
        ("that was done for kestrel print ltd", "kestrel print ltd"),
        ("the laptop belongs to a guy called Ned Farrow", "Ned Farrow"),
        ("the person hurt is Pauline Frost", "Pauline Frost"),
        ("Monika Bärtschi heisst die Verletzte", "Monika Bärtschi"),
        ("Frau Gerda Lohse ist die Geschädigte", "Frau Gerda Lohse"),
        ("Joan Platt is the injured lady", "Joan Platt"),
    ],
)
def test_sentence_names_whose_the_loss_is(answer: str, name: str) -> None:
    found = answer_text("claimant", answer)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("na der kunde halt, optik brandl", "optik brandl"),
        ("die kundin, frau wübbena", "frau wübbena"),
        ("nur ein privatkunde, holger stamm", "holger stamm"),
        ("the customer, obviously. Crane & Hart", "Crane & Hart"),
        ("the landlord, a Mr Doyle", "Mr Doyle"),
        ("my landlord mr singh", "mr singh"),
        ("its a small charity, open door trust", "open door trust"),
        ("that would be the council, Eastmere Borough Council", "Eastmere Borough Council"),
        ("it's for my client Fenwick & Sons, the bakery on Mill Lane", "Fenwick & Sons"),
        ("hab ich doch gesagt, die Stadtwerke", "Stadtwerke"),
        ("steht doch oben, die Druckerei Ahlers", "Druckerei Ahlers"),
        ("it's on the letter, Ashdown Legal", "Ashdown Legal"),
        ("jo eh, wirtshaus zum hirschen", "wirtshaus zum hirschen"),
        ("d Schryynerei Müller", "Schryynerei Müller"),
        ("Bauträger Nordwall GmbH", "Nordwall GmbH"),
        ("Hotel Lindenhof GmbH", "Hotel Lindenhof GmbH"),
        ("Kanzlei Brandt", "Kanzlei Brandt"),
        ("familie brandauer", "familie brandauer"),
    ],
)
def test_role_before_a_name_is_no_part_of_it(answer: str, name: str) -> None:
    found = answer_text("claimant", answer)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    "answer",
    [
        "dns umzug",
        "DNS-Umstellung",
        "falsche konfiguration",
        "ein tippfehler in der preisliste",
        "backup",
        "vertauschte etiketten",
        "handy runtergefallen",
        "habe vergessen das backup einzuspielen",
        "power cut",
        "a typo in the price list",
        "their system crashed",
        "forgot a semicolon",
        "na die kundin halt",
        "the client, obviously",
        "kunde aus hamburg",
        "some fella",
        "dem schreiner gehts um geld",
        "ein server ist kaputt gegangen",
        "weiß den namen grad nicht, so ne zahnarztpraxis in Köln",
        "can't remember the name, some dentist in Leeds",
        "how do you mean",
    ],
)
def test_what_happened_or_a_mere_role_is_no_name(answer: str) -> None:
    assert answer_text("claimant", answer) is None


@pytest.mark.parametrize(
    "name", ["Schulze", "O'Brien", "Gebhardt", "Verhoeven", "bäcker krause", "Umzüge Maier"]
)
def test_bare_name_stays_one(name: str) -> None:
    found = answer_text("claimant", name)
    assert found is not None
    assert found.value == name
