"""What is not read is refused in one plain line with what to do; nothing in a file is run or computed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from jiedai.workflow.intake import intake
from jiedai.workflow.intake.found import Refused
from jiedai.workflow.intake.sources import LARGEST, read_source
from tests.batch import cases
from tests.workflow.intake.collection import document, page, workbook

TABLE = "|姓名|单位|职务|\n|时迁|云滩县公安局|副局长|\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DAY = dt.date(2026, 6, 1)


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def zipped(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


def repacked(data: bytes, **changed: bytes) -> bytes:
    """An office file with further entries, or others in their place."""
    stream = io.BytesIO()
    names = {name.replace("__", "/").replace("_", "."): content for name, content in changed.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, names.pop(name, None) or old.read(name))
        for name, content in names.items():
            new.writestr(name, content)
    return stream.getvalue()


def spoilt() -> bytes:
    """A Word file whose packed text does not unpack any more; its list of contents is whole."""
    data = bytearray(document("甲" * 2_000))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        part = file.getinfo("word/document.xml")
    start = part.header_offset + 30 + len(part.filename)
    data[start : start + 40] = b"\xff" * 40
    return bytes(data)


def far_cell() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "姓名", "x"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def locked_pdf() -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(page("密")))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def scan() -> bytes:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


REFUSED = {
    "too big": (lambda: b"x" * (LARGEST + 1), "a.txt", "20 MB"),
    "empty": (lambda: b" \n", "a.txt", "空"),
    "a picture": (lambda: b"\x89PNG\r\n", "来函", "图片"),
    "a photo by its name": (lambda: b"????", "来函.jpg", "图片"),
    "WPS table": (lambda: OLE, "名单.et", ".et"),
    "WPS text": (lambda: OLE, "来函.wps", ".wps"),
    "old Word by name": (lambda: OLE, "来函.doc", ".doc"),
    "old Word by content": (lambda: OLE + wide("WordDocument"), "来函", ".doc"),
    "rich text": (lambda: rb"{\rtf1 x}", "来函", ".rtf"),
    "binary": (lambda: bytes(range(256)) * 20, "来函.txt", "文字"),
    "macros": (lambda: repacked(workbook({"a": TABLE}, []), xl__vbaProject_bin=b"x"), "名单.xlsm", "宏"),
    "macros in an old workbook": (lambda: OLE + wide("_VBA_PROJECT_CUR"), "名单.xls", "宏"),
    "password of a workbook": (lambda: OLE + wide("EncryptedPackage"), "名单.xlsx", "密码"),
    "password of a PDF": (locked_pdf, "来函.pdf", "密码"),
    "a scan": (scan, "来函.pdf", "扫描"),
    "a broken PDF": (lambda: b"%PDF-1.7\nxx", "来函.pdf", "PDF"),
    "half a PDF": (lambda: page("x")[:300], "来函.pdf", "PDF"),
    "a zip bomb": (
        lambda: repacked(document("x"), word__document_xml=b"<a>" + b" " * 30_000_000), "来函.docx", "大得反常",
    ),
    "a cell at the end of the world": (far_cell, "名单.xlsx", "太大"),
    "half a workbook": (lambda: workbook({"a": TABLE}, [])[:900], "名单.xlsx", "损坏"),
    "a packed text that does not unpack": (spoilt, "来函.docx", "损坏"),
    "XML that is none": (lambda: repacked(document("x"), word__document_xml=b"<w:document"), "来函.docx", "损坏"),
    "another zip": (lambda: zipped(readme_txt=b"x"), "a", "不认识"),
    "an old workbook that is none": (lambda: OLE, "名单.xls", "损坏"),
    "quotes that do not match": (lambda: '姓名,单位\n"' .encode() + b"x" * 200_000, "名单.csv", "引号"),
    "two bytes of a workbook": (lambda: b"PK", "名单.xlsx", ".xlsx"),
    "text called a document": (lambda: "来函".encode(), "来函.docx", ".docx"),
    "nothing of a letter": (lambda: "大家好，今天天气不错。".encode(), "说明.txt", "没有读到"),
    "a list of nobody": (lambda: "品名,数量\n毛笔,3\n".encode(), "名单.csv", "没有读到来宾"),
}  # fmt: skip


@cases("name", REFUSED)
def test_what_is_not_read_is_told_with_what_to_do(name):
    made, file, said = REFUSED[name]
    with pytest.raises(Refused) as caught:
        intake.read(made(), file, DAY)
    assert said in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint


def test_a_file_of_the_greatest_size_is_read():
    assert read_source("好\n".encode() + b" " * (LARGEST - 4), "a.txt").lines[0].text == "好"


def test_entities_of_xml_are_not_resolved():
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        b"<w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    source = read_source(repacked(document("x"), word__document_xml=head + body), "来函.docx")
    assert [line.text for line in source.lines] == [""]


def test_formulas_are_not_computed():
    found = intake.read(
        workbook({"a": "|姓名|单位|职务|电话|\n|时迁|公安局|局长|=1+13800000000|\n"}, []), "a.xlsx", DAY
    )
    assert {value.path for value in found.values} == {"guests.时迁.unit", "guests.时迁.post"}


@cases("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_of_windows_is_read(encoding):
    data = "姓名,单位,职务\r\n时迁,云滩县公安局,副局长\r\n".encode(encoding)
    assert intake.read(data, "名单.csv", DAY).text("guests.时迁.unit") == "云滩县公安局"


def test_tracked_changes_count_as_accepted():
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
        "<w:r><w:t>一行</w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>6</w:t></w:r></w:ins><w:r><w:t>人</w:t></w:r></w:p></w:body></w:document>"
    )
    source = read_source(repacked(document("x"), word__document_xml=xml.encode()), "来函.docx")
    assert source.lines[0] == ("一行6人", "第1段")


def test_places_are_those_of_the_file():
    found = intake.read(workbook({"名单": "|||\n" + TABLE}, []), "名单.xlsx", DAY)
    assert {value.path: value.where for value in found.values} == {
        "guests.时迁.unit": "名单!B3",
        "guests.时迁.post": "名单!C3",
    }
    pdf = intake.read(page("一行6人来你县调研。\n请支持。"), "来函.pdf", DAY)
    assert pdf.of("headcount.total").where == "第1页第1行"


def test_a_list_grows_in_step_with_its_guests():
    """Work is counted in calls, which a busy machine does not change."""
    import cProfile
    import pstats

    def calls(count: int) -> int:
        signs = "甲乙丙丁戊己庚辛壬癸"
        rows = (f"赵{signs[n // 100]}{signs[n // 10 % 10]},省林业厅{n},处长" for n in range(count))
        data = ("姓名,单位,职务\n" + "\n".join(rows)).encode()
        profile = cProfile.Profile()
        profile.runcall(intake.read, data, "名单.csv", DAY)
        return int(pstats.Stats(profile).total_calls)

    calls(10)
    assert calls(800) < 9 * calls(100)
