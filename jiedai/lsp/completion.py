"""What may be written at a place: keys in the spelling of the file, choices, and the names that the office and the plan
know. A key comes with its help, a name with who or what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, get_args

from jiedai.arrange.writing import Spelling
from jiedai.diagnostics import Span
from jiedai.language import _
from jiedai.lsp.cursor import Cursor, cursor_at, field_at, section_at
from jiedai.lsp.desk import Desk
from jiedai.lsp.documents import Lines
from jiedai.lsp.facts import about
from jiedai.lsp.rpc import Json
from jiedai.model.base import DamagedValue, Node, keys_of, nodes_in
from jiedai.model.enumeration import Choice
from jiedai.model.office import Office
from jiedai.visit.case import Case
from jiedai.visit.names import host_side
from jiedai.visit.references import REGISTERS, known_to

_KEY, _VALUE, _CHOICE, _NAME = 10, 12, 20, 18
_EVERYBODY = "全体"


class Offer(NamedTuple):
    """A word that may be written, what it is, and its kind in the protocol."""

    word: str
    detail: str = ""
    help: str = ""
    kind: int = _VALUE


def completion(desk: Desk, uri: str, position: Json) -> Json:
    """The words for a place in a document, in the order in which they are likely."""
    document, reading = desk.document(uri), desk.reading(uri)
    line, column = document.places.place(position)
    at = cursor_at(document, line, column) if reading.root else None
    if at is None or reading.root is None:
        return {"isIncomplete": False, "items": []}
    chinese = Spelling(at.data).chinese if _has_keys(at.data) else True
    offers = _keys(at, section_at(at.path, reading.root), chinese) if at.key else _values(desk, uri, at, chinese)
    return {"isIncomplete": False, "items": list(_items(offers, at, document.places))}


def _has_keys(data: object) -> bool:
    return isinstance(data, dict) and len(data) > 1


def _items(offers: Iterable[Offer], at: Cursor, places: Lines) -> Iterator[Json]:
    wanted = places.range(Span(at.line, at.start, at.line, at.end))
    for number, offer in enumerate(dict.fromkeys(offers)):
        item: Json = {
            "label": offer.word.removesuffix(": "),
            "kind": offer.kind,
            "detail": offer.detail,
            "sortText": f"{number:04d}",
            "textEdit": {"range": wanted, "newText": offer.word},
        }
        if offer.help:
            item["documentation"] = {"kind": "markdown", "value": offer.help}
        yield item


# --- keys -------------------------------------------------------------------------------------------------------------


def _keys(at: Cursor, section: type[Node] | None, chinese: bool) -> Iterator[Offer]:
    """The keys that a section does not have yet, those that it must have first."""
    if section is None:
        return
    there = _value(at.data, at.path)
    taken = set(there) if isinstance(there, dict) else set()
    rows = [(info, name, english, zh) for (name, english, zh), info in _fields(section)]
    for info, _name, english, zh in sorted(rows, key=lambda row: not row[0].is_required()):
        if taken.isdisjoint((english, zh)):
            key, other = (zh, english) if chinese else (english, zh)
            must = _("必填") if info.is_required() else ""
            detail = f"{other} · {must}" if must else other
            yield Offer(f"{key}: ", detail, _(info.description) if info.description else "", _KEY)


def _fields(section: type[Node]) -> Iterator[tuple[tuple[str, str, str], Any]]:
    return zip(keys_of(section), section.model_fields.values(), strict=True)


def _value(data: object, path: Iterable[str | int]) -> object:
    for step in path:
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return data


# --- values -----------------------------------------------------------------------------------------------------------


def _values(desk: Desk, uri: str, at: Cursor, chinese: bool) -> Iterator[Offer]:
    reading = desk.reading(uri)
    field = field_at(at.path, reading.root) if reading.root else None
    if field is None:
        return
    model, name = field
    annotation = model.model_fields[name].annotation
    register = REGISTERS.get(model, {}).get(name)
    case, office = desk.case(uri), reading.office
    section = next(nodes_in(annotation), None)
    if register is not None:
        yield from _known(register, case, office)
    elif section is not None and isinstance(at.path[-1], int):
        yield from _bare(section, case, office)
        yield from _keys(at, section, chinese)
    for choice in choices_in(annotation):
        yield from (Offer(member.zh if chinese else member.value, member.label, "", _CHOICE) for member in choice)
    if annotation is bool:
        yield from (Offer(word) for word in (("是", "否") if chinese else ("true", "false")))


def choices_in(annotation: Any) -> Iterator[type[Choice]]:
    """The enumerations in a type."""
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        yield annotation
    for inner in get_args(annotation):
        yield from choices_in(inner)


def _bare(section: type[Node], case: Case | None, office: Office | None) -> Iterator[Offer]:
    """The names that may stand alone for a section: people for 陪同 and 工作人员."""
    if section.__name__ in ("Host", "CrewMember"):
        yield from _known("host", case, office)
    if section.__name__ == "Lodging":
        yield from _known("place", case, office)


def _known(register: str, case: Case | None, office: Office | None) -> Iterator[Offer]:
    """The names of a register, each with what it is."""
    try:
        names = dict.fromkeys(_names(register, case, office))
    except DamagedValue:  # what is being written is the list of names itself
        names = dict.fromkeys(_names(register, None, office))
    for name in names:
        told = about(name, register, case, office)
        yield Offer(name, told[0] if told else "", "  \n".join(told[1:]), _NAME)


def _names(register: str, case: Case | None, office: Office | None) -> Iterator[str]:
    known = known_to(office) if office else {}
    match register:
        case "place" | "unit" | "vehicle":
            yield from known.get(register, ())
        case "item" if case:
            yield from case.item_by_id
        case "task" if case:
            yield from (task.id for task in case.written.tasks if task.id)
        case "guest" | "host" | "anyone" if case:
            if register != "host":
                yield from (_EVERYBODY, *(guest.name for guest in case.written.guests), *case.guest_groups)
            if register != "guest":
                yield from host_side(case)
        case "host":
            yield from known.get(register, ())
