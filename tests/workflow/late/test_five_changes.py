"""The five changes that come late to every visit: one command each, and what it spares a clerk counted."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import NamedTuple

import pytest

from jiedai import blocks as b
from jiedai.cli import start
from jiedai.loading import load
from tests.documents.samples import papers
from tests.workflow.changes.samples import OFFICE, PLAN, text

_ANOTHER_HOTEL = (
    "  - {名称: 竹溪山庄, 类别: 宾馆, 定点: 是, 清真: 是, 容纳: 80, 责任单位: 县接待办, 联系人: 石晓, "
    "电话: 0571-55500130, 房型: {标准间: 20, 单间: 6}}\n"
)
_KITCHEN = "  - {名称: 县机关食堂, 类别: 食堂"


class Counted(NamedTuple):
    """Lines of the plan that change, papers that have to be printed anew, readers who have to be told."""

    lines: int
    papers: int
    told: int


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example of the repository before its visit, in an office with a second hotel."""
    (tmp_path / "plans").mkdir()
    office = text(OFFICE).replace(_KITCHEN, _ANOTHER_HOTEL + _KITCHEN)
    (tmp_path / "plans" / "office.yaml").write_text(office, encoding="utf-8")
    path = tmp_path / "plans" / "visit.yaml"
    before, _actuals, _rest = text(PLAN).partition("\n实际:")
    path.write_text(before + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


_FIRST: dict[str, dict[str, b.Document]] = {}


def first_papers(plan: Path) -> dict[str, b.Document]:
    """The papers before a change: the same for every test."""
    if "all" not in _FIRST:
        _FIRST["all"] = papers(load(plan))
    return _FIRST["all"]


def counted(plan: Path, capsys: pytest.CaptureFixture[str], *words: str, by_hand: str = "") -> tuple[Counted, str]:
    """What one command changes in a plan, after what only a person knows was typed by hand."""
    was, printed = plan.read_text(encoding="utf-8"), first_papers(plan)
    if by_hand:
        plan.write_text(by_hand, encoding="utf-8")
    assert start.run([*words, "--write", "-f", "json"]) in (0, 1)
    capsys.readouterr()
    now, again = plan.read_text(encoding="utf-8"), papers(load(plan))
    Path("old.yaml").write_text(was, encoding="utf-8")
    Path("plans/old.yaml").write_text(was, encoding="utf-8")
    start.run(["diff", "plans/old.yaml", "plans/visit.yaml", "-f", "json"])
    changes = json.loads(capsys.readouterr().out)["changes"]
    lines = sum(line[:2] in ("+ ", "- ") for line in difflib.ndiff(was.splitlines(), now.splitlines()))
    changed = sum(printed.get(one) != again.get(one) for one in {**printed, **again})
    return Counted(lines, changed, len({reader for change in changes for reader in change["readers"]})), now


def errors(plan: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    start.run(["check", str(plan), "-f", "json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return {one["code"] for one in found if one["level"] == "error"}


def test_a_guest_drops_out(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count, now = counted(plan, capsys, "drop", "才让", "--reason", "出差")
    assert now.count("才让") == 2, "the letter, and the list with the reason"
    assert "来宾: 6" in now
    assert "来宾: 7" not in now
    assert "总数: 6" in now
    assert "省医学科学院, 人数" not in now
    assert "0606" not in now
    assert "金额: 450" in now
    assert errors(plan, capsys) == set()
    assert count.lines >= 18
    assert count.papers >= 20
    assert count.told >= 8


def test_the_chief_guest_is_forty_minutes_late(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count, now = counted(plan, capsys, "delay", "A1", "40", "--option", "shorten")
    assert '编号: A1, 时间: "10:20-10:35"' in now
    assert errors(plan, capsys) == set()
    assert count.told >= 8


def test_the_hotel_changes(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count, now = counted(plan, capsys, "replace", "临溪宾馆", "竹溪山庄")
    assert "临溪宾馆" not in now
    assert "方慧" not in now
    assert "0601" not in now
    assert errors(plan, capsys) == set()
    assert count.lines >= 24
    assert count.papers >= 16
    assert count.told >= 9


def test_a_site_changes(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count, now = counted(plan, capsys, "replace", "县人民医院", "临溪生命健康产业园")
    assert "到: 临溪生命健康产业园" in now
    assert "从: 临溪生命健康产业园" in now
    assert "就近送县人民医院" in now, "nobody is brought to a park as to a hospital"
    assert "沈立, 电话: 13900001031, 时限: T-2" not in now
    assert errors(plan, capsys) == set()
    assert count.told >= 8


def test_two_people_more(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who they are is typed; rooms follow by one command."""
    was = plan.read_text(encoding="utf-8")
    more = "".join(
        f"  - {{姓名: {name}, 性别: {sex}, 单位: 省卫生健康委, 职务: 干部, 职级: 乡科级}}\n"
        for name, sex in (("蓝天", "男"), ("白云", "女"))
    )
    _count, now = counted(plan, capsys, "arrange", "rooms", by_hand=was.replace("\n人数:", more + "\n人数:", 1))
    rooms = now[now.index("住宿:") : now.index("乘车:")]
    assert "蓝天" in rooms
    assert "白云" in rooms
