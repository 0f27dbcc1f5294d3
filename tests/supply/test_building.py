"""What a build adds: an editable installation has bytecode from the start, also where Python writes none."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from supply.building import compile_beside


def package(tmp_path: Path) -> Path:
    folder = tmp_path / "rooms"
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "inner" / "bad.py").write_text("def (:\n", encoding="utf-8")
    (folder / "inner" / "good.py").write_text("HERE = 1\n", encoding="utf-8")
    return folder


def test_each_module_that_compiles_has_its_bytecode(tmp_path):
    folder = package(tmp_path)
    compile_beside(folder)
    compiled = {
        Path(importlib.util.cache_from_source(str(one))) for one in folder.rglob("*.py") if one.name != "bad.py"
    }
    assert set(folder.rglob("*.pyc")) == compiled


def test_python_takes_the_bytecode(tmp_path):
    """A module whose source is swapped for another of the same size and time is run from what was compiled."""
    folder = package(tmp_path)
    compile_beside(folder)
    good = folder / "inner" / "good.py"
    before = good.stat()
    good.write_text("HERE = 2\n", encoding="utf-8")
    os.utime(good, ns=(before.st_atime_ns, before.st_mtime_ns))
    said = subprocess.run(
        [sys.executable, "-B", "-c", "from rooms.inner import good; print(good.HERE)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout == "1\n"
