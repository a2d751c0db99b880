"""The answer to "Who caused it?": phrases, jobs, names and firms in both languages."""

import pytest

from bot.extraction.cause_answers import answered_cause, listed_cause

_ANSWERS = {
    "employee": """
        our translator Zuzana | da Lois vom Bauhof
        Tamsin, who does our books | an intern from the uni on placement with us | our QA team missed it
        our second-line support did it
        die Laborantin | our working student | Pawel | the apprentice | Kollegin aus der Buchhaltung | Mrs Petrov from our office
        der Herr Novak aus der Technik | that was Danny, he's on the service desk | d Sabine | s Lehrmeitli | öpper vo öis
        one girl which work by us since may | the lady at reception | warehouse manager | a nurse | our web dev | payroll clerk
        unsere Redaktionsassistenz | ein Bauleiter von uns | eine Pflegekraft | der Minijobber | da Franz woars | de Beat vo de IT
        Mr Oduya, our night porter | one worker of my company | our Kev | somebody at our Leeds office | eine unserer Pflegerinnen
        ein Elektrogeselle | öpper us em Büro | Frau Dr. Lehner | Herr Brand | a lorry driver of ours
        mein Sohn, der bei mir mitarbeitet | my business partner's assistant | not the freelancer, our intern
    """,
    "subcontractor": """
        ein Dolmetscher, den wir stundenweise buchen
        the scaffolders we had on site | a company called Netfix that we subcontract to
        contract researcher | ein externer Admin | the guy we hire for migrations | a Leasingkraft | a temp from Manpower
        our outsourced helpdesk in Manila | someone off Upwork | a lad we got in for the weekend | die Firma, die wir geholt haben
        der Programmierer, den wir dazugekauft haben | ein Selbständiger, der für uns arbeitet | unsere Putzfirma
        ein beauftragter Gutachter | plumber we subcontracted | Aushilfe von einer Zeitarbeitsfirma
        not the intern, our freelancer
    """,
    "third_party": """
        the tenant upstairs | der Sprayer, keine Ahnung wer | der Stromversorger
        die Reinigungsfirma | the client's own IT | niemand, war ein Stromausfall | Spedition | some kids who broke in
        the previous agency | dem Kunden sein Admin | ein Techniker von der Telekom | a technician from Siemens
        Brightwave Hosting Ltd | the neighbour's builder | a burst pipe upstairs | der IT-Leiter vom Kunden | their intern
        das Hotel selber eigentlich | der Hausmeister vom Hotel | the clinic itself | the receptionist at the hotel
    """,
    "self": """
        purely my own carelessness | mein Blödsinn
        me and nobody but me | mir ist der Fehler passiert | wir intern
        ich selbst halt | hab ich verbockt | my wrong | I messed up | I am the only one in the company | i work alone so me
        bin Einzelunternehmer, also ich | myself, nobody else | nicht der Azubi, ich war das | ha's sälber verhaue | mi
        habe die falsche Datei genommen | our own company | one man band mate | the fault was from me
    """,
    "unknown": """
        da müsst ich raten | lässt sich nicht mehr klären | wish I could tell you
        weiss der Geier | haven't a clue | your guess is as good as mine | müssen wir erst rausfinden | ka | kei Ahnig
        keiner, ist einfach passiert | beats me | we are still looking into that | I honestly couldn't tell you
        wüsste ich auch gern | der Server ist einfach abgeraucht | wird grad untersucht
        das System hats einfach nicht gemacht
    """,
}


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (value, answer.strip())
        for value, answers in _ANSWERS.items()
        for line in answers.strip().splitlines()
        for answer in line.split("|")
    ],
)
def test_somebody_is_named_in_any_words(value: str, answer: str) -> None:
    found = answered_cause(answer)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "answer",
    [
        "our network",
        "later",
        "der Drucker",
        "weiter",
        "am Montag",
        "about 4,000 euros",
        "why do you ask?",
        "it's 210 employees",
        "Recommended card readers that don't do Interac",
        "Bildschirm von der Wand gefallen, Tisch hin",
    ],
)
def test_what_names_nobody_is_asked_again(answer: str) -> None:
    assert answered_cause(answer) is None


def test_an_own_deed_at_the_client_is_the_writers() -> None:
    found = answered_cause("I sent the client the wrong link")
    assert found is not None
    assert found.value == "self"


def test_a_name_alone_is_somebody_only_where_it_was_asked_for() -> None:
    assert listed_cause("it was Pawel") is None


@pytest.mark.parametrize(
    "answer",
    [
        "My brother and me, it's our company, we did it",
        "it was the pair of us, my sister and I",
        "the two brothers, so me and Declan",
        "wir alle beide, mein Mann hat getippt und ich hab freigegeben",
        "my wife and I",
        "me and the wife, there's only the two of us in it",
        "Dara and myself, we were both on the keyboard",
        "the two of us",
        "both of us, me and my cofounder",
        "we ourselves, my sister and I",
        "meine Schwester und ich selbst",
        "ich und mein Bruder, die Firma gehört uns zwei",
        "mein Mann und ich, wir machen das zu zweit",
        "wir selbst, also mein Mann und ich",
        "mei Bruada und i",
        "wir beide",
    ],
)
def test_who_did_it_together_with_others_did_it(answer: str) -> None:
    found = answered_cause(answer)
    assert found is not None
    assert found.value == "self"


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("my brother", "employee"),
        ("my developer", "employee"),
        ("unser Lehrling", "employee"),
        ("der Azubi hat es mir und meinem Chef gebeichtet", "employee"),
        ("my assistant sent it to me and a client", "employee"),
        ("der Freie, den ich beauftragt hatte", "subcontractor"),
        ("a copywriter I hired for it", "subcontractor"),
        ("der Grafiker, dem ich das weitergegeben hab", "subcontractor"),
        (
            "Ein freier Programmierer, den ich dafür beauftragt hatte, hat seine Arbeit einfach nicht geliefert",
            "subcontractor",
        ),
    ],
)
def test_who_stands_alone_did_it_alone(answer: str, who: str) -> None:
    found = answered_cause(answer)
    assert found is not None
    assert found.value == who
