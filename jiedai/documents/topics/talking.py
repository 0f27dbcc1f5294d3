"""What a host can talk about: from the purpose, from what is known of the county and its places, and from what was to
be followed up after earlier visits of the same unit. A judgement of the other side is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from jiedai.documents import wording
from jiedai.documents.address import Company
from jiedai.documents.figured import figures_said
from jiedai.documents.topics import Sight
from jiedai.documents.topics.earlier import facts as earlier_visits
from jiedai.documents.translation import said
from jiedai.documents.view import View, entries
from jiedai.language import catalog
from jiedai.model.choice import ItemKind
from jiedai.model.placeholder import is_placeholder

_SESSIONS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING)
_FIGURES = 6
"""Figures of the county that are told at once."""


def facts(sight: Sight) -> Mapping[str, Any]:
    """`sessions`: each with its `item`, `points` to make and `concerns` of the other side (none where papers are
    signed); `sites`: each with its `item` and the `figures` of its profile; `last`: the earlier visits in one sentence,
    nothing where there was none.
    """
    items = entries(sight.visit["items"])
    talks = _Talks(sight)
    sessions = [item for item in items if item.kind in _SESSIONS]
    return {
        "sessions": tuple(
            View("session", {"item": item, "points": tuple(talks.points(item, first=number == 0)),
                             "concerns": tuple(talks.concerns(first=number == 0))})
            for number, item in enumerate(sessions)
        ),
        "sites": tuple(
            View("site", {"item": item, "figures": tuple(_figures(item))})
            for item in items if item.kind is ItemKind.VISIT
        ),
        "last": talks.last(),
    }  # fmt: skip


def _figures(item: View) -> Iterator[str]:
    for place in entries(item.places):
        yield from figures_said(str(place.intro or ""))


class _Talks:
    """What is known for all sessions of a visit."""

    def __init__(self, sight: Sight) -> None:
        self._sight, self._company = sight, Company(sight)
        self._say = catalog(sight.labels).gettext
        self._earlier = entries(earlier_visits(sight)["visits"])

    def points(self, item: View, *, first: bool) -> Iterator[Markup]:
        """What the host says, the welcome and the county in the first session alone."""
        say = self._say
        if item.kind is ItemKind.SIGNING:
            return
        if first:
            yield from self._welcome()
        if item.purpose and not is_placeholder(str(item.purpose)):
            purpose = wording.sentence(str(item.purpose))
            yield Markup(say("要达到的目的：{purpose}。讲清做法、进展和难处。")).format(purpose=purpose)
        if first:
            yield from self._county()
            for visit in self._earlier:
                for one in entries(visit.done):
                    result = wording.sentence(str(one.result)) if one.result else say("已办结")
                    yield Markup(say("上次来访（{when}）提出的“{what}”：{result}。")).format(
                        when=self._month(visit), what=wording.sentence(str(one.what)), result=result
                    )
        yield Markup(say("听取对方的意见和要求；要跟进的当场记下，明确单位和时限。"))

    def concerns(self, *, first: bool) -> Iterator[Markup]:
        """What the other side will ask about: the subject of its letter, and what is still open from earlier visits."""
        say, letter = self._say, self._sight.plan.letter
        if first and letter.subject and not is_placeholder(str(letter.subject)):
            yield Markup(say("来函：{subject}。")).format(subject=wording.sentence(str(letter.subject)))
        for visit in self._earlier if first else ():
            for one in entries(visit.open):
                who = wording.name(str(one.unit)) if one.unit else ""
                text = say("上次来访（{when}）提出的“{what}”还没有办结，由{who}负责。") if who else say(
                    "上次来访（{when}）提出的“{what}”还没有办结。"
                )  # fmt: skip
                yield Markup(text).format(when=self._month(visit), what=wording.sentence(str(one.what)), who=who)

    def last(self) -> Markup | None:
        """Which earlier visits there were."""
        say = self._say
        if not self._earlier:
            return None
        told = (
            Markup(say("{when}：{title}")).format(when=self._month(visit), title=said(str(visit.title)))
            for visit in self._earlier
        )
        return Markup(say("；")).join(told)

    def _welcome(self) -> Iterator[Markup]:
        say, visit = self._say, self._sight.visit
        purpose, region = self._sight.plan.purpose, self._sight.office.office.region
        if visit.chief and purpose:
            chief = self._company.addressed(visit.chief.name)
            text = say("欢迎{chief}一行来{region}，{purpose}。") if region else say("欢迎{chief}一行来访。")
            values = {"region": said(str(region)), "purpose": wording.sentence(str(purpose))}
            yield Markup(text).format(chief=chief, **values)

    def _county(self) -> Iterator[Markup]:
        """The first figures that the office has written down of its county, else those of the county's profile."""
        labels, county = self._sight.labels, self._sight.county()
        cards = (*entries(county.get("facts")), *entries(county.get("industries")))
        between = "" if labels == "zh" else " "
        figures = [
            f"{said(str(name))}{between}{said(str(card.figures[name]))}"
            for card in cards
            for name in card.figures or ()
        ]
        if not figures:
            profile = entries(self._sight.office.office.profile)
            figures = [part for text in profile for part in figures_said(str(text))]
        figures = figures[:_FIGURES]
        if figures:
            say = self._say
            yield Markup(say("可以介绍的县情：{figures}。")).format(figures=say("；").join(figures))

    def _month(self, visit: View) -> str:
        return wording.full_day(visit.dates.first, self._sight.labels)
