"""The page for `man`: what the help pages say, and nothing in it that roff complains of."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from jiedai import language
from jiedai.cli import manpage
from jiedai.cli.app import commands
from jiedai.cli.everywhere import EVERYWHERE
from jiedai.report.common.excerpt import width

needs_man = pytest.mark.skipif(not (shutil.which("man") and shutil.which("groff")), reason="man or groff is not there")


def laid_out(text, width="70"):
    """A page as `man` shows it, and what it warns of."""
    command = ["man", "--warnings", "-E", "UTF-8", "-P", "cat", "-l", "-"]
    environment = {"PATH": "/usr/bin:/bin", "MANWIDTH": width, "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": ""}
    ran = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", env=environment, check=True)
    return ran.stdout, ran.stderr


@needs_man
@pytest.mark.parametrize("use", language.LANGUAGES)
def test_man_lays_it_out_without_a_warning_and_within_its_width(use):
    language.use(use)
    shown, warned = laid_out(manpage.page())
    assert warned == ""
    assert max(len(line) for line in shown.splitlines()) <= 70
    words = set(re.findall(r"--[\w-]+", shown))
    named = {name for _path, one in manpage._every(commands()) for param in one.params for name in param.opts}
    assert {name for name in named if name.startswith("--")} <= words
    assert set(EVERYWHERE) <= words


@needs_man
def test_a_chinese_line_breaks_between_characters_and_an_english_one_at_blanks():
    shown, _warned = laid_out(manpage.page(), width="50")
    assert max(width(line) for line in shown.splitlines()) <= 52
    assert "jiedai new [选项] [TITLE]" in shown


def test_what_roff_would_take_for_an_order_is_text():
    assert manpage._text(".ab\n'c \\d - e") == "\\&.ab\\:\n\\&'c \\ed \\- e\\:"
    assert manpage._text("写成plans，好") == "写\\:成\\:plans，\\:好\\:"


def test_it_is_written_by_its_suffix(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("guide", "-o", "jiedai.1").status == 0
    assert (tmp_path / "jiedai.1").read_text(encoding="utf-8").startswith(".TH JIEDAI 1 ")
    assert run("guide", "-o", "jiedai.pdf").status == 2
