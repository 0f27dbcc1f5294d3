"""Figures in messages and hints, and entries passed over before wrong ones: what mutants brought to light."""

from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

MANY = "[林峰, 沈浩, 周敏, 韩磊, 罗斌]"
HOSTS = "陪同: [{姓名: 林峰}, {姓名: 沈浩}, {姓名: 周敏}, {姓名: 韩磊}, {姓名: 罗斌}]\n"
LUNCH = programme('编号: A1, 时间: "11:50-12:40", 事项: 午餐, 类别: 用餐, 地点: 县机关食堂, 责任单位: 县接待办')
BASE, CENTRE = "青山现代农业示范基地", "青山镇农创中心"
TALKS = "事项: 座谈, 类别: 座谈, 地点: 县行政中心三号会议室, 目的: 听取汇报"
FOREIGN = "类型: 外事\n来宾: [{姓名: Anna Weber, 国籍: 德国, 单位: 市政府, 职务: 市长}]\n"


@cases(
    ("code", "plan", "message", "hint"),
    [
        ("YC02", f"{HOSTS}用餐: [{{日程: A1, 陪餐: {MANY}}}]\n", "来宾 2 人，陪餐 5 人，上限 3 人", "减少 2 人"),
        (
            "WB06",
            f"{FOREIGN}{HOSTS}{LUNCH}用餐: [{{日程: A1, 形式: 宴请, 来宾: 4, 陪餐: {MANY}}}]\n",
            "",
            "减少 1 人",
        ),
        (
            "ZC02",
            f"{HOSTS}{LUNCH}用餐: [{{日程: A1, 来宾: 2}}]\n"
            f"座次: [{{编号: S1, 日程: A1, 形式: 圆桌, 主人席: {MANY}}}]\n",
            "来宾 2 人，接待方就座 5 人，上限 3 人",
            "减少 2 人",
        ),
        (
            "SJ06",
            programme(
                f'编号: A1, 时间: "14:00-15:00", {TALKS}, 流程: [{{分钟: 50, 事项: 甲}}, {{分钟: 25, 事项: 乙}}]'
            ),
            "流程共 75 分钟",
            "压缩 15 分钟",
        ),
        (
            "SJ06",
            programme(
                f'编号: A1, 时间: "14:00-15:00", {TALKS}, 流程: [{{分钟: 30, 事项: 甲}}, {{分钟: 20, 事项: 乙}}]'
            ),
            "流程共 50 分钟",
            "补上其余 10 分钟",
        ),
        (
            "CX04",
            programme('编号: A1, 时间: "9:00-9:30", 事项: 乘车, 类别: 乘车, 车辆: [2], 从: 云溪站, 到: 云溪宾馆')
            + "来宾: []\n人数: {总数: 9}\n",
            "有 9 人，车辆共核载 7 人",
            "",
        ),
        (
            "SJ03",
            programme(f'编号: A1, 时间: "09:00-09:04", 事项: 考察, 类别: 考察, 地点: [{BASE}, {CENTRE}]'),
            "平均每个点只有 0 分钟",
            "",
        ),
        (
            "SJ02",
            programme(
                f'编号: A1, 时间: "09:00-10:00", {TALKS}',
                '编号: A2, 时间: "10:10-10:30", 事项: 座谈, 类别: 座谈, 地点: 智能制造产业园',
            ),
            "行车 25 分钟、上车 5 分钟，只留了 10 分钟",
            "推迟到 10:30 以后",
        ),
        (
            "SJ02",
            programme('编号: A1, 时间: "09:00-09:30", 事项: 乘车, 类别: 乘车, 从: 云溪宾馆, 到: 青山现代农业示范基地'),
            "行车 35 分钟，只安排了 30 分钟",
            "至少再加 5 分钟",
        ),
    ],
)
def test_figures_in_messages_and_hints(bench: Bench, code: str, plan: str, message: str, hint: str) -> None:
    found = bench(plan, only=code).of(code)[0]
    assert message in found.message
    assert hint in found.hint


@cases(
    ("code", "plan"),
    [
        ("GS11", "住宿: {宾馆: 云溪宾馆, 房间: [{入住人: [陈志远]}, {房号: 0801}, {房号: ⟦0801⟧}]}\n"),
        (
            "FW03",
            programme(
                f'编号: A1, 时间: "9:00", {TALKS}', '编号: A2, 时间: "10:00", 事项: 会议, 类别: 会议, 地点: ⟦栖霞景区⟧'
            ),
        ),
        ("LP01", "礼品: [{名称: 无}, {名称: ⟦竹编⟧}]\n"),
        (
            "ZS13",
            "住宿:\n  - {宾馆: 别家, 房间: [{房型: 套间}]}\n"
            "  - {宾馆: 云溪宾馆, 房间: [{房型: 套间}, {房型: 套间}, {房型: ⟦套间⟧}]}\n",
        ),
        ("ZS07", "住宿: {宾馆: 云溪宾馆, 房间: [{入住人: [陈志远]}, {入住人: [李娜], 房价: ⟦5000⟧}]}\n"),
        (
            "YC11",
            programme(
                '编号: A1, 时间: "10:30", 事项: 茶歇, 类别: 用餐', '编号: A2, 时间: "12:00", 事项: 午餐, 类别: 用餐'
            )
            + "用餐: [{日程: A1, 形式: 茶会}, {日程: A2, 形式: 工作餐, 人均: ⟦61⟧}]\n",
        ),
        (
            "SJ05",
            programme(
                '编号: A1, 时间: "10:30-10:40", 事项: 茶歇, 类别: 用餐',
                '编号: A2, 时间: ⟦"15:00-15:30"⟧, 事项: 午餐, 类别: 用餐',
            ),
        ),
        (
            "SJ14",
            "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 抵达: {时间: ⟦5月11日10:00⟧, 地点: 云溪站}}]\n"
            + programme(
                '编号: A1, 时间: "9:00", 事项: 接站, 类别: 接站, 地点: 云溪站',
                f'编号: A2, 时间: "09:30-10:30", {TALKS}',
            ),
        ),
        (
            "SJ02",
            programme(
                f'编号: A1, 时间: "09:00-10:00", {TALKS}',
                f'编号: A2, 时间: "09:59-10:30", {TALKS}',
                f'编号: ⟦A3⟧, 时间: "10:20-11:00", {TALKS}',
            ),
        ),
        (
            "CX05",
            programme(
                '编号: A1, 时间: "08:00-08:10", 事项: 步行, 类别: 乘车, 车辆: [1]',
                '编号: A2, 时间: ⟦"08:20-13:00"⟧, 事项: 乘车, 类别: 乘车, 车辆: [1]',
            ),
        ),
        (
            "ZR04",
            programme(
                '编号: A1, 时间: "08:00", 事项: 早餐, 类别: 用餐',
                f'编号: A2, 时间: "09:00-10:00", {TALKS}, 陪同: [沈浩], 并行: 是',
                '编号: A3, 时间: "09:30-10:10", 事项: 考察, 类别: 考察, 地点: 智能制造产业园, 陪同: [⟦沈浩⟧], 并行: 是',
            ),
        ),
    ],
)
def test_what_is_passed_over_hides_nothing_that_follows(bench: Bench, code: str, plan: str) -> None:
    scenic = "场所: [{名称: 栖霞景区, 类别: 景区}]\n" if code == "FW03" else ""
    found = bench(plan, office=scenic, only=code)
    assert found.spans(code) == found.marks


@cases(("hour", "usual"), [("07:00", True), ("06:59", False), ("08:59", True), ("09:00", False)])
def test_a_window_for_meals_takes_in_its_first_minute_but_not_its_last(bench: Bench, hour: str, usual: bool) -> None:
    breakfast = programme(f'编号: A1, 时间: "{hour}", 事项: 早餐, 类别: 用餐')
    assert bench(breakfast, only="SJ05").codes == ([] if usual else ["SJ05"])


@pytest.mark.parametrize(("price", "day", "codes"), [(380, 11, []), (381, 11, ["ZS07"])])
def test_both_sides_of_a_cap(bench: Bench, price: int, day: int, codes: list[str]) -> None:
    stay = f"住宿: {{宾馆: 云溪宾馆, 入住: 2026-05-{day}, 房间: [{{入住人: [李娜], 房价: {price}}}]}}\n"
    assert bench(stay, only="ZS07").codes == codes


@cases(("region", "codes"), [("云溪", ["FW04"]), ("云溪县", ["FW04"]), ("溪县", [])])
def test_a_guest_of_the_same_town_by_its_short_name(bench: Bench, region: str, codes: list[str]) -> None:
    local = "来宾: [{姓名: 甲乙, 单位: 云溪移动公司, 职务: 经理}]\n"
    office = f"单位: {{名称: 云溪县接待办公室, 地区: {region}}}\n标准: {{规则包: [fujian]}}\n"
    assert bench(local, office=office, only="FW04").codes == codes


@cases(("tag", "level"), [(", 清真: 否", "error"), (", 配料: [猪肉]", "error"), ("", None)])
def test_a_dish_that_is_not_halal(bench: Bench, tag: str, level: str | None) -> None:
    plan = (
        "来宾: [{姓名: 甲乙, 单位: 乙, 职务: 丙, 饮食: [清真]}]\n"
        f"用餐: [{{日程: A1, 形式: 工作餐, 菜单: [{{菜名: 小炒{tag}}}]}}]\n"
    )
    assert bench(plan, only="YC18").levels("YC18") == ([level] if level else [])


def test_a_dish_only_suspected_of_pork_is_a_warning(bench: Bench) -> None:
    plan = (
        "来宾: [{姓名: 甲乙, 单位: 乙, 职务: 丙, 饮食: [清真]}]\n"
        "用餐: [{日程: A1, 形式: 工作餐, 菜单: [{菜名: 火腿蒸蛋}]}]\n"
    )
    assert bench(plan, only="YC18").levels("YC18") == ["warning"]


def test_the_four_star_hotel_of_a_mayor_and_the_five_star_one(bench: Bench) -> None:
    places = "场所: [{名称: 云溪大酒店, 类别: 宾馆, 简介: 五星级}, {名称: 云溪宾馆, 类别: 宾馆}]\n"
    mayor = FOREIGN.replace("职务: 市长", "职务: 市长, 职级: 厅局级")
    assert bench(mayor + "住宿: {宾馆: ⟦云溪大酒店⟧}\n", office=places, only="WB05").codes == ["WB05"]
    assert bench(mayor + "住宿: {宾馆: 云溪宾馆}\n", office=places, only="WB05").codes == []
    assert bench(mayor + "住宿: {宾馆: 五星级国宾馆}\n", office=places, only="WB05").codes == ["WB05"]


def test_gifts_that_are_none_or_still_open_are_not_counted(bench: Bench) -> None:
    gift = "{名称: 竹编, 价值: 100, 赠予: [Anna Weber]}"
    for other in ("{名称: 无}", "{名称: 待填}"):
        assert bench(FOREIGN + f"礼品: [{other}, {gift}]\n", only=("WB07", "WB08")).codes == []


@cases("place", ["云溪东站", "萧山国际机场到达厅", "高速出口"])
def test_places_of_arrival_by_their_names(bench: Bench, place: str) -> None:
    welcome = programme(f'编号: A1, 时间: "09:20-09:40", 事项: 欢迎仪式, 类别: 迎送, 地点: {place}, 责任单位: 县接待办')
    assert bench(welcome, only="YS01").codes == ["YS01"]


def test_riders_of_several_rides_add_up(bench: Bench) -> None:
    rides = (
        "乘车: [{日程: A1, 车辆: 2, 乘车人: [甲一, 甲二, 甲三, 甲四]}, "
        "{日程: A1, 车辆: 3, 乘车人: [乙一, 乙二, 乙三, 乙四]}]\n"
    )
    cars = (
        "车辆: [{车号: 1, 车型: 考斯特, 核载: 19, 驾驶员: 郑涛}, {车号: 2, 车型: 商务车, 核载: 7, 驾驶员: 钱江}, "
        "{车号: 3, 车型: 商务车, 核载: 7, 驾驶员: 孙立}]\n"
    )
    day = programme('编号: A1, 时间: "9:00-9:30", 事项: 乘车, 类别: 乘车')
    (found,) = bench("来宾: []\n人数: {总数: 2}\n" + day + rides, office=cars, only="CX01").of("CX01")
    assert "8 人坐 1 号车（核载 19）就够" in found.message


def test_a_name_on_a_chart_that_no_list_has_is_an_unknown_reference_only(bench: Bench) -> None:
    chart = "座次: [{编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩, 甲乙丙]}]\n"
    assert bench(chart, only=("ZC01", "GS08")).codes == ["GS08"]


def test_tables_of_one_meal_without_a_clock_time_are_one_meal(bench: Bench) -> None:
    noon = programme("编号: A1, 时间: 中午, 事项: 午餐, 类别: 用餐", "编号: A2, 时间: 晚上, 事项: 晚餐, 类别: 用餐")
    meals = "用餐: [{{日程: A1, 接待方承担: 是}}, {{日程: {0}, 接待方承担: 是}}]\n"
    assert bench(noon + meals.format("A1"), only="YC01").codes == []
    assert bench(noon + meals.format("A2"), only="YC01").codes == ["YC01"]


def test_a_group_in_a_room_counts_as_many_as_it_has(bench: Bench) -> None:
    guests = "来宾:\n" + "".join(f"  - {{姓名: 甲{n}, 单位: 乙, 职务: 丙, 分组: 一组}}\n" for n in "甲乙丙")
    room = "住宿: {宾馆: 云溪宾馆, 房间: [{房型: 标准间, 入住人: [一组]}]}\n"
    (found,) = bench(guests + room, only="ZS12").of("ZS12")
    assert "排了 3 人" in found.message


def test_no_slack_points_from_the_first_to_the_last_item(bench: Bench) -> None:
    rows = [f'编号: A{n}, 时间: "{n:02d}:00-{n + 1:02d}:00", 事项: 座谈, 类别: 座谈' for n in (8, 9, 10, 11)]
    (found,) = bench(programme(*rows), only="SJ07").of("SJ07")
    assert [related.span.line - found.span.line for related in found.related] == [3]


@cases(("time", "codes"), [("9:30", []), ("9:31", ["SJ14"]), ("8:31", [])])
def test_arrivals_on_the_second_day(bench: Bench, time: str, codes: list[str]) -> None:
    guests = (
        f"来宾: [{{姓名: 甲甲, 单位: 乙, 职务: 丙, 抵达: {{时间: 5月12日{time}, 地点: 云溪站}}}}, "
        "{姓名: 乙乙, 单位: 乙, 职务: 丙}]\n"
    )
    days = programme(
        f'编号: A1, 时间: "09:00-10:00", {TALKS}, 来宾: [乙乙]',
        d2026_05_12=('编号: B1, 时间: "09:20-09:30", 事项: 接站, 类别: 接站, 地点: 云溪站',),
    )
    assert bench("日期: 2026-05-11 至 2026-05-12\n" + guests + days, only="SJ14").codes == codes


@pytest.mark.parametrize(("name", "codes"), [("甲安", ["GR01"]), ("安", [])])
def test_a_name_of_one_character_is_not_looked_for(bench: Bench, name: str, codes: list[str]) -> None:
    guests = f"来宾: [{{姓名: {name}, 单位: 乙, 职务: 丙}}]\n"
    day = programme('编号: A1, 时间: "09:00-10:00", 事项: 座谈, 类别: 座谈, 备注: {来宾: 甲安对花生过敏}')
    assert bench(guests + day, only="GR01").codes == codes


@pytest.mark.parametrize(("post", "codes"), [("市长", ["CX07"]), ("市发展改革委主任", [])])
def test_only_the_leaders_of_a_city_are_meant(bench: Bench, post: str, codes: list[str]) -> None:
    guests = f"来宾: [{{姓名: 甲甲, 单位: 市政府, 职务: {post}, 职级: 厅局级}}]\n"
    office = "标准: {规则包: [city-leaders]}\n"
    assert bench(guests + "安全: {警车: 1, 依据: 通知}\n", office=office, only="CX07").codes == codes


@cases(
    ("code", "plan", "message"),
    [
        ("YC11", "用餐: [{日程: A1, 形式: 工作餐, 人均: 61}]\n", "超过本单位午餐标准 60 元"),
        (
            "ZR03",
            "日程:\n  - 日期: 2026-05-11\n    安排: [{编号: A1, 时间: 待填, 事项: 座谈, 责任单位: 某某局}]\n",
            "某某局",
        ),
        (
            "YS01",
            programme('编号: A1, 时间: "09:20", 事项: 欢迎仪式, 类别: 迎送, 地点: 县界收费站'),
            "不得在辖区边界组织迎送",
        ),
        (
            "YS01",
            programme('编号: A1, 时间: "09:20", 事项: 欢迎仪式, 类别: 迎送, 地点: 云溪站'),
            "不得在机场、车站、码头",
        ),
        (
            "GR05",
            "任务: [{事项: 陈志远对花生过敏要告诉厨房, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-1}]\n",
            "写了陈志远的情况",
        ),
    ],
)
def test_names_in_messages(bench: Bench, code: str, plan: str, message: str) -> None:
    assert message in bench(plan, only=code).of(code)[0].message


def test_the_third_banquet_points_to_the_first(bench: Bench) -> None:
    days = programme(*(f'编号: A{n}, 时间: "1{n}:00-1{n}:30", 事项: 宴请, 类别: 用餐' for n in (1, 2, 3)))
    meals = "用餐:\n" + "".join(f"  - {{日程: A{n}, 形式: 宴请, 接待方承担: 是}}\n" for n in (1, 2, 3))
    (found,) = bench(FOREIGN + days + meals, only="WB01").of("WB01")
    assert [found.span.line - related.span.line for related in found.related] == [2]


@pytest.mark.parametrize(("kind", "codes"), [("其他", ["YS01"]), ("宾馆", [])])
def test_a_place_of_no_known_kind_is_judged_by_its_name(bench: Bench, kind: str, codes: list[str]) -> None:
    places = f"场所: [{{名称: 云溪东站, 类别: {kind}}}]\n"
    welcome = programme('编号: A1, 时间: "09:20", 事项: 欢迎仪式, 类别: 迎送, 地点: 云溪东站')
    assert bench(welcome, office=places, only="YS01").codes == codes


def test_a_borrowed_car_in_the_rides_alone(bench: Bench) -> None:
    cars = "车辆: [{车号: 6, 车型: 轿车, 核载: 4, 驾驶员: 周青, 所属: 青山镇}]\n"
    day = programme('编号: A1, 时间: "9:00-9:30", 事项: 乘车, 类别: 乘车')
    found = bench(day + "乘车: [{日程: A1}, {日程: A1, 车辆: ⟦6⟧, 乘车人: [陈志远]}]\n", office=cars, only="CX06")
    assert found.spans("CX06") == found.marks


def test_a_car_needed_twice_after_a_clash_of_people(bench: Bench) -> None:
    rows = (
        f'编号: A1, 时间: "09:00-10:00", {TALKS}, 车辆: [1]',
        f'编号: ⟦A2⟧, 时间: "09:30-10:30", {TALKS}, 车辆: [1]',
        f'编号: A3, 时间: "14:00-15:00", {TALKS}, 车辆: [2], 来宾: [陈志远]',
        f'编号: ⟦A4⟧, 时间: "14:30-15:30", {TALKS}, 车辆: [2], 来宾: [李娜]',
    )
    found = bench(programme(*rows), only="SJ02")
    assert found.spans("SJ02") == found.marks


@pytest.mark.parametrize(("rest", "codes"), [(20, []), (19, ["CX05"])])
def test_a_rest_between_two_drives(bench: Bench, rest: int, codes: list[str]) -> None:
    rows = (
        '编号: A1, 时间: "08:00-10:30", 事项: 乘车, 类别: 乘车, 车辆: [1]',
        f'编号: A2, 时间: "10:{30 + rest}-13:{rest + 10}", 事项: 乘车, 类别: 乘车, 车辆: [1]',
    )
    assert bench(programme(*rows), only="CX05").codes == codes


def test_after_the_visit_menus_are_asked_for_meals_the_host_paid_only(bench: Bench) -> None:
    office = "标准: {规则包: [fujian]}\n"
    actual = '实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ["0001"]}]}\n'
    meals = "用餐: [{{日程: A1, 形式: 工作餐, 接待方承担: {0}{1}}}]\n"
    for hosted, menu, count in (("是", "", 1), ("否", "", 0), ("是", ", 菜单: [青菜]", 0), ("是", ", 菜单: 待填", 0)):
        found = bench(meals.format(hosted, menu) + actual, office=office, only="QD05")
        assert len([one for one in found.of("QD05") if "原始菜单" in one.message]) == count, (hosted, menu)
