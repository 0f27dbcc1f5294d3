"""The wheel carries everything a bare machine needs, and nothing that only the workshop needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    ("pattern", "inside"),
    [
        ("templates/*.html", "jiedai/templates"),
        ("jiedai/packs/**/*.yaml", "jiedai/packs"),
        ("jiedai/workflow/drafting/playbooks/*.yaml", "jiedai/workflow/drafting/playbooks"),
        ("jiedai/locale/**/*.mo", "jiedai/locale"),
        ("jiedai/formats/**/*.typ", "jiedai/formats"),
        ("jiedai/guide/**/*.md", "jiedai/guide"),
        ("jiedai/guide/page.*", "jiedai/guide"),
        ("jiedai/guide/*.yaml", "jiedai/guide"),
        ("jiedai/workflow/handing/installer/*.*", "jiedai/workflow/handing/installer"),
        ("jiedai/**/*.py", "jiedai"),
    ],
)
def test_the_wheel_carries(wheel: set[str], pattern: str, inside: str) -> None:
    wanted = list(ROOT.glob(pattern))
    assert wanted
    for path in wanted:
        relative = path.relative_to(ROOT).as_posix()
        name = f"jiedai/{relative}" if relative.startswith("templates/") else relative
        assert name in wheel
        assert name.startswith(inside)


def test_the_wheel_carries_no_tests_and_no_plans(wheel: set[str]) -> None:
    assert not [name for name in wheel if name.startswith(("tests/", "plans/"))]
