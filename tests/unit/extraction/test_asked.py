"""What is asked in a message, and what only sounds like it."""

import pytest

from bot.extraction.asked import find_asked, takes_a_break, topics_asked, wishes_person


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Green Oak Cafe. He wants £1,150. Should I just pay him?", ("pay",)),
        ("would it be ok to refund him the 300", ("pay",)),
        ("shall i just give her the money and be done", ("pay",)),
        ("muss i des jetz zahln", ("pay",)),
        ("soll ich dem einfach die 500 geben?", ("pay",)),
        ("darf ich ihm die Hälfte zurückzahlen?", ("pay",)),
        ("ich hab gefragt ob das meine schuld war und ob ich das geld einfach zahlen soll", ("fault", "pay")),
        ("can i pay the penalty to govt now? interest is running", ("pay_authority",)),
        ("muss ich die Steuernachzahlung ans Finanzamt überweisen?", ("pay_authority",)),
        ("should we pay the bitcoin or what", ("ransom",)),
        ("are we liable for that do you think", ("fault",)),
        ("bin i do schuld dro", ("fault",)),
        ("hab ich da was falsch gemacht", ("fault",)),
        ("Bin ich jetzt am Arsch weil ich das gesagt hab?", ("trouble",)),
        ("have i ruined my insurance because i apologised", ("trouble",)),
        ("I told Fergal we'd sort it out, that's all. is that a problem?", ("trouble",)),
        ("hätt i des ned sagn soin", ("trouble",)),
        ("how long will it take and can I tell the client that you pay?", ("how_long", "promise")),
        ("kann ich dem kunden sagen dass ihr zahlt", ("promise",)),
        ("muss ich dem anwalt bis zum 20. selbst antworten oder macht ihr das?", ("who_answers",)),
        ("are you gonna tell him or do i", ("who_answers",)),
        ("do i have to write back to their solicitor or will you", ("who_answers",)),
        ("wer schreibt dem anwalt zurück", ("who_answers",)),
        ("wer beauftragt einen anwalt, ich oder ihr?", ("lawyer",)),
        ("shd i get a lawyer?", ("lawyer",)),
        ("Soll ich die Rechnung in der Zwischenzeit bestreiten?", ("dispute",)),
        ("should we object to their invoice or wait", ("dispute",)),
        ("do i need to tell the spanish data authority? someone said 72 hours", ("tell_authority",)),
        ("muss ich das dem edöb mälde", ("tell_authority",)),
        ("is there a deadline to report the breach?", ("tell_authority",)),
        ("do we have to tell bloom's insurer too?", ("tell_insurer",)),
        ("soll ich auch meine betriebshaftpflicht informieren?", ("tell_insurer",)),
        ("merci, was söll ich de andere 5 kunde säge?", ("tell",)),
        ("muss ich es den patienten sagen", ("tell",)),
        ("?? can i send the set out plan", ("documents",)),
        ("weiß ich nicht. und fotos??", ("documents",)),
        ("wo lade ich den brief hoch", ("documents",)),
        ("do you need the calcs", ("documents",)),
        ("is it ok if Ronan emails you the drawings?", ("documents_by_other",)),
        ("kann meine kollegin die pläne schicken?", ("documents_by_other",)),
        ("when you write me?", ("contacted",)),
        ("who will be in touch", ("contacted",)),
        ("und wer ist am montag zuständig", ("contacted",)),
        ("wann meldet ihr euch bei mir", ("contacted",)),
        ("and i don't have one here, what does a policy number even look like", ("policy_number",)),
        ("wia schaut so a polizzennummer aus", ("policy_number",)),
        ("sorry what number is the reference", ("reference",)),
        ("wie lautet meine schadennummer", ("reference",)),
        ("I want to carry on Monday. is what I wrote saved??", ("saved",)),
        ("geht das verloren wenn ich jetzt zumache?", ("saved",)),
        ("warum seh ich da was von dringend markiert?", ("why_urgent",)),
        ("and do I get money back from you?", ("coverage",)),
        ("zahlt ihr das jetzt oder nicht", ("coverage",)),
        ("nein nichts zugesagt. Und hast du das mit dem Tobias verstanden?", ("understood",)),
        ("19 March is the deadline, did you get that?", ("understood",)),
        ("danke. muss ich jetzt noch was tun?", ("next",)),
    ],
)
def test_what_is_asked_is_told_by_its_words(text: str, topics: tuple[str, ...]) -> None:
    assert topics_asked(text) == topics


@pytest.mark.parametrize(
    "text",
    [
        "they said i should pay 3000 by friday",
        "he asked when i would pay",
        "the client wants me to pay half",
        "he told me it was my fault",
        "was my fault, i deleted it",
        "the client asked who is liable",
        "they want to know if we pay the 500",
        "der kunde will wissen ob wir zahlen",
        "er hat gefragt ob ich schuld bin",
        "ich muss dem kunden noch 500 zahlen",
        "ich hab dem kunden nichts gesagt",
        "muss ich nachsehen",
        "hab ich schon bezahlt",
        "wir haben ihm die fotos geschickt",
        "the lawyer wants an answer by friday",
        "der anwalt hat am montag geschrieben",
        "when he called he said i have to pay",
        "we told the authority on monday",
        "ihr anwalt hat sich gemeldet",
        "the urgent job was for the bakery",
        "die police war bei der AXA",
        "Rufen Sie mich am Montag an",
        "schreiben Sie mir einfach hier",
        "what happens with my data?",
        'He wrote "when will you pay?" and then sued',
        "the customer said: who pays for this?",
        "er hat geschrieben wann zahlen sie endlich?",
        "soll ich ihm eine neue Rechnung schicken?",
        "was passiert mit meinen Daten?",
    ],
)
def test_what_is_told_asks_nothing(text: str) -> None:
    assert topics_asked(text) == ()


def test_questions_stand_where_they_were_asked() -> None:
    text = "Yes, send it. Who calls me on Monday? And is the date right?"
    asked = find_asked(text)
    assert [text[each.start : each.end].strip() for each in asked] == [
        "Who calls me on Monday?",
        "And is the date right?",
    ]
    assert [each.topic for each in asked] == ["contacted", None]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        (
            "Sie ignorieren mich komplett. Ich will jetzt mit einem Menschen reden. Und Mehmet ist mein Angestellter.",
            True,
        ),
        ("this is useless, the number is 300 and I want to talk to a real person now", True),
        ("hob koa lust mehr, i mecht mit am menschn redn", True),
        ("gib mir bitte einen menschen, das bringt doch nix", True),
        ("get me a real person ffs", True),
        ("I had to speak with the client yesterday", False),
        ("he wants to talk to someone from the insurance", False),
        ("I don't want to talk to a person", False),
        ("ich hab mit einer mitarbeiterin vom kunden gesprochen", False),
        ("do i have to speak to someone?", False),
    ],
)
def test_the_wish_for_a_person_is_heard_amid_other_words(text: str, wishes: bool) -> None:
    assert wishes_person(text) == wishes


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        (
            "Kylie Harmon. I'd rather stop now and do the rest when Graham is back on Monday, is it saved?",
            True,
        ),
        ("lemme finish this tomorrow", True),
        ("ich will später weitermachen. geht das?", True),
        ("mach ma am montag weida", True),
        ("muss jetzt aufhören, rest morgen", True),
        ("the work stops now and he will finish tomorrow", False),
        ("der kunde macht morgen weiter", False),
        ("die handwerker machen montag weiter", False),
    ],
)
def test_the_wish_to_go_on_later_is_heard(text: str, leaves: bool) -> None:
    assert takes_a_break(text) == leaves


@pytest.mark.parametrize(
    "unit", ["soll ich ", "can i pay ", "und ob ", "a ", "send it, ", "? ", "who calls ", "i want to "]
)
def test_a_long_text_is_read_in_no_time(unit: str) -> None:
    find_asked(unit * 400)
    wishes_person(unit * 400)
    takes_a_break(unit * 400)
