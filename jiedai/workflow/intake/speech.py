"""Dictated messages: stops where whoever spoke them made none that was written."""

from __future__ import annotations

import re

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.persons import begins_as_word, is_name

_LONG = 40
"""Characters without a stop, of which a written line is not."""
_STOP = regex("[，。；,;！？!?：:]")
_BLANK = regex(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_ANY_BLANK = regex(r"(?<=[\u4e00-\u9fff\d])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+(?=\d)")
_BEHIND = regex(r"(?:[你您]好|[啊呢吧嘛哦哈呀])(?=[\u4e00-\u9fff\d])")
_BEFORE = regex(
    r"(?<=.)(?=(?<!们)那个|然后|我姓|主要(?:是|看|想|去)|看完|改[到成在](?=[明后大下本周\d])|人还是|[中午晚早]饭|电话(?:还是|就是|是)|(?<!还有)我们(?=[\u4e00-\u9fff]{0,3}(?:主任|局长|会长|书记|领导))|也就是|就是说|一起来的|同行的|还有(?!一|几)|另外|再加上|(?<!再)加上我|一共|总共|我的?(?:电话|手机|号码)|麻烦你?"
    r"|(?<![天日号早晚一二三四五六])(?:上午|下午|晚上)(?=[\d一二两三四五六七八九十])|(?<!上)中午|当天"
    r"|(?<=[号日])(?:[省市县]|我们)"
    r"|[\u4e00-\u9fff](?:[厅局处科部院校县市区会]长|总|主任|书记|主席|[处局科])(?:不|吃|喝|对|血糖|要吃))"
)
_SEX = regex(r"([男女])的(?=还|和|加|一|，|[\u4e00-\u9fff]{2,8}[长任]|$)")
"""Behind a name: 李平女的."""


def with_stops(text: str) -> str:
    """A line that has blanks, or nothing, where others have commas, with commas; any other as it is."""
    if _STOP.search(text):
        return text
    if len(_BLANK.findall(text)) >= 4:
        return _ANY_BLANK.sub("，", text.strip())
    if len(text) < _LONG or re.search(r"\s", text.strip()):
        return text
    text = _BEFORE.sub("，", _BEHIND.sub(lambda found: found[0] + "，", text.strip()))
    text = _SEX.sub(r"，\1，", _between_people(text))
    return re.sub("，{2,}", "，", text).rstrip("，")


_TITLE = "主任|科长|处长|局长|书记|老师|部长|总|秘书长|[哥姐科处局办部]"
_GREETING = regex(
    r"^\s*(?:@\S+\s*)?(?:(?:Hi|Hello|Dear|嗨|哈喽|喂)[，, ]*)?"
    rf"(?:[\u4e00-\u9fff]{{1,3}}[哥姐](?=[，,])"
    rf"|[\u4e00-\u9fff]{{1,4}}(?:{_TITLE})?(?:[您你]?好|早上?好?|[上下]午好|晚上好)"
    r"|[\u4e00-\u9fff]{2,8}(?:各位|的?(?:同志|领导|老师)们?)[，,]?[您你]?(?:好|早)"
    r"|您好|你好|大家好|各位好|早上好|[上下]午好)(?:[，,！!。、～~\s]+|$)"
)


def without_greeting(text: str) -> str:
    """A line without the greeting with which it begins: 程姐早，."""
    return _GREETING.sub("", text)


def _between_people(text: str) -> str:
    """A text with a comma between somebody and the office of the next: 处长何平，规划处副处长…."""
    cuts = []
    for post in units.posts().finditer(text):
        following = units.posts().search(text, post.end())
        if following is None or following.start() - post.end() > 12:
            continue
        between = text[post.end() : following.start()]
        lengths = [
            length
            for length in (2, 3, 4)
            if length <= len(between)
            and is_name(between[:length])
            and (
                (units.is_unit(between[length:]) and begins_as_word(between[length:]))
                or (not between[length:] and following[0].startswith("副"))
            )
        ]
        if len(lengths) == 1:
            cuts.append(post.end() + lengths[0])
    for at in reversed(cuts):
        text = f"{text[:at]}，{text[at:]}"
    return text
