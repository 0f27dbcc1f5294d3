"""The journal: exact bytes, all lines of an entry or none, and what is broken said with its line."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.source.save import Busy, locked
from jiedai.workflow.records import journal
from jiedai.workflow.records.journal import JournalError, append, line, read

AT = dt.datetime(2026, 5, 8, 16, 20, 5)
ACK = line("ack", AT, {"how": "电话", "by": "沈浩", "reader": "unit:县发改局", "plan_version": 2})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records" / "a" / "journal.jsonl"


def test_keys_have_one_order_whatever_the_order_given():
    assert ACK.decode() == (
        '{"v":1,"at":"2026-05-08T16:20:05+08:00","type":"ack","plan_version":2,"reader":"unit:县发改局",'
        '"by":"沈浩","how":"电话"}\n'
    )


def test_a_moment_with_a_zone_is_written_in_chinese_time():
    moment = dt.datetime(2026, 5, 8, 8, 20, 5, 999, tzinfo=dt.UTC)
    assert b'"at":"2026-05-08T16:20:05+08:00"' in line("tick", moment, {"id": "T1", "old": "open", "new": "done"})


def test_a_key_that_the_type_has_not_is_refused():
    with pytest.raises(ValueError, match="name"):
        line("tick", AT, {"id": "T1", "name": "陈志远"})


def test_what_was_appended_is_read(path: Path):
    append(path, [ACK])
    append(path, [line("gate", AT, {"gate": "T-1", "passed": False, "blockers": 9, "manifest": "sha256:0"})])
    first, second = read(path).entries
    assert (first.at, first.type, first.line) == (AT, "ack", 1)
    assert first.fields == {"plan_version": 2, "reader": "unit:县发改局", "by": "沈浩", "how": "电话"}
    assert (second.type, second.fields["blockers"], second.line) == ("gate", 9, 2)


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_nobody_else_may_read_it(path: Path):
    append(path, [ACK])
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


def test_a_type_of_later_versions_is_kept_and_read(path: Path):
    later = b'{"v":1,"at":"2026-05-08T16:20:05+08:00","type":"moon","phase":3}\n'
    append(path, [ACK])
    path.write_bytes(path.read_bytes() + later)
    append(path, [ACK])
    assert [entry.type for entry in read(path).entries] == ["ack", "moon", "ack"]
    assert path.read_bytes() == ACK + later + ACK


def test_a_torn_last_line_is_left_out_and_repaired_by_the_next_append(path: Path):
    append(path, [ACK])
    for cut in (1, 10, len(ACK) - 2):
        path.write_bytes(ACK + ACK[:cut])
        found = read(path)
        assert (len(found.entries), found.torn) == (1, cut)
        append(path, [ACK])
        assert path.read_bytes() == ACK + ACK


def test_a_last_line_without_its_newline_counts(path: Path):
    append(path, [ACK])
    path.write_bytes(ACK + ACK[:-1])
    assert len(read(path).entries) == 2
    append(path, [ACK])
    assert path.read_bytes() == ACK * 3


BROKEN = (
    b"{\n", b"[]\n", b'{"v":1}\n', b"\xff\n", b'{"v":1,"at":"x","type":"ack"}\n', b"[" * 5000 + b"\n",
    b'{"v":1,"at":"0001-01-01T00:00:00+14:00","type":"ack"}\n',
)  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_in_the_middle_is_said_with_its_line_and_nothing_is_written(path: Path, broken: bytes):
    append(path, [ACK])
    path.write_bytes(ACK + broken + ACK)
    before = path.read_bytes()
    for use in (lambda: read(path), lambda: append(path, [ACK])):
        with pytest.raises(JournalError) as caught:
            use()
        assert caught.value.line == 2
        assert "第 2 行坏了" in caught.value.message
    assert path.read_bytes() == before


@pytest.mark.parametrize("end", [b"\n", b""])
def test_a_journal_of_a_newer_jiedai_is_refused(path: Path, end: bytes):
    append(path, [ACK])
    path.write_bytes(ACK + ACK.replace(b'"v":1', b'"v":2').rstrip() + end)
    with pytest.raises(JournalError, match="更新版本") as caught:
        read(path)
    assert caught.value.line == 2


def test_marks_and_newlines_of_editors_do_no_harm(path: Path):
    append(path, [ACK])
    path.write_bytes(b"\xef\xbb\xbf" + ACK.replace(b"\n", b"\r\n") + b"\r\n" + ACK.replace(b"\n", b"\r\n"))
    assert len(read(path).entries) == 2


def test_it_does_not_grow_without_end(path: Path, monkeypatch: pytest.MonkeyPatch):
    append(path, [ACK])
    monkeypatch.setattr(journal, "MAX_BYTES", 2 * len(ACK))
    append(path, [ACK])
    with pytest.raises(JournalError, match="太大了"):
        append(path, [ACK])
    assert path.read_bytes() == ACK * 2
    monkeypatch.setattr(journal, "MAX_BYTES", len(ACK))
    with pytest.raises(JournalError, match="太大了"):
        read(path)


def test_an_entry_is_bounded():
    line("ack", AT, {"reader": "x" * 1000})
    with pytest.raises(ValueError, match="too long"):
        line("ack", AT, {"reader": "x" * 2000})


def test_a_full_disk_leaves_what_there_was(path: Path, monkeypatch: pytest.MonkeyPatch):
    append(path, [ACK])
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:20]))
    with pytest.raises(OSError, match="space"):
        append(path, [ACK, ACK])
    assert path.read_bytes() == ACK


def test_two_who_write_wait_for_each_other(path: Path, monkeypatch: pytest.MonkeyPatch):
    append(path, [ACK])
    monkeypatch.setattr(journal, "locked", lambda path: locked(path, seconds=0))
    with locked(path), pytest.raises(Busy):
        append(path, [ACK])
    assert path.read_bytes() == ACK


@given(cut=st.integers(0, 3 * len(ACK)))
def test_wherever_the_power_fails_whole_lines_before_it_are_kept(tmp_path_factory: pytest.TempPathFactory, cut: int):
    path = tmp_path_factory.getbasetemp() / "torn" / "x" / "journal.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((ACK * 3)[:cut])
    whole = (cut + 1) // len(ACK)
    assert len(read(path).entries) == whole
    append(path, [ACK])
    assert path.read_bytes() == ACK * (whole + 1)
