from __future__ import annotations

import pytest

from tests.check.bench import Bench

DAY = (
    "日程:\n  - 日期: 2026-05-11\n    安排:\n"
    "      - {{编号: ⟦A1⟧, 时间: 09:20-10:40, 事项: 看基地, 类别: {0}, 地点: {1}{2}, 责任人: 董平}}\n"
)
OUTDOOR = "青山现代农业示范基地"


class TestYA02:
    @pytest.mark.parametrize("kind", ["考察", "座谈", "合影", "其他"])
    def test_an_outdoor_item_without_an_alternative(self, bench: Bench, kind: str) -> None:
        found = bench(DAY.format(kind, OUTDOOR, ""), only="YA02")
        assert found.spans("YA02") == found.marks
        assert found.levels("YA02") == ["warning"]
        assert "青山镇农创中心" in found.of("YA02")[0].hint

    @pytest.mark.parametrize("plan_b", ["青山镇农创中心", "改到会议室", "待填"])
    def test_any_alternative_will_do(self, bench: Bench, plan_b: str) -> None:
        assert bench(DAY.format("考察", OUTDOOR, f", 备选: {plan_b}"), only="YA02").codes == []

    def test_but_not_one_outdoors(self, bench: Bench) -> None:
        found = bench(DAY.format("考察", OUTDOOR, f", 备选: ⟦{OUTDOOR}⟧").replace("⟦A1⟧", "A1"), only="YA02")
        assert found.spans("YA02") == found.marks

    @pytest.mark.parametrize(
        ("kind", "place"), [("考察", "智能制造产业园"), ("接站", OUTDOOR), ("考察", "没有登记的地方"), ("考察", "待填")]
    )
    def test_indoors_passing_by_and_unknown_places(self, bench: Bench, kind: str, place: str) -> None:
        assert bench(DAY.format(kind, place, ""), only="YA02").codes == []

    def test_one_outdoor_place_of_several_is_enough(self, bench: Bench) -> None:
        assert bench(DAY.format("考察", f"[智能制造产业园, {OUTDOOR}]", ""), only="YA02").codes == ["YA02"]
