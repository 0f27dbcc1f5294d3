"""SJ18: the place that the words of an item lead to, against its fields."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme


@cases(
    "row",
    [
        "09:30, 事项: ⟦乘车前往青山镇农创中心⟧, 类别: 乘车, 从: 云溪宾馆, 到: 云溪站",
        "09:30, 事项: ⟦乘车返回县机关食堂，途中介绍县情⟧, 类别: 乘车, 从: 云溪站, 到: 云溪宾馆, 车辆: [1]",
        "10:00, 事项: ⟦考察智能制造产业园⟧, 类别: 考察, 地点: 青山镇农创中心",
        "10:00, 事项: ⟦调研智能制造产业园、听取汇报⟧, 类别: 考察, 地点: [青山镇农创中心, 云溪宾馆]",
        "09:30, 事项: 乘车前往智能制造产业园, 类别: 乘车, 从: 云溪宾馆, 到: 智能制造产业园, 车辆: [1]",
        "09:30, 事项: 乘车前往县行政中心, 类别: 乘车, 从: 云溪宾馆, 到: 县行政中心三号会议室, 车辆: [1]",
        "10:00, 事项: 考察智能制造产业园二期工地, 类别: 考察, 地点: 青山镇农创中心",
        "10:00, 事项: 考察智能制造产业园和青山镇农创中心, 类别: 考察, 地点: 青山镇农创中心",
        "10:00, 事项: 座谈智能制造产业园建设, 类别: 座谈, 地点: 县行政中心三号会议室",
        "10:00, 事项: 考察智能制造产业园, 类别: 考察",
    ],
)
def test_only_another_known_place_is_told(bench: Bench, row: str) -> None:
    found = bench(programme(f"编号: A1, 时间: 09:00-{row}"), only="SJ18")
    assert found.spans("SJ18") == found.marks
    assert set(found.levels("SJ18")) <= {"warning"}
