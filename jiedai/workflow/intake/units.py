"""Where a unit ends and a post begins: 省农业农村厅乡村产业发展处处长 is 乡村产业发展处处长 of 省农业农村厅."""

from __future__ import annotations

import re
from functools import lru_cache

from jiedai.patterns import regex
from jiedai.workflow.intake.data import words


def any_of(entries: list[str]) -> str:
    """An expression for one of some words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(entries), key=len, reverse=True)) + ")"


@lru_cache(maxsize=1)
def _posts() -> str:
    return any_of(words("people")["posts"])


@lru_cache(maxsize=1)
def post_at_end() -> re.Pattern[str]:
    """A text that ends with a post."""
    return re.compile(rf"{_posts()}(?:[（(][^（()）]{{1,12}}[)）])?$")


@lru_cache(maxsize=1)
def post_form() -> str:
    """The expression of a post with what belongs before it, 副局长, 一级主任科员."""
    return rf"{any_of(words('people')['before_post'])}{{0,3}}{_posts()}"


@lru_cache(maxsize=1)
def posts() -> re.Pattern[str]:
    """The pattern of a post with what belongs before it."""
    return re.compile(post_form())


@lru_cache(maxsize=1)
def _organ() -> re.Pattern[str]:
    return re.compile(any_of(words("people")["organs"]))


_PARTY = regex(
    r"(?:[省市县区州旗盟镇乡]委|党委|(?:党|政协|工)工委|政府|人大|人大常委会|政协|大学|学院|集团|科学院|[农林社医]科院|军区|管委会|开发区|街道|[省市县区州旗镇乡]|自治区|自治州)$"
)
"""Organs of which the next one is the unit: 县委组织部, 市政府办公室, 省人大民宗委."""
_PLACE = regex(r".{1,10}?(?:省|市|自治区|县|区|州|盟|旗|镇|乡|街道|村|社区)$")
_MINISTRY = regex(
    r"(?:省|市(?![场政容民])|县|区|州|旗)|中央|国家|中共|(?:.{0,5}[委工军校院团司])(?:组织|宣传|统战|武装|人武|政治|联络)部$|(?:外交|教育|科技|工业和信息化|工信|公安|民政|司法|财政|人力资源社会保障|自然资源|生态环境"
    r"|住房城乡建设|交通运输|水利|农业农村|商务|文化和旅游|国防|建设|铁道)部$"
)
_DEPARTMENT_OF_PLACE = regex(r"(.{2,10}?[省市县区州旗])(.{2,10}[处科课室部])")
_INNER = regex(
    r"(?:(?<!秘书)处|[科课]|股|(?<!办公)(?<!研究)(?<!政研)(?<!督查)(?<!实验)室|(?<!支)(?<!大)(?<!总)(?<!调查)(?<!救援)(?<!地质)(?<!勘察)队|班)$"
)


def has_post(text: str) -> bool:
    """Whether a text ends with a post."""
    return post_at_end().search(text) is not None


def is_post(text: str) -> bool:
    """Whether a text is a post and no unit: 副局长, 党组成员、副厅长."""
    return all(posts().fullmatch(part) for part in re.split("[、/]|(?<=.)兼", text) if part) and bool(text)


_STATION = regex("(?:[东西南北]|火车|高铁|汽车)站$")


def is_unit(text: str) -> bool:
    """Whether a text ends as the name of an organ or an enterprise does."""
    if len(text) < 2 or has_post(text) or _STATION.search(text):
        return False
    return any(found.end() == len(text) for found in _ends(text)) or (
        len(text) > 2 and re.search(r"[处科课室]$|(?:大学|学院)[\u4e00-\u9fff]{1,10}系$", text) is not None
    )


def begins_as_unit(text: str) -> bool:
    """Whether a text begins with what any unit has: 办公室主任 behind 李平, not 公室主任 behind 李平办."""
    return any(text.startswith(unit) for unit in _no_unit())


def before_name(text: str) -> str:
    """The unit with which a text begins, as far as it goes before somebody's name or a stop; empty without one."""
    ends = [found.end() for found in _ends(re.split("[，。；,;！!]", text)[0]) if found.end() > 2]
    return next((text[:end] for end in sorted(ends, reverse=True) if not has_post(text[:end])), "")


def _ends(text: str) -> list[re.Match[str]]:
    """The places where an organ's name may end, none within a longer word (局|长, 常委|会, 农|村|厅)."""
    found = (_organ().match(text, start) for start in range(len(text)))
    return [one for one in found if one and not _GOES_ON.match(text, one.end() - 1) and _may_end(text, one)]


_GOES_ON = regex(
    r".长|行社|社[局厅办保]|办事|司机|司法|司令|司马|委员|委会|委书记|委监委|办公|社会|社保|社体|社科|社长|行政|行业|会馆|会议(?!长)|会计|会展|部队|部门|部长|所有|院士|台办|校友|站点|馆员|会员|社员|院落|公司法|店员|局部|协[会调助同作商议定办力]|部局|社联|(?<=社)会|中[心央外西等小学药医国]|中心小学|中心学校|中心校|署名"
)
_PLACES = frozenset("省市县区州旗镇乡村")


def _may_end(text: str, found: re.Match[str]) -> bool:
    """A place is a unit only where nothing but the post follows: 农村厅 has a 村 in it."""
    return found[0] not in _PLACES or found.end() == len(text)


def split(text: str) -> tuple[str, str]:
    """Unit and post of a text that holds both; the unit is empty where the text names none.

    Departments within an office (处, 科, 室) stay with the post, as do further posts behind 、.
    """
    text = text.strip("，,。、；; ")
    if (note := _NOTE_BEHIND.search(text)) and has_post(text[: note.start()]):
        unit, bare = split(text[: note.start()])
        return unit, bare + note[0]
    if (paper := _QUOTED_UNIT.match(text)) and has_post(text):
        return paper[0], text[paper.end() :]
    if _MANDATE.match(text):
        return "", text  # 市人大代表、合作社理事长: whoever is elected there is of no unit by that
    head = _first_post(re.split("[、/，,；;]", text, maxsplit=1)[0])
    found = post_at_end().search(head)
    if found is None:
        tail = post_at_end().search(text)
        return ("", text) if tail else (text, "") if is_unit(text) else ("", text)
    post = _post_tail(head)
    before = head[:post]
    if not before:
        return "", text
    if _CORPS.fullmatch(before):
        return before, text[len(before) :]
    cut = _unit_end(before)
    if cut == 0 and _PLACE.fullmatch(before) and len(before) > 1 and before not in ("乡村", "农村", "城市", "社区"):
        cut = len(before)
    if cut == 0 and (place := _DEPARTMENT_OF_PLACE.fullmatch(before)):
        cut = place.end(1)
    if cut == 0 and (
        (_TRADE.search(before) and _OF_FIRM.search(head))
        or (len(before) > 3 and _HEADS_FIRM.search(head) and not _WITHIN_FIRM.search(before))
    ):
        cut = len(before)
    if cut == 0 and _FUND.search(before) and re.search("合伙人|创始人|董事长|总裁", head):
        cut = len(before)
    if text[:cut] in _no_unit() or _NO_CENTRE.fullmatch(text[:cut]):
        cut = 0
    return text[:cut], text[cut:].strip()


_MANDATE = regex("[\u4e00-\u9fff]{0,5}(?:人大代表|党代表)[、，,；;]")
_CORPS = regex(
    r"(?:[\u4e00-\u9fff]{0,8}?(?:兵团|军区))?(?:第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})师)?(?:第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[团师旅营连])"
)
"""第七师132团, before 副团长."""
_TRADE = regex(
    r"[\u4e00-\u9fff]{2}(?:贸易|科技|实业|置业|药业|酒业|茶业|能源|电子|机械|食品|建材|传媒|物流|生物|医药|环保|化工|纺织|服饰|重工|股份|控股|资本|电机|光电|智能|软件|网络|建设|地产|建工)$"
)
"""How the short name of a firm ends, before what somebody is there: 宁川宏远贸易副总."""
_OF_FIRM = regex(r"(?:总裁|董事长|总经理|副总|经理|创始人|合伙人|总监|董事)$")
_FUND = regex(r"[\u4e00-\u9fff]{2}(?:投资|创投|资本|基金)$")
_HEADS_FIRM = regex(r"(?:董事长|总裁|总经理|创始人|老板)$")
_WITHIN_FIRM = regex(
    r"[部处科室组区线院所办]$|中心|事业|业务|项目|运营|市场|营销|销售|生产|技术|财务|行政|人事|战略|投资|工程|品牌|公司|集团|常务|执行|董事|党委|APAC|EMEA|亚太|大中华|中国区|全球|海外"
)
"""What is but a part of a firm, before 总经理; other words are what a firm is called: 江州永安堂总经理."""
_QUOTED_UNIT = regex(r"《[^》]{2,16}》(?:编辑部|杂志社|报社)?")
"""A paper, before what somebody is there: 《江州日报》记者."""


def _first_post(text: str) -> str:
    """What stands before 兼, where that is a post by itself: 副县长 of 副县长兼县公安局局长."""
    return next((text[: found.start()] for found in re.finditer("兼", text) if has_post(text[: found.start()])), text)


_NO_CENTRE = regex(
    r"(?:中国|亚太|大中华|华[东南北中]|西[南北]|东北|全球|海外)大?区|(?:技术|研发|营销|销售|管理|服务|运营|工程|质检|信息|培训|客服|财务|行政|采购|生产|新闻|创意|设计)中心"
)


_NOTE_BEHIND = regex(r"[（(][^（()）]{1,12}[)）]$")


@lru_cache(maxsize=1)
def _no_unit() -> frozenset[str]:
    """Parts of any office, which alone name none."""
    return frozenset(words("people")["no_unit"])


def _post_tail(head: str) -> int:
    """Where the post at the end of a text begins."""
    for at in range(len(head)):
        if "总工会" not in (head[at : at + 3], head[max(0, at - 1) : at + 2]) and posts().fullmatch(head, at):
            # 县县长: the first 县 is the place's; 县委书记, 市委常委 begin with the organ
            return at
    found = post_at_end().search(head)
    return found.start() if found else len(head)


def _unit_end(before: str) -> int:
    """The end of the unit in what stands before a post; 0 where it is but a department."""
    cut = 0
    for end in sorted({found.end() for found in _ends(before)}):
        part = before[cut:end]
        if cut == 0 and part.endswith("部") and not _MINISTRY.match(part):
            continue  # 投资发展部 is a department of some company
        if cut == 0:
            cut = end if not _INNER.search(before[:end]) else 0
        elif before[end : end + 1] in tuple("部处科室"):
            continue  # 省科协|学会部
        elif (_PARTY.search(before[:cut]) and not _INNER.search(part)) or part.endswith(
            (
                "公司",
                "集团",
                "大学",
                "分行",
                "支行",
                "研究所",
                "研究院",
                "银行",
                "学院",
                "医院",
                "支队",
                "大队",
                "总队",
                "中学",
                "小学",
                "学校",
                "协会",
                "商会",
                "联合会",
                "学会",
                "研究会",
                "促进会",
                "基金会",
            )
        ):
            cut = end
    return cut
