"""Where policies are looked up: the table filled by `python -m bot policies import`, or the insurer's own service."""

from typing import Protocol

from bot.policies.model import Policy


class DirectoryDown(Exception):
    """Nothing can be said of any policy now: the look-up failed."""


class NoPolicies(DirectoryDown):
    """No policies are known at all, so one that is not found says nothing."""


class PolicyDirectory(Protocol):
    async def find(
        self, number: str | None = None, name: str | None = None, contact: str | None = None
    ) -> tuple[Policy, ...]:
        """Policies with this number or this contact; more than asked for is no harm, `check` sorts them out.

        Raises DirectoryDown.
        """
