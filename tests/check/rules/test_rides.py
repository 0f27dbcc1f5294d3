"""CX10 a ride without a vehicle, CX11 somebody who rides nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.check.engine import check
from jiedai.check.selection import Selection
from jiedai.loading import unwritten
from jiedai.model.plan import Plan
from tests.batch import cases
from tests.check.bench import Bench, programme

HOTEL, PARK, CANTEEN = "云溪宾馆", "智能制造产业园", "县机关食堂"


def ride(more: str = "", what: str = "乘车前往产业园", to: str = PARK, kind: str = "乘车") -> str:
    return programme(f"编号: ⟦A1⟧, 时间: 09:00-09:40, 事项: {what}, 类别: {kind}, 从: {HOTEL}, 到: {to}{more}")


class TestAVehicle:
    @cases("more", ["", ", 车辆: []", ", 备注: 提前十分钟上车"])
    def test_is_missing(self, bench: Bench, more: str) -> None:
        found = bench(ride(more), only="CX10")
        assert found.spans("CX10") == found.marks
        assert found.levels("CX10") == ["warning"]

    @cases(
        "sections",
        [
            ride(", 车辆: [1]"),
            ride(", 车辆: 待填"),
            ride(", 车辆: [待填 车号]"),
            ride() + "乘车: [{日程: A1, 车辆: 1}]\n",
        ],
    )
    def test_is_there_or_still_to_be_filled_in(self, bench: Bench, sections: str) -> None:
        assert bench(sections, only="CX10").codes == []

    def test_a_list_of_riders_without_one_is_none(self, bench: Bench) -> None:
        assert bench(ride() + "乘车: [{日程: A1, 乘车人: [陈志远, 李娜]}]\n", only="CX10").codes == ["CX10"]

    @cases(
        "words",
        ["调研组自带车辆", "车辆自备", "来宾自行前往", "自驾前往", "乘调研组车辆", "乘坐代表团大巴前往", "乘企业的车",
         "乘G7402次高铁赴杭州", "乘飞机", "步行前往", "徒步", "by train", "their own bus"],
    )  # fmt: skip
    @cases("field", ["事项", "备注", "流程"])
    def test_is_not_needed(self, bench: Bench, words: str, field: str) -> None:
        sections = {
            "事项": ride(what=words),
            "备注": ride(f", 备注: {{驾驶员: 无, 工作人员: {words}}}"),
            "流程": ride(f", 流程: [{{事项: {words}}}]"),
        }
        assert bench(sections[field], only="CX10").codes == []

    @cases("words", ["乘车前往高铁站", "考察自行车道", "午餐自行安排", "乘车沿步行街前往", "前往飞机场", "乘车"])
    def test_is_needed_whatever_else_is_said(self, bench: Bench, words: str) -> None:
        assert bench(ride(what=words), only="CX10").codes == ["CX10"]

    @cases(
        ("to", "what", "told"),
        [
            (CANTEEN, "乘车前往食堂", True),
            (CANTEEN, "前往食堂", False),
            (PARK, "前往产业园", True),
            ("云溪县人民医院", "前往医院", True),
            (f"{HOTEL}二楼会议室", "乘车前往会议室", False),
        ],
    )
    def test_a_short_way_is_a_walk_where_nobody_speaks_of_a_car(
        self, bench: Bench, to: str, what: str, told: bool
    ) -> None:
        assert (bench(ride(what=what, to=to), only="CX10").codes == ["CX10"]) is told

    @cases(("kind", "told"), [("接站", True), ("送站", True), ("其他", True), ("考察", False)])
    def test_what_goes_from_place_to_place(self, bench: Bench, kind: str, told: bool) -> None:
        assert (bench(ride(kind=kind), only="CX10").codes == ["CX10"]) is told

    def test_a_driver_at_the_station_is_the_office_s_own_matter(self, bench: Bench) -> None:
        pickup = programme("编号: A1, 时间: 09:00-09:10, 事项: 接站, 类别: 接站, 地点: 云溪站")
        assert bench(pickup, only="CX10").codes == []


GUESTS = "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙}, {姓名: 乙乙, 单位: 乙, 职务: 丙, 分组: 二组}, {姓名: 丙丙, 单位: 乙, 职务: 丙, 分组: 二组}]\n"  # noqa: E501


def riding(rides: str, more: str = ", 车辆: [1]", guests: str = GUESTS) -> str:
    return guests + ride(more).replace("⟦A1⟧", "A1") + f"乘车: [{rides}]\n"


class TestEverybodyRides:
    @cases(
        "rides",
        [
            "{日程: A1, 车辆: 1, 乘车人: ⟦[甲甲, 乙乙]⟧}",
            "{日程: A1, 车辆: 1, 乘车人: [甲甲]}, {日程: A1, 车辆: 2, 乘车人: ⟦[乙乙]⟧}",
            "{日程: A1, 车辆: 1, 乘车人: ⟦[二组]⟧}",
        ],
    )
    def test_somebody_is_in_no_car(self, bench: Bench, rides: str) -> None:
        found = bench(riding(rides), only="CX11")
        assert found.spans("CX11") == found.marks
        assert found.levels("CX11") == ["error"]

    @pytest.mark.parametrize(
        ("listed", "levels"), [("[甲甲, 乙乙]", ["warning"]), ("[甲甲]", []), ("[甲甲, 乙乙, 丙丙]", [])]
    )
    def test_a_few_are_forgotten_where_another_car_has_no_list(
        self, bench: Bench, listed: str, levels: list[str]
    ) -> None:
        """More are listed than not, or the second car is meant for the others."""
        rides = f"{{日程: A1, 车辆: 1, 乘车人: ⟦{listed}⟧}}"
        found = bench(riding(rides, ", 车辆: [1, 2]"), only="CX11")
        assert found.levels("CX11") == levels
        assert not levels or found.spans("CX11") == found.marks
        assert not levels or found.of("CX11")[0].message == "没有写丙丙坐哪辆车"

    @cases(
        "rides",
        [
            "{日程: A1, 车辆: 1, 乘车人: [甲甲, 乙乙, 丙丙]}",
            "{日程: A1, 车辆: 1, 乘车人: [甲甲, 二组]}",
            "{日程: A1, 车辆: 1, 乘车人: [全体]}",
            "{日程: A1, 车辆: 1, 乘车人: [甲甲, 乙乙], 带车人: 丙丙}",
            "{日程: A1, 车辆: 1, 乘车人: [甲甲]}, {日程: A1, 乘车人: [乙乙, 丙丙]}",
            "{日程: A1, 车辆: 1, 乘车人: [甲甲, 待填]}",
            "{日程: A1, 车辆: 1, 乘车人: 待填}",
            "{日程: A1, 车辆: 1}",
            "{日程: A9, 车辆: 1, 乘车人: [甲甲]}",
        ],
    )
    def test_everybody_is_in_one(self, bench: Bench, rides: str) -> None:
        assert bench(riding(rides), only="CX11").codes == []

    def test_the_message_names_them(self, bench: Bench) -> None:
        (found,) = bench(riding("{日程: A1, 车辆: 1, 乘车人: [乙乙]}"), only="CX11").of("CX11")
        assert found.message == "甲甲、丙丙参加A1“乘车前往产业园”，没有车坐"

    @pytest.mark.parametrize(
        ("riders", "level"), [("[甲甲, 乙乙]", "warning"), ("[甲甲]", None), ("[甲甲, 乙乙, 丙丙]", None)]
    )
    def test_a_car_without_a_list_takes_the_rest(self, bench: Bench, riders: str, level: str | None) -> None:
        """Where the list has most of them, whoever is missing was probably forgotten."""
        rides = f"{{日程: A1, 车辆: 1, 乘车人: ⟦{riders}⟧}}"
        found = bench(riding(rides, ", 车辆: [1, 2]"), only="CX11")
        assert found.levels("CX11") == ([level] if level else [])
        assert found.spans("CX11") == (found.marks if level else ())
        open_ride = rides + ", {日程: A1, 车辆: 2}"
        assert bench(riding(open_ride), only="CX11").levels("CX11") == ([level] if level else [])

    @cases(
        ("more", "told"),
        [
            (", 陪同: [林峰]", True),
            (", 工作人员: [姚晨]", True),
            (", 工作人员: [郑涛]", False),
            (", 陪同: [县领导2人]", False),
            (", 陪同: [县领导]", False),
            (", 来宾: [甲甲]", False),
            (", 陪同: [林峰], 备注: 陪同领导自行前往", False),
        ],
    )
    def test_who_takes_part(self, bench: Bench, more: str, told: bool) -> None:
        """郑涛 drives the car."""
        rides = "{日程: A1, 车辆: 1, 乘车人: [甲甲, 乙乙, 丙丙]}"
        assert (bench(riding(rides, f", 车辆: [1]{more}"), only="CX11").codes == ["CX11"]) is told

    def test_foreign_guests_by_either_name(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: Anna Weber, 中文名: 安娜·韦伯, 单位: 乙, 职务: 丙}]\n"
        assert bench(riding("{日程: A1, 车辆: 1, 乘车人: [安娜·韦伯]}", guests=guests), only="CX11").codes == []

    @cases(
        ("total", "riders", "told"),
        [
            ("30", "[代表30人]", False),
            ("30", "[代表29人]", True),
            ("约30", "[代表29人]", False),
            ("30", "[全体]", False),
        ],
    )
    def test_where_only_numbers_are_known(self, bench: Bench, total: str, riders: str, told: bool) -> None:
        heads = f"人数: {{总数: {total}}}\n"
        rides = f"{{日程: A1, 车辆: 1, 乘车人: ⟦{riders}⟧}}"
        found = bench(riding(rides, guests=heads), without=["来宾"], only="CX11")
        assert found.spans("CX11") == (found.marks if told else ())


@given(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8), st.integers(1, 3))
def test_the_error_names_exactly_those_whom_no_list_has(listed: list[str], cars: int) -> None:
    names = [f"{name}{name}" for name in "甲乙丙丁戊"]
    rides = [{"日程": "A1", "车辆": str(n), "乘车人": [f"{x}{x}" for x in listed[n::cars]]} for n in range(cars)]
    rides = [one for one in rides if one["乘车人"]]
    plan = {
        "标题": "甲", "类型": "其他", "事由": "乙", "日期": "2026-05-11", "乘车": rides,
        "来宾": [{"姓名": name, "单位": "乙", "职务": "丙"} for name in names],
        "日程": [{"日期": "2026-05-11", "安排": [{"编号": "A1", "时间": "9:00-9:30", "事项": "乘车", "类别": "乘车"}]}],
    }  # fmt: skip
    found = check(unwritten(Plan.model_validate(plan)), selection=Selection(("CX11",)))
    missing = [name for name in names if name[0] not in listed]
    if not listed or not missing:
        assert found == []
    else:
        assert [one.message for one in found] == [f"{'、'.join(missing)}参加A1“乘车”，没有车坐"]
