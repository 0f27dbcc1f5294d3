"""`jiedai arrange`: rooms, rides and tables proposed with their reasons, and written into the plan when asked to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.arrange.alternatives import TITLES, Alternative, Arranging, alternatives
from jiedai.arrange.proposal import MOVED, Aim, Line, Part, Proof, Proposal
from jiedai.arrange.writing import written
from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Arrange

_ALIKE_SHOWN = 3
_MOST_OPTIONS = 4


def run(options: Arrange) -> int:
    """Propose an arrangement, or several, or write one; FOUND where not everything can be had."""
    path = one_path(options.plan)
    most = options.options or 1
    if most > 1 and options.option is None:
        if options.write:
            raise Failure(_("有几种排法，写明写哪一种"), _("如 --option 2 --write"))
        return _show_all(_several(options.what, sound_plan(path), most), options)
    if not options.write:
        return _show(_wanted(options, sound_plan(path)), options.format)
    proposals: list[Proposal] = []

    def change(sound: Sound) -> str:
        proposals.append(_wanted(options, sound))
        return written(sound.loaded.source, proposals[0].edits)

    changed = rewrite(path, change)
    status = _show(proposals[0], options.format)
    console.say(_("写好了 {path}").format(path=shown(Path(path))) if changed else _("方案不用改"))
    return status


def _wanted(options: Arrange, sound: Sound) -> Proposal:
    """The proposal that is asked for by number, else the one that keeps most of the plan."""
    if options.option is None:
        return _checked(options.what, sound, _arranger(options.what)[0](Case(sound.loaded, sound.plan), Aim.KEEP))
    found = _several(options.what, sound, options.options or _MOST_OPTIONS)
    if options.option > len(found):
        hint = _("用 --options {most} 看").format(most=len(found))
        raise Failure(_("只有 {count} 种排法").format(count=len(found)), hint)
    return found[options.option - 1].proposal


def _several(what: str, sound: Sound, most: int) -> list[Alternative]:
    arrange, aims = _arranger(what)
    found = alternatives(Case(sound.loaded, sound.plan), arrange, aims, most)
    _checked(what, sound, found[0].proposal)
    return found


def _checked(what: str, sound: Sound, proposal: Proposal) -> Proposal:
    if what == "rooms" and not proposal.parts and not sound.plan.lodging:
        _need_hotel(Case(sound.loaded, sound.plan))
    return proposal


def _arranger(what: str) -> tuple[Arranging, Sequence[Aim]]:
    """What arranges, and what its arrangements may aim at."""
    match what:
        case "rooms":
            from jiedai.arrange import rooms

            return rooms.arrange_rooms, rooms.AIMS
        case "rides":
            from jiedai.arrange import rides

            return rides.arrange_rides, rides.AIMS
        case _:
            from jiedai.arrange import tables

            return tables.arrange_tables, tables.AIMS


def _need_hotel(case: Case) -> None:
    """Failure where guests stay overnight and nobody knows in which hotel."""
    from jiedai.arrange.stays import fitting_hotels

    if case.plan.dates.first == case.plan.dates.last or not case.plan.guests:
        return
    hotels = fitting_hotels(case)
    hint = _("在“住宿”里写明宾馆")
    if hotels:
        hint = _("在“住宿”里写明宾馆：{names}").format(names=_("、").join(hotels))
    raise Failure(_("不知道住哪家宾馆"), hint)


# --- output -----------------------------------------------------------------------------------------------------------


def _show(proposal: Proposal, format: str) -> int:
    console.data(_as_json(proposal) if format == "json" else _as_text(proposal))
    return FOUND if proposal.clashes else FINE


def _show_all(found: Sequence[Alternative], options: Arrange) -> int:
    if options.format == "json":
        data = {"version": 1, "what": options.what, "options": [_option_data(*one) for one in enumerate(found, 1)]}
        console.data(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        console.data("\n".join(_option_text(number, one) for number, one in enumerate(found, 1)))
        if len(found) < (options.options or 0):
            console.say(_("只有 {count} 种不同的排法").format(count=len(found)))
        if len(found) > 1:
            console.say(_("选好以后：--option N --write"))
    return FOUND if found[0].proposal.clashes else FINE


def _option_text(number: int, one: Alternative) -> str:
    gives_up = _("、").join(one.gives_up) or _("无")
    head = _("【{number}】{title}（{points} 分，越少越好）").format(
        number=number, title=_(TITLES[one.aim]), points=one.points
    )
    return "\n".join([head, _("  放弃：{what}").format(what=gives_up), "", _as_text(one.proposal)])


def _option_data(number: int, one: Alternative) -> dict[str, Any]:
    head = {"option": number, "aim": one.aim.value, "title": _(TITLES[one.aim]), "points": one.points}
    told = {"measures": one.measures, "gives_up": list(one.gives_up)}
    return head | told | _proposal_data(one.proposal)


def _as_text(proposal: Proposal) -> str:
    texts = ["\n".join(_part_lines(part)) for part in proposal.parts]
    blocks = [*texts[:1]]
    for before, text in pairwise(texts):
        # Parts of one line stand below each other, others apart.
        blocks.append("" if "\n" in before + text else text)
        blocks += [text] if "\n" in before + text else []
    if proposal.notes:
        blocks += ["", *(f"- {note}" for note in proposal.notes)]
    if any(part.clash is None for part in proposal.parts):
        blocks += ["", _proof_text(proposal.proof)]
    return "\n".join(blocks).lstrip("\n") + "\n"


def _part_lines(part: Part) -> Iterator[str]:
    """A part for a person; in one line where it is one room, car or table and stays as it is."""
    if part.clash is None and len(part.lines) == 1 and not (part.moves or part.notes or part.lines[0].changed):
        yield _("{title}：{place}，与方案一致").format(title=part.title, place=part.lines[0].place)
        return
    yield part.title
    if part.clash is not None:
        yield from _clash_lines(part)
    else:
        yield from _line_texts(part.lines)
        yield from _move_lines(part)
    yield from (f"  - {note}" for note in part.notes)


def _line_texts(lines: tuple[Line, ...]) -> Iterator[str]:
    """Place, people and reason side by side."""
    from jiedai.report.common.excerpt import width

    cells = [(line.place, _("、").join(line.names)) for line in lines]
    first = max((width(place) for place, _names in cells), default=0)
    second = max((width(names) for _place, names in cells if width(names) <= 40), default=0)
    for (place, names), line in zip(cells, lines, strict=True):
        mark = "*" if line.changed else " "
        gap = " " * (first - width(place))
        text = f"{mark} {place}{gap}  {names}"
        if line.reason:
            text += " " * max(second - width(names), 0) + f"  （{line.reason}）"
        yield text.rstrip()


def _move_lines(part: Part) -> Iterator[str]:
    """Who moves; of a first arrangement only how many there are."""
    moved = [move for move in part.moves if move.before is not None]
    fresh = [move for move in part.moves if move.before is None]
    if moved or (fresh and len(fresh) < sum(len(line.names) for line in part.lines)):
        yield _("  要变动的人：")
        yield from (f"    {move}" for move in (*moved, *fresh))
    elif fresh:
        yield _("  新排 {count} 人").format(count=len(fresh))
    elif part.lines and not any(line.changed for line in part.lines):
        yield _("  与方案一致，不用动")


def _clash_lines(part: Part) -> Iterator[str]:
    """The demands that clash, those of one kind in one line, and what would help."""
    assert part.clash is not None
    head = _("  排不下。下面几条放在一起做不到，去掉任何一条就能做到：")
    yield head if part.clash.sure else _("  没有找到办法，与这些要求有关：")
    kinds: dict[str, list[str]] = {}
    for demand in part.clash.demands:
        if demand.kind:
            kinds.setdefault(demand.kind, []).append(demand.text)
    told = set()
    for demand in part.clash.demands:
        texts = kinds.get(demand.kind, [demand.text])
        if demand.kind in told:
            continue
        if len(texts) > _ALIKE_SHOWN:
            told.add(demand.kind)
            first = _("；").join(texts[:_ALIKE_SHOWN])
            yield _("    · {first}……（共 {count} 条）").format(first=first, count=len(texts))
        else:
            yield f"    · {demand.text}"
    if part.eased:
        yield _("  最小的让步：{relief}").format(relief=_("；").join(part.eased))
    elif part.clash.relief is None and part.clash.weighed:
        yield _("  这些要求都不能让步，要改方案")


def _proof_text(proof: Proof) -> str:
    if proof.proven:
        return _("已证明没有更好的排法。")
    if proof.gap >= MOVED:
        count = -(-proof.gap // MOVED)
        return _("可以用，但没有证明是最好的：如果还有更好的排法，最多少动 {count} 人。").format(count=count)
    return _(
        "可以用，但没有证明是最好的：如果还有更好的排法，最多好 {gap} 分（一个组少分一桌或一车算 60 分）。"
    ).format(gap=proof.gap)


def _as_json(proposal: Proposal) -> str:
    return json.dumps(_proposal_data(proposal), ensure_ascii=False, indent=2) + "\n"


def _proposal_data(proposal: Proposal) -> dict[str, Any]:
    proof = proposal.proof
    return {
        "what": proposal.what,
        "proven": proof.proven and not proposal.clashes,
        "cost": proof.cost,
        "bound": proof.bound,
        "notes": list(proposal.notes),
        "parts": [_part_data(part) for part in proposal.parts],
    }


def _part_data(part: Part) -> dict[str, Any]:
    head: dict[str, Any] = {"id": part.id, "title": part.title, "notes": list(part.notes)}
    if part.clash is not None:
        clash = [demand.text for demand in part.clash.demands]
        return head | {"clash": clash, "minimal": part.clash.sure, "relief": list(part.eased)}
    lines = [
        {"place": line.place, "names": list(line.names), "reason": line.reason, "changed": line.changed}
        for line in part.lines
    ]
    moves = [{"name": move.name, "before": move.before, "after": move.after} for move in part.moves]
    return head | {
        "proven": part.proof.proven,
        "cost": part.proof.cost,
        "bound": part.proof.bound,
        "proof": list(part.proof.by),
        "lines": lines,
        "moves": moves,
    }
