from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme


def meal(time: str, what: str = "用餐") -> str:
    return programme(f'编号: A1, 时间: ⟦"{time}"⟧, 事项: {what}, 类别: 用餐')


class TestWeekdays:
    @cases(
        "section",
        [
            "日期: ⟦2026-05-11 星期二⟧",
            "日期: ⟦2026-05-11 至 2026-05-12 周三⟧",
            "公函: {日期: ⟦2026年5月6日（星期四）⟧}",
            "审批: {时间: ⟦2026-05-07 星期五 10:30⟧}",
            "住宿: {入住: ⟦5月11日 周二⟧, 离店: 5月12日 周二}",
            "来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: ⟦5月11日 星期日 9:20⟧}}]",
            "任务: [{编号: T1, 事项: 甲, 时限: ⟦5月9日 星期天⟧}]",
            "日程: [{日期: ⟦2026-05-11 礼拜日⟧, 安排: []}]",
        ],
    )
    def test_a_wrong_weekday_is_found_beside_any_date(self, bench: Bench, section: str) -> None:
        found = bench(section, only="SJ01")
        assert found.spans("SJ01") == found.marks

    @cases("date", ["2026-05-11 星期一", "2026-05-11（周一）", "2026-05-11", "2026-05-11 周一 至 2026-05-12 周二"])
    def test_a_right_one_or_none_is_not(self, bench: Bench, date: str) -> None:
        assert bench(f"日期: {date}", only="SJ01").codes == []

    @cases(
        "section",
        [
            "标题: ⟦5月11日星期三来县调研⟧",
            "公函: {行程: ⟦5月11日（周二）到县⟧}",
            "公函: {行程: [5月11日（周一）到县, ⟦5月12日（周一）返程⟧]}",
            "公函: {主题: ⟦2026-05-11 周日调研⟧}",
            "任务: [{编号: T1, 事项: ⟦5月10日周一前送审⟧, 时限: T-1}]",
            "预案: [{情形: ⟦5月11日周五降雨⟧}]",
            "日程: [{日期: 2026-05-11, 安排: [{编号: A1, 时间: 9:00, 事项: 座谈, 备注: ⟦5月10日周六踩点⟧}]}]",
        ],
    )
    def test_in_texts_too(self, bench: Bench, section: str) -> None:
        found = bench(section, only="SJ01")
        assert found.spans("SJ01") == found.marks
        assert found.levels("SJ01") == ["error"]

    def test_a_right_one_in_a_text_is_not_told(self, bench: Bench) -> None:
        assert bench("公函: {行程: 5月11日（周一）到县，5月12日 周二返程}", only="SJ01").codes == []

    def test_the_message_says_both(self, bench: Bench) -> None:
        assert bench("日期: 2026-05-11 星期天", only="SJ01").of("SJ01")[0].message == "2026-05-11 是星期一，不是星期日"


class TestHeadCounts:
    @cases(
        ("heads", "fits"),
        [
            ("{总数: 22, 分组: [{名称: a, 人数: 10}, {名称: b, 人数: 12}]}", True),
            ("{总数: ⟦22⟧, 分组: [{名称: a, 人数: 10}, {名称: b, 人数: 11}]}", False),
            ("{总数: ⟦22⟧, 分组: [{名称: a, 人数: 10}, {名称: b, 人数: 13}]}", False),
            ("{总数: 约100, 分组: [{名称: a, 人数: 97}]}", True),
            ("{总数: ⟦约100⟧, 分组: [{名称: a, 人数: 96}]}", False),
            ("{总数: 约100, 分组: [{名称: a, 人数: 103}]}", True),
            ("{总数: 100, 分组: [{名称: a, 人数: 约98}]}", True),
            ("{总数: 22, 分组: [{名称: a, 人数: 10}, {名称: b}]}", True),
            ("{分组: [{名称: a, 人数: 10}]}", True),
            ("{总数: 22}", True),
        ],
    )
    def test_groups_add_up_to_the_total(self, bench: Bench, heads: str, fits: bool) -> None:
        found = bench(f"人数: {heads}", without=["来宾"], only="SJ04")
        assert found.spans("SJ04") == (() if fits else found.marks)
        assert found.levels("SJ04") == ([] if fits else ["warning"])

    @cases(
        ("heads", "fits"),
        [
            ("{总数: 2}", True),
            ("{总数: ⟦3⟧}", False),
            ("{总数: 5, 分组: [{名称: a, 人数: 2, 方: 来宾方}, {名称: b, 人数: 3, 方: 接待方}]}", True),
            ("{总数: ⟦6⟧, 分组: [{名称: a, 人数: 3, 方: 来宾方}, {名称: b, 人数: 3, 方: 接待方}]}", False),
            ("{总数: 6, 分组: [{名称: a, 人数: 3, 方: 来宾方}, {名称: c, 方: 客方}, {名称: b, 方: 接待方}]}", True),
            ("{总数: 6, 分组: [{名称: a, 方: 来宾方}, {名称: b, 方: 接待方}]}", True),
        ],
    )
    def test_the_list_has_as_many_names(self, bench: Bench, heads: str, fits: bool) -> None:
        found = bench(f"人数: {heads}", only="SJ04")
        assert found.spans("SJ04") == (() if fits else found.marks)

    @cases(("total", "found"), [(9, True), (10, True), (30, False)])
    def test_a_list_of_chief_guests_alone_is_no_list_that_lacks_people(
        self, bench: Bench, total: int, found: bool
    ) -> None:
        """Up to half of ten people and more may be the chief guests; 6 of 10 are a list with four missing."""
        guests = "来宾:\n" + "".join(f"  - {{姓名: 来宾{n}, 单位: 乙, 职务: 丙}}\n" for n in range(6))
        assert bool(bench(guests + f"人数: {{总数: {total}}}\n", only="SJ04").codes) is found

    def test_a_group_has_as_many_members(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 分组: 一组}]\n"
        found = bench(guests + "人数: {分组: [{名称: 一组, 人数: ⟦2⟧}, {名称: 二组, 人数: 3}]}", only="SJ04")
        assert found.spans("SJ04") == found.marks


class TestMealHours:
    @cases(
        "time",
        [
            "07:00-08:00",
            "08:59-09:40",
            "11:30-12:20",
            "13:29-14:30",
            "17:30-18:30",
            "19:59-21:30",
            "18:00",
            "11:05-11:55",
            "17:20-17:50",
        ],
    )
    def test_usual_hours(self, bench: Bench, time: str) -> None:
        assert bench(meal(time), only="SJ05").codes == []

    @cases("time", ["06:00-06:40", "09:00-09:40", "11:04-11:54", "13:30-14:20", "14:30-15:20", "20:00-21:00", "16:00"])
    def test_other_hours(self, bench: Bench, time: str) -> None:
        found = bench(meal(time), only="SJ05")
        assert found.spans("SJ05") == found.marks
        assert found.levels("SJ05") == ["warning"]

    @cases(("what", "fits"), [("早餐", False), ("工作午餐", True), ("晚餐", False), ("茶歇", True)])
    def test_a_meal_is_held_to_its_own_hours(self, bench: Bench, what: str, fits: bool) -> None:
        assert (bench(meal("12:00-12:40", what), only="SJ05").codes == []) is fits

    def test_the_office_has_its_own_hours(self, bench: Bench) -> None:
        office = "惯例: {用餐时段: {晚餐: 18:00-21:00}}"
        assert bench(meal("20:59-22:00"), office=office, only="SJ05").codes == []
        assert bench(meal("17:30-17:58"), office=office, only="SJ05").codes == ["SJ05"]

    @cases(("time", "told"), [("12:00-12:19", True), ("12:00-12:20", False), ("12:00", False), ("12:00-12:00", True)])
    def test_a_meal_takes_twenty_minutes(self, bench: Bench, time: str, told: bool) -> None:
        found = bench(meal(time), only="SJ05")
        assert found.spans("SJ05") == (found.marks if told else ())
        assert found.levels("SJ05") == (["warning"] if told else [])

    @cases("what", ["茶歇", "夜宵", "欢迎酒会"])
    def test_what_is_no_meal_may_be_shorter(self, bench: Bench, what: str) -> None:
        assert bench(meal("12:00-12:15", what), only="SJ05").codes == []

    def test_a_meal_at_no_clock_time_is_another_matter(self, bench: Bench) -> None:
        assert bench(meal("下午"), only="SJ05").codes == []

    def test_half_a_meal_inside_is_enough(self, bench: Bench) -> None:
        assert bench(meal("11:00-12:00"), only="SJ05").codes == []
        assert bench(meal("10:59-12:00"), only="SJ05").codes == ["SJ05"]

    def test_hours_without_an_end_are_no_hours(self, bench: Bench) -> None:
        office = "惯例: {用餐时段: {早餐: 07:00, 午餐: 11:30-13:30, 晚餐: 17:30-20:00}}"
        found = bench(meal("07:30-08:00"), office=office, only="SJ05")
        assert found.of("SJ05")[0].message.endswith("11:30–13:30、17:30–20:00")

    def test_only_meals(self, bench: Bench) -> None:
        assert (
            bench(programme('编号: A1, 时间: "15:00-16:00", 事项: 工作午餐回顾, 类别: 座谈'), only="SJ05").codes == []
        )

    def test_cocktails_are_no_meals(self, bench: Bench) -> None:
        assert bench(meal("15:00-16:00") + "用餐: [{日程: A1, 形式: 酒会}]", only="SJ05").codes == []


class TestExactTimes:
    @cases("time", ["上午", "约9:30", "9:30-10:20左右", "全天"])
    def test_vague_times(self, bench: Bench, time: str) -> None:
        found = bench(programme(f"编号: A1, 时间: ⟦{time}⟧, 事项: 座谈"), only="SJ08")
        assert found.spans("SJ08") == found.marks

    @cases("time", ["'9:30'", "9点半", "上午9时30分至10时", "待填"])
    def test_exact_times_and_blanks(self, bench: Bench, time: str) -> None:
        assert bench(programme(f"编号: A1, 时间: {time}, 事项: 座谈"), only="SJ08").codes == []


class TestOutsideTheVisit:
    @cases(
        ("section", "inside"),
        [
            ("日程: [{日期: 2026-05-11, 安排: []}]", True),
            ("日程: [{日期: ⟦2026-05-10⟧, 安排: []}]", False),
            ("日程: [{日期: ⟦2026-05-12⟧, 安排: []}]", False),
            ("住宿: {入住: 2026-05-10, 离店: 2026-05-12}", True),
            ("住宿: {入住: ⟦2026-05-09⟧, 离店: 2026-05-11}", False),
            ("住宿: {入住: 2026-05-11, 离店: ⟦2026-05-13⟧}", False),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: ⟦2026-05-12 9:00⟧}}]", False),
            (
                "来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 2026-05-10 9:00}, 离开: {时间: 2026-05-12 9:00}}]",
                True,
            ),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 离开: {时间: ⟦2026-05-10⟧}}]", False),
            (
                "来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 2026-05-11 9:00}, 离开: {时间: 2026-05-11 18:00}}]",
                True,
            ),
        ],
    )
    def test_days(self, bench: Bench, section: str, inside: bool) -> None:
        found = bench(section, only="SJ11")
        assert found.spans("SJ11") == (() if inside else found.marks)

    def test_reversed_dates_are_found_once(self, bench: Bench) -> None:
        found = bench("日期: ⟦2026-05-12 至 2026-05-11⟧", only=("SJ11", "SJ12"))
        assert found.codes == ["SJ12"]
        assert found.spans("SJ12") == found.marks


class TestEndBeforeStart:
    @cases(
        ("section", "right"),
        [
            (programme('编号: A1, 时间: ⟦"14:30-14:29"⟧, 事项: 座谈'), False),
            (programme('编号: A1, 时间: "14:30-14:30", 事项: 座谈'), True),
            (programme('编号: A1, 时间: "22:30-次日0:30", 事项: 座谈'), True),
            (programme('编号: A1, 时间: ⟦"22:30-0:30"⟧, 事项: 座谈'), False),
            (programme('编号: A1, 时间: "下午2:30-4:30", 事项: 座谈'), True),
            (programme('编号: A1, 时间: "14:00", 事项: 座谈, 流程: [{时间: ⟦"14:20-14:10"⟧, 事项: 汇报}]'), False),
            ("住宿: {入住: 2026-05-12, 离店: ⟦2026-05-11⟧}", False),
            ("住宿: {入住: 2026-05-11, 离店: 2026-05-11}", True),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 5月11日9:00}, 离开: {时间: ⟦5月11日8:59⟧}}]", False),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 5月11日9:00}, 离开: {时间: 5月11日}}]", True),
            ("实际: {安排: [{编号: A1, 实际开始: 5月11日9:00, 实际结束: ⟦5月11日8:00⟧}]}", False),
            ("实际: {安排: [{编号: A1, 实际开始: 5月11日9:00, 实际结束: 5月11日9:00}]}", True),
            ("实际: {安排: [{编号: A1, 实际开始: 5月11日9:00}, {编号: A2, 实际结束: 5月11日9:00}]}", True),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 5月11日9:00}}]", True),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {车次: G1}, 离开: {时间: 5月11日9:00}}]", True),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 5月11日9:00}, 离开: {车次: G1}}]", True),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 5月11日9:00}, 离开: {时间: 5月11日9:00}}]", True),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 5月11日23:59}, 离开: {时间: 5月11日}}]", True),
            ("来宾: [{姓名: 甲, 单位: 乙, 职务: 丙, 抵达: {时间: 5月12日8:00}, 离开: {时间: ⟦5月11日⟧}}]", False),
            (programme("编号: A1, 时间: 上午, 事项: 座谈"), True),
            (
                programme('编号: A1, 时间: "9:00", 事项: 座谈, 流程: [{分钟: 5, 事项: 甲}, {时间: 上午, 事项: 乙}]'),
                True,
            ),
        ],
    )
    def test_ends(self, bench: Bench, section: str, right: bool) -> None:
        found = bench(section, only="SJ12")
        assert found.spans("SJ12") == (() if right else found.marks)

    @cases(
        ("time", "next_day"),
        [
            ("22:30-0:30", True),
            ("18:00-6:00", True),
            ("18:00-6:01", False),
            ("17:59-6:00", False),
            ("14:30-4:30", False),
        ],
    )
    def test_past_midnight_the_hint_shows_how(self, bench: Bench, time: str, next_day: bool) -> None:
        found = bench(programme(f'编号: A1, 时间: "{time}", 事项: 座谈'), only="SJ12")
        assert ("次日" in found.of("SJ12")[0].hint) is next_day
