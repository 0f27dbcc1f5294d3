"""The row: who sits where on one line of seats, by the two conventions and the two traditions for even numbers.

A line is listed from the own-right end to the own-left end of the people in it, as ordinals of protocol from 1. For
people who face an audience that is left to right as the audience sees them.
"""

from __future__ import annotations

from jiedai.model.choice import Convention, EvenRule


def line(seats: int, convention: Convention = Convention.LEFT, even_rule: EvenRule = EvenRule.E1) -> list[int]:
    """The ordinals of `seats` seats, own-right end first.

    左为上 puts 2 on the own left of 1, and 3 on the right. With an even number E1 keeps that; E2 gives 1 the own-left
    one of the two middle seats, so that 2 is on the own right. 右为上 is the mirror image.
    """
    odd, even = list(range(1, seats + 1, 2)), list(range(2, seats + 1, 2))
    two_in_the_middle = seats % 2 == 0 and even_rule is EvenRule.E2
    ordinals = even[::-1] + odd if two_in_the_middle else odd[::-1] + even
    return ordinals if convention is Convention.LEFT else ordinals[::-1]


def offsets(ordinals: list[int]) -> dict[int, int]:
    """How many seats to the own left of number 1 each ordinal sits; to the own right is negative."""
    middle = ordinals.index(1) if ordinals else 0
    return {ordinal: place - middle for place, ordinal in enumerate(ordinals)}


def with_interpreter(ordinals: list[int], *, own_left: bool) -> list[int]:
    """The line with a seat for the interpreter, as 0, beside number 1 on the own left or the own right."""
    if not ordinals:
        return [0]
    middle = ordinals.index(1)
    place = middle + 1 if own_left else middle
    return [*ordinals[:place], 0, *ordinals[place:]]
