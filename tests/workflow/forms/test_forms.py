"""The collection form: what is asked, and what a form filled in by a person says, in whatever cells it was typed."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.loading import load_text
from jiedai.visit.case import Case
from jiedai.workflow.forms import sheet, word
from jiedai.workflow.forms.answers import read_answers
from jiedai.workflow.forms.known import known, message, missing
from jiedai.workflow.forms.questions import COLUMNS, PEOPLE, QUESTIONS, VISIT
from jiedai.workflow.forms.taking import taken
from jiedai.workflow.intake.sources import read_source
from jiedai.workflow.returned import carrier

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedai.workflow.intake.merging import Merged

PLAN = """\
标题: 省厅来访
编号: 接〔2026〕1号
类型: 调研
事由: 调研
日期: 2026-06-16 至 2026-06-17
公函: {来函单位: 岭北省水利厅, 文号: 岭水函〔2026〕3号}   # 函
来宾:
  - 姓名: 时迁
    性别: 男
    单位: 岭北省水利厅
    职务: 处长
    职级: 县处级
    抵达: {时间: 2026-06-16 09:20, 车次: G1, 地点: 云滩站}
  - 姓名: 顾大嫂
    单位: 岭北省水利厅
    职务: 科员
    饮食: [清真]
  - {姓名: 待填 来宾3, 单位: 待填, 职务: 待填}
日程: []
"""
DAY = dt.date(2026, 5, 20)


def case_of(text: str = PLAN) -> Case:
    return Case.of(load_text(text.encode(), "方案.yaml"))


def form(text: str = PLAN) -> bytes:
    return sheet.workbook(case_of(text), known(case_of(text)))


def filled(change: Callable[[Any], object], data: bytes | None = None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data or form()))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def put(data: bytes, name: str = "表.xlsx", plan: str = PLAN) -> Merged:
    trace = carrier.trace_of(data) or {}
    return taken(plan, read_answers(read_source(data, name), trace, DAY))


def cells(**values: object) -> Callable[[Any], object]:
    """Changes to cells: v_B3 on the first sheet, p_I4 on the list."""

    def change(book: Any) -> None:
        for place, value in values.items():
            where, _line, cell = place.partition("_")
            book[VISIT if where == "v" else PEOPLE][cell] = value

    return change


def test_the_layout_is_fixed_and_what_is_known_is_filled_in():
    book = openpyxl.load_workbook(io.BytesIO(form()))
    assert book.sheetnames == [VISIT, PEOPLE, "填表说明", "_jiedai"]
    assert book["_jiedai"].sheet_state == "veryHidden"
    assert [book[VISIT][f"B{row}"].value for row in range(2, 7)] == [
        "岭北省水利厅", "岭水函〔2026〕3号", None, "调研", "2026-06-16 至 2026-06-17",
    ]  # fmt: skip
    assert [cell.value for cell in book[PEOPLE][2]] == [column.title for column in COLUMNS]
    assert [book[PEOPLE][f"{at}3"].value for at in "BCEFGL"] == [
        "时迁", "男", "岭北省水利厅", "处长", "县处级", "2026-06-16 09:20 G1 云滩站",
    ]  # fmt: skip
    assert book[PEOPLE]["H3"].number_format == "@"
    assert book[PEOPLE].max_row == 62

    def asked(place: str) -> bool:
        return book[PEOPLE][place].fill.fgColor.rgb == "FFFFF2CC"

    assert asked("C4")  # a night is spent
    assert not asked("C3")
    assert not asked("D4")  # nobody is asked for it
    assert asked("B5")  # the third who comes
    assert not asked("B6")
    assert book[VISIT]["B4"].fill.fgColor.rgb == "FFFFF2CC"
    assert "30 天" in "".join(str(cell.value) for cell in book["填表说明"]["A"])


@pytest.mark.parametrize("writer", [sheet.workbook, word.paper])
def test_a_form_that_nobody_touched_says_nothing(writer):
    data = writer(case_of(), known(case_of()))
    result = put(data, "表.docx" if writer is word.paper else "表.xlsx")
    assert result.text == PLAN
    assert not (result.applied)
    assert not (result.conflicts)
    assert not (result.refused)
    assert not (result.unknown)
    assert not (result.missing)
    assert writer(case_of(), known(case_of())) == data


def test_an_empty_form_fills_a_plan():
    data = filled(cells(v_B4="2026年6月1日", p_B3="时迁", p_H3="13800001111"), sheet.workbook(None, known(None)))
    result = put(data)
    assert {one.path for one in result.applied} == {"letter.date", "guests.时迁.phone"}


def test_answers_in_odd_cells_are_read():
    result = put(
        filled(
            cells(
                v_B4=dt.datetime(2026, 6, 1), v_B8="乐和", v_B9=13800002222, v_B11="6月17日下午3点 G8 云滩站",
                v_B12="岭A12345 考斯特", v_B7="时  迁",
                p_H3=13800001111, p_G4="正科级", p_I4="清真，不喝酒", p_J4="花生",
                p_C4="女", p_L4=dt.datetime(2026, 6, 16, 11, 5), p_K4="不能久站", p_B5="孙 立", p_E5="岭北省水利厅",
                p_F5="干部", p_A7="合计", p_B7="3 人", p_B8="填表人：乐和",
            )
        )
    )  # fmt: skip
    assert not result.conflicts
    assert not result.unknown
    assert not result.missing
    assert {one.path: (one.new, one.cell) for one in result.applied} == {
        "letter.date": ("2026-06-01", "来访信息!B4"),
        "contact.name": ("乐和", "来访信息!B8"),
        "contact.phone": ("13800002222", "来访信息!B9"),
        "other.来方车辆": ("岭A12345 考斯特", "来访信息!B12"),
        "guests.时迁.phone": ("13800001111", "人员名单!H3"),
        "guests.时迁.leave.time": ("2026-06-17 15:00", "来访信息!B11"),
        "guests.时迁.leave.by": ("G8", "来访信息!B11"),
        "guests.时迁.leave.place": ("云滩站", "来访信息!B11"),
        "guests.顾大嫂.rank": ("section", "人员名单!G4"),
        "guests.顾大嫂.diet": (["halal", "no_alcohol"], "人员名单!I4"),
        "guests.顾大嫂.allergies": (["peanut"], "人员名单!J4"),
        "guests.顾大嫂.sex": ("female", "人员名单!C4"),
        "guests.顾大嫂.arrive.time": ("2026-06-16 11:05", "人员名单!L4"),
        "guests.顾大嫂.health": ("不能久站", "人员名单!K4"),
        "guests.孙立.name": ("孙立", "人员名单!E5"),
        "guests.孙立.unit": ("岭北省水利厅", "人员名单!E5"),
        "guests.孙立.post": ("干部", "人员名单!F5"),
    }
    plan = load_text(result.text.encode(), "x").plan
    assert plan is not None
    assert plan.other == {"来方车辆": "岭A12345 考斯特", "来方联系人": "乐和 13800002222"}
    assert [guest.name for guest in plan.guests] == ["时迁", "顾大嫂", "孙立"]
    assert "# 函" in result.text
    assert "职级: 正科级\n" in result.text
    again = put(filled(cells(v_B8="乐和", v_B9=13800002222)), plan=result.text)
    assert again.text == result.text
    assert not again.applied


def test_what_cannot_be_taken_is_told_with_its_cell():
    result = put(
        filled(
            cells(
                v_B2=None, v_B7="乐和", v_B9="1.39E+10", v_F9="轮椅", v_B20="另起一行", p_H3="1.39E+10", p_I4=None,
                p_B3="时谦", p_N4="因故不来", v_B10="坐车来",
            )
        )
    )  # fmt: skip
    assert {one.cell: one.why.split("；")[0] for one in result.refused} == {
        "来访信息!B2": "清空了",
        "来访信息!B7": "人员名单里没有乐和",
        "来访信息!B9": "号码不完整或变了样",
        "来访信息!B10": "看不出时间、车次",
        "人员名单!B3": "像是时迁改了名",
        "人员名单!H3": "电话“1.39E+10”不完整或变了样，没有读进来",
        "人员名单!B4": "顾大嫂写明不来，没有读进来",
        "人员名单!I4": "清空了",
    }
    assert [(one.cell, one.value) for one in result.unknown] == [("来访信息!F9", "轮椅"), ("来访信息!B20", "另起一行")]
    assert result.text == PLAN
    assert not result.missing


def test_a_cell_that_is_not_understood_is_told_and_not_passed_over():
    changed = cells(p_C3="阳", p_G4="处处", p_I3="不吃香菜", p_J3="灰尘", p_D4="无", p_I4="无", p_K4="无特殊要求")
    result = put(filled(changed))
    assert {(one.cell.split("!")[1], one.value): one.why.split("；")[0] for one in result.refused} == {
        ("C3", "阳"): "看不懂，没有读进来",
        ("G4", "处处"): "看不懂，没有读进来",
        ("I3", "不吃香菜"): "看不懂，没有读进来",
        ("J3", "灰尘"): "看不懂，没有读进来",
        ("I4", "无"): "写着“无”",
    }
    assert result.text == PLAN


@pytest.mark.parametrize("typed", ["6月16日至6月18日", "2026年6月16日—18日", "6.16-6.18"])
def test_days_of_a_visit_are_written_with_their_year(typed):
    result = put(filled(cells(v_B6=typed)))
    assert [(one.path, one.new) for one in result.applied] == [("dates", "2026-06-16 至 2026-06-18")]
    assert "日期: 2026-06-16 至 2026-06-18" in result.text


def test_a_conflict_tells_all_three_in_one_language():
    now = PLAN.replace("饮食: [清真]", "饮食: [素食, 不饮酒]\n    性别: 女")
    result = put(filled(cells(p_I4="低盐", p_C4="男")), plan=now)
    assert {(one.path, str(one.old), str(one.new)) for one in result.conflicts} == {
        ("guests.顾大嫂.diet", "['vegetarian', 'no_alcohol']", "['low_salt']"),
        ("guests.顾大嫂.sex", "female", "male"),
    }


def test_the_plan_that_changed_meanwhile_wins_nothing_silently():
    now = PLAN.replace("岭水函〔2026〕3号", "岭水函〔2026〕4号").replace("职务: 科员", "职务: 主任科员")
    data = filled(cells(v_B3="岭水函〔2026〕5号", p_F4="副处长", p_F3="副厅长"))
    result = put(data, plan=now)
    assert [(one.path, one.base, one.old, one.new, one.cell) for one in result.conflicts] == [
        ("letter.number", "岭水函〔2026〕3号", "岭水函〔2026〕4号", "岭水函〔2026〕5号", "来访信息!B3"),
        ("guests.顾大嫂.post", "科员", "主任科员", "副处长", "人员名单!F4"),
    ]
    assert [(one.path, one.old, one.new) for one in result.applied] == [("guests.时迁.post", "处长", "副厅长")]
    assert result.text == now.replace("职务: 处长", "职务: 副厅长")


def test_rows_may_be_moved_added_and_taken_away():
    def change(book: Any) -> None:
        people = book[PEOPLE]
        people.insert_rows(1)
        people["A1"] = "岭北省水利厅报送"
        rows = [[cell.value for cell in people[row]] for row in (4, 5)]
        for row, values in zip((4, 5), reversed(rows), strict=True):
            for at, value in enumerate(values, 1):
                people.cell(row, at).value = value
        people["F4"] = "主任科员"
        book[VISIT].insert_rows(1)

    result = put(filled(change))
    assert [(one.path, one.cell) for one in result.applied] == [("guests.顾大嫂.post", "人员名单!F4")]

    gone = put(filled(lambda book: book[PEOPLE].delete_rows(3)))
    assert gone.missing == ["时迁"]
    assert gone.text == PLAN


def test_a_guest_whom_the_plan_no_longer_has_is_not_added_anew():
    now = PLAN.replace("姓名: 顾大嫂", "姓名: 孙二娘")
    result = put(filled(cells(p_F4="副处长")), plan=now)
    assert [(one.cell, one.value) for one in result.unknown] == [("人员名单!F4", "副处长")]
    assert result.text == now


def test_a_form_whose_trace_is_lost_fills_blanks_alone():
    def change(book: Any) -> None:
        del book["_jiedai"]
        cells(v_B3="岭水函〔2026〕9号", v_B4="2026-06-02", p_H3="13800001111")(book)

    result = put(filled(change))
    assert {one.path for one in result.applied} == {"letter.date", "guests.时迁.phone"}
    assert [one.path for one in result.conflicts] == ["letter.number"]


_VALUES = {
    "post": st.sampled_from(["厅长", "二级巡视员", "一级主任科员"]),
    "phone": st.sampled_from(["13800001234", "0570-5550100"]),
    "diet": st.lists(st.sampled_from(["素食", "不饮酒", "低盐"]), min_size=1, max_size=2, unique=True).map("、".join),
    "health": st.sampled_from(["不能久站", "高血压，随身带药"]),
    "ethnicity": st.sampled_from(["回族", "畲族"]),
}


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(["时迁", "顾大嫂"]), st.sampled_from(sorted(_VALUES)), st.data())
def test_a_change_comes_back_as_that_change_and_prints_so(name, path, data):
    """Form out, one cell changed, form in: the plan says it, and the next form shows it in that cell and no other."""
    value = data.draw(_VALUES[path])
    column = chr(65 + [one.path for one in COLUMNS].index(path))
    place = f"{column}{3 if name == '时迁' else 4}"
    result = put(filled(cells(**{f"p_{place}": value})))
    before, after = ({c.coordinate: c.value for r in b[PEOPLE].iter_rows() for c in r} for b in _books(result.text))
    changed = {at: after[at] for at in after if after[at] != before.get(at)}
    assert changed == ({place: value} if before[place] != value else {})
    assert [one.path for one in result.applied] == ([f"guests.{name}.{path}"] if changed else [])


def _books(text: str) -> Any:
    return (openpyxl.load_workbook(io.BytesIO(form(one))) for one in (PLAN, text))


def test_what_is_missing_is_asked_in_one_message():
    found = missing(case_of())
    assert found.visit == ("公函日期", "联系人", "联系人电话", "离开")
    assert found.people == {"性别": ("顾大嫂",)}
    assert found.unnamed == 1
    text = message(case_of(), found)
    assert text.startswith("您好！6月16日来访，还请告知：公函日期；")
    assert "顾大嫂的性别" in text
    assert len(text) <= 300
    many = "".join(f"  - {{姓名: 甲{number}号代表, 单位: 岭北省水利厅, 职务: 科员}}\n" for number in range(80))
    long = PLAN.replace("  - {姓名: 待填", f"{many}  - {{姓名: 待填")
    assert len(message(case_of(long), missing(case_of(long)))) <= 300
    done = PLAN.replace("〔2026〕3号}", "〔2026〕3号, 日期: 2026-06-01}").replace(
        "  - {姓名: 待填 来宾3, 单位: 待填, 职务: 待填}\n", ""
    )
    done = done.replace("姓名: 顾大嫂", "姓名: 顾大嫂\n    性别: 女").replace(
        "地点: 云滩站}", "地点: 云滩站}\n    离开: {车次: 自驾}"
    )
    assert not missing(case_of(done + "其他: {来方联系人: 乐和 13800002222}\n"))


def test_every_question_is_asked_once():
    assert len({question.path for question in QUESTIONS}) == len(QUESTIONS)
