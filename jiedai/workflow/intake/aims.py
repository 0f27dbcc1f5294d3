"""Why they come, and what kind of visit it is."""

from __future__ import annotations

import itertools
import re

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.found import Value
from jiedai.workflow.intake.paper import Text

_AIM = regex(
    r"(?:^|[。，；：])(?:为了(?!解)|为)(?!期|准|宜|荷|盼|妥|感|主|何|由|贵|您)((?:进一步|更好地|深入|切实)?[^。；]{4,90}?)，(?=[^，。；]{0,40}(?:拟|定于|决定|经|我|将|现|兹|计划|组织|特|市|省|由|按))"
)
_DOING = (
    regex(
        r"(?:重点|主要)?(?:就(?![业近地餐是会在要能可读医职诊])|围绕|对)([^。；，]{3,60}?)(?:开展|进行|作)?(?:专题|实地|现场)?"
        r"(?:调研|检查|督查|督导|考察|交流|座谈|指导|评估|验收|洽谈|对接|视察|执法检查|考核|巡察|学习|研讨|协商|采访|勘察|踏勘|会商|磋商|走访)"
    ),
    regex(
        r"((?:了解|学习|考察|参观|洽谈|商谈|商洽|看看|看一?下|观摩|对接|检查|督查(?![室局])|督导|督办|调研(?!员)|调研一?下|采访|研学|拍摄|拍(?![照板给])|录制|视察|踩线|查阅|查看|勘察|慰问|对接|谈一?谈|专门谈|商量|沟通|协商|搞|采风|点交|看(?=[“\"]?[\u4e00-\u9fff]{2})(?!情况|一下|到|来|去|法|是否|能否)|考核|验收|评估|慰问|走访|指导(?!教师|老师|员)|推进|研究(?![员生院所室会开中]|[\u4e00-\u9fff]{0,4}部)|签订|签署|参加|出席|召开|开(?=[^，。；]{2,20}(?:会|论坛)(?:[，。；]|$))|举办|开展)(?!人员|专家|座谈|时间|团|组|科科|处处|[处科室局](?:[长副干]|调研员)|期间|内容|安排|点|方式)[^。；，]{2,60}|采风(?!人员|团|时间)|(?:现场)?(?:踏勘|巡检)(?!人员|团|时间|组)|进驻(?!时间|人员|组)[^。；，]{2,20}|(?:讲课|授课)(?!人员|老师|教师|时间|的))"
    ),
)
_APPOINTED = regex(
    r"(?:^|[，。；])(?:这次|本次|此次)?([\u4e00-\u9fff]{0,10}(?:会诊?|活动|仪式|检查|调研|考察|讲座|培训|演出|比赛|论坛|评审|会议|采风))(?:时间)?(?:定在|定于|安排在|放在)(?=[^，。；]{0,4}[周\d本下明后])"
)
"""会诊定在本周三."""
_OF_A_DAY = regex(r"[日号天]的([^，。；的]{2,20}?)(?:专题)?(?:调研|考察|检查|督导|活动)(?=[，。；]|$)")
"""11月11日的基层就业服务调研."""
_OF_PARTY = regex(
    r"(?:^|[，。；、])([\u4e00-\u9fff]{2,16}(?:评估|考察|调研|督导|检查|验收|访问|慰问))(?:专家)?[组团队](?=一行|将|拟|定|于|\d)"
)
"""竹资源评估专家组将于…."""
_BY_UNIT = regex(
    r"[我本该]|.*[厅局委办会院校部司省市县区处团](?=..$)|.*(?:同志|[部局厅处科主县市镇书][长任记]|[率带由])"
)
_ABOUT = regex(
    r"(?:联系|接洽|商洽|洽谈|办理|协商|商量)(?!人|电话|方式)([^，。；：]{2,30}?)(?:事宜|业务|有关事项|相关工作)"
    r"|(?:^|[，。；！])关于([^，。；：《]{3,30}?)(?:的事情?|一事|的问题)(?=[，。])"
)
"""前来联系茶苗采购事宜."""
_THERE = regex(
    r"(?:赴|来|到|去|访问|到访)(?:(?:贵|你|我)?(?:[\u4e00-\u9fff]{1,6}?[县市区镇乡地]|[局校院司馆]|方)(?!长|委|政府)"
    r"|(?:你们?|您|咱们?|我们)(?:[那这][边里儿]?|处|单位)|你们(?=[^。；，]{2,14}(?:研学|春游|秋游|实习|写生|团建|参观|学习)))([^。；，]{2,40})|(访问)"
)
_WHOLE_VISIT = regex(
    r"(?:一行|等)[\d一二两三四五六七八九十]+人.*[日天号]|[日天号].*(?:一行|等)[\d一二两三四五六七八九十]+人"
    r"|\d[日号](?:上午|下午|晚上?|中午)?(?:[^。；，]{0,12}(?:到达|抵达|乘)|返)"
)
"""A text that tells of the whole visit, not of its matter alone: the content of a telephone note."""
_QUOTED = regex(r"《(关于[^》]{4,60}[函知])》")
_AGREED = regex(r"(?:提过|说过|说好|约好|商量好?|沟通过?|联系过?|定)的([^，。；]{3,30}?)(?:的事|一事|这个事|事情)?，")
"""上次跟您提过的X，定了."""
_THEME = regex(
    r"(?:以|围绕|开展)[“《]?([^“”，。；]{2,30}?)[”》]?(?:为主题|主题(?:的)?(?:社会实践|活动|研学|教育|党日|调研|考察))"
)
_TITLED = regex(
    r"(?:组织|举办|开展)“([^”]{2,30})”(?:主题|大型|系列)*活动|作([“《]?[^“”《》，。；]{2,40}?[”》]?(?:的)?(?:专题)?(?:讲座|报告|辅导))"
)
"""Something that is called by a title: 组织“侨商看乡村”活动, 作“县域经济”专题讲座."""
_TO_BUILD = regex(r"(?:拟|计划|准备|有意|打算)在[^，。；]{2,12}?((?:投资|新建|设立|兴建|布局|落户)[^，。；]{3,40})")
"""我司拟在贵县投资建设某项目."""
_CAMPAIGN = regex(
    r"“([^“”，。]{3,20})”(?:志愿服务|服务队|小分队|采风团|走进|走入|进(?=[\u4e00-\u9fff])|启动仪式|(?:主题)?活动)"
)
"""“送文化下乡”走进某县."""
_NAMED_THEME = regex(r"(?:主题|课题)(?:是|为|：)[“《]?([^“”，。；！]{2,30})")
_ANSWERED = regex(r"^(?:贵|你)[^，。；《]{0,10}《(关于[^》]+)》[^，。；]{0,24}(?:收悉|已收到|敬悉|已悉)")
_INTEREST = regex(
    r"对([^，。；]{4,50}?)(?:抱有|怀有|很|非常|深|表现出|表示出?|有着?|产生了?)?(?:浓厚的?|极大的?|强烈的?)?(?:感)?兴趣"
)
_MATTER_LABELS = regex(
    r"^(?:来访|调研|考察|检查|督查|督导|活动|参观|学习|公务|主要|会议|会谈|洽谈|座谈|交流)?(?:事由|目的|内容|主题|事项|任务|议题|重点)$"
)
_SUBJECT = regex(
    r"关于(?:商请|请予|请求|协助|做好|恳请)?(?:协助|支持|配合)?(.+?)(?:的|有关事宜的|相关事宜的|事宜的)?(?:商洽|商请|公|邀请|工作|联系|预)?(?:函|通知|请示|报告|方案|传真|电报)(?:[（(].{1,12}[)）])?$"
)


_UPON = regex(r"[局厅委办院会署]对(.{4,60}?)的(?:通知|函)(?:书)?$")
"""某局对某县财政决算进行审计的通知."""


def matter_of(subject: str) -> str:
    """What a title is about, without 关于 and 的函."""
    found = _SUBJECT.search(subject.strip("《》")) or _UPON.search(subject)
    matter = found[1].removesuffix("的") if found else ""
    return _HANDED_ON.sub(r"\1", matter)


_HANDED_ON = regex(r"^(?:印发|转发|下发)《([^》]+?)(?:工作)?(?:方案|计划|安排|日程)?》$")
"""A plan that a notice is about: 印发《某代表团考察方案》."""


_FURTHER = regex(
    r"，(?=大[概约]|约|一共|我们|我这|具体|连|加上|含|都是|就|.{0,6}(?:请|由|带队|一行|当天|当日|下午|晚|住|共|乘|\d)|[上中]午|早上|会期|现[将就])"
)
"""Where a clause goes on to who comes and when, and how many."""


_CITED = regex(r"《[^》]*》(?:[（(][^（()）]*[)）])?")
_OF_ANSWERING = regex(r"要求|其他|联系|拟办|意见|批示|食宿|住宿|费用|报到|回执")
"""Labels of what the host is asked for or has decided."""

Part = tuple[str, str]
"""What a text says of why they come, and where."""


_CALLED_OFF = regex(
    r"(?:原定|定于|原计划)[^。；]{0,40}?的([^，。；的]{4,40}(?:会议?|活动|论坛|培训班?|调研|考察|检查|比赛))[，,]?(?:因|将|现|再次?|延期|推迟)"
)
"""原定8月10日的某现场会，因故延期."""


def purpose(texts: list[tuple[str, Text]], subject: Value | None) -> Value | None:
    """Why they come, in the words of the text: the aim, the matter of the visit, and of the title."""
    parts: list[Part] = []
    for label, paragraph in texts:
        parts += _stated(label.removesuffix("："), paragraph, parts)
    if subject is not None and (matter := matter_of(str(subject.value))):
        parts.append((matter, subject.where))
    doing = _doing(texts)
    if doing is not None and (len(parts) < 2 or "“" in doing[0]):  # what is called by a title says most
        parts.append(doing)
    parts = parts or list(filter(None, [_mentioned([paragraph for _label, paragraph in texts])]))
    if not parts:
        return None
    kept: list[Part] = []
    for text, where in parts:
        text = re.sub(r"^(?:为了?|就|围绕)", "", text)
        if text and not any(text in other for other, _where in kept):
            kept.append((text, where))
    return Value("purpose", "；".join(text for text, _where in kept[:3]), kept[0][1])


def _stated(label: str, paragraph: Text, known: list[Part]) -> list[Part]:
    """What a paragraph under a label states in so many words, its aim unless that is known."""
    parts: list[Part] = []
    short = len(paragraph.text) < 200 and not _WHOLE_VISIT.search(paragraph.text)
    if _MATTER_LABELS.match(label) and short and label not in ("会议内容", "事项"):
        parts.append((paragraph.text.strip("。；"), paragraph.where()))
    if (found := _AIM.search(paragraph.text) or _INTEREST.search(paragraph.text)) and not any(
        text == found[1] for text, _where in (*known, *parts)
    ):
        parts.append((found[1], paragraph.where(found.start(1))))
    if found := _TITLED.search(paragraph.text):
        parts.append((found[1] or found[2], paragraph.where(found.start())))
    if (found := _OF_PARTY.search(paragraph.text)) and not _BY_UNIT.match(found[1]):
        parts.append((found[1], paragraph.where(found.start(1))))
    if found := _TO_BUILD.search(paragraph.text):
        parts.append((found[1], paragraph.where(found.start(1))))
    if (found := _ANSWERED.search(paragraph.text)) and (matter := matter_of(found[1]).removeprefix("邀请")):
        parts.append((matter, paragraph.where(found.start(1))))
    if found := (
        _THEME.search(paragraph.text) or _NAMED_THEME.search(paragraph.text) or _CAMPAIGN.search(paragraph.text)
    ):
        parts.append((found[1], paragraph.where(found.start(1))))
    return parts


def _without_people(clause: str) -> str:
    """A clause up to where it begins to name those who come: 检查公路建设|，马骏副局长、工程师何静."""
    first, *more = clause.split("，")
    kept = itertools.takewhile(lambda part: not units.posts().search(part), more)
    return "，".join([first, *kept])


_WAS = regex(r"(?:上周|上次|上个?月|去年|前[几些]?天|昨[天日])[^。；！]*[。；！]")
"""What was done, of which a text that announces a visit speaks first."""


def _doing(texts: list[tuple[str, Text]]) -> Part | None:
    """The first clause that says what they come to do; titles in it are left out."""
    for label, paragraph in texts:
        if _OF_ANSWERING.search(label):
            continue
        masked = _CITED.sub(lambda cited: "　" * len(cited[0]), paragraph.text)
        masked = _WAS.sub(lambda past: "　" * len(past[0]), masked)
        if found := next(filter(None, (one.search(masked) for one in _DOING)), None):
            start = found.start()
            ends = (paragraph.text.find(sign, found.end(1)) for sign in "。；")
            end = min((at for at in ends if at >= 0), default=len(paragraph.text))
            clause = _without_people(_FURTHER.split(paragraph.text[start:end])[0])
            if clause == "开展活动":
                continue
            return clause.split("　")[0], paragraph.where(start)
    return None


def _mentioned(paragraphs: list[Text]) -> Part | None:
    """What is only mentioned, the surest way of mentioning it first."""
    ways = (_put_off, _business, _visited, _quoted, _agreed)
    return next((part for way in ways for paragraph in paragraphs if (part := way(paragraph))), None)


def _put_off(paragraph: Text) -> Part | None:
    found = _CALLED_OFF.search(paragraph.text)
    return (found[1], paragraph.where(found.start(1))) if found else None


def _business(paragraph: Text) -> Part | None:
    text = paragraph.text
    found = _ABOUT.search(text) or _OF_A_DAY.search(text) or _APPOINTED.search(text)
    said = found and next(filter(None, found.groups()))
    return (said, paragraph.where(found.start())) if found and said else None


def _visited(paragraph: Text) -> Part | None:
    found = _THERE.search(paragraph.text)
    return (found[1] or found[2], paragraph.where(found.start())) if found else None


def _quoted(paragraph: Text) -> Part | None:
    found = _QUOTED.search(paragraph.text)
    matter = matter_of(found[1]) if found else ""
    return (matter, paragraph.where(found.start(1))) if found and matter else None


def _agreed(paragraph: Text) -> Part | None:
    found = _AGREED.search(paragraph.text)
    return (found[1], paragraph.where(found.start(1))) if found else None


_KINDS = (
    (
        "foreign",
        r"外宾|外国(?!语|专家局)|驻华|(?:日本|韩国|法国|德国|美国|英国|俄罗斯|意大利|加拿大|澳大利亚|新加坡|马来西亚|泰国|越南|老挝|柬埔寨|印尼|印度|巴西|西班牙|荷兰|瑞士|瑞典|挪威|芬兰|丹麦|波兰|匈牙利|蒙古|哈萨克斯坦|埃及|南非)[^，。]{0,20}(?:团|先生|女士|市长|议长|领事|大使|教授)|大使馆|总领事馆|友好城市|友城|国际友人|[德美英法日韩俄意泰越]国[^，。]{0,14}(?:代表团|访问团|市|县|州)",
    ),
    (
        "inspection",
        r"(?:检查|督查|督导|巡察|巡查|验收|考核|审计|督察)(?![厅局处科室师署院员办站])|巡视(?!员)|核查|抽查|暗访|评估验收|执法监督",
    ),
    (
        "investment",
        r"招商|投资(?:考察|洽谈|环境|意向|项目)|项目(?:洽谈|考察)|(?:洽谈|对接|接洽)[^，。；]{2,24}项目|洽谈合作|商务考察|签约|投资(?![科处部局司促发公集控股管])"
        r"|(?:我司|[我本]公司|我集团|我厂)[^。；]{0,30}(?:布局|落户|选址|建厂|设厂|落地|扩产)",
    ),
    (
        "exchange",
        r"党政代表团|考察学习|学习考察|学习交流|交流学习|学习借鉴|交流考察|考察交流|互访|结对|跟班学习|取经|学习观摩|观摩学习|学习[^，。]{2,20}(?:经验|做法)",
    ),
    (
        "meeting",
        r"召开[^，。；]{2,40}会(?=的通知|的函|$)|(?:召开|举办|举行|参加|出席)[^，。；]{0,40}(?:会议|现场会|推进会|大会|年会|论坛|研讨会|交流会|培训班|研讨班|动员会|发布会)|现场会|推进会|年会|论坛",
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
