"""Who comes before whom: the one place where people of a visit are put in order of protocol.

The order written for a person (排序) wins, then the part among the hosts (主陪), then the rank (of one class 正 before
副 before 职级, as far as it was written), then the usual order of the local posts (the office file's 班子次序, else
what most places keep), then the order in which people are written. Where nothing but the writing decides, that is a
tie: it is returned as such, so that somebody confirms it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from jiedai.model.choice import HostRole, Rank
from jiedai.model.rank import UNSAID, Level

T = TypeVar("T")
_first = itemgetter(0)

_NO_ORDER = 10**9
_STEPS = 100
"""More than there are places within a class of ranks."""
_BEFORE_POST = "副原前拟"
"""Marks before a title that make it another one: 副县长 is no 县长."""
_AFTER_POST = ("助理", "秘书", "代理人", "办公室")
_AREAS = "省州市盟县区旗"
_USUAL = (
    tuple(f"{area}委书记" for area in _AREAS),
    (*(f"{area}长" for area in _AREAS), "自治区主席"),
    ("人大常委会主任", "人大主任"),
    ("政协主席",),
    tuple(f"{area}委副书记" for area in _AREAS),
    tuple(f"{area}委常委" for area in _AREAS),
    ("人大常委会副主任", "人大副主任"),
    tuple(f"副{area}长" for area in _AREAS),
    ("政协副主席",),
)
"""The order that most places keep: the titles that stand for each post, the highest first."""


class Standing(NamedTuple):
    """What decides somebody's place; each part may be unknown.

    `role` counts among hosts only: leave it out where guests and hosts are put in one order. `level` is the rank as it
    was written, where that says more than the class.
    """

    order: int | None = None
    role: HostRole | None = None
    rank: Rank | None = None
    unit: str = ""
    post: str = ""
    level: Level | None = None


class Ground(Enum):
    """Why one of two people comes first."""

    ORDER = "order"
    ROLE = "role"
    RANK = "rank"
    ORGAN = "organ"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Ranking(Generic[T]):
    """People in order of protocol, and the groups among them whom only the order of writing tells apart."""

    people: tuple[T, ...]
    ties: tuple[tuple[T, ...], ...]


def ranked(people: Iterable[T], standing: Callable[[T], Standing], organs: Sequence[str] = ()) -> Ranking[T]:
    """`people` by protocol; `standing` says what is known of each, `organs` the usual order of local posts."""

    keyed = sorted(((_key(standing(person), organs), person) for person in people), key=_first)
    groups = (tuple(person for _key_of_one, person in group) for _key_of_all, group in groupby(keyed, key=_first))
    return Ranking(tuple(person for _key_of_one, person in keyed), tuple(group for group in groups if len(group) > 1))


def ground(first: Standing, second: Standing, organs: Sequence[str] = ()) -> Ground:
    """What tells two people apart; WRITTEN where nothing does."""
    pairs = zip(Ground, _key(first, organs), _key(second, organs), strict=False)
    return next((reason for reason, one, other in pairs if one != other), Ground.WRITTEN)


_PARTS: dict[HostRole | None, int] = {part: at for at, part in enumerate((*HostRole, None))}
"""The place of each part in the company of the guests; those without one come last."""


def _key(known: Standing, organs: Sequence[str]) -> tuple[int, ...]:
    return (
        _NO_ORDER if known.order is None else known.order,
        _PARTS[known.role],
        (known.rank or Rank.OTHER).height * _STEPS + (known.level.step if known.level else UNSAID),
        organ_place(known.unit, known.post, tuple(organs)),
    )


@lru_cache(maxsize=4096)
def organ_place(unit: str, post: str, organs: tuple[str, ...]) -> int:
    """Where a post stands in the usual order: the highest title it holds, or the end where it holds none.

    `organs` are the titles in the local order; without any, the order is the one that most places keep. A title may be
    spread over unit and post (县政协 + 主席 holds 政协主席); 副县长 and 县长助理 do not hold 县长.
    """
    texts = (post, unit + post)
    levels = [(title,) for title in organs] or _USUAL
    holding = (
        place for place, titles in enumerate(levels) if any(_holds(text, title) for title in titles for text in texts)
    )
    return next(holding, len(levels))


def _holds(text: str, title: str) -> bool:
    start = text.find(title) if title else -1
    while start >= 0:
        before, after = text[:start], text[start + len(title) :]
        if not before.endswith(tuple(_BEFORE_POST)) and not after.startswith(_AFTER_POST):
            return True
        start = text.find(title, start + 1)
    return False
