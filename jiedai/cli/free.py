"""`jiedai ledger free`: when people, vehicles and places are free together, and what stands in the way."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.across import Days, Reading, gathered, keys_of, names_in
from jiedai.cli.failure import FINE, FOUND, WRONG, Failure
from jiedai.cli.moments import moment_data, now
from jiedai.cli.paths import is_path
from jiedai.cli.saved import office_here
from jiedai.language import _
from jiedai.model.times import weekday_name
from jiedai.visit.bookings import Free as Gap
from jiedai.workflow.across.free import CLOSES, FAR, OPENS, Answer, Asked, Block, Taken, windows
from jiedai.workflow.across.resources import Key, Register, labels
from jiedai.workflow.across.taken import Use, things, uses

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Free

_WEEK = dt.timedelta(days=7)
_SHOWN = 12
"""How many things that stand in the way are listed on a terminal."""


def run(options: Free) -> int:
    """Show when all is free; FOUND where it never is, WRONG where a plan cannot be read, or not wholly."""
    paths = [word for word in options.words if is_path(word)]
    words = [word for word in options.words if word not in paths]
    if not any(word.strip(" 、，,") for word in words):
        raise Failure(_("没有写要看谁、看什么"), _("如 jiedai ledger free person:林峰 vehicle:1"))
    moment = now()
    begin, end = _asked_time(options.begin, options.end, moment)
    around = begin - FAR, end + FAR
    reading = Reading(partial(uses, begin=around[0], end=around[1]), partly=True)
    found = gathered(paths, reading, Days(around[0].date(), around[1].date()), jobs=options.jobs, on=options.on)
    office = office_here(paths)
    register = Register(office, things(found.rows))
    if not all(map(register.meant, names_in(words, register))):  # somebody of whom only other days speak
        register = Register(
            office,
            things(gathered(paths, Reading(uses, partly=True), tell=False, jobs=options.jobs, on=options.on).rows),
        )
    keys = keys_of(register, words)
    asked = Asked(tuple(keys), options.minutes, windows(begin, end), options.people)
    answer = Taken(register, found.rows).answer(asked, moment)
    if options.format == "json":
        console.data(json.dumps(_data(asked, answer), ensure_ascii=False, indent=2))
    else:
        _show(asked, answer)
    return WRONG if found.wrong else FINE if answer.slots else FOUND


def _asked_time(begin: dt.date | None, end: dt.date | None, moment: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """From when to when: of days the hours that are looked at; from now on, and a week, where nobody says.

    Failure where that is no time.
    """
    first = begin or moment.replace(second=0)
    start = first if isinstance(first, dt.datetime) else dt.datetime.combine(first, OPENS)
    last = end or (start + _WEEK).date()
    until = last if isinstance(last, dt.datetime) else dt.datetime.combine(last, CLOSES)
    if until <= start:
        message = _("从 {begin} 到 {end}，没有时间可找")
        raise Failure(message.format(begin=_moment(start), end=_moment(until)), _("--to 要在 --from 之后"))
    return start, until


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


# --- for a program ----------------------------------------------------------------------------------------------------


def _data(asked: Asked, answer: Answer) -> dict[str, Any]:
    names = [str(key) for key in asked.keys]
    return {
        "version": 1,
        "resource": names[0] if len(names) == 1 else None,
        "resources": names,
        "minutes": asked.minutes,
        "people": asked.people,
        "free": [
            _gap_data(gap) | ({"by_road": _gap_data(answer.roads[gap])} if gap in answer.roads else {})
            for gap in answer.slots
        ],
        "each": [{"resource": str(key), "free": [_gap_data(gap) for gap in gaps]} for key, gaps in answer.each.items()],
        "taken": [_block_data(block) for block in answer.blocks],
        "nearest": [_gap_data(gap) for gap in answer.near],
        "instead": [
            {"resource": str(one.key), "instead": str(one.other), **_gap_data(one.slot)} for one in answer.instead
        ],
        "unsure": [_use_data(use) | {"told": use.told} for use in answer.unsure],
    }


def _gap_data(gap: Gap) -> dict[str, Any]:
    return {"start": moment_data(gap.start), "end": moment_data(gap.end), "minutes": gap.minutes}


def _block_data(block: Block) -> dict[str, Any]:
    what = _use_data(block.use) if block.use else {"file": None, "title": None, "item": None, "what": None}
    when = {"start": moment_data(block.start), "end": moment_data(block.end)}
    return {"resource": str(block.key), **when, **what, "why": block.why or None}


def _use_data(use: Use) -> dict[str, Any]:
    return {
        "file": use.visit.file,
        "title": use.visit.title,
        "item": use.item or None,
        "what": use.what,
        "owner": use.owner or None,
        "phone": use.phone or None,
    }


# --- for a person -----------------------------------------------------------------------------------------------------


def _show(asked: Asked, answer: Answer) -> None:
    """The slots as data; what they are, or why there are none, is said beside them."""
    head = (_("日期"), _("星期"), _("空着"), _("分钟"))
    if answer.slots:
        console.data(console.table(head, map(_cells, answer.slots)))
        told = _("{names}都空着的有 {count} 段，每段至少 {minutes} 分钟")
        told = told if len(asked.keys) > 1 else _("{names}空着的有 {count} 段，每段至少 {minutes} 分钟")
        console.say(told.format(names=labels(asked.keys), count=len(answer.slots), minutes=asked.minutes))
    else:
        for line in _refusal(asked, answer):
            console.say(line)
    for line in _remarks(asked, answer):
        console.say(line)


def _cells(gap: Gap) -> tuple[str, ...]:
    return (f"{gap.start:%Y-%m-%d}", weekday_name(gap.start.weekday()), _span(gap), str(gap.minutes))


def _span(gap: Gap) -> str:
    over = gap.end.date() != gap.start.date()
    return f"{gap.start:%H:%M}-{'24:00' if over and gap.end.time() == dt.time() else f'{gap.end:%H:%M}'}"


def _refusal(asked: Asked, answer: Answer) -> Iterator[str]:
    """That there is no slot: what is in the way, when there is one, what could be had instead."""
    begin, end = asked.windows[0].start, asked.windows[-1].end
    told = _("从 {begin} 到 {end}，{names}没有都空着的 {minutes} 分钟")
    told = told if len(asked.keys) > 1 else _("从 {begin} 到 {end}，{names}没有空着的 {minutes} 分钟")
    yield told.format(begin=_moment(begin), end=_moment(end), names=labels(asked.keys), minutes=asked.minutes)
    if answer.blocks:
        yield _("占着的：")
    for block in answer.blocks[:_SHOWN]:
        yield "  " + _in_the_way(block)
    if len(answer.blocks) > _SHOWN:
        yield _("  另有 {count} 处，见 -f json").format(count=len(answer.blocks) - _SHOWN)
    if answer.near:
        yield _("最近的：")
    for gap in answer.near:
        yield f"  {gap.start:%Y-%m-%d} {weekday_name(gap.start.weekday())} {_span(gap)}"
    for one in answer.instead:
        told = _("{key}换成{other}，{slot} 就空着")
        yield told.format(key=one.key.label, other=one.other.label, slot=f"{one.slot.start:%m-%d} {_span(one.slot)}")


def _in_the_way(block: Block) -> str:
    """`林峰 05-11 14:30-16:30 省发改委调研 A11 县域经济调研座谈会（沈浩 0570-…）`."""
    whole = block.end - block.start >= dt.timedelta(days=1)
    when = "" if block.use is None and whole else f"{block.start:%m-%d} {_span(Gap(block.start, block.end))}"
    use = block.use
    what = [use.visit.title, " ".join(filter(None, (use.item, use.what)))] if use else []
    who = " ".join(filter(None, (use.owner, use.phone))) if use else ""
    text = " ".join(filter(None, (block.key.label, when, *what, block.why)))
    return _("{text}（{who}）").format(text=text, who=who) if who else text


def _remarks(asked: Asked, answer: Answer) -> Iterator[str]:
    """What the roads leave of the slots, what the answer cannot know, and what hours it is about."""
    for slot, left in answer.roads.items():
        if left.minutes < asked.minutes:
            told = _("{day} {slot}：算上路上的时间只剩 {minutes} 分钟，来不及")
        else:
            told = _("{day} {slot}：算上路上的时间是 {left}")
        day = f"{slot.start:%m-%d}"
        minutes = max(left.minutes, 0)
        yield told.format(day=day, slot=_span(slot), left=_span(left), minutes=minutes)
    for use in answer.unsure:
        told = _("{name} {day} 还有“{title}”的 {item} {what}，时间没有定（{time}），没有算在内")
        yield told.format(
            name=Key(use.kind, use.name).label,
            day=f"{use.start:%m-%d}",
            title=use.visit.title,
            item=use.item,
            what=use.what,
            time=use.told or _("待填"),
        )
    for use in answer.open_ended:
        told = _("“{title}”的 {item} {what}没有写到几点结束，只算到 {time}")
        yield told.format(title=use.visit.title, item=use.item, what=use.what, time=f"{use.start:%m-%d %H:%M}")
    if len(asked.windows) > 1 and _usual(asked.windows):
        yield _("几天一起找，每天只看 {opens}-{closes}；要别的钟点，一天一天找").format(
            opens=f"{OPENS:%H:%M}", closes=f"{CLOSES:%H:%M}"
        )


def _usual(windows: Sequence[Gap]) -> bool:
    return all(window.start.time() >= OPENS and window.end.time() <= CLOSES for window in windows)
