"""Issuing: what is written and in which order; a run that ends anywhere leaves the old or the new version."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedai.source import save
from jiedai.workflow.changes import issuing
from jiedai.workflow.changes.issuing import Outcome, Refused, issue
from jiedai.workflow.records import JournalError, Records, folder
from jiedai.workflow.records.folder import digest
from tests.workflow.changes.samples import OFFICE, PLAN, edited, text

AT, LATER = dt.datetime(2026, 10, 14, 16, 20), dt.datetime(2026, 10, 15, 9)
TALKS = ('        时间: "14:30-16:30"\n', '        时间: "14:25-16:25"\n')
ONE = ("版本: 2\n", "版本: 1\n")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "office.yaml").write_text(text(OFFICE), encoding="utf-8")
    path = tmp_path / "plans" / "甲.yaml"
    path.write_text(edited(text(PLAN), ONE), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def issued(path: Path, at: dt.datetime = AT) -> tuple[Outcome, list[str]]:
    records = Records.of(path)
    return issue(path, records, at, "夏禾"), records.remarks


def change(path: Path, *edits: tuple[str, str]) -> None:
    path.write_text(edited(path.read_text(encoding="utf-8"), *edits), encoding="utf-8")


def lines(path: Path) -> list[dict[str, Any]]:
    journal = Records.of(path).journal
    return [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]


# --- what is written --------------------------------------------------------------------------------------------------


def test_the_first_issue_keeps_byte_copies_and_leaves_the_plan_alone(plan: Path):
    before = plan.read_bytes()
    outcome, remarks = issued(plan)
    assert (outcome.before, outcome.version, outcome.issued, remarks) == (None, 1, True, [])
    kept = Records.of(plan).folder
    assert plan.read_bytes() == (kept / "v1.yaml").read_bytes() == before
    assert (kept / "v1.office.yaml").read_bytes() == OFFICE.read_bytes()
    first, *notices = lines(plan)
    assert list(first) == ["v", "at", "type", "plan_version", "sha256", "office_sha256", "by"]
    assert (first["at"], first["sha256"], first["by"]) == ("2026-10-14T16:20:00+08:00", digest(before), "夏禾")
    assert {one["reader"] for one in notices} == {one.reader.key for one in outcome.notices}
    assert list(notices[0]) == ["v", "at", "type", "plan_version", "reader", "changes", "reply_by", "act"]


def test_the_second_issue_raises_the_version_and_nothing_else(plan: Path):
    issued(plan)
    change(plan, TALKS)
    wanted = edited(plan.read_text(encoding="utf-8"), ("版本: 1\n", "版本: 2\n")).encode()
    outcome, _remarks = issued(plan, LATER)
    assert (outcome.before, outcome.version, outcome.issued) == (1, 2, True)
    assert plan.read_bytes() == (Records.of(plan).folder / "v2.yaml").read_bytes() == wanted
    told = [one for one in lines(plan) if one["type"] == "notice" and one["plan_version"] == 2]
    first = [told[0][name] for name in ("reader", "changes", "reply_by", "act")]
    assert first == ["unit:县卫健局", 1, "2026-10-19T17:00", True]
    assert len(told) == len(outcome.notices) == 6


def test_nothing_changed_nothing_written(plan: Path):
    issued(plan)
    change(plan, ("# 检查: jiedai", "# jiedai"), ('"09:40-09:55"', '"9:40-9:55"'))
    before = {path: path.read_bytes() for path in plan.parents[1].rglob("*") if path.is_file()}
    outcome, _remarks = issued(plan, LATER)
    assert (outcome.issued, outcome.version, outcome.notices) == (False, 1, [])
    assert {path: path.read_bytes() for path in plan.parents[1].rglob("*") if path.is_file()} == before


def test_a_version_that_the_clerk_has_raised_is_kept(plan: Path):
    issued(plan)
    change(plan, TALKS, ("版本: 1\n", "版本: 5\n"))
    assert issued(plan, LATER)[0].version == 5
    assert [one.plan_version for one in Records.of(plan).versions()] == [1, 5]


def test_a_plan_without_a_version_gets_one(plan: Path):
    change(plan, ("版本: 1\n", ""))
    assert issued(plan)[0].version == 1
    assert "版本" not in plan.read_text(encoding="utf-8").replace("审批版本", "")
    change(plan, TALKS)
    assert issued(plan, LATER)[0].version == 2
    assert plan.read_text(encoding="utf-8").endswith("\n版本: 2\n")


def test_an_office_that_changed_is_a_change(plan: Path):
    issued(plan)
    office = plan.with_name("office.yaml")
    office.write_text(
        edited(text(OFFICE), ("赵大海, 电话: 13900001011", "赵大海, 电话: 13900001019")), encoding="utf-8"
    )
    outcome, _remarks = issued(plan, LATER)
    assert outcome.version == 2
    assert (Records.of(plan).folder / "v2.office.yaml").read_bytes() == office.read_bytes()


@pytest.mark.parametrize("more", [(), (("事由: 调研", "事由: 再调研"),)])
def test_a_version_below_the_last_is_refused_and_both_are_named(plan: Path, more: tuple[tuple[str, str], ...]):
    issued(plan)
    change(plan, TALKS)
    issued(plan, LATER)
    change(plan, ("版本: 2\n", "版本: 1\n"), *more)
    before = plan.read_bytes()
    with pytest.raises(Refused, match="第 1 版，低于已印发的第 2 版") as caught:
        issued(plan, LATER)
    assert "版本改成 2" in caught.value.hint
    assert plan.read_bytes() == before


def test_a_version_below_the_first_is_refused_too(plan: Path):
    change(plan, ("版本: 1\n", "版本: 4\n"))
    issued(plan)
    change(plan, ("版本: 4\n", "版本: 3\n"))
    with pytest.raises(Refused, match="第 3 版，低于已印发的第 4 版"):
        issued(plan, LATER)


def test_who_is_asked_may_refuse_and_nothing_is_written(plan: Path):
    class No(Exception):
        pass

    def refuse(_loaded: object) -> None:
        raise No

    with pytest.raises(No):
        issue(plan, Records.of(plan), AT, None, refuse)
    assert not (plan.parents[1] / "records").exists()


def test_a_copy_changed_by_hand_is_said_and_compared_with(plan: Path):
    issued(plan)
    copy = Records.of(plan).folder / "v1.yaml"
    copy.write_text(edited(copy.read_text(encoding="utf-8"), TALKS), encoding="utf-8")
    outcome, remarks = issued(plan, LATER)
    assert remarks == ["存本“records/甲/v1.yaml”在印发后被改过，仍按它比较"]
    assert (outcome.issued, outcome.version) == (True, 2)


def test_another_encoding_is_refused(plan: Path):
    plan.write_bytes(plan.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(Refused, match="UTF-8"):
        issued(plan)


def test_a_folder_that_may_not_be_written_leaves_the_plan_alone(plan: Path, monkeypatch: pytest.MonkeyPatch):
    issued(plan)
    change(plan, TALKS)
    before = plan.read_bytes()

    def refused(*_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("jiedai.workflow.records.folder.write_atomic", refused)
    with pytest.raises(PermissionError):
        issued(plan, LATER)
    assert plan.read_bytes() == before


# --- a run that ends anywhere -----------------------------------------------------------------------------------------


class Killed(BaseException):
    """What ends a run as a kill does: nothing catches it."""


class Killer:
    """Lets a number of writes through, then ends the run, before the write or in the midst of it."""

    def __init__(self, after: int, cut: int | None = None) -> None:
        self.left = after
        self.cut = cut
        self.done: list[str] = []

    def around(self, name: str, write: Callable[..., Any]) -> Callable[..., Any]:
        def writing(*arguments: Any) -> Any:
            if self.left == 0:
                if self.cut is not None and name == "os.write":
                    handle, data = arguments
                    write(handle, data[: self.cut])
                raise Killed
            self.left -= 1
            self.done.append(name)
            return write(*arguments)

        return writing


def killed(plan: Path, at: dt.datetime, after: int, cut: int | None = None) -> Killer:
    """An issue that is ended after so many writes (with `cut`, in the midst of the journal's), or that ends itself."""
    killer = Killer(after, cut)
    with pytest.MonkeyPatch.context() as patch:
        for module in (folder, issuing):
            patch.setattr(module, "write_atomic", killer.around("write_atomic", save.write_atomic))
        patch.setattr("jiedai.workflow.records.journal.os.write", killer.around("os.write", os.write))
        try:
            issued(plan, at)
        except Killed:
            pass
        else:
            assert killer.left, "everything was written"
    return killer


def test_the_writes_of_an_issue(plan: Path):
    assert killed(plan, AT, 99).done == ["write_atomic", "write_atomic", "os.write"]
    change(plan, TALKS)
    assert killed(plan, LATER, 99).done == ["write_atomic", "write_atomic", "os.write", "write_atomic"]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_ended_before_the_journal_it_was_never_issued(plan: Path, after: int):
    issued(plan)
    change(plan, TALKS)
    before = plan.read_bytes()
    killed(plan, LATER, after)
    assert plan.read_bytes() == before
    assert [one.plan_version for one in Records.of(plan).versions()] == [1]
    outcome, remarks = issued(plan, LATER)
    assert (outcome.version, outcome.issued) == (2, True)
    assert remarks == ["上次印发第 2 版没有做完，这次接着做"] * (after == 2)
    assert Records.of(plan).issued == Records.of(plan).version(2)


def test_ended_before_the_journal_and_changed_since_the_copy_is_named(plan: Path):
    issued(plan)
    change(plan, TALKS)
    killed(plan, LATER, 2)
    change(plan, ("事由: 调研", "事由: 再调研"))
    before = plan.read_bytes()
    with pytest.raises(JournalError, match=r"records/甲/v2\.yaml") as caught:
        issued(plan, LATER)
    assert "移走" in caught.value.hint
    assert plan.read_bytes() == before
    assert [one.plan_version for one in Records.of(plan).versions()] == [1]


def test_ended_behind_the_journal_it_is_issued_and_the_next_run_says_so(plan: Path):
    issued(plan)
    change(plan, TALKS)
    killed(plan, LATER, 3)
    assert "版本: 1\n" in plan.read_text(encoding="utf-8")
    outcome, remarks = issued(plan, LATER)
    assert remarks == ["上次印发第 2 版没有做完，已补写方案里的版本"]
    assert (outcome.version, outcome.issued) == (2, False)
    assert plan.read_bytes() == (Records.of(plan).folder / "v2.yaml").read_bytes()


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_ended_in_the_midst_of_the_journal_it_is_the_old_or_the_new_version(plan: Path, share: float, second: bool):
    """The power fails while the lines are written: wherever that is, the next run ends with all of them once."""
    if second:
        issued(plan)
        change(plan, TALKS)
    whole = plan.parents[1] / "whole"
    for path in [one for one in plan.parents[1].rglob("*") if one.is_file()]:
        copy = whole / path.relative_to(plan.parents[1])
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    issued(whole / "plans" / plan.name, LATER)
    wanted = lines(whole / "plans" / plan.name)
    size = (whole / "records" / "甲" / "journal.jsonl").stat().st_size
    before = Records.of(plan).journal.stat().st_size if second else 0
    killed(plan, LATER, 2, cut=int(share * (size - before)))
    outcome, remarks = issued(plan, LATER)
    assert lines(plan) == wanted
    assert outcome.version == (2 if second else 1)
    assert plan.read_bytes() == (whole / "plans" / plan.name).read_bytes()
    assert remarks


def test_two_who_issue_at_once(plan: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(issuing, "locked", lambda path: save.locked(path, seconds=0))
    with save.locked(plan), pytest.raises(save.Busy):
        issued(plan)
    assert not (plan.parents[1] / "records").exists()
