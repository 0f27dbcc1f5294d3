"""What an editor is shown of a text, and what it may do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.check import engine
from jiedai.diagnostics import ordered
from jiedai.loading import load
from jiedai.lsp.desk import Desk
from jiedai.lsp.documents import Document
from tests.lsp.client import Client, Json, edited
from tests.lsp.conftest import NAME, OFFICE, PLAN

EXAMPLES = sorted((Path(__file__).parents[2] / "plans").rglob("20*.yaml"))


def codes(found: list[Json]) -> list[str]:
    return [one["code"] for one in found]


def actions(client: Client, uri: str, found: Json, *kinds: str) -> list[Json]:
    made: list[Json] = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": uri},
        range=found["range"],
        context={"diagnostics": [found], "only": list(kinds) or ["quickfix"]},
    )
    return made


def test_the_text_in_the_editor_is_checked_not_the_file(client: Client, uri: str) -> None:
    assert "GS02" not in codes(client.shown(uri))
    found = client.rewrite(uri, PLAN.replace("事由:", "事油:"))
    (unknown,) = [one for one in found if one["code"] == "GS02"]
    assert unknown["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 2}}
    assert unknown["severity"] == 1
    assert unknown["source"] == "jiedai 未知字段"
    assert "是不是想写“事由”？" in unknown["message"]
    assert "GS02" not in codes(client.rewrite(uri, PLAN))


def test_columns_are_those_of_the_editor(client: Client, uri: str) -> None:
    client.shown(uri)
    text = PLAN.replace("{姓名: 𠮷田茂, 单位: 省厅, 职务: 副厅长", "{姓名: 𠮷😀茂, 单位: 省厅, 职物: 副厅长")
    (unknown,) = [one for one in client.rewrite(uri, text) if one["code"] == "GS02"]
    assert unknown["range"]["start"] == {"line": 5, "character": 24}
    assert unknown["range"]["end"] == {"line": 5, "character": 26}


def test_a_rule_names_its_source_and_leads_to_its_manual(client: Client, uri: str) -> None:
    found = client.shown(uri)
    cited = next(one for one in found if "依据 " in one["message"])
    page = Path(cited["codeDescription"]["href"].removeprefix("file://"))
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {cited['code']} ")
    assert "怎么改" in text


def test_the_other_place_of_a_finding_can_be_gone_to(client: Client, uri: str) -> None:
    client.shown(uri)
    found = client.rewrite(uri, PLAN.replace("事由: 调研基层医疗", "事由: 调研基层医疗\n标题: 又一个"))
    (twice,) = [one for one in found if one["code"] == "GS05"]
    (related,) = twice["relatedInformation"]
    assert related["location"]["uri"] == uri
    assert related["location"]["range"]["start"] == {"line": 0, "character": 0}


def test_what_is_found_in_the_office_file_is_shown_there_and_goes_with_the_plan(client: Client, folder: Path) -> None:
    office = folder / "plans" / "office.yaml"
    office.write_text(OFFICE.replace("容纳: 300", "容讷: 300"), encoding="utf-8")
    try:
        uri = client.open(NAME)
        client.shown(uri)
        client.quiet()
        assert codes(client.shown(office.as_uri(), None)) == ["GS02"]
        client.close(uri)
        client.quiet()
        assert client.shown(office.as_uri(), None) == []
    finally:
        office.write_text(OFFICE, encoding="utf-8")


def test_an_office_file_in_the_editor_counts_for_the_plans_beside_it(client: Client, uri: str) -> None:
    assert "GS08" not in " ".join(codes(client.shown(uri)))
    office = client.open("office.yaml", OFFICE.replace("云溪站", "云溪北站"))
    client.quiet()
    found = client.rewrite(uri, PLAN)
    assert any("云溪站" in one["message"] for one in found), codes(found)
    client.close(office)
    assert not any("“云溪站”" in one["message"] for one in client.rewrite(uri, PLAN))


def test_closing_clears_what_was_shown(client: Client) -> None:
    uri = client.open(NAME, "标题： 甲\n")
    assert client.shown(uri)
    client.close(uri)
    assert client.shown(uri, None) == []


def test_full_width_punctuation_is_mended_one_by_one_or_at_once(client: Client, uri: str) -> None:
    client.shown(uri)
    text = PLAN.replace("标题: ", "标题： ").replace("单位: 省厅, 职务: 处长", "单位： 省厅，职务: 处长")
    found = [one for one in client.rewrite(uri, text) if one["code"] == "GS07"]
    (one,) = actions(client, uri, found[0])
    assert one["isPreferred"]
    assert one["diagnostics"][0]["range"] == found[0]["range"]
    assert edited(text, one["edit"]["changes"][uri]) == text.replace("标题： ", "标题: ")
    (everything,) = actions(client, uri, found[0], "source.fixAll")
    assert edited(text, everything["edit"]["changes"][uri]) == PLAN


def test_a_weekday_that_does_not_fit_is_mended(client: Client, uri: str) -> None:
    client.shown(uri)
    text = PLAN.replace("  - 日期: 2026-05-11\n", "  - 日期: 2026-05-11 星期三\n")
    (found,) = [one for one in client.rewrite(uri, text) if one["code"] == "SJ01"]
    (one,) = actions(client, uri, found)
    assert edited(text, one["edit"]["changes"][uri]) == text.replace("星期三", "星期一")


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("事由: 调研基层", "事油: 调研基层", "GS02"),
        ("类型: 调研", "类型: 调演", "GS04"),
        ("地点: 云溪站", "地点: 云西站", "GS08"),
        ("陪同: 林峰、沈浩,", "陪同: 林锋、沈浩,", "GS08"),
    ],
)
def test_the_name_that_was_meant_is_offered(client: Client, uri: str, right: str, wrong: str, code: str) -> None:
    client.shown(uri)
    text = PLAN.replace(right, wrong)
    offered = [
        edited(text, action["edit"]["changes"][uri])
        for one in client.rewrite(uri, text)
        if one["code"] == code
        for action in actions(client, uri, one)
        if not action["isPreferred"]
    ]
    assert PLAN in offered


def test_formatting_touches_punctuation_alone(client: Client, uri: str) -> None:
    text = PLAN.replace("标题: ", "标题：").replace("  - 日期: 2026-05-11\n", "  - 日期: 2026-05-11 星期三\n")
    client.rewrite(uri, text)
    edits = client.ask("textDocument/formatting", textDocument={"uri": uri}, options={"tabSize": 2})
    assert edited(text, edits) == text.replace("标题：", "标题: ")
    client.rewrite(uri, PLAN)
    assert client.ask("textDocument/formatting", textDocument={"uri": uri}, options={"tabSize": 2}) == []


@pytest.mark.parametrize("plan", EXAMPLES, ids=lambda path: path.stem)
def test_an_editor_is_told_what_the_command_tells(plan: Path) -> None:
    desk = Desk()
    desk.open(Document(plan.as_uri(), 1, plan.read_text(encoding="utf-8")))
    told = [(one.code, one.span, one.message) for one in desk.reading(plan.as_uri()).findings]
    assert told == [(one.code, one.span, one.message) for one in ordered(engine.check(load(plan)))]


def test_knowledge_and_packs_are_checked_as_what_they_are(client: Client, folder: Path) -> None:
    for name, text, code in (
        ("knowledge/县情.yaml", "县情:\n  - {名称: 人口, 内荣: 三十万}\n", "GS02"),
        ("packs/本县.yaml", "rules:\n  XX01: {lvl: warning}\n", "GS"),
        ("office.yaml", "单位: {名称: 甲, 檐称: 乙}\n", "GS02"),
    ):
        (folder / "plans" / name).parent.mkdir(exist_ok=True)
        uri = client.open(name, text)
        assert any(one["code"].startswith(code) for one in client.shown(uri)), name
        client.close(uri)
