"""The examples of data/nlu, read once and checked quickly.

Rasa by itself reads them for the domain and again for the examples, and each time every file twice: for the check with
where in the file everything stands, which takes four times as long as the rest.
"""

import logging
from functools import lru_cache
from importlib import resources
from typing import Any, Dict, Iterable, Text

from pykwalify.core import Core
from pykwalify.errors import PyKwalifyException
from rasa.shared.constants import PACKAGE_NAME
from rasa.shared.nlu.training_data.formats.rasa_yaml import NLU_SCHEMA_FILE, RasaYAMLReader
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_yaml, read_yaml_file
from rasa.shared.utils.validation import RESPONSES_SCHEMA_FILE, SCHEMA_EXTENSIONS_FILE
from ruamel.yaml import YAMLError


def read(paths: Iterable[Text]) -> TrainingData:
    """All examples of the files, in their order. Raises Rasa's own errors for what is no file of examples."""
    return TrainingData().merge(*[_Reader().read(path) for path in paths])


class _Reader(RasaYAMLReader):
    def validate(self, string: Text) -> None:
        # Where a mistake stands is looked for once there is one.
        if not _fits(string):
            super().validate(string)


def _fits(content: Text) -> bool:
    """Whether it is YAML that fits Rasa's schema of examples."""
    logging.getLogger("pykwalify").setLevel(logging.CRITICAL)
    try:
        check = Core(
            source_data=read_yaml(content), schema_data=_schema(), extensions=[_file(SCHEMA_EXTENSIONS_FILE)]
        )
        check.validate(raise_exception=True)
    except (YAMLError, PyKwalifyException):
        return False
    return True


@lru_cache(maxsize=1)
def _schema() -> Dict[Text, Any]:
    return {**read_yaml_file(_file(NLU_SCHEMA_FILE)), **read_yaml_file(_file(RESPONSES_SCHEMA_FILE))}


def _file(name: Text) -> Text:
    return str(resources.files(PACKAGE_NAME) / name)
