"""jiedai itself, handed to a machine without a network: its wheel, those it needs, an installer, and the manual.

The wheels come from where this machine's pip has them; for other systems they are asked for by platform. What is
built for several versions of Python is in one folder: pip takes what fits the machine it runs on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

WHEELS = "wheels"
INSTALLER = Path(__file__).parent / "installer"
_NAMES = {"install.bat": "安装.bat", "install.sh": "安装.sh", "install.py": "install.py"}
"""The installer's files, as a clerk finds them."""

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_OLDEST_GLIBC, _NEWEST_GLIBC = 5, 28
"""glibc 2.28 is what the oldest systems of today's offices have (Kylin V10, UOS 20, Debian 10)."""


class System(NamedTuple):
    """A system to make a bundle for: how pip calls it, and what it needs beside what this machine does.

    pip reads the conditions of requirements (`sys_platform == "win32"`) for the machine it runs on, whatever platform
    it is asked for; what only another system needs is therefore named here, and a test finds what is missing.
    """

    tags: tuple[str, ...]
    also: tuple[str, ...] = ()


def _linux(machine: str) -> System:
    versions = range(_NEWEST_GLIBC, _OLDEST_GLIBC - 1, -1)
    return System((*(f"manylinux_2_{minor}_{machine}" for minor in versions), f"manylinux2014_{machine}"))


SYSTEMS = {
    "windows-x64": System(("win_amd64",), ("colorama", "tzdata")),
    "linux-x64": _linux("x86_64"),
    "linux-arm64": _linux("aarch64"),
}


class Unavailable(Exception):
    """Something that is not to be had; `message` is what pip said of it, in its last line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def source() -> Path | None:
    """The folder that jiedai was installed from; None where it came from elsewhere, or is gone."""
    told = metadata.distribution("jiedai").read_text("direct_url.json")
    url = urlsplit(json.loads(told)["url"]) if told else None
    if url is None or url.scheme != "file":
        return None
    folder = Path(url2pathname(url.path))
    return folder if (folder / "pyproject.toml").is_file() else None


def assemble(
    target: Path,
    program: Path,
    pages: Mapping[str, bytes],
    systems: Sequence[str],
    pythons: Sequence[str],
    told: Callable[[str], None],
) -> None:
    """Make the folder `target`, which must not be there yet, from the program's folder: all of it or nothing.

    `pages` are files to lie beside the installer; `told` hears of each system and version when its turn comes.
    Unavailable where pip cannot build or get something; OSError where the folder cannot be written.
    """
    with TemporaryDirectory(dir=target.absolute().parent, prefix=f".{target.name}-") as folder:
        made = Path(folder) / target.name
        wheels = made / WHEELS
        wheels.mkdir(parents=True)
        _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(program))
        (wheel,) = wheels.glob("jiedai-*.whl")
        for name in systems:
            for version in pythons:
                told(f"{name} · Python {version}")
                _download(wheels, wheel, SYSTEMS[name], version)
        for name, called in _NAMES.items():
            data = (INSTALLER / name).read_bytes()
            (made / called).write_bytes(data.replace(b"\n", b"\r\n") if name.endswith(".bat") else data)
        (made / _NAMES["install.sh"]).chmod(0o755)
        for name, data in pages.items():
            (made / name).write_bytes(data)
        made.rename(target)


def _download(wheels: Path, wheel: Path, system: System, version: str) -> None:
    """Get what the program needs on a system with a version of Python, and pip itself."""
    platforms = [word for tag in system.tags for word in ("--platform", tag)]
    _pip(
        *("download", "--dest", str(wheels), "--find-links", str(wheels), "--only-binary=:all:"),
        *("--python-version", version, "--implementation", "cp", *platforms),
        *(str(wheel), "pip", *system.also),
    )


def _pip(*words: str) -> None:
    """Run pip of this installation. Unavailable where it fails, or there is none."""
    command = [sys.executable, "-m", "pip", words[0], "--quiet", "--disable-pip-version-check", *words[1:]]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if ran.returncode:
        lines = [line for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
        raise Unavailable(lines[-1].removeprefix("ERROR: ") if lines else "pip")


def megabytes(folder: Path) -> float:
    """How much a folder holds, in megabytes of a million bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
