"""Commands that write, killed in the middle: every file is then the old or the new one, and the next run goes on.

    python -m tests.fuzz.kills --count 2000 [--seed 1] [--even] [NAME…]

Run by hand. A process that has imported everything makes a child for each kill, which runs the command in a workspace
of its own in memory and ends itself by SIGKILL before, in the middle of or after one of its operations on files, the
first to the last in turn; one in four is killed by its parent at a random moment instead. Then:

* each file holds what it held before, or what it holds after the whole command; nothing else is there but hidden files
  of writers (`.….tmp`), which are swept a day later, and files that can be made again;
* the same command run once more ends with a status and a line of its own, no fault, and what it leaves is as if nobody
  had been killed, or as if it had been run twice where it was over already, or it says in a plain line why it has
  nothing more to do.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import jiedai
from jiedai.check.engine import rules
from jiedai.cli import start
from jiedai.loading import vocabulary
from jiedai.model.plan import Plan
from jiedai.visit.book import rule_book
from tests.fuzz.targets import in_memory
from tests.workflow.after.samples import ACTUALS, FEEDBACK, REVIEW
from tests.workflow.following.samples import NAME, written

PLAN = f"plans/{NAME}"
_AT = ("--at", "2026-05-08 16:20")
_REGISTER = "目录.json"
_TMP = re.compile(r"\..*\.tmp")


class Case(NamedTuple):
    """A command line, those that come before it, and what differs in the plan that it works on."""

    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    edits: tuple[tuple[str, str], ...] = ()
    more: str = ""


ISSUED = (("issue", PLAN, *_AT, "-o", "sent"),)
PUT = ("replace", "姚晨", "何静", PLAN, "--write")
CHANGED = (*ISSUED, PUT)
OVER = (("状态: 未完成", "状态: 已完成, 完成时间: 2026-05-07 09:00"),)
CLOSING = ("close", PLAN, "--as-of", "2026-05-20", "--write", "--by", "周敏")
REMEMBERED = ("guests", "remember", PLAN, "李娜", "note:不走楼梯", "--consent", "口头", *_AT)
PRINTED = ("render", PLAN, "-d", "programme", "-d", "guests", "-f", "docx", "-f", "md")
AFTER = ACTUALS + FEEDBACK + REVIEW
OWN_PLACE = "\n场所:\n  - {名称: 湿地公园, 类别: 景点, 地址: 云溪县湿地路1号}\n"
_ROOMS = "入住人: [李娜, 欧阳靖]", "入住人: [李娜, 马国强]"

CASES: dict[str, Case] = {
    "new": Case(("new", "考察", "--kind", "调研", "--dates", "2026-06-01..2026-06-02")),
    "new-letter": Case(("new", "--from-letter", "letter.txt", "--as-of", "2026-05-01")),
    "new-from": Case(("new", "再来", "--from", PLAN, "--dates", "2026-06-01..2026-06-02")),
    "init": Case(("init", "branch", "--name", "甲县接待办")),
    "fix": Case(("check", "--fix", "slips.yaml")),
    "issue": Case(("issue", PLAN, *_AT, "-o", "sent")),
    "issue-again": Case(("issue", PLAN, "--at", "2026-05-08 17:00", "-o", "sent"), CHANGED),
    "notice": Case(("notice", PLAN, "-o", "sent2", "--at", "2026-05-08 17:00"), CHANGED),
    "ack": Case(("ack", PLAN, "县工信局", "--by", "沈浩", "--at", "2026-05-08 17:30"), ISSUED),
    "tick": Case(("tick", "T1", "--at", "2026-05-08 15:20")),
    "tick-item": Case(("tick", "A1", "--start", "09:20", "--end", "09:40")),
    "replace": Case(PUT),
    "undo": Case(("replace", "--undo", PLAN, "--write"), (PUT,)),
    "drop": Case(("drop", "李娜", PLAN, "--write")),
    "add": Case(("add", "蓝天（男，科员）", PLAN, "--like", "王磊", "--write", "--force")),
    "delay": Case(("delay", PLAN, "A4", "5", "--write", "--option", "shift")),
    "fit": Case(("fit", PLAN, "--write"), edits=(('编号: A5, 时间: "10:35-11:25"', "编号: A5, 时长: 45"),)),
    "log": Case(("log", "said.txt", PLAN, "--day", "2026-05-11", "--write")),
    "arrange": Case(("arrange", "rooms", PLAN, "--write"), edits=(_ROOMS,)),
    "tables": Case(("arrange", "tables", PLAN, "--write")),
    "quiz": Case(("study", "quiz", "-n", "3", "--as-of", "2026-05-11", "-f", "docx")),
    "bookings": Case(("ledger", "bookings", "--month", "2026-05", "-f", "svg")),
    "import": Case(("import", "list.csv", PLAN, "--write")),
    "office-add": Case(("office", "add", PLAN, "--write"), more=OWN_PLACE),
    "office-export": Case(("office", "export")),
    "export-form": Case(("export", "form", PLAN)),
    "export-bundle": Case(("export", "bundle", PLAN), ISSUED),
    "import-bundle": Case(("import", "bundle.zip", "--write")),
    "render": Case(("render", PLAN, "-d", "programme", "-d", "kitchen", "-f", "docx", "-f", "html", "-f", "md")),
    "render-again": Case(PRINTED, (PRINTED, ("drop", "李娜", PLAN, "--write"))),
    "gate": Case(("gate", PLAN, "--at", "T-3", "--as-of", "2026-05-08 16:30", "-o", "gates"), ISSUED),
    "close": Case(CLOSING, edits=OVER, more=AFTER),
    "review": Case(("review", PLAN, "--import", "feedback.csv", "--write"), edits=OVER, more=ACTUALS),
    "learn": Case(("review", "--learn", "--write"), (CLOSING,), OVER, AFTER),
    "remember": Case(REMEMBERED),
    "suggest": Case(("guests", "suggest", PLAN, "--write", "--as-of", "2026-05-10"), (REMEMBERED,)),
    "forget": Case(("guests", "forget", "马国强", "--write", "--at", "2026-06-20"), (CLOSING, PRINTED), OVER, AFTER),
    "purge": Case(("guests", "purge", "--as-of", "2029-05-13", "--write"), (REMEMBERED, CLOSING, PRINTED), OVER, AFTER),
    "schema": Case(("schema", "--write")),
    "templates": Case(("templates", "copy", "programme")),
    "study": Case(("study", "answer", "YC02", "3", "--person", "姚晨", "--at", "2026-05-11 09:00")),
    "week": Case(("ledger", "week", "2026-05-11", "-f", "html", "-o", "week.html")),
    "guide": Case(("guide", "-o", "guide.html")),
}
"""Each command that writes."""


# --- a workspace ------------------------------------------------------------------------------------------------------


def prepared(folder: Path, case: Case) -> None:
    """A workspace in which a command may be run."""
    plan = written(folder, more=case.more)
    text = plan.read_text("utf-8")
    (folder / "slips.yaml").write_text(text.replace("事项: ", "事项： ").replace("标题: ", "标题："), "utf-8")
    for old, new in case.edits:
        assert old in text, old
        text = text.replace(old, new)
    plan.write_text(text, "utf-8")
    (folder / "said.txt").write_text("10:38 到产业园\n", "utf-8")
    (folder / "list.csv").write_text("姓名,单位,职务\n梁宽,省发展改革委,科员\n", "utf-8")
    (folder / "feedback.csv").write_text("日程安排,车辆,意见\n5,2,车里太热\n4,3,\n", "utf-8")
    (folder / "letter.txt").write_text("我局副局长周明等3人定于5月11日上午到你县调研，请予接洽。", "utf-8")
    if "bundle.zip" in case.words:
        _bundle(folder / "bundle.zip")
    for words in case.before:
        ended = ran(folder, words)
        assert ended.status in (0, 1), (words, ended)


def _bundle(target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=in_memory()) as other:
        plan = written(Path(other))
        plan.rename(plan.with_name("2026-05-11-别处的.yaml"))
        ended = ran(Path(other), ("export", "bundle", "plans/2026-05-11-别处的.yaml", "-o", str(target)))
        assert ended.status == 0, ended


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace that is somebody's, with what it holds; without the clocks in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not _TMP.fullmatch(path.name))
    found = {str(path.relative_to(folder)): _timeless(path) for path in files}
    return {name: data for name, data in found.items() if data or not name.endswith(".jsonl")}


_DIGESTS = re.compile(rb', "sha256": "\w*", "before": "\w*"')
_CLOCK = re.compile(rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[+.\d:Z]*)")


def _timeless(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".jsonl":  # a last line that was cut off does not count, and goes with the next entry
        data = data[: data.rfind(b"\n") + 1]
    if path.name == _REGISTER:  # the time of printing is in the files too
        data = _DIGESTS.sub(b"", data)
    return _CLOCK.sub(b"now", data)


# --- running and killing ----------------------------------------------------------------------------------------------


class Ended(NamedTuple):
    """How a command ended: its status (-9 where it was killed), what it said, its operations on files, its time."""

    status: int
    said: str
    operations: int = 0
    seconds: float = 0.0


def ran(folder: Path, words: tuple[str, ...], kill_at: int | None = None, after: float | None = None) -> Ended:
    """Run a command in a child, which is killed at an operation on files, or `after` so many seconds."""
    told, count = (folder.with_name(f"{folder.name}.{name}") for name in ("said", "count"))
    began, child = time.monotonic(), os.fork()
    if child == 0:
        _run(folder, words, told, count, kill_at)
    status = _ended(child, after if after is not None else _PATIENCE)
    operations = int(count.read_text() or 0) if count.exists() else 0
    said = told.read_text("utf-8", "replace") if told.exists() else ""
    return Ended(os.waitstatus_to_exitcode(status), said, operations, time.monotonic() - began)


_PATIENCE = 120.0
"""Seconds after which a command hangs."""


def _ended(child: int, seconds: float) -> int:
    """The status of a child, which is killed after so many seconds."""
    over = time.monotonic() + seconds
    while time.monotonic() < over:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return status
        time.sleep(min(0.002, max(over - time.monotonic(), 0)))
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _run(folder: Path, words: tuple[str, ...], told: Path, count: Path, kill_at: int | None) -> None:
    """The work of a child, which never returns."""
    status = 99
    try:
        os.chdir(folder)
        out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for number, name in ((1, "stdout"), (2, "stderr")):
            os.dup2(out, number)
            setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - as long as it
        watch = Watch(kill_at)
        status = start.run(list(words))
        sys.stdout.flush()
        sys.stderr.flush()
        watch.over = True
        count.write_text(str(watch.count))
    finally:
        os._exit(status)


class Watch:
    """Counts what this process does to files, and ends it at one of these operations (None for none).

    What is written to a hidden temporary file is not counted, but what becomes of that file is. Of the bytes that
    `os.write` is given, half are written where it is killed.
    """

    _HEARD = frozenset({"os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod", "os.rmdir", "os.utime"})

    def __init__(self, at: int | None) -> None:
        self.at, self.count, self.over = at, 0, False
        sys.addaudithook(self._heard)
        for name in ("write", "fsync", "ftruncate"):
            setattr(os, name, self._around(name, getattr(os, name)))

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if (writes or event in self._HEARD) and not self.over and _CACHE not in str(args[0]):
            self._next()

    def _around(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def done(handle: int, *rest: Any) -> Any:
            if name == "write" and self.count + 1 == self.at:
                real(handle, rest[0][: len(rest[0]) // 2])
            self._next()
            return real(handle, *rest)

        return done

    def _next(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


# --- what is left -----------------------------------------------------------------------------------------------------


def neither(found: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The files that are neither what they were nor what they become; of a journal the first new lines may be there."""
    names = found.keys() | before.keys() | after.keys()
    return [name for name in sorted(names) if not _either(name, found.get(name), before.get(name), after.get(name))]


def _either(name: str, found: bytes | None, before: bytes | None, after: bytes | None) -> bool:
    if name.endswith(".jsonl") and found and after:
        return found.startswith(before or b"") and after.startswith(found)
    if name.endswith(_REGISTER) and found and after:  # it has a line for each paper that is there, behind its head
        known = {line.rstrip(b",") for line in (after + b"\n" + (before or b"")).splitlines()}
        return all(line.rstrip(b",") in known for line in found.splitlines()[1:])
    return found in (before, after)


class Trial:
    """One command: the workspace before it and after it, from which each kill begins."""

    def __init__(self, name: str, home: Path) -> None:
        self.case, self.home, self.name = CASES[name], home, name
        self.start = home / "start"
        self.start.mkdir(parents=True)
        prepared(self.start, self.case)
        self.before = everything(self.start)
        first, second = self._whole("whole"), self._whole("again")
        self.whole, self.after = first
        self.twice = self._run_again("again")
        assert self.whole.status in (0, 1), self.whole
        assert self.after != self.before, f"{name} writes nothing: {self.whole.said}"
        self.chance = neither(second[1], first[1], first[1])

    def _whole(self, name: str) -> tuple[Ended, dict[str, bytes]]:
        folder = self._copy(name)
        ended = ran(folder, self.case.words)
        return ended, everything(folder)

    def _run_again(self, name: str) -> dict[str, bytes]:
        ran(self.home / name, self.case.words)
        return everything(self.home / name)

    def _copy(self, name: str) -> Path:
        folder = self.home / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.start, folder, symlinks=True)
        return folder

    def killed(self, at: int | None, after: float | None = None) -> tuple[str, list[str]]:
        """Kill it once; what became of it, and what is wrong."""
        folder = self._copy("killed")
        ended = ran(folder, self.case.words, at, after)
        between = everything(folder)
        wrong = [f"half: {name}" for name in neither(between, self.before, self.after) if self._ours(name)]
        again = ran(folder, self.case.words)
        left = neither(everything(folder), self.before, self.after)
        if self.after.items() <= between.items():  # all was done when it was killed: it has been run twice
            left = [
                name for name in left if not _either(name, everything(folder).get(name), None, self.twice.get(name))
            ]
        wrong += [f"half after the next run: {name}" for name in left if self._ours(name)]
        if again.status not in (0, 1, 2) or "Traceback" in again.said:
            wrong.append(f"the next run ended with {again.status}: {again.said}")
        if again.status != 0 and not again.said.strip():
            wrong.append("the next run says nothing")
        now = everything(folder)
        same = all(now.get(name) == self.after.get(name) for name in now.keys() | self.after.keys() if self._ours(name))
        if not same and again.status == 0 and not again.said.strip():
            wrong.append("the next run did something else and says nothing")
        if again.status == 0 and "jiedai " not in again.said:  # it says that all is done, and no command that does more
            undone = [name for name, data in self.before.items() if now.get(name) == data != self.after.get(name)]
            wrong += [f"not done by the next run: {name}" for name in undone if self._ours(name)]
        became = "was over" if ended.status != -signal.SIGKILL else "killed"
        return f"{became}, then {'as if whole' if same else 'said why not'}", wrong

    def _ours(self, name: str) -> bool:
        return name not in self.chance


_CACHE = "jiedai-cache"


def warmed() -> None:
    """Import all that commands import, for the children to find it there."""
    for module in pkgutil.walk_packages(jiedai.__path__, "jiedai."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):  # of an extra that is not installed
                import_module(module.name)
    for module in ("docx", "docxtpl", "openpyxl", "xlsxwriter", "icalendar", "segno", "networkx", "fsrs", "typer.main"):
        import_module(module)
    vocabulary()
    rules()
    rule_book()
    Plan.model_rebuild()


@contextmanager
def office() -> Iterator[Path]:
    """A folder in memory for workspaces, with caches and locks of its own; what commands take for now stands still."""
    with tempfile.TemporaryDirectory(dir=in_memory(), prefix="jiedai-kills-") as name:
        kept = dict(os.environ)
        os.environ |= {"XDG_CACHE_HOME": f"{name}/{_CACHE}", "TMPDIR": name, "SOURCE_DATE_EPOCH": "1778200000",
                       "LANG": "zh_CN.UTF-8", "NO_COLOR": "1", "HOME": name}  # fmt: skip
        tempfile.tempdir = None
        try:
            yield Path(name)
        finally:
            os.environ.clear()
            os.environ |= kept
            tempfile.tempdir = None


def main() -> None:
    """Kill them, and say what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--even", action="store_true", help="at even places among file operations, none at random")
    parser.add_argument("names", nargs="*", help="only these commands")
    given = parser.parse_args()
    random, names = Random(given.seed), [name for name in CASES if not given.names or name in given.names]
    became: Counter[str] = Counter()
    defects = 0
    warmed()
    with office() as folder:
        for number, name in enumerate(names):
            trial = Trial(name, folder / name)
            share = (given.count * (number + 1)) // len(names) - (given.count * number) // len(names)
            for one in range(share):
                within = 0 if given.even else random.random()
                by_operation = given.even or one % 4
                at = 1 + int((one + within) * trial.whole.operations / share) if by_operation else None
                after = None if at else random.uniform(0, trial.whole.seconds)
                outcome, wrong = trial.killed(at, after)
                became[outcome] += 1
                for told in wrong:
                    defects += 1
                    print(f"--- {name} at {at or after}: {told}", flush=True)
            chance = f"; differ by chance: {', '.join(trial.chance)}" if trial.chance else ""
            print(f"{name}: {share} of {trial.whole.operations} operations{chance}", flush=True)
            shutil.rmtree(folder / name)
    print(f"{became.total()} kills of {len(names)} commands: {dict(became)}; {defects} defects")
    sys.exit(defects > 0)


if __name__ == "__main__":
    main()
