"""Names of places: found by what a plan writes for a fixed seat, and told in the language in use."""

from __future__ import annotations

from jiedai.language import N_, _, current
from jiedai.model.reading import halfwidth
from jiedai.patterns import regex
from jiedai.seating.layout import Layout, Place

_WORDS = {
    "前排": N_("前排"), "中排": N_("中排"), "后排": N_("后排"), "副驾驶": N_("副驾驶"), "驾驶座": N_("驾驶座"),
    "来宾席": N_("来宾席"), "主人席": N_("主人席"), "对门一侧": N_("对门一侧"), "靠门一侧": N_("靠门一侧"),
    "左侧": N_("左侧"), "右侧": N_("右侧"), "客方": N_("客方"), "主方": N_("主方"), "签字": N_("签字"),
    "助签": N_("助签"), "译员": N_("译员"), "后座": N_("后座"), "主位": N_("主位"), "对位": N_("对位"),
    "桌首": N_("桌首"), "号桌": N_("号桌"), "左": N_("左"), "右": N_("右"), "中": N_("中"), "窗": N_("窗"),
    "排": N_("排"), "第": N_("第"), "后": N_("后"),
}  # fmt: skip
"""The words that names of places are made of, longer ones first where one begins like another."""

_PARTS = regex("|".join(sorted(_WORDS, key=len, reverse=True)) + r"|\d+")
_ROW_AND_SEAT = regex(r"(?:第?(\d+)排|(前)排|(\d+)\s*-)\s*第?(\d+)(?:号|座|个)*座?")
_NUMBER = regex(r"第?(\d+)(?:号|座|个|位)*座?")
_MIDDLE = frozenset({"中", "正中", "居中", "中间", "首位", "正中间"})
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_SAME = {"副驾": "副驾驶", "副驾驶座": "副驾驶", "主陪位": "主位", "主陪": "主位", "副主陪位": "对位", "副主陪": "对位"}


def label(position: str) -> str:
    """A place's name in the language in use."""
    if current() == "zh":
        return position
    return " ".join(_(part) if part in _WORDS else part for part in _PARTS.findall(position))


def find(layout: Layout, written: str) -> Place | None:
    """The place that a plan means by a number, a row and number, or a name; None where there is none.

    Numbers count in reading order as printed on the chart; `2排3` and `2-3` count within a row from the left.
    """
    text = halfwidth(written).replace(" ", "").strip("“”\"'")
    exact = {place.position: place for place in layout.places}
    for name in (text, _SAME.get(text, text), text.removesuffix("座"), text.translate(_DIGITS)):
        if name in exact:
            return exact[name]
    text = text.translate(_DIGITS)
    if text in _MIDDLE:
        return next((place for place in layout.places if place.slot and place.slot[1] == 1), None)
    if match := _NUMBER.fullmatch(text):
        return _nth(list(layout.places), int(match[1]))
    if match := _ROW_AND_SEAT.fullmatch(text):
        row = 1 if match[2] else int(match[1] or match[3])
        return _nth(layout.groups().get(str(row), []), int(match[4]))
    for group, places in layout.groups().items():
        if group and (number := text.removeprefix(group)) != text and number.isdigit():
            return _nth(places, int(number))
    return None


def _nth(places: list[Place], number: int) -> Place | None:
    return places[number - 1] if 1 <= number <= len(places) else None
