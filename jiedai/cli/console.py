"""The terminal: data to standard output, everything else to standard error; colour only where a person looks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from jiedai.cli.failure import Failure

Thing = TypeVar("Thing")


def steady(stream: TextIO) -> None:
    """Make a stream take any character: UTF-8 unless the user's PYTHONIOENCODING says otherwise, never a crash."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if os.environ.get("PYTHONIOENCODING"):
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at the stream."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def colourful(stream: TextIO) -> bool:
    """Whether a stream may carry colour."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and is_terminal(stream) and _takes_colour(stream)


def _takes_colour(stream: TextIO) -> bool:
    """On Windows a console must be told to read colours; elsewhere every terminal does."""
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt

    kernel, mode = ctypes.windll.kernel32, ctypes.c_ulong()
    handle = msvcrt.get_osfhandle(stream.fileno())
    return bool(kernel.GetConsoleMode(handle, ctypes.byref(mode)) and kernel.SetConsoleMode(handle, mode.value | 4))


def say(text: str) -> None:
    """A line for the person, on standard error; control characters of file names and plans are shown, not obeyed."""
    from jiedai.report.common.excerpt import harmless

    sys.stderr.write(harmless(text) + "\n")


def complain(failure: Failure) -> None:
    """Print why a command ended."""
    from jiedai.language import _

    say(_("错误：{message}").format(message=failure.message))
    if failure.hint:
        say(_("建议：{hint}").format(hint=failure.hint))


def page(text: str) -> None:
    """A page of the manual as it is laid out for this terminal, on standard output; nothing in it is from a plan."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def data(text: str, colours: Mapping[str, int] | None = None) -> None:
    """What was asked for, on standard output; control characters of file names and plans are shown, not obeyed.

    `colours` are words at the beginning of a line, each with the number of its colour on a terminal that has any.
    """
    import re

    from jiedai.report.common.excerpt import harmless_lines

    shown = harmless_lines(text if text.endswith("\n") else text + "\n")
    if colours and colourful(sys.stdout):
        words = "|".join(map(re.escape, colours))
        shown = re.sub(rf"(?m)^(?:{words})\b", lambda word: f"\x1b[{colours[word[0]]}m{word[0]}\x1b[0m", shown)
    sys.stdout.write(shown)


def deliver(text: str, output: str | None) -> None:
    """What was asked for, in a file, which may exist: it is made, not written by hand; no file or `-`: `data`.

    Failure where the file cannot be written.
    """
    if output is None or output == "-":
        data(text)
        return
    from pathlib import Path

    from jiedai.cli.failure import unwritable
    from jiedai.language import _
    from jiedai.source.save import write_atomic

    try:
        write_atomic(Path(output), text.encode())
    except OSError as error:
        raise unwritable(error, output) from None
    say(_("写好了 {path}").format(path=output))


class Listing(NamedTuple):
    """A table: its headings and rows as a person reads them, and an entry for each row as a program does.

    What a program reads is the same in every language.
    """

    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    data: Sequence[Mapping[str, Any]]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns side by side for a terminal, tab-separated without heading for another program.

    Rows that are wider than the terminal run on below themselves, so that no cell is torn by the terminal.
    """
    import shutil

    from jiedai.report.common.excerpt import width

    if not is_terminal(sys.stdout):
        return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
    cells = [list(head), *([*row] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(head))]
    columns = shutil.get_terminal_size((80, 24)).columns
    if sum(widths) + 2 * len(head[1:]) > columns:
        left = min(widths[0], columns // 3)
        return "".join(line + "\n" for row in cells for line in _running_on(row, left, columns))
    lines = []
    for row in cells:
        padded = (cell + " " * (widths[column] - width(cell)) for column, cell in enumerate(row))
        lines.append("  ".join(padded).rstrip() + "\n")
    return "".join(lines)


def _running_on(cells: Sequence[str], left: int, columns: int) -> Iterator[str]:
    """A row in several lines: as many cells in each as fit, those of further lines set in by `left` and two."""
    from jiedai.report.common.excerpt import width, wrapped

    line = cells[0] + " " * (left - width(cells[0]))
    for cell in filter(None, cells[1:]):
        if width(line) + 2 + width(cell) <= columns:
            line += "  " + cell
            continue
        yield line.rstrip()
        *full, line = (" " * (left + 2) + piece for piece in wrapped(cell, columns - left - 2))
        yield from full
    yield line.rstrip()


def opened(path: Path) -> bool:
    """Open a file or folder as the desktop does; False where there is no desktop, or it does not know how."""
    import typer

    desktop = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    # Without a desktop xdg-open looks for browsers, and complains about each.
    return bool(desktop) and typer.launch(str(path)) == 0


def counted(things: Iterable[Thing], total: int, text: str) -> Iterator[Thing]:
    """The things, with a count on a terminal while they go by; `text` holds `{done}` and `{total}`."""
    import time

    shown = is_terminal(sys.stderr) and total > 1
    last = time.monotonic()
    drawn = False
    try:
        for done, thing in enumerate(things, 1):
            yield thing
            if shown and time.monotonic() - last > 0.1:
                sys.stderr.write("\r" + text.format(done=done, total=total))
                sys.stderr.flush()
                last, drawn = time.monotonic(), True
    finally:
        if drawn:
            sys.stderr.write("\r" + " " * 60 + "\r")
            sys.stderr.flush()
