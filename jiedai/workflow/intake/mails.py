"""Heads of mails that were copied with the text: who sent it, and when; what is left is read as a letter or message."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.found import Line, Source, Table, Value
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.paper import folded
from jiedai.workflow.intake.persons import is_name, tidy_name

_HEAD = regex(
    r"^[\s>]*(?:(?P<sender>发件人|寄件人|发自|From)|(?P<sent>发送时间|发件时间|发送日期|时间|日期|Sent|Date)"
    r"|(?P<subject>主题|Subject)|收件人|抄送|密送|To|Cc|Bcc|附件|Attachments?)\s*[：:]\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_DIVIDER = regex(r"^[\s>]*[-—_=*]{2,}.{0,4}(?:原始邮件|转发的?邮件|转发|Original|Forwarded).*$", re.IGNORECASE)
_REPLY = regex(r"^\s*(?:主题|Subject)\s*[：:]\s*(?:Re|回复|答复|回覆)\s*[：:]", re.IGNORECASE)
_TITLE = regex(r"关于.{4,60}(?:函|通知|方案)$")
_QUOTED = regex(r"^\s*>+\s?")


class Opened(NamedTuple):
    """A text without the heads of its mails, the day on which the innermost was sent, and the unit that sent it."""

    source: Source
    sent: dt.date | None = None
    sender: Value | None = None
    subject: Value | None = None
    """The subject, where it is the title of a letter."""
    writer: str = ""
    """The person who sent it, where the head names one."""


def opened(source: Source, as_of: dt.date) -> Opened:
    """A source without the heads of mails in it; as it was where it has none."""
    kept: list[Line | Table] = []
    block: list[Line] = []
    result = Opened(source)
    reply = False
    for part in (*source.parts, Line("", "")):
        if isinstance(part, Line) and _HEAD.match(part.text):
            block.append(part)
            continue
        if reply and (_is_head(block) or (isinstance(part, Line) and _QUOTED.match(part.text))):
            break  # what is answered was written by the other side
        if _is_head(block):
            result = _told(block, result, as_of)
            reply = any(_REPLY.match(line.text) for line in block)
        else:
            kept += block
        block = []
        if not isinstance(part, Line):
            kept.append(part)
        elif part.where and not _DIVIDER.match(part.text):
            kept.append(Line(_QUOTED.sub("", part.text), part.where))
    if result.source is source and result.sent is None and result.sender is None and len(kept) == len(source.parts):
        return result
    return result._replace(source=source._replace(parts=tuple(kept)))


def _is_head(block: list[Line]) -> bool:
    """Whether lines are the head of a mail: three or more labels, a subject or a sender among them; or two of both."""
    found = [match for line in block if (match := _HEAD.match(line.text))]
    names = [match.lastgroup and next((n for n in ("sender", "sent", "subject") if match[n]), "") for match in found]
    return ("subject" in names or "sender" in names) and len(names) > (1 if {"sender", "sent"} <= set(names) else 2)


def _told(block: list[Line], before: Opened, as_of: dt.date) -> Opened:
    """What a head tells; the head of a mail within a mail counts more than the outer one."""
    sent, sender, writer, subject = before.sent, None, "", None
    for line in block:
        found = _HEAD.match(line.text)
        if found is None:
            continue
        value = folded(re.sub(r"[<＜(（].*$", "", found["value"]))
        if found["subject"] and (title := _TITLE.search(folded(found["value"]))):
            subject = Value("letter.subject", title[0], line.where)
        if found["sent"] and (day := next(days_in(plain(value), Base(as_of - dt.timedelta(days=300))), None)):
            sent = day.first
        if found["sender"] and units.is_unit(value):
            sender = Value("letter.issuer", value, line.where)
        elif found["sender"]:
            writer = next(
                (part for part in reversed(re.split(r"[\s<＜(（]+", found["value"])) if is_name(part)), ""
            ) or tidy_name(value)
    return before._replace(sent=sent, sender=sender, subject=subject, writer=writer if is_name(writer) else "")
