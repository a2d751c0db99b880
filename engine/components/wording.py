"""Rasa's domain from `domain.yml` and one folder of texts per language (`data/wording/<language>/*.yml`).

Such a file has `questions:` (field -> wording -> text) and `replies:` (name -> text). Every question becomes a slot
that only the service fills, a required slot of the form and the response `utter_ask_<field>`, every reply becomes
`utter_<name>`, each with one variation per language; so a new field or language is a matter of texts.
"""

from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Text, Tuple, Union

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_yaml_file

from components import examples

FOLDER = Path("data") / "wording"
FORM = "notice_form"
FALLBACK = "en"
"""The language in which something is said that no slot has chosen a language for."""

Texts = Dict[Text, Dict[Text, Any]]
"""Texts of one kind by name and language; those of questions by wording, too."""


class Wording(RasaFileImporter):
    """Named under `importers` in config.yml."""

    def __init__(
        self,
        config_file: Optional[Text] = None,
        domain_path: Optional[Text] = None,
        training_data_paths: Optional[Union[List[Text], Text]] = None,
    ) -> None:
        """As Rasa's own importer; the texts are looked for beside the domain file."""
        super().__init__(config_file, domain_path, training_data_paths)
        self._folder = Path(domain_path or ".").resolve().parent / FOLDER
        self._examples: Optional[TrainingData] = None

    def get_domain(self) -> Domain:
        """The domain file's own content with slots, form and responses of all texts."""
        questions, replies = read(self._folder)
        return super().get_domain().merge(Domain.from_dict(as_domain(questions, replies)))

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """The examples, which are the same whatever the language."""
        if self._examples is None:
            self._examples = examples.read(self._nlu_files)
        return self._examples


def read(folder: Path) -> Tuple[Texts, Texts]:
    """Questions and replies of all languages, in the order of the files of the fallback language.

    Raises ValueError naming the file for a key that is neither, or a name given twice.
    """
    questions: Texts = {}
    replies: Texts = {}
    for language in _languages(folder):
        for path in sorted((folder / language).glob("*.yml")):
            for kind, texts in (read_yaml_file(path) or {}).items():
                if kind not in ("questions", "replies"):
                    raise ValueError(f"{path} knows questions and replies only, not {kind}")
                into = questions if kind == "questions" else replies
                for name, text in texts.items():
                    said = into.setdefault(name, {})
                    if language in said:
                        raise ValueError(f"{path} gives {kind}.{name} a second time")
                    said[language] = text
    return questions, replies


def as_domain(questions: Texts, replies: Texts) -> Dict[Text, Any]:
    """The part of a Rasa domain that these texts make up."""
    slots = {
        name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
        for name in questions
    }
    responses = {f"utter_ask_{name}": list(_question(said)) for name, said in questions.items()}
    responses.update({f"utter_{name}": list(_reply(said)) for name, said in replies.items()})
    return {"slots": slots, "forms": {FORM: {"required_slots": list(questions)}}, "responses": responses}


def _question(said: Dict[Text, Dict[Text, Text]]) -> Iterator[Dict[Text, Any]]:
    for language, wordings in said.items():
        for wording, text in wordings.items():
            yield {"text": text, "condition": [_slot("language", language), _slot("wording", wording)]}
    fallback = said.get(FALLBACK) or next(iter(said.values()))
    yield {"text": next(iter(fallback.values()))}


def _reply(said: Dict[Text, Text]) -> Iterator[Dict[Text, Any]]:
    for language, text in said.items():
        if language != FALLBACK:
            yield {"text": text, "condition": [_slot("language", language)]}
    # Rasa draws among all variations whose condition holds and prefers those with one, so this is said last.
    yield {"text": said.get(FALLBACK) or next(iter(said.values()))}


def _slot(name: Text, value: Text) -> Dict[Text, Text]:
    return {"type": "slot", "name": name, "value": value}


def _languages(folder: Path) -> List[Text]:
    found = sorted(path.name for path in folder.glob("*") if path.is_dir())
    return sorted(found, key=lambda language: language != FALLBACK)
