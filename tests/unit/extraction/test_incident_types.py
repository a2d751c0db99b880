from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.extraction.features import MAX_CHARACTERS, Floats, Vocabulary, ngrams, report_text
from bot.extraction.incident_types import FILE, IncidentTypes
from bot.extraction.linear import LinearModel
from bot.extraction.training import learn_types, read_reports

REPORTS = Path(__file__).parents[3] / "data" / "reports"


class NoMeaning:
    """An encoder that knows nothing, so that the words alone decide."""

    def average(self, texts: Sequence[str]) -> Floats:
        return np.zeros((len(texts), 4), dtype=np.float32)


@pytest.fixture(scope="module")
def model() -> LinearModel:
    known = [report for report in read_reports(REPORTS) if report.file.startswith("own-")]
    return learn_types(known, NoMeaning())


@pytest.fixture(scope="module")
def types(model: LinearModel) -> IncidentTypes:
    return IncidentTypes(model, NoMeaning())


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "On a private night out I lost the key to our client's office, now the locks are changed",
            "lost_key",
        ),
        (
            "Beim Feiern den Büroschlüssel vom Kunden verloren, Schließanlage wird getauscht, 1.400 Euro",
            "lost_key",
        ),
        (
            "server crashed, the backup was broken, recovery failed and the client's data is gone for good",
            "data_loss",
        ),
        (
            "Server abgestürzt, Sicherung defekt, die Daten unseres Kunden sind endgültig verloren",
            "data_loss",
        ),
        ("the client's site is down since this morning", "system_outage"),
        ("Abmahnung wegen eines Fotos auf der Website", "rights_infringement"),
        ("our own servers are encrypted and they want a ransom", "own_cyber_loss"),
        ("a visitor fell over our cable and broke her arm", "bodily_injury"),
        ("Gehaltsliste an den falschen Empfänger gemailt", "privacy_breach"),
        ("Frist für den Einspruch versäumt", "missed_deadline"),
    ],
)
def test_the_harm_names_the_type(types: IncidentTypes, message: str, expected: str) -> None:
    assert types.classify([message]).value == expected


def test_messages_are_read_together(types: IncidentTypes) -> None:
    assert (
        types.classify(["hello", "I have to report something", "a key of my client is lost"]).value
        == "lost_key"
    )


def test_alternatives_are_the_next_best_and_leave_out_the_value(types: IncidentTypes) -> None:
    found = types.classify(["Backup gelöscht und der Shop steht still"])
    confidences = [found.confidence, *(confidence for _, confidence in found.alternatives)]
    assert len(found.alternatives) == 3
    assert confidences == sorted(confidences, reverse=True)
    assert found.value not in dict(found.alternatives)
    assert 0 < sum(confidences) <= 1.0001


@pytest.mark.parametrize("message", ["", "?", "🙈", "12.04.2026", "x" * 30_000])
def test_anything_gets_an_answer_and_no_certainty(types: IncidentTypes, message: str) -> None:
    assert types.classify([message]).confidence < 0.5


def test_a_saved_model_answers_as_before(model: LinearModel, tmp_path: Path) -> None:
    model.save(tmp_path / FILE)
    loaded = LinearModel.load(tmp_path / FILE)
    text, meaning = "the shop is offline", np.zeros(4, dtype=np.float32)
    np.testing.assert_allclose(
        loaded.probabilities(text, meaning), model.probabilities(text, meaning), atol=1e-2
    )


def test_without_a_model_there_is_nothing_to_load(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LinearModel.load(tmp_path / FILE)


def test_sums_and_dates_tell_only_their_shape() -> None:
    assert ngrams("1.400 Euro") == ngrams("2.999 euro")


def test_compounds_share_pieces() -> None:
    assert "#lüsse" in ngrams("Generalschlüssel") & ngrams("Schlüsselbund")


def test_unknown_words_have_no_features() -> None:
    positions, values = Vocabulary.of(["red door", "red door"]).features("zzz")
    assert len(positions) == len(values) == 0


def test_long_reports_are_cut() -> None:
    assert len(report_text(["a" * 5_000, "b"])) == MAX_CHARACTERS
