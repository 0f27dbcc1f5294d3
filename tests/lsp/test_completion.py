"""What is offered where somebody writes; ▮ is the cursor."""

from __future__ import annotations

import pytest

from tests.lsp.client import Client, Json, edited, marked
from tests.lsp.conftest import NAME, PLAN

HEAD = "标题: 来访\n类型: 调研\n事由: 调研\n日期: 2026-05-11\n"
ITEM = HEAD + '日程:\n  - 日期: 2026-05-11\n    安排:\n      - {编号: A1, 时间: "09:00-10:00", 事项: 座谈'


def offered(client: Client, text: str) -> list[Json]:
    text, line, column = marked(text)
    uri = client.open("新.yaml", text)
    try:
        made: Json = client.ask("textDocument/completion", **client.at(uri, line, column))
        return made["items"]  # type: ignore[no-any-return]
    finally:
        client.close(uri)


@pytest.mark.parametrize(
    ("text", "words", "never"),
    [
        (HEAD + "▮", {"日程", "陪同", "来宾"}, {"标题", "schedule", "地点"}),
        (HEAD + "陪▮\n", {"陪同"}, {"标题"}),
        ("title: Visit\nkind: study\nho▮", {"hosts", "schedule"}, {"陪同", "title"}),
        ("标题: 来访\n类▮: 调研\n", {"类型"}, {"标题"}),
        (ITEM + ", ▮}\n", {"地点", "陪同", "类别"}, {"编号", "标题"}),
        (ITEM + ", 地▮}\n", {"地点"}, {"编号"}),
        (HEAD + "来宾:\n  - 姓名: 甲\n    ▮\n", {"单位", "职务", "过敏"}, {"姓名", "日程"}),
        ("标题: 来访\n类型: ▮\n", {"调研", "招商"}, {"日程", "inspection"}),
        ("title: Visit\nkind: ▮\n", {"research", "foreign"}, {"调研"}),
        (ITEM + ", 地点: ▮}\n", {"云溪站", "云溪宾馆"}, {"林峰", "地点"}),
        (ITEM + ", 地点: 云▮}\n", {"云溪站"}, set()),
        (ITEM + ", 责任单位: ▮}\n", {"县接待办"}, {"云溪站"}),
        (ITEM + ", 车辆: [▮]}\n", {"1"}, {"县接待办"}),
        (ITEM + ", 陪同: [▮]}\n", {"林峰", "沈浩"}, {"全体", "云溪站"}),
        (ITEM + ", 陪同: [林峰, ▮\n", {"沈浩"}, {"云溪站"}),
        (ITEM + ", 固定: ▮}\n", {"是", "否"}, set()),
        (ITEM + "}\n用餐:\n  - {日程: ▮}\n", {"A1"}, {"云溪站"}),
        (ITEM + "}\n陪同: [▮]\n", {"林峰", "沈浩"}, {"云溪站"}),
        (ITEM + "}\n陪同:\n  - ▮\n", {"林峰", "姓名"}, {"云溪站"}),
        (ITEM + "}\n来宾:\n  - {姓名: 甲, 单位: 乙, 职务: 丙, 同席: ▮}\n", {"甲"}, {"云溪站"}),
    ],
)
def test_what_is_offered(client: Client, text: str, words: set[str], never: set[str]) -> None:
    found = {one["label"] for one in offered(client, text)}
    assert words <= found
    assert not never & found


@pytest.mark.parametrize("text", ["▮", "标题: ▮\n", "# 说明▮\n", "标题: 来访\n没有的: ▮\n", "- ▮\n"])
def test_where_nothing_is_known_nothing_wrong_is_offered(client: Client, text: str) -> None:
    assert not {one["label"] for one in offered(client, text)} & {"云溪站", "林峰", "姓名"}


def test_a_key_comes_with_its_help_and_a_name_with_who_it_is(client: Client) -> None:
    keys = {one["label"]: one for one in offered(client, HEAD + "▮")}
    assert keys["日程"]["detail"] == "schedule · 必填"
    assert keys["陪同"]["documentation"]["value"].startswith("陪同的领导和同志")
    assert min(keys.values(), key=lambda one: one["sortText"])["label"] == "日程"
    people = {one["label"]: one for one in offered(client, ITEM + ", 陪同: [▮]}\n")}
    assert people["林峰"]["detail"] == "县政府 副县长"


@pytest.mark.parametrize(
    ("text", "label", "result"),
    [
        (HEAD + "陪▮\n", "陪同", HEAD + "陪同: \n"),
        (ITEM + ", 地点: 云▮溪}\n", "云溪站", ITEM + ", 地点: 云溪站}\n"),
        (ITEM + ", 备注: 𠮷田来, 地点: 云▮}\n", "云溪站", ITEM + ", 备注: 𠮷田来, 地点: 云溪站}\n"),
    ],
)
def test_an_offer_takes_the_place_of_the_word(client: Client, text: str, label: str, result: str) -> None:
    (one,) = [one for one in offered(client, text) if one["label"] == label]
    assert edited(marked(text)[0], [one["textEdit"]]) == result


def test_a_plan_that_is_broken_for_now_still_knows_its_items(client: Client) -> None:
    uri = client.open(NAME)
    client.shown(uri)
    text, line, column = marked(
        PLAN.replace("{日程: A2, 人均: 50}", "{日程: ▮, 人均: 50").replace("类型: 调研", "类型: 什么")
    )
    client.rewrite(uri, text)
    found = client.ask("textDocument/completion", **client.at(uri, line, column))
    assert {"A1", "A2"} <= {one["label"] for one in found["items"]}
    client.close(uri)
