"""`jiedai drill`: a programme run through many times by chance, and scripts to be played at a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure, near, unwritable
from jiedai.cli.moments import moment_data, now
from jiedai.cli.one import one_path, sound_plan
from jiedai.language import _
from jiedai.model.choice import PlanState
from jiedai.visit.case import Case
from jiedai.workflow.drill.injects import EVENTS, Inject, UnknownEvent, injects
from jiedai.workflow.drill.simulation import CAUGHT, MOST_RUNS, Drilled, Lever, drilled, rounded
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.learning import Drill


def run(options: Drill) -> int:
    """Show what a drill comes to, or print its papers; with `--strict` FOUND where a departure is caught too seldom."""
    if not 1 <= options.runs <= MOST_RUNS:
        raise Failure(_("--runs 写 1 到 {most}").format(most=MOST_RUNS))
    sound = sound_plan(one_path(options.plan))
    case = Case(sound.loaded, sound.plan)
    if case.plan.state is not PlanState.NORMAL:
        raise Failure(_("{plan} 是{state}的，不用推演").format(plan=case.name, state=case.plan.state.label))
    try:
        played = injects(case, options.inject)
    except UnknownEvent as error:
        names = [event.name for event in EVENTS]
        hint = near(error.name, names) or _("可选：{names}").format(names=_("、").join(names))
        raise Failure(_("没有“{name}”这种情景").format(name=error.name), hint) from None
    found = drilled(case, seed=options.seed, runs=options.runs)
    match options.format:
        case "json":
            console.data(json.dumps(_data(case, found, played), ensure_ascii=False, indent=2))
        case "text":
            console.data("\n".join(_lines(case, found, played)))
        case _:
            _print(case, found, played, options)
    return FOUND if options.strict and found.missed else FINE


def _print(case: Case, found: Drilled, played: Sequence[Inject], options: Drill) -> None:
    """The paper with the answers goes to the staff, the one without to the units, each in a folder of its own."""
    from jiedai import formats
    from jiedai.cli.printing import output_folder
    from jiedai.documents.filing.names import plan_folder, reader_folder
    from jiedai.source.save import write_atomic
    from jiedai.workflow.drill.paper import leader_paper, player_paper

    writer = formats.writer(options.format)
    moment = now()
    folder = output_folder(options.output) / plan_folder(case.loaded)
    papers = {"staff": leader_paper(case, found, played, moment), "unit": player_paper(case, played, moment)}
    for audience, document in papers.items():
        place = folder / reader_folder(audience, "zh", draft=False) / f"{document.meta.title}{writer.SUFFIX}"
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(place, writer.write(document))
        except OSError as error:
            raise unwritable(error, shown(place)) from None
        console.say(_("写好了 {path}").format(path=shown(place)))


# --- for a program ----------------------------------------------------------------------------------------------------


def _data(case: Case, found: Drilled, played: Sequence[Inject]) -> dict[str, Any]:
    return {
        "version": 1,
        "file": case.name,
        "seed": found.seed,
        "runs": found.runs,
        "anchors": [
            {"id": one.id, "on_time": rounded(one.on_time)}
            | ({} if one.caught is None else {"caught": rounded(one.caught)})
            for one in found.anchors
        ],
        "weakest": found.weakest,
        "levers": [_lever(one) for one in found.levers],
        "worse": [_lever(one) for one in found.worse],
        "all_earlier": None if found.all_earlier is None else _lever(found.all_earlier),
        "injects": [
            {
                "name": one.name,
                "at": moment_data(one.at),
                "item": one.item,
                "covered": one.covered,
                "unit": one.unit,
                "owner": one.owner,
                "phone": one.phone,
            }
            for one in played
        ],
        "uncovered": [one.name for one in played if not one.covered],
    }


def _lever(one: Lever) -> dict[str, Any]:
    data = {"change": one.change, "id": one.id, "minutes": one.minutes, "on_time": rounded(one.on_time)}
    return data | ({} if one.until is None else {"until": one.until})


# --- for a person -----------------------------------------------------------------------------------------------------


def _lines(case: Case, found: Drilled, played: Sequence[Inject]) -> Iterator[str]:
    from jiedai.workflow.drill.paper import advice, anchor_line

    yield _("{plan}  推演 {runs} 次").format(plan=Path(case.name).stem, runs=found.runs)
    if not found.anchors:
        yield _("  没有要准点的安排，或者都没有写钟点")
    for number, one in enumerate(found.anchors):
        weak = _("  ← 最弱") if one.id == found.weakest else ""
        yield f"  {anchor_line(case, found, number)}{weak}"
    if found.weakest is not None:
        yield _("  一次只改一样：")
        yield from (f"    {line}" for line in advice(case, found))
    for one in found.missed:
        yield _("  ! {id} 赶上车次不到 {share}").format(id=one.id, share=f"{CAUGHT:.0%}")
    yield _("情景：")
    for inject in played:
        who = " ".join(filter(None, (inject.unit, inject.owner, inject.phone)))
        covered = who if inject.covered else _("没有预案（该由 {who} 先动）").format(who=who or _("待定"))
        at = f"{inject.at:%m-%d %H:%M}" if inject.at else "-"
        yield f"  {at}  {inject.title}  {covered}"
    if not played:
        yield _("  方案没有预案，也没有看出要靠什么")
