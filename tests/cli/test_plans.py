"""From words to plans, days and codes."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.check.engine import ALL, Selection
from jiedai.cli.failure import Failure
from jiedai.cli.plans import chosen_codes, day, find
from tests.cli.conftest import NAME


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
    ("text", "wanted"), [("2026-05-01", dt.date(2026, 5, 1)), ("2026年5月1日", dt.date(2026, 5, 1)), (None, None)]
)
def test_days(text, wanted):
    assert day(text) == wanted
    assert type(day(text)) in (dt.date, type(None))


@pytest.mark.parametrize("text", ["今天", "today", " TODAY "])
def test_today(text):
    assert day(text) == dt.date.today()


@pytest.mark.parametrize("text", ["", "5月", "2026-13-01"])
def test_no_day(text):
    with pytest.raises(Failure):
        day(text)


def test_codes(office):
    assert chosen_codes([], []) is ALL
    assert chosen_codes(["yc02", "GS"], ["GS13,GS14"]) == Selection(("YC02", "GS"), ("GS13", "GS14"))


@pytest.mark.parametrize(("code", "hint"), [("YC91", "是不是想写"), ("QQ77", "领域有"), ("Y", None)])
def test_unknown_codes(office, code, hint):
    if hint is None:
        assert chosen_codes([code], []) == Selection((code,), ())
        return
    with pytest.raises(Failure) as failure:
        chosen_codes([code], [])
    assert hint in failure.value.hint
    assert len(failure.value.hint) < 120


def test_codes_of_a_local_pack(office):
    (office / "plans" / "packs").mkdir()
    (office / "plans" / "packs" / "county.yaml").write_text(
        "rules:\n  XX01: {title: {zh: 本地}, level: warning}\n", encoding="utf-8"
    )
    assert chosen_codes(["XX01"], []) == Selection(("XX01",), ())


@pytest.mark.parametrize(
    "typed", ["plans/2026-05-11-省卫健委.yml", "2026-05-11-省卫健委.yaml", "省卫健委", "plan/省卫健.yaml"]
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
