"""SJ16 one room for two companies at once, SJ19 more people than a place holds."""

from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

ROOM, HOTEL, CANTEEN, PARK = "县行政中心三号会议室", "云溪宾馆", "县机关食堂", "智能制造产业园"
GROUPS = (
    "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 分组: 一组}, {姓名: 乙乙, 单位: 乙, 职务: 丙, 分组: 二组}, "
    "{姓名: 丙丙, 单位: 乙, 职务: 丙, 分组: 二组}]\n"
)
ONE, TWO = ", 来宾: 一组", ", 来宾: 二组"


def talks(number: str, time: str, place: str, more: str = "", kind: str = "座谈") -> str:
    return f"编号: {number}, 时间: {time}, 事项: {number.strip('⟦⟧')}会, 类别: {kind}, 地点: {place}{more}"


class TestOneRoom:
    @pytest.mark.parametrize(("start", "clash"), [("09:59", True), ("10:00", False)])
    def test_for_two_groups_at_once(self, bench: Bench, start: str, clash: bool) -> None:
        rows = talks("A1", "09:00-10:00", ROOM, ONE), talks("A2", f"{start}-11:00", f"⟦{ROOM}⟧", TWO)
        found = bench(GROUPS + programme(*rows), only=("SJ16", "SJ02"))
        assert found.spans("SJ16") == (found.marks if clash else ())
        assert found.levels("SJ16") == (["error"] if clash else [])

    def test_the_message_says_until_when(self, bench: Bench) -> None:
        rows = talks("A1", "09:00-10:00", ROOM, ONE), talks("A2", "09:30-11:00", f"[{CANTEEN}, ⟦{ROOM}⟧]", TWO)
        found = bench(GROUPS + programme(*rows), only="SJ16")
        (one,) = found.of("SJ16")
        assert one.message == f"{ROOM}在 A1 中要用到 10:00，A2“A2会”又安排在这里"
        assert one.span == found.marks[0]
        assert one.related[0].span.line == found.marks[0].line - 1

    def test_the_later_by_the_clock(self, bench: Bench) -> None:
        rows = talks("A1", "09:30-11:00", f"⟦{ROOM}⟧", ONE), talks("A2", "09:00-10:00", ROOM, TWO)
        found = bench(GROUPS + programme(*rows), only="SJ16")
        assert found.spans("SJ16") == found.marks

    @cases("kind", ["会见", "会议", "签字", "用餐"])
    def test_whatever_needs_a_room(self, bench: Bench, kind: str) -> None:
        rows = talks("A1", "09:00-10:00", ROOM, ONE), talks("A2", "09:30-11:00", ROOM, TWO, kind)
        assert bench(GROUPS + programme(*rows), only="SJ16").codes == ["SJ16"]

    @cases("kind", ["考察", "合影", "休息", "乘车", "其他", "接站"])
    def test_what_does_not(self, bench: Bench, kind: str) -> None:
        rows = talks("A1", "09:00-10:00", ROOM, ONE), talks("A2", "09:30-11:00", ROOM, TWO, kind)
        assert bench(GROUPS + programme(*rows), only="SJ16").codes == []

    @cases(
        ("place", "clash"),
        [
            (ROOM, True), (f"{HOTEL}二楼会议室", True), (f"{CANTEEN}三号包厢", True), (f"{HOTEL}会见厅（东）", True),
            (HOTEL, False), (CANTEEN, False), (PARK, False), ("青山镇农创中心", False), (f"{HOTEL}大厅", False),
            (f"{PARK}展厅", False),
        ],
    )  # fmt: skip
    def test_a_room_and_a_place_of_many_rooms(self, bench: Bench, place: str, clash: bool) -> None:
        rows = talks("A1", "09:00-10:00", place, ONE), talks("A2", "09:30-11:00", place, TWO)
        assert (bench(GROUPS + programme(*rows), only="SJ16").codes == ["SJ16"]) is clash

    @cases(("name", "clash"), [("县会议中心", False), ("县会议中心一号厅", True), ("一号会见厅", True)])
    def test_a_hall_of_the_office_file(self, bench: Bench, name: str, clash: bool) -> None:
        rows = talks("A1", "09:00-10:00", name, ONE), talks("A2", "09:30-11:00", name, TWO)
        office = f"场所: [{{名称: {name}, 类别: 会议室}}]\n"
        assert (bench(GROUPS + programme(*rows), office=office, only="SJ16").codes == ["SJ16"]) is clash

    def test_different_rooms(self, bench: Bench) -> None:
        rows = (
            talks("A1", "09:00-10:00", f"{HOTEL}一号会议室", ONE),
            talks("A2", "09:00-10:00", f"{HOTEL}二号会议室", TWO),
        )
        assert bench(GROUPS + programme(*rows), only="SJ16").codes == []

    def test_one_occasion_written_for_each_group(self, bench: Bench) -> None:
        rows = (
            talks("A1", "09:00-10:00", ROOM, ONE),
            talks("A1", "09:00-10:00", ROOM, TWO).replace("编号: A1", "编号: A2"),
        )
        assert bench(GROUPS + programme(*rows), only="SJ16").codes == []

    @cases(("room", "clash"), [(f"{HOTEL}宴会厅", False), (f"{HOTEL}一号包厢", True), (ROOM, True)])
    def test_two_companies_at_table(self, bench: Bench, room: str, clash: bool) -> None:
        rows = talks("A1", "12:00-13:00", room, ONE, "用餐"), talks("A2", "12:10-13:00", room, TWO, "用餐")
        assert (bench(GROUPS + programme(*rows), only="SJ16").codes == ["SJ16"]) is clash

    def test_the_same_people_are_told_once(self, bench: Bench) -> None:
        rows = talks("A1", "09:00-10:00", ROOM), talks("A2", "09:30-11:00", ROOM)
        assert bench(programme(*rows), only=("SJ16", "SJ02")).codes == ["SJ02"]

    @cases(("hosts", "clash"), [("[林峰]", False), ("[沈浩]", True), ("[林峰, 沈浩]", False), ("[]", False)])
    def test_in_parallel_for_all(self, bench: Bench, hosts: str, clash: bool) -> None:
        """A part of a meeting has its people; a meeting of its own has others."""
        rows = (
            talks("A1", "09:00-10:00", ROOM, ", 陪同: [林峰]"),
            talks("A2", "09:30-10:00", ROOM, f", 陪同: {hosts}, 并行: 是"),
        )
        assert (bench(programme(*rows), only="SJ16").codes == ["SJ16"]) is clash

    def test_a_long_meeting_is_not_hidden_by_a_short_one(self, bench: Bench) -> None:
        rows = (
            talks("A1", "09:00-12:00", ROOM, ONE),
            talks("A2", "09:10-09:20", f"⟦{ROOM}⟧", TWO),
            talks("A3", "11:00-12:00", f"⟦{ROOM}⟧", TWO),
        )
        found = bench(GROUPS + programme(*rows), only="SJ16")
        assert found.spans("SJ16") == found.marks


def visit(place: str, more: str = "", kind: str = "考察") -> str:
    return programme(f"编号: A1, 时间: 09:00-10:00, 事项: 看项目, 类别: {kind}, 地点: {place}{more}")


def heads(number: str) -> str:
    return f"人数: {{总数: {number}}}\n"


class TestRoomEnough:
    @cases(
        ("number", "hosts", "told"),
        [
            (60, "", False),
            (61, "", True),
            (59, ", 陪同: [林峰]", False),
            (60, ", 陪同: [林峰]", True),
            (58, ", 陪同: [县领导3人]", True),
        ],
    )
    def test_guests_and_hosts(self, bench: Bench, number: int, hosts: str, told: bool) -> None:
        found = bench(heads(str(number)) + visit(f"⟦{PARK}⟧", hosts), without=["来宾"], only="SJ19")
        assert found.spans("SJ19") == (found.marks if told else ())
        assert found.levels("SJ19") == (["warning"] if told else [])

    @pytest.mark.parametrize(
        ("place", "told"), [("广场", False), ("大门", False), ("停车场", False), ("二楼会议室", True), ("东门", False)]
    )
    def test_in_front_of_a_place_there_is_room(self, bench: Bench, place: str, told: bool) -> None:
        found = bench(heads("70") + visit(PARK + place, ""), without=["来宾"], only="SJ19")
        assert bool(found.codes) is told

    def test_the_message(self, bench: Bench) -> None:
        (found,) = bench(heads("70") + visit(PARK, ", 陪同: [林峰]"), without=["来宾"], only="SJ19").of("SJ19")
        assert found.message == f"A1“看项目”有 71 人，{PARK}只容纳 60 人"

    @cases("kind", ["座谈", "用餐", "会议", "休息", "合影", "迎送", "其他"])
    def test_every_kind_of_item(self, bench: Bench, kind: str) -> None:
        assert bench(heads("61") + visit(PARK, kind=kind), without=["来宾"], only="SJ19").codes == ["SJ19"]

    @cases("kind", ["乘车", "接站", "送站"])
    def test_not_who_drives_past(self, bench: Bench, kind: str) -> None:
        assert bench(heads("61") + visit(PARK, kind=kind), without=["来宾"], only="SJ19").codes == []

    def test_each_place_of_a_list(self, bench: Bench) -> None:
        found = bench(heads("70") + visit(f"[青山现代农业示范基地, ⟦{PARK}⟧]"), without=["来宾"], only="SJ19")
        assert found.spans("SJ19") == found.marks

    def test_a_room_is_as_large_as_its_house_at_most(self, bench: Bench) -> None:
        assert bench(heads("161") + visit(f"{HOTEL}二楼会议室"), without=["来宾"], only="SJ19").codes == ["SJ19"]

    def test_a_group_of_them(self, bench: Bench) -> None:
        groups = "人数: {总数: 80, 分组: [{名称: 一组, 人数: 60}, {名称: 二组, 人数: 20}]}\n"
        assert bench(groups + visit(PARK, ", 来宾: 一组"), without=["来宾"], only="SJ19").codes == []
        assert bench(groups + visit(PARK), without=["来宾"], only="SJ19").codes == ["SJ19"]

    @cases("words", ["分批参观", "分组轮流进车间", "错峰用餐", "in batches"])
    def test_in_turns(self, bench: Bench, words: str) -> None:
        assert bench(heads("61") + visit(PARK, f", 备注: {words}"), without=["来宾"], only="SJ19").codes == []

    def test_a_place_that_does_not_say_how_many_it_holds(self, bench: Bench) -> None:
        assert bench(heads("900") + visit("云溪县人民医院"), without=["来宾"], only="SJ19").codes == []

    @pytest.mark.parametrize(("kind", "told"), [("会议", True), ("其他", True), ("用餐", False), ("座谈", False)])
    def test_the_public(self, bench: Bench, kind: str, told: bool) -> None:
        event = "安全: {公众活动: 是, 预计人数: 81}\n" + visit("青山现代农业示范基地", kind=kind)
        assert (bench(event, only="SJ19").codes == ["SJ19"]) is told
        assert bench(event.replace("81", "80"), only="SJ19").codes == []

    def test_a_chart_tells_it_better(self, bench: Bench) -> None:
        seats = "座次: [{编号: S1, 日程: A1, 形式: 长条桌横放, 来宾席: [代表61人]}]\n"
        found = bench(heads("61") + visit(PARK, kind="座谈") + seats, without=["来宾"], only=("SJ19", "ZC05"))
        assert found.codes == ["ZC05"]


def test_one_item_with_its_room_twice_is_no_clash(bench: Bench) -> None:
    assert bench(programme(talks("A1", "09:00-10:00", f"[{ROOM}, {ROOM}]", ONE)), only="SJ16").codes == []
