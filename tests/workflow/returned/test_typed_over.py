"""A row that somebody typed over with another name: what stands beside it is not put down to the one printed there."""

from __future__ import annotations

import pytest

from jiedai.visit.case import Case
from jiedai.workflow.intake.sources import read_source
from jiedai.workflow.returned import carrier
from jiedai.workflow.returned.checking import disagreements
from tests.workflow.returned.papers import edited, loaded, printed, returned, spots
from tests.workflow.returned.test_papers import FORMATS, PLAN


def _cell(paper, path):
    return next(
        (spot.table, spot.row, spot.column)
        for spot, at in spots(paper)
        for _text, number in spot.parts
        if number >= 0 and str(at[number]) == path
    )


@pytest.mark.parametrize("format", FORMATS)
def test_what_stands_beside_another_name_is_told_and_not_put_in(format):
    paper = printed(PLAN, "guests", format)
    changes = {_cell(paper, "guests.孙立.name"): "武松", _cell(paper, "guests.孙立.post"): "研究员"}
    result = returned(PLAN, edited(paper, format, changes), format)
    assert result.text == PLAN
    assert not result.applied
    assert [one.why.split("；")[0] for one in result.refused] == ["像是孙立改了名"]
    assert [(one.value, one.why) for one in result.unknown] == [
        ("研究员", "这一行的姓名从“孙立”改成了“武松”，不知道说的是谁")
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_a_name_that_was_mistyped_keeps_its_row(format):
    paper = printed(PLAN, "guests", format)
    changes = {_cell(paper, "guests.孙立.name"): "孙力", _cell(paper, "guests.孙立.post"): "主任科员"}
    result = returned(PLAN, edited(paper, format, changes), format)
    assert result.text == PLAN.replace("职务: 科员", "职务: 主任科员")
    assert [one.why.split("；")[0] for one in result.refused] == ["像是孙立改了名"]


def test_other_rows_of_the_paper_are_taken_in():
    paper = printed(PLAN, "guests", "xlsx")
    changes = {
        _cell(paper, "guests.孙立.name"): "武松",
        _cell(paper, "guests.孙立.post"): "研究员",
        _cell(paper, "guests.顾大嫂.post"): "副处长",
    }
    result = returned(PLAN, edited(paper, "xlsx", changes), "xlsx")
    assert result.text == PLAN.replace("职务: 处长", "职务: 副处长")


@pytest.mark.parametrize("format", FORMATS)
def test_a_check_tells_the_name_and_nothing_of_whom_it_was_printed_for(format):
    paper = printed(PLAN, "guests", format)
    name = _cell(paper, "guests.孙立.name")
    data = edited(paper, format, {name: "武松", _cell(paper, "guests.孙立.post"): "研究员"})
    case = Case.of(loaded(PLAN))
    found = disagreements(case, read_source(data, f"x.{format}"), carrier.trace_of(data))
    assert [one.message for one in found] == ["姓名：文件写“武松”，方案是“孙立”"]


def test_a_name_that_the_plan_has_too_by_now_is_no_disagreement():
    paper = printed(PLAN, "guests", "xlsx")
    data = edited(paper, "xlsx", {_cell(paper, "guests.孙立.name"): "武松"})
    case = Case.of(loaded(PLAN.replace("姓名: 孙立", "姓名: 武松")))
    found = disagreements(case, read_source(data, "x.xlsx"), carrier.trace_of(data))
    assert [one.message for one in found if "武松" in one.message] == []


def test_the_name_of_somebody_else_in_the_plan_is_no_new_name():
    paper = printed(PLAN, "guests", "xlsx")
    result = returned(PLAN, edited(paper, "xlsx", {_cell(paper, "guests.孙立.name"): "时迁"}), "xlsx")
    assert result.text == PLAN
    assert [one.why for one in result.refused] == ["方案里另有一个时迁；要把孙立换成这个人，在方案里改"]
