"""Rules over a plan with errors of format: what they find in its sound part is what they find in the whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jiedai.check.engine import check, examined
from jiedai.check.selection import Selection
from jiedai.diagnostics import Diagnostic, KeyPath, Span
from jiedai.loading import Loaded, load
from jiedai.model.base import keys_of
from jiedai.model.messages import model_at
from jiedai.model.plan import Plan
from tests.check.bench import OFFICE, PLANS

EXAMPLES = sorted((Path(__file__).parents[2] / "plans").glob("2*.yaml"))
TRIES = 30
"""Damages a plan; every one of them is a check."""
_SLIPS = (
    ("人均: ", "人均: 9"),
    ("责任人: ", "责任人: 甲"),
    ("10-21", "10-22"),
    ("时限: T-", "时限: T+"),
    ("房号: ", "房号: 9"),
)
"""What gives the rules something to find."""


def offset(text: str, line: int, column: int) -> int:
    return sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1


def stretch(text: str, span: Span) -> tuple[int, int]:
    return offset(text, span.line, span.column), offset(text, span.end_line, span.end_column)


def damages(loaded: Loaded, path: KeyPath) -> list[tuple[str, str]]:
    """Texts of the plan with one value or key damaged, each with a name; lines stay where they are."""
    text = loaded.source.text
    start, end = stretch(text, loaded.source.spans[path])
    value = text[start:end]
    found = []
    if "\n" not in value:
        wrong = ("{甲: 乙}", "[[乙], {丙: 丁}]", "没有这一种", "2026-02-30", "-7")
        found += [(one, text[:start] + one + text[end:]) for one in wrong]
    if path in loaded.source.key_spans:
        start, close = stretch(text, loaded.source.key_spans[path])
        key = text[start:close]
        found.append(("spelt wrong", text[:close] + "错" + text[close:]))
        found.append(("unknown", text[:start] + "无此一项" + text[close:]))
        both = next((keys for _name, *keys in keys_of(model_at(path[:-1], Plan)) if key in keys), [key])
        if "\n" not in value:
            found += [(f"twice: {twin}", f"{text[:end]}, {twin}: {value}{text[end:]}") for twin in both]
    return found


def of_rules(loaded: Loaded, found: list[Diagnostic]) -> set[tuple[str, str, int]]:
    """What rules found, not the reader."""
    read = {(one.code, one.message, one.span) for one in loaded.diagnostics}
    return {(one.code, one.message, one.span.line) for one in found if (one.code, one.message, one.span) not in read}


@pytest.mark.parametrize("slips", [(), _SLIPS], ids=["as it is", "with slips"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_rules_find_nothing_that_is_not_in_the_whole_plan(tmp_path, example, slips):
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "office.yaml").write_bytes((example.parent / "office.yaml").read_bytes())
    text = example.read_text(encoding="utf-8")
    for old, new in slips:
        text = text.replace(old, new, 1)
    path = plans / example.name
    path.write_text(text, encoding="utf-8")
    sound = load(path)
    before = of_rules(sound, check(sound))
    chance = random.Random(20261020)
    partial = 0
    for place in chance.sample(sorted(sound.source.spans, key=str), TRIES):
        kind, damaged = chance.choice(damages(sound, place) or [("none", text)])
        path.write_text(damaged, encoding="utf-8")
        loaded = load(path)
        if loaded.plan is not None:
            continue
        found = check(loaded)
        assert any(one.code.startswith("GS") and one.level.value == "error" for one in found), (kind, place)
        assert of_rules(loaded, found) <= before, (kind, place)
        partial += loaded.partial is not None
    assert partial > TRIES / 3


# --- one by one ---


def write(folder: Path, *changes: tuple[str, str]) -> Path:
    text = (PLANS / "sound.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / "plans").mkdir(exist_ok=True)
    (folder / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    path = folder / "plans" / "a.yaml"
    path.write_text(f"{text}\n对外名称: 5月11日公务活动\n", encoding="utf-8")
    return path


def test_a_wrong_phone_leaves_what_it_has_nothing_to_do_with(tmp_path):
    faults = (("电话: 13900000201, 替补", "电话: 无, 替补"), ("2026-05-11 星期一", "2026-05-11 星期二"))
    loaded = load(write(tmp_path, *faults))
    assert loaded.plan is None
    assert loaded.partial is not None
    result = examined(loaded)
    assert [one.code for one in result.diagnostics] == ["GS04", "SJ01"]
    assert "RW04" not in result.unchecked
    assert "ZR03" in result.unchecked


def test_a_whole_plan_is_checked_by_all(tmp_path):
    loaded = load(write(tmp_path))
    assert loaded.partial is None
    result = examined(loaded)
    assert (result.diagnostics, result.unchecked) == ([], frozenset())


def test_a_selection_leaves_only_its_own_rules_unchecked(tmp_path):
    loaded = load(write(tmp_path, ("电话: 13900000201, 替补", "电话: 无, 替补")))
    assert examined(loaded, selection=Selection(("SJ",))).unchecked == frozenset()
    assert examined(loaded, selection=Selection(("ZR",))).unchecked == {"ZR03"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("日期: 2026-05-11\n", "日期: 五月\n"), ("日期: 2026-05-11\n", "}{日期\n"), ("类型: 调研", "类型: 玩")],
)
def test_without_a_plan_no_rule_was_checked(tmp_path, old, new):
    loaded = load(write(tmp_path, (old, new)))
    assert loaded.partial is None
    result = examined(loaded, selection=Selection(("SJ", "GS04")))
    assert {"SJ01", "SJ12"} <= result.unchecked
    assert all(code.startswith("SJ") for code in result.unchecked)


def test_blanks_alone_are_no_errors(tmp_path):
    loaded = load(write(tmp_path, ("日期: 2026-05-11\n", "日期: 待填\n")))
    assert loaded.plan is None
    assert examined(loaded).unchecked == frozenset()


WEEKDAY = ("2026-05-11 星期一", "2026-05-11 星期二")
ACCEPTED = "豁免: [{规则: SJ01, 理由: 已核对, 批准人: 徐正}]\n公函:"


def test_what_is_accepted_stays_accepted(tmp_path):
    loaded = load(write(tmp_path, WEEKDAY, ("公函:", ACCEPTED), ("性别: 男", "性别: 公")))
    (fault,) = [one for one in check(loaded) if one.code == "SJ01"]
    assert fault.waived is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("理由: 已核对", "理由: []"),
        ("批准人: 徐正", "批准: 徐正"),
        ("版本: 1", "版本: 新版"),
        ("豁免: [", "豁免: [乱, "),
    ],
)
def test_no_rule_runs_where_nobody_knows_what_is_accepted(tmp_path, old, new):
    loaded = load(write(tmp_path, WEEKDAY, ("公函:", ACCEPTED), (old, new)))
    result = examined(loaded)
    assert loaded.partial is not None
    assert {one.code[:2] for one in result.diagnostics} == {"GS"}
    assert {"SJ01", "YC02", "RW01"} <= result.unchecked


def test_names_as_typed_are_damaged_too(tmp_path):
    """Rules about names read the file itself, for their places."""
    loaded = load(write(tmp_path, ("陪同: [林峰, 沈浩]", "陪同: [林峰, [没有这个人]]")))
    result = examined(loaded)
    assert {one.code for one in result.diagnostics} == {"GS04"}
    assert "GS08" in result.unchecked


@pytest.mark.parametrize("section", ["场所: {高: 1}", "场所: [{类别: 宾馆}]", "路程: [{从: 甲, 分钟: 5}]"])
def test_a_place_of_the_plans_own_without_a_name_ends_no_check(tmp_path, section):
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "office.yaml").write_text(OFFICE, encoding="utf-8")
    path = folder / EXAMPLES[0].name
    path.write_text(f"{EXAMPLES[0].read_text(encoding='utf-8')}\n{section}\n", encoding="utf-8")
    found = examined(load(path))
    assert any(one.code.startswith("GS") and one.level == "error" for one in found.diagnostics)
    assert "SJ01" in found.unchecked


def test_a_text_of_a_list_that_stands_for_several_words_may_be_faulty(tmp_path: Path) -> None:
    path = tmp_path / "2026-05-11-甲.yaml"
    path.write_text(
        '标题: 甲\n类型: 调研\n日期: 2026-05-11\n来宾:\n  - {姓名: 李四, 过敏: [无, "[甲, 乙"]}\n', encoding="utf-8"
    )
    assert "GS04" in {found.code for found in check(load(path))}
