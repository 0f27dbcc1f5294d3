from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiedai.model.schedule import Item
from jiedai.model.times import read_time_range
from jiedai.visit.case import Case
from jiedai.visit.meals import companions, is_alcohol, meal_of_day
from tests.batch import cases
from tests.check.bench import Bench
from tests.seating.samples import plan


def programme(*times: str, names: tuple[str, ...] = ()) -> str:
    items = "".join(
        f'      - {{编号: A{i}, 时间: "{time}", 事项: {names[i - 1] if names else "用餐"}, 类别: 用餐,'
        " 责任单位: 县接待办, 地点: 县机关食堂}\n"
        for i, time in enumerate(times, 1)
    )
    return f"日程:\n  - 日期: 2026-05-11\n    安排:\n{items}"


THREE = programme("07:30-08:00", "11:50-12:40", "18:00-19:00")


class TestYC01:
    def test_one_hosted_meal_is_allowed(self, bench: Bench) -> None:
        assert (
            bench(THREE + "用餐: [{日程: A2, 接待方承担: 是}, {日程: A3, 接待方承担: 否}, {日程: A1}]\n").of("YC01")
            == []
        )

    @cases("form", ["工作餐", "自助餐", "盒饭"])
    def test_a_second_one_of_any_form_is_found_at_its_item(self, bench: Bench, form: str) -> None:
        meals = f"用餐:\n  - {{日程: A2, 接待方承担: 是}}\n  - {{日程: ⟦A3⟧, 形式: {form}, 接待方承担: 是}}\n"
        found = bench(THREE + meals)
        assert found.spans("YC01") == found.marks
        assert found.levels("YC01") == ["error"]

    def test_the_second_is_the_later_one_whatever_the_order_written(self, bench: Bench) -> None:
        found = bench(THREE + "用餐:\n  - {日程: ⟦A3⟧, 接待方承担: 是}\n  - {日程: A2, 接待方承担: 是}\n")
        assert found.spans("YC01") == found.marks

    def test_three_give_two_findings(self, bench: Bench) -> None:
        meals = "用餐: [{日程: A1, 接待方承担: 是}, {日程: ⟦A2⟧, 接待方承担: 是}, {日程: ⟦A3⟧, 接待方承担: 是}]\n"
        found = bench(THREE + meals)
        assert found.spans("YC01") == found.marks

    def test_tables_of_one_meal_count_once(self, bench: Bench) -> None:
        both = programme("11:50-12:40", "12:00-12:40")
        assert bench(both + "用餐: [{日程: A1, 接待方承担: 是}, {日程: A2, 接待方承担: 是}]\n").of("YC01") == []
        assert bench(THREE + "用餐: [{日程: A2, 接待方承担: 是}, {日程: A2, 接待方承担: 是}]\n").of("YC01") == []
        after = programme("11:50-12:40", "12:40-13:20")
        assert len(bench(after + "用餐: [{日程: A1, 接待方承担: 是}, {日程: A2, 接待方承担: 是}]\n").of("YC01")) == 1

    @pytest.mark.parametrize("kind", ["外事", "会议"])
    def test_foreign_visits_and_own_conferences_follow_other_rules(self, bench: Bench, kind: str) -> None:
        meals = "用餐: [{日程: A2, 接待方承担: 是}, {日程: A3, 接待方承担: 是}]\n"
        assert bench(f"类型: {kind}\n" + THREE + meals, only="YC01").codes == []


ORACLE = {1: 3, 3: 3, 9: 3, 10: 3, 11: 3, 12: 4, 14: 4, 15: 5, 29: 9, 30: 10}


def hosts(number: int) -> str:
    return "[" + ", ".join(f"陪同{i}号" for i in range(number)) + "]"


class TestYC02:
    @pytest.mark.parametrize(("guests", "limit"), ORACLE.items())
    def test_both_sides_of_the_limit(self, bench: Bench, guests: int, limit: int) -> None:
        meal = "用餐:\n  - {{日程: A1, 来宾: {}, 陪餐: ⟦{}⟧}}\n"
        assert bench(meal.format(guests, hosts(limit)), only="YC02").codes == []
        found = bench(meal.format(guests, hosts(limit + 1)), only="YC02")
        assert found.spans("YC02") == found.marks
        assert found.of("YC02")[0].message == f"来宾 {guests} 人，陪餐 {limit + 1} 人，上限 {limit} 人"
        assert found.levels("YC02") == ["error"]

    @settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(guests=st.integers(1, 60), number=st.integers(0, 25))
    def test_one_companion_more_never_mends_a_meal(self, bench: Bench, guests: int, number: int) -> None:
        meal = "用餐:\n  - {{日程: A1, 来宾: {}, 陪餐: {}}}\n"
        fewer = bench(meal.format(guests, hosts(number)), only="YC02").codes
        more = bench(meal.format(guests, hosts(number + 1)), only="YC02").codes
        fuller = bench(meal.format(guests + 1, hosts(number)), only="YC02").codes
        assert len(fewer) <= len(more)
        assert len(fuller) <= len(fewer)

    def test_each_companion_counts_once_and_guests_do_not(self, bench: Bench) -> None:
        assert (
            bench("用餐: [{日程: A1, 来宾: 2, 陪餐: [甲某, 乙某, 丙某, 甲某, 陈志远, 待填]}]\n", only="YC02").codes
            == []
        )

    def test_a_number_after_a_unit_counts_as_many(self, bench: Bench) -> None:
        assert bench("用餐: [{日程: A1, 来宾: 2, 陪餐: [甲某, 县领导2人]}]\n", only="YC02").codes == []
        assert bench("用餐: [{日程: A1, 来宾: 2, 陪餐: [甲某, 县领导3人]}]\n", only="YC02").codes == ["YC02"]

    @cases(("guests", "companions", "codes"), [(10, "3", []), (11, "4", ["YC02"]), (12, "4人", [])])
    def test_a_bare_number_is_that_many_people(
        self, bench: Bench, guests: int, companions: str, codes: list[str]
    ) -> None:
        meal = f"用餐: [{{日程: A1, 来宾: {guests}, 陪餐: {companions}}}]\n"
        assert bench(meal, only="YC02").codes == codes

    def test_a_number_at_the_end_of_a_name_is_none_of_people(self, bench: Bench) -> None:
        assert bench("用餐: [{日程: A1, 来宾: 2, 陪餐: [讲解员9]}]\n", only="YC02").codes == []

    def test_guests_by_name_and_by_group(self, bench: Bench) -> None:
        twelve = "来宾:\n" + "".join(f"  - {{姓名: 客{i}号, 单位: 省局, 职务: 科员, 分组: 一组}}\n" for i in range(12))
        one = "  - {姓名: 李娜, 单位: 省局, 职务: 处长}\n"
        meal = "用餐: [{{日程: A1, 来宾: {}, 陪餐: {}}}]\n"
        assert bench(twelve + one + meal.format("[一组]", hosts(4)), only="YC02").codes == []
        assert bench(twelve + one + meal.format("[一组, 李娜]", hosts(4)), only="YC02").codes == []
        assert bench(twelve + one + meal.format("[李娜]", hosts(4)), only="YC02").codes == ["YC02"]
        assert bench(twelve + one + meal.format("全体", hosts(5)), only="YC02").codes == ["YC02"]

    def test_guests_of_the_item_where_the_meal_names_none(self, bench: Bench) -> None:
        day = (
            "日程:\n  - 日期: 2026-05-11\n    安排:\n      - {编号: A1, 时间: 12:00-12:40, 事项: 午餐, 类别: 用餐,"
            " 来宾: [李娜], 陪同: ⟦[甲某, 乙某, 丙某, 丁某]⟧, 责任单位: 县接待办}\n"
        )
        found = bench(day, only="YC02")
        assert found.spans("YC02") == found.marks
        assert "来宾 1 人" in found.of("YC02")[0].message
        assert bench(day + "用餐: [{日程: A1, 陪餐: [甲某]}]\n", only="YC02").codes == []

    def test_unknown_numbers_are_passed_over(self, bench: Bench) -> None:
        meal = f"用餐: [{{日程: A1, 陪餐: {hosts(9)}}}]\n人数: {{分组: [{{名称: 代表}}]}}\n"
        assert bench(meal, without=["来宾"], only="YC02").codes == []
        assert bench(meal.replace("[{名称", "[{人数: 9, 名称"), without=["来宾"], only="YC02").codes == []
        total = meal.replace("人数: {", "人数: {总数: 24, ")
        assert bench(total, without=["来宾"], only="YC02").codes == ["YC02"]

    def test_not_for_foreign_visits(self, bench: Bench) -> None:
        assert bench(f"类型: 外事\n用餐: [{{日程: A1, 来宾: 2, 陪餐: {hosts(9)}}}]\n", only="YC02").codes == []

    def test_from_both_sides_of_a_name(self) -> None:
        assert companions(Case.unwritten(plan()), ("甲", "乙", "甲", "乡镇3位")) == 5


class TestYC07:
    @cases("drinks", ["[本地米酒]", "啤酒", "1", "有", "[茶水, 黄酒]", "江小白", "[wine]", "茅台", "酒酿"])
    def test_alcohol_is_an_error_at_the_drinks(self, bench: Bench, drinks: str) -> None:
        found = bench(f"用餐:\n  - 日程: A1\n    酒水: ⟦{drinks}⟧\n")
        assert found.spans("YC07") == found.marks
        assert found.levels("YC07") == ["error"]
        assert "第二十三条" in found.of("YC07")[0].source

    @cases(
        "drinks",
        [
            "无",
            "0",
            "否",
            "不提供",
            "不上酒",
            "[无]",
            "[]",
            "茶水",
            "[矿泉水, 玉米汁]",
            "无酒水",
            "无醇啤酒",
            "不提供酒水",
            "待填",
        ],
    )
    def test_no_alcohol(self, bench: Bench, drinks: str) -> None:
        assert bench(f"用餐: [{{日程: A1, 酒水: {drinks}}}]\n").of("YC07") == []

    @cases(("drink", "codes"), [("米酒", []), ("茅台", ["YC07"]), ("1", []), ("洋酒", ["YC07"])])
    def test_before_the_revision_only_high_grade_drinks(self, bench: Bench, drink: str, codes: list[str]) -> None:
        plan = (
            "日期: {0}\n日程: [{{日期: {0}, 安排: [{{编号: A1, 时间: 12:00-13:00, 事项: 午餐}}]}}]\n"
            "用餐: [{{日程: A1, 酒水: {1}}}]\n"
        )
        assert bench(plan.format("2025-05-17", drink), only="YC07").codes == codes
        assert bench(plan.format("2025-05-18", drink), only="YC07").codes == ["YC07"]

    def test_wine_on_the_menu_but_not_food_cooked_in_it(self, bench: Bench) -> None:
        found = bench("用餐: [{日程: A1, 菜单: [{菜名: ⟦黄酒⟧}, {菜名: 啤酒鸭}, {菜名: 酒酿圆子}]}]\n")
        assert found.spans("YC07") == found.marks

    def test_not_at_a_foreign_banquet(self, bench: Bench) -> None:
        assert bench("类型: 外事\n用餐: [{日程: A1, 酒水: [红酒]}]\n", only="YC07").codes == []

    @given(st.text(alphabet="茶水果汁酒米", max_size=6))
    def test_whatever_has_wine_in_it_is_alcohol(self, text: str) -> None:
        assert is_alcohol(text + "水") == ("酒" in text)


class TestYC11:
    @cases(
        ("time", "name", "limit"),
        [
            ("07:30-08:00", "用餐", 20),
            ("09:59-10:30", "用餐", 20),
            ("10:00-11:00", "用餐", 60),
            ("18:00-19:00", "用餐", 70),
            ("12:00-12:40", "用餐", 60),
            ("10:30-11:00", "早餐", 20),
            ("15:40-16:30", "晚餐", 70),
            ("上午", "工作午餐", 60),
        ],
    )
    def test_both_sides_of_the_standard_of_each_meal(self, bench: Bench, time: str, name: str, limit: int) -> None:
        office = "标准: {工作餐: {早餐: 20, 午餐: 60, 晚餐: 70}}\n"
        day = programme(time, names=(name,))
        assert bench(day + f"用餐: [{{日程: A1, 人均: {limit}}}]\n", office=office, only="YC11").codes == []
        found = bench(day + f"用餐: [{{日程: A1, 人均: ⟦{limit}.5⟧}}]\n", office=office, only="YC11")
        assert found.spans("YC11") == found.marks
        assert found.levels("YC11") == ["error"]

    @cases(("price", "told"), [("10", True), ("6", True), ("10.5", False), ("0", False), ("60", False)])
    def test_a_price_that_has_lost_a_digit(self, bench: Bench, price: str, told: bool) -> None:
        office = "标准: {工作餐: {早餐: 20, 午餐: 60, 晚餐: 70}}\n"
        day = programme("12:00-12:40", names=("午餐",))
        found = bench(day + f"用餐: [{{日程: A1, 人均: ⟦{price}⟧}}]\n", office=office, only="YC11")
        assert found.spans("YC11") == (found.marks if told else ())
        assert found.levels("YC11") == ["warning"] * told

    def test_silent_where_a_figure_is_unknown(self, bench: Bench) -> None:
        dear = "用餐: [{日程: A1, 人均: 900}]\n"
        assert bench(dear, office=None, only="YC11").codes == []
        assert bench(dear, office="标准: {工作餐: {早餐: 20}}\n", only="YC11").codes == []
        assert bench("用餐: [{日程: A1}]\n", only="YC11").codes == []
        assert bench("用餐: [{日程: A9, 人均: 900}]\n", only="YC11").codes == []
        assert bench(programme("待填") + dear, only="YC11").codes == []

    def test_foreign_meals_have_their_own_figures(self, bench: Bench) -> None:
        assert bench("类型: 外事\n用餐: [{日程: A1, 人均: 280}]\n", only="YC11").codes == []

    def test_a_name_that_says_two_meals_says_none(self) -> None:
        item = Item(id="A1", time=read_time_range("18:00", None), what="午餐改晚餐")  # type: ignore[call-arg]
        assert meal_of_day(item) == "dinner"
