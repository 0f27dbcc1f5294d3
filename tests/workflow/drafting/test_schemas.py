"""The schemas that editors find beside the plans: written with every new plan, with the office's names in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiedai.loading import load_office
from jiedai.workflow.drafting.schemas import ROOTS, modeline, office_schema, write_schemas
from jiedai.workspace import Workspace

OFFICE = """\
单位: {名称: 云溪县接待办}
部门: [{名称: 县接待办, 联系人: 姚晨}]
人员: [{姓名: 林峰}]
场所: [{名称: 云溪站}]
车辆: [{车号: 1, 驾驶员: 待填}]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    return Workspace(tmp_path)


def test_each_stands_where_its_modeline_leads(workspace: Workspace) -> None:
    written = write_schemas(workspace)
    assert [path.name for path in written] == [f"{name}.schema.json" for name in ROOTS]
    for name, folder in (("plan", "."), ("office", "."), ("knowledge", "knowledge")):
        leads = modeline(name).partition("$schema=")[2]
        path = workspace.plans_dir / folder / leads
        (workspace.plans_dir / folder).mkdir(exist_ok=True)
        assert path.resolve() in written
        assert json.loads(path.read_text(encoding="utf-8"))["title"]
    assert write_schemas(workspace) == written, "again over what is there"


def test_the_names_of_the_office_are_offered_where_they_belong(workspace: Workspace) -> None:
    office = load_office(workspace.plans_dir / "office.yaml").office
    defs = office_schema("plan", office)["$defs"]
    offered = {
        key: set(_examples(defs["Item"]["properties"][key]))
        for key in ("地点", "陪同", "责任单位", "车辆", "事项", "来宾")
    }
    assert offered == {
        "地点": {"云溪站"},
        "陪同": {"林峰", "姚晨"},
        "责任单位": {"县接待办"},
        "车辆": {"1"},
        "事项": set(),
        "来宾": set(),
    }
    roads = office_schema("office", office)["$defs"]["Road"]["properties"]
    assert set(_examples(roads["从"])) == set(_examples(roads["to"])) == {"云溪站"}
    assert "云溪站" in _examples(office_schema("knowledge", office)["$defs"]["Card"]["properties"]["场所"])


def test_without_an_office_nothing_is_offered() -> None:
    assert not list(_examples(office_schema("plan", None)["$defs"]))


def _examples(part: object) -> list[str]:
    if isinstance(part, dict):
        return [*part.get("examples", ()), *(name for inner in part.values() for name in _examples(inner))]
    return [name for inner in part for name in _examples(inner)] if isinstance(part, list) else []
