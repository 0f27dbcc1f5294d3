from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

PAID = "{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ['0001']}"
DONE = f"实际: {{人数: 2, 经费: [{PAID}]}}\n"
LOCAL = "标准: {规则包: [fujian]}\n"


class TestQD01:
    @cases(
        ("as_of", "levels"),
        [("", []), ("2026-05-11", []), ("2026-05-12", ["info"]), ("2026-05-18", ["info"]), ("2026-05-19", ["error"])],
    )
    def test_after_the_visit(self, bench: Bench, as_of: str, levels: list[str]) -> None:
        found = bench("日期: ⟦2026-05-11⟧\n", only="QD01", as_of=as_of)
        assert found.levels("QD01") == levels
        assert not levels or found.spans("QD01") == found.marks

    @cases("section", [DONE, "实际: {人数: 2}\n", "类型: 会议\n"])
    def test_done_or_not_asked(self, bench: Bench, section: str) -> None:
        assert bench(section, only="QD01", as_of="2026-08-01").codes == []


class TestQD02:
    def test_silent_before_the_visit_and_of_a_sound_list(self, bench: Bench) -> None:
        nowhere = programme("编号: A1, 时间: 待填, 事项: 座谈, 类别: 座谈")
        assert bench(nowhere, only="QD02").codes == []
        assert bench("实际: {安排: [{编号: A1, 备注: 晚点}]}\n", only="QD02").codes == []
        assert bench(DONE, only="QD02").codes == []

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ('编号: ⟦A1⟧, 时间: "9:00-10:00", 事项: 座谈, 类别: 座谈', "A1“座谈”没有写地点"),
            ("编号: ⟦A1⟧, 时间: 待填, 事项: 座谈, 类别: 座谈, 地点: 待填", "A1“座谈”没有写时间、地点"),
        ],
    )
    def test_items(self, bench: Bench, row: str, message: str) -> None:
        found = bench(programme(row) + DONE, only="QD02")
        assert found.spans("QD02") == found.marks
        assert [d.message for d in found.of("QD02")] == [message]
        assert found.levels("QD02") == ["error"]

    @pytest.mark.parametrize("kind", ["乘车", "休息"])
    def test_rides_and_rests_need_no_place(self, bench: Bench, kind: str) -> None:
        day = programme(f'编号: A1, 时间: "9:00-9:30", 事项: 休息, 类别: {kind}')
        assert bench(day + DONE, only="QD02").codes == []

    def test_guests_and_costs(self, bench: Bench) -> None:
        assert len(bench("来宾: []\n人数: {总数: 2}\n" + DONE, only="QD02").of("QD02")) == 1
        blank = bench("来宾: [{姓名: 陈志远, 单位: ⟦待填⟧, 职务: 处长}]\n" + DONE, only="QD02")
        assert blank.spans("QD02") == blank.marks
        assert bench("实际: {人数: 2}\n", only="QD02").of("QD02")[0].message == "清单没有写费用"
        assert bench("实际: {人数: 2}\n经费: [{项目: 餐费, 金额: 0}]\n", only="QD02").codes == []

    def test_by_the_day_alone(self, bench: Bench) -> None:
        assert bench("", only="QD02", as_of="2026-05-11").codes == []
        assert bench("", only="QD02", as_of="2026-05-12").codes == ["QD02"]


class TestQD03:
    NOBODY = "陪同: []\n工作人员: []\n" + programme('编号: A1, 时间: "9:00-10:00", 事项: 座谈, 地点: 云溪宾馆')

    def test_companions_and_staff(self, bench: Bench) -> None:
        assert len(bench(self.NOBODY + DONE, only="QD03").of("QD03")) == 2
        assert bench(self.NOBODY, only="QD03").codes == []
        assert bench(DONE, only="QD03").codes == []

    def test_since_the_revision(self, bench: Bench) -> None:
        old = self.NOBODY.replace("2026-05-11", "{0}") + "日期: {0}\n" + DONE.replace("{", "{{").replace("}", "}}")
        old = old.replace("{编号", "{{编号").replace("宾馆}", "宾馆}}")
        assert bench(old.format("2025-05-17"), only="QD03").codes == []
        assert bench(old.format("2025-05-18"), only="QD03").codes == ["QD03"]


class TestQD04:
    @pytest.mark.parametrize(
        ("cost", "codes"),
        [
            ("{项目: ⟦工作餐⟧, 金额: 180, 付费: 接待方}", ["QD04"]),
            ("{项目: ⟦工作餐⟧, 金额: 180}", ["QD04"]),
            ("{项目: 工作餐, 金额: 180, 票据: [1]}", []),
            ("{项目: 工作餐, 金额: 180, 票据: 待填}", []),
            ("{项目: 住宿, 金额: 180, 付费: 来宾单位}", []),
            ("{项目: 工作餐, 金额: 0}", []),
        ],
    )
    def test_vouchers(self, bench: Bench, cost: str, codes: list[str]) -> None:
        found = bench(f"实际: {{经费: [{cost}]}}\n", only="QD04")
        assert found.codes == codes
        assert not codes or (found.spans("QD04") == found.marks and found.levels("QD04") == ["error"])
        assert bench(f"经费: [{cost.split(', 票据')[0].rstrip('}')}}}]\n", only="QD04").codes == []


@pytest.mark.parametrize("section", ["经费: [{}]\n", "实际: {{经费: [{}]}}\n"])
class TestWrongWhereverItStands:
    @pytest.mark.parametrize(
        ("cost", "codes"),
        [
            ("{项目: 工作餐, 付费: 接待方, 支付: ⟦现金⟧}", ["QD06"]),
            ("{项目: 工作餐, 支付: ⟦现金⟧}", ["QD06"]),
            ("{项目: 工作餐, 付费: 来宾单位, 支付: 现金}", []),
            ("{项目: 工作餐, 付费: 接待方, 支付: 转账}", []),
            ("{项目: ⟦工作餐（先挂账）⟧, 付费: 接待方}", ["QD06"]),
            ("{项目: 工作餐（不挂账）, 付费: 接待方}", []),
            ("{项目: ⟦来宾返程机票⟧, 付费: 接待方}", ["QD07"]),
            ("{项目: ⟦来宾差旅费⟧, 付费: 接待方}", ["QD07"]),
            ("{项目: ⟦来宾返程车票⟧, 付费: 接待方}", ["QD07"]),
            ("{项目: 停车票, 付费: 接待方}", []),
            ("{项目: 来宾返程机票, 付费: 来宾单位}", []),
            ("{项目: 交通费}", []),
            ("{项目: 工作人员差旅费, 付费: 接待方}", []),
            ("{项目: ⟦工作餐由云溪纺织公司承担⟧, 付费: 接待方}", ["QD07"]),
            ("{项目: 工作餐，不得由企业承担, 付费: 接待方}", []),
        ],
    )
    def test_payment(self, bench: Bench, section: str, cost: str, codes: list[str]) -> None:
        found = bench(section.format(cost), only=("QD06", "QD07"))
        assert found.codes == codes
        assert not codes or (found.spans(codes[0]) == found.marks and found.levels(codes[0]) == ["error"])


class TestQD07:
    def test_a_meal_that_somebody_else_pays(self, bench: Bench) -> None:
        found = bench("用餐: [{日程: A1, 收费: ⟦由青山镇承担⟧}]\n", only="QD07")
        assert found.spans("QD07") == found.marks
        assert bench("用餐: [{日程: A1, 收费: 来宾按标准交纳}]\n", only="QD07").codes == []

    def test_a_conference_has_conference_costs(self, bench: Bench) -> None:
        costs = "经费: [{项目: 会议费, 付费: 接待方}]\n"
        assert bench(costs, only="QD07").codes == ["QD07"]
        assert bench("类型: 会议\n" + costs, only="QD07").codes == []


class TestQD08:
    # the budget of the bench is 600000, 214000 of it spent
    def test_both_sides_of_the_budget(self, bench: Bench) -> None:
        plan = "经费:\n  - {项目: 工作餐, 金额: 100000, 付费: 接待方}\n  - {项目: 租车, 金额: ⟦%s⟧, 付费: 接待方}\n"
        assert bench(plan % 286000, only="QD08").codes == []
        found = bench(plan % 286001, only="QD08")
        assert found.spans("QD08") == found.marks
        assert found.levels("QD08") == ["error"]
        (one,) = found.of("QD08")
        assert one.related[0].file.endswith("office.yaml")
        assert one.message == ("今年已支出 214000 元，这次到这一笔共 386001 元，合计 600001 元，超过年度预算 600000 元")

    def test_what_guests_pay_does_not_count(self, bench: Bench) -> None:
        assert bench("经费: [{项目: 住宿, 金额: 900000, 付费: 来宾单位}]\n", only="QD08").codes == []

    def test_actual_costs_may_be_in_the_sum_already(self, bench: Bench) -> None:
        paid = "实际: {经费: [{项目: 餐, 金额: 400000, 付费: 接待方, 票据: [1]}]}\n"
        assert bench(paid, only="QD08").levels("QD08") == ["warning"]

    def test_without_a_budget(self, bench: Bench) -> None:
        dear = "经费: [{项目: 餐, 金额: 9000000, 付费: 接待方}]\n"
        assert bench(dear, office=None, only="QD08").codes == []
        assert bench(dear, office="标准: {接待费: {年度预算: 100}}\n", only="QD08").codes == []


class TestLocal:
    @pytest.mark.parametrize(
        ("section", "code"),
        [
            ("实际: {经费: [{项目: 餐, 金额: 9, 票据: [1]}, {项目: ⟦餐⟧, 金额: 9, 票据: [2]}]}\n", "QD11"),
            ("实际: {人数: 2, 经费: [{项目: ⟦餐⟧, 金额: 9, 票据: [1]}]}\n用餐: []\n", "QD05"),
        ],
    )
    def test_off_by_default(self, bench: Bench, section: str, code: str) -> None:
        assert bench(section, only=code).codes == []
        found = bench(section, office=LOCAL, only=code)
        assert found.spans(code) == found.marks

    @pytest.mark.parametrize(("as_of", "codes"), [("2026-07-10", []), ("2026-07-11", ["QD10"])])
    def test_two_months(self, bench: Bench, as_of: str, codes: list[str]) -> None:
        assert bench("", office=LOCAL, only="QD10", as_of=as_of).codes == codes
        assert bench(DONE, office=LOCAL, only="QD10", as_of=as_of).codes == []
