import datetime as dt
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import Kind
from jiedai.model.office import Office
from jiedai.model.quantities import Count
from jiedai.model.times import DateRange, Day
from jiedai.workflow.drafting.choosing import Choices, Entry, bureaus, hosts, hotels, vehicles
from jiedai.workflow.drafting.request import NewVisit, Usage
from tests.batch import cases
from tests.workflow.drafting.offices import office

DAY = Day.on(dt.date(2026, 6, 16))
VISIT = NewVisit("省工信厅来县调研", Kind.RESEARCH, DateRange(DAY, Day.on(dt.date(2026, 6, 17))))

UNITS = Choices(
    "对口部门",
    tuple(
        Entry(str(at), name)
        for at, name in enumerate(("县接待办", "县农业农村局", "县农机服务中心", "县市场监管局", "县商务局"), 1)
    ),
)
PEOPLE = Choices(
    "主陪",
    (Entry("1", "马明", "县政府副县长"), Entry("2", "王明", "县委常委"), Entry("3", "欧阳小芳", "县商务局局长")),
    others=lambda name: name in ("马明远", "王芳", "江澄"),
)


@cases(
    ("text", "name"),
    [
        ("2", "县农业农村局"),
        ("2、", "县农业农村局"),
        ("２．", "县农业农村局"),
        ("（2）", "县农业农村局"),
        ("第2个", "县农业农村局"),
        ("02", "县农业农村局"),
        ("县农业农村局", "县农业农村局"),
        ("农村", "县农业农村局"),
        ("临溪县农业农村局", "县农业农村局"),
        ("农业局", "县农业农村局"),
        ("市监局", "县市场监管局"),
    ],
)
def test_a_number_a_name_or_a_part_of_it_is_enough(text: str, name: str):
    assert UNITS.one(text) == name


@cases(
    ("text", "words"),
    [
        ("农", "县农业农村局、县农机服务中心；写编号"),
        ("6", "没有“6”.*1 县接待办"),
        ("0", "没有“0”"),
        ("县林业局", "没有“县林业局”.*如 1 县接待办"),
        ("、", "写编号"),
    ],
)
def test_what_could_be_several_or_none_is_refused_with_an_example(text: str, words: str):
    with pytest.raises(Usage, match=words):
        UNITS.one(text)


@cases(
    ("text", "name"),
    [
        ("马明", "马明"),
        ("马", "马明"),
        ("小芳", "欧阳小芳"),
        ("马副县长", "马明"),
        ("马县长", "马明"),
        ("马明副县长", "马明"),
        ("副县长", "马明"),
        ("马明远", "马明远"),
        ("王芳", "王芳"),
        ("江澄", "江澄"),
    ],
)
def test_a_leader_by_name_or_post_and_a_new_one_by_name(text: str, name: str):
    assert PEOPLE.one(text) == name


def test_one_of_two_leaders_is_asked_for():
    with pytest.raises(Usage, match="马明、王明"):
        PEOPLE.one("明")


CARS = Choices("用车", (Entry("1", "1", "考斯特"), Entry("3", "3", "商务车")))


@cases(
    ("text", "numbers"),
    [
        ("1", ("1",)),
        ("3号车", ("3",)),
        ("1、3", ("1", "3")),
        ("1,3", ("1", "3")),
        ("3 1", ("3", "1")),
        ("1和3、", ("1", "3")),
        ("1，1", ("1",)),
        ("商务车", ("3",)),
    ],
)
def test_several_cars(text: str, numbers: tuple[str, ...]):
    assert CARS.several(text) == numbers


def test_a_car_that_is_not_there():
    with pytest.raises(Usage, match=r"没有“2”.*如 1、3"):
        CARS.several("1、2")


@given(st.text())
def test_no_answer_raises_anything_but_a_refusal(text: str):
    for choices in (UNITS, PEOPLE, CARS, Choices("宾馆", ())):
        for read in (choices.one, choices.several):
            with suppress(Usage):
                read(text)


# --- the lists of an office -------------------------------------------------------------------------------------------


def proposed(title: str, kind: Kind = Kind.RESEARCH, **more) -> tuple[str, ...]:
    units = [{"name": name} for name in ("县接待办", "县农业农村局", "县应急局", "县卫健局", "县政协办")]
    units += [{"name": "县投促中心", "duties": ["招商"]}, {"name": "县教育局", "duties": ["对口"]}]
    at = Office.model_validate({"office": {"name": "x"}, "units": units})
    return bureaus(at, replace(VISIT, title=title, kind=kind, **more)).proposed


@cases(
    ("title", "units"),
    [
        ("省农业农村厅来县调研", ("县农业农村局",)),
        ("省应急厅来县检查农村安全生产", ("县应急局",)),
        ("省政府办公厅来县调研乡村振兴", ("县农业农村局",)),
        ("省政府办公厅来县调研乡村振兴和基层医疗卫生", ("县农业农村局", "县卫健局")),
        ("省政协来县视察农业", ("县政协办",)),
        ("省林业局来县调研农业", ("县农业农村局",)),
        ("省工信厅来县调研", ()),
        ("老同学来访", ()),
    ],
)
def test_a_bureau_is_proposed_by_who_comes_and_then_by_what_it_is_about(title: str, units: tuple[str, ...]):
    assert proposed(title) == units


def test_the_unit_that_is_said_to_come_and_the_purpose_count_too():
    assert proposed("专家组来县", from_unit="省卫健委") == ("县卫健局",)
    assert proposed("专家组来县", changes=(("事由", "调研高标准农田和农业"),)) == ("县农业农村局",)
    assert proposed("某公司来县考察", Kind.INVESTMENT) == ("县投促中心",)
    assert proposed("某公司来县考察") == ()


def test_hosts_stand_in_order_of_precedence_with_their_posts():
    assert [(one.label, one.name, one.note) for one in hosts(office(), VISIT).entries] == [
        ("1", "林峰", "县政府副县长"),
        ("2", "周敏", "县接待办主任"),
        ("3", "姚晨", "县接待办科员"),
    ]
    assert hosts(office(), VISIT).one("江澄") == "江澄"
    for text in ("县长", "领导", "12"):
        with pytest.raises(Usage):
            hosts(None, VISIT).one(text)


def test_hotels_with_the_designated_one_proposed():
    known = hotels(office(), VISIT)
    assert [entry.name for entry in known.entries] == ["云溪宾馆", "云溪山庄"]
    assert known.proposed == ("云溪宾馆",)
    assert known.entries[0].note == "定点"
    assert (known.one("山庄"), known.one("宾馆"), known.one("松林酒店")) == ("云溪山庄", "云溪宾馆", "松林酒店")
    with pytest.raises(Usage, match="松林"):
        known.one("松林")


def fleet(*seats: int, heads: int | None) -> tuple[str, ...]:
    cars = [{"number": str(at), "seats": number} for at, number in enumerate(seats, 1)]
    at = Office.model_validate({"office": {"name": "x"}, "vehicles": cars})
    return vehicles(at, replace(VISIT, guests=heads and Count(heads))).proposed


@cases(
    ("heads", "numbers"),
    [(None, ()), (2, ("4",)), (3, ("2",)), (5, ("2",)), (6, ("1",)), (43, ("3",)), (44, ("3", "4")), (62, ("1", "3")),
     (63, ("1", "3")), (64, ("1", "3", "4")), (74, ("1", "2", "3", "4")), (75, ())],
)  # fmt: skip
def test_the_smallest_car_that_seats_the_guests_and_two_of_ours_or_as_many_as_needed(heads, numbers):
    assert fleet(20, 7, 45, 4, heads=heads) == numbers


def test_cars_with_their_own_numbers_without_police_cars():
    known = vehicles(office(), replace(VISIT, guests=Count(5)))
    assert [(one.label, one.name) for one in known.entries] == [("1", "1"), ("3", "3")]
    assert known.entries[0].note == "考斯特，19 座"
    assert known.proposed == ("3",)


def test_who_and_what_is_away_is_said_and_not_proposed():
    at = Office.model_validate(
        {
            "office": {"name": "x"},
            "people": [{"name": "马明", "away": "2026-06-17"}, {"name": "王明", "away": "2026-06-18"}],
            "vehicles": [{"number": "1", "seats": 7, "away": "2026-06-16"}, {"number": "2", "seats": 20}],
        }
    )
    assert [(one.name, one.note) for one in hosts(at, VISIT).entries] == [("马明", "这几天外出"), ("王明", "")]
    known = vehicles(at, replace(VISIT, guests=Count(2)))
    assert (known.entries[0].note, known.proposed) == ("7 座，这几天外出", ("2",))


def test_an_office_without_cars_takes_any_number_and_one_without_units_any_name():
    assert vehicles(None, VISIT).several("2") == ("2",)
    assert bureaus(None, VISIT).one("县农业农村局") == "县农业农村局"
    with pytest.raises(Usage, match="写名称"):
        bureaus(None, VISIT).one("2")
