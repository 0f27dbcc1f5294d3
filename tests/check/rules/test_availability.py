"""SJ15 closed places, absent people and cars, public holidays."""

from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

MUSEUM = "场所:\n  - {{名称: 云溪县博物馆, 类别: 会议室, {}}}\n"


def visit(time: str = "09:30-10:30", place: str = "云溪县博物馆", more: str = "", kind: str = "考察") -> str:
    return f'编号: A1, 时间: "{time}", 事项: 看一看, 类别: {kind}, 地点: {place}{more}'


class TestPlaces:
    """The visit is on a Monday, 2026-05-11."""

    @cases(
        ("closed", "found"),
        [
            ("闭馆: 周一", True), ("闭馆: 周二", False), ("闭馆: 周六至周一", True), ("闭馆: 2026-05-11", True),
            ("闭馆: 2026-05-12", False), ("闭馆: 周一下午", False), ("闭馆: 周一上午", True),
            ('闭馆: "2026-05-11 10:29-12:00"', True), ('闭馆: "2026-05-11 10:30-12:00"', False),
            ('开放: "09:30-17:00"', False), ('开放: "09:31-17:00"', True), ('开放: "09:00-10:30"', False),
            ('开放: "09:00-10:29"', True), ("简介: 建于1958年，每周一闭馆", True), ("简介: 逢周一休馆", True),
            ("简介: 每周二闭馆", False), ("简介: 周一上午不开放，其余时间开放", True), ("简介: 周一至周五开放", False),
            ("闭馆: 周二, 简介: 每周一闭馆", False), ("简介: 周二至周日开放", True), ("简介: 周六至周一开放", False),
            ("简介: 周日至周二开放", False), ('简介: "开放时间9:00-9:00"', False),
            ('简介: "开放时间10:31-9:00"', False),
            ('简介: "开放时间13:00-17:00"', True), ('简介: "开放时间9:00-17:00"', False),
            ('简介: "开放时间9:00-12:00，13:00-17:00"', False),
        ],
    )  # fmt: skip
    def test_closed_that_day_or_hour(self, bench: Bench, closed: str, found: bool) -> None:
        text = MUSEUM.format(closed) + programme(visit(place="⟦云溪县博物馆⟧"))
        result = bench(text, only="SJ15")
        assert result.levels("SJ15") == (["warning"] if found else [])
        assert result.spans("SJ15") == (result.marks if found else ())

    def test_the_alternative_is_closed(self, bench: Bench) -> None:
        text = MUSEUM.format("闭馆: 周一") + programme(visit(place="县机关食堂", more=", 备选: ⟦云溪县博物馆⟧"))
        found = bench(text, only="SJ15")
        assert (found.spans("SJ15"), found.levels("SJ15")) == (found.marks, ["warning"])

    def test_of_a_list_the_one_that_is_closed(self, bench: Bench) -> None:
        text = MUSEUM.format("闭馆: 周一") + programme(visit(place="[县机关食堂, ⟦云溪县博物馆⟧]"))
        found = bench(text, only="SJ15")
        assert found.spans("SJ15") == found.marks

    @cases("kind", ["乘车", "接站", "送站"])
    def test_a_stop_of_a_car_needs_no_opening(self, bench: Bench, kind: str) -> None:
        text = MUSEUM.format("闭馆: 周一") + programme(visit(kind=kind))
        assert bench(text, only="SJ15").codes == []

    @pytest.mark.parametrize(("closed", "found"), [("周一", True), ("周一上午", False)])
    def test_an_item_without_a_clock_time(self, bench: Bench, closed: str, found: bool) -> None:
        text = MUSEUM.format(f"闭馆: {closed}") + programme(visit(time="约10:00"))
        assert bool(bench(text, only="SJ15").codes) is found

    def test_the_message_says_when(self, bench: Bench) -> None:
        (one,) = bench(MUSEUM.format('开放: "13:00-17:00"') + programme(visit()), only="SJ15").of("SJ15")
        assert one.message == "A1“看一看”在云溪县博物馆，开放时间是 13:00-17:00，安排在 09:30-10:30"


class TestPeopleAndCars:
    @cases(
        ("away", "found"),
        [("2026-05-11", True), ("2026-05-10 至 2026-05-11", True), ("2026-05-12", False), ("2026-05-11 下午", False)],
    )
    @cases("field", ["陪同: [⟦林峰⟧]", "讲解: ⟦林峰⟧", "主持: ⟦林峰⟧", "责任人: ⟦林峰⟧"])
    def test_somebody_is_away(self, bench: Bench, away: str, found: bool, field: str) -> None:
        office = f"人员: [{{姓名: 林峰, 单位: 县政府, 外出: {away}}}]\n"
        result = bench(programme(visit(place="县机关食堂", more=f", {field}")), office=office, only="SJ15")
        assert result.spans("SJ15") == (result.marks if found else ())

    @pytest.mark.parametrize(
        "away", ["车号: 1, 驾驶员: 郑涛, 外出: 2026-05-11", "车号: 1, 驾驶员: 林峰"], ids=["car", "driver"]
    )
    def test_a_car_or_its_driver_is_away(self, bench: Bench, away: str) -> None:
        office = f"车辆: [{{{away}}}]\n人员: [{{姓名: 林峰, 外出: 2026-05-11}}]\n"
        ride = '编号: A1, 时间: "09:30-10:00", 事项: 出发, 类别: 乘车, 从: 云溪宾馆, 到: 县机关食堂, 车辆: [1]'
        (one,) = bench(programme(ride), office=office, only="SJ15").of("SJ15")
        assert one.message.startswith("1号车")


class TestHolidays:
    @cases(
        ("date", "name"),
        [
            ("2026-05-01", "劳动节"), ("2026-05-05", "劳动节"), ("2026-05-06", None), ("2026-05-09", None),
            ("2026-10-01", "国庆节"), ("2026-01-01", "元旦"), ("2026-07-04", None), ("2098-10-01", None),
        ],
    )  # fmt: skip
    def test_a_day_of_rest_is_told_once(self, bench: Bench, date: str, name: str | None) -> None:
        rows = "".join(
            f"      - {{编号: A{n}, 时间: '{n + 8:02d}:00-{n + 8:02d}:30', 事项: 座谈, 类别: 座谈}}\n" for n in (1, 2)
        )
        found = bench(f"日期: {date}\n日程:\n  - 日期: {date}\n    安排:\n{rows}", only="SJ15")
        assert [each.message for each in found.of("SJ15")] == ([f"{date} 是{name}放假"] if name else [])
        assert found.levels("SJ15") == (["info"] if name else [])
