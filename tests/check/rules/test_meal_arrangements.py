from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

SHENZHEN = "标准: {规则包: [shenzhen-2013]}\n"
FRUGAL = "标准: {规则包: [frugal-county]}\n"


def hosts(number: int) -> str:
    return "[" + ", ".join(f"陪同{i}号" for i in range(number)) + "]"


class TestYC03:
    @pytest.mark.parametrize(("guests", "limit"), [(1, 2), (5, 2), (6, 3), (10, 3)])
    def test_both_sides_of_the_local_limit(self, bench: Bench, guests: int, limit: int) -> None:
        meal = "用餐: [{{日程: A1, 来宾: {}, 陪餐: ⟦{}⟧}}]\n"
        assert bench(meal.format(guests, hosts(limit)), office=SHENZHEN, only="YC03").codes == []
        found = bench(meal.format(guests, hosts(limit + 1)), office=SHENZHEN, only="YC03")
        assert (found.spans("YC03"), found.levels("YC03")) == (found.marks, ["warning"])

    def test_not_for_larger_parties_and_not_without_the_pack(self, bench: Bench) -> None:
        meal = f"用餐: [{{日程: A1, 来宾: {{}}, 陪餐: {hosts(4)}}}]\n"
        assert bench(meal.replace("{}", "11"), office=SHENZHEN, only="YC03").codes == []
        assert bench(meal.replace("{}", "5"), only="YC03").codes == []


class TestYC09:
    @cases("venue", ["私人会所", "高消费餐饮场所", "某某会所"])
    def test_clubs_by_class(self, bench: Bench, venue: str) -> None:
        found = bench(f"用餐: [{{日程: A1, 场所类别: ⟦{venue}⟧}}]\n", only="YC09")
        assert (found.spans("YC09"), found.levels("YC09")) == (found.marks, ["error"])

    @cases("venue", ["机关食堂", "非高消费场所", "村民委员会所在地", "宾馆", "待填"])
    def test_other_places(self, bench: Bench, venue: str) -> None:
        assert bench(f"用餐: [{{日程: A1, 场所类别: {venue}}}]\n", only="YC09").codes == []

    def test_by_the_name_of_the_place(self, bench: Bench) -> None:
        day = (
            "日程:\n  - 日期: 2026-05-11\n    安排:\n"
            "      - {编号: A1, 时间: 12:00-12:40, 事项: 午餐, 类别: 用餐, 地点: ⟦云溪会所⟧, 责任人: 姚晨}\n"
        )
        found = bench(day + "用餐: [{日程: A1}]\n", only="YC09")
        assert found.spans("YC09") == found.marks


class TestYC10:
    def test_a_meal_at_the_guests_cost_says_how_it_is_paid(self, bench: Bench) -> None:
        found = bench("用餐: [{日程: ⟦A1⟧, 接待方承担: 否}]\n", only="YC10")
        assert (found.spans("YC10"), found.levels("YC10")) == (found.marks, ["error"])

    @cases(
        ("fee", "codes"),
        [("按标准收取", []), ("含房费", []), ("待填", []), ("免费", ["YC10"]), ("不收取", ["YC10"]), ("无", ["YC10"])],
    )
    def test_how(self, bench: Bench, fee: str, codes: list[str]) -> None:
        found = bench(f"用餐: [{{日程: A1, 接待方承担: 否, 收费: ⟦{fee}⟧}}]\n", only="YC10")
        assert found.codes == codes
        assert not codes or found.spans("YC10") == found.marks

    @pytest.mark.parametrize("meal", ["接待方承担: 是", "人均: 60"])
    def test_hosted_or_unknown(self, bench: Bench, meal: str) -> None:
        assert bench(f"用餐: [{{日程: A1, {meal}}}]\n", only="YC10").codes == []

    @pytest.mark.parametrize("kind", ["会议", "外事"])
    def test_conferences_and_foreign_visits(self, bench: Bench, kind: str) -> None:
        assert bench(f"类型: {kind}\n用餐: [{{日程: A1, 接待方承担: 否}}]\n", only="YC10").codes == []


class TestLocalRules:
    @pytest.mark.parametrize(
        ("guests", "form", "codes"),
        [(30, "工作餐", []), (31, "工作餐", ["YC12"]), (31, "自助餐", []), (31, "盒饭", [])],
    )
    def test_a_buffet_for_many(self, bench: Bench, guests: int, form: str, codes: list[str]) -> None:
        meal = f"用餐: [{{日程: A1, 来宾: {guests}, 陪餐: [], 形式: {form}}}]\n"
        assert bench(meal, office=FRUGAL, only="YC12").codes == codes
        assert bench(meal, only="YC12").codes == []

    @pytest.mark.parametrize(("companions", "codes"), [(30, []), (31, ["YC12"])])
    def test_guests_that_nobody_has_counted_are_not_counted(
        self, bench: Bench, companions: int, codes: list[str]
    ) -> None:
        names = "、".join(f"甲{number}" for number in range(companions))
        meal = f"用餐: [{{日程: A1, 来宾: 待填, 陪餐: [{names}], 形式: 工作餐}}]\n".replace("、", ", ")
        assert bench("来宾: 待填\n" + meal, office=FRUGAL, only="YC12").codes == codes

    @pytest.mark.parametrize(("kind", "codes"), [("宾馆", ["YC13"]), ("食堂", [])])
    def test_the_canteen_first(self, bench: Bench, kind: str, codes: list[str]) -> None:
        places = f"场所: [{{名称: 县机关食堂, 类别: {kind}}}]\n"
        assert bench("", office=FRUGAL + places, only="YC13").codes == codes
        assert bench("", office=places, only="YC13").codes == []

    @pytest.mark.parametrize(("item", "codes"), [("A1", ["YC15"]), ("A2", [])])
    def test_no_cards_on_the_table(self, bench: Bench, item: str, codes: list[str]) -> None:
        chart = f"座次: [{{编号: S1, 日程: {item}, 形式: 圆桌}}]\n"
        assert bench(chart, office=FRUGAL, only="YC15").codes == codes
        assert bench(chart, only="YC15").codes == []


class TestYC14:
    @pytest.mark.parametrize("form", ["宴请", "酒会"])
    def test_by_the_form(self, bench: Bench, form: str) -> None:
        found = bench(f"用餐: [{{日程: A1, 形式: ⟦{form}⟧}}]\n", only="YC14")
        assert (found.spans("YC14"), found.levels("YC14")) == (found.marks, ["error"])

    @cases(
        ("what", "banquet"),
        [("欢迎晚宴", True), ("接风", True), ("工作午餐（宴会厅）", False), ("工作餐，不安排宴请", False)],
    )
    def test_by_the_text(self, bench: Bench, what: str, banquet: bool) -> None:
        day = (
            "日程:\n  - 日期: 2026-05-11\n    安排:\n"
            f"      - {{编号: A1, 时间: 12:00-12:40, 事项: ⟦{what}⟧, 类别: 用餐, 责任人: 姚晨}}\n"
        )
        found = bench(day, only="YC14")
        assert found.spans("YC14") == (found.marks if banquet else ())
        assert found.levels("YC14") == ["error"] * banquet

    @cases(("kind", "levels"), [("招商", ["warning"]), ("会议", []), ("外事", [])])
    def test_other_kinds_of_visit(self, bench: Bench, kind: str, levels: list[str]) -> None:
        assert bench(f"类型: {kind}\n用餐: [{{日程: A1, 形式: 宴请}}]\n", only="YC14").levels("YC14") == levels


def test_an_entry_for_a_ride_is_told(bench: Bench) -> None:
    rows = programme(
        "编号: A1, 时间: 08:40-09:00, 事项: 乘车前往县机关食堂, 类别: 乘车, 从: 云溪宾馆, 到: 县机关食堂, 车辆: [1]",
        "编号: A2, 时间: 11:50-12:40, 事项: 工作午餐, 类别: 用餐, 地点: 县机关食堂",
    )
    meals = "用餐: [{日程: A2, 形式: 工作餐, 人均: 60}, {日程: ⟦A1⟧, 形式: 自助餐, 人均: 60}]\n"
    found = bench(rows + meals, only="YC20")
    assert found.spans("YC20") == found.marks
    assert [one.message for one in found.of("YC20")] == ["A1“乘车前往县机关食堂”是乘车，不是用餐"]
