from __future__ import annotations

from typing import Any

import pytest

from jiedai.loading import load
from jiedai.model.base import path_of
from jiedai.visit.case import Case
from jiedai.visit.meals import guests_at_meal
from tests.batch import cases
from tests.together.visits import OFFICE, written

GUEST = {"name": "Anna Weber", "name_zh": "安娜·韦伯", "unit": "商会", "post": "会长"}
PEOPLE = [{"name": "马明", "unit": "县政府", "post": "副县长", "rank": "县处级", "phone": "13900001021"}]
UNITS = [{"name": "县卫健局", "contact": "顾晓岚", "phone": "0571-55500102"}]


def case(items: list[dict[str, Any]] | None = None, office: dict[str, Any] | None = None, **more: Any) -> Case:
    """The case of a visit of two days with the items on the first."""
    items = items or [{"id": "A1", "time": "09:00-09:30", "what": "座谈"}]
    plan = {
        "title": "来访", "kind": "research", "purpose": "交流", "dates": "2026-05-11 至 2026-05-12", "guests": [GUEST],
        "schedule": [{"date": "2026-05-11", "items": items}],
    }  # fmt: skip
    return Case.of(written(plan | more, OFFICE | (office or {})))


def item(visit: Case, number: str) -> Any:
    return visit.item_by_id[number][1]


class TestNames:
    def test_a_guest_goes_by_the_name_of_the_list(self) -> None:
        visit = case([{"id": "A1", "time": "09:00-09:30", "what": "座谈", "guests": ["安娜·韦伯", "Anna Weber"]}])
        assert item(visit, "A1").guests == ("Anna Weber",)
        assert visit.written.items()[0][1].guests == ("安娜·韦伯", "Anna Weber")

    @pytest.mark.parametrize("other", ["Max Braun", "商务组"])
    def test_a_name_that_is_somebody_elses_or_a_groups_is_left_alone(self, other: str) -> None:
        guests = [GUEST | {"name_zh": other}, {"name": "Max Braun", "unit": "商会", "post": "秘书", "group": "商务组"}]
        visit = case([{"id": "A1", "time": "09:00-09:30", "what": "座谈", "guests": [other]}], guests=guests)
        assert item(visit, "A1").guests == (other,)

    def test_what_changes_keeps_its_place_and_the_rest_is_the_same(self) -> None:
        visit = case([
            {"id": "A1", "time": "09:00-09:30", "what": "座谈", "guests": ["安娜·韦伯"]},
            {"id": "A2", "time": "10:00-10:30", "what": "座谈"},
        ])  # fmt: skip
        (_day, first), (_same, second) = visit.written.items()
        assert path_of(item(visit, "A1")) == path_of(first) == ("schedule", 0, "items", 0)
        assert item(visit, "A2") is second


class TestPeople:
    def test_a_host_is_who_the_office_knows(self) -> None:
        (host,) = case(hosts=[{"name": "马明"}], office={"people": PEOPLE}).plan.hosts
        assert (host.unit, host.post, str(host.rank), host.phone) == ("县政府", "副县长", "县处级", "13900001021")

    def test_what_the_plan_says_stays(self) -> None:
        (host,) = case(hosts=[{"name": "马明", "post": "常务副县长"}], office={"people": PEOPLE}).plan.hosts
        assert (host.post, host.phone) == ("常务副县长", "13900001021")

    def test_the_contact_of_a_unit_is_of_that_unit(self) -> None:
        visit = case(crew=[{"name": "顾晓岚"}], office={"units": UNITS})
        assert (visit.plan.crew[0].unit, visit.plan.crew[0].phone) == ("县卫健局", "0571-55500102")

    @cases(
        ("task", "phone"),
        [
            ({"owner": "马明"}, "13900001021"),
            ({"owner": "姚晨"}, "13900000201"),
            ({"owner": "马明", "phone": "13900000000"}, "13900000000"),
            ({"owner": "生人"}, None),
            ({}, None),
        ],
    )
    def test_a_task_has_the_telephone_of_its_owner(self, task: dict[str, str], phone: str | None) -> None:
        visit = case(
            tasks=[{"what": "备车", "due": "T-1", **task}],
            crew=[{"name": "姚晨", "phone": "13900000201"}],
            office={"people": PEOPLE},
        )
        assert visit.plan.tasks[0].phone == phone


class TestPlaces:
    LODGING = {"hotel": "云溪宾馆"}

    @cases("word", ["宾馆", "酒店", "住地"])
    def test_the_hotel_is_that_of_the_night(self, word: str) -> None:
        entry = {"id": "A1", "time": "18:00-18:30", "what": "办理入住", "place": word}
        visit = case([entry], {"places": [{"name": "云溪宾馆"}]}, lodging=self.LODGING)
        assert item(visit, "A1").place == ("云溪宾馆",)

    def test_a_place_of_that_very_name_is_that_place(self) -> None:
        visit = case([{"id": "A1", "time": "18:00-18:30", "what": "入住", "place": "宾馆"}], lodging=self.LODGING)
        assert item(visit, "A1").place == ("宾馆",)

    @cases(
        ("lodging", "place"),
        [
            ([{"hotel": "甲店", "check_in": "2026-05-11", "check_out": "2026-05-12"}, {"hotel": "乙店"}], "宾馆"),
            ([{"hotel": "待填"}], "宾馆"),
            ([{"hotel": "甲店", "check_in": "2026-05-11", "check_out": "2026-05-12"},
              {"hotel": "乙店", "check_in": "2026-05-12", "check_out": "2026-05-13"}], "甲店"),
        ],
    )  # fmt: skip
    def test_two_hotels_of_one_night_are_not_guessed(self, lodging: list[dict[str, str]], place: str) -> None:
        entry = {"id": "A1", "time": "18:00-18:30", "what": "入住", "place": "宾馆"}
        visit = case([entry], {"places": []}, lodging=lodging, dates="2026-05-11 至 2026-05-13")
        assert item(visit, "A1").place == (place,)

    def test_a_ride_goes_from_the_item_before_to_the_item_after(self) -> None:
        visit = case([
            {"id": "A1", "time": "09:00-09:30", "what": "座谈", "place": ["会议室", "产业园"]},
            {"id": "A2", "time": "09:30-10:00", "what": "乘车", "kind": "transfer"},
            {"id": "A3", "time": "10:00-11:00", "what": "考察", "place": ["宾馆", "会议室"]},
            {"id": "A4", "time": "11:00-11:30", "what": "乘车", "kind": "transfer", "from": "东门"},
        ])  # fmt: skip
        assert (item(visit, "A2").from_, item(visit, "A2").to) == ("产业园", "宾馆")
        assert (item(visit, "A4").from_, item(visit, "A4").to) == ("东门", None)

    def test_a_ride_of_some_follows_the_items_they_share(self) -> None:
        guests = [{"name": name, "unit": "省厅", "post": "干部"} for name in "甲乙"]
        visit = case([
            {"id": "A1", "time": "09:00-09:30", "what": "座谈", "place": "会议室", "guests": ["甲"]},
            {"id": "A2", "time": "09:00-09:30", "what": "考察", "place": "产业园", "guests": ["乙"]},
            {"id": "A3", "time": "09:30-10:00", "what": "乘车", "kind": "transfer", "guests": ["甲"]},
            {"id": "A4", "time": "10:00-11:00", "what": "考察", "place": "宾馆"},
        ], guests=guests)  # fmt: skip
        assert (item(visit, "A3").from_, item(visit, "A3").to) == ("会议室", "宾馆")


GUESTS = [{"name": name, "unit": "省厅", "post": "干部"} for name in "甲乙丙"]
GONE = [*GUESTS[:2], GUESTS[2] | {"absent": "另有公务"}]


class TestWhoDoesNotCome:
    def coming(self, items: list[dict[str, Any]] | None = None, **more: Any) -> Case:
        return case(items, guests=GONE, **more)

    def test_stays_in_the_list_and_takes_no_place(self) -> None:
        visit = self.coming(
            [{"id": "A1", "time": "09:00-09:30", "what": "座谈", "guests": ["甲", "丙"]}],
            lodging={"hotel": "宾馆", "rooms": [{"number": "301", "guests": ["乙", "丙"]}]},
            rides=[{"item": "A1", "vehicle": "1", "riders": ["甲", "丙"]}],
            seating=[{"id": "S1", "item": "A1", "guests": ["丙", "甲"], "fixed": [{"seat": "1", "person": "丙"}]}],
        )
        assert [guest.name for guest in visit.plan.guests] == ["甲", "乙"]
        assert [guest.name for guest in visit.written.guests] == ["甲", "乙", "丙"]
        assert item(visit, "A1").guests == ("甲",)
        assert visit.plan.lodging[0].rooms[0].guests == ("乙",)
        assert visit.plan.rides[0].riders == ("甲",)
        assert (visit.plan.seating[0].guests, visit.plan.seating[0].fixed) == (("甲",), [])

    def test_where_nobody_else_is_named_nobody_comes(self) -> None:
        visit = self.coming(
            [{"id": "A1", "time": "12:00-12:30", "what": "午餐", "guests": ["丙"]}], meals=[{"item": "A1"}]
        )
        assert visit.guests_at(item(visit, "A1")) == []
        assert guests_at_meal(visit, visit.plan.meals[0]) == 0

    @cases(("written", "number"), [(3, 2), (2, 2), (5, 5)])
    def test_a_number_that_counts_the_whole_list_counts_who_comes(self, written: int, number: int) -> None:
        visit = self.coming(
            [{"id": "A1", "time": "12:00-12:30", "what": "午餐"}],
            meals=[{"item": "A1", "guests": written}],
            headcount={"total": written},
        )
        assert guests_at_meal(visit, visit.plan.meals[0]) == number
        assert visit.guest_count == number

    @pytest.mark.parametrize("said", ["否", False])
    def test_who_is_said_to_come_comes(self, said: object) -> None:
        visit = case(guests=[GUESTS[0] | {"absent": said}])
        assert len(visit.plan.guests) == 1


class TestDefaults:
    DEFAULTS = {"vehicles": ["1"], "unit": "县接待办", "owner": "许静", "host_unit": "县卫健局", "venue": "会议室"}
    ITEMS = [
        {"id": "A1", "time": "09:00-09:30", "what": "乘车前往", "kind": "transfer", "from": "宾馆", "to": "产业园"},
        {"id": "A2", "time": "10:00-10:30", "what": "座谈", "kind": "talks"},
        {"id": "A3", "time": "11:00-11:30", "what": "步行前往食堂", "kind": "transfer", "from": "宾馆", "to": "食堂"},
        {"id": "A4", "time": "12:00-12:30", "what": "午餐", "kind": "meal", "lead": "县机关食堂"},
    ]  # fmt: skip

    def test_an_item_takes_what_its_kind_needs(self) -> None:
        visit = case(self.ITEMS, defaults=self.DEFAULTS)
        ride, talks, walk, lunch = (item(visit, number) for number in ("A1", "A2", "A3", "A4"))
        assert (ride.vehicles, ride.lead, ride.owner, ride.place) == (("1",), "县接待办", "许静", ())
        assert (talks.vehicles, talks.lead, talks.owner, talks.place) == ((), "县卫健局", None, ("会议室",))
        assert walk.vehicles == ()
        assert (lunch.lead, lunch.owner) == ("县机关食堂", None)

    def test_a_ride_with_a_vehicle_of_its_own_keeps_it(self) -> None:
        rides = [{"item": "A1", "vehicle": "2"}]
        assert item(case(self.ITEMS, defaults=self.DEFAULTS, rides=rides), "A1").vehicles == ()

    def test_a_plan_without_defaults_is_left_alone(self) -> None:
        visit = case(self.ITEMS)
        assert item(visit, "A1") is visit.written.items()[0][1]

    def test_what_the_defaults_do_not_say_the_place_and_the_duties_do(self) -> None:
        office = {
            "places": [{"name": "产业园", "unit": "县经信局"}],
            "units": [{"name": "县接待办", "duties": ["综合"]}],
        }
        items = [
            *self.ITEMS[:2],
            {"id": "A3", "time": "11:00-11:30", "what": "考察", "kind": "visit", "place": "产业园"},
        ]
        visit = case(items, office, defaults={"venue": "会议室"})
        assert [item(visit, number).lead for number in ("A1", "A2", "A3")] == ["县接待办", None, "县经信局"]


class TestOwnPlaces:
    def test_a_place_and_a_road_for_this_visit_alone(self) -> None:
        places = [{"name": "云溪茶园", "capacity": 30}]
        visit = case(places=places, travel=[{"from": "云溪茶园", "to": "宾馆", "minutes": 12}])
        assert visit.place("云溪茶园二楼") is visit.plan.places[0]
        assert visit.road_minutes("宾馆", "云溪茶园") == 12
        assert visit.road_minutes("宾馆", "产业园") == 45
        assert visit.home(visit.plan.places[0], office=True) is visit.loaded.source

    def test_the_plans_own_wins(self) -> None:
        visit = case(travel=[{"from": "产业园", "to": "宾馆", "minutes": 20}])
        assert visit.road_minutes("宾馆", "产业园") == 20


# --- vehicles by other names ---


@pytest.mark.parametrize(
    ("told", "meant"),
    [("1", ("1",)), ("1号车", ("1",)), ("考斯特", ("1",)), ("皖J·A1001", ("1",)), ("皖JA1001、2号", ("1", "2")),
     ("中巴", ("中巴",)), ("9号车", ("9号车",))],
)  # fmt: skip
def test_a_vehicle_may_be_called_by_what_no_other_has(tmp_path, told, meant):
    office = (
        "单位: {名称: 县接待办}\n车辆:\n  - {车号: 1, 车型: 考斯特, 号牌: 皖J·A1001}\n"
        "  - {车号: 2, 车型: 中巴}\n  - {车号: 3, 车型: 中巴}\n"
    )
    plan = (
        "标题: 甲\n类型: 调研\n事由: 乙\n日期: 2026-05-11\n日程:\n  - 日期: 2026-05-11\n    安排:\n"
        f'      - {{编号: A1, 时间: "9:00", 事项: 乘车, 车辆: "{told}"}}\n'
    )
    (tmp_path / "office.yaml").write_text(office, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    case = Case.of(load(tmp_path / "plan.yaml"))
    item = case.plan.schedule[0].items[0]

    assert item.vehicles == meant
    assert [name for name, _index in case.entries(item, "vehicles")] == list(meant)
    assert case.written.schedule[0].items[0].vehicles == tuple(told.split("、"))


def test_places_and_roads_of_the_plan_win_over_those_of_the_office_of_one_name_alone() -> None:
    visit = case(
        places=[{"name": "产业园", "kind": "company", "address": "新址"}, {"name": "老街", "kind": "other"}],
        travel=[{"from": "产业园", "to": "宾馆", "minutes": 50}, {"from": "宾馆", "to": "老街", "minutes": 5}],
    )
    assert visit.place_by_name.keys() == {"宾馆", "产业园", "老街"}
    assert visit.place_by_name["产业园"].address == "新址"
    assert [visit.road_minutes("宾馆", there) for there in ("产业园", "老街")] == [50, 5]
