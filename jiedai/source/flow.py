"""The scan of what stands between brackets: `{…}` and `[…]`, slips included."""

from __future__ import annotations

import re

from jiedai.patterns import regex
from jiedai.source.quotes import ENTRY, QUOTED, WIDE_QUOTES, Quotes
from jiedai.source.slips import COLON, INVISIBLE, ODD, SEPARATORS, SPACES, Notebook, Slip

CLOSING = {"{": "}", "[": "]"}
_WIDE_OPENERS = {"｛": "{", "［": "[", "【": "["}
_WIDE_CLOSERS = {"｝": "}", "］": "]", "】": "]"}
_WIDE_FOR = {char: [wide for wide in _WIDE_CLOSERS if _WIDE_CLOSERS[wide] == char] for char in CLOSING.values()}
_WIDE_PAIR = {"［": "］", "【": "】"}
_SHORT = 12  # characters of an item that is more likely a name than a sentence

_PLAIN_END = regex(r"[,\[\]{}\n]|:(?=[\s,\[\]{}]|\Z)|(?<=\s)#")
_NEXT_KEY = regex(rf"[{SEPARATORS}]\s*([^\s:：,，、；\[\]{{}}]+)\s*[:：]")
_LONE_KEY = regex(rf"[^\W\d_a-zA-Z][^\s{SEPARATORS}]{{0,11}}")
_WIDE_BRACE_KEY = regex(r"｛\s*([^\s:：,，]+)\s*[:：]")


def _calm_collection() -> str:
    """A collection on one line in which nothing can be a slip: most of them, and passed over at once.

    A full-width separator is calm where no colon follows it, which could make the words between them a key.
    """
    free = rf"[^,:\[\]{{}}\"'#\n\t&!*：｛｝［］【】“”‘’＂＇＃{SPACES}{INVISIBLE}"
    char = rf"{free}{SEPARATORS}]"
    item = rf'(?:{char}++(?::(?![\s,\[\]{{}}]){char}++)*+(?:[{SEPARATORS}]{free}]*+)?+|"[^"\\\n]*+")'
    listed = rf"\[(?:{char}++(?:, )?+)*+\]"
    pair = rf"{char}++: (?:{item}|{listed})"
    entry = rf"{char}++: (?:{item}|{listed}|\{{{pair}(?:, {pair})*+\}})"
    return rf"(?:\[(?:{item}(?:, {item})*+)?\]|\{{{entry}(?:, {entry})*+\}})"


CALM_COLLECTION = _calm_collection()
"""The expression of a collection that holds no slip."""
_CALM = regex(CALM_COLLECTION)


class _Frame:
    """An open bracket.

    `sloppy` says that a key of it already had a slip in its colon, `goes_on` that a plain text may go on from the line
    before; `value_end` is the offset where the newest value ended, 0 while there is none.
    """

    __slots__ = ("at", "bracket", "goes_on", "sloppy", "value_end", "wants_key")

    def __init__(self, bracket: str, at: int) -> None:
        self.bracket, self.at = bracket, at
        self.wants_key = True
        self.sloppy = self.goes_on = False
        self.value_end = 0

    def ended(self, at: int) -> None:
        """A value ended at `at`, unless it was a key."""
        self.value_end = 0 if self.bracket == "{" and self.wants_key else at


class Flow:
    """Scans one flow collection after the other."""

    def __init__(self, notebook: Notebook, quotes: Quotes) -> None:
        self._book, self._quotes = notebook, quotes
        self._frames: list[_Frame] = []
        self._base = 0
        self._limit = 0

    def opens(self, at: int, *, inside: bool = False) -> bool:
        """Whether a flow collection begins at `at`; a full-width bracket that stands for one is noted."""
        book, char = self._book, self._book.text[at]
        if char in CLOSING:
            return True
        if char not in _WIDE_OPENERS:
            return False
        if char == "｛":
            found = _WIDE_BRACE_KEY.match(book.text, at)
            if found is None or not book.known(found.group(1)):
                return False
            book.note(Slip.BRACKET, at, at + 1, "{")
            return True
        close = book.text.find(_WIDE_PAIR[char], at + 1, book.end_of_line(at))
        rest = book.text[close + 1 : book.end_of_line(at)].lstrip()
        if close < 0 or (rest and rest[0] not in ("#＃,]}｝］】，" if inside else "#＃")):
            return False
        content = book.text[at + 1 : close]
        items = re.split(r"[,，、]", content)
        if char == "【" and (len(items) < 2 or any(len(item.strip()) > _SHORT for item in items)):
            return False
        book.note(Slip.BRACKET, at, at + 1, "[")
        book.note(Slip.BRACKET, close, close + 1, "]")
        separator = "，" if "，" in content else "、"
        if "," in content or (separator == "，" and COLON.search(content)):
            separator = ""
        for index, item in enumerate(content):
            if item == separator:
                book.comma_fix(at + 1 + index)
        return True

    def skip(self, at: int, base: int) -> int:
        """The offset after the flow collection at `at`, which stands in lines indented deeper than `base`."""
        calm = _CALM.match(self._book.text, at)
        if calm:
            return calm.end()
        kept = len(self._book.fixes)
        self._base, self._limit = base, len(self._book.text)
        end = self._scan(at)
        if end is not None:
            return end
        self._book.forget(kept)
        if self._book.budget <= 0:
            return len(self._book.text)
        # Not closed: scan again, up to where the lines around it go on.
        self._limit = self._region(at)
        end = self._scan(at)
        return self._close_all() if end is None else end

    def _region(self, at: int) -> int:
        """The end of the last line that can belong to the collection at `at`."""
        text, end = self._book.text, self._book.end_of_line(at)
        last = end
        while end < len(text):
            start, end = end + 1, self._book.end_of_line(end + 1)
            line = text[start:end]
            content = line.lstrip(" ")
            if content and (len(line) - len(content) <= self._base or content.startswith("- ")):
                break
            if content:
                last = end
        self._book.budget -= end - at
        line_start = text.rfind("\n", 0, last) + 1
        comment = re.compile(r"\s+#").search(text, max(at, line_start), last)
        last = comment.start() if comment else last
        return max(at + 1, at + len(text[at:last].rstrip()))

    def _scan(self, at: int) -> int | None:
        """Scan from the bracket at `at`; the offset after its partner, or None when it has none before the limit."""
        book = self._book
        self._frames = []
        position, begun = at, at
        while True:
            position = self._blank(position)
            if position >= self._limit or book.budget <= 0:
                book.budget -= position - begun
                return None
            char = book.text[position]
            if char in CLOSING or (char in _WIDE_OPENERS and self.opens(position, inside=True)):
                self._frames.append(_Frame(book.text[position], position))
                position += 1
            elif char in "}]" or self._wide_closer(position):
                closed = self._closed(position)
                if closed is None:
                    book.budget -= position - begun
                    return None
                position += closed
                if not self._frames:
                    book.budget -= position - begun
                    return position
            else:
                position = self._token(position, char)

    def _blank(self, at: int) -> int:
        """Skip blanks, newlines and comments."""
        book = self._book
        while at < self._limit:
            if book.text[at] == "\n":
                at += 1
            elif book.text[at] == "#" and book.text[at - 1] in " \t\n":
                at = book.end_of_line(at)
            else:
                after = book.blanks(at)
                if after == at:
                    break
                at = after
        return at

    def _token(self, at: int, char: str) -> int:
        """One token that is no bracket; the offset after it."""
        book, frame = self._book, self._frames[-1]
        goes_on, frame.goes_on = frame.goes_on, False
        if char == ",":
            frame.wants_key, frame.value_end = True, 0
            return at + 1
        if char == ":" and (book.text[at + 1 : at + 2] in " \t\n,[]{}" or book.text[at - 1] in "\"'"):
            frame.wants_key = False
            return at + 1
        if goes_on:
            return self._plain(at, frame)
        if char in SEPARATORS and book.text[frame.value_end - 1 : frame.value_end] in ("'", '"', "]", "}"):
            # Nothing may follow quotes or brackets but a comma.
            return self._comma(at, at, frame)
        if char in QUOTED or char in WIDE_QUOTES:
            end = self._quoted(at, char, frame)
            if end is not None:
                return end
        if char in "&!*":
            found = re.compile(r"[^\s,\[\]{}]+").match(book.text, at)
            return found.end() if found else at + 1
        return self._plain(at, frame)

    def _quoted(self, at: int, char: str, frame: _Frame) -> int | None:
        """A value or key in quotes; None when the quotes are part of a plain text."""
        book = self._book
        if char in QUOTED:
            end: int | None = self._quotes.skip(at, self._base, inside=True)
            if book.text[at] != char:
                return None
        else:
            end = self._quotes.wide(at, inside=True)
        if end is None:
            return None
        if frame.bracket == "{" and frame.wants_key and book.text[end : end + 1] == "：":
            book.colon_fix(end)
            frame.wants_key, frame.sloppy = False, True
            return end + 1
        frame.ended(end)
        return end

    def _plain(self, at: int, frame: _Frame) -> int:
        """A plain text; the offset after it, or after the slip in it from which the scan must look again."""
        book = self._book
        found = _PLAIN_END.search(book.text, at, self._limit)
        stop = found.start() if found else self._limit
        stop = max(stop, at + 1)
        closer = self._closer_inside(at, stop, frame)
        if closer is not None:
            stop = closer
        colon = closer is None and found is not None and found.group() == ":"
        if frame.bracket == "{":
            moved = self._key(at, stop, frame) if frame.wants_key else self._value(at, stop, frame, colon=colon)
            if moved is not None:
                return moved
        book.invisible(at, stop)
        frame.ended(at + len(book.text[at:stop].rstrip()))
        if colon:
            frame.wants_key = False
            return stop + 1
        frame.goes_on = found is not None and found.group() == "\n" and closer is None
        return stop

    def _key(self, at: int, stop: int, frame: _Frame) -> int | None:
        """The key that begins at `at`: the offset after its colon, or None when it is no known key with a slip."""
        book = self._book
        found = COLON.search(book.text, at, stop + 1)
        if found is None or found.start() > stop:
            return None
        if not book.known(book.text[at : found.start()]) and not self._unknown_key(at, stop, found.start()):
            return None
        colon, following = found.start(), book.text[found.end() : found.end() + 1]
        if found.group() == "：":
            book.colon_fix(colon)
            frame.sloppy = True
        elif colon < stop and not ODD.match(following):
            word = book.text[at:colon].strip()
            book.note(Slip.NO_SPACE, colon, colon + 1, ": ", key=word)
            frame.sloppy = True
        book.key(at, colon)
        frame.wants_key, frame.value_end = False, 0
        return colon + 1

    def _unknown_key(self, at: int, stop: int, colon: int) -> bool:
        """Whether a word that is no field name stands where only a key can, a colon of the wrong kind behind it.

        After a comma without a space it may as well be the rest of a text that the comma cut.
        """
        text = self._book.text
        if text[stop : stop + 1] == ":" or not text[colon + 1 : stop].strip():
            return False
        return _LONE_KEY.fullmatch(text, at, colon) is not None and text[at - 1] in " \n{"

    def _value(self, at: int, stop: int, frame: _Frame, *, colon: bool) -> int | None:
        """The value that begins at `at`, if the next key is stuck to it: the offset where that key begins."""
        book = self._book
        run = book.text[at:stop]
        if not colon:
            for found in _NEXT_KEY.finditer(book.text, at, stop):
                if frame.sloppy and book.known(found.group(1)):
                    return self._comma(at, found.start(), frame)
            return None
        cut = max(run.rfind(char) for char in SEPARATORS)
        words = run.split()
        if cut >= 0 and (len(run[cut + 1 :].split()) == 1 or not book.known(words[-1])):
            # A second colon can only belong to a next key, whatever it is called.
            return self._comma(at, at + cut, frame)
        if words and book.known(words[-1]) and (len(words) > 1 or frame.value_end):
            start = at + run.rstrip().rfind(words[-1])
            before = at + len(book.text[at:start].rstrip()) if len(words) > 1 else frame.value_end
            book.note(Slip.NO_COMMA, before, before, ",", key=words[-1], mark=(start, start + len(words[-1])))
            frame.wants_key, frame.value_end = True, 0
            return start
        return None

    def _comma(self, start: int, at: int, frame: _Frame) -> int:
        self._book.invisible(start, at)
        self._book.comma_fix(at)
        frame.wants_key, frame.value_end = True, 0
        return at + 1

    # --- brackets that do not fit ------------------------------------------------------------------------------------

    def _wide_closer(self, at: int) -> bool:
        """Whether a full-width bracket at `at` closes the innermost one; it is noted then."""
        char = self._book.text[at]
        if char not in _WIDE_CLOSERS or _WIDE_CLOSERS[char] != CLOSING[self._frames[-1].bracket]:
            return False
        self._book.note(Slip.BRACKET, at, at + 1, _WIDE_CLOSERS[char])
        return True

    def _closer_inside(self, at: int, stop: int, frame: _Frame) -> int | None:
        """The offset of a full-width bracket in a plain text that closes `frame`; nothing else on its line does."""
        book, wanted = self._book, CLOSING[frame.bracket]
        for wide in _WIDE_FOR[wanted]:
            found = book.text.find(wide, at, stop)
            if found >= 0 and book.text.find(wanted, found, book.end_of_line(found)) < 0:
                return found
        return None

    def _closed(self, at: int) -> int | None:
        """Close a bracket at `at`: how many characters to go on, or None when it must belong to another place."""
        book, frame = self._book, self._frames[-1]
        char, wanted = book.text[at], CLOSING[frame.bracket]
        if char != wanted:
            if at > self._region(self._frames[0].at):
                return None
            if any(CLOSING[other.bracket] == char for other in self._frames):
                if frame.bracket != "[" or not self._goes_on(at + 1):
                    self._left_open(frame, at)
                    self._frames.pop()
                    return 0
            elif self._unopened(frame, at):
                return 1
            book.note(Slip.WRONG_BRACKET, at, at + 1, wanted, sure=True)
        self._frames.pop()
        if self._frames:
            self._frames[-1].ended(at + 1)
        return 1

    def _goes_on(self, at: int) -> bool:
        """Whether a comma and another field stand at `at`."""
        found = ENTRY.match(self._book.text, at)
        return found is not None and self._book.known(found.group(1))

    def _left_open(self, frame: _Frame, at: int) -> None:
        """Note a list or section that another bracket at `at` closes; a list ends where a field begins in it."""
        book, wanted = self._book, CLOSING[frame.bracket]
        entry = self._quotes.next_entry(frame.at + 1, at) if frame.bracket == "[" else None
        end = at if entry is None else entry
        inside = book.text[frame.at + 1 : end]
        if inside.endswith((")", "）")) and "(" not in inside and "（" not in inside:
            book.note(Slip.WRONG_BRACKET, end - 1, end, wanted, sure=True)
            return
        sure = "\n" not in inside and COLON.search(inside) is None
        book.note(Slip.OPEN_BRACKET, end, end, wanted, mark=(frame.at, frame.at + 1), sure=sure)

    def _unopened(self, frame: _Frame, at: int) -> bool:
        """Note a bracket at `at` that nothing has opened: the list that it ends, or itself where there is none."""
        book, text = self._book, self._book.text
        key = max(text.rfind(": ", frame.at, at), text.rfind("：", frame.at, at))
        values = text[key + 1 : at] if key >= 0 else ""
        if text[at] == "]" and not re.search(r"[\[\]\n]", values) and re.search("[,，、]", values):
            start = key + 1 + len(values) - len(values.lstrip())
            book.note(Slip.NO_OPENER, start, start, "[", mark=(start, at + 1))
        elif CLOSING[frame.bracket] in text[at : book.end_of_line(at)]:
            book.note(Slip.EXTRA, at, at + 1, "")
        else:
            return False
        return True

    def _close_all(self) -> int:
        """Note the innermost open bracket, and close all of them at the limit."""
        missing = "".join(CLOSING[frame.bracket] for frame in reversed(self._frames))
        if missing:
            at = self._frames[-1].at
            sure = len(missing) == 1 and "\n" not in self._book.text[at : self._limit]
            self._book.note(Slip.OPEN_BRACKET, self._limit, self._limit, missing, mark=(at, at + 1), sure=sure)
        return self._limit
