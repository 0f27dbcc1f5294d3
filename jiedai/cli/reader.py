"""A Markdown page laid out for a terminal.

rich reads and colours it. Three things are done here: lines break between Chinese characters too and never before a
comma (rich breaks at blanks alone); a table that is wider than the terminal keeps its short first columns and runs the
other cells on beside them (rich squeezes all columns until words are torn); code stands in, without a background.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from rich import markdown
from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.containers import Lines
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from jiedai.report.common.excerpt import wrapped

_LINK = re.compile(r"\[([^\]]+)\]\(\w+\.md\)")
_INDENT = 2
_GAP = 2
_BETWEEN = " · "
_THEME = Theme(
    {
        "markdown.h1": "bold underline",
        "markdown.h2": "bold underline",
        "markdown.h3": "bold",
        "markdown.code": "magenta",  # of the eight colours the one that can be read on white and on black
        "markdown.code_block": "none",
        "markdown.table.header": "bold",
        "markdown.table.border": "none",
        "markdown.item.bullet": "none",
        "markdown.item.number": "none",
    }
)


def laid_out(text: str, columns: int, *, colour: bool) -> str:
    """A page as lines of at most `columns` display columns, with escape codes where it may be colourful."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=columns,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        theme=_THEME,
    )
    # In a terminal the name of another topic is enough: there is nothing to click.
    console.print(_Page(_LINK.sub(r"\1", text), hyperlinks=False))
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().strip("\n").splitlines())


class _Words(Text):
    """Text that breaks as Chinese does."""

    def wrap(self, console: Console, width: int, **_options: Any) -> Lines:
        """The lines of the text, each no wider than `width` display columns."""
        lines = Lines()
        for line in self.split(allow_blank=True):
            starts, at = [], 0
            for piece in wrapped(line.plain, width):
                at = line.plain.index(piece, at)
                starts.append(at)
                at += len(piece)
            lines.extend(line.divide(starts[1:]))
        for line in lines:
            line.rstrip()
        return lines


class _Paragraph(markdown.Paragraph):
    def on_enter(self, context: markdown.MarkdownContext) -> None:
        super().on_enter(context)
        self.text = _Words()


class _Heading(markdown.Heading):
    def on_enter(self, context: markdown.MarkdownContext) -> None:
        super().on_enter(context)
        self.text = _Words()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.text


class _Code(markdown.CodeBlock):
    """Code, below the path that it names."""

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Any) -> _Code:
        return cls(token.info.partition(" ")[2], "")

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.lexer_name:
            yield Text(self.lexer_name, style="bold")
        yield Padding(Text(self.text.plain.rstrip()), (0, 0, 0, _INDENT), expand=False)


class _Table(markdown.TableElement):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        assert self.header is not None
        assert self.header.row is not None
        head = [cell.content for cell in self.header.row.cells]
        for text in head:
            text.stylize("markdown.table.header")
        rows = [[cell.content for cell in row.cells] for row in (self.body.rows if self.body else [])]
        widths = [max(row[column].cell_len for row in (head, *rows)) for column in range(len(head))]
        if sum(widths) + _GAP * (len(widths) - 1) <= options.max_width:
            yield _grid([head, *rows])
            return
        kept = _columns_kept(widths, options.max_width)
        across = options.max_width - sum(widths[:kept]) - _GAP * kept
        yield _grid([[*row[:kept], Group(*_running_on(row[kept:], across))] for row in (head, *rows)])


def _grid(rows: Sequence[Sequence[Any]]) -> Table:
    """Cells side by side, without lines."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    for column in range(len(rows[0])):
        table.add_column(no_wrap=column < len(rows[0]) - 1)
    for row in rows:
        table.add_row(*row)
    return table


def _columns_kept(widths: Sequence[int], columns: int) -> int:
    """How many of the first columns stand side by side, leaving the greater part of the line to the others."""
    kept = 0
    while kept < len(widths) - 1 and sum(widths[: kept + 1]) + _GAP * (kept + 1) <= 0.45 * columns:
        kept += 1
    return kept


def _running_on(cells: Sequence[Text], columns: int) -> Iterator[Text]:
    """Cells one after the other, as many in a line as fit; a longer one has lines of its own."""
    line = _Words()
    for cell in cells:
        if not cell:
            continue
        if line and line.cell_len + len(_BETWEEN) + cell.cell_len > columns:
            yield line
            line = _Words()
        line.append_text(Text(_BETWEEN) + cell if line else cell)
    yield line


class _Page(markdown.Markdown):
    elements: ClassVar[dict[str, type[markdown.MarkdownElement]]] = {
        **markdown.Markdown.elements,
        "paragraph_open": _Paragraph,
        "heading_open": _Heading,
        "fence": _Code,
        "table_open": _Table,
    }
