"""`jiedai new`: a new plan, from the kind's playbook or an earlier plan; on a terminal it asks for what is missing."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, unwritable
from jiedai.language import _
from jiedai.loading import load, load_office
from jiedai.model.choice import Kind
from jiedai.model.times import DateRange
from jiedai.source import Unreadable
from jiedai.workflow import new, request
from jiedai.workflow.emit import Keys
from jiedai.workflow.request import NewVisit, Usage
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.app import New

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Given:
    """Title, kind and dates as typed; None where not given."""

    title: str | None
    kind: str | None
    dates: str | None


def run(options: New) -> int:
    """Write a new plan, or show it with `--stdout`."""
    workspace = Workspace.around(Path.cwd())
    try:
        changes = request.read_changes(options.values)
        given = _filled(Given(options.title, options.kind, options.dates), changes, options.source)
        wanted = _asked(given) if console.is_terminal(sys.stdin) else _read(given)
        keys: Keys = "en" if options.keys == "en" else "zh"
        wanted = replace(wanted, keys=keys, changes=changes, source=Path(options.source) if options.source else None)
        return _show(wanted, workspace) if options.stdout else _write(wanted, workspace)
    except Usage as error:
        raise Failure(error.message) from None


def _filled(given: Given, changes: Sequence[tuple[str, str]], source: str | None) -> Given:
    """What was given, with what `--set` says and what the earlier plan has for title and kind."""
    said = dict(changes)

    def of(value: str | None, *names: str) -> str | None:
        return value or next((said[name] for name in names if name in said), None)

    title, kind = of(given.title, "标题", "title"), of(given.kind, "类型", "kind")
    if source and not (title and kind):
        try:
            earlier = load(Path(source)).plan
        except Unreadable as error:
            raise Failure(error.message) from None
        if earlier is not None:
            title, kind = title or earlier.title, kind or earlier.kind.value
    return Given(title, kind, of(given.dates, "日期", "dates"))


def _read(given: Given) -> NewVisit:
    """The request as given; Usage where something is missing or cannot be read."""
    absent = request.missing(given.title, given.kind, given.dates)
    if absent is not None:
        raise absent
    return NewVisit(
        request.read_title(given.title or ""),
        request.read_kind(given.kind or ""),
        _dates(given.dates or ""),
    )


def _dates(text: str) -> DateRange:
    return request.read_visit_dates(text, dt.date.today())


# --- questions -------------------------------------------------------------------------------------------------------


def _asked(given: Given) -> NewVisit:
    """The request, with questions for what is missing; once it asks, also for what makes the plan fuller."""
    if request.missing(given.title, given.kind, given.dates) is None:
        return _read(given)
    console.say(_("回车跳过可以不答的；Ctrl-C 退出。"))
    title = _ask(_("标题"), request.read_title, given.title)
    kind = _ask(_("类型（{kinds}）").format(kinds=_("、").join(_numbered())), _kind, given.kind)
    dates = _ask(_("日期，如 6月16日至6月17日"), _dates, given.dates)
    visit = NewVisit(title, kind, dates)
    guests = _ask_optional(_("来宾人数"), request.read_guests)
    arrive = _ask_optional(_("抵达时间和车次，如 9:20 G7401"), lambda text: request.read_travel(text, dates.first))
    leave = _ask_optional(_("离开时间和车次，如 15:40 G7418"), lambda text: request.read_travel(text, dates.last))
    if arrive is not None:
        visit = replace(visit, arrive=arrive[0], arrive_by=arrive[1])
    if leave is not None:
        visit = replace(visit, leave=leave[0], leave_by=leave[1])
    return replace(visit, guests=guests)


def _numbered() -> list[str]:
    return [f"{number} {kind.label}" for number, kind in enumerate(Kind, 1)]


def _kind(text: str) -> Kind:
    """A kind by its number in the list or its name."""
    kinds = list(Kind)
    if text.isdecimal() and 1 <= int(text) <= len(kinds):
        return kinds[int(text) - 1]
    return request.read_kind(text)


def _ask(question: str, read: Callable[[str], Answer], given: str | None) -> Answer:
    """The answer given, or asked for until it can be read."""
    text = given
    while True:
        if text is None:
            text = _line(question)
        try:
            return read(text)
        except Usage as error:
            console.say(error.message)
            text = None


def _ask_optional(question: str, read: Callable[[str], Answer]) -> Answer | None:
    while text := _line(question).strip():
        try:
            return read(text)
        except Usage as error:
            console.say(error.message)
    return None


def _line(question: str) -> str:
    """A line typed on the terminal; the end of the input (Ctrl-D) is a way out like Ctrl-C."""
    sys.stderr.write(_("{question}：").format(question=question))
    sys.stderr.flush()
    text = sys.stdin.readline()
    if not text:
        raise KeyboardInterrupt
    return text.rstrip("\r\n")


# --- results ---------------------------------------------------------------------------------------------------------


def _show(wanted: NewVisit, workspace: Workspace) -> int:
    office_path = workspace.office_path()
    office = load_office(office_path).office if office_path else None
    text, notes = new.compose(new.absorbed(wanted), office)
    console.data(text)
    for note in notes:
        console.say(note)
    return FINE


def _write(wanted: NewVisit, workspace: Workspace) -> int:
    try:
        created = new.write(wanted, workspace)
    except OSError as error:
        raise unwritable(error, shown(workspace.plans_dir)) from None
    path = shown(created.path)
    console.data(path)
    if created.office_created is not None:
        console.data(shown(created.office_created))
    for note in created.notes:
        console.say(note)
    if created.office_created is not None:
        console.say(
            _("先填 {office}（单位、部门、场所、车辆），以后的方案都用它").format(office=shown(created.office_created))
        )
    console.say(_("下一步：把方案里“待填”的地方填好，随时运行 jiedai check {path}").format(path=path))
    return FINE
