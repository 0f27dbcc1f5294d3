"""文字里的地点 (of SJ18): the place that an item's words name, against the place its fields say."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.schedule import Item
from jiedai.model.spoken import numeral
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import is_ride, label
from jiedai.visit.nearly import one_sign_off

_GOES = regex(r"(?:前往|返回|赶赴|赶往|去往|送往|回到|送到|抵达|驶往)\s*")
_STAYS = regex(r"(?:考察|参观|调研|走访|查看|察看|视察|检查)\s*")
_BESIDE = regex(r"[（(]\s*(?:[在到]|地点[:：])?|(?:地点[:：]|^在)\s*")
"""What stands before the place of an item in its words where no verb leads to it: a bracket."""
_ENDS = "、，。；,;（(）) 和及与"
"""What may stand behind the name of a place; where anything else does, it is the name of something at the place."""


def other_place_named(case: Case) -> Iterator[Finding]:
    """Items whose words lead to another known place than the one they are at, or bring people to."""
    for _day, item in case.items:
        field = "to" if is_ride(item) else "place"
        written = [name for name, _index in case.entries(item, field)]
        named = (_named(case, item) or _nearly_named(case, item, written)) if written else None
        if named is None or any(_are_one(named, name) or name in item.what for name in written):
            continue
        message = _("{item}的“{field}”写的是{place}").format(
            item=label(item), field=_("到") if field == "to" else _("地点"), place=_("、").join(written)
        )
        hint = _("核对是去哪里，两处改成一致")
        related = (case.related(item, field, _("地点在这里")),)
        yield case.finding(item, "what", message, hint=hint, related=related, level=Level.WARNING)


_DONE_AT = regex(r"在(?P<place>[\u4e00-\u9fff]{2,20}?)(?:用餐|就餐|进餐|座谈|开会|召开|会见|集合)")


def other_place_in_notes(case: Case) -> Iterator[Finding]:
    """Notes that have an item happen at another known place than the one it is at."""
    for _day, item in case.items:
        written = [name for name, _index in case.entries(item, "place")]
        for note in (item.notes or {}).values() if len(written) == 1 and not is_ride(item) else ():
            found = _DONE_AT.search(note)
            named = found["place"] if found else ""
            if named not in case.place_by_name or _are_one(named, written[0]) or written[0] in note:
                continue
            message = _("备注写的是{named}，{item}的地点写的是{place}").format(
                named=named, item=label(item), place=written[0]
            )
            related = (case.related(item, "place", _("地点在这里")),)
            hint = _("核对是在哪里，两处改成一致")
            yield case.finding(item, "notes", message, hint=hint, related=related, level=Level.WARNING)


def _named(case: Case, item: Item) -> str | None:
    """The longest known place behind the first verb that leads to one, or in brackets."""
    found = (_GOES if is_ride(item) else _STAYS).search(item.what) or (not is_ride(item) and _BESIDE.search(item.what))
    if not found:
        return None
    rest = item.what[found.end() :]
    known = max((name for name in case.place_by_name if rest.startswith(name)), key=len, default=None)
    return known if known and (len(rest) == len(known) or rest[len(known)] in _ENDS) else None


_ROOM = regex(
    r"(?P<number>[一二三四五六七八九十]{1,3}|\d{1,4})(?P<kind>[号楼层])(?P<room>会议室|会见厅|接见厅|报告厅|展厅|包[厢间]|餐厅)"
)
_SHORTEST = 3
_MIDDLE = 5
"""Signs of a name that may have one too many or too few; two more, and two in the middle may be others."""


def _nearly_named(case: Case, item: Item, written: list[str]) -> str | None:
    """What words have for the only place of an item with a sign or two otherwise, or the number of another room."""
    if len(written) != 1 or any(name in item.what for name in case.place_by_name):
        return None
    place, text = written[0], item.what
    room, told = _ROOM.search(place), _ROOM.search(text)
    if room and told and room["kind"] == told["kind"] and room["room"] == told["room"]:
        return told[0] if numeral(told["number"]) != numeral(room["number"]) else None
    slip = one_sign_off(text, place, least=_SHORTEST)
    if slip is not None and slip[-1] == place[-1] and (len(slip) == len(place) or len(place) >= _MIDDLE):
        return slip
    return _middle_off(text, place)


def _middle_off(text: str, place: str) -> str | None:
    """The part of a text that begins and ends as a place does, with two other signs between."""
    if len(place) < _MIDDLE + 2:
        return None
    for at in range(len(text) - len(place) + 1):
        part = text[at : at + len(place)]
        apart = [n for n, (one, other) in enumerate(zip(part, place, strict=True)) if one != other]
        if len(apart) == 2 and apart[1] == apart[0] + 1 and apart[0] >= 2 and apart[1] < len(place) - 2:
            return part
    return None


def _are_one(one: str, other: str) -> bool:
    """Whether one place is the other, or in it by its name (县行政中心, 县行政中心三号会议室)."""
    return one in other or other in one
