"""The example plans: nothing is found in them, and between them they show every shape of seating."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.check.engine import check
from jiedai.loading import load
from jiedai.model.choice import SeatingShape
from jiedai.seating.chart import Chart
from tests.batch import cases
from tests.seating.samples import charts

EXAMPLES = sorted((Path(__file__).parents[2] / "plans").glob("2*.yaml"))


def drawn(path: Path) -> tuple[Chart, ...]:
    loaded = load(path)
    assert loaded.plan is not None
    return charts(loaded.plan, loaded.office)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_found(path: Path) -> None:
    assert [(one.code, one.message) for one in check(load(path))] == []


@cases("path", EXAMPLES, ids=lambda path: path.stem)
def test_everybody_is_seated_and_nobody_in_two_places(path: Path) -> None:
    for chart in drawn(path):
        assert (chart.unseated, chart.absent, chart.strangers, chart.ties, chart.party.blanks) == ((), (), (), (), 0)
        assert len(chart.names) == len(set(chart.names)) > 0


def test_every_shape_is_shown() -> None:
    found = {chart.shape: chart for path in EXAMPLES for chart in drawn(path)}
    assert found.keys() == set(SeatingShape)
    for shape in (SeatingShape.DAIS, SeatingShape.PHOTO):
        assert len(found[shape].layout.groups()) > 1
    kinds = {chart.layout.rule.split("的")[0] for path in EXAMPLES for chart in drawn(path) if chart.convention is None}
    assert kinds == {"中巴", "大客车"}
