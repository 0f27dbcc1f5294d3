"""`jiedai replace` and `jiedai drop`: a preview, written when asked to, undone once, and never half."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiedai.cli import start
from tests.workflow.late.samples import PLAN, written


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    return path


def said(capsys: pytest.CaptureFixture[str], status: int, *words: str) -> tuple[str, str]:
    assert start.run(list(words)) == status
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_a_preview_writes_nothing(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = said(capsys, 0, "replace", "1", "2")
    assert "车辆：1 → 2" in out
    assert "1号车" in out
    assert "--write" in err
    assert plan.read_text(encoding="utf-8") == PLAN
    assert not (plan.parents[1] / "records").exists()


@pytest.mark.parametrize("words", [("replace", "1", "2"), ("drop", "李芸")])
def test_the_plan_may_be_named_before_or_behind(
    plan: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    command, *names = words
    behind = said(capsys, 0, command, *names, "plans/visit.yaml")
    assert said(capsys, 0, command, "plans/visit.yaml", *names) == behind
    assert behind[0]
    assert plan.read_text(encoding="utf-8") == PLAN


def test_as_json(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said(capsys, 0, "drop", "李芸", "-f", "json")[0])
    assert (data["version"], data["file"], data["written"]) == (1, "plans/visit.yaml", False)
    assert (data["feasible"], data["reasons"]) == (True, [])
    assert {"op": "changed", "section": "guests", "id": "李芸", "field": "absent"}.items() <= data["changes"][0].items()
    assert all(set(look) == {"why", "code", "level", "id", "message", "hint", "line"} for look in data["look_at"])


@pytest.mark.parametrize(
    "words",
    [
        ("replace", "云溪宾馆", "临溪宾馆"),
        ("replace", "林峰", "马明"),
        ("drop", "李芸"),
        ("drop", "A2"),
        ("add", "蓝天", "白云", "plans/visit.yaml"),
    ],
)
def test_written_and_undone_once(plan: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    said(capsys, 0, *words, "--write")
    assert plan.read_text(encoding="utf-8") != PLAN
    assert start.run(["check", "--select", "GS01,GS02"]) == 0
    _out, _err = said(capsys, 0, words[0], "--undo")
    assert plan.read_text(encoding="utf-8") == PLAN
    assert "没有可以撤销" in said(capsys, 2, words[0], "--undo")[1]


def test_what_was_changed_since_is_not_undone(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, 0, "drop", "李芸", "--write")
    text = plan.read_text(encoding="utf-8") + "# 又改了\n"
    plan.write_text(text, encoding="utf-8")
    assert "又改过，没有撤销" in said(capsys, 2, "drop", "--undo")[1]
    assert plan.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("replace", "林锋", "马明"), "林峰"),
        (("replace", "林峰"), "换成什么"),
        (("replace", "1", "9"), "车辆里加上它"),
        (("drop",), "谁不来"),
        (("drop", "李云"), "李芸"),
        (("drop", "林峰"), "jiedai replace"),
        (("drop", "--undo"), "没有可以撤销"),
        (("add",), "多来的是谁"),
        (("add", "李芸"), "已经在来宾里"),
        (("add", "蓝天", "--like", "李云"), "李芸"),
        (("add", "蓝天", "plans/visit.yaml", "plans/other.yaml"), "一份方案"),
        (("replace", "--undo", "甲", "乙"), "只写方案"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    plan: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    _out, err = said(capsys, 2, *words)
    assert told in err
    assert len(err.splitlines()) <= 2
    assert plan.read_text(encoding="utf-8") == PLAN


def test_a_run_that_ends_before_the_plan_is_written_leaves_it(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jiedai.cli.one.write_atomic", full)
    said(capsys, 2, "drop", "李芸", "--write")
    assert plan.read_text(encoding="utf-8") == PLAN
    assert "没有写成" in said(capsys, 2, "drop", "--undo")[1]
    assert "没有可以撤销" in said(capsys, 2, "drop", "--undo")[1]


def test_a_run_that_ends_early_leaves_the_way_back_of_the_change_before(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    said(capsys, 0, "replace", "1", "2", "--write")
    written_once = plan.read_text(encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("jiedai.cli.one.write_atomic", killed)
        start.run(["drop", "李芸", "--write"])
    assert plan.read_text(encoding="utf-8") == written_once
    said(capsys, 0, "replace", "--undo")
    assert plan.read_text(encoding="utf-8") == PLAN


@pytest.mark.parametrize(
    ("old", "new"), [("云溪宾馆", "临溪宾馆"), ("林峰", "马明"), ("1", "2"), ("产业园", "临溪宾馆")]
)
def test_there_and_back_again_is_the_same_file(
    plan: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    """What nobody could know again - room numbers, a post - comes from what was kept."""
    data = plan.read_bytes()
    said(capsys, 0, "replace", old, new, "--write")
    assert plan.read_bytes() != data
    said(capsys, 0, "replace", new, old, "--write")
    assert plan.read_bytes() == data


def test_back_to_somebody_whom_only_the_plan_knew(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(PLAN.replace("  - 沈浩\n", "  - 孟川\n").replace("沈浩", "孟川"), encoding="utf-8")
    data = plan.read_bytes()
    said(capsys, 0, "replace", "孟川", "马明", "--write")
    said(capsys, 0, "replace", "马明", "孟川", "--write")
    assert plan.read_bytes() == data


def test_what_is_kept_is_private_and_one(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, 0, "replace", "1", "2", "--write")
    said(capsys, 0, "replace", "沈浩", "马明", "--write")
    kept = list((plan.parents[1] / "records" / "visit" / "undo").iterdir())
    assert len(kept) == 1
    assert kept[0].stat().st_mode & 0o077 == 0
    assert kept[0].parent.stat().st_mode & 0o077 == 0


def test_undo_says_what_it_put_back(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, 0, "replace", "沈浩", "马明", "--write")
    data = json.loads(said(capsys, 0, "replace", "--undo", "plans/visit.yaml", "-f", "json")[0])
    assert data["written"] is True
    assert any(change["section"] == "hosts" for change in data["changes"])


def test_an_item_that_has_begun_is_not_taken_out(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun = PLAN + "实际:\n  安排:\n    - {编号: A2, 实际开始: 2026-05-11 09:31}\n"
    plan.write_text(begun, encoding="utf-8")
    out, err = said(capsys, 1, "drop", "A2", "--write", "-f", "json")
    data = json.loads(out)
    assert (data["written"], data["feasible"], data["changes"]) == (False, False, [])
    assert [look["why"] for look in data["reasons"]] == ["feasible"]
    assert "已经开始" in err
    assert plan.read_text(encoding="utf-8") == begun


def test_names_are_typed_as_they_come(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = said(capsys, 0, "replace", "1", "2", "-f", "json")[0]
    assert json.loads(said(capsys, 0, "replace", "１号车", "2号", "-f", "json")[0]) == json.loads(wanted)
    assert said(capsys, 0, "drop", " a2 ", "-f", "json") == said(capsys, 0, "drop", "A2", "-f", "json")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("replace", "云溪宾馆", "2"), "不能互换"),
        (("replace", "云溪", "临溪宾馆"), "云溪宾馆"),
        (("replace", "李芸", "马明"), "公函的人员"),
        (("replace", "马明", "林峰"), "没有用到“马明”"),
        (("replace", "云溪宾馆", "云溪宾馆"), "不用换"),
        (("drop", "A9"), "A"),
    ],
)
def test_what_is_not_known_is_said_with_what_is_near(
    plan: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    _out, err = said(capsys, 2, *words)
    assert told in err
    assert len(err.splitlines()) <= 2


SMALL = {
    "car": ("1", "2", "核载: 7", "核载: {0}", 3, "CX04"),
    "hall": ("产业园", "临溪宾馆", "名称: 临溪宾馆,", "名称: 临溪宾馆, 容纳: {0},", 4, "SJ19"),
    "rooms": ("云溪宾馆", "临溪宾馆", "名称: 临溪宾馆,", "名称: 临溪宾馆, 房型: {{标准间: {0}}},", 2, "ZS13"),
}


@pytest.mark.parametrize("what", list(SMALL))
def test_what_is_too_small_is_not_written_unless_forced(
    plan: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """Both sides of the boundary: as many as there are people, and one fewer."""
    old, new, find, put, enough, code = SMALL[what]
    office = plan.parent / "office.yaml"
    known = office.read_text(encoding="utf-8")
    plan.write_text(PLAN.replace("入住人: [", "房型: 标准间, 入住人: ["), encoding="utf-8")
    before = plan.read_bytes()
    office.write_text(known.replace(find, put.format(enough)), encoding="utf-8")
    assert json.loads(said(capsys, 0, "replace", old, new, "-f", "json")[0])["feasible"]
    office.write_text(known.replace(find, put.format(enough - 1)), encoding="utf-8")
    out, err = said(capsys, 1, "replace", old, new, "--write", "-f", "json")
    data = json.loads(out)
    assert (data["written"], data["feasible"]) == (False, False)
    assert code in [reason["code"] for reason in data["reasons"]]
    assert data["changes"], "it is shown all the same"
    assert "--force" in err
    assert plan.read_bytes() == before
    assert not (plan.parents[1] / "records").exists()
    assert "行不通：" in said(capsys, 1, "replace", old, new)[0]
    assert json.loads(said(capsys, 0, "replace", old, new, "--write", "--force", "-f", "json")[0])["written"]
    said(capsys, 0, "replace", "--undo")
    assert plan.read_bytes() == before


def test_a_hotel_without_such_rooms(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = plan.parent / "office.yaml"
    known = office.read_text(encoding="utf-8")
    office.write_text(known.replace("名称: 临溪宾馆,", "名称: 临溪宾馆, 房型: {标准间: 9},"), encoding="utf-8")
    plan.write_text(PLAN.replace('"0801", 入', '"0801", 房型: 普通套间, 入'), encoding="utf-8")
    out, _err = said(capsys, 1, "replace", "云溪宾馆", "临溪宾馆")
    assert "临溪宾馆没有普通套间，方案里要 1 间" in out


@pytest.mark.parametrize(("closed", "status"), [("周一", 1), ("周二", 0)])
def test_a_place_that_is_closed(plan: Path, capsys: pytest.CaptureFixture[str], closed: str, status: int) -> None:
    """The item is on a Monday."""
    office = plan.parent / "office.yaml"
    known = office.read_text(encoding="utf-8")
    office.write_text(known.replace("名称: 临溪宾馆,", f"名称: 临溪宾馆, 闭馆: {closed},"), encoding="utf-8")
    said(capsys, status, "replace", "产业园", "临溪宾馆")


def test_an_unknown_road_is_to_be_looked_at(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That nobody knows a road does not say that there is none."""
    data = json.loads(said(capsys, 0, "replace", "产业园", "临溪宾馆", "-f", "json")[0])
    assert "SJ13" in [look["code"] for look in data["look_at"]]


@pytest.mark.parametrize("word", ["2号车", " 2 号 车 ", "２", "02", "2号", "car 2", "No.2", "2#"])
def test_a_car_by_any_name(plan: Path, capsys: pytest.CaptureFixture[str], word: str) -> None:
    assert "车辆：1 → 2" in said(capsys, 0, "replace", "1", word)[0]


def test_other_names_of_people_and_places(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = plan.parent / "office.yaml"
    told = "译文: {临溪宾馆: Linxi Hotel}\n"
    office.write_text(office.read_text(encoding="utf-8") + told, encoding="utf-8")
    wanted = said(capsys, 0, "replace", "产业园", "临溪宾馆")[0]
    assert said(capsys, 0, "replace", "产业园", "linxi  hotel")[0] == wanted
    assert said(capsys, 0, "replace", "产 业 园", "临溪宾馆")[0] == wanted
    assert said(capsys, 0, "drop", "李 芸") == said(capsys, 0, "drop", "李芸")


def test_the_plan_may_be_named_by_a_word(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = said(capsys, 0, "add", "蓝天", "白云", "plans/visit.yaml", "-f", "json")[0]
    assert said(capsys, 0, "add", "蓝天、白云", "云溪县调研", "-f", "json")[0] == wanted
    assert said(capsys, 0, "add", "蓝天 白云", "-f", "json")[0] == wanted


def test_too_many_for_the_hotel_are_refused(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = plan.parent / "office.yaml"
    known = office.read_text(encoding="utf-8")
    office.write_text(known.replace("名称: 云溪宾馆,", "名称: 云溪宾馆, 房型: {标准间: 2},"), encoding="utf-8")
    plan.write_text(PLAN.replace("入住人: [", "房型: 标准间, 入住人: ["), encoding="utf-8")
    before = plan.read_bytes()
    out, _err = said(capsys, 1, "add", "蓝天", "--write")
    assert "行不通：" in out
    assert "云溪宾馆" in out
    assert plan.read_bytes() == before
