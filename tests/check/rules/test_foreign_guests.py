from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench
from tests.check.rules.test_foreign import FOREIGN, guests, hosts


def gift(value: object, to: str = "Guest a", item: str = "竹编茶席") -> str:
    return f"礼品: [{{名称: {item}, 价值: ⟦{value}⟧{', 赠予: [' + to + ']' if to else ''}}}]\n"


class TestWB05:
    FIVE = "场所: [{名称: 云溪大酒店, 类别: 宾馆, 简介: 五星级酒店}, {名称: 云溪宾馆, 类别: 宾馆}]\n"

    @cases(
        ("hotel", "rank", "codes"),
        [
            ("云溪大酒店", "厅局级", ["WB05"]),
            ("云溪大酒店", "省部级", []),
            ("云溪大酒店", "", []),
            ("云溪宾馆", "厅局级", []),
        ],
    )
    def test_stars(self, bench: Bench, hotel: str, rank: str, codes: list[str]) -> None:
        found = bench(FOREIGN + guests(rank) + f"住宿: {{宾馆: ⟦{hotel}⟧}}\n", office=self.FIVE, only="WB05")
        assert found.codes == codes
        assert not codes or (found.spans("WB05") == found.marks and found.levels("WB05") == ["warning"])

    @cases(
        ("room", "rank", "codes"),
        [("普通套间", "厅局级", ["WB05"]), ("普通套间", "省部级", []), ("普通套间", "", []), ("单间", "厅局级", [])],
    )
    def test_suites(self, bench: Bench, room: str, rank: str, codes: list[str]) -> None:
        lodging = f"住宿: {{宾馆: 云溪宾馆, 房间: [{{房型: ⟦{room}⟧, 入住人: [Guest a]}}]}}\n"
        found = bench(FOREIGN + guests(rank) + lodging, only="WB05")
        assert found.codes == codes
        assert not codes or found.spans("WB05") == found.marks


class TestWB07:
    def test_a_second_gift_to_one_person(self, bench: Bench) -> None:
        gifts = "礼品: [{名称: 茶席, 赠予: [Guest a]}, {名称: 瓷杯, 赠予: [Guest b, ⟦Guest a⟧]}]\n"
        found = bench(FOREIGN + guests("厅局级", "其他") + gifts, only="WB07")
        assert found.spans("WB07") == found.marks
        assert found.levels("WB07") == ["warning"]

    def test_gifts_are_for_guests(self, bench: Bench) -> None:
        plan = FOREIGN + guests("厅局级") + "礼品: [{名称: 茶席, 赠予: [⟦林峰⟧, Guest a]}]\n"
        found = bench(plan, only="WB07")
        assert found.spans("WB07") == found.marks
        assert found.of("WB07")[0].message == "林峰是接待方的人，礼品是送来宾的"

    @cases(("number", "levels"), [(3, []), (4, ["info"]), (6, ["info"])])
    def test_receivers(self, bench: Bench, number: int, levels: list[str]) -> None:
        names = ", ".join(f"Guest {letter}" for letter in "abcdef"[:number])
        plan = FOREIGN + guests(*["其他"] * 6) + f"礼品: [{{名称: 茶席, 赠予: [{names}]}}]\n"
        assert bench(plan, only="WB07").levels("WB07") == levels

    @cases(("item", "codes"), [("现金", ["WB07"]), ("名表", ["WB07"]), ("本地竹编", []), ("无", []), ("待填", [])])
    def test_what_is_given(self, bench: Bench, item: str, codes: list[str]) -> None:
        found = bench(FOREIGN + f"礼品: [{{名称: ⟦{item}⟧}}]\n", only="WB07")
        assert found.codes == codes
        assert not codes or found.spans("WB07") == found.marks


class TestWB08:
    @cases(
        ("giver", "receiver", "value", "levels"),
        [
            ("厅局级", "厅局级", 200, []),
            ("厅局级", "厅局级", 201, ["error"]),
            ("县处级", "其他", "200.01", ["error"]),
            ("省部级", "其他", 400, []),
            ("省部级", "其他", 401, ["error"]),
            ("县处级", "省部级", 400, []),
            ("县处级", "国家级", 401, ["error"]),
            ("县处级", "", 200, []),
            ("县处级", "", 201, ["info"]),
            ("", "厅局级", 400, ["info"]),
            ("", "厅局级", 401, ["error"]),
        ],
    )
    def test_by_the_rank_of_both(
        self, bench: Bench, giver: str, receiver: str, value: object, levels: list[str]
    ) -> None:
        found = bench(FOREIGN + hosts(giver) + guests(receiver) + gift(value), only="WB08")
        assert found.levels("WB08") == levels
        assert not levels or found.spans("WB08") == found.marks

    def test_without_a_receiver_the_highest_guest_counts(self, bench: Bench) -> None:
        plan = FOREIGN + hosts("县处级") + guests("其他", "省部级")
        assert bench(plan + gift(400, ""), only="WB08").codes == []
        assert bench(plan + gift(400, "Guest a"), only="WB08").levels("WB08") == ["error"]

    def test_the_principal_host_gives(self, bench: Bench) -> None:
        two = "陪同: [{姓名: 林峰, 职级: 县处级, 角色: 主陪}, {姓名: 沈浩, 职级: 省部级}]\n"
        assert bench(FOREIGN + two + guests("其他") + gift(201), only="WB08").levels("WB08") == ["error"]
        assert bench(FOREIGN + two.replace(", 角色: 主陪", "") + guests("其他") + gift(201), only="WB08").codes == []

    def test_domestic_visits_give_nothing_at_all(self, bench: Bench) -> None:
        assert bench(gift(9999, "陈志远"), only=("WB07", "WB08", "LP01")).codes == ["LP01"]


class TestWB10:
    @pytest.mark.parametrize(("last", "codes"), [("2026-05-15", []), ("2026-05-16", ["WB10"])])
    def test_five_days(self, bench: Bench, last: str, codes: list[str]) -> None:
        stay = FOREIGN + f"日期: ⟦2026-05-11 至 {last}⟧\n"
        assert bench(stay, only="WB10").codes == []
        found = bench(stay, office="标准: {规则包: [fujian]}\n", only="WB10")
        assert found.codes == codes
        assert not codes or found.spans("WB10") == found.marks


class TestWB07Spouses:
    @pytest.mark.parametrize(("posts", "found"), [(("市长", "市长夫人"), False), (("市长夫人", "局长夫人"), True)])
    def test_of_spouses_the_heads_alone(self, bench: Bench, posts: tuple[str, str], found: bool) -> None:
        people = (
            "来宾: ["
            + ", ".join(f"{{姓名: Guest {n}, 单位: 甲, 职务: {post}}}" for n, post in enumerate(posts))
            + "]\n"
        )
        gifts = "礼品: [{名称: 茶席, 赠予: [Guest 0, Guest 1]}]\n"
        assert bool(bench(FOREIGN + people + gifts, only="WB07").codes) is found


class TestWB12:
    @cases(
        ("cost", "found"),
        [
            ("{项目: ⟦洗衣费⟧, 付费: 接待方}", True),
            ("{项目: ⟦国际长途电话费⟧, 金额: 30}", True),
            ("{项目: 医疗保障, 付费: 接待方}", False),
            ("{项目: 洗衣费, 付费: 来宾单位}", False),
            ("{项目: 译员费, 付费: 接待方}", False),
        ],
    )
    def test_what_they_pay_themselves(self, bench: Bench, cost: str, found: bool) -> None:
        done = bench(FOREIGN + f"经费: [{cost}]\n", only="WB12")
        assert done.spans("WB12") == done.marks
        assert done.levels("WB12") == ["warning"] * found


class TestWB13:
    @cases(
        ("kind", "nation", "found"),
        [
            ("招商", "德国", True),
            ("调研", "日本", True),
            ("外事", "德国", False),
            ("招商", "中国香港", False),
            ("招商", "", False),
        ],
    )
    def test_foreign_guests_in_another_kind(self, bench: Bench, kind: str, nation: str, found: bool) -> None:
        nationality = f", 国籍: {nation}" if nation else ""
        guest = f"来宾: [{{姓名: 甲, 单位: 乙, 职务: 丙{nationality}}}]\n"
        done = bench(f"类型: ⟦{kind}⟧\n{guest}" if found else f"类型: {kind}\n{guest}", only="WB13")
        assert done.spans("WB13") == done.marks
        assert done.levels("WB13") == ["info"] * found
