"""Which characters a font has, read from its table `cmap`.

The table as the OpenType specification has it (https://learn.microsoft.com/typography/opentype/spec/cmap), in the two
forms that hold Chinese: 4, for characters up to U+FFFF, and 12, for all. Nothing else of a font is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import Struct, error, unpack_from

_COLLECTION = b"ttcf"
_BEST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of the tables for Unicode, the most complete first."""
_GROUP = Struct(">III")
_MOST_CHARACTERS = 0x110000


class BadFont(Exception):
    """A file that is no font, or a broken one."""


def coverage(path: Path, index: int = 0) -> frozenset[int]:
    """The code points that have a glyph in a font, the one at `index` where a file holds several.

    Raises:
        BadFont: it cannot be understood.
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    try:
        start = unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == _COLLECTION else 0
        table = _table(data, start)
        return frozenset(code for code in _characters(data, table) if code < _MOST_CHARACTERS)
    except (error, LookupError) as broken:
        raise BadFont(str(broken)) from None


def _table(data: bytes, start: int) -> int:
    """Where the best subtable of a font begins in a file. LookupError where there is none."""
    (count,) = unpack_from(">H", data, start + 4)
    records = (unpack_from(">4sIII", data, start + 12 + 16 * number) for number in range(count))
    whole = {tag: offset for tag, _sum, offset, _length in records}[b"cmap"]
    (count,) = unpack_from(">H", data, whole + 2)
    entries = (unpack_from(">HHI", data, whole + 4 + 8 * number) for number in range(count))
    found: dict[tuple[int, int], int] = {(platform, code): whole + offset for platform, code, offset in entries}
    known = [found[pair] for pair in _BEST if pair in found]
    readable = [place for place in known if unpack_from(">H", data, place)[0] in (4, 12)]
    return readable[0]


def _characters(data: bytes, table: int) -> Iterator[int]:
    form, length = unpack_from(">HH", data, table)
    yield from _ranges(data, table, length) if form == 4 else _groups(data, table)


def _groups(data: bytes, table: int) -> Iterator[int]:
    """Form 12: stretches of characters whose glyphs follow each other."""
    (count,) = unpack_from(">I", data, table + 12)
    for first, last, glyph in _GROUP.iter_unpack(data[table + 16 : table + 16 + _GROUP.size * count]):
        last = min(last, _MOST_CHARACTERS)
        yield from range(first if glyph else first + 1, last + 1)  # glyph 0 is the box for what is missing


def _ranges(data: bytes, table: int, length: int) -> Iterator[int]:
    """Form 4: stretches of characters, each with a number to add or with a list of its glyphs."""
    (doubled,) = unpack_from(">H", data, table + 6)
    count = doubled // 2
    numbers = table + 14
    lasts = unpack_from(f">{count}H", data, numbers)
    firsts = unpack_from(f">{count}H", data, numbers + doubled + 2)
    added = unpack_from(f">{count}H", data, numbers + 2 * doubled + 2)
    lists = numbers + 3 * doubled + 2
    shifts = unpack_from(f">{count}H", data, lists)
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if shifts[number]:
                place = lists + 2 * number + shifts[number] + 2 * (code - first)
                if place + 2 > table + length:  # the last stretch, U+FFFF, may point nowhere
                    continue
                (glyph,) = unpack_from(">H", data, place)
                if not glyph:
                    continue
            if (glyph + added[number]) & 0xFFFF:
                yield code
