from __future__ import annotations

import pytest

from jiedai.visit.posts import Official, is_area_leader, leads_department, leads_place, level_of
from tests.batch import cases
from tests.check.bench import Bench, programme

HOSTS = (
    "陪同:\n"
    "  - {姓名: 贺兰, 单位: 县政府, 职务: 县长}\n"
    "  - {姓名: 林峰, 单位: 县政府, 职务: 副县长}\n"
    "  - {姓名: 沈浩, 单位: 县发改局, 职务: 局长}\n"
    "  - {姓名: 周敏, 单位: 县接待办, 职务: 主任}\n"
)


def item(what: str, more: str) -> str:
    return programme(f'编号: A1, 时间: "09:20-09:40", 事项: {what}, {more}, 责任单位: 县接待办')


class TestYS01:
    @cases(
        "place",
        [
            "云溪站",
            "云溪站出站口",
            "杭州萧山国际机场",
            "客运码头",
            "云溪东站",
            "云溪高速出口",
            "县界收费站",
            "云溪县与邻县交界处",
        ],
    )
    def test_an_event_of_kind_welcome(self, bench: Bench, place: str) -> None:
        found = bench(item("迎接调研组", f"类别: ⟦迎送⟧, 地点: {place}"), only="YS01")
        assert found.spans("YS01") == found.marks
        assert found.levels("YS01") == ["error"]

    @cases("place", ["云溪宾馆", "县行政中心三号会议室", "城东加油站", "青山镇服务站", "云溪水电站", "待填"])
    def test_elsewhere_it_is_none_of_this_rule(self, bench: Bench, place: str) -> None:
        assert bench(item("迎接调研组", f"类别: 迎送, 地点: {place}"), only="YS01").codes == []

    @cases("what", ["欢迎仪式", "调研组抵达，群众列队欢迎", "抵达并献花"])
    def test_a_service_with_a_ceremony_is_an_event(self, bench: Bench, what: str) -> None:
        found = bench(item(f"⟦{what}⟧", "类别: 接站, 地点: 云溪站"), only="YS01")
        assert found.spans("YS01") == found.marks

    @cases(
        ("what", "kind"),
        [
            ("抵达云溪站，接站", "接站"),
            ("接机", "接机"),
            ("送站", "送站"),
            ("到站迎接调研组", "接站"),
            ("不安排献花", "接站"),
        ],
    )
    @cases("host", ["周敏", "姚晨", "沈浩"])
    def test_a_liaison_who_fetches_guests_is_a_service(self, bench: Bench, what: str, kind: str, host: str) -> None:
        assert bench(HOSTS + item(what, f"类别: {kind}, 地点: 云溪站, 陪同: [{host}]"), only="YS01").codes == []

    def test_a_leader_of_the_area_at_the_station_is_a_note(self, bench: Bench) -> None:
        found = bench(HOSTS + item("接站", "类别: 接站, 地点: 云溪站, 陪同: ⟦[林峰, 周敏]⟧"), only="YS01")
        assert found.spans("YS01") == found.marks
        assert found.levels("YS01") == ["info"]

    def test_at_the_border_meeting_is_an_event_but_a_pickup_is_not(self, bench: Bench) -> None:
        found = bench(item("⟦在高速出口迎候调研组⟧", "类别: 其他"), only="YS01")
        assert found.spans("YS01") == found.marks
        assert bench(item("高速出口接站引导", "类别: 接站"), only="YS01").codes == []
        assert bench(item("乘车经高速出口前往县城", "类别: 乘车"), only="YS01").codes == []

    @cases(("who", "codes"), [("贺兰", ["YS01"]), ("林峰", ["YS01"]), ("沈浩", ["YS01"]), ("周敏", []), ("姚晨", [])])
    def test_without_a_kind_it_depends_on_who_welcomes(self, bench: Bench, who: str, codes: list[str]) -> None:
        found = bench(HOSTS + item("⟦到云溪站迎接调研组⟧", f"陪同: [{who}]"), only="YS01")
        assert found.codes == codes
        assert not codes or found.spans("YS01") == found.marks

    def test_other_things_are_called_welcome_too(self, bench: Bench) -> None:
        assert bench(HOSTS + item("高速出口迎接检查准备会", "陪同: [贺兰]"), only=("YS01", "YS06")).codes == []

    def test_not_for_foreign_guests(self, bench: Bench) -> None:
        assert bench("类型: 外事\n" + item("欢迎仪式", "类别: 迎送, 地点: 云溪站"), only="YS").codes == []


class TestYS02:
    @cases(
        ("address", "codes"),
        [
            ("云溪县站前大道1号", []),
            ("青山县车站路1号", ["YS02"]),
            ("浙江省青山县车站路1号", ["YS02"]),
            ("站前大道1号", []),
        ],
    )
    def test_by_the_address_of_the_place(self, bench: Bench, address: str, codes: list[str]) -> None:
        office = f"场所: [{{名称: 青山宾馆, 类别: 宾馆, 地址: {address}}}]\n"
        found = bench(item("迎接", "类别: 迎送, 地点: ⟦青山宾馆⟧"), office=office, only="YS02")
        assert found.codes == codes
        assert not codes or found.spans("YS02") == found.marks

    def test_a_driver_may_fetch_guests_elsewhere_a_leader_should_not(self, bench: Bench) -> None:
        office = "场所: [{名称: 萧山机场, 类别: 机场, 地址: 杭州市萧山区}]\n"
        ride = "类别: 接机, 地点: 萧山机场"
        assert bench(HOSTS + item("接机", ride), office=office, only="YS02").codes == []
        assert bench(HOSTS + item("接机", ride + ", 陪同: [周敏]"), office=office, only="YS02").codes == []
        found = bench(HOSTS + item("接机", ride + ", 陪同: [林峰]"), office=office, only="YS02")
        assert found.levels("YS02") == ["warning"]

    def test_said_in_words(self, bench: Bench) -> None:
        found = bench(item("⟦跨县迎接⟧", "类别: 迎送"), only="YS02")
        assert found.spans("YS02") == found.marks
        assert bench(item("不跨县迎接", "类别: 迎送"), only="YS02").codes == []

    @pytest.mark.parametrize(
        ("what", "levels"),
        [
            ("请副县长到邻县服务区把客人接过来", ["warning"]),
            ("请县长到县界迎接", []),  # PT06 tells of principal leaders
            ("副县长在行政中心等候", []),
            ("联络员到邻市机场接站", []),
        ],
    )
    def test_said_in_a_task(self, bench: Bench, what: str, levels: list[str]) -> None:
        task = f"任务: [{{事项: ⟦{what}⟧, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-1}}]\n"
        found = bench(task, only="YS02")
        assert found.levels("YS02") == levels
        assert not levels or found.spans("YS02") == found.marks


class TestYS06:
    @cases(("name", "levels"), [("贺兰", ["error"]), ("沈浩", ["error"]), ("林峰", []), ("周敏", [])])
    def test_who_may_welcome(self, bench: Bench, name: str, levels: list[str]) -> None:
        found = bench(HOSTS + item("迎接", f"类别: 迎送, 地点: 云溪宾馆, 陪同: [姚晨, ⟦{name}⟧]"), only="YS06")
        assert found.levels("YS06") == levels
        assert not levels or found.spans("YS06") == found.marks

    @cases(("name", "levels"), [("贺兰", ["error"]), ("沈浩", ["info"]), ("林峰", []), ("周敏", [])])
    def test_who_may_fetch(self, bench: Bench, name: str, levels: list[str]) -> None:
        found = bench(HOSTS + item("接站", f"类别: 接站, 地点: 云溪站, 陪同: [{name}]"), only="YS06")
        assert found.levels("YS06") == levels

    def test_without_a_kind_the_words_decide(self, bench: Bench) -> None:
        assert bench(HOSTS + item("在宾馆迎候调研组", "陪同: [贺兰]"), only="YS06").levels("YS06") == ["error"]
        assert bench(HOSTS + item("县情介绍", "陪同: [贺兰]"), only="YS06").codes == []

    def test_at_talks_they_are_welcome(self, bench: Bench) -> None:
        assert bench(HOSTS + item("座谈", "类别: 座谈, 陪同: [贺兰, 沈浩]"), only="YS06").codes == []


CHIEFS = [
    ("县委", "书记"),
    ("", "县委书记"),
    ("县委", "副书记、县长"),
    ("云溪县人民政府", "县长"),
    ("青山镇", "镇长"),
    ("青山镇", "党委书记"),
    ("市政府", "市长"),
    ("区政府", "区长"),
    ("省政府", "省长"),
    ("开发区管委会", "主任"),
]
NO_CHIEFS = [
    ("县政府", "副县长"),
    ("县政府", "县委常委、副县长"),
    ("县委", "副书记"),
    ("县委", "常委、办公室主任"),
    ("县委办公室", "主任"),
    ("县纪委", "书记"),
    ("县委政法委", "书记"),
    ("县团委", "书记"),
    ("青山村", "书记"),
    ("青山镇", "副镇长"),
    ("县政府", "县长助理"),
    ("县政协", "主席"),
]


class TestPosts:
    @cases(("unit", "post"), CHIEFS)
    def test_a_chief_of_a_place(self, unit: str, post: str) -> None:
        assert leads_place(Official("某", unit, post))

    @cases(("unit", "post"), NO_CHIEFS)
    def test_no_chief_of_a_place(self, unit: str, post: str) -> None:
        assert not leads_place(Official("某", unit, post))

    @cases(
        ("unit", "post", "chief"),
        [
            ("县发改局", "局长", True),
            ("县卫健局", "党组书记、局长", True),
            ("县委宣传部", "部长", True),
            ("县人民医院", "院长", True),
            ("县发改局", "副局长", False),
            ("县发改局", "办公室副主任", False),
            ("县接待办", "主任", False),
            ("县机关事务管理局", "局长", False),
            ("县发改局", "投资科科长", False),
            ("县政府", "县长", False),
        ],
    )
    def test_a_chief_of_a_department(self, unit: str, post: str, chief: bool) -> None:
        assert leads_department(Official("某", unit, post)) is chief

    @cases(
        ("unit", "post", "leader"),
        [
            ("县政府", "副县长", True),
            ("县委", "常委、宣传部部长", True),
            ("县人大常委会", "副主任", True),
            ("县政协", "副主席", True),
            ("县政府", "县长", True),
            ("市政府", "副市长", True),
            ("市卫健委", "主任", False),
            ("县发改局", "局长", False),
            ("县团委", "书记", False),
            ("青山镇", "镇长", False),
            ("县接待办", "主任", False),
        ],
    )
    def test_a_leader_of_the_area(self, unit: str, post: str, leader: bool) -> None:
        assert is_area_leader(Official("某", unit, post)) is leader

    @cases(
        ("unit", "post", "level"),
        [
            ("国家发展改革委", "副主任", "central"),
            ("财政部", "副部长", "central"),
            ("省卫健委", "处长", "province"),
            ("浙江省发展改革委", "处长", "province"),
            ("市卫健委", "主任", "city"),
            ("杭州市政府", "副市长", "city"),
            ("县发改局", "局长", "county"),
            ("云溪县政府", "县长", "county"),
            ("青山镇", "镇长", "township"),
            ("青山村", "书记", "township"),
            ("云溪宾馆", "经理", None),
        ],
    )
    def test_levels(self, unit: str, post: str, level: str | None) -> None:
        assert level_of(Official("某", unit, post)) == level
