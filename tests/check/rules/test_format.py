from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme

TALKS = '编号: A1, 时间: "09:00-10:00", 事项: 座谈'


class TestMissing:
    def test_a_plan_has_guests_or_a_headcount(self, bench: Bench) -> None:
        found = bench("来宾: ⟦[]⟧", only="GS03")
        assert found.spans("GS03") == found.marks
        assert found.levels("GS03") == ["error"]

    def test_neither_section_is_found_at_the_top(self, bench: Bench) -> None:
        found = bench(without=["来宾"], only="GS03")
        assert [(span.line, span.column) for span in found.spans("GS03")] == [(1, 1)]

    def test_an_empty_headcount_counts_nobody(self, bench: Bench) -> None:
        found = bench("人数: ⟦{}⟧", without=["来宾"], only="GS03")
        assert found.spans("GS03") == found.marks

    @cases(
        "sections",
        [
            "人数: {总数: 约110}",
            "人数: {分组: [{名称: 代表, 人数: 20}]}",
            "来宾: 待填",
            "来宾: [{姓名: 待填, 单位: 待填, 职务: 待填}]",
        ],
    )
    def test_numbers_and_blanks_are_enough(self, bench: Bench, sections: str) -> None:
        assert bench(sections, without=["来宾"] if sections.startswith("人数") else [], only="GS03").of("GS03") == []

    def test_a_missing_field_is_found_while_reading(self, bench: Bench) -> None:
        found = bench("来宾: [⟦{姓名: 陈志远, 单位: 省发展改革委}⟧]", only="GS03")
        assert found.spans("GS03") == found.marks


class TestNumberTwice:
    def test_items_over_several_days(self, bench: Bench) -> None:
        found = bench(
            "日期: 2026-05-11 至 2026-05-12\n"
            + programme(TALKS, d2026_05_12=(TALKS.replace("A1", "⟦A1⟧"), TALKS.replace("A1", "B1"))),
            only="GS11",
        )
        assert found.spans("GS11") == found.marks
        related = found.of("GS11")[0].related[0].span
        assert (related.line, related.column) == (found.marks[0].line - 3, found.marks[0].column)

    def test_tasks_and_charts_have_numbers_of_their_own(self, bench: Bench) -> None:
        tasks = "任务:\n  - {编号: A1, 事项: 甲, 时限: T-1}\n座次: [{编号: A1, 形式: 圆桌}, {编号: ⟦A1⟧, 形式: 合影}]"
        found = bench(tasks, only="GS11")
        assert found.spans("GS11") == found.marks

    def test_a_third_use_is_found_too(self, bench: Bench) -> None:
        found = bench(
            "任务: [{编号: 1, 事项: 甲, 时限: T}, {编号: ⟦1⟧, 事项: 乙, 时限: T}, {编号: ⟦1⟧, 事项: 丙, 时限: T}]",
            only="GS11",
        )
        assert found.spans("GS11") == found.marks

    def test_blanks_are_not_numbers(self, bench: Bench) -> None:
        assert (
            bench("任务: [{编号: 待填, 事项: 甲, 时限: T}, {编号: 待填, 事项: 乙, 时限: T}]", only="GS11").of("GS11")
            == []
        )

    @cases(
        ("second", "twice"),
        [
            ("宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-13", True),
            ("宾馆: 云溪宾馆, 入住: 2026-05-12, 离店: 2026-05-13", False),
            ("宾馆: 青山宾馆, 入住: 2026-05-11, 离店: 2026-05-12", False),
            ("宾馆: 云溪宾馆, 入住: 2026-05-10, 离店: 2026-05-11", False),
            ("宾馆: 云溪宾馆", True),
        ],
    )
    def test_rooms_of_one_hotel_and_night(self, bench: Bench, second: str, twice: bool) -> None:
        lodging = (
            "住宿:\n  - {宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12, 房间: [{房号: '0801'}, {房号: '801'}]}\n"
            f"  - {{{second}, 房间: [{{房号: ⟦'0801'⟧}}]}}\n"
        )
        found = bench(lodging, only="GS11")
        assert found.spans("GS11") == (found.marks if twice else ())

    def test_a_room_of_three_stays(self, bench: Bench) -> None:
        """The first and the third share no night; the second and the third do."""
        stay = "  - {{宾馆: 云溪宾馆, 入住: 2026-05-{}, 离店: 2026-05-{}, 房间: [{{房号: {}}}]}}\n"
        stays = stay.format(11, 12, "'801'") + stay.format(12, 14, "'801'") + stay.format(13, 15, "⟦'801'⟧")
        found = bench("住宿:\n" + stays, only="GS11")
        assert found.spans("GS11") == found.marks

    @cases(
        ("second", "twice"),
        [
            ("姓名: ⟦王芳⟧, 单位: 省发展改革委", True),
            ("姓名: ⟦王  芳⟧, 单位: 省发展改革委", True),
            ("姓名: ⟦王芳⟧, 单位: 省发改委", True),
            ("姓名: 王芳, 单位: 省科学院", False),
            ("姓名: 王方, 单位: 省发展改革委", False),
        ],
    )
    def test_a_guest_twice_in_the_list(self, bench: Bench, second: str, twice: bool) -> None:
        guests = f"来宾: [{{姓名: 王芳, 单位: 省发展改革委, 职务: 处长}}, {{{second}, 职务: 科员}}]\n"
        found = bench(guests, only="GS11")
        assert found.spans("GS11") == (found.marks if twice else ())
        assert found.levels("GS11") == (["warning"] if twice else [])

    def test_guests_still_to_be_named(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: 待填, 单位: 甲, 职务: 乙}, {姓名: 待填, 单位: 甲, 职务: 乙}]\n"
        assert bench(guests, only="GS11").codes == []

    def test_rooms_without_a_number_yet(self, bench: Bench) -> None:
        rooms = "住宿: {宾馆: 云溪宾馆, 房间: [{房号: 待填}, {房号: 待填}, {房型: 单间}, {房型: 单间}]}"
        assert bench(rooms, only="GS11").codes == []

    @cases(
        "section",
        [
            "车辆: [{车号: 1}, {车号: ⟦1⟧}]",
            "车辆: [{车号: 1, 号牌: 浙H·D0001}, {车号: 2, 号牌: ⟦浙H·D0001⟧}]",
            "部门: [{名称: 县接待办}, {名称: ⟦县接待办⟧}]",
            "场所: [{名称: 云溪站}, {名称: ⟦云溪站⟧}]",
        ],
    )
    def test_names_of_the_office_file(self, bench: Bench, section: str) -> None:
        found = bench(office=section, only="GS11")
        assert found.spans("GS11") == found.office_marks
        assert found.of("GS11")[0].file.endswith("office.yaml")
        assert found.of("GS11")[0].related[0].file.endswith("office.yaml")
