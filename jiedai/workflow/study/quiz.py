"""A quiz: single choices and statements to be judged, made from what is certain; the same seed makes the same paper.

Asked are figures of rules, which rule an example breaks, whether an example is right, figures of the county, and who
does what. A rule that nobody has checked is not asked, nor what is only a matter of one place unless the office set it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.check.manual import Manual, manual, own_manual
from jiedai.language import _, current
from jiedai.patterns import regex
from jiedai.source.packaged import packaged
from jiedai.visit.book import Row, RuleBook
from jiedai.visit.knowledge import Library, is_past
from jiedai.visit.packs import NATIONAL
from jiedai.workflow.study.cards import COUNTY, RULE, UNIT, in_force

if TYPE_CHECKING:
    from jiedai.model.office import Office

CERTAIN = ("V", "V/a")
"""What sources a quiz may ask about: those that somebody has read."""
OPTIONS = 4
LETTERS = "ABCD"
TRUE, FALSE = "true", "false"
_NUMBER = regex(r"\d+(?:\.\d+)?")


class Question(NamedTuple):
    """A question: what it is about (`card`, see `cards`), its options (none for a statement to be judged), the answer
    (a letter, TRUE or FALSE) and what it rests on.

    `key` is what it is known by, `state` the facts it is made of: both the same in every language.
    """

    key: str
    state: tuple[str, ...]
    card: str
    area: str
    text: str
    options: tuple[str, ...]
    answer: str
    basis: str

    @property
    def kind(self) -> str:
        """`choice`, or `judgement` for a statement."""
        return "choice" if self.options else "judgement"

    @property
    def said(self) -> str:
        """The answer as it is written on a paper."""
        return self.answer if self.options else _("对") if self.answer == TRUE else _("错")


def quiz(pool: Iterable[Question], count: int, seed: int, areas: Sequence[str] = ()) -> list[Question]:
    """Questions of a pool that the seed alone decides on, those of some areas only, statements first; each card once
    where that makes enough, else twice, and the areas as evenly as they go. Fewer than asked for where there are none.
    """
    chance = random.Random(seed)
    by_area: dict[str, list[Question]] = {}
    for one in sorted(pool, key=lambda one: one.key):
        if not areas or one.area in areas:
            by_area.setdefault(one.area, []).append(one)
    for of in by_area.values():
        chance.shuffle(of)
        of.sort(key=lambda one: "\n" not in one.text)  # what asks for a figure is taken first, from the end
    order = sorted(by_area)
    chance.shuffle(order)
    chosen: list[Question] = []
    for most in (1, 2):  # a second question about a card may give away the first: only where there are too few
        _choose(chosen, by_area, order, count, most)
    chance.shuffle(chosen)
    return [_shuffled(one, chance) for one in sorted(chosen, key=lambda one: bool(one.options))]


def _choose(
    chosen: list[Question], by_area: Mapping[str, list[Question]], order: Sequence[str], count: int, most: int
) -> None:
    """Add questions, one of each area after the other, until there are enough, or none is left of a card with fewer
    than `most`.
    """
    found = True
    while found and len(chosen) < count:
        found = False
        for area in order:
            asked = Counter(one.card for one in chosen)
            left = [at for at, one in enumerate(by_area[area]) if asked[one.card] < most]
            if left and len(chosen) < count:
                chosen.append(by_area[area].pop(left[-1]))
                found = True


def _shuffled(one: Question, chance: random.Random) -> Question:
    """A question with its options in another order; its answer is the letter of the first option until then."""
    if not one.options:
        return one
    options = list(one.options)
    chance.shuffle(options)
    return one._replace(options=tuple(options), answer=LETTERS[options.index(one.options[0])])


class Marked(NamedTuple):
    """How a quiz went: right answers of all, and the same by area."""

    right: int
    asked: int
    areas: dict[str, tuple[int, int]]
    wrong: tuple[int, ...]

    @property
    def percent(self) -> int:
        """The share of right answers in whole percent, half up."""
        return int(Fraction(100 * self.right, self.asked) + Fraction(1, 2)) if self.asked else 0


def marked(questions: Sequence[Question], answers: Sequence[str]) -> Marked:
    """Answers held against a quiz; one that is missing or reads as none is wrong."""
    areas: dict[str, tuple[int, int]] = {}
    wrong = []
    for number, one in enumerate(questions, 1):
        given = answers[number - 1] if number <= len(answers) else ""
        good = given == one.answer
        right, asked = areas.get(one.area, (0, 0))
        areas[one.area] = (right + good, asked + 1)
        if not good:
            wrong.append(number)
    return Marked(len(questions) - len(wrong), len(questions), dict(sorted(areas.items())), tuple(wrong))


# --- what can be asked ------------------------------------------------------------------------------------------------


def pool(book: RuleBook, office: Office | None, library: Library, day: dt.date) -> list[Question]:
    """Every question that can be asked on a day."""
    rows = {code: of[-1] for code, of in in_force(book, day).items() if _certain(of[-1])}
    return [*_of_figures(rows), *_of_examples(rows), *_of_county(library, day), *_of_units(office)]


def _certain(row: Row) -> bool:
    """Whether a rule may be asked about: its source was read, or the office has set it."""
    return bool(row.source) and (row.status in CERTAIN or row.pack != NATIONAL)


@lru_cache(maxsize=1)
def _asked() -> Mapping[str, list[dict[str, str]]]:
    found: Mapping[str, list[dict[str, str]]] = packaged(Path(__file__).parent / "data")["asked"]
    return found


def _of_figures(rows: Mapping[str, Row]) -> Iterator[Question]:
    """The figures of rules; wrong ones are those of the same area first."""
    english = current() == "en"
    known = [
        (code, entry, value)
        for code, entries in _asked().items()
        if code in rows
        for entry in entries
        if (value := _figure(rows[code].figures, entry["figure"])) is not None
    ]
    for code, entry, value in known:
        unit = entry["unit_en" if english else "unit"]
        others = [
            other
            for same in (True, False)
            for name, one, other in known
            if name[:2] == code[:2] and (one["unit"] == entry["unit"]) is same and value <= 10 * other <= 100 * value
        ]
        text = entry["en" if english else "zh"].format(**rows[code].figures)
        numbers = _distinct(value, [*others, *_near(value)])
        options = tuple(f"{number} {unit}".strip() if english else f"{number}{unit}" for number in numbers)
        card, state = f"{RULE}:{code}", tuple(map(str, numbers))
        basis = f"{code} {rows[code].citation}"
        yield Question(f"{card}/{entry['figure']}", state, card, code[:2], text, options, "A", basis)


def _figure(figures: Mapping[str, Any], path: str) -> int | None:
    value: Any = figures
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _near(value: int) -> Iterator[int]:
    """Numbers that somebody may take for another: of a small one its neighbours, of a large one twice as many, half."""
    yield from (value + 1, value - 1, value + 2) if value < 10 else (value * 2, value // 2, value * 3)
    yield from (value + 3, value + 5)


def _distinct(right: int, others: Iterable[int]) -> list[int]:
    """The right number and three others."""
    return list(dict.fromkeys([right, *(one for one in others if one > 0)]))[:OPTIONS]


def _of_examples(rows: Mapping[str, Row]) -> Iterator[Question]:
    """Which rule an example breaks, and whether an example is right."""
    pages = {code: page for code, row in rows.items() if (page := _page(row)) and page.wrong}
    for code, page in pages.items():
        row = rows[code]
        basis = f"{code} {row.citation}" + (f" {page.fix}" if page.fix else "")
        asked = _("{name}：下面的写法对不对？").format(name=row.name)
        card, area = f"{RULE}:{code}", code[:2]
        yield Question(f"{card}/wrong", (page.wrong,), card, area, f"{asked}\n{page.wrong}", (), FALSE, basis)
        if page.right:
            yield Question(f"{card}/right", (page.right,), card, area, f"{asked}\n{page.right}", (), TRUE, basis)
        near = [one for one in rows if one != code and one[:2] == area]
        far = [one for one in rows if one[:2] != area]
        codes = tuple([code, *near, *far[:OPTIONS]][:OPTIONS])
        names = tuple(rows[one].name for one in codes)
        if len(set(names)) == OPTIONS:
            text = _("下面的写法违反哪一条？") + "\n" + page.wrong
            yield Question(f"{card}/which", (page.wrong, *codes), card, area, text, names, "A", basis)


def _page(row: Row) -> Manual | None:
    try:
        return own_manual(row) or manual(row.code)
    except KeyError:
        return None


def _of_county(library: Library, day: dt.date) -> Iterator[Question]:
    """The figures of the county that still hold; wrong ones have the same unit."""
    known = [
        (entry, name, figure)
        for section in ("facts", "industries", "places")
        for entry in library.entries(section)
        if not is_past(entry, day)
        for name, figure in getattr(entry, "figures", {}).items()
    ]
    for entry, name, figure in known:
        called = getattr(entry, "name", "")
        others = [other for _entry, _name, other in known if _unit(other) == _unit(figure) and other != figure]
        options = list(dict.fromkeys([figure, *others, *_altered(figure)]))[:OPTIONS]
        if len(options) == OPTIONS:
            text = _("{card}的“{name}”是多少？").format(card=called, name=name)
            source = str(getattr(entry, "source", "") or "")
            card = f"{COUNTY}:{called}"
            yield Question(f"{card}/{name}", tuple(options), card, COUNTY, text, tuple(options), "A", source)


def _unit(figure: str) -> str:
    """What is left of a figure without its first number."""
    return _NUMBER.sub("", figure, count=1).strip()


def _altered(figure: str) -> Iterator[str]:
    """A figure with other numbers in place of its first."""
    found = _NUMBER.search(figure)
    if found is None:
        return
    value, places = Fraction(found[0]), len(found[0].partition(".")[2])
    for factor in (Fraction(6, 5), Fraction(4, 5), Fraction(3, 2), Fraction(1, 2), Fraction(2)):
        number = f"{float(value * factor):.{places}f}"
        yield figure[: found.start()] + number + figure[found.end() :]


def _of_units(office: Office | None) -> Iterator[Question]:
    """Which unit a duty falls to, of those that one unit alone has."""
    units = office.units if office else []
    for unit in units:
        for duty in unit.duties:
            if sum(duty in one.duties for one in units) == 1:
                names = tuple(dict.fromkeys([unit.name, *(one.name for one in units if duty not in one.duties)]))[
                    :OPTIONS
                ]
                if len(names) == OPTIONS:
                    text = _("接待中，{duty}由哪个单位负责？").format(duty=duty)
                    card = f"{UNIT}:{unit.name}"
                    yield Question(f"{card}/{duty}", names, card, UNIT, text, names, "A", "office.yaml")
