"""Which value of the plan stands where on a paper, so that a change made there by hand finds its way back.

While a template is filled, every field that is asked of a record of the plan is noted (`View`). What is printed next is
traced to the field asked for last, where it says what that field says and nothing else; the test is the printed text
itself, so an order of words that hides a value costs a trace and never makes a wrong one. Only papers for the staff are
traced: a trace names fields.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from jiedai.diagnostics import KeyPath
from jiedai.documents import wording
from jiedai.documents.subset import TOLD
from jiedai.documents.view import NOTHING, watched
from jiedai.model.base import Node, nodes_in, path_of
from jiedai.model.enumeration import Choice
from jiedai.model.moments import Due, Moment
from jiedai.model.quantities import Count, Diners
from jiedai.model.schedule import Item
from jiedai.model.times import DateRange, TimeRange
from jiedai.visit.addresses import Address, Place, places
from jiedai.visit.case import Case, once

_STANDS_FOR = {"where": "place", "riders": "riders"}
"""Fields made from one of the plan's: the text decides whether they say the same."""
_ENDS = {"begins": "start", "ends": "end"}
"""One end of an item's time in a column of its own, and what of the time it is: `time.start`."""


class _Now(threading.local):
    """Who traces what this thread fills in."""

    tracer: Tracer | None = None


_now = _Now()


@once
def _by_path(case: Case) -> dict[KeyPath, Place]:
    """Every record of a plan by where it stands in its file; many papers are printed from one plan."""
    return {path_of(place.node): place for place in places(case.plan)}


class Tracer:
    """The trace of one paper: addresses in the order in which they are first printed.

    With `reckoning` what says no value alone is marked, too, with what it was made from: below -1, counted downwards.
    """

    def __init__(self, case: Case, *, reckoning: bool = False) -> None:
        self._places = _by_path(case)
        self._numbers: dict[Address, int] = {}
        self._asked: list[tuple[KeyPath, str]] = []
        self._reckoning = reckoning
        self._made_from: dict[tuple[Address, ...], int] = {}

    @property
    def addresses(self) -> list[Address]:
        """What was printed, by number."""
        return list(self._numbers)

    @property
    def made_from(self) -> list[tuple[Address, ...]]:
        """What reckoned texts were made from: the first is marked -2, the second -3."""
        return list(self._made_from)

    def marked(self, value: Any, printed: Any) -> Any:
        """What is printed, marked with the address of the value that it says; as it is where it says none alone."""
        every = self._asked[:] if self._reckoning else []
        made = self._said(value, printed)
        return self._from(every, value, printed) if every and made is printed else made

    def _from(self, asked: list[tuple[KeyPath, str]], value: Any, printed: Any) -> Any:
        """What is printed, marked with what was asked for last, of one record or of several: the times of many items.

        A field that is none of the plan's stands for its whole record.
        """
        text = escape(printed)
        if not text.strip() or Markup(f"<{TOLD}") in text:
            return printed
        same = [path for path, name in asked if name == asked[-1][1]]
        places = [place for path in dict.fromkeys(same) if (place := self._places.get(path)) is not None]
        if not places:
            return printed
        attribute = _attribute(type(places[-1].node), asked[-1][1])
        if isinstance(value, str) and not _draws_on(Markup(_TAGS.sub("", text)).unescape(), places, attribute):
            return printed  # words of the template, behind a look at the plan
        key = tuple(place.of(attribute) if attribute else place.whole for place in places)
        number = self._made_from.setdefault(key, -2 - len(self._made_from))
        return _numbered(number, text)

    def _said(self, value: Any, printed: Any) -> Any:
        asked, self._asked[:] = self._asked[-1:], []
        if not asked:
            return printed
        (path, name) = asked[0]
        place = self._places.get(path)
        text = escape(printed)
        if place is None or Markup(f"<{TOLD}") in text:
            return printed
        if name in _ENDS and isinstance(place.node, Item):
            end = getattr(place.node.time, _ENDS[name])
            if end is None or not says(TimeRange(end), value, text):
                return printed
            return self._told(place.of("time")._replace(field=f"time.{_ENDS[name]}"), text)
        attribute = _attribute(type(place.node), _STANDS_FOR.get(name, name))
        if attribute is None:
            return printed
        meant = place.node.__dict__.get(attribute)
        blank = value is NOTHING and _is_blank(type(place.node), attribute, meant)
        if not blank and not says(meant, value, text):
            return printed
        return self._told(place.of(attribute), text)

    def _told(self, address: Address, text: Markup) -> Markup:
        number = self._numbers.setdefault(address, len(self._numbers))
        return _numbered(number, text)


def _numbered(number: int, text: Markup) -> Markup:
    """A text that is escaped already, with the number of what it says."""
    return Markup(f'<{TOLD} n="{number}">{text}</{TOLD}>')


def _is_blank(model: type[Node], attribute: str, meant: Any) -> bool:
    """Whether a field holds nothing, and one value where it holds something: what may be filled in by hand."""
    return meant in (None, "", (), []) and not any(nodes_in(model.model_fields[attribute].annotation))


def _draws_on(text: str, places: list[Place], attribute: str | None) -> bool:
    """Whether words may be made from fields that were asked for: they say some of it, or whether it is so."""
    if attribute is None:
        return any(char.isdigit() for char in text)
    if _FIGURES.fullmatch(_flat(text)):
        return True
    meant = [place.node.__dict__.get(attribute) for place in places]
    if any(isinstance(one, bool) for one in meant):
        return True
    words = [
        word
        for one in meant
        for part in (one if isinstance(one, (tuple, list)) and type(one) in (tuple, list) else (one,))
        for word in (_times(part) if isinstance(part, (dt.date, Moment, TimeRange, DateRange)) else (_word(part),))
    ]
    return any(len(word) > 1 and (word in _flat(text) or _flat(text) in word) for word in words)


def _attribute(model: type[Node], name: str) -> str | None:
    """The attribute that a view calls so: without the _ behind words of the language."""
    return next((one for one in (name, f"{name}_") if one in model.model_fields), None)


@contextmanager
def tracing(case: Case, *, reckoning: bool = False) -> Iterator[Tracer]:
    """Trace what is filled in meanwhile, in this thread; `reckoning` as of Tracer."""
    tracer = Tracer(case, reckoning=reckoning)
    _now.tracer = tracer
    try:
        with watched(tracer._asked):
            yield tracer
    finally:
        _now.tracer = None


def marked(value: Any, printed: Any) -> Any:
    """What a template prints, marked where somebody traces it."""
    tracer = _now.tracer
    return printed if tracer is None else tracer.marked(value, printed)


# --- whether a text says a value --------------------------------------------------------------------------------------

_TAGS = re.compile(r"<[^>]*>")
_FIGURES = re.compile(r"[\d.,:：年月日时分秒元人天个%+-]+")
"""A text of numbers and units alone."""
_STATED = re.compile(r"<(?:time|data)\b")


def says(meant: Any, value: Any, text: Markup) -> bool:
    """Whether a printed text says what a field says, and nothing besides. `value` is what a template printed."""
    bare = _flat(Markup(_TAGS.sub("", text)).unescape())
    if not bare or isinstance(value, bool) or isinstance(meant, bool):
        return False
    match meant:
        case Choice():
            return bare == _flat(meant.zh)
        case str():
            return not _STATED.search(text) and bare == _flat(meant)
        case tuple() | list() if type(meant) in (tuple, list):
            return not _STATED.search(text) and bare == _flat("、".join(_word(one) for one in meant))
        case Diners(names=names) if names:
            return bare == _flat("、".join(names))
        case int() | Decimal() | Count() | Diners():
            return not isinstance(value, str) and bare == _flat(str(wording.printed(meant)))
        case dt.date() | Moment() | TimeRange() | DateRange():
            return bare in _times(meant)
        case Due(moment=Moment() as moment):
            return bare in _times(moment)
        case _:
            return False


def _word(value: object) -> str:
    return value.zh if isinstance(value, Choice) else str(value)


def _times(value: Any) -> set[str]:
    """The ways in which papers print a day or a time, as far as they say all of it."""
    match value:
        case TimeRange():
            made = [wording.time(value), wording.time24(value)]
        case Moment():
            made = [wording.moment(value)]
        case DateRange():
            made = [wording.days(value)]
        case _:
            made = [wording.day(value), wording.full_day(value), wording.weekday_day(value)]
    return {_flat(one) for one in made}


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
