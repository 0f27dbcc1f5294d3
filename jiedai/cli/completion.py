"""What the shell offers when a word is half typed. Names come from files and lists; nothing heavy is imported.

Each function gives (word, help) pairs for the words that begin with what was typed; typer filters once more.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jiedai.language import N_, _

Offers = list[str | tuple[str, str]]
Offering = Callable[..., Offers]

PACKAGE = Path(__file__).parents[1]


def among(known: Sequence[str]) -> Offering:
    """Offers a fixed number of words."""

    def offers(incomplete: str) -> Offers:
        return list(known)

    return offers


def plans(incomplete: str) -> Offers:
    """Plans and folders below what was typed; the plans of `plans/` while nothing is."""
    typed = Path(incomplete)
    folder = typed if incomplete.endswith("/") else typed.parent
    found: Offers = [_word(path) for path in _yaml(folder) if _word(path).startswith(incomplete)]
    if "/" not in incomplete:
        found += [_word(path) for path in _yaml(Path("plans")) if path.name.startswith(incomplete)]
        found += [_word(path) for path in _yaml(Path("plans")) if incomplete and incomplete in path.name]
    return list(dict.fromkeys(found))


def _yaml(folder: Path) -> Iterator[Path]:
    """The YAML files and folders directly in a folder."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for path in entries:
        if not path.name.startswith(".") and (path.is_dir() or path.suffix in (".yaml", ".yml")):
            yield path


def _word(path: Path) -> str:
    return path.as_posix() + ("/" if path.is_dir() else "")


def documents(incomplete: str) -> Offers:
    """Documents by id, with their titles."""
    found: dict[str, str] = {}
    for folder in (PACKAGE.parent / "templates", PACKAGE / "templates", Path("templates")):
        for path in sorted(folder.glob("*.html")):
            if not path.stem.startswith(("_", ".")):
                found[path.stem] = _title(path)
    return _in_list(found, incomplete)


def _title(path: Path) -> str:
    """The title in a template's front matter, as far as a glance shows it."""
    try:
        with path.open(encoding="utf-8") as file:
            head = file.read(600)
    except (OSError, UnicodeDecodeError):
        return ""
    found = re.search(r"^title:.*?zh:\s*[\"']?([^,\"'}]+)", head, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def _in_list(offers: dict[str, str], incomplete: str) -> Offers:
    """The offers for the last of several words with commas between them."""
    before, comma, _typed = incomplete.rpartition(",")
    return [(before + comma + word, text) for word, text in offers.items()]


def formats(incomplete: str) -> Offers:
    """Formats by name."""
    from jiedai.formats import names

    return _in_list(dict.fromkeys(names(), ""), incomplete)


def audiences(incomplete: str) -> Offers:
    """Audiences with their Chinese names."""
    from jiedai.model.base import AUDIENCES

    return list(AUDIENCES.items())


def kinds(incomplete: str) -> Offers:
    """Kinds of visits, in the spelling that was begun."""
    from jiedai.model.choice import Kind

    return list(Kind.spellings())


def codes(incomplete: str) -> Offers:
    """Codes of rules with their names, read from the packs line by line."""
    found: dict[str, str] = {}
    for path in sorted((PACKAGE / "packs").glob("**/*.yaml")):
        text = path.read_text(encoding="utf-8")
        for code, rest in re.findall(r"^  ([A-Z]{2}\d\d):(.*(?:\n   +.*)*)", text, re.MULTILINE):
            title = re.search(r"title:\s*\{zh:\s*([^,}]+)", rest)
            found.setdefault(code, title[1].strip() if title else "")
    return _in_list(dict(sorted(found.items())), incomplete)


def _office() -> Any:
    """The office file of the working directory; None where there is no sound one."""
    from jiedai.loading import load_office
    from jiedai.workspace import Workspace

    path = Workspace.around(Path.cwd()).office_path()
    return load_office(path).office if path else None


def units(incomplete: str) -> Offers:
    """The office's units."""
    office = _office()
    return [unit.name for unit in office.units] if office else []


def people(incomplete: str) -> Offers:
    """The office's people with unit and post."""
    office = _office()
    return [(one.name, f"{one.unit or ''}{one.post or ''}") for one in office.people] if office else []


def hotels(incomplete: str) -> Offers:
    """The office's hotels."""
    from jiedai.model.choice import PlaceKind

    office = _office()
    return [place.name for place in office.places if place.kind is PlaceKind.HOTEL] if office else []


def vehicles(incomplete: str) -> Offers:
    """The office's vehicles with their model."""
    office = _office()
    return [(vehicle.number, vehicle.model or "") for vehicle in office.vehicles] if office else []


def resources(incomplete: str) -> Offers:
    """The office's people, vehicles, places and hotels as `ledger` names them; by name alone where one is begun."""
    office = _office()
    if office is None:
        return []
    from jiedai.visit.bookings import Resource
    from jiedai.workflow.across.resources import Register

    register = Register(office, ())
    offers = [(str(key), key.label) for kind in Resource for key in register.every(kind)]
    return [*offers, *((name, key) for key, name in offers if incomplete and name.startswith(incomplete))]


def readers(ctx: Any, incomplete: str) -> Offers:
    """Everybody who gets papers of the plan on the command line, or of the only one in `plans/`, by key and name."""
    case = _case(ctx)
    if case is None:
        return []
    from jiedai.workflow.changes.parts import parts
    from jiedai.workflow.changes.wording import reader_name

    offers = [(reader.key, reader_name(reader)) for reader in parts(case).readers()]
    # A name is offered where a name is being typed.
    return [*offers, *((name, key) for key, name in offers if incomplete and name.startswith(incomplete))]


def _case(ctx: Any) -> Any:
    """The plan that the command line names, else the only one in `plans/`; None where there is no sound one."""
    from jiedai.loading import load
    from jiedai.source import Unreadable
    from jiedai.visit.case import Case

    plans = _meant(ctx)
    try:
        loaded = load(plans[0]) if len(plans) == 1 else None
    except Unreadable:
        return None
    return Case.of(loaded) if loaded and loaded.plan else None


def _meant(ctx: Any) -> list[Path]:
    """The plans that a word of the command line means, as a path or a part of a name; those of `plans/` without one.

    Where an option waits for its value, what stands before it was not read: a plan may be any of those words.
    """
    from jiedai.workspace import SUFFIXES, Workspace, plans_in

    plans = plans_in(Workspace.around(Path.cwd()).plans_dir)
    given = [ctx.params.get(name) or () for name in ("plan", "old", "paths")]
    words = [word for one in given for word in ([one] if isinstance(one, str) else one)]
    words += getattr(ctx, "args", [])
    for word in words:
        named = [Path(word)] if Path(word).suffix in SUFFIXES else [plan for plan in plans if word in plan.name]
        if named:
            return named
    return plans


def leaving(ctx: Any, incomplete: str) -> Offers:
    """Who or what can be taken out of the plan: its guests with their posts, and the numbers of its items."""
    case = _case(ctx)
    return [*_guests(case), *((item.id, item.what) for _day, item in case.items)] if case else []


def replaceable(ctx: Any, incomplete: str) -> Offers:
    """What can be replaced in the plan: people of both sides, places and vehicles."""
    case = _case(ctx)
    if case is None:
        return []
    plan = case.plan
    ours = [(one.name, f"{one.unit or ''}{one.post or ''}") for one in plan.hosts]
    crew = [(one.name, one.unit or "") for one in plan.crew]
    places = dict.fromkeys(name for _day, item in case.items for name in item.place)
    cars = dict.fromkeys(name for _day, item in case.items for name in item.vehicles)
    return [*_guests(case), *ours, *crew, *places, *cars]


def replacements(incomplete: str) -> Offers:
    """What the office has to put in the place of something else: people, places and vehicles."""
    office = _office()
    return [*people(incomplete), *(place.name for place in office.places), *vehicles(incomplete)] if office else []


def guests(ctx: Any, incomplete: str) -> Offers:
    """The guests of the plan with their posts."""
    case = _case(ctx)
    return _guests(case) if case else []


def _guests(case: Any) -> Offers:
    return [(guest.name, f"{guest.unit or ''}{guest.post or ''}") for guest in case.plan.guests]


def guest_units(ctx: Any, incomplete: str) -> Offers:
    """The units that the guests of the plan come from."""
    case = _case(ctx)
    return list(dict.fromkeys(guest.unit for guest in case.plan.guests if guest.unit)) if case else []


def attendees(ctx: Any, incomplete: str) -> Offers:
    """Who takes part in the visit: guests, hosts and crew, with their posts."""
    case = _case(ctx)
    if case is None:
        return []
    ours = [(one.name, f"{one.unit or ''}{one.post or ''}") for one in case.plan.hosts]
    return [*_guests(case), *ours, *((one.name, one.unit or "") for one in case.plan.crew)]


def charts(ctx: Any, incomplete: str) -> Offers:
    """The numbers of the plan's seating charts, with the item and the form; then those of its items."""
    case = _case(ctx)
    if case is None:
        return []
    items = {item.id: item.what for _day, item in case.items if item.id}
    drawn = [(one.id, f"{items.get(one.item, '')} {one.shape.label if one.shape else ''}".strip())
             for one in case.plan.seating]  # fmt: skip
    return [*drawn, *items.items()]


def meals(ctx: Any, incomplete: str) -> Offers:
    """The numbers of the items that are meals of the plan."""
    case = _case(ctx)
    if case is None:
        return []
    served = {meal.item for meal in case.plan.meals}
    return [(item.id, item.what) for _day, item in case.items if item.id in served]


def days(ctx: Any, incomplete: str) -> Offers:
    """The days of the plan."""
    case = _case(ctx)
    return [f"{day.date}" for day in case.plan.schedule if day.date] if case else []


def remembered(incomplete: str) -> Offers:
    """Guests of whom something is remembered, with their units."""
    return [(one.name, one.unit) for one in _remembered()]


def remembered_units(ctx: Any, incomplete: str) -> Offers:
    """The units of those who are remembered by the name on the command line."""
    return list(dict.fromkeys(one.unit for one in _remembered() if one.name == ctx.params.get("name")))


def _remembered() -> list[Any]:
    from jiedai.workflow.memory.store import guests, store_path
    from jiedai.workflow.records import JournalError
    from jiedai.workspace import Workspace

    try:
        return list(guests(store_path(Workspace.around(Path.cwd()))))
    except (JournalError, OSError):
        return []


def records(incomplete: str) -> Offers:
    """The folders of records."""
    from jiedai.workspace import RECORDS_NAME, Workspace

    try:
        return sorted(
            path.name for path in (Workspace.around(Path.cwd()).root / RECORDS_NAME).iterdir() if path.is_dir()
        )
    except OSError:
        return []


def areas(incomplete: str) -> Offers:
    """What a quiz may be about: the areas of the rules, and the county."""
    known = dict.fromkeys(
        str(code[0] if isinstance(code, tuple) else code).rpartition(",")[2][:2] for code in codes("")
    )
    return _in_list({**dict.fromkeys(known, ""), "county": ""}, incomplete)


def files(incomplete: str) -> Offers:
    """Files and folders below what was typed."""
    typed = Path(incomplete)
    folder = typed if incomplete.endswith("/") else typed.parent
    try:
        return [_word(path) for path in sorted(folder.iterdir()) if _word(path).startswith(incomplete)]
    except OSError:
        return []


def statuses(incomplete: str) -> Offers:
    """What a task may be, in the spelling that was begun."""
    from jiedai.model.choice import TaskStatus

    return list(TaskStatus.spellings())


def events(incomplete: str) -> Offers:
    """Events of drills."""
    from jiedai.workflow.drill.injects import EVENTS

    return [event.name for event in EVENTS]


def schemas(ctx: Any, incomplete: str) -> Offers:
    """What there is a schema of, word by word."""
    from jiedai.cli import outputs

    given = list(ctx.params.get("root") or ())
    known = [name.split() for name in ("plan", "office", "knowledge", "show", *outputs.names())]
    return list(dict.fromkeys(words[len(given)] for words in known if words[: len(given)] == given != words))


def plan_and_numbers(ctx: Any, incomplete: str) -> Offers:
    """Plans while none is named, and the numbers of tasks and items of the one that is, or of the only one there is."""
    given = list(ctx.params.get("words") or ())
    plan = next((Path(word) for word in given if Path(word).suffix in (".yaml", ".yml")), None)
    found = [] if plan else plans(incomplete)
    if plan is None:
        alone = [path for path in _yaml(Path("plans")) if path.name != "office.yaml" and path.is_file()]
        plan = alone[0] if len(alone) == 1 else None
    return [*_numbers(plan), *found] if plan else found


def _numbers(path: Path) -> Offers:
    """The numbers of a plan's tasks, of what it is followed up by, and of its items, with what they are."""
    from jiedai.loading import load
    from jiedai.source import Unreadable

    try:
        plan = load(path).plan
    except Unreadable:
        return []
    if plan is None:
        return []
    tasks: Offers = [(task.id, task.what) for task in plan.tasks if task.id]
    after = plan.review.follow_ups if plan.review else ()
    tasks += [(one.id, one.what) for one in after if one.id]
    return [*tasks, *((item.id, item.what) for _day, item in plan.items())]


def topics(incomplete: str) -> Offers:
    """Topics of the manual."""
    from jiedai.guide import TOPICS

    return list(TOPICS)


# --- installing it ---------------------------------------------------------------------------------------------------


def speak_our_language(command: Any) -> None:
    """Give typer's own options for completion our help, and our words when it was installed."""
    for param in command.params:
        if param.name == "install_completion":
            param.help = N_("为正在用的命令行安装补全")
            param.callback = _told(param.callback)
        elif param.name == "show_completion":
            param.help = N_("显示补全脚本，便于自行安装")


def _told(install: Any) -> Any:
    """typer's installation, what it says in English replaced by one line of ours."""

    def callback(ctx: Any, param: Any, value: Any) -> Any:
        if not value or ctx.resilient_parsing:
            return value
        import contextlib
        import io

        import typer

        from jiedai.cli.console import say
        from jiedai.cli.failure import Failure

        failed = False
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                install(ctx, param, value)
            except (SystemExit, typer.Exit) as ended:
                failed = bool(getattr(ended, "code", 0) or getattr(ended, "exit_code", 0))
        if failed:
            raise Failure(_("认不出正在用的命令行，没有安装补全"), _("用 jiedai --show-completion 看脚本，自行安装"))
        say(_("补全已装好，重新打开终端后生效"))
        raise typer.Exit

    return callback
