"""A model is trained again when, and only when, something that shapes it has changed."""

from pathlib import Path

import pytest
from components.model_files import FINGERPRINT, MODEL, fingerprint, is_current, model_file, reviewed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("config.yml", "domain.yml", "data/nlu/a.yml", "data/rules/b.yml", "engine/components/c.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["config.yml", "data/nlu/a.yml", "data/rules/new.yml", "engine/components/c.py"]
)
def test_a_change_shows(root: Path, name: str) -> None:
    before = fingerprint(root)
    (root / name).write_text("other")
    assert fingerprint(root) != before


def test_other_files_do_not_matter(root: Path) -> None:
    before = fingerprint(root)
    (root / "README.md").write_text("new")
    assert fingerprint(root) == before


def test_renaming_a_file_shows(root: Path) -> None:
    before = fingerprint(root)
    (root / "data/nlu/a.yml").rename(root / "data/nlu/z.yml")
    assert fingerprint(root) != before


def test_a_model_is_current_only_with_its_fingerprint(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / FINGERPRINT).write_text(fingerprint(root) + "\n")
    assert not is_current(folder, root)
    (folder / MODEL).write_bytes(b"model")
    assert is_current(folder, root)
    assert model_file(folder) == model_file(folder / MODEL)
    (root / "domain.yml").write_text("other")
    assert not is_current(folder, root)


def test_what_staff_reviewed_shapes_a_model(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "engine"
    folder.mkdir(parents=True)
    (folder / MODEL).write_bytes(b"model")
    (folder / FINGERPRINT).write_text(fingerprint(root))
    assert is_current(folder, root)
    reviewed(folder).parent.mkdir()
    reviewed(folder).write_text("nlu: []")
    assert not is_current(folder, root)
    (folder / FINGERPRINT).write_text(fingerprint(root, reviewed(folder)))
    assert is_current(folder, root)
