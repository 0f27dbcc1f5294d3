"""Completion in the shells themselves, as somebody has it who put the line of the manual into their profile."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect", reason="pexpect is not installed")

PROMPT = "ready> "
BASH = ("--norc", "--noprofile")
STARTS = {
    "bash": (BASH, f"PS1='{PROMPT}'", "source <(jiedai --show-completion)"),
    "zsh": (("-f",), f"PS1='{PROMPT}'", "autoload -Uz compinit; compinit -u; source <(jiedai --show-completion)"),
    "fish": (("--no-config",), f"function fish_prompt; echo '{PROMPT}'; end", "jiedai --show-completion | source"),
}
"""How each is begun without anybody's settings, its prompt, and what its users put into their profile."""


class Shell:
    """A shell in which completion is set up, at a terminal."""

    def __init__(self, name: str, home: Path) -> None:
        arguments, prompt, profile = STARTS[name]
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = {
            "PATH": programs, "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8", "JIEDAI_LANG": "zh",
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(home)), "PYTHONUTF8": "1",
        }  # fmt: skip
        self.process = pexpect.spawn(
            shutil.which(name), list(arguments), env=environment, cwd=str(home), encoding="utf-8", timeout=30,
            dimensions=(40, 160),
        )  # fmt: skip
        for line in (prompt, profile, "echo set up; true"):
            self.process.sendline(line)
        self.process.expect("set up\r\n")

    def completed(self, typed: str, rest: str) -> bool:
        """Whether the shell writes the rest of a word after Tab; the line is then given up."""
        self.process.send(typed)
        self.process.expect_exact(typed.split()[-1][-1])
        self.process.send("\t")
        try:
            self.process.expect_exact(rest)
        except pexpect.TIMEOUT:
            return False
        self.process.send("\x03\n")
        self.process.expect_exact(PROMPT)
        return True

    def close(self) -> None:
        """End the shell."""
        self.process.close(force=True)


@pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX")
@pytest.mark.parametrize("name", STARTS)
def test_ids_and_names_are_completed(name: str, sound: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    shell = Shell(name, sound.parents[1])
    try:
        assert shell.completed("jiedai expl", "ain")
        assert shell.completed("jiedai render -d progr", "amme")
        assert shell.completed("jiedai seating 甲 --id S", "1")
        assert shell.completed("jiedai drop 诸", "葛文")
    finally:
        shell.close()
