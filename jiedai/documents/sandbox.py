"""What a template may do: read the view it is given, with escaping on, and in a bounded number of steps.

Jinja's sandbox refuses private attributes and changes. It guards what a template can reach, not what it costs: a loop
in a loop in a loop, a text doubled sixty times or padded to a gigabyte would stop the machine of whoever prints. So
loops and joined texts are led through filters of this module when a template is compiled; calls, sums and the filters
that multiply are counted here. Escaping cannot be switched off.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_batch, do_replace, sync_do_join, sync_do_slice, sync_do_sum
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context, pass_environment, pass_eval_context
from jinja2.visitor import NodeTransformer

from jiedai.documents.view import View
from jiedai.language import _

MOST_TURNS = 2_000_000
"""Turns of loops and calls in one rendering; the longest of our own papers take some ten thousand."""
MOST_STEPS = 10_000
"""Numbers all `range()` of one rendering may count together."""
CALL = 10
"""Turns that a call counts for, as it takes the time of so many."""
LONGEST = 1_000_000
"""Characters of a text, or entries of a list, that a template may make."""
MOST_OUTPUT = 5_000_000
"""Characters a template may print: a thousand pages."""
_MOST_PARTS = 1_000
"""Into how many parts a list may be cut."""
_HIGHEST_POWER = 64
_MAKING_MORE = frozenset(
    {"center", "encode", "expandtabs", "join", "ljust", "replace", "rjust", "to_bytes", "translate", "zfill"}
)
"""Methods of texts and numbers that make more than there is, by padding, joining or as bytes."""
_WIDE = re.compile(r"\{[^{}]*:[^{}]*(?:\d{4}|\{)")
"""A width in a placeholder that pads to thousands, or comes from a value."""
_REFUSED_FILTERS = (
    "safe", "center", "format", "indent", "pprint", "random", "striptags", "tojson", "urlize", "wordwrap", "xmlattr",
)  # fmt: skip
_REFUSED_GLOBALS = ("lipsum", "cycler", "joiner", "dict")
"""What Jinja has beside: markup that nobody escaped, texts padded without measure, chance."""


class _Left(threading.local):
    """What the rendering of this thread may still do."""

    turns, steps = MOST_TURNS, MOST_STEPS


_left = _Left()


def begin() -> None:
    """Start counting anew, for one rendering in this thread."""
    _left.turns, _left.steps = MOST_TURNS, MOST_STEPS


def spend(turns: int = 1) -> None:
    """Count turns or calls. Raises SecurityError when a rendering has had too many."""
    _left.turns -= turns
    if _left.turns < 0:
        raise SecurityError(_("模板的循环太长，最多 {count} 次").format(count=MOST_TURNS))


def shorter(length: int) -> None:
    """Raises SecurityError for the length of something that is too long to be made."""
    if length > LONGEST:
        raise SecurityError(_("模板打印的内容太多"))


def gathered(parts: Iterable[str]) -> str:
    """What a template prints, as one text. Raises SecurityError where it is too much."""
    made, size = [], 0
    for part in parts:
        size += len(part)
        if size > MOST_OUTPUT:
            raise SecurityError(_("模板打印的内容太多"))
        made.append(part)
    return "".join(made)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which escaping stays on, loops are counted and what is made stays small."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in _REFUSED_FILTERS:
            self.filters.pop(name, None)
        for name in _REFUSED_GLOBALS:
            self.globals.pop(name, None)
        self.globals["range"] = _range
        self.filters |= {
            _TURNS: _turns,
            _SHORT: _short,
            "replace": _replace,
            "join": _join,
            "sum": _sum,
            "batch": _parts(do_batch),
            "slice": _parts(sync_do_slice),
        }

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        switch = next(tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)), None)
        if switch is not None:
            raise TemplateSyntaxError(_("模板里不能关闭转义"), switch.lineno, name, filename)
        made = _Led().visit(tree)
        assert isinstance(made, nodes.Template)
        return made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Two values added, multiplied, or one of them raised or divided."""
        if operator == "+":
            shorter(sum(len(side) for side in (left, right) if hasattr(side, "__len__")))
            return super().call_binop(context, operator, left, right)
        small = operator != "**" or right <= _HIGHEST_POWER
        if not small or not all(isinstance(value, (int, float)) and abs(value) < 1_000_000 for value in (left, right)):
            raise SecurityError(_("模板里只能用不大的数做乘法、乘方和取余"))
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, of which nothing else can be reached; of anything else what Jinja lets be read."""
        if isinstance(obj, View) and not attribute.startswith("_"):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        makes_more = attr in _MAKING_MORE and isinstance(obj, (str, int))
        return not makes_more and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Jinja's own `str.format`, for a method of that name; None for another one."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None and _WIDE.search(value.__self__):
            raise SecurityError(_("模板打印的内容太多"))
        return wrapped

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a method or macro."""
        spend(CALL)
        return super().call(__context, __obj, *args, **kwargs)


def _range(*bounds: int) -> Iterator[int]:
    """`range`, with one bound on all loops of a rendering."""
    for number in range(*bounds):
        _left.steps -= 1
        if _left.steps < 0:
            raise SecurityError(_("模板的循环太长，最多 {count} 次").format(count=MOST_STEPS))
        yield number


# --- in the compiled template -----------------------------------------------------------------------------------------

_TURNS, _SHORT = "_turns", "_short"


class _Led(NodeTransformer):
    """Leads loops and joined texts through the filters."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _TURNS, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return nodes.Filter(node, _SHORT, [], [], None, None, lineno=node.lineno)


@pass_context
def _turns(_context: Any, value: Any) -> Any:
    """What a loop goes through, counted. The context keeps Jinja from reckoning it out once, when it compiles."""
    return _counted(value)


def _counted(value: Any) -> Any:
    if hasattr(value, "__len__"):
        spend(len(value))
        return value
    return _each(value)


def _each(value: Iterable[Any]) -> Iterator[Any]:
    for one in value:
        spend()
        yield one


def _short(value: Any) -> Any:
    """A joined text that is not too long: joined again and again it would double each time."""
    shorter(len(value))
    return value


# --- filters that multiply --------------------------------------------------------------------------------------------


@pass_eval_context
def _replace(context: Any, text: str, old: str, new: str, count: int | None = None) -> str:
    found = str(text).count(str(old)) if count is None else count
    shorter(len(str(text)) + found * max(len(str(new)), 1))
    made: str = do_replace(context, text, old, new, count)
    return made


@pass_eval_context
def _join(context: Any, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    entries = list(_counted(value))
    longest = sum(len(one) for one in entries if isinstance(one, str))
    shorter(longest + len(entries) * len(d))
    return sync_do_join(context, entries, d, attribute)


@pass_environment
def _sum(environment: Any, value: Iterable[Any], attribute: str | int | None = None, start: Any = 0) -> Any:
    if hasattr(start, "__len__"):
        raise SecurityError(_("sum 只能加数"))
    return sync_do_sum(environment, value, attribute, start)


def _parts(cut: Callable[..., Any]) -> Callable[..., Any]:
    def parts(value: Any, size: int, fill_with: Any = None) -> Any:
        if size > _MOST_PARTS:
            raise SecurityError(_("模板打印的内容太多"))
        return cut(value, size, fill_with)

    return parts
