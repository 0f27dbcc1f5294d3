"""Printed, changed by hand, taken in: what was changed is in the plan, what is no value is told, nothing else moves."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai import blocks as b
from jiedai.documents.catalog import catalog
from jiedai.formats import writer
from jiedai.visit.addresses import Address
from jiedai.workflow.intake.found import Cell, Source, Table
from jiedai.workflow.intake.merging import Merged
from jiedai.workflow.intake.sources import read_source
from jiedai.workflow.returned import carrier
from jiedai.workflow.returned.aligning import flat
from jiedai.workflow.returned.papers import BadTrace
from jiedai.workflow.returned.reckoning import Reckoning
from jiedai.workflow.returned.taking import taken
from tests.workflow.returned.papers import document, edited, loaded, printed, returned, spots, trace

PLAN = """\
标题: 省水利厅调研组来云滩县调研   # 题
编号: 云接〔2026〕3号
类型: 调研
事由: 调研水利
日期: 2026-06-16 至 2026-06-17
公函: {来函单位: 省水利厅, 文号: 水函〔2026〕9号, 日期: 2026-06-01}
来宾:
  - 姓名: 时迁
    性别: 男
    单位: 省水利厅
    职务: 副厅长
    职级: 厅局级
    电话: 13900000301
    抵达: {时间: 2026-06-16 09:20, 车次: G1, 地点: 云滩站}
  - {姓名: 顾大嫂, 性别: 女, 单位: 省水利厅, 职务: 处长, 职级: 县处级}   # 二
  - {姓名: 孙立, 性别: 男, 单位: 省水利厅, 职务: 科员, 饮食: [清真]}
陪同:
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长, 职级: 县处级, 角色: 主陪, 电话: 13900000401}
工作人员:
  - {姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 电话: 13900000201}
日程:
  - 日期: 2026-06-16
    安排:
      - {编号: A1, 时间: "09:20-09:40", 事项: 接站, 类别: 接站, 地点: 云滩站, 责任单位: 县接待办, 责任人: 姚晨}
      - 编号: A2
        时间: "10:00-11:00"
        事项: 看水库
        类别: 考察
        地点: 清溪水库
        陪同: [林峰]
        责任单位: 县水利局
        责任人: 雷横
      - {编号: A3, 时间: "11:30-12:20", 事项: 工作午餐, 类别: 用餐, 地点: 机关食堂, 责任单位: 县接待办, 责任人: 姚晨}
用餐:
  - {日程: A3, 形式: 工作餐, 接待方承担: 是, 人均: 50, 来宾: 3, 陪餐: [林峰], 菜单: [清炒时蔬, 红烧豆腐]}
任务:
  - {编号: T1, 事项: 核对名单, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: 2026-06-13 17:00}
"""
PAPERS = ("guests", "run-sheet", "checklist", "tasks", "plan", "meals")
FORMATS = ("xlsx", "docx")


@pytest.mark.parametrize("format", FORMATS)
def test_a_paper_that_nobody_touched_says_nothing(format):
    for name in PAPERS:
        data = printed(PLAN, name, format)
        result = returned(PLAN, data, format)
        assert result.text == PLAN, name
        assert not (result.applied + result.conflicts + result.refused + result.unknown + result.missing), name


_NEW = {
    "phone": ["13800007777", "0571-5550999"], "unit": ["县林业局"], "lead": ["县林业局"], "owner": ["柴进"],
    "post": ["巡视员"], "what": ["看大坝"], "place": ["青溪大坝"], "time.start": ["8:05"], "time.end": ["23:10"],
    "time": ["8:05—8:20"], "role": ["副主陪"], "arrive.by": ["D22"], "arrive.place": ["云滩西站"], "sex": ["女"],
    "due": ["6月12日下午3:00"], "number": ["水函〔2026〕10号"], "dish": ["蒸蛋"], "arrive.time": ["6月16日上午9:50"],
    "leave.by": ["自驾"], "purpose": ["调研防汛"], "support": ["县林业局"], "hosts": ["柴进"],
}  # fmt: skip


@settings(max_examples=16, deadline=None)
@given(st.sampled_from(FORMATS), st.sampled_from(PAPERS), st.data())
def test_a_changed_cell_is_in_the_plan_and_prints_as_it_was_changed(format, name, data):
    """Render, change a cell, import, render: the new paper says the change there, and the plan nothing else."""
    paper = printed(PLAN, name, format)
    choices = [
        (spot, at, index)
        for spot, at in spots(paper)
        for index, (_text, number) in enumerate(spot.parts)
        if number >= 0 and at[number].field in _NEW
    ]
    spot, at, index = data.draw(st.sampled_from(choices))
    address = at[spot.parts[index][1]]
    new = data.draw(st.sampled_from(_NEW[address.field]))
    cell = "".join(new if at_ == index else text for at_, (text, _number) in enumerate(spot.parts))
    changed = edited(paper, format, {(spot.table, spot.row, spot.column): cell})
    result = returned(PLAN, changed, format)
    if flat(spot.parts[index][0]) == flat(new):
        assert result.text == PLAN
        return
    wanted = address._replace(field="time") if address.field.startswith("time.") else address
    assert [one.path for one in result.applied] == [str(wanted)]
    assert not (result.conflicts + result.refused + result.unknown)
    lines = [pair for pair in zip(PLAN.splitlines(), result.text.splitlines(), strict=False) if pair[0] != pair[1]]
    assert len(lines) == 1 or "\n    " in result.text
    again = document(result.text, name)
    assert again is not None
    said = {flat(b.plain(cell_.inlines)) for block in b.walk(again.blocks) if isinstance(block, b.Table)
            for row in (*block.head, *block.body) for cell_ in row}  # fmt: skip
    assert flat(cell) in said
    assert returned(result.text, changed, format).text == result.text  # the same again changes nothing


def _cell(paper: bytes, path: str) -> tuple[tuple[str, int, int], str]:
    for spot, at in spots(paper):
        for text, number in spot.parts:
            if number >= 0 and str(at[number]) == path:
                return (spot.table, spot.row, spot.column), text
    raise AssertionError(path)


@pytest.mark.parametrize("format", FORMATS)
def test_both_sides_changed_is_a_conflict_and_one_side_is_not(format):
    paper = printed(PLAN, "guests", format)
    post, _text = _cell(paper, "guests.顾大嫂.post")
    unit, _text = _cell(paper, "guests.孙立.post")
    changed = edited(paper, format, {post: "副处长", unit: "主任科员"})
    now = PLAN.replace("职务: 处长", "职务: 一级调研员")
    result = returned(now, changed, format)
    assert [(one.path, one.base, one.old, one.new) for one in result.conflicts] == [
        ("guests.顾大嫂.post", "处长", "一级调研员", "副处长")
    ]
    assert [(one.path, one.old, one.new) for one in result.applied] == [("guests.孙立.post", "科员", "主任科员")]
    assert result.text == now.replace("职务: 科员", "职务: 主任科员")
    same = returned(PLAN.replace("职务: 处长", "职务: 副处长"), changed, format)
    assert [one.path for one in same.applied] == ["guests.孙立.post"]
    assert not same.conflicts


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_no_value_is_told_and_never_dropped(format):
    paper = printed(PLAN, "guests", format)
    (table, row, column), _text = _cell(paper, "guests.顾大嫂.post")
    name, _text = _cell(paper, "guests.顾大嫂.name")
    changed = edited(
        paper, format, {(table, row, 0): "9", name: "顾嫂", (table, row, column): "", (table, row - 2, column): "职 位"}
    )
    result = returned(PLAN, changed, format)
    assert result.text == PLAN
    assert {one.value for one in result.unknown} == {"9", "职位" if format == "docx" else "职 位"} or {
        flat(one.value) for one in result.unknown
    } == {"9", "职位"}
    assert {one.why.split("；")[0] for one in result.refused} == {"像是顾大嫂改了名", "清空了"}


def test_rows_and_columns_of_a_workbook_may_move():
    paper = printed(PLAN, "guests", "xlsx")
    (table, _row, _column), _text = _cell(paper, "guests.顾大嫂.post")
    book = openpyxl.load_workbook(io.BytesIO(paper))
    sheet = book[table]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_cols(3)
    sheet.insert_rows(2)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "处长":
                cell.value = "副处长"
    sheet["B2"] = "请核对"
    saved = io.BytesIO()
    book.save(saved)
    result = returned(PLAN, saved.getvalue(), "xlsx")
    assert [(one.path, one.new) for one in result.applied] == [("guests.顾大嫂.post", "副处长")]
    assert [one.value for one in result.unknown] == ["请核对"]


def _columns(paper: bytes, order: list[int]) -> bytes:
    """A printed Word file with the columns of its first table put into another order."""
    file, saved = docx.Document(io.BytesIO(paper)), io.BytesIO()
    for row in file.tables[0].rows:
        cells = list(row._tr.tc_lst)
        for cell in cells:
            row._tr.remove(cell)
        for at in order:
            row._tr.append(cells[at])
    file.save(saved)
    return saved.getvalue()


def test_a_column_that_was_moved_changes_nothing_and_one_that_is_gone_is_told():
    paper = printed(PLAN, "guests", "docx")
    (_table, _row, post), _text = _cell(paper, "guests.顾大嫂.post")
    width = len(docx.Document(io.BytesIO(paper)).tables[0].columns)
    rest = [at for at in range(width) if at != post]
    moved = returned(PLAN, _columns(paper, [*rest, post]), "docx")
    assert (moved.text, moved.applied, moved.unknown, moved.refused) == (PLAN, [], [], [])
    gone = returned(PLAN, _columns(paper, rest), "docx")
    assert (gone.text, [one.why for one in gone.unknown]) == (PLAN, ["这一列没有了；方案里的没有删"])


def test_revisions_count_and_comments_are_told():
    paper = printed(PLAN, "guests", "docx")
    (table, row, column), _text = _cell(paper, "guests.顾大嫂.post")
    file = docx.Document(io.BytesIO(paper))
    run = file.tables[int(table[1:]) - 1].cell(row, column).paragraphs[0].runs[0]
    file.add_comment(run, text="请核实", author="徐正")
    saved = io.BytesIO()
    file.save(saved)

    def tracked(xml: str) -> str:
        return re.sub(
            r"<w:r>((?:(?!</w:r>).)*)<w:t([^>]*)>处长</w:t></w:r>",
            r'<w:del w:id="90" w:author="x"><w:r>\1<w:delText>处长</w:delText></w:r></w:del>'
            r'<w:ins w:id="91" w:author="x"><w:r>\1<w:t\2>巡视员</w:t></w:r></w:ins>',
            xml,
            count=1,
        )

    made = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info, tracked(part.decode()) if info.filename == "word/document.xml" else part)
    result = returned(PLAN, made.getvalue(), "docx")
    assert [(one.path, one.new) for one in result.applied] == [("guests.顾大嫂.post", "巡视员")]
    assert carrier.comments_of(made.getvalue()) == ["徐正 请核实"]


def test_prose_that_changed_is_told():
    paper = printed(PLAN, "checklist", "docx")
    file = docx.Document(io.BytesIO(paper))
    file.paragraphs[0].add_run("（讨论稿）")
    file.add_paragraph("另请备好雨具。")
    saved = io.BytesIO()
    file.save(saved)
    result = returned(PLAN, saved.getvalue(), "docx")
    assert [one.value for one in result.unknown][-1] == "另请备好雨具。"
    assert any("讨论稿" in one.value for one in result.unknown)
    assert result.text == PLAN


def _with_line(paper: bytes, before: str, after: str) -> bytes:
    """A Word file with a text in its paragraphs put for another, as somebody types over it."""
    file = docx.Document(io.BytesIO(paper))
    [line] = [one for one in file.paragraphs if before in one.text]
    line.text = line.text.replace(before, after)
    saved = io.BytesIO()
    file.save(saved)
    return saved.getvalue()


def test_a_value_that_prose_says_word_for_word_is_merged():
    paper = printed(PLAN, "reply", "docx")
    result = returned(PLAN, _with_line(paper, "水函〔2026〕9号", "水函〔2026〕19号"), "docx")
    assert [(one.path, one.old, one.new) for one in result.applied] == [
        ("letter.number", "水函〔2026〕9号", "水函〔2026〕19号")
    ]
    assert not result.unknown
    assert result.text == PLAN.replace("水函〔2026〕9号", "水函〔2026〕19号")
    result = returned(PLAN, _with_line(paper, "收悉", "已收到"), "docx")  # words of the paper
    assert (result.text, next(one.value for one in result.unknown)[-5:]) == (PLAN, "函复如下：")
    file = docx.Document(io.BytesIO(paper))
    [line] = [one for one in file.paragraphs if "水函〔2026〕9号" in one.text]
    line.insert_paragraph_before("请准时参加。")
    saved = io.BytesIO()
    file.save(saved)
    result = returned(PLAN, saved.getvalue(), "docx")  # a paragraph beside it takes no value away
    assert (result.text, [one.value for one in result.unknown]) == (PLAN, ["请准时参加。"])


def test_a_value_that_prose_of_a_workbook_says_word_for_word_is_merged():
    made = document(PLAN, "reply")
    assert made is not None
    blocks = tuple(block for block in made.blocks if isinstance(block, b.Paragraph))  # a paper without a table
    paper = writer("xlsx").write(replace(made, blocks=blocks))
    book = openpyxl.load_workbook(io.BytesIO(paper))
    [cell] = [one for row in book.worksheets[0].iter_rows() for one in row if "水函〔2026〕9号" in str(one.value)]
    cell.value = str(cell.value).replace("水函〔2026〕9号", "水函〔2026〕19号")
    saved = io.BytesIO()
    book.save(saved)
    result = returned(PLAN, saved.getvalue(), "xlsx")
    assert [(one.path, one.new) for one in result.applied] == [("letter.number", "水函〔2026〕19号")]
    assert not result.unknown
    cell.value = str(cell.value).replace("收悉", "已收到")
    saved = io.BytesIO()
    book.save(saved)
    result = returned(PLAN, saved.getvalue(), "xlsx")
    assert (result.text, len(result.unknown)) == (PLAN, 1)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("name", "printed_as", "typed", "sources"),
    [("run-sheet", "60", "90", "A2的时长"), ("plan", "50元/人，接待方承担", "60元/人", "A3的人均、A3的接待方承担")],
)
def test_a_reckoned_cell_that_was_changed_is_told_with_what_it_was_reckoned_from(
    format, name, printed_as, typed, sources
):
    paper = printed(PLAN, name, format)
    kept = trace(paper)
    [place] = [
        (table["name"], row, column)
        for table in kept["tables"]
        for row, cells in enumerate(table["rows"])
        for column, said in enumerate(cells)
        if said == printed_as
    ]
    result = returned(PLAN, edited(paper, format, {place: typed}), format)
    assert (result.text, result.applied, result.conflicts, result.refused) == (PLAN, [], [], [])
    assert [(one.value, one.why) for one in result.unknown] == [
        (typed, f"印的是“{printed_as}”，从{sources}来；要改请改那里")
    ]


def test_what_a_cell_was_reckoned_from_is_not_asked_where_nothing_is_told():
    def never() -> None:
        raise AssertionError

    paper = printed(PLAN, "run-sheet", "xlsx")
    source = read_source(paper, "x.xlsx")
    assert not taken(PLAN, source, trace(paper), Reckoning(never)).unknown


def test_two_cells_of_one_value_that_disagree_are_a_conflict():
    said = [[["处长", 0]]]
    kept = {"at": [["guests", "顾大嫂", "post"]], "tables": [{"name": "单", "rows": [["甲", *said], ["乙", *said]]}]}

    def back(*posts: str) -> Merged:
        rows = tuple(
            (Cell(head, f"单!A{row}"), Cell(post, f"单!B{row}"))
            for row, (head, post) in enumerate(zip("甲乙", posts, strict=True), 1)
        )
        return taken(PLAN, Source((Table("单", rows),)), kept)

    result = back("局长", "科长")
    assert [(one.path, one.old, one.new, one.cell) for one in result.conflicts] == [
        ("guests.顾大嫂.post", "局长", "科长", "单!B1、单!B2")
    ]
    assert result.text == PLAN
    for posts in (("局长", "局长"), ("局长", "处长"), ("处长", "局长")):
        assert [(one.path, one.new) for one in back(*posts).applied] == [("guests.顾大嫂.post", "局长")]


def test_outsiders_get_no_trace():
    """No file that leaves the office names fields, looked at anyhow: hidden sheets, properties, marks."""
    known = catalog(loaded(PLAN).workspace)
    looked = 0
    for template in known.templates.values():
        for audience in template.audiences:
            if audience == "staff":
                continue
            made = document(PLAN, template.id, audience)
            if made is not None:
                looked += 1
                assert not made.trace
                assert not any(
                    cell.told for block in b.walk(made.blocks) if isinstance(block, b.Table)
                    for row in (*block.head, *block.body) for cell in row
                )  # fmt: skip
    assert looked > 20
    from jiedai.formats import docx as word
    from jiedai.formats import xlsx

    made = document(PLAN, "guests", "guest")
    assert made is not None
    for data in (xlsx.write(made), word.write(made)):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            everything = b"".join(file.read(name) for name in file.namelist())
            assert "docProps/custom.xml" not in file.namelist()
        assert b"_jiedai" not in everything
        assert b"told" not in everything


def test_a_trace_changes_nothing_that_is_printed():
    """A paper of the staff looks as it would without a trace: its blocks are the same, run for run."""
    from dataclasses import replace

    from jiedai.documents import build as building
    from jiedai.documents.scene import Scenes
    from jiedai.documents.translation import speaking
    from tests.workflow.returned.papers import EDITION

    def bare(value: object) -> object:
        if isinstance(value, b.Cell | b.Paragraph):
            return replace(value, told=())
        if isinstance(value, tuple):
            return tuple(map(bare, value))
        if isinstance(value, b.Table | b.Keep | b.Landscape | b.Cover | b.ListBlock):
            return replace(value, **{name: bare(getattr(value, name)) for name in value.__dataclass_fields__})
        return value

    plan, scenes = loaded(PLAN), Scenes()
    scene = scenes.of(plan, "staff")
    traced = 0
    for template in catalog(plan.workspace).templates.values():
        if "staff" in template.audiences:
            made = document(PLAN, template.id)
            with speaking(None) as terms:
                plainly = building._built(plan, template, scene, EDITION, terms, {}).document
            assert (made and bare(made.blocks)) == (plainly and plainly.blocks), template.id
            traced += bool(made and made.trace.get("at"))
    assert traced > 15


def test_a_spoilt_trace_is_refused():
    from jiedai.workflow.intake.sources import read_source
    from jiedai.workflow.returned.papers import compared

    source = read_source(printed(PLAN, "guests", "xlsx"), "x.xlsx")
    for bad in ({}, {"at": [], "tables": [{"name": "x", "rows": [[[["a", 3]]]]}]}, {"at": [1], "tables": []}):
        with pytest.raises(BadTrace):
            compared(source, bad)


def test_addresses_are_found_again_in_another_order():
    paper = printed(PLAN, "guests", "xlsx")
    place, _text = _cell(paper, "guests.孙立.post")
    lines = PLAN.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if "孙立" in line)
    moved = "".join([*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]])
    result = returned(moved, edited(paper, "xlsx", {place: "主任科员"}), "xlsx")
    assert result.text == moved.replace("职务: 科员", "职务: 主任科员")
    assert Address("guests", "孙立", "post") in {one for _spot, at_ in spots(paper) for one in at_}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_after_libreoffice_has_opened_and_saved_the_file(tmp_path):
    for name, format in (("guests", "xlsx"), ("guests", "docx")):
        path = tmp_path / f"{name}.{format}"
        path.write_bytes(printed(PLAN, name, format))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    for format in FORMATS:
        words = [*command, format, "--outdir", str(tmp_path / "saved"), str(tmp_path / f"guests.{format}")]
        subprocess.run(words, check=True, capture_output=True, timeout=180)
        data = (tmp_path / "saved" / f"guests.{format}").read_bytes()
        untouched = returned(PLAN, data, format)
        assert not (untouched.applied + untouched.conflicts + untouched.refused + untouched.unknown)
        place, _text = _cell(data, "guests.顾大嫂.post")
        result = returned(PLAN, edited(data, format, {place: "巡视员"}), format)
        assert [(one.path, one.new) for one in result.applied] == [("guests.顾大嫂.post", "巡视员")]
        assert not (result.refused + result.unknown)
