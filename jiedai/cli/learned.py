"""`jiedai review --learn`: what all visits that are over have shown, put into the office file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.across import Reading, gathered
from jiedai.cli.failure import FINE, WRONG, Failure, unwritable
from jiedai.cli.figures import NOT_COUNTED
from jiedai.cli.moments import now
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.enumeration import Choice
from jiedai.source import EditError, Source, read_bytes, read_file
from jiedai.source.save import Busy, locked, write_atomic
from jiedai.visit.case import Case
from jiedai.workflow.after.experience import Experience, Seen, experience, seen, written_into_office
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Review


def run(options: Review) -> int:
    """Show what visits have shown; with `--write` it goes into the office file. WRONG where a plan cannot be read."""
    if options.feedback:
        raise Failure(_("--learn 和 --import 只能写一个"))
    if options.format not in ("text", "json"):
        raise Failure(_("--learn 只输出 text、json"))
    moment = options.as_of or now()
    there = gathered([options.plan] if options.plan else [], Reading(partial(_seen, moment), useless=NOT_COUNTED))
    if there.wrong and options.write:
        raise Failure(_("有方案读不成，没有写入"), _("先改好上面的方案"))
    found = experience(there.rows, moment.date())
    office = Workspace.around(Path.cwd()).office_path()
    written = bool(options.write) and _write(office, found)
    if options.format == "json":
        console.data(json.dumps(_data(found, office, written=written), ensure_ascii=False, indent=2))
    else:
        console.data("\n".join(_lines(found)))
    if found.named:
        console.say(_("{count} 条经验里有人名，没有用；改成不指名的写法").format(count=found.named))
    if options.write:
        place = shown(office) if office else ""
        console.say((_("写好了 {path}") if written else _("{path} 不用改")).format(path=place))
    elif found.visits:
        console.say(_("加 --write 写进 office.yaml 的“经验”"))
    return WRONG if there.wrong else FINE


def _seen(now: dt.datetime, case: Case) -> list[Seen]:
    found = seen(case, now)
    return [found] if found else []


def _write(office: Path | None, found: Experience) -> bool:
    """Put the section into the office file, all of it or nothing; whether that changed it."""
    if office is None:
        raise Failure(_("没有单位文件 office.yaml"), _("用 jiedai new 新建方案时会写一份"))
    if not found.visits:
        raise Failure(_("没有结束的来访，没有可写的"))
    from jiedai.arrange.writing import written
    from jiedai.loading import vocabulary
    from jiedai.model.office import Office
    from jiedai.source import Unreadable

    name = shown(office)
    try:
        with locked(office):
            source = read_file(office, name, vocabulary=vocabulary())
            if source.encoding != "utf-8":
                raise Failure(
                    _("{plan} 不是 UTF-8 编码，没有写入").format(plan=name), _("先用 jiedai check --fix 转换编码")
                )
            _refuse_unsound(source)
            text = written(source, written_into_office(found), Office)
            if text == source.raw:
                return False
            data = source.encoded(text)
            _refuse_unsound(read_bytes(data, name, vocabulary=vocabulary()))
            write_atomic(office, data)
            return True
    except Unreadable as error:
        raise Failure(error.message) from None
    except (EditError, Busy) as error:
        raise Failure(error.message) from None
    except OSError as error:
        raise unwritable(error, name) from None


def _refuse_unsound(source: Source) -> None:
    """Failure where a text is no sound office file."""
    from jiedai.loading import validated
    from jiedai.model.office import Office

    office, _found = validated(source, Office, None)
    if office is None or source.lost or any(one.level is Level.ERROR for one in source.problems):
        raise Failure(_("{plan} 有错误，没有写入").format(plan=source.name), _("用 jiedai check 找出并改正"))


# --- shown ------------------------------------------------------------------------------------------------------------


def _data(found: Experience, office: Path | None, *, written: bool) -> dict[str, Any]:
    def plain(one: Any) -> dict[str, Any]:
        return {name.rstrip("_"): value.value if isinstance(value, Choice) else value for name, value in one.items()}

    return {
        "version": 1,
        "office": shown(office) if office else None,
        "until": found.until.isoformat() if found.until else None,
        "visits": found.visits,
        "lengths": [plain(one) for one in found.lengths],
        "roads": [plain(one) for one in found.roads],
        "lessons": [plain(one) for one in found.lessons],
        "named": found.named,
        "written": written,
    }


def _lines(found: Experience) -> Iterator[str]:
    if found.until is None:
        yield _("没有结束的来访")
        return
    yield _("看了 {visits} 次结束的来访，到 {day} 为止").format(visits=found.visits, day=found.until.isoformat())
    if not found.lengths:
        yield _("  还没有一类安排在三次来访里记了实际起止时间")
    for one in found.lengths:
        text = _("  {kind}：多半 {minutes} 分钟，是安排的 {usual}%（{low}%–{high}%；{count} 项、{visits} 次来访）")
        line = text.format(**dict(one) | {"kind": one["kind"].label})
        yield line + (_("，后面留 {buffer} 分钟").format(buffer=one["buffer"]) if "buffer" in one else "")
    for one in found.roads:
        text = _("  {origin}–{to}：行车多半 {minutes} 分钟（{count} 趟、{visits} 次来访）")
        yield text.format(**dict(one) | {"origin": one["from_"]})
    for one in found.lessons:
        yield _("  下次：{text}（{date}）").format(text=one["text"], date=one["date"])
