"""`new --from-letter` and `import`: what was read, a plan begun from it, and guests added to one."""

from __future__ import annotations

import io
import json
import sys

import pytest

LETTER = """\
澄江市水利局
澄水函〔2026〕8号
关于赴青溪县调研河湖长制工作的函
青溪县水利局：
    我局拟于2026年6月16日至17日赴贵县调研河湖长制工作，由副局长关山率队，一行3人，乘G7311次10:05到达青溪南站。
    联系人：施雨，13800009876
                        澄江市水利局
                        2026年6月5日
"""
LIST = "姓名,性别,单位,职务,手机\n关山,男,澄江市水利局,副局长,13900001111\n施雨,女,澄江市水利局,科长,1.38E+10\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    (tmp_path / "来函.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "名单.csv").write_text(LIST, encoding="gb18030")
    return tmp_path


def files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_json_tells_what_was_read_and_writes_nothing(run, here):
    before = files(here)
    result = run("new", "--from-letter", "来函.txt", "-f", "json", "--as-of", "2026-06-08")
    data = json.loads(result.out)
    assert (result.status, result.err, files(here)) == (0, "", before)
    values = {value["path"]: (value["value"], value["from"], value["sure"]) for value in data["values"]}
    assert (data["version"], data["kind"]) == (1, "letter")
    assert values["letter.number"] == ("澄水函〔2026〕8号", "第2行", True)
    assert values["guests.关山.post"] == ("副局长", "第5行", True)
    assert data["blanks"] == []


def test_a_letter_comes_from_standard_input(run, here, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LETTER.encode("gb18030"))))
    data = json.loads(run("new", "--from-letter", "-", "-f", "json").out)
    assert {value["value"] for value in data["values"] if value["path"] == "dates"} == {"2026-06-16 至 2026-06-17"}


def test_a_doubtful_value_is_null_with_its_candidates(run, here):
    (here / "来函.txt").write_text(LETTER.replace("16日至17日", "17日（星期二）"), encoding="utf-8")
    data = json.loads(run("new", "--from-letter", "来函.txt", "-f", "json").out)
    [dates] = [value for value in data["values"] if value["path"] == "dates"]
    assert (dates["value"], dates["sure"], dates["candidates"][0]) == (None, False, "2026-06-17")
    assert "dates" in data["blanks"]


def test_a_plan_begins_with_the_letter(run, here):
    result = run("new", "--from-letter", "来函.txt")
    assert result.status == 0
    path = here / result.out.splitlines()[0]
    text = path.read_text(encoding="utf-8")
    assert "\n类型: 调研\n" in text
    assert "\n日期: 2026-06-16 至 2026-06-17  # 第5行\n" in text
    assert "  文号: 澄水函〔2026〕8号  # 第2行\n" in text
    assert "\n其他:\n  来方联系人: 施雨 13800009876（第6行）\n" in text
    assert "  # 读自 第5行\n  - {姓名: 关山, 单位: " in text
    assert (
        "抵达: {时间: 2026-06-16 10:05, 车次: G7311, 地点: 青溪南站}" not in text
    )  # 16日至17日: which day is not said
    assert "\n人数:\n  总数: 3\n" in text
    assert "待填 来宾" not in text
    assert run("check", "--select", "GS").status == 0


def test_options_and_answers_count_more_than_the_letter(run, here):
    out = run("new", "河长来访", "--from-letter", "来函.txt", "--kind", "检查", "--guests", "5", "--stdout").out
    assert "\n标题: 河长来访\n类型: 检查\n" in out
    assert "\n人数:\n  总数: 5\n" in out


def test_a_plan_needs_days(run, here):
    (here / "来函.txt").write_text(LETTER.replace("2026年6月16日至17日", "6月17日（星期二）"), encoding="utf-8")
    result = run("new", "--from-letter", "来函.txt")
    assert (result.status, result.out) == (2, "")
    assert "2026-06-17" in result.err
    assert "--dates" in result.err


@pytest.mark.parametrize(
    "words",
    [
        ("new", "-f", "json"),
        ("new", "--from-letter", "nope.txt", "-f", "json"),
        ("new", "--from-letter", "来函.txt", "--from", "plan.yaml"),
        ("new", "--from-letter", "照片.png"),
        ("import", "nope.xlsx", "plan.yaml"),
        ("import", "名单.csv"),
        ("import", "-", "-"),
    ],
)
def test_what_cannot_be_read_is_one_or_two_lines(run, here, words):
    (here / "照片.png").write_bytes(b"\x89PNG\r\n")
    before = files(here)
    result = run(*words)
    assert (result.status, result.out) == (2, "")
    assert 1 <= len(result.err.splitlines()) <= 2
    assert files(here) == before


def test_import_shows_first_and_writes_when_asked(run, here):
    plan = here / run("new", "--from-letter", "来函.txt").out.splitlines()[0]
    before = plan.read_bytes()
    shown = run("import", "名单.csv")
    assert shown.status == 1  # a number is spoilt
    assert plan.read_bytes() == before
    assert "名单!E3" in shown.out
    data = json.loads(run("import", "名单.csv", "--write", "-f", "json").out)
    assert data["written"] is True
    assert [one["cell"] for one in data["refused"]] == ["名单!E3"]
    assert {"path": "guests.关山.phone", "old": None, "new": "13900001111", "cell": "名单!E2"} in data["applied"]
    assert "姓名: 施雨, 性别: 女, 单位: 澄江市水利局, 职务: 科长" in plan.read_text(encoding="utf-8")
    [journal] = here.rglob("journal.jsonl")
    entry = json.loads(journal.read_text(encoding="utf-8"))
    assert (entry["type"], entry["file"]) == ("import", "名单.csv")
    assert "施雨" not in journal.read_text(encoding="utf-8")
    assert run("import", "名单.csv").out.startswith("名单!E3")


def test_a_letter_is_no_list(run, here):
    run("new", "--from-letter", "来函.txt")
    (here / "空.csv").write_text("姓名,单位\n", encoding="utf-8")
    result = run("import", "空.csv")
    assert result.status == 2
    assert "没有读到来宾" in result.err


NOTE = """\
来电单位：澄江市水利局
内容：澄江市水利局副局长关山一行3人，6月16日上午10点左右到，调研河湖长制，17日上午走。公函后补。
"""


def test_a_letter_that_comes_later_fills_the_blanks_of_its_section(run, here):
    (here / "电话.txt").write_text(NOTE, encoding="utf-8")
    plan = here / run("new", "--from-letter", "电话.txt", "--as-of", "2026-06-08").out.splitlines()[0]
    assert "公函:\n  来函单位: 澄江市水利局\n  文号: 待填\n  日期: 待填\n" in plan.read_text(encoding="utf-8")
    result = run("import", "来函.txt", str(plan), "--write", "--as-of", "2026-06-08")
    text = plan.read_text(encoding="utf-8")
    assert result.status == 0, result.out
    assert "  文号: 澄水函〔2026〕8号\n" in text
    assert "  主题: 关于赴青溪县调研河湖长制工作的函\n" in text
    assert "  人员: [关山]\n" in text
    (here / "来函.txt").write_text(LETTER.replace("8号", "9号"), encoding="utf-8")
    result = run("import", "来函.txt", str(plan), "--write", "--as-of", "2026-06-08")
    assert result.status == 1
    assert "文号" in result.out
    assert plan.read_text(encoding="utf-8") == text
