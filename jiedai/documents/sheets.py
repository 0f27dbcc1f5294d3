"""Cards on sheets of paper: how large each kind is, where it lies on its sheet, and in which order.

Several cards of a sheet are in order down the stack, not across it: when all sheets are cut at once and the stacks are
put on each other, left to right and then down, the cards lie in the order in which they are set out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from jiedai.documents import wording
from jiedai.documents.view import NOTHING, Nothing, View, entries
from jiedai.language import catalog
from jiedai.model.choice import Card
from jiedai.model.placeholder import is_placeholder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of card: `width` and `height` as cut, `folds` from its upper edge, all in millimetres.

    `columns` and `rows` of them lie in the middle of a sheet of `paper`.
    """

    width: float
    height: float
    columns: int = 1
    rows: int = 1
    folds: tuple[float, ...] = ()
    paper: tuple[float, float] = (210.0, 297.0)

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """The upper left corner of each card, row by row."""
        left = (self.paper[0] - self.columns * self.width) / 2
        top = (self.paper[1] - self.rows * self.height) / 2
        return tuple(
            (left + column * self.width, top + row * self.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )


FORMS = {
    Card.TENT: Form(210, 297, folds=(99, 198)),
    Card.STAND_200: Form(200, 200, folds=(100,)),
    Card.STAND_210: Form(210, 280, folds=(140,)),
    Card.BADGE: Form(90, 130, 2, 2),
    Card.BADGE_SMALL: Form(85, 54, 2, 5),
    Card.SEAT_TAG: Form(85, 54, 2, 5),
    Card.CAR_SIGN: Form(297, 210, paper=(297, 210)),
    Card.KEY_SLEEVE: Form(95, 130, 2, 2, folds=(65,)),
    Card.SIGN: Form(297, 210, paper=(297, 210)),
    Card.SIGN_A3: Form(420, 297, paper=(420, 297)),
    Card.ENVELOPE: Form(99, 57, 2, 5),
    Card.FOLDER: Form(180, 120, 1, 2),
}
"""Tent: two faces of 210 × 99 and a base. Stands: two faces, back to back in an acrylic holder. Sleeve: folded once.
Labels of envelopes: 99 × 57, ten on a sheet, as self-adhesive sheets are sold."""


def stacked(cards: Sequence[T], places: int) -> list[list[T | None]]:
    """Cards on sheets of so many places: a place holds consecutive cards from the first sheet to the last."""
    sheets = -(-len(cards) // places)
    return [
        [cards[place * sheets + sheet] if place * sheets + sheet < len(cards) else None for place in range(places)]
        for sheet in range(sheets)
    ]


def chosen(office: View | Nothing, usual: Iterable[Card]) -> tuple[Card, ...]:
    """The kinds to print: those of `usual` unless the office file names others of the same family."""
    family = tuple(usual)
    wanted = [kind for kind in entries(office.house.cards) if any(kind in group and set(group) & set(family)
              for group in _FAMILIES)]  # fmt: skip
    return tuple(dict.fromkeys(wanted)) if entries(office.house.cards) else family


_FAMILIES = (
    (Card.TENT, Card.STAND_200, Card.STAND_210, Card.BADGE, Card.BADGE_SMALL, Card.SEAT_TAG),
    (Card.CAR_SIGN, Card.KEY_SLEEVE, Card.SIGN, Card.SIGN_A3),
    (Card.ENVELOPE, Card.FOLDER),
)


def card_set(kind: Card, cards: Sequence[View], labels: str = "zh") -> View:
    """The sheets of a kind of card, as a layout takes them: measures in millimetres, an empty place is nothing."""
    form = FORMS[kind]
    title = kind.zh if labels == "zh" else kind.value.replace("_", " ")
    sheets = stacked(cards, len(form.places))
    return View(
        "set",
        {
            "kind": kind,
            "title": title,
            "count": len(cards),
            "width": form.width,
            "height": form.height,
            "columns": form.columns,
            "rows": form.rows,
            "folds": form.folds,
            "paper": form.paper,
            "places": form.places,
            "sheets": tuple(tuple(card or NOTHING for card in sheet) for sheet in sheets),
        },
    )


def handling(labels: str, heading: str, lines: Sequence[str]) -> View:
    """The words of the first page, which is held against a ruler before anything else is printed."""
    say = catalog(labels).gettext
    first = say("打印时选“实际大小”或 100%，不要选“适合页面”。先只印这一页，量两条线，都是 100 毫米再印其他页。")
    steps = [first, *lines]
    return View(
        "handling",
        {
            "heading": heading,
            "lines": tuple(f"{number}. {line}" for number, line in enumerate(steps, start=1)),
            "columns": (say("品种"), say("数量"), say("张数"), say("每张")),
            "stack": say("摞齐裁开，从左到右、从上到下叠放"),
        },
    )


def spaced(name: object) -> str:
    """A name as it stands on a card."""
    return wording.spaced(" ".join(str(name).split()))


def is_named(name: object) -> bool:
    """Whether a card can be printed: not for a blank still to be filled in, nor for number 3 of a group."""
    return bool(str(name).strip()) and not is_placeholder(str(name)) and not re.search(r"\d$", str(name))


def visit_title(plan: View) -> str:
    """What a sign calls the visit: its public name, which is written for everybody, else its title if that may be."""
    return str(plan.public_title) or public_title(plan, plan.title)


def public_title(plan: View, text: object) -> str:
    """A text as everybody may read it in passing: nothing of a classified visit, no title with a guest's name in it."""
    names = [str(guest[field]) for guest in entries(plan.guests) for field in ("name", "name_zh", "name_en")]
    shown = str(text)
    secret = bool(plan.classification) and plan.classification.value != "public"
    return "" if secret or any(name and name in shown for name in names) else shown
