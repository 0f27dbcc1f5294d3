"""Where the files of an office are read: on this disk, or among those that came with the work from another machine.

Who works for another machine has no disk with the plans on it, and writes none of them to one: everything that is not
jiedai's own is then what was sent, and nothing else is there.
"""

from __future__ import annotations

import errno
import fnmatch
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_OURS = (f"{_PACKAGE}{os.sep}", f"{_PACKAGE.parent / 'templates'}{os.sep}")
"""What lies below these is jiedai's own, on every machine."""


class Sent:
    """Files that were sent: their bytes by absolute path, the working directory of the sender, folders without files.

    Every folder above one of these is there too.
    """

    def __init__(self, here: str, files: Mapping[str, bytes], folders: Iterable[str] = ()) -> None:
        self.here = Path(here)
        self._files = {Path(name): data for name, data in files.items()}
        self._below: dict[Path, list[Path]] = {}
        for folder in (self.here, *map(Path, folders)):
            for place in (folder, *folder.parents):
                self._below.setdefault(place, [])
        for path in sorted(self._files):
            for place in path.parents:
                self._below.setdefault(place, []).append(path)

    def data(self, path: Path) -> bytes:
        """The bytes of a file. FileNotFoundError for one that was not sent."""
        try:
            return self._files[self.here / path]
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None

    def has(self, path: Path) -> bool:
        """Whether a file was sent."""
        return self.here / path in self._files

    def has_folder(self, path: Path) -> bool:
        """Whether there is a folder."""
        return self.here / path in self._below

    def below(self, folder: Path) -> list[Path]:
        """The files below a folder, in the order of their paths."""
        return self._below.get(self.here / folder, [])


_sent: ContextVar[Sent | None] = ContextVar("sent", default=None)


@contextmanager
def among(sent: Sent) -> Iterator[None]:
    """Read from what was sent while the block runs, in this thread."""
    token = _sent.set(sent)
    try:
        yield
    finally:
        _sent.reset(token)


def away() -> bool:
    """Whether this thread works for another machine: then nothing of an office may be written here."""
    return _sent.get() is not None


def _among(path: Path) -> Sent | None:
    """What was sent, for a path that is looked for in it; None for one on this disk."""
    sent = _sent.get()
    return None if sent is None or f"{path}{os.sep}".startswith(_OURS) else sent


def here() -> Path:
    """The working directory of whoever asked for the work."""
    sent = _sent.get()
    return Path.cwd() if sent is None else sent.here


def absolute(path: Path) -> Path:
    """A path from the root, as whoever asked for the work means it."""
    return here() / path


def resolved(path: Path) -> Path:
    """A path from the root without links and `..`; of what was sent nothing is a link."""
    return path.resolve() if _sent.get() is None else Path(os.path.normpath(absolute(path)))


def is_file(path: Path) -> bool:
    """Whether there is a file, or a link to one."""
    sent = _among(path)
    return path.is_file() if sent is None else sent.has(path)


def is_dir(path: Path) -> bool:
    """Whether there is a folder, or a link to one."""
    sent = _among(path)
    return path.is_dir() if sent is None else sent.has_folder(path)


def exists(path: Path) -> bool:
    """Whether there is anything at a path."""
    sent = _among(path)
    return path.exists() if sent is None else sent.has(path) or sent.has_folder(path)


def data(path: Path, most: int = -1) -> bytes:
    """The bytes of a file, at `most` so many from its start. OSError where it cannot be read."""
    sent = _among(path)
    if sent is not None:
        return sent.data(path) if most < 0 else sent.data(path)[:most]
    with path.open("rb") as stream:
        return stream.read(most)


def text(path: Path, errors: str = "strict") -> str:
    """The text of a file in UTF-8. OSError where it cannot be read, UnicodeDecodeError with strict `errors`."""
    return data(path).decode("utf-8", errors)


def state(path: Path) -> tuple[int, int]:
    """Two numbers that change when a file does, the second its size in bytes. OSError where there is none."""
    sent = _among(path)
    if sent is None:
        status = path.stat()
        return status.st_mtime_ns, status.st_size
    found = sent.data(path)
    return int.from_bytes(blake2b(found, digest_size=8).digest(), "big"), len(found)


def inside(folder: Path, pattern: str) -> list[Path]:
    """What is in a folder under names that fit a pattern, in their order; nothing where there is no such folder."""
    sent = _among(folder)
    if sent is None:
        return sorted(folder.glob(pattern))
    depth = len(folder.parts)
    found = dict.fromkeys(Path(*path.parts[: depth + 1]) for path in sent.below(folder))
    return [path for path in found if fnmatch.fnmatchcase(path.name, pattern)]


class _Entry:
    """What `os.scandir` says of something in a folder, of what was sent."""

    def __init__(self, path: Path) -> None:
        self.name, self.path = path.name, str(path)

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return is_dir(Path(self.path))

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return is_file(Path(self.path))


def scanned(folder: str) -> Sequence[os.DirEntry[str] | _Entry]:
    """What is in a folder, in no order. OSError where that cannot be said."""
    if _among(Path(folder)) is not None:
        return list(map(_Entry, inside(Path(folder), "*")))
    with os.scandir(folder) as every:
        return list(every)


def below(folder: Path, pattern: str) -> list[Path]:
    """What is in a folder and the folders below it under names that fit a pattern, in their order.

    Of what was sent the files alone.
    """
    sent = _among(folder)
    if sent is None:
        return sorted(folder.rglob(pattern))
    return [path for path in sent.below(folder) if fnmatch.fnmatchcase(path.name, pattern)]
