"""Pictures of places in the handbook: from beside the office file alone, bounded, told where they cannot be printed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from jiedai import blocks as b
from jiedai import formats
from jiedai.documents.build import Built
from jiedai.documents.pictures import LARGEST_FILE, LARGEST_SIDE
from jiedai.loading import Loaded, load
from tests.documents.samples import built_of, changed
from tests.formats.common.test_photo import taken

PLACE = "名称: 智能制造产业园"


def pictured(folder: Path, name: str, data: bytes | None, house: str = "") -> Loaded:
    """A plan whose office has a picture of a place that is visited."""
    loaded = changed(folder)
    office = folder / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    assert text.count(PLACE) == 1
    office.write_text(text.replace(PLACE, f"{PLACE}, 简介: 占地九百亩。, 照片: {name}") + house, encoding="utf-8")
    if data is not None:
        place = folder / "plans" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    assert loaded.path is not None
    again = load(loaded.path)
    assert again.office is not None
    return again


def photographs(built: Built) -> list[b.Figure]:
    assert built.document is not None
    figures = (block for block in b.walk(built.document.blocks) if isinstance(block, b.Figure))
    return [figure for figure in figures if "<image" in figure.svg]


@pytest.mark.parametrize("labels", ["zh", "en", "both"])
def test_a_picture_stands_with_the_words_on_its_place(tmp_path: Path, labels: str) -> None:
    loaded = pictured(tmp_path, "照片/园区.jpg", taken(size=(400, 300)))
    built = built_of(loaded, "handbook", labels=labels)
    [figure] = photographs(built)
    assert [one.code for one in built.diagnostics if one.code != "WD04"] == []
    assert figure.width == 0.8
    assert figure.alt
    assert "data:image/jpeg;base64," in figure.svg


def test_the_picture_is_in_every_format_that_has_pictures(tmp_path: Path) -> None:
    document = built_of(pictured(tmp_path, "a.png", taken("PNG", (400, 300))), "handbook").document
    assert document is not None
    without = built_of(pictured(tmp_path / "b", "b.png", None), "handbook").document
    assert without is not None
    assert b"/Subtype/Image" in formats.writer("pdf").write(document).replace(b" ", b"")
    media = []
    for one in (document, without):
        with zipfile.ZipFile(io.BytesIO(formats.writer("docx").write(one))) as archive:
            media.append(sum(name.startswith("word/media/") for name in archive.namelist()))
    assert media[0] == media[1] + 1
    assert b"data:image/" in formats.writer("html").write(document)


def test_a_tall_picture_is_no_higher_than_a_wide_one(tmp_path: Path) -> None:
    [figure] = photographs(built_of(pictured(tmp_path, "a.jpg", taken(size=(300, 400))), "handbook"))
    assert figure.width == 0.45


def test_the_plain_book_has_none(tmp_path: Path) -> None:
    built = built_of(pictured(tmp_path, "a.jpg", None, "\n版式: {素版: 是}\n"), "handbook")
    assert (photographs(built), built.diagnostics) == ([], ())


BIG = Image.new("1", (LARGEST_SIDE + 1, 1))


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("没有.jpg", None, "找不到照片“没有.jpg”"),
        ("../外面.jpg", taken(), "不在单位文件所在的文件夹里"),
        ("/etc/hostname", None, "不在单位文件所在的文件夹里"),
        ("a.txt", b"text", "要用 PNG 或 JPG"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "要用 PNG 或 JPG"),
        ("a.png", png(BIG), "边长最多 6000 像素"),
        ("a.jpg", taken() + b"\0" * LARGEST_FILE, "最多 2 MB"),
    ],
)
def test_what_cannot_be_printed_is_said_and_the_book_comes_without_it(
    tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    built = built_of(pictured(tmp_path / "w", name, data), "handbook")
    assert photographs(built) == []
    [found] = [one for one in built.diagnostics if one.code != "WD04"]
    assert (found.code, words in found.message, Path(found.file).name) == ("WD06", True, "office.yaml")
    line = (tmp_path / "w" / "plans" / "office.yaml").read_text(encoding="utf-8").splitlines()[found.span.line - 1]
    assert line[found.span.column - 1 :].startswith(("照片", name))


def test_the_largest_that_is_allowed(tmp_path: Path) -> None:
    data = taken()
    full = data + b"\0" * (LARGEST_FILE - len(data))
    assert photographs(built_of(pictured(tmp_path / "a", "a.jpg", full), "handbook"))
    assert photographs(built_of(pictured(tmp_path / "b", "b.png", png(Image.new("1", (LARGEST_SIDE, 9)))), "handbook"))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(taken())
    loaded = pictured(tmp_path / "w", "a.jpg", None)
    (tmp_path / "w" / "plans" / "a.jpg").symlink_to(tmp_path / "secret.jpg")
    built = built_of(loaded, "handbook")
    assert photographs(built) == []
    assert [one.code for one in built.diagnostics] == ["WD06"]
