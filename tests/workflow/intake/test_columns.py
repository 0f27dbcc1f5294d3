"""Tables that a text sets with blanks: heads on one line, and lines with as many parts."""

from __future__ import annotations

from jiedai.workflow.intake.columns import with_tables
from jiedai.workflow.intake.found import Line, Source, Table
from tests.batch import cases


def _source(text: str) -> Source:
    return Source(tuple(Line(line, f"第{at}行") for at, line in enumerate(text.splitlines(), 1)))


def test_lines_with_as_many_parts_as_heads_are_a_table():
    source = with_tables(
        _source("名单\n姓　名  职务    手机\n风光  局长  13800088141\n\n和煦  科长  13800088142\n联系人：和煦")
    )
    before, table, after = source.parts
    assert (before, after) == (Line("名单", "第1行"), Line("联系人：和煦", "第6行"))
    assert isinstance(table, Table)
    assert [[(cell.text, cell.where) for cell in row] for row in table.rows][1] == [
        ("风光", "第3行"), ("局长", "第3行"), ("13800088141", "第3行"),
    ]  # fmt: skip
    assert [row[0].text for row in table.rows] == ["姓名", "风光", "和煦"]


@cases(
    "text",
    [
        "姓名  职务\n风光  局长",  # two words side by side
        "姓名  职务  手机\n风光  局长",  # no line with as many parts
        "来宾  在  路上\n风光  局长  13800088141",  # no heads
        "姓名：风光  职务：局长  手机：13800088141",  # a line of a form
    ],
)
def test_other_lines_stay_lines(text):
    source = _source(text)
    assert with_tables(source).parts == source.parts
