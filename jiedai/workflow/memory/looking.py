"""Whether any byte of a file gives something away, whatever kind of file it is: text, papers, tables, archives.

Blanks are left out on both sides, since papers break lines where they like. A picture cannot be read.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from jiedai.source.zipped import DAMAGED
from jiedai.workflow.memory.clearing import Traces

_LARGEST = 100_000_000
"""Bytes of a file that is looked into; a larger one is no office's paper."""
_PASSED_OVER = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__"})
"""Folders that hold no files of the office; old versions in them cannot be changed without breaking them."""
_TAGS = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_DEEPEST = 3


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder, hidden ones too, in order; links are not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _PASSED_OVER)
        for name in sorted(names):
            path = Path(place) / name
            if path.is_file() and not path.is_symlink():
                yield path


def histories_in(folder: Path) -> list[Path]:
    """The folders of version control at the top of a workspace: they keep what a file was before."""
    return [folder / name for name in (".git", ".hg", ".svn") if (folder / name).exists()]


def plain(text: str) -> str:
    """A text as traces are looked for: without blanks, in small letters."""
    return _BLANKS.sub("", text).casefold()


class Look:
    """What is looked for, made ready once."""

    def __init__(self, traces: Traces) -> None:
        self._texts = [plain(text) for text in traces.texts]
        self._pairs = [(plain(name), plain(word)) for name, word in traces.pairs]
        self._words = [plain(word) for _name, word in traces.pairs]
        self._bytes = [text.encode() for text in traces.texts]
        self._byte_pairs = [(name.encode(), word.encode()) for name, word in traces.pairs]

    def at(self, path: Path) -> bool:
        """Whether a file holds a text, or a name with its word. OSError where it cannot be read."""
        return any(self._in(text) for text in contents(path))

    def raw(self, path: Path) -> bool:
        """The same by its bytes alone, for what this program keeps for itself."""
        data = path.read_bytes()
        if any(one in data for one in self._bytes):
            return True
        return any(name in data and word in data for name, word in self._byte_pairs)

    def paper(self, path: Path) -> bool:
        """The same of a paper of a visit, in which a word without the name says enough: kitchens get no names."""
        return any(self._in(text) or any(word in text for word in self._words) for text in contents(path))

    def beside_a_name(self, path: Path, names: frozenset[str]) -> bool:
        """Whether a file of another visit holds one of the names together with a text or a word of theirs."""
        marks = [plain(name) for name in names]
        return any(
            any(name in text for name in marks) and (self._in(text) or any(word in text for word in self._words))
            for text in contents(path)
        )

    def _in(self, text: str) -> bool:
        return any(one in text for one in self._texts) or any(
            name in text and word in text for name, word in self._pairs
        )


def contents(path: Path) -> list[str]:
    """What a file says, each time all of it, as `plain` has it: as it stands, and as a reader of its kind sees it."""
    if path.stat().st_size > _LARGEST:
        return []
    return [plain(text) for text in _texts(path.read_bytes(), 0)]


def _texts(data: bytes, depth: int) -> Iterator[str]:
    if data.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        try:
            yield "".join(_in_archive(data, depth))
            return
        except DAMAGED:
            pass  # cut off or locked: its bytes are all there is
    if data.startswith(b"%PDF"):
        yield _of_pdf(data)
        return
    text = _decoded(data)
    yield text
    if "<" in text and ">" in text:
        yield _TAGS.sub("", text)
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # older Word and Excel keep texts so
        yield data.decode("utf-16-le", "ignore")
        yield data[1:].decode("utf-16-le", "ignore")


def _in_archive(data: bytes, depth: int) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            yield entry.filename
            yield from _texts(archive.read(entry), depth + 1)


_told: dict[bytes, str] = {}
"""The texts of the PDFs that were read, by digest: taking one apart takes longer than all the rest."""


def _of_pdf(data: bytes) -> str:
    digest = hashlib.sha256(data).digest()
    if digest not in _told:
        _told[digest] = _taken_apart(data)
    return _told[digest]


def _taken_apart(data: bytes) -> str:
    """The text of a PDF, its title and keywords; its bytes where it cannot be taken apart."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        info = [str(value) for value in (reader.metadata or {}).values()]
        return "\n".join([*info, *(page.extract_text() for page in reader.pages)])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return _decoded(data)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "ignore")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "ignore") + data.decode("utf-8", "ignore")
