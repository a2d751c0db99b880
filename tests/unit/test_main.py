"""What an operator can mend is said in a sentence, whichever command meets it."""

import pytest

from bot.__main__ import main
from bot.claims.languages import UnfinishedLanguage
from bot.commands import doctor
from bot.settings import BadSetting


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (UnfinishedLanguage("languages.yml: fr lacks names"), "languages.yml: fr lacks names"),
        (BadSetting("PORT is no number"), "PORT is no number"),
        (PermissionError(13, "Permission denied", "/data/out.json"), "/data/out.json: Permission denied"),
    ],
)
def test_a_problem_is_one_sentence(
    problem: Exception, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise problem

    monkeypatch.setattr(doctor, "main", fail)
    assert main(["doctor"]) == 2
    assert capsys.readouterr().err.strip() == said


def test_a_fault_of_ours_is_shown_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "main", fail)
    with pytest.raises(ZeroDivisionError):
        main(["doctor"])
