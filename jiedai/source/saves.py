"""Saves of files, seen by asking for their times: it needs no library, and works on shared folders of a network too.

Editors save by writing a new file and giving it the old one's name; what comes in one breath is one save.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

EVERY = 0.05
"""Seconds between two looks at the files, where a look is quick."""
SHARE = 20
"""A look takes at most one part in so many of the time: of thousands of files it is taken more rarely."""
BREATH = 0.04
"""Seconds without a further change after which a save is over."""
LONGEST = 0.2
"""Seconds after which changes are taken up even where more keep coming."""

_State = dict[Path, tuple[int, int]]
"""When each file was written last, in nanoseconds, and how many bytes it has."""


class Saves:
    """Watches files from the moment it is made; `files` gives those of each look, which may come and go."""

    def __init__(self, files: Callable[[], Iterable[Path]]) -> None:
        self._files = files
        self._seen = self._look()

    def each(self, stop: Event) -> Iterator[set[Path]]:
        """The files of each save that were changed, made or taken away, until it is to stop."""
        pause = EVERY
        while not stop.wait(pause):
            started = time.perf_counter()
            now = self._look()
            pause = max(EVERY, SHARE * (time.perf_counter() - started))
            if now == self._seen:
                continue
            while time.perf_counter() - started < LONGEST and not stop.wait(BREATH) and (later := self._look()) != now:
                now = later
            changed = {path for path in now.keys() | self._seen.keys() if now.get(path) != self._seen.get(path)}
            self._seen = now
            if changed:
                yield changed

    def _look(self) -> _State:
        found: _State = {}
        for path in self._files():
            try:
                status = path.stat()
            except OSError:  # it went while we looked
                continue
            found[path] = (status.st_mtime_ns, status.st_size)
        return found
