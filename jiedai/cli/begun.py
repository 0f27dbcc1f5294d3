"""`new --from-json`, `new --from-ics`: a plan as another program tells it, or begun from a calendar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jiedai.cli import arrived, console, onward
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.saved import write_new
from jiedai.language import _
from jiedai.model.times import DateRange, Day
from jiedai.workflow.drafting.calendars import Draft, NoVisit, draft
from jiedai.workflow.drafting.emit import Keys
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import New


def run(options: New) -> int:
    """Write the plan, or show it with `--stdout`. Failure where the file is none that makes a plan."""
    if options.from_json and options.from_ics:
        raise Failure(_("--from-json 和 --from-ics 只能写一个"))
    keys = cast("Keys", options.keys)
    found = _of_json(options.from_json, keys) if options.from_json else _of_calendar(options, keys)
    for note in found.notes:
        console.say(note)
    if options.stdout:
        console.data(found.text)
        return FINE
    from jiedai.workflow.drafting.new import file_name

    plans = Workspace.around(Path.cwd()).plans_dir
    first, last = (Day(one.year, one.month, one.day) for one in (found.first, found.last))
    target = plans / file_name(DateRange(first, last), found.title)
    if target.exists():
        message = _("{file} 已经有了，没有改动它；换一个标题，或先把它改名、移走").format(file=shown(target))
        raise Failure(message)
    write_new(target, found.text.encode())
    console.data(shown(target))
    onward.say(onward.FILL, plan=shown(target))
    return FINE


def _of_json(file: str, keys: Keys) -> Draft:
    from jiedai.loading import load_text
    from jiedai.workflow.drafting.interchange import NotAPlan, plan_text

    hint = _("要 jiedai show -f json 印出来的；格式见 jiedai schema show")
    try:
        data: Any = json.loads(arrived.contents(file))
        text = plan_text(data, keys)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, NotAPlan) else _("不是 JSON")
        raise Failure(_("{file}：{message}").format(file=file, message=why), hint) from None
    loaded = load_text(text.encode(), file)
    if loaded.plan is None:
        found = next((one for one in loaded.diagnostics if one.code != "GS13"), None)
        raise Failure(_("{file}：{message}").format(file=file, message=found.message if found else ""), hint)
    return Draft(text, loaded.plan.title, loaded.plan.dates.first, loaded.plan.dates.last)


def _of_calendar(options: New, keys: Keys) -> Draft:
    try:
        return draft(arrived.contents(options.from_ics or ""), keys, options.title or "")
    except NoVisit as error:
        raise Failure(_("{file}：{message}").format(file=options.from_ics, message=error.message), error.hint) from None
