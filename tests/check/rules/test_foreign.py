from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

FOREIGN = "类型: 外事\n"
DAY = programme(
    '编号: A1, 时间: "7:30-8:20", 事项: 早餐, 类别: 用餐',
    '编号: A2, 时间: "12:00-13:00", 事项: 午餐, 类别: 用餐, 陪同: [林峰]',
    '编号: A3, 时间: "18:00-19:00", 事项: 晚餐, 类别: 用餐, 陪同: [林峰]',
)


def guests(*ranks: str) -> str:
    rows = (
        f"  - {{姓名: Guest {'abcdef'[n]}, 国籍: 德国, 单位: 市政府, 职务: 成员{', 职级: ' + rank if rank else ''}}}\n"
        for n, rank in enumerate(ranks)
    )
    return "来宾:\n" + "".join(rows)


def hosts(rank: str) -> str:
    return f"陪同: [{{姓名: 林峰, 单位: 省政府, 职务: 主人{', 职级: ' + rank if rank else ''}, 角色: 主陪}}]\n"


class TestWB01:
    def test_the_third_banquet_in_the_order_of_time(self, bench: Bench) -> None:
        meals = "用餐:\n  - {日程: ⟦A3⟧, 形式: 宴请}\n  - {日程: A1, 形式: 宴请}\n  - {日程: A2, 形式: 宴请}\n"
        found = bench(FOREIGN + DAY + meals, only="WB01")
        assert found.spans("WB01") == found.marks
        assert found.levels("WB01") == ["error"]

    def test_two_are_allowed_and_tables_count_once(self, bench: Bench) -> None:
        two = (
            "用餐: [{日程: A2, 形式: 宴请}, {日程: A2, 形式: 宴请}, {日程: A3, 形式: 宴请}, {日程: A1, 形式: 自助餐}]\n"
        )
        assert bench(FOREIGN + DAY + two, only="WB01").codes == []

    def test_banquets_in_words(self, bench: Bench) -> None:
        words = (
            DAY.replace("事项: 早餐", "事项: 欢迎宴会").replace("事项: 午餐", "事项: 宴请").replace("晚餐", "⟦答谢宴⟧")
        )
        found = bench(FOREIGN + words, only="WB01")
        assert found.spans("WB01") == found.marks
        entered = "用餐: [{日程: A1, 形式: 自助餐}]\n"
        assert bench(FOREIGN + words + entered, only="WB01").codes == []

    def test_it_asks_where_no_meal_is_written(self, bench: Bench) -> None:
        talks = programme('编号: A1, 时间: "9:00-10:00", 事项: 会谈, 类别: 会见')
        found = bench(FOREIGN.replace("外事", "⟦外事⟧") + talks, only="WB01")
        assert found.spans("WB01") == found.marks
        assert found.levels("WB01") == ["info"]

    def test_domestic_visits_have_their_own_rules(self, bench: Bench) -> None:
        meals = "用餐: [{日程: A1, 形式: 宴请}, {日程: A2, 形式: 宴请}, {日程: A3, 形式: 酒会, 人均: 900}]\n"
        assert bench(DAY + meals, only=("WB01", "WB02", "WB03", "WB04", "WB06", "WB09")).codes == []


class TestWB02:
    @cases(
        ("rank", "price", "levels"),
        [
            ("省部级", 400, []),
            ("省部级", 401, ["error"]),
            ("国家级", 401, ["error"]),
            ("厅局级", 300, []),
            ("厅局级", "300.5", ["error"]),
            ("县处级", 301, ["error"]),
            ("", 300, []),
            ("", 301, ["info"]),
            ("", 401, ["error"]),
        ],
    )
    def test_by_the_rank_of_the_host(self, bench: Bench, rank: str, price: object, levels: list[str]) -> None:
        meals = f"用餐: [{{日程: A2, 形式: 宴请, 人均: ⟦{price}⟧}}]\n"
        found = bench(FOREIGN + hosts(rank) + DAY + meals, only="WB02")
        assert found.levels("WB02") == levels
        assert not levels or found.spans("WB02") == found.marks

    def test_the_highest_at_the_meal_is_the_host(self, bench: Bench) -> None:
        two = "陪同: [{姓名: 林峰, 职级: 厅局级}, {姓名: 沈浩, 职级: 省部级}]\n"
        meal = "用餐: [{日程: A2, 形式: 宴请, 人均: 400, 陪餐: [林峰, 沈浩]}]\n"
        assert bench(FOREIGN + two + DAY + meal, only="WB02").codes == []
        assert bench(FOREIGN + two + DAY + meal.replace(", 沈浩", ""), only="WB02").levels("WB02") == ["error"]


class TestWB03:
    @pytest.mark.parametrize(("form", "limit"), [("自助餐", 150), ("酒会", 100), ("茶会", 60)])
    def test_both_sides(self, bench: Bench, form: str, limit: int) -> None:
        meal = "用餐: [{日程: A2, 形式: %s, 人均: ⟦%s⟧}]\n"
        assert bench(FOREIGN + DAY + meal % (form, limit), only="WB03").codes == []
        found = bench(FOREIGN + DAY + meal % (form, f"{limit}.1"), only="WB03")
        assert found.spans("WB03") == found.marks
        assert found.levels("WB03") == ["error"]
        own = meal.replace("}]", ", 接待方承担: 否}]")
        assert bench(FOREIGN + DAY + own % (form, limit + 99), only="WB03").codes == []


class TestWB04:
    @cases(
        ("ranks", "price", "levels"),
        [
            (["厅局级", "其他"], 300, []),
            (["厅局级", "其他"], 301, ["error"]),
            (["省部级", "其他"], 500, []),
            (["省部级", "其他"], 501, ["error"]),
            (["国家级"], 600, []),
            (["国家级"], 601, ["error"]),
            (["厅局级", ""], 300, []),
            (["厅局级", ""], 301, ["info"]),
            (["厅局级", ""], 600, ["info"]),
            (["厅局级", ""], 601, ["error"]),
        ],
    )
    def test_by_the_highest_guest(self, bench: Bench, ranks: list[str], price: int, levels: list[str]) -> None:
        meals = f"用餐: [{{日程: A2, 形式: 工作餐, 人均: ⟦{price}⟧}}]\n"
        found = bench(FOREIGN + guests(*ranks) + DAY + meals, only="WB04")
        assert found.levels("WB04") == levels
        assert not levels or found.spans("WB04") == found.marks

    @pytest.mark.parametrize(("post", "limit"), [("总统", 600), ("副总统", 550), ("议长", 550)])
    def test_deputies_and_speakers(self, bench: Bench, post: str, limit: int) -> None:
        head = guests("国家级").replace("成员", post)
        meal = "用餐: [{日程: A2, 形式: 工作餐, 人均: %s}]\n"
        assert bench(FOREIGN + head + DAY + meal % limit, only="WB04").codes == []
        assert bench(FOREIGN + head + DAY + meal % (limit + 1), only="WB04").codes == ["WB04"]

    def test_the_meals_of_a_day_add_up(self, bench: Bench) -> None:
        meals = "用餐:\n  - {日程: A1, 人均: 40}\n  - {日程: A2, 形式: 盒饭, 人均: 130}\n  - {日程: A3, 人均: ⟦%s⟧}\n"
        plan = FOREIGN + guests("厅局级") + DAY + meals
        assert bench(plan % 130, only="WB04").codes == []
        found = bench(plan % 131, only="WB04")
        assert found.spans("WB04") == found.marks
        assert bench(plan.replace("人均: ⟦", "形式: 宴请, 人均: ⟦") % 131, only="WB04").codes == []
        assert bench(plan.replace("人均: ⟦", "接待方承担: 否, 人均: ⟦") % 131, only="WB04").codes == []


ORACLE = {1: 1, 3: 3, 5: 5, 6: 5, 7: 6, 9: 7, 10: 7, 15: 10, 26: 15}


class TestWB06:
    @pytest.mark.parametrize(("number", "limit"), ORACLE.items())
    def test_the_oracle(self, bench: Bench, number: int, limit: int) -> None:
        meal = "用餐:\n  - {日程: A2, 来宾: %s, 陪餐: ⟦[%s]⟧}\n"
        within = meal % (number, ", ".join(f"陪同{n}号" for n in range(limit)))
        assert bench(FOREIGN + within, only="WB06").codes == []
        found = bench(FOREIGN + meal % (number, ", ".join(f"陪同{n}号" for n in range(limit + 1))), only="WB06")
        assert found.spans("WB06") == found.marks
        assert found.of("WB06")[0].message == f"外宾 {number} 人，陪餐 {limit + 1} 人，上限 {limit} 人"
        assert found.levels("WB06") == ["error"]

    def test_unknown_numbers(self, bench: Bench) -> None:
        meal = "来宾: []\n人数: {分组: [{名称: 代表团}]}\n用餐: [{日程: A2, 陪餐: [甲, 乙, 丙]}]\n"
        assert bench(FOREIGN + meal, only="WB06").codes == []


class TestWB09:
    @cases(
        ("meal", "codes"),
        [
            ("酒水: ⟦[茅台]⟧", ["WB09"]),
            ("酒水: [本地黄酒, 啤酒]", []),
            ("菜单: [{菜名: ⟦鱼翅羹⟧}]", ["WB09"]),
            ("菜单: [{菜名: ⟦松露鹅肝⟧}]", ["WB09"]),
            ("菜单: [{菜名: 清蒸鲈鱼}]", []),
        ],
    )
    def test_dishes_and_drinks(self, bench: Bench, meal: str, codes: list[str]) -> None:
        found = bench(FOREIGN + DAY + f"用餐: [{{日程: A2, 形式: 宴请, {meal}}}]\n", only="WB09")
        assert found.codes == codes
        assert not codes or (found.spans("WB09") == found.marks and found.levels("WB09") == ["warning"])


class TestWB11:
    @cases(("end", "codes"), [("12:00", []), ("12:01", ["WB11"])])
    @cases("guest", ["单位: 佛教协会, 职务: 会长, 饮食: [过午不食]", "单位: 法身寺, 职务: 长老, 国籍: 泰国"])
    def test_before_noon(self, bench: Bench, end: str, codes: list[str], guest: str) -> None:
        day = programme(f'编号: A1, 时间: ⟦"11:00-{end}"⟧, 事项: 午餐, 类别: 用餐')
        found = bench(f"来宾: [{{姓名: 岩温, {guest}}}]\n" + day, only="WB11")
        assert found.codes == codes
        assert not codes or (found.spans("WB11") == found.marks and found.levels("WB11") == ["warning"])

    def test_only_who_eats_there(self, bench: Bench) -> None:
        late = programme('编号: A1, 时间: "11:50-12:40", 事项: 午餐, 类别: 用餐, 来宾: [李娜]')
        two = "来宾: [{姓名: 岩温, 单位: 寺, 职务: 僧, 饮食: 过午不食}, {姓名: 李娜, 单位: 省局, 职务: 处长}]\n"
        assert bench(two + late, only="WB11").codes == []
        assert bench(two + late.replace(", 来宾: [李娜]", ""), only="WB11").codes == ["WB11"]

    def test_other_monks_and_other_guests(self, bench: Bench) -> None:
        day = programme('编号: A1, 时间: "11:50-12:40", 事项: 午餐, 类别: 用餐')
        for guest in ("单位: 灵隐寺, 职务: 方丈", "单位: 外交部, 职务: 参赞, 国籍: 泰国"):
            assert bench(f"来宾: [{{姓名: 岩温, {guest}}}]\n" + day, only="WB11").codes == []
