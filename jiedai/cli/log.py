"""`jiedai log`: what people posted on the day, as the real times of the programme; what is not clear is asked."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure
from jiedai.cli.moments import moment_data, now
from jiedai.cli.noted import unreadable, write_ticked
from jiedai.cli.one import Sound, one_path, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.language import _
from jiedai.model.reading import VisitDays
from jiedai.model.times import read_day
from jiedai.source import Unreadable, read_bytes, read_file
from jiedai.visit.case import Case
from jiedai.workflow.following.posts import Post, posts
from jiedai.workflow.following.running import lateness_of
from jiedai.workflow.following.sightings import START, Candidate, Read, Unclear, read, took_at
from jiedai.workflow.following.ticking import Refused, Ticked, Took, taken

if TYPE_CHECKING:
    from jiedai.cli.commands.following import Log

_CANDIDATES = 9


def run(options: Log) -> int:
    """Show what posts come to, and write it where asked; FOUND where some are not clear."""
    path = one_path(options.plan)
    if path == STDIN and (options.write or options.file == STDIN):
        raise Failure(_("标准输入里的方案写不回去"), _("写出方案的文件名"))
    text = _text(options.file)
    results: list[tuple[Read, int, Ticked]] = []

    def work(sound: Sound) -> Ticked:
        case = Case(sound.loaded, sound.plan)
        dates = case.plan.dates
        told = posts(text, VisitDays(dates.first, dates.last), _day(case, options.day))
        if told.reports and not any(post.day for post in told.reports):
            raise Failure(_("没有写明是哪一天"), _("加 --day，如 --day {day}").format(day=dates.first.isoformat()))
        found = _asked(case, read(case, told.reports)) if not results else results[0][0]
        try:
            ticked = taken(case, [took for _post, took in found.took])
        except Refused as refused:
            raise Failure(refused.message, refused.hint) from None
        results.append((found, told.ignored, ticked))
        return ticked

    sound = sound_plan(path)
    work(sound)
    if options.write and results[0][2].changed:
        write_ticked(path, work, now(), options.records)
    found, ignored, ticked = results[-1]
    written = options.write and bool(ticked.changed)
    if options.format == "json":
        console.data(json.dumps(_data(path, options, results[-1], written=written), ensure_ascii=False, indent=2))
    else:
        console.data("\n".join(_lines(found, ticked)) or _("没有读出实际时间"))
        _closing(path, ignored, ticked, written=written)
    return FOUND if found.unclear else FINE


def _text(file: str) -> str:
    """What was posted. Failure where the file cannot be read, or is no text."""
    try:
        source = read_bytes(sys.stdin.buffer.read(), "<stdin>") if file == STDIN else read_file(Path(file), file)
    except Unreadable as error:
        raise Failure(error.message) from None
    if source.encoding == "binary":
        raise Failure(_("“{file}”不是文本").format(file=file), _("把群里的文字存成 .txt 再读"))
    return source.raw


def _day(case: Case, given: str | None) -> dt.date | None:
    """The day of posts that name none: the one given, the only one of the visit, or today where it is one of them."""
    from pydantic_core import PydanticCustomError

    dates = case.plan.dates
    if given is not None:
        try:
            day = read_day(given, VisitDays(dates.first, dates.last))
        except PydanticCustomError as error:
            raise unreadable(error, given) from None
        if day not in dates:
            raise Failure(_("{date} 不是来访的日子（{dates}）").format(date=day.isoformat(), dates=dates))
        return day
    if dates.days == 1:
        return dates.first
    today = now().date()
    return today if today in dates else None


# --- asked ------------------------------------------------------------------------------------------------------------


def _asked(case: Case, found: Read) -> Read:
    """What posts come to, with the answers of the person at the terminal to what is not clear."""
    if not (found.unclear and console.is_terminal(sys.stdin) and console.is_terminal(sys.stderr)):
        return found
    left = []
    for one in found.unclear:
        chosen = _choice(one) if one.candidates and one.post.minute is not None else None
        if chosen is None:
            left.append(one)
        else:
            found.took.append((one.post, took_at(one.post, chosen)))
    return Read(found.took, left)


def _choice(unclear: Unclear) -> Candidate | None:
    """What the person says that a post is about; None where they leave it."""
    offered = unclear.candidates[:_CANDIDATES]
    console.say(
        _("第 {line} 行“{text}”：{why}").format(line=unclear.post.line, text=unclear.post.text, why=unclear.why)
    )
    for number, one in enumerate(offered, start=1):
        console.say(f"  {number}. {_named(one)}")
    sys.stderr.write(_("是哪一项（回车跳过）：") + " ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip()
    return offered[int(answer) - 1] if answer.isdecimal() and 1 <= int(answer) <= len(offered) else None


# --- shown ------------------------------------------------------------------------------------------------------------


def _named(one: Candidate) -> str:
    field = _("开始") if one.field == START else _("结束")
    item = one.slot.item
    return _("{id} {what} {field}（计划 {planned}）").format(
        id=item.id, what=item.what, field=field, planned=f"{one.planned:%H:%M}"
    )


def _lines(found: Read, ticked: Ticked) -> Iterator[str]:
    changed = {(one.id, one.field) for one in ticked.changed}
    for post, took in found.took:
        field = START if took.start else "end"
        if (took.item.id, field) in changed:
            yield _took_line(post, took)
    for one in found.unclear:
        yield _("? 第 {line} 行“{text}”：{why}").format(line=one.post.line, text=one.post.text, why=one.why)
        yield from (f"    {_named(candidate)}" for candidate in one.candidates[:_CANDIDATES])


def _took_line(post: Post, took: Took) -> str:
    moment = took.start or took.end
    assert moment is not None
    planned = took.item.time.start if took.start else took.item.time.sure_end
    late = lateness_of(took.day.date, planned, moment)
    return _("{id} {what} {field} {time}{late}（第 {line} 行）").format(
        id=took.item.id,
        what=took.item.what,
        field=_("开始") if took.start else _("结束"),
        time=f"{moment:%m-%d %H:%M}",
        late=_("，{late}").format(late=late) if late else "",
        line=post.line,
    )


def _closing(path: str, ignored: int, ticked: Ticked, *, written: bool) -> None:
    if ignored:
        console.say(_("{count} 行与日程无关").format(count=ignored))
    if written:
        console.say(_("写好了 {path}").format(path=path))
    elif ticked.changed:
        console.say(_("没有写入；核对后加 --write"))


def _data(path: str, options: Log, result: tuple[Read, int, Ticked], *, written: bool) -> dict[str, Any]:
    found, ignored, ticked = result
    lines = {(took.item.id, START if took.start else "end"): post.line for post, took in found.took}
    return {
        "version": 1,
        "file": path,
        "source": options.file,
        "written": written,
        "changed": [one._asdict() | {"line": lines.get((one.id, one.field))} for one in ticked.changed],
        "unclear": [
            {
                "line": one.post.line,
                "text": one.post.text,
                "why": one.why,
                "candidates": [
                    {"id": each.slot.item.id, "field": each.field, "planned": moment_data(each.planned)}
                    for each in one.candidates
                ],
            }
            for one in found.unclear
        ],
        "ignored": ignored,
    }
