"""YC17 allergens, YC18 halal, YC22 what is left to eat and what is not known."""

from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench
from tests.check.rules.test_menu import menu

ALLERGIC = """来宾:
  - {姓名: 欧阳靖, 单位: 省局, 职务: 科员, 过敏: [花生], 分组: 一组}
  - {姓名: 李娜, 单位: 省局, 职务: 处长}
"""


class TestYC17:
    @cases(
        ("diet", "dish", "levels"),
        [
            ("不吃牛肉", "番茄牛腩", ["warning"]),
            ("不吃牛肉", "清蒸鲈鱼", []),
            ("不吃海鲜", "清蒸鲈鱼", ["warning"]),
            ("不吃猪肉", "红烧肉", ["warning"]),
            ("素食", "红烧肉", []),  # who eats no meat at all is seen to by YC22
        ],
    )
    def test_the_one_thing_that_somebody_does_not_eat(
        self, bench: Bench, diet: str, dish: str, levels: list[str]
    ) -> None:
        guests = f"来宾:\n  - {{姓名: 欧阳靖, 单位: 省局, 职务: 科员, 饮食: [{diet}]}}\n"
        found = bench(guests + menu(f"⟦{dish}⟧"), only="YC17")
        assert found.levels("YC17") == levels
        assert not levels or found.spans("YC17") == found.marks

    def test_a_declared_allergen_at_the_dish(self, bench: Bench) -> None:
        found = bench(ALLERGIC + menu("⟦宫保鸡丁⟧", ", 过敏原: [花生]"), only="YC17")
        assert (found.spans("YC17"), found.levels("YC17")) == (found.marks, ["error"])
        assert "欧阳靖" in found.of("YC17")[0].message

    @pytest.mark.parametrize("more", [", 过敏原: [大豆]", ""])
    def test_another_allergen_or_none(self, bench: Bench, more: str) -> None:
        assert bench(ALLERGIC + menu("青菜", more), only="YC17").codes == []

    @cases(
        ("guests", "levels"),
        [
            ("[欧阳靖]", ["error"]),
            ("[李娜]", []),
            ("[一组]", ["error"]),
            ("全体", ["error"]),
            ("2", ["error"]),
            ("1", ["warning"]),
        ],
    )
    def test_only_for_those_who_dine(self, bench: Bench, guests: str, levels: list[str]) -> None:
        plan = ALLERGIC + menu("甜点", ", 过敏原: [花生]").replace("日程: A1,", f"日程: A1, 来宾: {guests},")
        assert bench(plan, only="YC17").levels("YC17") == levels

    @cases(
        ("more", "levels"),
        [
            (", 配料: [鸡丁, 花生米]", ["error"]),
            (", 配料: [鸡丁, 黄瓜]", ["warning"]),
            (", 过敏原: [大豆]", ["warning"]),
            (", 配料: [鸡丁, 甜水面]", ["warning"]),
        ],
    )
    def test_what_is_stated_comes_first(self, bench: Bench, more: str, levels: list[str]) -> None:
        assert bench(ALLERGIC + menu("宫保鸡丁", more), only="YC17").levels("YC17") == levels

    @cases("more", [", 配料: [鸡块, 辣椒]", ", 过敏原: [大豆]", ", 过敏原: []", ", 过敏原: 无"])
    def test_what_is_stated_settles_recipes_that_vary(self, bench: Bench, more: str) -> None:
        assert bench(ALLERGIC + menu("辣子鸡"), only="YC17").levels("YC17") == ["warning"]
        assert bench(ALLERGIC + menu("辣子鸡", more), only="YC17").codes == []

    def test_how_a_name_is_said_to_speak(self, bench: Bench) -> None:
        for dish, said in (
            ("宫保鸡丁盖饭", "可能含有（宫保）"),
            ("口水鸡", "一般含有"),
            ("辣子鸡", "有的做法含有"),
        ):
            (found,) = bench(ALLERGIC + menu(dish), only="YC17").of("YC17")
            assert found.message == f"欧阳靖对花生过敏，“{dish}”{said}"

    @cases(
        ("allergy", "dish", "suspect"),
        [
            ("花生", "老醋花生", True),
            ("甲壳类", "油焖大虾", True),
            ("甲壳类", "蟹味菇", False),
            ("鱼类", "清蒸鲈鱼", True),
            ("鱼类", "鱼香肉丝", False),
            ("蛋类", "番茄蛋汤", True),
            ("乳类", "双皮奶", True),
            ("大豆", "家常豆腐", True),
            ("坚果", "核桃酥", True),
            ("含麸质谷物", "阳春面条", True),
            ("含麸质谷物", "米粉", False),
        ],
    )
    def test_a_name_that_speaks_for_an_allergen(self, bench: Bench, allergy: str, dish: str, suspect: bool) -> None:
        plan = ALLERGIC.replace("花生", allergy) + menu(dish)
        assert bench(plan, only="YC17").levels("YC17") == (["warning"] if suspect else [])


HALAL = "来宾: [{姓名: 马国强, 单位: 省局, 职务: 处长, 饮食: [清真]}, {姓名: 李娜, 单位: 省局, 职务: 处长}]\n"


class TestYC18:
    def day(self, place: str, guests: str = "") -> str:
        item = f"编号: A1, 时间: 12:00-12:40, 事项: 午餐, 类别: 用餐, 地点: ⟦{place}⟧, 责任人: 姚晨{guests}"
        return f"日程:\n  - 日期: 2026-05-11\n    安排:\n      - {{{item}}}\n"

    @pytest.mark.parametrize("place", ["智能制造产业园", "青山镇农创中心"])
    def test_a_place_that_is_not_marked_where_others_are(self, bench: Bench, place: str) -> None:
        found = bench(HALAL + self.day(place), only="YC18")
        assert (found.spans("YC18"), found.levels("YC18")) == (found.marks, ["error"])

    def test_what_is_not_known_is_not_told_as_a_fact(self, bench: Bench) -> None:
        for halal, said in (("清真: 否", "食堂没有清真条件"), ("类别: 食堂", "食堂没有写有没有清真条件")):
            found = bench(HALAL + self.day("食堂"), office=f"场所: [{{名称: 食堂, {halal}}}]\n", only="YC18")
            assert [one.message for one in found.of("YC18")] == [f"马国强要求清真，{said}"]

    def test_what_the_office_file_says(self, bench: Bench) -> None:
        plan = HALAL + self.day("食堂")
        for halal, levels in (("清真: 是", []), ("清真: 否", ["error"]), ("类别: 食堂", ["error"])):
            assert bench(plan, office=f"场所: [{{名称: 食堂, {halal}}}]\n", only="YC18").levels("YC18") == levels
        assert bench(plan, only="YC18").codes == []

    def test_only_where_such_a_guest_dines(self, bench: Bench) -> None:
        assert bench(HALAL + self.day("智能制造产业园", ", 来宾: [李娜]"), only="YC18").codes == []
        plan = HALAL + self.day("智能制造产业园") + "用餐: [{日程: A1, 来宾: [李娜]}]\n"
        assert bench(plan, only="YC18").codes == []

    @cases(
        ("dish", "codes"),
        [
            ("⟦红烧肉⟧", ["YC18"]),
            ("⟦炒饭⟧, 清真: 否", ["YC18"]),
            ("⟦炒饭⟧, 配料: [米饭, 五花肉], 清真: 是", ["YC18"]),
            ("炒饭, 配料: [米饭, 鸡蛋]", []),
            ("麻婆豆腐, 配料: [豆腐, 牛肉末]", []),
            ("⟦麻婆豆腐⟧, 配料: [豆腐, 花椒]", ["YC18"]),
            ("⟦绍兴醉鸡⟧", ["YC18"]),
            ("⟦鸭血粉丝汤⟧", ["YC18"]),
            ("红烧肉, 清真: 是", []),
            ("清蒸鲈鱼", []),
            ("牛肉水饺", []),
            ("素火腿", []),
            ("手抓羊肉", []),
            ("葱爆羊里脊", []),
        ],
    )
    def test_dishes_at_the_same_table(self, bench: Bench, dish: str, codes: list[str]) -> None:
        found = bench(HALAL + menu(dish), only="YC18")
        assert found.codes == codes
        assert not codes or found.spans("YC18") == found.marks

    def test_what_speaks_against_a_dish(self, bench: Bench) -> None:
        for dish, word in (("回锅肉", "猪肉"), ("小炒肉盖饭", "小炒肉"), ("醉鸡", "烹调用酒"), ("甲鱼", "甲鱼")):
            (found,) = bench(HALAL + menu(dish), only="YC18").of("YC18")
            assert found.message == f"马国强要求清真，“{dish}”可能不是清真的（{word}）"

    @pytest.mark.parametrize(("halal", "codes"), [("是", ["YC18"]), ("否", ["YC18", "YC18", "YC18"])])
    def test_a_halal_kitchen_cooks_without_pork_what_may_have_some(
        self, bench: Bench, halal: str, codes: list[str]
    ) -> None:
        plan = HALAL + self.day("食堂") + "用餐: [{日程: A1, 菜单: [水饺, 麻婆豆腐]}]\n"
        found = bench(plan, office=f"场所: [{{名称: 食堂, 清真: {halal}}}]\n", only="YC18")
        assert [one.code for one in found.of("YC18")] == codes

    @cases(("more", "level"), [("清真: 否", "error"), ("配料: [猪蹄]", "error"), ("配料: []", "warning")])
    def test_how_sure_it_is(self, bench: Bench, more: str, level: str) -> None:
        assert bench(HALAL + menu("红烧猪蹄", f", {more}"), only="YC18").levels("YC18") == [level]


def guest(needs: str) -> str:
    return f"来宾: [{{姓名: 李娜, 单位: 省局, 职务: 处长, {needs}}}]\n"


def dishes(*names: str) -> str:
    return f"用餐:\n  - 日程: A1\n    ⟦菜单⟧: \n      - {chr(10).join(names).replace(chr(10), chr(10) + '      - ')}\n"


class TestYC22:
    @cases(
        ("needs", "names", "left"),
        [
            ("饮食: [素食]", ["红烧牛肉", "葱爆羊肉"], False),
            ("饮食: [素食]", ["红烧牛肉", "葱爆羊肉", "米饭", "水果拼盘"], False),
            ("饮食: [素食]", ["红烧牛肉", "葱爆羊肉", "清炒时蔬"], True),
            ("饮食: [素食]", ["红烧牛肉", "家常豆腐"], True),
            ("饮食: [素食]", ["红烧牛肉", "飘香一品"], True),
            ("饮食: [素食]", ["白粥", "馒头"], True),
            ("饮食: [素食]", ["番茄炒蛋", "红烧牛肉"], True),
            ("饮食: [全素]", ["番茄炒蛋", "红烧牛肉"], False),
            ("饮食: [素食], 过敏: [大豆]", ["红烧牛肉", "麻辣豆腐"], False),
            ("饮食: [素食], 过敏: [花生]", ["红烧牛肉", "麻辣豆腐"], True),
            ("饮食: [清真]", ["红烧肉", "回锅肉"], False),
            ("过敏: [鱼类]", ["清蒸鲈鱼", "水煮鱼"], False),
            ("饮食: [低盐]", ["清蒸鲈鱼", "水煮鱼"], True),
        ],
    )
    def test_whether_everybody_finds_a_dish(self, bench: Bench, needs: str, names: list[str], left: bool) -> None:
        found = bench(guest(needs) + dishes(*names), only="YC22")
        loud = [one for one in found.of("YC22") if one.level.value == "warning"]
        assert (loud == []) is left
        assert left or [one.span for one in loud] == list(found.marks)

    @cases(
        ("needs", "names", "said"),
        [
            (
                "过敏: [花生]",
                ["手抓羊肉", "{菜名: 鱼, 过敏原: [鱼类]}"],
                "来宾的要求是花生过敏；1 道菜没有写过敏原（手抓羊肉）",
            ),
            ("过敏: [花生]", ["{菜名: 鱼, 过敏原: []}"], None),
            ("过敏: [花生]", ["宫保鸡丁", "{菜名: 鱼, 过敏原: []}"], None),
            (
                "饮食: [清真]",
                ["羊肉", "牛肉", "鱼", "米饭"],
                "来宾的要求是清真；4 道菜没有写是否清真（羊肉、牛肉、鱼等）",
            ),
            ("饮食: [清真]", ["{菜名: 羊肉, 清真: 是}"], None),
            ("饮食: [素食]", ["清炒时蔬"], None),
            ("饮食: [素食]", ["清炒时蔬", "飞天霓裳"], "来宾的要求是素食；1 道菜从菜名看不出原料（飞天霓裳）"),
            ("饮食: [素食]", ["清炒时蔬", "{菜名: 飞天霓裳, 配料: [百合]}"], None),
            ("性别: 男", ["飞天霓裳"], None),
        ],
    )
    def test_what_is_not_known_in_one_line(self, bench: Bench, needs: str, names: list[str], said: str | None) -> None:
        found = bench(guest(needs) + dishes(*names), office=None, only="YC22")
        assert [one.message for one in found.of("YC22")] == ([said] if said else [])
        assert set(found.levels("YC22")) <= {"info"}

    def test_seasonings_are_told_where_they_matter(self, bench: Bench) -> None:
        hints = [
            bench(guest(f"过敏: [{one}]") + dishes("白切鸡"), only="YC22").of("YC22")[0].hint
            for one in ("大豆", "花生")
        ]
        assert ["酱油" in str(hint) for hint in hints] == [True, False]
