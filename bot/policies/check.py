"""Whether the insured's number, name and contact name a policy, and whether it covers the day.

Nothing about a policy, not even that it exists, is told to somebody who has not named it correctly: with a number the name
or the contact must fit, too; with only a name, the contact must fit. An unknown policy never stops a notice.
"""

from collections.abc import Sequence
from datetime import date

from bot.claims.contacts import same_contact
from bot.claims.model import Claim
from bot.claims.names import same_name
from bot.claims.policy_number import number_key
from bot.claims.values import Period
from bot.policies.model import Policy, PolicyCheck, PolicyStatus, Standing


def relevant_day(claim: Claim, fields: Sequence[str]) -> Period | None:
    """When cover is needed: the first of `fields` (the catalogue's `cover_dates`) that is known.

    Professional indemnity is claims-made: cover is needed on the day on which the demand arrives (`claim_made_on`). Without a
    demand yet, and in lines that cover what happens while they run, it is the day of the event (`occurred_on`).
    """
    values = (claim.value(name) for name in fields)
    return next((value for value in values if isinstance(value, Period)), None)


def check(
    policies: Sequence[Policy], number: str | None, name: str | None, contact: str | None, day: Period | None
) -> PolicyCheck:
    """`policies` are those that a directory found; `day` None leaves the period of cover unchecked."""
    own = _offered([policy for policy in policies if _is_theirs(policy, name, contact)], day)
    if number is None:
        if len(own) > 1:
            return PolicyCheck(PolicyStatus.SEVERAL, own, None, day)
        return _meant(own[0], day) if own else PolicyCheck(PolicyStatus.NONE, (), None, day)
    if not name and not contact:
        return PolicyCheck(PolicyStatus.NONE, (), number, day)
    meant = [policy for policy in policies if number_key(policy.number) == number_key(number)]
    fitting = [policy for policy in meant if _holder_fits(policy, name, contact)]
    if fitting:
        return _meant(_offered(fitting, day)[0], day)
    # The number may be mistyped, or a colleague's: what is surely theirs is offered.
    status = PolicyStatus.NAME_DIFFERS if meant else PolicyStatus.NUMBER_UNKNOWN
    return PolicyCheck(status, own, number, day)


def _is_theirs(policy: Policy, name: str | None, contact: str | None) -> bool:
    """Whether a policy is shown to be the insured's without any number."""
    return same_name(name, policy.holder) and same_contact(contact, policy.contact, policy.country)


def _holder_fits(policy: Policy, name: str | None, contact: str | None) -> bool:
    return same_name(name, policy.holder) or same_contact(contact, policy.contact, policy.country)


def _meant(policy: Policy, day: Period | None) -> PolicyCheck:
    standing = policy.standing(day) if day else Standing.CURRENT
    status = PolicyStatus.MATCHED if standing is Standing.CURRENT else PolicyStatus(standing.value)
    return PolicyCheck(status, (policy,), policy.number, day)


def _offered(policies: Sequence[Policy], day: Period | None) -> tuple[Policy, ...]:
    """Those under cover first and newer before older ones; of the periods of one policy only the first in this order."""

    def place(policy: Policy) -> tuple[bool, date]:
        return day is None or policy.standing(day) is Standing.CURRENT, policy.valid_from

    ordered = sorted(policies, key=place, reverse=True)
    return tuple({number_key(policy.number): policy for policy in reversed(ordered)}.values())[::-1]
