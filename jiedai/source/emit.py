"""Plain data as YAML text that reads back equal, here and in any other YAML tool."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Any

import yaml

from jiedai.patterns import regex
from jiedai.source.slips import ODD, SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

_STR_TAG = "tag:yaml.org,2002:str"
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
# Read as texts, but at the beginning of a value they would be taken for slips of punctuation.
_WIDE_STARTS = "“”‘’＂＇［【｛＃－–—−―﹣‒"
_NUMBER = regex(r"[-+]?[0-9][0-9_]*(?:\.[0-9]*|(?::[0-9]{1,2})+)?(?:[eE][-+]?[0-9]+)?|0[ox][0-9a-fA-F]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = regex('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\u00a0\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]')


class Inline(dict[str, Any]):
    """A dict that is written on one line, `{…}`, in a list written line by line, unless the others there are not."""


def as_data(value: Any) -> Any:
    """`value` as it is read back: texts, None, lists and dicts only."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {str(as_data(key)): as_data(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(child) for child in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _resolved(text: str) -> str:
    """What other tools take a plain scalar for: a tag of YAML 1.1, or `number` where 1.2 sees one too."""
    if _NUMBER.fullmatch(text):
        return "number"
    found = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return str(found)


_RESOLVER = yaml.resolver.Resolver()


def double_quoted(text: str) -> str:
    """`text` in double quotes, on one line."""

    def escaped(found: re.Match[str]) -> str:
        char = found.group()
        return _ESCAPES.get(char) or f"\\u{ord(char):04x}"

    return f'"{_ESCAPED.sub(escaped, text)}"'


@lru_cache(maxsize=4096)
def plain_is_safe(text: str, *, flow: bool, item: bool, like: str | None) -> bool:
    """Whether `text` may stand without quotes.

    `flow` says that it stands between brackets, `item` that it is an item of a list and not the value of a key. A text
    that other tools read as a number or a date may only replace one of the same kind, `like`.
    """
    if not text or text != text.strip() or ODD.search(text) or _ESCAPED.search(text.replace("\\", "").replace('"', "")):
        return False
    if text[0] in _WIDE_STARTS or (text[0] in _INDICATORS and not (text[0] == "-" and text[1:2] not in ("", " ", "-"))):
        return False
    if ": " in text or text.endswith(":") or " #" in text or " ＃" in text or text.startswith(("---", "...")):
        return False
    if flow and re.search(r"[,\[\]{}｛｝［］【】]|:[,\[\]{}]", text):
        return False
    if (flow or item) and (":" in text or "：" in text) and not re.match(r"[\x20-\x7e]*$", text):
        return False
    if flow and re.search(f"[{SEPARATORS}][^{SEPARATORS}]*[:：]", text):
        return False
    tag = _resolved(text)
    return tag == _STR_TAG or (like is not None and tag == _resolved(like) and tag != "tag:yaml.org,2002:null")


def scalars(value: Any, *, flow: bool, item: bool = False, old: str = "") -> Iterator[str]:
    """Ways to write a scalar, the best first; `old` is the YAML text that it replaces, whose quotes it keeps."""
    if value is None:
        yield "null"
        return
    text = as_data(value)
    if old[:1] == "'" and not _ESCAPED.search(text.replace('"', "").replace("\\", "")):
        yield "'" + text.replace("'", "''") + "'"
    elif old[:1] != '"':
        like = old if isinstance(value, str) else text
        if plain_is_safe(text, flow=flow, item=item, like=like or None):
            yield text
    yield double_quoted(text)


def flow_text(value: Any, *, inside: bool = True, item: bool = False) -> str:
    """`value` in flow style on one line; `inside` says that it stands between brackets already."""
    if isinstance(value, dict):
        entries = (f"{flow_text(str(key))}: {flow_text(child)}" for key, child in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow_text(child, item=True) for child in value) + "]"
    return next(scalars(value, flow=inside, item=item))


def block_text(value: Any, indent: int) -> str:
    """A list or dict in block style; every line but the first is indented by `indent` spaces.

    Lists of texts inside it stay in flow style, as plans are written.
    """
    from ruamel.yaml import YAML

    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 1_000_000
    writer.allow_unicode = True
    stream = StringIO()
    writer.dump(_for_ruamel(value, top=True), stream)
    lines = stream.getvalue().rstrip("\n").split("\n")
    if isinstance(value, list | tuple):
        # ruamel also indents the dashes of a list at the top.
        lines = [line[2:] for line in lines]
    return ("\n" + " " * indent).join(lines)


def _for_ruamel(value: Any, *, top: bool = False, flow: bool = False, item: bool = False) -> Any:
    """`value` in ruamel's types, which carry the style of each part."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, dict):
        mapping = CommentedMap()
        flow = flow or isinstance(value, Inline)
        for key, child in value.items():
            mapping[_for_ruamel(str(key), flow=flow)] = _for_ruamel(child, flow=flow)
        if flow or not mapping:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list | tuple):
        inline = flow or not (top or any(isinstance(child, dict | list | tuple) and child for child in value))
        sequence = CommentedSeq(_for_ruamel(child, flow=inline, item=True) for child in value)
        if inline or not value:
            sequence.fa.set_flow_style()
        return sequence
    if isinstance(value, str) and not plain_is_safe(value, flow=flow, item=item, like=None):
        return DoubleQuotedScalarString(value)
    return value if value is None or isinstance(value, str | bool | int | float) else as_data(value)
