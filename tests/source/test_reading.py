from __future__ import annotations

import os
import time
import tracemalloc
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import jiedai.source.compose
from jiedai.diagnostics import START, Level, Span
from jiedai.source import MAX_BYTES, MAX_DEPTH, Unreadable, read_bytes, read_file
from jiedai.source.compose import MAX_VALUE
from tests.batch import cases
from tests.source.samples import PLAN, VOCABULARY, places, read


def words(source, path, of="value"):
    """The text that a span encloses, of one line or more."""
    span = source.span(path, of=of)
    lines = source.text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


FIRST_GUEST = """\
姓名: 赵敏
    性别: 女
    抵达: {时间: 2026-06-03 09:20, 车次: G7401, 地点: 东站}"""


def test_a_plan_reads_without_problems():
    source = read(PLAN)
    assert source.problems == ()
    assert source.data == yaml.load(PLAN, yaml.BaseLoader)


def test_repository_examples_read_without_problems():
    examples = sorted((Path(__file__).parents[2] / "plans").glob("*.yaml"))
    for path in examples:
        assert read_file(path, vocabulary=VOCABULARY).problems == (), path.name


def test_scalars_stay_as_typed_and_null_is_none():
    source = read("a: 09:30\nb: no\nc: 0801\nd: 2026-05-11\ne:\nf: ~\ng: null\nh: 'null'\ni: \"\"\nj: {k: , l: [~]}\n")
    assert source.data == {
        "a": "09:30", "b": "no", "c": "0801", "d": "2026-05-11", "e": None, "f": None, "g": None, "h": "null",
        "i": "", "j": {"k": None, "l": [None]},
    }  # fmt: skip


@cases(
    ("path", "of", "expected"),
    [
        (("标题",), "value", "市发展改革委调研组来访"),
        (("标题",), "key", "标题"),
        (("来宾", 0, "抵达", "时间"), "value", "2026-06-03 09:20"),
        (("来宾", 0, "抵达"), "value", "{时间: 2026-06-03 09:20, 车次: G7401, 地点: 东站}"),
        (("来宾", 1, "饮食", 1), "value", "素食"),
        (("来宾", 1), "value", "{姓名: 钱远, 性别: 男, 饮食: [清真, 素食], 电话: 13900000301}"),
        (("日程", 0, "安排", 0, "时间"), "value", '"09:20-09:30"'),
        (("备注",), "value", "|\n  姓名：写全名\n  时间：写到分钟"),
        (("日程", 0, "安排", 1, "流程"), "value", "- {分钟: 10, 事项: 介绍}"),
        (("预案", 0, "措施", 0), "key", "点位改到室内，车上备伞"),
        (("来宾", 0, "饮食"), "key", FIRST_GUEST),
    ],
)  # fmt: skip
def test_spans_enclose_exactly_the_words(path, of, expected):
    assert words(read(PLAN), path, of) == expected


def test_span_falls_back_and_skips_indices_of_what_is_no_list():
    source = read("住宿: {宾馆: 甲}\n空:\n")
    assert words(source, ("住宿", 0, "宾馆")) == "甲"
    assert words(source, ("住宿", 0, "无", "x"), "key") == "住宿"
    assert source.span(("空",)) == Span(2, 3, 2, 3)
    assert source.span(("没有",)) == source.spans[()]
    assert read("").span(("a", 1)) == START
    assert (source.line(2), source.line(0), source.line(99)) == ("空:", "", "")


def test_every_problem_is_complete():
    for found in read("甲: {事项: 抵达,接站}\n甲: 1\n类型：x\n\t标题: y\n").problems:
        assert found.level is Level.ERROR
        assert found.file == "plan.yaml"
        assert found.title
        assert found.message
        assert found.hint


# --- GS05, GS12 ------------------------------------------------------------------------------------------------------


def test_a_key_that_goes_over_lines_is_told_in_one():
    (found,) = [one for one in read(" ? ? ? 甲}\r ? ? ? 甲}\r  - 乙").problems if one.code == "GS05"]
    assert "\n" not in found.message


def test_duplicate_key_points_at_the_second_and_keeps_the_first():
    source = read("版本: 1\n甲: {乙: 1, 乙: {丙: 2, 丙: 3}}\n版本: 2\n")
    assert places(source) == ["GS05 2:11-2:12", "GS05 3:1-3:3"]
    assert source.problems[1].related[0].span == Span(1, 1, 1, 3)
    assert source.problems[1].path == ("版本",)
    assert source.data == {"版本": "1", "甲": {"乙": "1"}}
    assert words(source, ("甲", "乙")) == "1"
    assert not [path for path in source.spans if "丙" in path]


@cases(
    ("text", "expected", "value"),
    [
        ("- {事项: 抵达东站,接站, 类别: 接站}", ["GS12 1:13-1:15"], [{"事项": "抵达东站,接站", "类别": "接站"}]),
        ("- {事项: 甲, 乙,丙}", ["GS12 1:11-1:12"], [{"事项": "甲, 乙,丙"}]),
        ("- {金额: 1,400, 付费: 甲}", ["GS12 1:10-1:13"], [{"金额": "1,400", "付费": "甲"}]),
        ("- {事项: 甲, 备注: , 类别: 乙}", [], [{"事项": "甲", "备注": None, "类别": "乙"}]),
        ("- {事项: 甲,注意: , 类别: 乙}", ["GS12 1:10-1:12"], [{"事项": "甲,注意:", "类别": "乙"}]),
        ("- {事项: 甲，乙, 类别: 丙}", [], [{"事项": "甲，乙", "类别": "丙"}]),
        ('- {事项: "甲,乙", 类别: 丙}', [], [{"事项": "甲,乙", "类别": "丙"}]),
        ("- [甲,乙]", [], [["甲", "乙"]]),
        ("- {甲, 类别: 丙}", [], [{"甲": None, "类别": "丙"}]),
    ],
)
def test_comma_that_cuts_a_text(text, expected, value):
    source = read(text)
    assert places(source) == expected
    assert source.data == value


def test_joined_text_has_one_span():
    assert words(read("- {事项: 抵达东站,接站, 类别: 接站}"), (0, "事项")) == "抵达东站,接站"


# --- GS01 of the data ------------------------------------------------------------------------------------------------


@cases(
    ("text", "expected", "data"),
    [
        ("", ["GS01 1:1-1:1"], None),
        ("# 只有注释\n", ["GS01 1:1-1:1"], None),
        ("- 甲\n- 乙\n", [], ["甲", "乙"]),
        ("只有文字\n", [], "只有文字"),
        ("a: 1\n---\nb: 2\n", ["GS01 2:1-2:4"], {"a": "1", "b": "2"}),
        ("a: 1\n---\na: 2\nb: 2\n", ["GS01 3:1-3:2"], {"a": "1"}),
        ("---\na: 1\n---\n", [], {"a": "1"}),
        ("a: !!python/object:os.system 甲\n", ["GS01 1:4-1:29"], {"a": "甲"}),
        ("a: !重 [1]\nb: 2\n", ["GS01 1:4-1:5"], {"a": "!重 [1]", "b": "2"}),
        ("a: !x [1]\n", ["GS01 1:4-1:6"], {"a": ["1"]}),
        ("a: *x\n", ["GS01 1:4-1:6"], {"a": "*x"}),
        ("a: &x {b: 1}\nc: *x\n", [], {"a": {"b": "1"}, "c": {"b": "1"}}),
        ("&a [*a]\n", ["GS01 1:5-1:7"], ["*a"]),
        ("{{姓名}}: 1\n", ["GS01 1:1-1:7"], {"{{姓名}}": "1"}),
        ("a: 甲\x07乙\n", ["GS01 1:5-1:6"], {"a": "甲 乙"}),
    ],
)
def test_refused_yaml(text, expected, data):
    source = read(text)
    assert places(source) == expected
    assert source.data == data


# --- limits ----------------------------------------------------------------------------------------------------------


def bomb(levels=30):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "GS01"),
        ("[" * 100_000 + "]" * 100_000, "GS01"),
        ("{a: " * 10_000, "GS01"),
        ("- " * 10_000, "GS01"),
        ("? " * 10_000, "GS01"),
        ("{" * 70 + "}" * 70 + ": 1", "GS01"),
        ("a: " + "x" * 4_900_000, "GS01"),
        ("x" * 4_900_000, "GS01"),
        ("甲: 乙\n" + "# x\n" * 1_200_000, None),
        ("- [\n" * 10_000, "GS01"),
        ("- {a: 'x\n" * 5_000, "GS01"),
        ("- ［甲］\n" * 3_000, "GS07"),
        ("a: 1\n" * 5_000, "GS05"),
        ("a: {b: 甲" + ",乙" * 20_000 + "}", "GS12"),
    ],
    ids=lambda value: None if value is None else value[:12],
)
def test_what_is_made_to_be_slow_is_not(text, code):
    started = time.process_time()
    source = read(text)
    assert time.process_time() - started < 5
    codes = {found.code for found in source.problems}
    assert (code in codes) if code else not codes


def test_alias_bomb_takes_no_memory():
    tracemalloc.start()
    source = read(bomb())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [found.code for found in source.problems] == ["GS01"]
    assert source.data is None
    assert peak < 100_000_000


def test_number_of_nodes_at_its_limit(monkeypatch):
    monkeypatch.setattr(jiedai.source.compose, "MAX_NODES", 10)
    assert read("- 1\n" * 9).problems == ()
    assert places(read("- 1\n" * 10)) == ["GS01 10:3-10:4"]


def test_every_line_of_a_long_file_is_repaired():
    source = read("- {姓名: 甲，性别: 女}\n" * 3_000)
    assert len(source.problems) == 3_000
    assert source.data == [{"姓名": "甲", "性别": "女"}] * 3_000


def test_depth_at_its_limit():
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).problems == ()
    deeper = read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert places(deeper) == [f"GS01 1:{MAX_DEPTH + 1}-1:{MAX_DEPTH + 2}"]
    assert deeper.data is None


def test_alias_depth_counts_where_it_is_used():
    text = "a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 30 + "*a" + "]" * 30
    assert [found.code for found in read(text).problems] == ["GS01"]


# --- files -----------------------------------------------------------------------------------------------------------


def test_unreadable_files_have_one_plain_line(tmp_path):
    big = tmp_path / "big.yaml"
    big.write_bytes(b"a" * (MAX_BYTES + 1))
    for path, word in ((tmp_path / "none.yaml", "找不到"), (tmp_path, "文件夹"), (big, "太大"), (Path("\0"), "")):
        with pytest.raises(Unreadable) as caught:
            read_file(path)
        assert word in caught.value.message
        assert "\n" not in caught.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable):
        read_file(tmp_path / "pipe")


def test_permission_is_named(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1", encoding="utf-8")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unreadable, match="权限"):
        read_file(path)


def test_largest_file_is_read(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert [found.code for found in read_file(path, "别名").problems] == ["GS01"]


# --- properties ------------------------------------------------------------------------------------------------------

LETTERS = st.sampled_from(
    list("甲乙姓名性别: ：，,、{}[]｛｝［］【】\"'“”-－#＃\n\n\n \t\u3000\u00a0\u200b|>&*!?%@a1.\\\r\u2028\x85\x07~")
)
PIECES = st.sampled_from(
    [
        "姓名: ",
        "姓名：",
        "性别: 女",
        "来宾:\n",
        "  - ",
        "\n  ",
        "{姓名: 李",
        "，性别: 女}",
        "[甲, 乙",
        "# x",
        "备注: |\n",
    ]
)
TEXTS = st.lists(st.one_of(LETTERS, PIECES), max_size=40).map("".join)


def check_source(source):
    lines = source.text.split("\n")
    found = [*source.spans.values(), *source.key_spans.values(), *(problem.span for problem in source.problems)]
    found += [related.span for problem in source.problems for related in problem.related]
    for span in found:
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 2
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2
        assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert list(source.problems) == sorted(source.problems, key=lambda problem: problem.span)
    for path in source.key_spans:
        assert path in source.spans


@cases(
    ("text", "told"),
    [
        ("标题: 甲\n---\n---\n来宾: []\n", ["GS01 4:1-4:2"]),
        ("标题: 甲\n---\n# 空\n...\n---\n来宾\n", ["GS01 6:1-6:3"]),
        ("标题: 甲\n---\n---\n", []),
    ],
)
def test_what_stands_behind_an_empty_document_is_not_passed_over(text, told):
    source = read(text)
    assert source.data == {"标题": "甲"}
    assert places(source) == told


def test_a_text_has_a_longest():
    longest = read("甲: " + "长" * MAX_VALUE + "\n乙: 1\n")
    assert longest.problems == ()
    longer = read("甲: " + "长" * (MAX_VALUE + 1) + "\n乙: 1\n")
    assert places(longer) == [f"GS01 1:4-1:{MAX_VALUE + 5}"]
    assert "5001" in longer.problems[0].message
    assert longer.data == {"甲": "长" * MAX_VALUE, "乙": "1"}


@given(TEXTS)
def test_any_text_is_read(text):
    check_source(read(text))


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data):
    check_source(read_bytes(data, "x", vocabulary=VOCABULARY))


@given(TEXTS)
def test_the_pure_loader_agrees(text):
    fast = read(text)
    loader, jiedai.source.compose.LOADER = jiedai.source.compose.LOADER, yaml.SafeLoader
    try:
        pure = read(text)
    finally:
        jiedai.source.compose.LOADER = loader
    check_source(pure)
    if not fast.problems and not pure.problems:
        assert pure.data == fast.data
        assert pure.spans == fast.spans


KEYS = st.text(st.sampled_from("甲乙丙abc"), min_size=1, max_size=4)
SCALARS = st.one_of(st.text(st.sampled_from("甲乙，：:,# x0\"'"), max_size=8), st.sampled_from(["0801", "no", "9:30"]))
DATA = st.recursive(
    SCALARS, lambda child: st.lists(child, max_size=3) | st.dictionaries(KEYS, child, max_size=3), max_leaves=8
)


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4), st.sampled_from([None, True, False]))
def test_valid_documents_read_as_another_reader_reads_them(data, flow):
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=60)
    source = read(text)
    assert [found for found in source.problems if found.code != "GS07"] == []
    assert source.data == yaml.load(text, yaml.BaseLoader) == data
