"""A kind of incident in the very words of its choice: what a handler adds to the catalogue can be typed at once."""

import re
from dataclasses import replace

from bot.claims.catalogue import Catalogue
from bot.extraction.found import Reading, TypeFound

_KIND = "incident_type"
_SURE = 0.95
_PLAIN = re.compile(r"[\W_]+")
_LONGEST = 12
"""Words of a message that is hardly more than a choice."""


def as_labelled(catalogue: Catalogue, reading: Reading | None, text: str) -> Reading | None:
    """The reading with the kind whose label, in any language, the text holds word for word; of several none."""
    if reading is None or len(text.split()) > _LONGEST or not catalogue.has(_KIND):
        return reading
    plain = f" {_PLAIN.sub(' ', text.casefold()).strip()} "
    choices = catalogue.field(_KIND).choices.items()
    named = [
        name
        for name, label in choices
        if name != catalogue.field(_KIND).deny
        and any(f" {_PLAIN.sub(' ', each.casefold()).strip()} " in plain for each in label.values())
    ]
    return replace(reading, incident_type=TypeFound(named[0], _SURE)) if len(named) == 1 else reading
