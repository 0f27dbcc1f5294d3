from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

OWNER = "责任单位: 县接待办, 责任人: 姚晨"


def tasks(*rows: str) -> str:
    return "任务:\n" + "".join(f"  - {row if row.startswith('⟦') else '{' + row + '}'}\n" for row in rows)


class TestOwned:
    def test_nobody_at_all(self, bench: Bench) -> None:
        found = bench(tasks("⟦{编号: T1, 事项: 甲, 时限: T-1}⟧"), only="RW01")
        assert found.spans("RW01") == found.marks
        assert found.levels("RW01") == ["error"]

    @cases("who", ["责任人: 姚晨", "责任单位: 县接待办", "责任单位: 待填", "责任人: 待填", "状态: 取消", OWNER])
    def test_somebody_or_a_blank(self, bench: Bench, who: str) -> None:
        assert bench(tasks(f"编号: T1, 事项: 甲, 时限: T-1, {who}"), only="RW01").codes == []

    def test_a_unit_nobody_can_be_asked_for(self, bench: Bench) -> None:
        found = bench(tasks("编号: T1, 事项: 甲, 时限: T-1, 责任单位: ⟦县文旅局⟧"), only="RW01")
        assert found.spans("RW01") == found.marks
        assert found.levels("RW01") == ["warning"]


class TestDueInTime:
    @cases(
        ("due", "item", "late"),
        [
            ("2026-05-11 14:00", "A2", False),
            ("2026-05-11 14:01", "A2", True),
            ("T 14:01", "A2", True),
            ("T-1 17:00", "A2", False),
            ("2026-05-11", "A2", False),
            ("T", "A2", False),
            ("T+1", "A2", True),
            ("2026-05-12", "A2", True),
            ("T+1", "A9", False),
            ("待填", "A2", False),
            ("2026-05-11 12:30", "A1、A2", True),
        ],
    )
    def test_not_after_the_item_begins(self, bench: Bench, due: str, item: str, late: bool) -> None:
        found = bench(tasks(f"编号: T1, 事项: 甲, 时限: ⟦{due}⟧, 日程: {item}"), only="RW02")
        assert found.spans("RW02") == (found.marks if late else ())
        assert found.levels("RW02") == (["error"] if late else [])

    @cases(
        ("due", "late"),
        [
            ("T+1", False),
            ("T+2", True),
            ("2026-05-12 23:59", False),
            ("2026-05-13", True),
            ("T+3w", True),
            ("T", False),
        ],
    )
    def test_without_an_item_not_after_the_last_day(self, bench: Bench, due: str, late: bool) -> None:
        dates = "日期: 2026-05-11 至 2026-05-12\n"
        found = bench(dates + tasks(f"编号: T1, 事项: 沿途路口疏导, 时限: ⟦{due}⟧"), only="RW02")
        assert found.spans("RW02") == (found.marks if late else ())
        assert found.levels("RW02") == (["error"] if late else [])

    @cases(
        "task",
        [
            "事项: 收集意见, 阶段: 反馈评估",
            "事项: 送审, 阶段: P11",
            "事项: 送审, 阶段: 结算归档",
            "事项: 填报接待清单，凭公函和票据结算",
            "事项: 新闻稿和照片",
            "事项: 总结评估",
            "事项: 向来宾单位致感谢信",
            "事项: Settlement of the costs",
        ],
    )
    def test_what_comes_after_the_visit(self, bench: Bench, task: str) -> None:
        assert bench(tasks(f"编号: T1, {task}, 时限: T+5"), only="RW02").codes == []

    @cases("task", ["事项: 车辆检查", "事项: 医疗保障, 阶段: 现场准备", "事项: 讲话稿送审", "事项: 物资清单"])
    def test_what_does_not(self, bench: Bench, task: str) -> None:
        assert bench(tasks(f"编号: T1, {task}, 时限: T+5"), only="RW02").codes == ["RW02"]

    @pytest.mark.parametrize("status", ["已完成", "取消"])
    def test_what_is_done_or_dropped_is_not_checked(self, bench: Bench, status: str) -> None:
        assert bench(tasks(f"编号: T1, 事项: 甲, 时限: T+1, 日程: A2, 状态: {status}"), only="RW02").codes == []
        assert bench(tasks(f"编号: T1, 事项: 甲, 时限: T+1, 状态: {status}"), only="RW02").codes == []

    @cases(
        ("what", "due", "late"),
        [
            ("产业园讲解准备", "2026-05-12", True),
            ("产业园讲解准备", "2026-05-11", False),
            ("智能制造产业园布置", "T+1", True),
            ("座谈会汇报材料送审", "T+1", True),
            ("座谈会汇报材料送审", "T", False),
            ("农创中心讲解准备", "T+1", False),
            ("食堂晚餐准备", "T+1", True),
            ("食堂用餐准备", "T+1", False),
            ("产业园讲解", "T+1", False),
            ("产业园准备情况总结", "T+1", False),
            ("准备返程车票", "T+1", False),
        ],
    )
    def test_what_it_prepares_in_words_is_not_over(self, bench: Bench, what: str, due: str, late: bool) -> None:
        days = programme(
            "编号: A1, 时间: 09:00-10:00, 事项: 考察, 类别: 考察, 地点: 智能制造产业园",
            "编号: A2, 时间: 14:00-15:00, 事项: 调研座谈会, 类别: 座谈, 地点: 县行政中心三号会议室",
            "编号: A3, 时间: 18:00-19:00, 事项: 晚餐, 类别: 用餐, 地点: 县机关食堂",
            d2026_05_12=(
                "编号: B1, 时间: 09:00-10:00, 事项: 考察, 类别: 考察, 地点: 青山镇农创中心",
                "编号: B2, 时间: 12:00-13:00, 事项: 午餐, 类别: 用餐, 地点: 县机关食堂",
            ),
        )
        dates = "日期: 2026-05-11 至 2026-05-13\n"
        task = tasks(f"编号: T1, 事项: {what}, {OWNER}, 时限: ⟦{due}⟧")
        found = bench(dates + days + task, only="RW02")
        assert found.spans("RW02") == (found.marks if late else ())
        assert found.levels("RW02") == ["warning"] * late
        assert bench(dates + days + task.replace("⟧}", "⟧, 日程: B1}"), only="RW02").codes == []

    def test_of_an_item_without_a_clock_time_the_day_counts(self, bench: Bench) -> None:
        day = "日程: [{日期: 2026-05-11, 安排: [{编号: A1, 时间: 上午, 事项: 座谈}]}]\n"
        assert bench(day + tasks("事项: 甲, 时限: T 23:00, 日程: A1"), only="RW02").codes == []
        assert bench(day + tasks("事项: 甲, 时限: T+1, 日程: A1"), only="RW02").codes == ["RW02"]

    def test_the_item_is_shown_too(self, bench: Bench) -> None:
        found = bench(tasks("事项: 甲, 时限: T+1, 日程: A2"), only="RW02")
        late = found.of("RW02")[0]
        assert "编号: A2" in found.loaded.source.line(late.related[0].span.line)
        assert "2026-05-12 晚于A2“调研座谈会”（2026-05-11 14:00）" in late.message


class TestCircles:
    def test_a_circle_is_named_once_at_its_first_task(self, bench: Bench) -> None:
        found = bench(
            tasks(
                "编号: T0, 事项: 零, 时限: T, 前置: [T3]",
                "编号: T1, 事项: 甲, 时限: T, 前置: [T9, ⟦T2⟧]",
                "编号: T2, 事项: 乙, 时限: T, 前置: [T3]",
                "编号: T3, 事项: 丙, 时限: T, 前置: [T1]",
            ),
            only="RW03",
        )
        assert found.spans("RW03") == found.marks
        assert "T1 → T2 → T3 → T1" in found.of("RW03")[0].message
        assert len(found.of("RW03")[0].related) == 2

    def test_a_task_that_waits_for_itself(self, bench: Bench) -> None:
        found = bench(tasks("编号: T1, 事项: 甲, 时限: T, 前置: ⟦T1⟧"), only="RW03")
        assert found.spans("RW03") == found.marks

    def test_two_circles_are_two_findings(self, bench: Bench) -> None:
        found = bench(
            tasks(
                "编号: T1, 事项: 甲, 时限: T, 前置: [⟦T2⟧]",
                "编号: T2, 事项: 乙, 时限: T, 前置: [T1]",
                "编号: T3, 事项: 丙, 时限: T, 前置: [⟦T4⟧]",
                "编号: T4, 事项: 丁, 时限: T, 前置: [T3]",
            ),
            only="RW03",
        )
        assert found.spans("RW03") == found.marks

    def test_two_ways_to_one_task_are_no_circle(self, bench: Bench) -> None:
        found = bench(
            tasks(
                "编号: T1, 事项: 甲, 时限: T, 前置: [T2, T3]",
                "编号: T2, 事项: 乙, 时限: T, 前置: [T4]",
                "编号: T3, 事项: 丙, 时限: T, 前置: [T4]",
                "编号: T4, 事项: 丁, 时限: T",
            ),
            only="RW03",
        )
        assert found.codes == []

    def test_a_long_chain_does_not_overflow(self, bench: Bench) -> None:
        chain = [f"编号: T{n}, 事项: 第{n}步, 时限: T, 前置: [T{n + 1}]" for n in range(3000)]
        found = bench(tasks(*chain, "编号: T3000, 事项: 末, 时限: T, 前置: [T0]"), only="RW03")
        assert found.levels("RW03") == ["error"]


class TestAfterWhatItWaitsFor:
    @cases(
        ("first", "second", "wrong"),
        [
            ("T-2", "T-2", False),
            ("T-2", "T-3", True),
            ("T-2 17:00", "T-2 16:59", True),
            ("T-2 17:00", "T-2 17:00", False),
            ("T-2 17:00", "T-2", False),
            ("T-2", "T-2 09:00", False),
            ("待填", "T-9", False),
            ("2026-05-10", "2026-05-09", True),
        ],
    )
    def test_deadlines_are_in_order(self, bench: Bench, first: str, second: str, wrong: bool) -> None:
        rows = f"编号: T1, 事项: 甲, 时限: {first}", f"编号: T2, 事项: 乙, 时限: ⟦{second}⟧, 前置: [T1]"
        found = bench(tasks(*rows), only="RW04")
        assert found.spans("RW04") == (found.marks if wrong else ())
        assert found.levels("RW04") == (["warning"] if wrong else [])

    def test_a_task_that_is_not_there_or_has_no_number(self, bench: Bench) -> None:
        rows = "事项: 甲, 时限: T-1", "事项: 乙, 时限: T-2, 前置: [T9, 甲]"
        (found,) = bench(tasks(*rows), only="RW04").of("RW04")
        assert "前置任务“甲”" in found.message

    def test_a_dropped_task_holds_nobody_up(self, bench: Bench) -> None:
        rows = "编号: T1, 事项: 甲, 时限: T, 状态: 取消", "编号: T2, 事项: 乙, 时限: T-1, 前置: [T1]"
        assert bench(tasks(*rows), only="RW04").codes == []


class TestOverdue:
    @cases(
        ("as_of", "status", "late"),
        [
            ("2026-05-09", "未完成", True),
            ("2026-05-08", "未完成", False),
            ("2026-05-09", "进行中", True),
            ("2026-05-09", "已完成", False),
            ("2026-05-09", "取消", False),
            ("", "未完成", False),
        ],
    )
    def test_the_day_after_the_deadline(self, bench: Bench, as_of: str, status: str, late: bool) -> None:
        found = bench(tasks(f"事项: 甲, 时限: ⟦T-3 17:00⟧, 状态: {status}"), as_of=as_of, only="RW05")
        assert found.spans("RW05") == (found.marks if late else ())

    def test_working_days(self, bench: Bench) -> None:
        # The Saturday 2024-05-11 was a working day: one day before a Monday's visit, not three.
        found = bench("日期: 2024-05-13\n" + tasks("事项: 甲, 时限: T-1w"), as_of="2024-05-12", only="RW05")
        assert "过期 1 天" in found.of("RW05")[0].message
        assert bench(tasks("事项: 甲, 时限: 待填"), as_of="2026-06-01", only="RW05").codes == []


class TestReachable:
    @cases(
        ("who", "known"),
        [
            ("责任人: ⟦王强⟧", False),
            ("责任人: 王强, 电话: 13900000300", True),
            ("责任人: 王强, 电话: 待填", True),
            ("责任人: 沈浩", True),
            ("责任人: 方芳", True),
            ("责任人: 姚晨", True),
            ("责任人: 待填", True),
            ("责任单位: 县接待办", True),
            ("责任人: 王强, 状态: 已完成", True),
        ],
    )
    def test_a_phone_somewhere(self, bench: Bench, who: str, known: bool) -> None:
        found = bench(tasks(f"事项: 甲, 时限: T, {who}"), only="RW06")
        assert found.spans("RW06") == (() if known else found.marks)

    def test_without_an_office_file(self, bench: Bench) -> None:
        found = bench(tasks("事项: 甲, 时限: T, 责任人: ⟦沈浩⟧"), office=None, only="RW06")
        assert found.spans("RW06") == found.marks


class TestDeputies:
    @cases(
        ("crew", "covered"),
        [
            ("{姓名: ⟦姚晨⟧, 岗位: 联络}", False),
            ("{姓名: ⟦姚晨⟧, 岗位: [车辆, 联络员]}", False),
            ("{name: ⟦姚晨⟧, duty: Liaison}", False),
            ("{姓名: 姚晨, 岗位: 联络, 替补: ⟦姚晨⟧}", False),
            ("{姓名: 姚晨, 岗位: 联络, 替补: 周敏}", True),
            ("{姓名: 姚晨, 岗位: 联络, 替补: 待填}", True),
            ("{姓名: 姚晨, 岗位: 医疗}", True),
            ("{姓名: 姚晨}", True),
        ],
    )
    def test_key_duties(self, bench: Bench, crew: str, covered: bool) -> None:
        found = bench(f"工作人员: [{crew}]", only="RW07")
        assert found.spans("RW07") == (() if covered else found.marks)

    def test_the_deputy_of_the_unit_covers(self, bench: Bench) -> None:
        found = bench(
            "工作人员: [{姓名: 姚晨, 单位: 县接待办, 岗位: 联络}]",
            office="部门: [{名称: 县接待办, 联系人: 姚晨, 副职: 周敏}]",
            only="RW07",
        )
        assert found.codes == []

    def test_a_guest_is_no_deputy(self, bench: Bench) -> None:
        crew = "工作人员: [{{姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 替补: ⟦{0}⟧}}]\n"
        found = bench(crew.format("李娜"), only="RW07")
        assert found.spans("RW07") == found.marks
        assert found.of("RW07")[0].message == "姚晨的替补李娜是来宾"
        assert bench(crew.format("周敏"), only="RW07").codes == []
        guest = "来宾: [{姓名: 待填 来宾1, 单位: 甲, 职务: 乙}]\n"
        assert bench(guest + crew.format("待填 来宾1"), only="RW07").codes == []
