"""Standing data as a workbook: out and in without a change, rows added and changed, an office begun, places added."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jiedai.loading import validated, vocabulary
from jiedai.model.office import Office
from jiedai.source import read_bytes
from jiedai.workflow.intake.merging import Merged
from jiedai.workflow.intake.sources import read_source
from jiedai.workflow.returned import carrier
from jiedai.workflow.standing.growing import merged, office_of, with_own
from jiedai.workflow.standing.reading import Rows, read_rows
from jiedai.workflow.standing.tables import cell_text, typed_value
from jiedai.workflow.standing.workbook import workbook

OFFICE = """\
# 本县
单位: {名称: 云滩县接待办公室, 地区: 云滩县, 值班电话: 0571-55500100}
部门:
  - {名称: 县接待办, 职责: [统筹, 食宿], 联系人: 姚晨}   # 本办
  - 县公安局
人员:
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长, 职级: 县处级}
场所:
  - {名称: 云滩宾馆, 类别: 宾馆, 定点: true, 容纳: 160, 房型: {标准间: 60, 单间: 20}}
路程:
  - {从: 云滩站, 到: 云滩宾馆, 分钟: 20}
车辆:
  - {车号: 1, 车型: 考斯特, 核载: 19, 驾驶员: 朱仝, 电话: 13900000501}
标准:
  工作餐: {午餐: 60}
"""


def data_of(text: str) -> Any:
    return read_bytes(text.encode(), "office.yaml", vocabulary=vocabulary()).data


def rows_of(data: bytes) -> Rows:
    return read_rows(read_source(data, "x.xlsx"), carrier.trace_of(data))


def changed(change: Callable[[Any], object], text: str = OFFICE, *, traced: bool = True) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(data_of(text))))
    if not traced:
        del book["_jiedai"]
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def put(**cells: object) -> Callable[[Any], object]:
    names = {"u": "部门", "p": "人员", "l": "场所", "r": "路程", "v": "车辆", "o": "单位"}

    def change(book: Any) -> None:
        for place, value in cells.items():
            book[names[place[0]]][place[1:]] = value

    return change


def take(data: bytes, text: str = OFFICE) -> Merged:
    return merged(text, rows_of(data))


@pytest.mark.parametrize("text", [OFFICE, Path("plans/office.yaml").read_text(encoding="utf-8")])
def test_out_and_in_changes_nothing(text):
    result = take(workbook(data_of(text)), text)
    assert result.text == text
    assert not (result.applied + result.conflicts + result.refused + result.added)
    assert workbook(data_of(text)) == workbook(data_of(text))


def test_rows_are_added_and_blanks_filled():
    result = take(
        changed(
            put(uA4="县水利局", uC4="治水、防汛", uD4="雷横", uE4=13900000601, uE2="0571-55500101", uD3="韩滔",
                rA3="云滩站",
                rB3="清溪水库", rC3=35, vA3=2, vD3=7, lI2="县接待办", pE2="13900000401")
        )
    )  # fmt: skip
    assert not result.conflicts
    assert not result.refused
    assert result.added == ["县水利局", "云滩站/清溪水库", "2"]
    assert "  - {名称: 县公安局, 联系人: 韩滔}\n" in result.text
    assert "联系人: 姚晨, 电话: 0571-55500101}   # 本办\n" in result.text
    assert '职级: 县处级, 电话: "13900000401"}' in result.text
    office, found = validated(read_bytes(result.text.encode(), "x", vocabulary=vocabulary()), Office, None)
    assert office is not None
    assert not found
    assert (office.units[2].duties, office.units[2].phone) == (("治水", "防汛"), "13900000601")
    assert (office.travel[1].to, office.travel[1].minutes, office.vehicles[1].seats) == ("清溪水库", 35, 7)


def test_what_changed_is_put_in_and_what_both_changed_is_told():
    data = changed(put(uD2="周敏", lE2="200", vE2="雷横"))
    result = take(data)
    assert {(one.path, one.old, one.new) for one in result.applied} == {
        ("units.县接待办.contact", "姚晨", "周敏"),
        ("places.云滩宾馆.capacity", "160", "200"),
        ("vehicles.1.driver", "朱仝", "雷横"),
    }
    now = OFFICE.replace("联系人: 姚晨", "联系人: 柴进")
    clash = take(data, now)
    assert [(one.path, one.base, one.old, one.new, one.cell) for one in clash.conflicts] == [
        ("units.县接待办.contact", "姚晨", "柴进", "周敏", "部门!D2")
    ]
    lost = take(changed(put(uD2="周敏"), traced=False))
    assert [one.path for one in lost.conflicts] == ["units.县接待办.contact"]
    assert lost.text == OFFICE


def test_bad_cells_are_told():
    result = take(changed(put(vE4="无名", lE2="很多", uE2="1.39E+10", rC2="半天多")))
    assert {one.cell for one in result.refused} >= {"车辆!E4", "场所!E2", "部门!E2"}
    assert result.text == OFFICE


def test_an_office_begins_with_nothing_of_anybody_else():
    text = office_of(Rows())
    office, _found = validated(read_bytes(text.encode(), "x", vocabulary=vocabulary()), Office, None)
    assert text.count("待填") == 4
    for word in ("云溪", "临溪", "方芳", "江澄", "郑涛", "考斯特", "许静"):
        assert word not in text
    rows = rows_of(workbook(data_of(OFFICE)))
    made = office_of(rows)
    office, found = validated(read_bytes(made.encode(), "x", vocabulary=vocabulary()), Office, None)
    assert office is not None
    assert [one.name for one in office.units] == ["县接待办", "县公安局"]
    assert office.places[0].rooms
    assert [one.code for one in found] == ["GS13"]  # 简称


def test_the_places_of_a_plan_join_the_office():
    plan = {"场所": [{"名称": "清溪水库", "类别": "景区"}, "云滩宾馆", {"名称": "云滩宾馆", "容纳": "99"}],
            "路程": [{"从": "云滩宾馆", "到": "云滩站", "分钟": "20"}]}  # fmt: skip
    result = with_own(OFFICE, plan)
    assert result.added == ["清溪水库"]
    assert [(one.path, one.old, one.new) for one in result.conflicts] == [("places.云滩宾馆.capacity", "160", "99")]
    assert "  - {名称: 清溪水库, 类别: 景区}\n" in result.text
    assert with_own(OFFICE, {}).text == OFFICE


def test_values_and_cells():
    from jiedai.model.office import Place, Unit

    assert typed_value(Place, "rooms", cell_text({"标准间": "60", "单间": "20"})) == {"标准间": "60", "单间": "20"}
    assert typed_value(Place, "rooms", "标准间60间，单间：20") == {"标准间": "60", "单间": "20"}
    assert typed_value(Place, "rooms", "很多") == "很多"
    assert typed_value(Unit, "duties", "安保、交通") == ["安保", "交通"]
    assert typed_value(Unit, "duties", "安保") == "安保"
    assert (cell_text("true"), cell_text(None), cell_text(["甲", "乙"])) == ("是", "", "甲、乙")
