"""GH04, GS14: a welcome that was copied from another visit, or names a guest with a wrong sign."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench

GUESTS = (
    "来宾:\n"
    "  - {姓名: Klaus Reinhardt, 中文名: 克劳斯·赖因哈特, 国籍: 德国, 单位: 林登市, 职务: 市长}\n"
    "  - {姓名: 梁国栋, 单位: 省卫生健康委, 职务: 副主任}\n"
)


@cases(
    "text, codes",
    [
        ("两天里请多提意见", []),
        ("三天里请多提意见", ["GH04"]),
        ("一天的行程很紧", ["GH04"]),
        ("三天前就盼着各位", []),
        ("二十二天里建成", []),
        ("第三天的行程再说", []),
    ],
)
def test_the_length_of_the_visit(bench: Bench, text: str, codes: list[str]) -> None:
    assert bench(f"日期: 2026-05-11 至 2026-05-12\n欢迎词: [{text}]\n", only="GH04").codes == codes


@cases(
    "text, codes",
    [
        ("尊敬的赖因哈特市长", []),
        ("尊敬的莱因哈特市长", ["GS14"]),
        ("尊敬的赖因哈持先生", ["GS14"]),
        ("尊敬的梁国栋主任", []),
        ("尊敬的梁国拣主任", ["GS14"]),
        ("尊敬的赖因哈特副市长", []),
        ("尊敬的赖因哈特县长", ["GS14"]),
        ("尊敬的梁国栋副主任、各位专家", []),
        ("尊敬的梁国栋局长", ["GS14"]),
        ("梁国栋总说要来", []),
        ("我们的栋梁国家兴", []),
        ("各位来宾", []),
    ],
)
def test_names(bench: Bench, text: str, codes: list[str]) -> None:
    assert bench(f"{GUESTS}欢迎词: [{text}]\n", only="GS14").codes == codes


@cases("text, codes", [("欢迎来到云溪县", []), ("欢迎来到清源县", ["GH04"]), ("清源县的老朋友来了", [])])
def test_the_county(bench: Bench, text: str, codes: list[str]) -> None:
    assert bench(f"欢迎词: [{text}]\n", only="GH04").codes == codes
