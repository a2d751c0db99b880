"""What the look-up of the policy means for the notice: never a stop, never a word to who has not named it rightly."""

from bot.claims.model import Fact, SetBy
from bot.claims.values import Period
from bot.policies.model import Policy, PolicyStatus, Standing
from bot.service.answers.at_home import follow_policy
from bot.service.hearing import Hearing, Option

_CHECK = "policy_check"
_NUMBER = "policy_number"


def say_policy(hearing: Hearing) -> None:
    """Note the result for staff, tell the insured what helps them, and offer several policies of theirs as buttons."""
    check = hearing.known.policy
    if check is None or check.status is PolicyStatus.NONE:
        return
    if hearing.catalogue.has(_CHECK):
        hearing.claim.record(Fact(_CHECK, check.status.value, SetBy.BOT, hearing.at, 0.9))
    if len(check.policies) == 1:
        follow_policy(hearing, check.policies[0])
    if check.policies and not hearing.claim.value(_NUMBER):
        _offer(hearing, check.policies, check.day)
    elif check.told is PolicyStatus.NUMBER_UNKNOWN and _NUMBER in hearing.heard.fields:
        hearing.result.say("utter_policy_unknown")
    elif check.told is PolicyStatus.EXPIRED and check.policies[0].valid_to:
        policy, ended = check.policies[0], hearing.formats.day(check.policies[0].valid_to)
        if hearing.once(f"ended {policy.number}"):
            hearing.result.say("utter_policy_ended", number=policy.number, day=ended)
    elif check.told is PolicyStatus.NOT_YET:
        policy = check.policies[0]
        if hearing.once(f"begins {policy.number}"):
            day = hearing.formats.day(policy.valid_from)
            hearing.result.say("utter_policy_begins", number=policy.number, day=day)


def _offer(hearing: Hearing, policies: tuple[Policy, ...], day: Period | None) -> None:
    """One policy that is surely theirs is taken, several are asked about; one that has ended is said to have."""
    if hearing.claim.knows(_NUMBER) and hearing.asked != _NUMBER:
        return
    if len(policies) == 1 and _stands(policies[0], day):
        fact = Fact(_NUMBER, policies[0].number, SetBy.BOT, hearing.at, 0.9)
        hearing.add(hearing.claim.record(fact))
        hearing.result.say("utter_policy_found", number=policies[0].number)
    elif not hearing.result.asks:
        options: list[Option] = [
            (_label(hearing, policy, day), "inform", {_NUMBER: policy.number}) for policy in policies
        ]
        hearing.ask(_NUMBER, "which", options=[*options, (hearing.word("unsure"), "inform", {_NUMBER: None})])


def _stands(policy: Policy, day: Period | None) -> bool:
    return day is None or policy.standing(day) is Standing.CURRENT


def _label(hearing: Hearing, policy: Policy, day: Period | None) -> str:
    if policy.valid_to is not None and not _stands(policy, day):
        return hearing.word("policy_ended").format(
            number=policy.number, day=hearing.formats.day(policy.valid_to)
        )
    return policy.number
