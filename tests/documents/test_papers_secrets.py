"""What a paper must not tell: every sensitive field of a plan holds a word of its own, looked for in every copy."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from jiedai import formats
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.loading import Loaded, load, load_text
from jiedai.model.base import AUDIENCES
from tests.batch import cases
from tests.documents.opened import from_docx, from_pdf
from tests.documents.samples import CREATED, find, text_of

PLAN = """
标题: 某厅来访
编号: 接〔2026〕1号
类型: 调研
事由: 事由密语
日期: 2026-05-11 至 2026-05-12
公函: {来函单位: 来函密语, 文号: 文号密语, 日期: 2026-05-06, 人员: [钱甲一, 孙乙二]}
来宾:
  - 姓名: 钱甲一
    性别: 男
    民族: 民族密语
    单位: 省厅
    职务: 职务密语
    职级: 厅局级
    电话: "13911110001"
    饮食: [清真]
    过敏: [花生]
    健康提示: 健康密语
    备注: 来宾备注密语
    抵达: {时间: 2026-05-11 09:20, 车次: G7771, 地点: 北站}
    离开: {时间: 2026-05-12 13:40, 车次: G7772, 地点: 北站}
  - {姓名: 孙乙二, 性别: 女, 单位: 省厅, 职务: 处长, 电话: "13911110002", 饮食: [素食]}
陪同:
  - {姓名: 李丙三, 单位: 县政府, 职务: 陪同职务密语, 电话: "13922220001", 角色: 主陪}
工作人员:
  - {姓名: 周丁四, 单位: 县接待办, 岗位: 联络, 电话: "13933330001"}
  - {姓名: 吴戊五, 单位: 县卫健局, 岗位: 医疗, 电话: "13933330002"}
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:20-09:50", 事项: 乘车前往宾馆, 类别: 乘车, 从: 北站, 到: 宾馆, 车辆: [1, 2],
         陪同: [李丙三], 责任单位: 县接待办, 责任人: 周丁四, 备注: {工作人员: 工作备注密语, 驾驶员: 司机备注密语}}
      - {编号: A2, 时间: "10:00-11:00", 事项: 座谈, 类别: 座谈, 地点: 会议室, 目的: 目的密语, 陪同: [李丙三],
         主持: 李丙三, 责任单位: 县卫健局, 责任人: 吴戊五, 流程: [{分钟: 60, 事项: 交流, 责任人: 李丙三}]}
      - {编号: A3, 时间: "11:50-12:40", 事项: 午餐, 类别: 用餐, 地点: 宾馆, 来宾: [钱甲一, 孙乙二], 陪同: [李丙三],
         备注: {厨房: 厨房备注密语}}
用餐:
  - {日程: A3, 形式: 工作餐, 接待方承担: 是, 人均: 60, 来宾: [钱甲一, 孙乙二], 陪餐: [李丙三],
     菜单: [{菜名: 宫保鸡丁, 过敏原: [花生], 清真: 是}, {菜名: 清蒸鲈鱼, 过敏原: [鱼类], 清真: 是}]}
住宿:
  宾馆: 宾馆
  入住: 2026-05-11
  离店: 2026-05-12
  房间: [{房号: "0808", 房型: 单间, 入住人: [钱甲一], 房价: 480, 付费: 来宾单位}, {房号: "0809", 入住人: [孙乙二]}]
乘车: [{日程: A1, 车辆: 1, 乘车人: [钱甲一], 带车人: 周丁四}, {日程: A1, 车辆: 2, 乘车人: [孙乙二]}]
任务: [{事项: 任务密语, 责任单位: 县接待办, 责任人: 周丁四, 电话: "13933330001", 时限: T-1}]
预案: [{情形: 降雨, 措施: [措施密语], 责任单位: 县接待办, 责任人: 周丁四}]
经费: [{项目: 工作餐, 金额: 180, 付费: 接待方}]
"""
HOUSE = """
单位: {名称: 某县接待办公室, 值班电话: 0570-5550100}
部门: [{名称: 县接待办, 联系人: 周丁四, 电话: 0570-8880001}, {名称: 县卫健局, 联系人: 吴戊五, 电话: 0570-8880002}]
场所: [{名称: 宾馆, 类别: 宾馆, 清真: 是, 联系人: 郑己六, 电话: 0570-7770001}, {名称: 北站, 类别: 车站}, {名称: 会议室}]
车辆:
  - {车号: 1, 车型: 中巴, 核载: 20, 驾驶员: 冯庚七, 电话: "13944440001"}
  - {车号: 2, 车型: 商务车, 核载: 7, 驾驶员: 陈辛八, 电话: "13944440002"}
"""
GUEST_PHONES = ("13911110001", "13911110002")
OTHER_PHONES = (
    *GUEST_PHONES,
    "13922220001",
    "13933330002",
    "13944440001",
    "13944440002",
    "0570-7770001",
    "0570-8880001",
)
DIETS = ("清真", "素食", "花生", "健康密语", "民族密语")
PURPOSES = ("事由密语", "目的密语", "文号密语")
POSTS = ("职务密语", "陪同职务密语")
ROOMS = ("0808", "0809")
NAMES = ("钱甲一", "孙乙二", "李丙三")
NOTES = ("工作备注密语", "来宾备注密语")

FORBIDDEN: dict[str, tuple[str, ...]] = {
    "leader": (*GUEST_PHONES, *NOTES, "健康密语", "民族密语", "司机备注密语"),
    "staff": ("司机备注密语", "厨房备注密语"),
    "guest": (*OTHER_PHONES, *ROOMS, "健康密语", "民族密语", *NOTES, "任务密语", "措施密语", "文号密语", "素食", "180"),
    "unit": (*GUEST_PHONES, "13944440001", "13944440002", *DIETS, *ROOMS, *NOTES),
    "driver": (
        *OTHER_PHONES,
        *DIETS,
        *PURPOSES,
        *POSTS,
        *ROOMS,
        *NOTES,
        "任务密语",
        "措施密语",
        "省厅",
        "厨房备注密语",
    ),
    "kitchen": (
        *OTHER_PHONES,
        *NAMES,
        *PURPOSES,
        *POSTS,
        *ROOMS,
        *NOTES,
        "健康密语",
        "民族密语",
        "G7771",
        "座谈",
        "北站",
    ),
    "hotel": (*OTHER_PHONES, *DIETS, *PURPOSES, *POSTS, *NOTES, "G7771", "座谈", "省厅", "任务密语"),
    "security": (*GUEST_PHONES, *DIETS, *ROOMS, *NOTES),
    "finance": (*OTHER_PHONES[:2], *DIETS[1:], *NOTES, "措施密语"),
    "public": (*NAMES, *OTHER_PHONES, *DIETS, *PURPOSES, *POSTS, *ROOMS, *NOTES),
}
COPIES = sorted((template.id, audience) for template in catalog().templates.values() for audience in template.audiences)


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    plans = tmp_path_factory.mktemp("secrets") / "plans"
    plans.mkdir()
    (plans / "visit.yaml").write_text(PLAN, encoding="utf-8")
    (plans / "office.yaml").write_text(HOUSE, encoding="utf-8")
    loaded = load(plans / "visit.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    return loaded


def copy_of(loaded: Loaded, document: str, audience: str) -> str:
    built = build(loaded, find(catalog(), document), audience, Edition(CREATED))
    return text_of(built.document) if built.document else ""


@cases(("document", "audience"), COPIES, ids=str)
def test_no_copy_tells_what_its_reader_may_not_know(visit: Loaded, document: str, audience: str) -> None:
    text = copy_of(visit, document, audience)
    assert [word for word in FORBIDDEN[audience] if word in text] == []


def test_every_audience_is_thought_of() -> None:
    assert FORBIDDEN.keys() == AUDIENCES.keys()
    everything = "".join(PLAN.split()) + HOUSE
    assert [word for words in FORBIDDEN.values() for word in words if word not in everything] == []


@cases(
    ("document", "audience", "words"),
    [
        (
            "kitchen",
            "kitchen",
            (
                "清真1",
                "宫保鸡丁",
                "×花生过敏1人",
                "×素食1人（鱼类）",
                "来宾2人",
                "陪餐1人",
                "厨房备注密语",
                "13933330001",
            ),
        ),
        (
            "driver-sheet",
            "driver",
            ("钱甲一", "孙乙二", "G7771", "9:20", "9:50", "周丁四", "13933330001", "司机备注密语"),
        ),
        ("rooms", "hotel", ("0808", "钱甲一", "男", "480", "周丁四", "13933330001")),
        ("guests", "staff", ("13911110001", "0808", "职务密语", "G7771")),
        ("guests", "guest", ("钱甲一", "职务密语", "孙乙二")),
        ("run-sheet", "staff", ("工作备注密语", "13933330001", "9:20", "交流")),
        ("unit-sheet", "unit", ("任务密语", "措施密语", "13933330001")),
    ],
)
def test_each_copy_tells_what_its_reader_needs(
    visit: Loaded, document: str, audience: str, words: tuple[str, ...]
) -> None:
    text = copy_of(visit, document, audience).replace("\n", "")
    assert [word for word in words if word not in text] == []


@cache
def file_of(document: str, audience: str, format_: str) -> str:
    loaded = load_text(PLAN.encode(), "visit.yaml")
    built = build(loaded, find(catalog(), document), audience, Edition(CREATED))
    assert built.document is not None
    data = formats.writer(format_).write(built.document)
    match format_:
        case "pdf":
            return from_pdf(data)
        case "docx":
            return from_docx(data)
        case "xlsx":
            from openpyxl import load_workbook

            return "\n".join(
                str(row) for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows(values_only=True)
            )
        case _:
            return data.decode()


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "md", "xlsx", "txt"])
@pytest.mark.parametrize(
    ("document", "audience"), [("kitchen", "kitchen"), ("driver-sheet", "driver"), ("rooms", "hotel")]
)
def test_no_file_holds_it_either(document: str, audience: str, format_: str) -> None:
    text = "".join(file_of(document, audience, format_).split())
    assert [word for word in FORBIDDEN[audience] if word in text] == []


def test_one_kitchen_learns_only_of_its_own_meals(tmp_path: Path) -> None:
    again = PLAN.replace(
        "住宿:\n",
        "  - {日程: A4, 形式: 自助餐, 人均: 50, 来宾: 2}\n住宿:\n",
    ).replace(
        "用餐:\n  - {日程: A3",
        "      - {编号: A4, 时间: '18:00-18:50', 事项: 晚餐, 类别: 用餐, 地点: 食堂}\n用餐:\n  - {日程: A3",
    )
    loaded = load_text(again.encode(), "visit.yaml")
    text = copy_of(loaded, "kitchen", "kitchen")
    own, other = text.split("食堂厨房单")
    assert "18:00—18:50" in other
    assert "宫保鸡丁" not in other
    assert "18:00" not in own
