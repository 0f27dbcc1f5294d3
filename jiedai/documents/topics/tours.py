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
    steps = [step for step in entries(item.steps) if not is_placeholder(str(step.what))]
    profile = tuple(Markup(wording.printed(str(said(str(place.intro))), sight.labels)) for place in profiles)
    yield _part(say("概况"), None, profile, 0 if profile else _LINES)
    if steps:
        for step in steps:
            owner = Markup(say("（由{who}介绍）")).format(who=company.introduced(step.owner)) if step.owner else ""
            yield _part(step.what, step.length, (Markup(say("请看{what}。{owner}")).format(
                what=wording.sentence(str(step.what)), owner=owner),))  # fmt: skip
    points = tuple(_points(sight, item, profiles))
    if points:
        yield _part(say("要点"), None, points)
    yield _part(say("结束"), FAREWELL, _farewell(sight, item, items))


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


def _points(sight: Sight, item: View, profiles: Sequence[View]) -> Iterator[Markup]:
    """What the visit is for, and the figures of the profile."""
    say = catalog(sight.labels).gettext
    if item.purpose and not is_placeholder(str(item.purpose)):
        yield Markup(say("这一站主要是{purpose}。")).format(purpose=wording.sentence(str(item.purpose)))
    figures = [part for place in profiles for part in figures_said(str(place.intro))]
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
