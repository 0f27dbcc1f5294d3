"""Day, stage and phase of a visit, on both sides of each boundary."""

from __future__ import annotations

import pytest

from jiedai.workflow.following.stages import PHASES, Stage, day_of, departure_of, first_start, phase_of, stage_of
from tests.workflow.following.samples import case, moment

STATES = [
    ("05-04 23:59", "T-7", "preparing", "P1"),
    ("05-05 00:00", "T-6", "preparing", "P2"),
    ("05-06 12:00", "T-5", "preparing", "P2"),
    ("05-07 12:00", "T-4", "preparing", "P3"),
    ("05-08 12:00", "T-3", "preparing", "P4"),
    ("05-09 18:00", "T-2", "preparing", "P5"),
    ("05-10 16:59", "T-1", "preparing", "P6"),
    ("05-10 17:00", "T-1", "preparing", "P7"),
    ("05-11 00:00", "T", "running", "P8"),
    ("05-11 09:19", "T", "running", "P8"),
    ("05-11 09:20", "T", "running", "P9"),
    ("05-12 13:04", "T+1", "running", "P9"),
    ("05-12 13:05", "T+1", "running", "P10"),
    ("05-12 23:59", "T+1", "running", "P10"),
    ("05-13 00:00", "L+1", "after", "P11"),
    ("05-15 12:00", "L+3", "after", "P11"),
    ("05-16 12:00", "L+4", "after", "P12"),
    ("05-19 12:00", "L+7", "after", "P12"),
    ("05-20 12:00", "L+8", "after", "P13"),
]


@pytest.mark.parametrize(("now", "day", "stage", "phase"), STATES)
def test_where_a_visit_is(tmp_path, now, day, stage, phase):
    visit = case(tmp_path)
    assert (day_of(visit, moment(now)), stage_of(visit, moment(now)).value, phase_of(visit, moment(now))) == (
        day, stage, phase,
    )  # fmt: skip


def test_every_phase_is_reached_and_has_a_name():
    assert {phase for _now, _day, _stage, phase in STATES} == set(PHASES)


@pytest.mark.parametrize(("state", "stage"), [("改期", Stage.POSTPONED), ("取消", Stage.CANCELLED)])
def test_a_visit_that_is_off_is_off_on_every_day(tmp_path, state, stage):
    visit = case(tmp_path, ("版本: 1\n", f"版本: 1\n状态: {state}\n变更事由: 来函\n"))
    assert {stage_of(visit, moment(now)) for now in ("05-04 12:00", "05-11 12:00", "05-20 12:00")} == {stage}


def test_first_and_last(tmp_path):
    visit = case(tmp_path)
    assert (first_start(visit), departure_of(visit)) == (moment("05-11 09:20"), moment("05-12 13:05"))
    walked = case(tmp_path, ("类别: 送站,", "类别: 其他,"))
    assert departure_of(walked) == moment("05-12 13:40")
