"""What goes to another machine, and what is done with it there.

A parcel holds plans as bytes under their names, what their office has for all of them (its file, packs and library),
the language and the working directory: all that the work reads, and nothing else. It goes into the memory of the
process that does the work, which reads it there as if it were a disk (`jiedai.source.files`).
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from jiedai import __version__, language
from jiedai.language import _
from jiedai.source import MAX_BYTES, files
from jiedai.workspace import SUFFIXES, Workspace, is_pack, standing_files

Item = TypeVar("Item")
Result = TypeVar("Result")

Reads = Callable[[Path], Iterable[Path] | None]
"""The files that work on a plan reads beside the plan and what its office has for all; None where they are so many, or
so far apart, that the work has to be done here."""


class EngineError(Exception):
    """Why an engine cannot do the work: one plain line, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class _Contents(NamedTuple):
    """Files by their absolute paths, and folders, which may have nothing in them."""

    files: dict[str, bytes]
    folders: set[str]


class Sender(Generic[Item, Result]):
    """Sends chunks of items to an executor; what an office has for all its plans is read once."""

    def __init__(self, executor: Executor, function: Callable[[Item], Result], reads: Reads | None = None) -> None:
        self._executor = executor
        self._function = function
        self._reads = reads
        self._standing: dict[Path, _Contents | None] = {}

    def send(self, chunk: Sequence[Item]) -> _Sent[Item, Result]:
        """Send a chunk, but for the items whose files cannot be read."""
        sent: list[Item | str | Path] = []
        places: list[int] = []
        held = _Contents({}, set())
        for place, item in enumerate(chunk):
            if isinstance(item, str | Path):
                path = Path(item).absolute()
                found = self._of(path)
                if found is None:
                    continue
                held.files.update(found.files)
                held.folders.update(found.folders)
                sent.append(path if isinstance(item, Path) else str(path))
            else:
                sent.append(item)
            places.append(place)
        parcel = (language.current(), str(Path.cwd()), held.files, sorted(held.folders), sent)
        data = pickle.dumps(parcel, pickle.HIGHEST_PROTOCOL)
        future = self._executor.submit(_done, self._function, data, build()) if sent else None
        return _Sent(self._function, chunk, places, future)

    def _of(self, plan: Path) -> _Contents | None:
        """What goes with a plan; None where some of it cannot be read."""
        own = _read([plan])
        if own is None:
            return None
        folder = plan.parent
        if folder not in self._standing:
            self._standing[folder] = _standing(folder)
        standing = self._standing[folder]
        more = self._reads(plan) if self._reads is not None else ()
        beside = None if more is None else _read(more)
        return (
            None if beside is None or standing is None else _Contents(standing.files | beside | own, standing.folders)
        )


def _standing(folder: Path) -> _Contents | None:
    """What an office has for all plans of a folder, and which of its folders there are; None where it is unreadable."""
    workspace = Workspace.around(folder)
    known = (workspace.plans_dir, workspace.packs_dir)
    held = _read(path for path in standing_files(folder) if path.suffix in SUFFIXES or is_pack(path))
    return None if held is None else _Contents(held, {str(place) for place in known if place.is_dir()})


def _read(paths: Iterable[Path]) -> dict[str, bytes] | None:
    """The bytes of files by their paths; None where one is no file, cannot be read, or is too large to be a plan."""
    found = {}
    for path in paths:
        try:
            data = files.data(path, MAX_BYTES + 1) if path.is_file() else None
        except (OSError, ValueError):  # a name too long or with a NUL, too
            return None
        if data is None or len(data) > MAX_BYTES:
            return None
        found[str(path)] = data
    return found


class _Sent(NamedTuple, Generic[Item, Result]):
    """A chunk that was sent: which of its items (`places`) the future is about; None where nothing could be sent."""

    function: Callable[[Item], Result]
    chunk: Sequence[Item]
    places: list[int]
    future: Future[_Answer[Result]] | None

    def result(self) -> Iterator[Result]:
        """The results of the chunk in its order; what was not sent or failed there is done here.

        Raises:
            EngineError: the other jiedai is not this one.
        """
        answers: dict[int, tuple[Result] | None] = {}
        if self.future is not None:
            answer = self.future.result()
            if answer.build != build():
                raise differs(answer.build)
            answers = dict(zip(self.places, answer.results, strict=True))
        for place, item in enumerate(self.chunk):
            done = answers.get(place)
            yield self.function(item) if done is None else done[0]

    def cancel(self) -> bool:
        """Call off what has not begun."""
        return self.future is None or self.future.cancel()


# --- on the other machine --------------------------------------------------------------------------------------------


class _Answer(NamedTuple, Generic[Result]):
    """What came of a chunk: the build that answers, and a result in a tuple for each item, None for one that failed."""

    build: str
    results: list[tuple[Result] | None]


_alone = Lock()
"""The language is that of a process, so that it does one chunk at a time."""


def _done(function: Callable[[Any], Result], data: bytes, asked: str) -> _Answer[Result]:
    """Do the work on the items of a parcel, if the sender has the same build as this machine."""
    if asked != build():
        return _Answer(build(), [])
    spoken, here, contents, folders, items = pickle.loads(data)  # by the sender, who sends the function as well
    with _alone, language.speaking(spoken), files.among(files.Sent(here, contents, folders)):
        return _Answer(build(), [_tried(function, item) for item in items])


def _tried(function: Callable[[Any], Result], item: Any) -> tuple[Result] | None:
    """The result for an item; None where it failed: the sender does it again, and tells of it where that is read."""
    try:
        return (function(item),)
    except Exception:
        return None


# --- which jiedai ----------------------------------------------------------------------------------------------------


@cache
def build() -> str:
    """The version of jiedai, that of Python, and a digest of all files of the package: equal ones say the same."""
    package = Path(__file__).parents[1]
    digest = blake2b(digest_size=6)
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(package).as_posix()} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    python = ".".join(map(str, sys.version_info[:2]))
    return f"{__version__} {digest.hexdigest()} (Python {python}, {os.name})"


def differs(other: str) -> EngineError:
    """The error to say that the jiedai of an engine is not this one."""
    message = _("对方的 jiedai 是 {other}，这里的是 {own}，两边查出来的可能不一样").format(other=other, own=build())
    return EngineError(message, _("两边装同一个 jiedai、同一个 Python，再运行一次"))
