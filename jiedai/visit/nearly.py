"""What stands in a text for a name with one sign otherwise: the slip of a hand that copied it."""

from __future__ import annotations

_CONTRASTS = (
    "省市县区州旗镇乡村", "东南西北中", "上中下", "前后左右内外", "大中小", "男女", "新老", "正副", "春夏秋冬",
    "甲乙丙丁", "早午晚", "一二三四五六七八九十0123456789",
)  # fmt: skip
"""Signs that stand for each other on purpose: 省农业农村厅 is no slip for 市农业农村厅."""


_ORGANS = "厅局委办部院"
"""Last signs of units; other words may go on behind the name of what a unit is for (农业农村局, 农业农村工作)."""


def one_sign_off(text: str, name: str, *, least: int) -> str | None:
    """The part of a text that is a name but for one sign, changed, left out, put in, or changed with its neighbour.

    None where the name stands there as it is, where it is shorter than `least`, and where nothing is like it. Names
    begin and end as they should: what is of another place (国家发展改革委), or goes on, is another thing.
    """
    if len(name) < least or name in text:
        return None
    for length in (len(name), len(name) - 1, len(name) + 1):
        for at in range(len(text) - length + 1):
            part = text[at : at + length]
            ends = part[-1] == name[-1] or (part[-1] in _ORGANS and name[-1] in _ORGANS)
            if part[0] == name[0] and ends and is_one_slip(part, name):
                return part
    return None


def is_one_slip(one: str, other: str) -> bool:
    """Whether two texts differ in one sign, or in the order of two neighbours, and not on purpose."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    first, second = one[start : len(one) - end], other[start : len(other) - end]
    if len(first) == 2 and first == second[::-1]:
        return True
    if max(len(first), len(second)) != 1:
        return False
    return not are_contrasted(first, second)


def is_one_digit_off(one: str, other: str) -> bool:
    """Whether two numbers of the same length differ in one digit, or in the order of two neighbours."""
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        return one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    return len(apart) == 1


def are_contrasted(one: str, other: str) -> bool:
    """Whether two signs stand for each other on purpose; of no sign at all nothing is known."""
    return bool(one and other) and any(one in signs and other in signs for signs in _CONTRASTS)
