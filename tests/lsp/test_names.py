"""Names: to go to, to find everywhere, to change everywhere; and what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lsp.client import Client, Json, edited, marked
from tests.lsp.conftest import NAME, OFFICE, PLAN


def place(text: str, before: str, inside: str) -> tuple[int, int]:
    """The line and column in UTF-16 of a name: within `inside`, behind the first `before`."""
    at = text.index(inside, text.index(before)) + 1
    _text, line, column = marked(text[:at] + "▮" + text[at:])
    return line, column


def targets(found: list[Json] | None) -> list[tuple[str, int, int]]:
    return [
        (one["uri"].rpartition("/")[2][:6], one["range"]["start"]["line"], one["range"]["start"]["character"])
        for one in found or []
    ]


@pytest.mark.parametrize(
    ("before", "inside", "file", "line", "column"),
    [
        ("地点: 云溪站", "云溪站", "office", 7, 9),
        ("地点: 云溪宾馆二楼", "云溪宾馆", "office", 8, 9),
        ("陪同: 林峰、", "沈浩", "2026-0", 7, 9),
        ("车辆: 1", "1", "office", 12, 9),
        ("日程: A2", "A2", "2026-0", 14, 13),
        ("时限: T-3, 日程: A1", "A1", "2026-0", 13, 13),
        ("责任单位: 县接待办", "县接待办", "office", 2, 9),
        ("来宾: 一组", "一组", "2026-0", 5, 36),
    ],
)
def test_a_name_leads_to_where_it_is_declared(
    client: Client, uri: str, before: str, inside: str, file: str, line: int, column: int
) -> None:
    found = client.ask("textDocument/definition", **client.at(uri, *place(PLAN, before, inside)))
    assert (file, line, column) in targets(found)


def test_what_is_no_name_leads_nowhere(client: Client, uri: str) -> None:
    assert client.ask("textDocument/definition", **client.at(uri, *place(PLAN, "标题", "省厅"))) is None
    assert client.ask("textDocument/hover", **client.at(uri, *place(PLAN, "事由", "基层医"))) is None


def test_references_are_those_of_plan_and_office_with_or_without_the_declaration(client: Client, uri: str) -> None:
    at = client.at(uri, *place(PLAN, "地点: 云溪站", "云溪站"))
    every = targets(client.ask("textDocument/references", **at, context={"includeDeclaration": True}))
    assert every == [("2026-0", 13, 48), ("office", 7, 9), ("office", 10, 8)]
    used = targets(client.ask("textDocument/references", **at, context={"includeDeclaration": False}))
    assert used == [("2026-0", 13, 48), ("office", 10, 8)]


def test_marks_are_those_of_the_text_alone(client: Client, uri: str) -> None:
    found = client.ask("textDocument/documentHighlight", **client.at(uri, *place(PLAN, "陪同: 林峰、", "林峰")))
    assert [one["range"]["start"]["line"] for one in found] == [7, 13]


def renamed(client: Client, uri: str, before: str, inside: str, new: str) -> Json:
    changes: Json = client.ask("textDocument/rename", **client.at(uri, *place(PLAN, before, inside)), newName=new)
    return changes["changes"]


def test_a_person_is_renamed_in_lists_sentences_and_the_office_file(client: Client, uri: str, folder: Path) -> None:
    made = renamed(client, uri, "陪同: 林峰、", "林峰", "林岳")
    assert edited(PLAN, made[uri]) == PLAN.replace("林峰", "林岳")
    office = (folder / "plans" / "office.yaml").as_uri()
    assert edited(OFFICE, made[office]) == OFFICE.replace("林峰", "林岳")


def test_a_guest_of_a_rare_name_is_renamed_in_the_plan_alone(client: Client, uri: str) -> None:
    made = renamed(client, uri, "姓名: 𠮷", "𠮷田茂", "吉田😀")
    assert list(made) == [uri]
    assert edited(PLAN, made[uri]) == PLAN.replace("𠮷田茂", "吉田😀")


def test_a_place_is_renamed_with_its_rooms_and_roads_and_in_other_plans(client: Client, uri: str, folder: Path) -> None:
    other = folder / "plans" / "2026-06-01-另一份.yaml"
    text = PLAN.replace("2026-05-1", "2026-06-0").replace("𠮷田茂", "王立").replace("省厅来", "市局来")
    other.write_text(text, encoding="utf-8")
    try:
        made = renamed(client, uri, "地点: 云溪宾馆二楼", "云溪宾馆", "云溪大酒店")
        office = (folder / "plans" / "office.yaml").as_uri()
        assert edited(PLAN, made[uri]) == PLAN.replace("云溪宾馆", "云溪大酒店")
        assert edited(OFFICE, made[office]) == OFFICE.replace("云溪宾馆", "云溪大酒店")
        assert edited(text, made[other.as_uri()]) == text.replace("云溪宾馆", "云溪大酒店")
    finally:
        other.unlink()


def test_an_item_is_renamed_where_others_refer_to_it(client: Client, uri: str) -> None:
    made = renamed(client, uri, "编号: A2", "A2", "A9")
    assert edited(PLAN, made[uri]) == PLAN.replace("A2", "A9")


@pytest.mark.parametrize("new", ["", "  ", "沈浩", "甲、乙", "甲: 乙", "[甲]", "甲\n乙", "待填"])
def test_a_name_that_cannot_be_is_refused(client: Client, uri: str, new: str) -> None:
    at = client.at(uri, *place(PLAN, "陪同: 林峰、", "林峰"))
    assert client.refusal("textDocument/rename", **at, newName=new)["message"]


def test_in_a_plan_that_cannot_be_read_whole_nothing_is_renamed(client: Client, uri: str) -> None:
    for wrong in (PLAN.replace("类型: 调研", "类型: 什么"), PLAN + "场所: {高: 1}\n"):
        client.rewrite(uri, wrong)
        at = client.at(uri, *place(wrong, "责任人: 姚晨", "姚晨"))
        assert client.refusal("textDocument/rename", **at, newName="姚辰")["code"] == -32803
        for method in ("hover", "definition", "documentHighlight", "documentSymbol", "codeLens"):
            client.ask(f"textDocument/{method}", **at)


def test_only_names_can_be_renamed(client: Client, uri: str) -> None:
    ready = client.ask("textDocument/prepareRename", **client.at(uri, *place(PLAN, "姓名: 𠮷", "𠮷田茂")))
    assert ready == {
        "range": {"start": {"line": 5, "character": 9}, "end": {"line": 5, "character": 13}},
        "placeholder": "𠮷田茂",
    }
    for word in ("标题", "类型", "调研基层"):
        assert (
            "名称"
            in client.refusal("textDocument/prepareRename", **client.at(uri, *place(PLAN, word, word)))["message"]
        )


@pytest.mark.parametrize(
    ("before", "inside", "told"),
    [
        ("陪同: [林峰", "林峰", "县政府 副县长"),
        ("姓名: 陈", "陈志远", "省厅 处长"),
        ("地点: 云溪站", "云溪站", "可容 300 人"),
        ("车辆: 1", "1", "中巴 19 座"),
        ("日程: A2", "A2", "10:00-11:00"),
        ("责任单位: 县", "县接待办", "0570-5550100"),
        ("类型: ", "类型", "可选：调研、检查、会议"),
        ("用餐", "用餐", "各餐的安排"),
    ],
)
def test_the_pointer_is_told_who_what_and_how(client: Client, uri: str, before: str, inside: str, told: str) -> None:
    row, column = place(PLAN, before, inside)
    found = client.ask("textDocument/hover", **client.at(uri, row, column - 1))
    assert told in found["contents"]["value"]


def test_the_pointer_on_a_finding_is_told_the_rule(client: Client, uri: str) -> None:
    text = PLAN.replace("  - 日期: 2026-05-11\n", "  - 日期: 2026-05-11 星期三\n")
    client.rewrite(uri, text)
    found = client.ask("textDocument/hover", **client.at(uri, *place(text, "星期三", "星期三")))
    assert found["contents"]["value"].startswith("**SJ01 ")
    assert "怎么改" in found["contents"]["value"]


def test_beside_the_text_stand_weekdays_lengths_and_who_a_bare_name_is(client: Client, uri: str) -> None:
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    found = client.ask("textDocument/inlayHint", textDocument={"uri": uri}, range=whole)
    told = {(one["position"]["line"], one["label"]) for one in found}
    assert {(7, "县政府 副县长"), (7, "县卫健局 局长"), (11, "星期一"), (13, "30 分钟"), (14, "60 分钟")} <= told
    assert (13, "中巴 19 座") in told
    assert (16, "5-11 10:00-11:00 考察，请𠮷田茂和林峰讲话") in told
    part = {"start": {"line": 11, "character": 0}, "end": {"line": 11, "character": 20}}
    assert [one["label"] for one in client.ask("textDocument/inlayHint", textDocument={"uri": uri}, range=part)] == [
        "星期一"
    ]


def test_nothing_is_said_of_what_is_written(client: Client) -> None:
    uri = client.open(NAME, PLAN.replace("  - 日期: 2026-05-11\n", "  - 日期: 2026-05-11 星期一\n"))
    whole = {"start": {"line": 11, "character": 0}, "end": {"line": 11, "character": 0}}
    assert client.ask("textDocument/inlayHint", textDocument={"uri": uri}, range=whole) == []
    client.close(uri)
