from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench


class TestGK01:
    @cases(
        ("actuals", "count"),
        [
            ("{人数: 2, 经费: [{项目: 餐, 金额: 9}]}", 0),
            ("{经费: [{项目: 餐, 金额: 9}]}", 1),
            ("{人数: 2, 经费: [{项目: 餐}]}", 1),
            ("{人数: 待填, 经费: [{项目: 餐, 金额: 待填}]}", 0),
            ("{安排: [{编号: A1, 备注: 晚点}]}", 0),
        ],
    )
    def test_figures_for_the_year(self, bench: Bench, actuals: str, count: int) -> None:
        assert bench(f"实际: {actuals}\n", only="GK01").levels("GK01") == ["info"] * count


class TestGK02:
    @cases("data", ["电话: 13900000105", "民族: 回族", "饮食: [清真]", "过敏: [花生]", "健康提示: 膝关节不适"])
    def test_private_data_in_a_public_plan(self, bench: Bench, data: str) -> None:
        plan = f"密级: ⟦公开⟧\n来宾: [{{姓名: 陈志远, 单位: 省局, 职务: 处长, {data}}}]\n"
        found = bench(plan, only="GK02")
        assert found.spans("GK02") == found.marks
        assert found.levels("GK02") == ["warning"]
        assert bench(plan.replace("公开", "内部"), only="GK02").codes == []

    def test_names_alone_may_be_public(self, bench: Bench) -> None:
        plain = "来宾: [{姓名: 陈志远, 单位: 省局, 职务: 处长}]\n"
        assert bench("密级: 公开\n" + plain, only="GK02").codes == []


class TestCF01:
    @cases(("code", "codes"), [("YC02", ["CF01"]), ("LP01", ["CF01"]), ("SJ05", []), ("ZC01", [])])
    def test_what_a_waiver_cannot_do(self, bench: Bench, code: str, codes: list[str]) -> None:
        found = bench(f"豁免: [{{规则: ⟦{code}⟧, 理由: 领导要求, 批准人: 徐正}}]\n", only="CF01")
        assert found.codes == codes
        assert not codes or (found.spans("CF01") == found.marks and found.levels("CF01") == ["info"])
