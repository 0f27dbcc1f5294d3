"""Usual hours of a programme, in minutes after midnight: where nothing else says when a day or a meal begins."""

MORNING = 8 * 60 + 30
EVENING = 18 * 60
PICKUP = 15
"""How long it takes to meet guests."""


def meal_start(name: str, opens: int, closes: int, length: int) -> int:
    """When a meal (`breakfast`, `lunch`, `dinner`) usually begins inside its hours; never so late that it is over
    after them, and never before them.
    """
    usual = {"breakfast": opens + 30, "lunch": opens + 15, "dinner": EVENING}[name]
    return max(opens, min(usual, closes - length))
