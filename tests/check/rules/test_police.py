from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme

POLICE = "车辆: [{车号: 9, 车型: 轿车, 核载: 4, 警车: 是, 所属: 县公安局}]\n"


def task(what: str) -> str:
    return f"任务:\n  - {{事项: {what}, 责任单位: 县公安局, 责任人: 韩磊, 电话: 0570-5550103, 时限: T-1}}\n"


class TestCX02:
    @cases("safety", ["{警车: ⟦1⟧}", "{封路: ⟦是⟧}", "{警车: 0, 封路: ⟦true⟧}"])
    def test_without_a_basis(self, bench: Bench, safety: str) -> None:
        found = bench(f"安全: {safety}\n", only="CX")
        assert found.codes == ["CX02"]
        assert found.spans("CX02") == found.marks
        assert found.levels("CX02") == ["error"]

    @cases("safety", ["{警车: 1, 依据: 警卫任务通知}", "{封路: 是, 依据: 待填}", "{警车: 0, 封路: 否}", "{警车: 无}"])
    def test_with_a_basis_or_without_police(self, bench: Bench, safety: str) -> None:
        assert bench(f"安全: {safety}\n", only="CX02").codes == []

    def test_a_police_car_in_the_programme(self, bench: Bench) -> None:
        day = programme('编号: A1, 时间: "9:00-9:30", 事项: 乘车, 类别: 乘车, 车辆: [1, ⟦9⟧]')
        found = bench(day, office=POLICE, only="CX02")
        assert found.spans("CX02") == found.marks
        assert bench(day + "安全: {依据: 文件}\n", office=POLICE, only="CX02").codes == []

    @cases(
        ("what", "codes"),
        [
            ("警车开道", ["CX02"]),
            ("沿线封闭道路", ["CX02"]),
            ("路口疏导，不封路", []),
            ("沿途路口疏导和停车点", []),
            ("检查警车车况", []),
        ],
    )
    def test_in_words(self, bench: Bench, what: str, codes: list[str]) -> None:
        found = bench(task(f"⟦{what}⟧"), only="CX02")
        assert found.codes == codes
        assert not codes or found.spans("CX02") == found.marks

    def test_for_foreign_guests_too(self, bench: Bench) -> None:
        assert bench("类型: 外事\n安全: {警车: 1}\n", only="CX02").codes == ["CX02"]


class TestCX03:
    def test_clearing_is_an_error_with_a_basis_too(self, bench: Bench) -> None:
        found = bench("安全: {清场: ⟦是⟧, 依据: 文件}\n", only="CX")
        assert found.spans("CX03") == found.marks
        assert found.levels("CX03") == ["error"]
        assert bench("安全: {清场: 否}\n", only="CX").codes == []

    @cases(
        ("what", "codes"),
        [
            ("考察期间博物馆闭馆", ["CX03"]),
            ("提前清退游客", ["CX03"]),
            ("景区暂停对外开放", ["CX03"]),
            ("考察前清场", ["CX03"]),
            ("会后清场打扫", []),
            ("不闭馆，正常开放", []),
        ],
    )
    def test_in_words(self, bench: Bench, what: str, codes: list[str]) -> None:
        assert bench(task(what), only="CX03").codes == codes

    def test_foreign_guests_are_not_meant(self, bench: Bench) -> None:
        assert bench("类型: 外事\n安全: {清场: 是}\n", only="CX03").codes == []
