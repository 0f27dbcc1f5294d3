"""A table that is the programme of a visit, in a letter or behind it: a line for each of its rows."""

from __future__ import annotations

import re

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Cell, Line, Table
from jiedai.workflow.intake.paper import folded

_WHEN = regex(r"(?:日期|时间|时段|日程|date|time|day)(?:安排)?", re.IGNORECASE)
_WHAT = regex(
    r"(?:活动|行程|考察|调研|工作|主要|日程|会议|参观)?(?:内容|安排|活动|事项|议程|行程|项目|环节)|activit(?:y|ies)|programme?|event|agenda",
    re.IGNORECASE,
)
_WHERE = regex(r"地点|场所|place|venue", re.IGNORECASE)
_CLOCK = regex(r"(?:上午|下午|晚上|中午|早上|全天|傍晚)?(?:\d{1,2}[:：点时].*)?")


def schedule_lines(table: Table) -> list[Line] | None:
    """The rows of a programme as lines, each with its day: `4月13日上午10:30，抵达青溪（青溪宾馆）`.

    None for a table that is no programme.
    """
    head = next((at for at, row in enumerate(table.rows[:3]) if _is_head(row)), None)
    if head is None:
        return None
    texts = [folded(cell.text) for cell in table.rows[head]]
    when = [at for at, text in enumerate(texts) if _WHEN.fullmatch(text)]
    what = next(at for at, text in enumerate(texts) if _WHAT.fullmatch(text))
    where = next((at for at, text in enumerate(texts) if _WHERE.search(text)), None)
    lines, day = [], ""
    for row in table.rows[head + 1 :]:
        if len({cell.text for cell in row if cell.text}) < 2 or not row[what].text:
            day = folded(row[0].text) if re.search(r"\d", row[0].text) and not row[what].text else day
            continue
        times = [folded(row[at].text) for at in when if row[at].text]
        if times and _CLOCK.fullmatch(times[0]):
            times.insert(0, day)
        elif times:
            day = times[0]
        place = f"（{folded(row[where].text)}）" if where is not None and row[where].text else ""
        lines.append(Line(f"{''.join(times)}，{folded(row[what].text)}{place}".lstrip("，"), row[what].where))
    return lines


def _is_head(row: tuple[Cell, ...]) -> bool:
    texts = [folded(cell.text) for cell in row]
    return any(map(_WHEN.fullmatch, texts)) and any(map(_WHAT.fullmatch, texts))
