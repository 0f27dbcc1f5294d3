"""What a guide says at a site, as a draft: welcome, the place's profile, what to look at, farewell.

The facts are those of the office's profile of the place and of the plan; where there is no profile, lines are left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from jiedai.documents import wording
from jiedai.documents.address import Company
from jiedai.documents.figured import figures_said
from jiedai.documents.topics import Sight
from jiedai.documents.translation import said
from jiedai.documents.view import View, entries
from jiedai.language import catalog
from jiedai.model.choice import ItemKind
from jiedai.model.placeholder import is_placeholder

WELCOME, FAREWELL = 2, 3
"""Minutes for the first and the last words of a guide."""
_LINES = 2
"""Lines to write on where nobody has written a place's profile."""


def facts(sight: Sight) -> Mapping[str, Any]:
    """`stops`: each visit of a site with a guide, as its `item` and its `parts` in order.

    A part has `title`, `minutes` (where known), perhaps a `salutation`, `lines` that are said, and `blanks`, lines to
    write on.
    """
    items = entries(sight.visit["items"])
    company = Company(sight)
    return {
        "stops": tuple(
            View("stop", {"item": item, "parts": tuple(_parts(sight, company, item, items))})
            for item in entries(sight.visit.guided)
        )
    }


def _parts(sight: Sight, company: Company, item: View, items: Sequence[View]) -> Iterator[View]:
    say = catalog(sight.labels).gettext
    yield _part(say("迎候"), WELCOME, _welcome(sight, company, item)).also(salutation=_salutation(sight, company, item))
    profiles = [place for place in entries(item.places) if place.intro]
    cards = _Cards(sight, item)
    steps = [step for step in entries(item.steps) if not is_placeholder(str(step.what))]
    profile = (*(_text(sight, place.intro) for place in profiles), *cards.texts())
    yield _part(say("概况"), None, profile, 0 if profile else _LINES)
    if steps:
        for step in steps:
            owner = Markup(say("（由{who}介绍）")).format(who=company.introduced(step.owner)) if step.owner else ""
            yield _part(step.what, step.length, (Markup(say("请看{what}。{owner}")).format(
                what=wording.sentence(str(step.what)), owner=owner),))  # fmt: skip
    elif seen := tuple(cards.points()):
        yield _part(say("看点"), None, seen)
    points = tuple(_points(sight, item, profiles, cards))
    if points:
        yield _part(say("要点"), None, points)
    if stories := tuple(cards.stories()):
        yield _part(say("故事"), None, stories)
    if answers := tuple(cards.answers()):
        yield _part(say("来宾可能问到"), None, answers)
    yield _part(say("结束"), FAREWELL, _farewell(sight, item, items))


def _text(sight: Sight, text: object) -> Markup:
    return Markup(wording.printed(str(said(str(text))), sight.labels))


class _Cards:
    """What the office has written down of the places of an item, to be told there."""

    def __init__(self, sight: Sight, item: View) -> None:
        self._sight = sight
        at = sight.county().get("at")
        self._at = [at[str(place.name)] for place in entries(item.places)] if at is not None else []

    def texts(self) -> Iterator[Markup]:
        """What is said of the places."""
        yield from self._paragraphs("commentary")

    def stories(self) -> Iterator[Markup]:
        """Stories of the places."""
        yield from self._paragraphs("stories")

    def points(self) -> Iterator[Markup]:
        """What there is to see, in one sentence a place."""
        say = catalog(self._sight.labels).gettext
        for card in self._cards("commentary"):
            seen = [told for what in entries(card.points) if (told := self._sight.told(what))]
            if seen:
                listed = Markup(say("；")).join(
                    Markup(say("{number}看{what}")).format(
                        number=wording.numeral(number, self._sight.labels), what=what
                    )
                    for number, what in enumerate(seen, start=1)
                )
                yield Markup(say("{listed}。")).format(listed=listed)

    def figures(self) -> tuple[str, ...]:
        """Figures of the places, each with what it counts."""
        between = "" if self._sight.labels == "zh" else " "
        found = [
            f"{said}{between}{self._sight.told(card.figures[name])}"
            for card in self._cards("commentary")
            for name in card.figures or ()
            if (said := self._sight.told(name))
        ]
        return tuple(found)

    def answers(self) -> Iterator[Markup]:
        """What guests ask there, and what is answered."""
        say = catalog(self._sight.labels).gettext
        for card in self._cards("questions"):
            question, answer = self._sight.told(card.question), self._sight.told(card.answer)
            if question and answer:
                yield Markup(say("问：{question} 答：{answer}")).format(question=question, answer=answer)

    def _paragraphs(self, part: str) -> Iterator[Markup]:
        for card in self._cards(part):
            lines = (self._sight.told(line) for line in entries(card.text))
            yield from (Markup(wording.printed(line, self._sight.labels)) for line in lines if line)

    def _cards(self, part: str) -> Iterator[View]:
        for told in self._at:
            yield from entries(told[part])


def _part(title: object, minutes: object, lines: Sequence[Markup] | Iterator[Markup], blanks: int = 0) -> View:
    return View(
        "part", {"title": title, "minutes": minutes, "salutation": None, "lines": tuple(lines), "blanks": blanks}
    )


def _salutation(sight: Sight, company: Company, item: View) -> Markup:
    say = catalog(sight.labels).gettext
    chief = next((str(guest.name) for guest in entries(item.attending)), "")
    if company.formal:
        start = say("尊敬的{chief}，女士们、先生们：") if chief else say("女士们、先生们：")
    else:
        start = say("尊敬的{chief}，各位领导、各位来宾：") if chief else say("各位领导、各位来宾：")
    return Markup(start).format(chief=company.addressed(chief) if chief else "")


def _welcome(sight: Sight, company: Company, item: View) -> Iterator[Markup]:
    say = catalog(sight.labels).gettext
    place = next((str(place.name) for place in entries(item.places)), "")
    guides = [company.name(name) for name in entries(item.guide) if not is_placeholder(str(name))]
    text = say("欢迎来到{place}。我是{guide}，由我为大家讲解。") if len(guides) == 1 else say("欢迎来到{place}。")
    yield Markup(text).format(place=said(place), guide=guides[0] if guides else "")


def _points(sight: Sight, item: View, profiles: Sequence[View], cards: _Cards) -> Iterator[Markup]:
    """What the visit is for, and the figures written down of the place, else those of its profile."""
    say = catalog(sight.labels).gettext
    if item.purpose and not is_placeholder(str(item.purpose)):
        yield Markup(say("这一站主要是{purpose}。")).format(purpose=wording.sentence(str(item.purpose)))
    figures = cards.figures() or [part for place in profiles for part in figures_said(str(place.intro))]
    if figures:
        yield Markup(say("有几个数字请各位留意：{figures}。")).format(figures=say("；").join(figures))


def _farewell(sight: Sight, item: View, items: Sequence[View]) -> Iterator[Markup]:
    say = catalog(sight.labels).gettext
    yield Markup(say("情况就介绍到这里，请各位提问，多提宝贵意见。"))
    place = next((number for number, one in enumerate(items) if one is item), len(items))
    after = next((one for one in items[place + 1 :] if one.date == item.date and not one.parallel), None)
    if after is not None:
        time = wording.time24(after.begins, sight.labels) if after.begins else ""
        cars = entries(after.vehicles) if after.kind is ItemKind.TRANSFER else ()
        riding = Markup(say("，请乘{number}号车")).format(number=say("、").join(map(str, cars))) if cars else ""
        yield Markup(say("下一项是{time}{what}{riding}。谢谢大家！")).format(
            time=time, what=wording.sentence(str(after.what)), riding=riding
        )
