"""A line of a list, or what stands beside a name: one person, and what is said of him."""

from __future__ import annotations

import re
from itertools import chain, pairwise

from jiedai.patterns import regex
from jiedai.workflow.intake import diets, units
from jiedai.workflow.intake.facets import read_phones, read_rank, read_sex
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.paper import whole_mobiles
from jiedai.workflow.intake.persons import (
    Person,
    is_like_name,
    is_name,
    latin_name,
    name_and_post,
    read_ethnicity,
    tidy_name,
)

_PADDED = regex(r"^\s*([\u3400-\u9fff])\s+([\u3400-\u9fff])(?=\s|$|[，,、；;（(：:])")


_NUMBER = regex(
    r"^\s*(?:[（(]?\d{1,3}[)）]?[.．、:：)）]?(?!\d|\s*[年月日号时点:：])|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|[-•·●◆■*▪]\s*)\s*"
)
_ROLE = regex(
    r"^(?:副?\s*[团组队]\s*长|[总副大]?\s*领\s*队|[\u4e00-\u9fff]{2,4}负责人|保健医生|随队医生|医\s*生|秘\s*书\s*长|[成团组队随]\s*员|带\s*队(?:领导|同志)?|联络员|联系人|负责人|主\s*宾|顾\s*问|翻\s*译)\s*[：:]\s*"
)


_OF_ROLE = regex(
    r"^[\u4e00-\u9fff]{0,4}(?:教师|老师|医生|教练|裁判|评委|讲师|检查员|核查员|审核员|评审员|督导员)\s*[：:]\s*(?=\S+[\s，,（(])"
)
"""Any other role with a colon, before a name and more: 指导教师：李平　…."""
_ROLE_APART = regex(r"^(?:副?\s*[团组]\s*长|副?\s*领\s*队|[成团组队]\s*员|联\s*络\s*员|主\s*宾)\s+(?=\S+\s+\S)")
"""A role with blanks behind it, before a name and more."""
_FIRST_PERSON = regex(
    r"^(?:我本人|本人|我)[\s：:，,]+(?=\S)|^(?:还有|另有|另外还?有|外加|加上|以及)\s*(?=[\u4e00-\u9fff]{4})"
)
"""What leads to somebody in a line: the writer, or one who comes as well."""


def read_line(text: str, where: str, base: Base) -> Person | None:
    """The person of one line of a list: `1. 李明，男，省农业农村厅副厅长`, `王建国    省厅处长`, `处长 王芳（女）`.

    None where the line names nobody beyond doubt.
    """
    bare = whole_mobiles(re.sub("[\t\u3000]", "  ", _unpadded(text))).strip()
    numbered = _NUMBER.sub("", bare, count=1)
    in_list = numbered != bare
    numbered = re.sub(r"^([成团组队]员)\s+(?=[\u3400-\u9fff])", r"\1：", _FIRST_PERSON.sub("", numbered))
    role = _ROLE.match(numbered) or _ROLE_APART.match(numbered) or _OF_ROLE.match(numbered)
    bare = (numbered[role.end() :] if role else numbered).strip("。；; ")
    bare = _once(bare)
    if not bare or len(bare) > 120:
        return None
    padded = _PADDED.match(bare)
    if padded and bare[padded.end() :].strip() and _is_padded_name(padded[1] + padded[2], bare[padded.end() :]):
        bare = padded[1] + padded[2] + bare[padded.end() :]
    tokens = _tokens(bare)
    addressed = re.match(r"(Mr|Mrs|Ms)\.?\s", tokens[0]) if tokens else None
    name, rest = _named(tokens)
    if (
        not name
        and re.match(r"[\u3400-\u9fff]{2,4}(?:\s{2,}|\t)", bare)
        and _stands_as_name(tokens[0])
        and len(tokens) > 1
    ):
        name, rest = tokens[0], tokens[1:]
        if not units.has_post(tokens[1]):
            return None
    alone = is_like_name(tokens[0]) or re.fullmatch("[A-Z][a-z]{2,}", tokens[0]) if tokens else False
    if not name and len(tokens) > 2 and read_sex(tokens[1]) and alone:
        name, rest = tokens[0], tokens[1:]  # 1. 普永，男，县长; Muhtar 男 科长
    if (
        not name
        and in_list
        and len(tokens) > 1
        and 1 < len(tokens[0]) < 4
        and is_name(tokens[0][0] + "平")
        and units.has_post(tokens[1])
        and not units.has_post(tokens[0])
    ):
        name, rest = tokens[0], tokens[1:]  # 3、吴镇 江州市体校教练员
    if not name and role and len(tokens) == 2 and units.has_post(tokens[0]) and _stands_as_name(tokens[1]):
        name, rest = tokens[1], tokens[:1]  # 保健医生：市人民医院副主任医师  杏林
    noted = {part for note in re.findall(r"[（(]([^（()）]*)[)）]", bare) for part in _tokens(note)}
    if not name or any(
        is_name(tidy_name(part)) or any(map(name_and_post, (part, *part.split("、"))))
        for part in rest
        if not (part in noted or units.is_unit(part) or read_ethnicity(part) or _INSTEAD.fullmatch(part))
    ):
        return None  # nobody, or more than one
    person = Person(name)
    person.learn("name", name, where)
    if addressed:
        person.learn("sex", read_sex(addressed[1]), where)
    if called := re.search(rf"{re.escape(name)}\s*(先生|女士|小姐)", bare):
        person.learn("sex", read_sex(called[1]), where)
    describe(person, rest, where, base)
    return person if set(person.known) - {"name"} else None


_GAP = regex(r"([ \t\u3000]{2,})")
_PADDED_WORD = regex(r"([\u3400-\u9fff])[ \u3000]([\u3400-\u9fff])(?=$|[（(，,])")


def _unpadded(text: str) -> str:
    """A line of several parts in which words of two characters are written together: 副局长　　安　澜."""
    parts = _GAP.split(text.strip())
    whole = [_PADDED_WORD.sub(r"\1\2", part, count=1) if _PADDED_WORD.match(part) else part for part in parts]
    return "".join(whole) if len(parts) > 1 else text


_TWICE = (
    regex(
        r"(?P<name>[\u3400-\u9fff·]{2,12})[\s（(/]*(?P<latin>[A-Z][A-Za-zÀ-ž.'’ -]+?)[)）]?"
        r"(?=\s{2,}|\s[\u4e00-\u9fff]|[，,；;|]|$)"
    ),
    regex(r"(?P<latin>[A-Z][A-Za-zÀ-ž.'’ -]+?)[\s（(/]*(?P<name>[\u3400-\u9fff·]{2,12})[)）]?(?=[\s，,；;|]|$)"),
)
"""A name at the beginning of a line, in Chinese and as it is written abroad."""


def _once(line: str) -> str:
    """A line with the Chinese name alone, where it begins with both."""
    for form in _TWICE:
        if (found := form.match(line)) and is_name(found["name"]) and latin_name(found["latin"].strip()):
            return found["name"] + line[found.end() :]
    return line


def _stands_as_name(word: str) -> bool:
    """Whether a word may be a name where the form of a line calls for one: 任我行 behind a post and a blank."""
    surnamed = 1 < len(word) < 4 and is_name(word[0] + "平") and not units.has_post(word)
    return is_like_name(word) or (surnamed and (len(word) == 2 or not units.is_unit(word)))


def _is_padded_name(word: str, rest: str) -> bool:
    """Whether two characters set apart at the beginning of a line are a name: 何  必; 李  科 only before a post."""
    may_be = is_like_name(word) or is_name(word[0] + "平")
    return is_name(word) or (may_be and any(units.has_post(token) for token in _tokens(rest)[:1]))


def _tokens(text: str) -> list[str]:
    """The parts of a line; Latin words stay together, what is in brackets loses them."""
    text = re.sub(r"(?<=[A-Za-z.])[ ](?=[A-Za-z])", "\x00", text)
    parts = [
        part.strip("，,；;、|/ 　").replace("\x00", " ")
        for part in re.split(
            r"[\s　]+|\x00[–—-]\x00?|[，,；;|＋]|\+(?=[\u4e00-\u9fff]|1[3-9]\d{9})|(?<=[）)])|(?=[（(])|：|(?<!\d):",
            text,
        )
    ]
    return [
        re.sub(r"^[（(]+|(?<![（(])[)）]+$", "", part)
        if part.count("（") + part.count("(") != part.count("）") + part.count(")") or part[:1] in "（("
        else part
        for part in parts
        if part.strip("（()）")
    ]


def _named(tokens: list[str]) -> tuple[str, list[str]]:
    """The name among the first parts of a line and the other parts."""
    for at, token in enumerate(tokens[:4]):
        before = tokens[at - 1] if at else ""
        if before in TO_CALL and at > 1 and units.has_post(tokens[at - 2]):
            before = tokens[at - 2]  # 副主任（联系人）白露
        if at and not (units.has_post(before) or units.is_unit(before) or len(before) < 3):
            break
        name = tidy_name(token)
        if is_name(name) and not units.has_post(name):
            return name, tokens[:at] + tokens[at + 1 :]
        if latin := latin_name(token):
            return latin, tokens[:at] + tokens[at + 1 :]
        if re.fullmatch(r"[\u3400-\u9fff]师傅", token) and is_name(token[0] + "平"):
            return token, tokens[:at] + tokens[at + 1 :]
        if at == 0 and (split := name_and_post(token)):
            return split[0], [split[1], *tokens[1:]]
    return "", []


def _apart(part: str) -> list[str]:
    """The parts of a note such as 女、土家族; posts side by side stay together."""
    inner = part.split("、")
    return inner if len(inner) > 1 and any(read_sex(one) or read_ethnicity(one) for one in inner) else [part]


IN_PARTY = regex(r"[\u4e00-\u9fff]{1,4}组副?组长|副?[组团队]长|副?领队|带队(?:领导)?|主宾|特邀(?:专家|嘉宾|代表)")
"""What somebody is within the party: no post where there is one besides."""
TO_CALL = frozenset(["联络", "联系", "联络员", "联络人", "联系人"])
ENGLISH_UNIT = regex(
    r"\b(?:School|University|College|Office|Municipality|County|Department|Ministry|Bureau|Chamber|Association|Institute"
    r"|Hospital|Company|Group|Ltd|Inc|GmbH|AG|A/S|Council|Embassy|Consulate|Agency|Foundation|AS|AB|Oy|SA|SpA|S\.p\.A|BV|NV|Pty|Pte|Co|SE|KG|ApS|SRL|Sdn|Bhd|Cent(?:re|er)|Academy|Museum"
    r"|Committee|Authority|Bank|City|Government|Federation|Corporation|Corp|LLC|Plc|Commission|Society|Union|Trust|Fund|Network|Alliance|Club|Holdings|Technologies|Systems|Solutions|Laboratory|Theatre|Orchestra)\b"
)
ENGLISH_POST = regex(
    r"(?:[A-Z][A-Za-z-]*\s)*(?:(?:Vice|Deputy)[\s-])?"
    r"(?:Mayor|Commissioner|Head|Director[ -]General|Director|President|Chair(?:man|woman|person)?|Manager"
    r"|Secretary|Minister|Governor|Consul(?: General)?|Ambassador|Counsel+or|Professor|Headmaster|Headmistress"
    r"|Principal|Dean|Engineer|Interpreter|Translator|Officer|Coordinator|Assistant|Councill?or|CEO|CFO|CTO|Founder|Partner|Chief"
    r"|[A-Z][a-z]+(?:ologist|nomist|grapher)|Botanist|Artist|Chemist|Journalist|Nurse|Doctor|Physician|Coach|Conductor|Agronomist"
    r"|Treasurer|(?:Board |Committee |Council )?Member"
    r"|Representative|Delegate|Liaison|Leader|Teacher|Lecturer|Fellow|Scientist"
    r"|Specialist|Consultant|Executive|Owner|Buyer|(?:PhD|Doctoral)? ?[Ss]tudent"
    r"|Researcher|Analyst|Editor|Journalist|Attach[eé]|Adviser|Advisor|Rector|Chancellor|Curator)"
    r"(?:\s(?:of|for)\s[A-Za-z ,&'-]{3,60})?(?:,?\s(?:(?:Greater )?China|Asia(?: Pacific)?|APAC|Europe|International))?"
)


_MYSELF = regex(r"(?:就是)?(?:我本人|本人|我自己|就是我)|我|(?:具体)?负责(?:联络|联系|对接)")
_INSTEAD = regex(r"(?:代替?|替)[\u4e00-\u9fff]{2,3}")
"""A note that somebody comes in another's place, who does not: 代王平."""
_LATIN_BEFORE_POST = regex(
    r"(?P<unit>[A-Z][A-Za-zÀ-ž\d&.'-]*(?: [A-Z&][A-Za-zÀ-ž\d&.'-]*){1,5}) ?(?P<post>[\u4e00-\u9fff]{2,12})?"
)
"""A unit in Latin letters, before a Chinese post or alone."""


_DRIVES = regex(r"(?:\d{1,2}月\d{1,2}[日号])?(?:上午|下午|晚上)?自驾(?:车)?(?:前[往来]|到达?|抵达)?")
_OF_A_PARTY = regex(
    r"(?:中共|民革|民盟|民建|民进|农工党|致公党|九三(?:学社)?|台盟|无党派)(?:预备)?(?:党员|会员|盟员|社员|成员|人士)"
)
"""Of which party somebody is, which is no post."""
_FIRM_POST = regex(
    r"(?:[\u4e00-\u9fff]{0,4}副?)(?:总裁|董事长|总经理|创始人|合伙人|总监|执行官|总经理助理|经理)|CEO|CTO|CFO|COO"
)


def _firm(parts: list[str]) -> str:
    """A firm called by its bare name between a person and his post there: 恒达电机 总裁; empty where there is none."""
    for firm, post in pairwise(parts):
        if (
            _FIRM_POST.fullmatch(post)
            and re.fullmatch(r"[\u4e00-\u9fff]{3,8}", firm)
            and not (
                units.has_post(firm)
                or read_ethnicity(firm)
                or re.search(r"[部处室科组]$|中心|事业|业务|区域|本人", firm)
            )
        ):
            return firm
    return ""


_OF_ANOTHER = regex(
    r"(?!电话|手机|联系|座机|办公|本人|微信|同号|号码)[\u4e00-\u9fff]{2,4}[：: ]?(?:1[3-9]\d{9}|0\d{2,3}-?\d)"
)
"""A number behind a name, which is of somebody else: 小蒋135…."""


def describe(person: Person, parts: list[str], where: str, base: Base) -> None:
    """What the parts of a phrase say of somebody."""
    posts: list[str] = []
    unit = _firm(parts)
    for part in chain.from_iterable(map(_apart, parts)):
        bare = part.strip("。 ")
        if not bare or bare == unit or _INSTEAD.fullmatch(bare):
            continue
        if sex := read_sex(bare):
            person.learn("sex", sex, where)
        elif _OF_A_PARTY.fullmatch(bare):
            continue
        elif bare.isascii() and ENGLISH_POST.fullmatch(bare):
            posts += [] if posts and not posts[0].isascii() else [bare]  # the same in two languages
        elif bare.isascii() and posts and not unit and ENGLISH_UNIT.search(bare) and not re.search(r"\d", bare):
            unit = bare
        elif (
            not (posts or unit)
            and (abroad := _LATIN_BEFORE_POST.fullmatch(bare))
            and (
                abroad["post"] or latin_name(person.name)
            )  # else it may be how somebody's Chinese name is written abroad
        ):
            unit = abroad["unit"]
            posts += [abroad["post"]] if abroad["post"] else []
        elif bare.removeprefix("兼") in TO_CALL or _MYSELF.fullmatch(bare):
            person.to_call = where
        elif IN_PARTY.fullmatch(bare) and (
            posts or len(parts) == 1 or any(units.has_post(one) and not IN_PARTY.fullmatch(one) for one in parts)
        ):
            continue
        elif _DRIVES.fullmatch(bare):
            person.learn("arrive.by", "自驾", where)
        elif people := read_ethnicity(bare):
            person.learn("ethnicity", people, where)
        elif diets.speaks_of_food(bare) and (read := (diets.read_diet(bare), diets.read_allergies(bare))) != ([], []):
            person.learn("diet", read[0], where)
            person.learn("allergies", read[1], where)
        elif re.fullmatch(r"(?:手机|电话|联系电话|手机号码|Tel|tel)?[：:]?[\d\s+()（）\-－—、转]{7,}", bare):
            person.learn("phone", read_phones(bare), where)
        elif re.match(r"(?:her |his )?(?:手机|电话|Tel|Mobile|Cell|Phone)", bare, re.IGNORECASE) and (
            phones := read_phones(bare)
        ):
            person.learn("phone", phones, where)
        elif units.has_post(bare):
            posts.append(bare)
        elif rank := read_rank(bare):
            person.learn("rank", rank, where)
        elif units.is_unit(bare) and not posts:
            unit += bare
        elif (phones := read_phones(bare)) and len(bare) < 20 and not _OF_ANOTHER.match(bare):
            person.learn("phone", phones, where)
        elif not posts and unit and re.search(r"[处科室]$", bare):
            unit += bare
    _learn_posts(person, unit if len(unit) > 1 else "", posts, where)


_OF_SOCIETY = regex(r"(?:名誉|常务|执行|轮值)?副?(?:会长|理事长|秘书长|理事|监事长?)")


def _learn_posts(person: Person, unit: str, posts: list[str], where: str) -> None:
    """The posts of somebody, with the unit that was named or, where none was, that stands before them."""
    if len(posts) > 1 and not unit and _OF_SOCIETY.fullmatch(posts[0]) and len(units.split(posts[1])[0]) > 1:
        posts = posts[1:]  # 会长陶立群，某公司董事长: of the society that comes, and of his own house
    if posts:
        split_unit, post = units.split("、".join(posts))
        person.learn("unit", unit or (split_unit if len(split_unit) > 1 else ""), where)
        person.learn("post", "、".join(posts) if unit or len(split_unit) == 1 else post, where)
    else:
        person.learn("unit", unit, where)
