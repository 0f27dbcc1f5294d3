"""Options of re-timing for a person and for a program: what `delay` and `fit` have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from jiedai.language import N_, _
from jiedai.visit.case import Case
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.wording import reader_name
from jiedai.workflow.retiming.proposals import SHIFT, SHORTEN, SKIP, Change, Option, Reason
from jiedai.workflow.retiming.telling import Told, told

_WHY = {
    "time": N_("{item} 的时间写定了，会晚 {minutes} 分钟"),
    "fixed": N_("{item} 时间固定，会晚 {minutes} 分钟"),
    "departure": N_("{item} 赶不上，晚 {minutes} 分钟"),
    "arrival": N_("{item} 早 {minutes} 分钟，人还没有到"),
    "midnight": N_("{item} 要到另一天了"),
}
_FIXED_EARLY = N_("{item} 时间固定，会早 {minutes} 分钟")


def option_data(case: Case, option: Option, as_of: dt.datetime | None) -> dict[str, Any]:
    """An option as JSON."""
    return {
        "option": option.name,
        "feasible": option.feasible,
        "late": dict(option.late),
        "shortened": dict(option.shortened),
        "dropped": list(option.dropped),
        "restored_at": option.restored_at,
        "changes": [_change_data(change) for change in option.changes],
        "reasons": [_reason_data(one) for one in option.reasons],
        "tell": [_told_data(one) for one in told(case, option, as_of)],
        "look_at": list(option.look_at),
    }


def _change_data(change: Change) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": change.item.id,
        "date": change.day.date.isoformat(),
        "old": change.old or None,
        "new": change.new,
    }
    if change.ends:
        data |= {"from": change.ends[0], "to": change.ends[1]}
    if change.day is not change.was:
        data["old_date"] = change.was.date.isoformat()
    return data


def _reason_data(one: Reason) -> dict[str, Any]:
    data: dict[str, Any] = {"item": one.item, "why": one.why, "late": one.late}
    return data | ({"code": one.code, "message": one.message} if one.code else {})


def _told_data(one: Told) -> dict[str, Any]:
    data: dict[str, Any] = {
        "reader": one.reader,
        "contact": one.contact,
        "phone": one.phone,
        "by": f"{one.by:%H:%M}",
        "date": one.by.date().isoformat(),
        "items": list(one.items),
    }
    return data | ({"now": True} if one.now else {})


# --- for a person -----------------------------------------------------------------------------------------------------


def title(option: Option) -> str:
    """What an option is called."""
    kind, _colon, rest = option.name.partition(":")
    if kind == SHIFT:
        return _("顺延")
    if kind == SHORTEN:
        return _("压缩")
    if kind == SKIP:
        return _("不去 {item}").format(item=rest)
    return _("对调 {items}").format(items=rest.replace(":", _("、")))


def summary(case: Case, option: Option) -> str:
    """An option in a line: its name, what it costs, and why it cannot be had."""
    parts = [reason_text(one) for one in option.reasons]
    if option.dropped:
        parts.append(_("去掉 {items}").format(items=_("、").join(option.dropped)))
    parts += [
        _("{item} 少 {minutes} 分钟").format(item=_item(case, number), minutes=minutes)
        for number, minutes in option.shortened.items()
    ]
    refused = {one.item for one in option.reasons}
    for number, minutes in option.late.items():
        text = _("{item} 晚 {minutes} 分钟") if minutes > 0 else _("{item} 早 {minutes} 分钟")
        parts += [] if number in refused else [text.format(item=_item(case, number), minutes=abs(minutes))]
    if option.restored_at and option.feasible:
        parts.append(_("从 {item} 起照原计划").format(item=option.restored_at))
    head = title(option) if option.feasible else _("{option}（行不通）").format(option=title(option))
    return f"{option.name}  {head}" + (_("：{text}").format(text=_("；").join(parts)) if parts else "")


def reason_text(one: Reason) -> str:
    """Why an option cannot be had, in words."""
    if one.message:
        return one.message
    text = _FIXED_EARLY if one.why == "fixed" and one.late < 0 else _WHY[one.why]
    return _(text).format(item=one.item, minutes=abs(one.late))


def option_lines(case: Case, option: Option, as_of: dt.datetime | None) -> Iterator[str]:
    """An option in full: what it costs, the times that change, whom to tell by when, what else to look at."""
    from jiedai.report.common.excerpt import width

    yield summary(case, option)
    old = max((width(change.old) for change in option.changes), default=0)
    number = max((width(change.item.id) for change in option.changes), default=0)
    for change in option.changes:
        ends = _("，从{origin}到{to}").format(origin=change.ends[0], to=change.ends[1]) if change.ends else ""
        day = _("，改到 {date}").format(date=change.day.date) if change.day is not change.was else ""
        gap, blank = " " * (number - width(change.item.id)), " " * (old - width(change.old))
        yield f"  {change.item.id}{gap}  {change.old}{blank} → {change.new}  {change.item.what}{ends}{day}"
    yield from (
        _("  {item} 去掉  {what}").format(item=number, what=case.item_by_id[number][1].what)
        for number in option.dropped
    )
    telling = told(case, option, as_of)
    if telling:
        yield _("  要告诉：")
        yield from (f"    {_told_line(one)}" for one in telling)
    if option.look_at:
        yield _("  还要看：")
        yield from (f"    {text}" for text in option.look_at)


def _told_line(one: Told) -> str:
    by = _("马上 ") if one.now else _("{time} 前").format(time=f"{one.by:%H:%M}")
    whom = " ".join(filter(None, (one.contact, one.phone)))
    return f"{by}  {reader_name(Reader.of(one.reader))}" + (f"  {whom}" if whom else "")


def _item(case: Case, number: str) -> str:
    found = case.item_by_id.get(number)
    return f"{number} {found[1].what}" if found else number
