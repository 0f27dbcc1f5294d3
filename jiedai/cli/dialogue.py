"""Questions and answers on a terminal: what cannot be read is asked again, and no other answer is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from jiedai.cli import console
from jiedai.language import _
from jiedai.workflow.drafting.answers import cleaned, is_undecided
from jiedai.workflow.drafting.request import Usage

Answer = TypeVar("Answer")
Read = Callable[[str], Answer]

WIDEST = 76
"""Columns of a line of short names."""


class Asks(Protocol):
    """Where answers come from. `given` is the answer of an option, None where there is none."""

    asking: bool

    def must(self, question: str, read: Read[Answer], given: str | None) -> Answer:
        """An answer there must be."""

    def may(
        self, question: str, read: Read[Answer], given: str | None, listed: Sequence[str] = (), proposed: str = ""
    ) -> Answer | None:
        """An answer that can be left out; of things `listed`, `proposed` is what Enter means."""


class Options:
    """Answers given as options alone; Usage where one cannot be read."""

    asking = False

    def must(self, question: str, read: Read[Answer], given: str | None) -> Answer:
        """The answer given."""
        return read(given or "")

    def may(
        self, question: str, read: Read[Answer], given: str | None, listed: Sequence[str] = (), proposed: str = ""
    ) -> Answer | None:
        """The answer given; None where there is none."""
        return None if given is None or is_undecided(given) else read(given)


class Terminal:
    """Answers typed by a person, for what no option gives."""

    asking = True

    def __init__(self) -> None:
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # whatever is typed is asked again, at worst
        console.say(_("回车跳过可以不答的；Ctrl-C 退出，什么都不写。"))

    def must(self, question: str, read: Read[Answer], given: str | None) -> Answer:
        """The answer given, or asked for until it can be read."""
        while True:
            try:
                return read(asked(question) if given is None else given)
            except Usage as error:
                console.say(error.message)
                given = None

    def may(
        self, question: str, read: Read[Answer], given: str | None, listed: Sequence[str] = (), proposed: str = ""
    ) -> Answer | None:
        """The answer given, or asked for until it can be read; Enter is what is proposed, or leaves it out."""
        if proposed:
            question = _("{question}（回车用“{proposed}”，0 先空着）").format(question=question, proposed=proposed)
        for line in listed if given is None else ():
            console.say(line)
        while True:
            text = asked(question) if given is None else given
            text = text if cleaned(text) else proposed
            if is_undecided(text):
                return None
            try:
                return read(text)
            except Usage as error:
                console.say(error.message)
                given = None


def asked(question: str) -> str:
    """A line typed on the terminal; the end of the input (Ctrl-D) is a way out like Ctrl-C."""
    sys.stderr.write(_("{question}：").format(question=question))
    sys.stderr.flush()
    text = sys.stdin.readline()
    if not text:
        raise KeyboardInterrupt
    return text.rstrip("\r\n")


_YES = frozenset(["y", "yes", "是", "好", "对", "要", "建", "写", "1"])
_NO = frozenset(["n", "no", "否", "不", "不要", "不建", "不写", "0"])


def agrees(question: str, *, usual: bool) -> bool:
    """Whether a person says yes; Enter is `usual`, and what is neither yes nor no is asked again."""
    while True:
        typed = cleaned(asked(question)).casefold()
        if not typed:
            return usual
        if typed in _YES or typed in _NO:
            return typed in _YES
        console.say(_("写 y 或 n"))


def side_by_side(words: Sequence[str]) -> list[str]:
    """Short words in lines as full as they may be."""
    from jiedai.report.common.excerpt import width

    lines: list[str] = []
    for word in words:
        if lines and width(lines[-1]) + 2 + width(word) <= WIDEST:
            lines[-1] += f"  {word}"
        else:
            lines.append(f"  {word}")
    return lines
