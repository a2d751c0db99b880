import pytest

from bot.extraction.parties.claimant import find_claimant
from bot.extraction.parties.classes import WordClasses
from bot.extraction.parties.entities import find_entities
from bot.extraction.parties.mentions import find_mentions
from bot.extraction.parties.words import PartyWords
from tests.support.growth import grows_linearly


@pytest.mark.parametrize(
    ("text", "lang", "claimant"),
    [
        (
            "We moved a client to new hosting, Alderway Dental, and they want 900 back",
            "en",
            "Alderway Dental",
        ),
        ("Client = Sprocket & Bean, shop was down", "en", "Sprocket & Bean"),
        (
            "I miscalculated a floor at a client of mine, Torrbrook Storage, my own slip",
            "en",
            "Torrbrook Storage",
        ),
        ("A guest fell over our cable, her name is Lena Ford, she wants 800", "en", "Lena Ford"),
        (
            "A lady on my course in Harrogate tripped and broke her wrist. Her name's Denise Oakley.",
            "en",
            "Denise Oakley",
        ),
        (
            "Die Leinwand fiel einer Teilnehmerin auf den Kopf, sie musste ins Krankenhaus. Sie heißt Sabine Kromer.",
            "de",
            "Sabine Kromer",
        ),
        (
            "Eine Teilnehmerin ist über das Beamerkabel gestolpert, Frau Ilse Nottebohm. Das Kabel hatte ich gelegt.",
            "de",
            "Ilse Nottebohm",
        ),
        (
            "das Flipchart fiel einer Teilnehmerin auf den Fuß, die Zehe is brochen. Renate Zwettler heißt sie.",
            "de",
            "Renate Zwettler",
        ),
        (
            "Bei einem Kunden Netzwerkkabel verlegt und ein Rohr angebohrt. Der Kunde ist die Praxis Lüthi in Bern.",
            "de",
            "Praxis Lüthi",
        ),
        (
            "Abmahnung vom Verband für fairen Onlinehandel e.V. kam am Montag",
            "de",
            "Verband für fairen Onlinehandel e.V.",
        ),
        ("Ein Teilnehmer verlangt jetzt 500 Euro, er heißt Gerd Maurer", "de", "Gerd Maurer"),
        ("De Chund isch d Firma Rüegg Holzbau, mir händ ires Backup glöscht", "de", "Firma Rüegg Holzbau"),
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
        ("Unser Praktikant hat am Montag die Platte formatiert", "de"),
        ("they want 300 for new locks", "en"),
        ("", "en"),
    ],
)
def test_nobody_is_named(text: str, lang: str) -> None:
    assert find_claimant(text, lang=lang) is None


def test_what_was_spilt_is_no_name() -> None:
    party = find_claimant("unser azubi hat beim kunden wasser in den schrank gekippt", lang="de")
    assert party is None or party.generic


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
        ("das mit dem Löschen war der Kollege Schmidt", "de"),
        ("Frau Lechner aus unserem Büro hatte den Bescheid abgelegt", "de"),
        ("it was my colleague Tim Barr who deleted it", "en"),
        ("Gelber Brief vom Amtsgericht Köln lag gestern im Briefkasten", "de"),
        ("got a letter from Leeds County Court yesterday", "en"),
    ],
)
def test_own_people_places_and_things_claim_nothing(text: str, lang: str) -> None:
    assert find_claimant(text, lang=lang) is None


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "The release broke the till of our client (Bakker Fietsen B.V.), they want 900",
            "en",
            "Bakker Fietsen B.V.",
        ),
        ("Drukarnia Orzeł sp. z o.o. wants 3,000 for the lost archive", "en", "Drukarnia Orzeł sp. z o.o."),
        ("Mr & Mrs Lowe want 22,000, our surveyor missed the cracks.", "en", "Mr & Mrs Lowe"),
        ("Ex-client Rivet Logistics is suing us over the module.", "en", "Rivet Logistics"),
        (
            "We moved the mailboxes of Law Office of Maria Chen, half are gone.",
            "en",
            "Law Office of Maria Chen",
        ),
        ("Die Logistik Krumbach GmbH & Co. KG fordert 11.400 Euro.", "de", "Logistik Krumbach GmbH & Co. KG"),
        ("Bei der Klinik am See standen die Daten offen, die Klinik fordert 4.000.", "de", "Klinik am See"),
        ("die kressner metallbau gmbh will 3000 euro von uns", "de", "kressner metallbau gmbh"),
        ("bei der tierarztpraxis dr. ohlsen sind alle daten weg", "de", "tierarztpraxis dr. ohlsen"),
        ("Die Bau- und Möbeltischlerei Huber will 900 Euro.", "de", "Bau- und Möbeltischlerei Huber"),
    ],
)
def test_names_with_legal_forms_titles_and_small_letters(text: str, lang: str, expected: str) -> None:
    party = find_claimant(text, lang=lang)
    assert party is not None
    assert party.value == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Their insurer Halden Mutual is claiming £8,100 on behalf of Quayside Prints Ltd.",
            "en",
            "Quayside Prints Ltd",
        ),
        ("Our host Rackwell lost the disks, our customer Pennant Cycles wants 6k.", "en", "Pennant Cycles"),
        (
            "A chambermaid fell into our open hatch and broke her wrist, her lawyer wrote.",
            "en",
            "chambermaid",
        ),
        (
            "Unser Subunternehmer, die Montage Fink GmbH, hat beim Autohaus Lerch das Tor demoliert.",
            "de",
            "Autohaus Lerch",
        ),
        ("Eine Besucherin ist an unserem Stand gestürzt, Handgelenk gebrochen.", "de", "Besucherin"),
    ],
)
def test_who_suffers_and_not_who_helps_or_insures(text: str, lang: str, expected: str) -> None:
    party = find_claimant(text, lang=lang)
    assert party is not None
    assert party.value == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Abmahnung der Kanzlei Rauhut im Namen der Firma Klangwerk, 2.000 Euro.", "de", "Firma Klangwerk"),
        (
            "Wir haben eine Abmahnung der Kanzlei Sieber & Lang im Auftrag der Wolkenton GmbH.",
            "de",
            "Wolkenton GmbH",
        ),
        (
            "Warning letter by Stokes & Lyle on behalf of Harbour Prints, they want 1,900.",
            "en",
            "Harbour Prints",
        ),
        ("We lost the orders for client Zenith Foods.", "en", "Zenith Foods"),
        ("Their solicitor, a Mr Dunning, wrote for Tilbrook Vets, they want 8,900.", "en", "Tilbrook Vets"),
        (
            "We mixed up two people for Tallgrass Staffing, and a qualified applicant was turned down. There is a letter from "
            "attorneys Burke & Lamar for that applicant, Deshawn Miller, demanding $35,000.",
            "en",
            "Deshawn Miller",
        ),
        ("Abmahnung von Kanzlei Frommer wegen eines Fotos auf der Seite von Café Lila", "de", "Café Lila"),
        ("Wir haben bei der Kanzlei Frommer am Montag den Server falsch aufgesetzt", "de", "Kanzlei Frommer"),
    ],
)
def test_whoever_writes_for_somebody_is_not_the_claimant(text: str, lang: str, expected: str) -> None:
    party = find_claimant(text, lang=lang)
    assert party is not None
    assert party.value == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("I was at Merriden's on Tuesday and wiped the wrong tablet, they want 900.", "en", "Merriden's"),
        ("Merriden's server is gone since our update, Merriden wants 900.", "en", "Merriden"),
        ("Lost the keys of St Brannock's on the beach, they want 400.", "en", "St Brannock's"),
        ("Our release stopped Maple Transit Co-op for a day, they want 9,000.", "en", "Maple Transit Co-op"),
        ("The letter is from the publisher (Marrow Press), they want 900.", "en", "Marrow Press"),
        (
            "Beim Turnverein Jahn 1890 wurde doppelt abgebucht, der Turnverein Jahn 1890 will 900.",
            "de",
            "Turnverein Jahn 1890",
        ),
        ("Frau Dr. Wallner verlangt 2.000 Euro von uns.", "de", "Frau Dr. Wallner"),
        ("Herr von der Heide verlangt 2.000 Euro von uns.", "de", "Herr von der Heide"),
        ("Beim Haus der Musik Gmunden fehlt ein Schlüssel.", "de", "Haus der Musik Gmunden"),
        ("Die Müller & Co. KG verlangt 900 Euro.", "de", "Müller & Co. KG"),
        ("hab bei frau klaas die falsche partition formatiert", "de", "frau klaas"),
        ("das tierheim muss alle briefe neu drucken, 2600 stück", "de", "tierheim"),
        ("gestern in der Spedition Lohmar Kaffee über den Drucker gekippt", "de", "Spedition Lohmar"),
        ("our plugin killed the shop of harrow cycles on sunday, they want 900", "en", "harrow cycles"),
        ("fliesen kern & sohn haben falsch bestellt wegen unserem aufmaß", "de", "fliesen kern & sohn"),
    ],
)
def test_the_extent_of_odd_names(text: str, lang: str, expected: str) -> None:
    party = find_claimant(text, lang=lang)
    assert party is not None
    assert party.value == expected


def test_somebody_in_a_place_is_not_the_place() -> None:
    text = "Im Seniorenheim Abendsonne ist eine Pflegerin in unsere offene Luke gefallen."
    parties = find_entities(text, find_mentions(text, PartyWords.of("de"), ()), PartyWords.of("de"))
    assert [party.best.value for party in parties] == ["Seniorenheim Abendsonne", "Pflegerin"]


@pytest.mark.parametrize("text", ["The B\n\nCLIENT wants 4k", "we broke the\n\nshop of a client"])
def test_nobody_is_read_across_two_messages(text: str) -> None:
    party = find_claimant(text, lang="en")
    assert party is None or "\n" not in party.value


def test_a_role_and_its_name_are_one_party() -> None:
    party = find_claimant("The client wants 9,000. Client is Larchwood Homes.", lang="en")
    assert party is not None
    assert party.value == "Larchwood Homes"
    assert not party.generic


def test_confidence_is_higher_where_more_is_said() -> None:
    clear = find_claimant("Our client Larchwood Homes Ltd is suing us for 9,000.", lang="en")
    vague = find_claimant("We met Larchwood and Penrose in Leeds.", lang="en")
    assert clear is not None
    assert clear.confidence > 0.8
    assert vague is None or vague.confidence < clear.confidence


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("piece", ["THE CLIENT WANTS MONEY ", "The ", "a'"])
def test_long_runs_of_capitals_take_no_time(piece: str, lang: str) -> None:
    assert grows_linearly(lambda text: find_claimant(text, lang=lang), piece)


def test_word_classes_know_words_and_stems() -> None:
    classes = WordClasses.of({"harm": ["down", "crash*"], "demand": ["want*", "down"]})
    assert classes.of_word("crashed") == ("harm",)
    assert set(classes.of_word("down")) == {"harm", "demand"}
    assert classes.of_word("downtown") == ()


def test_a_word_before_a_name_stands_in_its_first_case() -> None:
    party = find_claimant("Die Abmahnung kam vom Fotografen Lux, 900 Euro", lang="de")
    assert party is not None
    assert party.value == "Fotograf Lux"


def test_whom_a_german_law_firm_writes_for_demands_it() -> None:
    text = "Abmahnung der Kanzlei Rothe für die Momentum Stock: auf der Seite unseres Kunden Café Wildrose ist ein Foto"
    party = find_claimant(text, lang="de")
    assert party is not None
    assert party.value == "Momentum Stock"


@pytest.mark.parametrize(
    "text",
    [
        "mir ist heute beim einbau ein server vom kunden runtergefallen, gehäuse kaputt",
        "mir ist ein tablet vom kunden zerbrochen",
        "mir is beim umbau ein monitor vom kunden umgefallen",
        "der kunde will 3000 euro",
        "nein, die familie will 1600",
    ],
)
def test_verb_or_kind_in_lower_case_is_no_name(text: str) -> None:
    found = find_claimant(text, lang="de")
    assert found is None or found.generic


@pytest.mark.parametrize(
    ("text", "lang", "claimant"),
    [
        (
            "She has been paying herself out of a client's account. A parish sports club, Nore Valley GAA. €18,240 is missing",
            "en",
            "Nore Valley GAA",
        ),
        (
            "Ein Mitarbeiter hat Geld vom Konto eines Kunden genommen. Ein Sportverein, SV Tannwald. 9.000 Euro fehlen",
            "de",
            "SV Tannwald",
        ),
    ],
)
def test_sentence_without_a_verb_names_the_client(text: str, lang: str, claimant: str) -> None:
    found = find_claimant(text, lang=lang)
    assert found is not None
    assert found.value == claimant
    assert found.confidence > 0.5


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("in meinem modul für die firma ostsee ticket war ein bug beim runden", "firma ostsee ticket"),
        ("für die firma nordlicht reisen habe ich das buchungsportal gebaut", "firma nordlicht reisen"),
        ("bei der firma huber server kaputt", "firma huber"),
        (
            "am montag wurde bei mitgliedern vom fitpoint bremen der beitrag doppelt eingezogen",
            "fitpoint bremen",
        ),
        ("die praxis dr vollmer geht nix mehr seit heute 7 uhr", "praxis dr vollmer"),
        ("ALLES STEHT!!!! die praxis dr vollmer geht nix mehr seit heute 7 uhr", "praxis dr vollmer"),
        ("die zahnarztpraxis dr von thun steht seit heute früh", "zahnarztpraxis dr von thun"),
        ("die frau schmidt will 300", "frau schmidt"),
    ],
)
def test_a_german_name_in_small_letters_is_read_whole(text: str, claimant: str) -> None:
    found = find_claimant(text, lang="de")
    assert found is not None
    assert found.value == claimant


@pytest.mark.parametrize(
    "text",
    [
        "ha bim zügle d mitgliederlischte vom verein überschribe, es git kei backup, d date sind weg",
        "stativ umgefallen und die frau schreit und will 2400 franken von mir",
        "herr brüllt mich am telefon an wegen der rechnung, will 3000",
        "firma droht mit anwalt",
        "vom hauptbahnhof bremen zurück war der laptop weg",
    ],
)
def test_what_somebody_does_in_small_letters_is_no_name(text: str) -> None:
    party = find_claimant(text, lang="de")
    assert party is None or party.generic


@pytest.mark.parametrize(
    "text",
    [
        "Abgelehnter Bewerber verklagt uns nach AGG",
        "Gekündigter Trainer hat uns verklagt",
        "Psychologisches Gutachten an die falsche Anwältin gemailt",
        "Wir haben bei einer Treuhandkundin Lizenzen gekündigt",
        "Rohdaten vom Drohnenflug über die Deponie Hintersteig überschrieben",
    ],
)
def test_what_is_said_of_somebody_done_or_flown_over_is_no_name(text: str) -> None:
    party = find_claimant(text, lang="de")
    assert party is None or party.generic


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Bernadette Roth will 300 von uns", "Bernadette Roth"),
        ("Lichtplanung Autohaus, mit falscher Deckenhöhe gerechnet", "Autohaus"),
        ("Verärgerter Mieter Klaus Huber verklagt uns", "Klaus Huber"),
        ("Bayerischer Hof fordert 3.000", "Bayerischer Hof"),
        ("Goldener Hirsch will 3.000 von uns", "Goldener Hirsch"),
        ("Geschwister Rohrer wollen 500", "Geschwister Rohrer"),
        ("Bestattung Amann will 300", "Bestattung Amann"),
    ],
)
def test_who_is_meant_stays_beside_what_is_said_of_them(text: str, claimant: str) -> None:
    found = find_claimant(text, lang="de")
    assert found is not None
    assert found.value == claimant


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("I host a consumer podcast and said on air that he takes deposits", "en"),
        ("Our office manager has been buying things for herself on the company card", "en"),
        ("signed off FD30 doors where the spec says FD60", "en"),
        ("Lohnbüro: Stundensatz 15,30 statt 13,50 eingetippt", "de"),
    ],
)
def test_ones_own_trade_product_and_card_claim_nothing(text: str, lang: str) -> None:
    assert find_claimant(text, lang=lang) is None


def test_whoever_is_hosted_is_no_product_of_ones_own() -> None:
    found = find_claimant("We host a small charity, Bramble Trust, and they want 3k", lang="en")
    assert found is not None
    assert found.value == "Bramble Trust"


def test_a_client_of_whatever_age_is_a_mere_role() -> None:
    found = find_claimant("elderly client missed the step in our studio", lang="en")
    assert found is not None
    assert (found.value, found.generic) == ("client", True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Eine Teilnehmerin, die Frau Ilse Kornhaas, ist gestolpert. Jetzt will sie Schmerzensgeld.",
            "Ilse Kornhaas",
        ),
        ("Bei der Führung ist ein Besucher, der Herr Anton Wiesinger, gestürzt", "Anton Wiesinger"),
        (
            "Einem Käufer, Herrn Tadeusz Kowalczuk, habe ich eine falsche Auskunft gegeben",
            "Tadeusz Kowalczuk",
        ),
    ],
)
def test_a_title_stands_between_what_somebody_is_and_the_name(text: str, name: str) -> None:
    found = find_claimant(text, lang="de")
    assert found is not None
    assert (found.value, found.generic) == (name, False)


def test_clients_of_the_one_who_is_named_take_nothing_from_them() -> None:
    text = (
        "ich betreue das mandantenportal vom steuerbüro eickhoff. beim umstellen auf den neuen server hab ich die rechte "
        "falsch gesetzt und alle angemeldeten mandanten konnten die bescheide von allen anderen mandanten lesen, so um "
        "die 150 mandanten sind betroffen"
    )
    found = find_claimant(text, lang="de")
    assert found is not None
    assert found.value == "steuerbüro eickhoff"
    assert found.confidence > 0.6
