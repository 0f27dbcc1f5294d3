"""Where a long title is broken: between words, the lines about equally long, as GB/T 9704 asks for.

There is no dictionary here. The words that titles of this trade are made of mark the places; a title without any of
them is left to the writer, which makes the lines equal and may break a word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

from jiedai.blocks import Inline, Inlines, LineBreak, Text
from jiedai.formats.common.columns import width

_BEFORE = (
    "赴|调研|考察|视察|检查|督导|参观|访问|来访|座谈|会议|活动|接待|工作"
    "|方案|日程|手册|情况|安排|名单|预案|报告|清单|通知|总结|的函"
)
_PLACES = re.compile(f"(?=(?:{_BEFORE}))|(?<=一行)|(?<=考察团)|(?<=代表团)|(?<=[的和与及、，：])")


def broken(inlines: Inlines, ems: float) -> Inlines:
    """A title's inlines, broken into lines of at most `ems` characters; a line of several runs is left as it is."""
    made: list[Inline] = []
    for index, inline in enumerate(inlines):
        alone = isinstance(inline, Text) and all(isinstance(beside, LineBreak) for beside in _beside(inlines, index))
        if isinstance(inline, Text) and alone and not inline.nowrap:
            made.extend(_run(inline, ems))
        else:
            made.append(inline)
    return tuple(made)


def _beside(inlines: Inlines, index: int) -> Inlines:
    return inlines[max(index - 1, 0) : index] + inlines[index + 1 : index + 2]


def _run(run: Text, ems: float) -> list[Inline]:
    made: list[Inline] = []
    for line in run.text.split("\n"):
        for part in _lines(line, ems):
            made.extend([LineBreak()] if made else [])
            made.append(replace(run, text=part))
    return made


def _lines(title: str, ems: float) -> list[str]:
    """The fewest lines that fit, as even as the places allow; the title in one piece when none do."""
    if width(title) <= ems:
        return [title]
    places = [found.start() for found in _PLACES.finditer(title) if 1 < found.start() < len(title) - 1]
    for breaks in (1, 2, 3):
        choices = []
        for chosen in combinations(places, breaks):
            edges = (0, *chosen, len(title))
            lines = [title[start:end] for start, end in pairwise(edges)]
            widths = [width(line) for line in lines]
            # A single short word under a long line looks lost: such a break is worse than none.
            if max(widths) <= ems and min(widths) >= 4:
                choices.append((max(widths) - min(widths), chosen, lines))
        if choices:
            return min(choices)[2]
    return [title]
