from __future__ import annotations

import enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from jiedai.documents.view import NOTHING, UnknownField, View, entries, project, project_plan
from jiedai.model.base import AUDIENCES, EVERYONE, INSIDE, OFFICE, STAFF, Node, audiences, audiences_of, key
from jiedai.model.office import Office
from jiedai.model.people import CrewMember, Guest
from jiedai.model.plan import Plan
from jiedai.model.quantities import Diners
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.samples import plan, printed, text_of, typed


class Canary(Node):
    everyone: str | None = key("一", "x", None, seen_by=EVERYONE)
    inside: str | None = key("二", "x", None, seen_by=INSIDE)
    office: str | None = key("三", "x", None, seen_by=OFFICE)
    staff: str | None = key("四", "x", None, seen_by=STAFF)
    kitchen: str | None = key("五", "x", None, seen_by=audiences("kitchen", base=STAFF))
    undeclared: str | None = Field(None, title="六", alias="六")


CANARY = Canary(everyone="E", inside="I", office="O", staff="S", kitchen="K", undeclared="U")


@cases(
    ("audience", "seen"),
    [("staff", "EIOSK"), ("leader", "EIO"), ("kitchen", "EIK"), ("guest", "EI"), ("public", "E"), ("unit", "EI")],
)
def test_each_audience_gets_its_fields_and_no_other(audience: str, seen: str) -> None:
    view = project(CANARY, audience)
    assert "".join(str(view[name]) for name in Canary.model_fields) == seen


@cases("audience", [*AUDIENCES, "nobody"])
def test_a_field_without_a_declaration_is_shown_to_nobody(audience: str) -> None:
    assert project(CANARY, audience).undeclared is NOTHING


def leaves(value: Any) -> list[Any]:
    """Every value a view holds, at any depth."""
    if isinstance(value, View):
        return [leaf for name in value for leaf in leaves(value[name])]
    if isinstance(value, (list, tuple)):
        return [leaf for entry in value for leaf in leaves(entry)]
    return [value]


def hidden_texts(audience: str, *nodes: Node | None) -> set[str]:
    """Texts that stand only in fields which the audience may not see."""
    shown: set[str] = set()
    hidden: set[str] = set()

    def visit(value: Any, seen: bool) -> None:
        if isinstance(value, Node):
            for name, info in type(value).model_fields.items():
                visit(getattr(value, name), seen and audience in audiences_of(info))
        elif isinstance(value, (list, tuple)):
            for entry in value:
                visit(entry, seen)
        elif isinstance(value, str) and not isinstance(value, enum.Enum):
            (shown if seen else hidden).add(value)

    for node in nodes:
        visit(node, True)
    return hidden - shown


@cases("audience", AUDIENCES)
def test_nothing_hidden_is_in_the_view_of_a_whole_plan(audience: str) -> None:
    loaded = plan()
    assert loaded.plan is not None
    texts = hidden_texts(audience, loaded.plan, loaded.office)
    assert bool(texts) is (audience != "staff")
    assert texts.isdisjoint(leaf for leaf in leaves(project_plan(Case.of(loaded), audience)) if type(leaf) is str)


@cases("audience", AUDIENCES)
def test_nothing_hidden_is_in_the_view_of_the_office(audience: str) -> None:
    office = plan().office
    assert office is not None
    texts = hidden_texts(audience, office)
    assert bool(texts) is (audience not in ("leader", "staff", "unit", "security"))
    assert texts.isdisjoint(leaf for leaf in leaves(project(office, audience)) if type(leaf) is str)


@cases(
    ("audience", "seen"), [("guest", False), ("public", False), ("staff", True), ("leader", True), ("driver", False)]
)
def test_guests_get_the_number_of_the_liaison_alone(audience: str, seen: bool) -> None:
    doctor = CrewMember(name="何静", duty="医疗", phone="13900000202")
    assert bool(project(doctor, audience).phone) is seen
    liaison = CrewMember(name="姚晨", duty="联络、医疗", phone="13900000201")
    assert bool(project(liaison, audience).phone) is (audience != "public")


@cases(("audience", "text"), [("staff", "内部话"), ("driver", "走高速"), ("guest", ""), ("unit", "")])
def test_each_audience_gets_its_own_note(audience: str, text: str) -> None:
    loaded = plan().plan
    assert loaded is not None
    item = loaded.schedule[0].items[0].model_copy(update={"notes": {"staff": "内部话", "driver": "走高速"}})
    assert str(project(item, audience).notes) == text


def test_the_kitchen_gets_the_number_of_diners_without_their_names() -> None:
    loaded = plan().plan
    assert loaded is not None
    meal = loaded.meals[0].model_copy(update={"guests": Diners(2, ("陈志远", "李娜"))})
    assert project(meal, "staff").guests == Diners(2, ("陈志远", "李娜"))
    assert project(meal, "kitchen").guests == Diners(2)


def test_the_kitchen_gets_diets_without_names() -> None:
    guest = Guest(name="马国强", unit="省发展改革委", post="副处长", diet=["清真"])
    view = project(guest, "kitchen")
    assert [str(diet) for diet in view.diet] == ["清真"]
    assert (view.name, view.unit, view.post) == (NOTHING, NOTHING, NOTHING)


def test_hidden_and_empty_are_the_same_and_safe_to_ask_for() -> None:
    view = project(Guest(name="甲", unit="乙", post="丙"), "guest")
    assert view.phone is NOTHING  # hidden
    assert view.group is NOTHING  # empty
    assert not view.arrive.time.day
    assert list(view.diet) == []
    assert f"[{view.arrive.place}]" == "[]"
    assert project(None, "staff").anything is NOTHING


def test_zero_and_no_are_something() -> None:
    view = View("sample", {"zero": 0, "no": False, "empty": "", "none": None, "list": []})
    assert (view.zero, view.no) == (0, False)
    assert [view[name] is NOTHING for name in ("empty", "none", "list")] == [True] * 3


def test_a_field_that_does_not_exist_is_an_error_with_the_likeliest() -> None:
    view = project(Guest(name="甲", unit="乙", post="丙"), "staff")
    with pytest.raises(UnknownField, match=r"guest\.nmae \(name\?\)"):
        _ = view.nmae


@given(st.sampled_from(["_View__values", "__class__", "__dict__", "_x"]))
def test_private_attributes_are_none_of_a_template_s_business(name: str) -> None:
    view = View("sample", {"a": 1})
    with pytest.raises(UnknownField):
        view[name]
    with pytest.raises(AttributeError):
        NOTHING.__getattr__(name)


def test_a_view_cannot_be_changed() -> None:
    view = View("sample", {"a": 1})
    with pytest.raises(AttributeError):
        view.a = 2
    assert view.also(a=2, b=3).a == 2
    assert view.a == 1
    assert "b" not in view


def test_entries_of_what_is_hidden_are_none() -> None:
    assert entries(NOTHING) == ()
    assert entries(("a",)) == ("a",)


@pytest.mark.parametrize("model", [Plan, Office])
def test_a_view_names_every_field_of_its_section(model: type[Node]) -> None:
    loaded = plan()
    node = loaded.plan if model is Plan else loaded.office
    assert {name.rstrip("_") for name in model.model_fields} == set(project(node, "public"))


RAW = {
    "title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11", "schedule": [],
    "approval": [{"by": "姚晨"}, {"by": "徐正", "time": "2026-05-07"}],
    "guests": [
        {"name": "甲", "unit": "省厅", "post": "副厅长", "rank": "副厅级", "other": {"座驾": "自带"}},
        {"name": "乙", "unit": "省厅", "post": "处长"},
    ],
    "other": {"车贴": "临接32"},
}  # fmt: skip


@cases(
    ("audience", "deciding", "level"),
    [("staff", "徐正", "副厅级"), ("finance", "徐正", "副厅级"), ("unit", "", ""), ("public", "", "")],
)
def test_the_deciding_approval_and_the_rank_as_written_are_for_who_sees_approval_and_rank(
    audience: str, deciding: str, level: str
) -> None:
    view = project_plan(Case.of(typed(RAW)), audience)
    assert str(view.approval.by) == deciding
    assert len(view.approvals) == (2 if deciding else 0)
    assert [str(guest.level) for guest in view.guests] == ([level, ""] if view.guests else [])


def test_a_plan_without_approval_has_none_in_its_view() -> None:
    assert project_plan(Case.of(typed(RAW | {"approval": []})), "staff").approval is NOTHING


def test_matter_of_one_s_own_is_for_the_staff_and_may_be_asked_for_where_it_is_not() -> None:
    view = project(typed(RAW).plan, "staff")
    assert view.other["车贴"] == "临接32"
    assert [guest.other.座驾 for guest in view.guests] == ["自带", NOTHING]
    assert view.other["没有"] is NOTHING
    assert project(typed(RAW).plan, "leader").other is NOTHING


@cases(
    ("audience", "title"),
    [("hotel", "云溪一行"), ("kitchen", "云溪一行"), ("driver", "云溪一行"), ("public", "云溪一行"), ("guest", "来访"),
     ("unit", "来访"), ("staff", "来访")],
)  # fmt: skip
def test_outsiders_get_the_public_name_of_a_visit(audience: str, title: str) -> None:
    loaded = plan().plan
    assert loaded is not None
    named = loaded.model_copy(update={"title": "来访", "public_title": "云溪一行"})
    assert str(project_plan(Case.unwritten(named), audience).title) == title
    unnamed = loaded.model_copy(update={"title": "来访"})
    assert str(project_plan(Case.unwritten(unnamed), audience).title) == ("" if audience == "public" else "来访")


@cases("audience", ["kitchen", "hotel", "driver"])
def test_items_that_somebody_does_not_serve_do_not_exist_for_them(audience: str) -> None:
    loaded = plan().plan
    assert loaded is not None
    hotels = {one.hotel for one in loaded.lodging}
    serves = {
        "kitchen": lambda item: str(item.kind) == "用餐",
        "hotel": lambda item: not hotels.isdisjoint(item.place),
        "driver": lambda item: bool(item.vehicles),
    }[audience]
    shown = [item.id for day in project_plan(Case.unwritten(loaded), audience).schedule for item in day["items"]]
    assert shown == [item.id for _day, item in loaded.items() if serves(item)]
    assert 0 < len(shown) < len(loaded.items())


@pytest.mark.parametrize(("hotel", "items"), [("甲宾馆", ["A2"]), ("待填", []), ("待填：两家中选一家", [])])
def test_a_hotel_still_to_be_chosen_gets_no_items_whose_place_is_still_to_be_chosen(
    hotel: str, items: list[str]
) -> None:
    unnamed = typed({
        "标题": "来访", "类型": "调研", "事由": "调研", "日期": "2026-05-11", "人数": {"总数": 3},
        "日程": [{"日期": "2026-05-11", "安排": [
            {"编号": "A1", "时间": "09:00-10:00", "事项": "座谈", "类别": "座谈", "地点": "待填"},
            {"编号": "A2", "时间": "12:00-13:00", "事项": "午休", "类别": "休息", "地点": "甲宾馆"},
            {"编号": "A3", "时间": "14:00-15:00", "事项": "会见", "类别": "会见", "地点": "待填：两家中选一家"},
        ]}],
        "住宿": {"宾馆": hotel},
    })  # fmt: skip
    loaded = unnamed.plan
    assert loaded is not None
    shown = [item.id for day in project_plan(Case.unwritten(loaded), "hotel").schedule for item in day["items"]]
    assert shown == items
    for audience in ("hotel", "staff"):
        paper = text_of(printed(unnamed, "rooms", audience))
        assert [word for word in ("座谈", "午休", "会见") if word in paper] == ["午休"] * len(items)


@cases("audience", ["hotel", "kitchen", "driver", "guest", "finance"])
def test_who_serves_from_outside_gets_the_liaison_s_number_alone(audience: str) -> None:
    assert not project(CrewMember(name="何静", duty="医疗", phone="13900000202"), audience).phone
    assert project(CrewMember(name="姚晨", duty="联络", phone="13900000201"), audience).phone
