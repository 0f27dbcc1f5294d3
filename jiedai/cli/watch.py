"""`jiedai render --watch`: print again what a save has changed, until Ctrl-C.

A file that would come out the same but for its print time is left alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.paths import STDIN, meant, plans_of
from jiedai.cli.printing import Printing, output_folder, print_time, refuse_namesakes
from jiedai.cli.results import Kept
from jiedai.language import _
from jiedai.source.saves import Saves
from jiedai.workspace import SUFFIXES, Workspace

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Render

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
    return Saves(lambda: _ours(_files(paths), paths)).each(stop or Event())


def _files(paths: list[str]) -> Iterator[Path]:
    for folder in _folders(paths):
        with suppress(OSError):  # it went while we looked
            yield from folder.iterdir()


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
            found |= {Path(below) for below, _folders, _files in os.walk(folder)}
    return {folder for folder in found if folder.is_dir()}


def _ours(files: Iterable[Path], paths: list[str]) -> set[Path]:
    """Those of the files that documents are made from: no temporary files, nothing that was printed."""
    templates = [Workspace.around(Path(path).absolute()).templates_dir for path in paths]
    found = set()
    for path in files:
        kind = path.suffix.lower()
        made_from = kind in (*SUFFIXES, *_PICTURES) or (
            kind in _TEMPLATES and any(path.is_relative_to(folder) for folder in templates)
        )
        if made_from and not path.name.startswith((".", "~")):
            found.add(path)
    return found
