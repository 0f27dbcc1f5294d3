"""`jiedai render`: plans as printed documents."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.findings import Examination
from jiedai.cli.paths import find
from jiedai.cli.printing import Printing, print_time, refuse_namesakes
from jiedai.language import _
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.app import Render


def run(options: Render) -> int:
    """Print plans as documents; the exit status."""
    if options.watch:
        from jiedai.cli.watch import watch

        return watch(options)
    started = time.perf_counter()
    examination = Examination(as_of=options.as_of)
    paths = find(options.paths)
    refuse_namesakes(paths)
    printing = Printing(options, print_time(options.as_of))
    statuses = [printing.plan(path, examination) for path in paths]
    seconds = time.perf_counter() - started
    if printing.written:
        console.say(
            _("写了 {count} 个文件，在 {folder}（{seconds:.1f} 秒）").format(
                count=len(printing.written), folder=printing.out, seconds=seconds
            )
        )
        if options.open:
            _open(printing.written[0].parent if len(paths) == 1 else printing.out)
    elif max(statuses) == FINE:
        raise Failure(
            _("没有写出任何文件：方案里没有所选文件要用的内容，或所选文件没有这种格式"),
            _("用 jiedai list documents 看各种文件的格式"),
        )
    return max(statuses)


def _open(folder: Path) -> None:
    """Open a folder in the desktop's file manager, where there is one."""
    if not console.opened(folder):
        console.say(_("打不开文件夹，请自己打开 {folder}").format(folder=shown(folder)))
