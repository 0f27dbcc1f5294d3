"""What words say of days, times, numbers, cars and sums, against the fields (SJ01, SJ04, SJ09, SJ17, CX10, QD09)."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.visit.told import (
    bare_weekdays,
    days_told,
    guests_told,
    length_told,
    outside_part,
    part_told,
    portions_told,
    products_told,
    times_told,
    weekdays_before_dates,
)
from tests.batch import cases
from tests.check.bench import Bench, programme

MONDAY = dt.date(2026, 5, 11)


def item(what: str, time: str = "14:00-15:30", more: str = "") -> str:
    """One item on Monday 2026-05-11."""
    return programme(f'编号: A1, 时间: "{time}", 事项: {what}, 类别: 座谈, 地点: 县行政中心三号会议室{more}')


def task(what: str, due: str = "T-1", more: str = "") -> str:
    return f"任务:\n  - {{事项: {what}, 责任单位: 县接待办, 责任人: 姚晨, 时限: {due}{more}}}\n"


def mark(found: bool, text: str) -> str:
    return f"⟦{text}⟧" if found else text


class TestReading:
    def test_days(self) -> None:
        told = {
            "5月11日至13日": [("2026-05-11", "2026-05-13")],
            "5月11-12日": [("2026-05-11", "2026-05-12")],
            "5月11日（周一）至5月12日（周二）": [("2026-05-11", "2026-05-12")],
            "5月11日上午到，5月12日离开": [("2026-05-11", "2026-05-11"), ("2026-05-12", "2026-05-12")],
            "2026-05-11": [("2026-05-11", "2026-05-11")],
            "2025年12月31日至1月2日": [("2025-12-31", "2026-01-02")],
            "2月30日": [],
            "3-5人": [],
            "5.11": [],
        }
        for text, days in told.items():
            found = [(str(one.first), str(one.last)) for one in days_told(text, MONDAY)]
            assert found == days, text

    def test_lengths(self) -> None:
        told = {
            "共三天": 3,
            "为期2天": 2,
            "（2天）": 2,
            "两天一晚": 2,
            "当日往返": 1,
            "5月11日一天": 1,
            "历时两天半": 3,
        }
        told |= dict.fromkeys(("提前3天", "第2天", "每天一次", "一天半"), None)
        assert {text: length_told(text) for text in told} == told

    def test_parts_of_a_day(self) -> None:
        told = {
            "上午考察": "上午",
            "11日下午座谈": "下午",
            "座谈（下午）": "下午",
            "下午座谈会会场布置": None,
            "上午情况小结": None,
        }
        assert {text: part_told(text) for text in told} == told
        assert outside_part("上午", 12 * 60 + 30, 13 * 60)
        assert not outside_part("上午", 12 * 60 + 29, 13 * 60)
        assert outside_part("下午", 10 * 60, 12 * 60)
        assert not outside_part("下午", 10 * 60, 12 * 60 + 1)

    def test_weekdays_without_a_date(self) -> None:
        told = {"周三前上报": ["周三"], "星期五座谈": ["星期五"]}
        told |= {
            key: []
            for key in (
                "每周三例会",
                "5月13日（周三）",
                "周一凡讲话",
                "下周三",
                "周二至周日开放",
                "周三（5月13日）",
                "周三例行消毒",
            )
        }
        for text, words in told.items():
            assert [word for word, _day in bare_weekdays(text, ["周一凡"])] == words, text
        assert list(weekdays_before_dates("周二（5月11日）", MONDAY)) == [(MONDAY, 1)]

    def test_times(self) -> None:
        told = {
            "座谈会（15:00开始）": [(900, 900)],
            "9点半集合": [(570, 570)],
            "下午2点至3点半座谈": [(840, 930)],
            "14:30座谈，15:30参观": [(870, 870), (930, 930)],
            "14:00前就位": [],
            "G7418次13:40开": [],
            "8:00-9:00供应": [],
        }
        for text, times in told.items():
            assert [(one.start, one.end) for one in times_told(text)] == times, text

    def test_guests(self) -> None:
        told: dict[str, list[int]] = {"一行8人": [8], "来宾共六人": [6], "核对8位来宾名单": [8]}
        told |= {key: [] for key in ("来宾2人一间", "一行约8人", "随行3人", "8位来宾代表发言的时间约3分钟")}
        for text, numbers in told.items():
            assert [one.number for one in guests_told(text)] == numbers, text

    def test_portions(self) -> None:
        told: dict[str, list[int]] = {"备5份餐": [5], "订盒饭12份": [12], "8份工作午餐": [8], "用餐9人": [9]}
        told |= {key: [] for key in ("清真餐2份", "6套餐具", "备司机餐2份", "材料8份")}
        for text, numbers in told.items():
            assert [number for number, _words in portions_told(text)] == numbers, text

    def test_products(self) -> None:
        told = {
            "60元/人×9人": [(540, None)],
            "工作餐（60元*8人）": [(480, None)],
            "8人×60元=500": [(480, 500)],
            "8份，每份60元，共500元": [(480, 500)],
            "360×3间×2晚": [(2160, None)],
            "60元": [],
        }
        for text, sums in told.items():
            found = [(int(one.value), one.result and int(one.result)) for one in products_told(text)]
            assert found == sums, text


class TestDays:
    @cases(
        ("title", "found"),
        [
            ("5月18日来县调研", True),
            ("来县调研（5月11日）", False),
            ("来县调研（5月11日至12日）", True),
            ("学习5月6日全省会议精神", False),
        ],
    )
    def test_in_the_title(self, bench: Bench, title: str, found: bool) -> None:
        done = bench(f"标题: {mark(found, title)}\n", only="SJ01")
        assert done.spans("SJ01") == done.marks
        assert done.levels("SJ01") == ["warning"] * found

    @cases(
        ("what", "found"),
        [
            ("12日上午座谈", True),
            ("11日下午座谈", False),
            ("座谈（5月12日）", True),
            ("5月12日座谈", True),
            ("5月12日返程车票", False),
            ("11日下午、12日上午两次座谈", False),
            ("12日座谈", True),
            ("11日座谈", False),
            ("2日采访石桥村", True),
            ("12日内座谈", False),
            ("12日简报", False),
            ("33日座谈", False),
            ("传达5月9日会议精神", False),
            ("周三座谈", True),
            ("周一座谈", False),
            ("每周三例会", False),
            ("周三前汇总", False),
        ],
    )
    def test_in_an_item(self, bench: Bench, what: str, found: bool) -> None:
        done = bench(item(mark(found, what)), only="SJ01")
        assert done.spans("SJ01") == done.marks
        assert done.levels("SJ01") == ["warning"] * found

    @cases(
        ("what", "found"), [("周三前送审", True), ("周日前送审", False), ("周一现场核对", False), ("每周三核对", False)]
    )
    def test_in_a_task(self, bench: Bench, what: str, found: bool) -> None:
        """It is due on Sunday, the day before the visit on Monday."""
        done = bench(task(mark(found, what)), only="SJ01")
        assert done.spans("SJ01") == done.marks

    def test_a_weekday_before_its_date(self, bench: Bench) -> None:
        assert bench(task("周二（5月11日）接站"), only="SJ01").levels("SJ01") == ["error"]
        assert bench(task("周一（5月11日）接站"), only="SJ01").codes == []


class TestTimes:
    @cases(
        ("what", "found"),
        [
            ("上午座谈", True),
            ("下午座谈", False),
            ("座谈（15:35）", True),
            ("座谈（15:30结束）", False),
            ("座谈（14:15开始）", False),
            ("座谈（14:16开始）", True),
            ("座谈（2点开始）", False),
            ("座谈（13:30前就位）", False),
        ],
    )
    def test_of_an_item(self, bench: Bench, what: str, found: bool) -> None:
        done = bench(item(mark(found, what)), only="SJ17")
        assert done.spans("SJ17") == done.marks
        assert done.levels("SJ17") == ["warning"] * found

    @cases(("due", "found"), [("2025-05-09", True), ("2025-07-15", False), ("2025-07-14", True)])
    def test_a_deadline_of_another_year(self, bench: Bench, due: str, found: bool) -> None:
        done = bench(task("送审", mark(found, due)), only="SJ11")
        assert done.spans("SJ11") == done.marks


class TestHeads:
    @cases(
        ("what", "found"),
        [
            ("一行3人座谈", True),
            ("一行2人座谈", False),
            ("来宾3人座谈", True),
            ("1位来宾发言", False),
            ("3位来宾发言", True),
            ("李娜等1人发言", False),
        ],
    )
    def test_in_an_item_of_two_guests(self, bench: Bench, what: str, found: bool) -> None:
        done = bench(item(mark(found, what)), only="SJ04")
        assert done.spans("SJ04") == done.marks

    def test_of_a_task_for_an_item_of_some(self, bench: Bench) -> None:
        """The item has two guests of three; a list of who does not come may be counted too."""
        three = (
            "来宾:" + "".join(f"\n  - {{姓名: {name}, 单位: 乙, 职务: 丙}}" for name in ("甲甲", "乙乙", "丙丙")) + "\n"
        )
        two = three + item("座谈", more=", 来宾: [甲甲, 乙乙]")
        assert bench(two + task("一行2人发言", more=", 日程: A1"), only="SJ04").codes == []
        assert bench(two + task("一行2人发言"), only="SJ04").codes == ["SJ04"]
        away = three.replace("{姓名: 丙丙", "{姓名: 丙丙, 不来: 是")
        for number, told in ((2, False), (3, False), (4, True)):
            assert bool(bench(away + item(f"一行{number}人座谈"), only="SJ04").codes) is told

    @cases(
        ("what", "found"),
        [("备1份餐", True), ("备2份餐", False), ("备7份餐", False), ("备8份餐", True), ("备清真餐1份", False)],
    )
    def test_portions_for_two_guests_two_hosts_and_three_staff(self, bench: Bench, what: str, found: bool) -> None:
        done = bench(task(mark(found, what)), only="SJ04")
        assert done.spans("SJ04") == done.marks

    @cases(
        ("what", "found"), [("席卡4个", False), ("制作5块席卡", True), ("席卡5个（备用1个）", False), ("桌签3张", True)]
    )
    def test_name_cards(self, bench: Bench, what: str, found: bool) -> None:
        seating = "座次: [{编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩]}]\n"
        done = bench(seating + task(mark(found, what), more=", 日程: A2"), only="SJ09")
        assert done.spans("SJ09") == done.marks


class TestCars:
    @cases(
        ("what", "found"),
        [
            ("乘1号车前往", False),
            ("乘2号车前往", True),
            ("乘3号车前往", True),
            ("乘浙H·D0001前往", False),
            ("乘浙H·D0007前往", True),
            ("乘浙A·12345前往", False),
            ("在2号车位上车", False),
            ("乘2号商务车前往", True),
            ("乘2号考斯特前往", True),
            ("乘1号大巴前往", False),
            ("11月2号大巴前往", False),
            ("在2号客车站上车", False),
        ],
    )
    def test_in_words(self, bench: Bench, what: str, found: bool) -> None:
        ride = programme(
            f'编号: A1, 时间: "14:00-14:25", 事项: {mark(found, what)}, 类别: 乘车, 从: 云溪宾馆, 到: 智能制造产业园, '
            "车辆: [1]"
        )
        done = bench(ride, only="CX10")
        assert done.spans("CX10") == done.marks

    @cases(
        ("plate", "found"),
        [
            ("浙H·D0001", False),
            ("浙HD12345", False),
            ("浙A0001警", False),
            ("WJ01-1234", False),
            ("待定", False),
            ("淅H·D0001", True),
            ("浙H·DO001", True),
            ("浙H·D001", True),
            ("浙H·D000123", True),
        ],
    )
    def test_plates_that_no_vehicle_has(self, bench: Bench, plate: str, found: bool) -> None:
        done = bench(office=f"车辆: [{{车号: 1, 号牌: {mark(found, plate)}, 核载: 7}}]\n", only="CX10")
        assert done.spans("CX10") == done.office_marks


class TestSums:
    @cases(
        ("what", "amount", "found"),
        [
            ("材料印制（5元×60份）", "300", False),
            ("材料印制（5元×60份）", "350", True),
            ("材料印制（5元×60份、10元×2份）", "320", False),
            ("材料8份、每份60元、共480元", "480", False),
            ("材料8份、每份60元、共480元", "500", True),
        ],
    )
    def test_a_product_in_a_cost(self, bench: Bench, what: str, amount: str, found: bool) -> None:
        done = bench(f"经费: [{{项目: {what}, 金额: {mark(found, amount)}, 付费: 接待方}}]\n", only="QD09")
        assert done.spans("QD09") == done.marks

    @pytest.mark.parametrize(("total", "found"), [("150", False), ("160", True)])
    def test_a_total(self, bench: Bench, total: str, found: bool) -> None:
        costs = (
            f"经费: [{{项目: 印刷, 金额: 100}}, {{项目: 租车, 金额: 50}}, {{项目: 合计, 金额: {mark(found, total)}}}]\n"
        )
        done = bench(costs, only="QD09")
        assert done.spans("QD09") == done.marks

    @pytest.mark.parametrize(("amount", "found"), [("720", False), ("360", True)])
    def test_lodging(self, bench: Bench, amount: str, found: bool) -> None:
        rooms = (
            "日期: 2026-05-11 至 2026-05-12\n住宿: {宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12, 房间: ["
            "{房号: 1, 入住人: [陈志远], 房价: 360, 付费: 来宾单位}, "
            "{房号: 2, 入住人: [李娜], 房价: 360, 付费: 来宾单位}]}\n"
        )
        costs = f"经费: [{{项目: 住宿费, 金额: {mark(found, amount)}, 付费: 来宾单位}}]\n"
        done = bench(rooms + costs, only="QD09")
        assert done.spans("QD09") == done.marks

    @pytest.mark.parametrize(("amount", "found"), [("360", False), ("361", True), ("720", True)])
    def test_lodging_of_one_payer_of_two(self, bench: Bench, amount: str, found: bool) -> None:
        rooms = (
            "日期: 2026-05-11 至 2026-05-12\n住宿: {宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12, 房间: ["
            "{房号: 1, 入住人: [陈志远], 房价: 360, 付费: 来宾单位}, "
            "{房号: 2, 入住人: [李娜], 房价: 360, 付费: 接待方}]}\n"
        )
        costs = f"经费: [{{项目: 住宿费, 金额: {mark(found, amount)}, 付费: 来宾单位}}]\n"
        done = bench(rooms + costs, only="QD09")
        assert done.spans("QD09") == done.marks

    @cases(
        ("gifts", "amount", "found"),
        [
            ("{名称: 竹编, 价值: 160, 赠予: [陈志远]}", "160", False),
            ("{名称: 竹编, 价值: 160, 赠予: [陈志远]}", "320", True),
            ("{名称: 竹编, 价值: 160, 赠予: [陈志远, 李娜]}", "320", False),
            ("{名称: 竹编, 价值: 320, 赠予: [陈志远, 李娜]}", "320", False),
            ("{名称: 竹编, 价值: 160}, {名称: 茶席, 价值: 80}", "240", False),
            ("{名称: 竹编, 价值: 160}, {名称: 茶席, 价值: 80}", "160", True),
            ("{名称: 竹编}, {名称: 茶席, 价值: 80}", "160", False),
        ],
    )
    def test_gifts(self, bench: Bench, gifts: str, amount: str, found: bool) -> None:
        done = bench(
            f"礼品: [{gifts}]\n经费: [{{项目: 礼品, 金额: {mark(found, amount)}, 付费: 接待方}}]\n", only="QD09"
        )
        assert done.spans("QD09") == done.marks

    def test_a_product_without_its_result_says_nothing(self, bench: Bench) -> None:
        assert bench(task("印制材料5元×60份"), only="QD09").codes == []

    def test_a_sum_in_a_task(self, bench: Bench) -> None:
        done = bench(task("⟦订8份材料，每份60元，共500元⟧".replace("，", "、")), only="QD09")
        assert done.spans("QD09") == done.marks


@cases(
    ("number", "dates", "told"),
    [
        ("云接〔2025〕17号", "2026-05-11", True),
        ("云接〔2027〕17号", "2026-05-11", True),
        ("云接〔2026〕17号", "2026-05-11", False),
        ("云接〔2025〕170号", "2026-03-31", False),
        ("云接〔2025〕170号", "2026-04-01", True),
        ("云接〔2027〕1号", "2026-10-03", False),
        ("云接17号", "2026-05-11", False),
    ],
)
def test_the_year_of_the_number_is_that_of_the_visit(bench: Bench, number: str, dates: str, told: bool) -> None:
    found = bench(f"编号: ⟦{number}⟧\n日期: {dates}\n日程: []\n", only="SJ01")
    assert bool(found.of("SJ01")) is told
    assert not told or found.spans("SJ01") == found.marks


@cases(
    ("what", "due", "told"),
    [
        ("5月14日踩点", "T-2", True),
        ("5月9日踩点", "T-2", False),
        ("5月8日踩点", "T-2", False),
        ("5月11日会场布置", "T-2", False),
        ("报送5月14日的材料", "T-2", False),
        ("5月8日前完成踩点", "T-2", True),
        ("5月9日前完成踩点", "T-2", False),
        ("在5月10日之前踩点", "T-2", True),
        ("5月9日前期踩点", "T-2", False),
        ("5月14日前反馈", "T+3", False),
        ("踩点", "T-2", False),
        ("5月14日踩点", "待填", False),
    ],
)
def test_a_day_in_the_words_of_a_task_is_that_of_its_due_date(bench: Bench, what: str, due: str, told: bool) -> None:
    task = f"任务: [{{编号: T1, 事项: ⟦{what}⟧, 责任单位: 县接待办, 时限: {due}}}]\n"
    found = bench(task, only="SJ01")
    assert found.spans("SJ01") == (found.marks if told else ())
    assert found.levels("SJ01") == ["warning"] * told
