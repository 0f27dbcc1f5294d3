"""`list`, `explain`, `schema`, `doctor` and `templates`."""

from __future__ import annotations

import json
import os

import pytest

from jiedai.documents.catalog import catalog
from jiedai.model.base import AUDIENCES

# --- list ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["documents", "formats", "rules", "audiences"])
def test_a_list_for_programs_and_for_pages(run, office, what):
    rows = json.loads(run("list", what, "-f", "json").out)
    plain = run("list", what).out.splitlines()
    table = run("list", what, "-f", "md").out.splitlines()
    assert rows
    assert len(plain) == len(rows) == len(table) - 2
    assert plain[0].split("\t")[0] == next(iter(rows[0].values()))
    assert len({len(line.replace("\\|", "").split("|")) for line in table}) == 1


def test_the_lists_are_complete(run, office):
    assert [row["id"] for row in json.loads(run("list", "documents", "-f", "json").out)] == list(catalog().templates)
    assert [row["id"] for row in json.loads(run("list", "audiences", "-f", "json").out)] == list(AUDIENCES)


def test_a_table_stands_in_columns_on_a_terminal(run, office, monkeypatch):
    monkeypatch.setattr("jiedai.cli.console.is_terminal", lambda stream: True)
    lines = run("list", "audiences").out.splitlines()
    assert lines[0].split() == ["对象", "名称"]
    assert lines[1] == "leader    领导"


def test_an_own_template_is_named_as_such(run, office):
    run("templates", "copy", "programme")
    rows = json.loads(run("list", "documents", "-f", "json").out)
    assert {row["id"]: row["template"] for row in rows}["programme"] == "own"


def test_a_broken_template_is_told(run, office):
    (office / "templates").mkdir()
    (office / "templates" / "programme.html").write_text("<h1>x</h1>", encoding="utf-8")
    result = run("list", "documents")
    assert result.err.startswith("templates/programme.html:1: ")


@pytest.mark.parametrize(
    ("words", "line"),
    [(["docs"], "错误：没有“docs”这个列表"), (["rules", "-f", "xml"], "错误：没有“xml”这种输出")],
)
def test_an_unknown_list_or_output(run, words, line):
    result = run("list", *words)
    assert (result.status, result.out, result.err.splitlines()[0]) == (2, "", line)


# --- explain ------------------------------------------------------------------------------------------------


def test_a_manual_has_all_its_parts(run, office):
    result = run("explain", "yc02")
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[0] == "YC02 陪餐人数（错误）"
    for part in ("为什么：", "依据：", "数值：", "怎么改：", "错误的写法：", "正确的写法："):
        assert part in lines
    assert "  《党政机关国内公务接待管理规定》第十条（已核对）" in lines
    assert "  small_limit = 3" in lines


def test_figures_are_those_of_the_office(run, office):
    (office / "plans" / "packs").mkdir()
    (office / "plans" / "packs" / "county.yaml").write_text(
        "rules:\n  YC02:\n    figures: {small_limit: 2}\n", encoding="utf-8"
    )
    file = office / "plans" / "office.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "标准: {规则包: [county]}\n", encoding="utf-8")
    assert "  small_limit = 2\n" in run("explain", "YC02").out


def test_an_unknown_code(run, office):
    result = run("explain", "YC002")
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines()[0] == "错误：没有代号“YC002”"


# --- schema ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "key"), [([], "日程"), (["plan"], "schedule"), (["office"], "部门"), (["knowledge"], "菜品")]
)
def test_a_schema(run, words, key):
    result = run("schema", *words)
    schema = json.loads(result.out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert key in schema["properties"]


def test_a_schema_in_a_file(run, tmp_path):
    path = tmp_path / "plan.schema.json"
    result = run("schema", "-o", str(path))
    assert (result.status, result.out) == (0, "")
    assert path.read_text(encoding="utf-8") == run("schema").out


@pytest.mark.parametrize("words", [["offce"], ["-o", "no/such/folder/x.json"]])
def test_a_schema_that_cannot_be(run, office, words):
    result = run("schema", *words)
    assert (result.status, result.out) == (2, "")
    assert 1 <= len(result.err.splitlines()) <= 2


def test_the_schemas_of_an_office_are_written_beside_its_plans(run, office):
    result = run("schema", "--write")
    names = [f"plans/.jiedai/{name}.schema.json" for name in ("plan", "office", "knowledge")]
    assert (result.status, result.out.split()) == (0, names)
    assert "# yaml-language-server: $schema=../.jiedai/knowledge.schema.json" in result.err
    assert "云溪站" in (office / names[0]).read_text(encoding="utf-8")
    assert run("check", "plans").status != 2, "no command takes them for plans"
    for words in (["-o", "x.json"], ["office"]):
        assert run("schema", "--write", *words).status == 2
    assert not (office / "x.json").exists()


def test_no_schemas_without_plans(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("schema", "--write").status == 2
    assert list(tmp_path.iterdir()) == []


# --- doctor ------------------------------------------------------------------------------------------------


@pytest.fixture
def no_typst(monkeypatch):
    """Fonts as a list: looking for them takes longer than all other tests of this file."""
    monkeypatch.setattr("jiedai.formats.fonts.available", lambda: [("仿宋", "FangSong"), ("楷体", None)])


def test_a_sound_installation(run, office, no_typst):
    run("templates", "copy", "programme")
    run("templates", "copy", "plan", "--as", "docx")
    result = run("doctor")
    assert (result.status, result.err) == (0, "一切正常\n")
    assert "本单位的：programme、plan.docx" in result.out
    assert "national" in result.out
    assert "FangSong" in result.out


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("plans/office.yaml", "部们: []\n"),
        ("plans/office.yaml", "单位: {名称: 甲}\n标准: {规则包: [nowhere]}\n"),
        ("templates/programme.html", "<h1>x</h1>"),
    ],
)
def test_what_stops_jiedai_is_marked(run, office, no_typst, file, text):
    (office / "templates").mkdir()
    (office / file).write_text(text, encoding="utf-8")
    result = run("doctor")
    assert (result.status, result.err) == (1, "有 1 处要处理\n")
    assert [line[:2] for line in result.out.splitlines()].count("× ") == 1


def test_without_a_workspace(run, tmp_path, monkeypatch, no_typst):
    monkeypatch.chdir(tmp_path)
    result = run("doctor")
    assert result.status == 0
    assert "这里没有 plans/ 文件夹" in result.out


def test_where_issued_versions_are_and_whether_others_may_read_them(run, office, no_typst):
    assert "没有；第一次印发时会建好" in run("doctor").out
    folder = office / "records"
    (folder / "甲").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    result = run("doctor")
    assert (result.status, "records 里有 1 份方案" in result.out) == (0, True)
    assert "chmod" not in result.out
    folder.chmod(0o755)
    assert ("chmod 700" in run("doctor").out) == (os.name == "posix")


def test_missing_fonts_are_a_damaged_installation(run, office, monkeypatch):
    def missing():
        raise FileNotFoundError("pylopdf-fonts-zh-cn")

    monkeypatch.setattr("jiedai.formats.fonts.available", missing)
    assert run("doctor").status == 1


# --- templates ------------------------------------------------------------------------------------------------


def test_a_template_is_copied_once(run, office):
    first = run("templates", "copy", "日程安排表")
    copy = office / "templates" / "programme.html"
    assert first.status == 0
    assert copy.read_bytes() == catalog().templates["programme"].path.read_bytes()
    copy.write_text("mine", encoding="utf-8")
    second = run("templates", "copy", "programme")
    assert (second.status, copy.read_text(encoding="utf-8")) == (2, "mine")
    assert second.err.splitlines()[0] == "错误：templates/programme.html 已经有了，没有覆盖"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["programe"], "错误：没有“programe”这种文件"),
        (["programme", "--as", "odt"], "错误：没有“odt”这种模板"),
    ],
)
def test_a_template_that_does_not_exist(run, office, words, line):
    result = run("templates", "copy", *words)
    assert (result.status, result.err.splitlines()[0]) == (2, line)
    assert not (office / "templates").exists()


def test_a_layout_that_was_changed_is_not_copied_over(run, office):
    assert run("templates", "copy", "programme", "--as", "typ").status == 0
    layout = office / "templates" / "layout" / "page.typ"
    layout.write_text("mine", encoding="utf-8")
    assert run("templates", "copy", "plan", "--as", "typ").status == 0
    assert layout.read_text(encoding="utf-8") == "mine"
    assert run("templates", "copy", "plan", "--as", "docx").err.splitlines() == [
        "写好了 templates/plan.docx；改它之后，render 就用它",
        "DOCX 跟着变；装了 LibreOffice、Word 或 WPS 的，PDF 也跟着变；网页、Excel 等不变",
    ]


def test_a_full_disk_leaves_no_half_template(run, office, monkeypatch):
    import errno

    import jiedai.cli.templates as module

    def full(target, data):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(module, "write_new", full)
    result = run("templates", "copy", "programme")
    assert (result.status, result.err.splitlines()[0]) == (2, "错误：无法写入“templates/programme.html”：磁盘已满")


@pytest.mark.parametrize(("typed", "meant"), [("日程", "日程安排表"), ("programe", "programme"), ("席", "席卡")])
def test_a_document_is_meant_by_its_title_or_id(run, office, typed, meant):
    result = run("templates", "copy", typed)
    assert (result.status, result.err.splitlines()[1]) == (2, f"建议：是不是想写“{meant}”？")
