"""`jiedai delay`: what may be done where an item begins late, whom to tell by when, and the new times written."""

from __future__ import annotations

import datetime as dt
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure, near, reason
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.cli.retimed import option_data, option_lines, summary
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.visit.movement import label
from jiedai.workflow.retiming.options import Delayed
from jiedai.workflow.retiming.proposals import SHORTEN, Option, Unavailable, Unknown
from jiedai.workspace import Workspace, plans_in, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Delay

_MOST = 24 * 60
_LATER = ("晚点", "推迟", "延后", "迟", "晚", "+")
_EARLIER = ("提前", "提早", "早", "-")


class Question(NamedTuple):
    """What somebody asks: which item of which plan begins how many minutes late."""

    plan: str | None
    item: str
    minutes: int


def run(options: Delay) -> int:
    """Show what may be done, or write it; FOUND where nothing can."""
    asked = question(options.words or [])
    if options.write and not options.option:
        raise Failure(_("--write 要和 --option 一起写"), _("先不写 --write，看有哪些办法"))
    path = one_path(asked.plan)
    if not options.write:
        return _show(path, asked, options)
    if path == STDIN:
        raise Failure(_("标准输入不能用 --write"), _("写出方案的文件名"))
    return _write(path, asked, options)


def _show(path: str, asked: Question, options: Delay) -> int:
    case = _case(sound_plan(path))
    delay = _delay(case, asked, path)
    found = [_named(delay, options.option)] if options.option else delay.options()
    _tell(case, delay, found, options, wrote=False)
    return FINE if any(option.feasible for option in found) else FOUND


class _Writing(NamedTuple):
    """An option that is to be written; `again` where the plan has it already, and it was the last that was written."""

    case: Case
    delay: Delayed
    option: Option
    again: bool

    @property
    def names(self) -> tuple[str, ...]:
        """What the way back from it is called."""
        return ("delay", self.delay.item.id, str(self.delay.minutes), self.option.name)


def _write(path: str, asked: Question, options: Delay) -> int:
    """Write an option into the plan, and note that in its journal; FOUND where it cannot be done."""
    from jiedai.workflow.late import undo
    from jiedai.workflow.records import JournalError
    from jiedai.workflow.retiming.writing import written

    place, asked_of = Path(path), list[_Writing]()

    def change(sound: Sound) -> str:
        case = _case(sound)
        delay = _delay(case, asked, path)
        source = sound.loaded.source
        now = source.encoded(source.raw)
        one = _Writing(case, delay, _named(delay, options.option or ""), again=False)
        with suppress(OSError, JournalError):  # what keeps it from being known keeps it from being noted, and is told
            last = undo.last(place, now)
            one = one._replace(again=last is not None and last.names == one.names and not options.again)
        asked_of.append(one)
        if one.again:
            return source.raw
        _refuse(case, one.option)
        if not one.option.feasible:
            return source.raw
        text = written(case, {item.item.id: item.span for item in one.option.changes})
        if text != source.raw:
            with suppress(OSError, JournalError):
                undo.keep(place, now, source.encoded(text), one.names)
        return text

    changed = rewrite(path, change)
    one = asked_of[0]
    if changed or one.again:
        _note(path, one, options.as_of)
    if one.again:
        if options.format == "json":
            _tell(one.case, one.delay, [one.option], options, wrote=False)
        _say_again(path, one)
        return FINE
    _tell(one.case, one.delay, [one.option], options, wrote=changed)
    if not one.option.feasible:
        console.say(_("行不通，没有写入"))
        return FOUND
    console.say(_("写好了 {path}").format(path=shown(place)) if changed else _("方案不用改"))
    return FINE


def _say_again(path: str, one: _Writing) -> None:
    """What to do where the very same was written last."""
    item, change, plan = one.delay.item.id, _change(one.delay), shown(Path(path))
    written = _("{plan} 里已经写了“{item} {change}”，没有再写")
    console.say(written.format(plan=plan, item=item, change=change))
    hint = _("还要再{change}，加 --again；要退回去：jiedai replace --undo {plan}")
    console.say(hint.format(change=change, plan=plan))


def _refuse(case: Case, option: Option) -> None:
    """Failure for an option that takes more than other times: whether a visit falls away is the office's decision."""
    elsewhere = [change for change in option.changes if change.ends or change.day is not change.was]
    if not option.dropped and not elsewhere:
        return
    lines = [
        _("第 {line} 行 {item}").format(line=case.span(case.item_by_id[number][1]).line, item=number)
        for number in option.dropped
    ]
    moves = [
        _("{item} 改为从{origin}到{to}").format(item=change.item.id, origin=change.ends[0], to=change.ends[1])
        for change in elsewhere
        if change.ends
    ]
    steps = [_("去掉{items}").format(items=_("、").join(lines))] if lines else []
    hint = _("先在 {plan} 里{steps}，再运行 jiedai delay").format(plan=case.name, steps=_("，").join([*steps, *moves]))
    raise Failure(_("“{option}”要改的不只是时间，由您决定后手工改").format(option=option.name), hint)


def _note(path: str, one: _Writing, at: dt.datetime | None) -> None:
    """A line in the journal, unless it has one of this. The plan is written already, so what keeps it from being noted
    is only told.
    """
    from jiedai.model.times import CHINA
    from jiedai.source.save import Busy
    from jiedai.workflow.late import undo
    from jiedai.workflow.records import JournalError, Records
    from jiedai.workflow.records.folder import digest

    now = at or dt.datetime.now(CHINA)
    try:
        undo.settle(Path(path))
        records, sha = Records.of(path), digest(Path(path).read_bytes())
        if not any(entry.fields.get("sha256") == sha for entry in records.entries("delay")):
            delay = one.delay
            records.append("delay", now, item=delay.item.id, minutes=delay.minutes, option=one.option.name, sha256=sha)
    except OSError as error:
        console.say(_("没有记入 records：{reason}").format(reason=reason(error)))
    except (JournalError, Busy) as error:
        console.say(_("没有记入 records：{reason}").format(reason=error.message))


# --- what is asked ----------------------------------------------------------------------------------------------------


def question(words: list[str]) -> Question:
    """The words of the command line. Failure where they are not a plan (or none), an item and minutes."""
    wrong = next((word for word in words if word.startswith("--") or re.fullmatch(r"-[A-Za-z]+", word)), None)
    if wrong:
        raise Failure(_("没有“{option}”这个选项").format(option=wrong), _("用法见 jiedai delay --help"))
    if len(words) not in (2, 3):
        raise Failure(_("写明哪一项、迟多少分钟"), _("如 jiedai delay A1 40；提前的写 -20"))
    return Question(words[0] if len(words) == 3 else None, words[-2], _minutes(words[-1]))


def _minutes(text: str) -> int:
    """Minutes late as somebody writes them: 40, +40, -20, 半小时, 晚40分钟, 提前20分钟. Failure for what is none."""
    from pydantic_core import PydanticCustomError

    from jiedai.model.reading import halfwidth
    from jiedai.model.times import read_minutes

    plain = re.sub(r"^[−–—﹣]", "-", halfwidth(text).strip())
    sign = 1
    for words, value in ((_LATER, 1), (_EARLIER, -1)):
        for word in words:
            if plain.startswith(word):
                plain, sign = plain.removeprefix(word).strip(), value
                break
    try:
        minutes = read_minutes(plain, None)
    except PydanticCustomError:
        raise Failure(_("“{text}”不是分钟数").format(text=text), _("如 jiedai delay A1 40；提前的写 -20")) from None
    if minutes > _MOST:
        raise Failure(_("{minutes} 分钟超过一天").format(minutes=minutes), _("改到另一天的，改方案里的日期"))
    return sign * minutes


def _case(sound: Sound) -> Case:
    return Case(sound.loaded, sound.plan)


def _delay(case: Case, asked: Question, path: str) -> Delayed:
    """The delay that is asked about. Failure where the plan has no such item, or no time for it."""
    try:
        return Delayed(case, _number(case, asked.item), asked.minutes)
    except Unknown as error:
        raise Failure(error.message, _elsewhere(asked.item, path) or near(asked.item, case.item_by_id)) from None
    except Unavailable as error:
        raise Failure(error.message, error.hint) from None


def _number(case: Case, typed: str) -> str:
    """The number of an item in the plan's own spelling: `a1` and `Ａ１` are A1."""
    from jiedai.model.reading import halfwidth

    plain = halfwidth(typed).strip().casefold()
    return next((number for number in case.item_by_id if halfwidth(number).casefold() == plain), typed)


def _elsewhere(item: str, path: str) -> str:
    """Which other plan has an item of that number, as a hint; empty where none has."""
    from jiedai.loading import load
    from jiedai.source import Unreadable

    here = Path(path).resolve() if path != STDIN else None
    for plan in plans_in(Workspace.around(here or Path.cwd()).plans_dir):
        try:
            loaded = load(plan) if plan.resolve() != here else None
        except Unreadable:
            continue
        if loaded and loaded.plan and item in Case.of(loaded).item_by_id:
            return _("{plan} 里有 {item}").format(plan=shown(plan), item=item)
    return ""


def _named(delay: Delayed, name: str) -> Option:
    try:
        return delay.option(name)
    except Unavailable as error:
        raise Failure(error.message, error.hint) from None


# --- what is answered -------------------------------------------------------------------------------------------------


def _tell(case: Case, delay: Delayed, found: list[Option], options: Delay, *, wrote: bool) -> None:
    if options.format == "json":
        console.data(_as_json(case, delay, found, options.as_of, wrote=wrote))
        return
    console.data("\n".join(_lines(case, delay, found, options)) + "\n")


def _as_json(case: Case, delay: Delayed, found: list[Option], as_of: dt.datetime | None, *, wrote: bool) -> str:
    data: dict[str, Any] = {
        "version": 1,
        "file": case.name,
        "item": delay.item.id,
        "minutes": delay.minutes,
        "written": wrote,
        "options": [option_data(case, option, as_of) for option in found],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _lines(case: Case, delay: Delayed, found: list[Option], options: Delay) -> list[str]:
    """The best option, or the one that was named, in full; the others in a line each."""
    lines = [_("{item} {change}").format(item=label(delay.item), change=_change(delay)), ""]
    best, *others = _apart(found)
    lines += option_lines(case, best, options.as_of)
    if others:
        lines += ["", _("别的办法（--option 名称 看全部）："), *(f"  {summary(case, option)}" for option in others)]
    writable = best.feasible and not best.dropped and not any(change.ends for change in best.changes)
    if writable and not options.write:
        lines += ["", _("写进方案：加上 --option {option} --write").format(option=best.name)]
    return lines


def _change(delay: Delayed) -> str:
    """How much later or earlier an item begins."""
    text = _("晚 {minutes} 分钟") if delay.minutes > 0 else _("早 {minutes} 分钟")
    return text.format(minutes=abs(delay.minutes))


def _apart(found: list[Option]) -> list[Option]:
    """The options without one that shortens nothing: it is the same as letting all that follows move."""
    several = len(found) > 1
    return [option for option in found if not (several and option.name == SHORTEN and not option.shortened)]
