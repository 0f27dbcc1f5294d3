"""No file tells its reader what a declaration keeps from them: every field of a plan, every copy, every format.

The plan is `canaries`; a leak is named by the field that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jiedai import blocks as b
from jiedai import formats
from jiedai.documents import view
from jiedai.documents.build import Edition, build, variables
from jiedai.documents.catalog import catalog
from jiedai.documents.order import Order
from jiedai.documents.render import render
from jiedai.documents.scene import Scene
from jiedai.documents.view import View
from jiedai.formats.common.page import page_style
from jiedai.formats.layout.booklet import imposed
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES, Node
from jiedai.visit.case import Case
from tests.documents.altered import altered
from tests.documents.canaries import Secrets, all_leaves, holds_values, marks, secrets, sections, written
from tests.documents.opened import opened
from tests.documents.samples import CREATED, Shelf, find

TEMPLATES = catalog().templates
COPIES = sorted((template.id, audience) for template in TEMPLATES.values() for audience in template.audiences)


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return written(tmp_path_factory.mktemp("canaries"))


@pytest.fixture(scope="module")
def kept(visit: Loaded) -> dict[str, Secrets]:
    return {audience: secrets(visit, audience) for audience in AUDIENCES}


@pytest.fixture(scope="module")
def shelf(visit: Loaded) -> Shelf:
    """For tests that show nobody more than they may see."""
    return Shelf(visit)


def copy(visit: Loaded | Shelf, document: str, audience: str, **options: str) -> b.Document:
    shelf = visit if isinstance(visit, Shelf) else Shelf(visit)
    built = shelf.built(document, audience, **options)
    assert built.document is not None, built.diagnostics
    return built.document


def files_of(document: b.Document) -> dict[str, bytes]:
    """Every format that a copy comes in; the booklet too."""
    wanted = [name for name in formats.names() if name in TEMPLATES[document.meta.id].formats]
    made = {name: formats.writer(name).write(document) for name in wanted}
    if document.paper is b.Paper.A5 and "pdf" in made:
        made["booklet"] = imposed(made["pdf"], page_style(document.paper), document.meta)
    return made


def leaks(found: Secrets, document: b.Document) -> dict[str, list[str]]:
    """The fields that each file of a copy gives away."""
    told = {}
    for format_, data in files_of(document).items():
        file = opened("pdf" if format_ == "booklet" else format_, data)
        assert file.said.strip()
        if fields := found.found(file.raw, file.said):
            told[format_] = fields
    return told


@pytest.mark.parametrize("labels", ["zh", "en"])
@pytest.mark.parametrize(("document", "audience"), COPIES, ids=str)
def test_no_copy_tells_what_its_reader_may_not_know(
    shelf: Shelf, kept: dict[str, Secrets], document: str, audience: str, labels: str
) -> None:
    """A writer is given the document and nothing else: what is nowhere in it is in no file of any format."""
    text = repr(copy(shelf, document, audience, labels=labels))
    assert kept[audience].found(text, _without_drawings(text)) == []


@pytest.mark.parametrize("document", TEMPLATES)
def test_no_file_tells_what_its_reader_may_not_know(shelf: Shelf, kept: dict[str, Secrets], document: str) -> None:
    """Every format of every document, as the one of its readers gets it who is told least."""
    least = max(sorted(TEMPLATES[document].audiences), key=lambda audience: len(kept[audience].characters))
    assert leaks(kept[least], copy(shelf, document, least)) == {}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_file_name_tells_anything(visit: Loaded, kept: dict[str, Secrets], audience: str, tmp_path: Path) -> None:
    made = list(render(visit, Order(tmp_path, Edition(CREATED), formats=["txt"], audience=audience)))
    names = "\n".join(one.path.relative_to(tmp_path).as_posix() for one in made if one.path)
    assert kept[audience].found(names, names) == []


@pytest.mark.parametrize("person", ["guests", "hosts", "crew"])
@pytest.mark.parametrize("audience", ["guest", "leader", "staff", "unit", "security"])
def test_nor_does_a_programme_for_one_person(
    visit: Loaded, kept: dict[str, Secrets], shelf: Shelf, audience: str, person: str
) -> None:
    assert visit.plan is not None
    document = copy(shelf, "programme", audience, person=getattr(visit.plan, person)[0].name)
    text = repr(document)
    assert kept[audience].found(text, _without_drawings(text)) == []
    if audience == "guest":
        assert leaks(kept[audience], document) == {}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_template_of_an_office_s_own_can_ask_for_it(visit: Loaded, kept: dict[str, Secrets], audience: str) -> None:
    """Whatever a template writes, the values it is given hold nothing else: every one of them is looked through."""
    template = find(catalog(), "programme")
    values = variables(Scene.of(Case.of(visit), audience), template, Edition(CREATED))
    said = _without_drawings("\n".join(_said(values, set())))
    assert len(said) > 100
    assert kept[audience].found(said, said) == []


def _said(value: Any, seen: set[int]) -> Iterator[str]:
    """The texts of all values below a value; a record is looked at once."""
    if isinstance(value, View | dict | tuple | list):
        if id(value) in seen:
            return
        seen.add(id(value))
    match value:
        case View() | dict():
            for name in value:
                yield from _said(value[name], seen)
        case str():
            yield str.__str__(value)
        case list() | tuple():
            yield str(value) if type(value) not in (list, tuple) else ""
            for entry in value:
                yield from _said(entry, seen)
        case _:
            yield str(value)


@pytest.mark.parametrize("document", ["programme", "run-sheet"])
def test_nor_do_entries_that_are_called_off(visit: Loaded, kept: dict[str, Secrets], document: str) -> None:
    assert visit.plan is not None
    shorter = replace(visit, plan=visit.plan.model_copy(update={"schedule": visit.plan.schedule[:1]}))
    for audience in sorted(TEMPLATES[document].audiences):
        built = build(shorter, find(catalog(), document), audience, Edition(CREATED, since=visit))
        assert built.cancelled is not None
        file = opened("ics", formats.writer("ics").write(built.cancelled))
        assert kept[audience].found(file.raw, file.said) == []


def _without_drawings(text: str) -> str:
    """A text without SVG, whose coordinates look like numbers of a plan."""
    return re.sub(r"<svg.*?</svg>", "", text)


# --- what is not seen is not felt -------------------------------------------------------------------------------------

STANDING = frozenset({"Guest.rank", "Guest.order", "Host.rank", "Host.order", "Host.role"})
"""Who sits where, in halls and vehicles, follows from rank; all copies of a chart must agree."""
CUSTOM = frozenset({f"Conventions.{name}" for name in ("convention", "even_rule", "organs")})
"""The custom that a chart follows is printed on it, wherever it comes from."""
COMING = frozenset({"Guest.absent"})
"""Who does not come is on no list and takes no place, which everybody sees who sees the others."""
FELT = {
    **dict.fromkeys(("hotel", "finance"), COMING),
    **dict.fromkeys(("unit", "security"), STANDING | COMING),
    "driver": STANDING | COMING | {"Item.kind"},  # which items are rides decides where the usual vehicles go
    "guest": STANDING | CUSTOM | COMING | {"Vehicle.seats"},  # how many there are decides who goes in which
    "kitchen": COMING | {"Meal.hosted"},  # whose meal it is says whether the hosts of its item eat along
}
READERS = sorted({audience for _document, audience in COPIES})


@pytest.mark.parametrize("audience", READERS)
def test_nothing_hidden_makes_a_difference(visit: Loaded, shelf: Shelf, audience: str) -> None:
    other, changed = altered(visit, audience, FELT.get(audience, frozenset()))
    assert len(changed) >= (1 if audience == "staff" else 10)
    others = Shelf(other)
    differing = [
        document
        for document, reader in COPIES
        if reader == audience and copy(shelf, document, audience) != copy(others, document, audience)
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("document", "audience"),
    [("handbook", "guest"), ("kitchen", "kitchen"), ("driver-sheet", "driver"), ("rooms", "hotel"), ("tasks", "unit")],
)
def test_not_in_a_single_byte(visit: Loaded, document: str, audience: str) -> None:
    other, _changed = altered(visit, audience, FELT.get(audience, frozenset()))
    assert files_of(copy(visit, document, audience)) == files_of(copy(other, document, audience))


# --- that the proof can fail ------------------------------------------------------------------------------------------


def test_every_field_has_a_value_of_its_own(visit: Loaded) -> None:
    """What has none is a choice, a yes or a small number: for those, see below."""
    marked: dict[str, bool] = {}
    owners: dict[str, set[str]] = {}
    for leaf in all_leaves(visit):
        found = {mark for _kind, mark in marks(leaf.value)}
        marked[leaf.field] = marked.get(leaf.field, False) or bool(found)
        for mark in found:
            owners.setdefault(mark, set()).add(leaf.field)
    own = {field for fields in owners.values() if len(fields) == 1 for field in fields}
    every = {f"{one.__name__}.{name}" for one in sections() for name in one.model_fields if holds_values(one, name)}
    assert every - marked.keys() == set()
    assert {field for field, there in marked.items() if not there} == UNMARKED
    assert {field for field, there in marked.items() if there} - own == REFERENCES


@pytest.mark.parametrize(
    ("document", "audience"),
    [("rooms", "hotel"), ("guests", "guest"), ("guests", "unit")],
)
@pytest.mark.parametrize("format_", ["pdf", "docx", "xlsx", "html", "md", "txt"])
def test_a_field_shown_by_mistake_is_found(
    visit: Loaded, kept: dict[str, Secrets], monkeypatch: pytest.MonkeyPatch, document: str, audience: str, format_: str
) -> None:
    shown = view._shown
    monkeypatch.setattr(view, "_shown", lambda model, _audience: shown(model, "staff"))
    file = opened(format_, formats.writer(format_).write(copy(visit, document, audience)))
    assert kept[audience].found(file.raw, file.said) != []


def test_a_name_that_a_kitchen_could_ask_for_is_found(
    visit: Loaded, kept: dict[str, Secrets], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visit.plan is not None
    names = {char for person in (*visit.plan.guests, *visit.plan.hosts) for char in person.name}
    assert names <= kept["kitchen"].characters.keys()
    shown = view._shown

    def shown_with_names(model: type[Node], audience: str | None) -> frozenset[str]:
        return shown(model, audience) | ({"name"} & model.model_fields.keys())

    monkeypatch.setattr(view, "_shown", shown_with_names)
    said = "\n".join(
        _said(variables(Scene.of(Case.of(visit), "kitchen"), TEMPLATES["kitchen"], Edition(CREATED)), set())
    )
    assert names & set(said)
    assert "Meal.guests" in kept["kitchen"].found(said, _without_drawings(said))


def test_what_goes_into_a_calendar_is_found(visit: Loaded) -> None:
    document = copy(visit, "programme", "staff")
    file = opened("ics", formats.writer("ics").write(document))
    assert "Item.notes" in secrets(visit, "guest").found(file.raw, file.said)


def test_a_difference_is_felt(visit: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    other, changed = altered(visit, "driver", STANDING)
    assert {"Guest.phone", "Guest.sex", "Meal.form", "Room.payer", "Task.due", "Letter.date"} <= changed
    assert changed.isdisjoint({"Guest.name", "Ride.riders", "Leg.time", "Vehicle.plate"})
    shown = view._shown
    monkeypatch.setattr(view, "_shown", lambda model, _audience: shown(model, "staff"))
    other, _changed = altered(visit, "guest", FELT["guest"])
    assert copy(visit, "guests", "guest") != copy(other, "guests", "guest")


UNMARKED = {
    "Answer.score", "Answer.way", "Approval.dates", "Approval.step", "Assessment.people",
    "Colours.main", "Colours.table", "Conventions.boarding", "Fault.cause", "Fault.found_by", "Fault.grade",
    "Fault.status", "FollowUp.kind", "FollowUp.status", "Lesson.kind", "Lesson.visit",
    "Conventions.spread", "LearnedLength.buffer", "LearnedLength.kind", "LearnedLength.minutes", "LearnedLesson.kind",
    "LearnedLesson.visit", "LearnedRoad.minutes",
    "Conventions.buffer", "Conventions.walk", "Conventions.to_train", "Conventions.to_plane", "Conventions.minimums",
    "Grade.ranks", "Guest.absent", "Incident.level", "Item.length",
    "Plan.state", "Conventions.car_vip", "Conventions.convention", "Conventions.even_rule", "Conventions.off_road",
    "Conventions.seven_seat", "Cost.method", "Cost.payer", "Dish.allergens", "Dish.halal", "Forecast.high",
    "Forecast.low", "Guest.allergies", "Guest.diet",
    "Guest.order", "Guest.rank", "Guest.sex", "Headcount.total", "Host.order", "Host.rank", "Host.role",
    "Reporting.general", "Reporting.major", "Reporting.severe", "Reporting.critical",
    "House.cards", "House.code", "House.internal", "House.letterhead", "House.logo", "House.paper", "House.plain",
    "House.print_time", "House.rooms",
    "Item.fixed", "Item.kind", "Item.parallel", "Item.time", "Meal.form",
    "Meal.hosted", "PaidCost.method", "PaidCost.payer", "Person.rank", "Place.designated", "Place.halal",
    "Place.kind", "Place.outdoor", "Plan.classification", "Plan.dates", "Plan.kind", "Plan.version", "Press.minutes",
    "ProgrammeDay.date", "Road.km", "Road.minutes", "Room.payer", "Room.type", "Seating.convention",
    "Seating.even_rule",
    "Seating.host_drives", "Seating.main_seat", "Seating.rows", "Seating.seats", "Seating.shape", "Seating.two_hosts",
    "Security.clear_venue", "Security.public_event", "Security.road_closure", "Step.minutes", "Task.status",
    "Vehicle.police", "Waived.code", "Waived.version",
}  # fmt: skip
"""Choices, truth values and small numbers: they look like each other, and are proven by what makes no difference."""
REFERENCES = {
    "CrewMember.name", "CrewMember.unit", "Guest.name", "Host.name", "Meal.item", "Seating.item", "Seating.vehicle",
    "Unit.name",
}  # fmt: skip
"""Names of people, units, vehicles and places, which other fields refer to."""
