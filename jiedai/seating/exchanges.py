"""What an exchange of two people on a chart breaks, and what it sets right: the chart's own rules before and after.

A rule is what the filling of a chart observes: decisions, the places of those with a task, the sides, the places of
interpreters beside their principals, and precedence within each list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import combinations
from typing import NamedTuple

from jiedai.language import _
from jiedai.seating.chart import Chart, Seat
from jiedai.seating.layout import Side, label
from jiedai.visit.people import Person


class Rule(Enum):
    """What may be broken."""

    FIXED = "fixed"
    DUTY = "duty"
    SIDE = "side"
    INTERPRETER = "interpreter"
    ORDER = "order"


class Breach(NamedTuple):
    """A rule that does not hold for somebody; for interpreters and the order, towards whom.

    Of an order, `name` sits higher than `other`, who precedes them.
    """

    rule: Rule
    name: str
    other: str = ""


_Placing = Mapping[str, Person]
"""Who has each place, by `Place.position`."""
_TASKS = (Side.SIGNER, Side.CREW)
_LISTS = (Side.ANY, Side.GUEST, Side.HOST)


def changes(chart: Chart, one: Seat, two: Seat) -> tuple[frozenset[Breach], frozenset[Breach]]:
    """The rules that an exchange of two taken seats would break, and those it would mend."""
    before = {seat.place.position: seat.person for seat in chart.seats if seat.person}
    after = dict(before)
    if one.person and two.person:
        after |= {one.place.position: two.person, two.place.position: one.person}
    held, holds = frozenset(_breaches(chart, before)), frozenset(_breaches(chart, after))
    return holds - held, held - holds


def _breaches(chart: Chart, placing: _Placing) -> Iterator[Breach]:
    """The rules that somebody's place breaks."""
    spots = {person.name: position for position, person in placing.items()}
    serving = set(_serving(chart))
    for seat in chart.seats:
        side = seat.place.slot[0] if seat.place.slot else None
        if seat.name and spots[seat.name] != seat.place.position:
            if seat.fixed:
                yield Breach(Rule.FIXED, seat.name)
            elif side in _TASKS and seat.name in serving:
                yield Breach(Rule.DUTY, seat.name)
        person = placing.get(seat.place.position)
        if person and person.name not in serving and (side is None or person not in chart.party.of(side)):
            yield Breach(Rule.SIDE, person.name)
    yield from _interpreters(chart, placing)
    for side in _LISTS:
        yield from _inverted(chart, placing, side)


def _serving(chart: Chart) -> Iterator[str]:
    """Those who sit where their task has them: what becomes of it is told, not which side they are on."""
    for seat in chart.seats:
        side = seat.place.slot[0] if seat.place.slot else None
        if seat.name and side in (*_TASKS, Side.INTERPRETER) and seat.person in chart.party.of(side):
            yield seat.name


def _interpreters(chart: Chart, placing: _Placing) -> Iterator[Breach]:
    """Interpreters who are not beside their principals: odd ones work for the main host, even ones for the guest."""
    at = {seat.place.slot: placing.get(seat.place.position) for seat in chart.seats if seat.place.slot}
    for seat in chart.seats:
        side, ordinal = seat.place.slot or (None, 0)
        if side is not Side.INTERPRETER or seat.person not in chart.party.interpreters:
            continue
        whom = Side.HOST if ordinal % 2 else Side.GUEST
        principal = next(iter(chart.party.of(whom)), None)
        apart = principal is not None and (whom, 1) in at and at[whom, 1] != principal
        if apart or placing.get(seat.place.position) != seat.person:
            yield Breach(Rule.INTERPRETER, seat.person.name, principal.name if principal else "")


def _inverted(chart: Chart, placing: _Placing, side: Side) -> Iterator[Breach]:
    """Pairs of one list of whom the lower one sits higher; those whom only the order of writing tells apart may."""
    places = {person: index for index, person in enumerate(chart.party.of(side)) if person}
    slots = ((seat.place.slot, placing.get(seat.place.position)) for seat in chart.seats)
    seated = [(slot[1], person) for slot, person in slots if slot and slot[0] is side and person in places]
    seated.sort(key=lambda one: one[0])
    for (_first, higher), (_second, lower) in combinations(seated, 2):
        if higher and lower and places[lower] < places[higher] and not tied(chart, higher.name, lower.name):
            yield Breach(Rule.ORDER, higher.name, lower.name)


def tied(chart: Chart, one: str, two: str) -> bool:
    """Whether only the order of writing tells two people apart."""
    return any({one, two} <= set(tie) for tie in chart.ties)


# --- in words ---------------------------------------------------------------------------------------------------------


def told(chart: Chart, one: Seat, two: Seat) -> list[str]:
    """Every rule that an exchange would break, then every one it would mend, in words."""
    broken, mended = changes(chart, one, two)
    texts = [
        *(_decided(seat) for seat in (one, two) if Breach(Rule.FIXED, seat.name or "") in broken),
        *_tasks(one, two, broken),
        *_interpreting(broken),
        *_sides(one, two, broken),
        *_order(chart, one, two, broken, _("{name}坐得高于排在前面的{names}"), _("{name}坐得低于排在后面的{names}")),
    ]
    for breach in sorted(mended, key=lambda one: (one.name, one.other)):
        if breach.rule is Rule.SIDE:
            texts.append(_("{name}回到自己该坐的位置").format(name=breach.name))
        elif breach.rule is Rule.INTERPRETER:
            texts.append(_("译员{name}回到{principal}身边").format(name=breach.name, principal=breach.other))
    above, below = _("{name}不再坐得高于排在前面的{names}"), _("{name}不再坐得低于排在后面的{names}")
    return texts + list(_order(chart, one, two, mended, above, below))


def _decided(seat: Seat) -> str:
    reason = seat.fixed.reason if seat.fixed else None
    return _("{name}的座位是指定的（{reason}）").format(name=seat.name, reason=reason or _("没有写理由"))


def _tasks(one: Seat, two: Seat, broken: frozenset[Breach]) -> Iterator[str]:
    names = [seat.name for seat in (one, two) if seat.name and Breach(Rule.DUTY, seat.name) in broken]
    sides = {seat.place.slot[0] for seat in (one, two) if seat.place.slot}
    if len(names) > 1 and len(sides) == 1:
        yield _("两人的职责随座位互换")
        return
    for name in names:
        yield _("{name}就不在自己岗位的座位上了").format(name=name)


def _interpreting(broken: frozenset[Breach]) -> Iterator[str]:
    apart = sorted(breach for breach in broken if breach.rule is Rule.INTERPRETER)
    for breach in apart:
        if not breach.other:
            yield _("译员{name}就不在自己的座位上了").format(name=breach.name)
        else:
            yield _("译员{name}就不在{principal}身边了").format(name=breach.name, principal=breach.other)


def _sides(one: Seat, two: Seat, broken: frozenset[Breach]) -> Iterator[str]:
    """Who would sit where their list has no places."""
    first, second = label(one.place.position), label(two.place.position)
    astray = [
        (seat.name, place)
        for seat, place in ((one, second), (two, first))
        if seat.name and Breach(Rule.SIDE, seat.name) in broken
    ]
    if len(astray) > 1 and one.person and two.person and one.person.guest != two.person.guest:
        text = _("宾主错位：{first}坐到{second_place}，{second}坐到{first_place}")
        yield text.format(first=one.name, second=two.name, first_place=first, second_place=second)
        return
    for name, place in astray:
        yield _("{name}坐到{place}，不是自己该坐的位置").format(name=name, place=place)


def _order(chart: Chart, one: Seat, two: Seat, breaches: frozenset[Breach], above: str, below: str) -> Iterator[str]:
    """Pairs out of order, by whichever of the two sits too high, then too low; each pair once."""
    pairs = [breach for breach in breaches if breach.rule is Rule.ORDER]
    names = [seat.name for seat in chart.seats if seat.name]
    listed = {person.name: index for side in reversed(_LISTS) for index, person in _numbered(chart, side)}
    order = sorted(names, key=lambda name: listed.get(name, 0))
    for mover in (one.name, two.name):
        passed = [name for name in order if Breach(Rule.ORDER, mover or "", name) in pairs]
        if passed:
            yield above.format(name=mover, names=_("、").join(passed))
    for mover in (one.name, two.name):
        others = [name for name in order if Breach(Rule.ORDER, name, mover or "") in pairs]
        others = [name for name in others if name not in (one.name, two.name)]
        if others:
            yield below.format(name=mover, names=_("、").join(others))


def _numbered(chart: Chart, side: Side) -> Iterable[tuple[int, Person]]:
    return ((index, person) for index, person in enumerate(chart.party.of(side)) if person)
