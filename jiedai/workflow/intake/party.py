"""Everybody who comes: out of lists, lines, forms and sentences put together, without those who are taken off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from jiedai.patterns import regex
from jiedai.workflow.intake import english, later, lists, naming, units
from jiedai.workflow.intake.entries import read_line
from jiedai.workflow.intake.facets import read_sex
from jiedai.workflow.intake.found import FIELDS, Line, Table, Value
from jiedai.workflow.intake.listed import beside_others, people_listed
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.paper import Text, folded
from jiedai.workflow.intake.persons import Person, is_name, read_ethnicity, tidy_name
from jiedai.workflow.intake.speech import without_greeting

_PEOPLE = regex(
    r"人员|名单|成员|来宾|参加|带队|领队|随行|团队|出席|组长|团长|^(?:一共|总共|共)\d+[位人名]$|^第[一二三四五]批|^[一二三四A-D]组|^第?[一二三四五六七八九十\dA-D]{1,2}小?组$"
)
_NO_PEOPLE = regex(r"来电|接听|记录|陪同|联系|承办|接待|我方|贵方|工作人员安排|批示|拟办|意见|要求|抄送|行程|日程|议程")
_LONG_LABEL = 9
"""Characters; a longer one says who speaks, and does not only name what follows: 市总工会经审委许建平主任来电."""
_CANCELLED = regex(
    r"(?:因[^，。；]{1,20}，?)?(?:不再|取消|不能|无法|不|未能|临时)(?:参加|前往|随行|随团|来|去|出席|成行|能来|能去|参会|到会|行程|了)|请假|退出|缺席|不来了|不去了|来不了|去不了"
)


def people_of(
    lines: list[Line],
    texts: list[tuple[str, Text]],
    tables: list[Table],
    base: Base,
    issuer: str,
    known: Iterable[Person] = (),
    rejoined: Iterable[Line] = (),
) -> tuple[list[Person], dict[str, dict[str, str]]]:
    """Everybody who comes, lists before sentences, and how the party as a whole comes and goes; `known` are those
    named earlier on, of whom the text may tell more; `rejoined` are the lines of broken paragraphs put together again.
    """
    people = list(known)
    for one in tables:
        merge(people, lists.read_table(one, base).people)
    lines = english.unsigned(lines)
    listed = [(at, person) for at, line in enumerate(lines) if (person := _entry(lines, at, base))]
    _under_units(lines, listed)
    merge(people, [person for at, person in listed if not _signs(lines, at, person, listed)])
    for line in (*lines, *rejoined):
        merge(people, _several_on(line, base))
    merge(people, _of_form(texts))
    for label, paragraph in texts:
        if (
            len(label) <= _LONG_LABEL
            and not label.endswith(("内容", "事项"))
            and _NO_PEOPLE.search(label)
            and not _PEOPLE.search(label)
        ):
            continue
        listed_here = _PEOPLE.search(label) or units.is_post(label) or _of_unit(label, paragraph)
        in_list = people_listed(paragraph, base, issuer) if listed_here else []
        more = naming.people_in(paragraph, base, issuer)
        for person in (*in_list, *more):
            if (unit := _UNIT_OF_LABEL.sub("", label)) and not _NO_UNIT.search(unit) and units.is_unit(unit):
                person.learn("unit", unit, paragraph.where())
        merge(people, in_list)
        merge(people, more)
        merge(people, english.people(paragraph, base))
        merge(people, beside_others(paragraph, people, issuer))
    legs: dict[str, dict[str, str]] = {}
    for _label, paragraph in texts:
        merge(people, later.eaters(paragraph))
        merge(people, later.noted_eaters(paragraph, base))
        later.further(people, paragraph, base)
        for way, leg in later.legs_in(paragraph, people, base).items():
            legs.setdefault(way, leg)
    later.renamed(people, [paragraph for _label, paragraph in texts])
    _of_own_house(people, issuer)
    gone = withdrawn(people, (paragraph.text for _label, paragraph in texts))
    return [person for person in people if person.name not in gone], legs


_WORD_FIRST = regex(r"\s*(?P<word>[\u3400-\u9fff]{2,3})\s+(?P<rest>[^\s，,；;（(]{3,40}(?:[（(，,；;\s].*)?)")
_ANYBODY = "李平"
"""A name in place of a word that may be one, so that what stands behind it is read."""


def _entry(lines: list[Line], at: int, base: Base) -> Person | None:
    """The person of a line; beside an entry, a word before a blank and a post is a name too: 恭俭 处长."""
    if (person := on_line(lines[at], base)) is not None:
        return person
    found = _WORD_FIRST.fullmatch(lines[at].text)
    if found is None or units.has_post(found["word"]) or units.is_unit(found["word"]):
        return None
    if not units.has_post(re.split(r"[\s，,；;（(]", found["rest"])[0]) or _NO_PEOPLE.search(found["word"]):
        return None
    beside = [line for line in lines[max(0, at - 2) : at + 3] if line is not lines[at] and line.text.strip()]
    if not any(on_line(line, base) for line in beside):
        return None
    person = on_line(lines[at]._replace(text=f"{_ANYBODY}  {found['rest']}"), base)
    if person is not None:
        person.name = person.known["name"] = found["word"]
    return person


_UNIT_ABOVE = regex(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])?"
    r"(?P<unit>[^：:，。\s]{3,30}?)(?:[（(]?(?:共|计)?\d{1,3}[人名位][)）]?)?[：:]?\s*"
)


def _under_units(lines: list[Line], listed: list[tuple[int, Person]]) -> None:
    """Give those whose entries stand under the name of a unit, as others do under that of theirs, that unit."""
    entries = dict(listed)
    above: list[tuple[str, str, Person]] = []
    unit: tuple[str, str] | None = None
    for at, line in enumerate(lines):
        if at in entries:
            if unit is not None:
                above.append((*unit, entries[at]))
        elif line.text.strip():
            found = _UNIT_ABOVE.fullmatch(line.text)
            is_head = found is not None and at + 1 in entries and units.is_unit(found["unit"])
            unit = (found["unit"], line.where) if found and is_head else None
    if len({where for _unit, where, _person in above}) > 1:
        for name, where, person in above:
            lists.of_house(person, name, where)


_SHORT_DATE = regex(r"\s*(?:20\d\d[年.])?\d{1,2}[月.]\d{1,2}日?\s*")


def _signs(lines: list[Line], at: int, person: Person, listed: list[tuple[int, Person]]) -> bool:
    """Whether a line is the signature of who writes, with unit and telephone and no post, and no entry of a list."""
    behind = [line.text for line in lines[at + 1 :] if line.text.strip()]
    closes = not behind or (len(behind) == 1 and _SHORT_DATE.fullmatch(behind[0]) is not None)
    alone = all(other != at - 1 for other, _person in listed)
    return closes and alone and "post" not in person.known and {"unit", "phone"} <= person.known.keys()


_NOTED_NAME = regex(r"(?:^|[、，；])([^（()）、，；。]+)[（(][^（()）]+[)）]")


def _of_unit(label: str, paragraph: Text) -> bool:
    """Whether a unit stands before a colon and those who come from it behind it: 省作协：柳岸，书记；晓风，主任."""
    entries = [re.split("[，,（(]", entry)[0] for entry in re.split("[；;]", paragraph.text) if entry]
    if len(noted := _NOTED_NAME.findall(paragraph.text)) > 1:
        entries = noted  # 省水利厅（3人）：唐伯安（二级巡视员）、秦观海（处长）
    return (
        units.is_unit(_UNIT_OF_LABEL.sub("", label))
        and any(map(is_name, entries))
        and all(len(entry) < 5 for entry in entries)
    )


_NO_UNIT = regex("单位|[随同]行$")
_UNIT_OF_LABEL = regex(r"[（(]?(?:共|计|来|派|参加)?\d+(?:人|名|位)[)）]?$")
_SENTENCE = regex(
    r"仍[为由]|(?:调整|变更|改)[为由]|换[成为]|改成|您好|你好|拟于|定于|计划于|[一二三四五六七八九十\d]日到|赴[贵你]|[到来去][贵你][县市区局]|一行\d|一行[一二三四五六七八九十]|将率|率\d{1,3}人|于(?:20\d\d年)?\d{1,2}月\d"
)
"""What entries of a list do not say: a line with it is a sentence, however few stops it has."""


def on_line(line: Line, base: Base) -> Person | None:
    """The person of a line that is an entry of a list and no sentence; None for any other."""
    text = without_greeting(line.text)
    if (
        re.search(r"[。；]", text.strip()[:-1])
        or re.search(
            r"(?<![（(])联系人|^\s*联系电话|抄送|签发"
            r"|^(?:\d{1,2}[.、．])?(?:例|示例|样例|格式)[：: ]|^\d{1,2}[.、．]例[\u4e00-\u9fff]{2,3}\+"
            r"|(?<![总董])[经承]办(?:人|处室|单位)?[：:]|校对|核稿|拟稿|^附件?[：:\d]|接电人|来电",
            folded(text),
        )
        or re.match(r"\s*\d{1,2}[:：]\d\d", text)
        or _ENDS_WITHIN.search(text)
        or _SENTENCE.search(text)
    ):
        return None
    return read_line(text, line.where, base)


_ENDS_WITHIN = regex(r"(?:[a-z]{4}|\))\. [A-Z][a-z]+ ")
"""Where one English sentence ends on a line, and the next begins."""
_ROSTER = regex(r"(?:^|[。；;，,：:])\s*[^。；;，,：:\s]{0,6}(?:名单|人员|成员)(?:如下|分别是|为)?\s*[：:]")
"""A list of people that begins within a line."""
_NAMELESS = regex(
    r"(?:[老小][\u4e00-\u9fff]|[\u4e00-\u9fff]师傅)\s*(?:司机|驾驶员)?"
    r"|(?:司机|驾驶员|工作人员|随员|记者)\s*(?:[一二两三\d]{1,2}[人名位])?|等"
)
"""An entry of somebody who is not named, beside those who are."""


def _several_on(line: Line, base: Base) -> list[Person]:
    """The people of a line, or of the list in it, each of whose parts between semicolons is an entry; else empty."""
    roster = _ROSTER.search(line.text)
    text = re.split("。", line.text[roster.end() :])[0] if roster else line.text.strip(" 。")
    parts = [part for part in re.split("[；;]", text) if part.strip() and not _NAMELESS.fullmatch(part.strip())]
    people = [on_line(Line(part, line.where), base) for part in parts] if len(parts) > 1 else []
    if roster:  # what a list names is a name, be it a word too: 温泉
        entries = (Line(f"• {part.strip()}", line.where) for part in parts)
        people = [person or on_line(entry, base) for person, entry in zip(people, entries, strict=False)]
    listed = [person for person in people if person]
    told = any(re.search("我们|带队|[是为]", str(person.known.get("post", ""))) for person in listed)
    return listed if len(listed) == len(people) and not told else []


_HOUSES = {
    "厅": "厅长",
    "局": "局长",
    "委": "主任|书记",
    "委员会": "主任",
    "院": "院长",
    "学院": "院长",
    "大学": "校长",
    "学校": "校长",
    "中学": "校长",
    "会": "会长|主席|理事长",
    "公司": "董事长|总经理|总裁",
    "集团": "董事长|总经理|总裁",
    "馆": "馆长",
    "社": "社长|主任",
    "行": "行长",
    "台": "台长",
    "所": "所长",
}
"""What the heads of an organ are called, by the end of its name."""


_OF_THE_HOUSE = regex(r"[厅局委院校所会](?=[\u4e00-\u9fff]{2,}[处科室部办][\u4e00-\u9fff])")
"""厅综合规划处四级调研员 in a letter of the 厅."""


def _of_own_house(people: list[Person], issuer: str) -> None:
    """Give the unit of the letter to those whom it calls by a post that only its own house has: 副局长 of a 局."""
    ending = next((end for end in sorted(_HOUSES, key=len, reverse=True) if issuer.endswith(end)), "")
    for person in people:
        post = str(person.known.get("post", ""))
        inner = _OF_THE_HOUSE.match(post) if issuer and "、" not in issuer and "unit" not in person.known else None
        if inner and issuer.removesuffix("员会").endswith(inner[0]):
            person.learn("unit", issuer, person.where["post"])
            person.known["post"] = post[1:]
    form = re.compile(rf"(?:(?:党组|党委)(?:副?书记|成员|委员)、)?(?:常务)?副?(?:{_HOUSES.get(ending, '-')})")
    for person in people:
        if (
            ending
            and "、" not in issuer
            and "unit" not in person.known
            and form.fullmatch(person.known.get("post", ""))
        ):
            person.learn("unit", issuer, person.where["post"])


_CHIEF = regex(
    r"^(?:主宾|带队领导|主要来宾|主要客人|来访领导|主要来访人|来访人|带队人|领队|团长|来宾|负责人)?(?:姓名)?$"
)
_OF_CHIEF = {
    "职务": "post",
    "职务职称": "post",
    "职位": "post",
    "来访人职务": "post",
    "主宾职务": "post",
    "性别": "sex",
    "民族": "ethnicity",
}


_CHIEF_READ: dict[str, Callable[[str], str]] = {
    "sex": read_sex,
    "ethnicity": lambda text: read_ethnicity(text, field=True),
}


def _of_form(texts: list[tuple[str, Text]]) -> list[Person]:
    """The chief guest of a form: 主宾姓名：萧何, 职务：副厅长."""
    people: list[Person] = []
    for label, paragraph in texts:
        if label and _CHIEF.match(label) and is_name(tidy_name(paragraph.text)):
            people.append(Person(tidy_name(paragraph.text)))
            people[-1].learn("name", people[-1].name, paragraph.where())
        elif people and label in _OF_CHIEF and len(paragraph.text) < 30:
            value = _CHIEF_READ.get(_OF_CHIEF[label], str)(paragraph.text)
            people[-1].learn(_OF_CHIEF[label], value, paragraph.where())
    return [person for person in people if "post" in person.known]


_LEADS_INSTEAD = regex(r"(?:带队|领队|率队)(?:领导|人员|人)?(?:由[^，。]{1,20})?(?:调整|变更|更换|改|换)(?:为|成|由)")


def withdrawn(people: list[Person], texts: Iterable[str]) -> set[str]:
    """The names of those of whom a text says that they do not come."""
    gone = set()
    texts = list(texts)
    for text in texts:
        for sentence in re.split("[。；;\n]", text):
            if new := _LEADS_INSTEAD.search(sentence):
                gone |= {
                    person.name
                    for person in people
                    if re.search(rf"{re.escape(person.name)}[^，。]{{0,16}}(?:带队|率队|率)", sentence[: new.start()])
                }
    for text in texts:
        for clause in re.split("[。；;\n]", text):
            found = _CANCELLED.search(clause)
            if found is None:
                continue
            before = clause[: found.start()]
            for person in people:
                at = before.rfind(person.name)
                if at < 0 and later.titled(person, before, people):
                    at = before.rfind(person.name[0])
                if at >= 0 and not re.search("由|改|换|替", clause[max(0, at - 3) : at]):
                    between = clause[at + len(person.name) : found.start()]
                    if len(between) < 24 and not re.search("，[^因]", between[:-1] if between else ""):
                        gone.add(person.name)
    return gone


def merge(people: list[Person], more: Iterable[Person]) -> None:
    """Add people; of somebody known already, only what was not."""
    by_name = {person.name: person for person in people}
    by_name_cut = {person.name[:-1]: person for person in people}
    for person in more:
        if person.name[-1:] in "男女" and person.name[:-1] in by_name:
            continue  # 白灵　女　研究生, its blanks lost
        whole = by_name_cut.get(person.name)
        if whole is not None and whole.known.get("post") == person.known.get("post"):
            continue  # 柳如|是带队 of 柳如是, whom a list has whole
        known = by_name.setdefault(person.name, person)
        if known is person:
            people.append(person)
            continue
        for facet, value in person.known.items():
            if (facet == "post" and "post" in known.known) or (
                facet == "unit"
                and "post" in known.known
                and "unit" not in known.known
                and person.known.get("post") != known.known["post"]
            ):
                continue
            known.learn(facet, value, person.where[facet])


def signing(people: list[Person], lines: list[Line]) -> list[Value]:
    """Whom to call, where one of the guests closes the text with the name and has a number in it."""
    last = [(folded(line.text), line.where) for line in lines if line.text.strip()][-3:]
    for text, where in last:
        for person in people:
            if text == person.name and "phone" in person.known:
                phone = Value("contact.phone", person.known["phone"], person.where["phone"])
                return [Value("contact.name", person.name, where), phone]
    return []


def marked_contact(people: list[Person]) -> list[Value]:
    """Whom to call, where one of the guests is marked so."""
    marked = [person for person in people if person.to_call]
    if len(marked) != 1:
        return []
    values = [Value("contact.name", marked[0].name, marked[0].to_call)]
    if "phone" in marked[0].known:
        values.append(Value("contact.phone", marked[0].known["phone"], marked[0].where["phone"]))
    return values


def guest_values(people: list[Person], legs: dict[str, dict[str, str]], dates: str = "") -> list[Value]:
    """The values of people in the order of a plan; the party's journey is everybody's who has none of his own.

    A clock without a day is of the day of a visit of one day; of several days it is not said which.
    """
    values = []
    for person in people:
        for way, leg in legs.items():
            if not any(facet.startswith(way) for facet in person.known):
                for facet in ("time", "by", "place", "clock"):
                    person.learn(f"{way}.{facet}", leg.get(facet), leg["where"])
        for way in ("arrive", "leave") if len(dates) == 10 else ():
            if f"{way}.clock" in person.known:
                person.learn(f"{way}.time", f"{dates} {person.known[f'{way}.clock']}", person.where[f"{way}.clock"])
        known = [facet for facet in FIELDS if facet in person.known and (facet != "name" or len(person.known) == 1)]
        values += [Value(f"guests.{person.name}.{facet}", person.known[facet], person.where[facet]) for facet in known]
    return values
