"""What a plan says is done, in words: its sentences, words searched in them, numbers of people and days.

Words are searched after phrases that mean something else are taken out, and in clauses that do not refuse the thing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jiedai.model.base import Node
from jiedai.model.choice import TaskStatus
from jiedai.model.spoken import numeral
from jiedai.model.times import WEEKDAYS
from jiedai.patterns import regex
from jiedai.visit.case import Case, once
from jiedai.visit.data import words

_REFUSAL = regex(r"不|勿|严禁|禁止|禁|撤|拆|清除|清理|取消|谢绝|避免|没有|无|防止|未")
_CLAUSE = regex(r"[，。；;,、！？\s]+")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A sentence of the plan with the place it stands in."""

    node: Node
    field: str
    index: int | None
    text: str


def statements(case: Case, *, risks: bool = False) -> tuple[Statement, ...]:
    """Every sentence that says what is done; with `risks` also what is done in a contingency."""
    return (*_planned(case), *_in_contingencies(case)) if risks else _planned(case)


@once
def _planned(case: Case) -> tuple[Statement, ...]:
    return tuple(_arrangements(case))


def _arrangements(case: Case) -> Iterator[Statement]:
    for _day, item in case.items:
        yield Statement(item, "what", None, item.what)
        yield from (Statement(step, "what", None, step.what) for step in item.steps)
        yield from (Statement(item, "materials", index, text) for index, text in enumerate(item.materials))
        if item.notes:
            yield Statement(item, "notes", None, "；".join(item.notes.values()))
    for task in case.plan.tasks:
        if task.status is not TaskStatus.DROPPED:
            yield Statement(task, "what", None, task.what)


def _in_contingencies(case: Case) -> Iterator[Statement]:
    for risk in case.plan.risks:
        yield Statement(risk, "scenario", None, risk.scenario)
        yield from (Statement(risk, "actions", index, text) for index, text in enumerate(risk.actions))


def earnest(text: str, pattern: re.Pattern[str]) -> str | None:
    """What a pattern finds in a clause of a text that does not refuse it (`不悬挂横幅`); None where nothing."""
    matches = (pattern.search(clause) for clause in clauses(text))
    return next((match[0] for match in matches if match), None)


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text that do not refuse what they speak of."""
    return tuple(clause for clause in _CLAUSE.split(text) if not _REFUSAL.search(clause))


def any_of(words: Iterable[str]) -> str:
    """A pattern that finds one of the words."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


class Lexicon(NamedTuple):
    """Words to search, each a regular expression, and phrases with such a word that mean something else."""

    words: re.Pattern[str]
    exceptions: re.Pattern[str] | None

    @classmethod
    def of(cls, words: Iterable[str], exceptions: Iterable[str]) -> Lexicon:
        """A lexicon of two lists; the longest phrase is the one that counts. Without words nothing is found."""
        phrases = sorted(exceptions, key=len, reverse=True)
        return cls(
            regex("|".join(words) or r"(?!)"),
            regex("|".join(map(re.escape, phrases))) if phrases else None,
        )

    def search(self, text: str) -> str | None:
        """The first word that a text has in earnest; None where it has none."""
        found = self.words.search(text)
        if found is None or self.exceptions is None:
            return found and found[0]
        found = self.words.search(self.exceptions.sub("·", text))  # the dot keeps the rest from joining to a new word
        return found and found[0]


@lru_cache(maxsize=128)
def lexicon(file: str, *subject: str) -> Lexicon:
    """The lexicon of a subject in a file of word lists."""
    entry = words(file)
    for step in subject:
        entry = entry[step]
    return Lexicon.of(entry["words"], entry["except"])


def mentioned(text: str, subject: str) -> str | None:
    """The first word of a list of `data/activities.yaml` that a text has in earnest; None where it has none."""
    return lexicon("activities", subject).search(text)


def is_public_event(case: Case) -> bool:
    """Whether the public is invited: by what the plan says on safety, or by its title or purpose."""
    plan = case.plan
    if plan.security and (plan.security.public_event or plan.security.expected):
        return True
    return bool(mentioned(plan.title, "public") or mentioned(plan.purpose, "public"))


_PHRASE = regex(r"[，。；;！？]")
_HEADS = regex(
    r"(?:一行|等|共|总计|合计|总数|人数为?)[^，。；;0-9一二两三四五六七八九十约近]{0,4}"
    r"(?P<about>约|近)?(?P<number>\d{1,4}|[一二两三四五六七八九十]{1,3})\s*(?P<more>[余多几来])?\s*[人名位](?P<after>左右|上下)?"
)
_UNITS = frozenset("人名位")
_PART_ONLY = regex(r"随行|陪同|工作人员|驾驶员|司机|另|其中|包括|含|志愿者|记者")
_DATED = regex(
    r"(?:(?P<year>\d{4})\s*[年\-/.]\s*)?(?P<month>\d{1,2})\s*[月\-/.]\s*(?P<day>\d{1,2})\s*[日号]?\s*"
    r"[（(]?\s*(?P<word>(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天]))"
)


class SpokenDay(NamedTuple):
    """A day with the weekday that a text gives it (0 is Monday)."""

    day: dt.date
    weekday: int


def heads_told(text: str) -> Iterator[int]:
    """How many people a text says there are in all: `一行8人`, `等六人`; not about how many, nor of a part of them."""
    if _UNITS.isdisjoint(text):
        return
    for clause in _PHRASE.split(text):
        if _PART_ONLY.search(clause):
            continue
        for found in _HEADS.finditer(clause):
            if not (found["about"] or found["more"] or found["after"]):
                yield numeral(found["number"])


def weekdays_told(text: str, near: dt.date, names: Collection[str] = ()) -> Iterator[SpokenDay]:
    """The days of a text behind which a weekday stands; a day without a year is the one nearest to `near`.

    Somebody among `names` may be called 周一凡.
    """
    for found in _DATED.finditer(text) if any(word in text for word in ("周", "星期", "礼拜")) else ():
        if any(text.startswith(name, found.start("word")) for name in names):
            continue
        years = [int(found["year"])] if found["year"] else [near.year - 1, near.year, near.year + 1]
        days = [day for year in years if (day := _date(year, int(found["month"]), int(found["day"])))]
        if days:
            weekday = WEEKDAYS.index(found["weekday"].replace("天", "日"))
            yield SpokenDay(min(days, key=lambda day: abs(day - near)), weekday)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # 2月30日 in the words of others is not ours to judge
        return None
