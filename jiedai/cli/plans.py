"""From the words of a command line to plans: PATHs, days, codes, and what was found in each file."""

from __future__ import annotations

import datetime as dt
import glob
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jiedai.check import engine
from jiedai.check.engine import Selection
from jiedai.check.together import Mark
from jiedai.cli.console import say
from jiedai.cli.failure import FOUND, Failure, near, nearest, words
from jiedai.diagnostics import Diagnostic
from jiedai.language import _
from jiedai.loading import Loaded, load, load_office, load_text
from jiedai.report import quoted
from jiedai.source import Unreadable, read_file
from jiedai.visit.book import PackError, RuleBook, available, rule_book
from jiedai.workspace import OFFICE_NAME, SUFFIXES, Workspace, plans_in, shown

STDIN = "-"
STDIN_NAME = "<stdin>"


def find(paths: Sequence[str]) -> list[str]:
    """The plans that PATHs mean, each once: files as named, the plans in folders, `-`; all of `plans/` for none.

    A PATH that does not exist stays in, for its reader to say so. Failure where there is nothing to read.
    """
    found: dict[str, None] = {}
    for path in paths or [_default_folder()]:
        found |= dict.fromkeys(_plans(path))
    if not found:
        folder = paths[0] if paths else _default_folder()
        raise Failure(_("“{folder}”里没有方案").format(folder=folder), _("用 jiedai new 新建一份"))
    return list(found)


def _default_folder() -> str:
    """`plans/` of the workspace around the working directory. Failure where there is none."""
    folder = Workspace.around(Path.cwd()).plans_dir
    if not folder.is_dir():
        raise Failure(_("这里没有 plans/ 文件夹"), _("用 jiedai new 新建方案，或写明方案的文件名"))
    return shown(folder)


def _plans(path: str) -> list[str]:
    if path == STDIN:
        return [STDIN]
    place = Path(path)
    try:
        if not place.is_dir():
            # Windows leaves patterns to the program.
            return (not place.exists() and sorted(glob.glob(path))) or [path]  # noqa: PTH207 - may be absolute
    except (OSError, ValueError):  # a name too long or with a NUL: the reader says so
        return [path]
    inner = place / "plans"
    return [str(plan) for plan in plans_in(inner if inner.is_dir() else place)]


def read(path: str) -> Loaded:
    """The plan, or the office file, at a PATH. Unreadable where it cannot be read at all."""
    if path == STDIN:
        return load_text(sys.stdin.buffer.read(), STDIN_NAME)
    place = Path(path)
    if place.name != OFFICE_NAME:
        return load(place)
    source = read_file(place, shown(place))
    office = load_office(place)
    return Loaded(source=source, diagnostics=(), path=place, office_file=office, workspace=Workspace.around(place))


def unread(error: Unreadable, path: str) -> Failure:
    """The failure to say why a PATH cannot be read, with the plan that may have been meant where there is none."""
    place = Path(path)
    folders = (place.parent, Workspace.around(Path.cwd()).plans_dir)
    try:
        beside = [] if path == STDIN or place.exists() else [one for folder in folders for one in folder.glob("*")]
    except (OSError, ValueError):  # a name too long or with a NUL
        beside = []
    names = {one.stem: shown(one) for one in beside if one.suffix in SUFFIXES and one.name != OFFICE_NAME}
    close = nearest(place.stem, names)
    return Failure(error.message, _("是不是想写“{name}”？").format(name=names[close]) if close else "")


def no_plan(loaded: Loaded) -> Failure:
    """The failure to say that a file, whose errors were shown, holds no plan; an office file has none to show."""
    if not loaded.diagnostics:
        return Failure(_("{plan} 不是方案，是单位文件").format(plan=loaded.name), _("写明方案的文件名"))
    return Failure(_("{plan} 读不成方案").format(plan=loaded.name), _("先改好上面的错误"), FOUND)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to say about one file: findings and the lines they quote, or why it could not be read.

    `marks` are what other plans may contradict; `lines` hold the lines of their findings too. `unchecked` are the rules
    that errors of format kept from being checked.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    lines: dict[tuple[str, int], str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    unchecked: frozenset[str] = frozenset()
    unreadable: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """A check of one file after the other, to be sent to other processes: call it with a PATH."""

    selection: Selection = engine.ALL
    as_of: dt.date | None = None

    def __call__(self, path: str) -> Outcome:
        """Check the file at a PATH."""
        try:
            loaded = read(path)
        except Unreadable as error:
            why = unread(error, path)
            return Outcome(unreadable=why.message, hint=why.hint)
        return self.of(loaded)

    def of(self, loaded: Loaded) -> Outcome:
        """Check a file that was read."""
        found, marks, unchecked = engine.examined(loaded, as_of=self.as_of, selection=self.selection)
        lines = quoted([*found, *(mark.finding for mark in marks)], loaded.source)
        if loaded.office_file is not None:
            lines |= quoted(found, loaded.office_file.source)
        return Outcome(tuple(found), lines, tuple(marks), unchecked)


def day(text: str | None) -> dt.date | None:
    """The day of `--as-of`. Failure where it cannot be read."""
    from pydantic_core import PydanticCustomError

    from jiedai.model.times import read_day

    if text is None:
        return None
    if text.strip().lower() in ("今天", "today"):
        return dt.date.today()
    try:
        read = read_day(text, None)
    except PydanticCustomError as error:
        context = error.context or {}
        message = _("--as-of：{problem}").format(problem=context.get("problem", text))
        raise Failure(message, str(context.get("hint", ""))) from None
    return dt.date(read.year, read.month, read.day)


def packs_in_force(workspace: Workspace) -> tuple[tuple[str, ...], Path | None]:
    """The names of the packs that the office of a workspace has switched on, and the folder of its own packs."""
    path, folder = workspace.office_path(), workspace.packs_dir
    office = load_office(path).office if path else None
    names = tuple(office.standards.packs) if office and office.standards else ()
    return names, folder if folder.is_dir() else None


def book_here() -> RuleBook:
    """The rules in force in the workspace around the working directory; the national ones where a pack is broken."""
    try:
        return rule_book(*packs_in_force(Workspace.around(Path.cwd())))
    except PackError as error:
        say(error.message)
        return rule_book()


def known_codes() -> set[str]:
    """Every code there is: of the national pack, and the other packs within reach."""
    _names, own = packs_in_force(Workspace.around(Path.cwd()))
    found = set(rule_book().rows)
    for pack in available(own):
        try:
            found |= set(rule_book((pack,), own).rows)
        except PackError:  # a broken pack is reported where an office uses it
            continue
    return found


def chosen_codes(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """The codes of `--select` and `--ignore`: codes or their beginnings. Failure for one that no rule has."""
    wanted, unwanted = ([word.upper() for word in words(values)] for values in (select, ignore))
    if not wanted and not unwanted:
        return engine.ALL
    known = known_codes()
    for code in (*wanted, *unwanted):
        if not any(one.startswith(code) for one in known):
            raise unknown_code(code, known)
    return Selection(tuple(wanted), tuple(unwanted))


def unknown_code(code: str, known: set[str]) -> Failure:
    """The failure to say that no rule has this code."""
    areas = sorted({one[:2] for one in known})
    titled = next((one for one, rows in rule_book().rows.items() if any(row.name == code for row in rows)), "")
    close = near(titled or code, sorted(known)) if titled or code[:2] in areas else ""
    if not close:
        close = _("用 jiedai list rules 看全部代号；领域有 {areas}").format(areas=_("、").join(areas))
    return Failure(_("没有代号“{code}”").format(code=code), close)
