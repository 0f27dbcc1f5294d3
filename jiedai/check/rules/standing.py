"""级别和次序 (of GS16, ZC04): a post against the rank beside it, and seats written against the order of protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.model.choice import Rank, SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.model.people import Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.model.rank import UNSAID
from jiedai.visit.case import Case, Finding, once
from jiedai.visit.people import Person, is_foreign, is_foreigner, known_people, standing_of
from jiedai.visit.posts import Official, highest_rank_at, ranks_of_post
from jiedai.visit.precedence import Ground, Standing, ground, ranked

# --- a post and its rank (GS16) ---------------------------------------------------------------------------------------


def rank_against_post(case: Case) -> Iterator[Finding]:
    """People whose rank is none that their post gives, or above their unit: a 处长 of 厅局级."""
    for person, rank, usual, highest in _doubtful(case):
        message = _("{name}的职务是“{post}”，职级写的是{rank}，这个职务一般是{usual}").format(
            name=person.name,
            post=person.post,
            rank=rank.label,
            usual=_("或").join(one.label for one in sorted(usual, key=lambda one: one.height)),
        )
        if highest is not None:
            message = _("{name}的职级写的是{rank}，{unit}的人一般不高于{highest}").format(
                name=person.name, rank=rank.label, unit=person.unit, highest=highest.label
            )
        hint = _("核对职务和职级；职级另有高低的，照写“二级巡视员”“一级调研员”")
        related = (case.related(person, "post", _("职务写在这里")),)
        yield case.finding(person, "rank", message, hint=hint, related=related)


class _Doubt(NamedTuple):
    """Somebody with a rank that his post does not give: those that it gives, or else the highest of his unit."""

    person: Guest | Host
    rank: Rank
    usual: frozenset[Rank]
    highest: Rank | None


@once
def _doubtful(case: Case) -> list[_Doubt]:
    """Those whose rank is none of those that their post gives, or above their unit.

    A rank that goes with no post (二级巡视员) may be any. Of foreigners nothing is known.
    """
    ours: Sequence[Guest | Host] = case.written.hosts
    theirs = [] if is_foreign(case) else [guest for guest in case.written.guests if not is_foreigner(guest)]
    found = []
    for person in (*theirs, *ours):
        post, rank = person.post or "", person.rank
        if rank is None or is_placeholder(post) or (person.level is not None and person.level.step > UNSAID):
            continue
        official = Official(person.name, person.unit or "", post)
        usual, highest = ranks_of_post(official), highest_rank_at(official)
        if usual:
            doubtful, highest = rank not in usual, None
        else:
            doubtful = highest is not None and rank.height < highest.height
        if doubtful and not _is_above_others(case, person):
            found.append(_Doubt(person, rank, usual, highest))
    return found


def _is_above_others(case: Case, person: Guest | Host) -> bool:
    """Whether somebody works where posts are a rank higher than elsewhere: counties of 重庆."""
    region = case.office.office.region if case.office else None
    return person.rank is Rank.BUREAU and any("重庆" in text for text in (person.unit or "", region or ""))


# --- seats and the order of protocol (ZC04) ---------------------------------------------------------------------------

_SIDES = {"guests": N_("来宾席"), "hosts": N_("主人席"), "people": N_("人员")}
_UNORDERED = (SeatingShape.CAR, SeatingShape.SIGNING)
"""Shapes whose lists are in no order of protocol: a car's seats, signers and their assistants."""


class _Written(NamedTuple):
    """Somebody in a list of a seating, with the place of the name in the list."""

    person: Person
    at: int | None


def seats_out_of_order(case: Case) -> Iterator[Finding]:
    """Lists of seats with somebody before people who come first: the charts seat them otherwise than it is written."""
    doubtful = {doubt.person.name for doubt in _doubtful(case)} if case.plan.seating else set()
    for seating in case.plan.seating:
        if seating.shape in _UNORDERED:
            continue
        aside = {one.person for one in seating.fixed} | doubtful
        for field in _SIDES:
            written = _written(case, seating, field, aside)
            for guests in (True, False):
                side = [one for one in written if one.person.guest is guests]
                found = _overtaken(side, tuple(known_people(case).organs))
                if found is not None:
                    yield _out_of_order(case, seating, field, *found)


def _written(case: Case, seating: Seating, field: str, aside: set[str]) -> list[_Written]:
    """The people whom a list names one by one, without those whose seats or ranks are settled elsewhere."""
    known, found = known_people(case), []
    for name, index in case.entries(seating, field):
        found += [_Written(person, index) for person in known.one_by_one([name]) if person.name not in aside]
    first = {one.person.name: one for one in reversed(found)}
    return [one for one in found if first[one.person.name] is one]  # who stands there twice is told by ZC01


def _overtaken(side: list[_Written], organs: tuple[str, ...]) -> tuple[_Written, Person] | None:
    """The first who is written before somebody certain to come first, and who of these is the highest."""
    highest = list(ranked((one.person for one in side), standing_of, organs).people)
    for at, one in enumerate(side):
        later = {other.person.name for other in side[at + 1 :]}
        before = highest[: highest.index(one.person)]
        first = next(
            (p for p in before if p.name in later and _is_certain(p.standing, one.person.standing, organs)), None
        )
        if first is not None:
            return one, first
    return None


def _is_certain(first: Standing, second: Standing, organs: tuple[str, ...]) -> bool:
    """Whether what puts one person before another was written of both; 正 and 副 where both are."""
    reason = ground(first, second, organs)
    if reason is Ground.ORDER:
        return first.order is not None and second.order is not None
    if reason is Ground.RANK:
        ranks_known = first.rank is not None and second.rank is not None
        return ranks_known and (first.rank is not second.rank or all(map(_says_which, (first, second))))
    return reason is Ground.ROLE


def _says_which(standing: Standing) -> bool:
    """Whether a rank was written with its place in its class: 正厅级, 一级调研员, not 厅局级."""
    level = standing.level
    return level is not None and (level.step > UNSAID or level.written.startswith(("正", "副")))


def _out_of_order(case: Case, seating: Seating, field: str, one: _Written, first: Person) -> Finding:
    message = _("{list}把{name}写在{first}前面，与{reason}不符，座次图会按{reason}重排").format(
        list=_(_SIDES[field]),
        name=one.person.name,
        first=first.name,
        reason=_reason(first.standing, one.person.standing),
    )
    hint = _("次序没有排错的，在名单里写“排序”，或用“指定”写明座位和理由")
    return case.finding(seating, field, message, index=one.at, hint=hint, level=Level.WARNING)


def _reason(first: Standing, second: Standing) -> str:
    """What the order rests on, in words."""
    reason = ground(first, second)
    if reason is Ground.ORDER:
        return _("名单里的排序")
    return _("主陪次序") if reason is Ground.ROLE else _("职级高低")
