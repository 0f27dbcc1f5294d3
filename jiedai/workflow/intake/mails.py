"""Heads of mails that were copied with the text: who sent it, and when; what is left is read as a letter or message."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.chats import Message
from jiedai.workflow.intake.found import Line, Source, Table, Value
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.paper import folded
from jiedai.workflow.intake.persons import is_name, latin_name, tidy_name

_HEAD = regex(
    r"^[\s>]*(?:(?P<sender>发件人|寄件人|发自|From)|(?P<sent>发送时间|发件时间|发送日期|时间|日期|Sent|Date)"
    r"|(?P<subject>主题|Subject)|收件人|抄送|密送|To|Cc|Bcc|附件|Attachments?)\s*[：:]\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_DIVIDER = regex(r"^[\s>]*[-—_=*]{2,}.{0,4}(?:原始邮件|转发的?邮件|转发|Original|Forwarded).*$", re.IGNORECASE)
_PREFIXES = regex(r"^(?:(?:Re|Fw|Fwd|回复|答复|回覆|转发)\s*[：:]\s*)+", re.IGNORECASE)
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
    about: Line | None = None
    """The subject as it was typed, without what programs put before it."""
    writer: str = ""
    """The person who sent it, where the head names one."""
    thread: tuple[Message, ...] = ()
    """What the same side wrote in several mails, the oldest first; empty where it is all in one."""


class _Mail(NamedTuple):
    """The head of one mail, which may be none, and what stands under it up to the next."""

    head: list[Line]
    parts: list[Line | Table]
    quoted: bool = False
    """Whether it stands below the words that answer it: 王平写道：."""


def opened(source: Source, as_of: dt.date) -> Opened:
    """A source without the heads of mails in it; as it was where it has none.

    Of a mail that answers another, what it quotes was written by the other side and is left out, but for what its
    sender (or the guests, where the host sends it) wrote before.
    """
    mails = _mails(source)
    if len(mails) == 1 and not mails[0].head:
        return Opened(source)
    kept: list[Line | Table] = []
    thread: list[Message] = []
    result = Opened(source)
    sender, answers = "", False
    for mail in mails:
        who = _sender(mail.head)
        host = _HOST.search(who) is not None
        quoted, answers = answers or mail.quoted, answers or mail.quoted or _answers(mail.head)
        if not quoted:
            result = _told(mail.head, result, as_of)
            sender = sender or who
            kept += [] if host and answers else _unquoted(mail.parts) if answers else mail.parts
        elif who and (who == sender or (_HOST.search(sender) and not host)):
            result = _told(mail.head, result, as_of) if _HOST.search(sender) else result
            day = _told(mail.head, Opened(source), as_of).sent
            thread.insert(0, Message(who, day or as_of, [_bare(part) for part in mail.parts if isinstance(part, Line)]))
    bare = tuple(part if isinstance(part, Table) else _bare(part) for part in kept)
    if thread and (newest := [part for part in bare if isinstance(part, Line)]):
        thread.append(Message(sender, result.sent or as_of, newest))
    return result._replace(source=source._replace(parts=bare), thread=tuple(thread))


def _mails(source: Source) -> list[_Mail]:
    """The mails in a text, the newest first as they stand; what stands above the first head is one without a head."""
    mails = [_Mail([], [])]
    block: list[Line] = []
    for part in (*source.parts, Line("", "")):
        if isinstance(part, Line) and _HEAD.match(part.text):
            block.append(part)
            continue
        if _is_head(block):
            mails.append(_Mail(block, []))
        else:
            mails[-1].parts.extend(block)
        block = []
        if isinstance(part, Table):
            mails[-1].parts.append(part)
        elif _WROTE.search(part.text):
            mails.append(_Mail([], [], quoted=True))
        elif part.where and not _DIVIDER.match(part.text):
            mails[-1].parts.append(part)
    return mails if any(part for part in mails[0].parts if isinstance(part, Table) or part.text.strip()) else mails[1:]


def _bare(line: Line) -> Line:
    return line._replace(text=_QUOTED.sub("", line.text))


_WROTE = regex(
    r"^[\s>]*(?:在|于|On\b).{4,80}(?:写道|wrote)\s*[：:]\s*$|^[\s>]*[^，。：:]{2,30}(?:写道|wrote)\s*[：:]\s*$"
)
_HOST = regex(r"接待办|接待科|接待处|接待中心|机关事务")


def _answers(head: list[Line]) -> bool:
    return any(_REPLY.match(line.text) for line in head)


def _sender(head: list[Line]) -> str:
    """Who sent a mail, by its head: the name without the address; empty where it does not say."""
    found = (_HEAD.match(line.text) for line in head)
    return next((folded(re.sub(r"[<＜(（].*$", "", one["value"])) for one in found if one and one["sender"]), "")


def _unquoted(parts: list[Line | Table]) -> list[Line | Table]:
    """The parts before the first line that is quoted."""
    quoted = (at for at, part in enumerate(parts) if isinstance(part, Line) and _QUOTED.match(part.text))
    return parts[: next(quoted, len(parts))]


def _is_head(block: list[Line]) -> bool:
    """Whether lines are the head of a mail: three or more labels, a subject or a sender among them; or two of both."""
    found = [match for line in block if (match := _HEAD.match(line.text))]
    names = [match.lastgroup and next((n for n in ("sender", "sent", "subject") if match[n]), "") for match in found]
    return ("subject" in names or "sender" in names) and len(names) > (1 if {"sender", "sent"} <= set(names) else 2)


def _told(block: list[Line], before: Opened, as_of: dt.date) -> Opened:
    """What a head tells; the head of a mail within a mail counts more than the outer one."""
    sent, sender, writer, subject, about = before.sent, None, "", None, before.about
    for line in block:
        found = _HEAD.match(line.text)
        if found is None:
            continue
        value = folded(re.sub(r"[<＜(（].*$", "", found["value"]))
        if found["subject"]:
            about = Line(_PREFIXES.sub("", folded(found["value"])), line.where)
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
    return before._replace(
        sent=sent, sender=sender, subject=subject, about=about, writer=writer if is_name(writer) else latin_name(writer)
    )
