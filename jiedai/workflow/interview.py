"""From what the command line says to a request for a new plan; on a terminal the rest is asked for.

Asking and telling are functions passed in, so nothing here knows of terminals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from jiedai.language import _, current
from jiedai.model.choice import Kind
from jiedai.workflow.emit import Keys
from jiedai.workflow.programme import Travel
from jiedai.workflow.request import (
    NewVisit,
    Usage,
    checked,
    missing,
    read_changes,
    read_guests,
    read_kind,
    read_title,
    read_travel,
    read_visit_dates,
)
from jiedai.workflow.settings import path_of_words

Ask = Callable[[str, str], str]
"""Asks a question, given with its default (empty: none), and returns the answer as typed."""
Tell = Callable[[str], None]
"""Shows a line."""
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Options:
    """What the command line gave, as typed; `changes` are the `key=value` of `--set`, `source` the plan of `--from`."""

    title: str | None = None
    kind: str | None = None
    dates: str | None = None
    keys: Keys = "zh"
    guests: str | None = None
    arrive: str | None = None
    leave: str | None = None
    changes: tuple[str, ...] = ()
    source: Path | None = None


def requested(options: Options, today: dt.date, ask: Ask | None = None, tell: Tell = lambda line: None) -> NewVisit:
    """The request for a new plan. With `ask`, what is missing is asked for, again after each answer that is refused.

    Raises:
        Usage: something is missing and cannot be asked for, or what the command line gave cannot be read.
    """
    options = _completed(options)
    lacking = missing(options.title, options.kind, options.dates)
    if lacking and ask is None:
        raise lacking
    questions = _Questions(ask, tell)
    title = questions.value(options.title, _("来访名称（如 省工信厅来县调研）"), "", read_title)
    kind = questions.value(options.kind, _kind_question(), _guessed(title), read_kind)
    dates = questions.value(
        options.dates,
        _("日期（如 6月16日至17日）"),
        "",
        lambda text: read_visit_dates(text, today),
    )
    visit = NewVisit(title, kind, dates, options.keys, changes=read_changes(options.changes), source=options.source)
    return checked(_with_details(visit, options, questions if lacking and options.source is None else _Questions()))


def _with_details(visit: NewVisit, options: Options, questions: _Questions) -> NewVisit:
    """The request with number of guests, arrival and departure, each of which may stay open."""
    unsure = _("不清楚直接回车")
    number = questions.detail(options.guests, _("来宾人数（{unsure}）").format(unsure=unsure), read_guests)
    legs: list[tuple[Travel, str]] = []
    for given, day, words in (
        (options.arrive, visit.dates.first, _("抵达时间和车次、航班，如 9:20 G7401（{unsure}）")),
        (options.leave, visit.dates.last, _("离开时间和车次、航班，如 13:40 G7418（{unsure}）")),
    ):
        leg = questions.detail(given, words.format(unsure=unsure), _travel_on(day))
        legs.append(leg or (Travel(), ""))
    (arrive, arrive_by), (leave, leave_by) = legs
    return replace(visit, guests=number, arrive=arrive, arrive_by=arrive_by, leave=leave, leave_by=leave_by)


def _travel_on(day: dt.date) -> Callable[[str], tuple[Travel, str]]:
    return lambda text: read_travel(text, day)


def _completed(options: Options) -> Options:
    """The options with title, kind and dates from `--set`, and title and kind from the plan to be copied."""
    changed = {path_of_words(words): typed for words, typed in read_changes(options.changes)}
    options = replace(
        options,
        title=options.title or changed.get(("title",)),
        kind=options.kind or changed.get(("kind",)),
        dates=options.dates or changed.get(("dates",)),
    )
    if options.source is None:
        return options
    from jiedai.workflow.copying import read_earlier

    plan = read_earlier(options.source).plan
    assert plan is not None
    return replace(options, title=options.title or plan.title, kind=options.kind or plan.kind.value)


@dataclass(frozen=True)
class _Questions:
    """Puts questions where there is somebody to answer them."""

    ask: Ask | None = None
    tell: Tell = print

    def value(self, given: str | None, question: str, default: str, read: Callable[[str], Answer]) -> Answer:
        """What was given, else the first answer that can be read."""
        if given is not None and given.strip():
            return read(given)
        assert self.ask is not None
        while True:
            try:
                return read(self.ask(question, default))
            except Usage as refused:
                self.tell(refused.message)

    def detail(self, given: str | None, question: str, read: Callable[[str], Answer]) -> Answer | None:
        """The same for what may stay open: None for an empty answer, or where nobody can be asked."""
        if given is not None and given.strip():
            return read(given)
        while self.ask is not None:
            answer = self.ask(question, "").strip()
            if not answer:
                return None
            try:
                return read(answer)
            except Usage as refused:
                self.tell(refused.message)
        return None


def _kind_question() -> str:
    names = "、".join(kind.zh if current() == "zh" else kind.value for kind in Kind)
    return _("类型（{names}）").format(names=names)


def _guessed(title: str) -> str:
    """The kind that the title names, as the default of the question; empty where it names none."""
    named = next((kind for spelling, kind in Kind.spellings().items() if spelling in title), None)
    return "" if named is None else (named.zh if current() == "zh" else named.value)
