from __future__ import annotations

import copy
import difflib

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from jiedai.source import EditError, insert_item, insert_items, insert_key, read_bytes, remove, set_value, set_values
from jiedai.source.emit import Inline, as_data
from tests.batch import cases
from tests.source.samples import PLAN, VOCABULARY, read


def difference(before, after):
    """The lines that went (`-`) and came (`+`)."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@cases(
    ("path", "new", "expected"),
    [
        (("标题",), "甲", ["-标题: 市发展改革委调研组来访   # 题目", "+标题: 甲   # 题目"]),
        (("标题",), "甲: 乙", ["-标题: 市发展改革委调研组来访   # 题目", '+标题: "甲: 乙"   # 题目']),
        (("标题",), "甲 # 乙", ["-标题: 市发展改革委调研组来访   # 题目", '+标题: "甲 # 乙"   # 题目']),
        (("类型",), "no", ["-类型: 调研", '+类型: "no"']),
        (("类型",), "9:30", ["-类型: 调研", '+类型: "9:30"']),
        (("类型",), "0801", ["-类型: 调研", '+类型: "0801"']),
        (("类型",), 801, ["-类型: 调研", "+类型: 801"]),
        (("类型",), None, ["-类型: 调研", "+类型: null"]),
        (
            ("日程", 0, "安排", 0, "时间"),
            "09:25-09:35",
            ['-      - {编号: A1, 时间: "09:20-09:30", 事项: 抵达东站，接站, 类别: 接站}',
             '+      - {编号: A1, 时间: "09:25-09:35", 事项: 抵达东站，接站, 类别: 接站}'],
        ),
        (
            ("来宾", 1, "饮食"),
            ["清真", "甲, 乙"],
            ["-  - {姓名: 钱远, 性别: 男, 饮食: [清真, 素食], 电话: 13900000301}",
             '+  - {姓名: 钱远, 性别: 男, 饮食: [清真, "甲, 乙"], 电话: 13900000301}'],
        ),
        (("备注",), "一\n二\n", ["-  姓名：写全名", "-  时间：写到分钟", "+  一", "+  二"]),
    ],
)  # fmt: skip
def test_set_value_changes_its_words_only(path, new, expected):
    assert difference(PLAN, set_value(PLAN, path, new)) == expected


def test_what_stands_in_brackets_below_its_key_stays_there():
    text = "经验:\n  {来访: 1}\n标题: 甲\n"
    once = set_value(text, ("经验",), {"来访": 2})
    assert once == "经验:\n  {来访: 2}\n标题: 甲\n"
    assert set_value(once, ("经验",), {"来访": 2}) == once


@cases(
    ("edit", "arguments", "expected"),
    [
        (insert_item, (("来宾",), {"姓名": "孙立"}), ["+  - {姓名: 孙立}"]),
        (insert_item, (("来宾",), {"姓名": "孙立"}, 0), ["+  - 姓名: 孙立"]),
        (insert_item, (("来宾",), {"姓名": "孙立", "饮食": ["清真"]}, 0), ["+  - 姓名: 孙立", "+    饮食: [清真]"]),
        (insert_key, (("来宾", 0), "电话", "0570"), ['+    电话: "0570"']),
        (insert_key, ((), "经费", [{"项目": "甲"}]), ["+", "+经费:", "+  - 项目: 甲"]),
        (set_value, (("日程", 0, "安排", 1, "状态"), "已完成"), ["+        状态: 已完成"]),
        (remove, (("类型",),), ["-类型: 调研"]),
        (remove, (("来宾", 0, "姓名"),), ["-  - 姓名: 赵敏", "-    性别: 女", "+  - 性别: 女"]),
        (remove, (("来宾", 1),), ["-  - {姓名: 钱远, 性别: 男, 饮食: [清真, 素食], 电话: 13900000301}"]),
        (
            remove,
            (("日程", 0, "安排", 1, "流程", 0, "分钟"),),
            ["-          - {分钟: 10, 事项: 介绍}", "+          - {事项: 介绍}"],
        ),
    ],
)
def test_insert_and_remove_touch_their_lines_only(edit, arguments, expected):
    found = difference(PLAN, edit(PLAN, *arguments))
    assert [line for line in found if line != "+"] == [line for line in expected if line != "+"]


def test_crlf_and_comments_stay():
    text = "# 甲\r\n来宾:\r\n  - 李   # 乙\r\n  # 丙\r\n  - 王\r\n"
    assert insert_item(text, ("来宾",), "赵", 1) == text.replace("  - 王", "  - 赵\r\n  - 王")
    assert set_value(text, ("来宾", 0), {"姓名": "李"}) == text.replace("- 李 ", "- {姓名: 李} ")
    assert set_value(text, ("来宾",), "全体") == "# 甲\r\n来宾: 全体\r\n"


@cases(
    ("text", "path", "new", "expected"),
    [
        ("甲:\n乙: 1\n", ("甲",), "丙", "甲: 丙\n乙: 1\n"),
        ("甲:   # 注\n乙: 1\n", ("甲",), "丙", "甲: 丙   # 注\n乙: 1\n"),
        ("甲: {乙: , 丙: 1}\n", ("甲", "乙"), "丁", "甲: {乙: 丁, 丙: 1}\n"),
        ("甲: {乙}\n", ("甲", "乙"), "丁", "甲: {乙: 丁}\n"),
        ("甲: # 注\n  - 乙\n", ("甲",), [], "甲: [] # 注\n"),
        ("-\n- 乙\n", (0,), "甲", "- 甲\n- 乙\n"),
        ("甲: 'it''s'\n", ("甲",), "that's", "甲: 'that''s'\n"),
        ("甲: 60\n", ("甲",), "90", "甲: 90\n"),
        ("甲: 1", ("乙",), "丙", "甲: 1\n乙: 丙"),
        ("", ("乙",), "丙", "乙: 丙\n"),
    ],
)
def test_odd_places(text, path, new, expected):
    assert set_value(text, path, new) == expected


@cases(
    ("edit", "arguments"),
    [
        (set_value, (("无", "有"), 1)),
        (set_value, (("来宾", 9), 1)),
        (insert_item, (("标题",), 1)),
        (insert_key, (("标题",), "甲", 1)),
        (insert_key, ((), "标题", 1)),
        (remove, (("无",),)),
        (remove, ((),)),
    ],
)
def test_what_cannot_be_edited_is_refused(edit, arguments):
    with pytest.raises(EditError) as caught:
        edit(PLAN, *arguments)
    assert caught.value.message


def test_file_with_syntax_errors_is_refused():
    with pytest.raises(EditError, match="语法"):
        set_value("甲: [\n", ("甲",), 1)


# --- properties ------------------------------------------------------------------------------------------------------

KEYS = st.text(st.sampled_from("甲乙丙"), min_size=1, max_size=3)
SCALARS = st.one_of(
    st.text(st.sampled_from("甲乙，：:,# x0\"'-[]{}\n\t　“”？!&*|>%@\\"), max_size=6),
    st.text(max_size=5),
    st.sampled_from(["0801", "no", "9:30", "null", "~", "2026-05-11", "1e3", "---"]),
    st.none(), st.integers(), st.booleans(),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda child: st.lists(child, max_size=3) | st.dictionaries(KEYS, child, max_size=3), max_leaves=5
)


def paths_of(data, path=()):
    yield path
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, child in children:
        yield from paths_of(child, (*path, step))


def readable(value):
    return not any("\ud800" <= char <= "\udfff" for char in repr(value)) and "\\ud" not in repr(value)


@given(
    st.dictionaries(KEYS, VALUES, min_size=1, max_size=4),
    VALUES,
    st.sampled_from([None, True, False]),
    st.sampled_from(["\n", "\r\n"]),
    st.data(),
)
def test_edit_reads_back_as_intended(data, new, flow, newline, choice):
    assume(readable(data) and readable(new))
    plain = as_data(data)
    text = "# 首\n" + yaml.safe_dump(plain, allow_unicode=True, default_flow_style=flow, sort_keys=False) + "# 尾\n"
    before = read_bytes(text.encode(), "x")
    assume(not [found for found in before.problems if found.code != "GS07"] and before.data == plain)
    path = choice.draw(st.sampled_from([path for path in paths_of(plain) if path]))
    edited = set_value(text.replace("\n", newline), path, new)
    wanted = copy.deepcopy(plain)
    parent = wanted
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = as_data(new)
    after = read_bytes(edited.encode(), "x")
    assert after.data == wanted
    assert edited.startswith("# 首" + newline)
    assert edited.endswith("# 尾" + newline)
    span = before.spans[path]
    kept_above, kept_below = span.line - 2, len(before.lines) - span.end_line
    assert edited.split(newline)[:kept_above] == before.lines[:kept_above]
    assert edited.split(newline)[len(edited.split(newline)) - kept_below :] == before.lines[-kept_below:]


@given(st.sampled_from([path for path in paths_of(read(PLAN).data) if path]))
def test_removing_anything_from_a_plan(path):
    data = read(PLAN).data
    edited = remove(PLAN, path)
    parent = data
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    source = read(edited, VOCABULARY)
    assert source.data == data
    assert source.problems == ()


@given(VALUES)
def test_what_is_written_needs_no_repair(value):
    assume(readable(value))
    source = read(insert_key(PLAN, (), "新", value))
    assert source.problems == ()
    assert source.data == {**read(PLAN).data, "新": as_data(value)}


# --- entries on one line ------------------------------------------------------------------------------


@cases(
    ("text", "wanted"),
    [
        ("a:\n  b:   # why\n", "a:\n  b:   # why\n    - {x: 甲}\n    - {x: 乙}\n"),
        ("a:\n  b: []  # why\nc: 1\n", "a:\n  b:  # why\n    - {x: 甲}\n    - {x: 乙}\nc: 1\n"),
        ("a:\n  c: 1\n", "a:\n  c: 1\n  b:\n    - {x: 甲}\n    - {x: 乙}\n"),
        ("a: {c: 1, b: []}\n", "a: {c: 1, b: [{x: 甲}, {x: 乙}]}\n"),
        ("a: {c: 1}\n", "a: {c: 1, b: [{x: 甲}, {x: 乙}]}\n"),
    ],
)
def test_a_list_of_inline_entries_is_written_a_line_each(text, wanted):
    assert set_value(text, ("a", "b"), [Inline(x="甲"), Inline(x="乙")]) == wanted


def test_an_entry_joins_others_in_their_style():
    block, flow = "a:\n  - x: 甲\n    y: 1\n", "a:\n  - {x: 甲, y: 1}\n"
    assert insert_item(block, ("a",), Inline(x="乙", y=[1, 2])) == block + "  - x: 乙\n    y: [1, 2]\n"
    assert insert_item(flow, ("a",), Inline(x="乙", y=[1, 2])) == flow + "  - {x: 乙, y: [1, 2]}\n"


@cases(
    ("new", "wanted"),
    [
        (["甲", "丙"], "a:\n  # 1\n  - 甲 # 2\n  # 3\n  # 5\n  -  丙 # 6\n  # 7\n"),
        (["乙", "丙"], "a:\n  # 1\n  # 3\n  - '乙'\t# 4\n  # 5\n  -  丙 # 6\n  # 7\n"),
        (["甲", "乙"], "a:\n  # 1\n  - 甲 # 2\n  # 3\n  - '乙'\t# 4\n  # 5\n  # 7\n"),
        (["甲", "丁", "丙"], "a:\n  # 1\n  - 甲 # 2\n  # 3\n  - '丁'\t# 4\n  # 5\n  -  丙 # 6\n  # 7\n"),
        (["丁"], "a:\n  # 1\n  - 丁 # 2\n  # 3\n  # 5\n  # 7\n"),
        (
            ["零", "甲", "乙", "丙", "a: 1"],
            "a:\n  # 1\n  - 零\n  - 甲 # 2\n  # 3\n  - '乙'\t# 4\n  # 5\n  -  丙 # 6\n  - \"a: 1\"\n  # 7\n",
        ),
    ],
)
def test_names_in_a_list_change_without_the_comments_between_them(new, wanted):
    text = "a:\n  # 1\n  - 甲 # 2\n  # 3\n  - '乙'\t# 4\n  # 5\n  -  丙 # 6\n  # 7\n"
    assert set_value(text, ("a",), new) == wanted


NAMES = st.lists(st.sampled_from("甲乙丙丁戊"), min_size=1, max_size=5)


@given(NAMES, NAMES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "  ", "    "]), st.integers(0, 4))
def test_a_list_of_names_reads_as_intended_with_its_comments_in_place(old, new, newline, indent, blank):
    lines = [f"{indent}- {name} # 第 {number} 个\n{indent}# 在 {number} 后\n" for number, name in enumerate(old)]
    lines[blank % len(lines)] += "\n"
    text = ("a:\n" + "".join(lines) + "b: 1\n").replace("\n", newline)

    after = set_value(text, ("a",), new)

    assert read(after).data == {"a": new, "b": "1"}
    between = [line for line in after.split(newline) if "# 在" in line]
    assert between == [f"{indent}# 在 {number} 后" for number in range(len(old))]
    behind = [line.partition("#")[2] for line in after.split(newline) if "# 第" in line]
    assert behind == sorted(set(behind))
    assert after.count(newline) == after.count("\n")
    assert set_value(after, ("a",), new) == after


MANY = "a: 1  # one\nb: {c: 2}\nd:\n  e: 3\nf:\n  - x\n"


def test_many_values_are_set_as_one_by_one():
    changes = [(("a",), "5"), (("b", "g"), ["h"]), (("b", "i"), "6"), (("d", "e"), "7"), (("j",), "8")]
    one_by_one = MANY
    for path, new in changes:
        one_by_one = set_value(one_by_one, path, new)
    assert set_values(MANY, changes) == one_by_one
    assert set_values(MANY, []) == MANY


@pytest.mark.parametrize("kept", [0, 2])
def test_many_values_keep_foreign_newlines(kept):
    text = MANY[::-1].replace("\n", "\n\r", MANY.count("\n") - kept)[::-1]
    assert set_values(text, [(("a",), "5"), (("d", "e"), "7")]) == text.replace("a: 1", "a: 5").replace("e: 3", "e: 7")


def test_values_without_a_place_are_refused():
    with pytest.raises(EditError):
        set_values(MANY, [(("a",), "5"), (("n", "o"), "6")])


@cases(
    ("text", "wanted"),
    [
        ("f:\n  - x\n\ng: 1\n", "f:\n  - x\n  - {n: z}\n  - y\n\ng: 1\n"),
        ("f: [x]\n", "f: [x, {n: z}, y]\n"),
        ("f: []\n", "f: [{n: z}, y]\n"),
        ("f:\n- n: 0\n  m: 2\n", "f:\n- n: 0\n  m: 2\n- {n: z}\n- y\n"),
    ],
)
def test_items_are_added_behind_the_last(text, wanted):
    assert insert_items(text, ("f",), [{"n": "z"}, "y"]) == wanted
