"""The dialogue of a notice: from one understood message to what is said and asked next.

Pure decisions over the claim, the conversation and the catalogue; the engine words them, the store keeps them.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.claims.catalogue import Catalogue, Field, Kind
from bot.claims.model import Claim, Fact, SetBy, Source
from bot.claims.values import Money, Period, to_json
from bot.conversations.message import Message
from bot.conversations.model import Conversation, HandoffReason
from bot.extraction.found import AmountFound, DateFound, Reading
from bot.service.facts import Doubt, Heard, from_button, from_reading
from bot.service.formats import Formats
from bot.service.outcome import Outcome
from bot.service.ports import LONG

CONFIRM = "confirm"
"""What is asked at the summary, in place of a field."""

_ANSWERS = {
    "ask_coverage": "utter_coverage",
    "ask_process": "utter_process",
    "ask_privacy": "utter_privacy",
    "ask_bot_identity": "utter_bot_identity",
    "out_of_scope": "utter_out_of_scope",
    "thank": "utter_thank",
    "goodbye": "utter_goodbye",
}
_HANDOVERS = {
    "request_human": ("utter_human", HandoffReason.ASKED_FOR),
    "request_callback": ("utter_callback", HandoffReason.CALLBACK),
    "complaint": ("utter_complaint", HandoffReason.COMPLAINT),
}
_LANGUAGE_NAMES = {"en": ("english", "englisch"), "de": ("german", "deutsch", "dütsch", "deitsch")}
_SHORT = 8
"""Words up to which "cancel" is an order; in a longer text it is part of the story."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The engine's view of a message, and what was read from its text (None for a pressed button)."""

    intent: str
    reading: Reading | None
    read: tuple[str, ...]
    """Ids of the messages that the reading covers, the newest last."""
    story: bool
    """Whether the message tells what happened rather than answers a question."""


class Intake:
    def __init__(self, catalogue: Catalogue, privacy_url: str) -> None:
        self._catalogue = catalogue
        self.privacy_url = privacy_url

    def formats(self, conversation: Conversation) -> Formats:
        return Formats(self._catalogue, conversation.language, conversation.region)

    def hear(
        self, conversation: Conversation, claim: Claim, message: Message, understood: Understood, at: datetime
    ) -> Outcome:
        """Record what the message states, decide what to say to it and what to ask next."""
        return _Hearing(self._catalogue, self, conversation, claim, message, understood, at).outcome()

    def answer_after(self, conversation: Conversation, claim: Claim, intent: str) -> Outcome:
        """The answer to a message that comes after the notice was sent and opens no new one."""
        outcome = Outcome()
        if intent in _ANSWERS:
            outcome.say(_ANSWERS[intent], privacy_url=self.privacy_url)
        elif intent in _HANDOVERS:
            response, reason = _HANDOVERS[intent]
            conversation.hand_over(reason)
            outcome.say(response)
        elif intent == "claim_status":
            outcome.say("utter_status", reference=claim.reference or "")
        elif intent in ("greet", "repeat_question", "affirm", "deny"):
            outcome.say("utter_status", reference=claim.reference or "")
        else:
            outcome.say("utter_added", reference=claim.reference or "")
        return outcome


class _Hearing:
    """One message being heard."""

    def __init__(
        self,
        catalogue: Catalogue,
        intake: Intake,
        conversation: Conversation,
        claim: Claim,
        message: Message,
        understood: Understood,
        at: datetime,
    ) -> None:
        self.catalogue, self.intake = catalogue, intake
        self.conversation, self.claim, self.message = conversation, claim, message
        self.intent, self.reading, self.understood = understood.intent, understood.reading, understood
        self.at = at
        self.asked = conversation.asks
        if self.intent == "change_language":
            conversation.language = _wanted_language(message.text, conversation.language)
            conversation.language_known = True
        self.formats = intake.formats(conversation)
        self.result = Outcome()

    def outcome(self) -> Outcome:
        opening = not self.conversation.introduced
        if opening:
            self.conversation.introduced = self.result.introduces = True
            self.result.say("utter_opening", privacy_url=self.intake.privacy_url)
        heard = self._record()
        if self._stops():
            return self.result
        self._respond(heard, opening)
        if self.result.asks is None and not self.result.confirmed:
            self._ask_next(heard)
        self._severity(heard)
        return self.result

    # What the message states

    def _record(self) -> Heard:
        answered = self._plain_answer()
        if self.message.pressed is not None:
            entities = dict(self.message.pressed.entities)
            heard = from_button(entities, self.claim, self.catalogue, self.message.id, self.at)
        elif self.reading is not None:
            inferring = self.understood.story or self.asked == "incident_type"
            heard = from_reading(
                self.reading, self.claim, self.catalogue, self.understood.read, self.at, inferring=inferring
            )
            self._tell_story()
        else:
            heard = Heard((), ())
        if answered is not None and self.asked not in heard.fields:
            change = self.claim.record(answered)
            heard = Heard((*heard.changes, *filter(None, [change])), heard.doubts)
        return heard

    def _plain_answer(self) -> Fact | None:
        """The fact in "yes", "no", "I don't know" and "skip", if the open question can be answered so."""
        if self.asked is None or self.asked == CONFIRM or not self.catalogue.has(self.asked):
            return None
        field = self.catalogue.field(self.asked)
        source = Source(self.message.id)
        if self.intent in ("dont_know", "skip") and not field.must:
            return Fact(field.name, None, SetBy.INSURED, self.at, 1.0, source)
        said = {"affirm": field.affirm, "deny": field.deny}
        if field.kind is Kind.YES_NO:
            said = {"affirm": "yes", "deny": "no"}
        if self.intent == "deny" and field.kind is Kind.NUMBER:
            return Fact(field.name, None, SetBy.INSURED, self.at, 1.0, source)
        value = said.get(self.intent)
        return Fact(field.name, value, SetBy.INSURED, self.at, 1.0, source) if value else None

    def _tell_story(self) -> None:
        """Keep the person's own words as the description while they tell what happened."""
        text = self.message.text.strip()
        about_loss = self.intent in ("report_claim", "inform", "correct") or len(text.split()) > LONG
        if not (self.understood.story and about_loss and text):
            return
        before = self.claim.value("description")
        words = f"{before}\n{text}" if isinstance(before, str) else text
        source = Source(self.message.id, 0, len(self.message.text))
        self.claim.record(Fact("description", words, SetBy.INSURED, self.at, 1.0, source))

    # What is said to it

    def _stops(self) -> bool:
        """Whether the insured wants to stop here; the draft is kept and the next message goes on with it."""
        if self.intent != "cancel" or len(self.message.text.split()) > _SHORT:
            return False
        self.result.say("utter_cancelled")
        self.conversation.asks = None
        return True

    def _respond(self, heard: Heard, opening: bool) -> None:
        if self.asked == CONFIRM and not heard.changes and not heard.doubts:
            if self.intent == "affirm":
                self.result.confirmed = not self.catalogue.missing(self.claim)
                return
            if self.intent in ("deny", "correct"):
                self._ask(CONFIRM, "which")
                return
        corrected = [change for change in heard.changes if self._is_correction(change)]
        fresh = [change.new.field for change in heard.changes if change not in corrected]
        if corrected:
            said = [self.formats.change(c.new.field, c.old, c.new) for c in corrected if c.old]
            self.result.say("utter_changed", changes="; ".join(said))
        phrases = self.formats.phrases(self.claim, fresh)
        if phrases and (opening or self.asked is None):
            self.result.say("utter_understood", facts=phrases)
        elif phrases and any(self._worth_saying(name) for name in fresh):
            self.result.say("utter_noted", facts=phrases)
        if self.intent == "greet" and not opening and not heard.changes:
            self.result.say("utter_greet")
        if self.intent in _ANSWERS:
            self.result.say(_ANSWERS[self.intent], privacy_url=self.intake.privacy_url)
        elif self.intent in _HANDOVERS:
            response, reason = _HANDOVERS[self.intent]
            self.conversation.hand_over(reason)
            self.result.say(response)
        elif self.intent == "claim_status":
            self.result.say("utter_status_draft")
        elif self.intent == "change_language":
            self.result.say("utter_language_changed")
        elif self.asked == "statement_made" and "statement_made" in heard.fields:
            value = self.claim.value("statement_made")
            if value in ("yes", "no"):
                self.result.say("utter_statement_made" if value == "yes" else "utter_no_statement")
        elif self.asked in heard.fields and self.claim.value(self.asked or "") is None:
            self.result.say("utter_unknown_ok")
        elif not self.result.says and heard.changes:
            self.result.say("utter_thanks")
        elif not heard.changes and not heard.doubts and not opening:
            self._misunderstood()
            return
        self.conversation.misunderstood = 0

    def _is_correction(self, change: object) -> bool:
        old, new = getattr(change, "old", None), getattr(change, "new", None)
        if not isinstance(old, Fact) or not isinstance(new, Fact) or old.value is None or new.field == "description":
            return False
        return new.set_by is not SetBy.BOT and (old.set_by is not SetBy.BOT or self.asked == CONFIRM)

    def _worth_saying(self, name: str) -> bool:
        """Dates and sums are said back in full, so that a misreading shows at once; names as answers are not."""
        return name != self.asked or self.catalogue.field(name).kind in (Kind.PERIOD, Kind.MONEY)

    def _misunderstood(self) -> None:
        if self.intent in ("greet", "repeat_question"):
            return
        self.conversation.misunderstood += 1
        if self.asked == "insured_contact":
            self.result.say("utter_contact_invalid")
        elif self.conversation.misunderstood == 1:
            self.result.say("utter_not_understood")
        elif self.conversation.misunderstood == 2:
            self.result.say("utter_not_understood_again")
        if self.conversation.misunderstood < 3:
            return
        self.conversation.hand_over(HandoffReason.MISUNDERSTOOD)
        self.conversation.misunderstood = 0
        self.result.say("utter_offer_person")
        if self.asked and self.catalogue.has(self.asked) and not self.catalogue.field(self.asked).must:
            self.claim.record(Fact(self.asked, None, SetBy.BOT, self.at, 1.0))

    # What is asked next

    def _ask_next(self, heard: Heard) -> None:
        for doubt in heard.doubts:
            self._ask_which(doubt)
            return
        missing = self.catalogue.missing(self.claim)
        wanted = missing[0] if missing else CONFIRM
        repeated = wanted == self.asked and wanted != CONFIRM
        answering = self.intent in _ANSWERS or self.intent in ("greet", "repeat_question", "change_language")
        self._ask(wanted, "again" if repeated and not answering else "first")

    def _ask(self, wanted: str, wording: str) -> None:
        same = wanted == self.asked
        self.conversation.asks = wanted
        self.conversation.asked = self.conversation.asked + 1 if same else 1
        self.result.asks, self.result.wording = wanted, wording
        self.result.options = self._options(wanted, wording)

    def _ask_which(self, doubt: Doubt) -> None:
        """Offer both readings of a date or a sum, or ask for another day in place of one still to come."""
        found = doubt.found
        if isinstance(found, DateFound) and found.future and not found.ambiguous:
            self._ask(doubt.field, "future")
            self.result.value = self.formats.period(found.period)
            return
        self._ask(doubt.field, "which")
        self.result.options = [
            (label, "inform", {doubt.field: value}) for label, value in self._readings(found)
        ]

    def _readings(self, found: DateFound | AmountFound) -> list[tuple[str, object]]:
        if isinstance(found, DateFound):
            return [(self.formats.period(period), to_json(period)) for period in found.readings]
        sums = [Money(low, high, found.currency, found.approximate, found.currency_stated) for low, high in found.readings]
        return [(self.formats.money(money), to_json(money)) for money in sums]

    def _options(self, wanted: str, wording: str) -> list[tuple[str, str, dict[str, object]]]:
        word = self.formats.word
        if wanted == CONFIRM:
            buttons: list[tuple[str, str, dict[str, object]]] = [(word("send"), "affirm", {})]
            return buttons if wording == "which" else [*buttons, (word("change"), "deny", {})]
        field = self.catalogue.field(wanted)
        if field.kind is Kind.YES_NO:
            return [
                (word("yes"), "inform", {wanted: "yes"}),
                (word("no"), "inform", {wanted: "no"}),
                (word("unsure"), "inform", {wanted: None}),
            ]
        if field.name == "discovered_on" and isinstance(self.claim.value("occurred_on"), Period):
            return [(word("same_day"), "inform", {wanted: to_json(self.claim.value("occurred_on"))})]
        return [(self.formats.text(field.choices[name]), "inform", {wanted: name}) for name in self._offered(field)]

    def _offered(self, field: Field) -> list[str]:
        if field.name != "incident_type":
            return list(field.buttons)
        guess = self.reading.incident_type if self.reading else None
        best = [guess.value, *(name for name, _ in guess.alternatives)][:4] if guess else list(field.choices)[:5]
        return [*(name for name in best if name != "other"), "other"]

    def _severity(self, heard: Heard) -> None:
        """A sum from the catalogue's threshold on is told to a person at once."""
        for name in ("amount_claimed", "amount_estimated"):
            money = self.claim.value(name)
            if name not in heard.fields or not isinstance(money, Money):
                continue
            threshold = self.catalogue.severe_from.get(money.currency)
            if threshold is not None and money.high >= threshold:
                if HandoffReason.SEVERITY not in self.conversation.reasons:
                    self.result.say("utter_urgent")
                self.conversation.hand_over(HandoffReason.SEVERITY)


def _wanted_language(text: str, current: str) -> str:
    """The language that a text asks for by name, else the other one."""
    lowered = text.lower()
    named = [code for code, names in _LANGUAGE_NAMES.items() if any(name in lowered for name in names)]
    return named[0] if named else next(code for code in _LANGUAGE_NAMES if code != current)
