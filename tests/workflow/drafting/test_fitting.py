"""The first programme of a plan is what `fit` makes of its items when they say no more than how long they take."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from jiedai.cli import start
from jiedai.loading import load
from jiedai.model.choice import ItemKind
from jiedai.model.times import clock
from jiedai.visit.case import Case
from jiedai.workflow.retiming.fitting import days_of, fitted
from tests.workflow.retiming.days import OFFICE

DAYS = ("2026-05-11", "2026-05-11..2026-05-12")
JOURNEYS = (("09:00", "17:30"), ("10:50", "14:10"), ("09:03", "20:31"), ("15:00", "20:30"))


def lengths(text: str) -> str:
    """A plan whose items have lengths in the place of times."""

    def length(found: re.Match[str]) -> str:
        begin, end = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
        return f"时长: {end - begin}"

    return re.sub(r'时间: "?(\d+):(\d+)-(\d+):(\d+)"?', length, text)


def times(case: Case, date: dt.date) -> dict[str, str]:
    return {
        place.item.id: f"{clock(place.start % 1440)}-{clock(place.end % 1440)}" for place in fitted(case, date).places
    }


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize(("arrive", "leave"), JOURNEYS)
def test_the_first_programme_is_what_fit_makes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: str, arrive: str, leave: str
) -> None:
    """But for the hour at noon that a visit of one day leaves free without an item."""
    if days == DAYS[0] and arrive == "15:00":
        return
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "office.yaml").write_text(json.dumps(OFFICE, ensure_ascii=False), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    journey = ("--arrive", f"2026-05-11 {arrive} G1", "--leave", f"{days[-10:]} {leave} G2")
    assert start.run(["new", "试排", "--kind", "调研", "--dates", days, *journey]) == 0
    (path,) = (tmp_path / "plans").glob("*试排.yaml")
    case = Case.of(load(path))
    path.write_text(lengths(path.read_text(encoding="utf-8")), encoding="utf-8")
    bare = Case.of(load(path))
    assert bare.plan is not None
    for date in days_of(case):
        assert fitted(case, date).fit.feasible
        planned = {item.id: str(item.time) for day, item in case.items if day.date == date}
        made = times(bare, date)
        until = next((item.id for day, item in case.items if day.date == date and item.kind is ItemKind.MEAL), "")
        noon = list(planned).index(until) + 1 if days == DAYS[0] and until else len(planned)
        assert {number: made[number] for number in list(planned)[:noon]} == dict(list(planned.items())[:noon])
