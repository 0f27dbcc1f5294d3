"""A letter, a notice or a note of a telephone call, read into values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
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
    lists,
    prose,
    units,
)
from jiedai.workflow.intake.found import Line, Read, Source, Table, Value
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.paper import NUMBER, TITLE_END, Paper, Text, folded, read_paper, text_of
from jiedai.workflow.intake.party import guest_values, marked_contact, on_line, people_of
from jiedai.workflow.intake.persons import Person
from jiedai.workflow.intake.schedules import schedule_lines

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
    written = _written_on(paper, as_of)
    base = Base(written or as_of)
    read = Read("letter")
    if paper.another is not None:
        read.left_out.append((paper.another.where, _("这里起是另一封来函，没有读；分开存成两个文件，一封一封读")))
    if not paper.issuers and (sender := sending_unit(lines)):
        paper.issuers = [sender]
    issuer = "、".join(line.text for line in paper.issuers)
    if paper.issuers:
        read.values.append(Value("letter.issuer", issuer, paper.issuers[0].where))
    if paper.number:
        read.values.append(Value("letter.number", paper.number.text, paper.number.where))
    if paper.date and written:
        read.values.append(Value("letter.date", written.isoformat(), paper.date.where))
    subject = Value("letter.subject", paper.title.text, paper.title.where()) if paper.title else None
    if subject:
        read.values.append(subject)
    if subject is None or "关于" not in str(subject.value):
        subject = _subject_of_form(paper.body, read, subject)
    if subject is None and (quoted := _own_letter(paper.body)):
        subject = quoted[0]
        read.values += quoted
    texts = list(prose.labelled(paper.body))
    annex = list(prose.labelled(paper.annex))
    if subject is not None and re.search("印发", str(subject.value)):
        texts, annex = [*texts, *annex], []  # what the notice is about stands behind it
    tell(read, texts, subject, base, annex, entries_in(paper.lines, base))
    if subject is not None and re.search("取消|中止", str(subject.value)):
        read.values = [doubted(value) if value.path == "dates" else value for value in read.values]
    if _EMBASSY.search(issuer):
        read.values = [value for value in read.values if value.path != "kind"]
        read.values.append(Value("kind", "foreign", paper.issuers[0].where))
    running = {place for text in (*paper.body, *paper.annex) if len(text.places) > 1 for place in text.places}
    running |= _to_call(paper.lines)
    loose = [line for line in paper.lines if line.where not in running]
    read.expected = expected.journeys([*texts, *annex], read.text("dates"), base)
    if not read.of("contact.name"):
        read.values += contacts.of_head(paper.head)
    if not read.of("contact.name"):
        read.values += english.signature(lines, numbered=read.of("contact.phone") is not None)
    rejoined = _whole_lines([*paper.body, *paper.annex], paper.lines)
    people, legs = people_of(loose, [*texts, *annex], tables, base, issuer, rejoined=rejoined)
    known_contact(read, people)
    if not any(value.path.startswith("contact.") for value in read.values):
        read.values += marked_contact(people)
    if not any(value.path == "headcount.total" for value in read.values):
        listed = [line for line in loose if (one := on_line(line, base)) and one.name]
        total = counts.of_roster(listed, len(people), [*texts, *annex])
        read.values += [total] if total else _total_of_table(tables, base)
    read.values += guest_values(people, legs, read.text("dates"))
    return finished(read)


_ABOUT = regex(rf"(?:主题|标题|事由|题目)[：:](?P<subject>[^，。；：]*关于[^。]+(?:{TITLE_END}|事宜|(?:有关)?事项))$")


def _subject_of_form(body: Iterable[Text], read: Read, subject: Value | None) -> Value | None:
    """The title that a form gives under a label, in place of what the form itself is called: 工作联系单."""
    for text in body:
        if found := _ABOUT.match(text.text):
            read.values = [value for value in read.values if value is not subject]
            read.values.append(Value("letter.subject", found["subject"], text.where()))
            return read.values[-1]
    return subject


def _total_of_table(tables: list[Table], base: Base) -> list[Value]:
    """How many come, as the only list of a letter counts them in a row of its own: 共计3人."""
    total = lists.read_table(tables[0], base).total if len(tables) == 1 else None
    return [Value("headcount.total", *total)] if total else []


def _whole_lines(paragraphs: Iterable[Text], lines: Iterable[Line]) -> list[Line]:
    """Paragraphs of several lines as one line each, the blanks between names and posts as they were written."""
    typed = {line.where: line.text.strip() for line in lines}
    return [
        Line("".join(typed.get(place, "") for place in text.places), text.where())
        for text in paragraphs
        if len(text.places) > 1
    ]


def entries_in(lines: Iterable[Line], base: Base) -> set[str]:
    """The places of lines that are of one guest each, where several are."""
    places = {line.where for line in lines if on_line(line, base)}
    return places if len(places) > 1 else set()


_SENDER = regex(r"^(?:(?:发件|来函|发文|发函|来文|发起|致函)(?:单位|方)|发自|发件)[：:](?P<unit>[^：:，。]{3,40})$")


def sending_unit(lines: Iterable[Line]) -> Line | None:
    """The unit that the head of a fax or a form names as its sender."""
    found = ((_SENDER.match(folded(line.text)), line.where) for line in lines)
    return next((Line(one["unit"], where) for one, where in found if one and units.is_unit(one["unit"])), None)


_HEADING = regex(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．](?!\d))\s*(?P<head>.*)"
)
_CALLING = regex(r"(?:工作)?联[络系](?:方式|事宜|方法|信息)?[：:]?\s*")


def _to_call(lines: Iterable[Line]) -> set[str]:
    """The places of the lines under a heading such as 五、联络: who stands there is to be called."""
    places, calling = set(), False
    for line in lines:
        if found := _HEADING.match(line.text):
            calling = _CALLING.fullmatch(found["head"]) is not None
        elif calling:
            places.add(line.where)
    return places


_BY_TITLE = regex(r"([\u4e00-\u9fff])([\u4e00-\u9fff]{2,3})")


def known_contact(read: Read, people: list[Person]) -> None:
    """Call whom to call as the list of those who come does (Mr. Chen), by the number that stands there."""
    name, phone = read.of("contact.name"), read.of("contact.phone")
    if name is None:
        owners = [one for one in people if phone is not None and one.known.get("phone") == phone.value]
        read.values += [Value("contact.name", one.name, str(phone and phone.where)) for one in owners[:1]]
        return
    called = re.fullmatch(r"(?:Mr|Ms|Mrs|Dr|Prof)\.? ([A-Z][A-Za-z-]+)", str(name.value))
    titled = _BY_TITLE.fullmatch(str(name.value))
    meant = [
        one
        for one in people
        if one.name == name.value
        or (called and called[1] in re.split(r"\s+", one.name))
        or (titled and one.name[0] == titled[1] and one.known.get("post", "").endswith(titled[2]))
    ]
    if len(meant) != 1:
        return
    known = meant[0]
    read.values = [replace(value, value=known.name) if value is name else value for value in read.values]
    if phone is None and "phone" in known.known:
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
    entries: Collection[str] = (),
) -> None:
    """Add what sentences say of the visit: why, when, how many, whom to call, the kind and the itinerary.

    `entries` are the places of lines that are of one guest each: days that they alone name are those guests', not the
    visit's.
    """
    own = [(label, text) for label, text in texts if not re.search(r"领导批示|拟办|承办|批示|[发受来]话人", label)]
    own = prose.without_cancelled(own, base)
    told = [text.text for _label, text in own if text.where() not in entries]
    called = any(label.startswith("来电") for label, _text in texts)
    found = [
        why(own, subject),
        prose.visit_days(own, base) if any(True for text in told for _day in days_in(plain(text), base)) else None,
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
    several = prose.of_several(own, base)
    if several and (total := found[2]) is not None and total.value is not None:
        found[2] = doubted(total)
    body = "".join(text.text for _label, text in own)
    title = str(subject.value) if subject else ""
    if not several and (
        kind := aims.kind(title, body) or english.kind("\n".join([title, *(text.text for _label, text in own)]))
    ):
        found.append(Value("kind", kind, subject.where if subject else own[0][1].where()))
    read.values += [value for value in found if value is not None]


def why(texts: list[tuple[str, Text]], subject: Value | None) -> Value | None:
    """Why they come; of a text in two languages in Chinese, where it says it there."""
    both = any(re.search(r"[\u4e00-\u9fff]{8}", text.text) for _label, text in texts)
    chinese = aims.purpose(texts, subject) if both else None
    return chinese or english.purpose(texts) or aims.purpose(texts, subject)


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


def _written_on(paper: Paper, as_of: dt.date) -> dt.date | None:
    """The day of a letter; one without its year is the last such day before it was read."""
    if paper.date is None:
        return None
    day = next(days_in(plain(paper.date.text), Base(as_of)), None)
    if day is None or re.match(r"\d{1,2}月", paper.date.text) is None or day.first <= as_of + dt.timedelta(days=31):
        return day.first if day else None
    back = 4 if (day.first.month, day.first.day) == (2, 29) else 1  # that day is not in each year
    return day.first.replace(year=day.first.year - back)


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
            lines += side_by_side(part)
        elif lists.is_list(part):
            tables.append(part)
        else:
            lines += form_lines(part)
    return lines, tables


_LABELS = regex(r"(?:\s{2,}|\u3000)(?=[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,5}\s*[：:])")
_LABEL = regex(
    r"\s*(?:(?:收|发)\s*件(?:\s*(?:单\s*位|人))?|[收发来]\s*文\s*单\s*位|来\s*电\s*(?:单\s*位|人|时\s*间)(?:\s*姓\s*名)?|发\s*往|电\s*话(?=.*传\s*真)|日\s*期(?=.*页\s*数))\s*[：:]"
)
"""How lines of the head of a fax, or of a note of a telephone call, begin."""


def side_by_side(line: Line) -> list[Line]:
    """The lines of a paragraph, those of a form with an entry each: 发件人：王平    传  真：0577-5556602."""
    return [
        Line(text, line.where)
        for whole in line.text.split("\n")
        for text in (_LABELS.split(whole) if _LABEL.match(whole) else [whole])
    ]


def form_lines(table: Table) -> list[Line]:
    """The rows of a form as lines: `来电单位：省财政厅办公室`; of a programme with the day of each."""
    if (programme := schedule_lines(table)) is not None:
        return programme
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
