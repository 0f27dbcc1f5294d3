"""What is sound of a plan with errors of format, and what reading the rest does."""

from __future__ import annotations

import copy
import pickle

import pytest
import yaml

from jiedai.model.base import DamagedValue, Node, damage, path_of, walk
from jiedai.model.partial import MOST_FAULTS, salvaged
from jiedai.model.plan import Plan
from tests.batch import cases

SOUND = """\
标题: 省发展改革委调研组来云溪县调研
类型: 调研
事由: 调研县域经济
日期: 2026-05-11 至 2026-05-12
来宾:
  - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 性别: 男, 电话: "13900000001"}
  - {姓名: 李娜, 单位: 省发展改革委, 职务: 处长, 抵达: {时间: 2026-05-11 09:20, 车次: G1}}
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:20", 事项: 接站, 类别: 接站, 流程: [{事项: 下车}]}
      - {编号: A2, 时间: "10:20", 事项: 座谈, 备注: {工作人员: 早到}}
住宿: {宾馆: 云溪宾馆, 房间: [{房号: "0801", 入住人: [陈志远]}]}
"""


def partial(*changes: tuple[str, str]) -> Plan | None:
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return salvaged(yaml.load(text, yaml.CBaseLoader), Plan, None)


def gaps(plan: Plan) -> set[str]:
    """The fields that were taken out, as `place.attribute`."""
    found: set[str] = set()
    waiting: list[Node] = [plan]
    while waiting:
        node = waiting.pop()
        missing = set(type(node).model_fields) - set(node.__dict__)
        found |= {".".join(map(str, (*path_of(node), name))) for name in missing}
        for value in node.__dict__.values():
            waiting += [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Node)]
    return found


@cases(
    ("old", "new", "lost"),
    [
        ('电话: "13900000001"', "电话: 没有", {"来宾.0.phone"}),
        ("性别: 男", "性别: 公", {"来宾.0.sex"}),
        ("性别: 男", "性别: {甲: 乙}", {"来宾.0.sex"}),
        ("时间: 2026-05-11 09:20", "时间: 2026-02-30", {"来宾.1.抵达.time"}),
        # a required field is blank for a moment, the entry stays
        ("姓名: 李娜", "姓名: [李娜]", {"来宾.1.name"}),
        ("姓名: 李娜, ", "", {"来宾.1.name"}),
        ('时间: "10:20"', '时间: "25:20"', {"日程.0.安排.1.time"}),
        ("事由: 调研县域经济\n", "", {"purpose"}),
        ("标题: 省发展改革委调研组来云溪县调研\n", "", {"title"}),
        ("宾馆: 云溪宾馆", "宾馆: [云溪宾馆]", {"住宿.hotel"}),
        # where a blank does not fit, the entry goes
        ("  - 日期: 2026-05-11\n", "  - 日期: 五月\n", {"schedule"}),
        ("来宾:\n", "来宾:\n  - 李娜\n", {"guests"}),
        ("流程: [{事项: 下车}]", "流程: [[下车]]", {"日程.0.安排.0.steps"}),
        ("入住人: [陈志远]", "入住人: [{甲: 乙}]", {"住宿.房间.0.guests"}),
        ("备注: {工作人员: 早到}", "备注: {无人: 早到}", {"日程.0.安排.1.notes"}),
        ("住宿: {宾馆", "住宿: {标准: x, 宾馆", {"住宿.check_in", "住宿.check_out"}),
        # a field in both spellings: nobody knows which is meant
        ("性别: 男", "性别: 男, sex: 女", {"来宾.0.sex"}),
    ],
)  # fmt: skip
def test_the_faulty_value_is_lost_and_nothing_else(old, new, lost):
    plan = partial((old, new))
    assert plan is not None
    assert gaps(plan) == lost


@pytest.mark.parametrize("old", ["日期: 2026-05-11 至 2026-05-12", "类型: 调研"])
def test_nothing_is_left_without_dates_and_kind(old):
    assert partial((old, old.replace(": ", ": 错"))) is None
    assert partial((old + "\n", "")) is None


@cases(
    ("key", "lost"),
    [
        ("电活: 1", {"phone"}),  # spelt like one that is not given
        ("姓各: 1", set()),  # like one that is given, and not like another
        ("zzz: 1", {"phone", "ethnicity", "group", "order"}),
        ("zzz: {时间: 2026-05-11 09:20, 车次: G1}", {"arrive", "leave", "other"}),
        ("zzz: {甲: 1}", {"other"}),
    ],
)
def test_an_unknown_key_may_stand_for_a_field_that_is_not_given(key, lost):
    plan = partial(("姓名: 李娜", f"姓名: 李娜, {key}"), ("抵达: {时间: 2026-05-11 09:20, 车次: G1}", "备注: 无"))
    assert plan is not None
    found = {name.removeprefix("来宾.1.") for name in gaps(plan)}
    assert lost <= found
    assert not found & {"name", "unit", "post", "note"}
    if key.startswith("电活"):
        assert found == lost
    if "时间" in key:
        assert found == lost


def test_an_unknown_section_is_told_by_what_is_in_it():
    plan = partial(("来宾:\n", "客人名单:\n"))
    assert plan is not None
    assert "guests" in gaps(plan)
    assert not {"waivers", "tasks", "lodging"} & gaps(plan)


@cases("names", ["[马明, 顾晓岚]", "马明、顾晓岚", "[{姓名: 马明, 职务: 县长}]"])
def test_names_under_an_unknown_key_may_be_the_hosts(names):
    plan = partial(("住宿: ", f"陪同人员: {names}\n住宿: "))
    assert plan is not None
    assert "hosts" in gaps(plan)


@cases(
    ("names", "lost"),
    [
        ("[马明、顾晓岚, {姓名: 林峰, 电话: 没有}]", {"陪同.1.phone"}),
        ("[马明、顾晓岚, [林峰]]", {"hosts"}),
        ("{姓名: 林峰, 电话: 没有}", {"陪同.phone"}),
        ("[]", set()),
    ],
)
def test_a_fault_among_names_is_lost_at_its_place(names, lost):
    plan = partial(("住宿: ", f"陪同: {names}\n住宿: "))
    assert plan is not None
    assert gaps(plan) == lost


@cases(
    ("strays", "lost"),
    [
        # the heading 预案 is lost, and its entries join the list above
        ("  - {情形: 降雨, 触发: 预警, 措施: [改室内], 责任单位: 县接待办}", {"risks"}),
        ("  - {情形: 降雨, 责任单位: 县接待办}", set()),  # one unknown key is a slip
        ("  - {代号: YC02, 理由: 县里规定, 批准人: 徐志远}", {"waivers"}),
        ("  - {姓名: 江帆, 性别: 男, 单位: 省发展改革委, 职务: 科长, 职级: 其他}", {"guests"}),
    ],
)
def test_entries_below_a_lost_heading_leave_their_section_unknown(strays, lost):
    task = "  - {编号: T1, 事项: 审核菜单, 时限: T-1}\n"
    plan = partial(("住宿: ", f"任务:\n{task}{strays}\n住宿: "))
    assert plan is not None
    assert {"risks", "waivers", "guests", "lodging", "schedule"} & gaps(plan) == lost
    assert plan.tasks[0].what == "审核菜单"


def test_places_are_those_of_the_file():
    plan = partial(
        (
            "  - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 性别: 男, 电话",
            "  - 陈\n  - {姓名: 陈志远, 单位: 甲, 职务: 乙, 电话",
        )
    )
    assert plan is not None
    assert path_of(plan.schedule[0].items[1]) == ("日程", 0, "安排", 1)


def test_several_faults_at_once():
    plan = partial(
        ("性别: 男", "性别: 公"), ("姓名: 李娜", "姓各: 李娜"), ('时间: "09:20"', "时间: 早"), ("事由", "事油")
    )
    assert plan is not None
    assert {"来宾.0.sex", "来宾.1.name", "日程.0.安排.0.time", "purpose"} <= gaps(plan)
    assert plan.guests[0].name == "陈志远"


@pytest.mark.parametrize(("number", "kept"), [(MOST_FAULTS, True), (MOST_FAULTS + 1, False)])
def test_a_file_with_very_many_faults_is_left_alone(number, kept):
    plan = partial(("来宾:\n", "来宾:\n" + "  - {姓名: 甲, 单位: 乙, 职务: 丙, 性别: 公}\n" * number))
    assert (plan is not None) is kept


# --- reading what was taken out ---


@pytest.fixture
def guest():
    plan = partial(("性别: 男", "性别: 公"))
    assert plan is not None
    return plan.guests[0]


def test_reading_it_raises_even_with_a_default(guest):
    with pytest.raises(DamagedValue, match=r"^Guest\.sex$"):
        guest.sex  # noqa: B018
    with pytest.raises(DamagedValue):
        getattr(guest, "sex", None)
    with pytest.raises(DamagedValue):
        hasattr(guest, "sex")
    assert not issubclass(DamagedValue, AttributeError)


def test_what_is_no_field_is_an_attribute_error_as_ever(guest):
    assert getattr(guest, "item", None) is None
    assert guest._path == ("来宾", 0)
    with pytest.raises(AttributeError):
        guest.nothing  # noqa: B018


def test_copies_lack_it_too(guest):
    for other in (guest.model_copy(), copy.copy(guest), copy.deepcopy(guest), pickle.loads(pickle.dumps(guest))):
        with pytest.raises(DamagedValue):
            other.sex  # noqa: B018
    assert "陈志远" in repr(guest)


def test_a_walk_stops_where_sections_may_be_missing():
    plan = partial(("性别: 男", "性别: 公"))
    assert plan is not None
    assert len(list(walk(plan))) == 10
    damage(plan.guests[1], "leave")
    with pytest.raises(DamagedValue, match=r"^Guest\.leave$"):
        list(walk(plan))
