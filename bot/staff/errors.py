"""What can go wrong with people and rights; each error carries what its caller needs next."""

from datetime import datetime

from bot.staff.model import Right


class StaffError(Exception):
    """The base of all errors of this package."""


class NotAllowed(StaffError):
    """The member's role lacks a right."""

    def __init__(self, right: Right) -> None:
        super().__init__(f"needs the right {right}")
        self.right = right


class WrongPassword(StaffError):
    """E-mail address and password do not belong together, or nobody has that address; which of the two is not told."""


class WrongCode(StaffError):
    """The second factor's code is wrong, used up or too old."""


class LockedOut(StaffError):
    """Too many wrong tries; the next one counts from `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"locked until {until.isoformat()}")
        self.until = until


class WeakPassword(StaffError):
    """A new password is refused: `reason` is short, long, common, personal or same."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"password refused: {reason}")
        self.reason = reason


class UnknownMember(StaffError):
    """No member of staff has this id or address."""


class KnownMember(StaffError):
    """Somebody has this e-mail address already."""


class LastAdmin(StaffError):
    """This would leave nobody who can add people."""


class SignInRefused(StaffError):
    """The company's account was not accepted: `reason` is state, provider, token, email, unknown, disabled or unreachable."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"sign-in refused: {reason}")
        self.reason = reason
