"""`export form`, and `import` of what comes back: files, exit status, journal."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl

from tests.cli.conftest import NAME


def _fill(path, **values):
    book = openpyxl.load_workbook(path)
    for cell, value in values.items():
        book["人员名单"][cell] = value
    book.save(path)


def test_a_form_goes_out_and_comes_in(run, office):
    out = run("export", "form", f"plans/{NAME}", "-o", "发出/表.xlsx")
    assert (out.status, out.out) == (0, "发出/表.xlsx\n")
    _fill(office / "发出" / "表.xlsx", I3="素食", F3="一级巡视员")
    shown = run("import", "发出/表.xlsx", "-f", "json")  # the form says which plan it is of
    data = json.loads(shown.out)
    assert shown.status == 0
    assert data["written"] is False
    assert data["plan"] == f"plans/{NAME}"
    assert data["applied"] == [
        {"path": "guests.陈志远.post", "old": "副主任", "new": "一级巡视员", "cell": "人员名单!F3"},
        {"path": "guests.陈志远.diet", "old": None, "new": ["vegetarian"], "cell": "人员名单!I3"},
    ]
    assert "饮食" not in (office / "plans" / NAME).read_text(encoding="utf-8")
    written = run("import", "发出/表.xlsx", f"plans/{NAME}", "--write")
    assert written.out == ("人员名单!F3 陈志远的职务：“副主任” → “一级巡视员”\n人员名单!I3 陈志远的饮食：补上“素食”\n")
    assert "职务: 一级巡视员, 饮食: [素食]" in (office / "plans" / NAME).read_text(encoding="utf-8")
    [line] = (
        (office / "records" / NAME.removesuffix(".yaml") / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    )
    assert json.loads(line)["type"] == "import"
    assert "陈志远" not in line
    assert run("import", "发出/表.xlsx", "--write").out == "没有变化\n"


def test_nothing_is_written_over(run, office):
    (office / "表.xlsx").write_bytes(b"x")
    out = run("export", "form", f"plans/{NAME}", "-o", "表.xlsx")
    assert out.status == 2
    assert "没有覆盖" in out.err
    assert (office / "表.xlsx").read_bytes() == b"x"
    assert run("export", "form", "-f", "docx").out == "来访信息表-空表.docx\n"
    assert run("export", "forms").status == 2
    assert run("export", "form", "没有.yaml").status == 2


def test_bad_files_are_refused_in_a_line(run, office):
    run("export", "form", f"plans/{NAME}", "-o", "表.xlsx")
    good = (office / "表.xlsx").read_bytes()

    def with_entry(name: str, data: bytes) -> bytes:
        made = io.BytesIO(good)
        with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as file:
            file.writestr(name, data)
        return made.getvalue()

    bad = {
        "宏.xlsm": with_entry("xl/vbaProject.bin", b"x"),
        "炸弹.xlsx": with_entry("xl/media/a.xml", bytes(40_000_000)),
        "半个.xlsx": good[: len(good) // 2],
        "旧.et": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "大.xlsx": good + bytes(20 * 1024 * 1024),
        "图.xlsx": b"\x89PNG\r\n",
    }
    before = (office / "plans" / NAME).read_bytes()
    for name, data in bad.items():
        (office / name).write_bytes(data)
        out = run("import", name, f"plans/{NAME}", "--write")
        assert (out.status, len(out.err.strip().splitlines()) in (1, 2)) == (2, True), (name, out)
    assert (office / "plans" / NAME).read_bytes() == before
    assert not (office / "records").exists()


def test_status_says_what_to_ask_the_visitors(run, office):
    out = run("status", "--as-of", "2026-05-08 09:00").out
    assert "还要问来访单位（联系人还不知道）" in out
    assert "您好！5月11日来访，还请告知：" in out
    asked = json.loads(run("status", "--as-of", "2026-05-08 09:00", "-f", "json").out)["plans"][0]["missing"]
    assert asked["visit"][:2] == ["公函文号", "公函日期"]
    assert asked["people"] == {"性别": ["陈志远"]}
    assert json.loads(run("status", "--as-of", "2026-05-20 09:00", "-f", "json").out)["plans"][0]["missing"] is None
