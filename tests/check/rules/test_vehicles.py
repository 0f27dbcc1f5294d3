from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

CARS = (
    "车辆:\n"
    "  - {车号: 1, 车型: 考斯特, 核载: 19, 驾驶员: 郑涛, 所属: 县接待办}\n"
    "  - {车号: 2, 车型: 商务车, 核载: 7, 驾驶员: 钱江, 所属: 县接待办}\n"
    "  - {车号: 3, 车型: 商务车, 核载: 7, 驾驶员: 孙立, 所属: 县接待办}\n"
    "  - {车号: 4, 车型: 救护车, 核载: 3, 驾驶员: 李响, 所属: 县人民医院}\n"
    "  - {车号: 5, 车型: 中巴, 驾驶员: 王锋, 所属: 县接待办}\n"
    "  - {车号: 6, 车型: 轿车, 核载: 4, 驾驶员: 周青, 所属: ⟦青山镇⟧}\n"
    "  - {车号: 7, 车型: 大巴, 核载: 45, 驾驶员: 郑涛、吴江, 所属: 云溪客运公司}\n"
)


def ride(cars: str, more: str = "", time: str = "9:00-9:30") -> str:
    return programme(f'编号: A1, 时间: "{time}", 事项: 乘车, 类别: 乘车, 车辆: {cars}{more}')


def heads(number: int | str) -> str:
    return f"来宾: []\n人数: {{总数: {number}}}\n"


class TestCX01:
    @cases(
        ("guests", "cars", "codes"),
        [
            (7, "[2]", []),
            (7, "[2, 3]", ["CX01"]),
            (8, "[2, 3]", ["CX01"]),
            (19, "[1, 2]", ["CX01"]),
            (22, "[7]", []),
            (46, "[7, 1]", []),
            (7, "[2, 4]", []),
            (19, "[1, 5]", ["CX01"]),
        ],
    )
    def test_one_car_is_enough(self, bench: Bench, guests: int, cars: str, codes: list[str]) -> None:
        found = bench(heads(guests) + ride(f"⟦{cars}⟧"), office=CARS, only="CX01")
        assert found.codes == codes
        assert not codes or (found.spans("CX01") == found.marks and found.levels("CX01") == ["warning"])

    def test_a_larger_car_must_be_free(self, bench: Bench) -> None:
        rows = [
            '编号: A1, 时间: "9:00-9:30", 事项: 乘车, 类别: 乘车, 车辆: [2, 3], 并行: 是',
            '编号: A2, 时间: "{}", 事项: 乘车, 类别: 乘车, 车辆: [1], 来宾: [代表2人], 并行: 是',
        ]
        only_bus = CARS.replace("  - {车号: 7", "  - {警车: 是, 车号: 7")
        busy = programme(rows[0], rows[1].format("9:10-9:40"))
        assert bench(heads(12) + busy, office=only_bus, only="CX01").codes == []
        free = programme(rows[0], rows[1].format("9:30-9:40"))
        assert bench(heads(12) + free, office=only_bus, only="CX01").codes == ["CX01"]

    @pytest.mark.parametrize("note", [", 备注: 山路，换乘小车", ", 备注: {驾驶员: 道路狭窄}"])
    def test_a_narrow_road(self, bench: Bench, note: str) -> None:
        assert bench(heads(7) + ride("[2, 3]", note), office=CARS, only="CX01").codes == []

    def test_unknown_numbers_and_foreign_visits(self, bench: Bench) -> None:
        unknown = "来宾: []\n人数: {分组: [{名称: 代表}]}\n"
        assert bench(unknown + ride("[2, 3]"), office=CARS, only="CX01").codes == []
        assert bench(heads(7) + "类型: 外事\n" + ride("[2, 3]"), office=CARS, only="CX01").codes == []

    def test_cars_given_by_rides(self, bench: Bench) -> None:
        rides = "乘车: [{日程: A1, 车辆: 2, 乘车人: [甲一]}, {日程: A1, 车辆: 3, 乘车人: [甲二]}]\n"
        day = programme('编号: A1, 时间: "9:00-9:30", 事项: 乘车, 类别: 乘车')
        assert bench(heads(2) + day + rides, office=CARS, only="CX01").codes == ["CX01"]


class TestCX04:
    @cases(
        ("guests", "more", "codes"),
        [
            (7, "", []),
            (8, "", ["CX04"]),
            (5, ", 陪同: [林峰], 工作人员: [姚晨]", []),
            (6, ", 陪同: [林峰], 工作人员: [姚晨]", ["CX04"]),
            (7, ", 工作人员: [钱江]", []),
            (6, ", 陪同: [待填]", []),
        ],
    )
    def test_everybody_of_the_ride(self, bench: Bench, guests: int, more: str, codes: list[str]) -> None:
        found = bench(heads(guests) + ride("⟦[2]⟧", more), office=CARS, only="CX04")
        assert found.codes == codes
        assert not codes or (found.spans("CX04") == found.marks and found.levels("CX04") == ["error"])

    def test_at_a_site_hosts_may_be_there_already(self, bench: Bench) -> None:
        site = programme('编号: A1, 时间: "9:00-9:30", 事项: 考察, 类别: 考察, 车辆: [2], 陪同: [林峰, 沈浩]')
        assert bench(heads(7) + site, office=CARS, only="CX04").codes == []
        assert bench(heads(8) + site, office=CARS, only="CX04").codes == ["CX04"]

    @pytest.mark.parametrize(
        ("note", "levels"),
        [
            ("", ["error"]),
            ("其中3人自驾前往", []),
            ("其中2人自驾前往", ["error"]),
            ("3人乘学校大巴，其余集中乘车", []),
            ("院校代表乘学校车辆", []),
            ("企业代表自行前往", ["error"]),
            ("院校代表自行前往，企业代表自驾", []),
            ("部分代表自驾", ["warning"]),
            ("其中3人晚到", ["error"]),
        ],
    )
    def test_who_goes_alone_takes_no_seat(self, bench: Bench, note: str, levels: list[str]) -> None:
        groups = (
            "人数: {总数: 10, 分组: [{名称: 院校代表, 人数: 3}, {名称: 企业代表, 人数: 2}, {名称: 其他, 人数: 5}]}\n"
        )
        plan = groups + ride("⟦[2]⟧", f", 备注: {note}" if note else "")
        found = bench(plan, office=CARS, without=("来宾",), only="CX04")
        assert found.levels("CX04") == levels
        assert not levels or found.spans("CX04") == found.marks

    def test_seats_of_several_cars_add_up(self, bench: Bench) -> None:
        assert bench(heads(14) + ride("[2, 3]"), office=CARS, only="CX04").codes == []
        assert bench(heads(15) + ride("[2, 3]"), office=CARS, only="CX04").codes == ["CX04"]

    @cases("cars", ["[5]", "[2, 5]", "[99]"])
    def test_unknown_seats(self, bench: Bench, cars: str) -> None:
        assert bench(heads(60) + ride(cars), office=CARS, only="CX04").codes == []

    def test_about_so_many_is_a_warning(self, bench: Bench) -> None:
        assert bench(heads("约8") + ride("[2]"), office=CARS, only="CX04").levels("CX04") == ["warning"]

    @cases(
        ("riders", "lead", "codes"),
        [
            ([f"甲{n}号" for n in range(7)], "", []),
            ([f"甲{n}号" for n in range(8)], "", ["CX04"]),
            ([f"甲{n}号" for n in range(7)], ", 带车人: 姚晨", ["CX04"]),
            ([f"甲{n}号" for n in range(7)], ", 带车人: 甲0号", []),
            (["代表6人", "甲0号"], "", []),
            (["代表7人", "甲0号"], "", ["CX04"]),
        ],
    )
    def test_the_list_of_a_car(self, bench: Bench, riders: list[str], lead: str, codes: list[str]) -> None:
        rides = f"乘车:\n  - {{日程: A1, 车辆: 2, 乘车人: ⟦[{', '.join(riders)}]⟧{lead}}}\n"
        found = bench(heads(30) + ride("[2]") + rides, office=CARS, only="CX04")
        assert found.codes == codes
        assert not codes or found.spans("CX04") == found.marks


def rides(*times: str, cars: str = "[1]") -> str:
    return programme(
        *(f'编号: A{n}, 时间: "{time}", 事项: 乘车, 类别: 乘车, 车辆: {cars}' for n, time in enumerate(times))
    )


class TestCX05:
    @cases(
        ("times", "found"),
        [
            (["8:00-12:00"], []),
            (["8:00-12:01"], ["8:00-12:01"]),
            (["8:00-10:00", "10:19-12:19"], []),
            (["8:00-10:00", "10:19-12:20"], ["10:19-12:20"]),
            (["8:00-10:00", "10:20-12:21"], []),
            (["8:00-10:00", "10:00-12:00", "12:10-12:20"], ["12:10-12:20"]),
        ],
    )
    def test_both_sides_of_four_hours_and_twenty_minutes(
        self, bench: Bench, times: list[str], found: list[str]
    ) -> None:
        result = bench(rides(*times), office=CARS, only="CX05")
        assert result.words("CX05") == [f'"{time}"' for time in found]
        assert all("连续驾驶 4 小时 " in one.message for one in result.of("CX05"))
        if found == ["8:00-12:01"]:
            assert "4 小时 1 分钟，超过 4 小时" in result.of("CX05")[0].message

    def test_the_road_counts_not_the_slot(self, bench: Bench) -> None:
        office = CARS + "场所: [{名称: 甲地}, {名称: 乙地}]\n路程: [{从: 甲地, 到: 乙地, 分钟: 230}]\n"
        day = programme('编号: A1, 时间: "8:00-12:30", 事项: 乘车, 类别: 乘车, 车辆: [1], 从: 甲地, 到: 乙地')
        assert bench(day, office=office, only="CX05").codes == []
        assert bench(day, office=office.replace("230", "251"), only="CX05").codes == ["CX05"]
        assert bench(day, office=office.replace("230", "250"), only="CX05").codes == []

    @pytest.mark.parametrize(("minutes", "codes"), [(20, []), (19, ["CX05"])])
    def test_a_rest_on_the_way(self, bench: Bench, minutes: int, codes: list[str]) -> None:
        steps = f", 流程: [{{分钟: 130, 事项: 行车}}, {{分钟: {minutes}, 事项: 服务区休息}}, {{分钟: 130, 事项: 行车}}]"
        assert bench(ride("[1]", steps, "8:00-12:40"), office=CARS, only="CX05").codes == codes

    def test_two_drivers_take_turns(self, bench: Bench) -> None:
        assert bench(rides("8:00-14:00", cars="[7]"), office=CARS, only="CX05").codes == []

    def test_another_driver_starts_fresh(self, bench: Bench) -> None:
        rows = (
            '编号: A1, 时间: "8:00-11:00", 事项: 乘车, 类别: 乘车, 车辆: [1]',
            '编号: A2, 时间: "11:00-13:00", 事项: 乘车, 类别: 乘车, 车辆: [2]',
        )
        assert bench(programme(*rows), office=CARS, only="CX05").codes == []


class TestCX06:
    @cases(
        ("what", "codes"),
        [("向青山镇借用两辆商务车", ["CX06"]), ("不借用乡镇车辆", []), ("公务用车平台派商务车", [])],
    )
    def test_borrowing_in_words(self, bench: Bench, what: str, codes: list[str]) -> None:
        task = f"任务: [{{事项: ⟦{what}⟧, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-1}}]\n"
        found = bench(task, only="CX06")
        assert found.codes == codes
        assert not codes or found.spans("CX06") == found.marks

    def test_a_borrowed_car_is_told_once_where_it_is_used(self, bench: Bench) -> None:
        rows = [f'编号: A{n}, 时间: "{n}:00-{n}:30", 事项: 乘车, 类别: 乘车, 车辆: [1, 6]' for n in (8, 9)]
        found = bench(programme(rows[0].replace("6]", "⟦6⟧]"), rows[1]), office=CARS, only="CX06")
        assert found.spans("CX06") == found.marks
        assert found.levels("CX06") == ["warning"]
        assert found.of("CX06")[0].related[0].span == found.office_marks[0]

    @cases(
        ("owner", "codes"),
        [
            ("县接待办", []),
            ("云溪县接待办公室", []),
            ("县机关事务中心", []),
            ("县公务用车平台", []),
            ("云溪汽车租赁公司", []),
            ("待填", []),
            ("青山镇", ["CX06"]),
            ("云溪纺织有限公司", ["CX06"]),
            ("县发改局", ["CX06"]),
        ],
    )
    def test_owners(self, bench: Bench, owner: str, codes: list[str]) -> None:
        office = f"车辆: [{{车号: 6, 车型: 轿车, 所属: {owner}}}]\n"
        assert bench(ride("[6]"), office=office, only="CX06").codes == codes

    def test_a_car_nobody_uses_is_nobodys_business(self, bench: Bench) -> None:
        assert bench(ride("[1]"), office=CARS, only="CX06").codes == []


class TestCX08:
    @cases(
        ("what", "codes"),
        [
            ("车号牌放在前挡风玻璃正中", ["CX08"]),
            ("车辆标识挂在后视镜下", ["CX08"]),
            ("编号牌摆放在驾驶员前方", ["CX08"]),
            ("车号牌放在前挡风玻璃右下角", []),
            ("车号牌放在副驾驶一侧，不挡驾驶员视线", []),
            ("车辆编号，检查车况", []),
            ("会场正中摆放席卡", []),
            ("在会场门口左侧设置指示牌", []),
        ],
    )
    def test_where_the_sign_is(self, bench: Bench, what: str, codes: list[str]) -> None:
        tasks = f"任务:\n  - {{事项: ⟦{what}⟧, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}}\n"
        found = bench(tasks, only="CX08")
        assert found.codes == codes
        assert not codes or found.spans("CX08") == found.marks
