"""Whether a file gives something away, whatever kind it is."""

from __future__ import annotations

import io
import zipfile

import pytest

from jiedai.workflow.memory.clearing import Traces
from jiedai.workflow.memory.looking import Look, files_in

TRACES = Traces(frozenset({"不走楼梯"}), frozenset({("李娜", "清真")}))


def docx(text: str) -> bytes:
    import docx as library

    document, out = library.Document(), io.BytesIO()
    paragraph = document.add_paragraph()
    for sign in text:
        paragraph.add_run(sign)
    document.save(out)
    return out.getvalue()


def xlsx(*cells: str) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row, cell in enumerate(cells):
            sheet.write(row, 0, cell)
    return out.getvalue()


def pdf(text: str) -> bytes:
    import typst

    return bytes(typst.compile(f"#set page(width: 3cm)\n{text}".encode()))


def bundled(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("主宾不走楼梯".encode(), True),
        ("主宾不走\r\n 楼梯".encode(), True),  # as calendars fold lines
        ("<b>不走</b><i>楼梯</i>".encode(), True),
        ("不走楼梯".encode("gb18030"), True),
        ("不走楼梯".encode("utf-16"), True),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 9 + "不走楼梯".encode("utf-16-le"), True),
        ("李娜：清真".encode(), True),
        ("清真餐厅".encode(), False),
        ("李娜".encode(), False),
        (docx("主宾不走楼梯"), True),
        (docx("主宾"), False),
        (xlsx("李娜", "清真"), True),
        (xlsx("李娜", "素食"), False),
        (bundled("甲.docx", docx("不走楼梯")), True),
        (bundled("不走楼梯.txt", b""), True),
        (docx("不走楼梯")[:-30], False),  # cut off: packed bytes that nobody can read
        (pdf("no stairs"), False),
    ],
)  # fmt: skip
def test_kinds_of_files(tmp_path, data, found):
    path = tmp_path / "a"
    path.write_bytes(data)
    assert Look(TRACES).at(path) is found


def test_a_pdf_is_read_as_it_is_read_by_people(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("The chief guest avoids the stairs"))
    assert Look(Traces(frozenset({"avoids the stairs"}))).at(path)
    path.write_bytes(b"%PDF-1.7 " + "不走楼梯".encode())  # none that can be taken apart
    assert Look(TRACES).at(path)


def test_a_paper_of_the_visit_needs_no_name(tmp_path):
    path = tmp_path / "a"
    path.write_text("清真 1 人", encoding="utf-8")
    assert (Look(TRACES).paper(path), Look(TRACES).at(path)) == (True, False)
    path.write_text("李娜不吃清真以外的", encoding="utf-8")
    assert Look(TRACES).beside_a_name(path, frozenset({"李娜"}))
    path.write_text("王磊不走楼梯", encoding="utf-8")
    assert not Look(TRACES).beside_a_name(path, frozenset({"李娜"}))


def test_hidden_files_are_looked_at_and_links_and_histories_are_not(tmp_path):
    for name in (".甲.tmp", "乙/丙", ".git/丁"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    (tmp_path / "己").symlink_to(tmp_path / "乙")
    assert [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)] == [".甲.tmp", "乙/丙"]
