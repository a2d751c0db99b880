import pytest

from bot.extraction.language import detect_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("hallo", "de"),
        ("ja", "de"),
        ("keine ahnung ehrlich", "de"),
        ("am mittwoch", "de"),
        ("Hend mer scho gmäldet, isch aber nöd bhobe", "de"),
        ("Schlüsselverlust gestern", "de"),
        ("yes", "en"),
        ("Server down", "en"),
        ("yes since 2", "en"),
        ("on wednesday", "en"),
        ("the client is furious and wants 1400 euros", "en"),
        ("I dropped the Kundin's laptop yesterday, sorry", "en"),
    ],
)
def test_language_of_short_texts(text: str, lang: str) -> None:
    found = detect_language(text)
    assert found is not None
    assert found[0] == lang
    assert 0.5 <= found[1] <= 1


@pytest.mark.parametrize("text", ["", "asdf", "1400", "👍", "Alderway Dental", "ok", "PI-20418-77"])
def test_no_answer_without_evidence(text: str) -> None:
    assert detect_language(text) is None


def test_more_evidence_is_more_sure() -> None:
    short, long = detect_language("nicht"), detect_language("das weiß ich leider noch nicht genau")
    assert short
    assert long
    assert short[1] < long[1]
