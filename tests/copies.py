"""A copy of jiedai in a folder of its own, to which a test adds what somebody may add to jiedai."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Copy:
    """The package and its templates in `folder`; `add` puts a file into it, `run` runs its command there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("jiedai", "templates"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    def add(self, file: str, text: str) -> None:
        """A new file of the package."""
        path = self.folder / file
        assert not path.exists()
        path.write_text(text, encoding="utf-8")

    def insert(self, file: str, line: str, new: str) -> None:
        """A new line behind one that stands in a file once."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(line + "\n") == 1
        path.write_text(text.replace(line + "\n", f"{line}\n{new}\n"), encoding="utf-8")

    def run(self, *words: str) -> str:
        """What a command prints to standard output; it must end well."""
        environ = {**os.environ, "PYTHONPATH": str(self.folder), "XDG_CACHE_HOME": str(self.folder / "cache")}
        environ.pop("PYTHONDONTWRITEBYTECODE", "")  # what is compiled for one command serves the next
        done = subprocess.run(
            [sys.executable, "-m", "jiedai", *words],
            cwd=self.folder, env=environ, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout
