"""What every command over many plans does: read one after the other, tell those that cannot be read, save a paper."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.cli import console
from jiedai.cli.engine import engine
from jiedai.cli.failure import Failure, nearest
from jiedai.cli.paths import STDIN, choice, find, plan_of_many, read, unread
from jiedai.cli.saved import save
from jiedai.language import N_, _
from jiedai.many import in_order
from jiedai.model.base import DamagedValue
from jiedai.source import Unreadable
from jiedai.visit.case import Case
from jiedai.workflow.following.neighbours import is_far

if TYPE_CHECKING:
    from jiedai import blocks as b
    from jiedai.loading import Loaded
    from jiedai.many.parcel import Reads
    from jiedai.model.plan import Plan
    from jiedai.workflow.across.resources import Key, Register


UNREAD = N_("{plan} 有格式错误，读不成方案")
"""What is said of a plan with errors."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one plan has for a ledger, and why it could not be read, or not wholly."""

    rows: tuple[Any, ...] = ()
    complaint: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads one plan after the other, also in other processes: what `work` makes of a plan, where it is `wanted`.

    `partly`: a plan with errors gives what can be understood of it, since something it takes is taken all the same. A
    Failure of the work is told of its plan, and the others go on.
    """

    work: Callable[[Case], Iterable[Any]]
    wanted: Callable[[Plan], bool] | None = None
    partly: bool = False
    useless: str = UNREAD
    """What is said of a plan with errors, where it does not count."""
    reads: Reads | None = None
    """What the work reads beside the plan and what its office has for all plans."""

    def __call__(self, path: str) -> Outcome:
        """What the plan at a PATH has."""
        try:
            loaded = _read(path) if self.partly else plan_of_many(path, self.useless)
        except Failure as why:
            return Outcome(complaint=(why.message, why.hint))
        if loaded is None:
            return Outcome()
        plan = loaded.plan or loaded.partial
        if plan is None or (self.wanted is not None and not self.wanted(plan)):
            return Outcome()
        remedy = _("用 jiedai check 找出并改正")
        try:
            rows = tuple(self.work(Case(loaded, plan)))
        except Failure as why:
            return Outcome(complaint=(why.message, why.hint))
        except DamagedValue:
            return Outcome(complaint=(_("{plan} 有格式错误，读不成方案").format(plan=loaded.name), remedy))
        if loaded.plan is not None:
            return Outcome(rows)
        return Outcome(rows, (_("{plan} 有格式错误，读得懂的已经算在内").format(plan=loaded.name), remedy))


def _read(path: str) -> Loaded | None:
    """The plan at a PATH, or what is sound of it; None for an office file. Failure where nothing can be read of it."""
    try:
        loaded = read(path)
    except Unreadable as error:
        raise unread(error, path) from None
    if loaded.plan is None and loaded.partial is None:
        if not loaded.is_plan and not loaded.diagnostics:
            return None
        raise Failure(_("{plan} 有格式错误，读不成方案").format(plan=loaded.name), _("用 jiedai check 找出并改正"))
    return loaded


@dataclass(slots=True)
class Gathered:
    """The rows of all plans; `wrong` where one of them could not be read, or not wholly."""

    rows: list[Any] = field(default_factory=list)
    wrong: bool = False

    def note(self, outcome: Outcome, *, tell: bool = True) -> None:
        """Note whether one plan could not be read, or not wholly, and say why, unless that was told before."""
        if outcome.complaint:
            self.wrong = True
            if tell:
                console.complain(Failure(*outcome.complaint))


class Days(NamedTuple):
    """Days that a ledger is about."""

    first: dt.date
    last: dt.date


class Period(NamedTuple):
    """From when to when a ledger goes; an open end is everything on that side. `month` where it is one."""

    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    month: dt.date | None = None

    @property
    def dates(self) -> tuple[dt.date | None, dt.date | None]:
        """Its first and its last day."""
        last = None if self.end is None else (self.end - dt.timedelta(microseconds=1)).date()
        return (None if self.begin is None else self.begin.date()), last

    @property
    def days(self) -> Days | None:
        """The days, where both ends are known."""
        first, last = self.dates
        return Days(first, last) if first is not None and last is not None else None


def period(begin: dt.date | None, end: dt.date | None, month: dt.date | None = None) -> Period:
    """What `--from`, `--to` and `--month` mean: a day alone as an end is meant with it. Failure where they clash."""
    if month is not None:
        if begin is not None or end is not None:
            raise Failure(_("--month 和 --from、--to 只用一种"))
        start = dt.datetime.combine(month, dt.time())
        return Period(start, dt.datetime.combine((month + dt.timedelta(days=31)).replace(day=1), dt.time()), month)
    start_, until = begin, end
    if start_ is not None and not isinstance(start_, dt.datetime):
        start_ = dt.datetime.combine(start_, dt.time())
    if until is not None and not isinstance(until, dt.datetime):
        until = dt.datetime.combine(until, dt.time()) + dt.timedelta(days=1)
    if start_ is not None and until is not None and until <= start_:
        raise Failure(_("--to 要在 --from 之后"))
    return Period(start_, until)


def gathered(
    paths: Sequence[str],
    reading: Reading,
    days: Days | None = None,
    *,
    tell: bool = True,
    jobs: int | None = None,
    on: str | None = None,
) -> Gathered:
    """What plans have for a ledger; why one cannot be read is told, unless it was before.

    With `days` those that say by name and head that they are far from these are not read. `jobs` processes read them,
    by default as many as help; `on` is the address of an engine that does. Failure where there is no plan at all, or
    that cannot do it.
    """
    found = Gathered()
    for outcome in outcomes(paths, reading, days, jobs=jobs, on=on):
        found.note(outcome, tell=tell)
        found.rows += outcome.rows
    return found


def outcomes(
    paths: Sequence[str], reading: Reading, days: Days | None = None, *, jobs: int | None = None, on: str | None = None
) -> Iterator[Outcome]:
    """What each plan has for a ledger, as `gathered` has it of all."""
    plans = find(paths)
    if days is not None:
        plans = [path for path in plans if path == STDIN or not is_far(Path(path), *days)]
    with engine(on) as executor:
        results = in_order(reading, plans, jobs, executor=executor, reads=reading.reads)
        yield from console.counted(results, len(plans), _("已读 {done}/{total}"))


def listed(name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows for a program under a name, each as it comes: however many there are, one at a time is in memory."""
    from jiedai.report.common.rows import document

    sys.stdout.writelines(document({"version": 1, name: []}, name, rows))


def printed(document: b.Document, format_: str, name: str, output: str | None) -> None:
    """Save a paper over many plans in a format. Failure where it cannot be written."""
    from jiedai import formats

    writer = formats.writer(format_)
    save(lambda: writer.write(document), writer.SUFFIX, name, output)


def names_in(words: Iterable[str], register: Register) -> list[str]:
    """The names of a command line, with 、 and , between some of them: `person:林峰、沈浩` are two of one kind."""
    found: list[str] = []
    for word in words:
        pieces = [word] if register.meant(word) else re.split(r"\s*[、，,]\s*", word.strip())
        kind = ""
        for piece in filter(None, pieces):
            said = re.match(r"[^:：]+[:：]", piece)
            kind = said[0] if said else kind
            found.append(piece if said else kind + piece)
    return found


def keys_of(register: Register, words: Iterable[str]) -> list[Key]:
    """What the words of a command line mean, each once. Failure for one that nothing or several things are called."""
    found: dict[Key, None] = {}
    for word in names_in(words, register):
        keys = register.meant(word)
        if len(keys) > 1:
            message = _("“{word}”有 {count} 样，写明是哪一样").format(word=word, count=len(keys))
            raise Failure(message, choice(map(str, keys)))
        if not keys:
            known = register.called(word)
            close = nearest(word.replace("：", ":").partition(":")[2] or word, known)
            hint = _("是不是想写“{name}”？").format(name=known[close]) if close else choice(map(str, known.values()))
            raise Failure(_("各份方案和 office.yaml 里都没有“{name}”").format(name=word), hint)
        found[keys[0]] = None
    return list(found)
