"""A yes, a no, an "I don't know" or words of one's own: whether they answer the open question, and with what."""

from bot.claims.catalogue import Field, Kind
from bot.claims.model import UNSURE, Fact, SetBy, Source
from bot.claims.resume_code import is_code
from bot.extraction.found import Reading
from bot.extraction.replying import says
from bot.service.answers import names_said
from bot.service.answers.contact_said import comes_later
from bot.service.answers.facts import unknown
from bot.service.answers.plain_words import (
    asks_for_a_moment,
    declines_beside,
    denies_another,
    is_not_known,
    opens_unknown,
    statement_beside,
)
from bot.service.answers.yes_or_no import is_unsure, knows_of_another, tells_else
from bot.service.hearing import CONFIRM, OF_THE_LOSS, TELLING, Hearing

_NOT_KNOWN = ("dont_know", "skip")
_YES_OR_NO = ("affirm", "deny")
_ASKED_BESIDE = OF_THE_LOSS | {"why", "help", "policy_help", "documents", "how_long"}
_FEW = 4


def plain_answer(hearing: Hearing) -> Fact | None:
    """The fact in "yes", "no", "I don't know" and "skip", if the open question can be answered so."""
    asked = hearing.asked
    if asked is None or not hearing.catalogue.has(asked):
        return None
    field = hearing.catalogue.field(asked)
    source = Source(hearing.message.id)

    def fact(value: str | None, by: SetBy = SetBy.INSURED, confidence: float = 1.0) -> Fact:
        return Fact(field.name, value, by, hearing.at, confidence, source)

    answer = _answer(hearing, field)
    if answer is None:
        return None
    if answer in _NOT_KNOWN and not field.must:
        guess = _likeliest_of(hearing, field)
        if guess is not None:
            return fact(guess, SetBy.BOT, UNSURE)
        stands_for = unknown(field, hearing.catalogue)
        return fact(stands_for, confidence=1.0 if stands_for is None else UNSURE)
    if answer == "deny" and (other := _denied_beside(hearing)) is not None:
        return other
    beside = statement_beside(hearing, field.kind)
    if beside is not None and not field.must:
        return fact(beside)
    no_value = field.kind in (Kind.NUMBER, Kind.COUNT) or field.ahead or _is_plain_no(hearing, field.kind)
    if not field.must and ((answer == "deny" and no_value) or _is_none(hearing, field)):
        return fact(None)
    plain = field.kind is Kind.YES_NO
    said = {"affirm": "yes" if plain else field.affirm, "deny": "no" if plain else field.deny}
    value = said.get(answer)
    if value is None and not field.must and _answers_in_words(hearing, field.kind):
        value = hearing.message.text.strip()
    return fact(value) if value else None


def _answer(hearing: Hearing, field: Field) -> str | None:
    """What the words mean as an answer to the question for `field`, as an intent; None if they answer something else."""
    intent = hearing.intent
    back = "back" in hearing.topics and hearing.brief
    beside = "objects" in hearing.topics or _asks_beside(hearing) or back or asks_for_a_moment(hearing)
    if declines_beside(hearing):
        return "dont_know"
    if hearing.message.pressed is None and beside:
        # "That's none of your business" and "back" are no no, and "where do I find it" no "I don't know".
        return None
    unknown_ = is_not_known(hearing) or opens_unknown(hearing)
    if names_said.is_withheld(hearing) or unknown_ or comes_later(hearing):
        intent = "dont_know"
    if intent in _NOT_KNOWN and not field.must:
        # That the client does not know says nothing of the writer.
        return None if knows_of_another(hearing) else intent
    if intent == "deny" and _denied_beside(hearing) is not None:
        return intent
    if intent in _YES_OR_NO and (_answers_another(hearing, field) or denies_another(hearing)):
        return None
    # "Still not working" says neither yes nor no to whether anything was signed.
    elsewhere = tells_else(hearing) or is_unsure(hearing) or orders_sending(hearing)
    return None if elsewhere else intent


def _likeliest_of(hearing: Hearing, field: Field) -> str | None:
    """The first of the choices between which somebody can't decide; the summary marks it as assumed."""
    doubt = next((each for each in hearing.conversation.doubts if each.field == field.name), None)
    first = doubt.readings[0] if doubt is not None and field.choices else None
    return first if isinstance(first, str) and first != field.deny else None


def orders_sending(hearing: Hearing) -> bool:
    """Whether somebody wants it sent while a question is open; "send it" is no yes to that."""
    text = hearing.message.text
    orders = says("send", text) and not says("yes_or_no", text)
    return hearing.message.pressed is None and hearing.brief and orders and hearing.asked != CONFIRM


def _asks_beside(hearing: Hearing) -> bool:
    return bool(hearing.topics & _ASKED_BESIDE) and says("asks", hearing.message.text)


def _denied_beside(hearing: Hearing) -> Fact | None:
    """ "No court" in answer to another question says "no" to the one that it names."""
    named = [
        name
        for name in hearing.named_fields()
        if name != hearing.asked and hearing.catalogue.field(name).kind is Kind.YES_NO
    ]
    few = len(hearing.message.text.split()) <= _FEW
    if len(named) != 1 or not few or not says("none", hearing.message.text):
        return None
    return Fact(named[0], "no", SetBy.INSURED, hearing.at, 0.8, Source(hearing.message.id))


def _answers_another(hearing: Hearing, field: Field) -> bool:
    """Whether what sounds like a yes or no is a day, a sum or a person, and answers a question that was put before."""
    if hearing.message.pressed is not None or field.kind is not Kind.YES_NO:
        return False
    reading, text = hearing.reading, hearing.message.text
    found = reading is not None and bool(
        reading.dates or reading.amounts or reading.insured_contact or _is_a_card(reading, text)
    )
    return (found or says("ourselves", text)) and not says("yes_or_no", text)


def _is_a_card(reading: Reading, text: str) -> bool:
    """Whether a name or a policy number is most of the text: "Alan Price" is no yes."""
    found = [reading.insured_name, reading.claimant, reading.policy_number]
    return sum(len(each.value) for each in found if each is not None) > len(text) / 2


def _answers_in_words(hearing: Hearing, kind: Kind) -> bool:
    """Whether a text is the answer to a question that any words answer."""
    if kind not in (Kind.TEXT, Kind.COUNT):
        return False
    # A code that was brought from the other channel goes on with a draft there.
    if hearing.message.pressed is not None or "?" in hearing.message.text or is_code(hearing.message.text):
        return False
    if kind is Kind.COUNT and not says("counted", hearing.message.text):
        return False
    if kind is Kind.TEXT and _tells_who(hearing):
        return False
    if kind is Kind.TEXT and hearing.intent == "affirm" and says("says_nothing", hearing.message.text):
        # "Yes" is no place.
        return False
    if hearing.intent in (*TELLING, "affirm", "deny", "out_of_scope"):
        return True
    # Places and names of things look like nothing to the engine; a single unknown word may be a slip of the hand.
    return kind is Kind.TEXT and hearing.intent == "nlu_fallback" and len(hearing.message.text.split()) > 1


def _tells_who(hearing: Hearing) -> bool:
    """Whether the words are the insured's name or address, and nobody's place: "I'm Hazel Strand, hazel@strand.example"."""
    reading, text = hearing.reading, hearing.message.text
    found = [reading.insured_name, reading.insured_contact] if reading else []
    return sum(len(each.value) for each in found if each is not None) > len(text) / 2


def _is_none(hearing: Hearing, field: Field) -> bool:
    """Whether the answer says that there is no such number, date or sum: "no policy here", "keine Frist", "none really"."""
    read = hearing.reading.stated if hearing.reading else ()
    return (
        (field.ahead or field.kind in (Kind.NUMBER, Kind.COUNT, Kind.MONEY))
        # "No tag on it" answers another question.
        and all(said.field == hearing.asked for said in read)
        and hearing.message.pressed is None
        and says("none", hearing.message.text)
    )


def _is_plain_no(hearing: Hearing, kind: Kind) -> bool:
    """Whether a bare "no" leaves a question for a sum, a day, a name or words of one's own open."""
    few = len(hearing.message.text.split()) <= (1 if kind is Kind.TEXT else 3)
    return hearing.intent == "deny" and few and kind in (Kind.MONEY, Kind.PERIOD, Kind.NAME, Kind.TEXT)
