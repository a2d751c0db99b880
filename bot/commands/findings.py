"""What a check of the doctor finds."""


class Wrong(Exception):
    """What a check found wrong, and what to do about it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"wrong: {what} → {remedy}")
