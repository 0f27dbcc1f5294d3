"""The scan of text in quotes, and of quotes that were not closed."""

from __future__ import annotations

import re

from jiedai.patterns import regex
from jiedai.source.slips import COLON, SEPARATORS, Notebook, Slip

WIDE_QUOTES = {"“": "”", "＂": "＂", "＇": "＇", "‘": "’", "”": "”"}

QUOTED = {
    '"': regex(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL),
    "'": regex(r"'[^']*+(?:''[^']*+)*+'"),
}
ENTRY = regex(r"\s*,\s*([^\s:：,，\[\]{}\"']+)\s*[:：]")
_KEY_AHEAD = regex(r"[ \t]*([^\s:：,，\[\]{}\"']+)\s*[:：]")
_NO_IDEOGRAPH = regex(r"[\x20-\x21\x23-\x5b\x5d-\x7e]+")


class Quotes:
    """Finds the end of quoted text, and quotes that were not closed."""

    def __init__(self, notebook: Notebook) -> None:
        self._book = notebook

    def skip(self, at: int, base: int, *, inside: bool) -> int:
        """The offset after the quoted text at `at`; `base` is the indentation around it, `inside` brackets or not."""
        book = self._book
        found = QUOTED[book.text[at]].match(book.text, at)
        book.budget -= (found.end() if found else len(book.text)) - at
        line_end = book.end_of_line(at)
        end = found.end() if found else len(book.text)
        if found is None or (end > line_end and self._runs_away(line_end, end, base)):
            return self._unclosed(at, line_end, inside=inside)
        if self._ends(end, inside=inside):
            return end
        if inside and self.next_entry(at + 1, end) is not None:
            return self._unclosed(at, line_end, inside=True)
        following = _KEY_AHEAD.match(book.text, end)
        if end <= line_end and not (inside and following and book.known(following.group(1))):
            self._text_after(at, end)
        return end

    def wide(self, at: int, *, inside: bool) -> int | None:
        """The offset after a value in full-width quotes that stand for YAML's; None when they are part of a text."""
        book = self._book
        line_end = book.end_of_line(at)
        opening = book.text[at]
        close = book.text.find(WIDE_QUOTES[opening], at + 1, line_end)
        if close < 0 or not self._ends(close + 1, inside=inside):
            return None
        content = book.text[at + 1 : close]
        # Chinese quotes around Chinese words are ordinary writing; around a time or a number they stand for YAML's.
        ascii_only = _NO_IDEOGRAPH.fullmatch(content) is not None
        if not ascii_only and (opening not in "＂＇" or '"' in content or "\\" in content):
            return None
        book.note(Slip.QUOTE, at, at + 1, '"')
        book.note(Slip.QUOTE, close, close + 1, '"')
        return close + 1

    def _ends(self, at: int, *, inside: bool) -> bool:
        """Whether a value may end at `at`."""
        text = self._book.text
        rest = text[at : self._book.end_of_line(at)].lstrip()
        if not rest or rest[0] in ":：" or (rest[0] in "#＃" and text[at] in " \t"):
            return True
        return inside and rest[0] in ",]}｝］】" + SEPARATORS

    def _runs_away(self, line_end: int, end: int, base: int) -> bool:
        """Whether a quoted text swallowed a line that begins a field of its own."""
        ends = self._ends(end, inside=True)
        for line in self._book.text[line_end + 1 : end].split("\n"):
            content = line.lstrip(" ")
            if content and len(line) - len(content) <= base:
                return True
            colon = COLON.search(content)
            if not ends and colon and self._book.known(content[: colon.start()].lstrip("- {")):
                return True
        return False

    def next_entry(self, start: int, end: int) -> int | None:
        """The offset of a comma that is followed by a field name and a colon."""
        for found in ENTRY.finditer(self._book.text, start, end):
            if self._book.known(found.group(1)):
                return found.start()
        return None

    def _unclosed(self, at: int, line_end: int, *, inside: bool) -> int:
        """Note the quote at `at` as not closed; the offset where its text most likely ends."""
        book = self._book
        text, quote = book.text, book.text[at]
        for wide in "”’＂＇":
            close = text.find(wide, at + 1, line_end)
            if close >= 0 and self._ends(close + 1, inside=inside):
                book.note(Slip.QUOTE, close, close + 1, quote)
                return close + 1
        end = at + len(text[at:line_end].rstrip())
        if inside:
            entry = self.next_entry(at + 1, line_end)
            bracket = re.search(r"[\]}]+\s*$", text[at:end])
            end = entry if entry is not None else at + bracket.start() if bracket else end
        sure = not inside or entry is not None or bracket is not None
        book.note(Slip.OPEN_QUOTE, end, end, quote, mark=(at, at + 1), sure=sure)
        return end

    def _text_after(self, at: int, end: int) -> None:
        """Note `"甲"乙`: only the beginning of a text is in quotes."""
        book = self._book
        book.note(Slip.AFTER_QUOTE, at, at + 1, "“", mark=(at, end), sure=True)
        book.note(Slip.HARMLESS, end - 1, end, "”", sure=True)
