from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiedai.source import flow, punctuation, repair
from jiedai.source.punctuation import find_fixes
from tests.batch import cases
from tests.source.samples import PLAN, places, read

# text, problems with their places, data as it must be read all the same
SLIPS = [
    ("类型：调研\n标题: 甲\n", ["GS07 1:3-1:4"], {"类型": "调研", "标题": "甲"}),
    ("标题: 甲\n类型 ：调研\n", ["GS07 2:4-2:5"], {"标题": "甲", "类型": "调研"}),
    ("公函：\n  文号: 1\n", ["GS07 1:3-1:4"], {"公函": {"文号": "1"}}),
    ("来宾:\n- 姓名：李\n  性别：女\n", ["GS07 2:5-2:6", "GS07 3:5-3:6"], {"来宾": [{"姓名": "李", "性别": "女"}]}),
    ("- {姓名：李, 性别: 女}", ["GS07 1:6-1:7"], [{"姓名": "李", "性别": "女"}]),
    ("- {姓名: 李，性别: 女}", ["GS07 1:9-1:10"], [{"姓名": "李", "性别": "女"}]),
    ("- {姓名: 李、籍贯: 甲}", ["GS07 1:9-1:10"], [{"姓名": "李", "籍贯": "甲"}]),
    (
        "- {姓名：李，性别：女}",
        ["GS07 1:6-1:7", "GS07 1:8-1:9", "GS07 1:11-1:12"],
        [{"姓名": "李", "性别": "女"}],
    ),
    ("来宾:\n\u3000\u3000姓名: 李\n", ["GS07 2:1-2:3"], {"来宾": {"姓名": "李"}}),
    ("来宾:\n\u00a0\u00a0姓名: 李\n", ["GS07 2:1-2:3"], {"来宾": {"姓名": "李"}}),
    ("姓名:\u3000李\n", ["GS07 1:4-1:5"], {"姓名": "李"}),
    ("姓名: \u00a0李\n", ["GS07 1:5-1:6"], {"姓名": "李"}),
    ("姓\u3000名: 李\n", ["GS07 1:2-1:3"], {"姓名": "李"}),
    ("-\u3000姓名: 李\n", ["GS07 1:2-1:3"], [{"姓名": "李"}]),
    ("- {姓名: 李,\u3000性别: 女}", ["GS07 1:10-1:11"], [{"姓名": "李", "性别": "女"}]),
    ("标题: 李\u200b娜\n", ["GS07 1:6-1:7"], {"标题": "李娜"}),
    ("\ufeff\ufeff标题: 甲\n", ["GS07 1:1-1:2"], {"标题": "甲"}),
    (
        "来宾:\n  － 李\n  — 王\n  – 赵\n",
        ["GS07 2:3-2:4", "GS07 3:3-3:4", "GS07 4:3-4:4"],
        {"来宾": ["李", "王", "赵"]},
    ),
    ("来宾:\n  －姓名: 李\n", ["GS07 2:3-2:4"], {"来宾": [{"姓名": "李"}]}),
    ("- 李\n－ 王\n", ["GS07 2:1-2:2"], ["李", "王"]),
    ("人员: ［甲, 乙］\n", ["GS07 1:5-1:6", "GS07 1:10-1:11"], {"人员": ["甲", "乙"]}),
    ("人员: ［甲，乙］\n", ["GS07 1:5-1:6", "GS07 1:7-1:8", "GS07 1:9-1:10"], {"人员": ["甲", "乙"]}),
    ("人员: 【甲、乙】\n", ["GS07 1:5-1:6", "GS07 1:7-1:8", "GS07 1:9-1:10"], {"人员": ["甲", "乙"]}),
    ("- ｛姓名: 李｝\n", ["GS07 1:3-1:4", "GS07 1:9-1:10"], [{"姓名": "李"}]),
    ("- {姓名: 李｝\n", ["GS07 1:9-1:10"], [{"姓名": "李"}]),
    ("- {饮食: ［清真］, 姓名: 李}\n", ["GS07 1:8-1:9", "GS07 1:11-1:12"], [{"饮食": ["清真"], "姓名": "李"}]),
    ("时间: “09:20-09:30”\n", ["GS07 1:5-1:6", "GS07 1:17-1:18"], {"时间": "09:20-09:30"}),
    ("- {房号: “0801”, 姓名: 李}\n", ["GS07 1:8-1:9", "GS07 1:13-1:14"], [{"房号": "0801", "姓名": "李"}]),
    ('时间: "09:20”\n', ["GS07 1:11-1:12"], {"时间": "09:20"}),
    ("＃ 注释\n标题: 甲 ＃ 注释\n", ["GS07 1:1-1:2", "GS07 2:7-2:8"], {"标题": "甲"}),
    ("公函:\n\t文号: 1\n  主题: 2\n", ["GS10 2:1-2:2"], {"公函": {"文号": "1", "主题": "2"}}),
    ("公函:\n\t\t文号: 1\n    主题: 2\n", ["GS10 2:1-2:3"], {"公函": {"文号": "1", "主题": "2"}}),
    ("公函:\n   文号: 1\n\t主题: 2\n", ["GS10 3:1-3:2"], {"公函": {"文号": "1", "主题": "2"}}),
    (
        "日程:\n\t- 日期: 1\n\t  安排:\n\t\t\t- 编号: 2\n",
        ["GS10 2:1-2:2", "GS10 3:1-3:4", "GS10 4:1-4:4"],
        {"日程": [{"日期": "1", "安排": [{"编号": "2"}]}]},
    ),
    ("-\t姓名: 李\n", ["GS10 1:2-1:3"], [{"姓名": "李"}]),
    ("备注: 甲\n\t乙\n", ["GS10 2:1-2:2"], {"备注": "甲 乙"}),
    ("备注: |\n\t甲\n\t乙\n标题: 丙\n", ["GS10 2:1-2:2", "GS10 3:1-3:2"], {"备注": "甲\n乙\n", "标题": "丙"}),
    ("类型:调研\n标题: 甲\n", ["GS01 1:3-1:4"], {"类型": "调研", "标题": "甲"}),
    ("- {姓名:李, 性别: 女}", ["GS01 1:6-1:7"], [{"姓名": "李", "性别": "女"}]),
    ("-姓名: 李\n", ["GS01 1:1-1:2"], [{"姓名": "李"}]),
    ("- {姓名: 李 性别: 女}", ["GS01 1:10-1:12"], [{"姓名": "李", "性别": "女"}]),
    ("- {姓名: 李\n   性别: 女}", ["GS01 2:4-2:6"], [{"姓名": "李", "性别": "女"}]),
    ('- {时间: "9" 事项: 甲}', ["GS01 1:12-1:14"], [{"时间": "9", "事项": "甲"}]),
    ("人员: [甲, 乙\n审批:\n  意见: 丙\n", ["GS01 1:5-1:6"], {"人员": ["甲", "乙"], "审批": {"意见": "丙"}}),
    ("- {姓名: 李\n- {姓名: 王}\n", ["GS01 1:3-1:4"], [{"姓名": "李"}, {"姓名": "王"}]),
    ("- {饮食: [清真}\n", ["GS01 1:8-1:9"], [{"饮食": ["清真"]}]),
    ("人员: [甲, 乙}\n标题: 丙\n", ["GS01 1:10-1:11"], {"人员": ["甲", "乙"], "标题": "丙"}),
    ('标题: "甲\n类型: "乙"\n', ["GS01 1:5-1:6"], {"标题": "甲", "类型": "乙"}),
    ('- {时间: "9:20, 事项: 甲, 房号: "0801"}', ["GS01 1:8-1:9"], [{"时间": "9:20", "事项": "甲", "房号": "0801"}]),
    ('标题: "甲"乙\n', ["GS01 1:5-1:8"], {"标题": "“甲”乙"}),
    (
        "- {住宿: {厅局级：500, 其他：380}}\n",
        ["GS07 1:12-1:13", "GS07 1:20-1:21"],
        [{"住宿": {"厅局级": "500", "其他": "380"}}],
    ),
    ("- {厅局级:500, 其他:380}\n", ["GS01 1:7-1:8", "GS01 1:15-1:16"], [{"厅局级": "500", "其他": "380"}]),
    (
        '- ["甲"，"乙"]\n- [{姓名: 李}、[王]]\n',
        ["GS07 1:7-1:8", "GS07 2:11-2:12"],
        [["甲", "乙"], [{"姓名": "李"}, ["王"]]],
    ),
    # Words that the vocabulary does not know: the syntax error behind them gives them away.
    ("联系电话：1\n标题: 甲\n", ["GS07 1:5-1:6"], {"联系电话": "1", "标题": "甲"}),
    ("标题: 甲\n联系电话：1\n", ["GS07 2:5-2:6"], {"标题": "甲", "联系电话": "1"}),
]

FINE = [
    PLAN,
    "措施: 备伞：每车六把\n",
    "措施: [青山点位改到农创中心，车上备伞]\n",
    "措施: [备注：下雨改期, 时间：待定]\n",
    "- {事项: 说明，地点：待定, 类别: 其他}\n",
    "- {事项: 集合；备注：带伞, 类别: 其他}\n",
    "标题: 【通知】关于接待工作\n主题: 【重要】\n文号: 〔2026〕1号\n编号: ［2026］1号\n",
    "标题: “十四五”规划调研\n主题: “乡村振兴”\n事由: 学习“两山”理念\n",
    "标题: 调研——以甲县为例\n事由: 甲－乙\n",
    "备注: |\n  姓名：李\n  \t性别：女\n  － 甲\n  ＃ 乙\n标题: 甲\n",
    "备注: >-\n  姓名：李\n\n  {姓名：李，性别：女｝\n",
    "备注: 第一行\n  类型：调研\n  — 第二行\n",
    "备注: \"姓名：李，\n  性别：女\"\n标题: '类型：甲'\n",
    '备注: "姓名: 李\n  性别: 女"\n',
    "- {姓名: 甲 000\n    '乙, 性别: 女}\n",
    "- {事项: 到会 09:00, 类别: 甲}\n",
    "# 类型：调研 ｛｝ \t\u3000\n标题: 甲 # 类型：乙\n",
    "标题: 甲\n\t\n\t# 注释\n类型: 乙\n",
    "来宾: [\n\t{姓名: 李},\n]\n",
    "{\n标题: 甲,\n人员: [甲,\n乙]\n}\n",
    "标题: 甲\u3000乙\u00a0丙\n",
    "地点: 3＃楼\n房号: 甲 ＃3\n",
    "电话: 0570-5550102\n时间: 09:20-09:30\n事由: -1\n",
    "来源: https://example.org/a:b\n",
    '标题: "甲" # "乙\n人员: ["甲", \'乙\']\n',
    "说明：会\n",
]


@cases(("text", "expected", "data"), SLIPS)
def test_slip_is_placed_and_read_on(text, expected, data):
    source = read(text)
    assert places(source) == expected
    assert source.data == data


@cases("text", FINE)
def test_what_only_looks_like_a_slip_is_left_alone(text):
    source = read(text)
    assert source.problems == ()
    assert repair(source, frozenset({"姓名", "类型", "时间", "备注", "地点"})) == (text, [])


def test_one_slip_does_not_hide_the_others():
    text = "类型：甲\n公函:\n\t文号: 1\n来宾:\n  － {姓名: 李，性别: 女\n  - {事项: 甲,乙}\n版本: 1\n版本: 2\n"
    source = read(text)
    assert [found.code for found in source.problems] == ["GS07", "GS10", "GS07", "GS01", "GS07", "GS12", "GS05"]
    assert source.data["来宾"] == [{"姓名": "李", "性别": "女"}, {"事项": "甲,乙"}]
    assert source.spans["来宾", 0, "性别"].column == 16


def test_without_a_vocabulary_nothing_is_guessed():
    assert read("- {姓名: 李，性别：女}\n- 编号：甲\n- [姓名：李]\n", frozenset()).problems == ()


@cases(
    ("pattern", "slip", "code"),
    [
        (r"(?<=\w): (?=\S)", "：", "GS07"),
        (r"(?<=\w):\n", "：\n", "GS07"),
        (r"(?<=\w): (?=\w)", ":", "GS01"),
        (r", (?=\w+: )", "，", "GS07"),
        (r", (?=\w+: )", "、", "GS07"),
        (r", (?=\w+: )", " ", "GS01"),
        (r"(?m)^( *)- ", r"\1－ ", "GS07"),
        (r"(?m)^  (?= *\S)", "\t", "GS10"),
        (r"(?m)^  (?= *\S)", "\u3000", "GS07"),
        (r"(?m)^  (?= *\S)", "\u00a0\u00a0", "GS07"),
        (r"\](?=[,}\n])", "", "GS01"),
        (r"\}(?=\n)", "", "GS01"),
        (r'(?<=\d)"(?=[,}\n])', "", "GS01"),
    ],
)
def test_every_single_slip_in_a_plan_is_found_alone_and_read_on(pattern, slip, code):
    wanted = read(PLAN).data
    body = PLAN[: PLAN.index("备注: |")]
    places_of_slip = list(re.finditer(pattern, body))
    assert places_of_slip
    for found in places_of_slip:
        source = read(PLAN[: found.start()] + found.expand(slip) + PLAN[found.end() :])
        assert [problem.code for problem in source.problems] == [code], found
        assert source.problems[0].span.line in (
            PLAN.count("\n", 0, found.start()) + 1,
            PLAN.count("\n", 0, found.end()) + 1,
        )
        assert source.data == wanted, found


def test_zero_width_characters_are_not_called_spaces():
    wide, narrow = read("\u3000标题: 甲\n"), read("\u200b标题: 甲\n")
    assert [found.message for found in wide.problems] == ["全角空格或不间断空格，这里要用半角空格"]
    assert [found.message for found in narrow.problems] == ["文字里有看不见的零宽字符"]


def test_a_hint_writes_out_few_brackets():
    few, many = read("甲: [[[[[[[[\n"), read("甲: [[[[[[[[[\n")
    assert few.problems[-1].hint == "在这一项结尾补上“]]]]]]]]”。"
    assert many.problems[-1].hint == "在这一项结尾补上“]]]]]]]]…”。"


PIECES = st.sampled_from(
    ["  ", "- ", "姓名: ", "姓名:", "姓名：", "来宾:", "甲", "李，王", "、乙", "09:20", '"', "'", "“", "[", "]",
     "[甲, 乙]", "[]", "{", "}", "{姓名: 李, 性别: 女}", "{姓名: 李、王, 房: [], 性别: 女}", "{姓名: 李，性别: 女}",
     "{房型: {标准间: 4}}", ", ", "，", " #", "#", "＃", "\t", "\u3000", "\u200b", "|", "&a ", "---", "－ "]
)  # fmt: skip
LINES = st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=8).map("\n".join)


@given(LINES)
@example("简介: 甲\n  姓名: 李\n性别: 女\n")
@example("- 来宾:\n  - {姓名: 李, 性别: 女}\n\t- 王\n")
def test_what_is_passed_over_at_once_says_what_a_scan_of_it_would(text: str) -> None:
    vocabulary = frozenset({"姓名", "性别", "来宾", "房型", "房"})
    found = find_fixes(text, vocabulary)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(punctuation, "_CALM", re.compile(r"(?!)"))
        patch.setattr(flow, "_CALM", re.compile(r"(?!)"))
        assert find_fixes(text, vocabulary) == found
