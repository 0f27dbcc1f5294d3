"""A plan looked at again whenever a save has changed it, or what it is read and printed with.

The files are asked for their times, twenty times a second: a few dozen, which takes half a millisecond, needs no
library, and sees editors that write a new file in the place of the old one. Whoever asks while a new sight is made
waits for it, so that nobody sees half of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition, Event, Thread

from jiedai.preview.sight import Sight
from jiedai.workspace import Workspace

EVERY = 0.05
"""Seconds between two looks at the files."""
QUIET = 0.04
"""Seconds without a further change after which a save is over."""

State = tuple[tuple[str, int, int], ...]


class Watching:
    """The newest sight of a plan; `epoch` counts them from 1."""

    def __init__(self, path: Path, see: Callable[[Path, Sight | None], Sight] = Sight.of) -> None:
        self._path, self._see = path, see
        self._changed = Condition()
        self._stop = Event()
        self._state = self._files()
        self._sight = see(path, None)
        self._epoch = 1
        Thread(target=self._watch, name="jiedai-preview", daemon=True).start()

    def now(self) -> tuple[int, Sight]:
        """The newest sight and its number."""
        with self._changed:
            return self._epoch, self._sight

    def after(self, epoch: int, seconds: float) -> int:
        """The number of the newest sight, as soon as it is another than `epoch`, after some seconds in any case."""
        with self._changed:
            self._changed.wait_for(lambda: self._epoch != epoch or self._stop.is_set(), seconds)
            return self._epoch

    def stop(self) -> None:
        """Look no more, and keep nobody waiting."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()

    def _watch(self) -> None:
        while not self._stop.wait(EVERY):
            state = self._files()
            if state == self._state:
                continue
            while not self._stop.wait(QUIET) and (later := self._files()) != state:
                state = later
            with self._changed:
                self._state = state
                self._sight = self._see(self._path, self._sight)
                self._epoch += 1
                self._changed.notify_all()

    def _files(self) -> State:
        """What changes when a file does that the plan is read or printed with."""
        return tuple(sorted(_states(_read_with(self._path))))


def _read_with(path: Path) -> Iterator[Path]:
    workspace = Workspace.around(path)
    yield path
    office = workspace.office_path(path.absolute().parent)
    if office is not None:
        yield office
    for folder in (*workspace.standing_dirs(path.absolute().parent), workspace.templates_dir):
        if folder.is_dir():
            yield from folder.rglob("*")


def _states(paths: Iterator[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            status = path.stat()
        except OSError:  # it went while we looked
            continue
        yield str(path), status.st_mtime_ns, status.st_size
