"""Where an office's files are: a folder with `plans/` (and `plans/office.yaml`) and perhaps `templates/` in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from jiedai.source import files

OFFICE_NAME = "office.yaml"
PACKS_NAME = "packs"
"""The folder in `plans/` for an office's own rule packs."""
KNOWLEDGE_NAME = "knowledge"
"""The folder in `plans/` for what an office knows of its county."""
RECORDS_NAME = "records"
"""The folder beside `plans/` for what was issued; the plans in it are copies."""
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Workspace:
    """A folder with the plans of an office."""

    root: Path

    @classmethod
    def around(cls, path: Path) -> Workspace:
        """The workspace that a file or folder belongs to, else its own folder.

        It is the folder itself or the one above it where that has `plans/` in it; further up it takes
        `plans/office.yaml`, so that a stray `plans` far above takes nothing over.
        """
        folder = path if files.is_dir(path) else path.parent
        absolute = files.absolute(folder)
        for candidate in (absolute, *absolute.parents):
            if candidate.name == "plans":
                return cls(candidate.parent)
            near = candidate in (absolute, absolute.parent)
            if files.is_file(candidate / "plans" / OFFICE_NAME) or (near and files.is_dir(candidate / "plans")):
                return cls(candidate)
        return cls(absolute)

    @property
    def plans_dir(self) -> Path:
        """Where the plans are."""
        return self.root / "plans"

    @property
    def packs_dir(self) -> Path:
        """Where the office's own rule packs are."""
        return self.plans_dir / PACKS_NAME

    def knowledge_dir(self, beside: Path | None = None) -> Path:
        """Where the cards and dishes of an office are: beside its file, which may be one of a folder of plans."""
        office = self.office_path(beside)
        return (office.parent if office and office.parent != self.root else self.plans_dir) / KNOWLEDGE_NAME

    def standing_dirs(self, beside: Path | None = None) -> tuple[Path, ...]:
        """The folders whose files say something of every plan in a folder."""
        return (self.packs_dir, self.knowledge_dir(beside))

    @property
    def templates_dir(self) -> Path:
        """Where the office's own templates are."""
        return self.root / "templates"

    @property
    def records_dir(self) -> Path:
        """Where the records of the plans are."""
        return self.root / RECORDS_NAME

    def office_path(self, beside: Path | None = None) -> Path | None:
        """The office file: beside the plan, in `plans/`, or at the root; None when there is none."""
        folders = [beside, self.plans_dir, self.root] if beside else [self.plans_dir, self.root]
        return next((folder / OFFICE_NAME for folder in folders if files.is_file(folder / OFFICE_NAME)), None)


def is_pack(path: Path) -> bool:
    """Whether a file is one of an office's rule packs: it lies in their folder."""
    return any(
        parent.name == PACKS_NAME and parent.parent.name == "plans" for parent in files.absolute(path).parents[:2]
    )


def is_knowledge(path: Path) -> bool:
    """Whether a file holds what an office knows of its county: it lies in their folder."""
    folders = [one for one in files.absolute(path).parents[:3] if one.name == KNOWLEDGE_NAME]
    return any(one.parent.name == "plans" or files.is_file(one.parent / OFFICE_NAME) for one in folders)


def knowledge_in(folder: Path) -> list[Path]:
    """The files of an office's knowledge, by name, those of folders in it too; none where there is no such folder."""
    found = [path for suffix in SUFFIXES for path in files.below(folder, f"*{suffix}")]
    return sorted(path for path in found if not path.name.startswith("."))


def standing_files(folder: Path) -> Iterator[Path]:
    """The files that say something of every plan in a folder: its office file, the office's packs and cards."""
    workspace = Workspace.around(folder)
    office = workspace.office_path(folder)
    if office is not None:
        yield office
    for standing in workspace.standing_dirs(folder):
        yield from filter(files.is_file, files.below(standing, "*"))


def plans_in(folder: Path) -> list[Path]:
    """The plans of a folder and the folders below it, by name; no office file, packs, knowledge, records or hidden
    files.
    """
    return list(map(Path, plan_names_in(os.fspath(folder))))


def plan_names_in(folder: str) -> list[str]:
    """The paths of `plans_in` as texts, which an archive has by the hundred thousand."""
    try:
        entries = sorted(files.scanned(folder), key=attrgetter("name"))
    except OSError:  # nobody may look into it
        return []
    found = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = entry.name if folder == "." else entry.path
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in (PACKS_NAME, KNOWLEDGE_NAME, RECORDS_NAME):
                found += plan_names_in(path)
        elif entry.name.endswith(SUFFIXES) and entry.name != OFFICE_NAME and entry.is_file():  # no link to what is gone
            found.append(path)
    return found


def shown(path: Path) -> str:
    """A path as messages and reports name it: relative to the working directory where it is below it, with /."""
    try:
        return files.absolute(path).relative_to(files.here()).as_posix()
    except ValueError:
        return path.as_posix()
