"""A new plan says each fact once, and means the same as if it said it everywhere."""

from dataclasses import replace

import pytest

from jiedai.language import use
from jiedai.loading import load_text
from jiedai.model.choice import Kind
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count
from jiedai.source import read_bytes
from jiedai.visit.filled import HOTEL, filled
from jiedai.workflow.drafting.new import create
from jiedai.workflow.drafting.outline import days_of
from jiedai.workflow.drafting.playbook import playbook
from jiedai.workflow.drafting.programme import Composer, Means, Travel
from jiedai.workflow.drafting.request import NewVisit
from tests.workflow.drafting.offices import OFFICE, office
from tests.workflow.drafting.test_new import VISIT, dates

TRAIN = Travel(560, Means.TRAIN, "G1")
FULL = replace(VISIT, from_unit="省工信厅", guests=Count(6), lead="县发改局", host="林峰", vehicles=("1",))


def written(visit: NewVisit, at: Office | None) -> Plan:
    plan = load_text(create(visit, at).encode(), "x").plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("known", [True, False], ids=["office", "alone"])
@pytest.mark.parametrize("days", [1, 2, 3])
@pytest.mark.parametrize("means", list(Means))
@pytest.mark.parametrize("kind", list(Kind))
def test_the_filled_plan_has_the_whole_programme(kind: Kind, means: Means, days: int, known: bool):
    at = office() if known else None
    visit = replace(FULL if known else VISIT, kind=kind, dates=dates(days=days), arrive=Travel(560, means))
    plan = filled(written(visit, at), at)
    composed = Composer(
        playbook(kind), at, days_of(visit.dates), visit.arrive, replace(visit.leave, means=means)
    ).compose()
    meant = [slot for day in composed for slot in day]
    items = [item for _day, item in plan.items()]
    hotel = {"宾馆", "待填 宾馆"}
    for slot, item in zip(meant, items, strict=True):
        for place, found in ((slot.place, item.place), (slot.origin, item.from_), (slot.to, item.to)):
            said = found[0] if isinstance(found, tuple) and found else found
            assert (said or "") == place or {said, place} == hotel, (slot, item)


def test_nothing_the_office_knows_is_written():
    text = "\n".join(line.partition("#")[0] for line in create(FULL, office()).splitlines())
    for word in ("电话", "0570-", "副县长", "县政府", "周敏", "沈浩", "罗斌", "范斌", "县处级", "考斯特"):
        assert word not in text
    assert text.count("云溪宾馆") == 1
    assert text.count("县发改局") == 1 + 4  # the default, and the four tasks of the bureau
    assert "{姓名: 林峰, 角色: 主陪}" in text
    assert "车辆: [1]" in text


def test_rides_and_sessions_follow_from_the_items_around_them():
    plan = written(FULL, office())
    items = [item for _day, item in plan.items()]
    assert {item.what: (item.from_, item.to, item.vehicles) for item in items if item.what == "乘车"} == {
        "乘车": (None, None, ())
    }
    assert [item.place for item in items if item.what == "调研座谈会"] == [()]
    assert {item.lead for item in items} == {item.owner for item in items} == {None}
    assert {name for item in items for name in item.place} & HOTEL == {"宾馆"}


def test_a_ride_beside_another_says_its_own_ends():
    late = replace(FULL, arrive=Travel(22 * 60), leave=Travel(7 * 60))
    plan = filled(written(late, office()), office())
    rides = [item for _day, item in plan.items() if item.what == "乘车"]
    assert [(ride.from_, ride.to) for ride in rides] == [("云溪站", "云溪宾馆"), ("云溪宾馆", "云溪站")]


def test_what_another_unit_sees_to_is_said():
    visit = replace(FULL, kind=Kind.FOREIGN)
    at = read_bytes(OFFICE.replace("职责: [卫生]", "职责: [卫生, 外事]").encode(), "office.yaml").data
    plan = written(visit, Office.model_validate(at))
    meeting = next(item for _day, item in plan.items() if item.what == "会见")
    assert (meeting.lead, meeting.owner) == ("县卫健局", None)


def test_a_hotel_called_by_the_word_for_any_is_named():
    at = read_bytes(OFFICE.replace("云溪山庄", "宾馆").encode(), "office.yaml").data
    text = create(FULL, Office.model_validate(at))
    assert "地点: 宾馆" not in text
    assert text.count("地点: 云溪宾馆") > 3


def test_english_plans_speak_of_the_hotel():
    use("en")
    try:
        plan = written(replace(FULL, keys="en"), office())
        assert {name for _day, item in plan.items() for name in item.place} & HOTEL == {"hotel"}
        assert filled(plan, office()).items()[2][1].place == ("云溪宾馆",)
    finally:
        use("zh")


def test_a_blank_for_the_bureau_or_the_hotel_stands_once_and_in_its_tasks():
    plan = written(VISIT, None)
    assert plan.defaults is not None
    assert is_placeholder(plan.defaults.host_unit or "")
    assert {item.lead for _day, item in plan.items()} == {None}
    assert [stay.hotel for stay in plan.lodging] == ["待填 宾馆"]


def blanks(visit: NewVisit, at: Office | None) -> int:
    text = create(visit, at)
    return sum(line.partition("#")[0].count("待填") for line in text.splitlines())


@pytest.mark.parametrize(
    ("visit", "known", "most"),
    [
        (VISIT, True, 36),
        (VISIT, False, 75),
        (
            replace(FULL, guests=Count(1), arrive=TRAIN, leave=Travel(940, Means.TRAIN, "G2")),
            True,
            18,
        ),
    ],
    ids=["nothing answered", "no office", "all answered"],
)
def test_a_new_plan_is_short(visit: NewVisit, known: bool, most: int):
    """Half of what it once was (63 and 185), a third where the questions were answered."""
    assert blanks(visit, office() if known else None) <= most
