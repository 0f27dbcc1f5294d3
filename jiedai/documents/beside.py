"""What printing a plan reads beside it, for a machine that has nothing else."""

from __future__ import annotations

import os
from pathlib import Path

from jiedai.documents.catalog import builtin_folder
from jiedai.documents.earlier import naming
from jiedai.loading import load
from jiedai.source import Unreadable, files
from jiedai.visit.case import Case


def beside(plan: Path) -> list[Path] | None:
    """The logo of the office, and its other plans in which the unit of this one is named.

    None where the work has to be done where the plan is: an office's own templates may need programs of its machine, a
    logo behind a link lies elsewhere than it says, and the records of issued versions, which a later version's papers
    are compared with, stay where they are.
    """
    try:
        loaded = load(plan)
    except Unreadable:
        return []
    templates = loaded.workspace.templates_dir
    if templates.resolve() != builtin_folder().resolve() and files.below(templates, "*"):
        return None
    if loaded.plan is not None and loaded.plan.version > 1 and loaded.workspace.records_dir.is_dir():
        return None
    found = list(naming(Case.of(loaded))) if loaded.plan is not None else []
    office, house = loaded.workspace.office_path(plan.parent), loaded.office.house if loaded.office else None
    if office is None or house is None or house.logo is None:
        return found
    folder = files.absolute(office).parent
    named = os.path.normpath(house.logo)
    if (folder / house.logo).resolve() != folder.resolve() / named:
        return None
    return [*found, folder / named] if (folder / named).is_file() else found
