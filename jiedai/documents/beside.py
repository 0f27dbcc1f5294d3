"""What printing a plan reads beside it, for a machine that has nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from jiedai.documents.catalog import builtin_folder
from jiedai.documents.earlier import naming
from jiedai.documents.pictures import LARGEST_FILE
from jiedai.loading import Loaded, load
from jiedai.model.choice import ItemKind
from jiedai.source import Unreadable, files
from jiedai.visit.case import Case


def beside(plan: Path) -> list[Path] | None:
    """The logo of the office, pictures of places that are visited, other plans in which the unit of this one is named.

    None where the work has to be done where the plan is: an office's own templates may need programs of its machine, a
    picture behind a link or outside the folder is told of here, one that is too large is not worth sending, and the
    records of issued versions, which a later version's papers are compared with, stay where they are.
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
    office = loaded.workspace.office_path(plan.parent)
    folder = files.absolute(office).parent if office is not None else plan.parent
    for name in _pictures(loaded):
        named = folder / os.path.normpath(name)
        if (folder / name).resolve() != folder.resolve() / os.path.normpath(name):
            return None
        if named.is_file():
            if named.stat().st_size > LARGEST_FILE:
                return None
            found.append(named)
    return found


def _pictures(loaded: Loaded) -> Iterator[str]:
    """What the office file calls its logo and the pictures of the places that the plan visits."""
    if (office := loaded.office) is None:
        return
    if office.house is not None and office.house.logo is not None:
        yield office.house.logo
    items = loaded.plan.items() if loaded.plan is not None else ()
    visited = {name for _day, item in items if item.kind is ItemKind.VISIT for name in item.place}
    yield from (place.picture for place in office.places if place.picture is not None and place.name in visited)
