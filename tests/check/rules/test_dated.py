"""SJ11, SJ21: days outside the visit in forecasts and on printed names, and days that nothing is planned for."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench

TWO_DAYS = "日期: 2026-05-11 至 2026-05-12\n"


def days(*dates: str) -> str:
    row = "时间: 09:00-10:00, 事项: 座谈, 类别: 座谈, 地点: 县行政中心三号会议室"
    return "日程:\n" + "".join(
        f"  - {{日期: {date}, 安排: [{{编号: A{number}, {row}}}]}}\n" for number, date in enumerate(dates, 1)
    )


@cases(
    "name, level",
    [
        ("5月11日公务活动", []),
        ("5月11日至12日公务活动", []),
        ("⟦5月10日公务活动⟧", ["warning"]),
        ("⟦5月12日至13日公务活动⟧", ["warning"]),
        ("公务活动", []),
    ],
)
def test_days_on_signs_and_badges(bench: Bench, name: str, level: list[str]) -> None:
    found = bench(TWO_DAYS + days("2026-05-11", "2026-05-12") + f"对外名称: {name}\n", only="SJ11")
    assert found.levels("SJ11") == level
    assert found.spans("SJ11") == found.marks


@cases("day, codes", [("2026-05-11", []), ("2026-05-12", []), ("2026-05-10", ["SJ11"]), ("2026-05-13", ["SJ11"])])
def test_days_of_the_forecast(bench: Bench, day: str, codes: list[str]) -> None:
    plan = TWO_DAYS + days("2026-05-11", "2026-05-12") + f"天气: [{{日期: {day}, 天气: 晴}}]\n"
    assert bench(plan, only="SJ11").codes == codes


@cases("degrees", ["最低: 8, 最高: 8", "最低: -3, 最高: 2", "最低: 9", "最低: ⟦9⟧, 最高: 8", "最低: ⟦-1⟧, 最高: -2"])
def test_degrees_of_the_forecast(bench: Bench, degrees: str) -> None:
    found = bench(
        TWO_DAYS + days("2026-05-11", "2026-05-12") + f"天气: [{{日期: 2026-05-11, {degrees}}}]\n", only="SJ11"
    )
    assert found.spans("SJ11") == found.marks
    assert found.levels("SJ11") == ["warning"] * len(found.marks)


@cases(
    "plan, codes",
    [
        (TWO_DAYS + days("2026-05-11"), ["SJ21"]),
        (TWO_DAYS + days("2026-05-12"), ["SJ21"]),
        (TWO_DAYS + days("2026-05-11", "2026-05-12"), []),
        ("日期: 2026-05-11 至 2026-05-13\n" + days("2026-05-11", "2026-05-13"), []),
        ("日期: 2026-05-11 至 2026-05-15\n" + days("2026-05-11"), ["SJ21"]),
        ("日期: 2026-05-11 至 2026-05-16\n" + days("2026-05-11"), []),
        (TWO_DAYS + days("2026-05-11") + "住宿: {宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12}\n", []),
        (TWO_DAYS + days("2026-05-11")
         + "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 离开: {时间: 2026-05-12 07:30}}]\n", []),
    ],
    ids=["last", "first", "all", "a day between", "five days", "a long visit", "gone after breakfast", "a train"],
)  # fmt: skip
def test_days_without_a_programme(bench: Bench, plan: str, codes: list[str]) -> None:
    assert bench(plan, only="SJ21").codes == codes
