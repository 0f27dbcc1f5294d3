"""A plan looked at again whenever a save has changed it, or what it is read and printed with.

Whoever asks while a new sight is made waits for it, so that nobody sees half of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition, Event, Thread

from jiedai.preview.sight import Sight
from jiedai.preview.week import beside
from jiedai.source.saves import Saves
from jiedai.workspace import Workspace


class Watching:
    """The newest sight of a plan; `epoch` counts them from 1."""

    def __init__(self, path: Path, see: Callable[[Path, Sight | None], Sight] = Sight.of) -> None:
        self._path, self._see = path, see
        self._changed = Condition()
        self._stop = Event()
        self._saves = Saves(lambda: _read_with(path))
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
        for _changed in self._saves.each(self._stop):
            with self._changed:
                self._sight = self._see(self._path, self._sight)
                self._epoch += 1
                self._changed.notify_all()


def _read_with(path: Path) -> Iterator[Path]:
    """The files that a plan is read or printed with."""
    workspace = Workspace.around(path)
    yield path
    yield from beside(path)
    office = workspace.office_path(path.absolute().parent)
    if office is not None:
        yield office
    for folder in (*workspace.standing_dirs(path.absolute().parent), workspace.templates_dir):
        if folder.is_dir():
            yield from folder.rglob("*")
