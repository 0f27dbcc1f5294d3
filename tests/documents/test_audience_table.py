"""Who may see what as declared, held against a table written by hand; and that none can be widened unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

from jiedai.documents import view
from jiedai.documents.view import View, project, project_plan
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES, EVERYONE, Node, audiences_of
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.audience_table import NOBODY, OWN, SHOWN, STAFF_ALONE, fields, may_see
from tests.documents.canaries import all_leaves, holds_values, marks, models_in, secrets, sections, written

FIELDS = {f"{model.__name__}.{name}": (model, name) for model in sections() for name in model.model_fields}
VALUES = sorted(field for field, (model, name) in FIELDS.items() if holds_values(model, name))


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return written(tmp_path_factory.mktemp("table"))


def declared(audience: str) -> set[str]:
    """The fields that an audience can come to, through sections that it may see."""
    found: set[str] = set()

    def enter(model: type[Node]) -> None:
        for name, info in model.model_fields.items():
            if audience in audiences_of(info):
                found.add(f"{model.__name__}.{name}")
                for below in models_in(info.annotation, Node):
                    enter(below)

    enter(Plan)
    enter(Office)
    return found


@cases("audience", AUDIENCES)
def test_an_audience_is_shown_what_the_table_says_and_nothing_else(audience: str) -> None:
    wanted = {field for field in FIELDS if may_see(audience, field)}
    seen = declared(audience)
    assert (sorted(seen - wanted), sorted(wanted - seen)) == ([], [])


def test_the_table_speaks_of_fields_that_exist() -> None:
    named = set().union(*SHOWN.values(), fields(NOBODY), fields(STAFF_ALONE))
    assert named - FIELDS.keys() == set()
    assert SHOWN.keys() | {"staff", "leader"} == AUDIENCES.keys()
    assert OWN.keys() <= SHOWN.keys()


@cases(
    ("audience", "never"),
    [
        ("kitchen", "Guest.name Guest.name_en Guest.name_zh Guest.unit Guest.post Guest.group Guest.phone Guest.health "
         "Guest.ethnicity Item.guests Item.hosts Host.name Room.guests Ride.riders Plan.purpose Item.purpose"),
        ("driver", "Guest.post Guest.unit Guest.phone Guest.rank Host.post Host.phone Vehicle.phone Person.phone "
         "Unit.phone Place.phone Task.phone Plan.purpose Item.purpose Guest.diet Guest.health Room.number"),
        ("guest", "Guest.phone Host.phone Person.phone Unit.phone Place.phone Task.phone Vehicle.phone Room.number "
         "Room.guests Guest.diet Guest.allergies Guest.health Guest.ethnicity Task.what Risk.scenario Letter.number"),
        ("hotel", "Guest.diet Guest.allergies Guest.health Guest.ethnicity Guest.phone Guest.post Guest.unit "
         "Plan.purpose Plan.kind Item.purpose Letter.subject Meal.menu Host.phone Item.hosts"),
        ("unit", "Guest.phone Guest.diet Guest.allergies Guest.health Guest.ethnicity Room.number"),
        ("security", "Guest.phone Guest.diet Guest.allergies Guest.health Guest.ethnicity Room.number Item.purpose"),
        ("finance", "Guest.phone Guest.diet Guest.allergies Guest.health Guest.ethnicity Host.phone Vehicle.phone"),
        ("public", "Plan.title Plan.purpose Guest.name Host.name Item.what Item.place CrewMember.phone Lodging.hotel"),
        ("leader", "Guest.note Task.note Guest.phone Guest.diet Guest.health Guest.ethnicity"),
    ],
)  # fmt: skip
def test_what_the_requirement_names_outright(audience: str, never: str) -> None:
    """What the table says is not enough: this is what was asked for in so many words."""
    assert declared(audience).isdisjoint(never.split())


# --- that a declaration cannot be widened unnoticed -------------------------------------------------------------------


@contextmanager
def widened(fields_: set[str], audience: str) -> Iterator[None]:
    """Declarations that show fields to one audience more."""
    before: list[tuple[Any, Any]] = []
    for field in fields_:
        model, name = FIELDS[field]
        info = model.model_fields[name]
        before.append((info, info.json_schema_extra))
        info.json_schema_extra = {"audiences": sorted(audiences_of(info) | {audience})}
    view._shown.cache_clear()
    try:
        yield
    finally:
        for info, extra in before:
            info.json_schema_extra = extra
        view._shown.cache_clear()


@cache
def sections_above(field: str) -> set[str]:
    """The fields that hold the section of a field, up to the plan or the office."""
    found: set[str] = set()
    wanted = [FIELDS[field][0]]
    while wanted:
        below = wanted.pop()
        for one, (model, name) in FIELDS.items():
            if one not in found and below in models_in(model.model_fields[name].annotation, Node):
                found.add(one)
                wanted.append(model)
    return found


def said(value: Any) -> Iterator[str]:
    """Every text of a record, a line each."""
    match value:
        case View():
            for name in value:
                yield from said(value[name])
        case list() | tuple() if type(value) in (list, tuple):
            for entry in value:
                yield from said(entry)
        case _:
            yield str(value)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_declaration_that_is_widened_is_noticed(visit: Loaded, audience: str) -> None:
    """Each field that an audience may not see is shown to it: the table says no, and the search finds its value."""
    kept = secrets(visit, audience)
    assert (
        kept.found(*2 * ("\n".join(said((project_plan(Case.of(visit), audience), project(visit.office, audience)))),))
        == []
    )
    hidden = {leaf.field for leaf in all_leaves(visit) for _kind, mark in marks(leaf.value)
              if audience not in leaf.audiences and (mark in kept.characters or mark in kept.patterns)}  # fmt: skip
    missed = []
    for field in VALUES:
        if audience in audiences_of(FIELDS[field][0].model_fields[FIELDS[field][1]]) or may_see(audience, field):
            continue
        with widened({field, *sections_above(field)}, audience):
            seen = declared(audience)
            assert field in seen
            assert not all(may_see(audience, one) for one in seen)
            if field in hidden and not shown_by(visit, field, audience, kept):
                missed.append(field)
    assert set(missed) <= {"Plan.title", "Meal.guests"} | {one for one in missed if one.startswith(ITEMS)}


ITEMS = ("Item.", "Step.")
"""Where `view` still holds something back from who serves with one thing: items that are not theirs. Of the others, the
title stays behind the public name, and diners have no names where guests have none."""


def shown_by(visit: Loaded, field: str, audience: str, kept: Any) -> bool:
    """Whether the search finds something of a plan or office as an audience now sees it."""
    root = visit.office if root_of(field) is Office else visit.plan
    text = "\n".join(said(project(root, audience)))
    return bool(kept.found(text, text))


@cache
def root_of(field: str) -> type[Node]:
    model = FIELDS[field][0]
    return Office if model is Office or any(FIELDS[one][0] is Office for one in sections_above(field)) else Plan


def test_canaries_are_planted_in_every_field(visit: Loaded) -> None:
    planted = {leaf.field for leaf in all_leaves(visit)}
    assert planted == set(VALUES)
    assert len(planted) >= 240
    assert AUDIENCES.keys() == EVERYONE
