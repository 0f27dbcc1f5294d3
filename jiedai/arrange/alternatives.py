"""Several arrangements of one visit, each best at something else, with what each gives up.

The search is that of a single arrangement; only what it aims at differs. All are measured alike: people moved, rooms or
cars in use, groups parted … - and what an arrangement gives up is what another one has less of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jiedai.arrange.proposal import Aim, Proposal
from jiedai.language import N_, _
from jiedai.visit.case import Case

Arranging = Callable[[Case, Aim], Proposal]

TITLES = {
    Aim.KEEP: N_("尽量照方案"),
    Aim.ANEW: N_("重新排"),
    Aim.TOGETHER: N_("同组同单位在一起"),
    Aim.EVEN: N_("各桌人数和主人均匀"),
    Aim.FEW: N_("房间最少"),
    Aim.ALONE: N_("尽量一人一间"),
    Aim.STEADY: N_("各段坐同一辆车"),
}
_MORE = {
    "moved": N_("多动 {count} 人"),
    "parted": N_("多拆 {count} 处同组同单位"),
    "hostless": N_("多 {count} 桌没有主人"),
    "uneven": N_("各桌人数多差 {count} 人"),
    "rooms": N_("多用 {count} 间房"),
    "mixed": N_("多 {count} 间不同单位同住"),
    "shared": N_("多 {count} 间两人同住"),
    "dropped": N_("多换掉 {count} 次方案里的车"),
    "cars": N_("多用 {count} 车次"),
    "other_car": N_("多 {count} 人次换车"),
    "empty": N_("多空 {count} 个座位"),
}


class Alternative(NamedTuple):
    """An arrangement, what it aims at, its points (fewer are better), what was measured, and what it gives up."""

    aim: Aim
    proposal: Proposal
    points: int
    measures: dict[str, int]
    gives_up: tuple[str, ...] = ()


def alternatives(case: Case, arrange: Arranging, aims: Sequence[Aim], most: int) -> list[Alternative]:
    """At most so many arrangements that differ, the one with the fewest points first; one where some part clashes."""
    found: dict[object, Alternative] = {}
    for aim in aims:
        proposal = arrange(case, aim)
        found.setdefault(_who_is_where(proposal), _measured(aim, proposal))
        if proposal.clashes:
            break
    ranked = sorted(found.values(), key=lambda one: one.points)[:most]
    return [one._replace(gives_up=tuple(_given_up(one, ranked))) for one in ranked]


def _who_is_where(proposal: Proposal) -> object:
    """The companies that people are in, wherever that is; a plan's own places by their names."""
    return frozenset((part.id, line.place, frozenset(line.names)) for part in proposal.parts for line in part.lines)


def _measured(aim: Aim, proposal: Proposal) -> Alternative:
    points, counts = 0, dict[str, int]()
    for part in proposal.parts:
        for measure in part.measures:
            points += measure.amount * measure.weight
            counts[measure.name] = counts.get(measure.name, 0) + measure.amount
    return Alternative(aim, proposal, points, counts)


def _given_up(one: Alternative, others: Sequence[Alternative]) -> list[str]:
    """What the best of the others have less of."""
    told = []
    for name, count in one.measures.items():
        least = min(other.measures.get(name, 0) for other in others)
        if count > least:
            told.append(_(_MORE[name]).format(count=count - least))
    return told
