"""Text to plain data with a span for every key and value.

libyaml's events are walked with a stack of our own: nothing recurses, so depth and size are bounded by counting. The
tags of YAML 1.1 are not resolved: every scalar stays what was typed, and the model's types read it.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from jiedai.diagnostics import Diagnostic, KeyPath, Related, Span
from jiedai.language import _
from jiedai.patterns import regex
from jiedai.source.findings import finding
from jiedai.source.layers import Repaired, Spans

MAX_DEPTH = 60
MAX_NODES = 200_000
MAX_VALUE = 5_000
"""Characters of one text, some ten pages: rules look through each with many patterns."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

SET_ASIDE = "\ue000\ue001\ue000"
"""Stands in a text for a line that could not be read, as the key or the entry that it was."""

_TAG = regex(r"!\S*")
_SKETCH = 40  # characters of the user's text that a message repeats


class Limit(Exception):
    """The text is deeper or larger than any plan; `problem` says so at its place."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Composed:
    """What one document holds; `problems` are those of the data, not of the syntax.

    `lost` are the paths of the sections and lists in which lines had to be set aside, `second` where a second document
    begins.
    """

    def __init__(self, repaired: Repaired) -> None:
        self.data: object = None
        self.spans = Spans(repaired)
        self.key_spans = Spans(repaired)
        self.problems: list[Diagnostic] = []
        self.lost: set[KeyPath] = set()
        self.second: int | None = None
        self.empty = True


class _Frame:
    """An open collection; `start` and `end` are offsets.

    `muted` is one under a key that was given before: read, but without a place of its own. `last` is the newest text
    (its key, start and end) that a comma may have cut, `cut` the first word after that comma and the end of them all.
    """

    def __init__(self, data: Any, start: int, *, flow: bool, anchor: str | None, nodes_before: int) -> None:
        self.data = data
        self.path: KeyPath = ()
        self.start = self.end = start
        self.flow, self.anchor, self.nodes_before = flow, anchor, nodes_before
        self.height = 1
        self.key: str | None = None
        self.key_at = (0, 0)
        self.duplicate = self.muted = False
        self.last: tuple[str, int, int] | None = None
        self.cut: tuple[int, int, int] | None = None


class _Anchor(NamedTuple):
    """What an alias stands for: its value, how many nodes and how deep."""

    value: Any
    nodes: int
    height: int


class Composer:
    """Builds the data of one text; used once."""

    def __init__(self, repaired: Repaired, file: str, vocabulary: frozenset[str]) -> None:
        self._repaired, self._text = repaired, repaired.text
        self._file, self._vocabulary = file, vocabulary
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Anchor | None] = {}
        self._nodes = 0
        self._done = Composed(repaired)

    def compose(self) -> Composed:
        """Walk the events of the text.

        Raises:
            yaml.YAMLError: the text is no YAML.
            Limit: it is nested or grown beyond reason.
        """
        loader = LOADER(self._text)
        try:
            self._walk(loader)
        finally:
            loader.dispose()
        return self._done

    def _walk(self, loader: Any) -> None:
        documents = 0
        next_event, scalar = loader.get_event, yaml.ScalarEvent
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar:
                if documents > 1:
                    if not event.value and not event.style:
                        continue  # nothing between two lines, or behind the last
                    self._second_document(event)
                    return
                self._scalar(event)
            elif kind in _OPENERS:
                if documents > 1:
                    self._second_document(event)
                    return
                if self._wants_key():
                    self._odd_key(loader, event)
                else:
                    self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind in _CLOSERS:
                self._close(event)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
            elif kind is yaml.StreamEndEvent:
                return

    # --- events ------------------------------------------------------------------------------------------------------

    def _wants_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].key is None and type(self._stack[-1].data) is dict

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        text, style = event.value, event.style
        if event.tag is not None:
            self._tag(start, end)
        if style and style in "|>":
            end = start + len(self._text[start:end].rstrip())
        elif not text and not style and end > start:
            # Nothing but an anchor or a tag: what was typed is a text that begins with & or !.
            text = self._text[start:end] if event.tag is not None else ""
        if len(text) > MAX_VALUE:
            text = self._too_long(text, start, end)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse_size(start)
        stack = self._stack  # asked for each of a plan's 1,300 texts: what follows is `_wants_key`
        if stack and stack[-1].key is None and type(stack[-1].data) is dict:
            self._key(text, start, end)
            return
        value = None if not style and text in _NULLS else text
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(value, 1, 0)
        if value is None and start == end and self._cut_text(start):
            return
        self._value(value, start, end)

    def _open(self, event: Any, data: Any) -> None:
        start = event.start_mark.index
        self._count(1, start)
        if len(self._stack) >= MAX_DEPTH:
            self._refuse_depth(start)
        if event.tag is not None:
            self._tag(start, event.end_mark.index)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        frame = _Frame(data, start, flow=bool(event.flow_style), anchor=event.anchor, nodes_before=self._nodes)
        if self._stack:
            above = self._stack[-1]
            frame.path = (*above.path, len(above.data) if above.key is None else above.key)
            frame.muted = above.muted or (above.key is not None and above.duplicate)
        self._stack.append(frame)

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        if frame.cut:
            self._join(frame)
        end = event.end_mark.index if frame.flow else frame.end
        if frame.anchor is not None:
            self._anchors[frame.anchor] = _Anchor(frame.data, self._nodes - frame.nodes_before + 1, frame.height)
        if self._stack:
            self._stack[-1].height = max(self._stack[-1].height, frame.height + 1)
        self._value(frame.data, frame.start, end)

    def _alias(self, event: Any) -> None:
        start, end, name = event.start_mark.index, event.end_mark.index, event.anchor
        self._count(1, start)
        known = self._anchors.get(name)
        if known is None:
            if name in self._anchors:
                self._report(start, end, _("“*{name}”引用了包含它自己的内容").format(name=name), _("删去这个引用。"))
            else:
                message = _("“*{name}”引用的内容不存在").format(name=name)
                self._report(start, end, message, _("文字以 * 开头时，请用引号括起来。"))
            value: Any = self._text[start:end]
        else:
            self._count(known.nodes, start)
            if len(self._stack) + known.height > MAX_DEPTH:
                self._refuse_depth(start)
            value = _copied(known.value)
        if self._wants_key():
            self._key(value if isinstance(value, str) else self._text[start:end], start, end)
            return
        if self._stack and known is not None:
            self._stack[-1].height = max(self._stack[-1].height, known.height + 1)
        self._value(value, start, end)

    # --- building ----------------------------------------------------------------------------------------------------

    def _key(self, text: str, start: int, end: int) -> None:
        frame = self._stack[-1]
        frame.key, frame.key_at, frame.end = text, (start, end), end
        frame.duplicate = text in frame.data

    def _odd_key(self, loader: Any, opening: Any) -> None:
        """A collection where a key should be: passed over, its own text taken as the key."""
        start, depth = opening.start_mark.index, 1
        while depth:
            event = loader.get_event()
            depth += (type(event) in _OPENERS) - (type(event) in _CLOSERS)
            if depth + len(self._stack) > MAX_DEPTH:
                self._refuse_depth(event.start_mark.index)
        end = event.end_mark.index
        hint = _("键要写成普通文字；花括号、方括号开头的文字要用引号括起来。")
        self._report(start, end, _("这里不能用一个列表或一组内容当作键"), hint)
        self._count(1, start)
        self._key(self._text[start:end][:_SKETCH], start, end)

    def _value(self, value: Any, start: int, end: int) -> None:
        done = self._done
        if not self._stack:
            done.data, done.empty = value, False
            done.spans.offsets[()] = start, end
            return
        frame = self._stack[-1]
        if end > frame.end:
            frame.end = end
        if frame.cut:
            self._join(frame)
        if frame.key == SET_ASIDE or value == SET_ASIDE:
            self._done.lost.add(frame.path)
            frame.key = frame.last = None
            return
        if frame.key is None:
            if not frame.muted:
                done.spans.offsets[(*frame.path, len(frame.data))] = start, end
            frame.data.append(value)
            return
        path = (*frame.path, frame.key)
        if frame.duplicate:
            if not frame.muted:
                self._twice(frame.key, path, self._repaired.span(*frame.key_at), done.key_spans[path])
            frame.last = None
        else:
            frame.data[frame.key] = value
            if not frame.muted:
                done.spans.offsets[path] = start, end
                done.key_spans.offsets[path] = frame.key_at
            frame.last = (frame.key, start, end) if isinstance(value, str) else None
        frame.key = None

    def _cut_text(self, at: int) -> bool:
        """Whether the empty value at `at` belongs to no key, but to a text that a comma inside braces cut in two."""
        frame = self._stack[-1] if self._stack else None
        if frame is None or not frame.flow or frame.key is None or frame.last is None:
            return False
        key_start, key_end = frame.key_at
        if ":" in self._text[key_end:at] and frame.key in self._vocabulary:
            return False
        end = key_end + len(self._text[key_end:at].rstrip())
        first = frame.cut or (key_start, key_end, end)
        frame.cut = (first[0], first[1], end)
        frame.key = None
        frame.end = max(frame.end, at)
        return True

    def _join(self, frame: _Frame) -> None:
        """Put a cut text together again, and say so once however many commas it has."""
        assert frame.last
        assert frame.cut
        (key, start, end), (word_start, word_end, at) = frame.last, frame.cut
        frame.last = frame.cut = None
        frame.data[key] += re.sub(r"\s*\n\s*", " ", self._text[end:at])
        if frame.muted:
            return
        path = (*frame.path, key)
        message = _("花括号里的半角逗号把“{text}”截断了，“{word}”被当成了另一个键").format(
            text=_shortened(frame.data[key]), word=_shortened(self._text[word_start:word_end])
        )
        span, hint = self._repaired.span(word_start, word_end), _("把逗号改成全角“，”，或者给整段文字加上引号。")
        self._done.problems.append(finding("GS12", message, self._file, span, hint=hint, path=path))
        self._done.spans.offsets[path] = start, at

    # --- problems ----------------------------------------------------------------------------------------------------

    def _report(self, start: int, end: int, message: str, hint: str) -> None:
        span = self._repaired.span(start, end)
        self._done.problems.append(finding("GS01", message, self._file, span, hint=hint))

    def _tag(self, start: int, end: int) -> None:
        found = _TAG.search(self._text, start)
        at, to = (found.start(), found.end()) if found else (start, end)
        message = _("不能使用 YAML 标签“{tag}”").format(tag=self._text[at:to])
        self._report(at, to, message, _("删去标签；文字以 ! 开头时，请用引号括起来。"))

    def _too_long(self, text: str, start: int, end: int) -> str:
        message = _("这一项有 {count} 个字，最多 {limit} 个").format(count=len(text), limit=MAX_VALUE)
        self._report(start, end, message, _("只写要点，全文另存成文件。"))
        return text[:MAX_VALUE]

    def _twice(self, key: str, path: KeyPath, second: Span, first: Span) -> None:
        message = _("“{key}”写了两次，以第 {line} 行的为准").format(key=" ".join(key.split()), line=first.line)
        related = (Related(_("第一次写在这里"), self._file, first),)
        hint = _("删去其中一处。")
        self._done.problems.append(finding("GS05", message, self._file, second, hint=hint, path=path, related=related))

    def _second_document(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._done.second = start
        hint = _("每份方案存成一个文件；如果“---”只是分隔线，请删去。")
        self._report(start, max(end, start + 1), _("一个文件里有两份 YAML 文档，只读了第一份"), hint)

    def _count(self, more: int, at: int) -> None:
        self._nodes += more
        if self._nodes > MAX_NODES:
            self._refuse_size(at)

    def _refuse_size(self, at: int) -> None:
        message = _("内容太多：超过 {limit} 项").format(limit=MAX_NODES)
        span = self._repaired.span(at, at + 1)
        raise Limit(finding("GS01", message, self._file, span, hint=_("减少重复引用，或者把文件拆开。")))

    def _refuse_depth(self, at: int) -> None:
        message = _("嵌套太深：超过 {limit} 层").format(limit=MAX_DEPTH)
        span = self._repaired.span(at, at + 1)
        raise Limit(finding("GS01", message, self._file, span, hint=_("检查是否多写了括号。")))


_OPENERS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSERS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def _shortened(text: str) -> str:
    """`text` for a message: on one line, and not longer than a clerk would read."""
    line = " ".join(text.split())
    return line if len(line) <= _SKETCH else line[: _SKETCH - 1] + "…"


def _copied(value: Any) -> Any:
    """A copy of an aliased value, so that a change in one place is none in the other."""
    if isinstance(value, dict):
        return {key: _copied(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_copied(child) for child in value]
    return value
