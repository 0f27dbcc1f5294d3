"""`jiedai start`: what an office does every day by number, and what is done with a plan that is dropped on the icon.

Each entry is a command of jiedai, run as if it had been typed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jiedai.cli import console
from jiedai.cli.dialogue import agrees, asked
from jiedai.cli.failure import FINE, Failure, unwritable
from jiedai.cli.saved import office_here
from jiedai.language import N_, _, current
from jiedai.workspace import Workspace, plans_in, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Start

Thing = TypeVar("Thing")

LISTED = 9
"""Plans that can be chosen by number; any other by a part of its name."""
_LEAVE = ("0", "q", "Q", "０", "退出")


def run(options: Start) -> int:
    """Check and print the plans that are named, else offer the menu until somebody leaves; the exit status.

    Failure where there is no person to choose.
    """
    if options.write:
        return _icons()
    if options.paths:
        return max(_checked_and_printed(path) for path in options.paths)
    if not console.is_terminal(sys.stdin):
        raise Failure(_("这里不是终端，没法一问一答"), _("写明方案，就检查并打印它：jiedai start plans/某次来访.yaml"))
    try:
        while (entry := _chosen()) is not None:
            entry.work()
    except KeyboardInterrupt:
        console.say("")
    return FINE


def _jiedai(*words: str) -> int:
    """Run a command as it is typed, in the language in use; its exit status."""
    from jiedai.cli import start

    return start.run(["--lang", current(), *words])


def _checked_and_printed(path: str) -> int:
    status = _jiedai("check", path)
    return _jiedai("render", path, "--open") if status == FINE else status


def _icons() -> int:
    """Write the icons of the menu anew, as the program may have moved."""
    from jiedai.workflow.drafting import launchers

    folder = Workspace.around(Path.cwd()).root
    try:
        for path in launchers.write(folder, anew=True):
            console.data(shown(path))
    except OSError as error:
        raise unwritable(error, shown(folder)) from None
    return FINE


# --- the menu --------------------------------------------------------------------------------------------------------


class _Entry(NamedTuple):
    label: str
    work: Callable[[], object]


def _entries() -> tuple[_Entry, ...]:
    return (
        _Entry(N_("新建一份方案"), lambda: _jiedai("new")),
        _Entry(N_("检查方案"), lambda: _with_plan(lambda plan: _jiedai("check", plan))),
        _Entry(N_("打印"), lambda: _with_plan(lambda plan: _jiedai("render", plan, "--open"))),
        _Entry(N_("排房间"), lambda: _with_plan(_rooms)),
        _Entry(N_("看本周"), lambda: _jiedai("ledger", "week")),
    )


def _chosen() -> _Entry | None:
    """The entry that a person chooses; None where they leave."""
    entries = _entries()
    office = office_here()
    console.say("")
    console.say(office.office.name if office else _("接待"))
    for number, entry in enumerate(entries, 1):
        console.say(f"  {number}  {_(entry.label)}")
    console.say(f"  0  {_('退出')}")
    while True:
        typed = asked(_("写编号，按回车")).strip()
        if typed in _LEAVE:
            return None
        found = _numbered(typed, entries)
        if found is not None:
            return found
        console.say(_("没有这一项"))


def _numbered(typed: str, things: Sequence[Thing]) -> Thing | None:
    number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
    return things[number - 1] if 1 <= number <= len(things) else None


def _with_plan(work: Callable[[str], object]) -> None:
    """Do something with the plan that a person chooses, or with the only one."""
    workspace = Workspace.around(Path.cwd())
    plans = [shown(path) for path in reversed(plans_in(workspace.plans_dir))]
    if not plans:
        console.say(_("还没有方案，先新建一份"))
        return
    if len(plans) == 1:
        work(plans[0])
        return
    for number, plan in enumerate(plans[:LISTED], 1):
        console.say(f"  {number}  {Path(plan).stem}")
    typed = asked(_("哪一份（写编号，或名称的一部分；回车返回）")).strip()
    if typed:
        work(_numbered(typed, plans[:LISTED]) or typed)


def _rooms(plan: str) -> None:
    """Propose rooms, and write them into the plan where a person wants that."""
    if _jiedai("arrange", "rooms", plan) != FINE:
        return
    if agrees(_("写进方案吗（y 写，回车不写）"), usual=False):
        _jiedai("arrange", "rooms", plan, "--write")
