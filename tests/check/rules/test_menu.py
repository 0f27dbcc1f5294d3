from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench


def menu(dish: str, more: str = "") -> str:
    return f"用餐: [{{日程: A1, 接待方承担: 是, 菜单: [{{菜名: 米饭}}, {{菜名: {dish}{more}}}]}}]\n"


class TestYC04:
    @cases("dish", ["鱼翅羹", "冰糖燕窝", "官燕炖奶"])
    def test_luxury_at_the_dish(self, bench: Bench, dish: str) -> None:
        found = bench(menu(f"⟦{dish}⟧"), only="YC04")
        assert (found.spans("YC04"), found.levels("YC04")) == (found.marks, ["error"])

    def test_at_the_ingredient(self, bench: Bench) -> None:
        found = bench(menu("三鲜汤", ", 配料: [鸡, ⟦燕窝⟧]"), only="YC04")
        assert found.spans("YC04") == found.marks

    @cases("dish", ["素鱼翅", "燕窝果沙拉", "鱼翅瓜炒肉", "可乐鸡翅", "杏鲍菇", "鲍鱼", "海参", "小龙虾"])
    def test_what_only_sounds_so_and_what_is_left_to_local_packs(self, bench: Bench, dish: str) -> None:
        assert bench(menu(dish), only="YC04").codes == []

    @cases(("dish", "codes"), [("红烧鲍鱼", ["YC04"]), ("葱烧海参", ["YC04"]), ("杏鲍菇炒肉", []), ("青菜", [])])
    def test_words_a_local_pack_adds(self, bench: Bench, dish: str, codes: list[str]) -> None:
        assert bench(menu(dish), office="标准: {规则包: [frugal-county]}\n", only="YC04").codes == codes

    def test_costly_dishes_are_a_warning(self, bench: Bench) -> None:
        assert bench(menu("芝士焗澳龙"), only="YC04").levels("YC04") == ["warning"]
        assert bench("类型: 外事\n" + menu("鱼翅羹"), only="YC04").codes == []


class TestYC05:
    @cases("dish", ["红烧野兔", "果子狸", "椒盐蛇段", "野味火锅", "清炖穿山甲"])
    def test_wild_animals(self, bench: Bench, dish: str) -> None:
        found = bench(menu(f"⟦{dish}⟧"), only="YC05")
        assert (found.spans("YC05"), found.levels("YC05")) == (found.marks, ["error"])

    @cases(
        "dish",
        [
            "松鼠鳜鱼",
            "斑鸠豆腐",
            "熊掌豆腐",
            "孔雀开屏鱼",
            "蚂蚁上树",
            "狮子头",
            "虎皮青椒",
            "天鹅蛋",
            "牛蛙",
            "甲鱼",
            "野菜",
            "蛇果",
            "娃娃菜",
            "孔雀武昌鱼",
            "鹰嘴豆沙拉",
            "松鼠黄鱼",
            "蛇皮果",
            "鹿茸菇",
            "养殖鲈鱼",
            "清水河虾",
            "江南小炒",
            "长江路鱼丸",
        ],
    )
    def test_dishes_that_only_have_the_name(self, bench: Bench, dish: str) -> None:
        assert bench(menu(dish), only="YC05").codes == []

    @cases(("dish", "level"), [("养殖娃娃鱼", "info"), ("鲟鱼", "info"), ("清蒸娃娃鱼", "error"), ("中华鲟", "error")])
    def test_licensed_breeding(self, bench: Bench, dish: str, level: str) -> None:
        assert bench(menu(dish), only="YC05").levels("YC05") == [level]

    @cases(
        ("dish", "level"),
        [
            ("长江刀鱼", "error"),
            ("清蒸江鲜", "error"),
            ("红烧野生河鱼", "error"),
            ("长江野生鮰鱼", "error"),
            ("清蒸刀鱼", "warning"),
            ("红烧野生鲫鱼", "warning"),
            ("红烧鮰鱼", None),
            ("清蒸大闸蟹", None),
        ],
    )
    def test_catch_of_the_yangtze(self, bench: Bench, dish: str, level: str | None) -> None:
        found = bench(menu(f"⟦{dish}⟧"), only="YC05")
        assert found.levels("YC05") == ([level] if level else [])
        assert level is None or found.spans("YC05") == found.marks

    def test_for_foreign_guests_too(self, bench: Bench) -> None:
        assert bench("类型: 外事\n" + menu("野兔"), only="YC05").codes == ["YC05"]


class TestYC06AndYC08:
    @cases("tobacco", ["2", "有", "中华", "[玉溪, 中华]"])
    def test_cigarettes(self, bench: Bench, tobacco: str) -> None:
        found = bench(f"用餐: [{{日程: A1, 香烟: ⟦{tobacco}⟧}}]\n", only="YC06")
        assert (found.spans("YC06"), found.levels("YC06")) == (found.marks, ["error"])

    @cases("tobacco", ["无", "0", "否", "不提供", "[无]", "待填"])
    def test_none(self, bench: Bench, tobacco: str) -> None:
        assert bench(f"用餐: [{{日程: A1, 香烟: {tobacco}}}]\n", only="YC06").codes == []

    @pytest.mark.parametrize(
        "plan",
        [
            "来宾: [{{姓名: 陈志远, 单位: 省发改委, 职务: 处长, 备注: ⟦{0}⟧}}]\n",
            "安全: {{方案: ⟦{0}⟧}}\n",
            "预案: [{{情形: 降雨, 措施: [⟦{0}⟧], 责任单位: 县气象局}}]\n",
            "预案: [{{情形: 降雨, 措施: [改到室内], 后备: ⟦{0}⟧, 责任单位: 县气象局}}]\n",
        ],
    )
    def test_cigarettes_wherever_they_are_written(self, bench: Bench, plan: str) -> None:
        found = bench(plan.format("给来宾备两条中华烟"), only="YC06")
        assert (found.spans("YC06"), found.levels("YC06")) == (found.marks, ["warning"])

    def test_what_a_guest_is_like_is_no_order(self, bench: Bench) -> None:
        plan = "来宾: [{{姓名: 陈志远, 单位: 省发改委, 职务: 处长, 备注: {0}}}]\n"
        for note in ("喜欢下棋", "老家在本县，母亲健在", "不吸烟，需无烟房", "酒量小"):
            assert bench(plan.format(note), only=("YC06", "YC07", "LP03", "FW01")).codes == [], note

    @cases(("drink", "codes"), [("自带白酒", ["YC08"]), ("白酒", []), ("无", [])])
    def test_alcohol_brought_along_where_a_local_pack_says_so(self, bench: Bench, drink: str, codes: list[str]) -> None:
        plan = f"用餐: [{{日程: A1, 酒水: {drink}}}]\n"
        assert bench(plan, office="标准: {规则包: [frugal-county]}\n", only="YC08").codes == codes
        assert bench(plan, only="YC08").codes == []


class TestYC16AndYC19:
    @cases(
        ("guests", "hosts", "codes"),
        [(100, "[]", []), (99, "[甲某]", []), (100, "[甲某]", ["YC16"]), (101, "[]", ["YC16"])],
    )
    def test_samples_beyond_a_hundred(self, bench: Bench, guests: int, hosts: str, codes: list[str]) -> None:
        meal = f"用餐: [{{日程: ⟦A1⟧, 来宾: {guests}, 陪餐: {hosts}}}]\n"
        found = bench(meal, only="YC16")
        assert found.codes == codes
        assert not codes or (found.spans("YC16"), found.levels("YC16")) == (found.marks, ["warning"])
        assert bench(meal, only="YC19").codes == [code.replace("16", "19") for code in codes]

    @cases(
        ("sample", "codes"),
        [
            ("每样125克，冷藏48小时", []),
            ("每样124克，冷藏48小时", ["YC16"]),
            ("每样125克，冷藏47小时", ["YC16"]),
            ("按规定留样", []),
            ("待填", []),
        ],
    )
    def test_the_figures_of_a_sample(self, bench: Bench, sample: str, codes: list[str]) -> None:
        found = bench(f"用餐: [{{日程: A1, 留样: ⟦{sample}⟧}}]\n", only="YC16")
        assert found.codes == codes
        assert not codes or found.spans("YC16") == found.marks

    def test_a_public_event_of_unknown_size_is_pointed_out(self, bench: Bench) -> None:
        event = "安全: {公众活动: 是}\n"
        assert bench(event, only="YC16").codes == []
        assert bench(event + "人数: {分组: [{名称: 代表}]}\n", without=["来宾"], only="YC16").levels("YC16") == ["info"]

    def test_a_task_about_certificates_is_enough(self, bench: Bench) -> None:
        plan = "用餐: [{日程: A1, 来宾: 300}]\n任务: [{事项: 查验健康证, 责任人: 姚晨, 时限: T-1}]\n"
        assert bench(plan, only="YC19").codes == []


class TestYC20:
    def test_a_meal_without_an_entry(self, bench: Bench) -> None:
        item = "编号: ⟦A1⟧, 时间: 12:00-12:40, 事项: 午餐, 类别: {}, 责任人: 姚晨"
        day = "日程:\n  - 日期: 2026-05-11\n    安排:\n      - {{{}}}\n"
        found = bench(day.format(item.format("用餐")), only="YC20")
        assert (found.spans("YC20"), found.levels("YC20")) == (found.marks, ["warning"])
        assert bench(day.format(item.format("休息")), only="YC20").codes == []
        assert bench(day.format(item.format("用餐")) + "用餐: [{日程: A1}]\n", only="YC20").codes == []
        assert bench(day.format(item.format("用餐")) + "用餐: 待填\n", only="YC20").codes == []


class TestYC21:
    BARE = "来宾: [{{姓名: 甲某, 单位: 省局, 职务: 局长{0}}}]\n任务: [{{事项: {1}, 责任人: 姚晨, 时限: T-1}}]\n"

    def test_nobody_asked(self, bench: Bench) -> None:
        found = bench(self.BARE.format("", "洗车") + "用餐: [{日程: ⟦A1⟧, 接待方承担: 是}]\n", only="YC21")
        assert (found.spans("YC21"), found.levels("YC21")) == (found.marks, ["warning"])

    @pytest.mark.parametrize(
        ("guest", "task"),
        [
            (", 饮食: [低糖]", "洗车"),
            (", 过敏: [鱼类]", "洗车"),
            (", 饮食: 待填", "洗车"),
            ("", "核对饮食禁忌"),
            ("", "问清过敏情况"),
        ],
    )
    def test_asked_or_being_asked(self, bench: Bench, guest: str, task: str) -> None:
        assert bench(self.BARE.format(guest, task), only="YC21").codes == []

    def test_meals_the_guests_arrange_themselves(self, bench: Bench) -> None:
        assert bench(self.BARE.format("", "洗车") + "用餐: [{日程: A1, 接待方承担: 否}]\n", only="YC21").codes == []
