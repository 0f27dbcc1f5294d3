"""Which value of a cell changed, and which row is which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiedai.workflow.returned.aligning import columns, paired
from jiedai.workflow.returned.parts import changed, normal
from tests.batch import cases

POST_AND_ROLE = [("副县长", 0), ("（", -1), ("主陪", 1), ("）", -1)]


@cases(
    ("parts", "now", "wanted"),
    [
        ([("李　娜", 3)], "李  娜娜", {3: ("李娜", "李娜娜")}),
        ([("Anna  Weber", 0)], "Anna Webern", {0: ("Anna Weber", "Anna Webern")}),
        ([("", 2)], "13900000001", {2: ("", "13900000001")}),
        (POST_AND_ROLE, "县长（主陪）", {0: ("副县长", "县长")}),
        (POST_AND_ROLE, "副县长（副主陪）", {1: ("主陪", "副主陪")}),
        (POST_AND_ROLE, "县长（副主陪）", {0: ("副县长", "县长"), 1: ("主陪", "副主陪")}),
        (POST_AND_ROLE, "县长", None),  # the words of the paper are gone: who knows what is meant
        ([("姚晨", 0), ("\n", -1), ("139", 1)], "姚晨\n138", {1: ("139", "138")}),
        ([("甲", 0), ("乙", 1)], "丙丁", None),  # nothing between them
        ([("甲", 0), ("甲", 1)], "甲甲甲", None),  # either
        ([("由", -1), ("甲", 0)], "由", {0: ("甲", "")}),
    ],
)
def test_the_value_that_changed_is_found_or_nothing_is_guessed(parts, now, wanted):
    assert changed(parts, now) == wanted


def test_blanks_between_chinese_characters_are_layout():
    assert normal("王\u3000磊  Li Na\u200b \n 二") == "王磊 Li Na\n二"


def rows(*texts: str) -> list[list[str]]:
    return [text.split("|") for text in texts]


BEFORE = rows("序号|姓名|职务", "1|甲|处长", "2|乙|科长", "3|丙|科员")


@cases(
    ("after", "wanted"),
    [
        (BEFORE, {0: 0, 1: 1, 2: 2, 3: 3}),
        (rows("报送表", *("|".join(row) for row in BEFORE)), {0: 1, 1: 2, 2: 3, 3: 4}),
        (rows("序号|姓名|职务", "3|丙|科员", "1|甲|副处长", "2|乙|科长"), {0: 0, 1: 2, 2: 3, 3: 1}),
        (rows("序号|姓名|职务", "1|甲|处长", "3|丙|科员"), {0: 0, 1: 1, 3: 2}),
        (rows("序号|姓名|职务", "1|甲|处长", "8|丁|主任", "2|乙|科长", "3|丙|科员"), {0: 0, 1: 1, 2: 3, 3: 4}),
        (rows("序号|姓名|职务", "1|甲|处长", "9|戊|主任", "3|丙|科员"), {0: 0, 1: 1, 2: 2, 3: 3}),  # the one between
        (rows("戊", "己"), {}),
    ],
)
def test_rows_are_known_by_what_most_cells_say(after, wanted):
    assert paired(BEFORE, after) == wanted


def test_columns_that_came_or_went_are_known_by_their_cells():
    after = [[row[0], "新", *row[1:]] for row in BEFORE]
    assert columns(BEFORE, after, {0: 0, 1: 1, 2: 2, 3: 3}) == {0: 0, 1: 2, 2: 3}
    gone = [[row[0], row[2]] for row in BEFORE]
    assert columns(BEFORE, gone, {0: 0, 1: 1, 2: 2, 3: 3}) == {0: 0, 2: 1}


@given(st.permutations(range(6)), st.lists(st.integers(0, 5), max_size=3, unique=True), st.integers(0, 2))
def test_sorting_taking_out_and_adding_loses_no_row(order, gone, more):
    before = [[str(number), f"甲{number}", f"处{number}"] for number in range(6)]
    kept = [number for number in order if number not in gone]
    after = [before[number] for number in kept] + [[f"x{number}", f"y{number}", "z"] for number in range(more)]
    pairs = paired(before, after)
    assert {one: pairs[one] for one in kept} == {number: at for at, number in enumerate(kept)}
