"""Which files the words of a command line mean."""

from __future__ import annotations

import pytest

from jiedai.cli.paths import find, meant
from tests.cli.conftest import NAME, PLAN


def test_a_pattern_the_shell_left_alone(plan):
    assert find(["plans/2026-*.yaml"]) == [f"plans/{NAME}"]
    assert find(["plans/1999-*.yaml"]) == ["plans/1999-*.yaml"]


def test_a_file_whose_name_looks_like_a_pattern(office):
    (office / "[a].yaml").write_text("", encoding="utf-8")
    assert find(["[a].yaml"]) == ["[a].yaml"]


def test_standard_input_is_read_once(plan):
    assert find(["-", str(plan), "-"]) == ["-", str(plan)]


@pytest.mark.parametrize("path", ["a" * 5000, "a\0b"])
def test_a_name_that_cannot_be_is_left_to_the_reader(office, path, run):
    assert find([path]) == [path]
    result = run("check", path)
    assert (result.status, len(result.err.splitlines())) == (2, 1)


@pytest.mark.parametrize(
    "typed", ["plans/2026-05-11-省卫健委.yml", "2026-05-11-省卫健委.yml", "05-11-卫健委", "plan/省卫健.yaml"]
)
@pytest.mark.parametrize("command", ["check", "render", "seating"])
def test_a_name_typed_wrong_is_put_right(run, plan, typed, command):
    result = run(command, typed)
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == [f"错误：找不到文件“{typed}”", f"建议：是不是想写“plans/{NAME}”？"]


@pytest.mark.parametrize("typed", ["zzz.yaml", "plans/zzz.yaml", "没有/甲.yaml", "office2.yaml"])
def test_a_name_like_no_plan_gets_no_advice(run, plan, typed):
    assert run("check", typed).err == f"错误：找不到文件“{typed}”\n"


@pytest.mark.parametrize("command", ["render", "seating"])
def test_the_office_file_is_called_what_it_is(run, plan, command):
    result = run(command, "plans/office.yaml")
    assert (result.status, result.out) == (2, "")
    assert result.err == "错误：plans/office.yaml 不是方案，是单位文件\n建议：写明方案的文件名\n"


# --- a word for a plan -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["省卫健委", f"{NAME}", "2026-05-11", "调研", "云溪县", ".YAML"], ids=lambda word: ascii(word)
)
def test_a_word_means_the_only_plan_whose_name_or_title_holds_it(run, plan, word):
    by_word = run("check", "--select", "GS", word, "-f", "json")
    assert by_word.err == f"“{word}”不是文件，用的是 plans/{NAME}\n"
    by_name = run("check", "--select", "GS", f"plans/{NAME}", "-f", "json")
    assert (by_word.status, by_word.out) == (by_name.status, by_name.out)


def test_a_word_that_several_plans_hold_lists_them(run, plan):
    titled = plan.with_name("2026-06-01.yaml")
    titled.write_text(PLAN, encoding="utf-8")
    named = plan.with_name("2026-07-01-省卫健委.yaml")
    named.write_text("坏: [", encoding="utf-8")
    result = run("check", "省卫健委")
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == [
        "错误：有 3 份方案的文件名或标题里有“省卫健委”，写明是哪一份",
        f"建议：可选：plans/{NAME}、plans/2026-06-01.yaml、plans/2026-07-01-省卫健委.yaml",
    ]
    assert run("check", "--select", "GS", "2026-06").err.endswith("用的是 plans/2026-06-01.yaml\n")


def test_a_title_is_read_in_either_language_and_encoding(run, plan):
    plan.with_name("a.yaml").write_bytes("title: 省应急厅检查\n".encode("gb18030"))
    plan.with_name("b.yaml").write_text("- 省应急厅\n", encoding="utf-8")
    assert find(["应急厅"]) == ["plans/a.yaml"]


def test_the_office_file_and_packs_are_no_plans_to_be_meant(run, plan):
    (plan.parent / "packs").mkdir()
    (plan.parent / "packs" / "county.yaml").write_text("标题: 本县\n", encoding="utf-8")
    for word in ("office", "county", "本县"):
        assert find([word]) == [word]


@pytest.mark.parametrize("path", ["", " ", "-", "plans", "没有/省卫健委", "2026*委"])
def test_what_may_be_a_path_is_no_word(plan, path):
    assert meant([path]) == [path]


def test_a_file_of_that_name_comes_first(run, plan, office):
    (office / "省卫健委").write_text(PLAN, encoding="utf-8")
    assert find(["省卫健委"]) == ["省卫健委"]


def test_a_word_is_known_in_every_folder_of_the_workspace(run, plan, monkeypatch):
    monkeypatch.chdir(plan.parent)
    assert run("check", "--select", "GS", "卫健委").err == f"“卫健委”不是文件，用的是 {NAME}\n"
    (plan.parent / "later").mkdir()
    monkeypatch.chdir(plan.parent / "later")
    assert find(["卫健委"]) == [str(plan)]


@pytest.mark.parametrize(
    "words",
    [
        ("seating", "卫健委"),
        ("arrange", "rooms", "卫健委", "--write"),
        ("render", "卫健委", "-d", "programme", "-f", "md"),
    ],
)
def test_every_command_that_takes_a_plan_takes_a_word_and_says_it_once(run, plan, words):
    assert run(*words).err.count(f"用的是 plans/{NAME}") == 1


def test_a_word_for_nothing_is_left_to_the_reader(office, run):
    (office / "plans" / NAME).unlink()
    assert run("check", "卫健委").err == "错误：找不到文件“卫健委”\n"
