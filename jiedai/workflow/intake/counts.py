"""How many people a text says will come: 一行7人, 约60, 改为8人."""

from __future__ import annotations

import re

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Line, Value
from jiedai.workflow.intake.moments import plain
from jiedai.workflow.intake.paper import Text

_COUNT = (
    r"(?P<about>约|大约|大概|近|预计)?(?P<number>\d{1,4})(?P<more>余|多|来)?(?:个)?(?:人|名|位)(?:同志)?"
    r"(?P<after>左右|上下)?"
)
_IN_ALL = regex(rf"(?:一共|总共|共计|合计|总计|共有|共|总人数[：:为]?|总数[：:为]?)(?:来)?{_COUNT}(?!次)")
_A_PARTY = regex(rf"一行(?:共)?{_COUNT}(?!次)")
_COUNTS = (
    _IN_ALL,
    regex(
        r"(?:(?:加上|连|连同|算上)(?:我|司机|驾驶员)|含我|(?:人|^|[，。；])(?:还是|仍是|仍为)|人(?:就|一共))[^，。；\d]{0,6}(?P<about>约)?(?P<number>\d{1,3})(?P<more>余)?(?:个人|个|人|位)(?P<after>左右)?"
    ),
    _A_PARTY,
    regex(
        r"(?:还有|跟|和|加上?|、)[^，。；\d]{1,14}(?P<about>)(?P<number>\d{1,2})(?P<more>)个人(?P<after>左右)?(?!次)"
    ),
    regex(rf"(?:师生|师生员工|演职员|演职人员)(?:共|等|合计)?{_COUNT}(?!次)"),
    regex(rf"由[^，。；]{{0,24}}?{_COUNT}[^，。；]{{0,8}}组成"),
    regex(rf"(?:率|派出?|组成){_COUNT}的?(?:[\u4e00-\u9fff]{{0,8}}?)(?:团|组|小组|团队)"),
    regex(
        r"[\u4e00-\u9fff）)](?<![请派每共等余其])(?P<about>)(?P<number>\d)(?P<more>)(?:个人|人|位|名)(?P<after>)"
        r"(?=(?:一[同起道])?(?:参加|出席|前往|赴))"
    ),
    regex(rf"来人[：:]?(?:共)?{_COUNT}"),
    regex(rf"{_COUNT}领导(?:要|想|将|拟|会)?(?:去|来|到|过来|赴)"),
    regex(r"(?:^|(?<=[。；]))(?P<about>)(?P<number>[2-9])(?P<more>)人(?P<after>)(?=\d{1,2}[月日]|将|拟|乘|于|均|都)"),
    regex(rf"(?:[组团队]成员|(?:参加|来访|随行前来)人员)(?:共)?{_COUNT}(?!次)"),
    regex(rf"人数仍?[：:为是]?(?:共)?{_COUNT.replace('(?:人|名|位)', '(?:人|名|位)?')}(?![\d月日年:：.])"),
    regex(r"(?:总数|总人数|总计|合计)[：:为是]?(?P<about>约)?(?P<number>\d{1,4})(?P<more>)(?P<after>)(?=[，。；]|$)"),
    regex(rf"人数(?:仍|依旧|保持)?不变[（(，,]?(?:共|仍为|还是)?{_COUNT}"),
    regex(rf"等(?:一行)?(?:共)?{_COUNT}(?!次)"),
    regex(
        rf"(?:组织|率领|带领|[组团队])(?:(?:[^，。；\d]|第\d{{1,3}}[期届批]){{0,18}}(?:同志|党员|团员|老人|专家|学生|职工|干部|群众|代表|师生|会员|学员|企业家))?{_COUNT}(?!次)"
    ),
    regex(rf"(?:我们|大概|大约|就|来|去|过来|过去|代表团|考察团|调研组|团队|规模)(?:有|是|来|去)?{_COUNT}(?!次)"),
    regex(
        r"(?:delegation|group|party|team)(?: \w+)?(?: consisting)? (?:of|with|comprising) (?P<about>about )?"
        r"(?P<number>\d{1,3})(?P<more>)(?P<after>)(?!\d)"
    ),
    regex(
        r"(?<!\d)(?P<about>)(?P<number>\d{1,3}) (?P<more>)(?P<after>)(?:[a-z]+ )?"
        r"(?:researchers|colleagues|experts|officials|engineers|teachers|students|representatives|staff|scientists"
        r"|professors|guests)\b[^.;]{0,40}? (?:will|would|plans?|intends?|wish|hope)\b"
    ),
    regex(r"[社报台](?P<about>)(?P<number>\d{1,2})(?P<more>)个?人(?P<after>)(?=[过前]?来)"),
    regex(r"\b(?P<about>about )?(?P<number>\d{1,3})(?P<more>) of us\b(?P<after>)"),
    regex(
        r"\b(?:number of (?:participants|guests|visitors|people|persons|delegates)|participants|group size|total)"
        r"\s?[:：]\s?"
        r"(?P<about>about )?(?P<number>\d{1,3})(?P<more>)(?P<after>)(?![\d:./-])",
        re.IGNORECASE,
    ),
    regex(
        r"(?P<about>about )?(?<!\d)(?P<number>\d{1,3})[- ](?P<more>)"
        r"(?:members?|persons?|people|participants|delegates|guests)(?P<after>)\b"
    ),
    regex(r"(?P<about>约)(?P<number>\d{1,4})(?P<more>余|多|来)?(?:个)?(?:人|名)(?P<after>左右)?"),
    regex(
        r"(?:(?<![\d\u4e00-\u9fff])|(?<=[、和][\u4e00-\u9fff]{2})|(?<=[、和][\u4e00-\u9fff]{3}))(?P<about>约)?(?P<number>\d{1,4})"
        r"(?P<more>余|多|来)?(?:个人|人|位)(?P<after>左右|上下)?(?=[，。；,;：:]|\d[辆台部]?车|[均都]?(?:乘坐?|坐|将|拟|自驾)|$)"
    ),
)


_IN_HEADING = regex(
    r"^(?!.*(?:陪同|工作|接待|我方))[\u4e00-\u9fff]{0,8}(?:人员|名单|成员|组成|构成)(?:[^，。（(]{0,4}[（(](?:共|计|一行)?(?P<number>\d{1,3})(?:人|名)[)）]$"
    r"|(?:共|共计|一共|合计)(?P<number2>\d{1,3})(?:人|名|位)$)"
)
_PARTY_LABEL = regex(
    r"(?!.*(?:陪同|工作|接待|我方|联系|贵|你))[\u4e00-\u9fff]{2,10}(?:共|共计|一共|合计)(?P<number>\d{1,3})(?:人|名|位)(?P<number2>)"
)
"""返乡校友共6位, above the list of them."""
_FIGURE_FIRST = regex(_COUNT.replace("(?:人|名|位)", "(?:人|名|位)?"))
_OVER_LIST = regex(r"[^，。；：]{2,30}(?:名单|人员|成员|一览表)[（(](?:共|计|一行)?(\d{1,3})(?:人|名)[)）]")
_MEN_AND_WOMEN = regex(r"(?<![\d其])(\d{1,2})(?:个|位|名)?男(?:士|的|同志)?[、，]?(\d{1,2})(?:个|位|名)?女(?![童孩婴])")
_RECOUNTED = regex(
    rf"(?:人数)?[^，。；]{{0,14}}?(?:改为|调整为|变更为|更正为|改成|变成|增加到|增至|减少到|减至|减为){_COUNT}"
    r"|(?:不对|说错了?|错了|记错了?)[，,啊哦]*(?:应该?是|是|一共|共)?(?P<about3>约)?(?P<number3>\d{1,4})(?:个人|个|人|名|位)"
    r"|人数[^，。；\d]{0,4}(?:改|变|调整|增加|减少|调)(?:成|为|到|至)(?P<about4>约)?(?P<number4>\d{1,4})个?(?![\d:：月日点时号])"
    r"|(?:人数[^，。；]{0,6}变了?，?(?:是|为)?|现在(?:一共|总共|是|就|只有|只剩|共)?)(?P<about2>约)?(?P<number2>\d{1,4})(?:个|人|名|位)"
)


_TOTAL_RECOUNTED = regex(rf"总人?数[^，。；\d]{{0,6}}(?:改|变|调整|增加|减少|调)(?:成|为|到|至){_COUNT}")
"""Of several numbers that change the one of all: 企业家减至16人，总人数相应调整为19人."""
_AT_THEIR_END = regex(
    r"[）)\u4e00-\u9fff](?P<about>)(?P<number>\d{1,2})(?P<more>)(?:名|位)(?:同志|干部|代表|专家|领导)(?P<after>)"
    r"(?=[^，。；]{0,16}(?:参加|前往|赴|来|出席|到)|[，]?(?:拟|将)?于[^，。；]{4,20}赴)"
)
"""How many names went before: 派处长李平、科长王安2名同志参加."""

_ENGLISH = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_IN_WORDS = regex(rf"\b(?:{'|'.join(_ENGLISH)})\b", re.IGNORECASE)


def in_figures(text: str) -> str:
    """A text with figures for English numbers: a delegation of five."""
    return _IN_WORDS.sub(lambda found: str(_ENGLISH.index(found[0].lower()) + 1), text)


_AND_DRIVERS = regex(r"(?:我们|一共|共)?(\d{1,2})个?(?:人|位)?[加和跟+](\d)个?[名位]?(?:司机|驾驶员|师傅)(?!共)")
_GROUP_OF = regex(r"\b(?:group|party|team|delegation) of (\d{1,3}) [a-z]+(?: [a-z]+)? and (\d{1,3}) [a-z]+")
"""A group of 12 students and 2 teachers."""
_PUPILS = regex(
    r"(?<!\d)(\d{1,3}) (?:students|pupils|children|musicians|players|dancers|singers)\b[^.;\d]{0,12}\band (\d{1,3}) "
    r"(?:[a-z]+ )?(?:teachers|adults|coaches|staff|escorts|chaperones)"
)
"""16 students and 3 teachers."""
_AND_OTHERS = regex(
    r"\b[A-Z][a-z'-]+,? (?:and|with|accompanied by) (\d{1,2}) (?:colleagues|others|other [a-z]+|companions|staff)\b"
)
"""Professor Whitmore and 3 colleagues."""
_NOT_ALL = regex(r"其中|需|安排|每|限|不超过|陪同人员|我方|贵方|贵县|[贵你][县市局院校区馆部司方]|座位|房|另有|随行")
_SOME = regex(r"(?:司机|驾驶员|专家|秘书|翻译|记者|家属|加|减少|少|多)$")


def headcount(texts: list[tuple[str, Text]]) -> Value | None:
    """How many come, as the text states it (`约60`); without a value where two statements differ."""
    for _label, paragraph in texts:  # a correction is the last word
        text = plain(paragraph.text)
        if again := _TOTAL_RECOUNTED.search(text) or _RECOUNTED.search(text):
            return Value("headcount.total", _counted(again), paragraph.where(again.start()))
    for _label, paragraph in texts:
        if both := _MEN_AND_WOMEN.search(plain(paragraph.text)):
            return Value("headcount.total", str(int(both[1]) + int(both[2])), paragraph.where(both.start()))
    for _label, paragraph in texts:
        if led := _AND_OTHERS.search(in_figures(paragraph.text)):
            return Value("headcount.total", str(1 + int(led[1])), paragraph.where(led.start()))
        figures = in_figures(paragraph.text)
        if both := _GROUP_OF.search(figures) or _PUPILS.search(figures) or _AND_DRIVERS.search(plain(paragraph.text)):
            return Value("headcount.total", str(int(both[1]) + int(both[2])), paragraph.where(both.start()))
    for label, paragraph in texts:
        if label.endswith("人数") and (told := _FIGURE_FIRST.match(plain(paragraph.text))):
            return Value("headcount.total", _counted(told), paragraph.where())
        if heading := _OVER_LIST.fullmatch(plain(paragraph.text)):
            return Value("headcount.total", heading[1], paragraph.where())
        if heading := _IN_HEADING.search(plain(label)) or _PARTY_LABEL.fullmatch(plain(label)):
            return Value("headcount.total", heading["number"] or heading["number2"], paragraph.where())
    for form in (*_COUNTS, _AT_THEIR_END):
        read = _told(form, texts)
        if form is _IN_ALL:
            party = _told(_A_PARTY, texts)
            if read and party and {_figure(one) for one in read} != {_figure(one) for one in party}:
                read |= party  # 一行18人 above, 共15人 below: one of them is not of all
        if len(read) == 1:
            return Value("headcount.total", *next(iter(read.items())))
        if read:
            return Value("headcount.total", None, next(iter(read.values())), False, tuple(read))
    return None


def _told(form: re.Pattern[str], texts: list[tuple[str, Text]]) -> dict[str, str]:
    """What sentences of one form say how many come, each with its place."""
    read: dict[str, str] = {}
    for label, paragraph in texts:
        if form is _IN_ALL and (over := form.fullmatch(in_figures(plain(label)))):
            read.setdefault(_counted(over), paragraph.where())  # 一共5位：
        text = in_figures(plain(paragraph.text))
        for found in form.finditer(text):
            clause = re.split("[，。；]", text[: found.start()])[-1]
            if _NOT_ALL.search(clause) and not re.search("一行|总", found[0]):
                continue
            if _SOME.search(clause) and "共" not in found[0]:
                continue
            read.setdefault(_counted(found), paragraph.where(found.start()))
    return read


def _figure(count: str) -> str:
    return re.sub(r"\D", "", count)


_BESIDES = regex(r"(?:^|[。；，])(?:另有|另外有?|另|还有|外加|随行)(?P<rest>[^。；]{2,60})")
_OTHERS = regex(r"[\u4e00-\u9fff]{0,8}?(?:[员师者生译]|司机|秘书|同志|专家|干部|学员)(?P<number>\d{1,2})[名人位]")


def of_roster(listed: list[Line], named: int, texts: list[tuple[str, Text]]) -> Value | None:
    """How many come where all of them stand in a list: those `named`, and those counted beside it (另有工作人员2名).

    None where the list is not all of those named, is open (等), or nobody is counted beside it.
    """
    if len(listed) != named or named < 2 or any(re.search("等|有关|相关", line.text) for line in listed):
        return None
    for _label, paragraph in texts:
        text = plain(paragraph.text)
        if (found := _BESIDES.search(text)) and (others := list(_OTHERS.finditer(found["rest"]))):
            return Value(
                "headcount.total",
                str(named + sum(int(one["number"]) for one in others)),
                paragraph.where(found.start()),
            )
    return None


def _counted(found: re.Match[str]) -> str:
    for which in "234":
        if found.groupdict().get(f"number{which}"):
            return ("约" if found[f"about{which}"] else "") + str(found[f"number{which}"])
    about = found["about"] or found["after"]
    return ("约" if about else "") + found["number"] + (found["more"] or "")
