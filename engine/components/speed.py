"""The few places where Rasa works much harder than a turn needs; each is replaced by an equal but quicker one."""


def quicken() -> None:
    """Applies all; calling it again changes nothing."""
