"""The slips of a keyboard in Chinese mode: what each is called, and the notebook in which a scan collects them."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from jiedai.language import N_, _
from jiedai.patterns import regex

SPACES = "\u3000\u00a0\u2000-\u200a\u202f\u205f"
INVISIBLE = "\u200b\u2060\ufeff"
ODD = regex(f"[{SPACES}{INVISIBLE}]")
BLANKS = regex(f"[ \t{SPACES}{INVISIBLE}]*+")
INVISIBLES = regex(f"[{INVISIBLE}]+")
COLON = regex("[:：]")
SEPARATORS = "，、；"
_SHOWN = 8
"""How many closing brackets a hint writes out."""


class Slip(Enum):
    """A kind of slip: code, message and hint; `safe` ones are also repaired in the file by `check --fix`."""

    COLON = ("GS07", N_("全角冒号“：”，这里要用半角“:”加一个空格"), N_("改成“: ”。"), True)
    COMMA = ("GS07", N_("全角标点“{was}”，两项之间要用半角逗号“,”"), N_("改成“, ”。"), True)
    SPACE = ("GS07", N_("全角空格或不间断空格，这里要用半角空格"), N_("改成半角空格。"), True)
    INVISIBLE = ("GS07", N_("文字里有看不见的零宽字符"), N_("删去这个字符；它多半是从网页或文档粘贴来的。"), True)
    DASH = ("GS07", N_("列表项前的“{was}”不是半角短横线"), N_("改成“- ”。"), True)
    BRACKET = ("GS07", N_("全角括号“{was}”，这里要用半角括号"), N_("改成“{new}”。"), True)
    QUOTE = ("GS07", N_("这里的引号 {was} 是全角的，要用半角引号"), N_("改成半角引号。"), True)
    HASH = ("GS07", N_("全角“＃”，注释要用半角“#”开头"), N_("改成“#”。"), True)
    TAB = ("GS10", N_("用制表符（Tab）缩进"), N_("改成空格，与同级各行对齐。"), True)
    NO_SPACE = ("GS01", N_("冒号后面少了一个空格"), N_("写成“{key}: …”，冒号后空一格。"), True)
    NO_DASH_SPACE = ("GS01", N_("短横线后面少了一个空格"), N_("写成“- …”，短横线后空一格。"), True)
    NO_COMMA = ("GS01", N_("“{key}”前面少了逗号"), N_("两项之间用半角逗号“,”隔开。"), True)
    OPEN_BRACKET = ("GS01", N_("括号“{was}”没有关上"), N_("在这一项结尾补上“{new}”。"), False)
    WRONG_BRACKET = ("GS01", N_("括号不成对：这里应当是“{new}”"), N_("改成“{new}”。"), False)
    OPEN_QUOTE = ("GS01", N_("引号没有关上"), N_("在这段文字结尾补上同样的引号。"), False)
    AFTER_QUOTE = (
        "GS01",
        N_("引号后面还有文字"),
        N_("把整段文字都放进引号里；只是引用几个字时，用中文引号“”。"),
        False,
    )
    EXTRA = ("GS01", N_("多了一个“{was}”"), N_("删去它，或者补上前面的括号。"), True)
    NO_OPENER = ("GS01", N_("前面少了“{new}”"), N_("在这里补上“{new}”。"), True)
    STRAY_QUOTE = ("GS01", N_("引号只有一半"), N_("两头都加上引号，或者都不加。"), True)
    NO_COLON = ("GS01", N_("“{key}”后面没有冒号"), N_("写成“{key}: …”，冒号后空一格。"), True)
    INDENT = (
        "GS01",
        N_("缩进对不上：这一行缩进 {was} 格，同级的行缩进 {key} 格"),
        N_("与同一级的各行左边对齐，缩进只用空格。"),
        False,
    )
    HARMLESS = ("", "", "", False)

    @property
    def code(self) -> str:
        """The code it is reported under; empty for what is repaired in memory without a word."""
        return self.value[0]

    @property
    def safe(self) -> bool:
        """Whether the repair changes nothing but the slip."""
        return self.value[3]


class Fix(NamedTuple):
    """The characters from `start` to `end` (offsets) should be `new`. `key` is the word that the message names.

    `mark` is the stretch to show when it is another than the characters that change. `sure` where a slip that may have
    several remedies has only this one here.
    """

    start: int
    end: int
    new: str
    slip: Slip
    was: str = ""
    key: str = ""
    mark: tuple[int, int] | None = None
    sure: bool = False

    @property
    def safe(self) -> bool:
        """Whether `check --fix` may make the change in the file."""
        return self.sure or self.slip.safe

    @property
    def shown(self) -> tuple[int, int]:
        """The offsets that a message points at."""
        return self.mark or (self.start, self.end)

    @property
    def message(self) -> str:
        """What is wrong, in the language in use."""
        return self._filled(self.slip.value[1])

    @property
    def hint(self) -> str:
        """What to do, in the language in use."""
        return self._filled(self.slip.value[2])

    def _filled(self, text: str) -> str:
        new = self.new.strip()
        new = new if len(new) <= _SHOWN else new[:_SHOWN] + "…"
        return _(text).format(was=self.was, new=new, key=self.key) if text else ""


def blank_slip(blanks: str) -> Slip:
    """What odd blanks are called: zero-width characters alone are no wide space."""
    wide = (char for char in blanks if char not in INVISIBLE)
    return Slip.SPACE if any(ODD.match(char) for char in wide) else Slip.INVISIBLE


class Notebook:
    """The text of a scan, with the fixes found so far.

    Brackets and quotes are also changed in `text` at once, so that the rest of the scan sees them as what they are;
    lengths never change. `budget` bounds the work on a text made to be slow.
    """

    def __init__(self, text: str, vocabulary: frozenset[str]) -> None:
        self.original = self.text = text
        self.vocabulary = vocabulary
        self.fixes: list[Fix] = []
        self.budget = 6 * len(text) + 100_000

    def note(
        self,
        slip: Slip,
        start: int,
        end: int,
        new: str,
        *,
        key: str = "",
        mark: tuple[int, int] | None = None,
        sure: bool = False,
    ) -> None:
        """Collect one fix."""
        was = self.original[slice(*mark)] if mark else self.original[start:end]
        self.fixes.append(Fix(start, end, new, slip, was, key, mark, sure))
        self._put(self.fixes[-1])

    def forget(self, count: int) -> None:
        """Keep only the first `count` fixes, as if the scan had not gone on from there."""
        if len(self.fixes) == count:
            return
        del self.fixes[count:]
        self.text = self.original
        for fix in self.fixes:
            self._put(fix)

    def _put(self, fix: Fix) -> None:
        if fix.slip in (Slip.BRACKET, Slip.AFTER_QUOTE):
            self.text = self.text[: fix.start] + fix.new + self.text[fix.end :]
            self.budget -= len(self.text) // 1000 + 1

    def end_of_line(self, at: int) -> int:
        """The offset of the newline that ends the line of `at`, or of the end of the text."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def known(self, word: str) -> bool:
        """Whether `word` is a field name, spaces around and odd spaces inside it left aside."""
        return word.strip() in self.vocabulary or ODD.sub("", word).strip() in self.vocabulary

    def blanks(self, at: int) -> int:
        """Skip the blanks from `at`, noting those that YAML does not take for blanks; the offset after them."""
        text = self.text
        if at < len(text) and text[at] not in " \t" and (text[at] <= "\x7f" or "\u3400" <= text[at] <= "\u9fff"):
            return at
        found = BLANKS.match(text, at)
        end = found.end() if found else at
        run = text[at:end]
        odd = ODD.search(run)
        if odd:
            first = at + odd.start()
            last = at + max(index for index, char in enumerate(run) if ODD.match(char)) + 1
            rest = run[: odd.start()] + run[last - at :]
            self.note(blank_slip(text[first:last]), first, last, "" if rest else " ")
        return end

    def invisible(self, start: int, end: int) -> None:
        """Note the zero-width characters in a stretch of plain text."""
        for found in INVISIBLES.finditer(self.text, start, end):
            self.note(Slip.INVISIBLE, found.start(), found.end(), "")

    def key(self, start: int, end: int) -> None:
        """Note what does not belong into the field name from `start` to the colon at `end`."""
        word = self.text[start:end]
        if ODD.search(word) and word.strip() not in self.vocabulary and self.known(word):
            for found in re.finditer(f"[{SPACES}{INVISIBLE}]+", word):
                self.note(blank_slip(found.group()), start + found.start(), start + found.end(), "")
        else:
            self.invisible(start, end)

    def colon_fix(self, at: int) -> None:
        """Note the full-width colon at `at`."""
        following = self.text[at + 1 : at + 2]
        spaced = not following or following in " \t\n" or ODD.match(following)
        self.note(Slip.COLON, at, at + 1, ":" if spaced else ": ")

    def comma_fix(self, at: int) -> None:
        """Note the full-width comma at `at`."""
        following = self.text[at + 1 : at + 2]
        spaced = not following or following in " \t\n" or ODD.match(following)
        self.note(Slip.COMMA, at, at + 1, "," if spaced else ", ")
