from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme

TALKS = '编号: A1, 时间: "14:00-15:30", 事项: 座谈会'


def _wrong(bench: Bench, sections: str, **options: object) -> tuple[tuple[object, ...], tuple[object, ...]]:
    found = bench(sections, only="GS08", **options)  # type: ignore[arg-type]
    return found.spans("GS08"), found.marks


class TestPlaces:
    @cases(
        "field",
        [
            "地点: ⟦智能制造园⟧",
            "地点: [云溪站, ⟦智能制造园⟧]",
            "从: ⟦云溪战⟧, 到: 云溪站",
            "从: 云溪站, 到: ⟦云溪宾管⟧",
            "地点: ⟦云溪站、云溪宾倌⟧",
        ],
    )
    def test_an_unknown_place_is_found_where_it_stands(self, bench: Bench, field: str) -> None:
        spans, marks = _wrong(bench, programme(f"{TALKS}, {field}"))
        assert spans == marks

    @cases(
        "place", ["云溪站", "云溪宾馆二楼多功能厅", "云溪宾馆（西门）", "云溪站出站口", "待填", "县机关食堂三号包厢"]
    )
    def test_known_places_and_their_rooms(self, bench: Bench, place: str) -> None:
        assert bench(programme(f"{TALKS}, 地点: {place}"), only="GS08").of("GS08") == []

    @cases("place", ["云溪宾馆别院", "云溪", "云溪站前"])
    def test_what_only_begins_like_a_place_is_none(self, bench: Bench, place: str) -> None:
        assert bench(programme(f"{TALKS}, 地点: {place}"), only="GS08").levels("GS08") == ["error"]

    def test_the_hint_names_the_nearest_place(self, bench: Bench) -> None:
        found = bench(programme(f"{TALKS}, 地点: 智能制造园"), only="GS08")
        assert "“智能制造产业园”" in found.of("GS08")[0].hint

    def test_without_a_likely_name_the_hint_says_where_to_add_it(self, bench: Bench) -> None:
        found = bench(programme(f"{TALKS}, 地点: 北京"), only="GS08")
        assert "office.yaml" in found.of("GS08")[0].hint

    def test_a_hotel_is_a_place(self, bench: Bench) -> None:
        spans, marks = _wrong(bench, "住宿: {宾馆: ⟦云西宾馆⟧}")
        assert spans == marks

    def test_no_office_file_knows_no_places(self, bench: Bench) -> None:
        assert (
            bench(programme(f"{TALKS}, 地点: 智能制造园, 责任单位: 某局, 车辆: [9]"), office=None, only="GS08").codes
            == []
        )

    def test_an_office_without_places_knows_none(self, bench: Bench) -> None:
        found = bench(programme(f"{TALKS}, 地点: 智能制造园"), office_without=["场所"], only="GS08")
        assert found.codes == []

    def test_roads_lead_from_place_to_place(self, bench: Bench) -> None:
        found = bench(office="路程: [{从: 云溪站, 到: ⟦云溪宾倌⟧, 分钟: 20}]", only="GS08")
        assert found.spans("GS08") == found.office_marks


class TestUnitsAndVehicles:
    @cases(
        "section",
        [
            programme(f"{TALKS}, 责任单位: ⟦县发改委⟧"),
            "任务: [{编号: T1, 事项: 甲, 时限: T-1, 责任单位: ⟦县接代办⟧}]",
            "任务: [{编号: T1, 事项: 甲, 时限: T-1, 配合: [青山镇, ⟦青水镇⟧]}]",
            "预案: [{情形: 降雨, 责任单位: ⟦县卫建局⟧}]",
            programme(f"{TALKS}, 车辆: [1, ⟦3⟧]"),
            "乘车: [{日程: A1, 车辆: ⟦7号车⟧}]",
            "座次: [{编号: S1, 日程: A1, 形式: 乘车, 车辆: ⟦31⟧}]",
        ],
    )
    def test_an_unknown_one_is_found(self, bench: Bench, section: str) -> None:
        spans, marks = _wrong(bench, section)
        assert spans == marks

    @cases(
        "unit",
        [
            "云溪县接待办公室",
            "县接待办",
            "县政府",
            "省发展改革委",
            "各乡镇",
            "有关单位",
            "县公安局、县交警大队",
            "待填",
        ],
    )
    def test_units_the_plan_or_the_office_names(self, bench: Bench, unit: str) -> None:
        assert bench(programme(f"{TALKS}, 责任单位: {unit}"), only="GS08").codes == []

    def test_units_of_people_are_not_checked(self, bench: Bench) -> None:
        assert bench("工作人员: [{姓名: 姚晨, 单位: 某某公司}]", only="GS08").codes == []

    def test_the_hint_names_the_vehicle_meant(self, bench: Bench) -> None:
        found = bench(programme(f"{TALKS}, 车辆: [11]"), only="GS08")
        assert "“1”" in found.of("GS08")[0].hint

    def test_a_vehicle_as_people_call_it(self, bench: Bench) -> None:
        assert bench(programme(f"{TALKS}, 车辆: [1号车]"), only="GS08").codes == []


class TestNumbers:
    @cases(
        "section",
        [
            "用餐: [{日程: ⟦A7⟧}]",
            "乘车: [{日程: ⟦A7⟧}]",
            "座次: [{编号: S1, 日程: ⟦A7⟧}]",
            "任务: [{编号: T1, 事项: 甲, 时限: T-1, 日程: ⟦A7⟧}]",
            "任务: [{编号: T1, 事项: 甲, 时限: T-1, 前置: [⟦T9⟧]}]",
            "实际: {安排: [{编号: A1}, {编号: ⟦A7⟧}]}",
        ],
    )
    def test_an_unknown_number_is_found(self, bench: Bench, section: str) -> None:
        spans, marks = _wrong(bench, section)
        assert spans == marks

    def test_a_task_may_be_named_by_what_it_is(self, bench: Bench) -> None:
        assert bench("任务: [{事项: 甲, 时限: T-1}, {事项: 乙, 时限: T-1, 前置: [甲]}]", only="GS08").codes == []

    def test_numbers_are_compared_as_texts(self, bench: Bench) -> None:
        item = TALKS.replace("A1", "1")
        assert bench(programme(item) + "用餐: [{日程: 1}]", only="GS08").codes == []
        assert bench(programme(item) + "用餐: [{日程: '01'}]", only="GS08").codes == ["GS08"]


class TestPeople:
    @cases(
        "section",
        [
            programme(f"{TALKS}, 来宾: [陈志远, ⟦李那⟧]"),
            programme(f"{TALKS}, 陪同: [林峰, ⟦沈好⟧]"),
            programme(f"{TALKS}, 陪同: [⟦林峰副县长⟧]"),
            "用餐: [{日程: A1, 来宾: [⟦陈志原⟧], 陪餐: [⟦林锋⟧]}]",
            "座次: [{编号: S1, 来宾席: [⟦李那⟧], 主人席: [⟦陈志远⟧], 人员: [何静, ⟦何婧⟧], 译员: [⟦顾盼⟧]}]",
            "座次: [{编号: S1, 指定: [{座位: 1, 姓名: ⟦李那⟧}]}]",
            "住宿: {房间: [{房号: 1, 入住人: [李娜, ⟦李那⟧]}]}",
            "礼品: [{名称: 茶席, 赠予: [⟦李那⟧]}]",
            "乘车: [{日程: A1, 乘车人: [李娜, 姚晨, ⟦李那⟧]}]",
        ],
    )
    def test_an_unknown_person_is_found(self, bench: Bench, section: str) -> None:
        spans, marks = _wrong(bench, section)
        assert spans == marks

    @cases(
        "field",
        [
            "来宾: 全体",
            "来宾: [调研组]",
            "来宾: [5人]",
            "陪同: [林峰, 姚晨, 沈浩, 周敏, 方芳, 郑涛]",
            "陪同: [县领导, 有关部门负责人, 县发改局]",
            "陪同: [待填]",
        ],
    )
    def test_known_people_and_collective_words(self, bench: Bench, field: str) -> None:
        guests = "来宾: [{姓名: 陈志远, 单位: 甲, 职务: 乙, 分组: 调研组}]\n"
        assert bench(guests + programme(f"{TALKS}, {field}"), only="GS08").codes == []

    def test_a_guest_goes_by_any_of_their_names(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: Anna Weber, 中文名: 安娜·韦伯, 单位: 甲, 职务: 乙}]\n"
        found = bench(guests + programme(f"{TALKS}, 来宾: [安娜·韦伯, ⟦安娜⟧]"), only="GS08")
        assert found.spans("GS08") == found.marks

    def test_without_hosts_nobody_knows_who_is_missing(self, bench: Bench) -> None:
        assert bench(programme(f"{TALKS}, 陪同: [王强]"), without=["陪同"], only="GS08").codes == []

    def test_without_a_list_of_guests_names_are_not_checked(self, bench: Bench) -> None:
        sections = "人数: {总数: 20, 分组: [{名称: 第一组, 人数: 20}]}\n" + programme(
            f"{TALKS}, 来宾: [张三, 第一组, ⟦第二小组全部⟧]"
        )
        found = bench(sections, without=["来宾"], only="GS08")
        assert found.spans("GS08") == found.marks


class TestNamesSeenOnce:
    @cases(
        "section",
        [
            programme(f"{TALKS}, 责任人: ⟦姚辰⟧"),
            programme(f"{TALKS}, 讲解: [唐凯, ⟦唐楷⟧]"),
            programme(f"{TALKS}, 主持: ⟦林锋⟧, 工作人员: [⟦何婧⟧]"),
            "任务: [{编号: T1, 事项: 甲, 时限: T-1, 责任人: 姚晨, 检查人: ⟦周明⟧}]",
            "工作人员: [{姓名: 姚晨, 替补: ⟦周明⟧}]",
            programme(f"{TALKS}, 流程: [{{分钟: 90, 事项: 汇报, 责任人: ⟦沈豪⟧}}]"),
        ],
    )
    def test_a_name_in_no_list_is_shown(self, bench: Bench, section: str) -> None:
        found = bench(section, only="GS14")
        assert found.spans("GS14") == found.marks
        assert set(found.levels("GS14")) == {"info"}

    def test_a_name_seen_twice_is_no_slip(self, bench: Bench) -> None:
        section = programme(f"{TALKS}, 责任人: 王强") + "任务: [{编号: T1, 事项: 甲, 时限: T-1, 责任人: 王强}]"
        assert bench(section, only="GS14").codes == []

    @cases("owner", ["县领导", "值班主任", "待填", "接待办值班人员", "沈浩", "陈志远", "罗斌"])
    def test_posts_blanks_and_known_people(self, bench: Bench, owner: str) -> None:
        assert bench(programme(f"{TALKS}, 责任人: {owner}"), only="GS14").codes == []

    def test_the_hint_names_somebody_alike(self, bench: Bench) -> None:
        found = bench(programme(f"{TALKS}, 责任人: 姚辰"), only="GS14")
        assert "“姚晨”" in found.of("GS14")[0].hint

    def test_where_nobody_is_listed_nobody_is_missing(self, bench: Bench) -> None:
        found = bench(
            programme(f"{TALKS}, 责任人: 王强"), without=["陪同", "工作人员", "审批"], office=None, only="GS14"
        )
        assert found.codes == []


def test_names_lined_up_with_blanks_are_the_same_people(bench: Bench) -> None:
    hosts = (
        "对外名称: 5月11日公务活动\n陪同:\n"
        "  - {姓名: 林　峰, 单位: 县政府, 职务: 副县长, 职级: 县处级, 角色: 主陪}\n"
        "  - {姓名: 沈 浩, 单位: 县发改局, 职务: 局长, 职级: 乡科级}\n"
    )
    seats = "座次: [{编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李 娜], 主人席: [林峰, 沈　浩]}]"
    assert [(one.code, one.message) for one in bench(hosts + seats).diagnostics] == []
