"""The intent model, trained on a handful of examples."""

from pathlib import Path

import numpy as np
import pytest
from components.intent_features import BUCKETS, DENSE, bones, sparse
from components.intent_model import FILE, IntentModel


def a_model() -> IntentModel:
    generator = np.random.default_rng(1)
    return IntentModel(
        ["affirm", "deny", "inform"],
        generator.normal(size=(3, DENSE)),
        np.arange(0, BUCKETS, 2),
        generator.normal(size=(BUCKETS // 2, 3)),
        generator.normal(size=(BUCKETS // 2, 3)),
        np.zeros(3),
        0.5,
    )


def test_probabilities_are_ordered_and_add_up() -> None:
    ranking = a_model().rank("Mara Lindt", "What is your name?")
    values = [value for _, value in ranking]
    assert sorted(name for name, _ in ranking) == ["affirm", "deny", "inform"]
    assert values == sorted(values, reverse=True)
    assert sum(values) == pytest.approx(1)


def test_the_question_matters() -> None:
    model = a_model()
    assert model.rank("three", "How many?") != model.rank("three", "Is everything right?")


def test_a_saved_model_answers_alike(tmp_path: Path) -> None:
    model = a_model()
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path / FILE)
    for (name, value), (again, other) in zip(
        model.rank("no", "Is it?"), loaded.rank("no", "Is it?"), strict=True
    ):
        assert (name, value) == (again, pytest.approx(other, abs=0.01))


def test_a_model_with_other_features_is_refused(tmp_path: Path) -> None:
    model = a_model()
    model.dense_weights = model.dense_weights[:, :100]
    model.save(tmp_path)
    with pytest.raises(ValueError, match="features"):
        IntentModel.load(tmp_path / FILE)


def test_any_text_is_ranked() -> None:
    model = a_model()
    for text in ("🤷", "?", "ﷺ", "x" * 5000, "0"):
        assert len(model.rank(text)) == 3


@pytest.mark.parametrize(
    ("word", "misspelt"),
    [
        ("versicherung", "versichrung"),
        ("schlüssel", "schlussel"),
        ("adjuster", "adjusster"),
        ("straße", "strasse"),
    ],
)
def test_misspelt_words_have_the_same_bones(word: str, misspelt: str) -> None:
    assert bones(word) == bones(misspelt)


def test_the_presence_of_a_feature_counts_as_a_vote() -> None:
    silent, voting = a_model(), a_model()
    silent.sparse_weights[:] = silent.dense_weights[:] = 0
    silent.votes[:] = 0
    voting.sparse_weights[:] = voting.dense_weights[:] = 0
    voting.votes[:] = 0
    voting.votes[np.isin(voting.buckets, list(sparse("falsch", "")))] = [0, 1, 0]
    assert silent.rank("falsch")[0][1] == pytest.approx(1 / 3)
    assert voting.rank("falsch")[0][0] == "deny"
