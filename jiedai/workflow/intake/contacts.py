"""Whom to call: name and telephone out of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.facets import read_phones
from jiedai.workflow.intake.found import Line, Value
from jiedai.workflow.intake.paper import Text
from jiedai.workflow.intake.persons import is_like_name, is_name, latin_name, tidy_name

_CONTACT = regex(
    r"(?:联\s?系\s?人|联[系络](?=[：:])|联系方式|联系人员|联络人|联络员|对接(?=[：:])|经办人|[来发][电件]人(?=[：:])|(?<![\u4e00-\u9fff])[来发][电件](?=[：:])|发话人|来电人|对方(?=[：:])|具体联系人|工作联系人|对接人"
    r"|(?:local |main |our )?(?:Contact(?: person)?|coordinator|liaison(?: officer)?)"
    r"(?: (?:at|in|from|for) (?:the )?[A-Z][\w ]{2,30}?(?= is\b))?(?: is| will be)?(?=[:： ]))"
    r"(?![)）])(?:及?(?:联系)?(?:电话|方式|手机)|姓名|员|1|一)?(?:\s?Contact(?: person)?)?[：:为是]{0,2}\s*",
    re.IGNORECASE,
)
_WITH = regex(
    r"(?:请|可|直接)?(?:与|和|跟|找)([^，。；、与和]{2,24}?)(?:[（(]([^（()）]{7,40})[)）])?(?:同志)?(?:联系|对接)"
)


_BEHIND = regex(
    r"([\u4e00-\u9fff]{2,6})(?:同志)?[\s，,：:（(]*(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})[)）]?\s?(?:负责)?(?:对接|联系|联络|来电)"
)
"""虞姬13811110044对接."""


_RING = regex(
    r"(?:打给?|拨打?|找|联[系络])(?P<who>[\u4e00-\u9fff]{2,10}?)(?:的?(?:电话|手机)(?:号码?)?|同志)?[\s，,：:是（(]*"
    r"(?P<phone>1[3-9]\d-?\d{4}-?\d{4}(?!\d)|0\d{2,3}-?\d{7,8}(?:(?:转|-)\d{1,5})?(?!\d))"
    r"|\b(?:call|contact|phone|ring|reach)(?: to)? (?P<latin>(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?"
    r"[A-ZÀ-Ž][A-Za-zÀ-ž.'’-]+(?: [A-ZÀ-Ž][A-Za-zÀ-ž.'’-]+)*)"
    r",? (?:at|on|by phone)?[ :(]*(?P<number>\+?\d[\d ()-]{6,18}\d)"
)
"""有事打白所长13805120066; call Ms Berg on +47 22 11 00 33."""


_LIAISES = regex(
    r"由(?P<who>[^，。；（()）]{2,16}?)\s?(?:同志|先生|女士|小姐)?(?:负责)?[与和同跟](?:贵|你)[^，。；]{0,6}(?:对接|联系|沟通|协调|衔接)"
    r"[，,（(]?(?:联系)?(?:电话|手机)?[：:]?\s?(?P<phone>[\d转-]{7,20})"
)
"""由项目经理李平小姐与贵方对接，电话021-5081…."""
_RING_ME = regex(r"\b(?:call|reach|contact|phone) me (?:on|at|under)\b[^.\d+]{0,40}(?P<number>\+?\d[\d ()-]{6,18}\d)")
_MY_NUMBER = regex(
    r"\b[Mm]y (?:cell|mobile|phone|direct|contact)(?: ?phone| line)?(?: number)? (?:is|:) ?"
    r"(?P<number>\+?\d[\d ()-]{6,18}\d)"
)
_THIS_IS = regex(
    r"\b(?:[Tt]his is|I am|I'm|[Mm]y name is) (?P<name>[A-ZÀ-Ž][A-Za-zÀ-ž'’-]+(?: [A-ZÀ-Ž][A-Za-zÀ-ž'’-]+){1,2})"
)


def _to_ring(paragraph: Text) -> list[Value]:
    """Whom a text says to ring, by name or by title, and the number."""
    if (mine := _RING_ME.search(paragraph.text)) and (me := _THIS_IS.search(paragraph.text)) and latin_name(me["name"]):
        return [
            Value("contact.name", me["name"], paragraph.where(me.start())),
            Value("contact.phone", read_phones(mine["number"]), paragraph.where(mine.start())),
        ]
    if own := _MY_NUMBER.search(paragraph.text):
        return [Value("contact.phone", read_phones(own["number"]), paragraph.where(own.start()))]
    for found in _LIAISES.finditer(paragraph.text):
        if (who := name_in(found["who"])) and (phone := read_phones(found["phone"])):
            where = paragraph.where(found.start("who"))
            return [Value("contact.name", who, where), Value("contact.phone", phone, where)]
    for found in _RING.finditer(paragraph.text):
        who = found["latin"] or name_in(found["who"]) or _odd_name(found["who"])
        if phone := read_phones(found["phone"] or found["number"]) if who else "":
            where = paragraph.where(found.start())
            return [Value("contact.name", who, where), Value("contact.phone", phone, where)]
    return []


_NUMBER_FIRST = regex(
    r"联系(?:电话|方式)?[：:]?\s*(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})\s?[，,（(]?([\u4e00-\u9fff]{2,4})(?:同志)?(?:[)）]|$)"
)
"""联系电话：0531-88990012（李平）."""


def contact(texts: Iterable[Text]) -> list[Value]:
    """Name and telephone of the first person to call; what is not certain is left out."""
    found_name: list[Value] = []
    texts = list(texts)
    for paragraph in texts:
        text = paragraph.text
        for found in _CONTACT.finditer(text):
            rest = text[found.end() : found.end() + 70]
            read = _first_contact(rest)
            if read is None or (not read[0] and text[found.start() - 1 : found.start()] in ("（", "(")):
                continue  # a note behind somebody's name
            if not read[0] and re.search(r"[与和跟找向][\u4e00-\u9fff]{2,6}$", text[: found.start()]):
                continue  # 请与季老师联系：139…
            name, phone = read
            where = paragraph.where(found.end())
            values = [Value("contact.name", name, where)] if name else []
            if phone:
                values.append(Value("contact.phone", phone, where))
            if values and (phone or name):
                if phone:
                    return values if name else [*found_name, *values]
                found_name = found_name or values
        if (noted := _NUMBER_FIRST.search(text)) and (is_name(noted[2]) or is_like_name(noted[2])):
            where = paragraph.where(noted.start())
            return [Value("contact.name", noted[2], where), Value("contact.phone", read_phones(noted[1]), where)]
        if (noted := _NAME_BEHIND.search(text)) and is_name(noted[1]):
            where = paragraph.where(noted.start())
            return [Value("contact.name", noted[1], where), Value("contact.phone", read_phones(noted[2]), where)]
        if rung := _to_ring(paragraph):
            return rung
        for found in _BEHIND.finditer(text):
            if name := next((found[1][-n:] for n in (3, 2, 4) if is_name(found[1][-n:])), ""):
                where = paragraph.where(found.start())
                return [Value("contact.name", name, where), Value("contact.phone", read_phones(found[2]), where)]
        for found in _WITH.finditer(text):
            if re.fullmatch("[贵你我您本](?:[方们司局县办委]|单位)?", found[1]):
                continue
            bare = tidy_name(re.sub(r"(?:同志|老师|主任|处长|科长)$", "", found[1]))
            name = next((bare[-n:] for n in (3, 2) if is_name(bare[-n:])), "") or _odd_name(found[1])
            phone = read_phones(found[2] or text[found.end() : found.end() + 40])
            if name and phone:
                return [
                    Value("contact.name", name, paragraph.where(found.start())),
                    Value("contact.phone", phone, paragraph.where(found.start())),
                ]
    if not found_name:
        return _signed(texts) or _undersigned(texts)
    for paragraph in texts:
        before, named, after = paragraph.text.partition(str(found_name[0].value))
        if named and (phone := read_phones(re.split("[；;。]", after)[0][:40])):
            return [*found_name, Value("contact.phone", phone, paragraph.where(len(before)))]
    for paragraph in texts:
        behind = re.split(r"(?:联系电话|联系方式|来电号码|电话|手机)(?:号码)?[：:]", paragraph.text, maxsplit=1)[1:]
        if phone := read_phones(re.split("传真|邮箱|[；;。]", "".join(behind))[0][:50]):
            return [*found_name, Value("contact.phone", phone, paragraph.where())]
    return found_name


_OF_SENDER = regex(r"(?:经办|联系|发件|发文|承办)人[：:](?P<who>.{2,12})")


def of_head(head: list[Line]) -> list[Value]:
    """Whom the head of a fax names on the side of the sender, and the number beside him."""
    for at, line in enumerate(head):
        if (found := _OF_SENDER.fullmatch(line.text)) and (name := name_in(found["who"])):
            beside = [one for one in head[at + 1 : at + 2] if NUMBERS.match(one.text)]
            phones = [Value("contact.phone", read_phones(one.text), one.where) for one in beside]
            return [Value("contact.name", name, line.where), *phones]
    return []


_NAME_BEHIND = regex(
    r"联[系络](?:电话|方式)[：:]\s*([\u4e00-\u9fff]{2,4})[\s，,：:（(]*(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})"
)
"""联系电话：李平13900000000."""
_SIGNED = regex(
    r"(?:^|[。！!？?；;~～，,])(?P<who>[\u4e00-\u9fff]{2,24})[\s，,：:（(]*"
    r"(?:电话|手机|联系电话)?[：:]?(?P<phone>1[3-9]\d-?\d{4}-?\d{4}|0\d{2,3}-?\d{7,8})[)）]?[。！!]?$"
)


def _signed(texts: list[Text]) -> list[Value]:
    """Whoever closes a text with name and telephone, where no other line has that form as those of a list do."""
    closing = [
        (text, found, name)
        for text in texts
        if (found := _SIGNED.search(text.text)) and (name := _writer(found["who"]))
    ]
    if len(closing) != 1 or closing[0][0] not in texts[-2:]:
        return []
    text, found, name = closing[0]
    where = text.where(found.end("who") - len(name))
    return [Value("contact.name", name, where), Value("contact.phone", read_phones(found["phone"]), where)]


NUMBERS = regex(r"^(?:联系|办公)?(?:电话|手机|Tel|Mobile|Phone|T|M)[：:.]\s*(?=[\d+(（])", re.IGNORECASE)
"""How a line begins that has a number below somebody's name."""
_ONLY_NUMBER = regex(r"\+?[\d ()-]{8,22}(?:[/、；;，,]\s?\+?[\d ()-]{8,22})?")


def _undersigned(texts: list[Text]) -> list[Value]:
    """Whoever closes a text with a name on a line of its own, the numbers on one of the next three."""
    last = texts[-6:]
    for at, text in enumerate(last):
        name = tidy_name(text.text)
        if not (is_name(name) or (latin_name(name) and name.isascii())):
            continue
        for below in last[at + 1 : at + 4]:
            if (NUMBERS.match(below.text) or _ONLY_NUMBER.fullmatch(below.text)) and (
                phone := read_phones(re.split("传真|Fax", below.text)[0])
            ):
                return [Value("contact.name", name, text.where()), Value("contact.phone", phone, below.where())]
    return []


def _writer(who: str) -> str:
    """The name with which a signature ends, alone or behind a unit: 市委办综合科李平."""
    for length in (3, 2, 4):
        name, before = who[-length:], who[:-length]
        if is_name(name) and not units.is_post(name[1:]) and (not before or units.is_unit(before)):
            return name
    return ""


_WHOLE = regex(r"\s*([\u4e00-\u9fff]{2,3})(?:同志|老师)?\s*")
"""What is called for is all that stands there, whatever names are like."""
_BEFORE_PHONE = regex(r"\s*([\u4e00-\u9fff]{2,3})[\s，,：:（(]*(?=1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8})")
"""What is called for stands right before a number."""
_NOBODY = regex(
    r"周[一二三四五六日]|[明后今]天|[上下]午|尽快|及时"
    r"|待定|待补|暂无|同上|如下|见后|见附|另附|附后|本人|无|姓名|电话"
)


def _first_contact(rest: str) -> tuple[str, str] | None:
    """Name and phones right behind 联系人."""
    rest = re.sub("(?<=\\d)[—–－](?=\\d)", "-", rest)
    rest = re.sub("电话[/、和及（(]*传真[)）]?", "电话", rest)
    rest = re.split(r"传真|邮箱|电子邮件|E-?mail|微信号|[。；;]|联系人", rest)[0]
    tokens = re.split(
        r"[，,、；;（()）：:/]|(?<![A-Za-z.])\s+|\s+(?![A-Z])|(?=\d{7})|(?=1[3-9]\d[- ]?\d{4})|(?=0\d{2,3}-)"
        r"|(?<=\d{7})(?=[\u4e00-\u9fff])"
        r"|(?=\+\d)|(?:联系|移动)?(?:电话|方式|手机|手提|微信)(?:号码)?[：:]?",
        rest,
    )
    if (whole := _WHOLE.fullmatch(rest)) and not _NOBODY.match(whole[1]):
        return whole[1], ""
    alone = _BEFORE_PHONE.match(rest)
    name = alone[1] if alone and not (_NOBODY.match(alone[1]) or units.has_post(alone[1])) else ""
    at_second = len(rest)
    for token in filter(None, tokens):
        if name and token.strip() == name:
            continue
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
    called = re.search(
        r"(?:^|[处科室办局会部])([小老](.)|(.)(?:老师|主任|科长|处长|局长|秘书长?|会长|校长|院长|部长|经理|工|总|师傅))$",
        token.strip(" ，,：:（()）"),
    )
    if called and is_name((called[2] or called[3]) + "平"):
        return called[1]  # 小孙, 王主任
    if re.match("[贵我你本]方", bare):
        return ""
    if is_name(bare[:1] + "平") and units.is_post(bare[1:]) and len(bare) > 2:
        return bare  # 白所长
    odd = (
        1 < len(bare) < 4
        and not _NOBODY.match(bare)
        and (is_name(bare[:1] + "平") or is_like_name(bare))
        and not units.has_post(bare[1:])
        and not units.is_unit(bare)
    )
    return bare if odd else ""


_ADDRESSED = regex(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? [A-ZÀ-Ž][A-Za-zÀ-ž'’-]+")


def name_in(token: str) -> str:
    """The name of a word or two behind 联系人: 陶然, 干事陶然, 省友协骆彬, 王磊科长, Ms. Sara Berg."""
    bare = tidy_name(token)
    if is_name(bare):
        return bare
    if units.is_post(bare):
        return ""  # 四级高级检察|官助理
    if latin := latin_name(token.strip(" .")):
        return latin
    if _ADDRESSED.fullmatch(token.strip()):
        return token.strip()
    behind = [(bare[-length:], bare[:-length]) for length in (3, 2) if len(bare) > length and is_name(bare[-length:])]
    for name, before in sorted(behind, key=lambda one: not units.has_post(one[1])):
        if not before.isascii():  # 副主任|车辙 before 副主|任车辙
            return name
    for length in (2, 3) if units.begins_as_unit(bare[2:]) else (3, 2):
        name, after = bare[:length], bare[length:]
        if is_name(name) and (units.has_post(after) or after in ("老师", "同志")):
            return name
    return ""
