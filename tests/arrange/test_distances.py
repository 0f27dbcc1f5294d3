"""Seats between people at a meal: had by another table where one can be had, told where not; precedence stays."""

from __future__ import annotations

import pytest

from jiedai.arrange.tables import arrange_tables
from jiedai.arrange.writing import written
from jiedai.check.engine import check
from jiedai.loading import load
from jiedai.seating.chart import charts
from jiedai.seating.distance import seats_between
from jiedai.visit.case import Case
from tests.arrange.samples import DAY, HEAD, HOSTS, SIX, case_of, written_to
from tests.arrange.test_tables import MANY, MEAL, part, tables, wishing


def at_one_table(found, *names):
    return any(set(names) <= table for table in tables(found))


@pytest.mark.parametrize("further", [0, 1])
def test_another_table_where_one_has_not_seats_enough(tmp_path, further):
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL)
    path.write_text(written(case_of(path).loaded.source, part(case_of(path)).edits), encoding="utf-8")
    free = [seats_between(chart, "院士七", "院士丁") for chart in charts(Case.of(load(path)))]
    (between,) = [seats for seats in free if seats is not None]
    wish = wishing("院士七", f"分席: [院士丁], 间隔: {between + further}")
    path = written_to(tmp_path, HEAD, wish, HOSTS, DAY, MEAL)
    found = part(case_of(path))
    assert at_one_table(found, "院士七", "院士丁") is (further == 0)
    assert any("分在两桌" in note for note in found.notes) is (further == 1)
    path.write_text(written(case_of(path).loaded.source, found.edits), encoding="utf-8")
    assert not [one for one in check(load(path)) if one.code == "ZC06"]


def test_what_one_table_cannot_give_is_told_and_nobody_moves(tmp_path):
    wish = SIX.replace("姓名: 李娜,", "姓名: 李娜, 分席: [陈志远], 间隔: 3,")
    assert wish != SIX
    path = written_to(tmp_path, HEAD, wish, HOSTS, DAY, MEAL)
    found = part(case_of(path))
    (note,) = [note for note in found.notes if "要隔 3 个座位" in note]
    assert "陈志远与李娜" in note
    assert "指定" in note
    free = part(case_of(written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL)))
    assert found.edits == free.edits, "precedence decides the seats of a table"
    path = written_to(tmp_path, HEAD, wish, HOSTS, DAY, MEAL)
    text = written(case_of(path).loaded.source, found.edits)
    path.write_text(text, encoding="utf-8")
    (chart,) = charts(Case.of(load(path)))
    assert f"只隔 {seats_between(chart, '陈志远', '李娜')} 个" in note
    assert [one.code for one in check(load(path)) if one.code == "ZC06"] == ["ZC06"]


def test_who_must_share_a_table_is_not_parted(tmp_path):
    path = written_to(tmp_path, HEAD, wishing("院士七", "同席: [院士丁], 分席: [院士丁], 间隔: 9"), HOSTS, DAY, MEAL)
    found = part(case_of(path))
    assert found.clash is None
    assert at_one_table(found, "院士七", "院士丁")
    assert any("也分不到两桌" in note for note in found.notes)


def test_a_distance_does_not_make_a_better_seating_sure(tmp_path):
    """Other people at the table might have put seats between them: a bound is that of a seating without distances."""
    far = arrange_tables(
        case_of(written_to(tmp_path, HEAD, wishing("院士七", "分席: [院士丁], 间隔: 9"), HOSTS, DAY, MEAL))
    )
    free = arrange_tables(case_of(written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL)))
    assert far.proof.bound == free.proof.bound
    assert far.proof.cost >= free.proof.cost
