"""What can go wrong with a claim; each error carries what its caller needs next."""


class ClaimError(Exception):
    """The base of all errors of this package."""


class MissingFields(ClaimError):
    """The notice can't be submitted yet."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"missing: {', '.join(fields)}")
        self.fields = fields


class IllegalMove(ClaimError):
    """The status can't change that way."""

    def __init__(self, status: str, move: str) -> None:
        super().__init__(f"a claim that is {status} can't {move}")
        self.status, self.move = status, move


class BadCatalogue(ClaimError):
    """The catalogue file contradicts itself; the message names file and place."""
