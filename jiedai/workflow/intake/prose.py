"""Facts in sentences: the days of a visit, why, whom to call, and the kind of visit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.found import Value
from jiedai.workflow.intake.moments import Base, Days, days_in, lasting, plain
from jiedai.workflow.intake.paper import Text
from jiedai.workflow.intake.persons import is_name, latin_name, read_phones, tidy_name

_HEADING = regex(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d))?\s*")
_LABELLED = regex(r"^([^，。：:；]{1,13}[^，。：:；\d])[：:](.+)$", re.DOTALL)


_TO_SOMEBODY = regex(r"(?:政府|[局委办院校]|公司|办公室|接待办|接待处|中心|同志|主任|您好|好)$")


def labelled(paragraphs: Iterable[Text]) -> Iterator[tuple[str, Text]]:
    """Each paragraph with its label: what stands before a colon, or the heading above it; empty where it has none."""
    heading = ""
    for paragraph in paragraphs:
        numbered = _HEADING.match(paragraph.text)
        start = numbered.end() if numbered else 0
        bare = paragraph.text[start:]
        if (found := _LABELLED.match(bare)) and found[1].count("（") == found[1].count("）"):
            label = "" if _TO_SOMEBODY.search(found[1]) else found[1]
            yield label, paragraph.part(start + found.start(2), len(paragraph.text))
            heading = "" if start else heading
        elif start and len(bare) < 16 and not re.search("[，。；]", bare):
            heading = bare.rstrip("：:")
        elif start:
            short = re.match(r"([^，。；：:]{2,10})[。．]", bare)
            yield (short[1] if short else ""), paragraph
            heading = ""
        elif len(bare) < 16 and bare.endswith(("：", ":")):
            heading = "" if _TO_SOMEBODY.search(bare.rstrip("：:")) else bare.rstrip("：:")
        else:
            yield heading, paragraph


# --- days ------------------------------------------------------------------------------------------------------------

_SENTENCE = regex(r"[。；;！!？?\n]")
_DEADLINE = regex(
    r"^(?:[（(][^（()）]{1,6}[)）])?(?:上午|下午|中午|晚上)?(?:\d{1,2}(?:[:：]\d\d|[时点]半?))?(?:下班)?(?:前(?![往来去赴])|之前|以前|止|截止)"
)
_PAST = regex(r"^(?:发来|来函|来电|印发|召开的|的(?:来函|公函|通知|函)|《|出生|以来|成立|下发|收到|致函|发出)")
_WORDS_BEFORE = regex(r"(?:拟|定|将|计划|预计|暂定|初定|安排|约)(?:定)?(?:于|在)?$|(?:于|时间|日期)[：:为是定在]{0,2}$")
_COMING = regex(
    r"赴|来|到|前往|访问|考察|调研|检查|督查|督导|召开|举行|举办|参观|学习|交流|走访|拜访|验收|采访|过去|过来|抵"
)
_REPLY = regex(r"请.{0,20}(?:报[送我至市省县局厅名给]|反馈|回复|函复|发送|回执|确认)|截止|截至|报名")
_RETURN = regex(r"走(?!访|进|向|村|企|基层|一线)|返|离|回|结束|\b(?:leave|leaving|depart|return)")
_CHANGED = regex(
    r"(?:改为|改到|改在|改成|改至|调整为|调整到|调整至|变更为|更改为|推迟到|推迟至|延期至|延至|提前到|提前至|更正为|顺延至|挪到|换到|改期到|改期至|改期为)"
)


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
    if days.doubtful:
        return Value("dates", None, where, False, (str(days), days.doubtful))
    days = _until_departure(days, paragraph, texts, base)
    days = _from_sign_in(days, texts, base)
    return Value("dates", str(days), where)


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
    return len(_several(texts, base)) > 1


def _several(texts: list[tuple[str, Text]], base: Base) -> list[Days]:
    """The days of each visit where a text announces more than one: 4月8日，管仲一行3人；4月21日，晏婴一行5人."""
    found = []
    for _label, paragraph in texts:
        for clause in re.split(f"{_SENTENCE.pattern}|[①-⑨]", plain(paragraph.text)):
            days = next(days_in(clause, base), None)
            if days and re.search(r"一行\d+人|带(?:队|\d+[人名位])", clause[days.end :]) and days.start < 6:
                found.append(days)
    return found


def _score(label: str, text: str, days: Days, base: Base) -> int:
    sentence, offset = _sentence_around(text, days.start)
    before, after = text[max(0, days.start - 14) : days.start], text[days.end : days.end + 14]
    if (
        days.last < base.day
        or _DEADLINE.match(after)
        or _PAST.match(after)
        or (
            re.search(r"(?:原定|原计划|原|由|从|不是)(?:于|的|到达时间|时间|人数)?[：:]?$", before)
            and _CHANGED.search(sentence[days.start - offset :])
        )
    ):
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
    if _COMING.search(sentence[days.end - offset :][:60]):
        score += 2
    if changed := _CHANGED.search(sentence):
        score += 10 if days.start - offset >= changed.end() else -1
    if _REPLY.search(sentence):
        score -= 4
    if re.match(r"(?:上午|下午|晚上?|中午)?(?:\d{1,2}[:：]\d\d)?(?:前)?报到", after):
        score -= 3
    if days.first != days.last:
        score += 2
    if _RETURN.search(after[:6]) or re.search(r"(?:返程|返回|离开|离会)[^，。；]{0,8}$", before):
        score -= 5
    return score


def _sentence_around(text: str, at: int) -> tuple[str, int]:
    start = max((found.end() for found in _SENTENCE.finditer(text, 0, at)), default=0)
    stop = _SENTENCE.search(text, at)
    return text[start : stop.start() if stop else len(text)], start


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
            clause = re.split("[，。；]", text[: later.start])[-1][-10:] + re.split("[，。；]", after)[0]
            stays = (
                other is paragraph
                and later.start > days.end
                and re.search("入住|住宿|住[一两\\d]", text[days.end : later.start])
            )
            if (stays or _RETURN.search(clause)) and not _DEADLINE.match(after):
                return replace(days, last=later.last)
    if found := regex(r"(?:住|过|入住)(?P<nights>[一二两三四五1-5])(?:个)?(?:晚|夜|宿)").search(rest):
        nights = "一二三四五".find(found["nights"].replace("两", "二")) + 1 or int(found["nights"])
        return replace(days, last=days.first + dt.timedelta(days=nights))
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


# --- whom to call ----------------------------------------------------------------------------------------------------

_CONTACT = regex(
    r"(?:联\s?系\s?人|联系(?=[：:])|联系方式|联系人员|联络人|联络员|经办人|来电人?(?=[：:])|来电人|具体联系人|工作联系人|对接人"
    r"|Contact(?: person)?)"
    r"(?:及?(?:联系)?(?:电话|方式|手机)|姓名|员|1|一)?[：:为是]{0,2}\s*",
    re.IGNORECASE,
)
_WITH = regex(
    r"(?:请|可|直接)?(?:与|和|跟|找)([^，。；、与和]{2,24}?)(?:[（(]([^（()）]{7,40})[)）])?(?:同志)?(?:联系|对接)"
)


_BEHIND = regex(
    r"([\u4e00-\u9fff]{2,6})(?:同志)?[\s，,：:（(]*(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})[)）]?\s?(?:负责)?(?:对接|联系|联络)"
)
"""虞姬13811110044对接."""


def contact(texts: Iterable[Text]) -> list[Value]:
    """Name and telephone of the first person to call; what is not certain is left out."""
    found_name: list[Value] = []
    texts = list(texts)
    for paragraph in texts:
        text = paragraph.text
        for found in _CONTACT.finditer(text):
            rest = text[found.end() : found.end() + 70]
            read = _first_contact(rest)
            if read is None:
                continue
            name, phone = read
            where = paragraph.where(found.end())
            values = [Value("contact.name", name, where)] if name else []
            if phone:
                values.append(Value("contact.phone", phone, where))
            if values and (phone or name):
                if phone:
                    return values
                found_name = found_name or values
        for found in _BEHIND.finditer(text):
            if name := next((found[1][-n:] for n in (3, 2, 4) if is_name(found[1][-n:])), ""):
                where = paragraph.where(found.start())
                return [Value("contact.name", name, where), Value("contact.phone", read_phones(found[2]), where)]
        for found in _WITH.finditer(text):
            bare = tidy_name(re.sub(r"(?:同志|老师|主任|处长|科长)$", "", found[1]))
            name = next((bare[-n:] for n in (3, 2) if is_name(bare[-n:])), "")
            phone = read_phones(found[2] or text[found.end() : found.end() + 40])
            if name and phone:
                return [
                    Value("contact.name", name, paragraph.where(found.start())),
                    Value("contact.phone", phone, paragraph.where(found.start())),
                ]
    if found_name:
        for paragraph in texts:
            behind = re.split(r"(?:联系电话|联系方式|电话|手机)(?:号码)?[：:]", paragraph.text, maxsplit=1)[1:]
            if phone := read_phones(re.split("传真|邮箱|[；;。]", "".join(behind))[0][:50]):
                return [*found_name, Value("contact.phone", phone, paragraph.where())]
    return found_name


def _first_contact(rest: str) -> tuple[str, str] | None:
    """Name and phones right behind 联系人."""
    rest = re.split(r"传真|邮箱|电子邮件|E-?mail|微信号|[。；;]|联系人", rest)[0]
    tokens = re.split(
        r"[，,、；;（()）：:/]|(?<![A-Za-z.])\s+|\s+(?![A-Z])|(?=\d{7})|(?=1[3-9]\d[- ]?\d{4})|(?=0\d{2,3}-)"
        r"|(?<=\d{7})(?=[\u4e00-\u9fff])"
        r"|(?:联系)?(?:电话|方式|手机|微信)(?:号码)?[：:]?",
        rest,
    )
    name = ""
    at_second = len(rest)
    for token in filter(None, tokens):
        read = name_in(token) or ("" if name else _odd_name(token))
        if read and not name:
            name = read
        elif read and name:
            at_second = rest.find(token, rest.find(name) + len(name))
            break
    phone = read_phones(rest[:at_second]) or read_phones(rest)  # two names, and numbers behind both
    return (name, phone) if name or phone else None


def _odd_name(token: str) -> str:
    """A name that elsewhere might be a word (李时), for it stands where a name is called for."""
    bare = tidy_name(token)
    called = re.search(r"(?:^|[处科室办局会部])([小老](.)|(.)(?:老师|主任|科长|处长|局长|秘书|经理|工|总|师傅))$", bare)
    if called and is_name((called[2] or called[3]) + "平"):
        return called[1]  # 小孙, 王主任
    odd = 1 < len(bare) < 4 and is_name(bare[:1] + "平") and not units.has_post(bare[1:]) and not units.is_unit(bare)
    return bare if odd else ""


def name_in(token: str) -> str:
    """The name of a word or two behind 联系人: 陶然, 干事陶然, 省友协骆彬, 王磊科长, Ms. Sara Berg."""
    bare = tidy_name(token)
    if is_name(bare):
        return bare
    if latin := latin_name(token.strip()):
        return latin
    behind = [(bare[-length:], bare[:-length]) for length in (3, 2) if len(bare) > length and is_name(bare[-length:])]
    for name, before in sorted(behind, key=lambda one: not units.has_post(one[1])):
        if not before.isascii():  # 副主任|车辙 before 副主|任车辙
            return name
    for length in (3, 2):
        name, after = bare[:length], bare[length:]
        if is_name(name) and (units.has_post(after) or after in ("老师", "同志")):
            return name
    return ""


# --- why, and what kind ----------------------------------------------------------------------------------------------

_AIM = regex(
    r"(?:^|[。，；：])(?:为了|为)(?!期|准|宜|荷|盼|妥|感|主|何|由|贵|您)((?:进一步|更好地|深入|切实)?[^。；]{4,90}?)，(?=[^，。；]{0,40}(?:拟|定于|决定|经|我|将|现|兹|计划|组织|特|市|省|由|按))"
)
_DOING = (
    regex(
        r"(?:重点|主要)?(?:就|围绕|对)([^。；，]{3,60}?)(?:开展|进行|作)?(?:专题|实地|现场)?"
        r"(?:调研|检查|督查|督导|考察|交流|座谈|指导|评估|验收|洽谈|对接|视察|执法检查|考核|巡察|学习|研讨|协商|采访|勘察|踏勘|会商|磋商|走访)"
    ),
    regex(
        r"((?:了解|学习|考察|参观|洽谈|商谈|商洽|看看|看一?下|观摩|对接|检查|督查|督导|调研(?!员)|调研一?下|采访|拍摄|视察|踩线|查阅|查看|勘察|慰问|对接|谈一?谈|商量|搞|看(?=[\u4e00-\u9fff]{3})|考核|验收|评估|慰问|走访|指导|推进|研究(?![员生院所室会])|签订|签署|参加|出席|召开|举办|开展)(?!人员|座谈|时间|团|组|期间|内容|安排|点|方式)[^。；，]{2,60})"
    ),
)
_THERE = regex(
    r"(?:赴|来|到|访问|到访)(?:贵|你|我)?(?:[\u4e00-\u9fff]{1,6}?[县市区镇乡地]|[局校院司馆]|方)(?!长|委|政府)([^。；，]{2,40})|(访问)"
)
_THEME = regex(
    r"(?:以|围绕|开展)[“《]?([^“”，。；]{2,30}?)[”》]?(?:为主题|主题(?:的)?(?:社会实践|活动|研学|教育|党日|调研|考察))"
)
_NAMED_THEME = regex(r"主题(?:是|为|：)[“《]?([^“”，。；！]{2,30})")
_ANSWERED = regex(r"^(?:贵|你)[^，。；《]{0,10}《(关于[^》]+)》[^，。；]{0,24}(?:收悉|已收到|敬悉|已悉)")
_INTEREST = regex(
    r"对([^，。；]{4,50}?)(?:抱有|怀有|很|非常|深|表现出|表示出?|有着?|产生了?)?(?:浓厚的?|极大的?|强烈的?)?(?:感)?兴趣"
)
_MATTER_LABELS = regex(
    r"^(?:来访|调研|考察|检查|督查|督导|活动|参观|学习|公务|主要|会议|交流)?(?:事由|目的|内容|主题|事项|任务|议题|重点)$"
)
_SUBJECT = regex(
    r"关于(?:商请|请予|请求|协助|做好|恳请)?(?:协助|支持|配合)?(.+?)(?:的|有关事宜的|相关事宜的|事宜的)?(?:商洽|商请|公|邀请|工作|预)?(?:函|通知|请示|报告|方案|传真|电报)(?:[（(].{1,12}[)）])?$"
)


def matter_of(subject: str) -> str:
    """What a title is about, without 关于 and 的函."""
    found = _SUBJECT.search(subject.strip("《》"))
    return found[1].removesuffix("的") if found else ""


def purpose(texts: list[tuple[str, Text]], subject: Value | None) -> Value | None:
    """Why they come, in the words of the text: the aim, the matter of the visit, and of the title."""
    parts: list[tuple[str, str]] = []
    for label, paragraph in texts:
        bare = label.removesuffix("：")
        if _MATTER_LABELS.match(bare) and len(paragraph.text) < 200 and bare not in ("会议内容", "事项"):
            parts.append((paragraph.text.strip("。；"), paragraph.where()))
        if (found := _AIM.search(paragraph.text) or _INTEREST.search(paragraph.text)) and not any(
            text == found[1] for text, _where in parts
        ):
            parts.append((found[1], paragraph.where(found.start(1))))
        if (found := _ANSWERED.search(paragraph.text)) and (matter := matter_of(found[1])):
            parts.append((matter, paragraph.where(found.start(1))))
        if found := _THEME.search(paragraph.text) or _NAMED_THEME.search(paragraph.text):
            parts.append((found[1], paragraph.where(found.start(1))))
    if subject is not None and (matter := matter_of(str(subject.value))):
        parts.append((matter, subject.where))
    if len(parts) < 2:
        for label, paragraph in texts:
            if re.search(r"要求|其他|联系|拟办|意见|批示|食宿|住宿|费用|报到|回执", label):
                continue
            masked = regex(r"《[^》]*》(?:[（(][^（()）]*[)）])?").sub(
                lambda cited: "　" * len(cited[0]), paragraph.text
            )
            if found := next(filter(None, (one.search(masked) for one in _DOING)), None):
                start = found.start()
                end = min(
                    (at for at in (paragraph.text.find(sign, found.end(1)) for sign in "。；") if at >= 0),
                    default=len(paragraph.text),
                )
                clause = re.split(
                    r"，(?=.{0,6}(?:请|由|带队|一行|当天|当日|下午|晚|住|共|乘|\d))", paragraph.text[start:end]
                )[0]
                parts.append((clause.split("　")[0], paragraph.where(start)))
                break
    if not parts:
        for _label, paragraph in texts:
            if found := _THERE.search(paragraph.text):
                parts.append((found[1] or found[2], paragraph.where(found.start())))
                break
    if not parts:
        return None
    kept: list[tuple[str, str]] = []
    for text, where in parts:
        text = re.sub(r"^(?:为了?|就|围绕)", "", text)
        if text and not any(text in other for other, _where in kept):
            kept.append((text, where))
    return Value("purpose", "；".join(text for text, _where in kept[:3]), kept[0][1])


_KINDS = (
    (
        "foreign",
        r"外宾|外国(?!语|专家局)|驻华|(?:日本|韩国|法国|德国|美国|英国|俄罗斯|意大利|加拿大|澳大利亚|新加坡|马来西亚|泰国|越南|老挝|柬埔寨|印尼|印度|巴西|西班牙|荷兰|瑞士|瑞典|挪威|芬兰|丹麦|波兰|匈牙利|蒙古|哈萨克斯坦|埃及|南非)[^，。]{0,20}(?:团|先生|女士|市长|议长|领事|大使|教授)|大使馆|总领事馆|友好城市|友城|国际友人|[德美英法日韩俄意泰越]国[^，。]{0,14}(?:代表团|访问团|市|县|州)",
    ),
    ("inspection", r"检查|督查|督导|巡视|巡察|巡查|验收|考核|审计|督察|核查|抽查|暗访|评估验收|执法监督"),
    (
        "investment",
        r"招商|投资(?:考察|洽谈|环境|意向|项目)|项目(?:洽谈|考察)|商务考察|签约|投资(?![科处部局司促发公集控股])",
    ),
    (
        "exchange",
        r"考察学习|学习考察|学习交流|交流学习|学习借鉴|交流考察|考察交流|互访|结对|跟班学习|取经|学习观摩|观摩学习|学习[^，。]{2,20}(?:经验|做法)",
    ),
    (
        "meeting",
        r"(?:召开|举办|举行|参加|出席)[^，。；]{0,40}(?:会议|现场会|推进会|大会|年会|论坛|研讨会|交流会|培训班|研讨班|动员会|发布会)|现场会|推进会|年会|论坛",
    ),
    ("research", r"调研(?!员)|课题研究"),
)


_OWN_MEETING = regex(r"(?:定于|将于|拟于|决定)[^。；]{0,30}(?:召开|举办|举行)")


def kind(subject: str, text: str) -> str:
    """The kind of visit that title or text name; empty where they name none, or two."""
    for source in (subject, text):
        found = [name for name, words in _KINDS if re.search(words, source)]
        if "foreign" in found:
            return "foreign"
        if source is text and "meeting" in found and not _OWN_MEETING.search(text):
            found.remove("meeting")  # 召开座谈会 is an item of the visit
        if len(found) > 1 and "research" in found and found[0] in ("inspection",):
            return ""
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            first = {
                name: min(m.start() for m in re.finditer(words, source)) for name, words in _KINDS if name in found
            }
            if source is subject:
                return max(first, key=lambda name: first[name])
            return ""
    return ""
