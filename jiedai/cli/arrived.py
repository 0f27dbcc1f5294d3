"""What arrived at the office: a letter, a message or a list, read for `new` and `import`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, reason
from jiedai.cli.paths import STDIN
from jiedai.language import _

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import New
    from jiedai.workflow.drafting.request import Stated
    from jiedai.workflow.intake.found import Read, Refused, Source


def read(path: str, as_of: dt.date | None) -> Read:
    """What a file says; `-` is standard input. Failure where it cannot be read, with what to do."""
    return interpreted(path, contents(path), as_of or dt.date.today())


def contents(path: str) -> bytes:
    """The bytes of a file, as many as are looked at; `-` is standard input. Failure where it cannot be read."""
    from jiedai.workflow.intake.sources import LARGEST

    try:
        if path == STDIN:
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise Failure(_("找不到文件“{file}”").format(file=path)) from None
        told = _("这是文件夹") if isinstance(error, IsADirectoryError) else reason(error)
        raise Failure(_("读不了“{path}”：{reason}").format(path=path, reason=told)) from None


def interpreted(path: str, data: bytes, as_of: dt.date) -> Read:
    """What the bytes of a file say. Failure where they cannot be read, with what to do."""
    from jiedai.workflow.intake import intake
    from jiedai.workflow.intake.found import Refused

    try:
        return intake.read(data, _name(path), as_of)
    except Refused as error:
        raise refused(path, error) from None


def source(path: str, data: bytes) -> Source:
    """The lines and cells of a file. Failure where they cannot be read, with what to do."""
    from jiedai.workflow.intake.found import Refused
    from jiedai.workflow.intake.sources import read_source

    try:
        return read_source(data, _name(path))
    except Refused as error:
        raise refused(path, error) from None


def refused(path: str, error: Refused) -> Failure:
    """Why a file is not read, as a failure."""
    shown = _name(path) or _("标准输入")
    return Failure(_("{file}：{message}").format(file=shown, message=error.message), error.hint)


def _name(path: str) -> str:
    return "" if path == STDIN else Path(path).name


def show(path: str | None, as_of: dt.date | None) -> int:
    """Print what was read, as JSON. Failure where no file was named."""
    if not path:
        raise Failure(_("-f json 要和 --from-letter 同用"), _("如 jiedai new --from-letter 来函.docx -f json"))
    console.data(json.dumps(as_data(read(path, as_of)), ensure_ascii=False, indent=1))
    return FINE


def as_data(found: Read) -> dict[str, Any]:
    """What was read, for programs: every value with its place; one that is not certain is null with its candidates."""
    values = []
    for value in found.values:
        entry: dict[str, Any] = {"path": value.path, "value": value.value, "from": value.where, "sure": value.sure}
        if value.candidates:
            entry["candidates"] = list(value.candidates)
        values.append(entry)
    data: dict[str, Any] = {"version": 1, "kind": found.kind, "values": values, "blanks": found.blanks}
    if found.left_out:
        data["left_out"] = [{"from": where, "why": why} for where, why in found.left_out]
    return data


def begun(options: New) -> tuple[New, Stated]:
    """The options of a new plan with what a letter says for those not given, and the rest of what it says."""
    from jiedai.workflow.drafting.request import Usage
    from jiedai.workflow.intake import starting

    found = read(options.letter or "", options.as_of)
    for where, why in found.left_out:
        console.say(_("{where}：{why}").format(where=where, why=why))
    dates = options.dates or found.text("dates")
    if not dates and not console.is_terminal(sys.stdin):
        value = next((value for value in found.values if value.path == "dates"), None)
        text = _("没有读到来访日期；用 --dates 写明")
        if value is not None:
            text = _("来访日期看不准（{candidates}）；用 --dates 写明").format(
                candidates=_("，").join(value.candidates)
            )
        raise Usage(text)
    kind = options.kind or found.text("kind")
    if not kind and not console.is_terminal(sys.stdin):
        kind = "other"
        console.say(_("没有读到是哪类来访，先写“其他”；可以用 --kind 写明"))
    filled = options._replace(
        title=options.title or starting.title_of(found) or None,
        kind=kind or None,
        dates=dates or None,
        from_unit=options.from_unit or starting.from_unit(found) or None,
        guests=options.guests or starting.headcount(found) or None,
        arrive=options.arrive or starting.travel(found, "arrive", dates[:10]) or None,
        leave=options.leave or starting.travel(found, "leave", dates[-10:]) or None,
    )
    return filled, starting.stated(found)
