from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench

GUESTS = """来宾:
  - {{姓名: 陈志远, 性别: 男, 单位: 省局, 职务: 局长{0}}}
  - {{姓名: 李娜, 性别: 女, 单位: 省局, 职务: 处长, 职级: 县处级}}
  - {{姓名: 王磊, 性别: 男, 单位: 省局, 职务: 干部}}
"""
ROOM = "住宿: {{宾馆: 云溪宾馆, 房间: [{{房型: {0}, 入住人: [{1}]}}]}}\n"


class TestZS02:
    @cases(("rank", "codes"), [("国家级", []), ("省部级", []), ("厅局级", ["ZS02"]), ("其他", ["ZS02"])])
    def test_both_sides_of_the_rank(self, bench: Bench, rank: str, codes: list[str]) -> None:
        found = bench(GUESTS.format(f", 职级: {rank}") + ROOM.format("⟦普通套间⟧", "陈志远"), only="ZS02")
        assert found.codes == codes
        assert not codes or (found.spans("ZS02"), found.levels("ZS02")) == (found.marks, ["error"])

    @pytest.mark.parametrize("room", ["标准间", "单间"])
    def test_other_rooms_are_for_everybody(self, bench: Bench, room: str) -> None:
        assert bench(GUESTS.format("") + ROOM.format(room, "陈志远"), only="ZS02").codes == []

    @cases("people", ["陈志远", "", "陈志远, 李娜", "来历不明"])
    def test_an_unknown_rank_is_only_pointed_out(self, bench: Bench, people: str) -> None:
        assert bench(GUESTS.format("") + ROOM.format("套间", people), only="ZS02").levels("ZS02") == ["info"]

    def test_one_of_the_rank_is_enough(self, bench: Bench) -> None:
        assert bench(GUESTS.format(", 职级: 省部级") + ROOM.format("套间", "陈志远, 李娜"), only="ZS02").codes == []

    def test_foreign_guests_follow_their_own_rule(self, bench: Bench) -> None:
        guests = GUESTS.format(", 职级: 厅局级")
        assert bench("类型: 外事\n" + guests + ROOM.format("套间", "陈志远"), only="ZS02").codes == []
