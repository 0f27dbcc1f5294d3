"""`jiedai guide`: the manual, in the terminal or as one page for a browser."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console, manpage
from jiedai.cli.app import commands
from jiedai.cli.failure import FINE, Failure, near, suggestion, unwritable
from jiedai.cli.manual import pieces_of, whole
from jiedai.guide import TOPICS
from jiedai.guide.pages import filled, page, pages
from jiedai.language import _, current

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Guide

HTML = (".html", ".htm")
MAN = f".{manpage.SECTION}"
WIDEST = 100
"""Columns of the widest lines, however wide the terminal is."""


def run(options: Guide) -> int:
    """Show a topic, or what topics there are; write or open all of them as one page."""
    topic = _topic(options.topic) if options.topic is not None else None
    if options.output is not None or options.open:
        return _write(options, topic)
    if topic is None:
        rows = [(one.topic, one.title, one.summary) for one in pages()]
        console.data(console.table((_("哪一篇"), _("名称"), _("内容")), rows))
        console.say(_("看一篇：jiedai guide plan；在浏览器里看全部、查找：jiedai guide --open"))
        return FINE
    _show(filled(page(topic).text, pieces_of(commands())))
    return FINE


def _topic(word: str) -> str:
    """The topic that a word names: as the command line has it, or by its title. Failure for another word."""
    titles = {one.title.casefold(): one.topic for one in pages()}
    wanted = word.strip().casefold()
    if wanted in TOPICS:
        return wanted
    if wanted in titles:
        return titles[wanted]
    hint = near(wanted, [*TOPICS, *titles]) or suggestion("", TOPICS)
    raise Failure(_("说明书里没有“{name}”这一篇").format(name=word), hint)


# --- in the terminal -------------------------------------------------------------------------------------------------


def _show(text: str) -> None:
    """Print a page: laid out for a person, as Markdown for another program, which may search it line by line."""
    if not console.is_terminal(sys.stdout):
        console.data(text)
        return
    from jiedai.cli.reader import laid_out

    size = shutil.get_terminal_size((80, 24))
    made = laid_out(text, min(size.columns, WIDEST), colour=console.colourful(sys.stdout))
    if made.count("\n") < size.lines or not _paged(made):
        console.page(made)


def _paged(text: str) -> bool:
    """Show a text a screen at a time; False where there is no program for it."""
    words = shlex.split(os.environ.get("PAGER", "") or "less")
    program = shutil.which(words[0]) if words else None
    if program is None:
        return False
    # As git has it: colours are kept, what fits is not paged. Wide characters are UTF-8 whatever the locale says.
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    pager = subprocess.Popen([program, *words[1:]], stdin=subprocess.PIPE, env=environment)
    with suppress(KeyboardInterrupt):  # which means something to a pager: it ends when it is told to quit
        pager.communicate(text.encode())
    return pager.wait() == 0


# --- as a file -------------------------------------------------------------------------------------------------------


def _write(options: Guide, topic: str | None) -> int:
    """Write all topics as one HTML page, which begins at the topic, or the commands as a page for `man`.

    It is opened where that is wanted.
    """
    path = None if options.output == "-" else _path(options.output)
    data = manpage.page().encode() if path is not None and path.suffix == MAN else whole(topic or "")
    if path is None:
        sys.stdout.write(data.decode())
        return FINE
    from jiedai.source.save import write_atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except OSError as error:
        raise unwritable(error, path) from None
    console.say(_("写好了 {path}").format(path=path))
    if options.open and not console.opened(path):
        console.say(_("打不开浏览器，请自己打开 {path}").format(path=path))
    return FINE


def _path(output: str | None) -> Path:
    """Where the page goes: as asked, else to the user's folder for what can be made again. Failure for no page."""
    if output is None:
        return _folder() / f"guide-{current()}.html"
    path = Path(output)
    if path.suffix.lower() not in (*HTML, MAN):
        message = _("说明书写成网页，各个命令写成 man 手册页，“{path}”都不是")
        raise Failure(message.format(path=output), _("文件名以 .html 或 .1 结尾，如 guide.html、jiedai.1"))
    return path


def _folder() -> Path:
    """Where a page goes that nobody gave a name; who has no home gets it among the temporary files."""
    import tempfile

    from jiedai.source.packaged import cache_folder

    try:
        return cache_folder()
    except RuntimeError:
        return Path(tempfile.gettempdir())
