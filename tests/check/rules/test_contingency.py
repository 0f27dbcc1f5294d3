from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench

DAY = (
    "日程:\n  - 日期: 2026-05-11\n    安排:\n"
    "      - {{编号: ⟦A1⟧, 时间: 09:20-10:40, 事项: 看基地, 类别: {0}, 地点: {1}{2}, 责任人: 董平}}\n"
)
OUTDOOR = "青山现代农业示范基地"


class TestYA02:
    @cases("kind", ["考察", "座谈", "合影", "其他"])
    def test_an_outdoor_item_without_an_alternative(self, bench: Bench, kind: str) -> None:
        found = bench(DAY.format(kind, OUTDOOR, ""), only="YA02")
        assert found.spans("YA02") == found.marks
        assert found.levels("YA02") == ["warning"]
        assert "青山镇农创中心" in found.of("YA02")[0].hint

    @cases("plan_b", ["青山镇农创中心", "改到会议室", "待填"])
    def test_any_alternative_will_do(self, bench: Bench, plan_b: str) -> None:
        assert bench(DAY.format("考察", OUTDOOR, f", 备选: {plan_b}"), only="YA02").codes == []

    def test_but_not_one_outdoors(self, bench: Bench) -> None:
        found = bench(DAY.format("考察", OUTDOOR, f", 备选: ⟦{OUTDOOR}⟧").replace("⟦A1⟧", "A1"), only="YA02")
        assert found.spans("YA02") == found.marks

    def test_nor_is_one_in_the_office_file(self, bench: Bench) -> None:
        places = "场所: [{{名称: 甲基地, 室外: 是, 备选: {0}}}, {{名称: 乙广场, 室外: 是}}, {{名称: 丙厅}}]\n"
        for spare in ("甲基地", "乙广场"):
            found = bench(office=places.format(f"⟦{spare}⟧"), only="YA02")
            assert tuple(one.span for one in found.of("YA02")) == found.office_marks
        assert bench(office=places.format("丙厅"), only="YA02").codes == []

    def test_nor_a_station(self, bench: Bench) -> None:
        day = DAY.replace("⟦A1⟧", "A1")
        found = bench(day.format("考察", OUTDOOR, ", 备选: ⟦云溪站⟧"), only="YA02")
        assert found.spans("YA02") == found.marks
        assert found.levels("YA02") == ["warning"]
        assert bench(day.format("考察", OUTDOOR, ", 备选: 云溪县人民医院"), only="YA02").codes == []

    @cases(
        ("kind", "place"), [("考察", "智能制造产业园"), ("接站", OUTDOOR), ("考察", "没有登记的地方"), ("考察", "待填")]
    )
    def test_indoors_passing_by_and_unknown_places(self, bench: Bench, kind: str, place: str) -> None:
        assert bench(DAY.format(kind, place, ""), only="YA02").codes == []

    def test_one_outdoor_place_of_several_is_enough(self, bench: Bench) -> None:
        assert bench(DAY.format("考察", f"[智能制造产业园, {OUTDOOR}]", ""), only="YA02").codes == ["YA02"]


RISK = "预案: [{{情形: 突发疾病, 责任人: 何静, 措施: [就医]}}, {{情形: {0}, 措施: [处置], 责任人: 姚晨}}]\n"


class TestYA01:
    def test_rain_for_outdoor_items(self, bench: Bench) -> None:
        day = DAY.format("考察", OUTDOOR, ", 备选: 会议室")
        found = bench(day + RISK.format("停电"), only="YA01")
        assert (found.spans("YA01"), found.levels("YA01")) == (found.marks, ["warning"])
        for scenario in ("降雨", "恶劣天气", "突发事件处置"):
            assert bench(day + RISK.format(scenario), only="YA01").codes == []
        assert bench(DAY.format("考察", "县机关食堂", "") + RISK.format("停电"), only="YA01").codes == []

    def test_delay_for_trains(self, bench: Bench) -> None:
        guest = "来宾: [{姓名: 甲某, 单位: 省局, 职务: 局长, 抵达: {车次: ⟦G7401⟧}}]\n"
        found = bench(guest + RISK.format("停电"), only="YA01")
        assert found.spans("YA01") == found.marks
        assert bench(guest + RISK.format("列车晚点"), only="YA01").codes == []
        pickup = DAY.format("接站", "云溪站", "")
        found = bench(pickup + RISK.format("停电"), only="YA01")
        assert found.spans("YA01") == found.marks

    @pytest.mark.parametrize(("scenario", "codes"), [("停电", ["YA01"]), ("来宾身体不适", []), ("突发事件", [])])
    def test_illness_for_every_visit(self, bench: Bench, scenario: str, codes: list[str]) -> None:
        assert bench(f"预案: [{{情形: {scenario}, 责任人: 何静, 措施: [就医]}}]\n", only="YA01").codes == codes

    @pytest.mark.parametrize(("guests", "codes"), [(100, ["YA01"]), (99, [])])
    def test_food_for_large_meals(self, bench: Bench, guests: int, codes: list[str]) -> None:
        meal = f"用餐: [{{日程: A1, 来宾: {guests}, 陪餐: [林峰]}}]\n"
        assert bench(meal + RISK.format("停电"), only="YA01").codes == codes
        assert bench(meal + RISK.format("食物中毒"), only="YA01").codes == []

    def test_crowds_and_power(self, bench: Bench) -> None:
        assert bench("安全: {公众活动: 是}\n" + RISK.format("停电"), only="YA01").codes == ["YA01"]
        assert bench("安全: {公众活动: 是}\n" + RISK.format("人群疏散"), only="YA01").codes == []
        conference = "类型: 会议\n" + DAY.format("会议", "县机关食堂", "")
        assert bench(conference + RISK.format("降雨"), only="YA01").codes == ["YA01"]
        assert bench(conference + RISK.format("停电"), only="YA01").codes == []

    @pytest.mark.parametrize("risks", ["预案: 待填\n", "预案: [{情形: 待填}]\n"])
    def test_blanks_are_not_judged(self, bench: Bench, risks: str) -> None:
        assert bench("日期: 2026-05-11 至 2026-05-12\n" + risks, only="YA01").codes == []


class TestYA03:
    @cases(
        ("rest", "missing"),
        [
            ("", "责任人、措施"),
            (", 责任人: 罗斌", "措施"),
            (", 措施: [绕行]", "责任人"),
            (", 责任单位: 县交警大队, 措施: 绕行", ""),
            (", 责任人: 待填, 措施: 待填", ""),
        ],
    )
    def test_owner_and_first_action(self, bench: Bench, rest: str, missing: str) -> None:
        found = bench(f"预案: [{{情形: ⟦拥堵⟧{rest}}}]\n", only="YA03")
        assert found.spans("YA03") == (found.marks if missing else ())
        assert [d.message for d in found.of("YA03")] == ([f"预案“拥堵”没有写{missing}"] if missing else [])


@pytest.mark.parametrize(
    ("scenario", "place", "covered"),
    [
        ("列车晚点", "云溪站", True),
        ("航班延误", "云溪站", False),
        ("航班延误", "云溪机场", True),
        ("列车晚点", "云溪机场", False),
        ("列车、航班晚点", "云溪站", True),
        ("晚点", "云溪机场", True),
        ("航班延误", "某某站", True),
    ],
)
def test_a_delay_is_of_the_means_by_which_they_come(bench: Bench, scenario: str, place: str, covered: bool) -> None:
    office = "场所: [{名称: 云溪站, 类别: 车站}, {名称: 云溪机场, 类别: 机场}]\n"
    guests = f"来宾: [{{姓名: 甲甲, 单位: 乙, 职务: 丙, 抵达: {{时间: 5月11日9:20, 车次: G7401, 地点: {place}}}}}]\n"
    found = bench(guests + f"预案: [{{情形: {scenario}, 责任单位: 县接待办}}]\n", office=office, only="YA01")
    assert any("晚点" in one.message for one in found.of("YA01")) is not covered
