"""`jiedai render`: plans as printed documents."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, words
from jiedai.cli.paths import find
from jiedai.cli.printing import Printing, audience_id, output_folder, print_time, refuse_namesakes
from jiedai.cli.results import Kept
from jiedai.documents.filing import contents
from jiedai.language import _
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Render


STDOUT = "-"
_PUBLIC = "public"


def run(options: Render) -> int:
    """Print plans as documents; the exit status."""
    if options.output == STDOUT:
        return _to_stdout(options)
    if options.watch:
        if options.on is not None:
            raise Failure(_("--watch 和 --on 只用一种"))
        from jiedai.cli.watch import watch

        return watch(options)
    if audience_id(options.audience) == _PUBLIC and not options.documents and not _public_papers():
        from jiedai.cli import disclosure

        return disclosure.run(options, output_folder(options.output), print_time(options.as_of))
    started = time.perf_counter()
    examination = Kept(as_of=options.as_of, alone=True)
    paths = find(options.paths)
    refuse_namesakes(paths)
    printing = Printing(options, print_time(options.as_of), output_folder(options.output))
    if options.on is not None:
        statuses = printing.plans(paths, options.on)
    else:
        statuses = [printing.plan(path, examination) for path in paths]
    seconds = time.perf_counter() - started
    if printing.written or printing.same:
        _say_count(printing, seconds)
        if options.open:
            _open(printing.folders[0] if len(printing.folders) == 1 else printing.out)
    elif max(statuses) == FINE:
        raise Failure(
            _("没有写出任何文件：方案里没有所选文件要用的内容，或所选文件没有这种格式"),
            _("用 jiedai list documents 看各种文件的格式"),
        )
    return max(statuses)


def _public_papers() -> bool:
    """Whether there is a paper of a single plan for the public; of jiedai's own none is."""
    from jiedai.documents.catalog import catalog
    from jiedai.workspace import Workspace

    every = catalog(Workspace.around(Path.cwd())).templates.values()
    return any(_PUBLIC in template.audiences for template in every)


def _to_stdout(options: Render) -> int:
    """Print one paper to standard output. Failure where more is asked for, or a terminal cannot show it."""
    from tempfile import TemporaryDirectory

    formats = words(options.formats)
    if len(words(options.documents)) != 1 or len(formats) != 1 or options.watch or options.on is not None:
        raise Failure(_("-o - 只印一种文件、一种格式"), _("写明是哪种，如 -d 日程安排表 -f txt -o -"))
    (path, *others) = find(options.paths)
    if others:
        raise Failure(_("-o - 一次只印一份方案"), _("写明是哪一份"))
    with TemporaryDirectory(prefix="jiedai-") as folder:
        printing = Printing(options, print_time(options.as_of), Path(folder), named=lambda _path: None)
        status = printing.plan(path, Kept(as_of=options.as_of, alone=True))
        if len(printing.written) > 1:
            raise Failure(
                _("-o - 只印一个文件，这里有 {count} 个").format(count=len(printing.written)),
                _("去掉 --each、--copies"),
            )
        data = printing.written[0].read_bytes() if printing.written else b""
    if data and console.is_terminal(sys.stdout) and b"\0" in data[:4096]:
        raise Failure(_("终端里显示不了这种格式"), _("接到文件：jiedai render … -o - > 文件名"))
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    return status


def _say_count(printing: Printing, seconds: float) -> None:
    """How many files were written, and where it stands what goes to whom."""
    text = (
        _("写了 {count} 个文件，{same} 个没有变化（{seconds:.1f} 秒）")
        if printing.same
        else _("写了 {count} 个文件（{seconds:.1f} 秒）")
    )
    console.say(text.format(count=len(printing.written), same=printing.same, seconds=seconds))
    for folder in printing.folders:
        console.say(_("哪份给谁、印几份、哪些有变化：{path}").format(path=shown(folder / contents.FILE)))


def _open(folder: Path) -> None:
    """Open a folder in the desktop's file manager, where there is one."""
    if not console.opened(folder):
        console.say(_("打不开文件夹，请自己打开 {folder}").format(folder=shown(folder)))
