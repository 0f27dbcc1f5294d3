"""A document cut where the page changes: upright pages, pages turned sideways, covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiedai.blocks import Block, Cover, Document, Landscape, PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one make; `kind` is `pages` or `cover`."""

    kind: str
    landscape: bool
    blocks: tuple[Block, ...]


def sections(document: Document) -> list[Section]:
    """The document's sections in order, at least one. Page breaks that a section's edge makes needless are gone."""
    found = [section for section in _cut(document) if section.blocks]
    return found or [Section("pages", document.landscape, ())]


def _cut(document: Document) -> Iterator[Section]:
    running: list[Block] = []
    for block in document.blocks:
        match block:
            case Landscape(inner):
                yield Section("pages", document.landscape, _trimmed(running))
                yield Section("pages", True, _trimmed(list(inner)))
                running = []
            case Cover(inner):
                yield Section("pages", document.landscape, _trimmed(running))
                yield Section("cover", document.landscape, _trimmed(list(inner)))
                running = []
            case _:
                running.append(block)
    yield Section("pages", document.landscape, _trimmed(running))


def _trimmed(blocks: list[Block]) -> tuple[Block, ...]:
    while blocks and isinstance(blocks[0], PageBreak):
        blocks = blocks[1:]
    while blocks and isinstance(blocks[-1], PageBreak):
        blocks = blocks[:-1]
    return tuple(blocks)
