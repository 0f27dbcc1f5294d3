"""A chat as it is pasted: who said what, and on which day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import pairwise

from jiedai.model.times import weekday_in
from jiedai.patterns import regex
from jiedai.workflow.intake.found import Line
from jiedai.workflow.intake.moments import Base, days_in, plain


@dataclass
class Message:
    """What somebody said at a time; the speaker is empty where the text names none."""

    speaker: str
    day: dt.date
    lines: list[Line] = field(default_factory=list)


_STAMP = (
    r"(?:(?P<day>(?:\d{4}[年./-])?\d{1,2}[月./-]\d{1,2}日?|昨天|今天|前天|(?:星期|周)[一二三四五六日天])\s*)?"
    r"(?:(?:上午|下午|晚上|凌晨|早上|中午)?\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?!\d|\s*[-—–~～至到]{1,2}\s*\d))"
)
_HEAD = regex(
    rf"^\s*(?P<speaker>[^\d:：，。\[【(（][^:：，。]{{0,24}}?)[:：]?\s*[\[(（]?\s*{_STAMP}\s*[\])）]?\s*[:：]?\s*(?P<rest>.*)$"
)
_HEAD_TIME_FIRST = regex(
    rf"^\s*[\[(（【]?\s*{_STAMP}\s*[\])）】]?\s*(?P<speaker>[^\d:：，。\s\[【(（][^:：，。]{{0,20}}?)\s*[:：]\s*(?P<rest>.*)$"
)
_SPOKEN = regex(r"^\s*(?P<speaker>[\u4e00-\u9fff·A-Za-z（）()]{2,16})[:：]\s*(?P<rest>.+)$")
_DATE_LINE = regex(
    r"^\s*(?:[-—─=]*\s*)?(?P<day>\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?)\s*(?:(?:星期|周)[一二三四五六日天])?"
    r"\s*(?:\d{1,2}[:：]\d\d)?\s*[-—─=]*\s*$"
)
_NO_SPEAKER = regex(
    r"联系人|电话|时间|地点|人数|单位|事由|内容|行程|日程|名单|备注|日期|车次|航班|住宿|用餐|来电|接电|人员|要求|主题|标题|附|注|收件人|发件人|抄送|领导|职务|姓名|饮食|到达|离开|返程|陪同|车辆|交通|路线|集合|目的|安排|意见|批示|上午|下午|晚上|中午|第.天|更正|通知|回复|组长|团长|成员|领队|带队|参加|参会"
)


_NO_NAME = regex(
    r"[（(]?周[一二三四五六日天][)）]?$|月|日|到|抵|乘|出发|返|拟|计划|会议|座谈|左右|考察|参观|入住|早餐|午餐|晚餐|开始|集合"
)


def is_chat(lines: list[Line]) -> bool:
    """Whether lines are a chat: speakers with times."""
    lines = _headed(lines)
    heads = sum(1 for line in lines if _stamped(line.text))
    return heads > 0 and heads * 12 >= len([line for line in lines if line.text.strip()])


_CLOCK = regex(r"\d[:：]\d\d")
"""What every stamp has, and few lines that are no head; to find that a line is none by its form takes much longer."""


def _stamped(text: str) -> re.Match[str] | None:
    if not _CLOCK.search(text):
        return None
    for form in (_HEAD, _HEAD_TIME_FIRST):
        found = form.match(text)
        if (
            (
                found
                and not _NO_SPEAKER.search(found["speaker"])
                and (
                    found["day"]
                    or re.search(r"\d[:：]\d\d[:：]\d\d|\]|\)|】|）", text)
                    or re.fullmatch(r".{1,24}\s+\d{1,2}[:：]\d\d\s*", text)
                    or form is _HEAD_TIME_FIRST
                )
            )
            and len(found["speaker"]) <= 20
            and not _NO_NAME.search(found["speaker"])
        ):
            return found
    return None


_CAPTION = regex(
    r"^\s*(?:[^，。；：:]{1,20}[（(]\d{1,3}[)）]|[【\[]?[^，。；：:]{0,16}聊天记录[】\]]?|[^，。；：:]{1,16}群)\s*$"
)
_ONLY_STAMP = regex(rf"^\s*{_STAMP}\s*$")


def _headed(lines: list[Line]) -> list[Line]:
    """Lines with a name and the time below it put together: phones copy a chat so."""
    joined: list[Line] = []
    lines = _with_colons(lines)
    if _time_above(lines):
        lines = _turned(lines)
    for line in lines:
        above = joined[-1].text.strip() if joined else ""
        if _ONLY_STAMP.match(line.text) and 0 < len(above) <= 12 and not re.search(r"[，。；：:\d]", above):
            joined[-1] = Line(f"{above}  {line.text.strip()}", joined[-1].where)
        else:
            joined.append(line)
    return joined


_TIME_AND_SPEAKER = regex(
    r"^\s*\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?\s+(?P<speaker>[^\d:：，。；]{2,20})\s*$"
)


def _with_colons(lines: list[Line]) -> list[Line]:
    """Lines with a colon behind whom a time is followed by, where each of them heads what somebody says: exports of
    chats have 2026-12-07 09:02 李平 above it, programmes one such line below the other.
    """
    told = [line for line in lines if line.text.strip()]
    heads = [_TIME_AND_SPEAKER.match(line.text) is not None for line in told]
    if sum(heads) < 2 or any(head and after for head, after in pairwise([*heads, True])):
        return lines
    return [
        line._replace(text=f"{line.text.rstrip()}：") if _TIME_AND_SPEAKER.match(line.text) else line for line in lines
    ]


def _time_above(lines: list[Line]) -> bool:
    """Whether the time stands over the speaker, not under: what follows a time comes again, what precedes does not."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    stamps = [at for at, text in enumerate(texts[:-1]) if _ONLY_STAMP.match(text)]
    under, over = [texts[at + 1] for at in stamps], [texts[at - 1] for at in stamps if at]
    speakers = all(len(text) <= 16 and not re.search(r"[，。；！？]", text) for text in under)
    return len(stamps) > 1 and speakers and len(set(under)) < len(under) and len(set(over)) == len(over)


def _turned(lines: list[Line]) -> list[Line]:
    """Lines with speaker and time in the order of other chats."""
    turned: list[Line] = []
    for line in lines:
        if line.text.strip() and turned and _ONLY_STAMP.match(turned[-1].text):
            turned[-1] = Line(f"{line.text.strip()}  {turned[-1].text.strip()}", line.where)
        elif line.text.strip():
            turned.append(line)
    return turned


def chat(lines: list[Line], as_of: dt.date) -> list[Message]:
    """The messages of a pasted chat, in order; short dates of their heads are counted back from `as_of`."""
    messages: list[Message] = []
    day = as_of
    lines = _headed(lines)
    for line in lines:
        if not line.text.strip() or (not messages and _CAPTION.match(line.text)):
            continue
        if dated := _DATE_LINE.match(line.text):
            day = _day(dated["day"], as_of) or day
            continue
        head = _stamped(line.text)
        if head:
            day = (_day(head["day"], as_of) if head["day"] else None) or day
            messages.append(Message(head["speaker"].strip(), day))
            if head["rest"].strip():
                messages[-1].lines.append(Line(head["rest"].strip(), line.where))
        elif messages:
            spoken = _SPOKEN.match(line.text)
            if spoken and any(one.speaker == spoken["speaker"] for one in messages):
                messages.append(Message(spoken["speaker"], day, [Line(spoken["rest"], line.where)]))
            else:
                messages[-1].lines.append(line)
        elif spoken := _SPOKEN.match(line.text):
            if not _NO_SPEAKER.search(spoken["speaker"]):
                messages.append(Message(spoken["speaker"], day, [Line(spoken["rest"], line.where)]))
            else:
                messages.append(Message("", day, [line]))
        else:
            messages.append(Message("", day, [line]))
    return messages


def _day(text: str, as_of: dt.date) -> dt.date | None:
    if text in ("今天",):
        return as_of
    typed = re.sub(r"^(\d{1,2})[./-](\d{1,2})日?$", r"\1月\2日", text)
    found = next(days_in(plain(typed), Base(as_of - dt.timedelta(days=300))), None)
    if found is None:
        return None
    if text[:1] in "昨前":
        return as_of - dt.timedelta(days=1 if text[0] == "昨" else 2)
    if text[:1] in "星周":
        return as_of - dt.timedelta(days=(as_of.weekday() - weekday_in(text[-1])) % 7)
    return found.first
