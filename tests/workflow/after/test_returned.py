"""Feedback read back: the form and exports, what stands for which score, what is left behind, and bad cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from jiedai import formats
from jiedai.model.choice import AnswerWay
from jiedai.workflow.after.returned import Given, Unusable, numbered, read_returned
from tests.documents.samples import plan, printed

HEAD = "序号,时间,1.姓名,2、您的手机,3.住宿条件和卫生（必填）,餐饮口味和花样*,Q5 车辆和驾驶员,总体评价,您的意见或建议\n"


def csv(folder: Path, rows: str, head: str = HEAD, encoding: str = "utf-8-sig") -> Path:
    path = folder / "问卷.csv"
    path.write_bytes((head + rows).encode(encoding))
    return path


def form(folder: Path, marks: dict[tuple[int, str], str], words: str = "") -> Path:
    """The form as it is printed, with marks (row of the question, its column) put into it."""
    path = folder / "表.xlsx"
    path.write_bytes(formats.writer("xlsx").write(printed(plan(), "feedback")))
    book = load_workbook(path)
    for (row, column), mark in marks.items():
        book.worksheets[0][f"{column}{row + 2}"] = mark
    if words:
        book.worksheets[1]["B2"] = words
    book.save(path)
    return path


def test_the_form_itself(tmp_path):
    path = form(tmp_path, {(1, "C"): "√", (2, "D"): "☑", (4, "E"): "3", (6, "H"): "√"}, "早餐少杂粮，电话13900001234")
    found = read_returned(path)
    assert found.way is AnswerWay.PAPER
    assert found.answers == [
        Given("1", "行前联络", 5, None), Given("1", "接送", 4, None), Given("1", "餐饮", 3, None),
        Given("1", "需要改进的地方", None, "早餐少杂粮，电话（略）"),
    ]  # fmt: skip


def test_two_marks_in_a_row_are_told_with_their_cell(tmp_path):
    with pytest.raises(Unusable, match="D6：“餐饮”勾了两个分数"):
        read_returned(form(tmp_path, {(4, "C"): "√", (4, "D"): "√"}))


def test_an_export_of_an_online_form(tmp_path):
    rows = "7,5/13,张三,13900001234,很满意,满意,5,4分,张三觉得早餐少杂粮\n9,5/13,李四,13900001235,不涉及,B.一般,,5,无\n"
    found = read_returned(csv(tmp_path, rows))
    assert (found.way, found.dropped) == (AnswerWay.ONLINE, ["1.姓名", "2、您的手机"])
    assert found.answers == [
        Given("7", "住宿", 5, None), Given("7", "餐饮", 4, None), Given("7", "车辆", 5, None),
        Given("7", "总体评价", 4, None), Given("7", "需要改进的地方", None, "（略）觉得早餐少杂粮"),
        Given("9", "餐饮", 3, None), Given("9", "总体评价", 5, None),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_table_in_any_usual_encoding(tmp_path, encoding):
    found = read_returned(csv(tmp_path, "1,,,,很满意,满意,5,4,\n", encoding=encoding))
    assert [one.score for one in found.answers] == [5, 4, 5, 4]


@pytest.mark.parametrize("between", [";", "\t"])
def test_other_signs_between_cells(tmp_path, between):
    path = csv(tmp_path, "1,,,,很满意,满意,5,4,\n".replace(",", between), HEAD.replace(",", between))
    assert len(read_returned(path).answers) == 4


def test_the_english_form_and_a_workbook_with_a_title_above(tmp_path):
    book = Workbook()
    book.active.append(["Feedback of the delegation"])
    book.active.append(["Name", "Vehicle and driver", "Overall", "Comments"])
    book.active.append(["J. Smith", 5, "4", "N/A"])
    book.active.append([])
    book.active.append(["", 3.0, "", "J. Smith was cold"])
    path = tmp_path / "export.xlsx"
    book.save(path)
    found = read_returned(path)
    assert found.dropped == ["Name"]
    assert [(one.sheet, one.question, one.score, one.comment) for one in found.answers] == [
        ("1", "车辆", 5, None), ("1", "总体评价", 4, None), ("2", "车辆", 3, None),
        ("2", "需要改进的地方", None, "J. Smith was cold"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "score"),
    [("0", None), ("6", None), ("4.5", None), ("很好", None), ("很满意（5分）", 5), ("E：5", 5)],
)
def test_a_score_that_is_none_is_told_with_its_cell(tmp_path, cell, score):
    path = csv(tmp_path, f"1,,,,5,{cell},4,5,\n")
    if score is None:
        with pytest.raises(Unusable, match=f"F2：“{cell}”不是 1 到 5 分"):
            read_returned(path)
    else:
        assert read_returned(path).answers[1].score == score


def test_of_two_answers_on_one_form_the_later_holds_and_is_told(tmp_path):
    found = read_returned(csv(tmp_path, "3,,,,5,4,4,5,\n3,,,,,2,,,\n"))
    assert found.twice == [("3", "餐饮")]
    assert [one.score for one in found.answers] == [5, 2, 4, 5]


def test_forms_get_numbers_that_no_other_has(tmp_path):
    found = read_returned(csv(tmp_path, "1,,,,5,4,4,5,\n2,,,,5,4,4,5,\n"))
    sheets = {one.sheet for one in numbered(found, ["1", "3"])}
    assert len(sheets) == 2
    assert sheets.isdisjoint({"1", "3"})


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("空.csv", b"", "没有认出评价项目"),
        ("别的.csv", "单位,人数\n甲,3\n".encode(), "没有认出评价项目"),
        ("只有表头.csv", HEAD.encode(), "一条评价也没有"),
        ("坏.xlsx", b"PK\x03\x04 nonsense", "读不出来"),
        ("图.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "不是 Excel 或 CSV 文件"),
        ("文.docx", b"x", "不是 Excel 或 CSV 文件"),
        ("没有.xlsx", None, "文件不存在"),
    ],
)
def test_files_of_which_nothing_can_be_taken(tmp_path, name, data, message):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(Unusable, match=message):
        read_returned(path)


def test_many_rows_are_read_at_once(tmp_path):
    import time

    rows = "".join(f"{number},,,,5,4,4,5,好\n" for number in range(4000))
    path = csv(tmp_path, rows)
    start = time.perf_counter()
    assert len(read_returned(path).answers) == 4000 * 5
    assert time.perf_counter() - start < 5
