"""People in sentences: 由党组书记、主任孙志强带队, 黄海波局长."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.entries import IN_PARTY, describe
from jiedai.workflow.intake.facets import read_phones, read_sex
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.paper import Text
from jiedai.workflow.intake.persons import (
    Person,
    is_family,
    is_like_name,
    is_name,
    is_surnamed,
    latin_name,
    tidy_name,
)

FOREIGN = (
    r"[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,8}?){1,4}"
    r"(?=先生|女士|小姐|阁下|夫人|一行|等|率|及|和|同志|任|为|带队|参加|陪同|出席|主持|前[往来]|拟|将|于\d|因[病公事]|也|均|届时"
    r"|[副总]?(?:局长|主席|书记|主任|部长|县长|市长|镇长|乡长|院长|会长|经理|教授|处长|科长)|[^\u4e00-\u9fff·]|$)"
)
_AFTER = regex(
    r"$|[一二三四五六七八九十]{1,3}[月号日]|[，,。；;、）)（(：:\s/]|同志|先生|女士|老师|等|一行|带队|带着|带了|带(?=[\d一二两三几班])|定于|定在|率|任组|任团|任领|为组|为团|为领|为副|任副|拟|将(?=[\u4e00-\u9fff])|于[\d今明近本下]|陪同|参加"
    r"|及[^，。]|和[^，。]|与[^，。]|以及|[呢啊呀嘛哈吧]|[一二两三四五六七八九十\d]{1,2}个?[人名位]|到[^，。]|赴|来[^，。、；]|前往|前来|一起|一同|一道|出席|主持|担任|带领|随行|随同|已|因|负责|\d|共|乘|从|也|不|会同|会|改|要|去|再|又|先|过来|作|做|代替|替"
    r"|参与|他|她|吃|对|是|需|有|以|用|副?教授|副?研究员|高级工程师|工程师|讲师|博士|院士|法师|居士|道长|大校|少将|中将|上将|[上中少]校|上尉|照常|亦|均|届时|随后|提前|单独|临时|还|建议|都|可能|计划|预计|希望|想|同行"
    r"|陪|兼|分管|主管|介绍|授课|应邀|亲自|专程|近期|下[周午]|明[天早]|后天|今[天日]|本周|周[一二三四五六日]|上午|晚上|为带队|为代表|国庆|节[前后]|住|只|系|饮食|抵|自驾|自行|坐|在|请"
)
_BREAK = "，,。；;：:（）()\n“”《》！？!? 　【】+"
_LEADING = regex(
    r"^(?:他|她|我)们?(?:和|与|跟|是)|^(?:这里|这边)是|^.*(?:由|仍[为是由]|(?:调整|变更|更换|改|换)(?:为|成)|即(?!将|日|可)[为是]?|(?<!特)派(?!出)|包括|其中|增加人员|新增人员|新增|增加|分别[是为]|组长|团长|领队|组员|团员|队员|委派|邀请|特邀|是我们|还有|以及|另有|加上|带队领导|的是|[啊呢嘛哦]|拟?组织(?![一二三四五六七八九十]+[处科]|部|宣|委|处|科|人|工|员|生|建|史|关|领|指|协)|陪同人员"
    r"|(?:教师|老师|教练|医生|联络员|领导|人员|专家|成员|嘉宾|代表|负责人|考察团|代表团|调研组|检查组|来宾|团员|的同志)(?:分别)?(?:为|是|有)|(?<!党组)(?<!党委)(?<!班子)成员(?=[：为是有])|(?:陪同|随同|会同)(?:的?(?:还)?有)?(?!人员|前往)|派出|接\S{0,8}通知)(?:为|是|：)?"
    r"|^另外(?=[\u4e00-\u9fff]{2})|^[\u4e00-\u9fff]{0,4}[这那]边(?:的|是|有)?(?=[\u4e00-\u9fff]{3})|^(?:[再又还]|另外)?(?:加|增加|多)(?:了|来)?[一两1-9]?[个位名](?=[\u4e00-\u9fff]{2})|^(?:评估|评审|评议|特邀|随行)?专家(?=[\u4e00-\u9fff]{2,12}[院校学所局会司心馆][\u4e00-\u9fff]{2})|^第三方(?:评估|评价|专业|服务)?(?:机构)?(?=[\u4e00-\u9fff]{4})|^(?:同意|经研究|决定|委派|指派|特派)|^(?:率领?|带领)(?!先)|^(?:想|拟|特)请|^(?:兹|今|现|特)(?:有|派|介绍|委派|推荐)|^(?:和|及|与|或|请|并|有|他们|我们|以及|人员|成员|拟|现|由于|其|该|另外|另|为|是|副组长|副团长)(?![\u4e00-\u9fff]?长)"
)
_OWN = regex(
    r"^(?:我|本)(?P<kind>省|市|县|区|厅|局|委|办|会|院|校|所|部|司|公司|集团|中心|行|社|镇|乡|处|馆|站|单位|协会|商会)(?P<more>们)?"
)
_PLACES = "省市县区镇乡"
_NOT_COMING = regex(
    r"签批|签发|接电人|接待人|记录人|承办|拟办|批示|抄送|联系人|经办|联络员|来电人|发件人|收件人|填表人|(?<!邀)请(?![我本])[^，。；]{0,14}$|你[县市区局办们]|贵[县市区局办方委校公司]|报名|报[至送给]|审核人|审批|作者|主任医师门诊"
)
_BEFORE_NOW = regex("上次|上回|去年|上个?月")
"""In a clause of a visit that was."""
_DECIDES = regex(r"(?:同志)?(?:专门|亲自)?(?:[作做]了?)?(?:重要|明确)?(?:批示|指示|讲话|签批|审定|同意)")
"""Behind the name of somebody whose word it is that others come."""
_LIAISES = regex(r"(?:同志|先生|女士|小姐)?(?:负责)?[与和同跟](?:贵|你)[^，。；]{0,6}(?:对接|联系|沟通|协调|衔接)")
"""Behind the name of somebody who is to be called, and may well stay at home."""
_HOST = regex(
    r"(?:(?<!邀)请(?![我本])|邀请(?![我本省国])|商请)[^，。；]{0,30}$|(?:贵|你)[县市区局办方委校院司]?[^，。；、]{0,12}$|我县[^，。；、]{0,10}$|我方陪同"
)
"""Before a name: somebody who is asked to come to the meeting, of the side that is visited."""


def unit_of_neighbour(text: str, start: int, post: str, before: Person) -> str:
    """The unit of the one named before, for somebody beside him of whom a post alone is told; empty for any other."""
    unit: str = before.known.get("unit", "")
    beside = text[start - 1 : start] in "、和及，" and units.is_post(post)
    return unit if beside and not _OF_HOUSE_BELOW.search(unit) else ""


_OF_HOUSE_BELOW = regex(r"[站所队科室股]$")
"""Units within a house: whoever is named behind their head by a post alone may be of the house."""
_OF_SUITE = regex(r"^(?:秘书|书记员|司机|驾驶员|翻译|译员|医生|记者|护士|保健医生)$")
"""Posts of those who go along with somebody of another unit."""


def people_in(paragraph: Text, base: Base, issuer: str = "") -> list[Person]:
    """Everybody whom a paragraph names with a post, in order; hosts and clerks left out."""
    text = paragraph.text
    found = _called(paragraph)
    for start, end, phrase, name in _mentions(text):
        clause_start = max((text.rfind(sign, 0, start) for sign in "，。；：:\n（("), default=-1) + 1
        sentence_start = max((text.rfind(sign, 0, start) for sign in "。；\n"), default=-1) + 1
        before = text[clause_start:start]
        if (
            _NOT_COMING.search(before)
            or _BEFORE_NOW.search(re.split("[，,。；\n]", text[:start])[-1])
            or _DECIDES.match(text[end:])
            or _LIAISES.match(text[end:])
            or _HOST.search(text[sentence_start : end - len(name)])
            or any(one.name == name for one in found)
        ):
            continue
        if (
            _NOT_COMING.search(text[max(sentence_start, clause_start - 6) : clause_start])
            and text[clause_start - 1 : clause_start] in "：:"
        ):
            continue
        where = paragraph.where(start)
        person = Person(name)
        person.learn("name", name, where)
        unit, post = unit_and_post(phrase, issuer)
        if not unit and found and not _OF_SUITE.search(post):
            unit = unit_of_neighbour(text, start, post, found[-1])
        person.learn("unit", unit, where)
        person.learn("post", post, where)
        after = text[end:]
        if title := re.match(r"[（(]?[A-Za-zÀ-ž.\s'-]*[)）]?(先生|女士|小姐)", after):
            person.learn("sex", read_sex(title[1]), where)
        if (beside := _PHONE_BESIDE.match(after)) and not re.search("联[系络]", text[sentence_start:start]):
            person.learn("phone", beside["phone"], where)
        if sex := _SEX_BESIDE.match(after):
            person.learn("sex", read_sex(sex[1]), where)
        if note := _NOTE.match(after):
            parts = re.split("[，,、；; ]", note[1])
            describe(person, [part for part in parts if not units.has_post(part)], where, base)
            _post_of_note(person, parts, where, issuer)
        found.append(person)
    return found


_CALLED = regex(
    r"(?P<unit>[\u4e00-\u9fff]{2,12}?)?(?P<surname>[\u4e00-\u9fff])(?P<title>[\u4e00-\u9fff]{1,4})"
    r"[（(](?P<name>(?P=surname)[\u4e00-\u9fff]{1,2})[)）]"
)


def _called(paragraph: Text) -> list[Person]:
    """Those whom a text calls by a title, the name beside it: 就业处佟处（佟丽华）."""
    people = []
    for one in _CALLED.finditer(paragraph.text):
        if is_name(one["name"]):
            person = Person(one["name"])
            unit = trimmed(one["unit"] or "")
            for facet, value in (
                ("name", person.name),
                ("unit", unit if units.is_unit(unit) else ""),
                ("post", one["title"] if units.is_post(one["title"]) else ""),
            ):
                person.learn(facet, value, paragraph.where(one.start()))
            people.append(person)
    return people


_PHONE_BESIDE = regex(
    r"(?:同志)?[，,（(](?:[男女][，,])?(?:联系)?(?:电话|手机)?(?:号码)?[：:]?(?P<phone>1[3-9]\d{9})(?!\d)"
)
_SEX_BESIDE = regex(r"(?:同志)?[，,](男|女)(?=[，,。；;]|$)")
_NOTE = regex(r"(?:同志|先生|女士)?[（(]([^（()）]{1,30})[)）]")
_ROLE = regex(
    r"(?:随队|随行|随团)?(?:秘书|翻译|译员|医生|记者|护士|专家|教练|老师|顾问)|保健医生|领队|副?[组团队]长|代表"
)
"""What somebody is on this journey, beside the post at home."""


def _post_of_note(person: Person, parts: list[str], where: str, issuer: str) -> None:
    """Take unit and post of a note behind a name where a role alone stood before it: 随队医生王平（市医院医师）."""
    posts = [part for part in parts if units.has_post(part) and not IN_PARTY.fullmatch(part)]
    if posts and (not person.known.get("post") or _ROLE.fullmatch(person.known["post"])):
        unit, post = unit_and_post("、".join(posts), issuer)
        person.known |= {"post": post} | ({"unit": unit} if unit else {})
        person.where |= {"post": where} | ({"unit": where} if unit else {})


def _mentions(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start and end of each phrase of post and name, the words of unit and post, and the name."""
    taken = 0
    for post in units.posts().finditer(text):
        if post.start() < taken or text.startswith(("馆", "家"), post.end()):
            continue  # 摄影家协会
        begin = _phrase_start(text, post.start(), taken)
        head = text[begin : post.start()]
        if named := _name_before(head):
            name, unit = named
            if f"{unit}的{name}" in head and units.split(unit + post[0])[1] != post[0]:
                unit = ""  # 水利部灌排中心的郭守敬副主任: where the post is cannot be said in the words of the text
            if text[post.end() : post.end() + 1] in "：:" and post.end() < len(text):
                continue  # 仲裁主任：王维国 is a label
            if post.end() == len(text) or _AFTER.match(text, post.end()):
                yield begin, post.end(), unit + post[0], name
                taken = post.end()
                continue
        note = _POST_NOTE.match(text, post.end())
        if note and (name := _name_after(text, note.end())):
            yield (
                begin,
                note.end() + len(name),
                _carried(text, begin, taken) + text[begin : note.end()],
                tidy_name(name),
            )
            taken = note.end() + len(name)
            continue
        called = _CALLED_SO.match(text, post.end())
        if called and (name := _name_after(text, called.end())):
            yield begin, called.end() + len(name), text[begin : post.end()], tidy_name(name)
            taken = called.end() + len(name)
            continue
        if (name := _name_after(text, post.end())) and not _LOOSE.search(text[begin : post.start()]):
            phrase = text[begin : post.end()]
            if of := _OF_ROOM.search(text[begin : post.start()]):
                house = text[begin : begin + of.start()]
                phrase = house + post[0] if units.split(house + post[0])[1] == post[0] else post[0]
            carried = _carried(text, begin, taken)
            end = post.end() + len(name)
            end = titled.end() if (titled := _TITLE_BEHIND.match(text, end)) else end
            yield begin - len(carried), end, carried + phrase, tidy_name(name)
            taken = end
            while _SHARED.search(phrase) and (next_one := _beside(text, taken)):
                yield taken + 1, taken + 1 + len(next_one), phrase, next_one
                taken += 1 + len(next_one)
    if not taken:
        return


_TITLE_BEHIND = regex("副?教授|副?研究员|(?:高级)?工程师|讲师")
"""What somebody is called behind a post and a name: 班主任季航|副教授."""
_SHARED = regex("(?:[师员手者工生]|教授|专家|记者|演员|教师|老师)$")
"""Posts of which there are several, so that whoever stands beside the one named has it too: 摄像师龙飞、焦阳."""


def _beside(text: str, at: int) -> str:
    """The bare name behind 、 at a place; empty where something else stands there."""
    if text[at : at + 1] != "、":
        return ""
    names = (text[at + 1 : at + 1 + length] for length in (2, 3))
    return next(
        (name for name in names if is_name(name) and text[at + 1 + len(name) :][:1] in ("、", "，", "。", "；", "")), ""
    )


_CALLED_SO = regex("名?叫(?!做|来|到|上|车|他|她|我|你)")
"""Between a post and who holds it: 辅导部的主任叫李平."""
_LOOSE = regex(r"(?<![部处科室局厅委院校司会社台馆所站团系])的$")
_OF_ROOM = regex(r"(?<=[部处科室局厅委院校司会社台馆所站团系])的$")
"""我们工艺研发部的|经理."""
_POST_NOTE = regex(r"[（(](?:[^（()）]{0,6}主持[^（()）]{0,6}|[正副]?[厅处科局县省部]级|挂职|代理?|兼)[)）]")
"""What belongs to a post and stands before the name: 副总经理（主持工作）胡杨."""


def _phrase_start(text: str, at: int, taken: int) -> int:
    start = at
    while start > taken and (text[start - 1] not in _BREAK + "、" or _LATIN_WORDS.match(text, start - 2)):
        start -= 1
    return start


_LATIN_WORDS = regex(r"[A-Za-zÀ-ž.] [A-ZÀ-Ž]")


_OWN_HOUSE = frozenset("厅局委办会院校所部社站馆")
"""What is left of 我们局 before a name."""


def _name_before(head: str) -> tuple[str, str] | None:
    """The name at the end of what stands before a post (黄海波|局长), and the words before it."""
    whole = trimmed(head)
    bare = re.sub(r"^.*的", "", whole)
    if (house := whole.removesuffix(bare).removesuffix("的")) and is_name(bare) and units.is_unit(house):
        return bare, house  # 水利部灌排中心的|郭守敬
    own = _OWN.match(bare)
    bare = bare[own.end() :] if own else bare
    if abroad := _LATIN_AT_END.fullmatch(bare):
        return (abroad["name"], abroad["unit"]) if latin_name(abroad["name"]) else None
    for length in (3, 2, 4):
        name, unit = bare[-length:], bare[:-length]
        if len(bare) >= length and is_name(name) and (not unit or units.is_unit(unit) or unit in _OWN_HOUSE):
            return name, (own[0] if own and not unit else "") + unit
    return None


_LATIN_AT_END = regex(r"(?P<unit>.*?)\s?(?P<name>[A-ZÀ-Ž][a-zÀ-ž'’-]+(?: [A-ZÀ-Ž][A-Za-zÀ-ž.'’-]*){1,3}) ?")


def _name_after(text: str, at: int) -> str:
    """The name right behind a post; shortest first, for 李明 in 李明拟于 is no 李明拟."""
    if foreign := re.compile(FOREIGN).match(text, at):
        return foreign[0]
    if (text[at : at + 1].isascii() and text[at : at + 1].isalpha()) or text[at : at + 1] == " ":
        latin = re.compile(
            r"\s?(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?\s?)?[A-ZÀ-Ž][a-zÀ-ž'-]+(?:\s[A-ZÀ-Ž][A-Za-zÀ-ž.'-]+){1,3}"
        ).match(text, at)
        return latin[0] if latin and latin_name(latin[0]) else ""
    for length in (2, 3, 4, 5):
        name = text[at : at + length]
        if (
            len(name) == length
            and not is_family(name)
            and (
                is_name(name)
                or (_noted(text, at + length) and (is_surnamed(name) or _is_like_name(name)))
                or (text.startswith("同志", at + length) and is_like_name(name))
            )
            and _AFTER.match(text, at + length)
            and not units.is_post(text[max(0, at - 2) : at + length])  # 总工|程师
        ):
            return name
    return ""


def _is_like_name(name: str) -> bool:
    if len(name) == 2 and is_name(name[0] + "平"):
        return not units.has_post(name)  # 汤和, before a note
    return len(name) < 4 and is_like_name(name) and not any(units.has_post(name[:length]) for length in (1, 2))


def _noted(text: str, at: int) -> bool:
    """Whether what stands behind a word, in brackets, is of a person: a post, a sex, a telephone."""
    found = _NOTE.match(text, at)
    return found is not None and any(
        units.has_post(part) or part in ("男", "女") or read_phones(part) for part in re.split("[，,、；; ]", found[1])
    )


def _carried(text: str, begin: int, taken: int) -> str:
    """Posts before 、 that belong to the same person: 党组书记、|主任孙志强."""
    carried = ""
    at = begin
    while at > taken + 1 and text[at - 1] in "、，":
        start = _phrase_start(text, at - 1, taken)
        part = text[start : at - 1]
        if re.match("，[我本]", text[at - 1 :]):
            break  # 主任，我们书记
        if not units.has_post(part) or (is_name(part[0] + "平") and units.is_post(part[1:])) or _names(part):
            break  # 陈主任，市体育局副局长 is a word to the host before the post of a guest
        carried, at = text[start:at] + carried, start
    return carried


def _names(part: str) -> bool:
    """Whether words before a comma name somebody of their own: 老师是班主任季航副教授，|组长."""
    for post in units.posts().finditer(part):
        before = part[: post.start()]
        for length in (2, 3) if post.end() == len(part) else ():
            ahead = before[:-length]
            if is_name(before[-length:]) and (not ahead or ahead[-1] in "是为由" or units.has_post(ahead)):
                return True
    return False


_WHEN = regex(
    r"^(?:[①-⑨]|明[天早]|[大]?后天|今[天早]|昨天|次日|当天|[下本这]?周[一二三四五六日天]|[早上]上|上午|下午|晚上|中午|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号]|\d{1,2}[:：]\d\d|\d{1,2}[点时]半?|左右|前后"
    r"|(?:调整|变更|更换)为|换成|换为|换(?=副|[处科局厅部]长)|改由|改为|改成|由|让|(?:同行|陪同)的?(?:还)?有|另外|我(?=[陪带和与])|同行的?|随[行团]的?(?:还)?有|随行|还有|另有|以及|有|及|和|与|我们|临时|带上|陪|带|请|安排|建议|就是|是|这次|此次|本次|原定|原(?!任|副|党|市|县|区|省|常)|现任|分别|拟由|名单|含|[一二两三四五六\d]位|\d{1,2}[.．、)）])"
)


def trimmed(phrase: str) -> str:
    """A phrase of unit and post without what a sentence has before it: 明天下午3点|我局副局长."""
    bare = _LEADING.sub("", _LEADING.sub("", phrase))
    while (found := _WHEN.match(bare)) and len(bare) - found.end() > 1 and not units.is_post(bare):
        bare = bare[found.end() :]
    return bare or re.sub("^(?:带队|领队|随行)", "", phrase)  # 带队团长: what leads to others is a post here


def unit_and_post(phrase: str, issuer: str) -> tuple[str, str]:
    """Unit and post that words beside a name say, `issuer` for one's own; empty where they say none."""
    phrase = trimmed(phrase)
    own = _OWN.match(phrase)
    if own:
        phrase = phrase[own.end() :]
        if own["kind"] in _PLACES and not phrase.startswith(own["kind"]) and units.split(own["kind"] + phrase)[0][1:]:
            phrase = own["kind"] + phrase  # 我市纪委常委 is of 市纪委
        if issuer and own["kind"] in "厅局委办会院校所部司公司集团中心行社处馆站单位协会商会":
            return (issuer if own["kind"] == "办" else _house(issuer, own["kind"])), phrase
    unit, post = units.split(phrase)
    unit = "" if _SPOKEN.search(unit) else unit
    house = re.sub("办公[室厅]$", "", issuer)
    if len(unit) == 1:
        unit = issuer if issuer.rstrip("员会").endswith(unit) else ""
    elif unit in ("公司", "集团", "学院", "学校", "医院", "大学", "银行", "中心", "协会", "商会"):
        unit = house if unit in house else ""
    return re.sub(r"^(?:国|省|市)?(?:我|本|贵)(?=[省市县区])", "", unit), _HONOUR.sub("", _OURS.sub("", post))


def _house(issuer: str, kind: str) -> str:
    """The house of an issuer that may be but an office in it: 我校 of its 科技处; empty where that is not told."""
    house = re.sub("办公[室厅]$", "", issuer)
    if kind not in "处室" and re.search("(?<!秘书)[处科室股]$", house):
        house = units.split(f"{house}{house[-1]}长")[0]
        house = "" if house == issuer else house
    return house


_SPOKEN = regex("[吗呢吧啊呀了]|我们|不是|这个|那个|[明后今昨]天")
"""Words of speech, which no unit is called by."""
_OURS = regex(r"^[.,;:\s]*(?:Our|My|The|our|my|the)\s+")


_HONOUR = regex(r"(?<=.)(?:拿督|丹斯里|太平绅士|居士|法师)$")
"""What somebody is called besides a post."""
