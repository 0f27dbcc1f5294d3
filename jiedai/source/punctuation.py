"""Full-width punctuation, tabs and other slips of the keyboard where YAML needs ASCII.

The scan follows YAML's block structure closely enough to know what is a key, a value, a comment or a text; in doubt it
says nothing, since Chinese sentences are full of the same characters.
"""

from __future__ import annotations

import re

from jiedai.patterns import regex
from jiedai.source.flow import CALM_COLLECTION, Flow
from jiedai.source.quotes import WIDE_QUOTES, Quotes
from jiedai.source.slips import (
    BLANKS,
    COLON,
    INVISIBLE,
    INVISIBLES,
    ODD,
    SPACES,
    Fix,
    Notebook,
    Slip,
    blank_slip,
)

__all__ = ["Fix", "find_fixes"]

_WIDE_DASHES = "－–—−―﹣‒"
_COMMENT = regex(r"(?<=[ \t])[#]|(?<=[ \t])＃(?=[ \t])")
_BLOCK_HEADER = regex(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$", re.MULTILINE)
_PROPERTY = regex(r"[&!*]\S*[ \t]*")
_KEY_AHEAD = regex(r"([^\s:：,，\[\]{}\"']+)\s*[:：]")
_ITEM = regex(r"- *")
_TAB_WIDTHS = (2, 4, 8, 3, 1, 6)
_PEEK_LINES = 50
_CLOSERS = regex(r"[ \t]*[\]}]+(?=[ \t]*(?:#|$))", re.MULTILINE)
_TIME_AND_QUOTE = regex(r'\d{1,2}[:：]\d\d[^"]*"')
_NAMES_AND_BRACKET = regex(r"[\w·]{2,}(?:[,，、] *[\w·]{2,})+ *\]")


def _calm_line() -> re.Pattern[str]:
    """A line in which nothing can be a slip, as most are: dashes and a key with a plain text, a collection or nothing
    behind it, or dashes and a collection. Groups: blanks, dashes, key, plain text.
    """
    out = rf"\s:：#＃\"'“”‘’＂＇{{}}\[\]｛｝［］【】{SPACES}{INVISIBLE}"
    key = rf"[^{out}{_WIDE_DASHES}\-&!*|>?%@`.][^{out}]*+"
    text = rf"[^{out}&!*|>@`%][^#＃\"\]\n\t{SPACES}{INVISIBLE}]*+"
    keyed = rf"({key}):(?: ++(?:({text})|{CALM_COLLECTION}))?+"
    return regex(rf"( *+)((?:- )*+)(?:{keyed}|(?<=- ){CALM_COLLECTION})(?=\n|\Z)")


_CALM = _calm_line()


def find_fixes(text: str, vocabulary: frozenset[str]) -> list[Fix]:
    """The slips in `text` (newlines are `"\\n"`), in order; `vocabulary` holds the field names in both spellings."""
    scan = _Block(Notebook(text, vocabulary))
    scan.run()
    return sorted(scan.book.fixes, key=lambda fix: (fix.start, fix.end))


def _brace_opens(book: Notebook, at: int, end: int) -> bool:
    """Whether a brace with a field behind it stands at `at`."""
    found = _KEY_AHEAD.match(book.text, at + 1, end)
    return found is not None and book.known(found.group(1))


class _Block:
    """Scans line by line what stands outside brackets.

    `levels` are the columns (from 0) of the keys and dashes that are open. `opens` says that the line before waits
    for a value on the next. `text_parent` is the column that the lines of a plain text must be right of.
    """

    def __init__(self, book: Notebook) -> None:
        self.book = book
        self._quotes = Quotes(book)
        self._flow = Flow(book, self._quotes)
        self._levels: list[int] = []
        self._opens = True
        self._text_parent: int | None = None
        self._tabbed: dict[str, int] = {}
        self._at = 0

    def run(self) -> None:
        """Scan the whole text, or as far as the budget goes."""
        while self._at < len(self.book.text) and self.book.budget > 0:
            start = self._at
            self._line(start)
            self.book.budget -= self._at - start

    def _calm(self, start: int) -> bool:
        """Pass over a line in which nothing can be a slip, unless it goes on with a text: half the time of a scan."""
        found = _CALM.match(self.book.text, start)
        if found is None:
            return False
        blanks, dashes, key, text = found.groups()
        column = len(blanks)
        if self._text_parent is not None and column > self._text_parent:
            return False
        self._at = found.end() + 1
        while self._levels and self._levels[-1] > column:
            self._levels.pop()
        for _dash in range(len(dashes) // 2):
            self._push(column)
            column += 2
        if key:
            self._push(column)
        self._opens = key is not None and found.end() == found.end(3) + 1
        self._text_parent = column if text else None
        return True

    def _line(self, start: int) -> None:
        if self._calm(start):
            return
        book = self.book
        end = book.end_of_line(start)
        self._at = end + 1
        found = BLANKS.match(book.text, start)
        content = min(found.end() if found else start, end)
        indent = book.text[start:content]
        ascii_width = len(indent) - len(indent.lstrip(" "))
        odd = ascii_width != len(indent)
        if content == end:
            if odd:
                self._blank_indent(start, content, indent, "")
            return
        first = book.text[content]
        if first == "#":
            if odd:
                self._blank_indent(start, content, indent, " " * ascii_width)
            return
        parent = self._text_parent
        # A plan is no text: where everything seems to be one, a line that begins a field begins a field.
        whole = parent is not None and parent < 0 and self._structural(book.text[content:end].rstrip())
        if parent is not None and ascii_width > parent and not whole:
            self._continued(start, end)
            return
        if first == "＃":
            book.note(Slip.HASH, content, content + 1, "#")
            if odd:
                self._blank_indent(start, content, indent, " " * ascii_width)
            return
        width = ascii_width
        if odd:
            width = self._tabbed[indent] = self._width(indent, content, end)
            slip = Slip.TAB if "\t" in indent else blank_slip(indent)
            book.note(slip, start, content, " " * width)
            if self._text_parent is not None and width > self._text_parent:
                self._continued(content, end)
                return
        elif not width and (book.text.startswith(("---", "..."), start) or first == "%"):
            self._levels, self._opens, self._text_parent = [], True, None
            return
        while self._levels and self._levels[-1] > width:
            self._levels.pop()
        self._entry(content, width, end)

    def _blank_indent(self, start: int, end: int, indent: str, new: str) -> None:
        """Note odd blanks before nothing, or before a comment; a tab is allowed there, though libyaml refuses it."""
        self.book.note(blank_slip(indent) if ODD.search(indent) else Slip.HARMLESS, start, end, new)

    def _continued(self, start: int, end: int) -> None:
        """A further line of a plain text."""
        self.book.invisible(start, end)
        if _COMMENT.search(self.book.text, start, end):
            self._text_parent = None

    # --- one line ----------------------------------------------------------------------------------------------------

    def _push(self, column: int) -> None:
        if not self._levels or self._levels[-1] < column:
            self._levels.append(column)

    def _waits(self) -> None:
        self._opens, self._text_parent = True, None

    def _entry(self, at: int, column: int, end: int) -> None:
        """The dashes at the beginning of a line, and what follows them."""
        parent = max((level for level in self._levels if level < column), default=-1)
        known = bool(self._levels) and self._levels[-1] == column
        while self._dash(at, end):
            after = self.book.blanks(at + 1)
            if "\t" in self.book.text[at + 1 : after]:
                self.book.note(Slip.TAB, at + 1, after, " ")
            self._push(column)
            parent, known = column, False
            column += max(after - at, 2)
            at = after
            if at >= end or self.book.text[at] == "#":
                self._waits()
                return
        self._node(at, column, end, parent, known=known)

    def _dash(self, at: int, end: int) -> bool:
        """Whether the character at `at` marks an item of a list; noted when it does so the wrong way."""
        book, char = self.book, self.book.text[at : at + 1]
        if not char or at >= end or char not in ("-", *_WIDE_DASHES):
            return False
        following = book.text[at + 1 : at + 2]
        blank = not following or following in " \t\n" or bool(ODD.match(following))
        ahead = None if blank else _KEY_AHEAD.match(book.text, at + 1, end)
        item = ahead is not None and book.known(ahead.group(1))
        item = item or (not blank and following == "{" and _brace_opens(book, at + 1, end))
        if char == "-":
            if not blank and item:
                book.note(Slip.NO_DASH_SPACE, at, at + 1, "- ")
            return blank or item
        if not (blank or item or following in "{["):
            return False
        book.note(Slip.DASH, at, at + 1, "-" if blank else "- ")
        return True

    def _node(self, at: int, column: int, end: int, parent: int, *, known: bool) -> None:
        """A key with its value, or a value alone, at `at`; `known` when keys already stand in this column."""
        book = self.book
        while book.text[at] in "&!*":  # a line may have any number of them
            found = _PROPERTY.match(book.text, at, end)
            at = found.end() if found else end
            if at >= end:
                self._waits()
                return
        char = book.text[at]
        if char in "\"'" or (char in WIDE_QUOTES and book.text[at] != "”"):
            after = self._quoted(at, parent)
            if after is not None:
                self._after_key_or_value(after, column, parent)
                return
        elif char in "{[｛［【" and self._flow.opens(at):
            self._after_key_or_value(self._too_many(self._flow.skip(at, parent)), column, parent)
            return
        elif char in "|>" and _BLOCK_HEADER.match(book.text, at):
            self._block_scalar(parent)
            return
        elif char == "?":
            self._push(column)
            self._waits()
            return
        colon = self._key(at, end)
        if colon is None:
            self._plain(at, end, column if known else parent)
            return
        self._push(column)
        self._value(colon + 1, column, end)

    def _quoted(self, at: int, parent: int) -> int | None:
        """The offset after a text in quotes; None when the quotes are part of a plain text."""
        char = self.book.text[at]
        if char not in "\"'":
            return self._quotes.wide(at, inside=False)
        after = self._quotes.skip(at, parent, inside=False)
        return after if self.book.text[at] == char else None

    def _after_key_or_value(self, at: int, column: int, parent: int) -> None:
        """What follows quotes or brackets: a colon when they were a key, or the end of the line."""
        book = self.book
        end = book.end_of_line(at)
        self._at = end + 1
        self._opens, self._text_parent = False, None
        after = at
        while after < end and book.text[after] in " \t":
            after += 1
        if book.text[after : after + 1] == "：":
            book.colon_fix(after)
        elif not (book.text[after : after + 1] == ":" and (after + 1 >= end or book.text[after + 1] in " \t")):
            self._comment(at, end)
            return
        self._push(column)
        self._value(after + 1, column, end)

    def _key(self, at: int, end: int) -> int | None:
        """The offset of the colon after the key at `at`, its slips noted; None when no key begins there."""
        book, text = self.book, self.book.text
        comment = _COMMENT.search(text, at, end)
        limit = comment.start() if comment else end
        first = True
        for found in COLON.finditer(text, at, limit):
            colon, following = found.start(), text[found.end() : min(found.end() + 1, end)]
            proper = found.group() == ":" and (not following or following in " \t")
            if first and not proper and book.known(text[at:colon]):
                book.key(at, colon)
                if found.group() == "：":
                    book.colon_fix(colon)
                elif not ODD.match(following) and following not in ("]", "}"):
                    book.note(Slip.NO_SPACE, colon, colon + 1, ": ", key=text[at:colon].strip())
                return colon
            if proper:
                book.key(at, colon)
                return colon
            first = False
        return None

    def _value(self, at: int, column: int, end: int) -> None:
        """What follows the colon of the key in `column`."""
        book = self.book
        self._opens, self._text_parent = False, None
        at = book.blanks(at)
        while at < end and book.text[at] in "&!":
            found = _PROPERTY.match(book.text, at, end)
            at = found.end() if found else end
        if at >= end or book.text[at] == "#":
            self._waits()
            return
        char = book.text[at]
        if char in "|>" and _BLOCK_HEADER.match(book.text, at):
            self._block_scalar(column)
        elif char in "{[｛［【" and self._flow.opens(at):
            after = self._too_many(self._flow.skip(at, column))
            self._at = book.end_of_line(after) + 1
            self._comment(after, self._at - 1)
        elif char in "\"'" or char in WIDE_QUOTES:
            quoted = self._quoted(at, column)
            if quoted is None:
                self._plain(at, end, column)
            else:
                self._at = book.end_of_line(quoted) + 1
                self._comment(quoted, self._at - 1)
        else:
            self._plain(at, end, column)

    def _too_many(self, at: int) -> int:
        """The offset behind closing brackets that follow a collection which is closed already; they are noted."""
        found = _CLOSERS.match(self.book.text, at)
        if found is None:
            return at
        start = at + len(found[0]) - len(found[0].lstrip())
        self.book.note(Slip.EXTRA, start, found.end(), "")
        return found.end()

    def _half_open(self, at: int, stop: int) -> None:
        """Note a text that ends with a bracket or quote which nothing has opened."""
        words = self.book.text[at:stop].rstrip()
        last = words[-1:]
        if last == '"' and _TIME_AND_QUOTE.fullmatch(words):
            self.book.note(Slip.STRAY_QUOTE, at + len(words) - 1, at + len(words), "")
        elif last == "]" and _NAMES_AND_BRACKET.fullmatch(words):
            self.book.note(Slip.NO_OPENER, at, at, "[", mark=(at, at + len(words)))

    def _plain(self, at: int, end: int, parent: int) -> None:
        """A plain text from `at` to the end of its line."""
        stop = self._comment(at, end)
        self._half_open(at, stop)
        self.book.invisible(at, stop)
        self._opens = False
        self._text_parent = parent if stop == end else None

    def _comment(self, at: int, end: int) -> int:
        """The offset where a comment begins, or `end`; a full-width mark is noted."""
        found = _COMMENT.search(self.book.text, at, end)
        if found is None:
            return end
        if found.group() == "＃":
            self.book.note(Slip.HASH, found.start(), found.end(), "#")
        return found.start()

    # --- indentation -------------------------------------------------------------------------------------------------

    def _block_scalar(self, parent: int) -> None:
        """Skip the lines of a `|` or `>` text; only odd indentation of its first lines can be a slip."""
        book = self.book
        self._opens, self._text_parent = False, None
        width, repaired = 0, False
        while self._at < len(book.text):
            start, end = self._at, book.end_of_line(self._at)
            line = book.text[start:end]
            content = line.lstrip(" ")
            indent = len(line) - len(content)
            if content and indent <= parent:
                found = BLANKS.match(book.text, start)
                after = min(found.end() if found else start, end)
                if after == start + indent or (width and not repaired):
                    break
                if after < end:
                    repaired, width = True, width or parent + 2
                    slip = Slip.TAB if "\t" in line[: after - start] else blank_slip(line[: after - start])
                    book.note(slip, start, after, " " * width)
            elif content:
                width = width or indent
            book.budget -= end - start + 1
            self._at = end + 1

    def _width(self, indent: str, content: int, end: int) -> int:
        """How many spaces an indentation with tabs or wide spaces in it should be, to fit the lines around it."""
        tabs = "\t" in indent
        narrow = len(INVISIBLES.sub("", indent)) - indent.count("\t") - indent.count("\u3000")
        widths = [
            narrow + indent.count("\t") * tab + indent.count("\u3000") * wide
            for tab in (_TAB_WIDTHS if tabs else (1,))
            for wide in ((2,) if tabs else (2, 1, 4))
        ]
        last = self._levels[-1] if self._levels else -1
        line = self.book.text[content:end].rstrip()
        text_goes_on = self._text_parent is not None and not self._structural(line)
        if not self._levels:
            return 0
        if self._opens or text_goes_on:
            beyond = last if self._opens else (self._text_parent or 0)
            following = self._next_indent(line, end)
            if following is not None and following > beyond and following in widths:
                return following
            return next((width for width in widths if width > beyond), beyond + 2)
        return self._level(indent, line, end, widths)

    def _level(self, indent: str, line: str, end: int, widths: list[int]) -> int:
        """Which open level a line is on: where such a line was before, that of the lines around, or any that fits."""
        following = self._next_indent(line, end)
        beside = [] if line.startswith("-") else [self._levels[-1]]
        likely = [self._tabbed.get(indent), following, *beside, *widths]
        return next((w for w in likely if w in self._levels and w in widths), self._nearest(widths[0]))

    def _structural(self, line: str) -> bool:
        """Whether `line` begins a key or an item, and is not the next line of a text."""
        if line[:1] in ("-", *_WIDE_DASHES):
            return True
        colon = COLON.search(line)
        return colon is not None and (self.book.known(line[: colon.start()]) or ": " in line or line.endswith(":"))

    def _nearest(self, width: int) -> int:
        return min(self._levels, key=lambda level: (abs(level - width), -level))

    def _next_indent(self, line: str, end: int) -> int | None:
        """How far `line`, which ends at `end`, is indented if the next line with content is on its level."""
        text = self.book.text
        if line.endswith((":", "：")):
            return None
        for _line in range(_PEEK_LINES):
            start, end = end + 1, self.book.end_of_line(end + 1)
            if start >= len(text):
                return None
            content = text[start:end].lstrip(" ")
            if content and content[0] != "#":
                break
        if not content or content[0] == "\t" or ODD.match(content):
            return None
        indent = end - start - len(content)
        item = _ITEM.match(line)
        # The keys of an item stand right of its dash.
        return indent - item.end() if item and not _ITEM.match(content) else indent
