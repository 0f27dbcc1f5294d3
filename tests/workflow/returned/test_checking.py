"""Papers against the plan: what they say otherwise is told by cell or line, what they say alike is not."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from jiedai.documents.catalog import catalog
from jiedai.formats import writer
from jiedai.loading import load_text
from jiedai.visit.case import Case
from jiedai.workflow.intake.sources import read_source
from jiedai.workflow.returned import carrier
from jiedai.workflow.returned.checking import disagreements
from tests.workflow.returned.papers import document, edited, loaded, printed, spots
from tests.workflow.returned.test_papers import PLAN


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Case:
    import os

    folder = tmp_path_factory.mktemp("office")
    (folder / "plans").mkdir()
    (folder / "plans" / "office.yaml").write_text(
        "单位: {名称: 云滩县接待办公室, 值班电话: 0571-55500100}\n"
        "部门: [{名称: 县水利局, 联系人: 雷横, 电话: 0571-55500133}]\n"
        "车辆: [{车号: 1, 号牌: 岭A·D0001, 驾驶员: 朱仝, 电话: 13900000501}]\n",
        encoding="utf-8",
    )
    before = os.getcwd()  # noqa: PTH109 - the workspace is that of the working directory
    os.chdir(folder)
    try:
        plan = (
            PLAN + "住宿: {宾馆: 云滩宾馆, 房间: [{房号: '0801', 入住人: [时迁]}, {房号: '0802', 入住人: [顾大嫂]}]}\n"
        )
        return Case.of(load_text(plan.encode(), "方案.yaml"))
    finally:
        os.chdir(before)


def told(case: Case, data: bytes, name: str) -> list[tuple[str, str]]:
    return [(one.where, one.message) for one in disagreements(case, read_source(data, name), carrier.trace_of(data))]


def book(*rows: list[object]) -> bytes:
    made, saved = openpyxl.Workbook(), io.BytesIO()
    assert made.active is not None
    made.active.title = "单"
    for row in rows:
        made.active.append(row)
    made.save(saved)
    return saved.getvalue()


def paper(*lines: str) -> bytes:
    made, saved = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(saved)
    return saved.getvalue()


def test_what_stands_beside_a_name_must_be_what_the_plan_says(case):
    rows = (
        ["来宾名单"],
        ["序号", "姓名", "单位", "职务", "电话", "房号"],
        [1, "时  迁", "省水利厅", "副厅长", 13900000301, "0801"],
        [2, "顾大叔", "省水利厅", "副处长", "", "0803"],
        [3, "林峰", "县政府", "副县长（主陪）", "13900000402", ""],
        [4, "外人", "某局", "局长", "13900009999", ""],
        ["", "姚晨", "县接待办", "联络", "139 0000 0201", ""],
    )
    assert told(case, book(*rows), "x.xlsx") == [
        ("单!B4", "姓名：文件写“顾大叔”，方案是“顾大嫂”"),
        ("单!D4", "顾大嫂的职务：文件写“副处长”，方案是“处长”"),
        ("单!F4", "顾大嫂的房号：文件写“0803”，方案是“0802”"),
        ("单!E5", "林峰的电话：文件写“13900000402”，方案是“13900000401”"),
    ]


def test_times_of_items(case):
    rows = (
        ["时间", "事项", "地点"],
        ["09:20—09:40", "接站", "云滩站"],
        ["6月16日（星期二）上午10:05-11:00", "看水库", "清溪水库"],
        ["待定", "工作午餐", "食堂"],
        ["10:00", "喝茶", ""],
    )
    assert told(case, book(*rows), "x.xlsx") == [
        ("单!A3", "看水库的时间：文件写“6月16日（星期二）上午10:05-11:00”，方案是“10:00-11:00”")
    ]


def test_lines_of_a_notice(case):
    lines = (
        "联络员姚晨（县接待办），电话：13900000201；值班电话 0571-55500100。",
        "有事找雷横 13900000201，或朱仝13900000502。",
        "请乘1号车（岭A·D0007），2号车岭B88888随行；前车岭AD0001。",
        "姚晨、林峰陪同，票务电话 13911112222。",
    )
    assert told(case, paper(*lines), "x.docx") == [
        ("第2段", "雷横的电话：文件写“13900000201（姚晨的）”，方案是“057155500133”"),
        ("第2段", "朱仝的电话：文件写“13900000502”，方案是“13900000501”"),
        ("第3段", "车牌：文件写“岭A·D0007”，方案是“岭AD0001”"),
    ]


def test_papers_that_nobody_touched_agree(case):
    """Of every document: nothing that we print disagrees with what we printed it from."""
    bare = Case.of(loaded(PLAN))
    looked = 0
    for template in catalog(bare.loaded.workspace).templates.values():
        for audience in {template.audience, "staff"} & set(template.audiences):
            made = document(PLAN, template.id, audience)
            format = "docx" if template.id in ("guests", "unit-sheet", "handbook") else "xlsx"
            if made is not None and template.prints(format):
                assert told(bare, writer(format).write(made), f"x.{format}") == [], (template.id, audience, format)
                looked += 1
    assert looked > 20


@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_a_paper_of_ours_is_read_cell_by_cell(format):
    data = printed(PLAN, "run-sheet", format)
    spot, at = next(
        (s, a) for s, a in spots(data) if any(n >= 0 and str(a[n]) == "schedule.items.A2.what" for _t, n in s.parts)
    )
    cell = "".join("看大坝" if n >= 0 and at[n].field == "what" else text for text, n in spot.parts)
    changed = edited(data, format, {(spot.table, spot.row, spot.column): cell})
    [(_where, message)] = told(Case.of(loaded(PLAN)), changed, f"x.{format}")
    assert message == "A2的事项：文件写“看大坝”，方案是“看水库”"
    later = PLAN.replace("事项: 看水库", "事项: 看大坝")
    assert told(Case.of(loaded(later)), changed, f"x.{format}") == []
    [(_where, message)] = told(Case.of(loaded(later)), data, f"x.{format}")
    assert message == "A2的事项：文件写“看水库”，方案是“看大坝”"


def test_who_lives_there_when_and_where_an_item_is_must_be_what_the_plan_says(case):
    item = next(item for _day, item in case.plan.items() if item.place)
    rows = (
        ["入住人", "房号"],
        ["时迂、顾大嫂", "0801"],
        ["时间", "活动内容", "地点"],
        [str(item.time).replace("-", "—"), f"7:30—8:00　乘车\n{item.what}", item.place[0]],
        ["05:00—05:10", f"7:30—8:00　乘车\n{item.what}", f"{item.place[0]}三楼"],
        [str(item.time), item.what, "别的地方"],
    )
    assert [where for where, _message in told(case, book(*rows), "单.xlsx")] == ["单!A2", "单!B2", "单!A5", "单!C6"]
