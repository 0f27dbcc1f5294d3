"""`render --watch`: real saves, in the ways that editors save, and how often each prints."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from jiedai.cli import watch as module
from jiedai.cli.commands.plans import Render
from jiedai.cli.failure import Failure
from tests.cli.conftest import NAME, PLAN

STEM = NAME.removesuffix(".yaml")
TEMPLATE = (
    "---\ntitle: {zh: 试印, en: Trial}\naudience: staff\norder: 1\nformats: [md]\n---\n<p>%s {{ plan.title }}</p>\n"
)

GIFTS = "不收受礼金"
"""What the papers say of rule LP01."""


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch):
    monkeypatch.setattr("jiedai.check.engine.rules", dict)


class Watched:
    """A watch in a thread: what it says, and a way to wait for it."""

    def __init__(self, capsys, **request) -> None:
        self.capsys, self.stop, self.said = capsys, threading.Event(), ""
        self.status = None
        request = {"documents": ["trial"], "formats": ["md"], **request}
        self.thread = threading.Thread(target=self._run, args=(Render(**request),), daemon=True)

    def _run(self, request) -> None:
        self.status = module.watch(request, self.stop)

    def until(self, text: str, times: int = 1, seconds: float = 5) -> float:
        """Wait for a text to be said that often since the last call; how long that took."""
        started = time.perf_counter()
        heard = ""
        while heard.count(text) < times:
            heard += "".join(self.capsys.readouterr())
            assert time.perf_counter() - started < seconds, f"never said {text!r}, but: {heard}"
            time.sleep(0.005)
        self.said = heard
        return time.perf_counter() - started

    def quiet(self, seconds: float = 0.35) -> None:
        """Nothing is said for a while: one save is printed once."""
        time.sleep(seconds)
        heard = "".join(self.capsys.readouterr())
        assert heard == ""


@pytest.fixture
def watched(office, capsys, monkeypatch):
    (office / "templates").mkdir()
    (office / "templates" / "trial.html").write_text(TEMPLATE % "一", encoding="utf-8")
    made = Watched(capsys, paths=[f"plans/{NAME}"])
    made.thread.start()
    made.until("按 Ctrl-C 结束")
    time.sleep(0.15)  # the first look at the folders
    yield made
    made.stop.set()
    made.thread.join(5)
    assert made.status == 0


def output(office: Path) -> str:
    return (office / "out" / STEM / "工作人员" / "01-试印.md").read_text(encoding="utf-8")


def test_a_save_in_place_prints_once_and_soon(watched, office, plan):
    plan.write_text(PLAN.replace("省卫健委来", "省教育厅来"), encoding="utf-8")
    watched.until("重印了 1 个文件")
    assert "省教育厅来云溪县调研" in output(office)
    watched.quiet()


def test_a_save_by_renaming_prints_once(watched, office, plan):
    draft = plan.with_name(f".{NAME}.swp")
    draft.write_text(PLAN.replace("省卫健委来", "省农业厅来"), encoding="utf-8")
    draft.replace(plan)
    watched.until("重印了 1 个文件")
    assert "省农业厅来" in output(office)
    watched.quiet()
    plan.rename(plan.with_suffix(".yaml~"))
    plan.write_text(PLAN, encoding="utf-8")
    watched.until("重印了 1 个文件")
    assert "省卫健委来" in output(office)


def test_what_would_come_out_the_same_is_not_printed(watched, office, plan):
    before = (office / "out" / STEM / "工作人员" / "01-试印.md").stat().st_mtime_ns
    plan.write_text(PLAN + "# 又记\n", encoding="utf-8")
    plan.write_text(PLAN.replace("核对名单", "再核对名单"), encoding="utf-8")
    watched.quiet()
    assert (office / "out" / STEM / "工作人员" / "01-试印.md").stat().st_mtime_ns == before


def test_an_error_is_told_and_the_watch_goes_on(watched, office, plan):
    plan.write_text(PLAN + "坏: [\n", encoding="utf-8")
    watched.until("读不成方案")
    assert "GS01" in watched.said
    assert "重印了" not in watched.said
    plan.unlink()
    watched.until("找不到文件")
    plan.write_text(PLAN.replace("省卫健委来", "省民政厅来"), encoding="utf-8")
    watched.until("重印了 1 个文件")
    assert "省民政厅来" in output(office)


def test_templates_are_watched_with_their_errors(watched, office):
    template = office / "templates" / "trial.html"
    template.write_text(TEMPLATE % "{{ plan.oops }}", encoding="utf-8")
    watched.until("WD01")
    assert output(office).startswith("**工作人员用**\n\n一 "), "the last good print stays"
    template.write_text(TEMPLATE % "二", encoding="utf-8")
    watched.until("重印了 1 个文件")
    assert "二 省卫健委来" in output(office)


def test_the_office_file_is_watched(watched, office):
    path = office / "plans" / "office.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "版式: {页脚: 请勿外传}\n", encoding="utf-8")
    watched.until("重印了 1 个文件")
    assert "请勿外传" in output(office)


def test_a_pack_of_the_office_is_watched(office, capsys):
    pack = office / "plans" / "packs" / "own.yaml"
    pack.parent.mkdir()
    pack.write_text("rules: {LP01: {on: false}}\n", encoding="utf-8")
    path = office / "plans" / "office.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "标准: {规则包: [own]}\n", encoding="utf-8")
    made = Watched(capsys, paths=["plans"], documents=["discipline"])
    made.thread.start()
    made.until("按 Ctrl-C 结束")
    paper = next((office / "out" / STEM).rglob("*-工作纪律卡.md"))
    assert GIFTS not in paper.read_text(encoding="utf-8")
    pack.write_text("rules: {LP01: {on: true}}\n", encoding="utf-8")
    made.until("重印了 1 个文件")
    assert GIFTS in paper.read_text(encoding="utf-8")
    made.stop.set()
    made.thread.join(5)


def test_a_folder_of_templates_made_later_counts(office, capsys):
    made = Watched(capsys, paths=["plans"], documents=["programme"])
    made.thread.start()
    made.until("按 Ctrl-C 结束")
    (office / "templates").mkdir()
    head = TEMPLATE.replace("试印", "日程").replace("order: 1", "order: 8")
    (office / "templates" / "programme.html").write_text(head % "新", encoding="utf-8")
    made.until("重印了 1 个文件")
    assert "新 省卫健委来" in (office / "out" / STEM / "工作人员" / "08-日程.md").read_text(encoding="utf-8")
    made.stop.set()
    made.thread.join(5)


def test_other_files_are_no_saves(watched, office):
    (office / "plans" / "notes.txt").write_text("x", encoding="utf-8")
    (office / "plans" / f".{NAME}.swp").write_text("x", encoding="utf-8")
    (office / "templates" / "~$trial.docx").write_text("x", encoding="utf-8")
    watched.quiet()


def test_a_name_that_does_not_exist_ends_it_at_once(plan):
    with pytest.raises(Failure, match="pfd"):
        module.watch(Render(paths=[str(plan)], formats=["pfd"]))
    with pytest.raises(Failure, match="标准输入"):
        module.watch(Render(paths=["-"]))


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_it_with_a_line(office):
    command = [sys.executable, "-m", "jiedai", "render", "--watch", "--draft", "-d", "programme", "-f", "md"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "Ctrl-C" in line:
            break
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, err.strip()) == (0, "不再看着方案")
    assert out.splitlines() == [f"out/{STEM}/草稿/来宾/08-日程安排表.md"]
