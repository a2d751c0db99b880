"""The dialogue of a notice: from one understood message to what is said and asked next.

Pure decisions over the claim, the conversation and the catalogue; the engine words them, the store keeps them.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.claims.catalogue import Catalogue, Kind
from bot.claims.model import Change, Claim, Fact, SetBy, Source
from bot.claims.values import Money, Period, Value, from_json, to_json
from bot.conversations.message import Message
from bot.conversations.model import Conversation, Doubt, HandoffReason
from bot.extraction.found import Reading
from bot.service.facts import Heard, from_button, from_reading, settled
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
        elif intent == "claim_status" or intent in ("greet", "repeat_question", "affirm", "deny"):
            outcome.say("utter_status", reference=claim.reference or "")
        elif intent == "out_of_scope":
            outcome.say("utter_out_of_scope")
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
            conversation.language = _wanted_language(message.text, conversation)
            conversation.language_known = True
        self.formats = intake.formats(conversation)
        self.result = Outcome()
        self.told = False
        """Whether the message added to the story."""

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
            heard = from_reading(
                self.reading,
                self.claim,
                self.catalogue,
                self.understood.read,
                self.at,
                asked=self.asked,
                story=self.understood.story,
            )
            self._tell_story()
            if not self.claim.knows("description"):
                # A guess at the type of what nobody has told yet is none.
                told = tuple(doubt for doubt in heard.doubts if doubt.field != "incident_type")
                heard = replace(heard, doubts=told)
        else:
            heard = Heard((), ())
        heard = self._settle(heard)
        if answered is not None and self.asked not in heard.fields:
            change = self.claim.record(answered)
            heard = replace(heard, changes=(*heard.changes, *filter(None, [change])))
        return heard

    def _settle(self, heard: Heard) -> Heard:
        """Any answer to a doubt ends it; one that picks a reading by its month alone means that reading."""
        changes = list(heard.changes)
        left = []
        for doubt in self.conversation.doubts:
            answered = doubt.field in heard.fields or self.claim.knows(doubt.field)
            if not answered and not (doubt.field == self.asked and self.intent in ("dont_know", "skip")):
                left.append(doubt)
                continue
            picked = settled(doubt, self.claim.value(doubt.field))
            for number, change in enumerate(changes):
                if picked is not None and change.new.field == doubt.field:
                    picking = self.claim.record(replace(change.new, value=picked))
                    changes[number] = Change(change.old, picking.new) if picking else change
        fresh = {doubt.field for doubt in heard.doubts}
        self.conversation.doubts = (*(doubt for doubt in left if doubt.field not in fresh), *heard.doubts)
        return replace(heard, changes=tuple(changes))

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
        self.told = True
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
        elif self.intent == "restart" and not heard.changes:
            self.result.say("utter_restart")
        elif self.intent == "claim_status":
            self.result.say("utter_status_draft")
        elif self.intent == "change_language":
            self.result.say(f"utter_language_{self.conversation.language}")
        elif self.asked == "statement_made" and "statement_made" in heard.fields:
            value = self.claim.value("statement_made")
            if value in ("yes", "no"):
                self.result.say("utter_statement_made" if value == "yes" else "utter_no_statement")
        elif self.asked in heard.fields and self.claim.value(self.asked or "") is None:
            self.result.say("utter_unknown_ok")
        elif not self.result.says and (heard.changes or heard.again or self.told):
            self.result.say("utter_thanks")
        elif not (heard.changes or heard.doubts or heard.again or opening or self.told):
            self._misunderstood()
            return
        self.conversation.misunderstood = 0

    def _is_correction(self, change: Change) -> bool:
        """Whether a person's word replaces another one; filling in what was unknown or assumed is none."""
        old, new = change.old, change.new
        if old is None or old.value is None or new.field == "description":
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
            beside = self.intent == "out_of_scope" and len(self.message.text.split()) > 2
            self.result.say("utter_out_of_scope" if beside else "utter_not_understood")
        elif self.conversation.misunderstood == 2:
            self.result.say("utter_not_understood_again")
        if self.conversation.misunderstood < 3:
            return
        self.conversation.hand_over(HandoffReason.MISUNDERSTOOD)
        self.conversation.misunderstood = 0
        self.conversation.doubts = tuple(d for d in self.conversation.doubts if d.field != self.asked)
        self.result.say("utter_offer_person")
        if self.asked and self.catalogue.has(self.asked) and not self.catalogue.field(self.asked).must:
            self.claim.record(Fact(self.asked, None, SetBy.BOT, self.at, 1.0))

    # What is asked next

    def _ask_next(self, heard: Heard) -> None:
        if self.conversation.doubts:
            self._ask_which(self.conversation.doubts[0])
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
        """Offer the readings of a value, or ask for another day in place of one still to come."""
        values = [from_json(reading) for reading in doubt.readings]
        if self.catalogue.field(doubt.field).kind is Kind.CHOICE:
            self._ask(doubt.field, "again" if doubt.field == self.asked else "first")
            self.result.options = self._choices(doubt.field, [*map(str, values), "other"])
        elif len(values) == 1:
            self._ask(doubt.field, "future")
            self.result.value = self._written(values[0])
        else:
            self._ask(doubt.field, "which")
            self.result.options = [
                (self._written(value), "inform", {doubt.field: reading})
                for value, reading in zip(values, doubt.readings, strict=True)
            ]

    def _choices(self, field: str, names: list[str]) -> list[tuple[str, str, dict[str, object]]]:
        texts = self.catalogue.field(field).choices
        return [(self.formats.text(texts[name]), "inform", {field: name}) for name in dict.fromkeys(names)]

    def _written(self, value: Value | None) -> str:
        match value:
            case Period():
                return self.formats.period(value)
            case Money():
                return self.formats.money(value)
            case _:
                return str(value)

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
        return self._choices(wanted, list(field.buttons or field.choices))

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


def _wanted_language(text: str, conversation: Conversation) -> str:
    """The language that a text asks for by name, else the other one."""
    lowered, current = text.lower(), conversation.language
    named = [code for code, names in _LANGUAGE_NAMES.items() if any(name in lowered for name in names)]
    if len(named) == 1:
        return named[0]
    # Who names both ("Deutsch bitte, mein Englisch ist schlecht") in a first message writes in the one that is wanted.
    if named and not conversation.introduced:
        return current
    return next(code for code in _LANGUAGE_NAMES if code != current)
