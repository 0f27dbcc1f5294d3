"""The wheel carries everything a bare machine needs, and nothing that only the workshop needs; all builds are alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from supply.bill import bill, licences
from supply.locked import LOCKED, packages
from tests.batch import cases

ROOT = Path(__file__).resolve().parents[1]


def built(source: Path, folder: Path) -> Path:
    """The folder with the sdist of a source, and the wheel made from the sdist."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(source)]
    given = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=given)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def wheel(dist: Path) -> set[str]:
    (path,) = dist.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


@cases(
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


def test_the_wheel_carries_no_tests_no_plans_and_no_workshop(wheel: set[str]) -> None:
    assert not [name for name in wheel if name.startswith(("tests/", "plans/", "supply/"))]


def test_the_wheel_has_its_bill_of_materials(dist: Path) -> None:
    (path,) = dist.glob("*.whl")
    version = path.name.split("-")[1]
    with zipfile.ZipFile(path) as archive:
        document = json.loads(archive.read(f"jiedai-{version}.dist-info/sboms/jiedai.cdx.json"))
    assert document == bill(version, packages(LOCKED.read_text(encoding="utf-8")), licences())


def test_what_is_built_of_the_sdist_elsewhere_has_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    (packed,) = dist.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    copy = tmp_path / packed.name.removesuffix(".tar.gz")
    for number, path in enumerate(sorted(copy.rglob("*"), reverse=True)):
        path.chmod(0o700 if path.is_dir() else 0o664 if number % 2 else 0o600)
        os.utime(path, (number, 1_000_000_000 + number))
    again = built(copy, tmp_path / "again")
    names = sorted(path.name for path in dist.iterdir())
    assert sorted(path.name for path in again.iterdir()) == names
    assert [name.rpartition(".")[2] for name in names] == ["whl", "gz"]
    for name in names:
        assert (again / name).read_bytes() == (dist / name).read_bytes(), name
