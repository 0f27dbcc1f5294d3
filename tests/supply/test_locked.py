"""The lock names all that jiedai needs, within the ranges of its metadata."""

from __future__ import annotations

import tomllib

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from supply.locked import LOCKED, ROOT, packages
from tests.batch import cases
from tests.supply.installed import needed

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
LOCK = packages(LOCKED.read_text(encoding="utf-8"))


def here(package):
    return not package.marker or Marker(package.marker).evaluate()


def test_an_entry_is_read_with_all_that_stands_in_it():
    (first, second) = packages(
        "Jinja2==3.1.6 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via docxtpl, jiedai (pyproject.toml)\n"
        "tzdata==2026.6 ; sys_platform == 'win32' \\\n    --hash=sha256:cc\n    # via icalendar\n"
    )
    assert (first.name, first.version, first.marker) == ("jinja2", "3.1.6", "")
    assert first.needed_by == {"docxtpl", "jiedai"}
    assert first.hashes == ("sha256:aa", "sha256:bb")
    assert (second.name, second.marker) == ("tzdata", 'sys_platform == "win32"')


@cases("declared", DECLARED)
def test_what_is_declared_is_locked_within_its_range(declared):
    wanted = Requirement(declared)
    found = [package for package in LOCK if package.name == canonicalize_name(wanted.name)]
    assert found
    for package in found:
        assert "jiedai" in package.needed_by
        assert wanted.specifier.contains(package.version)


@cases("declared", DECLARED)
def test_a_range_has_two_ends(declared):
    ends = {end.operator for end in Requirement(declared).specifier}
    assert ends == ({">="} if declared.startswith("tzdata") else {">=", "<"})  # tzdata counts by years


def test_the_lock_has_what_is_needed_here_and_nothing_that_nothing_needs():
    assert {package.name for package in LOCK if here(package)} == set(needed())
    known = {package.name for package in LOCK} | {"jiedai"}
    assert all(package.needed_by and package.needed_by <= known for package in LOCK)


def test_every_file_can_be_told_from_another():
    assert all(package.hashes and all(one.startswith("sha256:") for one in package.hashes) for package in LOCK)
