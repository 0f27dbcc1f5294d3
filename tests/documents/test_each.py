"""A copy for each unit, vehicle, kitchen and hotel, in which there is nothing of the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jiedai import formats
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.order import Order
from jiedai.documents.render import render
from jiedai.documents.scene import Scene, readers
from jiedai.loading import Loaded, load_text
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.opened import opened
from tests.documents.samples import CREATED, changed, find

PLAN = """
标题: 省厅来访
编号: 接〔2026〕1号
密级: 工作秘密
类型: 调研
事由: 调研
日期: 2026-05-11 至 2026-05-12
来宾:
  - {姓名: 钱甲一, 单位: 省厅, 职务: 厅长, 抵达: {时间: 2026-05-11 09:20, 车次: G7771, 地点: 北站}}
  - {姓名: 孙乙二, 单位: 省厅, 职务: 处长, 抵达: {时间: 2026-05-11 09:20, 车次: G8882, 地点: 北站}}
工作人员:
  - {姓名: 周丁四, 单位: 甲局, 岗位: 联络, 电话: "13933330001"}
  - {姓名: 吴戊五, 单位: 乙局, 岗位: 医疗, 电话: "13933330002"}
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:30-09:50", 事项: 接站, 类别: 接站, 从: 北站, 到: 甲宾馆, 车辆: [1, 2], 责任单位: 甲局}
      - {编号: A2, 时间: "10:00-11:00", 事项: 甲馆参观, 类别: 考察, 地点: 甲宾馆, 责任单位: 甲局, 责任人: 周丁四}
      - {编号: A3, 时间: "11:50-12:40", 事项: 甲处午餐, 类别: 用餐, 地点: 甲食堂, 责任单位: 待填}
      - {编号: A4, 时间: "18:00-18:40", 事项: 乙处晚餐, 类别: 用餐, 地点: 乙宾馆, 责任单位: 乙局, 责任人: 吴戊五}
用餐:
  - {日程: A3, 形式: 工作餐, 菜单: [{菜名: 甲式豆腐}]}
  - {日程: A4, 形式: 自助餐, 菜单: [{菜名: 乙式炒饭}]}
住宿:
  - {宾馆: 甲宾馆, 入住: 2026-05-11, 离店: 2026-05-12, 房间: [{房号: "0808", 入住人: [钱甲一]}]}
  - {宾馆: 乙宾馆, 入住: 2026-05-11, 离店: 2026-05-12, 房间: [{房号: "0909", 入住人: [孙乙二]}]}
乘车: [{日程: A1, 车辆: 1, 乘车人: [钱甲一]}, {日程: A1, 车辆: 2, 乘车人: [孙乙二]}]
任务:
  - {事项: 甲事一件, 责任单位: 甲局, 责任人: 郑己六, 电话: "13933330006", 时限: T-1}
  - {事项: 乙事一件, 责任单位: 乙局, 责任人: 王庚七, 电话: "13933330007", 时限: T-1}
"""
DOCUMENTS = {"unit-sheet": "unit", "driver-sheet": "driver", "kitchen": "kitchen", "rooms": "hotel"}
OTHERS = [
    ("unit-sheet", "甲局", ("乙事一件", "王庚七", "13933330007", "乙处晚餐", "乙局")),
    ("unit-sheet", "乙局", ("甲事一件", "郑己六", "13933330006", "甲馆参观", "甲局")),
    ("driver-sheet", "1", ("孙乙二", "G8882", "2号车")),
    ("driver-sheet", "2", ("钱甲一", "G7771", "1号车")),
    ("kitchen", "甲食堂", ("乙式炒饭", "18:00", "乙宾馆", "自助餐")),
    ("kitchen", "乙宾馆", ("甲式豆腐", "11:50", "甲食堂", "工作餐")),
    ("rooms", "甲宾馆", ("0909", "孙乙二", "乙宾馆", "乙处晚餐")),
    ("rooms", "乙宾馆", ("0808", "钱甲一", "甲宾馆", "甲馆参观")),
]


@pytest.fixture(scope="module")
def visit() -> Loaded:
    loaded = replace(load_text(PLAN.encode(), "visit.yaml"), office_file=None)
    assert loaded.plan is not None, loaded.diagnostics
    return loaded


def stems(loaded: Loaded, folder: Path, **options: Any) -> list[str]:
    order = Order(folder, Edition(CREATED), formats=["txt"], **options)
    return [one.path.stem for one in render(loaded, order) if one.path]


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "md", "xlsx", "txt"])
@pytest.mark.parametrize(("document", "reader", "others"), OTHERS)
def test_a_copy_of_one_s_own_holds_nothing_of_the_others(
    visit: Loaded, document: str, reader: str, others: tuple[str, ...], format_: str
) -> None:
    template = find(catalog(), document)
    whole = build(visit, template, DOCUMENTS[document], Edition(CREATED)).document
    own = build(visit, template, DOCUMENTS[document], Edition(CREATED, reader=reader)).document
    assert whole is not None
    assert own is not None
    told, kept = (opened(format_, formats.writer(format_).write(one)) for one in (whole, own))
    assert any(word in told.raw for word in others)
    assert [word for word in others if word in (kept.said if word.isascii() else kept.raw)] == []
    assert ("1号车" if reader == "1" else reader if reader != "2" else "2号车") in kept.raw


@cases(
    ("document", "names"),
    [
        ("unit-sheet", {"甲局": "甲局", "乙局": "乙局"}),  # 待填 is no unit
        ("driver-sheet", {"1": "1号车", "2": "2号车"}),
        ("kitchen", {"甲食堂": "甲食堂", "乙宾馆": "乙宾馆"}),
        ("rooms", {"甲宾馆": "甲宾馆", "乙宾馆": "乙宾馆"}),
        ("programme", {}),
    ],
)
def test_who_may_get_one(visit: Loaded, document: str, names: dict[str, str]) -> None:
    template = find(catalog(), document)
    found = readers(Scene.of(Case.of(visit), template.audience), template)
    assert dict(sorted(found.items())) == dict(sorted(names.items()))


def test_the_whole_comes_first_under_its_usual_name(visit: Loaded, tmp_path: Path) -> None:
    wanted = {"documents": ["unit-sheet", "driver-sheet", "tasks"]}
    assert stems(visit, tmp_path, **wanted) == ["05-任务分解表", "07-任务单", "15-行车单"]
    made = stems(visit, tmp_path, **wanted, each=True)
    assert made[:2] == ["05-任务分解表", "07-任务单"]
    assert sorted(made[2:]) == sorted(
        [
            "07-任务单-甲局",
            "07-任务单-乙局",
            "15-行车单",
            "15-行车单-1号车",
            "15-行车单-2号车",
        ]
    )


def test_no_two_copies_have_one_number(visit: Loaded, tmp_path: Path) -> None:
    made = stems(visit, tmp_path, documents=["rooms"], each=True, copies=2)
    assert made == [
        "11-住宿安排表-000001", "11-住宿安排表-000002", "11-住宿安排表-甲宾馆-000003", "11-住宿安排表-甲宾馆-000004",
        "11-住宿安排表-乙宾馆-000005", "11-住宿安排表-乙宾馆-000006",
    ]  # fmt: skip
    assert "000005" in (tmp_path / "省厅来访" / "宾馆" / f"{made[4]}.txt").read_text(encoding="utf-8")


def test_names_that_give_one_file_name_do_not_share_it(tmp_path: Path) -> None:
    text = PLAN.replace("甲宾馆", "云溪/东楼").replace("乙宾馆", "云溪:东楼")
    loaded = replace(load_text(text.encode(), "visit.yaml"), office_file=None)
    made = stems(loaded, tmp_path, documents=["rooms"], each=True)
    assert made == ["11-住宿安排表", "11-住宿安排表-云溪_东楼", "11-住宿安排表-云溪_东楼_"]
    one, other = ((tmp_path / "省厅来访" / "宾馆" / f"{stem}.txt").read_text(encoding="utf-8") for stem in made[1:])
    assert "0808" in one
    assert "0909" in other


def test_who_has_no_part_gets_no_paper_and_no_complaint(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    made = list(render(loaded, Order(tmp_path / "out", Edition(CREATED), ["unit-sheet"], ["txt"], each=True)))
    assert all(one.path is not None for one in made)
    assert [found for one in made for found in one.diagnostics] == []
    assert len(made) >= 3
