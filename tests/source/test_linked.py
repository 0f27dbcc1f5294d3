"""Files of several names: what is written shows under all of them, and a writer cut off leaves no half text."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.source import linked, locked, read_file, write_atomic

pytestmark = pytest.mark.skipif(os.name != "posix", reason="files of several names as POSIX has them")


@pytest.fixture
def names(tmp_path: Path) -> tuple[Path, Path]:
    plan, other = tmp_path / "a.yaml", tmp_path / "backup" / "b.yaml"
    other.parent.mkdir()
    plan.write_bytes(b"a: 1\nb: 2\n")
    other.hardlink_to(plan)
    return plan, other


@pytest.mark.parametrize("new", [b"a: 3\n", b"a: 4\nb: 2\nc: 5\n", b""])
def test_what_is_written_shows_under_all_names(names: tuple[Path, Path], new: bytes) -> None:
    plan, other = names
    write_atomic(plan, new)
    assert plan.read_bytes() == other.read_bytes() == new
    assert plan.samefile(other)
    assert set(plan.parent.iterdir()) == {plan, other.parent}


def test_a_full_disk_leaves_the_old_text_under_all_names(
    names: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, other = names
    put, tried = linked._put, []

    def full(path: Path, data: bytes) -> None:
        tried.append(data)
        if len(tried) == 1:
            path.write_bytes(data[:3])
            raise OSError(errno.ENOSPC, "full")
        put(path, data)

    monkeypatch.setattr(linked, "_put", full)
    with pytest.raises(OSError, match="full"):
        write_atomic(plan, b"c: 1\n")
    assert plan.read_bytes() == other.read_bytes() == b"a: 1\nb: 2\n"
    assert set(plan.parent.iterdir()) == {plan, other.parent}


def killed(plan: Path, monkeypatch: pytest.MonkeyPatch, left: bytes, new: bytes) -> None:
    """Leave what a writer leaves that is killed while the file holds `left`."""
    monkeypatch.setattr(linked, "written_through", lambda *_: None)
    write_atomic(plan, new)
    monkeypatch.undo()
    plan.write_bytes(left)


@pytest.mark.parametrize("left", [b"a: 1\nb: 2\n", b"c: 1\nb: 2\n", b"c: 7\n", b"c: 7\nb: 2\n"])
def test_after_a_kill_the_new_text_is_read_and_the_next_writer_goes_on_from_it(
    names: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, left: bytes
) -> None:
    plan, other = names
    killed(plan, monkeypatch, left, b"c: 7\n")
    assert read_file(plan).data == {"c": "7"}
    with locked(plan):
        assert plan.read_bytes() == other.read_bytes() == b"c: 7\n"
        assert set(plan.parent.iterdir()) == {plan, other.parent}
    write_atomic(plan, b"d: 1\n")
    assert read_file(other).data == read_file(plan).data == {"d": "1"}
    assert set(plan.parent.iterdir()) == {plan, other.parent}


def test_what_somebody_wrote_after_a_kill_is_theirs(names: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _other = names
    killed(plan, monkeypatch, b"e: 1\n", b"c: 7\n")
    with locked(plan):
        assert read_file(plan).data == {"e": "1"}


@given(st.binary(max_size=8), st.binary(max_size=8), st.integers(0, 8))
def test_however_far_a_writer_came_the_new_text_is_meant(before: bytes, new: bytes, done: int) -> None:
    assert linked._between(new[:done] + before[len(new[:done]) :], before, new)
