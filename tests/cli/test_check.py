"""`check`: which files, what is printed, which status."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.conftest import NAME, PLAN

GS = ("--select", "GS")
DOUBLED = list(zip("abcdefgh", "bcdefghi", strict=True))


def broken(plan, find="来宾:\n", put="来宾们: 无\n来宾:\n"):
    text = plan.read_text(encoding="utf-8")
    assert find in text
    plan.write_text(text.replace(find, put), encoding="utf-8")


def test_a_sound_plan(run, plan):
    result = run("check", *GS, str(plan))
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("0 个错误，0 个警告；检查了 1 份方案（")


def test_an_error_is_shown_where_it_is(run, plan):
    broken(plan)
    result = run("check", *GS, f"plans/{NAME}")
    assert result.status == 1
    lines = result.out.splitlines()
    assert lines[0].startswith(f"plans/{NAME}:5:1: error GS02 ")
    assert lines[1:3] == ["5 │ 来宾们: 无", "  │ ^^^^^^"]


def test_json_names_files_from_the_working_directory(run, plan):
    broken(plan)
    result = run("check", *GS, "-f", "json", str(plan))
    report = json.loads(result.out)
    (found,) = [one for one in report["diagnostics"] if one["code"] == "GS02"]
    assert (report["version"], report["files"]) == (1, 1)
    assert (found["file"], found["line"], found["column"]) == (f"plans/{NAME}", 5, 1)


def test_a_plan_elsewhere_is_named_in_full(run, plan, tmp_path, monkeypatch):
    broken(plan)
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    report = json.loads(run("check", *GS, "-f", "json", str(plan)).out)
    assert {one["file"] for one in report["diagnostics"]} == {plan.as_posix()}
    (relative,) = {
        one["file"] for one in json.loads(run("check", *GS, "-f", "json", f"../plans/{NAME}").out)["diagnostics"]
    }
    assert relative == f"../plans/{NAME}"


def test_without_a_path_every_plan_of_the_workspace(run, plan):
    (plan.parent / "later").mkdir()
    (plan.parent / "later" / "two.yml").write_text(PLAN, encoding="utf-8")
    assert "检查了 2 份方案" in run("check", *GS).out
    os.chdir(plan.parent / "later")
    assert "检查了 2 份方案" in run("check", *GS).out


def test_a_folder_and_a_file_in_it_are_checked_once(run, plan):
    assert "检查了 1 份方案" in run("check", *GS, "plans", f"plans/{NAME}").out


def test_the_workspace_itself_means_its_plans(run, office):
    (office / "out.yaml").write_text("a: 1", encoding="utf-8")
    assert "检查了 1 份方案" in run("check", *GS, ".").out


def test_standard_input(run, office, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("事由: ：\n".encode())))
    result = run("check", "-f", "json", "-")
    assert result.status == 1
    assert {one["file"] for one in json.loads(result.out)["diagnostics"]} == {"<stdin>"}


def test_an_office_file_is_checked_as_one(run, office):
    assert run("check", *GS, "plans/office.yaml").status == 0
    (office / "plans" / "office.yaml").write_text("单位: {名称: 甲}\n部们: []\n", encoding="utf-8")
    result = run("check", *GS, "-f", "json", "plans/office.yaml")
    assert [(one["code"], one["line"]) for one in json.loads(result.out)["diagnostics"]] == [("GS02", 2)]
    assert result.status == 1


def test_a_finding_in_the_office_file_is_told_once_for_all_plans(run, plan, office):
    (plan.parent / "second.yaml").write_text(PLAN, encoding="utf-8")
    (office / "plans" / "office.yaml").write_text("单位: {名称: 甲}\n部们: []\n", encoding="utf-8")
    found = json.loads(run("check", *GS, "-f", "json").out)["diagnostics"]
    assert [one["code"] for one in found].count("GS02") == 1


def test_a_missing_file_does_not_stop_the_others(run, plan):
    result = run("check", *GS, "nope.yaml", str(plan))
    assert result.status == 2
    assert result.err.splitlines() == ["错误：找不到文件“nope.yaml”"]
    assert "检查了 1 份方案" in result.out


def test_json_is_whole_even_when_nothing_could_be_read(run, office):
    result = run("check", "-f", "json", "nope.yaml")
    assert result.status == 2
    assert json.loads(result.out) == {"version": 1, "files": 0, "diagnostics": []}


def test_text_says_nothing_when_nothing_could_be_read(run, office):
    assert run("check", "nope.yaml").out == ""


def test_a_file_without_permission(run, plan, monkeypatch):
    opened = Path.open

    def refused(path, *words, **named):
        if path.name == plan.name:
            raise PermissionError(13, "Permission denied")
        return opened(path, *words, **named)

    monkeypatch.setattr(Path, "open", refused)  # root, as CI runs, may read everything
    result = run("check", str(plan))
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert "没有权限" in result.err


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", 1),
        ("- a\n", 1),
        ("hello\n", 1),
        ("a: " + "[" * 5000, 1),
        ("a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in DOUBLED), 1),
        ("a" * 6_000_000, 2),
        ("\0\1\2", 1),
    ],
    ids=["empty", "list", "text", "deep", "bomb", "large", "binary"],
)  # fmt: skip
def test_bad_files_get_a_plain_answer(run, plan, text, status):
    plan.write_text(text, encoding="utf-8")
    result = run("check", str(plan))
    assert result.status == status
    assert "Traceback" not in result.out + result.err
    assert result.out or len(result.err.splitlines()) == 1


def test_no_plans_folder(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.status == 2
    assert result.err.splitlines()[0] == "错误：这里没有 plans/ 文件夹"


def test_a_folder_without_plans(run, plan):
    plan.unlink()
    result = run("check")
    assert (result.status, result.err.splitlines()[0]) == (2, "错误：“plans”里没有方案")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code(run, plan, option):
    result = run("check", option, "QQ07", str(plan))
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines()[0] == "错误：没有代号“QQ07”"


def test_codes_in_one_word_or_several_in_any_case(run, plan):
    broken(plan)
    assert run("check", "--select", "yc,gs02", str(plan)).status == 1
    assert run("check", "--select", "GS", "--ignore", "GS02", str(plan)).status == 0


def test_a_letter_used_twice_is_selected_among_the_clashes(run, plan):
    text = plan.read_text(encoding="utf-8") + "公函: {来函单位: 省卫健委, 文号: 浙卫函〔2026〕9号}\n"
    for one in (plan, plan.with_name("2026-12-01-又一次.yaml")):
        one.write_text(text, encoding="utf-8")
    for codes in ("KX05", "KX", "gh05"):
        assert " GH05 " in run("check", "--select", codes).out, codes
    assert " GH05 " not in run("check", "--select", "GH,KX", "--ignore", "KX05").out


def test_an_unknown_report(run, plan):
    result = run("check", "-f", "jsn", str(plan))
    assert result.err.splitlines() == ["错误：没有“jsn”这种输出", "建议：是不是想写“json”？"]
    assert result.status == 2


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "13"])
def test_a_day_that_is_none(run, plan, text):
    result = run("check", "--as-of", text, str(plan))
    assert result.status == 2
    assert result.err.startswith("错误：--as-of：")


def test_strict_counts_warnings(run, plan):
    broken(plan, "调研基层医疗", "待填")
    assert run("check", "--select", "GS13", str(plan)).status == 0
    assert run("check", "--select", "GS13", "--strict", str(plan)).status == 1


@pytest.mark.parametrize("format", ["sarif", "github"])
def test_other_reports(run, plan, format):
    broken(plan)
    result = run("check", *GS, "-f", format, str(plan))
    assert result.status == 1
    assert "GS02" in result.out


def test_several_processes_say_the_same_in_the_same_order(run, plan):
    broken(plan)
    for number in range(30):
        (plan.parent / f"p{number:02}.yaml").write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    one, two = (run("check", *GS, "-f", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert len(json.loads(one.out)["diagnostics"]) == 31


def test_colour_only_on_a_terminal(run, plan, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    broken(plan)
    assert "\x1b[" not in run("check", *GS, str(plan)).out
    monkeypatch.setattr("jiedai.cli.console.is_terminal", lambda stream: True)
    assert "\x1b[" in run("check", *GS, str(plan)).out
    assert "\x1b[" not in run("check", *GS, "--no-color", str(plan)).out
    os.environ.pop("NO_COLOR")


# --- the rule book of the office ------------------------------------------------------------------------------------


OWN = """\
rules:
  SP01: {title: {zh: 本县先审批}, source: {zh: 《本县接待办法》}, article: {zh: 第三条}, status: L}
"""
NATIONAL = ("先审批后接待", "《党政机关厉行节约反对浪费条例》第二十二条（已核对）")


def own_book(office):
    """Give an office a pack that calls a rule by another name and source."""
    (office / "plans" / "packs").mkdir()
    (office / "plans" / "packs" / "county.yaml").write_text(OWN, encoding="utf-8")
    file = office / "plans" / "office.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "标准: {规则包: [county]}\n", encoding="utf-8")


def told_in_sarif(result):
    """(file, name of the rule, its source) for each result."""
    (log,) = json.loads(result.out)["runs"]
    rules = log["tool"]["driver"]["rules"]
    for one in log["results"]:
        rule = rules[one["ruleIndex"]]
        assert (rule["id"], rule["shortDescription"]["text"]) == (one["ruleId"], rule["name"])
        source = rule["help"]["text"].splitlines()[-1]
        assert source in one["message"]["text"].splitlines()
        yield one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].split("/")[0], rule["name"], source


def test_every_output_tells_the_rule_as_the_office_has_it(run, plan, office):
    own_book(office)
    name, source = "本县先审批", "《本县接待办法》第三条（地方规定）"
    words = ("check", "--select", "SP01", f"plans/{NAME}")
    text = run(*words).out.splitlines()
    assert (f" error SP01 {name}: " in text[0], f"依据 {source}" in text) == (True, True)
    manual = run("explain", "SP01").out.splitlines()
    assert (manual[0], f"  {source}" in manual) == (f"SP01 {name}（错误）", True)
    assert [found["source"] for found in json.loads(run(*words, "-f", "json").out)["diagnostics"]] == [source]
    assert list(told_in_sarif(run(*words, "-f", "sarif"))) == [("plans", name, source)]
    github = run(*words, "-f", "github").out
    assert (f"title=SP01 {name}" in github, f"依据 {source}" in github) == (True, True)
    assert name in run("list", "rules").out


def test_plans_of_several_offices_each_have_their_own(run, office):
    for place in ("甲", "乙"):
        shutil.copytree(office / "plans", office / place / "plans")
    own_book(office / "乙")
    told = list(told_in_sarif(run("check", "--select", "SP01", "-f", "sarif", "甲", "乙", "--jobs", "1")))
    places = [unquote(place) for place, _name, _source in told]
    assert places == ["甲", "乙"]
    assert [found[1:] for found in told] == [NATIONAL, ("本县先审批", "《本县接待办法》第三条（地方规定）")]


# --- --fix ------------------------------------------------------------------------------------------------


def test_fix_repairs_and_says_what(run, plan):
    broken(plan, "类型: 调研", "类型：调研")
    broken(plan, "星期一", "星期三")
    result = run("check", *GS, "--fix", str(plan))
    assert result.status == 0
    assert plan.read_text(encoding="utf-8") == PLAN
    assert result.err.splitlines() == [
        f"plans/{NAME}：改了 2 处",
        "  第 2 行：“：”改为“:␠”",
        "  第 10 行：2026-05-11 是星期一",
    ]


def test_fix_leaves_a_sound_file_alone(run, plan):
    before = plan.stat().st_mtime_ns
    result = run("check", *GS, "--fix", str(plan))
    assert result.err == "没有要改的地方\n"
    assert plan.stat().st_mtime_ns == before


def test_fix_covers_the_office_file_that_a_check_complains_of(run, plan, office):
    path = office / "plans" / "office.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("部门:", "部门："), encoding="utf-8")
    (plan.parent / "second.yaml").write_text(PLAN, encoding="utf-8")
    shown = run("check", "--fix", "--dry-run", "plans")
    assert shown.status == 1
    assert shown.out.count("+部门:") == 1
    result = run("check", *GS, "--fix", f"plans/{NAME}", "plans/second.yaml")
    assert result.status == 0
    assert result.err.splitlines() == ["plans/office.yaml：改了 1 处", "  第 2 行：“：”改为“:”"]
    assert path.read_text(encoding="utf-8") == sound


def test_fix_mends_the_office_file_named_with_its_plans_once(run, plan, office):
    path = office / "plans" / "office.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("部门:", "部门："), encoding="utf-8")
    result = run("check", *GS, "--fix", str(path), f"plans/{NAME}")
    assert result.err.count("改了 1 处") == 1


def test_dry_run_shows_a_diff_and_writes_nothing(run, plan):
    broken(plan, "类型: 调研", "类型：调研")
    before = plan.read_bytes()
    result = run("check", "--fix", "--dry-run", str(plan))
    assert result.status == 1
    assert "-类型：调研\n+类型: 调研\n" in result.out
    assert plan.read_bytes() == before
    assert list(plan.parent.glob(".*")) == []


def test_dry_run_of_a_sound_file(run, plan):
    assert run("check", "--fix", "--dry-run", str(plan)).status == 0


def test_dry_run_wants_fix(run, plan):
    assert run("check", "--dry-run", str(plan)).status == 2


def test_fix_repairs_standard_input_onto_standard_output(run, plan, monkeypatch):
    sound = plan.read_text(encoding="utf-8")

    def fixed(text, *words):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return run("check", "--select", "GS", "--fix", *words, "-")

    result = fixed(sound.replace("事由: ", "事由："))
    assert (result.status, result.out) == (0, sound)
    assert "“：”改为“:␠”" in result.err
    assert "<stdin>" in result.err
    result = fixed(sound.replace("事由: 调研基层医疗", "事由：[]"))
    assert (result.status, result.out) == (1, sound.replace("事由: 调研基层医疗", "事由: []"))
    assert "error GS04" in result.err
    assert fixed(sound.replace("事由: ", "事由："), "--dry-run").out.startswith("--- <stdin>")
    assert fixed(sound).out == sound


def test_fix_and_standard_input_stand_alone(run, plan):
    assert run("check", "--fix", "-", str(plan)).err.splitlines()[0] == "错误：标准输入要单独用"


def test_fix_mends_the_packs_of_the_office_too(run, plan):
    pack = plan.parent / "packs" / "county.yaml"
    pack.parent.mkdir()
    pack.write_text("rules:\n  YC02:\n    level：warning\n", encoding="utf-8")
    run("check", "--fix", str(plan))
    assert pack.read_text(encoding="utf-8") == "rules:\n  YC02:\n    level: warning\n"


# --- what stands at the end ---


def test_the_end_says_what_to_mend_first_and_what_is_left_to_fill_in(run, plan):
    broken(plan, "事由: 调研基层医疗", "事由：待填")
    broken(plan, "单位: 省卫健委, 职务: 副主任", "单位: 待填, 职务: []")
    lines = run("check", str(plan)).out.splitlines()
    last = lines[next(number for number, line in enumerate(lines) if "个错误" in line) :]
    assert last[1].startswith("先改第 3 行的 GS07")
    assert last[2] == "jiedai check --fix 能改好 1 处"
    assert last[3].startswith("还要填 2 处：")
    assert last[4].startswith("因格式错误（第 3")


def test_errors_come_before_warnings_and_those_before_hints(run, plan):
    broken(plan, "2026-05-11 星期一", "2026-05-11 星期二")
    broken(plan, "事由: 调研基层医疗", "事由: 待填")
    found = json.loads(run("check", "-f", "json", str(plan)).out)["diagnostics"]
    ranks = [("error", "warning", "info").index(one["level"]) for one in found if not one["waived"]]
    assert len(set(ranks)) > 1
    assert ranks == sorted(ranks)


def test_fix_converts_the_encoding(run, plan):
    plan.write_bytes(PLAN.encode("gb18030"))
    result = run("check", *GS, "--fix", str(plan))
    assert result.status == 0
    assert plan.read_bytes() == PLAN.encode()
    assert "编码从 GB18030 转为 UTF-8" in result.err


def test_fix_never_writes_a_damaged_file(run, plan):
    raw = PLAN.encode().replace("云溪站".encode(), b"\xe4\xba", 1)
    raw = raw.replace("类型:".encode(), "类型：".encode())
    plan.write_bytes(raw)
    result = run("check", *GS, "--fix", str(plan))
    assert plan.read_bytes() == raw
    assert "没有改动" in result.err
    assert result.status == 1


def test_fix_that_cannot_write_leaves_the_file(run, plan, monkeypatch):
    import errno

    broken(plan, "类型: 调研", "类型：调研")
    before = plan.read_bytes()

    def full(path, data):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("jiedai.cli.fix.write_atomic", full)
    result = run("check", "--fix", str(plan))
    assert (result.status, plan.read_bytes()) == (2, before)
    assert result.err.splitlines()[0] == f"错误：无法写入“plans/{NAME}”：磁盘已满"


# --- rules over plans with errors of format ---


def test_rules_that_errors_kept_from_being_checked_are_counted(run, plan):
    broken(plan, "事由: 调研基层医疗", "事由: []")
    result = run("check", "--select", "GS,GH01,YA01,SJ01", str(plan))
    assert result.status == 1
    assert result.out.splitlines()[-1] == "因格式错误（第 3 行），2 条规则没有查：GH01、YA01；改好后再查一次"
    assert result.err == ""


def test_rules_find_what_they_can_beside_an_error_of_format(run, plan):
    broken(plan, "事由: 调研基层医疗", "事由: []")
    broken(plan, "2026-05-11 星期一", "2026-05-11 星期二")
    lines = run("check", "--select", "GS04,SJ01", str(plan)).out.splitlines()
    assert [line.split()[2] for line in lines if ": error " in line] == ["GS04", "SJ01"]
    assert "没有查" not in lines[-1]


def test_a_plan_without_dates_is_checked_by_no_rule(run, plan):
    broken(plan, "日期: 2026-05-11 至 2026-05-12\n", "")
    assert (
        run("check", "--select", "GS,SJ01,SJ02", str(plan)).out.splitlines()[-1].startswith("因格式错误（第 1 行），")
    )


def test_several_plans_with_errors_are_counted_too(run, plan):
    other = plan.with_name("b.yaml")
    other.write_bytes(plan.read_bytes())
    broken(plan, "事由: 调研基层医疗", "事由: []")
    broken(other, "单位: 省卫健委, 职务: 副主任", "单位: 省卫健委, 职务: []")
    closing = run("check", "--select", "FW03,YA01,GS04", "plans").out.splitlines()[-1]
    assert closing == "因格式错误（第 3 行），2 条规则没有查：FW03、YA01；改好后再查一次"
    broken(other, "事由: 调研基层医疗", "事由: []")
    closing = run("check", "--select", "FW03,YA01,GS04", "plans").out.splitlines()[-1]
    assert closing == "因格式错误，2 份方案没有查全，少查 2 条规则：FW03、YA01；改好后再查一次"


def test_what_programs_read_keeps_its_shape(run, plan):
    broken(plan, "事由: 调研基层医疗", "事由: []")
    note = "因格式错误（第 3 行），1 条规则没有查：YA01；改好后再查一次"
    result = run("check", "--select", "GS04,YA01", "-f", "json", str(plan))
    assert json.loads(result.out).keys() == {"version", "files", "diagnostics"}
    assert result.err == note + "\n"
    result = run("check", "--select", "GS04,YA01", "-f", "sarif", str(plan))
    (invocation,) = json.loads(result.out)["runs"][0]["invocations"]
    assert invocation["toolExecutionNotifications"] == [{"level": "warning", "message": {"text": note}}]
    assert result.err == note + "\n"


@pytest.mark.parametrize("words", [["render"], ["seating"], ["arrange", "rooms"]])
def test_a_partial_plan_is_only_checked(run, plan, words):
    broken(plan, "事由: 调研基层医疗", "事由: []")
    result = run(*words, str(plan))
    assert result.status == 1
    assert "读不成方案" in result.err


def test_the_fixes_of_sarif_make_what_fix_makes(run, plan):
    sound = plan.read_text(encoding="utf-8")
    broken(plan, "事由: ", "事由：")
    broken(plan, "2026-05-11 星期一", "2026-05-11 星期二")
    broken(plan, "单位: 省卫健委, 职务: 副主任", "单位：省卫健委, 职务: 副主任")
    lines = plan.read_text(encoding="utf-8").split("\n")
    (log,) = json.loads(run("check", "-f", "sarif", str(plan)).out)["runs"]
    fixes = [fix for result in log["results"] for fix in result.get("fixes", [])]
    changes = [one for fix in fixes for change in fix["artifactChanges"] for one in change["replacements"]]
    for change in sorted(changes, key=lambda one: tuple(one["deletedRegion"].values()), reverse=True):
        at = change["deletedRegion"]
        line = lines[at["startLine"] - 1]
        put = change.get("insertedContent", {"text": ""})["text"]
        lines[at["startLine"] - 1] = line[: at["startColumn"] - 1] + put + line[at["endColumn"] - 1 :]
    assert "\n".join(lines) == sound
    assert len(fixes) == 3
