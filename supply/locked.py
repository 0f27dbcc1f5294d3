"""The versions of every package that jiedai needs when it runs, as they were last tested together, with their hashes.

    python -m supply.locked

writes `requirements.txt` anew: the newest versions that the ranges of `pyproject.toml` let in, for every system and
Python. An office that wants exactly these installs with `pip install --require-hashes -r supply/requirements.txt`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKED = Path(__file__).with_name("requirements.txt")

_HASH = re.compile(r"--hash=(\S+)")
_NEEDED_BY = re.compile(r"# via (.+)")


@dataclass(frozen=True)
class Package:
    """One version of a package: on which systems it is installed (empty: on all), and what needs it.

    `needed_by` has the names of packages; jiedai itself is among them for what it names in its own metadata. `hashes`
    are those of every file of this version, as `sha256:…`.
    """

    name: NormalizedName
    version: str
    marker: str
    needed_by: frozenset[NormalizedName]
    hashes: tuple[str, ...]


def packages(text: str) -> tuple[Package, ...]:
    """The packages of a file that `uv pip compile` has written with hashes and its notes, in the order of the file."""
    return tuple(_package(entry) for entry in re.split(r"\n(?=[\w-])", text.strip()) if not entry.startswith("#"))


def _package(entry: str) -> Package:
    wanted = Requirement(entry.partition("\\")[0].partition(" --hash")[0].strip())
    noted = _NEEDED_BY.search(entry)
    needing = noted[1].split(", ") if noted else ()
    return Package(
        name=canonicalize_name(wanted.name),
        version=str(wanted.specifier).removeprefix("=="),
        marker=str(wanted.marker or ""),
        needed_by=frozenset(canonicalize_name(name.partition(" ")[0]) for name in needing),
        hashes=tuple(_HASH.findall(entry)),
    )


def resolved(options: Sequence[str], resolution: str = "highest") -> str:
    """What `uv pip compile` makes of the dependencies in `pyproject.toml`.

    `resolution` is `highest` or `lowest-direct`. Raises CalledProcessError where there is no answer.
    """
    command = [uv(), "pip", "compile", "--quiet", "--no-header", "--resolution", resolution, *options, "pyproject.toml"]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return ran.stdout


def uv() -> str:
    """The `uv` that is installed beside the Python that runs this."""
    return str(Path(sys.executable).with_name("uv"))


def written(names: Iterable[Package]) -> dict[str, str]:
    """The version of each package by its name."""
    return {package.name: package.version for package in names}


if __name__ == "__main__":
    LOCKED.write_text(
        resolved(["--universal", "--python-version", "3.11", "--generate-hashes", "--annotation-style", "line"]),
        encoding="utf-8",
    )
