"""Values put away while many plans are worked on: what a run holds of each plan is a place, not what it found there."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar, overload

if TYPE_CHECKING:
    from array import array

Value = TypeVar("Value")

LOOSE = 64
"""So many values are kept as they are: a command for a few plans neither packs nor writes."""


class Shelf(Sequence[Value], Generic[Value]):
    """Values in the order in which they were put, each read anew when it is asked for, but for the first 64.

    The others are pickled into a file without a name in the folder for such files (`TMPDIR`), which nobody else can
    open and which is gone with the process. In memory they take 8 bytes each.
    """

    def __init__(self) -> None:
        self._loose: list[Value] = []
        self._file: BinaryIO | None = None
        self._ends: array[int] | None = None

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def put(self, value: Value) -> int:
        """Put a value away; its place."""
        if len(self._loose) < LOOSE:
            self._loose.append(value)
            return len(self._loose) - 1
        if self._file is None or self._ends is None:
            self._open()
            return self.put(value)
        end = self._ends[-1]
        self._file.seek(end)
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._file.write(data)
        self._ends.append(end + len(data))
        return len(self) - 1

    def put_all(self, values: Iterable[Value]) -> None:
        """Put values away, one after the other."""
        for value in values:
            self.put(value)

    def _open(self) -> None:
        from array import array
        from tempfile import TemporaryFile

        self._file = TemporaryFile()  # noqa: SIM115  # as long as the shelf
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._loose) + (len(self._ends) - 1 if self._ends else 0)

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> list[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | list[Value]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        if 0 <= place < len(self._loose):
            return self._loose[place]
        if self._file is None or self._ends is None or not 0 <= place < len(self):
            raise IndexError(place)
        begin, end = self._ends[place - len(self._loose)], self._ends[place - len(self._loose) + 1]
        self._file.seek(begin)
        value: Value = pickle.loads(self._file.read(end - begin))  # written by this process, nobody else has the file
        return value

    def __iter__(self) -> Iterator[Value]:
        return (self[place] for place in range(len(self)))
