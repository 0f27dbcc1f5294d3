"""Rules of an office's own: conditions in a rule pack, evaluated over the plan in plain values.

The library (CEL) is imported only where a pack has such a rule; an expression can read the plan and nothing else. What
is not known is no breach: an entry whose value is not given is passed over. All rules of a plan together have a second.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from jiedai.check.expressions import (
    BadExpression,
    counted,
    filled_in,
    look_through,
    placeholders,
    sample,
    shapes_of,
)
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node, keys_of
from jiedai.visit.book import Row
from jiedai.visit.case import Case, Finding
from jiedai.visit.conditions import Condition
from jiedai.visit.plain import plain

SECONDS = 1.0
"""How long the own rules of a plan may take together."""
MOST_EVALUATIONS = 20_000


class Problem(NamedTuple):
    """Why a condition cannot be used: the field of its entry in the pack, and what to do."""

    field: str
    message: str
    hint: str = ""


class _Compiled(NamedTuple):
    must: Any
    when: Any | None


# --- what expressions can call ----------------------------------------------------------------------------------------


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _minutes(start: str, end: str) -> int:
    """The minutes from one moment to another."""
    return int((_moment(end) - _moment(start)).total_seconds() // 60)


def _days(start: str, end: str) -> int:
    """The days from one day to another; of a moment its day."""
    return (_moment(end).date() - _moment(start).date()).days


_FUNCTIONS: dict[str, Callable[..., Any]] = {"minutes": _minutes, "days": _days, "sum": sum, "size_": len}


def _context(values: Mapping[str, Any]) -> Any:
    from cel import Context

    return Context(dict(values), _FUNCTIONS)


# --- at load ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def problem(condition: Condition) -> Problem | None:
    """Why a condition cannot be used, found without a plan: its syntax, its names, the kinds of its values."""
    try:
        shapes = shapes_of(condition.path)
    except BadExpression as bad:
        return Problem("each", bad.message, bad.hint)
    entry = "it" if condition.each else "plan"
    steps: list[tuple[str, Callable[[str, Mapping[str, Any]], None], Iterable[str]]] = [
        ("when", _try, [condition.when] if condition.when else []),
        ("must", _try, [condition.must]),
        ("message", look_through, placeholders(condition.message_zh + condition.message_en)),
        ("hint", look_through, placeholders(condition.hint_zh + condition.hint_en)),
        ("at", look_through, [f"{entry}.{condition.at}"] if condition.at else []),
    ]
    for field, look, texts in steps:
        try:
            for text in texts:
                look(text, shapes)
        except BadExpression as bad:
            return Problem(field, bad.message, bad.hint)
    return None


def _try(text: str, shapes: Mapping[str, Any]) -> None:
    """Look through an expression, compile it, and try it on a plan with everything in it. BadExpression as they say."""
    _compiled(text)
    look_through(text, shapes)
    try:
        result = _compiled(text).execute(_context({name: sample(shape) for name, shape in shapes.items()}))
    except TypeError:
        hint = _("两边要同是数、同是文字或同是列表；数要写成 60 或 60.0，与另一边一样")
        raise BadExpression(_("“{text}”里比较、相加的两边不是一类").format(text=text), hint) from None
    except (RuntimeError, ValueError, KeyError) as error:
        raise BadExpression(_("“{text}”算不出来：{error}").format(text=text, error=_first_line(error))) from None
    if not isinstance(result, bool):
        raise BadExpression(_("“{text}”算出来的不是真假").format(text=text), _("写成比较，如 size(…) <= 3"))


@lru_cache(maxsize=512)
def _compiled(text: str) -> Any:
    import cel

    try:
        cel.compile(text)
        return cel.compile(counted(text))
    except ValueError as error:
        hint = _('写成 it.kind == "visit" && size(it.hosts) <= 3 这样')
        raise BadExpression(_("“{text}”写得不对（{error}）").format(text=text, error=_place(error)), hint) from None


def _place(error: ValueError) -> str:
    """Where the library stumbled, which says it in a sentence for programmers."""
    at = str(error).partition("<input>:1:")[2].partition(":")[0]
    return _("第 {column} 个字附近").format(column=at) if at.isdigit() else _first_line(error)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:80]


# --- over a plan ------------------------------------------------------------------------------------------------------


def own_findings(case: Case, rows: Sequence[Row]) -> Iterator[tuple[Row, Finding]]:
    """What the own rules that can be used find in a plan. DamagedValue where the plan lacks a field."""
    usable = [row for row in rows if row.condition and problem(row.condition) is None]
    if not usable:
        return
    whole = plain(case)
    context = _context({"plan": whole})
    ends, left = time.monotonic() + SECONDS, MOST_EVALUATIONS
    for row in usable:
        asked = row.condition
        assert asked
        compiled = _Compiled(_compiled(asked.must), _compiled(asked.when) if asked.when else None)
        for node, it, parent in _entries(case.plan, whole, asked.path):
            left -= 1
            if left < 0 or time.monotonic() > ends:
                yield row, _stopped(case, row)
                return
            if asked.each:
                context.add_variable("it", it)
                context.add_variable("parent", parent)
            if _broken(compiled, context):
                values = {"plan": whole, "it": it, "parent": parent}
                message, hint = filled_in(asked.message, values), filled_in(asked.hint, values)
                yield row, case.finding(node, _attribute(node, asked.at), message, hint=hint)


def _broken(compiled: _Compiled, context: Any) -> bool:
    """Whether a condition is known not to hold."""
    try:
        if compiled.when is not None and compiled.when.execute(context) is not True:
            return False
        return compiled.must.execute(context) is False
    except Exception:  # a value is not given: nothing is known, so nothing is said
        return False


def _stopped(case: Case, row: Row) -> Finding:
    message = _("规则包 {pack} 的规则查得太久，从 {code} 起没有查完").format(pack=row.pack, code=row.code)
    return case.finding(case.plan, None, message, hint=_("把条件写得简单些"), level=Level.WARNING)


def _entries(node: Node, value: Any, path: tuple[str, ...]) -> Iterator[tuple[Node, Any, Any]]:
    """Each entry of the list that keys lead to: its node, its value, and what it stands in; without keys the node."""
    if not path:
        yield node, value, None
        return
    attribute = _attribute(node, path[0])
    nodes, values = getattr(node, attribute or path[0]), value.get(path[0])
    if isinstance(nodes, Node):
        nodes, values = [nodes], [values]
    for inner, said in zip(nodes or (), values or (), strict=False):
        if isinstance(inner, Node) and len(path) > 1:
            yield from _entries(inner, said, path[1:])
        elif isinstance(inner, Node):
            yield inner, said, value


def _attribute(node: Node, key: str) -> str | None:
    """The attribute of a node under its English key; None for no key, or one that is no field."""
    return next((attribute for attribute, english, _zh in keys_of(type(node)) if english == key), None)
