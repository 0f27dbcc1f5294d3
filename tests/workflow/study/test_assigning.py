"""Who should take a duty: able, free, least to learn, fewest visits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from jiedai.loading import validated
from jiedai.model.duties import duties
from jiedai.model.office import Office
from jiedai.source import read_bytes
from jiedai.visit.staffing import able
from jiedai.workflow.study.assigning import Work, advice, candidates, works_around
from jiedai.workspace import Workspace
from tests.workflow.following.samples import written

OFFICE = """\
单位: {名称: 接待办}
人员:
  - {姓名: 甲, 能力: [联络]}
  - {姓名: 乙, 能力: [联络, 讲解]}
  - {姓名: 丙, 能力: [联络员], 外出: 2026-05-01 至 2026-05-31}
  - {姓名: 丁, 能力: [讲解员]}
  - {姓名: 戊}
  - {姓名: 待填, 能力: [联络]}
"""
DAYS = dt.date(2026, 5, 11), dt.date(2026, 5, 12)


def office() -> Office:
    found = validated(read_bytes(OFFICE.encode(), "office.yaml"), Office, None)[0]
    assert found is not None
    return found


def names(*found) -> list[str]:
    return [one.name for one in found]


def test_who_is_able() -> None:
    assert names(*able(office(), duties()["liaison"], *DAYS)) == ["甲", "乙"]
    assert names(*able(office(), duties()["liaison"], dt.date(2026, 6, 1), dt.date(2026, 6, 1))) == ["甲", "乙", "丙"]
    assert names(*able(office(), duties()["guiding"], *DAYS)) == ["乙", "丁"]
    assert able(None, duties()["liaison"], *DAYS) == []


def test_the_best_comes_first_and_says_why_not() -> None:
    def ranked(works=(), gaps=()) -> list[str]:
        found = candidates(office(), duties()["liaison"], DAYS, dict(works), dict(gaps))
        return [one.told for one in found]

    assert ranked() == ["甲", "乙"]
    before, same = Work("上周的", dt.date(2026, 5, 4), dt.date(2026, 5, 10)), Work("同天的", DAYS[1], DAYS[1])
    assert ranked([("甲", [before])]) == ["乙", "甲（前后两周 1 次接待）"]
    assert ranked([("甲", [same]), ("乙", [before, before])])[0].startswith("乙")
    assert ranked([("甲", [same])])[1] == "甲（那几天在同天的；前后两周 1 次接待）"
    assert ranked(gaps=[("甲", ["GR", "YC"])]) == ["乙", "甲（个人信息还要补）"]  # meals are not the liaison's


def test_the_visits_around_are_read_and_the_others_are_not(tmp_path: Path) -> None:
    near = written(tmp_path)
    far = near.with_name("2020-01-01-旧.yaml")
    far.write_bytes(near.read_bytes())
    (near.parent / "坏.yaml").write_text("{", encoding="utf-8")
    from jiedai.loading import load

    plan = load(near).plan
    assert plan is not None
    first = dt.date.fromordinal(plan.dates.first.toordinal())
    found = works_around([near, far, near.parent / "坏.yaml", near.parent / "没有.yaml"], first, first)
    assert {work.title for works in found.values() for work in works} == {plan.title}
    assert all(len(works) == 1 for works in found.values())
    assert works_around([near], first + dt.timedelta(days=60), first + dt.timedelta(days=60)) == {}


def test_advice_is_by_every_name_of_a_duty(tmp_path: Path) -> None:
    found = advice(office(), DAYS, Workspace(tmp_path), [])
    assert found["联络"] == "联络：甲、乙"
    assert found["讲解"] == found["guiding"] == "讲解：乙、丁"
    assert "医疗" not in found
    assert advice(None, DAYS, Workspace(tmp_path), []) == {}
