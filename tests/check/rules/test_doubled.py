"""ZC01 for people who are seated twice, GS11 for two who are both the chief host."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme

CHART = "座次: [{{编号: S1, 日程: A2, 形式: {shape}, 来宾席: [{guests}], 主人席: [{hosts}]}}{more}]\n"


class TestSeatedTwice:
    @cases(
        ("guests", "hosts", "told"),
        [
            ("陈志远, 李娜", "林峰, 沈浩", False),
            ("陈志远, 李娜, ⟦陈志远⟧", "林峰, 沈浩", True),
            ("陈志远, 李娜, ⟦李娜⟧", "林峰, 沈浩", True),
            ("陈志远, 李娜", "林峰, ⟦林峰⟧, 沈浩", True),
            ("全体, 李娜", "林峰, 沈浩", False),
            ("陈志远, 李娜", "林峰, 沈浩, 各乡镇, 各乡镇", False),
        ],
    )
    def test_in_one_chart(self, bench: Bench, guests: str, hosts: str, told: bool) -> None:
        found = bench(CHART.format(shape="长条桌横放", guests=guests, hosts=hosts, more=""), only="ZC01")
        said = [one for one in found.of("ZC01") if "写了两次" in one.message]
        assert tuple(one.span for one in said) == (found.marks if told else ())
        assert [one.related[0].message for one in said] == ["第一次在这里"] * told

    def test_at_two_tables_but_not_at_two_items_or_in_two_shapes(self, bench: Bench) -> None:
        other = ", {{编号: S2, 日程: {0}, 形式: {1}, 人员: [⟦李娜⟧]}}"
        for item, shape, told in (("A2", "圆桌", True), ("A1", "圆桌", False), ("A2", "合影", False)):
            chart = CHART.format(
                shape="圆桌", guests="陈志远, 李娜", hosts="林峰, 沈浩", more=other.format(item, shape)
            )
            found = bench(chart, only="ZC01")
            said = [one.span for one in found.of("ZC01") if "写了两次" in one.message]
            assert tuple(said) == (found.marks if told else ())

    def test_cars_signers_and_guests_among_the_hosts_are_no_case_of_it(self, bench: Bench) -> None:
        for shape, hosts in (("签字", "林峰, 林峰"), ("乘车", "林峰, 林峰"), ("圆桌", "林峰, 沈浩, 李娜")):
            found = bench(CHART.format(shape=shape, guests="陈志远, 李娜", hosts=hosts, more=""), only="ZC01")
            assert [one.message for one in found.of("ZC01") if "写了两次" in one.message] == []

    def test_the_order_is_that_of_the_first_place(self, bench: Bench) -> None:
        chart = CHART.format(shape="长条桌横放", guests="陈志远, 李娜, 陈志远", hosts="林峰, 沈浩, 林峰", more="")
        assert bench(chart, only="ZC04").codes == []


class TestTwoPrincipals:
    HOSTS = (
        "陪同:\n  - {{姓名: 林峰, 单位: 县政府, 职务: 副县长, 角色: 主陪}}\n"
        "  - {{姓名: 沈浩, 单位: 县发改局, 职务: 局长, 角色: ⟦{0}⟧}}\n"
    )

    def test_at_one_item(self, bench: Bench) -> None:
        found = bench(self.HOSTS.format("主陪"), only="GS11")
        assert found.spans("GS11") == found.marks
        assert found.levels("GS11") == ["warning"]
        assert found.of("GS11")[0].message == "沈浩和林峰都是主陪，A2“调研座谈会”两人都在"
        assert bench(self.HOSTS.format("副主陪"), only="GS11").codes == []

    def test_each_at_an_item_of_their_own(self, bench: Bench) -> None:
        days = (
            "日程:\n  - 日期: 2026-05-11\n    安排:\n"
            "      - {编号: A1, 时间: 09:00-10:00, 事项: 座谈会, 类别: 座谈, 陪同: [林峰]}\n"
            "      - {编号: A2, 时间: 14:00-15:00, 事项: 座谈会, 类别: 座谈, 陪同: [沈浩]}\n"
        )
        assert bench(self.HOSTS.format("主陪") + days, only="GS11").codes == []
        both = days + "      - {编号: A3, 时间: 16:00-17:00, 事项: 座谈会, 类别: 座谈, 陪同: [沈浩, 林峰]}\n"
        assert len(bench(self.HOSTS.format("主陪") + both + both[-1:], only="GS11").of("GS11")) == 1


class TestListedTwice:
    @cases(
        ("section", "told"),
        [
            ("乘车: [{日程: A1, 车辆: 1, 乘车人: [陈志远, 李娜, ⟦李娜⟧]}]\n", True),
            ("乘车: [{日程: A1, 车辆: 1, 乘车人: [陈志远, 李娜]}]\n", False),
            ("礼品: [{名称: 茶席, 赠予: [陈志远, ⟦陈志远⟧]}]\n", True),
            ("公函: {来函单位: 省政府, 人员: [陈志远, ⟦陈志远⟧, 李娜]}\n", True),
            (programme("编号: A1, 时间: 09:00-10:00, 事项: 座谈, 来宾: [李娜, ⟦李娜⟧]"), True),
            (programme("编号: A1, 时间: 09:00-10:00, 事项: 座谈, 陪同: [林峰, ⟦林峰⟧]"), True),
            (programme("编号: A1, 时间: 09:00-10:00, 事项: 座谈, 陪同: [林峰, 沈浩]"), False),
            ("用餐: [{日程: A1, 菜单: [{菜名: 青菜}, {菜名: ⟦青菜⟧}]}]\n", True),
            ("用餐: [{日程: A1, 菜单: [{菜名: 待定}, {菜名: 待定}]}]\n", False),
            ("用餐: [{日程: A1, 菜单: [{菜名: 青菜}]}, {日程: A2, 菜单: [{菜名: 青菜}]}]\n", False),
        ],
    )
    def test_of_lists_and_menus(self, bench: Bench, section: str, told: bool) -> None:
        found = bench(section, only="GS11")
        assert found.spans("GS11") == (found.marks if told else ())
        assert found.levels("GS11") == ["warning"] * told

    def test_two_guests_of_one_name_may_both_be_there(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: 王磊, 单位: 甲局, 职务: 丙}, {姓名: 王磊, 单位: 乙局, 职务: 丁}]\n"
        letter = "公函: {来函单位: 省政府, 人员: [王磊, 王磊]}\n"
        assert bench(guests + letter, only="GS11").codes == []
        assert bench(guests.replace("王磊, 单位: 乙局", "李娜, 单位: 乙局") + letter, only="GS11").codes == ["GS11"]

    @cases(("other", "told"), [("⟦安娜·韦伯⟧", True), ("贝塔·韦伯", False), ("待填", False)])
    def test_of_chinese_names(self, bench: Bench, other: str, told: bool) -> None:
        name = "待填" if other == "待填" else "安娜·韦伯"
        guests = (
            f"类型: 外事\n来宾: [{{姓名: Anna Weber, 中文名: {name}, 单位: 甲市, 职务: 丙}}, "
            f"{{姓名: Berta Weber, 中文名: {other}, 单位: 甲市, 职务: 丙}}]\n"
        )
        found = bench(guests, only="GS11")
        assert found.spans("GS11") == (found.marks if told else ())
