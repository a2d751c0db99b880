"""A choice that is typed word for word is that choice."""

import pytest

from bot.extraction.found import Reading
from bot.service.answers.kind_labels import as_labelled
from tests.builders import a_type
from tests.unit.service.hearing import CATALOGUE, hear

GUESS = Reading(incident_type=a_type("other", 0.6))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Damaged property!", "property_damage"),
        ("I have to report a lost key or entrusted item", "lost_key"),
        ("Fehler in Software oder Konfiguration", "software_error"),
        ("something else", "other"),
        ("damaged property and an injured person", "other"),
        ("we damaged the property", "other"),
    ],
)
def test_the_label_of_a_choice_is_that_choice(text: str, kind: str) -> None:
    reading = as_labelled(CATALOGUE, GUESS, text)
    assert reading is not None
    assert reading.incident_type is not None
    assert reading.incident_type.value == kind


def test_it_opens_a_notice() -> None:
    turned = hear("report_claim", GUESS, text="damaged property")
    assert turned.claim.value("incident_type") == "property_damage"
