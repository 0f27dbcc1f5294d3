"""Several arrangements: each best at something, measured alike, the one of the plan among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.arrange import rides, rooms, tables
from jiedai.arrange.alternatives import Alternative, alternatives
from jiedai.arrange.proposal import Aim
from jiedai.arrange.writing import written
from jiedai.loading import load
from tests.arrange.samples import DAY, HEAD, HOSTS, SIX, STAY, case_of, errors, written_to
from tests.arrange.test_tables import MANY, MEAL

ARRANGERS = {
    "rooms": (rooms.arrange_rooms, rooms.AIMS),
    "rides": (rides.arrange_rides, rides.AIMS),
    "tables": (tables.arrange_tables, tables.AIMS),
}
SHARED = """\
住宿:
  宾馆: 云溪宾馆
  房间:
    - {房号: "0801", 房型: 单间, 入住人: [陈志远]}
    - {房号: "0802", 房型: 标准间, 入住人: [李娜]}
    - {房号: "0803", 房型: 标准间, 入住人: [王芳]}
    - {房号: "0804", 房型: 标准间, 入住人: [赵磊, 周强]}
    - {房号: "0805", 房型: 标准间, 入住人: [孙浩]}
"""


def found(path: Path, what: str, most: int = 4) -> list[Alternative]:
    arrange, aims = ARRANGERS[what]
    return alternatives(case_of(path), arrange, aims, most)


def test_rooms_as_they_are_or_fewer_of_them(tmp_path: Path) -> None:
    ways = {one.aim: one for one in found(written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL, SHARED), "rooms")}
    keep, anew = ways[Aim.KEEP], ways[Aim.ANEW]
    assert (keep.measures["moved"], keep.measures["rooms"]) == (0, 5)
    assert anew.measures["rooms"] < 5
    assert "多用 1 间房" in keep.gives_up
    assert any("多动" in text for text in anew.gives_up)


def test_a_room_for_everybody_as_far_as_there_are_any(tmp_path: Path) -> None:
    ways = {one.aim: one for one in found(written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL, STAY), "rooms")}
    assert ways[Aim.ALONE].measures["shared"] == 0
    assert ways[Aim.KEEP].measures["shared"] == 2
    assert ways[Aim.KEEP].measures["rooms"] == 4


@pytest.mark.parametrize("what", list(ARRANGERS))
def test_the_first_has_the_fewest_points_and_all_differ(tmp_path: Path, what: str) -> None:
    ways = found(written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL, SHARED if what == "rooms" else STAY), what)
    assert [one.points for one in ways] == sorted(one.points for one in ways)
    assert len({str([part.lines for part in one.proposal.parts]) for one in ways}) == len(ways)
    for name in ways[0].measures:
        least = min(one.measures[name] for one in ways)
        told = [one for one in ways if one.measures[name] > least]
        assert all(one.gives_up for one in told)


@pytest.mark.parametrize("what", list(ARRANGERS))
def test_the_single_proposal_is_one_of_them(tmp_path: Path, what: str) -> None:
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL, SHARED)
    alone = ARRANGERS[what][0](case_of(path), Aim.KEEP)
    assert any(one.aim is Aim.KEEP and one.proposal == alone for one in found(path, what))


@pytest.mark.parametrize("what", list(ARRANGERS))
def test_every_one_can_be_written_and_is_sound(tmp_path: Path, what: str) -> None:
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL, SHARED)
    before, known = path.read_text(encoding="utf-8"), errors(load(path))
    for one in found(path, what):
        path.write_text(written(case_of(path).loaded.source, one.proposal.edits), encoding="utf-8")
        assert errors(load(path)) == known
        path.write_text(before, encoding="utf-8")


def test_what_cannot_be_had_at_all_is_told_once(tmp_path: Path) -> None:
    """More hosts than may dine: no other arrangement helps."""
    many = HOSTS.replace("工作人员:", "".join(f"  - {{姓名: 陪客{c}}}\n" for c in "甲乙丙丁戊己") + "工作人员:")
    names = "林峰, 沈浩, 陪客甲, 陪客乙, 陪客丙, 陪客丁"
    path = written_to(tmp_path, HEAD, SIX, many, DAY, MEAL.replace("林峰, 沈浩", names), STAY)
    ways = found(path, "tables")
    assert len(ways) == 1
    assert ways[0].proposal.clashes
