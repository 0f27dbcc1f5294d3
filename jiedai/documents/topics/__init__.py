"""Facts that only some papers need. Each module of this folder is a variable of every template, by its name:

    {{ outcome.median }}     {% for card in safety.cards %}…{% endfor %}     {% if money.lines %}…{% endif %}

A module offers `facts(sight) -> dict`: what it finds in the projected plan, never in the plan itself, so that it can
tell an audience no more than the fields it is made of. It is imported and asked when a template first reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from jiedai.documents.view import Nothing, View
from jiedai.model.choice import Kind
from jiedai.visit.book import RuleBook, rule_book


@dataclass(frozen=True, slots=True)
class Sight:
    """What a paper is made from: the plan and office as its audience sees them, and the facts of the visit.

    `labels` is the language of the texts that are not the plan's own, `paired` whether the same paper is made in the
    other one too and both are joined; `charts` draws the seating charts that the audience may see, when asked for them;
    `book` holds the rules of the office, whichever of its packs the audience may know of; `english` gives the
    translation of a text of the plan, and the text where there is none; `moment` is when it is printed, by Chinese
    clocks; `earlier` looks for earlier visits of the unit that comes; `county` tells what the office knows of its
    county, as far as its audience may see it.
    """

    plan: View
    office: View | Nothing
    visit: View
    labels: str = "zh"
    charts: Callable[[], tuple[View, ...]] = tuple
    paired: bool = False
    book: RuleBook = field(default_factory=rule_book)
    english: Callable[[str], str] = str
    moment: dt.datetime = dt.datetime.min
    earlier: Callable[[], tuple[View, ...]] = tuple
    county: Callable[[], Mapping[str, Any]] = dict

    @property
    def bilingual(self) -> bool:
        """Whether what is made once, in Chinese, is also for people who do not read it."""
        return self.labels == "zh" and (self.paired or self.plan.kind is Kind.FOREIGN)

    def told(self, text: object) -> str:
        """A text that is of neither plan nor office in the language of the paper; empty where it has none of it.

        Laid beside the Chinese paper it stays as it is, and stands there once.
        """
        known = self.english(str(text)) if self.labels != "zh" else str(text)
        foreign = self.labels != "zh" and not self.paired and any("\u4e00" <= char <= "\u9fff" for char in known)
        return "" if foreign else known

    def second(self, text: str) -> str:
        """The line in English below a Chinese text where both are to be said; empty where it says nothing more."""
        translated = self.english(text) if self.bilingual else text
        return translated if translated != text else ""


class Topic(View):
    """The facts of one module, made when the first of them is read."""

    __slots__ = ("__facts", "__make", "__name")

    def __init__(self, name: str, make: Callable[[], Mapping[str, Any]]) -> None:
        super().__init__(name, {})
        for slot, value in (("name", name), ("make", make), ("facts", None)):
            object.__setattr__(self, f"_Topic__{slot}", value)

    def __getitem__(self, name: str) -> Any:
        return self.__known()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.__known())

    def __reduce__(self) -> tuple[type[View], tuple[str, dict[str, Any]]]:
        """As what is known: another process has nothing to find it in."""
        known = self.__known()
        return View, (self.__name, {name: known[name] for name in known})

    def __known(self) -> View:
        if self.__facts is None:
            object.__setattr__(self, "_Topic__facts", View(self.__name, self.__make()))
        known: View = self.__facts
        return known


@cache
def names() -> tuple[str, ...]:
    """The topics there are, without importing one of them."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))


def topics(sight: Sight) -> dict[str, Topic]:
    """Every topic by its name."""

    def make(name: str) -> Callable[[], Mapping[str, Any]]:
        return lambda: dict(import_module(f"{__name__}.{name}").facts(sight))

    return {name: Topic(name, make(name)) for name in names()}
