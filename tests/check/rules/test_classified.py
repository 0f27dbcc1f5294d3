from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme


def task(what: str) -> str:
    return f"任务:\n  - {{事项: {what}, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}}\n"


class TestBM03:
    @cases(
        ("what", "codes"),
        [
            ("涉密专题会", ["BM03"]),
            ("非涉密专题会", []),
            ("专题会（不涉密）", []),
            ("保密局座谈", []),
            ("涉密材料会后收回", []),
            ("涉密岗位人员培训情况汇报", []),
        ],
    )
    def test_a_classified_meeting(self, bench: Bench, what: str, codes: list[str]) -> None:
        found = bench(programme(f'编号: A1, 时间: "9:00-10:00", 事项: ⟦{what}⟧'), only="BM03")
        assert found.codes == codes
        assert not codes or (found.spans("BM03") == found.marks and found.levels("BM03") == ["warning"])

    @cases(
        ("what", "found"), [("考察涉密车间并合影", True), ("考察涉密车间，不合影", False), ("考察车间并合影", False)]
    )
    def test_pictures_are_taken_nowhere_even_with_arrangements(self, bench: Bench, what: str, found: bool) -> None:
        day = programme(f'编号: A1, 时间: "9:00-10:00", 事项: {what}')
        assert bool(bench(day + task("落实保密方案"), only="BM03").codes) is found

    def test_with_its_arrangements(self, bench: Bench) -> None:
        day = programme('编号: A1, 时间: "9:00-10:00", 事项: 涉密专题会')
        assert bench(day + task("落实会议保密方案，手机集中存放"), only="BM03").codes == []


class TestBM04:
    @cases(
        ("mark", "codes"),
        [
            ("绝密★30年", []),
            ("绝密★31年", ["BM04"]),
            ("机密★20年", []),
            ("机密☆21年", ["BM04"]),
            ("秘密★10年", []),
            ("秘密 ★ 11 年", ["BM04"]),
            ("商业秘密保护11年", []),
        ],
    )
    def test_both_sides_of_each_term(self, bench: Bench, mark: str, codes: list[str]) -> None:
        found = bench(task(f"⟦取回{mark}文件⟧"), only="BM04")
        assert found.codes == codes
        assert not codes or (found.spans("BM04") == found.marks and found.levels("BM04") == ["info"])
