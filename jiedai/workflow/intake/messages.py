"""What a chat or one message says of a visit: the later word against the earlier one, guests' against hosts'."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from jiedai.model.spoken import numeral
from jiedai.patterns import regex
from jiedai.workflow.intake import contacts, english, expected, later, lists, prose, units
from jiedai.workflow.intake.chats import Message, chat, is_chat
from jiedai.workflow.intake.facets import PHONE, read_phones
from jiedai.workflow.intake.found import Line, Read, Source, Table, Value
from jiedai.workflow.intake.letters import (
    doubted,
    entries_in,
    finished,
    form_lines,
    known_contact,
    side_by_side,
    tell,
)
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.paper import Text, folded, text_of
from jiedai.workflow.intake.party import guest_values, marked_contact, people_of, signing
from jiedai.workflow.intake.persons import Person, is_name
from jiedai.workflow.intake.speech import with_stops, without_greeting
from jiedai.workflow.intake.writers import introduced, undersigned, unit_of_writer

_HOST = regex(r"接待办|接待科|接待处|接待中心|机关事务|^我$|^本人$|^我方$|^我：?$|接待员|接待组")


def read_messages(source: Source, as_of: dt.date, thread: Sequence[Message] = ()) -> Read:
    """The values of a chat or of one message; what hosts say in it is no word of the guests.

    `thread` are the mails that the guests' side wrote, where the text is such.
    """
    lines = [
        line
        for part in source.parts
        for line in (side_by_side(part) if isinstance(part, Line) else [] if lists.is_list(part) else form_lines(part))
    ]
    tables = [part for part in source.parts if isinstance(part, Table) and lists.is_list(part)]
    every_one = list(thread) or (chat(lines, as_of) if is_chat(lines) else [Message("", *_noted(lines, as_of))])
    spoken = every_one if thread else _of_guests(every_one)
    read = Read("message")
    issuer = unit_of_writer(spoken)
    house = re.sub("办公[室厅]$", "", str(issuer.value)) if issuer else ""
    people: list[Person] = []
    every: list[Text] = []
    counted_by = ""
    latest: dict[str, Value] = {issuer.path: issuer} if issuer else {}
    legs: dict[str, dict[str, str]] = {}
    several = len({message.speaker for message in spoken}) > 1
    for number, message in enumerate(spoken):
        base = Base(message.day)
        own = _said(message, latest.get("dates"))
        texts = list(prose.labelled(own))
        every += own
        part = Read("message")
        tell(part, texts, None, base, entries=entries_in(message.lines, base))
        said = "".join(text.text for text in own)
        if several and _OF_UNIT.search(said):
            part.values = [doubted(one) if one.path == "headcount.total" else one for one in part.values]
        counted_by = _taken_over(latest, part, said, message.speaker, counted_by)
        before = {person.name for person in people}
        people, more = people_of(list(message.lines), texts, tables if number == 0 else [], base, house, people)
        legs |= more
        replaced = _replaced(people, own)
        people = [person for person in people if person.name not in replaced]
        _recount(latest, part, said, before, {person.name for person in people})
        if "dates" in latest:
            latest["dates"] = _dates_after(latest["dates"], part, texts, said, base)
    if "dates" not in latest and (days := _days_of_hosts([one for one in every_one if one not in spoken])):
        latest["dates"] = days
    if "contact.name" not in latest:
        called = _to_call(spoken, people, lines, numbered="contact.phone" in latest)
        latest |= {value.path: value for value in called}
    later.units_of_called(people, every)
    dates = latest["dates"].value if "dates" in latest else None
    for message in spoken:
        said_by = prose.labelled([text_of(folded(line.text), line.where) for line in message.lines])
        read.expected |= expected.journeys(said_by, str(dates or ""), Base(message.day))
    read.values += [latest[path] for path in _ORDER if path in latest]
    known_contact(read, people)
    read.values += guest_values(people, legs, read.text("dates"))
    return finished(read)


def _said(message: Message, dates: Value | None) -> list[Text]:
    """The paragraphs of a message, as they are looked through; those of an English one are put together again."""
    if english.is_english(message.lines):
        return english.paragraphs_of(message.lines)
    return [
        text_of(_in_week(folded(_greeting(with_stops(line.text))), dates), line.where)
        for line in message.lines
        if line.text.strip() and not _WITHDRAWN.search(line.text)
    ]


def _dates_after(dates: Value, part: Read, texts: list[tuple[str, Text]], said: str, base: Base) -> Value:
    """The dates after one more message, which may move, prolong or suspend those that it does not state itself."""
    if part.of("dates") is None:
        dates = prose.prolonged(_moved(dates, said) or dates, texts, base)
    return doubted(dates) if prose.suspended(said) else dates


_MOVED = regex(
    r"(?:(?P<later>顺延|推迟|延后|推后|往后(?:推|延))|(?P<earlier>提前|提早))(?:了)?(?P<number>[一两二三四五六七1-7])(?P<unit>天|日|周|个?星期)"
)


def _moved(dates: Value, said: str) -> Value | None:
    """The days of a visit so many days later or earlier as a message says that names no new ones: 顺延一天."""
    found = _MOVED.search(said)
    if found is None or dates.value is None:
        return None
    count = numeral(found["number"])
    step = dt.timedelta(days=count * (1 if found["unit"] in "天日" else 7) * (1 if found["later"] else -1))
    days = [str(dt.date.fromisoformat(day) + step) for day in str(dates.value).split(" 至 ")]
    return replace(dates, value=" 至 ".join(days))


_TO_WEEKDAY = regex(
    r"(?P<to>(?:改|调|换|挪|推迟|提前|顺延|延)(?:期|整)?(?:到|为|在|成|至)了?)(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
)


def _in_week(text: str, dates: Value | None) -> str:
    """A text whose new weekday for a visit is a day: of the week in which the visit was to be, 改到周四."""
    if dates is None or dates.value is None:
        return text
    first = dt.date.fromisoformat(str(dates.value)[:10])

    def told(found: re.Match[str]) -> str:
        ahead = "一二三四五六日".index(found["day"].replace("天", "日")) - first.weekday()
        day = first + dt.timedelta(days=ahead)
        return f"{found['to']}{day.year}年{day.month}月{day.day}日"

    return _TO_WEEKDAY.sub(told, text)


_OF_UNIT = regex(r"[局委办会厅部院校联](?:这边|那边)?(?:去|来|派|共)?[\d一二两三四五六七八九十]{1,2}个?[人位名]")
"""Where several speak, such a number is of one unit alone: 教育局去2位."""


def _taken_over(latest: dict[str, Value], part: Read, said: str, speaker: str, counted_by: str) -> str:
    """Put what a message says over what was said before; who counted the guests last."""
    for value in part.values:
        total = latest.get("headcount.total") if value.path == "headcount.total" else None
        other = total is not None and counted_by != speaker and total.value != value.value
        if total is not None and other and not re.search(_TOPIC["headcount.total"], said):
            latest[value.path] = doubted(total)  # each of several units tells its own number
            continue
        counted_by = speaker if value.path == "headcount.total" else counted_by
        _keep(latest, value, said)
    return counted_by


_ORDER = (
    "letter.issuer",
    "purpose",
    "dates",
    "headcount.total",
    "contact.name",
    "contact.phone",
    "itinerary",
    "kind",
)
"""What a chat may say of a visit, in the order that it is told."""
_WITHDRAWN = regex(r"撤回了?一条消息|^\s*\[?(?:图片|语音|文件|表情|动画表情|链接|视频)\]?\s*$")


def _to_call(spoken: list[Message], people: list[Person], lines: list[Line], *, numbered: bool) -> list[Value]:
    """Whom to call where nobody was named for it: the writer, one of the guests, or who signs; `numbered` as there."""
    own = [] if numbered else _own_phone(spoken) or _only_phone(spoken) or marked_contact(people)
    own = own or ([] if numbered else signing(people, lines))
    if any(value.path == "contact.name" for value in own):
        return own
    return [*own, *english.signature(lines, numbered=numbered or bool(own))]


def _only_phone(spoken: list[Message]) -> list[Value]:
    """The number that a writer who says who he is gives as the one to call, the only one there is."""
    lines = [line for message in spoken for line in message.lines]
    told = [(found, line) for line in lines for found in _TO_CALL.finditer(folded(line.text))]
    if len(told) != 1 or len(list(PHONE.finditer("".join(folded(line.text) for line in lines)))) != 1:
        return []
    found, line = told[0]
    name = introduced(spoken)
    phone = Value("contact.phone", read_phones(found["phone"]), line.where)
    return [Value("contact.name", name, line.where), phone] if name else []


_TO_CALL = regex(
    r"(?:^|[，。；！、\s])(?:我?的?联系)?(?:电话|方式|手机)(?:号码?)?[是为：:]?\s*(?P<phone>1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)"
)
_ONE_MORE = regex(
    r"(?:再|又|还要|另外)(?:加|增加|多)|(?:加|多|增加|少|减少?|减掉)(?:了|来)?(?:一|两|[1-9])(?:个人|个|人|位|名)"
)


def _days_of_hosts(spoken: list[Message]) -> Value | None:
    """The days that a host names, where no guest names any: 请把12月9日来我县的人员报一下."""
    for message in spoken:
        texts = [text_of(folded(_greeting(line.text)), line.where) for line in message.lines if line.text.strip()]
        days = prose.visit_days(list(prose.labelled(texts)), Base(message.day))
        if days is not None and days.value is not None:
            return days
    return None


def _recount(latest: dict[str, Value], part: Read, said: str, before: set[str], after: set[str]) -> None:
    """Where somebody is taken off, or one more comes, and no new number is given, the old one is not certain."""
    total = latest.get("headcount.total")
    if total is None or total.value is None or not before or part.of("headcount.total") is not None:
        return
    gone = len(before - after) - len(after - before) if before - after else 0
    if gone <= 0 and not (_ONE_MORE.search(said) or (gone < 0)):
        return
    number = re.sub(r"\D", "", str(total.value))
    fewer = (str(int(number) - gone),) if gone > 0 and number == total.value else ()
    latest["headcount.total"] = Value(total.path, None, total.where, False, (str(total.value), *fewer))


_NOTED = regex(r"^(?:来电|接电|通话|记录|接听|收文|来访登记|登记)?(?:时间|日期)[：:]")


def _noted(lines: list[Line], as_of: dt.date) -> tuple[dt.date, list[Line]]:
    """When a telephone note was taken, and its lines without that; a message has none of it."""
    if not any(re.search(r"来电|接电|通话|电话记录|电话通知|[发受]话人", folded(line.text)) for line in lines[:12]):
        return as_of, lines
    for line in lines[:12]:
        text = folded(line.text)
        if _NOTED.match(text) and (found := next(days_in(plain(text), Base(as_of - dt.timedelta(days=60))), None)):
            return found.first, [other for other in lines if other is not line]
    return as_of, lines


def _greeting(text: str) -> str:
    """A line without the greeting, and with 、 where people type + between those who come."""
    return without_greeting(re.sub(r"(?<=[\u4e00-\u9fff])\s*[+＋]\s*(?=[\u4e00-\u9fff])", "、", text))


def _of_guests(spoken: list[Message]) -> list[Message]:
    """The messages of the visiting side: of those who are not of the reception office, where that can be told."""
    whole = {one.speaker: _whole_name(one.speaker, spoken) for one in spoken}
    spoken = [replace(one, speaker=whole[one.speaker]) for one in spoken]
    speakers = list(dict.fromkeys(one.speaker for one in spoken if one.speaker))
    if len(speakers) < 2:
        return spoken
    hosts = {speaker for speaker in speakers if _HOST.search(speaker)}
    if not hosts:
        scores = {
            speaker: sum(_visiting(line.text) for one in spoken if one.speaker == speaker for line in one.lines)
            for speaker in speakers
        }
        most = max(scores.values())
        hosts = {speaker for speaker in speakers if scores[speaker] < min(most, 1)}
    return [one for one in spoken if one.speaker not in hosts]


def _whole_name(speaker: str, spoken: list[Message]) -> str:
    """A speaker as first called: 王莉 is 省农业农村厅办公室 王莉, who spoke before."""
    return next((one.speaker for one in spoken if len(speaker) > 1 and one.speaker.endswith(speaker)), speaker)


_VISITING = regex(
    r"到贵|去贵|赴贵|到你|去你|去您|到您|我们[^，。]{0,10}(?:过来|过去|去|到|一行)|带队|一行|加上我|过来看|名单|我局|我厅|我委|我校|我院|我们领导|参加人员"
)
_HOSTING = regex(
    r"收到|欢迎|好的|请问|吗[？?]?$|几[位点个]|我们建议|我县|安排好了|没问题|辛苦|贵单位|贵局|已安排|我们准备|我们按"
)


def _visiting(text: str) -> int:
    """How much a line sounds like a guest's, less how much it sounds like a host's."""
    return 2 * bool(_VISITING.search(text)) + bool(re.search(r"\d", text)) - 2 * bool(_HOSTING.search(text))


_TRANSPORT = regex(r"改(?:坐|乘|签)|车次|航班|[GDCZTK]\d{1,4}次?|人数|到站")
_TOPIC = {
    "dates": r"不对|[说记写弄搞打]错|改|提前|推迟|延|更正|换|挪|不是|变|调整|确定|定了|定在|最终",
    "headcount.total": r"不对|[说记写弄搞打]错|改|更正|变|增|减|加|少|不是|调整|现在|最终|总共|一共|共",
}


def _keep(latest: dict[str, Value], value: Value, text: str) -> None:
    """The later word counts where it corrects the earlier; else the first stays."""
    known = latest.get(value.path)
    if value.path == "dates":
        text = "，".join(clause for clause in re.split("[，。；]", text) if not _TRANSPORT.search(clause))
    longer = value.path == "dates" and known is not None and str(value.value).startswith(f"{known.value} 至 ")
    if known is None or known.value is None or longer or re.search(_TOPIC.get(value.path, "更正|改为|改成"), text):
        latest[value.path] = value


def _replaced(people: list[Person], texts: list[Text]) -> set[str]:
    """Those in whose place somebody else comes: 张三换成李四."""
    gone = set()
    for text in texts:
        for clause in re.split("[。；;\n]", text.text):
            found = re.search("换成|改为|改成|改由|替换为|换为|代替|替代", clause)
            if found is None:
                continue
            before, after = clause[: found.start()], clause[found.end() :]
            for person in people:
                named = person.name in before or later.titled(person, before, people)
                if named and person.name not in after and any(other.name in after for other in people):
                    gone.add(person.name) if found[0] not in ("代替", "替代") else None
                if (
                    found[0] in ("代替", "替代")
                    and person.name in after
                    and any(other.name in before for other in people)
                ):
                    gone.add(person.name)
    return gone


def speaker_name(speaker: str) -> str:
    """The name in what a chat calls a speaker: 团省委-向阳, 王磊（省科技厅）; empty where it is but a title."""
    for part in [*re.split(r"[（()）\-—@/| ]+", speaker), speaker]:
        if name := contacts.name_in(part):
            return name
        if called := re.search(r"(?:^|(?<=[\u4e00-\u9fff]))[老小][\u4e00-\u9fff]$", part):
            return called[0]
    return ""


_MINE = regex(
    r"(?:我(?:的)?|本人)(?:手机|电话|联系方式|号码|联系电话|手机号|微信同号)+(?:号码|号)?(?:是|为|：|:)?\s*"
    r"|(?:联系|回复|打给|打|找)我(?P<between>[^。；\d]{0,20})(?=1[3-9]\d|0\d{2,3}-)"
    r"|(?:^|[。；！])(?:手机|电话)(?:号码?)?(?:您|你)?(?:有的?|知道的?|还是|没变)[，,：:]?\s*(?=1[3-9])"
    r"|(?:电话|手机)(?:还是|就是)我?(?:的?这个|本机)?[号码]*[：:]?(?=1[3-9])"
    r"|微信(?:同|即|就是)(?:电话|手机)?(?:号码?)?[是为：:]*\s*(?=1[3-9])"
    r"|我(?:姓|叫)[\u4e00-\u9fff]{1,3}[，,\s]*(?:电话|手机)?[：:]?(?=1[3-9])"
)


def _behind(text: str) -> str:
    """What a writer calls himself behind his number: 联系我：13800011223 市招商局小侯."""
    found = re.search(r"\d[\s，,]*(?P<unit>[\u4e00-\u9fff]{2,12}?)(?P<name>[小老][\u4e00-\u9fff])[。！!]?$", text)
    return found["name"] if found and units.is_unit(found["unit"]) else ""


def _own_phone(spoken: list[Message]) -> list[Value]:
    """The speaker's own number, and the name where the speaker is called by one."""
    for message in spoken:
        for line in message.lines:
            text = folded(line.text)
            if (found := _MINE.search(text)) and (phone := read_phones(text[found.end() :][:30])):
                name = speaker_name(message.speaker) or _behind(text)
                between = found["between"] or ""
                name = name or next((between[-n:] for n in (3, 2) if is_name(between[-n:])), "")
                name = name or introduced(spoken) or undersigned(message)
                values = [Value("contact.phone", phone, line.where)]
                if name:
                    values.insert(0, Value("contact.name", name, line.where))
                return values
    return []
