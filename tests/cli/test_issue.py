"""`jiedai issue`, `notice` and `ack`: who is told what, what is printed, who has answered, and what is refused."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import icalendar
import pytest
from pypdf import PdfReader

from jiedai.source import save
from tests.cli.conftest import NAME
from tests.cli.test_diff import TALKS, change

FIRST, SECOND = ("--at", "2026-10-14 16:20"), ("--at", "2026-10-15 09：00")
CAR = ("到: 临溪北站, 车辆: [1]", "到: 临溪北站, 车辆: [2]")
LUNCH = "      - {编号: A5, 时间: "


@pytest.fixture(scope="module")
def after_first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workspace stays as the first issue leaves it, for all who begin there."""
    return tmp_path_factory.mktemp("first") / "workspace"


@pytest.fixture
def issued(run, sound, after_first) -> Path:
    """The plan after its first issue, which is made once."""
    workspace = sound.parents[1]
    if not after_first.exists():
        assert run("issue", *FIRST, "--by", "夏禾").status == 0
        shutil.copytree(workspace, after_first)
    shutil.copytree(after_first, workspace, dirs_exist_ok=True)
    return sound


def told(data: dict[str, Any]) -> dict[str, Any]:
    return {notice["reader"]: notice for notice in data["notices"]}


def papers(plan: Path, version: int = 2) -> dict[str, bytes]:
    folder = plan.parents[1] / "out" / plan.stem / f"变更通知-第{version}版"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}


# --- issue ------------------------------------------------------------------------------------------------------------


def test_the_first_issue_as_text(run, sound):
    result = run("issue", *FIRST)
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "第 1 版已印发；各方的文件用 jiedai render --each 印"
    assert "✱ 县卫健局  顾晓岚 0571-55500102  10月19日17:00前答复" in lines
    assert "· 来宾  夏禾 13900001003" in lines
    assert re.fullmatch(r"要告诉 \d+ 方，其中 \d+ 方要签收（✱ 要办）", lines[-1])
    assert not (sound.parents[1] / "out").exists()


def test_the_second_issue_as_json(run, issued):
    change(issued, TALKS)
    data = json.loads(run("issue", *SECOND, "-f", "json").out)
    assert {name: data[name] for name in ("version", "file", "from", "to", "issued")} == {
        "version": 1,
        "file": "plans/甲.yaml",
        "from": 1,
        "to": 2,
        "issued": True,
    }
    health = told(data)["unit:县卫健局"]
    assert {name: value for name, value in health.items() if name != "changes"} == {
        "reader": "unit:县卫健局",
        "contact": "顾晓岚",
        "phone": "0571-55500102",
        "act": True,
        "reply_by": "2026-10-19T17:00",
        "acked": None,
    }
    (one,) = health["changes"]
    assert (one["section"], one["id"], one["field"], one["old"], one["new"], one["date"]) == (
        "schedule.items",
        "A9",
        "time",
        "14:30-16:30",
        "14:25-16:25",
        "2026-10-20",
    )
    assert {"driver:1", "finance", "security", "kitchen:县机关食堂", "hotel:临溪宾馆"} <= set(data["untouched"])
    assert data["untouched"] == sorted(data["untouched"])
    assert "\n版本: 2\n" in issued.read_text(encoding="utf-8")


def test_nothing_changed(run, issued):
    data = json.loads(run("issue", *SECOND, "-f", "json").out)
    assert (data["issued"], data["notices"], data["from"], data["to"]) == (False, [], 1, 1)
    assert run("issue", *SECOND).out == "没有变化，第 1 版仍然有效；各方的文件用 jiedai render --each 印\n"
    assert papers(issued) == {}


def test_what_readers_are_handed(run, issued):
    change(issued, TALKS, CAR)
    assert "写好了" in run("issue", *SECOND).err
    found = papers(issued)
    assert {"1号车.pdf", "1号车.docx", "1号车.txt", "1号车-取消.ics", "2号车.ics", "县卫健局.docx"} <= set(found)
    assert "1号车.ics" not in found
    text = found["县卫健局.txt"].decode()
    assert text == (
        "【临接〔2026〕32号·第2版】10月20日县域医共体建设座谈会改为14:25-16:25（原14:30-16:30），地点不变。"
        "收到请回复。值班 0571-55500100\n"
    )


def test_papers_are_on_the_shelf_and_what_somebody_changed_there_stays(run, issued):
    change(issued, TALKS)
    run("issue", *SECOND)
    folder = issued.parents[1] / "out" / "甲"
    rows = json.loads((folder / "目录.json").read_text(encoding="utf-8"))["papers"]
    mine = [row for row in rows if row["path"] == "变更通知-第2版/县卫健局.docx"]
    assert [(row["title"], row["audience"], row["reader"], row["plan_version"]) for row in mine] == [
        ("变更通知", "unit", "县卫健局", 2)
    ]
    assert "变更通知 · 县卫健局" in (folder / "目录.html").read_text(encoding="utf-8")
    text = folder / "变更通知-第2版" / "县卫健局.txt"
    text.write_text("改过", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in text.parent.iterdir()}
    run("notice", "--since", "1", "-o", str(folder.parent), "--at", "2026-10-15 10:00")
    assert text.read_text(encoding="utf-8") == "改过"
    assert text.with_name("县卫健局（新）.txt").read_text(encoding="utf-8").startswith("【临接")
    assert {path: path.stat().st_mtime_ns for path in before} == before  # what says nothing new is not written again


def test_a_paper_says_what_was_and_what_is(run, issued):
    change(issued, TALKS, CAR)
    run("issue", *SECOND)
    folder = issued.parents[1] / "out" / "甲" / "变更通知-第2版"
    text = "".join(page.extract_text() for page in PdfReader(folder / "县卫健局.pdf").pages)
    for words in ("变更通知", "原安排", "现安排", "请您", "14:30-16:30", "14:25-16:25", "签收人", "代替第1版"):
        assert words in text.replace(" ", ""), words
    car = "".join(page.extract_text() for page in PdfReader(folder / "1号车.pdf").pages)
    assert "取消" in car
    assert "不用出车" in car
    import docx

    document = docx.Document(str(folder / "1号车.docx"))
    struck = [run.text for table in document.tables for row in table.rows for cell in row.cells
              for paragraph in cell.paragraphs for run in paragraph.runs if run.font.strike]  # fmt: skip
    assert "13:10-13:40" in "".join(struck)


def test_a_calendar_is_told_what_changed_and_what_is_called_off(run, issued):
    run(
        "render",
        "plans/甲.yaml",
        "-d",
        "programme",
        "--for",
        "staff",
        "-f",
        "ics",
        "--as-of",
        "2026-10-14",
        "-o",
        "one",
    )
    (printed,) = (issued.parents[1] / "one").rglob("*.ics")
    before = {str(event["uid"]): event for event in icalendar.Calendar.from_ical(printed.read_bytes()).walk("VEVENT")}
    line = next(line for line in issued.read_text(encoding="utf-8").split("\n") if "编号: A7," in line) + "\n"
    change(issued, TALKS, (line, ""))
    run("issue", *SECOND)
    found = papers(issued)
    updated, off = (icalendar.Calendar.from_ical(found[f"工作人员{extra}.ics"]) for extra in ("", "-取消"))
    assert (updated["method"], off["method"]) == ("PUBLISH", "CANCEL")
    (event,), (gone,) = updated.walk("VEVENT"), off.walk("VEVENT")
    assert str(event["uid"]).endswith("-A9@jiedai")
    assert str(gone["uid"]).endswith("-A7@jiedai")
    assert {str(event["uid"]), str(gone["uid"])} <= before.keys()
    assert (int(event["sequence"]), int(gone["sequence"]), str(gone["status"])) == (2, 2, "CANCELLED")
    assert event["dtstart"].dt.strftime("%H:%M") == "14:25"


def test_a_plan_with_errors_is_not_issued(run, plan):
    result = run("issue", f"plans/{NAME}", *FIRST)
    assert (result.status, result.out) == (1, "")
    assert "error GH01" in result.err
    assert result.err.endswith(f"错误：plans/{NAME} 有错误，没有印发\n建议：改好再印发\n")
    assert not (plan.parents[1] / "records").exists()


def test_a_plan_with_blanks_is_not_issued(run, sound):
    change(sound, ("事由: 调研县域医共体建设和家庭医生签约服务情况", "事由: 待填"))
    result = run("issue", "plans/甲.yaml", *FIRST)
    assert (result.status, result.out) == (1, "")
    assert "还有 1 处没有填写，没有印发" in result.err
    assert not (sound.parents[1] / "records").exists()


def test_a_version_that_is_too_low_names_both(run, issued):
    change(issued, TALKS)
    run("issue", *SECOND)
    change(issued, ("版本: 2", "版本: 1"), CAR)
    result = run("issue", *SECOND)
    assert (result.status, result.out) == (2, "")
    assert "写的是第 1 版，低于已印发的第 2 版" in result.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--at", "昨天"), "“昨天”不是能识别的时间"),
        (("--at", "2026-13-01"), "“2026-13-01”不是日历上的日子"),
        (("nowhere.yaml",), "找不到文件“nowhere.yaml”"),
        (("-",), "标准输入里的方案没有记录"),
        (("--records", "nowhere"), "没有文件夹“nowhere”"),
    ],
)
def test_what_cannot_be_issued(run, sound, words, message):
    result = run("issue", *words)
    assert (result.status, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") <= 2


def test_who_comes_second_is_told_to_wait(run, issued, monkeypatch):
    from jiedai.workflow.changes import issuing

    monkeypatch.setattr(issuing, "locked", lambda path: save.locked(path, seconds=0))
    with save.locked(issued):
        result = run("issue", *SECOND)
    assert (result.status, result.out) == (2, "")
    assert "正在被另一个窗口修改" in result.err


def test_in_english(run, issued):
    change(issued, TALKS)
    result = run("issue", *SECOND, "--lang", "en")
    assert result.out.startswith("Version 2 is issued, in place of version 1\n")
    assert "变更通知-第2版" in result.err
    assert "改为14:25-16:25" in papers(issued)["县卫健局.txt"].decode()


# --- a visit that is off ----------------------------------------------------------------------------------------------


OFF = ("标题: 省", "状态: 取消\n变更事由: 省里另有会议\n标题: 省")


def test_a_visit_that_is_called_off_is_told_to_everybody(run, issued):
    change(issued, OFF)
    data = json.loads(run("issue", *SECOND, "-f", "json").out)
    first = json.loads(run("notice", "--full", "-f", "json").out)
    assert set(told(data)) == set(told(first))
    assert {name for name, one in told(data).items() if one["act"]} == {
        name for name, one in told(first).items() if one["act"]
    }
    assert (data["state"], data["costs"]) == ("cancelled", {"planned": "2320", "paid": "500"})
    found = papers(issued)
    assert "本次接待取消，各项准备停止。原因：省里另有会议。收到请回复。" in found["县卫健局.txt"].decode()
    assert "会议" not in found["1号车.txt"].decode()
    assert not [name for name in found if name.endswith(".ics") and "-取消" not in name]
    events = icalendar.Calendar.from_ical(found["工作人员-取消.ics"]).walk("VEVENT")
    assert len(events) == 20
    assert {str(event["status"]) for event in events} == {"CANCELLED"}
    assert {str(event["status"]) for event in icalendar.Calendar.from_ical(found["1号车-取消.ics"]).walk("VEVENT")}


def test_what_a_visit_has_cost_is_told_to_who_may_know(run, issued):
    change(issued, OFF)
    assert "费用：预算 2320 元，已发生 500 元" in run("issue", *SECOND).out
    folder = issued.parents[1] / "out" / "甲" / "变更通知-第2版"
    texts = {
        name: "".join(page.extract_text() for page in PdfReader(folder / f"{name}.pdf").pages).replace(" ", "")
        for name in ("财务", "1号车", "县卫健局")
    }
    assert "截至目前的费用" in texts["财务"]
    assert "工作餐" in texts["财务"]
    assert all("费用" not in texts[name] for name in ("1号车", "县卫健局"))


def postponed(plan: Path) -> None:
    """Put off by a week, with the new days."""
    text = plan.read_text(encoding="utf-8")
    for day in (21, 20):
        text = re.sub(rf"2026-10-{day}(?: 星期.)?", f"2026-10-{day + 7}", text)
    plan.write_text(text.replace("标题: 省", "状态: 改期\n标题: 省", 1), encoding="utf-8")


def test_a_visit_that_is_put_off_without_a_day_is_called_off_for_now(run, issued):
    change(issued, ("标题: 省", "状态: 改期\n标题: 省"))
    assert run("issue", *SECOND).status == 0
    found = papers(issued)
    assert "本次接待改期，新的时间另行通知" in found["县卫健局.txt"].decode()
    assert "工作人员.ics" not in found
    assert "工作人员-取消.ics" in found
    postponed(issued)
    change(issued, ("状态: 改期\n状态: 改期", "状态: 改期"))
    result = run("issue", "--at", "2026-10-16 9:00")
    assert result.status == 0, result.err
    found = papers(issued, 3)
    assert "本次接待改期，新的时间：2026-10-27 至 2026-10-28" in found["县卫健局.txt"].decode()
    assert "工作人员-取消.ics" not in found
    assert len(icalendar.Calendar.from_ical(found["工作人员.ics"]).walk("VEVENT")) == 20


def test_a_visit_that_is_put_off_to_a_day_moves_in_calendars(run, issued):
    postponed(issued)
    result = run("issue", *SECOND)
    assert result.status == 0, result.err
    found = papers(issued)
    assert "本次接待改期，新的时间：2026-10-27 至 2026-10-28" in found["1号车.txt"].decode()
    starts = {event["dtstart"].dt.date().isoformat()
              for event in icalendar.Calendar.from_ical(found["1号车.ics"]).walk("VEVENT")}  # fmt: skip
    assert starts == {"2026-10-27", "2026-10-28"}
    assert "1号车-取消.ics" not in found


# --- notice -----------------------------------------------------------------------------------------------------------


def test_a_notice_writes_nothing_and_tells_what_an_issue_would(run, issued):
    change(issued, TALKS)
    before = {path: path.read_bytes() for path in issued.parents[1].rglob("*") if path.is_file()}
    shown = json.loads(run("notice", *SECOND, "-f", "json").out)
    run("notice")
    run("notice", "-f", "txt")
    assert {path: path.read_bytes() for path in issued.parents[1].rglob("*") if path.is_file()} == before
    done = json.loads(run("issue", *SECOND, "-f", "json").out)
    assert shown == done | {"issued": False}


def test_messages_to_be_pasted(run, issued):
    change(issued, TALKS)
    texts = run("notice", *SECOND, "-f", "txt").out.strip().split("\n\n")
    assert len(texts) == 6
    assert all(len(text) <= 300 and text.startswith("【临接〔2026〕32号·第2版】") for text in texts)
    assert run("notice", "-f", "txt", "--reader", "县卫健局").out.count("【") == 1
    assert run("notice", "--reader", "财务").out == "没有要告诉这一方的\n"


def test_nothing_to_tell(run, issued):
    assert run("notice").out == "没有变化\n"
    data = json.loads(run("notice", "-f", "json").out)
    assert (data["notices"], data["issued"], data["to"]) == ([], False, 1)


def test_notices_of_before_are_printed_again(run, issued):
    change(issued, TALKS)
    run("issue", *SECOND)
    wanted = papers(issued)
    run("notice", *SECOND, "--since", "1", "-o", "again")
    folder = issued.parents[1] / "again" / "甲" / "变更通知-第2版"
    assert {path.name for path in folder.iterdir()} == set(wanted)
    assert (folder / "县卫健局.txt").read_bytes() == wanted["县卫健局.txt"]


def test_one_format_of_one_reader(run, issued):
    change(issued, TALKS)
    run("notice", "--reader", "县卫健局", "-f", "docx", "-o", "here")
    found = [path.name for path in (issued.parents[1] / "here").rglob("*.*") if path.stem != "目录"]
    assert found == ["县卫健局.docx"]
    wrong = run("notice", "-f", "pdf")
    assert (wrong.status, wrong.err) == (2, "错误：pdf 要写成文件\n建议：用 -o 写明文件夹\n")


def test_everything_for_a_reader_before_any_issue(run, sound):
    assert run("notice").status == 2
    data = json.loads(run("notice", "--full", "--reader", "driver:1", "-f", "json").out)
    (notice,) = data["notices"]
    assert {one["op"] for one in notice["changes"]} == {"added"}
    assert [one["id"] for one in notice["changes"] if one["section"] == "schedule.items"][:2] == ["A2", "A4"]
    assert run("notice", "--full", "--since", "1").status == 2
    assert not (sound.parents[1] / "records").exists()


# --- ack --------------------------------------------------------------------------------------------------------------


def journal(plan: Path) -> list[dict[str, Any]]:
    path = plan.parents[1] / "records" / plan.stem / "journal.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_who_has_answered(run, issued):
    change(issued, TALKS)
    run("issue", *SECOND)
    result = run("ack", "plans/甲.yaml", "县卫健局", "--by", "顾晓岚", "--how", "电话", "--at", "2026-10-15 10:05")
    assert (result.status, result.out) == (0, "县卫健局：已签收第 2 版\n")
    assert journal(issued)[-1] == {
        "v": 1,
        "at": "2026-10-15T10:05:00+08:00",
        "type": "ack",
        "plan_version": 2,
        "reader": "unit:县卫健局",
        "by": "顾晓岚",
        "how": "电话",
    }
    size = len(journal(issued))
    assert run("ack", "plans/甲.yaml", "unit:县卫健局").out == "县卫健局：以前已签收第 2 版\n"
    assert len(journal(issued)) == size
    data = json.loads(run("notice", "--since", "1", "-f", "json").out)
    assert told(data)["unit:县卫健局"]["acked"] == {"at": "2026-10-15T10:05", "by": "顾晓岚", "how": "电话"}
    assert told(data)["unit:县政府"]["acked"] is None


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("县卫建局", "没有“县卫建局”这个接收方"),
        ("leader", "领导不用签收"),
        ("来宾", "来宾不用签收"),
        ("县公安局", "没有给县公安局发过通知"),
        ("临溪宾馆", "“临溪宾馆”可以指"),
    ],
)
def test_who_cannot_answer(run, issued, word, message):
    size = len(journal(issued))
    result = run("ack", "plans/甲.yaml", "县卫健局", word)
    assert (result.status, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") == 2
    assert len(journal(issued)) == size


def test_several_at_once_in_the_words_of_people(run, issued):
    result = run("ack", "plans/甲.yaml", "1号车，县卫健局", "hotel:临溪宾馆", "县机关食堂")
    assert result.status == 0, result.err
    assert [one["reader"] for one in journal(issued)[-4:]] == [
        "driver:1",
        "unit:县卫健局",
        "hotel:临溪宾馆",
        "kitchen:县机关食堂",
    ]


def test_nobody_answers_what_was_never_issued(run, sound):
    result = run("ack", "plans/甲.yaml", "县卫健局")
    assert (result.status, result.out) == (2, "")
    assert "还没有印发过" in result.err
    assert run("ack", "plans/甲.yaml", "县卫健局", "--how", "很" * 101).status == 2


def test_the_next_print_marks_what_the_issue_has_changed(run, issued):
    change(issued, TALKS)
    run("issue", *SECOND)
    run("render", "-d", "plan", "-f", "html", "-o", "printed", "--as-of", "2026-10-15")
    (page,) = (issued.parents[1] / "printed").rglob("*接待方案.html")
    text = page.read_text(encoding="utf-8")
    marked = [re.sub("<[^>]*>", "", one) for one in re.findall(r"<ins>(.*?)</ins>", text)]
    assert marked == [
        "14:25—16:25",
        "县域医共体建设座谈会（10月20日14:25—16:25，",
        "10月20日（星期二）14:25—16:25\u3000",
    ]
    assert "与第1版不同" in text
