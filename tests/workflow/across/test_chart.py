"""The picture of what is taken: bars that touch are one, visits at once lie one below the other."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

from jiedai.formats.common.drawing import inlined
from jiedai.visit.bookings import Resource
from jiedai.workflow.across.chart import chart, document, svgs
from jiedai.workflow.across.conflicts import Met
from jiedai.workflow.across.taken import Use, Visit

MONTH = dt.date(2026, 5, 1), dt.date(2026, 5, 31)


def visit(file: str) -> Visit:
    return Visit(file, f"来访<{file}>", None, 1, MONTH[0], MONTH[1], "省厅", 3, None)


def use(name: str, day: int, hours: tuple[float, float], file: str = "甲", kind: Resource = Resource.VEHICLE) -> Use:
    midnight = dt.datetime(2026, 5, day)
    start, end = (midnight + dt.timedelta(hours=hour) for hour in hours)
    return Use(kind, name, start, end, "A1", "乘车", "", (None, None), visit(file))


def bars(*found: Use) -> list[tuple[str, int, int, int]]:
    made = chart(found, *MONTH)
    return [
        (line.key.name, bar.day.day, bar.visit, bar.lane)
        for _name, lines in made.groups for line in lines for bar in line.bars
    ]  # fmt: skip


def test_what_would_touch_on_paper_is_one_bar() -> None:
    assert bars(use("1", 11, (9, 9.5)), use("1", 11, (9.6, 10))) == [("1", 11, 1, 0)]
    assert bars(use("1", 11, (7, 8)), use("1", 11, (20, 22))) == [("1", 11, 1, 0)]  # each as wide as a number at least
    made = chart([use("1", 11, (7, 8)), use("1", 11, (20, 22))], dt.date(2026, 5, 11), dt.date(2026, 5, 12))
    assert len(made.groups[0][1][0].bars) == 2  # where there is room they are two


def test_two_visits_at_once_lie_one_below_the_other() -> None:
    found = bars(use("1", 11, (9, 10)), use("1", 11, (9.5, 11), "乙"), use("1", 12, (9, 10), "乙"))
    assert found == [("1", 11, 1, 0), ("1", 11, 2, 1), ("1", 12, 2, 0)]


def test_vehicles_come_by_number_and_people_only_where_they_lead() -> None:
    driver = use("郑涛", 11, (9, 10), kind=Resource.PERSON)
    found = bars(
        *(use(name, 11, (9, 10)) for name in ("10", "2", "浙A1")), driver, driver._replace(name="林峰", leads=True)
    )
    assert [one[0] for one in found] == ["林峰", "2", "10", "浙A1"]


def test_what_is_on_over_midnight_stands_on_both_days_and_outside_the_days_nowhere() -> None:
    assert bars(use("1", 11, (22, 25))) == [("1", 11, 1, 0), ("1", 12, 1, 0)]
    assert bars(use("1", 11, (22, 24))) == [("1", 11, 1, 0)]
    assert bars(use("1", 31, (22, 25))) == [("1", 31, 1, 0)]
    assert bars(use("1", 11, (9, 10))._replace(sure=False)) == []


def test_a_drawing_is_harmless_and_says_what_it_shows() -> None:
    met = {Met(Resource.VEHICLE, "1", dt.date(2026, 5, 11), "甲")}
    made = chart([use("1", 11, (9, 10)), use("<&>", 12, (9, 10), "乙")], *MONTH, met=met)
    ((svg, words),) = svgs(made, "五月 <&>")
    assert ET.fromstring(svg).tag.endswith("svg")
    assert inlined(svg, "图", words, 1, 1.0) is not None
    assert words.splitlines() == ["1号车  05-11 (1!)", "<&>号车  05-12 (2)"]
    assert 'stroke-width="2"' in svg
    assert "1!</text>" in svg


def test_many_lines_make_several_drawings_and_none_makes_words() -> None:
    many = chart([use(str(number), 11, (9, 10)) for number in range(40)], *MONTH)
    assert len(svgs(many, "图")) == 3
    none = document(chart([], *MONTH), "图", None, dt.datetime(2026, 5, 1))
    assert len(none.blocks) == 2
