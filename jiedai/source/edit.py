"""Surgical edits: one value of a file changes, every byte around it stays.

Each edit is tried and read back before it is returned: a result that does not read as intended never leaves here.
"""

from __future__ import annotations

import copy
import re
from contextlib import suppress
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from jiedai.language import _
from jiedai.patterns import regex
from jiedai.source.compose import Composed, Composer, Limit
from jiedai.source.emit import Inline, as_data, block_text, flow_text, scalars
from jiedai.source.layers import Repaired, line_starts
from jiedai.source.reading import normalized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiedai.diagnostics import KeyPath

_BETWEEN = regex(r"(?:\s++|#[^\n]*+)*+")

_Change = tuple[int, int, str]  # start, end, new


class EditError(Exception):
    """An edit that cannot be made without touching anything else; `message` is one plain line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def set_value(text: str, path: KeyPath, new: Any) -> str:
    """`text` with the value at `path` replaced by `new` (a text, number, None, list or dict), or a key added for it.

    Raises:
        EditError: there is no such place, or the result would not read back as intended.
    """
    file = _File(text)
    if path not in file.spans:
        parent, step = path[:-1], path[-1] if path else ""
        if not path or isinstance(step, int) or (parent and parent not in file.spans):
            raise EditError(_("文件里没有“{path}”").format(path=_shown(path)))
        return insert_key(text, parent, step, new)
    return file.changed(file.replacements(path, new), _with(file.data, path, as_data(new)))


def set_values(text: str, changes: Sequence[tuple[KeyPath, Any]]) -> str:
    """`text` with many values put or added as `set_value` does one by one, read back once.

    Raises EditError as `set_value` does.
    """
    file = _File(text)
    one_newline = len(set(re.findall(r"\r\n|\n|\r", text))) < 2  # of several, each stays where it is
    with suppress(EditError, KeyError, IndexError, StopIteration, TypeError):
        edits = [(at, *next(file.settings(path, new))) for at, (path, new) in enumerate(changes) if one_newline]
        edited, wanted = file.text, copy.deepcopy(file.data)
        for _at, start, end, new in sorted(edits, key=lambda edit: (edit[1], edit[0]), reverse=True):
            edited = edited[:start] + new + edited[end:]
        for path, new in changes:
            parent: Any = wanted
            for step in path[:-1]:
                parent = parent[step]
            parent[path[-1]] = as_data(new)
        return file.changed([(0, len(file.text), edited)], wanted)
    for path, new in changes:  # where the first way to write a value is not the one that reads back
        text = set_value(text, path, new)
    return text


def insert_items(text: str, path: KeyPath, items: Sequence[Any]) -> str:
    """`text` with `items`, each on one line, at the end of the list at `path`, read back once.

    Raises EditError as `set_value` does.
    """
    file = _File(text)
    known = file.value(path) if path in file.spans else None
    if not known:
        return set_value(text, path, list(items))
    return file.changed([file.appended_items(path, items)], _with(file.data, path, [*known, *map(as_data, items)]))


def insert_item(text: str, path: KeyPath, item: Any, index: int = -1) -> str:
    """`text` with `item` added to the list at `path`: before item `index`, or at the end for -1.

    An empty or missing list is made. Raises EditError as `set_value` does.
    """
    file = _File(text)
    items = file.value(path) if path in file.spans else None
    if items is None or items == []:
        return set_value(text, path, [item])
    if not isinstance(items, list):
        raise EditError(_("“{path}”不是列表").format(path=_shown(path)))
    place = len(items) if index < 0 or index > len(items) else index
    wanted = [*items[:place], as_data(item), *items[place:]]
    return file.changed(file.item_insertions(path, item, place), _with(file.data, path, wanted))


def insert_key(text: str, path: KeyPath, key: str, value: Any) -> str:
    """`text` with `key` and `value` added at the end of the dict at `path`; an empty place becomes a dict.

    Raises EditError as `set_value` does, and when the key is there already.
    """
    file = _File(text)
    entries = file.value(path) if path in file.spans else None
    if entries is None and not path:
        return file.changed([file.appended(flow_text(key, inside=False), value)], {key: as_data(value)})
    if entries is None or entries == {}:
        return set_value(text, path, {key: value})
    if not isinstance(entries, dict):
        raise EditError(_("“{path}”里不能添加键").format(path=_shown(path)))
    if key in entries:
        raise EditError(_("“{path}”已经有了").format(path=_shown((*path, key))))
    wanted = {**entries, key: as_data(value)}
    return file.changed(file.key_insertions(path, key, value), _with(file.data, path, wanted))


def remove(text: str, path: KeyPath) -> str:
    """`text` without the entry or item at `path`; a dict or list that becomes empty stays as `{}` or `[]`.

    Raises EditError as `set_value` does.
    """
    file = _File(text)
    if not path or path not in file.spans:
        raise EditError(_("文件里没有“{path}”").format(path=_shown(path)))
    parent = file.value(path[:-1])
    if len(parent) == 1:
        return set_value(text, path[:-1], type(parent)())
    wanted = copy.deepcopy(parent)
    del wanted[path[-1]]
    return file.changed([file.removal(path)], _with(file.data, path[:-1], wanted))


def _shown(path: KeyPath) -> str:
    return " › ".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _with(data: Any, path: KeyPath, value: Any) -> Any:
    """`data` with `value` at `path`."""
    if not path:
        return value
    changed = copy.copy(data)  # what stands beside the way to it is the same in both, and stays as it is
    changed[path[0]] = _with(data[path[0]], path[1:], value) if path[1:] else value
    return changed


def _texts(value: Any) -> bool:
    """Whether a value is a list of texts, and of nothing else."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


@lru_cache(maxsize=2)
def _composed(text: str) -> Composed:
    """What a text reads as. The text after one edit is the one before the next: it is read once for both."""
    return Composer(Repaired(text), "", frozenset()).compose()


class _File:
    """A text with the offsets of its values; all offsets are those of the text with `"\\n"` newlines."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self.text = normalized(raw)
        try:
            composed = _composed(self.text)
        except (yaml.YAMLError, Limit):
            raise EditError(_("文件有语法错误，先用 jiedai check 找出并改正")) from None
        self.data: Any = composed.data
        self.spans = composed.spans
        self._key_spans = composed.key_spans
        self._lines = line_starts(self.text)

    # --- reading -----------------------------------------------------------------------------------------------------

    def value(self, path: KeyPath) -> Any:
        """The data at `path`."""
        value = self.data
        for step in path:
            value = value[step]
        return value

    def _range(self, path: KeyPath) -> tuple[int, int]:
        span = self.spans[path]
        return (
            self._lines[span.line - 1] + span.column - 1,
            self._lines[span.end_line - 1] + span.end_column - 1,
        )

    def _key_range(self, path: KeyPath) -> tuple[int, int]:
        span = self._key_spans[path]
        return (
            self._lines[span.line - 1] + span.column - 1,
            self._lines[span.end_line - 1] + span.end_column - 1,
        )

    def _is_flow(self, path: KeyPath) -> bool:
        """Whether the value at `path` is a list or dict in brackets."""
        return isinstance(self.value(path), dict | list) and self.text[self._range(path)[0]] in "[{"

    def _inside_flow(self, path: KeyPath) -> bool:
        """Whether the value at `path` stands between brackets."""
        return any(self._is_flow(path[:depth]) for depth in range(len(path)))

    def _column(self, at: int) -> int:
        return at - (self.text.rfind("\n", 0, at) + 1)

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def _dash(self, path: KeyPath) -> int:
        """The offset of the dash before the item at `path` of a block list."""
        # Between two items stand only blanks and comments.
        begin = self._range(path[:-1])[0] if path[-1] == 0 else self._range((*path[:-1], int(path[-1]) - 1))[1]
        found = _BETWEEN.match(self.text, begin)
        return found.end() if found else begin

    # --- writing -----------------------------------------------------------------------------------------------------

    def changed(self, changes: Iterable[_Change], wanted: Any) -> str:
        """The raw text after the first of `changes` with which it reads as `wanted`."""
        for start, end, new in changes:
            text = self.text[:start] + new + self.text[end:]
            try:
                data = _composed(text).data
            except (yaml.YAMLError, Limit):
                continue
            if data == wanted:
                newline = re.search(r"\r\n|\n|\r", self._raw)
                new = new.replace("\n", newline.group() if newline else "\n")
                return self._raw[: self._raw_offset(start)] + new + self._raw[self._raw_offset(end) :]
        raise EditError(_("这处内容的写法太特殊，无法自动修改，请手工修改"))

    def _raw_offset(self, offset: int) -> int:
        """The offset in the raw text; a CR LF counts as one character in ours."""
        if len(self._raw) == len(self.text):
            return offset
        position = 0
        for _line in range(self.text.count("\n", 0, offset)):
            found = re.compile(r"\r\n|\n|\r").search(self._raw, position)
            position = found.end() if found else len(self._raw)
        return position + self._column(offset)

    def replacements(self, path: KeyPath, new: Any) -> Iterator[_Change]:
        """Ways to replace the value at `path`."""
        start, end = self._range(path)
        old = self.text[start:end]
        flow = self._inside_flow(path)
        if isinstance(new, dict | list | tuple):
            if isinstance(new, list) and any(isinstance(one, Inline) for one in new) and not self.value(path):
                yield from self._below(path, new)
            if isinstance(new, list) and _texts(new) and _texts(self.value(path)) and not (flow or self._is_flow(path)):
                yield self._list_text(path, as_data(new))
            if new and isinstance(self.value(path), dict | list) and not self._is_flow(path) and not flow:
                yield start, end, block_text(new, self._column(start))
            if self._is_flow(path):
                yield start, end, flow_text(new)  # where it stood, be that the line below its key
            yield self._inline(path, flow_text(new))
            return
        if isinstance(new, str) and "\n" in new and not flow and old[:1] in "|>" and path:
            yield self._inline(path, self._literal(path, new))
        item = bool(path) and isinstance(path[-1], int)
        for scalar in scalars(new, flow=flow, item=item, old=old):
            yield self._inline(path, scalar)

    def _below(self, path: KeyPath, new: list[Any]) -> Iterator[_Change]:
        """Put `new` on the lines below its key, which has nothing yet; a comment behind the key stays there."""
        if path not in self._key_spans or self._inside_flow(path):
            return
        key_start, key_end = self._key_range(path)
        line_end = self._line_end(key_end)
        before, end = self.text.find(":", key_end) + 1, self._range(path)[1]
        if not key_end < before <= end <= line_end:
            return
        comment, indent = self.text[end:line_end].rstrip(), self._column(key_start) + 2
        yield before, line_end, f"{comment}\n{' ' * indent}{block_text(new, indent)}"

    def _list_text(self, path: KeyPath, new: list[str]) -> _Change:
        """Put `new` for a block list of texts: an item that stays keeps its line, and comments between items stay."""
        old: list[str] = self.value(path)
        ends = [self._range((*path, index))[1] for index in range(len(old))]
        dashes = [self._dash((*path, index)) for index in range(len(old))]
        line_end = self._line_end(ends[-1])
        column = self._column(dashes[0])
        written, loose = [], ""
        for tag, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
            for index in range(first, last):
                value_start = self._range((*path, index))[0]
                behind = self.text[ends[index] : self._line_end(ends[index])]
                below = self.text[self._line_end(ends[index]) : dashes[index + 1]] if index + 1 < len(old) else ""
                comments = below[: max(below.rfind("\n"), 0)]
                if tag == "equal":
                    written.append(self.text[dashes[index] : ends[index]] + behind + comments)
                elif tag == "replace" and start < end:
                    quoted = self.text[value_start : ends[index]]
                    one = next(scalars(new[start], flow=False, item=True, old=quoted if quoted[:1] in "\"'" else ""))
                    written.append(self.text[dashes[index] : value_start] + one + behind + comments)
                    start += 1
                elif written:
                    written[-1] += comments
                else:
                    loose += comments
            written += [f"- {flow_text(one, inside=False, item=True)}" for one in new[start:end] if tag != "equal"]
        text = f"\n{' ' * column}".join(written)
        return dashes[0], line_end, (f"{loose.lstrip()}\n{' ' * column}" if loose else "") + text

    def _literal(self, path: KeyPath, new: str) -> str:
        """`new` as a `|` text, indented below its key or dash."""
        above = self._key_range(path)[0] if path in self._key_spans else self._dash(path)
        indent = "\n" + " " * (self._column(above) + 2)
        return ("|" if new.endswith("\n") else "|-") + "".join(
            indent + line if line else "\n" for line in new.removesuffix("\n").split("\n")
        )

    def _inline(self, path: KeyPath, new: str) -> _Change:
        """Put `new` on the line of its key or dash, whatever stood there."""
        start, end = self._range(path)
        if path in self._key_spans:
            key_end = self._key_range(path)[1]
            if ":" not in self.text[key_end:start]:
                return start, end, ": " + new
            before = self.text.index(":", key_end) + 1
        elif path and not self._inside_flow(path):
            before = self._dash(path) + 1
        else:
            return start, end, new
        gap = self.text[before:start]
        if "\n" in gap:
            # The value stood below; a comment behind the key stays behind it.
            comment = gap.partition("\n")[0].rstrip()
            return before, end, f" {new}{comment}"
        return start, end, new if gap else " " + new

    def appended(self, key: str, value: Any) -> _Change:
        """A first key at the end of a file that has none."""
        at = len(self.text)
        newline = "" if not self.text or self.text.endswith("\n") else "\n"
        return at, at, f"{newline}{key}: {flow_text(value, inside=False)}\n"

    def settings(self, path: KeyPath, new: Any) -> Iterator[_Change]:
        """Ways to put `new` at `path`, whether or not there is a value."""
        if path in self.spans:
            return self.replacements(path, new)
        return self.key_insertions(path[:-1], str(path[-1]), new)

    def appended_items(self, path: KeyPath, items: Sequence[Any]) -> _Change:
        """Put `items` behind the last of the list at `path`."""
        new = [flow_text(item, inside=self._is_flow(path), item=True) for item in items]
        count = len(self.value(path))
        if self._is_flow(path):
            return self._flow_insertion([self._range((*path, index)) for index in range(count)], ", ".join(new), count)
        at, column = self._line_end(self._range((*path, count - 1))[1]), self._column(self._dash((*path, 0)))
        return at, at, "".join(f"\n{' ' * column}- {one}" for one in new)

    def item_insertions(self, path: KeyPath, item: Any, place: int) -> Iterator[_Change]:
        """Ways to put `item` before item `place` of the list at `path`."""
        count = len(self.value(path))
        if self._is_flow(path):
            new = flow_text(item, item=True)
            yield self._flow_insertion([self._range((*path, index)) for index in range(count)], new, place)
            return
        like = (*path, min(place, count - 1))
        column = self._column(self._dash((*path, 0)))
        nested = isinstance(item, dict | list | tuple) and item
        in_block = isinstance(self.value(like), dict) and not self._is_flow(like)
        inline = not nested or not (in_block if isinstance(item, Inline) else not self._is_flow(like))
        texts = [flow_text(item, inside=False, item=True)]
        if not inline:
            texts.insert(0, block_text(dict(item) if isinstance(item, Inline) else item, column + 2))
        elif not isinstance(item, dict | list | tuple):
            old = self.text[slice(*self._range(like))]
            texts = list(scalars(item, flow=False, item=True, old=old if old[:1] in "\"'" else ""))
        for new in texts:
            if place < count:
                at = self._dash((*path, place))
                yield at, at, f"- {new}\n{' ' * column}"
            else:
                at = self._line_end(self._range(like)[1])
                yield at, at, f"\n{' ' * column}- {new}"

    def _flow_insertion(self, ranges: list[tuple[int, int]], new: str, place: int) -> _Change:
        """Put `new` between entries in brackets, set apart as they are."""
        separator = ", "
        if len(ranges) > 1:
            between = self.text[ranges[-2][1] : ranges[-1][0]]
            separator = between if re.fullmatch(r",\s*", between) else separator
        if place < len(ranges):
            at = ranges[place][0]
            return at, at, new + separator
        at = ranges[-1][1]
        return at, at, separator + new

    def key_insertions(self, path: KeyPath, key: str, value: Any) -> Iterator[_Change]:
        """Ways to put `key` at the end of the dict at `path`."""
        children = [(*path, child) for child in self.value(path)]
        last = max(children, key=self._key_range)
        if self._is_flow(path):
            entries = sorted((self._key_range(child)[0], self._range(child)[1]) for child in children)
            yield self._flow_insertion(entries, f"{flow_text(key)}: {flow_text(value)}", len(entries))
            return
        column = self._column(min(self._key_range(child)[0] for child in children))
        at = self._line_end(max(self._range(last)[1], self._key_range(last)[1]))
        start = f"\n{' ' * column}{flow_text(key, inside=False)}:"
        nested = isinstance(value, dict) or (
            isinstance(value, list | tuple) and any(isinstance(v, dict) for v in value)
        )
        if nested and value:
            yield at, at, f"{start}\n{' ' * (column + 2)}{block_text(value, column + 2)}"
        if isinstance(value, dict | list | tuple):
            yield at, at, f"{start} {flow_text(value)}"
            return
        for scalar in scalars(value, flow=False):
            yield at, at, f"{start} {scalar}"

    def removal(self, path: KeyPath) -> _Change:
        """Take out the entry at `path`, which is not the only one."""
        parent = path[:-1]
        steps = range(len(self.value(parent))) if isinstance(self.value(parent), list) else self.value(parent)
        siblings = sorted((self._entry_range((*parent, step)), step) for step in steps)
        index = next(index for index, (_range, step) in enumerate(siblings) if step == path[-1])
        (start, end), _step = siblings[index]
        following = siblings[index + 1][0][0] if index + 1 < len(siblings) else None
        if self._is_flow(parent):
            return (start, following, "") if following is not None else (siblings[index - 1][0][1], end, "")
        line_start = start - self._column(start)
        if self.text[line_start:start].strip():
            # It begins behind a dash: what follows moves up to it.
            return start, following if following is not None else self._line_end(end), ""
        line_end = self._line_end(end)
        if line_end == len(self.text) and line_start:
            return line_start - 1, line_end, "" if not self.text.endswith("\n") else "\n"
        return line_start, min(line_end + 1, len(self.text)), ""

    def _entry_range(self, path: KeyPath) -> tuple[int, int]:
        """From the key or dash of an entry to its end."""
        start, end = self._range(path)
        if path in self._key_spans:
            return self._key_range(path)[0], max(end, self._key_range(path)[1])
        return (start, end) if self._is_flow(path[:-1]) else (self._dash(path), end)
