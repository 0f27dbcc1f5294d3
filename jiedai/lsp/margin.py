"""What stands beside the text and is not in it: weekdays, lengths, who a bare name is; and what can be made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedai.diagnostics import KeyPath, Span
from jiedai.language import _
from jiedai.lsp.desk import Desk, Reading
from jiedai.lsp.documents import Document
from jiedai.lsp.facts import about
from jiedai.lsp.names import Kind, mentions
from jiedai.lsp.rpc import Json
from jiedai.model.base import Node, path_of, spellings_of, walk
from jiedai.model.people import CrewMember, Host
from jiedai.model.schedule import Item
from jiedai.model.times import Day, weekday_name

RENDER, CHART = "jiedai.render", "jiedai.chart"
_BARE = {Kind.VEHICLE: "vehicle", Kind.ITEM: "item"}
"""Kinds that are mostly named by a number, which says nothing by itself."""


def hints(desk: Desk, uri: str, wanted: Json) -> list[Json]:
    """What a stretch of the text leaves out and whoever reads it would look up."""
    document, reading = desk.document(uri), desk.reading(uri)
    first, last = int(wanted["start"]["line"]) + 1, int(wanted["end"]["line"]) + 1
    found = [*_days_and_lengths(reading), *_names(reading)]
    shown = [(span, text) for span, text in found if first <= span.end_line <= last]
    return [_hint(document, span, text) for span, text in sorted(set(shown))]


def _hint(document: Document, span: Span, text: str) -> Json:
    place = document.places.position(span.end_line, span.end_column)
    return {"position": place, "label": text, "paddingLeft": True}


def _days_and_lengths(reading: Reading) -> Iterator[tuple[Span, str]]:
    """The weekday behind a date that is written without one, and the length of an item behind its times."""
    if reading.case is None or not reading.is_sound:
        return
    for node in walk(reading.case.written):
        for name, value in node.__dict__.items():
            if isinstance(value, Day) and value.stated is None:
                yield from ((span, weekday_name(value.weekday())) for span in _spans(reading, node, name))
        if isinstance(node, Item) and node.length is None and node.time.minutes:
            text = _("{count} 分钟").format(count=node.time.minutes)
            yield from ((span, text) for span in _spans(reading, node, "time"))


def _spans(reading: Reading, node: Node, field: str) -> Iterator[Span]:
    """Where the value of a field is written, on one line."""
    for key in spellings_of(type(node))[field]:
        span = reading.source.spans.get((*path_of(node), key))
        if span is not None and span.line == span.end_line and span.column < span.end_column:
            yield span


def _names(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Who a bare name is, and what a number stands for where something refers to it."""
    case, office = reading.case, reading.office
    if case is None:
        return
    for one in mentions(reading):
        bare = isinstance(one.node, (Host, CrewMember)) and _is_bare(reading, path_of(one.node))
        register = "anyone" if one.kind is Kind.PERSON and bare else _BARE.get(one.kind) if not one.declares else None
        told = about(one.name, register, case, office) if register else []
        if told:
            yield one.span, told[0]


def _is_bare(reading: Reading, path: KeyPath) -> bool:
    return not isinstance(reading.source.value(path), dict)


def lenses(desk: Desk, uri: str) -> list[Json]:
    """What can be made of the plan, above its first line, and of each seating, above it."""
    document, reading = desk.document(uri), desk.reading(uri)
    case = reading.case
    if case is None or not reading.is_sound:
        return []
    top = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    found = [_lens(top, _("印出文件"), RENDER, [uri])]
    for seating in case.written.seating:
        span = reading.source.spans.get(path_of(seating))
        if span is not None and seating.id:
            place = document.places.range(Span(span.line, 1, span.line, 1))
            found.append(_lens(place, _("看座次图 {id}").format(id=seating.id), CHART, [uri, seating.id]))
    return found


def _lens(place: Json, title: str, command: str, arguments: list[Any]) -> Json:
    return {"range": place, "command": {"title": title, "command": command, "arguments": arguments}}
