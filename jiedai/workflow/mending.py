"""What `check --fix` may do to a file beyond its punctuation: weekdays, and items on the wrong line.

Only what cannot change the meaning is touched, and the result is read back: what does not read as intended is not done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from jiedai.diagnostics import Diagnostic, KeyPath, Replacement, Span
from jiedai.language import _
from jiedai.loading import Loaded, load_office, load_text, vocabulary
from jiedai.model.base import keys_of, path_of, walk
from jiedai.model.plan import Plan
from jiedai.model.schedule import ProgrammeDay
from jiedai.model.times import ENGLISH_WEEKDAY, Day, english_weekday, weekday_name
from jiedai.patterns import regex
from jiedai.source import Source, read_bytes, read_file
from jiedai.source.edit import EditError, set_value
from jiedai.source.reading import normalized
from jiedai.source.repairs import Repair, repair
from jiedai.visit.book import PACK_KEYS
from jiedai.visit.case import Case
from jiedai.visit.order import in_order
from jiedai.workspace import OFFICE_NAME, Workspace, is_pack, shown

_WEEKDAY = regex(rf"(?P<word>星期|礼拜|周)(?P<day>[一二三四五六日天])|(?P<english>{ENGLISH_WEEKDAY})")
_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its newline, as editors and the reader count lines."""
_DAYS = "一二三四五六日"
_DAMAGE = "\ufffd"


class Damaged(Exception):
    """A file that is not to be written again: characters were lost already; `message` is one plain line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after, and what was done, a sentence each, in the order of the file.

    `repairs` are the slips among that; what else was changed shows in the text alone.
    """

    source: Source
    text: str
    done: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the bytes of the file change; they do for another encoding alone."""
        return bool(self.done)

    @property
    def data(self) -> bytes:
        """The new bytes: UTF-8, newlines and byte order mark as they were."""
        return self.source.encoded(self.text)

    def fix_of(self, found: Diagnostic) -> tuple[Replacement, ...]:
        """The changes of the file that mend a finding, none where nothing does."""
        if found.file != self.source.name or not (self.repairs or found.code in _BY_LINES):
            return ()
        if found.code in _BY_LINES:
            return tuple(self._line_changed(found.span.line))
        alike = [one for one in self.repairs if one.code == found.code and self._stands(one)]
        exact = [one for one in alike if one.span[:2] == found.span[:2]]
        near = exact or [one for one in alike if one.span.line == found.span.line]
        return tuple(Replacement(one.changed, one.now) for one in near)

    def _stands(self, one: Repair) -> bool:
        """Whether what was repaired stood in the file, and was not only there after another repair."""
        at = one.changed
        return at.line == at.end_line and self.source.line(at.line)[at.column - 1 : at.end_column - 1] == one.was

    def _line_changed(self, number: int) -> Iterator[Replacement]:
        """What changed within a line of which the others stayed where they are."""
        before, after = self.source.lines, normalized(self.text).split("\n")
        if len(before) != len(after) or before[number - 1] == after[number - 1]:
            return
        old, new = before[number - 1], after[number - 1]
        start = _alike(old, new)
        end = _alike(old[start:][::-1], new[start:][::-1])
        yield Replacement(Span(number, start + 1, number, len(old) - end + 1), new[start : len(new) - end])


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


_BY_LINES = ("SJ01",)
"""What `check --fix` mends beyond the slips, where it shows within a line."""


def mended(path: Path) -> Mended:
    """The file at `path` with everything repaired that is safe; nothing is written.

    Raises Unreadable as `read_file` does, Damaged where the file holds characters that were lost.
    """
    if is_pack(path):
        return mended_source(read_file(path, shown(path), vocabulary=PACK_KEYS), None, PACK_KEYS)
    source = read_file(path, shown(path), vocabulary=vocabulary())
    return mended_source(source, None if path.name == OFFICE_NAME else path)


def mended_source(source: Source, path: Path | None, words: frozenset[str] | None = None) -> Mended:
    """A file that was read, with everything repaired that is safe; a plan is one that stands at a `path`.

    Damaged as for `mended`.
    """
    if _DAMAGE in source.raw or not source.raw.strip():
        raise Damaged(_("{file} 有已经损坏的字，或不是文本，没有改动").format(file=source.name))
    text, repairs = repair(source, vocabulary() if words is None else words)
    done = [_sentence(one) for one in repairs]
    if path is not None:
        for step in (_weekdays, _order):
            text, sentences = step(text, source, path)
            done += sentences
    return Mended(source, text, tuple(done), tuple(repairs))


def _sentence(one: Repair) -> str:
    if one.code == "GS06":
        return _("编码从 {was} 转为 {now}").format(was=one.was, now=one.now)
    where = _("第 {line} 行").format(line=one.span.line)
    if not one.was:
        return _("{where}：补上“{now}”").format(where=where, now=_visible(one.now))
    if not one.now:
        return _("{where}：删去“{was}”").format(where=where, was=_visible(one.was))
    return _("{where}：“{was}”改为“{now}”").format(where=where, was=_visible(one.was), now=_visible(one.now))


def _visible(text: str) -> str:
    """A text whose blanks and invisible characters can be seen in a message."""
    names = {"\t": "Tab", "\u3000": _("全角空格"), " ": "␠"}
    return "".join(names.get(char, char if char.isprintable() else f"U+{ord(char):04X}") for char in text)


def _loaded(text: str, source: Source, path: Path) -> Loaded:
    """The plan in a text that is to stand at `path`, with the office file of that place."""
    office = Workspace.around(path).office_path(path.absolute().parent)
    loaded = load_text(source.encoded(text), source.name)
    return replace(loaded, office_file=load_office(office) if office else None)


def _weekdays(text: str, source: Source, path: Path) -> tuple[str, list[str]]:
    """Weekdays that do not fit their date, corrected: the date is taken to be right."""
    plan = _loaded(text, source, path).plan
    done = []
    for where, day in list(_stated_wrong(plan)) if plan else []:
        read = read_bytes(source.encoded(text), source.name, vocabulary=vocabulary())
        value = read.value(where)
        if not isinstance(value, str) or len(_WEEKDAY.findall(value)) != 1:
            continue
        wrong = next(_WEEKDAY.finditer(value))
        right = (
            english_weekday(day.weekday(), wrong["english"])
            if wrong["english"]
            else wrong["word"] + _DAYS[day.weekday()]
        )
        try:
            text = set_value(text, where, value[: wrong.start()] + right + value[wrong.end() :])
        except EditError:
            continue
        line = read.span(where).line
        done.append(
            _("第 {line} 行：{date} 是{day}").format(line=line, date=day.isoformat(), day=weekday_name(day.weekday()))
        )
    return text, done


def _stated_wrong(plan: Plan) -> Iterator[tuple[KeyPath, Day]]:
    """Dates written with a weekday that is not theirs, with their paths in both spellings."""
    for node in walk(plan):
        for name, english, zh in keys_of(type(node)):
            value = getattr(node, name)
            if isinstance(value, Day) and value.stated is not None and value.stated != value.weekday():
                yield from (((*path_of(node), key), value) for key in (zh, english))


def _order(text: str, source: Source, path: Path) -> tuple[str, list[str]]:
    """Items of a day by the clock, where only their lines are wrong and each stands on lines of its own."""
    done = []
    loaded = _loaded(text, source, path)
    for day in loaded.plan.schedule if loaded.plan else []:
        order = in_order(Case.of(loaded), day)
        if order is None:
            continue
        read = read_bytes(source.encoded(text), source.name, vocabulary=vocabulary())
        items = _items_path(day, read)
        moved = _moved(text, read, items, order) if items else None
        if moved is not None:
            text = moved
            done.append(_("{date} 的日程按时间先后重新排列").format(date=day.date.isoformat()))
    return text, done


def _items_path(day: ProgrammeDay, source: Source) -> KeyPath | None:
    for name in ("安排", "items"):
        if (*path_of(day), name) in source.spans:
            return (*path_of(day), name)
    return None


def _moved(text: str, source: Source, path: KeyPath, order: Sequence[int]) -> str | None:
    """The text with the items of a list in another order; None where they cannot be moved line by line."""
    lines = _LINE.findall(text)
    starts = [source.span((*path, index)).line - 1 for index in range(len(order))]
    end = _last_line(lines, source.span((*path, len(order) - 1)).end_line, starts[-1])
    bounds = [*starts, end]
    if any(first >= second for first, second in pairwise(bounds)):
        return None
    blocks = [lines[first:second] for first, second in pairwise(bounds)]
    if any(not block[0].lstrip().startswith("- ") or _has_remarks(block) for block in blocks):
        return None
    if not all(block[-1].endswith(("\n", "\r")) for block in blocks):
        return None
    new = "".join([*lines[: starts[0]], *(line for index in order for line in blocks[index]), *lines[end:]])
    wanted = source.value(path)
    read = read_bytes(source.encoded(new), source.name, vocabulary=vocabulary())
    same = read.value(path) == [wanted[index] for index in order]
    return new if same and _without(read.data, path) == _without(source.data, path) else None


def _last_line(lines: Sequence[str], end: int, start: int) -> int:
    """Where the last item ends (exclusive): blank lines and remarks behind it are not its own."""
    while end > start + 1 and (end > len(lines) or _is_remark(lines[end - 1]) or not _deeper(lines, end - 1, start)):
        end -= 1
    return end


def _deeper(lines: Sequence[str], number: int, start: int) -> bool:
    """Whether a line stands further in than the dash of the item that begins at `start`."""
    return len(lines[number]) - len(lines[number].lstrip()) > len(lines[start]) - len(lines[start].lstrip())


def _has_remarks(block: Sequence[str]) -> bool:
    return any(map(_is_remark, block))


def _is_remark(line: str) -> bool:
    """A blank line or one that is only a comment: nobody can say to which item it belongs."""
    return not line.strip() or line.lstrip().startswith("#")


def _without(data: object, path: KeyPath) -> object:
    """The data with the value at `path` blanked."""
    if not path:
        return None
    if isinstance(data, dict):
        return {key: _without(value, path[1:]) if key == path[0] else value for key, value in data.items()}
    if isinstance(data, list):
        return [_without(value, path[1:]) if index == path[0] else value for index, value in enumerate(data)]
    return data
