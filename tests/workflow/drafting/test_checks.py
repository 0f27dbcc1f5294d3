"""What `new` writes is checked with every rule there is: blanks and information, nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from jiedai.check.engine import check
from jiedai.diagnostics import Level
from jiedai.loading import load
from jiedai.model.choice import Kind
from jiedai.model.quantities import Count
from jiedai.workflow.drafting.new import write
from jiedai.workflow.drafting.programme import Means, Travel
from jiedai.workspace import Workspace
from tests.workflow.drafting.offices import workspace_in
from tests.workflow.drafting.test_copying import OLD, visit
from tests.workflow.drafting.test_new import VISIT, dates

TRAIN, FLIGHT = Travel(560, Means.TRAIN, "G1"), Travel(540, Means.FLIGHT, "CA1735")


def loud(path: Path) -> list[str]:
    """Errors and warnings of a plan, without the blanks."""
    found = check(load(path))
    return [str(d) for d in found if d.level is not Level.INFO and d.code != "GS13"]


@pytest.mark.parametrize("with_office", [False, True], ids=["alone", "office"])
@pytest.mark.parametrize("days", [1, 3])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_plan_has_nothing_but_blanks(tmp_path: Path, kind: Kind, days: int, with_office: bool):
    workspace = Workspace(workspace_in(tmp_path, with_office=with_office))

    created = write(replace(VISIT, kind=kind, dates=dates(days=days)), workspace)

    assert loud(created.path) == []


@pytest.mark.parametrize(
    ("arrive", "leave"),
    [(TRAIN, Travel(820, Means.TRAIN, "G2")), (Travel(1320), Travel(420)), (FLIGHT, Travel(1200, Means.FLIGHT, "CA1"))],
)
def test_nor_has_one_with_trains_and_flights(tmp_path: Path, arrive: Travel, leave: Travel):
    workspace = Workspace(workspace_in(tmp_path, with_office=True))

    created = write(replace(VISIT, arrive=arrive, leave=leave, guests=Count(12)), workspace)

    assert loud(created.path) == []


ANSWERED = replace(
    VISIT, from_unit="省工信厅", guests=Count(6), lead="县发改局", host="林峰", vehicles=("1",), arrive=TRAIN
)


@pytest.mark.parametrize("days", [1, 2, 3])
@pytest.mark.parametrize("arrive", [TRAIN, FLIGHT, Travel(570, Means.ROAD)], ids=lambda one: one.means.value)
@pytest.mark.parametrize("kind", list(Kind))
def test_nor_has_one_that_was_answered_for(tmp_path: Path, kind: Kind, arrive: Travel, days: int):
    workspace = Workspace(workspace_in(tmp_path, with_office=True))
    leave = Travel(1040, arrive.means, arrive.number)
    hotel = "云溪宾馆" if days > 1 else ""

    created = write(
        replace(ANSWERED, kind=kind, dates=dates(days=days), arrive=arrive, leave=leave, hotel=hotel), workspace
    )

    assert loud(created.path) == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"host": "江澄"}, set()),
        ({"hotel": "云溪山庄"}, {"ZS01"}),
        ({"hotel": "松林酒店"}, {"ZS01"}),
        ({"guests": Count(12, True)}, set()),
        ({"lead": ""}, set()),
    ],
    ids=str,
)
def test_what_the_office_does_not_know_is_no_error(tmp_path: Path, change, codes):
    workspace = Workspace(workspace_in(tmp_path, with_office=True))
    created = write(replace(ANSWERED, **change), workspace)
    found = [one for one in check(load(created.path)) if one.level is not Level.INFO and one.code != "GS13"]
    assert {one.code for one in found} == codes
    assert all(one.level is Level.WARNING for one in found)


def test_a_unit_whose_contact_has_no_telephone_is_told(tmp_path: Path):
    workspace = Workspace(workspace_in(tmp_path, with_office=True))
    office = workspace.plans_dir / "office.yaml"
    office.write_text(office.read_text(encoding="utf-8").replace("何静, 电话: 0570-5550105", "何静"), encoding="utf-8")
    assert ["何静" in line for line in loud(write(VISIT, workspace).path)] == [True]


@pytest.mark.parametrize("days", [1, 2, 4])
def test_a_copy_has_no_errors(tmp_path: Path, days: int):
    workspace = Workspace(workspace_in(tmp_path, with_office=True))
    old = workspace.plans_dir / "旧.yaml"
    old.write_text(OLD.replace("礼品:\n  - {名称: 茶, 赠予: [金丝雀甲]}\n", ""), encoding="utf-8")

    created = write(visit(days=days, source=old), workspace)

    assert [str(found) for found in check(load(created.path)) if found.level is Level.ERROR] == []
