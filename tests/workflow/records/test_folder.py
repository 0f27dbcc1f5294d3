"""Where a plan's records are, what was issued, who has not answered; and that looking makes nothing."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from jiedai.source import files
from jiedai.workflow.records import JournalError, Records
from jiedai.workflow.records.folder import digest
from jiedai.workspace import plans_in

AT = dt.datetime(2026, 5, 8, 16, 20)
PLAN = "标题: 调研\n编号: 云接〔2026〕17号\n日期: 2026-05-11 至 2026-05-12\n"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans").mkdir()
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plans" / "甲.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def issue(plan: Path, version: int = 1, text: str | None = None) -> Records:
    records = Records.of(plan)
    data = (text or plan.read_text(encoding="utf-8")).encode()
    records.keep(version, data, b"office")
    records.append("issue", AT, plan_version=version, sha256=digest(data), office_sha256=digest(b"office"), by="姚晨")
    return records


def test_looking_makes_nothing(plan: Path):
    records = Records.of(plan)
    assert (records.entries(), records.issued, records.waiting(["leader"]), records.remarks) == ([], None, [], [])
    assert not (plan.parents[1] / "records").exists()


def test_the_first_entry_makes_the_folder(plan: Path):
    Records.of(plan).append("tick", AT, id="T1", old="open", new="done")
    assert [entry.fields["id"] for entry in Records.of(plan).entries("tick")] == ["T1"]
    assert Records.of(plan).entries("issue") == []


def test_what_was_issued_last_with_its_copies(plan: Path):
    issue(plan)
    issue(plan, 2, PLAN + "版本: 2\n")
    issued = Records.of(plan).issued
    assert issued is not None
    assert (issued.plan_version, issued.at, issued.by) == (2, AT, "姚晨")
    assert issued.path.read_text(encoding="utf-8") == PLAN + "版本: 2\n"
    assert issued.office is not None
    assert issued.office.read_bytes() == b"office"
    assert [one.plan_version for one in Records.of(plan).versions()] == [1, 2]
    first = Records.of(plan).version(1)
    assert first is not None
    assert first.path.read_bytes() == plan.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_copies_are_private(plan: Path):
    folder = issue(plan).folder
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in (folder, *folder.iterdir())}
    assert modes.pop("甲") == 0o700
    assert set(modes.values()) == {0o600}


def test_a_copy_that_a_run_left_is_used_where_it_is_the_same_and_refused_where_not(plan: Path):
    records = Records.of(plan)
    records.keep(1, b"one", None)
    records.keep(1, b"one", None)
    with pytest.raises(JournalError, match=r"records/甲/v1\.yaml"):
        records.keep(1, b"two", None)
    assert records.snapshot(1).read_bytes() == b"one"


def test_a_copy_changed_by_hand_is_said_and_used(plan: Path):
    records = issue(plan)
    issued = records.issued
    assert issued is not None
    records.check(issued)
    assert records.remarks == []
    issued.path.write_text(PLAN + "#", encoding="utf-8")
    records.check(issued)
    records.check(issued)
    assert records.remarks == ["存本“records/甲/v1.yaml”在印发后被改过，仍按它比较"]
    issued.path.unlink()
    with pytest.raises(JournalError, match="找不到第 1 版的存本"):
        records.check(issued)


def test_a_torn_line_is_said_once(plan: Path):
    records = issue(plan)
    with records.journal.open("ab") as stream:
        stream.write(b'{"v":1,')
    records = Records.of(plan)
    assert len(records.entries()) == 1
    assert records.torn
    records.append("tick", AT, id="T1", old="open", new="done")
    assert records.remarks == ["“records/甲/journal.jsonl”的最后一行没有写完，不算数"]
    assert (len(records.entries()), records.torn) == (2, False)


# --- plans that were renamed ------------------------------------------------------------------------------------------


def test_a_renamed_plan_is_found_by_number_and_first_day(plan: Path):
    issue(plan)
    renamed = plan.rename(plan.with_name("乙.yaml"))
    records = Records.of(renamed)
    assert records.issued
    assert records.remarks == ["方案改过名，用的是 records/甲 里的记录"]


@pytest.mark.parametrize(
    ("old", "new"), [("17号", "18号"), ("2026-05-11 至", "2026-05-10 至"), ("编号: 云接〔2026〕17号\n", "")]
)
def test_a_plan_of_another_number_or_day_is_another_plan(plan: Path, old: str, new: str):
    issue(plan)
    renamed = plan.rename(plan.with_name("乙.yaml"))
    renamed.write_text(PLAN.replace(old, new), encoding="utf-8")
    assert Records.of(renamed).issued is None


def test_the_records_of_a_plan_that_is_still_there_are_its_own(plan: Path):
    issue(plan)
    copy = plan.with_name("乙.yaml")
    copy.write_bytes(plan.read_bytes())
    assert Records.of(copy).issued is None
    assert Records.of(copy).remarks == []


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders whose contents are asked for, and the copies that are read."""
    asked: list[str] = []
    for name in ("inside", "data"):
        told = getattr(files, name)

        def asked_for(path: Path, *rest: object, told=told) -> object:
            asked.append(path.name)
            return told(path, *rest)

        monkeypatch.setattr(files, name, asked_for)
    return asked


def settle(*folders: Path) -> None:
    """Let some time go by since folders have changed."""
    for folder in folders:
        os.utime(folder, (1_790_000_000, 1_790_000_000))


def test_folders_of_an_archive_are_read_once_and_each_copy_in_them_at_most_twice(plan: Path, listed: list[str]):
    """However many of its plans have no records of their own."""
    records = plan.parents[1] / "records"
    plans = []
    for number in range(30):
        path = plan.with_name(f"新{number}.yaml")
        path.write_text(PLAN.replace("17号", f"{number + 100}号"), encoding="utf-8")
        issue(path)
        plans.append(path.rename(plan.with_name(f"改{number}.yaml")) if number % 2 else path)
    settle(plan.parent, records)
    listed.clear()
    found = [Records.of(path) for path in plans]
    assert all(one.issued for one in found)
    assert sum(bool(one.remarks) for one in found) == 15
    assert (listed.count("plans"), listed.count("records")) == (1, 1)
    assert listed.count("v1.yaml") <= 2 * 15 + 1  # one was looked into


def test_a_folder_that_changes_is_read_again(plan: Path, listed: list[str]):
    records = plan.parents[1] / "records"
    issue(plan)
    other = plan.with_name("丁.yaml")
    other.write_text(PLAN.replace("17号", "19号"), encoding="utf-8")
    settle(plan.parent, records)
    assert Records.of(other).issued is None
    renamed = plan.rename(plan.with_name("乙.yaml"))
    assert Records.of(renamed).issued
    settle(plan.parent, records)
    assert Records.of(renamed).issued
    (records / "甲").rename(records / "戊")
    assert Records.of(renamed).folder.name == "戊"
    listed.clear()
    assert Records.of(renamed).issued  # changed within a moment: not taken for the same
    assert listed.count("records") == 1


def test_of_two_that_may_be_meant_one_is_asked_for(plan: Path):
    issue(plan)
    records = plan.parents[1] / "records"
    (records / "丙").mkdir()
    (records / "丙" / "v1.yaml").write_bytes(plan.read_bytes())
    renamed = plan.rename(plan.with_name("乙.yaml"))
    with pytest.raises(JournalError, match="有 2 份记录") as caught:
        Records.of(renamed)
    assert "--records" in caught.value.hint
    assert Records.of(renamed, "records/甲").issued
    with pytest.raises(JournalError, match="没有文件夹"):
        Records.of(renamed, "records/丁")


# --- who has not answered ---------------------------------------------------------------------------------------------


def test_who_was_told_and_has_not_answered_those_first_who_have_to_act(plan: Path):
    records = issue(plan)
    for reader, act in (("unit:甲", False), ("unit:乙", True), ("unit:丙", True)):
        records.append("notice", AT, plan_version=1, reader=reader, changes=1, reply_by=None, act=act)
    readers = ["unit:甲", "unit:乙", "unit:丙", "unit:丁"]
    assert records.waiting(readers) == ["unit:乙", "unit:丙", "unit:甲"]
    records.append("ack", AT, plan_version=1, reader="unit:乙", by="沈浩", how="电话")
    assert records.waiting(readers) == ["unit:丙", "unit:甲"]
    assert records.waiting(["unit:甲"]) == ["unit:甲"]
    records.append("notice", AT, plan_version=2, reader="unit:乙", changes=1, reply_by=None, act=False)
    assert records.waiting(readers) == ["unit:丙", "unit:甲", "unit:乙"]
    records.append("notice", AT, plan_version=3, reader="unit:丙", changes=1, reply_by=None, act=False)
    assert records.waiting(readers)[0] == "unit:丙"


def test_the_copies_are_no_plans(plan: Path):
    issue(plan)
    assert plans_in(plan.parents[1]) == [plan]
