"""What `new` writes is checked with every rule there is: blanks and information, nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from jiedai.check.engine import check
from jiedai.diagnostics import Level
from jiedai.loading import load
from jiedai.model.choice import Kind
from jiedai.workflow.new import write
from jiedai.workflow.programme import Travel
from jiedai.workspace import Workspace
from tests.workflow.offices import workspace_in
from tests.workflow.test_copying import OLD, visit
from tests.workflow.test_new import VISIT, dates


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
    [(Travel(560), Travel(820)), (Travel(1320), Travel(420)), (Travel(540, True), Travel(1200, True))],
)
def test_nor_has_one_with_trains_and_flights(tmp_path: Path, arrive: Travel, leave: Travel):
    workspace = Workspace(workspace_in(tmp_path, with_office=True))

    created = write(replace(VISIT, arrive=arrive, leave=leave, arrive_by="X", leave_by="Y", guests=12), workspace)

    assert loud(created.path) == []


@pytest.mark.parametrize("days", [1, 2, 4])
def test_a_copy_has_no_errors(tmp_path: Path, days: int):
    workspace = Workspace(workspace_in(tmp_path, with_office=True))
    old = workspace.plans_dir / "旧.yaml"
    old.write_text(OLD.replace("礼品:\n  - {名称: 茶, 赠予: [金丝雀甲]}\n", ""), encoding="utf-8")

    created = write(visit(days=days, source=old), workspace)

    assert [str(found) for found in check(load(created.path)) if found.level is Level.ERROR] == []
