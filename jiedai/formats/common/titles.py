"""Long titles in lines that are about equally long, as GB/T 9704 asks for, and never break a word.

There is no dictionary: the words that titles of this trade are made of mark the places where a line may end. A title
that finds none is set smaller, then left to the writer, which makes the lines equal and may break a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from jiedai.blocks import Inline, Inlines, LineBreak, Text
from jiedai.formats.common import columns
from jiedai.patterns import regex

SIZES = (1.0, 0.9, 0.8)
"""Shares of the usual size that a title may be set in, the largest that breaks no word is taken."""
_VERBS = "学习|调研|考察|视察|检查|督导|参观|访问|来访|座谈|交流|执法|巡视|巡察|慰问"
_PEOPLE = "[组团队]"
_WELL = (
    # What somebody does, as a whole (学习考察), and not where it names who does it (检查组).
    f"(?<!学习|调研|考察|视察|督导|参观|访问|座谈|交流|执法|专题|实地|现场)(?=(?:{_VERBS})(?!{_PEOPLE}|(?:{_VERBS}){_PEOPLE}))"
    "|(?=赴|来(?![访自源往历宾年])|在(?![线地职编建册]))|(?=开展|举行|召开|推进|落实|关于)"
    "|(?=会议(?!室)|活动(?![室中])|接待(?![办处室])|工作(?!人员|室|日)|方案|日程|手册|情况|安排|名单|预案|报告|清单|通知|总结|的函)"
    # Who comes.
    "|(?<=一行)|(?<=[团组])(?![织长队委组员])|(?<=会)(?![议见谈场务商员长计签晤展])|(?<=[的、，：])"
)
_OTHERWISE = (
    # A place, before what belongs to it; not before what is written together with it (市委, 县长, 市场).
    "(?<=[^社全各本我][^社全各本我][省市州县区镇乡])(?![委长直级域内场人政府局民区县市镇区中各])|(?<=[^党][^史][和与及])"
)
_STRONG, _WEAK = regex(_WELL), regex(_OTHERWISE)
"""Places where a line ends well, and where it may end, if nowhere else."""
_PLACES = regex(f"{_WELL}|{_OTHERWISE}")
_HAN = regex("[\u3400-\u9fff]")
_SHORTEST = 4.0
"""Ems that a line has at least: a single short word under a long line looks lost."""


def titled(inlines: Inlines, ems: float) -> tuple[Inlines, float]:
    """A title's inlines, broken into lines of at most `ems` characters, and the share of its size that it is set in.

    A line of several runs is left as it is.
    """
    for size in SIZES:
        made = list(_lines(inlines, ems / size))
        if None not in made:
            return tuple(one for one in made if one is not None), size
    return inlines, 1.0


def _lines(inlines: Inlines, ems: float) -> Iterator[Inline | None]:
    """The inlines with their breaks; None among them for a line that finds none."""
    for index, inline in enumerate(inlines):
        alone = isinstance(inline, Text) and all(isinstance(beside, LineBreak) for beside in _beside(inlines, index))
        if not isinstance(inline, Text) or not alone or inline.nowrap:
            yield inline
            continue
        # Words of an alphabet have blanks between them, where every writer breaks a line by itself.
        lines = [even(line, ems) if _HAN.search(line) else [line] for line in inline.text.split("\n")]
        yield None if None in lines else replace(inline, text="\n".join(part for line in lines for part in line or ()))


def _beside(inlines: Inlines, index: int) -> Inlines:
    return inlines[max(index - 1, 0) : index] + inlines[index + 1 : index + 2]


JOINT = "\u200b"
"""What `jointed` puts where a line may end; no other text that is printed has it."""


def jointed(inlines: Inlines) -> Inlines:
    """A title's inlines with a mark at each place where a line may end, for pages whose width nobody knows."""
    return tuple(
        replace(one, text=_PLACES.sub(JOINT, one.text.replace(JOINT, ""))) if isinstance(one, Text) else one
        for one in inlines
    )


def even(title: str, ems: float) -> list[str] | None:
    """The fewest lines that fit, as even as the places allow; None where there are no such places."""
    if columns.width(title) <= ems:
        return [title]
    strong = [found.start() for found in _STRONG.finditer(title)]
    weak = [found.start() for found in _WEAK.finditer(title)]
    for breaks in (1, 2, 3):
        for places in (strong, sorted({*strong, *weak})):
            inner = [place for place in places if 1 < place < len(title) - 1]
            if found := _best(title, inner, breaks, ems):
                return found
    return None


def _best(title: str, places: list[int], breaks: int, ems: float) -> list[str] | None:
    choices = []
    for chosen in combinations(places, breaks):
        lines = [title[start:end] for start, end in pairwise((0, *chosen, len(title)))]
        widths = [columns.width(line) for line in lines]
        if max(widths) <= ems and min(widths) >= min(_SHORTEST, ems / 3):
            choices.append((max(widths) - min(widths), [-place for place in chosen], lines))
    return min(choices)[2] if choices else None
