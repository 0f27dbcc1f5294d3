"""What a gate was judged by, as digests: the plan, the office file, the rules, and the jiedai that judged.

There is no time in it: the same files give the same digest, whenever and wherever.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from jiedai import __version__
from jiedai.loading import Loaded
from jiedai.source import Source
from jiedai.visit.packs import pack_files
from jiedai.workflow.records.folder import digest

_KIND = "sha256:"


class Manifest(NamedTuple):
    """Digests of what a gate was judged by; that of the office is that of nothing where there is no office file."""

    plan: str
    office: str
    rules: str
    jiedai: str

    @property
    def digest(self) -> str:
        """One digest over the others in their order."""
        return _KIND + digest("\n".join(self).encode())


def manifest(loaded: Loaded) -> Manifest:
    """What a plan is judged by. OSError where a pack cannot be read."""
    office = loaded.office_file
    return Manifest(
        _of_source(loaded.source),
        _of_source(office.source) if office else _KIND + digest(b""),
        _KIND + digest(_rules(loaded)),
        __version__,
    )


def _of_source(source: Source) -> str:
    return _KIND + digest(source.encoded(source.raw))


def _rules(loaded: Loaded) -> bytes:
    """The digests of the files of the packs in force, with their names."""
    office = loaded.office
    packs = tuple(office.standards.packs) if office and office.standards else ()
    files: list[Path] = pack_files(packs, loaded.workspace.packs_dir)
    return "\n".join(f"{path.name} {digest(path.read_bytes())}" for path in files).encode()
