"""A run of messages as a whole: spans, answers to questions, and what must never go wrong."""

from datetime import UTC, date, datetime

import pytest

from bot.extraction.reader import Reader
from tests.support.growth import grows_linearly

NOW = datetime(2022, 7, 22, 9, 12, tzinfo=UTC)  # a Friday
READER = Reader(None)


def test_the_lost_key() -> None:
    text = (
        "Hi, lost my jacket on a night out last Saturday and the key to my clients office was in it. "
        "they had to change all the locks and now want almost 1.400 euros"
    )
    reading = READER.read([text], now=NOW, lang="en", region="DE")
    assert reading.occurred_on is not None
    assert reading.occurred_on.period.start == date(2022, 7, 16)
    assert reading.discovered_on is None
    assert reading.claim_made_on is None
    claimed = reading.amount_claimed
    assert claimed is not None
    assert claimed.low == 1400
    assert claimed.currency == "EUR"
    assert claimed.approximate
    assert reading.notice_kind is not None
    assert reading.notice_kind.value == "demand"


def test_the_failed_recovery() -> None:
    text = (
        "ich betreue die IT der Firma Kessler Logistik. Am 28.2. ist deren Server abgestürzt, das Backup war unbrauchbar, "
        "der Datenretter hat alles zerstört. Kessler hat am Freitag geschrieben, sie schätzen den Schaden auf rund 100.000 Euro "
        "und machen uns dafür verantwortlich"
    )
    now = datetime(2022, 3, 14, 8, 40, tzinfo=UTC)
    reading = READER.read([text], now=now)
    assert reading.occurred_on is not None
    assert reading.occurred_on.period.start == date(2022, 2, 28)
    assert reading.claim_made_on is not None
    assert reading.claim_made_on.period.start == date(2022, 3, 11)
    assert reading.amount_claimed is not None
    assert reading.amount_claimed.low == 100_000
    assert reading.claimant is not None
    assert "Kessler Logistik" in reading.claimant.value


def test_spans_point_into_the_message_they_were_read_from() -> None:
    messages = ["hello there", "we lost the key on Monday", "they want £900, client is Sprocket & Bean"]
    reading = READER.read(messages, now=NOW, lang="en", region="GB")
    assert reading.occurred_on
    assert reading.amount_claimed
    assert reading.claimant
    assert reading.claimant.span
    spans = (reading.occurred_on.span, reading.amount_claimed.span, reading.claimant.span)
    assert [span.message for span in spans] == [1, 2, 2]
    texts = [messages[span.message][span.start : span.end] for span in spans]
    assert "Monday" in texts[0]
    assert "900" in texts[1]
    assert texts[2] == "Sprocket & Bean"


@pytest.mark.parametrize(
    ("text", "asks", "field", "value"),
    [
        ("Alderway Dental", "claimant", "claimant", "Alderway Dental"),
        ("it's alderway dental", "claimant", "claimant", "alderway dental"),
        ("my trainee", "caused_by", "caused_by", "employee"),
        ("ein externer Programmierer", "caused_by", "caused_by", "subcontractor"),
        ("keine ahnung", "caused_by", "caused_by", "unknown"),
        ("ich selber", "caused_by", "caused_by", "self"),
        ("Siobhan Kelly", "insured_name", "insured_name", "Siobhan Kelly"),
        ("PI 20418 77", "policy_number", "policy_number", "PI 20418 77"),
        ("yes", "ongoing", "ongoing", "yes"),
        ("nein, noch nicht", "statement_made", "statement_made", "no"),
        ("I told them it's my fault and that my insurance will pay", None, "statement_made", "yes"),
    ],
)
def test_short_answers_belong_to_the_question(text: str, asks: str | None, field: str, value: str) -> None:
    found = getattr(READER.read([text], now=NOW, asks=asks), field)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["no idea", "weiß nicht", "why do you ask?", "skip", "ok"])
def test_what_is_no_name_answers_nothing(text: str) -> None:
    assert READER.read([text], now=NOW, asks="claimant").claimant is None


def test_name_and_contact_in_one_answer() -> None:
    reading = READER.read(["Mara Lindt mara.lindt@example.com"], now=NOW, asks="insured_name")
    assert reading.insured_name is not None
    assert reading.insured_name.value == "Mara Lindt"
    assert reading.insured_contact is not None
    assert reading.insured_contact.value == "mara.lindt@example.com"


def test_an_attack_under_way_is_an_emergency() -> None:
    reading = READER.read(
        ["HILFE unsere server werden grad verschlüsselt, die wollen 40.000 dollar"], now=NOW
    )
    assert reading.notice_kind is not None
    assert reading.notice_kind.value == "cyber_emergency"
    assert reading.ongoing is not None
    assert reading.ongoing.value == "yes"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("got a cease and desist about a photo", "warning_letter"),
        ("Abmahnung wegen einem Bild bekommen", "warning_letter"),
        ("the client is claiming damages for the outage", "demand"),
    ],
)
def test_kinds_of_notice(text: str, kind: str) -> None:
    found = READER.read([text], now=NOW).notice_kind
    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "👍🏽",
        "....",
        "€€€",
        "1" * 500,
        "(" * 2000,
        "a b " * 4000,
        "31.02.2022 99/99/9999",
        "\x00\ufffd",
        "ǅ ﷽ ß İ",
    ],
)
@pytest.mark.parametrize(
    "asks", [None, "claimant", "insured_name", "occurred_on", "amount_claimed", "insured_contact"]
)
def test_no_text_is_too_odd(text: str, asks: str | None) -> None:
    READER.read([text], now=NOW, asks=asks)


def test_no_messages_at_all() -> None:
    assert READER.read([], now=NOW).dates == ()


def test_a_report_of_the_longest_size_is_read_quickly() -> None:
    sentence = "On 3 May the server of the Alder clinic crashed, they want £1,200 and our fee was £300. "
    assert grows_linearly(lambda text: READER.read([text], now=NOW, lang="en", region="GB"), sentence)


@pytest.mark.parametrize(
    ("text", "asks", "field"),
    [
        ("das war am 4. märz", "discovered_on", "discovered_on"),
        ("it was on 4 March", "discovered_on", "discovered_on"),
        ("am freitag gemerkt", "discovered_on", "discovered_on"),
        ("passiert am 3. juni", "discovered_on", "occurred_on"),
        ("got a mail on wednesday", "claim_made_on", "claim_made_on"),
        ("25 days ago our update crashed the shop", None, "occurred_on"),
        ("vor 14 Tagen ist der Server abgestürzt", None, "occurred_on"),
    ],
)
def test_a_date_alone_belongs_to_the_question(text: str, asks: str | None, field: str) -> None:
    reading = READER.read([text], now=NOW, asks=asks)
    fields = ("occurred_on", "discovered_on", "claim_made_on")
    assert [name for name in fields if getattr(reading, name)] == [field]


@pytest.mark.parametrize("text", ["Brightwater Ltd", "Maria Huber", "Kletterhalle Nord GmbH"])
def test_the_name_of_the_insured_is_no_claimant(text: str) -> None:
    reading = READER.read([text], now=NOW, asks="insured_name")
    assert reading.insured_name is not None
    assert reading.claimant is None


def test_the_name_of_the_claimant_is_not_the_insureds() -> None:
    reading = READER.read(["it's Hartmann Ltd"], now=NOW, asks="claimant")
    assert reading.claimant is not None
    assert reading.insured_name is None


def test_a_deadline_to_come_is_no_event_of_last_year() -> None:
    now = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)
    text = "Am 2. Juni ist der Server abgestürzt, am 30. Juni läuft die Frist für unsere Antwort ab."
    reading = READER.read([text], now=now, lang="de")
    assert reading.occurred_on is not None
    assert reading.occurred_on.period.start == date(2026, 6, 2)
    assert reading.claim_made_on is None


@pytest.mark.parametrize(
    ("text", "lang", "kind", "statement"),
    [
        ("Eine Forderung der Lindenhof KG liegt bislang nicht vor. Ich schätze 27.000 Euro.", "de", "circumstance", None),
        ("No demand yet, my guess is about 27k. I told them it was my mistake.", "en", "circumstance", "yes"),
        ("Sie wollen 27.000 Euro. Zugesagt oder gezahlt habe ich nichts.", "de", "demand", "no"),
    ],
)  # fmt: skip
def test_what_is_denied_was_not_done(text: str, lang: str, kind: str, statement: str | None) -> None:
    reading = READER.read([text], now=NOW, lang=lang)
    assert reading.notice_kind is not None
    assert reading.notice_kind.value == kind
    assert (reading.amount_estimated is None) == (kind == "demand")
    assert (reading.amount_claimed is None) == (kind == "circumstance")
    assert (reading.statement_made.value if reading.statement_made else None) == statement


@pytest.mark.parametrize("answer", ["550 euros", "am 3. März", "K7-42-Q9"])
def test_a_sum_a_day_or_a_code_is_no_claimant(answer: str) -> None:
    assert READER.read([answer], now=NOW, asks="claimant").claimant is None


def test_who_speaks_for_another_claims_nothing() -> None:
    text = "Gestern kam ein Brief von der Kanzlei Voss & Partner im Namen der Solvara GmbH, sie fordern 12.000 Euro."
    claimant = READER.read([text], now=NOW, lang="de").claimant
    assert claimant is not None
    assert claimant.value == "Solvara GmbH"


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("I told Bolt Ltd yesterday", "Bolt Ltd"),
        ("It is not Bolt Ltd, it's Holt Dental", "Holt Dental"),
        ("It is not Bolt Ltd", None),
    ],
)
def test_whom_an_answer_tells_of(text: str, claimant: str | None) -> None:
    found = READER.read([text], now=NOW, lang="en", region="GB", asks="claimant").claimant
    assert (found.value if found else None) == claimant


def test_an_answer_stands_in_the_newest_message() -> None:
    told = (
        "hi, small hosting company here. we lost customer data",
        "one of our admins started a rebuild on the wrong storage array and it wiped everything a customer had with us",
        "the customer is Quillfeather Auctions. they phoned and said they want six thousand five hundred pounds for it",
    )
    found = READER.read(told, now=NOW, lang="en", asks="claimant").claimant
    assert found is not None
    assert (found.value, found.span and found.span.message) == ("Quillfeather Auctions", 2)


def test_whom_somebody_names_beside_another_question_is_not_themselves() -> None:
    text = "It's Fennimore Catering. Their solicitor's letter arrived this morning."
    reading = READER.read([text], now=NOW, lang="en", region="GB", asks="occurred_on")
    assert reading.insured_name is None
    assert reading.claimant is not None
    assert reading.claimant.value == "Fennimore Catering"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "No client has been affected and nobody's claiming anything from us, it's only our own costs"),
        ("de", "Es fordert niemand etwas von uns, es sind nur unsere eigenen Kosten."),
    ],
)
def test_a_loss_of_their_own_is_one_though_nobody_demands_anything(lang: str, text: str) -> None:
    kind = READER.read([text], now=NOW, lang=lang, region="GB").notice_kind
    assert kind is not None
    assert kind.value == "own_loss"
