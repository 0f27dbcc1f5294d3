"""Tables of who is fetched and brought, and of crews, become rows of one guest each."""

from __future__ import annotations

from jiedai.workflow.intake.rides import of_crews, of_fetching
from jiedai.workflow.intake.sources import table


def rows(*lines: str):
    return table("单", [[(text, None) for text in line.split("|")] for line in lines])


def test_a_guest_who_is_fetched_and_brought_has_both_ways():
    made = of_fetching(
        rows("类别|日期|时间|车次|乘客", "接|9月20日|10:42|G7311|冯唐、纪晓", "送|9月22日|15:20|G7342|冯唐")
    )
    assert made is not None
    people, fields = made
    told = [{fields[at]: cell.text for at, cell in enumerate(row) if cell.text} for row in people]
    assert told == [
        {"name": "冯唐", "arrive.date": "9月20日", "arrive.time": "10:42", "arrive.by": "G7311",
         "leave.date": "9月22日", "leave.time": "15:20", "leave.by": "G7342"},
        {"name": "纪晓", "arrive.date": "9月20日", "arrive.time": "10:42", "arrive.by": "G7311"},
    ]  # fmt: skip


def test_two_arrivals_of_one_guest_are_none():
    made = of_fetching(rows("类别|时间|车次|乘客", "接|10:42|G7311|冯唐", "接|11:00|G7313|冯唐", "送|15:00|G7342|冯唐"))
    assert made is not None
    assert [cell.text for cell in made[0][0] if cell.text] == ["冯唐", "15:00", "G7342"]
    assert of_fetching(rows("姓名|车次|类别", "冯唐|G7311|领导", "纪晓|G7311|专家")) is None


def test_what_stands_beside_two_names_is_of_neither():
    made, fields = of_crews(
        rows("邓通|于谦|省厅|处长|于谦吃素", "|田甜|省院|工程师|").rows,
        {0: "name", 1: "name", 2: "unit", 3: "post", 4: "note"},
    )
    assert fields == {0: "name", 2: "unit", 3: "post", 4: "note"}
    assert [[row[at].text for at in fields] for row in made] == [
        ["邓通", "省厅", "", ""], ["于谦", "省厅", "", "吃素"], ["田甜", "省院", "工程师", ""],
    ]  # fmt: skip
