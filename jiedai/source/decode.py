"""Bytes to text: which encoding a file is in, and what is wrong with it.

UTF-8 is the encoding of a plan. GB18030 (what Windows editors call "ANSI") and UTF-16 are recognised and read all the
same, so that the first message is about the encoding and the others are about the plan.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from jiedai.patterns import regex

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACEMENT = "\ufffd"
# What no text editor writes; a file full of them is a document of another program.
_CONTROLS = regex(r"[\x00-\x08\x0e-\x1f]")
_BINARY_SHARE = 0.02
# UTF-16 has a zero byte beside each newline, blank and colon; fewer are slips in a text of another encoding.
_STRAY_ZEROS = 0.005
# A damaged file is read on with replacement characters only while the damage is small.
_DAMAGE_SHARE = 0.02


class Decoded(NamedTuple):
    """The text of a file without its byte order mark, newlines as they were.

    `first_bad` is the offset in `raw` of the first character that could not be decoded. `binary` says that the file
    is no text at all; `raw` is empty then.
    """

    raw: str
    encoding: str
    bom: bool = False
    first_bad: int | None = None
    binary: bool = False

    @property
    def newline(self) -> str:
        """The newline of the first line; `"\\n"` for a file of one line."""
        found = re.search(r"\r\n|\n|\r", self.raw)
        return found.group() if found else "\n"


def decode(data: bytes) -> Decoded:
    """The text in `data`; never raises, whatever the bytes."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, bom=True)
    if data.count(0) > _STRAY_ZEROS * len(data):
        wide = _wide_encoding(data)
        return _decoded(data, wide) if wide else Decoded("", "binary", binary=True)
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        return _not_utf8(data)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: its ASCII characters leave their zero bytes on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for encoding, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if many > 4 * few and len(data) % 2 == 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                return None
            return None if "\x00" in text else encoding
    return None


def _not_utf8(data: bytes) -> Decoded:
    """GB18030, or UTF-8 with damage: whichever leaves less unexplained."""
    damaged = data.decode("utf-8", "replace")
    bad = damaged.count(_REPLACEMENT)
    good = sum(1 for char in damaged if char > "\x7f") - bad
    if good > 4 * bad:
        return _checked(Decoded(damaged, "utf-8", first_bad=damaged.index(_REPLACEMENT)))
    try:
        return _checked(Decoded(data.decode("gb18030"), "gb18030"))
    except UnicodeDecodeError:
        return _decoded(data, "gb18030")


def _decoded(data: bytes, encoding: str, *, bom: bool = False) -> Decoded:
    """`data` in a known encoding, with replacement characters where it does not hold."""
    try:
        return _checked(Decoded(data.decode(encoding), encoding, bom))
    except UnicodeDecodeError as error:
        start = len(data[: error.start].decode(encoding))
        text = data.decode(encoding, "replace")
    if text.count(_REPLACEMENT) > _DAMAGE_SHARE * len(text) + 2:
        return Decoded("", "binary", binary=True)
    return _checked(Decoded(text, encoding, bom, first_bad=start))


def _checked(decoded: Decoded) -> Decoded:
    """`decoded`, or a binary file when it is full of control characters."""
    if len(_CONTROLS.findall(decoded.raw)) > _BINARY_SHARE * len(decoded.raw) + 2:
        return Decoded("", "binary", binary=True)
    return decoded
