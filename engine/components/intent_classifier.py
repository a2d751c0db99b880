"""The pipeline's intent classifier: an `IntentModel` as a Rasa graph component."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Text, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_model import FILE, IntentModel, Ranking
from components.model_files import learning


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Names the intent of a message in the light of the question it answers.

    The question is `context` in the metadata of a message, or of an example in `data/nlu`.
    """

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        """Keeps the model, if there is one already, and where to store it."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`ranking_length`: how many intents a message is given; `learning` is for Rasa's cache alone."""
        return {"ranking_length": 5, "learning": learning()}

    @classmethod
    def required_components(cls) -> List[Type]:
        """None: features are its own."""
        return []

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """A classifier that has yet to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """The trained classifier out of a model archive."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(Path(folder) / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the model to the examples and stores it."""
        # scikit-learn and scipy are needed here only, not by a running engine.
        from components.intent_training import Example, fit

        examples = [
            Example(message.get(TEXT), question_of(message), message.get(INTENT))
            for message in training_data.intent_examples
            if message.get(TEXT)
        ]
        self._model = fit(examples)
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(Path(folder))
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Gives every message its intent and ranking."""
        for message in messages:
            ranking = self._rank(message)
            named = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: value} for name, value in ranking]
            message.set(INTENT, dict(named[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, named[: self._config["ranking_length"]], add_to_output=True)
        return messages

    def _rank(self, message: Message) -> Ranking:
        text = message.get(TEXT)
        if self._model is None or not text:
            return [(None, 0.0)]
        return self._model.rank(text, question_of(message))


def question_of(message: Message) -> str:
    """The question a message answers, be it from a channel or from an annotated example; "" for none."""
    metadata = message.get("metadata") or {}
    example = metadata.get("example")
    context = example.get("context") if isinstance(example, dict) else metadata.get("context")
    return context if isinstance(context, str) else ""
