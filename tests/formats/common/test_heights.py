from jiedai.blocks import Column, Table
from jiedai.formats.common.columns import fit
from jiedai.formats.common.heights import height, stays_whole
from tests.formats.sample import cell

ROW = 12 * 1.3 + 6


def table(*texts, head=False, **how):
    rows = tuple((cell(text), cell("乙")) for text in texts)
    return Table((Column(), Column()), ((cell("头"), cell("头")),) if head else (), rows, **how)


def high(made):
    return height(made, fit(made, 442.2, (12.0,)))


def test_rows_add_up_with_the_head():
    assert high(table("一")) == ROW
    assert round(high(table("一", "二", head=True)), 6) == round(3 * ROW, 6)


def test_lines_make_a_row_higher():
    assert round(high(table("一\n二\n三")), 6) == 52.8
    assert high(table("长" * 100)) > 3 * 12 * 1.3


def test_a_form_has_room_for_a_hand():
    assert high(table("一", form=True)) == 34


def test_short_is_up_to_three_tenths_of_a_page():
    made = table("一", "二")
    fitted = fit(made, 442.2, (12.0,))
    assert stays_whole(made, fitted, 2 * ROW / 0.3 + 0.01)
    assert not stays_whole(made, fitted, 2 * ROW / 0.3 - 0.01)
