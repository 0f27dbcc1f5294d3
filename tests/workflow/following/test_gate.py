"""What blocks a gate, each thing on both sides, and that what was judged is known again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from jiedai.check.engine import check
from jiedai.diagnostics import Diagnostic, Level, Span
from jiedai.loading import load
from jiedai.visit.case import Case
from jiedai.visit.gates import GATES, TITLES, asked
from jiedai.workflow.following.gate import Blocker, Evidence, Gate, judged, moment_of, next_gate
from jiedai.workflow.following.manifest import manifest
from jiedai.workflow.following.neighbours import clashing, is_far
from jiedai.workflow.following.paper import Paper, paper_of
from jiedai.workflow.records import Records
from jiedai.workflow.records.folder import digest
from tests.workflow.following.samples import CLEAN, DONE_T1, case, moment, written

NEVER = Paper()


def gate(visit: Case, name: str = "T-1", paper: Paper = NEVER, findings: list[Diagnostic] | None = None) -> Gate:
    found = check(visit.loaded) if findings is None else findings
    return judged(visit, name, Evidence(found, paper, manifest(visit.loaded)))


def codes(made: Gate) -> dict[str, int]:
    found = [one.code for one in made.blockers]
    return {code: found.count(code) for code in sorted(set(found))}


def only(made: Gate, code: str) -> list[Blocker]:
    return [one for one in made.blockers if one.code == code]


@pytest.fixture
def issued(tmp_path: Path) -> Paper:
    """The paper of the plan as it is, issued."""
    return paper_of(_issue(written(tmp_path)), Records.of(written(tmp_path)))


def _issue(path: Path) -> Case:
    records = Records.of(path)
    data, office = path.read_bytes(), (path.parent / "office.yaml").read_bytes()
    records.keep(1, data, office)
    shas = {"sha256": digest(data), "office_sha256": digest(office)}
    records.append("issue", moment("05-08 16:20"), plan_version=1, **shas)
    return Case.of(load(path))


# --- which gate -------------------------------------------------------------------------------------------------------


def test_when_the_gates_are(tmp_path):
    visit = case(tmp_path)
    assert [moment_of(visit, name) for name in GATES] == [
        moment("05-08 23:59"), moment("05-10 23:59"), moment("05-11 07:20"),
    ]  # fmt: skip


@pytest.mark.parametrize(("now", "wanted"), [
    ("05-01 00:00", "T-3"), ("05-08 23:59", "T-3"), ("05-09 00:00", "T-1"), ("05-11 00:00", "T-2h"),
    ("05-11 07:20", "T-2h"), ("05-11 07:21", None),
])  # fmt: skip
def test_the_next_gate(tmp_path, now, wanted):
    assert next_gate(case(tmp_path), moment(now)) == wanted


def test_some_things_are_asked_from_the_day_before_on():
    assert set(TITLES) - set(asked("T-3")) == {"JX06", "JX08", "JX09"}
    assert asked("T-1") == asked("T-2h") == list(TITLES)


# --- the worked visit -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "wanted"), [
    ("T-3", {"JX04": 1, "JX05": 1}), ("T-1", {"JX04": 8, "JX05": 1}), ("T-2h", {"JX04": 8, "JX05": 1}),
])  # fmt: skip
def test_the_untouched_plan(tmp_path, name, wanted):
    made = gate(case(tmp_path), name)
    assert codes(made) == wanted
    assert not made.passed


def test_a_task_says_who_and_what_to_do(tmp_path):
    (one,) = only(gate(case(tmp_path), "T-3"), "JX04")
    assert (one.id, one.unit, one.owner, one.phone) == ("T1", "县接待办", "姚晨", "13900000201")
    assert one.line is not None
    assert one.fix.endswith(" T1")
    assert "T1" in (tmp_path / "plans" / "2026-05-11-省发改委调研.yaml").read_text("utf-8").split("\n")[one.line - 1]


def test_it_opens_when_all_is_done_and_issued(tmp_path):
    visit = _issue(written(tmp_path, DONE_T1))
    made = gate(visit, "T-3", paper_of(visit, Records.of(visit.loaded.path)))
    assert (made.passed, made.blockers, made.warnings) == (True, (), ())


# --- one thing after the other ----------------------------------------------------------------------------------------


def test_errors_blanks_and_papers(tmp_path, issued):
    visit = case(tmp_path, ("    陪餐: [林峰, 沈浩]\n", "    陪餐: [林峰, 沈浩, 周敏, 姚晨]\n"))
    assert "YC02" in only(gate(visit, "T-3", issued), "JX01")[0].message
    blank = gate(case(tmp_path, ("文号: 浙发改办函〔2026〕118号", "文号: 待填")), "T-3", issued)
    assert [one.code for one in blank.blockers if one.code != "JX04"] == ["JX02"]
    late = gate(case(tmp_path, ("时间: 2026-05-07 10:30", "时间: 2026-05-11 10:30")), "T-3", issued)
    assert codes(late)["JX03"] == 1
    assert "JX01" not in codes(late)


def test_what_was_accepted_does_not_block(tmp_path, issued):
    visit = case(tmp_path, ("    陪餐: [林峰, 沈浩]\n", "    陪餐: [林峰, 沈浩, 周敏, 姚晨]\n"))
    found = [replace(one, waived="经批准") for one in check(visit.loaded)]
    assert codes(gate(visit, "T-3", issued, found)) == {"JX04": 1}


def test_a_task_due_at_the_gate_blocks_and_a_later_one_does_not(tmp_path, issued):
    assert [one.id for one in only(gate(case(tmp_path), "T-3", issued), "JX04")] == ["T1"]
    due = case(tmp_path, ("时限: 2026-05-09 17:00", "时限: 2026-05-08 23:59"))
    assert [one.id for one in only(gate(due, "T-3", issued), "JX04")] == ["T1", "T3"]
    dropped = case(tmp_path, ("时限: T-3, 状态: 未完成}", "时限: T-3, 状态: 取消}"))
    assert only(gate(dropped, "T-3", issued), "JX04") == []


def test_a_plan_that_changed_since_it_was_issued(tmp_path):
    _issue(written(tmp_path))
    for edits, changed in (((), False), ((DONE_T1,), False), ((('时间: "14:30-16:30"', '时间: "14:25-16:25"'),), True)):
        visit = case(tmp_path, *edits)
        paper = paper_of(visit, Records.of(visit.loaded.path))
        assert paper.changed is changed
        assert bool(only(gate(visit, "T-3", paper), "JX05")) is changed


def test_an_office_that_changed_since_counts_too(tmp_path):
    path = written(tmp_path)
    _issue(path)
    office = path.parent / "office.yaml"
    office.write_text(office.read_text("utf-8").replace("0570-5550104", "0570-5550199"), encoding="utf-8")
    visit = Case.of(load(path))
    assert paper_of(visit, Records.of(path)).changed


def test_whoever_has_to_act_has_to_answer(tmp_path):
    visit = _issue(written(tmp_path))
    records = Records.of(visit.loaded.path)
    notice = {"plan_version": 1, "changes": 1, "reply_by": None}
    for reader, act in (("unit:县发改局", True), ("unit:县政府", False)):
        records.append("notice", moment("05-08 16:20"), reader=reader, act=act, **notice)
    paper = paper_of(visit, records)
    assert (paper.waiting, paper.acting) == (("unit:县发改局", "unit:县政府"), ("unit:县发改局",))
    (one,) = only(gate(visit, "T-1", paper), "JX06")
    assert (one.id, one.unit, one.owner, one.phone) == ("unit:县发改局", "县发改局", "沈浩", "0570-5550102")
    assert only(gate(visit, "T-3", paper), "JX06") == []
    records.append("ack", moment("05-08 17:00"), plan_version=1, reader="unit:县发改局", by="沈浩", how="电话")
    assert only(gate(visit, "T-1", paper_of(visit, records)), "JX06") == []


def test_journeys_nobody_knows(tmp_path, issued):
    arrive = "    抵达: {时间: 2026-05-11 09:20, 车次: G7401, 地点: 云溪站}\n"
    leave = "    离开: {时间: 2026-05-12 13:40, 车次: G7418, 地点: 云溪站}\n"
    assert only(gate(case(tmp_path), "T-1", issued), "JX08") == []
    for gone, item in ((arrive, "A1"), (leave, "B7")):
        visit = case(tmp_path, (gone, ""))
        assert [one.id for one in only(gate(visit, "T-1", issued), "JX08")] == [item]
        assert only(gate(visit, "T-3", issued), "JX08") == []


def test_contingencies_need_somebody_within_reach(tmp_path, issued):
    rain = "措施: [青山点位改到农创中心, 车上备伞], 责任单位: 县接待办, 责任人: 姚晨}"
    nobody = case(tmp_path, (rain, "措施: [青山点位改到农创中心, 车上备伞]}"))
    assert len(only(gate(nobody, "T-1", issued), "JX09")) == 1
    assert only(gate(nobody, "T-3", issued), "JX09") == []
    unknown = case(tmp_path, (rain, "措施: [青山点位改到农创中心, 车上备伞], 责任人: 高远}"))
    (one,) = only(gate(unknown, "T-1", issued), "JX09")
    assert (one.owner, one.phone) == ("高远", None)


def test_a_clash_blocks_and_a_tight_road_warns(tmp_path, issued):
    visit = case(tmp_path, DONE_T1)
    clash = Diagnostic("KX03", Level.ERROR, "林峰 12:20 在“别处”", visit.name, Span.point(1, 1))
    assert codes(gate(visit, "T-3", issued, [clash])) == {"JX07": 1}
    tight = gate(visit, "T-3", issued, [replace(clash, level=Level.WARNING)])
    assert (tight.passed, [one.code for one in tight.warnings]) == (True, ["JX07"])


# --- other visits -----------------------------------------------------------------------------------------------------


def _beside(path: Path, name: str, *edits: tuple[str, str]) -> Path:
    other = path.parent / name
    foreign = (CLEAN / "foreign.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in foreign
        foreign = foreign.replace(old, new)
    other.write_text(foreign, encoding="utf-8")
    return other


def test_another_visit_of_the_same_day_takes_the_same_person(tmp_path):
    from jiedai.check.engine import examined

    path = written(tmp_path)
    loaded = load(path)
    marks = examined(loaded).marks
    there = _beside(path, "2026-05-11-外宾.yaml", ("2026-09-08", "2026-05-11"))
    assert {one.code for one in clashing(loaded, marks, [there]).findings} == {"KX03"}
    elsewhere = _beside(path, "外宾.yaml")
    assert clashing(loaded, marks, [elsewhere]) == ([], [])


def test_a_visit_put_off_keeps_the_name_of_its_file_and_still_clashes(tmp_path):
    from jiedai.check.engine import examined

    path = written(tmp_path)
    loaded = load(path)
    marks = examined(loaded).marks
    put_off = _beside(path, "2025-09-08-外宾.yaml", ("2026-09-08", "2026-05-11"))
    assert {one.code for one in clashing(loaded, marks, [put_off]).findings} == {"KX03"}


@pytest.mark.parametrize(
    ("said", "far"),
    [
        ("dates: 2026-05-11", False),
        ("标题: 来访\n日期: 2026年5月11日 至 5月12日", False),
        ('日期： "2026.5.11"', False),
        ("日期: [2026/05/11, 2026/05/12]", False),
        ("日期: 2026-07-12", False),
        ("日期: 2026-07-13", True),
        ("日期: 2025-09-08", True),
        ("日期: 2026-13-40", False),
        ("公函:\n  日期: 2026-05-11", True),
        ("日期: 待定", True),
    ],
)
def test_the_day_that_a_plan_says_counts_where_its_name_says_another(tmp_path, said, far):
    path = tmp_path / "2025-09-08-外宾.yaml"
    path.write_text(f"{said}\n", encoding="utf-8")
    days = dt.date(2026, 5, 11), dt.date(2026, 5, 11)
    assert is_far(path, *days) is far
    assert not is_far(path.rename(tmp_path / "2026-05-11-外宾.yaml"), *days)


def test_what_cannot_be_read_is_named_and_what_is_far_off_is_not_even_read(tmp_path):
    path = written(tmp_path)
    broken, far = path.parent / "2026-06-01-坏.yaml", path.parent / "2020-01-01-坏.yaml"
    for one in (broken, far):
        one.write_bytes(b"\x00\x01\x02")
    assert clashing(load(path), [], [broken, far]).unread == [broken]


# --- what was judged --------------------------------------------------------------------------------------------------


def test_the_same_files_have_the_same_digest_anywhere(tmp_path):
    one = manifest(load(written(tmp_path)))
    (tmp_path / "b").mkdir()
    other = manifest(load(written(tmp_path / "b")))
    assert one == other
    assert one.digest == other.digest
    assert one.digest == "sha256:" + digest("\n".join(one).encode())


def test_every_part_changes_the_digest(tmp_path):
    path = written(tmp_path)
    before = manifest(load(path))
    office = path.parent / "office.yaml"
    original = office.read_text("utf-8")
    office.write_text(original + "# 一行\n", encoding="utf-8")
    touched = manifest(load(path))
    assert (touched.plan, touched.rules) == (before.plan, before.rules)
    assert touched.office != before.office
    office.write_text(original, encoding="utf-8")
    packs = path.parent / "packs"
    packs.mkdir()
    (packs / "本地.yaml").write_text("rules: {}\n", encoding="utf-8")
    assert manifest(load(path)).rules == before.rules  # nobody has switched it on
    office.write_text(original.replace("  工作餐: {早餐", "  规则包: [本地]\n  工作餐: {早餐"), encoding="utf-8")
    assert manifest(load(path)).rules != before.rules
    assert len({before.digest, touched.digest, manifest(load(path)).digest}) == 3
