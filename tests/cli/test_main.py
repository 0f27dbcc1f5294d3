"""The process: how it begins and ends, and what its streams take."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from jiedai import __version__
from jiedai.__main__ import main


def test_the_installed_command_is_there():
    (command,) = entry_points(group="console_scripts", name="jiedai")
    assert command.load() is main
    assert Path(sys.executable).with_name("jiedai.exe" if os.name == "nt" else "jiedai").exists()


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_version_in_process(word, capsys):
    assert main([word]) == 0
    assert capsys.readouterr().out == f"jiedai {__version__}\n"


def test_version_after_another_option(run):
    assert run("--lang", "zh", "--version").out == f"jiedai {__version__}\n"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_is_quiet():
    process = subprocess.Popen(
        [sys.executable, "-m", "jiedai", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_fault():
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "jiedai", "schema"], stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_behind_standard_output_is_one_line():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "jiedai", "schema"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["错误：文件读写失败：磁盘已满"]


@pytest.mark.skipif(os.name != "posix", reason="closes a stream in a shell")
def test_a_closed_standard_output_is_no_fault(plan):
    done = subprocess.run(
        f'"{sys.executable}" -m jiedai check --select GS "{plan}" >&-', shell=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_is_utf8_whatever_the_locale(shell, plan):
    done = shell(
        "check", "--select", "GS", str(plan), LC_ALL="C", JIEDAI_LANG="zh", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert done.status == 0
    assert "检查了 1 份方案" in done.out


@pytest.mark.skipif(os.name != "posix", reason="locales of POSIX")
def test_chinese_words_and_names_whatever_the_locale(shell, plan, office):
    chinese = plan.rename(plan.with_name("方案.yaml"))
    words = ("render", f"plans/{chinese.name}", "--draft", "-d", "日程安排表", "-f", "txt", "-o", "出稿")
    done = shell(*words, LC_ALL="C", JIEDAI_LANG="zh", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.status, done.out) == (0, "出稿/方案/草稿/来宾/08-日程安排表.txt\n")
    assert (office / done.out.strip()).is_file()
