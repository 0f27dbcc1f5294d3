"""The folder of a plan's papers: what is put there is known again, and what others changed there is left alone.

`目录.json`, the register, holds a row for each paper with the digest of its file. A file whose digest is not in the
register was made or changed by hand: it is never overwritten. A row is written before its file, so that a printing
that was cut off leaves nothing that looks like somebody's work.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from jiedai.documents.filing.names import BESIDE, OBSOLETE, Names

REGISTER = "目录.json"
_FORM = 1
"""The version of the register's form."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the register: which paper it is, for whom, and what stands in it.

    `path` is below the folder of the plan, with `/`. `content` is a digest of all that the paper says but for the time
    it was printed at, `sha256` of the bytes of its file, `before` of what stood there until this printing. `change` is
    `new`, `changed` or `same`, as against the printing before. `amount` is how many copies are to be handed out.
    """

    path: str
    document: str
    title: str
    format: str
    audience: str
    part: str = ""
    reader: str = ""
    person: str = ""
    copy: int = 0
    draft: bool = False
    amount: int = 1
    plan_version: int = 1
    printed_at: str = ""
    content: str = ""
    sha256: str = ""
    before: str = ""
    change: str = "new"

    @property
    def whole(self) -> tuple[object, ...]:
        """What makes it another paper, whatever it is called; its parts have that in common."""
        return (self.document, self.format, self.audience, self.reader, self.person, self.copy, self.draft)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it another file."""
        return (*self.whole, self.part)


class Shelf:
    """One plan's folder while papers are put into it; `opened` keeps others away meanwhile."""

    def __init__(self, folder: Path, names: Names = "zh") -> None:
        self.folder = folder
        self._names = names
        papers, unfinished = _register(folder)
        self._rows = {paper.path: paper for paper in papers}
        self._put: dict[str, Paper] = {}
        """The papers of this printing, by path."""
        self._cut_off = unfinished
        """The paths of those of a printing that did not come to its end: nobody was told of them yet."""
        self._goes_on = False
        self._folders: set[Path] = set()
        """Where files were put whose names a power cut might still take back."""

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, names: Names = "zh") -> Iterator[Shelf]:
        """The folder of a plan's papers, for one printing at a time. source.save.Busy where another one goes on."""
        from jiedai.source.save import locked

        with locked(folder / REGISTER):
            shelf = cls(folder, names)
            yield shelf
            if shelf._goes_on:
                shelf.save()

    @property
    def papers(self) -> list[Paper]:
        """What the register holds, in the order of its paths."""
        return sorted(self._rows.values(), key=lambda one: one.path)

    def holds(self, paper: Paper) -> list[Path]:
        """The files of a paper, parts too, where they say the same already and nobody changed them; none otherwise."""
        rows = [row for row in self._rows.values() if row.whole == paper.whole]
        if not any(row.key == paper.key for row in rows):
            return []
        if not all(row.content == paper.content and _standing(self.folder, row) == row.sha256 for row in rows):
            return []  # of a printing that was cut off the row may say already what its file does not
        for row in rows:
            change = row.change if row.path in self._cut_off else "same"
            kept = replace(row, change=change, amount=paper.amount, plan_version=paper.plan_version)
            self._rows[row.path] = self._put[row.path] = kept
        return [self.folder / row.path for row in rows]

    def put(self, papers: Sequence[tuple[Paper, bytes]]) -> Iterator[Path]:
        """Write papers, one after the other; where each went: beside the file at its place if somebody changed that.

        A link at its place is replaced. The register is written once for all of them: the disk, which it waits for,
        takes longer than making a short paper. OSError where the folder cannot be written.
        """
        from jiedai.source.save import write_whole

        targets = [self._entered(paper, data) for paper, data in papers]
        self._save(self._put)
        for target, (_paper, data) in zip(targets, papers, strict=True):
            self._make_folder(target.parent)
            self._folders.add(target.parent)
            write_whole(target, data)
            yield target

    def _entered(self, paper: Paper, data: bytes) -> Path:
        """Give a paper its row in the register; where it will be written."""
        target = self._free(paper)
        path = target.relative_to(self.folder).as_posix()
        earlier = next((row for row in self._rows.values() if row.key == paper.key), None)
        self._rows = {at: row for at, row in self._rows.items() if at != paper.path or at == path}
        self._rows[path] = self._put[path] = replace(
            paper,
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            before=_standing(self.folder, self._rows[path]) if path in self._rows else "",
            change="changed" if earlier and (earlier.path not in self._cut_off or earlier.change != "new") else "new",
        )
        return target

    def retire(self, covers: Callable[[Paper], bool]) -> list[Path]:
        """Move what this printing covers and has not printed to 作废; where it is now. What is gone is forgotten."""
        printed = {paper.key for paper in self._put.values()}
        moved = []
        for path, row in list(self._rows.items()):
            if path in self._put or not covers(row):
                continue
            del self._rows[path]
            if (self.folder / path).is_file() and (row.key not in printed or is_ours(self.folder, row)):
                moved.append(self._move(path))
        return moved

    def discard(self, place: str) -> None:
        """Remove a file below the folder, and its row where it has one. OSError where it cannot be removed."""
        (self.folder / place).unlink(missing_ok=True)
        self._rows.pop(place, None)

    def save(self) -> None:
        """Write the register, of which the printing is over. OSError where the folder cannot be written."""
        from jiedai.source.save import sync_folder

        for folder in self._folders:
            sync_folder(folder)
        self._save(())

    def _save(self, unfinished: Collection[str]) -> None:
        """Write the register, with the paths of a printing that goes on."""
        from jiedai.source.save import write_atomic

        self._goes_on = bool(unfinished)
        rows = ",\n".join(map(_line, self.papers))
        paths = json.dumps(list(unfinished), ensure_ascii=False)
        text = f'{{"version": {_FORM}, "unfinished": {paths},\n"papers": [\n{rows}\n]}}\n'
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomic(self.folder / REGISTER, text.encode())

    def _free(self, paper: Paper) -> Path:
        """Where a paper may be written: at its path, or beside what somebody has changed there."""
        first, further = BESIDE[self._names]
        path = place = PurePosixPath(paper.path)
        number = 1
        while True:
            target, row, other = self.folder / place, self._rows.get(str(place)), self._put.get(str(place))
            if target.is_symlink():
                target.unlink()
            if other is not None and other.key != paper.key:
                pass  # two papers with one number and one title
            elif not target.exists() or (row is not None and is_ours(self.folder, row)):
                return target
            added = first if number == 1 else further.format(number=number)
            place, number = path.with_stem(path.stem + added), number + 1

    def _make_folder(self, folder: Path) -> None:
        """Make a folder below that of the plan; a link at its place is replaced."""
        place = self.folder
        for name in folder.relative_to(self.folder).parts:
            place /= name
            if place.is_symlink():
                place.unlink()
        folder.mkdir(parents=True, exist_ok=True)

    def _move(self, path: str) -> Path:
        target = self.folder / OBSOLETE[self._names] / path
        stem, number = target.stem, 1
        while target.exists():
            number += 1
            target = target.with_stem(f"{stem}-{number}")
        self._make_folder(target.parent)
        (self.folder / path).replace(target)
        return target


@lru_cache(maxsize=1024)
def _line(paper: Paper) -> str:
    """A row of the register, which is written anew with every paper."""
    return json.dumps(asdict(paper), ensure_ascii=False)


def register(folder: Path) -> list[Paper]:
    """The papers that were printed into a plan's folder; none where nothing was, or where the register cannot be read.

    Without a register every file there counts as somebody's work, so nothing is lost with it.
    """
    return _register(folder)[0]


def _register(folder: Path) -> tuple[list[Paper], frozenset[str]]:
    """What the register holds, and the paths of a printing that did not come to its end."""
    known = {field.name for field in fields(Paper)}
    try:
        data = json.loads((folder / REGISTER).read_text(encoding="utf-8"))
        return [_paper(row, known) for row in data["papers"]], frozenset(data.get("unfinished", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return [], frozenset()


def _paper(row: dict[str, Any], known: set[str]) -> Paper:
    """A row of the register. ValueError for a path that leads out of the folder, TypeError for what is no row."""
    paper = Paper(**{name: value for name, value in row.items() if name in known})
    place = PurePosixPath(paper.path)
    if place.is_absolute() or ".." in place.parts or "\\" in paper.path:
        raise ValueError(paper.path)
    return paper


def is_ours(folder: Path, row: Paper) -> bool:
    """Whether the file of a row, and no link, holds what was printed: last, or before where that was cut off."""
    return bool(_standing(folder, row))


def _standing(folder: Path, row: Paper) -> str:
    """The digest of the file of a row where it is ours, empty otherwise."""
    path = folder / row.path
    try:
        digest = "" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
    return digest if digest in (row.sha256, row.before) else ""
