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


def test_an_edited_paper_comes_back(run, office):
    run("render", f"plans/{NAME}", "--for", "staff", "-d", "guests", "-f", "xlsx", "--draft")
    [paper] = (office / "out").rglob("*.xlsx")
    book = openpyxl.load_workbook(paper)
    sheet = book.worksheets[0]
    [post] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "副主任"]
    post.value = "主任"
    sheet.cell(20, 1).value = "另备雨伞"
    book.save(office / "改.xlsx")
    shown = run("import", "改.xlsx", "-f", "json")
    data = json.loads(shown.out)
    assert shown.status == 0
    assert [(one["path"], one["old"], one["new"]) for one in data["applied"]] == [
        ("guests.陈志远.post", "副主任", "主任")
    ]
    assert [one["value"] for one in data["unknown_text"]] == ["另备雨伞"]
    assert data["unknown"] == ["来宾名单!A20"]
    assert "新加的一行，没有读进来" in run("import", "改.xlsx", "--write").out
    assert "职务: 主任}" in (office / "plans" / NAME).read_text(encoding="utf-8")
    (office / "plans" / "2026-06-01-另一次.yaml").write_text(
        (office / "plans" / NAME).read_text(encoding="utf-8").replace("省卫健委来", "省水利厅来"), encoding="utf-8"
    )
    other = run("import", "改.xlsx", "plans/2026-06-01-另一次.yaml")
    assert (other.status, "不是从" in other.err) == (2, True)
    (office / "plans" / NAME).write_text(
        (office / "plans" / NAME).read_text(encoding="utf-8").replace("类型:", "版本: 2\n类型:"), encoding="utf-8"
    )
    assert "这是第 1 版印的" in run("import", "改.xlsx", f"plans/{NAME}").err


def test_a_paper_without_a_trace_is_no_list_of_guests(run, office):
    run("render", f"plans/{NAME}", "-d", "接待方案", "-f", "docx", "--draft")
    [paper] = (office / "out").rglob("*接待方案*.docx")
    out = run("import", str(paper), f"plans/{NAME}")
    assert (out.status, "《接待方案》，没有记号" in out.err) == (2, True)
    book = openpyxl.Workbook()
    for row in (["省卫健委来宾名单"], ["姓名", "职务"], ["林风", "干部"]):
        book.active.append(row)
    book.save(office / "名单.xlsx")
    assert "新加 1 人：林风" in run("import", "名单.xlsx", f"plans/{NAME}").out


def test_papers_are_held_against_the_plan(run, office):
    book = openpyxl.Workbook()
    book.active.title = "名单"
    for row in (["姓名", "职务", "电话"], ["陈志远", "副处长", ""], ["姚晨", "", "0570-5550109"]):
        book.active.append(row)
    (office / "手里的").mkdir()
    book.save(office / "手里的" / "名单.xlsx")
    (office / "手里的" / "坏.docx").write_bytes(b"PK\x03\x04")
    out = run("check", f"plans/{NAME}", "--papers", "手里的", "--select", "WD", "-f", "json")
    found = [(one["code"], one["file"], one["line"], one["column"]) for one in json.loads(out.out)["diagnostics"]]
    assert found == [("WD05", "手里的/名单.xlsx", 2, 2), ("WD05", "手里的/名单.xlsx", 3, 3)]
    assert out.status == 2
    (office / "手里的" / "坏.docx").unlink()
    assert run("check", f"plans/{NAME}", "--papers", "手里的", "--select", "WD").status == 1
    assert run("check", f"plans/{NAME}", "--papers", "没有").status == 2
    (office / "空").mkdir()
    assert run("check", f"plans/{NAME}", "--papers", "空").status == 2


def test_an_office_of_ones_own(run, office):
    assert run("office", "export").out == "常备资料.xlsx\n"
    book = openpyxl.load_workbook(office / "常备资料.xlsx")
    book["部门"]["A3"], book["部门"]["D3"] = "县水利局", "雷横"
    book.save(office / "改.xlsx")
    shown = run("office", "import", "改.xlsx")
    assert (shown.status, shown.out) == (0, "新加 1 条：县水利局\n")
    assert "县水利局" not in (office / "plans" / "office.yaml").read_text(encoding="utf-8")
    assert json.loads(run("office", "import", "改.xlsx", "--write", "-f", "json").out)["added"] == ["县水利局"]
    assert "{名称: 县水利局, 联系人: 雷横}" in (office / "plans" / "office.yaml").read_text(encoding="utf-8")
    assert run("office", "import", "改.xlsx").out == "没有变化\n"
    plan = office / "plans" / NAME
    plan.write_text(plan.read_text(encoding="utf-8") + "场所: [{名称: 清溪水库, 类别: 景区}]\n", encoding="utf-8")
    assert run("office", "add", f"plans/{NAME}", "--write").out == "新加 1 条：清溪水库\n"
    made = run("init", "新县", "--from", "改.xlsx", "--name", "乙县接待办公室")
    assert (made.status, made.out) == (0, "新县/plans/office.yaml\n")
    text = (office / "新县" / "plans" / "office.yaml").read_text(encoding="utf-8")
    assert "名称: 乙县接待办公室" in text
    assert "县水利局" in text
    again = run("init", "新县")
    assert (again.status, "没有覆盖" in again.err) == (2, True)
    assert run("init", ".").status == 2
    assert run("office", "import").status == 2
    (office / "空.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert run("office", "import", "空.csv").status == 2
    assert run("office", "import", "没有.xlsx").status == 2


def test_a_plan_from_what_show_prints_and_from_a_calendar(run, office):
    (office / "a.json").write_text(run("show", f"plans/{NAME}", "-f", "json").out, encoding="utf-8")
    made = run("new", "--from-json", "a.json")
    assert (made.status, made.out) == (0, "plans/2026-05-11-省卫健委来云溪县调研.yaml\n")
    before, after = (json.loads(run("show", plan, "-f", "json").out) for plan in (f"plans/{NAME}", made.out.strip()))
    assert {**before, "readings": []} == {**after, "readings": []}
    again = run("new", "--from-json", "a.json")
    assert (again.status, "已经有了" in again.err) == (2, True)
    (office / "坏.json").write_text('{"title": "x", "kind": 3}', encoding="utf-8")
    for name in ("坏.json", "没有.json", f"plans/{NAME}"):
        assert run("new", "--from-json", name, "--stdout").status == 2
    calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260701T010000Z\nSUMMARY:接站\nEND:VEVENT\nEND:VCALENDAR\n"
    (office / "a.ics").write_text(calendar, encoding="utf-8")
    assert run("new", "另一次来访", "--from-ics", "a.ics").out == "plans/2026-07-01-另一次来访.yaml\n"
    assert run("new", "--from-ics", "a.json").status == 2
