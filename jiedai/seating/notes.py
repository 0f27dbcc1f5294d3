"""What somebody should look at before the cards of a chart are set out."""

from __future__ import annotations

from jiedai.language import _, current
from jiedai.model.base import spellings_of
from jiedai.model.choice import SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.seating.layout import Layout, Note, Side
from jiedai.seating.party import Party
from jiedai.seating.shapes import Traits, traits

_NAMES_SHOWN = 8
DECISIONS = ("rows", "seats", "convention", "even_rule", "main_seat", "two_hosts", "vehicle", "host_drives")
"""The fields of a seating that decide about its places; a shape says which of them it uses."""


def notes(shape: SeatingShape, layout: Layout, party: Party, seating: Seating) -> list[Note]:
    """The notes on a chart, the weightier first."""
    own = traits(shape)
    advice = own.advice(layout, seating)
    found = [advice] if advice else []
    if seating.convention and layout.convention and seating.convention is not layout.convention:
        text = _("{shape}一律右为上，方案里写的“{convention}”没有采用")
        found.append(Note("", text.format(shape=shape.label, convention=seating.convention.label)))
    unused = [field for field in DECISIONS if field not in own.uses and getattr(seating, field)]
    if unused:
        spelled = [spellings_of(Seating)[field][1 if current() == "zh" else 0] for field in unused]
        text = _("{shape}用不到“{fields}”，没有采用").format(shape=shape.label, fields=_("、").join(spelled))
        found.append(Note("", text))
    found += _on_people(own, layout, party)
    found += [
        Note("ZC04", _("{name}的座位是指定的，没有写理由").format(name=entry.person))
        for entry in seating.fixed
        if not entry.reason
    ]
    return found


def _on_people(own: Traits, layout: Layout, party: Party) -> list[Note]:
    found = []
    if not any(party.all()) and not party.blanks:
        found.append(Note("", _(own.nobody)))
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
