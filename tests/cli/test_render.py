"""`render`: what is printed, what is refused, and that nothing half-written stays."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import sys
from pathlib import Path

import pytest

from jiedai.cli.failure import Failure
from jiedai.cli.printing import print_time
from tests.cli.conftest import NAME, PLAN

STEM = NAME.removesuffix(".yaml")


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch):
    """Rules say nothing here: what is refused is up to the errors of format."""
    monkeypatch.setattr("jiedai.check.engine.rules", dict)


def files(folder: Path) -> list[str]:
    """All files below a folder but the lists of papers."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not path.endswith(("目录.html", "目录.json")))


def test_a_document_in_two_formats(run, plan, office):
    result = run("render", "-d", "programme", "-f", "html,md", str(plan))
    assert result.status == 0
    assert result.out.splitlines() == [f"out/{STEM}/来宾/08-日程安排表.html", f"out/{STEM}/来宾/08-日程安排表.md"]
    assert files(office / "out") == [f"{STEM}/来宾/08-日程安排表.html", f"{STEM}/来宾/08-日程安排表.md"]
    assert result.err.startswith("写了 2 个文件（")
    assert result.err.splitlines()[1:] == [f"哪份给谁、印几份、哪些有变化：out/{STEM}/目录.html"]


def test_documents_and_audiences_by_their_chinese_names(run, plan, office):
    result = run("render", "-d", "日程安排表", "-f", "md", "--for", "来宾", "-o", "印", str(plan))
    assert (result.status, files(office / "印")) == (0, [f"{STEM}/来宾/08-日程安排表.md"])


def test_a_terminal_shows_a_line_for_each_reader(run, plan, monkeypatch):
    monkeypatch.setattr("jiedai.cli.console.is_terminal", lambda stream: True)
    result = run("render", "-d", "programme,handbook,plan", "-f", "md,txt", str(plan))
    assert result.out.splitlines() == [f"out/{STEM}/领导：接待方案 1", f"out/{STEM}/来宾：日程安排表 1、接待手册 1"]


def test_the_same_day_gives_the_same_bytes(run, plan, office):
    for out in ("a", "b"):
        assert run("render", "-d", "programme", "-f", "pdf,docx", "--as-of", "2026-05-01", "-o", out).status == 0
    for path in files(office / "a"):
        assert (office / "a" / path).read_bytes() == (office / "b" / path).read_bytes()


def test_the_print_time(monkeypatch):
    assert print_time(dt.date(2026, 5, 1)) == dt.datetime(2026, 5, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert print_time(None) == dt.datetime(1970, 1, 2, tzinfo=dt.UTC)
    assert print_time(dt.date(2026, 5, 1)) == dt.datetime(2026, 5, 1)
    for wrong in ("soon", "9" * 30, "1.5"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(Failure):
            print_time(None)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs(print_time(None) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["-d", "programm"], "programm"),
        (["-f", "pfd"], "pfd"),
        (["--for", "gest"], "gest"),
        (["-d", "programme", "-d", "nothing"], "nothing"),
    ],
)
def test_an_unknown_name_stops_before_anything_is_written(run, plan, office, words, text):
    result = run("render", *words, str(plan))
    assert (result.status, result.out, (office / "out").exists()) == (2, "", False)
    assert f"“{text}”" in result.err
    assert 1 <= len(result.err.splitlines()) <= 2


def test_a_plan_that_cannot_be_read_as_one_is_refused(run, plan, office):
    plan.write_text(PLAN + "日程安排: []\n", encoding="utf-8")
    for draft in ([], ["--draft"]):
        result = run("render", "-f", "md", *draft, str(plan))
        assert (result.status, result.out) == (1, "")
        assert f"plans/{NAME}:16:1: error GS02" in result.err
        assert not (office / "out").exists()


def test_a_plan_against_the_rules_is_printed_as_a_draft_only(run, plan, office, monkeypatch):
    from jiedai.diagnostics import START
    from jiedai.visit.case import Finding

    def rule(case, figures):
        yield Finding("不行", case.name, START, ())

    monkeypatch.setattr("jiedai.check.engine.rules", lambda: {"YC02": rule})
    refused = run("render", "-d", "programme", "-f", "html", str(plan))
    assert (refused.status, (office / "out").exists()) == (1, False)
    assert f"plans/{NAME}:1:1: error YC02" in refused.err
    assert refused.err.splitlines()[-1] == "建议：改好再印；要先看样子，加 --draft 印草稿"
    printed = run("render", "-d", "programme", "-f", "html", "--draft", str(plan))
    assert printed.status == 0
    (page,) = (office / "out" / STEM / "草稿").rglob("*.html")
    assert "草稿" in page.read_text(encoding="utf-8")


def test_an_unreadable_plan_does_not_stop_the_others(run, plan, office):
    result = run("render", "-d", "programme", "-f", "md", "nope.yaml", str(plan))
    assert result.status == 2
    assert result.err.splitlines()[0] == "错误：找不到文件“nope.yaml”"
    assert files(office / "out") == [f"{STEM}/来宾/08-日程安排表.md"]


def test_plans_of_one_name_are_not_printed_over_each_other(run, plan, office):
    (plan.parent / "old").mkdir()
    (plan.parent / "old" / NAME).write_text(PLAN, encoding="utf-8")
    result = run("render", "-f", "md")
    assert (result.status, (office / "out").exists()) == (2, False)
    assert "同名" in result.err


def test_nothing_to_print_is_said(run, plan, office):
    result = run("render", "-d", "plan", "-f", "ics", str(plan))
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("错误：没有写出任何文件")


def test_a_template_with_an_error_is_told_with_its_line(run, plan, office):
    run("templates", "copy", "programme")
    template = office / "templates" / "programme.html"
    template.write_text(template.read_text(encoding="utf-8") + "{% nonsense %}\n", encoding="utf-8")
    line = template.read_text(encoding="utf-8").count("\n")
    result = run("render", "-d", "programme", "-d", "plan", "-f", "md", str(plan))
    assert result.status == 1
    assert f"templates/programme.html:{line}:1: error WD01" in result.err
    assert files(office / "out") == [f"{STEM}/领导/04-接待方案.md"]


def test_an_output_folder_that_is_a_file(run, plan, office):
    (office / "out").write_text("", encoding="utf-8")
    result = run("render", "-d", "programme", "-f", "md", str(plan))
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"错误：无法写入“out/{STEM}”：")


def test_an_output_folder_without_permission(run, plan, office, monkeypatch):
    def refused(path, *words, **named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)  # root, as CI runs, may write everywhere
    result = run("render", "-d", "programme", "-f", "md", str(plan))
    assert (result.status, (office / "out").exists()) == (2, False)
    assert "没有权限" in result.err


def test_a_full_disk_leaves_nothing_half_written(run, plan, office, monkeypatch):
    import jiedai.source.save as save

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(save.os, "fsync", full)
    result = run("render", "-d", "programme", "-f", "md", str(plan))
    assert (result.status, files(office / "out")) == (2, [])
    assert result.err.splitlines()[0] == f"错误：无法写入“out/{STEM}”：磁盘已满"


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_disk_that_fills_up_for_real(shell, plan, office):
    import resource

    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limit[1]))
    try:
        # Bytecode cut short would be left in the package, and break it.
        result = shell("render", "-d", "programme", "-f", "html", "--draft", str(plan), PYTHONDONTWRITEBYTECODE="1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert (result.status, files(office / "out")) == (2, [])
    assert "文件超过允许的大小" in result.err


def test_names_stay_inside_the_output_folder_and_markup_is_text(run, plan, office):
    nasty = PLAN.replace("省卫健委来云溪县调研", '"../../<script>x</script> #{1+1} *x* $x$"')
    plan.write_text(nasty, encoding="utf-8")
    before = set(files(office))
    assert run("render", "-f", "html", str(plan)).status == 0
    new = set(files(office)) - before
    assert new
    assert all(path.startswith(f"out/{STEM}/") for path in new)
    assert all("<script>x" not in (office / path).read_text(encoding="utf-8") for path in new)


def test_a_character_no_font_has_is_told(run, plan, office):
    plan.write_text(PLAN.replace("陈志远", "陈\U0001f9ff远"), encoding="utf-8")
    result = run("render", "-d", "plan", "-f", "pdf", str(plan))
    assert result.status == 0
    assert "warning WD02" in result.err
    assert "U+1F9FF" in result.err


def test_open_opens_the_folder_of_the_plan(run, plan, monkeypatch):
    opened = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("typer.launch", lambda url: opened.append(url) or 1)
    result = run("render", "-d", "programme", "-f", "md", "--open", str(plan))
    assert opened == [f"out/{STEM}"]
    assert "打不开文件夹" in result.err


def test_a_programme_for_one_person(run, plan, office):
    assert run("render", "-d", "programme", "-f", "txt", "--person", "姚晨", str(plan)).status == 0
    assert files(office / "out") == [f"{STEM}/来宾/08-日程安排表-姚晨.txt"]
    wrong = run("render", "-d", "programme", "-f", "txt", "--person", "姚辰", str(plan))
    assert (wrong.status, "姚晨" in wrong.err) == (2, True)


def test_what_an_earlier_version_had_is_called_off(run, plan, office):
    old = office / "old.yaml"
    old.write_text(PLAN.replace("编号: A2", "编号: A9"), encoding="utf-8")
    result = run("render", "-d", "programme", "-f", "ics", "--since", "old.yaml", str(plan))
    assert (result.status, files(office / "out")) == (
        0,
        [f"{STEM}/来宾/08-日程安排表-取消.ics", f"{STEM}/来宾/08-日程安排表.ics"],
    )
    for text, words in ((None, "找不到文件"), ("坏: [", "读不成方案")):
        old.unlink(missing_ok=True) if text is None else old.write_text(text, encoding="utf-8")
        result = run("render", "-f", "ics", "--since", "old.yaml", str(plan))
        assert (result.status, words in result.err) == (2, True)


def test_numbered_copies(run, plan, office):
    refused = run("render", "-d", "programme", "-f", "txt", "--copies", "2", str(plan))
    assert (refused.status, "工作秘密" in refused.err) == (2, True)
    plan.write_text(PLAN + "密级: 工作秘密\n", encoding="utf-8")
    assert run("render", "-d", "programme", "-f", "txt", "--copies", "2", str(plan)).status == 0
    assert files(office / "out") == [f"{STEM}/来宾/08-日程安排表-00000{number}.txt" for number in (1, 2)]


def test_labels_in_english(run, plan, tmp_path):
    result = run("render", f"plans/{NAME}", "-d", "programme", "-f", "md", "--labels", "en", "-o", str(tmp_path))
    assert result.status == 0
    (written,) = tmp_path.rglob("*.md")
    assert "Programme" in written.read_text(encoding="utf-8")


def test_labels_in_no_known_language(run, plan):
    result = run("render", f"plans/{NAME}", "--labels", "fr")
    assert result.status == 2
    assert "fr" in result.err


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a desktop")
def test_open_without_a_desktop_is_one_line(run, plan, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("typer.launch", lambda url: pytest.fail("looks for a program"))
    result = run("render", "-d", "programme", "-f", "md", "--open", str(plan))
    assert (result.status, result.err.splitlines()[2:]) == (0, [f"打不开文件夹，请自己打开 out/{STEM}"])


@pytest.mark.parametrize("folder", ["", " "])
def test_an_output_folder_without_a_name(run, plan, office, folder):
    result = run("render", "-d", "programme", "-f", "md", "-o", folder, str(plan))
    assert (result.status, result.err) == (2, "错误：-o 后面要写文件夹的名字\n建议：不写 -o 就写到 out\n")
    assert files(office) == sorted(["plans/office.yaml", f"plans/{plan.name}"])


@pytest.mark.parametrize("folder", ["plans", "plans/later", "."])
def test_papers_stand_at_the_root_of_the_workspace_wherever_the_command_is_run(run, plan, office, monkeypatch, folder):
    (plan.parent / "later").mkdir()
    monkeypatch.chdir(office / folder)
    result = run("render", "-d", "programme", "-f", "md", str(plan))
    paper = office / "out" / STEM / "来宾" / "08-日程安排表.md"
    assert (result.status, [path.resolve() for path in map(Path, result.out.splitlines())]) == (0, [paper.resolve()])
    assert files(office / "plans") == [NAME, "office.yaml"]
    elsewhere = run("render", "-d", "programme", "-f", "txt", "-o", "out", str(plan))
    assert elsewhere.out.splitlines() == [f"out/{STEM}/来宾/08-日程安排表.txt"]


def test_without_a_workspace_papers_stand_in_the_working_directory(run, office, tmp_path_factory, monkeypatch):
    away = tmp_path_factory.mktemp("away")
    monkeypatch.chdir(away)
    assert run("render", "-d", "programme", "-f", "md", str(office / "plans" / NAME)).status == 0
    assert files(away) == [f"out/{STEM}/来宾/08-日程安排表.md"]


def test_what_lacks_a_translation_is_listed_line_by_line_once(run, plan, office):
    plan.write_text(PLAN + "译文: {座谈: Talks}\n", encoding="utf-8")
    result = run("render", "-d", "programme,handbook", "-f", "md,txt", "--labels", "both", str(plan))
    assert result.status == 0
    listed = [line for line in result.err.splitlines() if "WD04" in line]
    assert listed
    assert len(listed) == len(set(listed))
    assert all(re.match(r"plans/[^:]+:\d+:\d+: warning WD04 缺译文: “[^”]+”没有译文$", line) for line in listed)
    assert not any("“座谈”" in line for line in listed)
    assert f"缺 {len(listed)} 处译文，文件里仍是原文。在方案或 office.yaml 的“译文”下写一行“原文: 英文”" in result.err
    assert "WD04" not in run("render", "-d", "programme", "-f", "md", str(plan)).err


# --- without traps ----------------------------------------------------------------------------------------------------


def test_a_plan_with_blanks_is_printed_as_a_draft_and_it_is_said(run, plan, office):
    plan.write_text(
        PLAN.replace("职务: 副主任", "职务: 待填").replace("事由: 调研基层医疗", "事由: 待填"), encoding="utf-8"
    )
    result = run("render", "-d", "programme", "-f", "md", str(plan))
    assert result.status == 0
    assert files(office / "out") == [f"{STEM}/草稿/来宾/08-日程安排表.md"]
    assert "草稿" in (office / "out" / STEM / "草稿" / "来宾" / "08-日程安排表.md").read_text(encoding="utf-8")
    assert "还有 2 处待填，印成草稿；填好再印就是正式的" in result.err.splitlines()


def test_a_word_file_that_was_corrected_is_left_alone(run, plan, office):
    words = ("render", "-d", "programme", "-f", "docx", str(plan))
    assert run(*words).status == 0
    mine = office / "out" / STEM / "来宾" / "08-日程安排表.docx"
    mine.write_bytes(b"mine")
    plan.write_text(PLAN.replace("事项: 考察", "事项: 参观"), encoding="utf-8")
    again = run(*words)
    assert (again.status, mine.read_bytes()) == (0, b"mine")
    assert again.err.splitlines()[0] == (
        f"out/{STEM}/来宾 里有印出后被人改过的文件，没有动它；新印的在旁边：08-日程安排表（新）.docx"
    )


def test_nothing_has_changed(run, plan, office):
    words = ("render", "-d", "programme", "-f", "md,txt", str(plan))
    assert run(*words).status == 0
    again = run(*words)
    assert (again.status, again.out) == (0, "")
    assert again.err.startswith("写了 0 个文件，2 个没有变化（")


def test_another_version_is_said(run, plan, office):
    words = ("render", "-d", "programme", "-f", "md", str(plan))
    assert run(*words).status == 0
    plan.write_text(PLAN + "版本: 2\n", encoding="utf-8")
    assert run(*words).err.splitlines()[0] == "上次印的是第 1 版，这次是第 2 版"


def test_one_paper_to_standard_output(shell, plan, office):
    result = shell("render", "-d", "programme", "-f", "txt", "--draft", "-o", "-", str(plan))
    assert (result.status, "考察" in result.out, (office / "out").exists()) == (0, True, False)


@pytest.mark.parametrize(
    "words",
    [["-f", "txt"], ["-d", "programme"], ["-d", "programme,plan", "-f", "txt"], ["-d", "programme", "-f", "md,txt"]],
)
def test_more_than_one_paper_does_not_go_to_standard_output(run, plan, office, words):
    result = run("render", *words, "-o", "-", str(plan))
    assert (result.status, result.out, (office / "out").exists()) == (2, "", False)
    assert result.err.splitlines()[0] == "错误：-o - 只印一种文件、一种格式"
