"""Which files the PATHs of a command line mean, and what is in them."""

from __future__ import annotations

import glob
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli.console import say
from jiedai.cli.failure import FOUND, Failure, nearest
from jiedai.language import _
from jiedai.workspace import OFFICE_NAME, SUFFIXES, Workspace, knowledge_in, plan_names_in, plans_in, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiedai.loading import Loaded
    from jiedai.source import Unreadable

STDIN = "-"
STDIN_NAME = "<stdin>"
_SHOWN = 8
_TITLES = ("标题", "title")


def find(paths: Sequence[str]) -> list[str]:
    """The plans that PATHs mean, each once: files as named, the plans in folders, `-`; all of `plans/` for none.

    A word that is no path means the plan whose name or title holds it. A PATH that means nothing stays in, for its
    reader to say so. Failure where there is nothing to read, or a word means several plans.
    """
    return plans_of(meant(paths))


def meant(paths: Sequence[str]) -> list[str]:
    """PATHs that exist, with the plan in place of each word that names one, which is told; `plans/` for none."""
    return [_meant(path) for path in paths] or [_default_folder()]


def plans_of(paths: Sequence[str]) -> list[str]:
    """The plans at PATHs that `meant` gave, each once. Failure where there are none."""
    found = dict.fromkeys(plan for path in paths for plan in _plans(path))
    if not found:
        raise Failure(_("“{folder}”里没有方案").format(folder=paths[0]), _("用 jiedai new 新建一份"))
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
    if not _exists(place):
        return _matching(path) or [path]
    if not place.is_dir():
        return [path]
    inner = place / "plans"
    return plan_names_in(str(inner if inner.is_dir() else place))


def knowledge_beside(paths: Sequence[str], plans: Sequence[str]) -> list[str]:
    """The files of the knowledge of the offices whose folders are among PATHs, none that is among `plans`."""
    folders = [Path(path) for path in paths if path != STDIN and Path(path).is_dir()]
    folders += [] if paths else [Workspace.around(Path.cwd()).plans_dir]
    files = (file for folder in folders for file in knowledge_in(Workspace.around(folder).knowledge_dir(folder)))
    return [path for path in dict.fromkeys(map(shown, files)) if path not in plans]


def is_path(word: str) -> bool:
    """Whether a word of a command line is a path, and no name of something in a plan."""
    place = Path(word)
    try:
        return word == STDIN or place.suffix in SUFFIXES or place.name != word or place.exists()
    except (OSError, ValueError):
        return False


def names_plan(word: str) -> bool:
    """Whether a word is a path, or the name or title of a plan holds it."""
    plans = plans_in(Workspace.around(Path.cwd()).plans_dir)
    return is_path(word) or any(_speaks_of(plan, word.strip().casefold()) for plan in plans)


def _exists(place: Path) -> bool:
    try:
        return place.exists()
    except (OSError, ValueError):  # a name too long or with a NUL: the reader says so
        return False


def _matching(path: str) -> list[str]:
    """The files that a pattern fits: Windows leaves patterns to the program."""
    try:
        return sorted(glob.glob(path))  # noqa: PTH207 - may be absolute
    except (OSError, ValueError):
        return []


# --- a word for a plan -----------------------------------------------------------------------------------------------


def _meant(path: str) -> str:
    """The plan whose name or title holds a word that is no path; else the PATH as it is. Failure where several do."""
    word = path.strip().casefold()
    if not word or path == STDIN or Path(path).name != path or _exists(Path(path)) or _matching(path):
        return path
    found = [plan for plan in plans_in(Workspace.around(Path.cwd()).plans_dir) if _speaks_of(plan, word)]
    if len(found) > 1:
        message = _("有 {count} 份方案的文件名或标题里有“{word}”，写明是哪一份")
        raise Failure(message.format(count=len(found), word=path), choice(map(shown, found)))
    if found:
        say(_("“{word}”不是文件，用的是 {plan}").format(word=path, plan=shown(found[0])))
    return shown(found[0]) if found else path


def _speaks_of(plan: Path, word: str) -> bool:
    """Whether a plan's name or title holds a word."""
    return word in plan.name.casefold() or word in _title(plan).casefold()


def _title(plan: Path) -> str:
    """The title as it is written; empty for a plan without one, or that cannot be read."""
    from jiedai.loading import vocabulary  # a path that exists is found without
    from jiedai.source import Unreadable, read_file

    try:
        data = read_file(plan, plan.name, vocabulary=vocabulary()).data
    except Unreadable:
        return ""
    return next((str(data[key]) for key in _TITLES if key in data), "") if isinstance(data, dict) else ""


def choice(names: Iterable[str]) -> str:
    """Names to choose from, as a hint; of many the first."""
    every = list(names)
    return _("可选：{names}").format(names=_("、").join(every[:_SHOWN] + (["…"] if len(every) > _SHOWN else [])))


# --- what is in a file -----------------------------------------------------------------------------------------------


def read(path: str) -> Loaded:
    """The plan, or the office file, at a PATH. Unreadable where it cannot be read at all."""
    from jiedai.loading import Loaded, load, load_office, load_text
    from jiedai.source import read_file

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
    plans = (one for one in beside if one.suffix in SUFFIXES and one.name != OFFICE_NAME and _exists(one))
    names = {one.stem: shown(one) for one in plans}
    close = nearest(place.stem, names)
    return Failure(error.message, _("是不是想写“{name}”？").format(name=names[close]) if close else "")


def no_plan(loaded: Loaded) -> Failure:
    """The failure to say that a file, whose errors were shown, holds no plan; an office file has none to show."""
    if not loaded.diagnostics:
        return Failure(_("{plan} 不是方案，是单位文件").format(plan=loaded.name), _("写明方案的文件名"))
    return Failure(_("{plan} 读不成方案").format(plan=loaded.name), _("先改好上面的错误"), FOUND)


def plan_of_many(path: str, useless: str) -> Loaded | None:
    """The plan at a PATH among others, with `plan` read; None for an office file, which is none of them.

    Failure, to be told while the others are looked at, where it cannot be read; where it is no plan `useless` says so.
    """
    from jiedai.source import Unreadable

    try:
        loaded = read(path)
    except Unreadable as error:
        raise unread(error, path) from None
    if loaded.plan is not None:
        return loaded
    if not loaded.is_plan and not loaded.diagnostics:
        return None
    raise Failure(_(useless).format(plan=loaded.name), _("用 jiedai check 找出并改正"))
