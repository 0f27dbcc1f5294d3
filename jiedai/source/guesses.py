"""What a line may have meant that the parser stumbled over, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jiedai.patterns import regex
from jiedai.source.compose import SET_ASIDE
from jiedai.source.layers import Edit
from jiedai.source.slips import COLON, Fix, Slip

if TYPE_CHECKING:
    import yaml

_LOOK_BACK = 400
"""Lines above an error that tell which levels are open there."""

_LOST_KEY = regex(r"[ ]*(?:- +)*([^\s:：#\"'\[\]{},&*!|>%@`-][^:：\n]{0,20}?)：")
_STUCK_KEY = regex(r"[ ]*(?:- +)*([^\W\d][^\s:：#\"'\[\]{},]{0,20}):(?=[^\s/\\:\]}])")
_BARE_KEY = regex(r"([^\s:：,，、;；\"'\[\]{}-][^\s:：,，\"'\[\]{}]*)(?:[ \t]*$|[ \t]+(?=\S))")
_MARK = regex(r"(?:[*•●◆■▪·○①-⑳]|\(?\d{1,2}[.)、．]|（\d{1,2}）|[一二三四五六七八九十]{1,3}、)[ \t]*")
_SOUND = regex(r"(?:- +)*(?:[{\[\"']|[^\s:：,，{}\[\]\"']+[ ]*(?::(?: |$)|$))|-(?: |$)")
_ITEM = regex(r"-(?: +|$)")
_SPECIAL = regex(r"[@`%*&!][^\n]*")
_CONFLICT = regex(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


class Recovery(NamedTuple):
    """Edits of the text in memory that get over an error, and what to say of it where that is not the parser's matter.

    `sure` where the text can only have meant this: the edits may then be made in the file too.
    """

    edits: tuple[Edit, ...]
    sure: bool = False
    fix: Fix | None = None


class _Line(NamedTuple):
    """A line: where it starts and ends, and the offset of its first character that is no blank."""

    start: int
    content: int
    end: int

    @property
    def indent(self) -> int:
        return self.content - self.start


class Trouble:
    """An error in a text: the line it was noticed on, the ones around, and the levels that are open there."""

    def __init__(self, text: str, place: int, vocabulary: frozenset[str], error: yaml.YAMLError) -> None:
        self.text, self.place, self.vocabulary = text, place, vocabulary
        mark, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        self.began = place if began is None else min(began.index, len(text))
        self.at = min(mark.index, len(text)) if mark is not None else place
        self.problem = getattr(error, "problem", None) or ""
        if self.at >= len(text) or text[self.at] == "\n":
            self.at = max(len(text[: self.at].rstrip()) - 1, 0)
        self.line = self.line_of(min(self.place, self.at))
        self.above = self.before(self.line)

    def line_of(self, at: int) -> _Line:
        """The line that an offset stands on."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        content = self.text[start:end]
        return _Line(start, start + len(content) - len(content.lstrip()), end)

    def before(self, line: _Line) -> _Line | None:
        """The line with content before this one."""
        while line.start > 0:
            line = self.line_of(line.start - 1)
            if self.words(line) and not self.words(line).startswith("#"):
                return line
        return None

    def after(self, line: _Line) -> _Line | None:
        """The line with content behind this one."""
        while line.end < len(self.text):
            line = self.line_of(line.end + 1)
            if self.words(line) and not self.words(line).startswith("#"):
                return line
        return None

    def words(self, line: _Line) -> str:
        """What stands on a line."""
        return self.text[line.content : line.end].rstrip()

    def is_item(self, line: _Line) -> bool:
        """Whether a line begins an entry of a list."""
        return _ITEM.match(self.text, line.content, line.end) is not None

    def key(self, line: _Line) -> str:
        """The key that a line begins with, behind the dash of its entry; empty where there is none."""
        words = re.sub(r"^(?:- +)+", "", self.words(line))
        found = COLON.search(words)
        return words[: found.start()].strip() if found else ""

    def opens(self, line: _Line) -> bool:
        """Whether what a line says goes on below it."""
        return self.words(line).endswith((":", "-")) or re.search(r": *[|>][-+0-9]*$", self.words(line)) is not None

    def levels(self, line: _Line, *, items: bool) -> list[int]:
        """The columns above a line in which its entries (`items`) or keys may go on, the nearest to its own first."""
        found: list[int] = []
        lowest = 1_000_000
        above: _Line | None = line
        for _count in range(_LOOK_BACK):
            above = self.before(above) if above else None
            if above is None or lowest == 0:
                break
            item, own = self.is_item(above), above.indent
            inner = own + len(re.match(r"(?:- +)*", self.words(above))[0])  # type: ignore[index]
            if own < lowest:
                if not items and inner < lowest and (not item or self.key(above)) and inner not in found:
                    found.append(inner)
                if item == items and own not in found:
                    found.append(own)
                lowest = own
        return sorted(found, key=lambda column: (abs(column - line.indent), -column))


def guesses(trouble: Trouble) -> Iterator[Recovery]:
    """What the text may have meant, the likeliest first."""
    yield from _foreign(trouble)
    yield from _characters(trouble)
    yield from _dash_in_line(trouble)
    yield from _keys(trouble)
    yield from _braces(trouble)
    yield from _indents(trouble)
    yield from _continued(trouble)
    yield from _set_aside(trouble)


def _told(start: int, end: int, new: str, slip: Slip, *, was: str = "", key: str = "") -> Recovery:
    return Recovery((Edit(start, end, new),), slip.safe, Fix(start, end, new, slip, was, key))


def _near(trouble: Trouble) -> list[_Line]:
    """The line of the error, and the one above it, which is often the one that is wrong."""
    return [trouble.line, *([trouble.above] if trouble.above else [])]


# --- characters -------------------------------------------------------------------------------------------------------


def _foreign(trouble: Trouble) -> Iterator[Recovery]:
    """Marks of lists and comments as other programs have them, and what a merge left behind."""
    text = trouble.text
    for line in _near(trouble):
        words = trouble.words(line)
        if _CONFLICT.match(words):
            yield Recovery(tuple(_conflict(text)))
        if words.startswith("//"):
            yield Recovery((Edit(line.content, line.content + 2, "#"),), sure=True)
        mark = _MARK.match(text, line.content, line.end)
        if mark and mark.end() < line.end:
            yield Recovery((Edit(line.content, mark.end(), "- "),), sure=True)


def _conflict(text: str) -> Iterator[Edit]:
    """The marks of every merge, and the second of the two versions between them, as comments."""
    second, at = False, 0
    for line in text.split("\n"):
        mark = line[:7] if _CONFLICT.match(line) else ""
        second = mark == "=" * 7 or (second and not mark)
        if mark or second:
            yield Edit(at, at, "#")
        at += len(line) + 1


def _characters(trouble: Trouble) -> Iterator[Recovery]:
    """Single characters that YAML reads otherwise than they were meant."""
    text, at = trouble.text, trouble.at
    before = text[:at].rstrip()
    if text[at : at + 1] == "," and before.endswith(","):
        yield Recovery((Edit(at, at + 1, ""),), sure=True)
    slash = text.rfind("\\", trouble.line.start, at + 1)
    if slash >= 0 and "escape" in trouble.problem:
        yield Recovery((Edit(slash, slash, "\\"),), sure=True)
    for start in dict.fromkeys((trouble.began, at)):
        special = _SPECIAL.match(text, start)
        if special is not None and text[:start].rstrip(" ").endswith((":", "-", ",", "[", "\n")):
            words = special[0]
            inside = trouble.line.content < start and re.search(r"[{\[]", text[trouble.line.start : start])
            stop = re.search(r"\s*[,\]}]|\s+#|\s*$" if inside else r"\s+#|\s*$", words)
            words = words[: stop.start()] if stop else words
            if words and '"' not in words and "\\" not in words:
                yield Recovery((Edit(start, start + len(words), f'"{words}"'),), sure=True)


def _dash_in_line(trouble: Trouble) -> Iterator[Recovery]:
    """A dash on the line of its key: with nothing behind it it is one too many, else a list of one entry."""
    text, at, end = trouble.text, trouble.at, trouble.line.end
    if text[at : at + 1] == "-" and text[:at].rstrip(" ").endswith(":"):
        value = text[at + 1 : end].strip()
        if not value:
            yield Recovery((Edit(at, at + 1, ""),), sure=True)
        elif not set(value) & set("#\"'"):
            yield Recovery((Edit(at, end, f"[{value}]"),))


def _keys(trouble: Trouble) -> Iterator[Recovery]:
    """Colons: full-width or stuck behind a key that the vocabulary does not know, forgotten, or one too many."""
    text = trouble.text
    for line in _near(trouble):
        lost = _LOST_KEY.match(text, line.start, line.end)
        if lost:
            colon = lost.end() - 1
            new = ":" if text[colon + 1 : colon + 2] in ("", " ", "\n") else ": "
            yield _told(colon, colon + 1, new, Slip.COLON, was="：")
        stuck = _STUCK_KEY.match(text, line.start, line.end)
        if stuck and ": " not in text[stuck.end() : line.end]:
            yield _told(stuck.end() - 1, stuck.end(), ": ", Slip.NO_SPACE, key=stuck[1])
        begin = line.content + len(re.match(r"(?:- +)*", trouble.words(line))[0])  # type: ignore[index]
        bare = _BARE_KEY.match(text, begin, line.end)
        if bare and bare[1] in trouble.vocabulary:
            yield _told(bare.end(1), bare.end(1), ":", Slip.NO_COLON, key=bare[1])._replace(
                fix=Fix(bare.end(1), bare.end(1), ":", Slip.NO_COLON, "", bare[1], (begin, bare.end(1)))
            )
    at, line = trouble.at, trouble.line
    inner = re.search(r"([^\s:：,，{\[｛［\"'-]+)[\"']?$", text[line.start : at])
    if text[at : at + 1] == ":" and inner and inner[1] not in trouble.vocabulary:
        blank = re.compile(": *").match(text, at)
        yield Recovery((Edit(at, blank.end() if blank else at + 1, "："),), sure=True)


def _braces(trouble: Trouble) -> Iterator[Recovery]:
    """A line whose brace was closed but never opened."""
    line = trouble.line
    words = trouble.words(line)
    if words.endswith("}") and words.count("}") > words.count("{"):
        found = re.match(r"(?:- +)*(?:([^\s:：,{}]+): +(?=[^\s:：,{}]+:))?", words)
        start = line.content + (found.end() if found else 0)
        if trouble.key(line) in trouble.vocabulary:
            yield _told(start, start, "{", Slip.NO_OPENER)


# --- lines ------------------------------------------------------------------------------------------------------------


def _block(trouble: Trouble, line: _Line) -> list[_Line]:
    """A line with those below it that stand further in."""
    lines = [line]
    following = trouble.after(line)
    while following is not None and following.indent > line.indent:
        lines.append(following)
        following = trouble.after(following)
    return lines


def _moved(trouble: Trouble, lines: Sequence[_Line], column: int, *, sure: bool) -> Recovery:
    """Lines moved so that the first begins in a column."""
    first = lines[0]
    shift = column - first.indent
    edits = tuple(Edit(line.start, line.content, " " * max(line.indent + shift, 0)) for line in lines)
    words = (first.content, first.content + max(len(trouble.words(first)), 1))
    fix = Fix(first.start, first.content, " " * column, Slip.INDENT, str(first.indent), str(column), words)
    return Recovery(edits, sure, fix)


def _indents(trouble: Trouble) -> Iterator[Recovery]:
    """A line that stands in a column of its own, or the ones above it that do."""
    line, above = trouble.line, trouble.above
    if above is None or not _SOUND.match(trouble.text, line.content, line.end):
        return
    item = trouble.is_item(line)
    top = trouble.before(above)
    if line.indent > above.indent and top is not None and trouble.is_item(above) == item and not trouble.opens(above):
        # The line above left the column that the lines around it keep.
        inner = top.indent + (2 if trouble.is_item(top) and not item else 0)
        if line.indent in (top.indent, inner):
            yield _moved(trouble, [above], line.indent, sure=True)
    yield from _first_ones(trouble, line, above)
    own = line.indent - 2
    if not item and trouble.is_item(above) and own != above.indent and own in _dashes(trouble, above):
        # The dash stands off, the keys behind it where they should.
        yield _moved(trouble, [above], own, sure=abs(own - above.indent) == 1)
    yield from _to_a_level(trouble, line, item=item)


def _dashes(trouble: Trouble, line: _Line) -> set[int]:
    """The columns in which the dash of an entry would stand like those around it, where its own is none of them."""
    levels = trouble.levels(line, items=True)
    parent = trouble.before(line)
    while parent is not None and parent.indent >= line.indent:
        parent = trouble.before(parent)
    found = {*levels[:1], *({parent.indent + 2} if parent is not None else ())}
    return set() if line.indent in found else found


def _first_ones(trouble: Trouble, line: _Line, above: _Line) -> Iterator[Recovery]:
    """The first lines of a section or list, where those behind them keep another column and are more."""
    group: list[_Line] = []
    opener: _Line | None = above
    while opener is not None and opener.indent >= min(above.indent, line.indent + 1):
        if trouble.is_item(above) and not trouble.is_item(opener) and opener.indent == above.indent:
            break  # a list may stand in the column of its key
        group.insert(0, opener)
        opener = trouble.before(opener)
    below = -2 if opener is None else opener.indent
    inside = opener is None or trouble.opens(opener) or (trouble.is_item(opener) and below + 2 == line.indent)
    if not group or not inside or below >= line.indent or trouble.is_item(group[0]) != trouble.is_item(line):
        return
    firsts = sum(one.indent == group[0].indent for one in group)
    others = sum(one.indent == line.indent for one in _level_with(trouble, line))
    if firsts < others or (firsts == others and below + 2 == line.indent):
        yield _moved(trouble, group, line.indent, sure=True)


def _level_with(trouble: Trouble, line: _Line) -> Iterator[_Line]:
    """A line and those behind it, up to one that stands further out."""
    following: _Line | None = line
    while following is not None and following.indent >= line.indent:
        yield following
        following = trouble.after(following)


def _to_a_level(trouble: Trouble, line: _Line, *, item: bool) -> Iterator[Recovery]:
    """A line moved to a level that is open, with what stands below it."""
    levels = trouble.levels(line, items=item)
    if trouble.opens(line) and trouble.text[: line.start].endswith("\n\n"):
        levels.sort(key=lambda column: (abs(column - line.indent), column))  # a section begins behind a blank line
    for column in levels[:4]:
        if column == line.indent:
            continue
        sure = abs(column - line.indent) == 1 or column == levels[0]
        block = _block(trouble, line)
        below = block[1] if len(block) > 1 else None
        # What stands below belongs to the line unless it stands right without it.
        alone = below is not None and below.indent in (column, column + 2)
        if len(block) == 1 or alone:
            yield _moved(trouble, block[:1], column, sure=sure)
        else:
            yield _moved(trouble, block, column, sure=sure)
            yield _moved(trouble, block[:1], column, sure=sure)


def _continued(trouble: Trouble) -> Iterator[Recovery]:
    """A line that goes on with the text of the one above, without standing further in."""
    for line in _near(trouble):
        above = trouble.before(line)
        plain = trouble.text[line.content : line.content + 1] not in "{}[]&*!|>%@`\"'"
        if plain and above is not None and not trouble.key(line) and not trouble.is_item(line) and trouble.key(above):
            column = above.indent + (4 if trouble.is_item(above) else 2)
            yield Recovery((Edit(line.start, line.content, " " * column),))


def _set_aside(trouble: Trouble) -> Iterator[Recovery]:
    """A line taken out, with those below it that stand further in; an empty entry or key keeps its place."""
    for line in _near(trouble):
        lines = _block(trouble, line)
        beside = [one for one in (trouble.before(line), trouble.after(line)) if one and one.indent == line.indent]
        likely = trouble.is_item(line) or any(map(trouble.is_item, beside))
        for item in (likely, not likely):
            stand_in = f'- "{SET_ASIDE}"' if item else f'"{SET_ASIDE}":'
            for column in dict.fromkeys((line.indent, *trouble.levels(line, items=item)[:2])):
                first = Edit(line.start, line.end, " " * column + stand_in)
                for size in dict.fromkeys((1, len(lines))):
                    yield Recovery((first, *(Edit(one.start, one.end, "") for one in lines[1:size])))
