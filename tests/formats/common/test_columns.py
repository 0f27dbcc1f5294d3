import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.blocks import Cell, Column, LineBreak, Table, Text
from jiedai.formats.common import columns
from tests.batch import cases
from tests.formats.sample import FORM, cell, schedule

SIZES = (12.0, 10.5, 9.0)


def table(*cells, widths=None):
    return Table(tuple(Column(width) for width in widths or [1.0] * len(cells)), (), (tuple(map(cell, cells)),))


def room(fitted, column):
    return fitted.widths[column] - 2 * columns.CELL_PADDING


def test_the_first_row_and_the_last_but_one_are_kept_with_the_next():
    group, row = (cell("组", header=True, colspan=2),), (cell("甲"), cell("乙"))

    def kept(*rows):
        return columns.kept_pairs(Table((Column(), Column()), (), rows))

    assert kept(row, row, row) == []
    assert kept(row, row, row, row) == [0, 2]
    assert kept(row, row, row, group, row) == [0, 2]
    assert kept(group, row, row, group, group, row) == [2]
    assert kept(group, row, group, row) == [1]
    assert kept(group, group, group, row) == []


@cases("available", [200.0, 323.0, 442.2, 637.8])
@cases("made", [schedule(7), FORM, table("甲"), table("甲", "乙", widths=[0, 0])])
def test_widths_fill_the_line(made, available):
    assert sum(columns.fit(made, available, SIZES).widths) == pytest.approx(available)


@cases("word", ["张建国", "欧阳明月", "09:30—10:20", "13800000000", "2026年5月11日", "（星期一）"])
@cases("weight", [0, 0.01, 1])
def test_column_is_never_narrower_than_its_word(word, weight):
    fitted = columns.fit(table(word, "很长的一段文字" * 20, widths=[weight, 20]), 442.2, SIZES)
    assert room(fitted, 0) >= columns.width(word) * fitted.size


def test_zero_is_as_wide_as_the_longest_word_and_no_wider():
    fitted = columns.fit(table("序号", "活动内容", widths=[0, 1]), 442.2, SIZES)
    assert 2 * fitted.size <= room(fitted, 0) <= 3 * fitted.size


def test_weights_share_the_rest():
    fitted = columns.fit(table("甲", "乙", "丙", widths=[0, 1, 3]), 442.2, SIZES)
    assert fitted.widths[2] == pytest.approx(3 * fitted.widths[1])


def test_largest_size_that_fits():
    assert columns.fit(table("甲", "乙"), 442.2, SIZES).size == 12
    crowded = table(*["09:30—10:20"] * 6)
    assert columns.fit(crowded, 442.2, SIZES).size < 12
    assert columns.fit(crowded, 637.8, SIZES).size == 12


def test_what_cannot_fit_shrinks_in_proportion():
    fitted = columns.fit(table(*["13800000000"] * 12), 300, SIZES)
    assert fitted.size == 9
    assert sum(fitted.widths) == pytest.approx(300)
    assert min(fitted.widths) == pytest.approx(max(fitted.widths))


def test_long_address_does_not_push_the_others_out():
    fitted = columns.fit(table("https://www.example.cn/" + "a" * 200, "张建国"), 442.2, SIZES)
    assert room(fitted, 1) >= 3 * fitted.size


def test_nowrap_text_is_a_word():
    made = Table(
        (Column(0), Column(1)), (), ((Cell((Text("县人民政府办公室一楼会议室", nowrap=True),)), cell("文" * 50)),)
    )
    fitted = columns.fit(made, 442.2, SIZES)
    assert room(fitted, 0) >= 13 * fitted.size


@pytest.mark.parametrize(("length", "size"), [(10, 12), (400, 9)])
def test_tall_rows_ask_for_a_smaller_size(length, size):
    assert columns.fit(table("文" * length, "文"), 442.2, SIZES).size == size


def test_filled_column_takes_no_more_than_its_longest_line():
    made = table("张建国", "很长的一段文字" * 20, widths=[1, 1])
    fitted = columns.fit(made, 442.2, SIZES)
    assert room(fitted, 0) == pytest.approx(3.2 * fitted.size)


def test_column_with_an_empty_cell_keeps_its_share_for_a_pen():
    rows = ((cell("张建国"), cell("很长的一段文字" * 20)), (cell(), cell("文")))
    fitted = columns.fit(Table((Column(1), Column(1)), (), rows), 442.2, SIZES)
    assert fitted.widths[0] == pytest.approx(fitted.widths[1])


def test_groups():
    group = (cell("第一组", header=True, colspan=2),)
    row = (cell("甲"), cell("乙"))
    made = Table((Column(), Column()), (), (group, row, (cell("不是", colspan=2),), group, row, row, group))
    assert columns.groups(made) == [0, 3]


def test_grid_with_spans():
    rows = (
        (cell("a", rowspan=2), cell("b", colspan=2)),
        (cell("c"), cell("d"), cell("beyond")),
        (cell("e"),),
    )
    places = {(row, column): found.inlines[0].text for row, column, found in columns.grid(rows, 3)}
    assert places == {(0, 0): "a", (0, 1): "b", (1, 1): "c", (1, 2): "d", (2, 0): "e"}


@cases(
    ("line", "kept"),
    [
        ("张建国、欧阳明月", ["张建国", "欧阳明月"]),
        ("09:30—10:20 座谈", ["09:30—10:20", "座谈"]),
        ("张建国（主任）", ["张建国", "（主任）"]),
        ("乘车前往清溪镇产业园", []),
        ("、", []),
        ("县", []),
    ],
)
def test_pieces_kept_whole(line, kept):
    assert [part for part, whole in columns.pieces(line) if whole] == kept


@given(st.text(max_size=60))
def test_pieces_lose_nothing(line):
    assert "".join(part for part, _ in columns.pieces(line)) == line


@given(
    st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=5), min_size=1, max_size=5),
    st.lists(st.sampled_from([0.0, 0.5, 1.0, 4.0]), min_size=1, max_size=5),
    st.floats(50, 800),
)
def test_any_table_fits(rows, widths, available):
    made = Table(tuple(map(Column, widths)), (), tuple(tuple(map(cell, row)) for row in rows))
    fitted = columns.fit(made, available, SIZES)
    assert fitted.size in SIZES
    assert len(fitted.widths) == len(widths)
    assert min(fitted.widths) > 0
    assert sum(fitted.widths) == pytest.approx(available)


def test_lines_of():
    assert columns.lines_of(Cell((Text("甲"), LineBreak(), Text("乙")))) == 2


ROW = 12 * 1.3 + 6


def two_columns(*texts, head=False, **how):
    rows = tuple((cell(text), cell("乙")) for text in texts)
    return Table((Column(), Column()), ((cell("头"), cell("头")),) if head else (), rows, **how)


def high(made):
    return columns.height(made, columns.fit(made, 442.2, (12.0,)))


def test_rows_add_up_with_the_head():
    assert high(two_columns("一")) == ROW
    assert round(high(two_columns("一", "二", head=True)), 6) == round(3 * ROW, 6)


def test_lines_make_a_row_higher():
    assert round(high(two_columns("一\n二\n三")), 6) == 52.8
    assert high(two_columns("长" * 100)) > 3 * 12 * 1.3


def test_a_form_has_room_for_a_hand():
    assert high(two_columns("一", form=True)) == 34


def test_short_is_up_to_two_ninths_of_a_page():
    made = two_columns("一", "二")
    fitted = columns.fit(made, 442.2, (12.0,))
    assert columns.stays_whole(made, fitted, 2 * ROW / 0.22 + 0.01)
    assert not columns.stays_whole(made, fitted, 2 * ROW / 0.22 - 0.01)
