"""Previews show the picture and nothing else that its file knows."""

from pathlib import Path

import pytest
from PIL import Image

from bot.documents.model import Kind
from bot.documents.ports import Content
from bot.files.examiner import FileExaminer
from tests.support.samples import a_huge_png, a_pdf, a_picture


def preview(folder: Path, data: bytes, kind: Kind = Kind.PICTURE) -> Path | None:
    file, target = folder / "arriving", folder / "arriving.jpg"
    file.write_bytes(data)
    made = FileExaminer().preview(file, Content(kind, "x/y"), target)
    assert target.exists() is made
    assert file.read_bytes() == data
    return target if made else None


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "GIF", "BMP"])
def test_place_and_device_are_not_in_it(tmp_path: Path, form: str) -> None:
    target = preview(tmp_path, a_picture(form))
    assert target is not None
    with Image.open(target) as small:
        assert (small.format, small.size) == ("JPEG", (80, 60))
        assert dict(small.getexif()) == {}
    assert b"Spy Camera" not in target.read_bytes()
    assert b"Exif" not in target.read_bytes()


def test_it_is_small(tmp_path: Path) -> None:
    target = preview(tmp_path, a_picture(size=(5000, 2500)))
    assert target is not None
    with Image.open(target) as small:
        assert small.size == (1600, 800)


def test_it_is_turned_upright(tmp_path: Path) -> None:
    # Taken with the phone on its side: the red left half becomes the upper one.
    target = preview(tmp_path, a_picture(size=(80, 60), orientation=6))
    assert target is not None
    with Image.open(target) as small:
        red, blue = small.getpixel((30, 5)), small.getpixel((30, 75))
    assert small.size == (60, 80)
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200
    assert blue[2] > 90


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    target = preview(tmp_path, a_picture("PNG", colour=(0, 0, 0, 0)))
    assert target is not None
    with Image.open(target) as small:
        assert small.getpixel((70, 30)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(a_huge_png(), id="60,000 pixels wide and high"),
        pytest.param(a_huge_png(9_000, 9_000), id="81 million pixels that nothing makes smaller"),
        pytest.param(a_picture("PNG", (900, 900))[:600], id="half a picture"),
        pytest.param(b"\xff\xd8\xff\xe0", id="no picture"),
    ],
)
def test_of_what_cannot_be_decoded_there_is_none(tmp_path: Path, data: bytes) -> None:
    assert preview(tmp_path, data) is None


def test_of_other_documents_there_is_none(tmp_path: Path) -> None:
    assert preview(tmp_path, a_pdf(), Kind.PDF) is None
