from hypothesis import given
from hypothesis import strategies as st

from jiedai.blocks import Blank, LineBreak, Link, Text, Tick, plain
from jiedai.formats.common.lines import lists_names, names_whole
from tests.batch import cases


def names(*all_):
    made = [Text("来宾：")]
    for number, name in enumerate(all_):
        made += [Text("、")] * bool(number) + [Text(name, nowrap=True)]
    return tuple(made)


def lines(inlines, room, **how):
    return plain(names_whole(inlines, room, **how)).split("\n")


@cases(
    ("room", "wanted"),
    [
        (30, ["来宾：陈志远、李娜、阿依努尔·买买提"]),
        (12, ["来宾：陈志远、李娜、", "阿依努尔·买买提"]),
        (9, ["来宾：陈志远、", "李娜、", "阿依努尔·买买提"]),
        (10.1, ["来宾：陈志远、李娜、", "阿依努尔·买买提"]),
        (9.9, ["来宾：陈志远、", "李娜、", "阿依努尔·买买提"]),
    ],
)
def test_a_line_is_broken_in_front_of_a_name_that_does_not_fit(room, wanted):
    """10 ems hold the first two names with their commas, 10.1 with a hair to spare."""
    assert lines(names("陈志远", "李娜", "阿依努尔·买买提"), room) == wanted


def test_the_first_line_begins_further_in():
    inlines = names("陈志远", "李娜")
    assert lines(inlines, 9.5) == ["来宾：陈志远、李娜"]
    assert lines(inlines, 9.5, start=2) == ["来宾：陈志远、", "李娜"]


def test_a_name_wider_than_the_line_is_left_to_break():
    assert lines(names("阿依努尔·买买提"), 5) == ["来宾：阿依努尔·买买提"]


def test_prose_is_broken_wherever_a_line_is_full():
    text = (Text("一二三四五六七八九十" * 2), Text("陈志远", nowrap=True))
    assert lines(text, 10) == ["一二三四五六七八九十" * 2, "陈志远"]
    assert lines(text, 11) == ["一二三四五六七八九十" * 2, "陈志远"]
    assert lines(text, 24) == [plain(text)]


def test_words_of_a_cell_are_whole():
    cell = (Text("林峰、沈浩、周敏"),)
    assert lines(cell, 5, cell=True) == ["林峰、", "沈浩、", "周敏"]
    assert lines(cell, 6.2, cell=True) == ["林峰、沈浩、", "周敏"]
    assert lines(cell, 5) == ["林峰、沈浩、周敏"]


def test_latin_words_of_a_cell_need_no_help():
    cell = (Text("县接待办 0570-5550101 a@example.cn"),)
    assert lines(cell, 8, cell=True) == [plain(cell)]
    assert lines((Text("县接待办 "), Text("Anna Weber", nowrap=True)), 8, cell=True) == ["县接待办 ", "Anna Weber"]


def test_breaks_of_its_own_begin_lines_anew():
    assert lines((Text("讲解：\n"), *names("陈志远")[1:]), 4) == ["讲解：", "陈志远"]
    assert lines((Text("一二三"), LineBreak(), Text("陈志远", nowrap=True)), 4) == ["一二三", "陈志远"]


def test_numbers_to_call_are_whole_and_boxes_take_room():
    assert lines((Text("一二三四"), Link("tel:1", "13900000201")), 9) == ["一二三四", "13900000201"]
    assert lines((Tick(), Blank(3), Text("陈志远", nowrap=True)), 6) == ["□＿＿＿", "陈志远"]


def test_what_is_a_list_of_names():
    assert lists_names(names("甲", "乙"))
    assert not lists_names(names("甲"))
    assert not lists_names((Text("甲", nowrap=True), Text("，到"), Text("乙", nowrap=True)))


@given(
    st.lists(st.sampled_from(["陈志远", "李娜", "欧阳明月", "讲解", "Anna Weber", "9:20—9:30"]), max_size=12),
    st.floats(4, 40),
)
def test_nothing_is_lost_or_added_but_breaks(all_, room):
    inlines = names(*all_)
    assert plain(names_whole(inlines, room)).replace("\n", "") == plain(inlines)
    cell = (Text("、".join(all_)),)
    made = plain(names_whole(cell, room, cell=True))
    assert made.replace("\n", "") == plain(cell)
    assert "\n\n" not in made
    assert not made.startswith("\n")
