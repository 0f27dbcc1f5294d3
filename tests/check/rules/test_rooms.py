from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench

GUESTS = """来宾:
  - {姓名: 陈志远, 性别: 男, 单位: 省局, 职务: 局长, 职级: 厅局级}
  - {姓名: 李娜, 性别: 女, 单位: 省局, 职务: 处长, 职级: 县处级}
  - {姓名: 王磊, 性别: 男, 单位: 省局, 职务: 科员, 职级: 乡科级}
  - {姓名: 周洁, 性别: 女, 单位: 省局, 职务: 科员}
"""
TWO_DAYS = "日期: 2026-05-11 至 2026-05-12\n"


def hotel(*rooms: str, name: str = "云溪宾馆", more: str = "") -> str:
    return f"住宿:\n  宾馆: {name}{more}\n  房间:\n" + "".join(f"    - {{{room}}}\n" for room in rooms)


class TestZS01:
    @cases(
        ("place", "codes"),
        [
            ("定点: 否", ["ZS01"]),
            ("定点: 是", []),
            ("类别: 宾馆", []),
            ("类别: 宾馆}, {名称: 别家, 定点: 是", ["ZS01"]),
        ],
    )
    def test_what_the_office_file_marks(self, bench: Bench, place: str, codes: list[str]) -> None:
        plan = hotel("房型: 标准间", name="⟦小城宾馆⟧")
        found = bench(plan, office=f"场所: [{{名称: 小城宾馆, {place}}}]\n", only="ZS01")
        assert found.codes == codes
        assert not codes or (found.spans("ZS01"), found.levels("ZS01")) == (found.marks, ["warning"])

    def test_an_unknown_hotel_is_not_judged(self, bench: Bench) -> None:
        assert bench(hotel("房型: 标准间", name="没有登记"), only="ZS01").codes == []


class TestZS04AndZS05:
    @cases(("extras", "levels"), [("[牙刷, 浴袍]", ["error"]), ("洗漱包", ["error"]), ("2", ["info"])])
    def test_toiletries(self, bench: Bench, extras: str, levels: list[str]) -> None:
        found = bench(hotel(f"房型: 标准间, 额外物品: ⟦{extras}⟧"), only="ZS04")
        assert (found.spans("ZS04"), found.levels("ZS04")) == (found.marks, levels)

    @cases("extras", ["无", "[地图, 雨伞]", "不配洗漱用品", "[水果]", "0"])
    def test_other_things(self, bench: Bench, extras: str) -> None:
        assert bench(hotel(f"房型: 标准间, 额外物品: {extras}"), only=("ZS04", "ZS05")).codes == []

    @cases(("extras", "codes"), [("[水果, 鲜花]", ["ZS05"]), ("[雨伞]", []), ("不摆水果", [])])
    def test_treats_where_a_local_pack_forbids_them(self, bench: Bench, extras: str, codes: list[str]) -> None:
        office = "标准: {规则包: [frugal-county]}\n"
        assert bench(hotel(f"房型: 标准间, 额外物品: {extras}"), office=office, only="ZS05").codes == codes


class TestZS06:
    def test_a_room_paid_by_the_host(self, bench: Bench) -> None:
        room = "房型: 标准间, 入住人: [{}], 付费: ⟦{}⟧"
        found = bench(GUESTS + hotel(room.format("王磊", "接待方")), only="ZS06")
        assert (found.spans("ZS06"), found.levels("ZS06")) == (found.marks, ["error"])
        assert bench(GUESTS + hotel(room.format("王磊", "来宾单位")), only="ZS06").codes == []
        assert bench(GUESTS + hotel(room.format("姚晨", "接待方")), only="ZS06").codes == []
        assert bench(GUESTS + hotel(room.format("姚晨, 王磊", "接待方")), only="ZS06").codes == ["ZS06"]

    @cases(
        ("cost", "codes"),
        [
            ("项目: 住宿费, 付费: 接待方", ["ZS06"]),
            ("项目: 住宿费, 付费: 来宾单位", []),
            ("项目: 驾驶员住宿费, 付费: 接待方", []),
            ("项目: 工作餐, 付费: 接待方", []),
            ("项目: 房费", []),
        ],
    )
    def test_lodging_among_the_costs(self, bench: Bench, cost: str, codes: list[str]) -> None:
        assert bench(f"经费: [{{{cost}, 金额: 1}}]\n", only="ZS06").codes == codes

    @pytest.mark.parametrize("kind", ["会议", "外事"])
    def test_conferences_and_foreign_guests_are_other_matters(self, bench: Bench, kind: str) -> None:
        plan = f"类型: {kind}\n" + GUESTS + hotel("入住人: [王磊], 付费: 接待方")
        assert bench(plan, only="ZS06").codes == []


class TestZS07:
    # the office's caps: 省部级 900, 厅局级 500, 其他 380
    @cases(
        ("people", "cap"),
        [
            ("陈志远", 500),
            ("李娜", 380),
            ("王磊", 380),
            ("王磊, 陈志远", 500),
            ("周洁", 900),
            ("", 900),
            ("李娜, 周洁", 900),
        ],
    )
    def test_both_sides_of_the_cap(self, bench: Bench, people: str, cap: int) -> None:
        room = "入住人: [{}], 房价: ⟦{}⟧"
        assert bench(GUESTS + hotel(room.format(people, cap)), only="ZS07").codes == []
        found = bench(GUESTS + hotel(room.format(people, cap + 1)), only="ZS07")
        assert (found.spans("ZS07"), found.levels("ZS07")) == (found.marks, ["error"])

    @cases(
        ("caps", "price", "codes"),
        [
            ("{厅局级: 500}", 501, ["ZS07"]),
            ("{省部级: 900}", 5000, []),
            ("{县处级: 400, 其他: 300}", 5000, []),
            ("{省部级: 900, 县处级: 400, 其他: 300}", 401, ["ZS07"]),
            ("{其他: 300}", 301, ["ZS07"]),
        ],
    )
    def test_ranks_that_are_not_listed(self, bench: Bench, caps: str, price: int, codes: list[str]) -> None:
        plan = GUESTS + hotel(f"入住人: [陈志远], 房价: {price}")
        expected = codes if caps[1:] != "省部级: 900}" else []
        assert bench(plan, office=f"标准: {{住宿: {caps}}}\n", only="ZS07").codes == expected

    @cases(
        ("prices", "told"),
        [
            (("⟦48⟧", "360", "480"), True),
            (("⟦72⟧", "360", "480"), True),
            (("73", "360", "480"), False),
            (("48", "360"), False),  # of two nobody knows which is wrong
            (("48", "50", "480"), False),
            (("0", "360", "480"), False),
        ],
    )
    def test_a_price_that_has_lost_a_digit(self, bench: Bench, prices: tuple[str, ...], told: bool) -> None:
        listed = ", ".join(
            f"{{房号: {n}, 房型: 单间, 入住人: [陈志远], 房价: {price}}}" for n, price in enumerate(prices, 801)
        )
        stay = f"住宿: {{宾馆: 云溪宾馆, 房间: [{listed}]}}\n"
        found = bench(stay, only="ZS07")
        assert found.spans("ZS07") == (found.marks if told else ())
        assert found.levels("ZS07") == ["warning"] * told

    def test_silent_where_a_figure_is_unknown(self, bench: Bench) -> None:
        plan = GUESTS + hotel("入住人: [陈志远], 房价: 5000")
        assert bench(plan, office=None, only="ZS07").codes == []
        assert bench(plan, office="标准: {工作餐: {午餐: 60}}\n", only="ZS07").codes == []
        assert bench(GUESTS + hotel("入住人: [陈志远]"), only="ZS07").codes == []
        assert bench("类型: 外事\n" + plan, only="ZS07").codes == []


class TestLocalRules:
    OFFICE = "标准: {规则包: [frugal-county]}\n"

    def test_single_rooms_by_rank(self, bench: Bench) -> None:
        for people, codes in (("陈志远", []), ("李娜", ["ZS03"]), ("周洁", []), ("", [])):
            plan = GUESTS + hotel(f"房型: 单间, 入住人: [{people}]")
            assert bench(plan, office=self.OFFICE, only="ZS03").codes == codes
            assert bench(plan, only="ZS03").codes == []

    def test_rooms_for_hosts(self, bench: Bench) -> None:
        for people, codes in (("姚晨", ["ZS08"]), ("王磊", []), ("", [])):
            plan = GUESTS + hotel(f"房型: 单间, 入住人: [{people}]")
            assert bench(plan, office=self.OFFICE, only="ZS08").codes == codes
            assert bench(plan, only="ZS08").codes == []


class TestZS09:
    ANNA = "来宾: [{姓名: Anna, 国籍: 德国, 单位: 市政府, 职务: 市长}]\n"

    @cases(("place", "levels"), [("云溪宾馆", ["info"]), ("智能制造产业园", ["error"]), ("民宿", ["info"])])
    def test_by_the_kind_of_place(self, bench: Bench, place: str, levels: list[str]) -> None:
        found = bench(self.ANNA + hotel(name=f"⟦{place}⟧").replace("  房间:\n", ""), only="ZS09")
        assert (found.spans("ZS09"), found.levels("ZS09")) == (found.marks, levels)

    def test_a_task_settles_it(self, bench: Bench) -> None:
        task = "任务: [{事项: 凭护照办理住宿登记, 责任人: 姚晨, 时限: T}]\n"
        assert bench(self.ANNA + task + "住宿: {宾馆: 智能制造产业园}\n", only="ZS09").codes == []

    @cases("nation", ["中国", "中国香港", "待填"])
    def test_chinese_guests_need_none(self, bench: Bench, nation: str) -> None:
        plan = self.ANNA.replace("德国", nation) + "住宿: {宾馆: 智能制造产业园}\n"
        assert bench(plan, only="ZS09").codes == []

    def test_a_delegation_without_names(self, bench: Bench) -> None:
        plan = "类型: 外事\n人数: {总数: 26}\n住宿: {宾馆: 酒店N}\n"
        assert bench(plan, without=["来宾"], only="ZS09").levels("ZS09") == ["info"]


class TestZS10:
    @cases(("people", "mixed"), [("李娜, 王磊", True), ("陈志远, 王磊", False), ("李娜, 不详", False), ("李娜", False)])
    def test_one_sex_to_a_room(self, bench: Bench, people: str, mixed: bool) -> None:
        found = bench(GUESTS + hotel(f"房型: 标准间, 入住人: ⟦[{people}]⟧"), only="ZS10")
        assert (found.spans("ZS10"), found.levels("ZS10")) == ((found.marks, ["error"]) if mixed else ((), []))

    def test_a_family_may_share(self, bench: Bench) -> None:
        guests = GUESTS.replace("姓名: 周洁,", "姓名: 周洁, 备注: 陈志远夫人,")
        assert bench(guests + hotel("入住人: [陈志远, 周洁]"), only="ZS10").codes == []

    def test_for_foreign_guests_too(self, bench: Bench) -> None:
        assert bench("类型: 外事\n" + GUESTS + hotel("入住人: [李娜, 王磊]"), only="ZS10").codes == ["ZS10"]


NIGHT = ", 入住: 2026-05-11, 离店: 2026-05-12".replace(", ", "\n  ")
ALL = ("入住人: [陈志远]", "入住人: [李娜, 周洁]", "入住人: [王磊]")


class TestZS11:
    def test_everybody_has_a_bed(self, bench: Bench) -> None:
        assert bench(TWO_DAYS + GUESTS + hotel(*ALL, more=NIGHT), only="ZS11").codes == []

    def test_a_guest_without_a_bed_at_the_name(self, bench: Bench) -> None:
        guests = GUESTS.replace("姓名: 王磊", "姓名: ⟦王磊⟧")
        found = bench(TWO_DAYS + guests + hotel(*ALL[:2], more=NIGHT), only="ZS11")
        assert (found.spans("ZS11"), found.levels("ZS11")) == (found.marks, ["error"])
        assert "5月11日" in found.of("ZS11")[0].message

    def test_a_guest_with_two_beds_at_the_second_room(self, bench: Bench) -> None:
        found = bench(TWO_DAYS + GUESTS + hotel(*ALL, "入住人: ⟦[王磊]⟧", more=NIGHT), only="ZS11")
        assert found.spans("ZS11") == found.marks

    @cases(
        "change",
        [
            ("姓名: 王磊,", "姓名: 王磊, 离开: {时间: 2026-05-11 18:00},"),
            ("姓名: 王磊,", "姓名: 王磊, 抵达: {时间: 2026-05-12 08:00},"),
            ("姓名: 王磊,", "姓名: 王磊, 备注: 当晚返回不住,"),
            ("姓名: 王磊,", "姓名: 王磊, 离开: {时间: 2026-05-12 05:59},"),
        ],
    )
    def test_who_does_not_stay_needs_none(self, bench: Bench, change: tuple[str, str]) -> None:
        assert bench(TWO_DAYS + GUESTS.replace(*change) + hotel(*ALL[:2], more=NIGHT), only="ZS11").codes == []

    def test_who_leaves_in_the_morning_slept_here(self, bench: Bench) -> None:
        guests = GUESTS.replace("姓名: 王磊,", "姓名: 王磊, 离开: {时间: 2026-05-12 06:00},")
        assert bench(TWO_DAYS + guests + hotel(*ALL[:2], more=NIGHT), only="ZS11").codes == ["ZS11"]

    @cases("room", ["房型: 标准间", "入住人: 待填", "入住人: []"])
    def test_while_rooms_are_being_filled_nobody_is_missed(self, bench: Bench, room: str) -> None:
        assert bench(TWO_DAYS + GUESTS + hotel(*ALL[:2], room, more=NIGHT), only="ZS11").codes == []

    def test_without_rooms_nobody_is_named(self, bench: Bench) -> None:
        (found,) = bench(TWO_DAYS + GUESTS + "住宿: {宾馆: 云溪宾馆}\n", only="ZS11").of("ZS11")
        assert (found.level.value, found.message) == ("warning", "云溪宾馆还没有分房")
        assert bench(TWO_DAYS + GUESTS, only="ZS11").levels("ZS11") == ["error"]
        assert bench("日期: 2026-05-11\n" + GUESTS + hotel(ALL[0]), only="ZS11").codes == []

    def test_two_hotels_one_after_the_other(self, bench: Bench) -> None:
        days = "日期: 2026-05-11 至 2026-05-13\n"
        rooms = "房间: [{入住人: [陈志远, 王磊]}, {入住人: [李娜, 周洁]}]"
        stay = (
            "住宿:\n  - {{宾馆: 甲, 入住: 2026-05-11, 离店: 2026-05-12, {0}}}\n"
            "  - {{宾馆: 乙, 入住: {1}, 离店: 2026-05-13, {0}}}\n"
        )
        assert bench(days + GUESTS + stay.format(rooms, "2026-05-12"), only="ZS11").codes == []
        assert bench(days + GUESTS + stay.format(rooms, "2026-05-11"), only="ZS11").codes == ["ZS11"]


class TestZS12:
    @cases(("kind", "holds"), [("标准间", 2), ("单间", 1), ("普通套间", 2)])
    def test_both_sides_of_what_a_room_holds(self, bench: Bench, kind: str, holds: int) -> None:
        names = ["陈志远", "王磊", "李娜"]
        room = "房型: {}, 入住人: ⟦[{}]⟧"
        assert bench(GUESTS + hotel(room.format(kind, ", ".join(names[:holds]))), only="ZS12").codes == []
        found = bench(GUESTS + hotel(room.format(kind, ", ".join(names[: holds + 1]))), only="ZS12")
        assert (found.spans("ZS12"), found.levels("ZS12")) == (found.marks, ["error"])

    def test_a_couple_in_a_single_and_unknown_rooms(self, bench: Bench) -> None:
        guests = GUESTS.replace("姓名: 周洁,", "姓名: 周洁, 备注: 配偶,")
        assert bench(guests + hotel("房型: 单间, 入住人: [陈志远, 周洁]"), only="ZS12").codes == []
        assert bench(GUESTS + hotel("入住人: [陈志远, 周洁, 李娜]"), only="ZS12").codes == []
        assert bench(GUESTS + hotel("房型: 单间, 入住人: [陈志远, 待填]"), only="ZS12").codes == []


class TestZS13:
    # the hotel of the bench has two suites
    @pytest.mark.parametrize(("number", "over"), [(2, False), (3, True), (4, True)])
    def test_both_sides_of_the_number(self, bench: Bench, number: int, over: bool) -> None:
        rooms = ["房型: ⟦普通套间⟧" if i == 2 else "房型: 普通套间" for i in range(number)]
        found = bench(hotel(*rooms), only="ZS13")
        assert (found.spans("ZS13"), found.levels("ZS13")) == ((found.marks, ["error"]) if over else ((), []))

    def test_kinds_are_counted_apart_and_unknown_ones_not_at_all(self, bench: Bench) -> None:
        assert bench(hotel("房型: 套间", "房型: 套间", "房型: 标准间"), only="ZS13").codes == []
        assert bench(hotel(*["房型: 套间"] * 9, name="别家"), only="ZS13").codes == []

    @pytest.mark.parametrize(("second", "codes"), [("2026-05-11", ["ZS13"]), ("2026-05-12", [])])
    def test_stays_that_do_not_overlap_are_counted_apart(self, bench: Bench, second: str, codes: list[str]) -> None:
        rooms = "房间: [{房型: 套间}, {房型: 套间}]"
        stay = (
            "日期: 2026-05-11 至 2026-05-13\n住宿:\n"
            f"  - {{宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12, {rooms}}}\n"
            f"  - {{宾馆: 云溪宾馆, 入住: {second}, 离店: 2026-05-13, {rooms}}}\n"
        )
        found = bench(stay, only="ZS13")
        assert found.codes == codes
        assert all("有 2 间，排了 4 间" in one.message for one in found.of("ZS13"))
