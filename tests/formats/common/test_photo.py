"""Photographs: size, which way up, and nothing of what cameras add."""

import io

import pytest
from PIL import Image, PngImagePlugin

from jiedai.formats import pdf
from jiedai.formats.common.photo import WIDTH, drawing, photo
from tests.batch import cases

MAKER, TURN = 0x010F, 0x0112


def taken(kind: str = "JPEG", size: tuple[int, int] = (80, 40), turn: int | None = None) -> bytes:
    """A picture, red above and blue below as it lies in the file, with what a camera says of itself."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, *size))
    about = Image.Exif()
    about[MAKER] = "某某相机"
    if turn:
        about[TURN] = turn
    buffer = io.BytesIO()
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "secret-name")
    extra = {"pnginfo": text} if kind == "PNG" else {"comment": b"secret-name"}
    image.save(buffer, kind, exif=about, **extra)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_size_and_picture_are_those_of_the_file(kind: str) -> None:
    data = taken(kind)
    found = photo(data)
    assert found.size == (80, 40)
    bare = Image.open(io.BytesIO(found.picture.data))
    assert bare.convert("RGB").tobytes() == Image.open(io.BytesIO(data)).convert("RGB").tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_is_left_of_what_a_camera_says(kind: str) -> None:
    data = taken(kind)
    assert b"secret-name" in data
    bare = photo(data).picture.data
    assert b"secret-name" not in bare
    assert not Image.open(io.BytesIO(bare)).getexif()


@cases(
    ("turn", "size", "top_left"),
    [(None, (80, 40), "red"), (1, (80, 40), "red"), (2, (80, 40), "red"), (3, (80, 40), "blue"),
     (6, (40, 80), "blue"), (8, (40, 80), "red")],
)  # fmt: skip
def test_a_picture_stands_the_right_way_up(turn: int | None, size: tuple[int, int], top_left: str) -> None:
    found = photo(taken(turn=turn))
    assert found.size == size
    shown = Image.open(io.BytesIO(pdf.picture(drawing(found), 72))).convert("RGB")
    assert shown.width / shown.height == pytest.approx(size[0] / size[1], rel=0.02)
    red, _green, blue = shown.getpixel((shown.width // 8, shown.height // 8))
    assert ("red" if red > blue else "blue") == top_left


def test_a_drawing_is_of_one_width_whatever_the_pixels() -> None:
    for size in ((80, 40), (3000, 1500)):
        assert f'width="{WIDTH}" height="{WIDTH / 2:.1f}"' in drawing(photo(taken(size=size)))


@cases(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xe0\x00\x10",
        taken()[:30],
        b"\x89PNG\r\n\x1a\n",
        b"<svg/>",
        b"\xff\xd8\xff\xc0\x00\x02",
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        photo(data)


def test_a_damaged_exif_is_passed_over() -> None:
    data = taken(turn=6)
    at = data.index(b"Exif\0\0") + 6
    for broken in (data[:at] + b"XX" + data[at + 2 :], data[: at + 4] + b"\xff" * 4 + data[at + 8 :]):
        assert photo(broken).turn == 1
