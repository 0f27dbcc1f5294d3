from __future__ import annotations

import pytest

from jiedai.check.rules.seats import companion_limit
from tests.batch import cases
from tests.check.bench import Bench, programme

FIVE = (
    "陪同: [{姓名: 林峰}, {姓名: 沈浩}, {姓名: 周敏}, {姓名: 韩磊}, {姓名: 罗斌}]\n"
    "工作人员: [{姓名: 姚晨, 岗位: 联络}]\n"
)
TALKS = programme(
    '编号: A2, 时间: "14:00-15:30", 事项: 座谈, 类别: 座谈, 地点: 县行政中心三号会议室, 陪同: [林峰, 沈浩],'
    " 工作人员: [姚晨], 主持: 罗斌"
)


def chart(seats: str, shape: str = "长条桌横放") -> str:
    return f"座次:\n  - {{编号: S1, 日程: A2, 形式: {shape}, {seats}}}\n"


class TestZC01:
    @cases(
        "seats",
        [
            "来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩]",
            "来宾席: 全体, 主人席: [林峰, 沈浩]",
            "人员: [陈志远, 李娜, 林峰, 沈浩]",
            "来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩, 姚晨]",
            "来宾席: [陈志远, 李娜], 主人席: [罗斌, 林峰, 沈浩]",
            "来宾席: [陈志远, 李娜]",
            "主人席: [林峰, 沈浩]",
            "来宾席: 待填, 主人席: 待填",
            "来宾席: [省发改委代表2人], 主人席: [林峰, 沈浩]",
            "座位数: 12",
        ],
    )
    def test_who_takes_part_sits(self, bench: Bench, seats: str) -> None:
        assert bench(FIVE + TALKS + chart(seats), only="ZC01").codes == []

    @cases(
        ("seats", "message"),
        [
            ("来宾席: [陈志远, 李娜], 主人席: ⟦[林峰]⟧", "沈浩参加A2“座谈”，但没有座位"),
            ("来宾席: ⟦[李娜]⟧, 主人席: [林峰, 沈浩]", "陈志远参加A2“座谈”，但没有座位"),
            ("人员: ⟦[林峰, 沈浩]⟧", "陈志远、李娜参加A2“座谈”，但没有座位"),
            ("来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩, ⟦韩磊⟧]", "韩磊有座位，但不参加A2“座谈”"),
        ],
    )
    def test_both_directions(self, bench: Bench, seats: str, message: str) -> None:
        found = bench(FIVE + TALKS + chart(seats), only="ZC01")
        assert found.spans("ZC01") == found.marks
        assert found.of("ZC01")[0].message == message
        assert found.levels("ZC01") == ["warning"]

    @pytest.mark.parametrize("shape", ["主席台", "签字", "合影"])
    def test_where_not_everybody_has_a_seat(self, bench: Bench, shape: str) -> None:
        assert bench(FIVE + TALKS + chart("人员: [陈志远, 林峰]", shape), only="ZC01").codes == []
        found = bench(FIVE + TALKS + chart("人员: [陈志远, ⟦韩磊⟧]", shape), only="ZC01")
        assert found.spans("ZC01") == found.marks

    def test_guests_by_their_other_names(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: Anna Weber, 中文名: 安娜·韦伯, 单位: 市政府, 职务: 市长}]\n"
        seats = "来宾席: [安娜·韦伯], 主人席: [林峰, 沈浩]"
        assert bench(guests + FIVE + TALKS + chart(seats), only="ZC01").codes == []

    def test_guests_of_the_item_only(self, bench: Bench) -> None:
        some = TALKS.replace("陪同:", "来宾: [李娜], 陪同:")
        assert bench(FIVE + some + chart("来宾席: [李娜], 主人席: [林峰, 沈浩]"), only="ZC01").codes == []
        found = bench(FIVE + some + chart("来宾席: [李娜, ⟦陈志远⟧], 主人席: [林峰, 沈浩]"), only="ZC01")
        assert found.spans("ZC01") == found.marks

    def test_hosts_nobody_wrote_are_unknown(self, bench: Bench) -> None:
        nobody = TALKS.replace("陪同: [林峰, 沈浩],", "")
        assert bench(FIVE + nobody + chart("来宾席: [陈志远, 李娜], 主人席: [韩磊]"), only="ZC01").codes == []

    def test_tables_of_one_meal_are_one_occasion(self, bench: Bench) -> None:
        meal = programme('编号: A1, 时间: "12:00-13:00", 事项: 午餐, 类别: 用餐, 陪同: [林峰, 沈浩]')
        tables = (
            "座次:\n  - {编号: S1, 日程: A1, 形式: 圆桌, 来宾席: [陈志远], 主人席: [林峰]}\n"
            "  - {编号: S2, 日程: A1, 形式: 圆桌, 来宾席: [李娜], 主人席: [沈浩]}\n"
        )
        assert bench(FIVE + meal + tables, only="ZC01").codes == []

    def test_diners_count_at_a_meal(self, bench: Bench) -> None:
        meal = programme('编号: A2, 时间: "12:00-13:00", 事项: 午餐, 类别: 用餐, 陪同: [林峰, 沈浩]')
        diners = "用餐: [{日程: A2, 来宾: [李娜], 陪餐: [林峰]}]\n"
        assert bench(FIVE + meal + diners + chart("来宾席: [李娜], 主人席: [林峰]", "圆桌"), only="ZC01").codes == []

    def test_a_chart_of_no_item(self, bench: Bench) -> None:
        assert bench("座次: [{编号: S1, 人员: [林峰]}]\n", only="ZC01").codes == []


def table(number: int, guests: str) -> str:
    day = programme('编号: A2, 时间: "12:00-13:00", 事项: 午餐, 类别: 用餐')
    seats = ", ".join(f"乙{n}号" for n in range(number))
    return day + f"用餐: [{{日程: A2, 来宾: {guests}}}]\n" + chart(f"主人席: [{seats}]", "圆桌").replace("S1", "S9")


class TestZC02:
    @pytest.mark.parametrize(("guests", "limit"), [(1, 3), (10, 3), (11, 3), (12, 4), (30, 10)])
    def test_domestic_limits(self, bench: Bench, guests: int, limit: int) -> None:
        assert bench(table(limit, str(guests)), only="ZC02").codes == []
        found = bench(table(limit + 1, str(guests)), only="ZC02")
        assert found.levels("ZC02") == ["error"]
        assert found.of("ZC02")[0].message == f"来宾 {guests} 人，接待方就座 {limit + 1} 人，上限 {limit} 人"

    @pytest.mark.parametrize(("guests", "limit"), [(1, 1), (5, 5), (6, 5), (7, 6), (10, 7)])
    def test_foreign_limits(self, bench: Bench, guests: int, limit: int) -> None:
        assert bench("类型: 外事\n" + table(limit, str(guests)), only="ZC02").codes == []
        assert bench("类型: 外事\n" + table(limit + 1, str(guests)), only="ZC02").codes == ["ZC02"]

    def test_at_talks_there_is_no_limit(self, bench: Bench) -> None:
        assert bench(FIVE + TALKS + chart("主人席: [林峰, 沈浩, 周敏, 韩磊]"), only="ZC02").codes == []

    def test_several_tables_add_up(self, bench: Bench) -> None:
        two = table(2, "2") + "  - {编号: S2, 日程: A2, 形式: 圆桌, 主人席: [丙一号, 丙二号]}\n"
        assert bench(two, only="ZC02").codes == ["ZC02"]

    @cases(("guests", "limit"), [(1, 1), (3, 3), (5, 5), (6, 5), (7, 6), (9, 7), (10, 7), (15, 10), (26, 15)])
    def test_the_oracle_of_foreign_companions(self, guests: int, limit: int) -> None:
        assert companion_limit(guests, {"par": 5, "divisor": 2}) == limit


class TestZC03:
    @pytest.mark.parametrize(
        ("seats", "even"),
        [
            ("人员: ⟦[陈志远, 李娜, 林峰, 沈浩]⟧", True),
            ("人员: [陈志远, 李娜, 林峰]", False),
            ("排: ⟦[4, 7]⟧", True),
            ("排: [5, 6]", False),
            ("座位数: ⟦6⟧", True),
            ("座位数: 7", False),
            ("座位数: 6, 双数: 一号居左", False),
        ],
    )
    def test_the_front_row(self, bench: Bench, seats: str, even: bool) -> None:
        found = bench(chart(seats, "主席台"), only="ZC03")
        assert found.spans("ZC03") == (found.marks if even else ())
        assert found.levels("ZC03") == ["info"] * even

    @cases(
        ("sides", "shape", "told"),
        [
            ("左右: ⟦左为上⟧", "会见沙发", True),
            ("左右: ⟦左为上⟧", "圆桌", True),
            ("左右: 右为上", "会见沙发", False),
            ("座位数: 6", "会见沙发", False),
            ("左右: 左为上", "合影", False),
        ],
    )
    def test_the_custom_from_home_with_foreigners(self, bench: Bench, sides: str, shape: str, told: bool) -> None:
        foreign = "类型: 外事\n来宾: [{姓名: Anna, 国籍: 德国, 单位: 诺伊市政府, 职务: 丙}]\n"
        found = bench(foreign + chart(sides, shape), only="ZC03")
        assert found.spans("ZC03") == (found.marks if told else ())
        assert found.levels("ZC03") == ["warning"] * told
        if told:
            assert bench(chart(sides, shape), only="ZC03").codes == []

    def test_only_a_dais(self, bench: Bench) -> None:
        assert bench(chart("座位数: 6"), only="ZC03").codes == []


class TestZC04:
    @cases(("reason", "codes"), [("", ["ZC04"]), (", 理由: 记录", []), (", 理由: 待填", [])])
    def test_a_reason(self, bench: Bench, reason: str, codes: list[str]) -> None:
        fixed = f"指定: [{{座位: 2, 姓名: ⟦李娜⟧{reason}}}]"
        found = bench(chart(f"来宾席: [陈志远, 李娜], {fixed}"), only="ZC04")
        assert found.codes == codes
        assert not codes or (found.spans("ZC04") == found.marks and found.levels("ZC04") == ["warning"])

    @cases(
        ("guests", "seats", "message"),
        [
            ("[陈志远, 李娜]", ("2", "1"), ""),
            ("[陈志远, 李娜]", ("2", "⟦5⟧"), "指定的座位“5”在这张图上找不到"),
            ("[陈志远, 李娜]", ("2", "4"), ""),
            ("[陈志远, 李娜]", ("2", "⟦2⟧"), "座位“2”指定给了两个人，按先写的排"),
            ("[陈志远, 待填]", ("2", "5"), ""),
            ("[陈志远, 李娜]", ("2", "待填"), ""),
        ],
    )
    def test_a_seat_that_can_be_given(self, bench: Bench, guests: str, seats: tuple[str, str], message: str) -> None:
        first, second = seats
        fixed = f"指定: [{{座位: {first}, 姓名: 李娜, 理由: 记录}}, {{座位: {second}, 姓名: 林峰, 理由: 记录}}]"
        found = bench(FIVE + TALKS + chart(f"来宾席: {guests}, 主人席: [林峰, 沈浩], {fixed}"), only="ZC04")
        assert [one.message for one in found.of("ZC04")] == ([message] if message else [])
        assert not message or (found.spans("ZC04") == found.marks and found.levels("ZC04") == ["warning"])


class TestSJ09:
    PEOPLE = "来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩]"

    @cases(
        ("chart", "fits"),
        [
            (f"座位数: 4, {PEOPLE}", True),
            (f"座位数: ⟦5⟧, {PEOPLE}", False),
            (f"座位数: 3, {PEOPLE}", True),
            (f"座位数: 5, {PEOPLE}, 译员: [顾盼]", True),
            (f"座位数: 4, {PEOPLE}, 译员: [顾盼]", True),
            (f"座位数: ⟦6⟧, {PEOPLE}, 译员: [顾盼]", False),
            (f"排: [2, 2], {PEOPLE}", True),
            (f"排: ⟦[2, 3]⟧, {PEOPLE}", False),
            (f"排: [2, 3], 座位数: ⟦4⟧, {PEOPLE}", False),
            ("座位数: 40", True),
            (PEOPLE, True),
            (f"座位数: 19, 形式: 乘车, {PEOPLE}", True),
            (f"座位数: 6, 形式: 圆桌, {PEOPLE}, 人员: [周敏]", True),
            (f"座位数: ⟦6⟧, 形式: 圆桌, {PEOPLE}", False),
            (f"排: [4, 2], 形式: 桌次, {PEOPLE}, 人员: [周敏]", True),
            ("座位数: 2, 人员: 全体", True),
            ("座位数: ⟦3⟧, 人员: 全体", False),
        ],
    )
    def test_seats_and_people(self, bench: Bench, chart: str, fits: bool) -> None:
        found = bench(f"座次: [{{编号: S1, {chart}}}]", only="SJ09")
        assert found.spans("SJ09") == (() if fits else found.marks)

    def test_a_group_of_unknown_size_is_not_counted(self, bench: Bench) -> None:
        sections = "人数: {总数: 30, 分组: [{名称: 代表}]}\n座次: [{编号: S1, 座位数: 3, 人员: [代表]}]"
        assert bench(sections, only="SJ09").codes == []


class TestZC05:
    @pytest.mark.parametrize(
        ("seats", "enough"),
        [
            ("座位数: 2, 人员: [陈志远, 李娜]", True),
            ("座位数: ⟦1⟧, 人员: [陈志远, 李娜]", False),
            ("排: ⟦[1, 2]⟧, 人员: [陈志远, 李娜, 林峰, 沈浩]", False),
            ("排: [2, 2], 人员: [陈志远, 李娜, 林峰, 沈浩]", True),
            ("座位数: 2, 人员: [陈志远, 李娜], 译员: [顾盼]", True),
            ("人员: [陈志远, 李娜]", True),
            ("排: ⟦[3, 1]⟧, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩]", False),
            ("来宾席: [陈志远, 李娜], 主人席: [林峰], 译员: ⟦[甲译, 乙译, 丙译]⟧", False),
        ],
    )
    def test_seats(self, bench: Bench, seats: str, enough: bool) -> None:
        found = bench(chart(seats), only="ZC05")
        assert found.spans("ZC05") == (() if enough else found.marks)
        assert found.levels("ZC05") == ["error"] * (not enough)

    @pytest.mark.parametrize(("riders", "codes"), [(4, []), (5, ["ZC05"])])
    def test_the_seats_of_a_vehicle(self, bench: Bench, riders: int, codes: list[str]) -> None:
        names = ", ".join("甲乙丙丁戊"[number] + "某" for number in range(riders))
        assert bench(chart(f"座位数: 4, 人员: [{names}]", "乘车"), only="ZC05").codes == codes

    @pytest.mark.parametrize(("number", "codes"), [(40, []), (41, ["ZC05"])])
    def test_the_hall(self, bench: Bench, number: int, codes: list[str]) -> None:
        found = bench(chart(f"人员: [代表{number}人]"), only="ZC05")
        assert found.codes == codes
        assert [one.related[0].message for one in found.diagnostics] == ["会场写在这里"] * len(codes)

    def test_too_few_seats_are_one_finding(self, bench: Bench) -> None:
        found = bench(chart("座位数: 1, 人员: [陈志远, 李娜]"), only=("ZC05", "SJ09"))
        assert found.codes == ["ZC05"]


class TestZC06:
    @cases(("seats", "close"), [("0", False), ("1", True), ("", False)])
    def test_along_a_row(self, bench: Bench, seats: str, close: bool) -> None:
        """Left to precedence the first two stand side by side; in a row nothing but a distance is asked."""
        people = apart(f", 间隔: {seats}" if seats else "")
        found = bench(people + chart("人员: [陈志远, ⟦李娜⟧, 林峰]", "合影"), only="ZC06")
        assert found.spans("ZC06") == (found.marks if close else ())
        assert found.levels("ZC06") == ["warning"] * close

    @cases(("seats", "close"), [("", True), (", 间隔: 0", False), (", 间隔: 1", False), (", 间隔: 2", True)])
    def test_round_a_table(self, bench: Bench, seats: str, close: bool) -> None:
        found = bench(apart(seats) + chart("来宾席: [陈志远, ⟦李娜⟧], 主人席: [林峰, 沈浩]", "圆桌"), only="ZC06")
        assert found.spans("ZC06") == (found.marks if close else ())

    def test_it_says_how_far(self, bench: Bench) -> None:
        found = bench(apart(", 间隔: 2") + chart("人员: [陈志远, 李娜, 林峰]", "合影"), only="ZC06")
        assert found.of("ZC06")[0].message == "座次 S1：陈志远和李娜之间只隔 0 个座位，要隔 2 个"

    def test_who_asks_for_more_counts(self, bench: Bench) -> None:
        both = apart(", 间隔: 0", ", 分席: [陈志远], 间隔: 1")
        assert bench(both + chart("人员: [陈志远, 李娜, 林峰]", "合影"), only="ZC06").codes == ["ZC06"]

    def test_a_chart_without_names_is_pointed_at_itself(self, bench: Bench) -> None:
        text = TALKS + apart("") + "座次:\n  - {编号: ⟦S1⟧, 日程: A2, 形式: 圆桌}\n"
        found = bench(text, only="ZC06")
        assert found.spans("ZC06") == found.marks

    def test_where_one_of_them_does_not_sit(self, bench: Bench) -> None:
        assert bench(apart(", 间隔: 3") + chart("人员: [陈志远, 林峰]", "合影"), only="ZC06").codes == []


def apart(more: str, other: str = "") -> str:
    return (
        "来宾:\n"
        f"  - {{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 职级: 厅局级, 分席: [李娜]{more}}}\n"
        f"  - {{姓名: 李娜, 单位: 省发展改革委, 职务: 处长, 职级: 县处级{other}}}\n"
    )


class TestTablesOutdoors:
    @cases(
        ("place", "shape", "told"),
        [
            ("青山现代农业示范基地", "长条桌横放", True),
            ("青山现代农业示范基地", "会见沙发", True),
            ("青山现代农业示范基地", "合影", False),
            ("智能制造产业园", "长条桌横放", False),
            ("[智能制造产业园, 青山现代农业示范基地]", "长条桌横放", False),
        ],
    )
    def test_of_a_visit(self, bench: Bench, place: str, shape: str, told: bool) -> None:
        day = f"编号: A1, 时间: 09:00-10:00, 事项: 考察, 类别: {{0}}, 地点: {place}, 陪同: [林峰]"
        seats = f"座次: [{{编号: S1, 日程: ⟦A1⟧, 形式: {shape}, 来宾席: [陈志远], 主人席: [林峰]}}]\n"
        found = bench(programme(day.format("考察")) + seats, only="ZC07")
        assert found.spans("ZC07") == (found.marks if told else ())
        assert bench(programme(day.format("座谈")) + seats, only="ZC07").codes == []
