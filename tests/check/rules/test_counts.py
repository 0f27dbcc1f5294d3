"""YC24 a meal has the people of its item, QD09 a bill is price times people."""

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

GUESTS = (
    "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙}, {姓名: 乙乙, 单位: 乙, 职务: 丙, 分组: 二组}, "
    "{姓名: 丙丙, 单位: 乙, 职务: 丙, 分组: 二组%s}]\n"
)


def lunch(more: str = "", guests: str = "") -> str:
    item = f"编号: A1, 时间: 12:00-13:00, 事项: 午餐, 类别: 用餐, 地点: 县机关食堂{more}"
    return GUESTS % guests + programme(item)


def meals(*entries: str) -> str:
    return "用餐:\n" + "".join(f"  - {{日程: A1, {entry}}}\n" for entry in entries)


class TestGuests:
    @cases(
        ("stated", "told"),
        [
            ("3", False), ("2", True), ("4", True), ("3人", False), ("全体", False), ("[甲甲, 二组]", False),
            ("[甲甲]", True), ("[二组]", True), ("待填", False), ("[甲甲, 待填]", False),
        ],
    )  # fmt: skip
    def test_against_the_list(self, bench: Bench, stated: str, told: bool) -> None:
        found = bench(lunch() + meals(f"来宾: ⟦{stated}⟧"), only="YC24")
        assert found.spans("YC24") == (found.marks if told else ())
        assert found.levels("YC24") == (["warning"] if told else [])

    @cases(
        ("item", "stated", "told"),
        [("二组", "2", False), ("二组", "3", True), ("[甲甲]", "[甲甲]", False), ("[甲甲]", "[乙乙]", True)],
    )
    def test_against_the_item(self, bench: Bench, item: str, stated: str, told: bool) -> None:
        found = bench(lunch(f", 来宾: {item}") + meals(f"来宾: ⟦{stated}⟧"), only="YC24")
        assert found.spans("YC24") == (found.marks if told else ())

    @pytest.mark.parametrize(
        ("stated", "message"),
        [
            ("5", "用餐写的来宾是 5 人，参加 A1 的来宾是 3 人"),
            ("[甲甲]", "乙乙、丙丙参加 A1，用餐没有写"),
        ],
    )
    def test_the_message(self, bench: Bench, stated: str, message: str) -> None:
        assert bench(lunch() + meals(f"来宾: {stated}"), only="YC24").of("YC24")[0].message == message
        (found,) = bench(lunch(", 来宾: [甲甲]") + meals("来宾: [乙乙]"), only="YC24").of("YC24")
        assert found.message == "乙乙用餐，却不参加 A1"

    @cases(
        ("entries", "told"),
        [
            (("来宾: 2", "来宾: 1"), False),
            (("来宾: 2", "来宾: ⟦2⟧"), True),
            (("来宾: [甲甲]", "来宾: [二组]"), False),
            (("来宾: [甲甲]", "来宾: ⟦[乙乙]⟧"), True),
            (("来宾: [甲甲]", "形式: 工作餐"), False),
        ],
    )
    def test_tables_of_one_meal_count_together(self, bench: Bench, entries: tuple[str, ...], told: bool) -> None:
        found = bench(lunch() + meals(*entries), only="YC24")
        assert found.spans("YC24") == (found.marks if told else ())

    @cases(
        ("leg", "stated", "told"),
        [
            ("抵达: {时间: 2026-05-11 12:30}", "2", False),
            ("抵达: {时间: 2026-05-11 12:30}", "3", False),
            ("抵达: {时间: 2026-05-11 12:00}", "2", True),
            ("离开: {时间: 2026-05-11 12:30}", "2", False),
            ("离开: {时间: 2026-05-11 13:00}", "2", True),
        ],
    )
    def test_who_comes_later_or_leaves_earlier(self, bench: Bench, leg: str, stated: str, told: bool) -> None:
        plan = lunch(guests=f", {leg}") + meals(f"来宾: {stated}")
        assert (bench(plan, only="YC24").codes == ["YC24"]) is told

    @cases(
        ("total", "stated", "told"), [("30", "30", False), ("30", "29", True), ("约30", "25", False), ("3", "3", False)]
    )
    def test_where_only_numbers_are_known(self, bench: Bench, total: str, stated: str, told: bool) -> None:
        plan = f"人数: {{总数: {total}}}\n" + lunch().removeprefix(GUESTS % "") + meals(f"来宾: {stated}")
        assert (bench(plan, without=["来宾"], only="YC24").codes == ["YC24"]) is told

    def test_a_list_that_names_the_chief_guests_alone(self, bench: Bench) -> None:
        plan = "人数: {总数: 30}\n" + lunch()
        assert bench(plan + meals("来宾: 30"), only="YC24").codes == []
        assert bench(plan + meals("来宾: 29"), only="YC24").codes == ["YC24"]

    def test_crew_is_not_counted(self, bench: Bench) -> None:
        assert bench(lunch(", 工作人员: [姚晨]") + meals("来宾: 3"), only="YC24").codes == []
        assert bench(lunch(", 工作人员: [姚晨]") + meals("来宾: 4"), only="YC24").codes == ["YC24"]

    def test_an_item_that_is_not_there(self, bench: Bench) -> None:
        assert bench(lunch() + "用餐: [{日程: A9, 来宾: 9}]\n", only="YC24").codes == []


class TestHosts:
    @cases(
        ("item", "meal", "told"),
        [
            ("[林峰, 沈浩]", "[林峰, 沈浩]", False),
            ("[林峰, 沈浩]", "[沈浩, 林峰]", False),
            ("[林峰, 沈浩]", "[林峰]", True),
            ("[林峰]", "[林峰, 沈浩]", True),
            ("[林峰]", "[林峰, 姚晨]", False),
            ("[林峰]", "[]", False),
            ("[]", "[林峰]", False),
            ("[林峰]", "[林峰, 待填]", False),
            ("[县领导2人]", "[林峰, 沈浩]", False),
            ("[县领导2人]", "[林峰]", True),
            ("[林峰]", "[林峰, 陈志远]", True),
        ],
    )
    def test_against_the_item(self, bench: Bench, item: str, meal: str, told: bool) -> None:
        """姚晨 is of the crew."""
        found = bench(lunch(f", 陪同: {item}") + meals(f"陪餐: ⟦{meal}⟧"), only="YC24")
        assert found.spans("YC24") == (found.marks if told else ())

    def test_the_message(self, bench: Bench) -> None:
        (found,) = bench(lunch(", 陪同: [林峰]") + meals("陪餐: [沈浩]"), only="YC24").of("YC24")
        assert found.message == "陪餐的沈浩不在 A1 的陪同里；A1 的陪同林峰没有写进陪餐"

    def test_of_two_tables(self, bench: Bench) -> None:
        plan = lunch(", 陪同: [林峰, 沈浩]") + meals("来宾: 2, 陪餐: [林峰]", "来宾: 1, 陪餐: [沈浩]")
        assert bench(plan, only="YC24").codes == []


def bill(costs: str, *entries: str, item: str = ", 陪同: [林峰]") -> str:
    return (
        lunch(item)
        + meals(*(entries or ("形式: 工作餐, 接待方承担: 是, 人均: 60, 陪餐: [林峰]",)))
        + f"经费: [{costs}]\n"
    )


class TestBills:
    @cases(("amount", "told"), [("240", False), ("239", True), ("241", True), ("240.00", False)])
    def test_price_times_guests_and_hosts(self, bench: Bench, amount: str, told: bool) -> None:
        found = bench(bill(f"{{项目: 工作餐, 金额: ⟦{amount}⟧, 付费: 接待方}}"), only="QD09")
        assert found.spans("QD09") == (found.marks if told else ())
        assert found.levels("QD09") == (["warning"] if told else [])

    def test_the_message(self, bench: Bench) -> None:
        (found,) = bench(bill("{项目: 工作餐, 金额: 300}"), only="QD09").of("QD09")
        assert found.message == "人均 60 元、4 人用餐，应为 240 元，写的是 300 元"

    @cases(
        "cost",
        [
            "项目: 工作餐及茶水, 金额: 300",
            "项目: 工作餐（含驾驶员）, 金额: 300",
            "项目: 工作餐、场地, 金额: 300",
            "项目: 住宿, 金额: 300",
            "项目: 用餐, 金额: 300",
            "项目: 自助餐, 金额: 300",
            "项目: 工作餐",
            "项目: 待填, 金额: 300",
            "项目: 工作餐, 金额: 待填",
        ],
    )
    def test_a_cost_for_something_else_or_more(self, bench: Bench, cost: str) -> None:
        assert bench(bill(f"{{{cost}}}"), only="QD09").codes == []

    def test_the_guests_do_not_pay_for_what_the_host_offers(self, bench: Bench) -> None:
        cost, meal = "{项目: 工作餐, 金额: 240, 付费: ⟦来宾单位⟧}", "形式: 工作餐, 接待方承担: 是, 人均: 60"
        found = bench(bill(cost), only="QD09")
        assert found.spans("QD09") == found.marks
        assert found.of("QD09")[0].message == "“工作餐”写的是来宾单位付费，用餐写的是接待方承担"
        own = "形式: 工作餐, 接待方承担: 否, 人均: 60"
        assert bench(bill(cost, meal, own), only="QD09").codes == []  # it may be the other meal
        assert bench(bill(cost, own), only="QD09").codes == []
        other = "形式: 自助餐, 接待方承担: 否, 人均: 60"
        assert bench(bill(cost, meal, other), only="QD09").codes == ["QD09"]

    @cases("what", ["工作午餐", "商务接待工作餐", "5月11日工作餐", "工作餐"])
    def test_a_name_that_holds_the_form(self, bench: Bench, what: str) -> None:
        assert bench(bill(f"{{项目: {what}, 金额: 300}}"), only="QD09").codes == ["QD09"]
        assert bench(bill(f"{{项目: {what}, 金额: 240}}"), only="QD09").codes == []

    @cases(
        ("meal", "what"),
        [("盒饭", "盒饭"), ("自助餐", "自助午餐"), ("宴请", "晚宴"), ("酒会", "欢迎酒会"), ("茶会", "茶会")],
    )
    def test_every_form(self, bench: Bench, meal: str, what: str) -> None:
        entry = f"形式: {meal}, 接待方承担: 是, 人均: 10"
        lunchtime = "晚宴" not in what
        assert (bench(bill(f"{{项目: {what}, 金额: 300}}", entry), only="QD09").codes == ["QD09"]) is lunchtime

    @cases(
        "entry",
        [
            "形式: 工作餐, 接待方承担: 否, 人均: 60",
            "形式: 工作餐, 接待方承担: 是",
            "形式: 工作餐, 人均: 60",
            "接待方承担: 是, 人均: 60",
            "形式: 工作餐, 接待方承担: 是, 人均: 60, 来宾: [待填]",
        ],
    )
    def test_a_meal_that_does_not_say_enough(self, bench: Bench, entry: str) -> None:
        assert bench(bill("{项目: 工作餐, 金额: 300}", entry), only="QD09").codes == []

    def test_where_the_diners_are_in_doubt_each_way_of_counting_is_right(self, bench: Bench) -> None:
        entry = "形式: 工作餐, 接待方承担: 是, 人均: 60, 来宾: 5, 陪餐: [林峰]"
        for amount, codes in ((360, []), (240, []), (300, ["QD09"])):
            assert bench(bill(f"{{项目: 工作餐, 金额: {amount}}}", entry), only="QD09").codes == codes

    def two(self, costs: str) -> str:
        rows = (
            "编号: A1, 时间: 12:00-13:00, 事项: 午餐, 类别: 用餐, 地点: 县机关食堂",
            "编号: A2, 时间: 18:00-19:00, 事项: 晚餐, 类别: 用餐, 地点: 县机关食堂",
        )
        entries = "".join(f"  - {{日程: A{n}, 形式: 工作餐, 接待方承担: 是, 人均: {n}0}}\n" for n in (1, 2))
        return GUESTS % "" + programme(*rows) + "用餐:\n" + entries + f"经费: [{costs}]\n"

    @cases(
        ("costs", "told"),
        [
            ("{项目: 工作餐, 金额: 90}", False),
            ("{项目: 工作餐, 金额: 60}", True),
            ("{项目: 工作午餐, 金额: 30}, {项目: 工作晚餐, 金额: 60}", False),
            ("{项目: 工作午餐, 金额: 60}", True),
            ("{项目: 工作餐, 金额: 30}, {项目: 工作餐, 金额: 60}", False),
            ("{项目: 工作餐, 金额: 30}, {项目: 工作餐, 金额: 61}", True),
            ("{项目: 工作餐, 金额: 30}, {项目: 工作晚餐, 金额: 61}", False),
            ("{项目: 5月11日工作餐, 金额: 1}", False),
        ],
    )
    def test_two_meals_of_a_form(self, bench: Bench, costs: str, told: bool) -> None:
        assert (bench(self.two(costs), only="QD09").codes == ["QD09"]) is told

    def test_what_was_paid_is_another_matter(self, bench: Bench) -> None:
        paid = "实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 1, 票据: [1]}]}\n"
        assert bench(bill("") + paid, only="QD09").codes == []


@given(st.integers(0, 9), st.integers(0, 4), st.integers(1, 99), st.integers(-1, 1))
def test_a_bill_is_right_exactly_where_it_is_price_times_people(guests: int, hosts: int, price: int, off: int) -> None:
    meal = {"日程": "A1", "形式": "工作餐", "接待方承担": "是", "人均": price, "来宾": guests}
    meal["陪餐"] = [f"县领导{hosts}人"] if hosts else []
    amount = max(0, price * (guests + hosts) + off)
    item = {"编号": "A1", "时间": "12:00-13:00", "事项": "午餐", "类别": "用餐"}
    plan = {
        "标题": "甲", "类型": "其他", "事由": "乙", "日期": "2026-05-11", "人数": {"总数": guests}, "用餐": [meal],
        "日程": [{"日期": "2026-05-11", "安排": [item]}], "经费": [{"项目": "工作餐", "金额": amount}],
    }  # fmt: skip
    found = check(unwritten(Plan.model_validate(plan)), selection=Selection(("QD09",)))
    assert (found == []) is (amount == price * (guests + hosts))
