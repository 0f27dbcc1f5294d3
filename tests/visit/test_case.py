from __future__ import annotations

import datetime as dt

from jiedai.visit.case import Case
from jiedai.visit.names import is_person, nearest
from tests.batch import cases
from tests.check.bench import Bench, programme


def _case(bench: Bench, sections: str = "", **options: object) -> Case:
    loaded = bench(sections, **options).loaded  # type: ignore[arg-type]
    assert loaded.plan is not None
    return Case(loaded, loaded.plan)


ITEM = '编号: A1, 时间: "09:00-10:00", 事项: 座谈'


class TestPlaces:
    def test_a_value_a_key_an_entry_and_what_is_absent(self, bench: Bench) -> None:
        case = _case(bench, programme(f"{ITEM}, 陪同: [林峰, 沈浩], 主持: 林峰"))
        item = case.items[0][1]
        words = {
            place: case.loaded.source.line(span.line)[span.column - 1 : span.end_column - 1]
            for place, span in {
                "value": case.span(item, "chair"),
                "list": case.span(item, "hosts"),
                "entry": case.span(item, "hosts", 1),
                "no such entry": case.span(item, "hosts", 7),
            }.items()
        }
        assert words == {"value": "林峰", "list": "[林峰, 沈浩]", "entry": "沈浩", "no such entry": "[林峰, 沈浩]"}
        assert case.span(item, "place") == case.span(item)

    def test_a_value_below_its_key_is_shown_at_the_key(self, bench: Bench) -> None:
        case = _case(bench, "来宾:\n  - {姓名: 甲, 单位: 乙, 职务: 丙}\n")
        line = case.loaded.source.line(case.span(case.plan, "guests").line)
        assert line == "来宾:"

    def test_paths_are_in_the_users_spelling(self, bench: Bench) -> None:
        case = _case(bench, "schedule:\n  - date: 2026-05-11\n    安排:\n      - {id: A1, 时间: '9:00', what: 座谈}\n")
        item = case.items[0][1]
        assert case.path(item, "id") == ("schedule", 0, "安排", 0, "id")
        assert case.path(item, "time") == ("schedule", 0, "安排", 0, "时间")

    @cases(
        ("typed", "entries"),
        [
            ("[甲, 乙]", [("甲", 0), ("乙", 1)]),
            ("甲、乙", [("甲", None), ("乙", None)]),
            ("[甲、乙, 丙]", [("甲", 0), ("乙", 0), ("丙", 1)]),
            ("[待填, 乙]", [("乙", 1)]),
            ("甲", [("甲", None)]),
        ],
    )
    def test_entries_know_where_they_stand(
        self, bench: Bench, typed: str, entries: list[tuple[str, int | None]]
    ) -> None:
        case = _case(bench, programme(f"{ITEM}, 陪同: {typed}"))
        assert list(case.entries(case.items[0][1], "hosts")) == entries

    def test_a_blank_is_not_nothing(self, bench: Bench) -> None:
        case = _case(bench, programme(f"{ITEM}, 责任人: 待填"))
        item = case.items[0][1]
        assert case.is_blank(item, "owner")
        assert not case.lacks(item, "owner")
        assert case.lacks(item, "lead")


class TestProgramme:
    def test_slots_are_in_the_order_of_time(self, bench: Bench) -> None:
        rows = ITEM, '编号: A2, 时间: "08:00", 事项: 甲', "编号: A3, 时间: 上午, 事项: 乙"
        case = _case(bench, "日期: 2026-05-10 至 2026-05-11\n" + programme(*rows))
        assert [(slot.item.id, slot.start, slot.end) for slot in case.slots] == [("A2", 1920, 1920), ("A1", 1980, 2040)]
        assert case.start_of(case.items[0][1]) == dt.datetime(2026, 5, 11, 9)
        assert case.start_of(case.items[2][1]) is None

    def test_guests_of_an_item(self, bench: Bench) -> None:
        guests = (
            "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 分组: 一组}, {姓名: 乙乙, 中文名: 乙一, 单位: 乙, 职务: 丙}]\n"
        )
        names = {}
        for typed in ("全体", "一组", "[一组, 甲甲]", "[乙一]", "[无名]"):
            case = _case(bench, guests + programme(f"{ITEM}, 来宾: {typed}"))
            names[typed] = [guest.name for guest in case.guests_at(case.items[0][1])]
        assert names == {
            "全体": ["甲甲", "乙乙"],
            "一组": ["甲甲"],
            "[一组, 甲甲]": ["甲甲"],
            "[乙一]": ["乙乙"],
            "[无名]": [],
        }


class TestOffice:
    def test_roads_go_both_ways_and_end_at_rooms(self, bench: Bench) -> None:
        case = _case(bench)
        assert case.road_minutes("云溪站", "云溪宾馆") == case.road_minutes("云溪宾馆", "云溪站") == 20
        assert case.road_minutes("云溪宾馆大堂", "云溪宾馆二楼会议室") == 0
        assert case.road_minutes("云溪宾馆大堂", "云溪站出站口") == 20
        assert case.road_minutes("云溪站", "云溪县人民医院") is None
        assert case.road_minutes("某地", "某地") == 0

    def test_without_an_office_file_nothing_is_known(self, bench: Bench) -> None:
        case = _case(bench, office=None)
        assert case.place("云溪站") is None
        assert case.road_minutes("云溪站", "云溪宾馆") is None
        assert case.phone_of["姚晨"] == "13900000201"
        assert "沈浩" in case.phone_of


class TestNames:
    @cases("text", ["姚晨", "欧阳靖", "阿依努尔·买买提", "Anna Weber", "司马相如"])
    def test_names_of_people(self, text: str) -> None:
        assert is_person(text)

    @cases("text", ["县领导", "各科室负责人", "接待办", "主任", "讲解员", "县发改局局长", "", "3号", "随行人员"])
    def test_posts_and_groups(self, text: str) -> None:
        assert not is_person(text)

    @cases(
        ("typed", "meant"), [("智能制造园", "智能制造产业园"), ("1号车", ""), ("林峰副县长", "林峰"), ("全然不同", "")]
    )
    def test_the_nearest_name(self, typed: str, meant: str) -> None:
        assert nearest(typed, ["智能制造产业园", "林峰", "云溪站"]) == meant
