"""`jiedai seating`: the seating charts of a plan, why somebody sits where they do, who moves when somebody is away.

A table with more hosts than the law lets dine is not drawn. A chart on which somebody has no seat is, with a complaint;
either way the exit status says that something is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure, near, suggestion
from jiedai.cli.one import Sound, one_path, sound_plan
from jiedai.language import _
from jiedai.model.choice import SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.seating.chart import Chart, chart_of
from jiedai.seating.explain import Move, explain, moves
from jiedai.visit.case import Case
from jiedai.visit.rides import carloads

if TYPE_CHECKING:
    from jiedai.cli.commands import plans

_NAMES_SHOWN = 12
_LIMIT = "ZC02"
"""The rule on how many of the host side may dine."""
_TABLES = (SeatingShape.ROUND_TABLE, SeatingShape.TABLES)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as it is to be shown, and who moves because of those who stay away."""

    seating: Seating
    chart: Chart
    moves: tuple[Move, ...] = ()


def run(options: plans.Seating) -> int:
    """Show seating charts; the exit status. Failure for a chart or a person the plan does not have, or none to draw."""
    if options.swap and not options.explain:
        raise Failure(_("--swap 要与 --explain 同用"), _("写成 --explain 甲 --swap 乙"))
    if options.explain and (options.format != "text" or options.absent):
        raise Failure(_("--explain 只有文字输出，也不与 --absent 同用"))
    sound = sound_plan(one_path(options.plan))
    drawings = _drawings(sound, options)
    if options.explain:
        console.deliver(_explained(drawings, options.explain, options.swap), options.output)
        return FINE
    refused = _over_the_limit(sound, drawings)
    drawings = [drawing for drawing in drawings if drawing.seating.id not in refused]
    complaints = [*refused.values(), *_without_seats(drawings)]
    if not drawings:
        raise complaints[0]
    console.deliver(_FORMATS[options.format](drawings, options), options.output)
    for complaint in complaints:
        console.complain(complaint)
    return complaints[0].status if complaints else FINE


# --- what is wrong with them ------------------------------------------------------------------------------------------


def _over_the_limit(sound: Sound, drawings: Sequence[Drawing]) -> dict[str, Failure]:
    """The tables at which more of the host side would dine than the rules allow, by the number of their seating."""
    if not any(drawing.chart.shape in _TABLES for drawing in drawings):
        return {}
    from jiedai.check.engine import check
    from jiedai.check.selection import Selection

    wanted = {drawing.seating.id for drawing in drawings}
    found = {}
    for finding in check(sound.loaded, selection=Selection((_LIMIT,))):
        if finding.code == _LIMIT and finding.counts and len(finding.path) > 1:
            seating = sound.plan.seating[int(finding.path[1])]
            if seating.id in wanted:
                message = _("{id} 没有画：{problem}").format(id=seating.id, problem=finding.message)
                found[seating.id] = Failure(message, finding.hint, FOUND)
    return found


def _without_seats(drawings: Sequence[Drawing]) -> Iterator[Failure]:
    """A complaint for each chart on which somebody has no seat."""
    for drawing in drawings:
        if drawing.chart.unseated:
            names = [person.name for person in drawing.chart.unseated]
            shown = _("、").join(names[:_NAMES_SHOWN]) + ("…" if len(names) > _NAMES_SHOWN else "")
            message = _("{id} 座位不够，没有排上：{names}").format(id=drawing.seating.id, names=shown)
            yield Failure(message, _("加座位，或减少就座的人"), FOUND)


# --- which charts -----------------------------------------------------------------------------------------------------


def _drawings(sound: Sound, options: plans.Seating) -> list[Drawing]:
    case = Case.of(sound.loaded)
    seatings = _chosen(case, options.id)
    if options.absent:
        known = dict.fromkeys(name for seating in seatings for name in _names(chart_of(case, seating)))
        for name in options.absent:
            if name not in known:
                raise _nobody(name, known)
    drawings = []
    for seating in seatings:
        chart = chart_of(case, seating, without=frozenset(options.absent))
        chart = chart._replace(absent=tuple(name for name in chart.absent if name not in options.absent))
        changed = tuple(moves(case, seating, frozenset(options.absent))) if options.absent else ()
        drawings.append(Drawing(seating, chart, changed))
    return drawings


def _chosen(case: Case, number: str | None) -> list[Seating]:
    """The seatings of a number: its own, or those of the item it is the number of; all for no number."""
    if number is None:
        if not case.plan.seating:
            hint = _("在“座次”里写上编号、日程和形式；车里怎么坐，用 --id 写乘车的日程编号")
            raise Failure(_("方案里没有座次"), hint)
        return list(case.plan.seating)
    found = [seating for seating in case.plan.seating if seating.id == number]
    if found:
        return found[:1]
    vehicles = _vehicles(case)
    found = [seating for seating in case.plan.seating if seating.item == number]
    found += [seating for seating in vehicles if number in (seating.id, seating.item)]
    if not found:
        known = [seating.id for seating in (*case.plan.seating, *vehicles)]
        raise Failure(_("方案里没有编号为“{id}”的座次").format(id=number), suggestion(number, dict.fromkeys(known)))
    return found


def _vehicles(case: Case) -> list[Seating]:
    """A seating for each vehicle of each item, none of which a plan needs to write: A2-1 is vehicle 1 of item A2."""
    return [
        Seating(id=f"{item.id}-{load.number}", item=item.id, shape=SeatingShape.CAR, vehicle=load.number)
        for _day, item in case.plan.items()
        for load in carloads(case, item)
    ]


# --- people -----------------------------------------------------------------------------------------------------------


def _names(chart: Chart) -> list[str]:
    return [*chart.names, *(person.name for person in chart.unseated)]


def _nobody(name: str, known: Iterable[str]) -> Failure:
    """The failure to say that nobody of this name is on the charts."""
    names = list(known)
    listed = names[:_NAMES_SHOWN] + (["…"] if len(names) > _NAMES_SHOWN else [])
    hint = near(name, names) or (_("图上有：{names}").format(names=_("、").join(listed)) if names else "")
    return Failure(_("座次图上没有“{name}”").format(name=name), hint)


def _explained(drawings: Sequence[Drawing], name: str, other: str | None) -> str:
    """Why somebody sits there, on every chart that has them."""
    wanted = [name, *([other] if other else [])]
    charts = [drawing.chart for drawing in drawings]
    for person in wanted:
        if not any(person in _names(chart) for chart in charts):
            raise _nobody(person, dict.fromkeys(known for chart in charts for known in _names(chart)))
    parts = []
    for chart in charts:
        away = [person.name for person in chart.unseated if person.name in wanted]
        if away:
            parts.append(_("{id}：{name}在名单里，但座位不够，没有排上").format(id=chart.id, name=_("、").join(away)))
        elif all(person in chart.names for person in wanted):
            head = _("{id}（{title}）").format(id=chart.id, title=chart.title) if chart.title else chart.id
            parts.append(head + "\n" + explain(chart, name, other))
    if not parts:
        raise Failure(_("{names}不在同一张座次图上，没法互换").format(names=_("和").join(wanted)))
    return "\n\n".join(parts) + "\n"


# --- output -----------------------------------------------------------------------------------------------------------


def _as_text(drawings: Sequence[Drawing], options: plans.Seating) -> str:
    from jiedai.seating.text import as_text

    parts = []
    for drawing in drawings:
        told = ""
        if options.absent:
            names = _("、").join(dict.fromkeys(options.absent))
            head = _("{names}不来，要移动的席卡：") if drawing.moves else _("{names}不来，其他人的座位不变")
            told = "\n".join([head.format(names=names), *(f"  {move}" for move in drawing.moves)]) + "\n\n"
        parts.append(told + as_text(drawing.chart))
    return "\n\n".join(parts)


def _as_json(drawings: Sequence[Drawing], options: plans.Seating) -> str:
    from jiedai.seating.data import as_data

    entries: list[dict[str, Any]] = []
    for drawing in drawings:
        entry = as_data(drawing.chart)
        if options.absent:
            entry["moves"] = [{"name": one.name, "before": one.before, "after": one.after} for one in drawing.moves]
        entries.append(entry)
    return json.dumps(entries[0] if len(entries) == 1 else entries, ensure_ascii=False, indent=2) + "\n"


def _as_svg(drawings: Sequence[Drawing], options: plans.Seating) -> str:
    from jiedai.seating.svg import as_svg

    if len(drawings) > 1:
        names = _("、").join(drawing.chart.id for drawing in drawings)
        message = _("有 {count} 张座次图，一次只能画一张").format(count=len(drawings))
        raise Failure(message, _("用 --id 写明是哪一张：{names}").format(names=names))
    return as_svg(drawings[0].chart)


_FORMATS = {"text": _as_text, "json": _as_json, "svg": _as_svg}
