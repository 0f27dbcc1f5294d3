"""`jiedai new`: a new plan, from the kind's playbook or an earlier plan; on a terminal it asks for what is missing."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import arrived, console, onward
from jiedai.cli.dialogue import Asks, Options, Terminal, agrees, side_by_side
from jiedai.cli.failure import FINE, Failure, unwritable
from jiedai.language import _
from jiedai.loading import load
from jiedai.model.choice import Kind
from jiedai.model.times import DateRange
from jiedai.source import Unreadable
from jiedai.workflow.after.lessons import known_lessons
from jiedai.workflow.drafting import answers, choosing, new, request
from jiedai.workflow.drafting.choosing import Choices
from jiedai.workflow.drafting.programme import Travel
from jiedai.workflow.drafting.request import NewVisit, Stated, Usage
from jiedai.workspace import Workspace, plans_in, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import New
    from jiedai.model.office import Office
    from jiedai.workflow.drafting.emit import Keys


def run(options: New) -> int:
    """Write a new plan, or show it with `--stdout`; of a letter, with `-f json`, only what was read."""
    if options.from_json or options.from_ics:
        from jiedai.cli import begun

        return begun.run(options)
    if options.format == "json":
        return arrived.show(options.letter, options.as_of)
    workspace = Workspace.around(Path.cwd())
    stated, founded = Stated(), False
    try:
        changes = request.read_changes(options.values)
        options = _filled(options, dict(changes))
        if options.letter:
            options, stated = arrived.begun(options)
        asks = _asks(options)
        keys: Keys = "en" if options.keys == "en" else "zh"
        if asks.asking and not options.stdout and options.title is None:
            founded = _offered_office(workspace, asks, keys)
        visit = _heading(options, asks, None if options.stdout else workspace)
        source = Path(options.source) if options.source else None
        visit = replace(visit, keys=keys, changes=changes, source=source, stated=stated)
        office = new.standing_office(workspace, keys)
        if asks.asking and (changes or source):
            new.compose(visit, office)  # what cannot be done is told before the questions
        visit = _journey(visit, options, asks)
        if source is None:
            visit = _chosen(visit, options, asks, office, on_file=workspace.office_path() is not None)
        if source is None and not options.no_lessons:
            visit = replace(visit, learned=tuple(known_lessons(office, plans_in(workspace.plans_dir))))
        if source is None:
            visit = replace(visit, able=_able(visit, office, workspace))
        if options.letter and not asks.asking:
            visit = _decided(visit, office, workspace, options.as_of or dt.date.today())
        return _show(visit, office) if options.stdout else _write(visit, workspace)
    except Usage as error:
        raise Failure(error.message) from None
    except KeyboardInterrupt:
        console.say("\n" + (_("停下了，方案没有写；本单位的资料已经建好") if founded else _("停下了，什么都没有写")))
        raise


def _offered_office(workspace: Workspace, asks: Asks, keys: Keys) -> bool:
    """In a folder with nothing of an office in it, ask whether to begin one first; whether one was begun."""
    if workspace.office_path() is not None or workspace.plans_dir.exists():
        return False
    if not agrees(_("这个文件夹里还没有本单位的资料，先建好它吗（回车建，n 不建）"), usual=True):
        return False
    from jiedai.cli import founding
    from jiedai.workflow.standing.reading import Rows

    founding.found(workspace, asks, Rows(), {}, keys)
    return True


def _able(visit: NewVisit, office: Office | None, workspace: Workspace) -> dict[str, str]:
    """Who of the office can take which duty at a visit, by what else they do around it and what they have learnt."""
    if office is None or not any(person.skills for person in office.people):
        return {}
    from jiedai.workflow.study.assigning import advice  # only where the office says what people can do

    first, last = (dt.date.fromordinal(day.toordinal()) for day in (visit.dates.first, visit.dates.last))
    plans = plans_in(workspace.plans_dir) if workspace.plans_dir.is_dir() else []
    return advice(office, (first, last), workspace, plans)


def _decided(visit: NewVisit, office: Office | None, workspace: Workspace, begun: dt.date) -> NewVisit:
    """The request with what the office's own file decides, as nobody is asked; work begins on the day `begun`."""
    from jiedai.workflow.drafting.deciding import decided
    from jiedai.workflow.study.assigning import free

    first, last = (dt.date.fromordinal(day.toordinal()) for day in (visit.dates.first, visit.dates.last))
    plans = plans_in(workspace.plans_dir) if workspace.plans_dir.is_dir() else []
    return replace(decided(visit, office, free(office, (first, last), workspace, plans)), begun=begun)


def _filled(options: New, said: dict[str, str]) -> New:
    """The options, with what `--set` says and what the earlier plan has for title and kind."""
    title = options.title or said.get("标题") or said.get("title")
    kind = options.kind or said.get("类型") or said.get("kind")
    dates = options.dates or said.get("日期") or said.get("dates")
    if options.source and not (title and kind):
        try:
            earlier = load(Path(options.source)).plan
        except Unreadable as error:
            raise Failure(error.message) from None
        if earlier is not None:
            title, kind = title or earlier.title, kind or earlier.kind.value
    return options._replace(title=title, kind=kind, dates=dates)


def _asks(options: New) -> Asks:
    """A person where one sits at the terminal, else the options, of which none may be missing."""
    if options.source and options.letter:
        raise Usage(_("--from 和 --from-letter 只能写一个"))
    if options.source and (kept := [name for name, value in _kept(options).items() if value]):
        text = _("--from 照旧方案写，不能再写{names}；要换的，写好以后再改")
        raise Usage(text.format(names=_("、").join(kept)))
    if console.is_terminal(sys.stdin):
        return Terminal()
    absent = request.missing(options.title, options.kind, options.dates)
    if absent is not None:
        raise absent
    return Options()


def _kept(options: New) -> dict[str, object]:
    """The options for what a copy takes from the earlier plan."""
    return {"--lead": options.lead, "--host": options.host, "--hotel": options.hotel, "--vehicle": options.vehicles}


# --- questions -------------------------------------------------------------------------------------------------------


def _heading(options: New, asks: Asks, workspace: Workspace | None) -> NewVisit:
    """Title, kind and dates. Where the plan is written into a workspace, there must be none of that name already."""
    title = asks.must(_("标题"), answers.read_title, options.title)
    kind = asks.must(_("类型（{kinds}）").format(kinds=_("、").join(_numbered())), _kind, options.kind)
    dates = asks.must(_("日期，如 6月16日至6月17日"), _dates, options.dates)

    def free(text: str) -> str:
        read = answers.read_title(text)
        if workspace is not None:
            new.refuse_existing(dates, read, workspace)
        return read

    visit = NewVisit(asks.must(_("标题"), free, title), kind, dates)
    if options.hotel and not visit.overnight:
        raise Usage(_("来访只有一天，不住宿，不能写 --hotel"))
    return visit


def _dates(text: str) -> DateRange:
    return answers.read_visit_dates(text, dt.date.today())


def _numbered() -> list[str]:
    return [f"{number} {kind.label}" for number, kind in enumerate(Kind, 1)]


def _kind(text: str) -> Kind:
    """A kind by its number in the list or its name."""
    kinds = list(Kind)
    number = answers.cleaned(text).rstrip("、.． ")
    if number.isdecimal() and 1 <= int(number) <= len(kinds):
        return kinds[int(number) - 1]
    return answers.read_kind(text)


def _journey(visit: NewVisit, options: New, asks: Asks) -> NewVisit:
    """Who comes, how many, and how they come and go."""
    unit = asks.may(
        _("来访单位，如 省农业农村厅"),
        answers.read_from_unit,
        options.from_unit,
        proposed=answers.visiting_unit(visit.title),
    )
    guests = asks.may(_("来宾人数，如 6 或 约120"), answers.read_guests, options.guests)
    first, last = visit.dates.first, visit.dates.last
    arrive = asks.may(
        _("怎么来、几点到，如 9:20 G7401，或 9点半 自驾"),
        lambda text: answers.read_travel(text, first),
        options.arrive,
    )
    visit = replace(visit, from_unit=unit or "", guests=guests, arrive=arrive or Travel())
    leaving = asks.may(
        _("怎么走、几点走，如 15:40 G7418"),
        lambda text: request.with_departure(visit, answers.read_travel(text, last)),
        options.leave,
    )
    return leaving or visit


def _chosen(visit: NewVisit, options: New, asks: Asks, office: Office | None, *, on_file: bool) -> NewVisit:
    """What the office has for the visit: bureau, chief host, hotel, cars. `on_file` says that it has an office file."""
    bureaus = choosing.bureaus(office, visit)
    if not on_file:
        bureaus = bureaus._replace(entries=(), others=lambda name: len(name) > 1 and not name.isdecimal())
    lead = _one(asks, _("对口部门，写编号或名称"), bureaus, options.lead)
    host = _one(asks, _("主陪，写编号或姓名"), choosing.hosts(office, visit), options.host)
    hotel = ""
    if visit.overnight:
        hotel = _one(asks, _("宾馆，写编号或名称"), choosing.hotels(office, visit), options.hotel)
    cars = choosing.vehicles(office, visit)
    given = _("、").join(options.vehicles) or None
    taken = asks.may(_("用车，写车号，几辆用顿号隔开"), cars.several, given, _listed(cars), _("、").join(cars.proposed))
    return replace(visit, lead=lead, host=host, hotel=hotel, vehicles=taken or ())


def _one(asks: Asks, question: str, choices: Choices, given: str | None) -> str:
    """One of the things to choose from; empty where nobody decides."""
    proposed = choices.proposed
    if len(proposed) > 1:
        question = _("{question}（可能是{names}）").format(question=question, names=_("、").join(proposed))
    only = proposed[0] if len(proposed) == 1 else ""
    return asks.may(question, choices.one, given, _listed(choices), only) or ""


def _listed(choices: Choices) -> Sequence[str]:
    """The lines of a numbered list; things without a note stand side by side."""
    if not choices.entries:
        return ()
    lines = [f"{label} {name}" if label != name else label for label, name, _note in choices.entries]
    if not any(entry.note for entry in choices.entries):
        return [_("{what}：").format(what=choices.what), *side_by_side(lines)]
    noted = (f"  {line}  {entry.note}".rstrip() for line, entry in zip(lines, choices.entries, strict=True))
    return [_("{what}：").format(what=choices.what), *noted]


# --- results ---------------------------------------------------------------------------------------------------------


def _show(visit: NewVisit, office: Office | None) -> int:
    text, notes = new.compose(visit, office)
    console.data(text)
    for note in notes:
        console.say(note)
    return FINE


def _write(visit: NewVisit, workspace: Workspace) -> int:
    try:
        created = new.write(visit, workspace)
    except OSError as error:
        raise unwritable(error, shown(workspace.plans_dir)) from None
    path = shown(created.path)
    console.data(path)
    if created.office_created is not None:
        console.data(shown(created.office_created))
    for note in created.notes:
        console.say(note)
    if created.office_created is not None:
        console.say(
            _("先填 {office}（单位、部门、场所、车辆），以后的方案都用它").format(office=shown(created.office_created))
        )
    onward.say(onward.FILL, plan=path)
    return FINE
