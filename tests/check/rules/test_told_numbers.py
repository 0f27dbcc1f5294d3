"""Numbers in words against fields: prices (QD09), rooms (ZS14), times of trains (SJ14), minutes of several (SJ06)."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme

LUNCH = "编号: A1, 时间: 12:00-12:50, 事项: ⟦{what}⟧, 类别: 用餐, 地点: 县机关食堂{more}"
MEAL = "用餐: [{日程: A1, 形式: 工作餐, 人均: 60, 来宾: 2}]\n"


class TestPrices:
    @cases(
        ("what", "told"),
        [
            ("工作午餐（人均50元）", "人均50元"),
            ("工作午餐（人均60元）", None),
            ("工作午餐（每人 50 元）", "每人 50 元"),
            ("工作午餐，50元/人", "50元/人"),
            ("工作午餐，50元每位", "50元每位"),
            ("工作午餐，餐标50元", "餐标50元"),
            ("工作午餐（50元）", None),
            ("工作午餐，人均不超过50元", None),
            ("工作午餐，人均50元以内", None),
            ("工作午餐，误餐补贴每人50元", None),
            ("工作午餐，人均６０元", None),
            ("工作午餐", None),
        ],
    )
    def test_of_a_meal(self, bench: Bench, what: str, told: str | None) -> None:
        found = bench(programme(LUNCH.format(what=what, more="")) + MEAL, only="QD09")
        assert found.spans("QD09") == (found.marks if told else ())
        assert [one.message for one in found.of("QD09")] == (
            [f"文字里写的是“{told}”，用餐的人均写的是 60 元"] if told else []
        )

    def test_in_notes_and_tasks_for_the_meal(self, bench: Bench) -> None:
        row = LUNCH.format(what="午餐", more=", 备注: 每人50元").replace("⟦", "").replace("⟧", "")
        assert bench(programme(row) + MEAL, only="QD09").codes == ["QD09"]
        plain = programme(row.replace(", 备注: 每人50元", ""))
        task = "任务: [{{编号: T1, 事项: ⟦订餐，每人50元⟧, 责任单位: 县接待办, 时限: T-1{0}}}]\n"
        found = bench(plain + MEAL + task.format(", 日程: A1"), only="QD09")
        assert found.spans("QD09") == found.marks
        assert bench(plain + MEAL + task.format(""), only="QD09").codes == []

    def test_one_of_two_prices_may_be_meant_and_of_none_nothing_is_known(self, bench: Bench) -> None:
        day = programme(LUNCH.format(what="午餐，每人50元", more=""))
        two = MEAL.replace("}]", "}, {日程: A1, 形式: 盒饭, 人均: 50, 来宾: 2}]")
        assert bench(day + two, only="QD09").codes == []
        assert bench(day + two.replace("人均: 50, ", ""), only="QD09").codes == []
        assert bench(day + two.replace("人均: 50, ", "人均: 40, "), only="QD09").codes == ["QD09"]


class TestRooms:
    STAY = (
        "日期: 2026-05-11 至 2026-05-12\n住宿: {宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12, 房间: "
        '[{房号: "0801", 房型: 单间, 入住人: [陈志远]}, {房号: "0802", 房型: 单间, 入住人: [李娜]}]}\n'
    )

    @cases(
        ("note", "told"),
        [
            ("陈志远住0802", True),
            ("陈志远住0801", False),
            ("陈志远住801房间", False),
            ("陈志远同志入住 0803 房", True),
            ("陈志远房间为0803", True),
            ("李娜住0802，陈志远在楼下", False),
            ("陈志远住宿费480元", False),
            ("陈志远、李娜住0803", True),
            ("王磊住0803", False),
        ],
    )
    def test_of_a_guest(self, bench: Bench, note: str, told: bool) -> None:
        day = programme(f"编号: A1, 时间: 12:00-12:50, 事项: 休息, 类别: 休息, 备注: ⟦{note}⟧")
        found = bench(self.STAY + day, only="ZS14")
        assert found.spans("ZS14") == (found.marks if told else ())
        assert found.levels("ZS14") == ["warning"] * told
        assert bench(day, only="ZS14").codes == []

    def test_in_the_list_of_guests(self, bench: Bench) -> None:
        guest = "来宾: [{{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 备注: ⟦{0}⟧}}]\n"
        stay = self.STAY.replace(', {房号: "0802", 房型: 单间, 入住人: [李娜]}', "")
        found = bench(stay + guest.format("陈志远住0803"), only="ZS14")
        assert found.spans("ZS14") == found.marks
        assert bench(stay + guest.format("陈志远住0801"), only="ZS14").codes == []


class TestJourneys:
    @cases(
        ("kind", "what", "told"),
        [
            ("接站", "接站（9:25到）", True),
            ("接站", "接站（9:20到）", False),
            ("接站", "接站，9点25分到达", True),
            ("接站", "接站，9点20分到达", False),
            ("接站", "9:00到站台等候", False),
            ("接站", "接站（9:25开）", False),
            ("接站", "接站（G7401，9:25到）", False),  # told of the train by its number
            ("送站", "送站（9:25到）", False),
            ("送站", "送站（9:25开）", False),
            ("其他", "接站（9:25到）", False),
        ],
    )
    def test_a_pick_up(self, bench: Bench, kind: str, what: str, told: bool) -> None:
        guest = (
            "来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, "
            "抵达: {时间: 2026-05-11 09:20, 车次: G7401, 地点: 云溪站}}]\n"
        )
        day = programme(f"编号: A1, 时间: 09:20-09:30, 事项: ⟦{what}⟧, 类别: {kind}, 地点: 云溪站")
        said = [one for one in bench(guest + day, only="SJ14").of("SJ14") if "文字里" in one.message]
        assert [one.message for one in said] == (["文字里写的是 09:25，来宾名单里是 09:20"] if told else [])
        assert [one.level.value for one in said] == ["warning"] * told

    def test_a_drop_off(self, bench: Bench) -> None:
        guest = (
            "来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, "
            "离开: {时间: 2026-05-11 17:20, 车次: G7402, 地点: 云溪站}}]\n"
        )
        day = "编号: A1, 时间: 17:00-17:20, 事项: ⟦送站（{0}开）⟧, 类别: 送站, 地点: 云溪站"
        found = bench(guest + programme(day.format("17:30")), only="SJ14")
        assert found.spans("SJ14") == found.marks
        assert bench(guest + programme(day.format("17:20")), only="SJ14").codes == []

    def test_of_nobody_nothing_is_known(self, bench: Bench) -> None:
        day = programme("编号: A1, 时间: 09:20-09:30, 事项: 接站（9:25到）, 类别: 接站, 地点: 云溪站")
        assert bench(day, only="SJ14").codes == []


@cases(
    ("step", "minutes", "told"),
    [
        ("5家单位发言，每家15分钟", 50, True),
        ("5家单位发言，每家10分钟", 50, False),
        ("5家单位发言，每家8分钟", 50, False),
        ("五位专家发言，每人 11 分钟", 50, True),
        ("5家单位发言，每家不超过15分钟", 50, False),
        ("5家单位发言，每家15分钟以内", 50, False),
        ("各家单位发言，每家15分钟", 50, False),
        ("5家单位发言", 50, False),
    ],
)
def test_minutes_of_several(bench: Bench, step: str, minutes: int, told: bool) -> None:
    row = f"编号: A1, 时间: 09:00-09:50, 事项: 座谈, 类别: 座谈, 流程: [{{分钟: {minutes}, 事项: ⟦{step}⟧}}]"
    found = bench(programme(row), only="SJ06")
    said = [one for one in found.of("SJ06") if "算下来" in one.message]
    assert tuple(one.span for one in said) == (found.marks if told else ())
    silent = bench(programme(row.replace(f"分钟: {minutes}, ", "")), only="SJ06")
    assert not [one for one in silent.of("SJ06") if "算下来" in one.message]


class TestCosts:
    @cases(
        ("what", "told"),
        [("工作餐（每人50元）", True), ("工作餐（每人60元）", False), ("会议费（每人50元）", False), ("工作餐", False)],
    )
    def test_the_price_in_a_name(self, bench: Bench, what: str, told: bool) -> None:
        day = programme(LUNCH.format(what="午餐", more="").replace("⟦", "").replace("⟧", ""))
        meal = MEAL.replace("人均: 60", "接待方承担: 是, 人均: 60")
        cost = f"经费: [{{项目: ⟦{what}⟧, 金额: 120, 付费: 接待方, 支付: 公务卡}}]\n"
        found = bench(day + meal + cost, only="QD09")
        assert found.spans("QD09") == (found.marks if told else ())

    @cases(
        ("what", "hosted", "payer", "told"),
        [
            ("午餐", "否", "接待方", True),
            ("午餐", "是", "接待方", False),
            ("午餐", "否", "来宾单位", False),
            ("晚餐", "否", "接待方", False),
            ("驾驶员午餐", "否", "接待方", False),
            ("午餐和晚餐", "否", "接待方", False),
        ],
    )
    def test_a_meal_that_the_guests_pay_for(self, bench: Bench, what: str, hosted: str, payer: str, told: bool) -> None:
        day = programme(LUNCH.format(what="午餐", more="").replace("⟦", "").replace("⟧", ""))
        meal = f"用餐: [{{日程: A1, 形式: 自助餐, 接待方承担: {hosted}, 来宾: 2}}]\n"
        cost = f"经费: [{{项目: ⟦{what}⟧, 金额: 120, 付费: {payer}, 支付: 公务卡}}]\n"
        found = bench(day + meal + cost, only="QD09")
        assert found.spans("QD09") == (found.marks if told else ())


@cases(
    ("what", "told"),
    [
        ("办理入住（3间）", True),
        ("办理入住（2间）", False),
        ("办理入住（1间）", False),  # a part of them
        ("办理入住，住2晚", True),
        ("办理入住，住一晚", False),
        ("入住后用晚餐", False),
        ("三间教室", False),
    ],
)
def test_rooms_and_nights(bench: Bench, what: str, told: bool) -> None:
    day = programme(f"编号: A1, 时间: 12:00-12:50, 事项: ⟦{what}⟧, 类别: 其他")
    found = bench(TestRooms.STAY + day, only="ZS14")
    assert found.spans("ZS14") == (found.marks if told else ())
    assert bench(day, only="ZS14").codes == []


@cases(
    ("what", "told"),
    [
        ("座谈会（2.5小时）", True),
        ("座谈会（时间2小时）", False),
        ("座谈会（2小时）", False),
        ("座谈会，共3小时", True),
        ("座谈会（约3小时）", False),
        ("座谈会前1小时到场", False),
    ],
)
def test_hours_of_an_item(bench: Bench, what: str, told: bool) -> None:
    found = bench(programme(f"编号: A1, 时间: 09:00-11:00, 事项: ⟦{what}⟧, 类别: 座谈"), only="SJ06")
    assert found.spans("SJ06") == (found.marks if told else ())
    near = bench(programme("编号: A1, 时间: 09:00-11:15, 事项: 座谈会（2小时）, 类别: 座谈"), only="SJ06")
    far = bench(programme("编号: A1, 时间: 09:00-11:16, 事项: 座谈会（2小时）, 类别: 座谈"), only="SJ06")
    assert (near.codes, far.codes) == ([], ["SJ06"])
