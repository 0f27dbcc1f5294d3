from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiedai.source import Busy, locked, write_atomic, write_new


def test_writes_all_of_it_and_nothing_else(tmp_path):
    path = tmp_path / "方案.yaml"
    write_atomic(path, b"a: 1\n")
    write_atomic(path, b"")
    assert path.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_permissions_are_kept_and_new_files_get_the_usual(tmp_path):
    path, new = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    mask = os.umask(0o022)
    try:
        write_atomic(new, b"new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o644


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("broken", ["os.replace", "os.fsync"])
@pytest.mark.parametrize("error", [OSError(28, "full"), KeyboardInterrupt()])
def test_after_a_failure_the_old_file_is_whole_and_alone(tmp_path, monkeypatch, broken, error):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def fail(*_args):
        raise error

    monkeypatch.setattr(broken, fail)
    with pytest.raises(type(error)):
        write_atomic(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


WRITER = """
import sys
from pathlib import Path
from jiedai.source.save import write_atomic
print("ready", flush=True)
while True:
    for byte in (b"a", b"b"):
        write_atomic(Path(sys.argv[1]), byte * 300_000)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process as POSIX does")
def test_a_killed_writer_leaves_a_whole_file(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * 300_000)
    for attempt in range(4):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.01 + 0.007 * attempt)
            writer.send_signal(signal.SIGKILL)
        data = path.read_bytes()
        assert data in (b"a" * 300_000, b"b" * 300_000)


HOLDER = """
import sys, time
from pathlib import Path
from jiedai.source.save import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(30)
"""


def test_a_second_writer_is_told_and_does_not_wait_for_ever(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"")
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        started = time.monotonic()
        with pytest.raises(Busy, match=r"a\.yaml"), locked(path, seconds=0.2):
            pytest.fail("two writers at once")
        assert time.monotonic() - started < 5
        with locked(tmp_path / "other.yaml", seconds=0.2):
            pass
        holder.kill()
    with locked(path, seconds=2):
        pass
    assert list(tmp_path.iterdir()) == [path]


def test_the_lock_is_one_for_all_names_of_a_file(tmp_path, monkeypatch):
    (tmp_path / "plans").mkdir()
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "plans" / ".." / "plans" / "a.yaml"
    with locked(Path("plans/a.yaml")), pytest.raises(Busy), locked(other, seconds=0.1):
        pytest.fail("two writers at once")
    assert list((tmp_path / "plans").iterdir()) == []


FULL = """
import errno, resource, signal, sys
from pathlib import Path
from jiedai.source.save import write_new
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    write_new(Path(sys.argv[1]), b"a" * int(sys.argv[2]))
except OSError as error:
    sys.exit(errno.errorcode[error.errno])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is limited by setrlimit")
@pytest.mark.parametrize(("size", "wanted", "left"), [(5000, 0, 5000), (5001, 1, None)])
def test_a_new_file_is_whole_or_not_there(tmp_path, size, wanted, left):
    path = tmp_path / "new.html"
    done = subprocess.run([sys.executable, "-c", FULL, str(path), str(size)], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (wanted, "EFBIG" if wanted else "")
    assert [found.stat().st_size for found in tmp_path.iterdir()] == ([] if left is None else [left])


def test_a_new_file_replaces_nothing(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_new(path, b"yours")
    assert path.read_bytes() == b"mine"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give files away")
def test_owner_and_group_are_kept(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    os.chown(path, 65534, 65533)
    write_atomic(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid, path.read_bytes()) == (65534, 65533, b"new")


@pytest.mark.skipif(os.name != "posix", reason="owners of POSIX")
def test_a_user_who_may_not_give_files_away_keeps_the_group_or_writes_all_the_same(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    asked = []

    def refuse(place, owner, group):
        asked.append((owner, group))
        raise PermissionError

    status = path.stat()
    monkeypatch.setattr("os.chown", refuse)
    monkeypatch.setattr(
        "jiedai.source.save._status", lambda target: os.stat_result((status[0], 0, 0, 1, 7, 8, *status[6:10]))
    )
    write_atomic(path, b"new")
    assert (asked, path.read_bytes()) == ([(7, 8), (-1, 8)], b"new")


def test_what_a_killed_writer_left_is_swept_a_day_later(tmp_path):
    path = tmp_path / "[方案].yaml"
    old, young, other = (tmp_path / f".{name}.tmp" for name in ("[方案].yaml.x1", "[方案].yaml.x2", "别的.yaml.x3"))
    for left in (old, young, other):
        left.write_bytes(b"")
    for left in (old, other):
        os.utime(left, (1, 1))
    write_atomic(path, b"new")
    assert {one.name for one in tmp_path.iterdir()} == {path.name, young.name, other.name}
