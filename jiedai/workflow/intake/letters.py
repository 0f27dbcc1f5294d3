"""A letter, a notice or a note of a telephone call, read into values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from jiedai.language import _
from jiedai.patterns import regex
from jiedai.workflow.intake import (
    aims,
    contacts,
    counts,
    english,
    expected,
    itinerary,
    later,
    lists,
    naming,
    prose,
    units,
)
from jiedai.workflow.intake.entries import read_line
from jiedai.workflow.intake.facets import read_sex
from jiedai.workflow.intake.found import FIELDS, Line, Read, Source, Table, Value
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.paper import NUMBER, Paper, Text, folded, read_paper, text_of
from jiedai.workflow.intake.persons import Person, is_name, read_ethnicity, tidy_name

WANTED = (
    "letter.issuer",
    "letter.number",
    "letter.date",
    "letter.subject",
    "purpose",
    "dates",
    "headcount.total",
    "contact.name",
    "contact.phone",
)
"""What a plan needs of a letter."""


def read_letter(source: Source, as_of: dt.date) -> Read:
    """The values of a letter; dates without a year are counted from its own date, else from `as_of`."""
    lines, tables = apart(source)
    paper = anatomy(lines)
    base = Base(_written_on(paper) or as_of)
    read = Read("letter")
    if paper.another is not None:
        read.left_out.append((paper.another.where, _("这里起是另一封来函，没有读；分开存成两个文件，一封一封读")))
    issuer = "、".join(line.text for line in paper.issuers)
    if paper.issuers:
        read.values.append(Value("letter.issuer", issuer, paper.issuers[0].where))
    if paper.number:
        read.values.append(Value("letter.number", paper.number.text, paper.number.where))
    if paper.date:
        read.values.append(Value("letter.date", base.day.isoformat(), paper.date.where))
    subject = Value("letter.subject", paper.title.text, paper.title.where()) if paper.title else None
    if subject:
        read.values.append(subject)
    if subject is None and (quoted := _own_letter(paper.body)):
        subject = quoted[0]
        read.values += quoted
    texts = list(prose.labelled(paper.body))
    annex = list(prose.labelled(paper.annex))
    tell(read, texts, subject, base, annex)
    if subject is not None and re.search("取消|中止", str(subject.value)):
        read.values = [doubted(value) if value.path == "dates" else value for value in read.values]
    if _EMBASSY.search(issuer):
        read.values = [value for value in read.values if value.path != "kind"]
        read.values.append(Value("kind", "foreign", paper.issuers[0].where))
    running = {place for text in (*paper.body, *paper.annex) if len(text.places) > 1 for place in text.places}
    loose = [line for line in paper.lines if line.where not in running]
    read.expected = expected.journeys([*texts, *annex], read.text("dates"), base)
    people, legs = people_of(loose, [*texts, *annex], tables, base, issuer)
    _known_contact(read, people)
    if not any(value.path.startswith("contact.") for value in read.values):
        read.values += marked_contact(people)
    if not any(value.path == "headcount.total" for value in read.values):
        listed = [line for line in loose if (one := _on_line(line, base)) and one.name]
        total = counts.of_roster(listed, len(people), [*texts, *annex])
        read.values += [total] if total else []
    read.values += guest_values(people, legs, read.text("dates"))
    return finished(read)


def _known_contact(read: Read, people: list[Person]) -> None:
    """Call whom to call as the list of those who come does (Mr. Chen), by the number that stands there."""
    name = read.of("contact.name")
    if name is None:
        return
    called = re.fullmatch(r"(?:Mr|Ms|Mrs|Dr|Prof)\.? ([A-Z][A-Za-z-]+)", str(name.value))
    meant = [one for one in people if one.name == name.value or (called and called[1] in re.split(r"\s+", one.name))]
    if len(meant) != 1:
        return
    known = meant[0]
    read.values = [replace(value, value=known.name) if value is name else value for value in read.values]
    if read.of("contact.phone") is None and "phone" in known.known:
        read.values.append(Value("contact.phone", known.known["phone"], known.where["phone"]))


_EMBASSY = regex(r"驻华|大使馆|领事馆")


def anatomy(lines: list[Line]) -> Paper:
    """The parts of a letter, in English or in Chinese."""
    return english.read_paper(lines) or read_paper(lines)


def doubted(value: Value) -> Value:
    """A value that the letter takes back."""
    return value if value.value is None else Value(value.path, None, value.where, False, (str(value.value),))


def tell(
    read: Read,
    texts: list[tuple[str, Text]],
    subject: Value | None,
    base: Base,
    annex: Iterable[tuple[str, Text]] = (),
) -> None:
    """Add what sentences say of the visit: why, when, how many, whom to call, the kind and the itinerary."""
    own = [(label, text) for label, text in texts if not re.search(r"领导批示|拟办|承办|批示", label)]
    own = prose.without_cancelled(own, base)
    called = any(label.startswith("来电") for label, _text in texts)
    found = [
        english.purpose(own) or aims.purpose(own, subject),
        prose.visit_days(own, base),
        counts.headcount(own),
        *contacts.contact(
            [
                text_of(f"{'来电人' if called and label == '姓名' else label}：{text.text}", text.where())
                if label
                else text
                for label, text in (*texts, *annex)
            ]
        ),
        itinerary.itinerary([*own, *annex]),
    ]
    found[1] = itinerary.through(found[1], found[-1], base)
    if prose.of_several(own, base) and (total := found[2]) is not None and total.value is not None:
        found[2] = doubted(total)
    body = "".join(text.text for _label, text in own)
    title = str(subject.value) if subject else ""
    if kind := aims.kind(title, body) or english.kind(title + body):
        found.append(Value("kind", kind, subject.where if subject else own[0][1].where()))
    read.values += [value for value in found if value is not None]


def finished(read: Read) -> Read:
    """With the title a plan may have, and the blanks that are left."""
    have = {value.path for value in read.values if value.value is not None}
    wanted = WANTED if read.kind == "letter" else tuple(path for path in WANTED if not path.startswith("letter."))
    read.blanks = [path for path in wanted if path not in have and read.kind != "list"]
    guests = list(read.guests())
    for name, known in guests:
        read.blanks += [f"guests.{name}.{facet}" for facet in ("unit", "post") if facet not in known]
    if not guests and read.kind != "list":
        read.blanks.append("guests")
    return read


def _written_on(paper: Paper) -> dt.date | None:
    if paper.date is None:
        return None
    day = next(days_in(plain(paper.date.text), Base(dt.date(2000, 1, 1))), None)
    return day.first if day else None


_OWN_LETTER = regex(
    r"(?:我|本)[\u4e00-\u9fff]{1,6}[^，。；]{0,16}《(关于[^》]+)》(?:[（(]([^（()）]{4,30}号)[)）])?[^。]{0,14}(?:更正|补充|调整|变更|修改|变动|变化|改期|推迟|延期)"
)


def _own_letter(body: list[Text]) -> list[Value]:
    """Title and number of the letter that a correction or a supplement is about."""
    for paragraph in body:
        if found := _OWN_LETTER.search(paragraph.text):
            where = paragraph.where(found.start())
            number = [Value("letter.number", found[2], where)] if found[2] and NUMBER.fullmatch(found[2]) else []
            return [Value("letter.subject", found[1], where), *number]
    return []


def apart(source: Source) -> tuple[list[Line], list[Table]]:
    """Lines, and tables of people; other tables (forms) as lines of label and content."""
    lines: list[Line] = []
    tables: list[Table] = []
    for part in source.parts:
        if isinstance(part, Line):
            lines += [Line(text, part.where) for text in part.text.split("\n")]
        elif lists.is_list(part):
            tables.append(part)
        else:
            lines += form_lines(part)
    return lines, tables


def form_lines(table: Table) -> list[Line]:
    """The rows of a form as lines: `来电单位：省财政厅办公室`."""
    lines = []
    for row in table.rows:
        cells = [cell for cell in row if not cell.repeated and cell.text]
        at = 0
        while at < len(cells):
            label = folded(cells[at].text).rstrip("：:")
            if at + 1 < len(cells) and len(label) <= 10 and not re.search(r"[，。；\d]", label):
                lines.append(Line(f"{label}：{cells[at + 1].text}", cells[at + 1].where))
                at += 2
            else:
                lines += [Line(text, cells[at].where) for text in cells[at].text.split("\n")]
                at += 1
    return lines


# --- people ----------------------------------------------------------------------------------------------------------

_PEOPLE = regex(r"人员|名单|成员|来宾|参加|带队|领队|随行|团队|出席|组长|团长|^第[一二三四五]批|^[一二三四A-D]组")
_NO_PEOPLE = regex(r"来电|接听|记录|陪同|联系|承办|接待|我方|贵方|工作人员安排|批示|拟办|意见|要求|抄送|行程|日程|议程")
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
) -> tuple[list[Person], dict[str, dict[str, str]]]:
    """Everybody who comes, lists before sentences, and how the party as a whole comes and goes; `known` are those
    named earlier on, of whom the text may tell more.
    """
    people = list(known)
    for one in tables:
        merge(people, lists.read_table(one, base).people)
    listed = [person for line in lines if (person := _on_line(line, base))]
    merge(people, listed)
    merge(people, _of_form(texts))
    for label, paragraph in texts:
        if _NO_PEOPLE.search(label) and not _PEOPLE.search(label):
            continue
        listed_here = _PEOPLE.search(label) or units.is_post(label)
        in_list = naming.people_listed(paragraph, base, issuer) if listed_here else []
        more = naming.people_in(paragraph, base, issuer)
        for person in (*in_list, *more):
            if (unit := _UNIT_OF_LABEL.sub("", label)) and "单位" not in unit and units.is_unit(unit):
                person.learn("unit", unit, paragraph.where())
        merge(people, in_list)
        merge(people, more)
        merge(people, english.people(paragraph, base))
    legs: dict[str, dict[str, str]] = {}
    for _label, paragraph in texts:
        merge(people, later.eaters(paragraph))
        later.further(people, paragraph, base)
        for way, leg in later.legs_in(paragraph, people, base).items():
            legs.setdefault(way, leg)
    _of_own_house(people, issuer)
    gone = withdrawn(people, (paragraph.text for _label, paragraph in texts))
    return [person for person in people if person.name not in gone], legs


_UNIT_OF_LABEL = regex(r"(?:共|来|派|参加)?\d+(?:人|名|位)$")
_SENTENCE = regex(
    r"仍[为由]|(?:调整|变更|改)[为由]|您好|你好|拟于|定于|计划于|[一二三四五六七八九十\d]日到|赴[贵你]|[到来去][贵你][县市区局]|一行\d|一行[一二三四五六七八九十]"
)
"""What entries of a list do not say: a line with it is a sentence, however few stops it has."""


def _on_line(line: Line, base: Base) -> Person | None:
    text = line.text
    if (
        re.search(r"[。；]", text.strip()[:-1])
        or re.search(r"(?<![（(])联系人|联系电话|抄送|签发|^附件?[：:\d]|接电人|来电", folded(text))
        or re.match(r"\s*\d{1,2}[:：]\d\d", text)
        or _SENTENCE.search(text)
    ):
        return None
    return read_line(text, line.where, base)


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


def _of_own_house(people: list[Person], issuer: str) -> None:
    """Give the unit of the letter to those whom it calls by a post that only its own house has: 副局长 of a 局."""
    ending = next((end for end in sorted(_HOUSES, key=len, reverse=True) if issuer.endswith(end)), "")
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
    for person in more:
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
