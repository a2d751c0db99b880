"""A row of the summary, pressed, means its field and no other."""

import pytest

from bot.channels.website.points import wish_to_change
from bot.claims.catalogue import HERE, Catalogue
from bot.service.formats import in_summary


@pytest.mark.parametrize("line", ["professional_indemnity", "personal_lines"])
def test_each_label_names_its_own_field_in_every_language(line: str) -> None:
    catalogue = Catalogue.load(HERE / f"{line}.yml")
    for field in catalogue.fields:
        for label in field.label.values() if in_summary(field) else ():
            wish = wish_to_change(catalogue, label)
            assert wish is not None
            assert (wish.label, wish.intent, wish.entities) == (label, "correct", {"change": field.name})


def test_what_is_no_row_is_no_wish() -> None:
    assert wish_to_change(Catalogue.load(HERE / "professional_indemnity.yml"), "Everything") is None
