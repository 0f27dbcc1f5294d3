"""Photographs as files hold them: their size, which way up they are, and the picture without what cameras add to it.

A telephone writes into a photograph where and when it was taken, and by whom; a paper for guests shows the picture.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator
from typing import NamedTuple

from jiedai.blocks import Picture
from jiedai.formats.common.drawing import PNG, png_size

JPEG = b"\xff\xd8\xff"
_PICTURE_DATA = 0xDA
"""The marker behind which a JPEG has nothing but the picture."""
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_KEPT = frozenset({0xE0, 0xEE})
"""What is needed of what programs add: the density, and how Adobe's colours are to be read."""
_ADDED = frozenset(range(0xE0, 0xF0)) | {0xFE}
_ORIENTATION = 0x0112
_SHOWN_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs"})
WIDTH = 480
"""What a photograph measures across as a drawing, whatever its pixels: 120 mm and more at the resolution of print."""
_TURNS = {
    3: "translate({width} {height}) rotate(180)",
    6: "translate({height} 0) rotate(90)",
    8: "translate(0 {width}) rotate(-90)",
}


class Photo(NamedTuple):
    """A photograph: width and height in pixels as it lies in the file, and how a camera says that it is to be turned
    (the numbers of EXIF: 1 not at all, 3 upside down, 6 and 8 a quarter).
    """

    picture: Picture
    width: int
    height: int
    turn: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """Width and height the right way up."""
        return (self.height, self.width) if self.turn in (6, 8) else (self.width, self.height)


def photo(data: bytes) -> Photo:
    """The photograph in a PNG or JPEG. ValueError where the data are neither, or say no size."""
    if data.startswith(PNG):
        width, height = png_size(data)
        return Photo(Picture(_bare_png(data), "png"), width, height)
    if not data.startswith(JPEG):
        raise ValueError("neither PNG nor JPEG")
    width = height = 0
    turn, kept = 1, [data[:2]]
    end = 2
    for marker, start, end in _segments(data):
        if marker in _SIZES and end - start >= 9:
            height, width = struct.unpack(">HH", data[start + 5 : start + 9])
        elif marker == 0xE1 and data[start + 4 : start + 10] == b"Exif\0\0":
            turn = _turn(data[start + 10 : end])
        if marker not in _ADDED or marker in _KEPT:
            kept.append(data[start:end])
    if not width or not height:
        raise ValueError("no size")
    return Photo(Picture(b"".join(kept) + data[end:], "jpeg"), width, height, turn)


def drawing(taken: Photo) -> str:
    """A photograph as an SVG drawing, the right way up: every writer can place those."""
    width, height = taken.width, taken.height
    across, down = taken.size
    data = base64.b64encode(taken.picture.data).decode()
    turned = _TURNS.get(taken.turn, "").format(width=width, height=height)
    way = f' transform="{turned}"' if turned else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{WIDTH * down / across:.1f}"'
        f' viewBox="0 0 {across} {down}"><image width="{width}" height="{height}"{way}'
        f' href="data:image/{taken.picture.kind};base64,{data}"/></svg>'
    )


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments of a JPEG up to its picture: marker, where the segment begins and ends."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _PICTURE_DATA:
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if end > len(data) or end <= at + 3:
            return
        yield data[at + 1], at, end
        at = end


def _turn(exif: bytes) -> int:
    """Which way a camera was held; 1 where it does not say so in a way that is understood."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    try:
        if order is None:
            return 1
        [first] = struct.unpack_from(f"{order}I", exif, 4)
        [count] = struct.unpack_from(f"{order}H", exif, first)
        for number in range(count):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if value in _TURNS else 1
    except struct.error:
        pass
    return 1


def _bare_png(data: bytes) -> bytes:
    """A PNG without texts and what a camera says. ValueError where it ends too soon."""
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in _SHOWN_CHUNKS:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)
