"""The plan at a glance, and what can be made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.lsp.client import Client, Json
from tests.lsp.conftest import NAME, PLAN


def test_the_outline_has_sections_days_and_items(client: Client, uri: str) -> None:
    found = client.ask("textDocument/documentSymbol", textDocument={"uri": uri})
    assert [one["name"] for one in found][:6] == ["标题", "类型", "事由", "日期", "来宾", "陪同"]
    sections = {one["name"]: one for one in found}
    assert [one["name"] for one in sections["来宾"]["children"]] == ["𠮷田茂", "陈志远"]
    (day,) = sections["日程"]["children"]
    assert day["name"] == "2026-05-11"
    first = day["children"][0]
    assert (first["name"], first["detail"]) == ("A1", "09:00-09:30 接站")
    _within(found)


def _within(found: list[Json], outside: Any = None) -> None:
    """What the protocol asks: a name lies within its entry, an entry within the one above."""
    for one in found:
        whole, name = _ends(one["range"]), _ends(one["selectionRange"])
        assert whole[0] <= name[0] <= name[1] <= whole[1]
        if outside:
            assert outside[0] <= whole[0] <= whole[1] <= outside[1]
        _within(one.get("children", []), whole)


def _ends(wanted: Json) -> tuple[tuple[int, int], ...]:
    return tuple((wanted[side]["line"], wanted[side]["character"]) for side in ("start", "end"))


def test_sections_and_comments_can_be_folded(client: Client) -> None:
    uri = client.open("折.yaml", "# 一\n# 二\n" + PLAN)
    found = client.ask("textDocument/foldingRange", textDocument={"uri": uri})
    lines = {(one["startLine"], one["endLine"]) for one in found}
    assert {(0, 1), (6, 8), (12, 16), (13, 16)} <= lines
    assert (9, 9) not in lines
    client.close(uri)


def test_above_the_plan_and_its_seatings_stands_what_can_be_made(client: Client) -> None:
    uri = client.open(NAME, PLAN + "座次:\n  - {编号: S1, 日程: A2, 形式: 长条桌横放}\n")
    found = client.ask("textDocument/codeLens", textDocument={"uri": uri})
    assert [(one["range"]["start"]["line"], one["command"]["title"]) for one in found] == [
        (0, "印出文件"),
        (20, "看座次图 S1"),
    ]
    client.close(uri)


def test_the_chart_is_drawn_and_shown(client: Client, folder: Path) -> None:
    path = folder / "plans" / "2026-07-01-座次.yaml"
    path.write_text(PLAN + "座次:\n  - {编号: S1, 日程: A2, 形式: 长条桌横放}\n", encoding="utf-8")
    command = {"command": "jiedai.chart", "arguments": [path.as_uri(), "S1"]}
    client.ask("workspace/executeCommand", **command)
    client.quiet()
    shown = next(one for one in client.messages if one["method"] == "window/showDocument")
    assert shown["params"]["external"]
    assert Path(shown["params"]["uri"].removeprefix("file://")).read_text(encoding="utf-8").startswith("<svg")
    path.unlink()
    assert "保存" in client.refusal("workspace/executeCommand", **command)["message"]


def test_a_text_that_is_no_plan_has_an_empty_outline(client: Client) -> None:
    uri = client.open("空.yaml", "")
    for method in ("documentSymbol", "foldingRange", "codeLens"):
        assert client.ask(f"textDocument/{method}", textDocument={"uri": uri}) == []
    client.close(uri)
