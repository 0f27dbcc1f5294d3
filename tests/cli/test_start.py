"""Options that hold everywhere, the language, and faults."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jiedai import language
from jiedai.cli import faults, start, work
from jiedai.cli.findings import Examination
from jiedai.cli.start import Everywhere, everywhere
from tests.batch import cases

if TYPE_CHECKING:
    from collections.abc import Callable


@cases(
    ("words", "options"),
    [
        (["check", "a"], Everywhere(["check", "a"])),
        (["--lang", "en", "check"], Everywhere(["check"], "en")),
        (["check", "--lang=en", "a"], Everywhere(["check", "a"], "en")),
        (["check", "--no-color", "--debug"], Everywhere(["check"], None, True, True)),
        (["check", "--", "--debug"], Everywhere(["check", "--", "--debug"])),
        (["check", "--lang"], Everywhere(["check"], "")),
    ],
)
def test_options_stand_before_or_after_the_command(words, options):
    assert everywhere(words) == options


def test_an_unknown_language_is_wrong_usage(run):
    result = run("list", "formats", "--lang", "fr")
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == ["错误：没有“fr”这种语言", "建议：可选：zh、en"]


@pytest.mark.parametrize(("variable", "value"), [("JIEDAI_LANG", "en"), ("LANG", "en_GB.UTF-8")])
def test_the_language_comes_from_the_environment(run, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    run("list", "formats")
    assert language.current() == "en"


def test_no_color_reaches_everything_that_prints(run, monkeypatch):
    monkeypatch.delenv("NO_COLOR")

    run("list", "formats", "--no-color")
    assert os.environ.pop("NO_COLOR") == "1"


@pytest.fixture
def logs(monkeypatch, tmp_path) -> Path:
    """Where logs go."""
    monkeypatch.setattr(faults, "log_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def fail(monkeypatch) -> Callable[[BaseException], None]:
    """Makes the work of every command fail."""

    def with_error(error: BaseException) -> None:
        def stopped(_options: object) -> int:
            raise error

        monkeypatch.setattr(work, "work_of", lambda _module, _function: stopped)

    return with_error


def test_a_fault_is_one_line_and_a_log(run, fail, logs):
    fail(ZeroDivisionError())
    result = run("render", "plans")
    (log,) = logs.iterdir()
    assert result.status == 3
    assert result.err == f"jiedai 自己出了错（ZeroDivisionError），不是方案的问题；记录在 {log}\n"
    text = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "['render', 'plans']" in text
    if os.name == "posix":
        assert (log.stat().st_mode & 0o777, logs.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_fault_without_a_place_for_the_log(run, fail, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(faults, "log_folder", lambda: None)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file" / "below"))
    fail(ZeroDivisionError())
    result = run("render")
    assert (result.status, result.err) == (3, "jiedai 自己出了错（ZeroDivisionError），不是方案的问题\n")


def test_a_user_without_a_home_finds_the_log_among_temporary_files(monkeypatch, tmp_path):
    monkeypatch.setattr(faults, "cache_folder", lambda: (_ for _ in ()).throw(RuntimeError()))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    path = faults.logged(ValueError("甲"), ["check"])
    assert path is not None
    assert path.parent == tmp_path


def test_old_logs_are_swept(logs):
    logs.mkdir()
    old, other = logs / "jiedai-20200101-000000-1.log", logs / "other.log"
    for path in (old, other):
        path.write_text("", encoding="utf-8")
        os.utime(path, (1, 1))
    faults.logged(ValueError(), [])
    assert not old.exists()
    assert other.exists()


def test_a_fault_over_one_plan_leaves_the_others_checked(run, plan, monkeypatch, logs):
    (plan.parent / "又一份.yaml").write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    honest = Examination._outcome
    monkeypatch.setattr(Examination, "_outcome", lambda self, path: 1 / 0 if "又" in path else honest(self, path))
    result = run("check", "plans")
    assert result.status == 3
    assert "错误：plans/又一份.yaml 没有查成：jiedai 自己出了错（ZeroDivisionError）" in result.err
    assert "检查了 1 份方案" in result.out
    with pytest.raises(ZeroDivisionError):
        start.run(["check", "plans", "--debug"])
    os.environ.pop("JIEDAI_DEBUG")


def test_debug_lets_the_fault_out(fail):
    fail(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        start.run(["render", "--debug"])
    os.environ.pop("JIEDAI_DEBUG")


def test_a_full_disk_is_not_a_fault_of_jiedai(run, fail):
    fail(OSError(errno.ENOSPC, "No space left on device", "out/x.pdf"))
    result = run("render")
    assert (result.status, result.err) == (2, "错误：文件“out/x.pdf”读写失败：磁盘已满\n")


def test_another_error_of_the_system_is_a_fault(run, fail, logs):
    fail(OSError(errno.ENOTTY, "odd"))
    assert run("render").status == 3


def test_ctrl_c_is_130(run, fail):
    fail(KeyboardInterrupt())
    assert run("render") == type(run("render"))(130, "", "")


def test_logs_go_to_the_cache_of_the_user(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert faults.log_folder() == Path("/somewhere/jiedai")
