from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from jiedai.model.people import Guest
from jiedai.model.words import read_colour, read_names, read_notes, read_phone, read_texts, unpadded
from tests.batch import cases


@cases(
    ("typed", "name"),
    [
        ("苏 敏", "苏敏"),
        ("苏　敏", "苏敏"),
        ("苏\u00a0 敏", "苏敏"),
        ("欧阳 修", "欧阳修"),
        ("司马 相如", "司马相如"),
        ("拉 姆 措 毛", "拉姆措毛"),
        ("\U00020bb7 野", "\U00020bb7野"),
        ("食 堂", "食堂"),
        # two words
        ("林峰 沈浩", "林峰 沈浩"),
        ("接待办 姚晨", "接待办 姚晨"),
        ("东 行政中心", "东 行政中心"),
        # foreign names
        ("Anna Weber", "Anna Weber"),
        ("A 组", "A 组"),
        ("安娜·韦 伯", "安娜·韦 伯"),
        ("阿依努尔·买买提", "阿依努尔·买买提"),
        ("苏敏", "苏敏"),
        ("", ""),
    ],
)
def test_blanks_that_line_names_up_are_gone(typed, name):
    assert unpadded(typed) == name
    if name:
        assert read_names([typed], None) == (name,)
        assert Guest(name=typed, unit="甲", post="乙").name == name


@given(st.text(st.sampled_from("苏敏欧阳 　·Ab〇"), max_size=8))
def test_a_name_loses_nothing_but_blanks(typed):
    assert "".join(unpadded(typed).split()) == "".join(typed.split())
    assert unpadded(unpadded(typed)) == unpadded(typed)


def refusal(read, value):
    with pytest.raises(PydanticCustomError) as caught:
        read(value, None)
    return caught.value.message()


@cases(
    ("typed", "names"),
    [
        ("林峰", ("林峰",)),
        ("林峰、沈浩", ("林峰", "沈浩")),
        ("林峰，沈浩, 周敏；姚晨;何静", ("林峰", "沈浩", "周敏", "姚晨", "何静")),
        ("林峰、", ("林峰",)),
        (["林峰", "沈浩"], ("林峰", "沈浩")),
        (["林峰、沈浩", "周敏"], ("林峰", "沈浩", "周敏")),
        ("阿依努尔·买买提", ("阿依努尔·买买提",)),
        ("Anna Weber", ("Anna Weber",)),
        (["1", 2], ("1", "2")),
        ([], ()),
    ],
)
def test_names(typed, names):
    assert read_names(typed, None) == names


@cases("typed", ["", None, [""], [None], {"姓名": "甲"}, [["甲"]]])
def test_what_are_no_names(typed):
    assert refusal(read_names, typed).startswith("这里")


def test_sentences_keep_their_commas():
    assert read_texts("青山改到农创中心，车上备伞", None) == ("青山改到农创中心，车上备伞",)
    assert read_texts(["甲，乙", "丙、丁"], None) == ("甲，乙", "丙、丁")


@cases("typed", ["", [""], [{}]])
def test_what_are_no_sentences(typed):
    assert refusal(read_texts, typed).startswith("这里")


@cases(
    ("typed", "phone"),
    [
        ("13900000201", "13900000201"),
        (13900000201, "13900000201"),
        ("0570-5550102", "0570-5550102"),
        ("0570—5550102", "0570-5550102"),
        ("０５７０－５５５０１０２", "0570-5550102"),
        ("05705550102", "05705550102"),
        ("(0570)5550102", "(0570)5550102"),
        ("（0570）5550102", "(0570)5550102"),
        ("0570-5550102转8001", "0570-5550102转8001"),
        ("0570-5550102-8001", "0570-5550102-8001"),
        ("5550102 ext. 12", "5550102 ext. 12"),
        ("+86 139 0000 0201", "+86 139 0000 0201"),
        ("110", "110"),
        ("0012", "0012"),
        ("13900000201、0570-5550102", "13900000201、0570-5550102"),
        ("13900000201/13900000202", "13900000201/13900000202"),
        ("待填", "待填"),
    ],
)
def test_phones_keep_their_zeros(typed, phone):
    assert read_phone(typed, None) == phone


@cases("typed", ["11", "-13900000201", "1390000020a", "139000002011234567", "电话", "139、", "139-"])
def test_what_is_no_phone(typed):
    assert refusal(read_phone, typed) == f"“{typed}”不是电话号码"


@pytest.mark.parametrize("digits", [3, 15])
def test_phones_on_the_edge(digits):
    assert read_phone("1" * digits, None) == "1" * digits


@pytest.mark.parametrize("digits", [2, 16])
def test_phones_over_the_edge(digits):
    assert refusal(read_phone, "1" * digits)


@cases(
    ("typed", "notes"),
    [
        ("备伞", {"staff": "备伞"}),
        ({"工作人员": "备伞", "driver": "停北门"}, {"staff": "备伞", "driver": "停北门"}),
        ({}, {}),
    ],
)
def test_notes_by_audience(typed, notes):
    assert read_notes(typed, None) == notes


@cases(
    ("typed", "problem"),
    [
        ({"厨师": "x"}, "备注的对象“厨师”不存在"),
        ({"驾驶员": "x", "driver": "y"}, "写给“驾驶员”的备注有两处"),
        ({"驾驶员": None}, "这里没有填写内容"),
        ({"驾驶员": ["x"]}, "这里应当是一个值，不是列表或下级字段"),
        ([], "这里应当是一个值，不是列表或下级字段"),
        ("", "这里没有填写内容"),
    ],
)
def test_what_are_no_notes(typed, problem):
    assert refusal(read_notes, typed) == problem


@given(st.text(max_size=30) | st.text("0123456789-()+转、/ ", max_size=24))
def test_no_text_breaks_a_reader(text):
    for read in (read_names, read_texts, read_phone, read_notes):
        with suppress(PydanticCustomError):
            read(text, None)


@cases(
    ("typed", "colour"),
    [("1F4E79", "1F4E79"), ("#1f4e79", "1F4E79"), ("＃１F4E79", "1F4E79"), (112233, "112233"), ("001122", "001122"),
     ("蓝", "1F4E79"), ("蓝色", "1F4E79")],
)  # fmt: skip
def test_colours(typed, colour):
    assert read_colour(typed, None) == colour


@cases("typed", ["12345", "1234567", "GGGGGG", "深蓝", "红", "#蓝", "rgb(0,0,0)"])
def test_what_is_no_colour(typed):
    assert "不是颜色" in refusal(read_colour, typed)


@cases("typed", ["1390000200", "139000020011", "139 0000 200", "13900002001、1390000200", "0570-5550100/139000020"])
def test_a_mobile_number_with_a_digit_too_few_or_many(typed):
    assert "手机号码是 11 位" in refusal(read_phone, typed)


@cases("typed", ["0570-555010", "0570-555010012", "(0570)555010", "010-666666", "0570-5550100、021-666666"])
def test_a_desk_line_with_a_digit_too_few_or_many(typed):
    assert "座机号码是 7 位或 8 位" in refusal(read_phone, typed)


@cases(
    "typed",
    ["0570-5550100", "0571-88880000", "010-66666666", "0570-12345", "0571-96345", "5550100", "0570-5550100转801"],
)
def test_desk_lines_and_numbers_of_services(typed):
    assert read_phone(typed, None) == typed


@cases(
    "typed", ["13900002001", "139 0000 2001", "12345678", "139000", "10-12345678", "+13900002001", "1390000-2001转12"]
)
def test_numbers_that_are_no_mobile_ones_with_a_slip(typed):
    assert read_phone(typed, None) == typed
