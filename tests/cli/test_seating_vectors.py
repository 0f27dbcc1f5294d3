"""Every worked example of seating custom through the command: a plan for each, its JSON against the expected seats.

`tests/seating/vectors.json` holds the examples (SV-…) as they were collected; the words in which some of them tell
places are spelled out here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "seating" / "vectors.json").read_text(encoding="utf-8")
)
CARS = {
    "sedan": "{车号: '1', 车型: 轿车, 核载: 4}",
    "off_road": "{车号: '1', 车型: 越野车, 核载: 4}",
    "folding": "{车号: '1', 车型: 三排轿车（中排折叠）, 核载: 6}",
    "minibus": "{车号: '1', 车型: 考斯特, 核载: 19}",
    "coach": "{车号: '1', 车型: 大客车, 核载: 12}",
}
PLAN = """\
标题: 来访
类型: {kind}
事由: 试
日期: 2026-05-11
来宾: [{guests}]
陪同: [{hosts}]
工作人员: [{crew}]
日程:
  - 日期: 2026-05-11
    安排:
      - {{编号: A1, 时间: "09:00-10:00", 事项: 活动, 车辆: ['1']}}
座次:
  - {{编号: S1, 日程: A1, {seating}}}
"""

Show = Callable[..., dict[str, Any]]


@pytest.fixture
def show(run: Callable[..., Result], office: Path) -> Show:
    """The JSON of a chart for so many guests and hosts, each with their order of protocol, highest last as written."""

    def shown(
        seating: str, *, guests: int = 0, hosts: int = 0, kind: str = "调研", car: str = "", crew: str = ""
    ) -> Any:
        def people(letter: str, count: int, more: str) -> str:
            return ", ".join(f"{{姓名: {letter}{n}, 排序: {n}{more}}}" for n in range(count, 0, -1))

        text = PLAN.format(
            kind=kind,
            guests=people("G", guests, ", 单位: 省厅, 职务: 处长"),
            hosts=people("H", hosts, ""),
            crew=crew,
            seating=seating,
        )
        (office / "plans" / "试.yaml").write_text(text, encoding="utf-8")
        cars = f"车辆: [{CARS[car]}]\n" if car else ""
        (office / "plans" / "office.yaml").write_text(f"单位: {{名称: 县接待办}}\n{cars}", encoding="utf-8")
        result = run("seating", "plans/试.yaml", "--id", "S1", "-f", "json")
        assert (result.status, result.err) == (0, "")
        return json.loads(result.out)

    return shown


def listed(letter: str, count: int) -> str:
    """G3, G2, G1: written in another order than that of protocol."""
    return "[" + ", ".join(f"{letter}{number}" for number in range(count, 0, -1)) + "]"


def customs(inputs: dict[str, Any]) -> str:
    """What the inputs say about sides and even rows, as a plan writes it."""
    side = "右为上" if "右为上" in inputs.get("convention", "") else "左为上"
    even = {"2号在1号左手": "二号居左", "1号居中座左侧(own left)": "一号居左"}.get(inputs.get("even_rule", ""))
    return f"左右: {side}" + (f", 双数: {even}" if even else "")


def numbers(row: Iterable[str | None]) -> list[int]:
    return [int(name[1:]) for name in row if name]


def dais(show: Show, inputs: dict[str, Any]) -> Any:
    people = inputs["n"]
    found = show(f"形式: 主席台, 人员: {listed('G', people)}, {customs(inputs)}", guests=people)
    assert len(found["rows"]) == 1
    return numbers(found["rows"][0])


def rows(shape: str) -> Callable[[Show, dict[str, Any]], Any]:
    def of(show: Show, inputs: dict[str, Any]) -> Any:
        people = sum(inputs["rows"])
        found = show(
            f"形式: {shape}, 排: {inputs['rows']}, 人员: {listed('G', people)}, {customs(inputs)}", guests=people
        )
        return [numbers(row) for row in found["rows"]]

    return of


def heads(show: Show, inputs: dict[str, Any]) -> Any:
    people = ", ".join(reversed(inputs["people"]))
    return show(f"形式: 主席台, 人员: [{people}], {customs(inputs)}")["rows"][0]


def two_sided(shape: str, inputs: dict[str, Any]) -> str:
    return (
        f"形式: {shape}, 来宾席: {listed('G', inputs['guests'])}, 主人席: {listed('H', inputs['hosts'])},"
        f" {customs(inputs)}"
    )


def sides(show: Show, inputs: dict[str, Any], shape: str, more: str = "") -> dict[str, Any]:
    kind = "外事" if "右为上" in inputs["convention"] else "调研"
    text = two_sided(shape, inputs) + more
    found: dict[str, Any] = show(text, guests=inputs["guests"], hosts=inputs["hosts"], kind=kind)["sides"]
    return found


def long_table(show: Show, inputs: dict[str, Any]) -> Any:
    interpreters = ", 译员: [T_h, T_g]" if inputs.get("interpreters") else ""
    found = sides(show, inputs, "长条桌横放", interpreters)
    return {"guest": found["guests"], "host": found["hosts"]}


def long_table_end(show: Show, inputs: dict[str, Any]) -> Any:
    found = sides(show, inputs, "长条桌竖放")
    return {"right_side_guest": found["guests"], "left_side_host": found["hosts"]}


def sofas(show: Show, inputs: dict[str, Any]) -> Any:
    found = sides(show, inputs, "会见沙发")
    return [*reversed(found["guests"]), *found["hosts"]]


def signing(show: Show, inputs: dict[str, Any]) -> Any:
    standing = two_sided("签字", {"guests": inputs["guest_standing"], "hosts": inputs["host_standing"]})
    table, behind = show(f"{standing}, 人员: [签G, 签H, 助G, 助H]", guests=4, hosts=4)["rows"]
    return {"table": table, "behind": behind}


def round_table(two_hosts: bool) -> Callable[[Show, dict[str, Any]], Any]:
    def of(show: Show, inputs: dict[str, Any]) -> Any:
        text = f"{two_sided('圆桌', inputs)}, 座位数: {inputs['seats']}, 双主人: {'是' if two_hosts else '否'}"
        return show(text, guests=inputs["guests"], hosts=inputs["hosts"])["clockwise"]

    return of


def tables(show: Show, inputs: dict[str, Any]) -> Any:
    count = inputs["tables"]
    found = show(f"形式: 桌次, 排: {[8] * count}, 来宾席: {listed('G', count * 8)}", guests=count * 8)
    assert len(found["rows"]) == 1
    return ["T" + name.removesuffix("号桌") for name in found["rows"][0]]


def by_rank(car: str) -> Callable[[Show, dict[str, Any]], Any]:
    def of(show: Show, inputs: dict[str, Any]) -> Any:
        count = inputs["passengers"]
        seats = show(f"形式: 乘车, 人员: {listed('G', count)}", guests=count, car=car)["seats"]
        return [position for number in range(1, count + 1) for position in seats if seats[position] == f"G{number}"]

    return of


def leader_host_secretary(show: Show, inputs: dict[str, Any]) -> Any:
    seats = show("形式: 乘车, 人员: [S, H1, G1]", guests=1, hosts=1, crew="{姓名: S, 岗位: 联络}", car="sedan")["seats"]
    assert set(inputs) == {name for name in seats.values() if name}
    return {position: name for position, name in seats.items() if name}


def minibus(show: Show, inputs: dict[str, Any]) -> Any:
    seats = show(f"形式: 乘车, 人员: {listed('G', 3)}", guests=3, car="minibus")["seats"]
    words = {
        "1排左窗": "row1 driver-side window",
        "1排左": "row1 driver-side aisle",
        "1排右窗": "row1 door-side window (if fitted)",
    }
    return {f"seat{name[1:]}": words[position] for position, name in seats.items() if name}


def coach(show: Show, inputs: dict[str, Any]) -> Any:
    count = inputs["rows"] * 4
    seats = show(f"形式: 乘车, 人员: {listed('G', count)}", guests=count, car="coach")["seats"]
    order = sorted(seats, key=lambda position: int(seats[position][1:]))
    across = ["右窗", "右", "左", "左窗"]
    expected = [f"{row}排{side}" for row in range(1, inputs["rows"]) for side in across]
    assert order == [*expected, *(f"{inputs['rows']}排{number}" for number in (4, 3, 2, 1))]
    return "front row before back row; right before left; nearer the front door first"


def photo_foreign(show: Show, inputs: dict[str, Any]) -> Any:
    text = f"形式: 合影, 来宾席: {listed('G', inputs['guests'])}, 主人席: {listed('H', inputs['hosts'])}"
    (row,) = show(text, guests=inputs["guests"], hosts=inputs["hosts"], kind="外事")["rows"]
    return row


LAYOUTS: dict[str, Callable[[Show, dict[str, Any]], Any]] = {
    "主席台 single row": dais,
    "主席台 rows, front first": rows("主席台"),
    "四套班子正职 on one dais n=4": heads,
    "长条桌 横放 domestic (guest side = far side, plan L→R)": long_table,
    "长条桌 横放 foreign, interpreters at table": long_table,
    "长条桌 竖放 domestic, listed far-from-door → door": long_table_end,
    "会见 沙发 U型 foreign, plan L→R along the U (left arm end → top → right arm end)": sofas,
    "签字 双边, from audience L→R": signing,
    "圆桌 双主人 10 seats, clockwise from 主陪 (seen from above)": round_table(True),
    "圆桌 双主人 8 seats": round_table(True),
    "圆桌 单主人 8 seats": round_table(False),
    "桌次 2 tables side by side (plan L→R, door at bottom)": tables,
    "桌次 3 tables in a row (plan L→R)": tables,
    "桌次 5 tables, one row (plan L→R)": tables,
    "小轿车 5座 专职司机 (descending rank)": by_rank("sedan"),
    "小轿车 专职司机, leader + host + secretary": leader_host_secretary,
    "越野车 (any driver) textbook": by_rank("off_road"),
    "7座 三排轿车(中排为折叠加座) 专职司机": by_rank("folding"),
    "中巴/考斯特, seat 1": minibus,
    "大中型客车 textbook": coach,
    "合影 domestic, front row 9 + back row 10, audience L→R": rows("合影"),
    "合影 foreign, front row 9": photo_foreign,
}


def test_no_vector_is_left_out() -> None:
    assert len(VECTORS) == len({vector["id"] for vector in VECTORS}) == 30
    assert {vector["layout"] for vector in VECTORS} == LAYOUTS.keys()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_the_command_seats_as_custom_has_it(show: Show, vector: dict[str, Any]) -> None:
    assert LAYOUTS[vector["layout"]](show, vector["inputs"]) == vector["expected"]
