from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench

PARK, HALL, FARM = "智能制造产业园", "县行政中心三号会议室", "青山现代农业示范基地"


def programme(*items: str) -> str:
    return "日程:\n  - 日期: 2026-05-11\n    安排:\n" + "".join(f"      - {{{item}}}\n" for item in items)


def item(number: str, time: str, place: str = PARK, rest: str = "责任人: 唐凯", kind: str = "其他") -> str:
    return f'编号: {number}, 时间: "{time}", 事项: 一项, 类别: {kind}, 地点: {place}, {rest}'


class TestZR01:
    def test_nobody_at_the_number_of_the_item(self, bench: Bench) -> None:
        found = bench(programme("编号: ⟦A1⟧, 时间: 09:00-10:00, 事项: 考察, 地点: 智能制造产业园"), only="ZR01")
        assert found.spans("ZR01") == found.marks
        assert found.levels("ZR01") == ["error"]
        assert "县工信局" in found.of("ZR01")[0].hint

    @cases("rest", ["责任单位: 县接待办", "责任人: 姚晨", "责任单位: 待填", "owner: TODO"])
    def test_a_unit_or_a_person_or_a_blank_is_enough(self, bench: Bench, rest: str) -> None:
        assert bench(programme(item("A1", "09:00-10:00", rest=rest)), only="ZR01").codes == []

    def test_every_item_of_every_kind_needs_somebody(self, bench: Bench) -> None:
        kinds = ("接站", "乘车", "用餐", "休息", "会见")
        day = programme(*(item(f"A{i}", "09:00", rest="材料: 无", kind=kind) for i, kind in enumerate(kinds)))
        assert len(bench(day, only="ZR01").of("ZR01")) == len(kinds)


FOREIGN = "类型: 外事\n来宾: [{{姓名: Anna, 国籍: {0}, 单位: 市政府, 职务: {1}}}]\n"
LIAISON = "工作人员: [{{姓名: 姚晨, 岗位: 联络}}{0}]\n"
TALK = programme("编号: ⟦A1⟧, 时间: 09:00-10:00, 事项: 会见, 类别: 会见, 责任人: 姚晨")


class TestZR02:
    def test_no_interpreter(self, bench: Bench) -> None:
        found = bench(FOREIGN.format("德国", "副市长") + LIAISON.format("") + TALK, only="ZR02")
        assert found.spans("ZR02") == found.marks
        assert found.levels("ZR02") == ["warning"]

    @cases("duty", ["译员", "翻译", "[联络, 英语翻译]", "interpreter"])
    def test_an_interpreter_by_any_name(self, bench: Bench, duty: str) -> None:
        crew = LIAISON.format(f", {{姓名: 待填, 岗位: {duty}}}")
        assert bench(FOREIGN.format("德国", "副市长") + crew + TALK, only="ZR02").codes == []

    @cases(("nationality", "post"), [("中国香港", "处长"), ("德国", "翻译"), ("Chinese", "x")])
    def test_guests_who_need_none_or_bring_one(self, bench: Bench, nationality: str, post: str) -> None:
        plan = FOREIGN.format(nationality, post) + LIAISON.format("") + TALK
        assert bench(plan, only="ZR02").codes == []

    def test_an_interpreter_with_a_seat_or_with_the_skill(self, bench: Bench) -> None:
        plan = FOREIGN.format("德国", "副市长") + LIAISON.format("") + TALK
        assert bench(plan + "座次: [{编号: S1, 日程: A1, 译员: [顾盼]}]\n", only="ZR02").codes == []
        able = "人员: [{姓名: 姚晨, 能力: [翻译]}]\n"
        assert bench(plan, office=able, only="ZR02").codes == []

    @cases(
        ("rest", "codes"),
        [
            ("责任单位: 县工信局", ["ZR02"]),
            ("责任人: 姚晨", ["ZR02"]),
            ("责任人: 张园长", []),
            ("责任人: 待填", []),
            ("责任人: 姚晨, 讲解: 张园长", []),
        ],
    )
    def test_a_visit_needs_somebody_who_explains(self, bench: Bench, rest: str, codes: list[str]) -> None:
        day = programme(item("⟦A1⟧", "09:00-10:00", "老街", rest, "考察"))
        found = bench(LIAISON.format("") + day, only="ZR02")
        assert found.codes == codes
        assert not codes or found.spans("ZR02") == found.marks
        assert bench(day.replace("老街", PARK), only="ZR02").codes == []

    def test_a_guide_of_the_crew_or_the_office(self, bench: Bench) -> None:
        day = programme(item("A1", "09:00-10:00", "老街", "责任单位: 县工信局", "考察"))
        assert bench(day + LIAISON.format(", {姓名: 白露, 岗位: 讲解}"), only="ZR02").codes == []
        assert bench(day, office="部门: [{名称: 县文旅局, 职责: [讲解]}]\n", only="ZR02").codes == []

    @pytest.mark.parametrize(
        ("sections", "asked"),
        [
            ("用餐: [{日程: A1, 接待方承担: 是}]\n", False),
            ("用餐: [{日程: A1, 接待方承担: 是, 来宾: 99, 陪餐: [林峰]}]\n", False),
            ("用餐: [{日程: A1, 接待方承担: 是, 来宾: 100, 陪餐: [林峰]}]\n", True),
            ("用餐: [{日程: A1, 接待方承担: 是}]\n标题: 重大活动来宾接待\n", True),
            ("用餐: [{日程: A1, 接待方承担: 是}]\n来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 过敏: [花生]}]\n", True),
            ("用餐: [{日程: A1, 接待方承担: 是}]\n来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 饮食: [清真]}]\n", False),
        ],
    )
    def test_food_safety_for_a_meal_of_many_or_of_the_allergic(self, bench: Bench, sections: str, asked: bool) -> None:
        plan = LIAISON.format("") + "任务: []\n预案: []\n" + sections
        assert bool(bench(plan, office="部门: []\n", only="ZR02").codes) is asked
        assert bool(bench(plan, only="ZR05").codes) is asked

    def test_food_safety_for_a_meal_of_the_host(self, bench: Bench) -> None:
        bare = {"office": "部门: []\n", "only": "ZR02"}
        free = LIAISON.format("") + "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 过敏: [花生]}]\n"
        plan = free.replace("{", "{{").replace("}", "}}") + "任务: []\n预案: []\n用餐: [{{日程: ⟦A1⟧, {0}}}]\n"
        for meal in ("接待方承担: 是", "菜单: [{菜名: 青菜}]", "陪餐: [林峰]"):
            found = bench(plan.format(meal), **bare)
            assert found.spans("ZR02") == found.marks
        assert bench(plan.format("接待方承担: 否"), **bare).codes == []
        task = "任务: [{{事项: {0}, 责任单位: {1}, 时限: T-1}}]\n"
        held = plan.format("陪餐: [林峰]").replace("任务: []\n", "")
        assert bench(held + task.format("审核菜单", "县接待办"), **bare).codes == []
        assert bench(held + task.format("到场", "县市场监管局"), **bare).codes == []
        assert bench(held + task.format("洗车", "县接待办"), **bare).codes == ["ZR02"]
        assert bench(plan.format("陪餐: [林峰]"), only="ZR02").codes == []

    @cases(
        ("section", "codes"),
        [
            ("日期: 2026-05-11 至 2026-05-12\n", ["ZR02"]),
            ("日期: 2026-05-11\n", []),
            ("住宿: {宾馆: 云溪宾馆}\n", ["ZR02"]),
            ("来宾: [{姓名: 老陈, 单位: 省局, 职务: 局长, 健康提示: 心脏不适}]\n", ["ZR02"]),
        ],
    )
    def test_medical_care_overnight_and_for_the_weak(self, bench: Bench, section: str, codes: list[str]) -> None:
        plan = section + LIAISON.format("") + "任务: []\n预案: []\n用餐: []\n"
        assert bench(plan, office="部门: []\n", only="ZR02").codes == codes
        assert (
            bench(plan + "预案: [{情形: 突发疾病, 责任人: 何静}]\n".replace("预案", "risks"), only="ZR02").codes == []
        )
        assert bench(plan, only="ZR02").codes == []

    def test_traffic_for_several_roads(self, bench: Bench) -> None:
        rides = [
            f"编号: A{i}, 时间: 1{i}:00, 事项: 乘车, 类别: 乘车, 从: 甲, 到: {to}, 责任人: 姚晨"
            for i, to in enumerate("乙丙乙丁")
        ]
        bare = {"office": "部门: []\n", "only": "ZR02"}
        free = LIAISON.format("") + "预案: []\n"
        assert bench(free + programme(*rides[:3]), **bare).codes == []
        assert bench(free + programme(*rides), **bare).codes == ["ZR02"]
        on_foot = [*rides[:3], rides[3].replace("事项: 乘车", "事项: 步行前往")]
        assert bench(free + programme(*on_foot), **bare).codes == []

    def test_press_and_public_events(self, bench: Bench) -> None:
        bare = {"office": "部门: []\n", "only": "ZR02"}
        assert bench("宣传: {人数: 2}\n", **bare).codes == ["ZR02"]
        assert bench("宣传: {人数: 0}\n", **bare).codes == []
        assert bench("安全: {公众活动: 是}\n", **bare).codes == ["ZR02"]
        assert bench("安全: {公众活动: 否}\n", **bare).codes == []

    def test_a_dropped_task_holds_nothing(self, bench: Bench) -> None:
        task = "宣传: {{人数: 2}}\n任务: [{{事项: 新闻稿, 责任单位: 县接待办, 时限: T+1, 状态: {0}}}]\n"
        assert bench(task.format("未完成"), office="部门: []\n", only="ZR02").codes == []
        assert bench(task.format("取消"), office="部门: []\n", only="ZR02").codes == ["ZR02"]


class TestZR03:
    def test_nobody_at_the_owner_once_for_all_items_of_the_same_people(self, bench: Bench) -> None:
        day = programme(item("A1", "09:00", "老街", "责任人: ⟦张三⟧"), item("A2", "10:00", "老街", "责任人: 张三"))
        found = bench(day, only="ZR03")
        assert found.spans("ZR03") == found.marks
        assert found.levels("ZR03") == ["warning"]
        assert "A1 等 2 项" in found.of("ZR03")[0].message

    @cases(
        "rest",
        [
            "责任人: 姚晨",
            "责任人: 张三, 责任单位: 县接待办",
            "责任人: 张三、姚晨",
            "责任人: 张三, 工作人员: [姚晨]",
            "责任人: 张三, 车辆: [1]",
            "责任人: 待填",
            "责任单位: 待填, 责任人: 张三",
        ],
    )
    def test_one_phone_is_enough_and_blanks_are_not_judged(self, bench: Bench, rest: str) -> None:
        assert bench(programme(item("A1", "09:00", "老街", rest)), only="ZR03").codes == []

    def test_the_phone_of_the_place_counts(self, bench: Bench) -> None:
        assert bench(programme(item("A1", "09:00", PARK, "责任人: 张三")), only="ZR03").codes == []
        assert bench(programme(item("A1", "09:00", PARK, "责任人: 张三")), office=None, only="ZR03").codes == ["ZR03"]

    def test_an_item_nobody_is_responsible_for_is_another_matter(self, bench: Bench) -> None:
        assert bench(programme(item("A1", "09:00", "老街", "材料: 无")), only="ZR03").codes == []


class TestZR04:
    @cases(
        ("first", "second", "double"),
        [
            ("10:00-11:00", "10:59-12:00", True),
            ("10:00-11:00", "11:00-12:00", False),
            ("10:00-11:00", "10:30", True),
            ("10:00-11:00", "10:00", False),
            ("10:00-11:00", "约10:30-12:00", False),
            ("10:00-11:00", "上午", False),
        ],
    )
    def test_both_sides_of_the_overlap(self, bench: Bench, first: str, second: str, double: bool) -> None:
        rest = "责任人: 唐凯, 陪同: [林峰, {0}]"
        day = programme(
            item("A1", first, PARK, rest.format("沈浩")), item("A2", second, HALL, "责任人: 唐凯, 陪同: [周敏, ⟦林峰⟧]")
        )
        found = bench(day, only="ZR04")
        assert found.spans("ZR04") == (found.marks if double else ())
        assert not double or found.levels("ZR04") == ["error"]

    @cases("field", ["陪同: [⟦沈浩⟧]", "陪同: ⟦沈浩⟧", "工作人员: [⟦沈浩⟧]", "讲解: ⟦沈浩⟧", "主持: ⟦沈浩⟧"])
    def test_at_the_later_items_value_whatever_the_part(self, bench: Bench, field: str) -> None:
        day = programme(
            item("A1", "10:00-11:00", HALL, f"责任人: 唐凯, 并行: 是, {field}"),
            item("A2", "09:30-10:30", PARK, "责任人: 唐凯, 并行: 是, 主持: 沈浩"),
        )
        found = bench(day, only="ZR04")
        assert found.spans("ZR04") == found.marks
        assert found.of("ZR04")[0].related[0].span.line > found.marks[0].line

    @cases("place", [PARK, f"[{HALL}, {PARK}]", f"{PARK}二楼会议室", "待填"])
    def test_not_at_the_same_or_an_unknown_place(self, bench: Bench, place: str) -> None:
        day = programme(
            item("A1", "10:00-11:00", PARK, "责任人: 唐凯, 陪同: [沈浩]"),
            item("A2", "10:30-11:30", place, "责任人: 唐凯, 陪同: [沈浩]"),
        )
        assert bench(day, only="ZR04").codes == []

    def test_owners_and_units_may_see_to_two_things(self, bench: Bench) -> None:
        rest = "责任人: 姚晨, 责任单位: 县接待办, 陪同: [县发改局, 县领导2人, 待填]"
        day = programme(item("A1", "10:00-11:00", PARK, rest), item("A2", "10:30-11:30", HALL, rest))
        assert bench(day, only="ZR04").codes == []

    def test_one_driver_of_two_cars(self, bench: Bench) -> None:
        cars = "车辆: [{车号: 1, 驾驶员: 郑涛}, {车号: 2, 驾驶员: 郑涛}]\n"
        ride = "编号: A{0}, 时间: 10:00-10:30, 事项: 乘车, 类别: 乘车, 从: {1}, 到: {2}, 车辆: [{3}], 责任人: 姚晨"
        day = programme(ride.format(1, HALL, "云溪站", 1), ride.format(2, PARK, "云溪宾馆", "⟦2⟧"))
        found = bench(day, office=cars, only="ZR04")
        assert found.spans("ZR04") == found.marks
        assert bench(day, only="ZR04").codes == []
        assert bench(day, office="车辆: [{车号: 1}, {车号: 2}]\n", only="ZR04").codes == []

    def test_a_rider_of_two_cars(self, bench: Bench) -> None:
        rides = (
            "乘车:\n  - {{日程: A1, 车辆: 1, 乘车人: [林峰, 沈浩]}}\n"
            "  - {{日程: {0}, 车辆: {1}, 乘车人: [周敏, ⟦沈浩⟧]}}\n"
        )
        found = bench(rides.format("A1", 2), only="ZR04")
        assert found.spans("ZR04") == found.marks
        assert bench(rides.format("A2", 2), only="ZR04").codes == []
        assert bench(rides.format("A1", 1), only="ZR04").codes == []

    @pytest.mark.parametrize(("parallel", "double"), [("并行: 是", True), ("并行: 否", False)])
    def test_guests_named_in_two_parallel_items(self, bench: Bench, parallel: str, double: bool) -> None:
        # where neither is parallel, the overlap itself is SJ02
        day = programme(
            item("A1", "10:00-11:00", HALL, f"责任人: 唐凯, {parallel}, 来宾: [李娜]"),
            item("A2", "10:30-11:30", PARK, f"责任人: 唐凯, {parallel}, 来宾: [陈志远, ⟦李娜⟧]"),
        )
        found = bench(day, only="ZR04")
        assert found.spans("ZR04") == (found.marks if double else ())
        assert bench(day.replace("来宾: [李娜], ", "").replace(", 来宾: [李娜]", ""), only="ZR04").codes == []

    def test_names_written_in_one_text(self, bench: Bench) -> None:
        day = programme(
            item("A1", "10:00-11:00", HALL, "责任人: 唐凯, 陪同: 林峰、沈浩"),
            item("A2", "10:30-11:30", PARK, "责任人: 唐凯, 陪同: [⟦周敏、沈浩⟧, 韩磊]"),
        )
        found = bench(day, only="ZR04")
        assert found.spans("ZR04") == found.marks

    def test_three_items_at_once(self, bench: Bench) -> None:
        times = ("09:00-12:00", "09:30-10:00", "11:00-11:30")
        day = programme(
            *(
                item(f"A{i}", time, place, "责任人: 唐凯, 陪同: [沈浩]")
                for i, (time, place) in enumerate(zip(times, (HALL, PARK, FARM), strict=True))
            )
        )
        assert len(bench(day, only="ZR04").of("ZR04")) == 2

    def test_moving_both_items_together_changes_nothing(self, bench: Bench) -> None:
        for shift in (0, 3, 9):
            day = programme(
                item("A1", f"{9 + shift:02d}:00-{10 + shift:02d}:00", PARK, "责任人: 唐凯, 陪同: [沈浩]"),
                item("A2", f"{9 + shift:02d}:30-{10 + shift:02d}:30", HALL, "责任人: 唐凯, 陪同: [沈浩]"),
            )
            assert len(bench(day, only="ZR04").of("ZR04")) == 1


class TestZR05:
    def test_a_unit_that_holds_a_needed_duty_but_is_not_in_the_plan(self, bench: Bench) -> None:
        found = bench("宣传: ⟦{人数: 2}⟧\n", only="ZR05")
        assert found.spans("ZR05") == found.marks
        assert found.levels("ZR05") == ["warning"]
        assert "县融媒体中心" in found.of("ZR05")[0].message

    @cases(
        "section",
        [
            "任务: [{事项: 到场, 责任单位: 县融媒体中心, 时限: T}]\n",
            "任务: [{事项: 到场, 责任单位: 县接待办, 配合: [县融媒体中心], 时限: T}]\n",
            "任务: [{事项: 到场, 责任人: 余欢, 时限: T}]\n",
            "预案: [{情形: 舆情, 责任单位: 县融媒体中心}]\n",
            "工作人员: [{姓名: 范斌, 岗位: 食品安全}, {姓名: 小余, 单位: 县融媒体中心}]\n",
        ],
    )
    def test_any_part_in_the_plan_is_enough(self, bench: Bench, section: str) -> None:
        assert bench("宣传: {人数: 2}\n" + section, only="ZR05").codes == []

    def test_another_unit_that_does_its_work_does_not_tell_it(self, bench: Bench) -> None:
        task = "宣传: {人数: 2}\n任务: [{事项: 新闻稿和照片, 责任单位: 县接待办, 时限: T+1}]\n"
        assert bench(task, only=("ZR02", "ZR05")).codes == ["ZR05"]

    def test_somebody_else_of_the_crew_may_hold_it(self, bench: Bench) -> None:
        crew = "工作人员: [{姓名: 范斌, 岗位: 食品安全}, {姓名: 小余, 单位: 县接待办, 岗位: 摄影}]\n"
        assert bench("宣传: {人数: 2}\n" + crew, only=("ZR02", "ZR05")).codes == []

    def test_a_unit_whose_duty_is_not_needed_may_stay_away(self, bench: Bench) -> None:
        assert bench(only="ZR05").codes == []

    def test_the_unit_of_a_place_that_is_visited(self, bench: Bench) -> None:
        day = programme(item("A1", "09:00-10:00", f"⟦{PARK}⟧", "责任单位: 县接待办, 讲解: 小李", "考察"))
        found = bench(day, only="ZR05")
        assert found.spans("ZR05") == found.marks
        for held in ("责任单位: 县工信局", "责任单位: 县接待办, 讲解: 唐凯"):
            assert bench(programme(item("A1", "09:00-10:00", PARK, held, "考察")), only="ZR05").codes == []
        assert bench(programme(item("A1", "09:00-10:00", PARK, "责任人: 姚晨", "休息")), only="ZR05").codes == []

    def test_a_unit_whose_name_is_still_to_be_filled_in(self, bench: Bench) -> None:
        units = "部门: [{名称: 待填 宣传部门, 职责: [宣传]}]\n"
        assert bench("宣传: {人数: 2}\n任务: [{事项: 新闻稿, 时限: T}]\n", office=units, only="ZR").codes == []

    def test_without_an_office_file_nothing_is_known(self, bench: Bench) -> None:
        assert bench("宣传: {人数: 2}\n", office=None, only="ZR05").codes == []
