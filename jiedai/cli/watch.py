"""`jiedai render --watch`: print again what a save has changed, until Ctrl-C.

Folders are watched, not files: editors save by writing a new file and giving it the old one's name. What comes in one
breath is one save. A file that would come out the same but for its print time is left alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.paths import STDIN, meant, plans_of
from jiedai.cli.printing import Printing, output_folder, print_time, refuse_namesakes
from jiedai.cli.results import Kept
from jiedai.language import _
from jiedai.workspace import SUFFIXES, Workspace

if TYPE_CHECKING:
    from threading import Event

    from jiedai.cli.commands.plans import Render

BREATH = 40
"""Milliseconds without a change after which a save is over."""
LONGEST_SAVE = 200
"""Milliseconds after which changes are taken up even where more keep coming."""
LOOK_ROUND = 400
"""Milliseconds after which new folders are noticed."""
_PICTURES = (".png", ".svg")
_TEMPLATES = (".html", ".docx", ".typ")


def watch(options: Render, stop: Event | None = None) -> int:
    """Print plans, then again whatever changes; the exit status. Failure where nothing can be printed at all."""
    if STDIN in options.paths:
        raise Failure(_("--watch 要看着文件，不能用标准输入"), _("写明方案的文件名"))
    as_of = options.as_of
    printing = Printing(options, print_time(as_of), output_folder(options.output))
    examination = Kept(as_of=as_of, alone=True)
    try:
        paths = meant(options.paths)
        plans = plans_of(paths)
        refuse_namesakes(plans)
        for path in plans:
            printing.plan(path, examination)
        console.say(_("看着 {count} 份方案，保存后就重印；按 Ctrl-C 结束").format(count=len(plans)))
        for changed in _saves(paths, stop):
            printing.at(print_time(as_of))
            _again(printing, examination, paths, changed)
    except KeyboardInterrupt:
        console.say("")  # the terminal has written ^C
        console.say(_("不再看着方案"))
    return FINE


def _again(printing: Printing, examination: Kept, paths: list[str], changed: set[Path]) -> None:
    """Print what a save has changed; what goes wrong is told, and the watch goes on."""
    started, before = time.perf_counter(), len(printing.written)
    try:
        plans = plans_of(paths)
        # What is no plan of ours is read by all of them.
        own = [plan for plan in plans if Path(plan).absolute() in changed]
        for path in own if len(own) == len(changed) else plans:
            printing.plan(path, examination)
    except Failure as failure:
        console.complain(failure)
    if count := len(printing.written) - before:
        seconds = time.perf_counter() - started
        console.say(_("重印了 {count} 个文件（{seconds:.2f} 秒）").format(count=count, seconds=seconds))


# --- what is saved ----------------------------------------------------------------------------------------------------


def _saves(paths: list[str], stop: Event | None) -> Iterator[set[Path]]:
    """The files of each save that matter to the plans at PATHs, for as long as nobody stops it."""
    import watchfiles

    folders = _folders(paths)
    while stop is None or not stop.is_set():
        for changes in watchfiles.watch(
            *folders,
            watch_filter=None,
            debounce=LONGEST_SAVE,
            step=BREATH,
            stop_event=stop,
            rust_timeout=LOOK_ROUND,
            yield_on_timeout=True,
            recursive=False,
        ):
            now = _folders(paths)
            new = (file for folder in now - folders for file in folder.iterdir())
            if wanted := _ours([*(Path(path) for _change, path in changes), *new], paths):
                yield wanted
            if now != folders:
                folders = now
                break  # a folder came or went


def _folders(paths: list[str]) -> set[Path]:
    """The folders whose files matter: those of plans, of packs and of templates, each with the folders in it."""
    found: set[Path] = set()
    for path in paths:
        place = Path(path).absolute()
        workspace = Workspace.around(place)
        deep = [workspace.plans_dir, workspace.templates_dir]
        if not place.is_dir():
            found.add(place.parent)
        elif place != workspace.root:
            deep.append(place)
        for folder in deep:
            if folder.is_dir():
                found |= {folder, *(below for below in folder.rglob("*") if below.is_dir())}
    return {folder for folder in found if folder.is_dir()}


def _ours(changed: Iterable[Path], paths: list[str]) -> set[Path]:
    """Those of the files that changed which documents are made from: no temporary files, nothing that was printed."""
    templates = [Workspace.around(Path(path).absolute()).templates_dir for path in paths]
    found = set()
    for path in changed:
        kinds = _TEMPLATES if any(path.is_relative_to(folder) for folder in templates) else ()
        if not path.name.startswith((".", "~")) and path.suffix.lower() in (*SUFFIXES, *_PICTURES, *kinds):
            found.add(path)
    return found
