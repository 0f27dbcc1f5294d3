"""The file that one visit is handed over in: a zip archive whose list says what is in it, each with its checksum.

`清单.json` is the list, `SHA256SUMS` the same for `sha256sum -c`. Everything lies where a workspace has it: `plans/`,
`records/<plan>/`, `out/<plan>/`. The same visit gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from jiedai import __version__
from jiedai.documents.filing.shelf import REGISTER, register
from jiedai.model.plan import Plan
from jiedai.source.zipped import DAMAGED
from jiedai.workspace import OFFICE_NAME, RECORDS_NAME, Workspace

LIST, SUMS = "清单.json", "SHA256SUMS"
FORM = 1
"""The version of the list's form."""
_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of every entry, as early as ZIP can write it."""
MOST_BYTES = 500 * 1024 * 1024
"""Of all that a bundle holds, unpacked."""
MOST_FILES = 5_000
MOST_RATIO = 100
_SMALL = 1024 * 1024


def contents(workspace: Workspace, plan: Path, records: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a visit by its name in a bundle: plan and office file, records, and the papers of the register."""
    yield f"plans/{plan.name}", plan
    office = workspace.office_path(plan.absolute().parent)
    if office is not None:
        yield f"plans/{OFFICE_NAME}", office
    if records.is_dir():
        for path in sorted(records.rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield f"{RECORDS_NAME}/{plan.stem}/{path.relative_to(records).as_posix()}", path
    folder = workspace.root / "out" / plan.stem
    papers = [paper.path for paper in register(folder) if (folder / paper.path).is_file()]
    for name in [*sorted(papers), *([REGISTER, "目录.html"] if papers else [])]:
        if (folder / name).is_file():
            yield f"out/{plan.stem}/{name}", folder / name


def packed(plan: Plan, stem: str, files: Iterator[tuple[str, Path]]) -> bytes:
    """The bundle of a visit. OSError where a file cannot be read."""
    found = {name: path.read_bytes() for name, path in files}
    listed = [
        {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in found.items()
    ]
    head = {
        "bundle": FORM,
        "jiedai": __version__,
        "plan": f"plans/{stem}.yaml" if f"plans/{stem}.yaml" in found else next(iter(found)),
        "title": plan.title,
        "number": plan.number,
        "first": plan.dates.first.isoformat(),
        "last": plan.dates.last.isoformat(),
        "files": listed,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, LIST, (json.dumps(head, ensure_ascii=False, indent=1) + "\n").encode())
        _put(archive, SUMS, "".join(f"{one['sha256']}  {one['path']}\n" for one in listed).encode())
        for name, data in found.items():
            _put(archive, name, data)
    return made.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _MADE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, data)


# --- opening ----------------------------------------------------------------------------------------------------------


class BadBundle(Exception):
    """A bundle that is not opened; the text says why."""


class Bundle:
    """A bundle that was read and found whole: the head of its list, and its files by name."""

    def __init__(self, head: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        self.head = head
        self.files = files

    @property
    def stem(self) -> str:
        """The name of the plan's file without its suffix."""
        return PurePosixPath(str(self.head["plan"])).stem


class Handed(NamedTuple):
    """What a list of bundles says of one: its visit, the checksum of the plan in it, how many files it holds."""

    title: str
    number: str | None
    first: dt.date
    last: dt.date
    plan: str
    """The name of the plan in the bundle, as in a workspace: `plans/….yaml`."""
    sha256: str
    files: int


def handed(bundle: Bundle) -> Handed:
    """What a list says of a bundle. ValueError where it does not say on which days the visit is."""
    head = bundle.head
    try:
        first, last = (dt.date.fromisoformat(str(head[name])) for name in ("first", "last"))
    except KeyError as error:
        raise ValueError(str(error)) from None
    number, plan = head.get("number"), str(head["plan"])
    sum_ = hashlib.sha256(bundle.files[plan]).hexdigest()
    return Handed(
        str(head.get("title") or ""), str(number) if number else None, first, last, plan, sum_, len(bundle.files)
    )


def is_bundle(path: Path) -> bool:
    """Whether a file is a bundle, whole or not."""
    try:
        with zipfile.ZipFile(path) as archive:
            return LIST in archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def opened(path: Path) -> Bundle:
    """A bundle with every file checked against its list.

    Raises:
        BadBundle: it is damaged or was changed, swells, leads out of its folder, or is of a newer form.
        OSError: it cannot be read.
    """
    name = LIST
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_swollen(archive)
            head = json.loads(archive.read(LIST))
            if not isinstance(head, dict) or not isinstance(head.get("bundle"), int):
                raise BadBundle(LIST)
            if head["bundle"] > FORM:
                raise NewerBundle(str(head.get("jiedai")))
            files = {}
            for entry in head["files"]:
                name = str(entry["path"])
                if not _is_safe(name, str(head["plan"])):
                    raise BadBundle(name)
                data = archive.read(name)
                if hashlib.sha256(data).hexdigest() != entry["sha256"]:
                    raise BadBundle(name)
                files[name] = data
            if str(head["plan"]) not in files:
                raise BadBundle(str(head["plan"]))
    except OSError:
        raise
    except DAMAGED:
        raise BadBundle(name) from None
    return Bundle(head, files)


class NewerBundle(BadBundle):
    """A bundle that a newer jiedai made."""


def _refuse_swollen(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    swollen = any(one.file_size > _SMALL and one.file_size > MOST_RATIO * max(one.compress_size, 1) for one in entries)
    if swollen or len(entries) > MOST_FILES or sum(one.file_size for one in entries) > MOST_BYTES:
        raise BadBundle(LIST)


def _is_safe(name: str, plan: str) -> bool:
    """Whether a file lies where one of this visit may: nothing else of a workspace is written from outside."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts:
        return False
    if any(part.startswith(".") for part in path.parts):
        return False
    stem = PurePosixPath(plan).stem
    if path.parts[0] == "plans":
        return len(path.parts) == 2 and (name == plan or path.name == OFFICE_NAME)
    return path.parts[0] in (RECORDS_NAME, "out") and len(path.parts) > 2 and path.parts[1] == stem


def places(bundle: Bundle, workspace: Workspace) -> dict[Path, bytes]:
    """Where the files of a bundle go. The office file of whoever made it stands beside the records where there is one
    already: an office keeps its own.
    """
    found = {}
    for name, data in bundle.files.items():
        target = workspace.root.joinpath(*PurePosixPath(name).parts)
        if name == f"plans/{OFFICE_NAME}" and workspace.office_path() is not None:
            own = workspace.office_path()
            if own is not None and own.read_bytes() == data:
                continue
            target = workspace.records_dir / bundle.stem / "sender.office.yaml"
        found[target] = data
    return found
