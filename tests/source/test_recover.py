"""A syntax error is told once, at its line, and what stands around it is read as it was meant."""

from __future__ import annotations

import random

import pytest

from jiedai.source import repair
from tests.batch import cases
from tests.source.samples import VOCABULARY, read

PLAN = """\
# 示例方案
标题: 市发展改革委调研组来访
类型: 调研
日期: 2026-06-03 至 2026-06-04

审批:
  审批人: 徐正
  职务: 办公室主任
  意见: 同意

陪同:
  - {姓名: 林峰, 单位: 县政府, 角色: 主陪}
  - {姓名: 沈浩, 单位: 县发改局}
  - {姓名: 周敏, 单位: 县接待办}

来宾:
  - 姓名: 赵敏
    性别: 女
    抵达: {时间: 2026-06-03 09:20, 车次: G7401, 地点: 东站}
  - {姓名: 钱远, 性别: 男, 饮食: [清真, 素食], 电话: 13900000301}

日程:
  - 日期: 2026-06-03
    安排:
      - {编号: A1, 时间: "09:20-09:30", 事项: 抵达东站, 车辆: [1], 类别: 接站}
      - 编号: A2
        时间: "14:30-16:30"
        事项: 座谈会
        陪同: [林峰, 沈浩]
        流程:
          - {分钟: 10, 事项: 介绍}
          - {分钟: 20, 事项: 汇报}
  - 日期: 2026-06-04
    安排:
      - {编号: B1, 时间: "08:20-09:30", 事项: 送站, 类别: 送站}

备注: 两天都有雨
"""
SOUND = read(PLAN).data

SLIPS = {
    "an unknown key's colon is stuck": ("备注: 两天", "附记:两天"),
    "a key without its colon": ("  职务: 办", "  职务 办"),
    "a heading without its colon": ("陪同:\n  -", "陪同\n  -"),
    "a Chinese bullet": ("  - {姓名: 沈浩", "  • {姓名: 沈浩"),
    "a number for a bullet": ("  - {姓名: 沈浩", "  2. {姓名: 沈浩"),
    "no blank after the dash": ("  - {姓名: 沈浩", "  -{姓名: 沈浩"),
    "a comment of other languages": ("\n备注", "\n// 说明\n备注"),
    "two commas": ("性别: 男, 饮食", "性别: 男,, 饮食"),
    "a dash too many": ("审批:\n", "审批: -\n"),
    "one bracket too many": ("车辆: [1]", "车辆: [1]]"),
    "one brace too many": ("角色: 主陪}", "角色: 主陪}}"),
    "another bracket closes": ("车辆: [1], 类", "车辆: [1}, 类"),
    "a round bracket closes": ("车辆: [1], 类", "车辆: [1), 类"),
    "a bracket is not opened": ("陪同: [林峰, 沈浩]", "陪同: 林峰, 沈浩]"),
    "a bracket is not opened in braces": ("饮食: [清真, 素食]", "饮食: 清真, 素食]"),
    "a brace is not opened": ("  - {姓名: 沈浩", "  - 姓名: 沈浩"),
    "a bracket is not closed": ("陪同: [林峰, 沈浩]", "陪同: [林峰, 沈浩"),
    "a bracket is not closed in braces": ("饮食: [清真, 素食]", "饮食: [清真, 素食"),
    "a brace is not closed": ("角色: 主陪}", "角色: 主陪"),
    "a quote is not closed": ('时间: "14:30-16:30"', '时间: "14:30-16:30'),
    "a quote is not closed in braces": ('时间: "09:20-09:30"', '时间: "09:20-09:30'),
    "a quote is not opened": ('时间: "14:30-16:30"', '时间: 14:30-16:30"'),
    "a tab": ('        时间: "14:30', '\t\t时间: "14:30'),
    "a line that divides": ("\n\n来宾", "\n---\n来宾"),
}
"""What is typed in place of what: one finding, and the data of the sound plan."""


def broken(*slips):
    text = PLAN
    for old, new in slips:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def changed(text):
    """The lines that are not those of the sound plan."""
    pairs = zip(text.split("\n"), PLAN.split("\n"), strict=False)
    return [number for number, (one, other) in enumerate(pairs, 1) if one != other]


@cases("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_once_where_it_is_and_hides_nothing(slip):
    text = broken(slip)
    source = read(text)
    assert [found.span.line for found in source.problems] == changed(text)[:1]
    assert {found.code for found in source.problems} <= {"GS01", "GS10"}
    assert source.lost == frozenset()
    expected = (
        SOUND if "附记" not in text else {**{k: v for k, v in SOUND.items() if k != "备注"}, "附记": "两天都有雨"}
    )
    assert source.data == expected


@pytest.mark.parametrize("shift", [1, -1])
def test_a_line_that_stands_one_blank_off_is_the_only_one_told(shift):
    lines = PLAN.split("\n")
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith("#") or (shift < 0 and not line.startswith(" ")):
            continue
        moved = " " + line if shift > 0 else line[1:]
        source = read("\n".join([*lines[:number], moved, *lines[number + 1 :]]))
        assert source.data == SOUND, line
        # One that begins a block stands right where nothing stands beside it.
        assert [found.span.line for found in source.problems] in ([number + 1], []), line


def test_several_slips_are_all_told_and_the_rest_is_read():
    drawn = random.Random(7)
    apart = ("unknown", "divides", "comment", "brace is not opened")  # these move lines, or read on into the next
    names = [name for name in SLIPS if not any(word in name for word in apart)]
    for _round in range(60):
        text = PLAN
        for name in drawn.sample(names, 3):
            old, new = SLIPS[name]
            text = text.replace(old, new, 1)
        source = read(text)
        assert {found.span.line for found in source.problems} == set(changed(text)), text
        assert source.data == SOUND, text


@cases("slip", SLIPS.values(), ids=SLIPS)
def test_what_can_only_mean_one_thing_is_repaired_in_the_file(slip):
    text = broken(slip)
    repaired, done = repair(text, VOCABULARY)
    assert repair(repaired, VOCABULARY) == (repaired, [])
    if "---" in text:
        assert (repaired, done) == (text, [])
        return
    assert read(repaired).problems == ()
    assert read(repaired).data == read(text).data
    assert done


@cases(
    ("old", "new", "lost", "line"),
    [
        ("  职务: 办公室主任", "  }{乱", ("审批",), 8),
        ("  - {姓名: 沈浩, 单位: 县发改局}", "  - }{ 姓名", ("陪同",), 13),
        ("          - {分钟: 20, 事项: 汇报}", "          - }] 汇报", ("日程", 0, "安排", 1, "流程"), 32),
        ("备注: 两天都有雨", "]备注: {", (), 37),
    ],
)
def test_a_line_that_nobody_can_read_is_set_aside(old, new, lost, line):
    source = read(broken((old, new)))
    assert source.lost == {lost}
    assert [found.span.line for found in source.problems] == [line]
    assert "\ue000" not in repr(source.data)
    assert source.data["标题"] == SOUND["标题"]


def test_a_merge_left_undone_keeps_the_first_version():
    text = broken(("备注: 两天都有雨", "<<<<<<< 甲\n备注: 两天都有雨\n=======\n备注: 无雨\n>>>>>>> 乙"))
    source = read(text)
    assert source.data == SOUND
    assert [found.span.line for found in source.problems] == [37]


def test_a_text_that_is_no_plan_costs_little_and_ends():
    for text in ("}{\n" * 400, "甲: [\n" * 400, '"\n甲: {' * 300, "- - -\n : :\n" * 300):
        assert read(text).problems
