from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench


class TestLP01:
    def test_every_gift_at_its_name(self, bench: Bench) -> None:
        found = bench("礼品:\n  - {名称: ⟦云溪竹编⟧, 价值: 120}\n  - {名称: ⟦纪念册⟧}\n")
        assert found.spans("LP01") == found.marks
        assert found.levels("LP01") == ["error", "error"]

    @cases("gifts", ["礼品: []\n", "礼品: [{名称: 无}]\n", "礼品: [{名称: 待填}]\n"])
    def test_no_gift(self, bench: Bench, gifts: str) -> None:
        assert bench(gifts, only="LP01").codes == []

    def test_foreign_guests_may_be_given_something(self, bench: Bench) -> None:
        assert bench("类型: 外事\n礼品: [{名称: 竹编, 价值: 150}]\n", only="LP01").codes == []

    @cases(
        ("what", "codes"),
        [
            ("纪念品", ["LP01"]),
            ("土特产礼盒", ["LP01"]),
            ("红包", ["LP01"]),
            ("工作餐", []),
            ("礼品企业调研交通费", []),
            ("土特产展台参观车辆", []),
        ],
    )
    def test_what_is_bought_as_a_gift(self, bench: Bench, what: str, codes: list[str]) -> None:
        found = bench(f"经费: [{{项目: ⟦{what}⟧, 金额: 100, 付费: 接待方}}]\n", only="LP01")
        assert found.codes == codes
        assert not codes or found.spans("LP01") == found.marks

    def test_what_guests_buy_themselves_is_none(self, bench: Bench) -> None:
        assert bench("经费: [{项目: 纪念品, 金额: 100, 付费: 来宾单位}]\n", only="LP01").codes == []

    @cases(
        ("what", "quoted"),
        [
            ("送陈志远一套茶具", "“送陈志远一套茶具”：国内接待不得赠送礼品"),
            ("请杨梅送客人上车", ""),
            ("送客人杨梅两盒", "“送客人杨梅”：国内接待不得赠送礼品"),
        ],
    )
    def test_people_are_known_by_name(self, bench: Bench, what: str, quoted: str) -> None:
        host = "陪同: [{姓名: 杨梅, 单位: 县接待办, 职务: 副主任}]\n" if what.startswith("请") else ""
        task = f"任务: [{{事项: ⟦{what}⟧, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-1}}]\n"
        found = bench(host + task, only="LP01")
        assert [one.message for one in found.of("LP01")] == ([quoted] if quoted else [])
