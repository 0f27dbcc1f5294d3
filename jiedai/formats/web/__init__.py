"""A booklet on a telephone: a bar of its sections, days behind tabs, what is on now, one button to call.

A document with a cover is a booklet, and so are the papers that people on duty carry (`phone`). All of it can be read
without a script: tabs are links, and where nothing is chosen every day is shown. The script only unhides what
the telephone's clock says is on now and next. On paper none of this is there: the same pages come out as from any other
document.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from jiedai import blocks as b
from jiedai.formats.common.lines import one_line
from jiedai.model.times import CHINA

_UNKNOWN_LENGTH = dt.timedelta(hours=1)
"""How long an entry without an end counts as on, where no other follows on its day."""
_AHEAD_HOURS = 12
"""How long before it begins the next entry is named."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says of its own."""

    contents: str
    days: str
    every_day: str
    large: str
    clock: str
    now: str
    next: str
    call: str


_CHINESE = Words("目录", "按日期看", "全部", "大字", "现在和接下来", "正在进行", "接下来", "拨打电话")
_ENGLISH = Words("Contents", "Days", "All", "Large print", "Now and next", "Now", "Next", "Call")


class Pocket:
    """What a booklet has on a telephone, as parts of its HTML."""

    def __init__(self, document: b.Document) -> None:
        self.blocks = tuple(_anchored(document.blocks, iter(range(1, 10_000))))
        self._contacts = document.meta.contacts
        self._events = tuple(event for event in (document.events or document.clock) if event.start)
        self._words = _CHINESE if document.meta.language.startswith("zh") else _ENGLISH
        self._zh = self._words is _CHINESE

    @property
    def policy(self) -> str:
        """What the page may do: run the one script that is known, and nothing else."""
        digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
        return f"; script-src 'sha256-{digest}'"

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """The days that have a table of their own, in order."""
        tables = (block for block in b.walk(self.blocks) if isinstance(block, b.Table))
        return tuple(dict.fromkeys(table.day for table in tables if table.day is not None))

    def top(self) -> Iterator[str]:
        """The bar above the text: sections, large print; and what is on now, still hidden."""
        words = self._words
        yield f'<nav class="bar" aria-label="{words.contents}">'
        yield f'<label><input type="checkbox" id="large"> {words.large}</label>'
        for heading in self._sections():
            name = one_line(b.plain(heading.inlines))
            yield f'<a href="#{heading.anchor}">{escape(_unnumbered(name))}</a>'
        yield "</nav>"
        if self._events:
            yield f'<section id="now" hidden aria-live="polite" aria-label="{words.clock}"><ol>'
            yield from self._entries()
            yield "</ol></section>"

    def tabs(self) -> Iterator[str]:
        """The tabs above the first day, where there are several."""
        if len(self.days) > 1:
            yield f'<nav class="days" aria-label="{self._words.days}">'
            yield from (f'<a href="#{self.day_id(day)}">{self._short(day)}</a>' for day in self.days)
            yield f'<a href="#{self._days_start()}">{self._words.every_day}</a></nav>'

    @staticmethod
    def day_id(day: dt.date) -> str:
        """The identifier of a day's table."""
        return f"day-{day.isoformat()}"

    def bottom(self) -> Iterator[str]:
        """The button that calls the liaison, or the first number of the booklet, and the script."""
        number = next((number for _name, number in self._contacts), None) or next(
            (link.text for link in _numbers(self.blocks)), None
        )
        if number is not None:
            href = "tel:" + "".join(char for char in number if char in "+0123456789-")
            shown = f"{self._words.call} {escape(one_line(number))}"
            yield f'<aside aria-label="{self._words.call}"><a class="call" href="{href}">{shown}</a></aside>'
        if self._events:
            yield f"<script>{SCRIPT}</script>"

    def style(self) -> str:
        """The style of all this; on paper it is not there."""
        chosen = ",".join(
            f'body:has(#{self.day_id(day)}:target) .days a[href="#{self.day_id(day)}"]' for day in self.days
        )
        return _STYLE + (f"@media screen{{{chosen}{{background:#1a4f8b;color:#fff}}}}" if chosen else "")

    def _sections(self) -> Iterator[b.Heading]:
        return (block for block in b.walk(self.blocks) if isinstance(block, b.Heading) and block.level == 2)

    def _days_start(self) -> str:
        """The section that the first day stands in."""
        anchor = ""
        for block in b.walk(self.blocks):
            if isinstance(block, b.Heading) and block.level == 2:
                anchor = block.anchor
            elif isinstance(block, b.Table) and block.day is not None:
                break
        return anchor

    def _short(self, day: dt.date) -> str:
        return f"{day.month}月{day.day}日" if self._zh else f"{day:%a} {day.day} {day:%b}"

    def _entries(self) -> Iterator[str]:
        """The calendar with the times as the clock compares them, in Chinese time wherever the telephone is."""
        ordered = sorted(self._events, key=lambda event: event.start)
        for event, after in zip(ordered, [*ordered[1:], None], strict=True):
            follows = after.start if after is not None and after.start.date() == event.start.date() else None
            end = event.end or (follows if follows and follows > event.start else event.start + _UNKNOWN_LENGTH)
            until = f"—{event.end:%H:%M}" if event.end else ""
            linked = event.start.date() in self.days and len(self.days) > 1
            what = escape(one_line(event.summary))
            link = f'<a href="#{self.day_id(event.start.date())}">{what}</a>' if linked else f"<span>{what}</span>"
            place = f" <span>{escape(one_line(event.location))}</span>" if event.location else ""
            yield (
                f'<li hidden data-from="{_zoned(event.start)}" data-to="{_zoned(end)}">'
                f"<b><i>{self._words.now}</i><i>{self._words.next}</i></b> "
                f'<time datetime="{event.start:%Y-%m-%dT%H:%M}">{event.start:%H:%M}{until}</time> {link}{place}</li>'
            )


def _zoned(moment: dt.datetime) -> str:
    """A time in China as any clock understands it, to the minute."""
    return moment.replace(tzinfo=CHINA).isoformat(timespec="minutes")


def is_booklet(document: b.Document) -> bool:
    """Whether a document is one to be carried along: it says so, or it has a cover."""
    return document.phone or any(isinstance(block, b.Cover) for block in document.blocks)


def _anchored(blocks: tuple[b.Block, ...], numbers: Iterator[int]) -> Iterator[b.Block]:
    """The blocks with an anchor on every section."""
    for block in blocks:
        match block:
            case b.Heading(2, _, ""):
                yield replace(block, anchor=f"section-{next(numbers)}")
            case b.Keep(inner):
                yield b.Keep(tuple(_anchored(inner, numbers)))
            case _:
                yield block


def _numbers(blocks: tuple[b.Block, ...]) -> Iterator[b.Link]:
    """The telephone numbers of the text, in reading order."""
    for block in b.walk(blocks):
        match block:
            case b.Paragraph(inlines) | b.Heading(inlines=inlines):
                runs = [inlines]
            case b.Table():
                runs = [cell.inlines for row in (*block.head, *block.body) for cell in row]
            case b.Definitions(items):
                runs = [part for pair in items for part in pair]
            case _:
                runs = []
        for inlines in runs:
            yield from (one for one in inlines if isinstance(one, b.Link) and one.href.startswith("tel:"))


def _unnumbered(name: str) -> str:
    """A section's name without its number: `二、活动日程` is 活动日程."""
    head, mark, rest = name.partition("、")
    if mark and head and all(char in "一二三四五六七八九十" for char in head):
        return rest
    head, mark, rest = name.partition(". ")
    return rest if mark and head.isdigit() else name


SCRIPT = (
    "(function(){var box=document.getElementById('now');if(!box)return;"
    "var all=[].slice.call(box.querySelectorAll('li'));"
    "function at(li,name){return Date.parse(li.getAttribute(name))}"
    "function show(){var t=Date.now(),next=null,any=false;"
    "all.forEach(function(li){var from=at(li,'data-from'),on=from<=t&&t<at(li,'data-to');"
    f"if(!next&&from>t&&from-t<{_AHEAD_HOURS}*36e5)next=li;"
    "li.hidden=!on;li.className=on?'on':'';any=any||on});"
    "if(next){next.hidden=false;next.className='next'}box.hidden=!(any||next)}"
    "show();setInterval(show,30000);document.addEventListener('visibilitychange',show)})()"
)
"""Unhides what is on at the telephone's time, and the next entry; every half minute, and when the page is looked at."""

_STYLE = """
@media screen{
html{font-size:106.25%;scroll-padding-top:4.5em}html:has(#large:checked){font-size:150%}
body.pocket{max-width:40em;padding-bottom:5em;text-align:left;font-family:"PingFang SC","Microsoft YaHei",
"Noto Sans SC","Noto Sans CJK SC",sans-serif}
.pocket .cover{padding:1.5em 0 .5em}.pocket .cover-title{font-size:1.4em;margin:0 0 .4em}
.pocket h2{text-indent:0;font-size:1.25em;font-weight:bold;border-bottom:2px solid #1a4f8b;margin-top:1.6em}
.pocket h3{text-indent:0;font-weight:bold}.pocket ol,.pocket ul{padding-left:1.6em}.pocket li{margin:.3em 0}
.bar{position:sticky;top:0;z-index:2;background:#fff;display:flex;gap:.5em;overflow-x:auto;padding:.5em 0;
border-bottom:1px solid #888;white-space:nowrap}
.bar a,.bar label,.days a{padding:.45em .8em;border:1px solid #1a4f8b;border-radius:1.5em;text-decoration:none;
color:#1a4f8b;background:#fff;line-height:1.2;min-height:1.2em}
.days{display:flex;flex-wrap:wrap;gap:.5em;margin:.8em 0}
body:has(.day:target) .day:not(:target){display:none}.pocket .day{scroll-margin-top:8em}
#now{border:2px solid #1a4f8b;border-radius:.6em;padding:.2em .8em;margin:.8em 0;background:#eef4fb}
#now ol{list-style:none;padding:0}#now b{display:inline-block}#now i{display:none;font-style:normal;font-family:inherit;
background:#1a4f8b;color:#fff;border-radius:.3em;padding:0 .5em}#now .next i{background:#555}
#now .on i:first-child,#now .next i:last-child{display:inline}
.call{position:fixed;left:1em;right:1em;bottom:.8em;z-index:2;max-width:38em;margin:0 auto;text-align:center;
background:#1a4f8b;color:#fff;padding:.8em;border-radius:2em;text-decoration:none;font-weight:bold}
.pocket a{padding-block:.2em}.pocket .bar a,.pocket .days a,.pocket .call{padding-block:.55em}
}
@media screen and (max-width:40em){
.pocket .table{font-size:1em}
.pocket .day td:first-child{padding-left:0}.pocket .day td:first-child::before{content:none}
}
@media print{.bar,.days,#now,.call{display:none!important}}
"""
