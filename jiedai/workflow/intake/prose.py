"""Paragraphs with what stands before them, and the days of a visit that their sentences tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jiedai.model.spoken import numeral
from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.found import Value
from jiedai.workflow.intake.moments import Base, Days, days_in, lasting, plain
from jiedai.workflow.intake.paper import Text

_HEADING = regex(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d))?\s*")
_LABELLED = regex(r"^([^，。：:；]{1,13}[^，。：:；\d])[：:](.+)$", re.DOTALL)


_TO_SOMEBODY = regex(
    r"(?:政府|[局委办院校]|公司|办公室|接待办|接待处|中心|同志|主任|各位|大家|[你您]们|您好|好|[办局处科][\u4e00-\u9fff](?:姐|哥|科|处|局|总|老师)?|[^领]导)$"
)


_ROSTER = regex(
    r"(?<=[。；，])(?:具体)?(?:参加|来访|陪同|随行)?(?:人员|团员|成员)?(?:名单|人员|成员)(?:如下|分别是|为)?[：:]|(?<=[。；])随行[\u4e00-\u9fff]{1,4}[：:]"
    r"|(?<=[。；])[\u4e00-\u9fff]{0,6}(?:组长|团长|领队|带队领导)[：:]"
)
"""A list of people that begins within a paragraph."""


def _cut_at_rosters(paragraphs: Iterable[Text]) -> Iterator[Text]:
    for paragraph in paragraphs:
        at = 0
        for found in _ROSTER.finditer(paragraph.text):
            yield paragraph.part(at, found.start())
            at = found.start()
        yield paragraph.part(at, len(paragraph.text)) if at else paragraph


def labelled(paragraphs: Iterable[Text]) -> Iterator[tuple[str, Text]]:
    """Each paragraph with its label: what stands before a colon, or the heading above it; empty where it has none."""
    heading = above = ""
    for paragraph in _cut_at_rosters(paragraphs):
        numbered = _HEADING.match(paragraph.text)
        start = numbered.end() if numbered else 0
        bare = paragraph.text[start:]
        if (found := _LABELLED.match(bare)) and found[1].count("（") == found[1].count("）"):
            label = "" if _TO_SOMEBODY.search(found[1]) and not _lists(found[2]) else found[1]
            yield label, paragraph.part(start + found.start(2), len(paragraph.text))
            heading = "" if start else heading
        elif start and len(bare) < 16 and not re.search("[，。；]", bare):
            heading = bare.rstrip("：:")
        elif start:
            short = re.match(r"([^，。；：:]{2,10})[。．]", bare)
            yield (short[1] if short else above), paragraph
            heading = ""
        elif len(bare) < 16 and bare.endswith(("：", ":")):
            heading = above = "" if _TO_SOMEBODY.search(bare.rstrip("：:")) else bare.rstrip("：:")
            if re.search(r"\d|来电", bare):
                yield "", paragraph  # 5.20-21两天，一共4位：
        else:
            yield heading, paragraph


def _lists(text: str) -> bool:
    """Whether a text begins with somebody's post and name: 省文物局：副局长傅兴、…."""
    first = re.split("[、，；。（(]", text)[0]
    if first.startswith(("我", "本", "贵", "你")):
        return False  # a sentence to whom it was sent
    return len(first) < 16 and any(units.has_post(first[:-length]) for length in (2, 3))


_SENTENCE = regex(r"[。；;！!？?\n]")
_DEADLINE = regex(
    r"^(?:[（(][^（()）]{1,6}[)）])?(?:上午|下午|中午|晚上)?(?:\d{1,2}(?:[:：]\d\d|[时点]半?))?(?:下班)?(?:前(?![往来去赴])|之前|以前|止|截止)"
)
_PAST = regex(
    r"^(?:发来|来函|来电|印发|召开的|的(?:来函|公函|通知|函)|《|出生|以来|成立|下发|收到|致函|发出|[再就]?(?:寄|补寄|补发|送达|打电话))"
)
_WORDS_BEFORE = regex(r"(?:拟|定|将|计划|预计|暂定|初定|安排|约)(?:定)?(?:于|在)?$|(?:于|时间|日期)[：:为是定在]{0,2}$")
_COMING = regex(
    r"赴|来|到|前往|回乡|返乡|回访|回母校|访问|考察|调研|检查|督查|督导|召开|举行|举办|参观|学习|交流|走访|拜访|验收|采访|过去|过来|抵"
)
_REPLY = regex(r"请.{0,20}(?:报[送我至市省县局厅名给]|反馈|回复|函复|发送|回执|确认)|截止|截至|报名")
_RETURN = regex(
    r"早[饭餐]后(?:去|赴|转[往赴]?)|走(?!访|进|向|村|企|基层|一线)|(?<!往)返(?!乡)|离|回(?!乡|访|母校|老家|家乡)|结束"
    r"|\b(?:leave|leaving|depart|return|back(?= (?:on|home|to)\b))"
)
_CHANGED = regex(
    r"(?:压缩[成为到]|缩短[成为到]|改为|改到|改在|改成|改至|调整为|调整到|调整至|变更为|更改为|推迟到|推迟至|延期至|延至|提前到|提前至|更正为|顺延至|挪到|换到|改期到|改期至|改期为)"
)


_TO_DAY = regex(r"[^，。；\d]{0,4}(?:\d{4}年)?\d{1,2}[月日号]")


def visit_days(texts: list[tuple[str, Text]], base: Base) -> Value | None:
    """The days of the visit; without a value, with candidates, where they are not certain."""
    best: list[tuple[int, Days, Text]] = []
    for label, paragraph in texts:
        text = plain(paragraph.text)
        for days in days_in(text, base):
            score = _score(label, text, days, base)
            if score > (1 if days.relative and days.first == base.day else 0):  # 今天天气不错 is no day of a visit
                best.append((score, lasting(text, days), paragraph))
    if not best:
        return None
    top = max(score for score, _days, _paragraph in best)
    _score_of, days, paragraph = next(entry for entry in best if entry[0] == top)
    if len(choice := _offered(texts, base)) > 1:
        return Value("dates", None, paragraph.where(days.start), False, tuple(map(str, choice)))
    if len(several := _several(texts, base)) > 1:
        return Value("dates", None, paragraph.where(days.start), False, tuple(map(str, several)))
    where = paragraph.where(days.start)
    if found := _OR.match(plain(paragraph.text), days.end):
        other = next(days_in(plain(paragraph.text)[: found.end() + 12], base), days)
        for one in days_in(plain(paragraph.text), base):
            other = one if one.start >= found.end() - 1 and one.start <= found.end() + 3 else other
        return Value("dates", None, where, False, tuple(dict.fromkeys((str(days), str(other)))))
    if any(suspended(text.text) for _label, text in texts):
        return Value("dates", None, where, False, (str(days),))
    if _PERHAPS.search(plain(paragraph.text)[: days.start]):
        return Value("dates", None, where, False, (str(days),))
    if days.doubtful:
        return Value("dates", None, where, False, (str(days), days.doubtful))
    days = _from_arrival(days, texts, base)
    if not any(len(_LISTED_PARTY.findall(text.text)) > 1 for _label, text in texts):
        days = _until_departure(days, paragraph, texts, base)
    days = _from_sign_in(days, texts, base)
    return Value("dates", str(days), where)


_PERHAPS = regex(
    r"(?:初步(?:考虑|意向|打算|设想)(?:是|为|在|定在)?|大概|大约|可能|也许|估计|差不多)(?:是|在|会?在)?[（(]?$"
)
_OR = regex(r"(?:上午|下午|晚上)?[，、]?(?:或者?是?|还是|要么)(?=\d|星期|周|下周|本周|[后明大]|礼拜)")
_SUSPENDED = regex(
    r"(?:延期|推迟|暂缓|改期|延后|取消)[^。；]{0,24}(?:时间|日期)[^。；]{0,6}(?:另行|另|再)(?:通知|告知|商定|商|定|约|函告)"
    r"|(?:行程|来访|活动|计划|安排)(?:暂时|先|已经?|全部)?(?:取消|暂缓)|(?:取消|暂缓)(?:了|此次|本次|这次|原定)(?!.{0,10}(?:住宿|用餐|会议))[^，。；]{0,12}(?:行程|来访|调研|活动|考察|检查)"
)


def suspended(text: str) -> bool:
    """Whether a text takes the visit back, or puts it off, without a new day."""
    found = _SUSPENDED.search(text)
    return found is not None and not re.search(rf"{_CHANGED.pattern}[^，。；]{{0,6}}\d", text[found.start() :])


def of_several(texts: list[tuple[str, Text]], base: Base) -> bool:
    """Whether a text announces more than one visit."""
    return len(_several(texts, base)) > 1 or any(len(_LISTED_PARTY.findall(text.text)) > 1 for _label, text in texts)


_LISTED_PARTY = regex(
    r"(?:[①-⑨]|(?<=[：:；;。，,])[一二三四五]是)[^①-⑨。；]{4,60}?(?:[等行]?\d{1,3}|[一二两三四五六七八九十])个?人"
)
"""One of several parties in a message: ①上午市残联2人；②下午省文物局5人."""
_OFFER = regex(r"方案[一二三1-3ABC甲乙][，,：:是为]?")


def _offered(texts: list[tuple[str, Text]], base: Base) -> list[Days]:
    """The days between which the host is to choose: 方案一，4月13日；方案二，4月15日."""
    found = []
    for _label, paragraph in texts:
        text = plain(paragraph.text)
        starts = [one.end() for one in _OFFER.finditer(text)]
        found += [days for at in starts if (days := next(days_in(text[at : at + 30], base), None))]
    return found


_TAKEN_BACK = regex(r"(?:不来|不去|来不了|去不了|不过来|不过去)了|[，,]取消(?:了)?$|(?:已|被)取消$")


def without_cancelled(texts: list[tuple[str, Text]], base: Base) -> list[tuple[str, Text]]:
    """Texts without the sentences that call off a visit of another day than the one that is announced besides."""
    kept: list[tuple[str, Text]] = []
    dropped = False
    for label, paragraph in texts:
        start = 0
        for stop in (*_SENTENCE.finditer(paragraph.text), None):
            end = stop.start() if stop else len(paragraph.text)
            sentence = paragraph.text[start:end]
            off = _TAKEN_BACK.search(sentence) and next(days_in(plain(sentence), base), None) is not None
            dropped = dropped or bool(off)
            if sentence and not off:
                kept.append((label, paragraph.part(start, stop.end() if stop else end)))
            start = stop.end() if stop else end
    stands = any(next(days_in(plain(text.text), base), None) for _label, text in kept)
    return kept if dropped and stands else texts


_PARTY = regex(r"一行\d+人|带(?:队|\d+[人名位])|^[^，；]{0,6}[：:][^，；]{2,20}\d+[人名位]")


_ENTRY_OF_VISIT = regex(r"(?<=[：:；;。，,])[一二三四五]是[^；;。]+")
_COUNTED = regex(r"\d个?[人位名]")


def _several(texts: list[tuple[str, Text]], base: Base) -> list[Days]:
    """The days of each visit where a text announces more than one: 4月8日，管仲一行3人；4月21日，晏婴一行5人."""
    found: list[Days] = []
    for label, paragraph in texts:
        said = f"{label}：{paragraph.text}" if label else paragraph.text
        for clause in re.split(f"{_SENTENCE.pattern}|[①-⑨]", plain(said)):
            days = next(days_in(clause, base), None)
            if days and _PARTY.search(clause[days.end :]) and days.start < 6:
                found.append(days)
        entries = [entry[0] for entry in _ENTRY_OF_VISIT.finditer(plain(said)) if _COUNTED.search(entry[0])]
        found += [days for entry in entries if (days := next(days_in(entry, base), None))]
    return found


def _score(label: str, text: str, days: Days, base: Base) -> int:
    sentence, offset = _sentence_around(text, days.start)
    before, after = text[max(0, days.start - 14) : days.start], text[days.end : days.end + 14]
    if (
        days.last < base.day
        or _DEADLINE.match(after)
        or _PAST.match(after)
        or (
            re.search(r"(?:原定|原计划|原来说?|本来说?|原说|原|由|从|不是)(?:于|的|到达时间|时间|人数)?[：:]?$", before)
            and _CHANGED.search(sentence[days.start - offset :])
        )
    ):
        return 0
    if days.first <= base.day and (re.fullmatch(r"(?:发文|发件|传真)?日期", label) or _signs(text, days)):
        return 0
    if days.first == base.day and re.match(r"[^，。；①-⑨]{0,40}来电", text[days.end :]):
        return 0
    if re.search(r"不是$|出生|生于$|根据$|截至$|截止$|至迟$|最迟$", before):
        return 0
    score = 1
    if re.search(r"时间|日期", label) and not re.search(r"报到|报名|截止|反馈|来电|报送|记录|到站|返程|离", label):
        score += 6
    if re.search(r"来访|调研|考察|会议|活动|检查|到访", label):
        score += 1
    if _WORDS_BEFORE.search(before):
        score += 4
    if re.search(r"(?:检查|调研|考察|评估|走访|来访|到访|参观|活动)(?:时间|日期)[：:为是定在于]{0,2}$", before):
        score += 3
    if _COMING.search(sentence[days.end - offset :][:60]):
        score += 2
    if re.search(r"其中[^，。；]{0,10}(?:是|为|时间|定于|定在|安排在)$", before):
        score += 6
    if re.search(r"其中[^，。；]{0,6}$", before) and re.match(r"[^，。；]{0,6}[贵你][县市区校院地]", after):
        score += 8
    if re.match(
        r"(?:上午|下午|全天)?(?:[在到赴来抵]|前往)(?:[贵你][县市区]|[贵你][\u4e00-\u9fff]{0,2}(?=参观|学习|考察|调研))",
        after,
    ):
        score += 5
    if changed := list(_CHANGED.finditer(sentence)):
        at = days.start - offset
        again = any(one.start() > at and _TO_DAY.match(sentence, one.end()) for one in changed)
        score += 10 if at >= changed[0].end() and not again else -1  # the last of several changes counts
    if _REPLY.search(_clause_around(sentence, days.start - offset)):
        score -= 4
    if re.match(r"(?:上午|下午|晚上?|中午)?(?:\d{1,2}[:：]\d\d)?(?:前)?报到", after):
        score -= 3
    if days.first != days.last:
        score += 2
    if _RETURN.search(after[:6]) or re.search(r"(?:返程|返回|离开|离会)[^，。；]{0,8}$", before):
        score -= 5
    return score


def _signs(text: str, days: Days) -> bool:
    """Whether a paragraph is but who writes, and when: 团省委办公室10月18日."""
    before = text[: days.start].strip("，, ")
    return not text[days.end :].strip("。 ") and (not before or units.is_unit(before))


def _clause_around(sentence: str, at: int) -> str:
    return re.split("[，,]", sentence[:at])[-1] + re.split("[，,]", sentence[at:])[0]


def _sentence_around(text: str, at: int) -> tuple[str, int]:
    start = max((found.end() for found in _SENTENCE.finditer(text, 0, at)), default=0)
    stop = _SENTENCE.search(text, at)
    return text[start : stop.start() if stop else len(text)], start


def _further(text: str, at: int, base: Base) -> str:
    """What the sentence says behind a day, up to the next one: 16日上午走访，午餐后返回."""
    rest = re.split("[。；\n]", text[at:])[0]
    following = next(days_in(rest, base), None)
    return rest[: following.start] if following else rest


def _until_departure(days: Days, paragraph: Text, texts: list[tuple[str, Text]], base: Base) -> Days:
    """A single day of arrival, prolonged to the day on which the guests are said to leave."""
    if days.first != days.last:
        return days
    rest = plain(paragraph.text)[days.end :]
    if re.search(r"当[天日](?:下午|晚上|晚)?(?:就)?(?:返|回|离|往返)", rest):
        return days
    for _label, other in texts:
        text = plain(other.text)
        for later in days_in(text, base):
            if not 0 < (later.first - days.first).days <= 14 or later.doubtful:
                continue
            after = text[later.end : later.end + 20]
            before = re.split("[，。；,;]", text[: later.start])[-1]
            clause = before[-10 if re.search("[\u4e00-\u9fff]{3}", before) else -24 :] + _further(text, later.end, base)
            stays = (
                other is paragraph
                and later.start > days.end
                and re.search("入住|住宿|住[一两\\d]", text[days.end : later.start])
            )
            if (stays or _RETURN.search(clause)) and not _DEADLINE.match(after):
                return replace(days, last=later.last)
    if found := regex(r"(?:住|过|入住)(?P<nights>[一二两三四五1-5])(?:个)?(?:晚|夜|宿)").search(rest):
        nights = numeral(found["nights"])
        return replace(days, last=days.first + dt.timedelta(days=nights))
    return days


def prolonged(dates: Value, texts: list[tuple[str, Text]], base: Base) -> Value:
    """The single day of a visit prolonged to the day on which a later message says that the guests leave."""
    if dates.value is None or " 至 " in str(dates.value):
        return dates
    day = dt.date.fromisoformat(str(dates.value))
    days = _until_departure(Days(day, day, 0, 0), Text(), texts, base)
    return replace(dates, value=str(days))


_BY_TRAIN = regex(r"(?<![A-Z0-9])(?:[GDCZTK]\d{1,4}|[A-Z]{2}\d{3,4})(?!\d)")


def _from_arrival(days: Days, texts: list[tuple[str, Text]], base: Base) -> Days:
    """Days from the one on which a train or flight brings the guests, where that is shortly before."""
    for _label, other in texts:
        text = plain(other.text)
        for eve in days_in(text, base):
            rest = re.split("[，。；]", text[eve.end :])[0]
            ahead = 0 < (days.first - eve.first).days < 3 and eve.first > base.day and not eve.doubtful
            if ahead and _BY_TRAIN.search(rest) and re.search("到|抵", rest) and not _RETURN.search(rest):
                return replace(days, first=eve.first)
    return days


def _from_sign_in(days: Days, texts: list[tuple[str, Text]], base: Base) -> Days:
    """Days of a meeting that reach to 离会, from the day of 报到 where it is the eve."""
    every = [(label, plain(text.text)) for label, text in texts]
    if days.first == days.last or not any("离会" in text for _label, text in every):
        return days
    for label, text in every:
        for eve in days_in(text, base):
            beside = label + text[max(0, eve.start - 6) : eve.end + 16].split("离会")[0]
            if "报到" in beside and 0 < (days.first - eve.first).days < 3:
                return replace(days, first=eve.first)
    return days
