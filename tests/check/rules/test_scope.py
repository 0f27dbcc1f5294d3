from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench


def day(what: str, kind: str = "其他", more: str = "") -> str:
    return (
        "日程:\n  - 日期: 2026-05-11\n    安排:\n"
        f"      - {{编号: A1, 时间: 14:00-16:00, 事项: ⟦{what}⟧, 类别: {kind}, 责任人: 姚晨{more}}}\n"
    )


class TestFW01:
    @cases("what", ["返乡探亲", "休假", "扫墓", "旅游", "自由活动、同学聚会", "度假休整"])
    def test_personal_activities(self, bench: Bench, what: str) -> None:
        found = bench(day(what), only="FW01")
        assert found.spans("FW01") == found.marks
        assert found.levels("FW01") == ["error"]

    @cases(
        "what",
        [
            "考察乡村旅游示范点",
            "座谈旅游产业发展",
            "乘车经旅游公路前往青山镇",
            "调研休假制度落实情况",
            "入住度假酒店",
            "到文化和旅游局",
            "调研旅游",
        ],
    )
    def test_work_and_names(self, bench: Bench, what: str) -> None:
        assert bench(day(what), only=("FW01", "LP02")).codes == []

    def test_in_a_step_too(self, bench: Bench) -> None:
        found = bench(
            day("座谈").replace("⟦", "").replace("⟧", "").replace("}\n", ", 流程: [{事项: ⟦探亲访友⟧}]}\n"), only="FW01"
        )
        assert found.spans("FW01") == found.marks

    def test_not_for_foreign_guests(self, bench: Bench) -> None:
        assert bench("类型: 外事\n" + day("旅游"), only="FW01").codes == []


class TestFW02:
    @cases(
        ("what", "payer", "codes"),
        [
            ("洗衣费", "接待方", ["FW02"]),
            ("家属交通费", "接待方", ["FW02"]),
            ("洗衣费", "来宾单位", []),
            ("工作餐", "接待方", []),
            ("旅游客车租赁", "接待方", []),
        ],
    )
    def test_who_pays_for_what(self, bench: Bench, what: str, payer: str, codes: list[str]) -> None:
        found = bench(f"经费: [{{项目: ⟦{what}⟧, 金额: 80, 付费: {payer}}}]\n", only="FW02")
        assert found.codes == codes
        assert not codes or found.spans("FW02") == found.marks


class TestFW03:
    @cases(
        ("kind", "purpose", "codes"),
        [
            ("学习交流", "学习交流", ["FW03"]),
            ("学习交流", "到县参观学习", ["FW03"]),
            ("学习交流", "学习医共体药品采购的做法", []),
            ("学习交流", "待填", []),
            ("调研", "调研", []),
        ],
    )
    def test_a_purpose_that_says_nothing(self, bench: Bench, kind: str, purpose: str, codes: list[str]) -> None:
        found = bench(f"类型: {kind}\n事由: ⟦{purpose}⟧\n", only="FW03")
        assert found.codes == codes
        assert not codes or found.spans("FW03") == found.marks

    @pytest.mark.parametrize(("kind", "codes"), [("会议", ["FW03"]), ("考察", [])])
    def test_a_conference_at_a_scenic_place(self, bench: Bench, kind: str, codes: list[str]) -> None:
        office = "场所: [{名称: 云溪湖, 类别: 景区}]\n"
        found = bench(day("工作会", kind, ", 地点: [云溪湖]"), office=office, only="FW03")
        assert found.codes == codes
        assert not codes or found.words("FW03") == ["云溪湖"]


class TestFW04:
    GUESTS = "来宾: [{姓名: 甲某, 单位: 云溪县水利局, 职务: 局长}, {姓名: 乙某, 单位: {0}, 职务: 科员}]\n"

    def test_off_unless_a_local_pack_turns_it_on(self, bench: Bench) -> None:
        plan = self.GUESTS.replace("{0}", "云溪水文站")
        assert bench(plan, only="FW04").codes == []
        office = "标准: {规则包: [shenzhen-2013]}\n"
        assert bench(plan, office=office, only="FW04").levels("FW04") == ["warning"]
        assert bench(self.GUESTS.replace("{0}", "市水利局"), office=office, only="FW04").codes == []
        assert bench(plan + "用餐: [{日程: A1, 接待方承担: 否}]\n", office=office, only="FW04").codes == []


class TestFW05:
    def test_a_visit_without_a_purpose(self, bench: Bench) -> None:
        plan = day("参观", "考察").replace("⟦", "").replace("⟧", "").replace("编号: A1", "编号: ⟦A1⟧")
        found = bench(plan, only="FW05")
        assert found.spans("FW05") == found.marks
        assert found.levels("FW05") == ["warning"]

    @cases(("kind", "more"), [("考察", ", 目的: 了解项目"), ("考察", ", 目的: 待填"), ("座谈", ""), ("乘车", "")])
    def test_with_a_purpose_or_of_another_kind(self, bench: Bench, kind: str, more: str) -> None:
        assert bench(day("一项", kind, more), only="FW05").codes == []
