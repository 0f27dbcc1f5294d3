"""How much a template may do: turns of its loops, calls, and the size of what it makes on the way to what it prints.

Jinja's sandbox guards what a template can reach, not what it costs: a loop in a loop in a loop, a text doubled sixty
times or padded to a gigabyte would stop the machine of whoever prints. So loops and joined texts are led through
filters of this module when a template is compiled, and calls, sums and the filters that multiply are counted here.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_batch, do_replace, sync_do_join, sync_do_slice
from jinja2.utils import pass_context, pass_eval_context
from jinja2.visitor import NodeTransformer

from jiedai.language import _

MOST_TURNS = 2_000_000
"""Turns of loops and calls in one rendering; the longest of our own papers take some ten thousand."""
CALL = 10
"""Turns that a call counts for, as it takes the time of so many."""
LONGEST = 1_000_000
"""Characters of a text, or entries of a list, that a template may make."""
_MOST_PARTS = 1_000
"""Into how many parts a list may be cut."""
TURNS, SHORT = "_turns", "_short"
_METHODS = frozenset(
    [
        "capitalize",
        "count",
        "endswith",
        "find",
        "format",
        "format_map",
        "index",
        "isalnum",
        "isalpha",
        "isascii",
        "isdecimal",
        "isdigit",
        "islower",
        "isnumeric",
        "isspace",
        "isupper",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
    ]
)
"""Methods of a text that make nothing longer than the text."""
_WIDE = re.compile(r"\{[^{}]*:[^{}]*(?:\d{4}|\{)")
"""A width in a placeholder that pads to thousands, or comes from a value."""

_left = threading.local()


def begin() -> None:
    """Start counting anew, for one rendering in this thread."""
    _left.turns = MOST_TURNS


def spend(turns: int = 1) -> None:
    """Count turns or calls. Raises SecurityError when a rendering has had too many."""
    _left.turns = getattr(_left, "turns", MOST_TURNS) - turns
    if _left.turns < 0:
        raise SecurityError(_("模板的循环太长，最多 {count} 次").format(count=MOST_TURNS))


def shorter(length: int) -> None:
    """Raises SecurityError for the length of something that is too long to be made."""
    if length > LONGEST:
        raise SecurityError(_("模板打印的内容太多"))


def plain_method(value: object, name: str) -> bool:
    """Whether an attribute is no method that makes a text longer than it is."""
    return not isinstance(value, str) or not hasattr(str, name) or name in _METHODS


def narrow(text: str) -> None:
    """Raises SecurityError for a text with placeholders that would be padded without measure."""
    if _WIDE.search(text):
        raise SecurityError(_("模板打印的内容太多"))


# --- in the compiled template -----------------------------------------------------------------------------------------


class _Led(NodeTransformer):
    """Leads loops and joined texts through the filters."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, TURNS, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return nodes.Filter(node, SHORT, [], [], None, None, lineno=node.lineno)


def led(tree: nodes.Template) -> nodes.Template:
    """A parsed template whose loops and joined texts are bounded."""
    made = _Led().visit(tree)
    assert isinstance(made, nodes.Template)
    return made


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


def filters() -> dict[str, Callable[..., Any]]:
    """The filters of this module, by name."""
    return {
        TURNS: _turns,
        SHORT: _short,
        "replace": _replace,
        "join": _join,
        "batch": _parts(do_batch),
        "slice": _parts(sync_do_slice),
    }


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


def _parts(cut: Callable[..., Any]) -> Callable[..., Any]:
    def parts(value: Any, size: int, fill_with: Any = None) -> Any:
        if size > _MOST_PARTS:
            raise SecurityError(_("模板打印的内容太多"))
        return cut(value, size, fill_with)

    return parts
