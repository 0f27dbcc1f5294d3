"""A console in GBK (code page 936), as a Chinese Windows has it: what is printed there, and what is read from there."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import NAME, PLAN


@pytest.fixture
def gbk(office):
    """The command in a process whose streams are in GBK: its status and what it printed, as that console shows it."""

    def command(*words, typed=b""):
        ran = subprocess.run(
            [sys.executable, "-m", "jiedai", *words],
            input=typed,
            env={**os.environ, "PYTHONIOENCODING": "gbk"},
            capture_output=True,
            timeout=60,
            check=False,
        )
        return ran.returncode, ran.stdout.decode("gbk"), ran.stderr.decode("gbk")

    return command


def test_findings_are_printed_and_a_character_that_gbk_lacks_is_shown_by_its_number(gbk, plan):
    plan.write_text(PLAN.replace("职务: 副主任", "职务x: 副主任").replace("陈志远", "陈𬭎"), encoding="utf-8")
    status, out, err = gbk("check", f"plans/{NAME}", "--select", "GS")
    assert (status, err) == (1, "")
    assert "error GS02" in out
    assert "检查了 1 份方案" in out
    assert r"陈\U0002cb4e" in out


def test_a_plan_that_comes_in_gbk_is_read_and_mended(gbk):
    status, out, _err = gbk("check", "-", "--select", "GS", typed=PLAN.encode("gbk"))
    assert (status, "error GS06" in out, "GB18030" in out) == (1, True, True)
    ran = subprocess.run(
        [sys.executable, "-m", "jiedai", "check", "-", "--fix", "--select", "GS"],
        input=PLAN.encode("gbk"),
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, PLAN.encode()), "a file is UTF-8, whatever the console is"


def test_a_message_that_comes_in_gbk_is_read(gbk):
    text = "省工信厅张强处长一行6人5月11日上午9点到，调研工业。\n"
    status, out, _err = gbk(
        "new", "--from-letter", "-", "-f", "json", "--as-of", "2026-05-01", typed=text.encode("gbk")
    )
    assert status == 0
    assert {"path": "headcount.total", "value": "6"}.items() <= next(
        one.items() for one in json.loads(out)["values"] if one["path"] == "headcount.total"
    )
