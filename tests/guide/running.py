"""Runs a page of documentation: the commands and code in it, one after the other, in a folder of their own.

A block that names a path is (a part of) that file. A `yaml` block without one takes the place of the sections of the
same name in the files of the folder. In a `console` block each line `$ …` is run and what follows it is its output; in
a `terminal` block it is what a person at a terminal has, what comes next too. A `text` block behind a `python` block is
what that prints; a `printed` block is the last paper that was printed; a `filled` block stands for a file that another
page shows. `sh` and `bat` blocks are run for their exit status alone.
"""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from jiedai.cli import start
from jiedai.cli.app import commands
from jiedai.cli.everywhere import EVERYWHERE

SECONDS = re.compile(r"\d+\.\d+(?= 秒| s\b)")
"""How long something took is no part of the documentation."""

SET_UP = frozenset(
    [
        "python -m venv .venv",
        r".venv\Scripts\pip install .",
        r".venv\Scripts\activate",
        "pip wheel . -w wheels",
        r".venv\Scripts\pip install --no-index --find-links wheels jiedai",
        "python3 -m venv .venv",
        "jiedai offline",  # which gets packages from the network
        ".venv/bin/pip install .",
        "source .venv/bin/activate",
        r"mkdir D:\接待",
        r"cd /d D:\接待",
        r"mkdir D:\reception",
        r"cd /d D:\reception",
    ]
)
"""Commands of the set-up, which CI runs before any test, and those that only Windows has."""


class _Screen(io.StringIO):
    """A terminal for standard error, which shows what is written to it beside what goes to standard output."""

    def __init__(self, shown: io.StringIO) -> None:
        super().__init__()
        self._shown = shown

    def write(self, text: str) -> int:
        return self._shown.write(text)

    def isatty(self) -> bool:
        return True


@dataclass
class Run:
    """One page being run in a folder."""

    folder: Path
    elsewhere: frozenset[str] = frozenset()
    """Lines that are not run here, beside those of the set-up."""
    whole: Mapping[str, str] = field(default_factory=dict)
    """Files that another page shows, for a block that says no more than where they are (`filled`)."""
    names: dict[str, Any] = field(default_factory=dict)
    last: str = ""
    """The language of the block before."""
    printed: str = ""
    """What the Python block before printed."""

    def block(self, info: str, code: str) -> str:
        """Run a block; what it should say, which is what it says where it is right."""
        language, _blank, path = info.partition(" ")
        before, self.last = self.last, language
        if language == "filled":
            (self.folder / path).write_text(self.whole[path], encoding="utf-8")
            return code
        if path:
            self._file(path, code)
            return code
        runner: Callable[[str], str] | None = getattr(self, f"_{language}", None)
        if language == "text":
            return self.printed if before == "python" else code
        if runner is None:
            raise AssertionError(f"nobody runs blocks of {language!r}")
        return runner(code)

    def _file(self, path: str, code: str) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="utf-8") as file:
            file.write(code)

    def _yaml(self, code: str) -> str:
        """Lay sections over those of the files; each must be known to one of them."""
        plans = self.folder / "plans"
        files = sorted(plans.glob("*.yaml"), key=lambda path: path.name == "office.yaml", reverse=True)
        for section in re.split(r"^(?=[^\s#])", code, flags=re.MULTILINE):
            if section.strip() and not section.startswith("#"):
                self._lay_over(section, files)
        assert "error GS" not in self._ran("jiedai check --select GS")
        return code

    @staticmethod
    def _lay_over(section: str, files: list[Path]) -> None:
        key = re.escape(section.split(":", 1)[0])
        old = re.compile(rf"^{key}:.*\n(?:(?:[ #].*)?\n)*", re.MULTILINE)
        for file in files:
            text = file.read_text(encoding="utf-8")
            if old.search(text):
                file.write_text(old.sub(lambda _match: section, text), encoding="utf-8")
                return
        plan = files[-1]
        plan.write_text(plan.read_text(encoding="utf-8") + section, encoding="utf-8")

    def _console(self, code: str, looking: bool = False) -> str:
        made = ""
        for line in code.splitlines():
            if line.startswith("$ "):
                made += f"{line}\n{self._ran(line[2:], looking)}"
        return made

    def _terminal(self, code: str) -> str:
        return self._console(code, looking=True)

    def _sh(self, code: str) -> str:
        for line in code.splitlines():
            if line not in SET_UP | self.elsewhere:
                self._ran(line)
        return code

    def _bat(self, code: str) -> str:
        for line in code.splitlines():
            if line not in SET_UP | self.elsewhere:
                self._ran(line.removeprefix(".venv\\Scripts\\").replace("\\", "/"))
        return code

    def _python(self, code: str) -> str:
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(code, "the guide", "exec"), self.names)  # noqa: S102 - the guide's own examples
        self.printed = out.getvalue()
        return code

    def _printed(self, code: str) -> str:
        papers = [path for path in (self.folder / "out").rglob("*.*") if path.suffix in (".md", ".txt")]
        return max(papers, key=lambda path: path.stat().st_mtime_ns).read_text(encoding="utf-8")

    def _layers(self, code: str) -> str:
        return code

    def _ran(self, line: str, looking: bool = False) -> str:
        """Run a command of jiedai; what it prints. `looking`: standard error is a terminal."""
        words = shlex.split(line)
        assert words[0] == "jiedai", f"nobody runs {line!r}"
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(_Screen(out) if looking else out):
            status = start.run(words[1:])
        assert status in (0, 1), f"{line} ends with {status}: {out.getvalue()}"
        return SECONDS.sub("0.10", out.getvalue())


def rerun(text: str, run: Run, fill: Callable[[str], str] = str) -> str:
    """A page as it should be: its blocks run, with what they really print.

    `fill` puts pieces into the text that are run too, such as imports; they are no part of the result.
    """
    lines = text.splitlines(keepends=True)
    made: list[str] = []
    at = 0
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "html_block":
            _run_piece(fill(token.content), run)
        if token.type != "fence" or token.map is None:
            continue
        first, end = token.map
        code = run.block(token.info.strip(), token.content)
        made += [*lines[at : first + 1], code]
        at = end - 1
    return "".join([*made, *lines[at:]])


def _run_piece(text: str, run: Run) -> None:
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "fence":
            run.block(token.info.strip(), token.content)


def commands_in(text: str) -> Iterator[str]:
    """The commands of jiedai that are named within a line."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        for child in token.children or ():
            if child.type == "code_inline" and child.content.startswith("jiedai "):
                yield child.content


def command_line() -> Any:
    """The command `jiedai` with all others below it."""
    return commands()


def check_command(text: str, root: Any) -> None:
    """A command of jiedai exists, with its options."""
    command, *words = shlex.split(text)[1:] or ["--help"]
    if command.startswith("-"):
        words, found = [command, *words], root
    else:
        found = root.commands[command]
        if getattr(found, "commands", None) and words and not words[0].startswith("-"):
            found = found.commands[words.pop(0)]
    known = {name for param in found.params for name in param.opts} | {"--help", "-h", *EVERYWHERE}
    assert {word for word in words if word.startswith("-") and word != "-"} <= known, text


def write(folder: Path, contents: dict[str, str]) -> None:
    """Write files by their paths below a folder."""
    for name, text in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
