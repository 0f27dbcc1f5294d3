"""Expressions of an office's own rules (CEL), looked through before one is used: names, kinds of values, size.

The library compiles and evaluates; it knows nothing of a plan. Names are followed through the schema of the plan in
plain values, so that a slip is told where it is written, with the nearest right name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from jiedai.language import _
from jiedai.patterns import regex
from jiedai.visit.plain import schema

Shape = Mapping[str, Any]
"""A JSON Schema."""

OWN_FUNCTIONS = ("minutes", "days", "sum", "size")
FUNCTIONS = (*OWN_FUNCTIONS, "has", "startsWith", "endsWith", "contains", "matches", "int", "double", "string")
MACROS = ("all", "exists", "exists_one", "map", "filter")
_BUILDING = ("map", "filter")
_WORDS = frozenset({"true", "false", "null", "in"})
_NAMES_SHOWN = 12
DEEPEST = 2
"""How far macros may stand in one another: each goes through a list once for every entry of the one around it."""

_STRING = regex(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_CHAIN = regex(r"(?<![\w.])([A-Za-z_]\w*)((?:\s*\.\s*[A-Za-z_]\w*|\s*\[\s*\d+\s*\])*)(\s*\()?")
_STEP = regex(r"[A-Za-z_]\w*|\[\s*\d+\s*\]")
_METHOD = regex(r"(?<=[)\]])\s*\.\s*([A-Za-z_]\w*)(\s*\()?")
_BOUND = regex(r"\s*([A-Za-z_]\w*)\s*,")
_COMPARED = regex(r"\s*[=!]=\s*[\"']([^\"']*)[\"']")
_PLACEHOLDER = regex(r"\{([^{}]*)\}")


class BadExpression(Exception):
    """An expression that cannot be used: `message` says why, `hint` what may have been meant."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@lru_cache(maxsize=1)
def _whole() -> Shape:
    return schema()


def _resolved(shape: Shape | None) -> Shape | None:
    """A shape without references and without null beside it; None where it may be anything."""
    while shape is not None:
        if "$ref" in shape:
            shape = _whole()["$defs"][shape["$ref"].rpartition("/")[2]]
        elif "anyOf" in shape:
            kinds = [kind for kind in shape["anyOf"] if kind.get("type") != "null"]
            shape = kinds[0] if len(kinds) == 1 else None
        else:
            return shape
    return None


def shapes_of(path: tuple[str, ...]) -> dict[str, Shape | None]:
    """What `plan`, `it` and `parent` are for the entries of the list that keys lead to.

    BadExpression where there is no such list.
    """
    shapes: dict[str, Shape | None] = {"plan": _whole()}
    at: Shape | None = _whole()
    for name in path:
        shapes["parent"] = at
        at = _item(_resolved(_property(at, name)))
        if at is None or at.get("type") != "object":
            raise BadExpression(_("each 里的“{name}”不是有许多项的列表").format(name=name))
    if path:
        shapes["it"] = at
    return shapes


def _item(shape: Shape | None) -> Shape | None:
    """The entries of a list; a single section stands for a list of one."""
    return _resolved(shape["items"]) if shape and shape.get("type") == "array" else shape


def _property(shape: Shape | None, name: str) -> Shape | None:
    """What stands under a key. BadExpression for one that is not there, with the nearest."""
    shape = _resolved(shape)
    if shape is None:
        return None
    if shape.get("type") == "array":
        hint = _("列表用 .all(x, …)、.exists(x, …)、size(…)，或 [0] 取一项")
        raise BadExpression(_("“.{name}”前面是列表").format(name=name), hint)
    if "properties" not in shape:
        if isinstance(shape.get("additionalProperties"), dict):
            return None
        raise BadExpression(_("“.{name}”前面没有下一级").format(name=name))
    known = shape["properties"]
    if name not in known:
        raise BadExpression(_("没有“{name}”这个名字").format(name=name), _nearest(name, known))
    found: Shape = known[name]
    return found


def _nearest(name: str, known: Any) -> str:
    close = get_close_matches(name, known, 1, 0.6)
    if close:
        return _("是不是想写“{name}”？").format(name=close[0])
    shown = list(known)[:_NAMES_SHOWN]
    return _("这里可写：{names}").format(names=_("、").join(shown) + ("…" if len(known) > len(shown) else ""))


def look_through(text: str, shapes: Mapping[str, Shape | None]) -> None:
    """Follow every name of an expression. BadExpression for one that is unknown, or macros too deep in one another."""
    bare = _STRING.sub(lambda found: '""'.ljust(len(found[0])), text)
    known = dict(shapes)
    macros: list[int] = []
    for found in _CHAIN.finditer(bare):
        steps, called = _STEP.findall(found[2]), found[3] is not None
        root = found[1]
        if not steps and called:
            _function(root)
            continue
        if root in _WORDS:
            continue
        if root not in known:
            raise BadExpression(_("没有“{name}”这个名字").format(name=root), _nearest(root, known))
        method = steps.pop() if steps and called else ""
        shape = _followed(known[root], steps)
        if method:
            _method(method, shape, bare, found.end(), known, macros)
        else:
            _one_of(shape, _COMPARED.match(text, found.end()))
    for found in _METHOD.finditer(bare):
        if found[2] is not None:
            _method(found[1], None, bare, found.end(), known, macros)


def _one_of(shape: Shape | None, compared: re.Match[str] | None) -> None:
    """A text that a field with fixed values is compared with: one of them. BadExpression for another."""
    if shape and "enum" in shape and compared and compared[1] not in shape["enum"]:
        message = _("没有“{word}”这个值，条件不会成立").format(word=compared[1])
        raise BadExpression(message, _nearest(compared[1], shape["enum"]))


def _followed(shape: Shape | None, steps: list[str]) -> Shape | None:
    for step in steps:
        shape = _resolved(shape)
        shape = _item(shape) if step.startswith("[") else _property(shape, step)
    return _resolved(shape)


def _function(name: str) -> None:
    if name not in FUNCTIONS:
        raise BadExpression(_("没有“{name}()”这个函数").format(name=name), _nearest(name, (*FUNCTIONS, *MACROS)))


def _method(
    name: str, shape: Shape | None, bare: str, at: int, known: dict[str, Shape | None], macros: list[int]
) -> None:
    """A method: a macro binds the name of its entries, and stands in those that are open."""
    if name not in MACROS:
        _function(name)
        return
    bound = _BOUND.match(bare, at)
    if bound:
        known[bound[1]] = _item(shape) if shape and shape.get("type") == "array" else None
    depth = 1 + sum(end > at for end in macros)
    if depth > DEEPEST or (depth > 1 and name in _BUILDING):
        hint = _("最多套一层，里面一层用 all、exists、exists_one")
        raise BadExpression(_("“{name}”套得太深").format(name=name), hint)
    macros.append(_closing(bare, at))


def _closing(bare: str, at: int) -> int:
    """Where the bracket that was opened before `at` is closed."""
    depth = 1
    for index in range(at, len(bare)):
        depth += {"(": 1, ")": -1}.get(bare[index], 0)
        if not depth:
            return index
    return len(bare)


def counted(text: str) -> str:
    """The expression with `size` by the name under which it counts characters: the library's counts bytes."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f'"{len(kept) - 1}"'

    renamed = re.sub(r"\bsize(?=\s*\()", "size_", _STRING.sub(keep, text))
    return re.sub(r'"(\d+)"', lambda found: kept[int(found[1])], renamed)


def placeholders(text: str) -> Iterator[str]:
    """What the braces of a message name."""
    return (found[1].strip() for found in _PLACEHOLDER.finditer(text))


def filled_in(text: str, values: Mapping[str, Any]) -> str:
    """A message with the values that its braces name; nothing for one that is not given."""

    def value(found: re.Match[str]) -> str:
        at: Any = values
        for step in found[1].strip().split("."):
            at = at.get(step) if isinstance(at, Mapping) else None
        return _("、").join(map(str, at)) if isinstance(at, list) else "" if at is None else str(at)

    return _PLACEHOLDER.sub(value, text)


def sample(shape: Shape | None) -> Any:
    """A value of a shape with everything in it, to try an expression on."""
    shape = _resolved(shape)
    if shape is None:
        return ""
    if "enum" in shape:
        return shape["enum"][0]
    match shape.get("type"):
        case "object":
            return {name: sample(inner) for name, inner in shape.get("properties", {}).items()}
        case "array":
            return [sample(shape["items"])]
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case _:
            return "2026-05-11T09:20" if "pattern" in shape else "2026-05-11"
