"""Markdown (GitHub's dialect), for chats, wikis and version control: what is text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai import blocks as b
from jiedai.formats.common import columns
from jiedai.formats.common.lines import Labels, clean, head_lines, labels, one_line, stamp
from jiedai.formats.common.tones import SIGN, signed

SUFFIX = ".md"
TITLE = "Markdown"

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|$#@]|(?<=[A-Za-z]):(?=//)|(?<=[Ww]{3})\.)")
"""What is markup, or what viewers make a link or a mention of by themselves: addresses of pages and of mail."""
_BLOCK_START = re.compile(r"^([+=-]|\d{1,9}(?=[.)]))")

_BULLETS = "*-"
_STOPS = ")."


def write(document: b.Document) -> bytes:
    """The document as UTF-8 Markdown. Pages, fonts and merged cells are lost, no word is."""
    meta = document.meta
    marks = [*meta.words, *([stamp(meta)] if meta.draft and stamp(meta) not in meta.marks else [])]
    parts = ["**" + escape("　".join(map(one_line, marks))) + "**"] if marks else []
    parts.extend(escape(line) for line in head_lines(meta))
    parts.extend(_blocks(document.blocks, labels(meta)))
    if meta.footer:
        parts.extend(["---", escape(one_line(meta.footer))])
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def escape(text: str) -> str:
    """`text` so that Markdown prints it as it is, at the start of a line too."""
    plain = _SPECIAL.sub(r"\\\1", one_line(text))
    return _BLOCK_START.sub(lambda found: f"\\{found[0]}" if not found[0].isdigit() else found[0] + "\\", plain)


def _blocks(blocks: tuple[b.Block, ...], own: Labels) -> Iterator[str]:
    turn = 0
    for block in blocks:
        # Two lists in a row would become one: the second takes the other mark.
        turn = turn + 1 if isinstance(block, (b.ListBlock, b.Definitions)) else 0
        match block:
            case b.Heading(level, inlines):
                yield "#" * min(level, 6) + " " + _line(inlines).lstrip()
            case b.Paragraph(inlines):
                yield _line(inlines, "\\\n").strip()
            case b.ListBlock():
                yield _list(block, turn, own)
            case b.Table():
                yield from _table(block)
            case b.Definitions(items):
                mark = _BULLETS[turn % 2]
                yield "\n".join(f"{mark} {_strong(_line(term).strip())}：{_line(text).strip()}" for term, text in items)
            case b.Figure(caption=caption, text=text) if text:
                yield from [_strong(escape(caption))] * bool(caption)
                yield _fenced(text)
            case b.Figure(_, alt, caption):
                yield _strong(escape(caption or "图")) + "：" + escape(alt)
            case b.Signature(lines):
                yield "\\\n".join(_line(line).strip() for line in lines)
            case b.Attachments(names):
                numbers = [f"{number}\\. " if len(names) > 1 else "" for number in range(1, len(names) + 1)]
                listed = [number + _line(name).strip() for number, name in zip(numbers, names, strict=True)]
                yield own.attachments + "\\\n".join(listed)
            case b.Imprint(copies, unit, issued):
                yield "---"
                yield "\\\n".join(
                    [own.copies + _line(copies).strip()] * bool(copies)
                    + [f"{_line(unit).strip()}　{_line(issued).strip()}"]
                )
            case b.PageBreak():
                yield "---"
            case b.Keep(inner) | b.Landscape(inner) | b.Cover(inner):
                yield from _blocks(inner, own)


def _fenced(text: str) -> str:
    """Lines printed as they are: in a fence longer than any run of its mark among them.

    A tag is none even for a reader that knows no fences: its brackets are the full-width ones.
    """
    text = text.replace("<", "＜").replace(">", "＞")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{clean(text)}\n{fence}"


def _list(block: b.ListBlock, turn: int, own: Labels) -> str:
    items = []
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}{_STOPS[turn % 2]} " if block.ordered else f"{_BULLETS[turn % 2]} "
        text = "\n\n".join(part for part in _blocks(item, own) if part)
        items.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    # An empty line keeps a list with several blocks in an item from running together.
    return "\n".join(re.sub(r"\n +\n", "\n\n", item) for item in items)


def _table(block: b.Table) -> Iterator[str]:
    if block.caption:
        yield _strong(escape(block.caption))
    count = len(block.columns)
    head = _grid(block.head, count) or [[""] * count]
    rules = {b.Align.CENTER: ":-:", b.Align.RIGHT: "--:"}
    # A pipe table has one head row: a head of several is joined, column by column.
    joined = ["<br>".join(part for part in dict.fromkeys(column) if part) for column in zip(*head, strict=True)]
    rows = [joined, [rules.get(column.align, "---") for column in block.columns], *_grid(block.body, count)]
    yield "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _grid(rows: tuple[tuple[b.Cell, ...], ...], count: int) -> list[list[str]]:
    """Rows of escaped text; what a span covers beyond its first cell is empty."""
    made = [[""] * count for _ in rows]
    for row, column, cell in columns.grid(rows, count):
        sign = SIGN if cell.tone is b.Tone.CHANGED else ""
        made[row][column] = sign + _line(cell.inlines, "<br>").strip()
    return made


def _line(inlines: b.Inlines, line_break: str = " ") -> str:
    parts = []
    for inline in signed(inlines):
        match inline:
            case b.Text(text=text):
                lines = [_SPECIAL.sub(r"\\\1", line) for line in clean(text).split("\n")]
                styled = [_strong(line) if inline.bold else line for line in lines]
                if inline.struck:
                    styled = [f"~~{line}~~" if line.strip() else line for line in styled]
                parts.append(line_break.join(styled))
            case b.LineBreak():
                parts.append(line_break)
            case b.Link(href, text):
                parts.append(_link(href, one_line(text)))
            case b.Tick(done):
                parts.append("☑" if done else "□")
            case b.Blank(width):
                parts.append("＿" * width)
    return "\n".join(_guarded(line) for line in "".join(parts).split("\n"))


def _guarded(line: str) -> str:
    """A line whose first signs would otherwise start a list, a rule or an underlined heading."""
    stripped = line.lstrip(" ")
    return _BLOCK_START.sub(lambda found: f"\\{found[0]}" if not found[0].isdigit() else found[0] + "\\", stripped)


def _link(href: str, text: str) -> str:
    shown = _SPECIAL.sub(r"\\\1", text)
    if not href.startswith("tel:"):
        return shown
    return f"[{shown}](tel:{''.join(char for char in href[4:] if char in '+0123456789-')})"


def _strong(text: str) -> str:
    """Bold text; stars next to punctuation or spaces would not count, there a tag does."""
    if not text.strip():
        return text
    safe = text[0].isalnum() and text[-1].isalnum()
    return f"**{text}**" if safe else f"<strong>{text}</strong>"
