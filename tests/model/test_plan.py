"""What a plan says of itself and of all its items: approval, state, defaults, places and matter of its own."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from jiedai.model.base import children
from jiedai.model.choice import ApprovalStep, IncidentLevel, PlanState, Rank
from jiedai.model.messages import refusals
from jiedai.model.office import Office
from jiedai.model.people import Guest
from jiedai.model.plan import Plan
from jiedai.model.reading import VisitDays
from jiedai.model.times import read_dates
from tests.batch import cases
from tests.model.samples import sound

DATES = read_dates("2026-05-11 至 2026-05-12", None)


def plan(**given):
    return Plan.model_validate(sound(Plan) | given, context=VisitDays(DATES.first, DATES.last))


def refused(**given):
    with pytest.raises(ValidationError) as caught:
        plan(**given)
    (found,) = refusals(caught.value, Plan)
    return found


# --- approval ---


@pytest.mark.parametrize("key", ["审批", "approval"])
def test_one_approval_stands_alone_and_decides(key):
    made = plan(**{key: {"审批人": "徐正", "时间": "2026-05-07 10:30"}})

    assert [one.by for one in made.approvals] == ["徐正"]
    assert made.approval is made.approvals[0]
    assert made.approval.step is None


def test_of_several_the_last_decides():
    steps = [
        {"环节": "拟办", "审批人": "姚晨", "意见": "拟同意"},
        {"step": "countersigned", "by": "沈浩"},
        {"环节": "审定", "审批人": "徐正", "审批版本": 2, "核准日期": "5月11日至12日"},
    ]
    made = plan(审批=steps)

    assert [one.step for one in made.approvals] == [
        ApprovalStep.PROPOSED, ApprovalStep.COUNTERSIGNED, ApprovalStep.DECIDED
    ]  # fmt: skip
    assert (made.approval.by, made.approval.version, made.approval.dates) == ("徐正", 2, DATES)
    assert [name for name, _index, _node in children(made)] == ["approvals"] * 3


@cases("given", [{}, {"审批": None}, {"审批": []}])
def test_without_an_approval_none_decides(given):
    assert plan(**given).approval is None


@pytest.mark.parametrize(
    ("approval", "path"),
    [({"时间": "昨天"}, ("审批", "时间")), ([{"审批人": "徐正"}, {"时间": "昨天"}], ("审批", 1, "时间"))],
)
def test_a_mistake_in_an_approval_is_told_where_it_stands(approval, path):
    assert refused(审批=approval).path == path


# --- state ---


@cases(
    ("written", "state"),
    [("正常", PlanState.NORMAL), ("改期", PlanState.POSTPONED), ("延期", PlanState.POSTPONED),
     ("取消", PlanState.CANCELLED), ("cancelled", PlanState.CANCELLED), ("canceled", PlanState.CANCELLED)],
)  # fmt: skip
def test_states(written, state):
    assert plan(状态=written, 变更事由="另有会议").state is state


def test_a_plan_takes_place_unless_it_says_otherwise():
    assert plan().state is PlanState.NORMAL
    assert refused(状态="作废").code == "GS04"


# --- guests who do not come ---


@cases(
    ("written", "absent"),
    [("是", True), ("true", True), ("1", True), ("否", False), ("无", False), ("false", False), ("待填", False),
     ("临时有会", "临时有会"), ("不来", "不来"), (None, False)],
)  # fmt: skip
def test_who_does_not_come(written, absent):
    assert Guest.model_validate(sound(Guest) | {"不来": written}).absent == absent
    assert type(Guest.model_validate(sound(Guest) | {"absent": written}).absent) is type(absent)


def test_guests_come_unless_they_say_otherwise():
    assert Guest.model_validate(sound(Guest)).absent is False


# --- for all items ---


def test_defaults_in_either_spelling():
    made = plan(默认={"车辆": "1、2", "unit": "县接待办", "责任人": "姚晨", "对口": "县发改局", "venue": "三号会议室"})

    assert made.defaults.vehicles == ("1", "2")
    assert (made.defaults.unit, made.defaults.owner) == ("县接待办", "姚晨")
    assert (made.defaults.host_unit, made.defaults.venue) == ("县发改局", "三号会议室")
    assert plan().defaults is None


def test_places_and_roads_of_one_visit_are_those_of_the_office_file():
    made = plan(场所=[{"名称": "老街", "闭馆": "5月11日"}], 路程=[{"从": "老街", "到": "云溪站", "分钟": 8}])
    office = Office.model_validate(sound(Office) | {"场所": [{"名称": "老街"}]})

    assert type(made.places[0]) is type(office.places[0])
    assert made.places[0].closed.whole(DATES.first)
    assert (made.travel[0].from_, made.travel[0].to, made.travel[0].minutes) == ("老街", "云溪站", 8)
    assert plan().places == plan().travel == []


def test_what_the_vocabulary_has_no_word_for():
    other = {"车贴": "临接32", "2026": "二"}
    made = plan(其他=other, 来宾=[sound(Guest) | {"other": {"座驾": "自带"}}])

    assert made.other == other
    assert made.guests[0].other == {"座驾": "自带"}
    assert plan().other == {}
    assert refused(其他={"车贴": ["a"]}).path == ("其他", "车贴")
    assert refused(其他="临接32").path == ("其他",)


# --- grades and incidents ---


def test_a_grade_is_named_by_the_plan_and_described_by_the_office():
    grade = {
        "名称": "一类",
        "职级": "省部级、厅局级",
        "签批": ["县委书记", "县长"],
        "主陪": "县委书记",
        "职责": "安保、医疗",
    }
    (made,) = Office.model_validate(sound(Office) | {"规格": [grade]}).grades

    assert plan(接待规格="一类").grade == made.name == "一类"
    assert made.ranks == [Rank.MINISTER, Rank.BUREAU]
    assert (made.signer, made.host, made.duties) == (("县委书记", "县长"), ("县委书记",), ("安保", "医疗"))


@cases(("level", "member"), [("一般", "general"), ("较大", "major"), ("重大", "severe"), ("特别重大", "critical")])
def test_incidents(level, member):
    incident = {"编号": "E1", "事项": "发热", "时间": "5月11日 20:10", "程度": level, "已告知": "许静、县卫健局",
                "措施": "送县人民医院，观察", "办结": "2026-05-12"}  # fmt: skip
    (made,) = plan(实际={"事件": [incident]}).actuals.incidents

    assert made.level is IncidentLevel.read(member)
    assert (made.told, made.measures) == (("许静", "县卫健局"), ("送县人民医院，观察",))
    assert str(made.time) == "2026-05-11 20:10"
    assert str(made.closed_at) == "2026-05-12"
