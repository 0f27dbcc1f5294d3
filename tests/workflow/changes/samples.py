"""The example plan of the repository, and versions of it that were edited."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from jiedai.loading import Loaded, LoadedOffice, load_text, validated
from jiedai.model.office import Office
from jiedai.source import read_bytes
from jiedai.visit.case import Case

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "plans" / "2026-10-20-省卫健委调研.yaml"
OFFICE = ROOT / "plans" / "office.yaml"


@cache
def text(path: Path = PLAN) -> str:
    return path.read_text(encoding="utf-8")


def edited(original: str, *edits: tuple[str, str]) -> str:
    """A text in which each first part stands once and is replaced by the second."""
    for old, new in edits:
        assert original.count(old) == 1, (old, original.count(old))
        original = original.replace(old, new)
    return original


def loaded(*edits: tuple[str, str], office: tuple[tuple[str, str], ...] = ()) -> Loaded:
    """The example with edits to plan and office file."""
    return written(edited(text(), *edits), edited(text(OFFICE), *office))


def written(plan: str, office: str | None = None) -> Loaded:
    """A plan as it was typed; it must be without errors of format."""
    found = load_text(plan.encode(), "plan.yaml")
    assert found.plan is not None, found.diagnostics
    return replace(found, office_file=_office(text(OFFICE) if office is None else office))


@cache
def _office(written: str) -> LoadedOffice:
    source = read_bytes(written.encode(), "office.yaml")
    known, problems = validated(source, Office, None)
    assert known is not None, problems
    return LoadedOffice(source, (), known)


@cache
def case(*edits: tuple[str, str], office: tuple[tuple[str, str], ...] = ()) -> Case:
    return Case.of(loaded(*edits, office=office))
