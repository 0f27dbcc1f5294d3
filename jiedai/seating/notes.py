"""What somebody should look at before the cards of a chart are set out."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.language import _, current
from jiedai.model.base import spellings_of
from jiedai.model.choice import SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.seating.layout import Layout, Side
from jiedai.seating.party import Party

_NAMES_SHOWN = 8
_ROUND = frozenset({SeatingShape.ROUND_TABLE, SeatingShape.TABLES})
_CAR = frozenset({SeatingShape.CAR})
_ALL = frozenset(SeatingShape)
_WITHOUT_USE = {
    "rows": frozenset({SeatingShape.ROUND_TABLE, SeatingShape.CAR}),
    "seats": frozenset({SeatingShape.SIGNING}),
    "convention": _CAR,
    "even_rule": _ROUND | {SeatingShape.SOFAS, SeatingShape.SIGNING, SeatingShape.CAR},
    "main_seat": _ALL - _ROUND,
    "two_hosts": _ALL - _ROUND,
    "vehicle": _ALL - _CAR,
    "host_drives": _ALL - _CAR,
}
"""The fields of a seating that some shapes make no use of, with those shapes."""


class Note(NamedTuple):
    """Something about a chart that somebody should confirm; `code` of the rule that tells it in `check`, or nothing."""

    code: str
    text: str


def notes(shape: SeatingShape, layout: Layout, party: Party, seating: Seating) -> list[Note]:
    """The notes on a chart, the weightier first."""
    found = _on_rows(shape, layout, seating)
    if seating.convention and layout.convention and seating.convention is not layout.convention:
        text = _("{shape}一律右为上，方案里写的“{convention}”没有采用")
        found.append(Note("", text.format(shape=shape.label, convention=seating.convention.label)))
    unused = [field for field, shapes in _WITHOUT_USE.items() if shape in shapes and getattr(seating, field)]
    if unused:
        spelled = [spellings_of(Seating)[field][1 if current() == "zh" else 0] for field in unused]
        text = _("{shape}用不到“{fields}”，没有采用").format(shape=shape.label, fields=_("、").join(spelled))
        found.append(Note("", text))
    found += _on_people(shape, layout, party)
    found += [
        Note("ZC04", _("{name}的座位是指定的，没有写理由").format(name=entry.person))
        for entry in seating.fixed
        if not entry.reason
    ]
    return found


def _on_rows(shape: SeatingShape, layout: Layout, seating: Seating) -> list[Note]:
    """A tradition that the plan names has been confirmed."""
    if layout.even_rows and shape is SeatingShape.DAIS and seating.even_rule is None:
        rows = _("、").join(str(row) for row in layout.even_rows)
        text = _("第 {rows} 排是双数座位，各地排法不同，请与两办确认；能改成单数更稳妥").format(rows=rows)
        return [Note("ZC03", text)]
    if 1 in layout.even_rows and shape is SeatingShape.PHOTO:
        return [Note("", _("前排是双数，主要领导不在正中；前排改成单数更好"))]
    return []


def _on_people(shape: SeatingShape, layout: Layout, party: Party) -> list[Note]:
    found = []
    if not any(party.all()) and not party.blanks:
        nobody = _("没有就座的人：在座次里写来宾席、主人席或人员，或者在日程里写来宾和陪同")
        if shape is SeatingShape.CAR:
            nobody = _("车里没有人：在日程里写这一项的车辆，或者在乘车里写车辆和乘车人")
        found.append(Note("", nobody))
    if party.out_of_order:
        names = _("、").join(party.out_of_order[:_NAMES_SHOWN])
        names += "…" if len(party.out_of_order) > _NAMES_SHOWN else ""
        found.append(Note("", _("书写顺序与礼宾次序不同，已按礼宾次序排：{names}").format(names=names)))
    if party.interpreters and not any(place.slot and place.slot[0] is Side.INTERPRETER for place in layout.places):
        names = _("、").join(person.name for person in party.interpreters)
        found.append(Note("", _("这种座次图上没有译员的座位，另行安排：{names}").format(names=names)))
    if party.blanks:
        found.append(Note("", _("还有 {count} 人待填").format(count=party.blanks)))
    return found
