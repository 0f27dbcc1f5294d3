"""Who writes a message: the unit that speaks, and what the writer calls himself."""

from __future__ import annotations

import re
from itertools import pairwise

from jiedai.patterns import regex
from jiedai.workflow.intake import contacts, english, units
from jiedai.workflow.intake.chats import Message
from jiedai.workflow.intake.found import Value
from jiedai.workflow.intake.letters import sending_unit
from jiedai.workflow.intake.paper import folded
from jiedai.workflow.intake.persons import is_name
from jiedai.workflow.intake.speech import with_stops, without_greeting


def unit_of_writer(spoken: list[Message]) -> Value | None:
    """The unit that speaks: of the speaker's name (省农业农村厅办公室 王莉), or of 我是市水利局办公室刘洋."""
    for message in spoken:
        first = next((line for line in message.lines if line.text.strip()), None)
        if first and (head := _IN_BRACKETS.match(first.text.strip())) and units.is_unit(head["unit"]):
            return Value("letter.issuer", head["unit"], first.where)
        if sender := sending_unit(message.lines):
            return Value("letter.issuer", sender.text, sender.where)
        for line in message.lines[:6]:
            text = folded(line.text)
            caller = _CALLER.match(line.text.strip()) or _ANNOUNCES.match(text)
            if caller and units.is_unit(caller["unit"]):
                return Value("letter.issuer", caller["unit"], line.where)
        for part in re.split(r"[\s（()）\-—@/|]+", message.speaker):
            if len(part) > 2 and units.is_unit(part) and message.lines:
                return Value("letter.issuer", part, message.lines[0].where)
        for line in message.lines:
            text = with_stops(folded(line.text))
            if (found := _I_AM.search(text)) and (unit := _unit_before_name(text[found.end() :])):
                return Value("letter.issuer", unit, line.where)
            if presented := _presented(text):
                return Value("letter.issuer", presented["unit"], line.where)
    if len(spoken) != 1:
        return None
    return _undersigning(spoken[0]) or _of_signature(spoken[0]) or english.signing_unit(spoken[0].lines)


def _of_signature(message: Message) -> Value | None:
    """The unit on a line of its own below the name of who signs and beside the numbers, the last lines of a mail."""
    last = [(folded(line.text), line.where) for line in message.lines if line.text.strip()][-4:]
    for (above, _place), (text, where) in pairwise(last):
        if is_name(above) and units.is_unit(text) and not re.search("[，：:。]", text):
            return Value("letter.issuer", text, where)
    return None


def _unit_before_name(text: str) -> str:
    """The unit with which somebody who says who he is begins: 市水利局办公室刘洋, 新农大科技处方略."""
    me = re.split("[，。；！!,]", text)[0]
    house = me.partition("的")[0]
    if house != me and units.is_unit(house):
        return house
    cut = next((me[:-n] for n in (3, 2) if is_name(me[-n:]) and units.is_unit(me[:-n])), "")
    return units.before_name(text[:24]) or cut


_IN_BRACKETS = regex(r"【(?P<unit>[\u4e00-\u9fff]{3,20})】")
"""How short messages of offices begin: 【市委巡察办】."""
_CALLER = regex(r"(?:对方|来电方?)[：:]\s*(?P<unit>[\u4e00-\u9fff]{4,24})\s+[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])")
"""对方：省科协普及部 李平."""


_ANNOUNCES = regex(
    r"(?P<unit>[\u4e00-\u9fff]{5,24}?)(?:“[^”]{2,20}”|[赴来到]|考察|参访|参观)[^，。：:]{0,24}(?:安排|行程|方案|预告)(?:如下)?[：:]?$"
)
"""女企业家协会“走进某县”活动安排如下, above all the rest."""


_SHORT_DATE = regex(r"(?:20\d\d[年.])?\d{1,2}[月.]\d{1,2}日?$")


def _undersigning(message: Message) -> Value | None:
    """The unit that signs on one of the last lines, with a day beside or below it."""
    last = [(folded(line.text), line.where) for line in message.lines if line.text.strip()][-2:]
    if not last or not _SHORT_DATE.search(last[-1][0]):
        return None
    for text, where in last:
        unit = re.split("[。！；]", _SHORT_DATE.sub("", text))[-1].strip()
        if units.is_unit(unit) and not re.search("[，：:]", unit):
            return Value("letter.issuer", unit, where)
    return None


_PRESENTED = regex(r"^(?P<unit>[\u4e00-\u9fff]{3,16}?)的?(?P<name>[小老](?![师总板])[\u4e00-\u9fff])[，,。！!：:]")


def _presented(text: str) -> re.Match[str] | None:
    """Unit and name with which somebody begins a message: 市文旅局办公室小韩。."""
    found = _PRESENTED.match(without_greeting(text))
    return found if found and units.is_unit(found["unit"]) and is_name(found["name"][1] + "平") else None


def introduced(spoken: list[Message]) -> str:
    """What the writer of a message calls himself: 我是市审计局的龚平, 我是办公室小丁; empty where nobody does."""
    for message in spoken:
        for line in message.lines:
            text = with_stops(folded(line.text))
            if presented := _presented(text):
                return presented["name"]
            if found := _I_AM.search(text):
                me = re.split("[，。；！!,]", text[found.end() :])[0].rstrip("啊呢呀哈")
                if named := _SURNAMED.search(text):
                    return str(named[1])
                old_or_young = re.search(r"[小老][\u4e00-\u9fff]$", me)
                return old_or_young[0] if old_or_young and not is_name(me[-3:]) else contacts.name_in(me)
    return ""


_SURNAMED = regex(r"(?<![\u4e00-\u9fff])(?:我|免贵)?姓([\u4e00-\u9fff])(?:[啊呀哈]|(?![\u4e00-\u9fff]))")


def undersigned(message: Message) -> str:
    """The name that stands by itself on one of the last lines; empty without one."""
    last = [folded(line.text) for line in message.lines if line.text.strip()][-3:]
    return next((text for text in reversed(last) if is_name(text)), "")


_I_AM = regex(
    r"(?:我是|我们是|我们这边是|这里是|我这边是|这边是)|(?<![\u4e00-\u9fff])我们?(?=[省市县区][\u4e00-\u9fff]{1,8}[局委办厅会院]的[，。])"
)
