"""Whether jiedai runs at both ends of its ranges and on every Python that this machine has.

    python -m supply.environments [lowest] [locked] [newest] [ahead]

makes an environment of each kind in a folder that is cleared, runs a slice of the tests in it that meets every package
jiedai needs, and checks a plan twice with what the first run and the other Pythons have kept. `ahead` only asks whether
every package has a file for a Python that is not out everywhere, on each system. Status 1 where anything fails; a
Python that is not here is named in a line and is no fault.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from supply.locked import LOCKED, ROOT, resolved, uv

SLICE = (
    "tests/test_catalog.py",
    "tests/test_loading.py",
    "tests/source/test_edit.py",
    "tests/source/test_save.py",
    "tests/model/test_plan.py",
    "tests/model/test_workdays.py",
    "tests/check/test_manual.py",
    "tests/check/test_own.py",
    "tests/arrange/test_beds.py",
    "tests/report",
    "tests/documents/own/test_word.py",
    "tests/formats/test_docx.py",
    "tests/formats/test_fonts.py",
    "tests/formats/test_formats.py",
    "tests/formats/test_ics.py",
    "tests/formats/test_pdf.py",
    "tests/formats/test_xlsx.py",
    "tests/workflow/after/test_returned.py",
    "tests/workflow/intake/test_sources.py",
    "tests/workflow/study/test_schedule.py",
    "tests/cli/test_main.py",
    "tests/cli/test_watch.py",
)
"""Tests that between them call every package jiedai needs, and every part of jiedai that calls one."""
PLAN = "plans/2026-10-20-省卫健委调研.yaml"
AHEAD = "3.14"
SYSTEMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28", "windows", "macos")


@dataclass(frozen=True)
class Environment:
    """A Python, and how the versions of packages are chosen for it."""

    name: str
    python: str
    chosen: str


ENVIRONMENTS = (
    Environment("lowest", "3.11", "the lowest version of each package that pyproject.toml names"),
    Environment("locked", "3.12", "the versions of supply/requirements.txt, by their hashes"),
    Environment("newest", "3.13", "the newest versions"),
)


def interpreter(version: str) -> Path | None:
    """A Python of this version on this machine: the one that runs this, one on the path, or one of pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = [sys.executable, shutil.which(f"python{version}")]
    found += [str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python{version}"), reverse=True)]
    asked = "import sys; print('%d.%d' % sys.version_info[:2])"
    for path in filter(None, found):  # what stands on the path may be a shim that starts nothing
        ran = subprocess.run([path, "-c", asked], capture_output=True, text=True, check=False)
        if ran.returncode == 0 and ran.stdout.strip() == version:
            return Path(path)
    return None


def untrue(declared: Iterable[str], lowest: str) -> Iterator[str]:
    """The lower ends that no installation has: something else that jiedai needs asks for more.

    `declared` are requirements of `pyproject.toml`, `lowest` is what they were resolved to, one `name==version` a line.
    """
    lines = map(Requirement, filter(None, lowest.splitlines()))
    had = {canonicalize_name(one.name): Version(str(one.specifier).removeprefix("==")) for one in lines}
    for wanted in map(Requirement, declared):
        if wanted.marker and not wanted.marker.evaluate():
            continue
        name = canonicalize_name(wanted.name)
        end = next(Version(one.version) for one in wanted.specifier if one.operator == ">=")
        if had[name] != end:
            yield f"{name}>={end} is never had: the lowest is {had[name]}"


def install(environment: Environment, python: Path, folder: Path) -> str:
    """Make the environment; the path of its Python. Raises CalledProcessError where it cannot be made."""
    _run([uv(), "venv", "--quiet", "--no-python-downloads", "--python", str(python), str(folder)])
    own = str(next(path for path in (folder / "bin/python", folder / "Scripts/python.exe") if path.exists()))
    into = [uv(), "pip", "install", "--quiet", "--python", own]
    given: list[str] = []
    if environment.name == "lowest":
        lowest = resolved(["--python-version", environment.python, "--no-annotate"], "lowest-direct")
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        if wrong := list(untrue(project["dependencies"], lowest)):
            raise ValueError("\n".join(wrong))
        pinned = folder / "lowest.txt"
        pinned.write_text(lowest, encoding="utf-8")
        given = ["--constraint", str(pinned)]
    elif environment.name == "locked":
        _run([*into, "--require-hashes", "--requirement", str(LOCKED)])
        given = ["--constraint", str(LOCKED)]
    _run([*into, *given, "--editable", ".[dev]"])
    return own


def try_out(python: str, kept: Path) -> None:
    """Run the slice, and check a plan twice. Raises CalledProcessError or ValueError where that fails."""
    _run([python, "-m", "pytest", "-q", *SLICE])
    told = {
        _run([python, "-m", "jiedai", "check", PLAN, "-f", "json"], XDG_CACHE_HOME=str(kept)) for _again in range(2)
    }
    if len(told) != 1:
        raise ValueError(f"{PLAN}: the second check says something else than the first")


def _run(command: Sequence[str], **more: str) -> str:
    """What a command prints, which is shown where it fails."""
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **more}, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False
    )
    if ran.returncode:
        print(ran.stdout)
        ran.check_returncode()
    return ran.stdout


def ahead() -> None:
    """Whether both ends of all ranges have files for the next Python. Raises CalledProcessError where one has none."""
    for system in SYSTEMS:
        for resolution in ("lowest-direct", "highest"):
            options = ["--python-version", AHEAD, "--python-platform", system, "--only-binary", ":all:"]
            resolved(options, resolution)


def main(names: Sequence[str]) -> int:
    """Try the environments that are named, or all."""
    failed = False
    with tempfile.TemporaryDirectory(prefix="jiedai-supply-") as temporary:
        for environment in ENVIRONMENTS:
            if names and environment.name not in names:
                continue
            python = interpreter(environment.python)
            told = f"{environment.name} (Python {environment.python}, {environment.chosen})"
            if python is None:
                print(f"{told}: no such Python here", flush=True)
                continue
            try:
                try_out(install(environment, python, Path(temporary, environment.name)), Path(temporary, "kept"))
            except (subprocess.CalledProcessError, ValueError) as error:
                failed = True
                print(f"{told}: failed: {error}", flush=True)
            else:
                print(f"{told}: passed", flush=True)
        if not names or "ahead" in names:
            ahead()
            print(f"ahead (Python {AHEAD}, on {', '.join(SYSTEMS)}): every package has a file", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
