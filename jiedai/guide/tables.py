"""Tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; a cell may hold Markdown of its own, a bar in it is escaped here."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |\n"

    return line(head) + "|" + " --- |" * len(head) + "\n" + "".join(map(line, rows))


def code(text: str) -> str:
    """A word as it is typed."""
    return f"`{text}`"
