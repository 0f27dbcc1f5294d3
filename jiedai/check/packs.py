"""A rule pack looked at by itself: what is wrong with its entries, and whether its own rules find what they should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jiedai.check.engine import in_pack, problems_of
from jiedai.check.own import own_findings, problem
from jiedai.diagnostics import Diagnostic, Level, ordered
from jiedai.language import _
from jiedai.loading import validated, visit_days
from jiedai.model.base import keys_of
from jiedai.model.plan import Plan
from jiedai.source import Source, read_bytes, read_file
from jiedai.visit.book import PACK_KEYS, Row, rule_book
from jiedai.visit.case import Case
from jiedai.visit.packs import PackError
from jiedai.workspace import PACKS_NAME, shown

_BASE = """\
标题: 示例单位来访
类型: 调研
事由: 示例
日期: 2026-05-11
来宾: [{姓名: 赵宏, 单位: 示例单位, 职务: 局长, 职级: 县处级}]
日程: [{日期: 2026-05-11, 安排: [{编号: A1, 时间: "09:00-10:00", 事项: 座谈, 类别: 座谈}]}]
"""
"""A plan with what it cannot do without; the sections of an example replace its own."""


def pack_source(path: Path) -> Source:
    """A rule pack as a text with places; Unreadable as `read_file` does."""
    return read_file(path, shown(path), vocabulary=PACK_KEYS)


def check_pack(path: Path, source: Source) -> list[Diagnostic]:
    """What is wrong with a rule pack: its syntax, its entries, its conditions, and examples that do not show them."""
    folder, name = _place(path)
    try:
        book = rule_book((name,), folder)
    except PackError as error:
        found = in_pack(error.message, folder, *error.place) if error.place else None
        complaint = found or Diagnostic("GS04", Level.ERROR, error.message, source.name)
        return ordered(source.problems or [complaint])
    own = [row for row in book.own if row.pack == name]
    return ordered([*source.problems, *problems_of(book, folder), *_examples(own, folder)])


def _place(path: Path) -> tuple[Path, str]:
    """The folder of the packs, and the name of the one that a file belongs to."""
    absolute = path.absolute()
    folder = next(parent for parent in absolute.parents[:2] if parent.name == PACKS_NAME)
    return folder, absolute.relative_to(folder).parts[0].removesuffix(".yaml")


def _examples(rows: list[Row], folder: Path) -> Iterator[Diagnostic]:
    """Examples that the rule does not treat as they say: a wrong one without a finding, a right one with one."""
    for row in rows:
        asked = row.condition
        if asked is None or problem(asked) is not None:
            continue
        for field, text, wanted in (("wrong", asked.wrong, True), ("right", asked.right, False)):
            message = _unlike(row, text, wanted=wanted) if text else ""
            if message:
                where = _("{code} 的 {field}：{message}").format(code=row.code, field=field, message=message)
                found = in_pack(where, folder, row.pack, "rules", row.code, field)
                yield found or Diagnostic("GS04", Level.ERROR, where, row.pack)


def _unlike(row: Row, text: str, *, wanted: bool) -> str:
    """Why an example is none; empty where it is one."""
    given, base = (read_bytes(part.encode(), "") for part in (text, _BASE))
    if given.problems or not isinstance(given.data, dict) or not isinstance(base.data, dict):
        return _("例子读不出来：{problem}").format(problem=given.problems[0].message if given.problems else text[:20])
    spelt = {name: english for _attribute, english, zh in keys_of(Plan) for name in (english, zh)}
    replaced = {spelt.get(name) for name in given.data}
    data = {name: value for name, value in base.data.items() if spelt[name] not in replaced} | given.data
    plan, found = validated(Source("", "", data), Plan, visit_days(data))
    if plan is None:
        return _("例子读不出来：{problem}").format(problem=found[0].message if found else "")
    broken = any(True for _row, _finding in own_findings(Case.unwritten(plan), [row]))
    if broken == wanted:
        return ""
    return _("这个例子没有查出来") if wanted else _("这个例子也被查出来了")
