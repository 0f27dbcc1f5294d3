"""Random edits to the example plan and its office file, as somebody may make them in a fortnight."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from hypothesis import strategies as st

from jiedai.loading import Loaded
from jiedai.source import read_bytes
from jiedai.visit.case import Case
from jiedai.workflow.changes.diff import changes
from tests.workflow.changes.samples import OFFICE, PLAN, text, written

Draw = Callable[[st.SearchStrategy[Any]], Any]
PLACES = ["临溪宾馆", "县机关食堂", "县人民医院", "竹溪镇卫生院", "溪畔健康步道", "县行政中心二号会议室"]
HOSTS = ["贺兰", "顾晓岚", "许静"]
UNITS = ["县接待办", "县卫健局", "竹溪镇", "县公安局", "县文旅局", "县交警大队"]
OWNERS = ["夏禾", "顾晓岚", "丁向阳", "雷鸣", "白露"]


@cache
def _data(which: str) -> Any:
    return read_bytes(text(PLAN if which == "plan" else OFFICE).encode(), which).data


def data() -> tuple[dict[str, Any], dict[str, Any]]:
    """The example as plain data, to be changed."""
    plan, office = copy.deepcopy(_data("plan")), copy.deepcopy(_data("office"))
    for name in ("实际", "反馈", "评估"):
        del plan[name]
    return plan, office


def load(plan: dict[str, Any], office: dict[str, Any]) -> Loaded:
    return written(json.dumps(plan, ensure_ascii=False), json.dumps(office, ensure_ascii=False))


def _items(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for day in plan["日程"] for item in day["安排"]]


def _pick(draw: Draw, things: list[Any]) -> Any:
    return things[draw(st.integers(0, len(things) - 1))]


def _names(draw: Draw, known: list[str]) -> list[str]:
    return draw(st.lists(st.sampled_from(known), unique=True, max_size=3))


def _put(thing: dict[str, Any], key: str, value: Any) -> None:
    """A value behind a key; nothing takes the key away."""
    if value in (None, [], ""):
        thing.pop(key, None)
    else:
        thing[key] = value


def _time(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    item = _pick(draw, _items(plan))
    start = draw(st.integers(7 * 60, 20 * 60))
    end = start + draw(st.integers(5, 90))
    item["时间"] = f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"
    item.pop("流程", None)


def _item(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    item = _pick(draw, _items(plan))
    what = draw(st.sampled_from(["地点", "陪同", "车辆", "责任单位", "责任人", "事项", "备注", "类别", "来宾", "讲解"]))
    values: dict[str, Any] = {
        "地点": lambda: _names(draw, PLACES),
        "陪同": lambda: _names(draw, HOSTS),
        "车辆": lambda: _names(draw, ["1", "2", "3"]),
        "责任单位": lambda: _pick(draw, UNITS),
        "责任人": lambda: _pick(draw, OWNERS),
        "事项": lambda: "改后的" + draw(st.sampled_from(["考察", "座谈", "用餐"])),
        "备注": lambda: {"驾驶员": "走湖滨路", "来宾": "带伞", "工作人员": "提前到"},
        "类别": lambda: draw(st.sampled_from(["用餐", "考察", "休息", "其他"])),
        "来宾": lambda: _names(draw, [one["姓名"] for one in plan["来宾"]]),
        "讲解": lambda: _names(draw, OWNERS),
    }
    _put(item, what, values[what]())


def _move(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    """An item on the other day."""
    one, other = plan["日程"][:: draw(st.sampled_from([1, -1]))]
    if len(one["安排"]) > 1:
        other["安排"].append(one["安排"].pop(draw(st.integers(0, len(one["安排"]) - 1))))


def _drop(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    day = _pick(draw, plan["日程"])
    if len(day["安排"]) > 1:
        gone = day["安排"].pop(draw(st.integers(0, len(day["安排"]) - 1)))["编号"]
        for section in ("用餐", "乘车", "座次", "任务"):
            for entry in plan.get(section, []):
                if entry.get("日程") == gone and section == "任务":
                    del entry["日程"]
            plan[section] = [entry for entry in plan.get(section, []) if entry.get("日程") != gone]


def _add(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    number = f"N{draw(st.integers(1, 9))}"
    if number not in [item["编号"] for item in _items(plan)]:
        new = {"编号": number, "时间": "17:00-17:20", "事项": "看望", "类别": "其他", "地点": _pick(draw, PLACES)}
        _pick(draw, plan["日程"])["安排"].append(
            new | {"责任单位": _pick(draw, UNITS), "车辆": _names(draw, ["1", "2"])}
        )


def _guest(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    guest = _pick(draw, plan["来宾"])
    what = draw(
        st.sampled_from(["饮食", "过敏", "电话", "职务", "职级", "排序", "不来", "民族", "抵达", "健康提示", "性别"])
    )
    values: dict[str, Any] = {
        "饮食": ["素食"],
        "过敏": ["坚果"],
        "电话": "13900002999",
        "职务": "巡视员",
        "职级": "省部级",
        "排序": 9,
        "不来": "临时有事",
        "民族": "畲族",
        "抵达": {"时间": "2026-10-20 09:30", "车次": "G99", "地点": "临溪北站"},
        "健康提示": "怕冷",
        "性别": draw(st.sampled_from(["男", "女"])),
    }
    what = draw(st.sampled_from(list(values)))
    _put(guest, what, None if what != "职务" and draw(st.booleans()) else values[what])


def _list(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    """Somebody more, somebody less, or two who change places."""
    guests = plan["来宾"]
    match draw(st.sampled_from(["more", "less", "swap"])):
        case "more" if "新来" not in [one["姓名"] for one in guests]:
            guests.append({"姓名": "新来", "单位": "省医学科学院", "职务": "助理", "性别": "男", "饮食": ["清真"]})
        case "less" if len(guests) > 2:
            gone = guests.pop(draw(st.integers(1, len(guests) - 1)))["姓名"]
            for room in plan["住宿"]["房间"] if plan.get("住宿") else []:
                room["入住人"] = [name for name in room["入住人"] if name != gone]
        case _:
            guests[0], guests[1] = guests[1], guests[0]


def _elsewhere(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    what = draw(
        st.sampled_from(["任务", "预案", "经费", "用餐", "住宿", "标题", "状态", "日期", "乘车", "座次", "公函"])
    )
    if what == "任务" and plan["任务"]:
        task = _pick(draw, plan["任务"])
        key = draw(st.sampled_from(["责任单位", "配合", "时限", "责任人", "日程"]))
        new = {
            "责任单位": _pick(draw, UNITS),
            "配合": _names(draw, UNITS),
            "时限": "T-1 12:00",
            "责任人": _pick(draw, OWNERS),
        }
        _put(task, key, new.get(key) or _pick(draw, _items(plan))["编号"])
    elif what == "预案":
        _pick(draw, plan["预案"])["责任单位"] = _pick(draw, UNITS)
    elif what == "经费":
        plan["经费"].append({"项目": "讲解费", "金额": draw(st.integers(1, 999)), "付费": "接待方"})
    elif what == "用餐" and plan["用餐"]:
        meal = _pick(draw, plan["用餐"])
        key, value = draw(st.sampled_from([("来宾", 5), ("人均", 45), ("菜单", ["米饭", "豆腐"]), ("留样", "二百克")]))
        meal[key] = value
    elif what == "住宿":
        rooms = plan["住宿"]["房间"]
        one, other = _pick(draw, rooms), _pick(draw, rooms)
        one["入住人"], other["入住人"] = other["入住人"], one["入住人"]
    elif what == "标题":
        plan["对外名称" if draw(st.booleans()) else "标题"] = "省里来的调研"
    elif what == "状态":
        plan["状态"] = draw(st.sampled_from(["改期", "取消", "正常"]))
        plan["变更事由"] = "省里另有会议"
    elif what == "日期":
        plan["日期"] = "2026-10-20 至 2026-10-22"
    elif what == "乘车":
        plan["乘车"] = [{"日程": "A2", "车辆": _pick(draw, ["1", "2"]), "乘车人": _names(draw, HOSTS) or ["许静"]}]
    elif what == "座次" and plan["座次"]:
        plan["座次"][0]["来宾席"] = draw(st.permutations(plan["座次"][0]["来宾席"]))
    else:
        plan["公函"]["文号"] = "省卫办函〔2026〕300号"


def _office(draw: Draw, plan: dict[str, Any], office: dict[str, Any]) -> None:
    match draw(st.sampled_from(["unit", "place", "vehicle", "road", "phone", "left"])):
        case "unit":
            _pick(draw, office["部门"])["电话"] = "0571-55500777"
        case "place":
            place = _pick(draw, office["场所"])
            place[draw(st.sampled_from(["电话", "联系人", "地址"]))] = "0571-55500778"
        case "vehicle":
            vehicle = _pick(draw, office["车辆"])
            vehicle[draw(st.sampled_from(["驾驶员", "号牌", "核载"]))] = "12"
        case "road":
            _pick(draw, office["路程"])["分钟"] = 44
        case "phone":
            office["单位"]["值班电话"] = "0571-55500779"
        case "left":
            office["惯例"]["左右"] = "右为上"


_EDITS = (_time, _item, _item, _move, _drop, _add, _guest, _guest, _list, _elsewhere, _elsewhere, _office)


class Pair(NamedTuple):
    """Two versions of a plan, told by what changed where a test fails."""

    old: Loaded
    new: Loaded

    def __repr__(self) -> str:
        return f"<{changes(Case.of(self.old), Case.of(self.new))}>"


@st.composite
def pairs(draw: Draw, most: int = 4) -> Pair:
    """A plan after some edits, and the same after some more."""
    plan, office = data()
    versions = []
    for least in (0, 1):
        for _number in range(draw(st.integers(least, most))):
            _EDITS[draw(st.integers(0, len(_EDITS) - 1))](draw, plan, office)
        versions.append(load(plan, office))
    return Pair(*versions)
