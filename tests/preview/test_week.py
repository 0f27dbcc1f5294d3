"""The week of a visit beside the other visits of its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiedai.preview.sight import Sight
from jiedai.preview.week import Week, beside
from jiedai.visit.case import Case
from tests.preview.conftest import Served


def another(plan: Path, name: str, *edits: tuple[str, str]) -> Path:
    """The plan once more under another name, with edits."""
    text = plan.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path = plan.with_name(name)
    path.write_text(text, encoding="utf-8")
    return path


SAME_WEEK = "2026-10-21-市水利局.yaml"


def weeks(sight: Sight) -> list[str]:
    return [one["id"] for one in sight.state(1)["charts"] if one["id"].startswith("week-")]


def test_a_visit_alone_in_its_week_has_no_picture_of_it(plan: Path) -> None:
    assert {path.name for path in beside(plan)} == {path.name for path in plan.parent.glob("20*.yaml")} - {plan.name}
    assert weeks(Sight.of(plan)) == []


def test_two_visits_of_a_week_are_drawn_with_what_both_take(plan: Path) -> None:
    another(plan, SAME_WEEK)
    sight = Sight.of(plan)
    assert weeks(sight) == ["week-0"]
    picture = sight.picture("week-0")
    assert picture is not None
    shown = next(one for one in sight.state(1)["charts"] if one["id"] == "week-0")
    assert shown["title"].startswith("这一周各次接待占用图：1 省卫生健康委")
    assert "；2 " in shown["title"]
    alt = shown["alt"]
    assert "1号车  10-20 (1!)、10-20 (2!)、10-21 (1!)、10-21 (2!)" in alt
    assert all(f">{day}<" in picture.decode() for day in ("10/19", *range(20, 26))), "Monday to Sunday"


def test_what_is_known_of_another_plan_is_kept_until_it_is_saved(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = another(plan, SAME_WEEK)
    loads: list[Path] = []
    monkeypatch.setattr("jiedai.preview.week.load", lambda path: loads.append(path) or load(path))
    from jiedai.loading import load

    case = Case.of(load(plan))
    week = Week()
    first = week.drawings(case, plan)
    assert week.drawings(case, plan) == first
    assert loads == [other]
    other.write_text(other.read_text(encoding="utf-8").replace("省卫生健康委", "市水利局"), encoding="utf-8")
    week.drawings(case, plan)
    assert loads == [other, other]
    other.write_text("[坏", encoding="utf-8")
    assert week.drawings(case, plan) == []


def test_a_plan_of_another_month_is_not_read(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr("jiedai.preview.week.load", refuse)
    assert weeks(Sight.of(plan)) == []


def test_a_save_of_another_plan_is_seen(served: Served) -> None:
    epoch = json.loads(served.read("/state")[2])["epoch"]
    another(served.plan, SAME_WEEK)
    assert json.loads(served.read(f"/changed?since={epoch}")[2])["epoch"] == epoch + 1
    assert "week-0" in [one["id"] for one in json.loads(served.read("/state")[2])["charts"]]
    status, headers, picture = served.read("/picture/week-0.svg")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert picture.startswith(b"<svg")
