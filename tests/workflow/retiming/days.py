"""A visit of two days whose delays were reckoned by hand, and random days of several parties, vehicles and anchors."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from jiedai.visit.case import Case
from tests.together.visits import written

OFFICE: dict[str, Any] = {
    "单位": {"名称": "云溪县接待办公室", "简称": "县接待办"},
    "部门": [
        {"名称": "县接待办", "联系人": "周敏", "电话": "0570-5550101"},
        {"名称": "县发改局", "联系人": "沈浩", "电话": "0570-5550102"},
        {"名称": "县工信局", "联系人": "唐凯", "电话": "0570-5550109"},
        {"名称": "青山镇", "联系人": "董平", "电话": "0570-5550110"},
    ],
    "场所": [
        {"名称": "云溪站", "类别": "车站"},
        {"名称": "云溪宾馆", "类别": "宾馆", "责任单位": "县接待办", "联系人": "方芳", "电话": "0570-5550120"},
        {"名称": "县机关食堂", "类别": "食堂", "责任单位": "县接待办", "联系人": "丁勇", "电话": "0570-5550121"},
        {"名称": "三号会议室", "类别": "会议室", "责任单位": "县接待办"},
        {"名称": "产业园", "类别": "企业", "责任单位": "县工信局", "联系人": "唐凯"},
        {"名称": "农业基地", "类别": "乡村", "责任单位": "青山镇", "联系人": "董平"},
    ],
    "路程": [
        {"从": "云溪站", "到": "云溪宾馆", "分钟": 20},
        {"从": "云溪宾馆", "到": "县机关食堂", "分钟": 10},
        {"从": "云溪宾馆", "到": "产业园", "分钟": 20},
        {"从": "产业园", "到": "县机关食堂", "分钟": 20},
        {"从": "云溪宾馆", "到": "三号会议室", "分钟": 10},
        {"从": "云溪宾馆", "到": "农业基地", "分钟": 35},
        {"从": "农业基地", "到": "县机关食堂", "分钟": 35},
        {"从": "县机关食堂", "到": "云溪站", "分钟": 20},
    ],
    "车辆": [{"车号": "1", "核载": 19, "驾驶员": "郑涛", "电话": "13900000001"}],
}


def item(number: str, time: str, kind: str, **more: Any) -> dict[str, Any]:
    """A line of a programme; a place of the form A→B is a ride in car 1."""
    place = more.pop("地点", None)
    line = {"编号": number, "时间": time, "事项": kind, "类别": kind, **more}
    if place and "→" in place:
        start, goal = place.split("→")
        return {**line, "从": start, "到": goal, "车辆": ["1"]}
    return {**line, "地点": place} if place else line


FIRST = [
    item("A1", "09:20-09:30", "接站", 地点="云溪站", 陪同=["周敏"], 责任单位="县接待办"),
    item("A2", "09:30-09:55", "乘车", 地点="云溪站→云溪宾馆", 责任单位="县接待办"),
    item("A3", "09:55-10:10", "休息", 地点="云溪宾馆", 责任单位="县接待办"),
    item("A4", "10:10-10:35", "乘车", 地点="云溪宾馆→产业园", 责任单位="县接待办"),
    item("A5", "10:35-11:25", "考察", 地点="产业园", 陪同=["林峰", "沈浩"], 讲解="唐凯", 责任单位="县工信局"),
    item("A6", "11:25-11:50", "乘车", 地点="产业园→县机关食堂", 责任单位="县接待办"),
    item("A7", "11:50-12:40", "用餐", 地点="县机关食堂", 陪同=["林峰", "沈浩"], 责任单位="县接待办"),
    item("A8", "12:40-12:55", "乘车", 地点="县机关食堂→云溪宾馆", 责任单位="县接待办"),
    item("A9", "12:55-14:10", "休息", 地点="云溪宾馆", 责任单位="县接待办"),
    item("A10", "14:10-14:25", "乘车", 地点="云溪宾馆→三号会议室", 责任单位="县接待办"),
    item("A11", "14:30-16:30", "座谈", 地点="三号会议室", 陪同=["林峰", "沈浩"], 责任单位="县发改局"),
    item("A12", "16:35-16:50", "乘车", 地点="三号会议室→云溪宾馆", 责任单位="县接待办"),
    item("A13", "18:00-18:50", "用餐", 地点="云溪宾馆", 责任单位="县接待办"),
]
SECOND = [
    item("B1", "07:30-08:20", "用餐", 地点="云溪宾馆", 责任单位="县接待办"),
    item("B2", "08:40-09:20", "乘车", 地点="云溪宾馆→农业基地", 责任单位="县接待办"),
    item("B3", "09:20-10:40", "考察", 地点="农业基地", 陪同=["林峰", "沈浩"], 讲解="董平", 责任单位="青山镇"),
    item("B4", "10:50-11:30", "乘车", 地点="农业基地→县机关食堂", 责任单位="县接待办"),
    item("B5", "11:40-12:30", "用餐", 地点="县机关食堂", 责任单位="县接待办"),
    item("B6", "12:40-13:05", "乘车", 地点="县机关食堂→云溪站", 责任单位="县接待办"),
    item("B7", "13:05-13:40", "送站", 地点="云溪站", 陪同=["周敏"], 责任单位="县接待办"),
]


def plan(first: list[dict[str, Any]] | None = None, second: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The visit, or another programme in its place."""
    return {
        "标题": "省发展改革委调研组来云溪县调研",
        "类型": "调研",
        "事由": "调研重点项目",
        "日期": "2026-05-11 至 2026-05-12",
        "来宾": [
            {
                "姓名": "陈志远",
                "单位": "省发展改革委",
                "职务": "副主任",
                "抵达": {"时间": "2026-05-11 09:20", "车次": "G7401", "地点": "云溪站"},
                "离开": {"时间": "2026-05-12 13:40", "车次": "G7418", "地点": "云溪站"},
            },
            {"姓名": "李娜", "单位": "省发展改革委", "职务": "处长"},
        ],
        "陪同": [
            {"姓名": "林峰", "单位": "县政府", "职务": "副县长", "角色": "主陪"},
            {"姓名": "沈浩", "单位": "县发改局", "职务": "局长"},
            {"姓名": "周敏", "单位": "县接待办", "职务": "主任"},
        ],
        "工作人员": [{"姓名": "姚晨", "单位": "县接待办", "岗位": "联络", "电话": "13900000201"}],
        "日程": [
            {"日期": "2026-05-11", "安排": FIRST if first is None else first},
            {"日期": "2026-05-12", "安排": SECOND if second is None else second},
        ],
        "住宿": {"宾馆": "云溪宾馆", "入住": "2026-05-11", "离店": "2026-05-12"},
    }


def changed(items: list[dict[str, Any]], number: str, **more: Any) -> list[dict[str, Any]]:
    """A programme with one line changed."""
    return [line | more if line["编号"] == number else line for line in items]


def case(raw: dict[str, Any] | None = None, office: dict[str, Any] = OFFICE, **conventions: Any) -> Case:
    """A case of the visit, with conventions of the office where there are any."""
    known = office | ({"惯例": conventions} if conventions else {})
    return Case.of(written(plan() if raw is None else raw, known))


# --- random days ------------------------------------------------------------------------------------------------------

_KINDS = ("考察", "座谈", "会见", "用餐", "休息", "其他", "乘车", "合影")
_PLACES = ("云溪宾馆", "产业园", "县机关食堂", "农业基地", "三号会议室")
_PARTIES = (None, ["一组"], ["二组"])


@st.composite
def days(draw: Any) -> dict[str, Any]:
    """A day of up to nine items for all or for one of two groups, with gaps, fixed items, two cars and a train."""
    minute = 8 * 60 + 5 * draw(st.integers(0, 12))
    items = []
    for number in range(draw(st.integers(2, 9))):
        minute += draw(st.sampled_from((0, 0, 5, 10, 45)))
        length = 5 * draw(st.integers(2, 20))
        kind = draw(st.sampled_from(_KINDS))
        line = {
            "编号": f"A{number + 1}",
            "时间": _range(minute, minute + length),
            "事项": kind,
            "类别": kind,
            "来宾": draw(st.sampled_from(_PARTIES)),
            "固定": draw(st.sampled_from((False, False, False, True))),
            "陪同": draw(st.sampled_from(([], ["林峰"], ["沈浩"]))),
        }
        place = draw(st.sampled_from(_PLACES))
        if kind == "乘车":
            line |= {"从": draw(st.sampled_from(_PLACES)), "到": place, "车辆": [draw(st.sampled_from(("1", "2")))]}
        else:
            line["地点"] = place
        items.append({key: value for key, value in line.items() if value})
        minute += 0 if draw(st.sampled_from((False, False, False, True))) else length
    leaving = draw(st.sampled_from((None, "一组", "二组", "")))
    if leaving is not None and minute < 20 * 60:
        line = {
            "编号": "Z",
            "时间": _range(minute + 60, minute + 100),
            "事项": "送站",
            "类别": "送站",
            "地点": "云溪站",
        }
        items.append(line | ({"来宾": [leaving]} if leaving else {}))
    guests = [
        {"姓名": "陈志远", "单位": "省厅", "职务": "副主任", "分组": "一组"},
        {"姓名": "李娜", "单位": "省厅", "职务": "处长", "分组": "二组"},
    ]
    if leaving is not None and minute < 20 * 60:
        clock = f"{(minute + 100) // 60:02d}:{(minute + 100) % 60:02d}"
        leg = {"时间": f"2026-05-11 {clock}", "车次": "G7418", "地点": "云溪站"}
        for guest in guests:
            guest |= {"离开": leg} if leaving in ("", guest["分组"]) else {}
    return {
        "标题": "调研",
        "类型": "调研",
        "事由": "调研",
        "日期": "2026-05-11",
        "来宾": guests,
        "陪同": [{"姓名": "林峰", "单位": "县政府"}, {"姓名": "沈浩", "单位": "县发改局"}],
        "日程": [{"日期": "2026-05-11", "安排": items}],
    }


def _range(start: int, end: int) -> str:
    def clock(minutes: int) -> str:
        day, rest = divmod(minutes, 24 * 60)
        return ("次日" if day else "") + f"{rest // 60:02d}:{rest % 60:02d}"

    return f"{clock(start)}-{clock(end)}"
