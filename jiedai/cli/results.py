"""What was found in a plan is kept for this user, and not found again while nothing that it rests on has changed.

It rests on the bytes of the plan, of its office file and of the office's own packs and cards, on where they lie, on
what was asked, on the language and on this installation. All of that is one digest; what was kept under another one is
not used. Both digest and finding are made from files that may change meanwhile, so that one is made again afterwards.

A check of an unchanged plan takes a quarter of the time of a new one: no rule is imported for it.
"""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jiedai.check.selection import ALL, Selection
from jiedai.cli.outcomes import Outcome
from jiedai.cli.paths import STDIN
from jiedai.language import current
from jiedai.source.packaged import cache_folder, sweep
from jiedai.source.private import OFF, installation, is_private
from jiedai.source.unpickling import unpickled
from jiedai.workspace import OFFICE_NAME, is_pack, standing_files

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from jiedai.loading import Loaded

FOLDER = "results"
_FORM = 2
"""Counts the changes of what is kept and how."""
_SIZE = 16
"""Bytes of a digest."""
_DAYS = 30
"""What nobody has asked for so long is thrown away."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A check of one file after the other, as `Examination` makes it, that looks first at what was found before."""

    selection: Selection = ALL
    as_of: dt.date | None = None
    alone: bool = False

    def __call__(self, path: str) -> Outcome:
        """What there is to say about the file at a PATH."""
        return self.asked(path).answered(lambda: self._examined(path))

    def asked(self, path: str) -> Asked:
        """A file before it is read, so that what is found in it can be kept under what it held."""
        return Asked(self, path, self._state(path), self._place(path))

    def _examined(self, path: str) -> Outcome:
        from jiedai.cli.findings import Examination

        return Examination(self.selection, self.as_of, self.alone)(path)

    def _place(self, path: str) -> Path | None:
        """Where the finding about a file is kept; None for a user without a home."""
        asked = (
            current(),
            os.fspath(Path(path).absolute()),
            self.selection.select,
            self.selection.ignore,
            self.as_of,
            self.alone,
        )
        with suppress(RuntimeError):
            return folder() / blake2b(repr(asked).encode(), digest_size=_SIZE).hexdigest()
        return None

    def _state(self, path: str) -> bytes | None:
        """The digest of all that the finding rests on; None for what is not kept, or cannot be read."""
        place = Path(path)
        try:
            if path == STDIN or place.name == OFFICE_NAME or is_pack(place):
                return None
            digest = blake2b(repr((_FORM, installation(), path, Path.cwd(), self)).encode(), digest_size=_SIZE)
            for file in inputs(place):
                digest.update(repr((file, size := file.stat().st_size)).encode())
                digest.update(file.read_bytes() if size else b"")
        except (OSError, ValueError):  # a name too long or with a NUL, too
            return None
        return digest.digest()


class Asked(NamedTuple):
    """A file that is to be checked: its state as it was before it was read, and where what is found is kept."""

    kept: Kept
    path: str
    state: bytes | None
    place: Path | None

    def of(self, loaded: Loaded) -> Outcome:
        """What there is to say about the file, that was read meanwhile."""

        def examined() -> Outcome:
            from jiedai.cli.findings import Examination

            kept = self.kept
            return Examination(kept.selection, kept.as_of, kept.alone).of(loaded)

        return self.answered(examined)

    def answered(self, examined: Callable[[], Outcome]) -> Outcome:
        """What was found before; else what is found now, to be kept if the file is still what it was."""
        if self.state is None or self.place is None:
            return examined()
        found = _recalled(self.place, self.state)
        if found is None:
            found = examined()
            if not (found.unreadable or found.fault) and self.kept.asked(self.path).state == self.state:
                _keep(self.place, self.state, found)
        return found


def inputs(plan: Path) -> Iterator[Path]:
    """The files that the findings about a plan rest on: itself, its office file, the office's packs and cards."""
    yield plan
    yield from standing_files(plan.absolute().parent)


# --- where it is kept ------------------------------------------------------------------------------------------------


def folder() -> Path:
    """The folder of what was found, which need not exist. RuntimeError without a home."""
    return cache_folder() / FOLDER


def clear() -> None:
    """Throw away all that was kept: it quotes lines of plans."""
    with suppress(OSError, RuntimeError):
        for path in list(folder().iterdir()):
            path.unlink()


def _recalled(place: Path, state: bytes) -> Outcome | None:
    """What was found in this state; None where nothing was, or somebody else may have written it."""
    if OFF in os.environ or not is_private(place.parent):
        return None
    try:
        data = place.read_bytes()
        if data[:_SIZE] != state or data[_SIZE : 2 * _SIZE] != _digest(data[2 * _SIZE :]):
            return None
        found = unpickled(data[2 * _SIZE :], _NAMES)
    except (OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, TypeError, ValueError):
        return None
    return found if isinstance(found, Outcome) else None


def _keep(place: Path, state: bytes, outcome: Outcome) -> None:
    """Keep what was found, where that is possible. Not forced to the disk: what a power cut damages is not used."""
    if OFF in os.environ:
        return
    data = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    temporary = place.with_name(f".{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_private(place.parent):
            return
        try:
            handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(state + _digest(data) + data)
            temporary.replace(place)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        sweep(place.parent, _DAYS)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()


_NAMES = {
    "jiedai.cli.outcomes": ("Outcome",),
    "jiedai.check.marks": ("Left", "Mark"),
    "jiedai.diagnostics": ("Diagnostic", "Level", "Related", "Replacement", "Span", "Waiver"),
    "jiedai.report": ("RuleFacts",),
    "builtins": ("frozenset",),
    "datetime": ("date",),
}
"""All that a finding is made of."""
