"""`python -m bot policies`: all lines or none, exit codes, and a list that can be imported again."""

from pathlib import Path

import pytest

from bot.__main__ import main

HEAD = "number;holder;email;valid_from;valid_to"
GOOD = "PI-204-1877;Mara Lindt;mara@example.com;01.01.2025;31.12.2026"
BAD = "PI-204-1878;Eva Huber;eva@example.com;01.01.2026;31.12.2025"
OLD = "PI-199-0001;Mara Lindt;mara@example.com;2019-01-01;2021-12-31"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation of the test's own, without a database yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIRSTNOTICE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("FIRSTNOTICE_DATABASE_URL", f"sqlite:///{tmp_path / 'firstnotice.sqlite'}")
    monkeypatch.delenv("FIRSTNOTICE_POLICIES_URL", raising=False)


def imported(*lines: str, options: tuple[str, ...] = ()) -> int:
    Path("policies.csv").write_text("\n".join([HEAD, *lines]), "utf-8")
    return main(["policies", "import", "policies.csv", *options])


def listed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert main(["policies", "list"]) == 0
    return [line.split(",")[0] for line in capsys.readouterr().out.splitlines()[1:]]


def test_import_adds_and_replaces_by_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(GOOD) == 0
    assert "Imported 1 policies." in capsys.readouterr().err
    assert imported(OLD, GOOD.replace("PI-204-1877", "PI 204 1877")) == 0
    assert listed(capsys) == ["PI-199-0001", "PI 204 1877"]


def test_import_takes_all_lines_or_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(GOOD, BAD, OLD) == 1
    said = capsys.readouterr().err
    assert "line 3: valid_to lies before valid_from (2025-12-31 < 2026-01-01)" in said
    assert "Nothing was imported" in said
    assert listed(capsys) == []


def test_import_leaves_out_bad_lines_if_told_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(GOOD, BAD, options=("--skip-bad",)) == 0
    assert "line 3: valid_to" in capsys.readouterr().err
    assert listed(capsys) == ["PI-204-1877"]
    assert imported(BAD, options=("--skip-bad",)) == 1


def test_a_line_of_business_that_nobody_knows_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("policies.csv").write_text(
        "number;holder;valid_from;line\nPI-204-1877;Mara Lindt;2025-01-01;Haftpflicht\n"
        "PI-204-1878;Eva Huber;2025-01-01;professional_indemnity\n",
        "utf-8",
    )
    assert main(["policies", "import", "policies.csv"]) == 0
    said = capsys.readouterr().err
    assert "1 of them will not be found: no catalogue is named Haftpflicht" in said
    assert "professional_indemnity" in said


@pytest.mark.parametrize("content", [None, b"", b"number;holder\nPI-1-22;Mara"])
def test_import_of_what_is_no_list_ends_with_one_sentence(
    content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path("policies.csv").write_bytes(content)
    assert main(["policies", "import", "policies.csv"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("policies.csv can't be used: ")
    assert said.endswith(".\n")
    assert said.count("\n") == 1


def test_a_list_can_be_imported_again(capsys: pytest.CaptureFixture[str]) -> None:
    imported(GOOD, OLD)
    capsys.readouterr()
    main(["policies", "list"])
    table = capsys.readouterr().out
    Path("again.csv").write_text(table, "utf-8")
    assert main(["policies", "import", "again.csv"]) == 0
    capsys.readouterr()
    main(["policies", "list"])
    assert capsys.readouterr().out == table


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["pi 204 1877", "--on", "2026-04-08"],
            0,
            "found\nPI-204-1877  Mara Lindt  2025-01-01 to 2026-12-31  current",
        ),
        (["PI-204-1877", "--on", "2027-01-01"], 0, "expired"),
        (["PI-999-9999"], 1, "number_unknown"),
        (["PI-204-1877", "--name", "Lindt, Mara", "--on", "2026-04-08"], 0, "matched"),
        (["PI-204-1877", "--name", "Eva Huber"], 1, "name_differs"),
        (["PI-204-1877", "--contact", "mara@example.com", "--on", "2027-01-01"], 1, "expired"),
    ],
)
def test_check_looks_as_the_assistant_does(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(GOOD, OLD)
    capsys.readouterr()
    assert main(["policies", "check", *arguments]) == code
    assert said in capsys.readouterr().out


def test_check_without_any_policies_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policies", "check", "PI-204-1877"]) == 2
    assert "python -m bot policies import" in capsys.readouterr().err


def test_check_asks_the_insurers_own_service_if_there_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(GOOD)
    monkeypatch.setenv("FIRSTNOTICE_POLICIES_URL", "http://127.0.0.1:9/policies")
    assert main(["policies", "check", "PI-204-1877"]) == 2
    assert "FIRSTNOTICE_POLICIES_URL" in capsys.readouterr().err
