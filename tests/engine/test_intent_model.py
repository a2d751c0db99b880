"""The intent model, trained on a handful of examples."""

from pathlib import Path

import numpy as np
import pytest
from components.intent_features import BUCKETS, DENSE, EMBEDDING, bones, sparse
from components.intent_model import FILE, IntentModel
from components.intent_neighbours import Neighbours

UNIT = np.eye(441, EMBEDDING, dtype=np.float32)
NOTHING = np.zeros(EMBEDDING, dtype=np.float32)


def some_neighbours(meanings: list[int]) -> Neighbours:
    """Examples without a question; each text is alike to itself only."""
    here = np.arange(len(meanings))
    vectors = np.eye(len(meanings) + 1, EMBEDDING, dtype=np.float32)
    vectors[-1] = 0
    nothing = np.full(len(meanings), len(meanings))
    return Neighbours.of(vectors, here, nothing, np.array(meanings), np.ones(len(meanings)))


def a_model() -> IntentModel:
    generator = np.random.default_rng(1)
    return IntentModel(
        ["affirm", "deny", "inform"],
        generator.normal(size=(3, DENSE)),
        np.arange(0, BUCKETS, 2),
        generator.normal(size=(BUCKETS // 2, 3)),
        generator.normal(size=(BUCKETS // 2, 3)),
        np.zeros(3),
        some_neighbours([0, 1, 2]),
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


def test_the_intents_of_similar_examples_are_the_opinion_of_the_neighbourhood() -> None:
    neighbours = some_neighbours([2, 2, 0])
    first, last = (neighbours.opinion(UNIT[row], NOTHING, 3) for row in (0, 2))
    assert np.argmax(first) == 2
    assert np.argmax(last) == 0
    assert np.exp(first).sum() == pytest.approx(1, abs=0.1)


def test_an_example_after_another_question_is_less_alike() -> None:
    vectors = np.eye(3, EMBEDDING, dtype=np.float32)
    same, row = np.array([0, 0]), np.array([1, 2])
    neighbours = Neighbours.of(vectors, same, row, np.array([0, 1]), np.ones(2))
    for question, meaning in ((1, 0), (2, 1)):
        assert np.argmax(neighbours.opinion(vectors[0], vectors[question], 2)) == meaning


def test_only_the_nearest_of_many_examples_count() -> None:
    meanings = [0] * 40 + [1] * 400
    neighbours = some_neighbours(meanings)
    assert np.argmax(neighbours.opinion(UNIT[0], NOTHING, 2)) == 0


def test_the_neighbourhood_found_in_two_steps_is_that_of_all_examples_compared_whole() -> None:
    chance = np.random.default_rng(1)
    # As with sentences, some directions tell more than others.
    vectors = chance.normal(size=(3000, EMBEDDING)) * np.geomspace(1, 0.02, EMBEDDING)
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    vectors[-1] = 0
    meanings = (vectors[:-1, 0] > 0).astype(int)
    rows = np.arange(len(meanings))
    neighbours = Neighbours.of(vectors, rows, np.full(len(rows), len(rows)), meanings, np.ones(len(rows)))
    for wanted in chance.choice(len(rows), 40, replace=False):
        near = np.argsort(-(vectors[:-1] @ vectors[wanted]))[:100]
        likeness = vectors[near] @ vectors[wanted]
        pull = np.exp((likeness - likeness.max()) / 0.05)
        shares = np.bincount(meanings[near], pull, 2) / pull.sum()
        assert np.exp(neighbours.opinion(vectors[wanted], NOTHING, 2)) == pytest.approx(
            shares + 0.01, abs=0.02
        )


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
    nobody = {**some_neighbours([0, 1, 2]).arrays(), "texts": np.zeros((3, EMBEDDING))}
    silent.neighbours = voting.neighbours = Neighbours(nobody)
    voting.votes[np.isin(voting.buckets, list(sparse("falsch", "")))] = [0, 1, 0]
    assert silent.rank("falsch")[0][1] == pytest.approx(1 / 3)
    assert voting.rank("falsch")[0][0] == "deny"
