"""What the chair of a session says, as a draft to read from: opening, introductions, each step, thanks.

Everything said is in the plan: who takes part, in order of precedence, what each step is and whose, how long. Words of
praise, and what a speaker will have said, are left to the chair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from jiedai.documents import wording
from jiedai.documents.address import Company
from jiedai.documents.topics import Sight
from jiedai.documents.translation import said
from jiedai.documents.view import View, entries
from jiedai.language import catalog
from jiedai.model.choice import ItemKind
from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import TimeRange
from jiedai.patterns import regex

MOST_INTRODUCED = 12
"""People of a side who are introduced one by one; of more, the first ones are, and the others by their units."""
FIRST_INTRODUCED = 6
_DISCUSSED = (ItemKind.TALKS, ItemKind.CONFERENCE, ItemKind.OTHER)
"""Kinds of session after which something is to be done."""
_NOON, _EVENING = 12 * 60, 18 * 60

_OPENING = regex(r"开场|开幕|宣布开会|主持人?开场")
_INTRODUCING = regex(r"介绍.{0,4}(?:与会|出席|参会|参加|双方|人员|来宾|嘉宾)|(?:与会|参会|出席|双方)人员介绍|互相介绍")
_SPEAKING = regex(r"讲话|致辞|致词|指示|点评|总结|表态|寄语")
_REPORTING = regex(r"汇报|报告|介绍|发言|解读|说明|通报|演示|宣读")
_DISCUSSING = regex(r"讨论|交流|座谈|互动|会谈|答疑|提问")
_SETTLING = regex(r"商定|磋商|洽谈|逐条|逐项|商议")
_SIGNING = regex(r"签字|签署|签约")
_PICTURE = regex(r"合影")
_BREAK = regex(r"茶歇|休息")

Say = Callable[[str], str]


def facts(sight: Sight) -> Mapping[str, Any]:
    """`sessions`: each session that somebody chairs or that has steps, as its `item`, its `cues` in order, and
    the names of its `guests` and `hosts`.

    A cue has `time` (when it begins, where known), `title`, perhaps a `salutation`, and `lines`, the paragraphs that
    are said.
    """
    company = Company(sight)
    items = entries(sight.visit["items"])
    return {
        "sessions": tuple(
            View(
                "session",
                {
                    "item": item,
                    "cues": tuple(_Session(sight, company, item, items).cues()),
                    "guests": tuple(company.name(one.name) for one in entries(item.attending)),
                    "hosts": tuple(company.name(one.name) for one in entries(item.accompanying)),
                },
            )
            for item in entries(sight.visit.chaired)
        )
    }


class _Session:
    """One session, and what is said in it."""

    def __init__(self, sight: Sight, company: Company, item: View, items: Sequence[View]) -> None:
        self._sight, self._company, self._item = sight, company, item
        self._say: Say = catalog(sight.labels).gettext
        self._chair = str(item.chair or "")
        self._guests = [str(one.name) for one in entries(item.attending)]
        self._hosts = [str(one.name) for one in entries(item.accompanying)]
        self._chief = next((name for name in self._guests if name != self._chair), "")
        self._steps = [step for step in entries(item.steps) if not is_placeholder(str(step.what))]
        place = next((number for number, one in enumerate(items) if one is item), len(items))
        self._next = next((one for one in items[place + 1 :] if one.date == item.date and not one.parallel), None)

    def cues(self) -> Iterator[View]:
        """What is said, in order; a first step that is the opening, or the introductions, is that cue."""
        say, steps = self._say, self._steps
        if steps and _OPENING.search(str(steps[0].what)):
            steps = steps[1:]
        opening = self._cue(self._item.begins, say("开场"), self._opening(steps))
        yield opening.also(salutation=self._salutation())
        if not (steps and self._introduces(steps[0])):
            yield self._cue(None, say("介绍出席人员"), self._introductions())
        if not self._steps and self._item.kind is ItemKind.MEETING:
            yield self._cue(None, say("宾主交谈"), self._conversation())
        for number, step in enumerate(steps, start=1):
            lines = self._introductions() if self._introduces(step) else self._step(number, step)
            yield self._cue(step.begins, step.what, lines)
        yield self._cue(self._item.ends, say("结束"), self._closing())

    def _introduces(self, step: View) -> bool:
        return bool(_INTRODUCING.search(str(step.what))) and str(step.owner or self._chair) == self._chair

    def _cue(self, time: TimeRange | None, title: object, lines: Iterator[Markup]) -> View:
        return View("cue", {"time": time, "title": title, "salutation": None, "lines": tuple(lines)})

    def _put(self, text: str, **values: object) -> Markup:
        """A sentence with its values, each escaped and in the paper's language."""
        return Markup(text).format(**{
            name: said(value) if type(value) is str else value for name, value in values.items()
        })  # fmt: skip

    # --- opening ------------------------------------------------------------------------------------------------------

    def _opening(self, steps: Sequence[View]) -> Iterator[Markup]:
        say = self._say
        greeting = self._put(
            say("{greeting}今天的{session}由我主持。"), greeting=self._greeting(), session=self._session()
        )
        purpose = wording.sentence(str(self._item.purpose or ""))
        if purpose and self._item.kind is not ItemKind.SIGNING and not is_placeholder(purpose):
            greeting += self._put(say("主要内容是：{purpose}。"), purpose=purpose)
        yield greeting
        if len(steps) > 1:
            listed = Markup(say("；")).join(
                self._put(say("{number}是{what}"), number=self._numeral(number), what=wording.sentence(str(step.what)))
                for number, step in enumerate(steps, start=1)
            )
            yield self._put(say("议程有{count}项：{listed}。"), count=len(steps), listed=listed)

    def _salutation(self) -> Markup:
        say = self._say
        chief = self._company.addressed(self._chief) if self._chief else Markup()
        if self._company.formal:
            text = say("尊敬的{chief}，女士们、先生们：") if chief else say("女士们、先生们：")
        else:
            text = say("尊敬的{chief}，各位领导，同志们：") if chief else say("各位领导，同志们：")
        return self._put(text, chief=chief)

    def _greeting(self) -> Markup:
        say = self._say
        start = self._item.time.start
        if start is None:
            word = say("大家好！")
        elif start < _NOON:
            word = say("大家上午好！")
        else:
            word = say("大家下午好！") if start < _EVENING else say("大家晚上好！")
        return Markup(word)

    def _session(self) -> str:
        """What the session is called in a sentence."""
        say, what = self._say, str(self._item.what)
        if "会谈" in what:
            return say("会谈")
        if "汇报" in what and self._item.kind is ItemKind.TALKS:
            return say("汇报会")
        return {
            ItemKind.TALKS: say("座谈会"),
            ItemKind.MEETING: say("会见"),
            ItemKind.CONFERENCE: say("会议"),
            ItemKind.SIGNING: say("签字仪式"),
        }.get(self._item.kind, say("活动"))

    def _introductions(self) -> Iterator[Markup]:
        """Guests first, then the hosts, each by precedence; the chair presents nobody but the others."""
        say = self._say
        guests = [name for name in self._guests if name != self._chair and not is_placeholder(name)]
        hosts = [name for name in self._hosts if name != self._chair and not is_placeholder(name)]
        if guests:
            yield self._put(
                say("出席今天{session}的来宾有：{people}。让我们对各位的到来表示热烈欢迎！"),
                session=self._session(),
                people=self._people(guests),
            )
        elif self._sight.visit.count and self._item.everybody:
            yield Markup(say("让我们对各位来宾的到来表示热烈欢迎！"))
        if hosts and self._company.is_guest(self._chair):
            yield self._put(say("承办单位参加的有：{people}。"), people=self._people(hosts))
        elif hosts:
            yield self._put(say("我方参加的有：{people}。"), people=self._people(hosts))

    def _conversation(self) -> Iterator[Markup]:
        """The words of welcome that the plan has for its guests, and then the guests' turn."""
        say = self._say
        for line in entries(self._sight.plan.welcome):
            yield Markup(escape(said(str(line))))
        if self._chief:
            yield self._put(say("请{who}讲话，大家欢迎。"), who=self._company.introduced(self._chief))

    def _people(self, names: Sequence[str]) -> Markup:
        say = self._say
        if len(names) <= MOST_INTRODUCED:
            return self._company.all_introduced(names)
        first = self._company.all_introduced(names[:FIRST_INTRODUCED])
        return self._put(
            say("{people}，以及其他各单位的同志{count}人"), people=first, count=len(names) - FIRST_INTRODUCED
        )

    # --- steps --------------------------------------------------------------------------------------------------------

    def _step(self, number: int, step: View) -> Iterator[Markup]:
        say, what = self._say, str(step.what)
        owner = str(step.owner or "")
        first = self._put(
            say("下面进行第{number}项：{what}。"), number=self._numeral(number), what=wording.sentence(what)
        )
        if is_placeholder(owner):
            owner = ""
        own = not owner or owner == self._chair
        who = self._company.introduced(owner) if owner else Markup()
        minutes = self._put(say("时间约{minutes}分钟。"), minutes=step.length) if step.length else Markup()
        if _SIGNING.search(what):
            yield first + Markup(say("请双方签字代表就位，签署文本。签署完成后请双方交换文本，大家鼓掌祝贺。"))
        elif _PICTURE.search(what):
            yield first + Markup(say("请各位按站位图就位合影。"))
        elif _BREAK.search(what):
            yield first + (minutes or Markup(say("请各位休息。")))
        elif _SETTLING.search(what):
            yield first + Markup(say("请双方逐项商议。")) + minutes
        elif _DISCUSSING.search(what) and (own or not _REPORTING.search(what)):
            yield first + Markup(say("请各位畅所欲言。")) + minutes
        elif own:
            yield first + Markup(say("这一项由我来说。")) + minutes
        elif _SPEAKING.search(what):
            toast = "致辞" in what or "致词" in what
            asked = say("请{who}致辞，大家欢迎。") if toast else say("请{who}讲话，大家欢迎。")
            yield first + self._put(asked, who=who)
            yield self._put(say("感谢{who}。"), who=self._company.addressed(owner))
        elif _REPORTING.search(what):
            yield first + self._put(self._asked(what), who=who) + minutes
            yield self._put(say("感谢{who}。"), who=self._company.addressed(owner))
        else:
            yield first + self._put(say("请{who}。"), who=who) + minutes

    def _asked(self, what: str) -> str:
        """What a speaker is asked to do."""
        say = self._say
        if "汇报" in what or "报告" in what:
            return say("请{who}汇报。")
        return say("请{who}发言。") if "发言" in what else say("请{who}介绍情况。")

    # --- closing ------------------------------------------------------------------------------------------------------

    def _closing(self) -> Iterator[Markup]:
        say = self._say
        spoke = [str(step.owner) for step in self._steps
                 if self._company.is_guest(step.owner) and str(step.owner) != self._chair]  # fmt: skip
        thanked = spoke[-1] if spoke else self._chief
        if thanked:
            thanks = self._put(say("感谢{chief}和各位来宾。"), chief=self._company.addressed(thanked))
            if self._item.kind in _DISCUSSED:
                thanks += Markup(say("会上的意见和建议，我们会后逐条整理，落实到单位和责任人。"))
            yield thanks
        end = self._put(say("今天的{session}到此结束。"), session=self._session())
        if self._next is not None:
            end += self._put(
                say("接下来的安排是{time}{what}。"),
                time=wording.time24(self._next.begins, self._sight.labels) if self._next.begins else "",
                what=wording.sentence(str(self._next.what)),
            )
        yield end + Markup(say("谢谢大家！"))

    def _numeral(self, number: int) -> str:
        return wording.numeral(number, self._sight.labels)
