"""Read what arrived: a letter, a message or a list, whichever the file is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from jiedai.language import _
from jiedai.patterns import regex
from jiedai.workflow.intake import contacts, later, letters, lists, mails, messages, party, prose, script
from jiedai.workflow.intake.chats import is_chat
from jiedai.workflow.intake.columns import with_tables, without_dittos
from jiedai.workflow.intake.entries import read_line
from jiedai.workflow.intake.found import Cell, Line, Read, Refused, Source, Table, Value
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.paper import folded, text_of
from jiedai.workflow.intake.persons import Person, chinese_names
from jiedai.workflow.intake.pictures import without_pictures
from jiedai.workflow.intake.questions import answered
from jiedai.workflow.intake.sources import closed_up, read_source


def read(data: bytes, name: str, as_of: dt.date) -> Read:
    """What a file says of a visit. `name` gives its ending; relative dates count from its own day, else from `as_of`.

    Raises:
        Refused: the file cannot be read, with what to do.
    """
    source = answered(without_pictures(closed_up(read_source(data, name))))
    source = source._replace(parts=tuple(_with_chinese_names(part) for part in source.parts))
    traditional = script.is_traditional(source)
    mail = mails.opened(script.simplified(source) if traditional else source, as_of)
    given = without_dittos(with_tables(mail.source))
    found = (
        messages.read_messages(given, mail.sent or as_of, mail.thread)
        if mail.thread
        else _read(given, mail.sent or as_of)
    )
    if traditional:
        script.given_back(found, source)
    if mail.sender is not None and not any(value.path == mail.sender.path for value in found.values):
        found.values.insert(0, mail.sender)
    if mail.subject is not None and found.kind == "letter" and not found.text("letter.subject"):
        found.values.insert(0, mail.subject)
        found.blanks = [path for path in found.blanks if path != "letter.subject"]
    if mail.about is not None and found.kind != "list" and found.of("purpose") is None:
        _told_by_subject(found, mail.about)
    if mail.writer:
        _signed(found, mail.writer)
    if not any(value.value is not None for value in found.values):
        if found.kind == "list":
            raise Refused(_("没有读到来宾"), _("看看是不是选错了文件；名单要有姓名一栏，一人一行"))
        raise Refused(
            _("没有读到来函、消息或名单里该有的内容"), _("看看是不是选错了文件；来函要有文字，名单要有姓名一栏")
        )
    return found


def _told_by_subject(found: Read, about: Line) -> None:
    """Why they come, where the subject of a mail alone says it."""
    why = letters.why([("", text_of(about.text, about.where))], None)
    if why is not None:
        found.values.append(why)
        found.blanks = [path for path in found.blanks if path != why.path]


_LATIN_UNIT = regex(
    r"(?<=集团|公司|大学|协会|商会|银行|学院|中心|基金|学会)[（(][A-Z][A-Za-z .,&'-]+[)）](?=[\u4e00-\u9fff])"
)
"""What a unit is called abroad, between it and a post."""


def _with_chinese_names(part: Line | Table) -> Line | Table:
    return part._replace(text=_LATIN_UNIT.sub("", chinese_names(part.text))) if isinstance(part, Line) else part


def _signed(found: Read, writer: str) -> None:
    """Whoever signs a mail with unit and telephone is whom to call, and no guest, unless the text gives a post."""
    phone_alone = found.of("contact.phone") if not found.text("contact.name") else None
    if phone_alone is not None and writer.split(" ")[0].isascii():  # my number is …
        found.values.append(Value("contact.name", writer, phone_alone.where))
        found.blanks = [path for path in found.blanks if path != "contact.name"]
    known = next((known for name, known in found.guests() if name == writer), None)
    if known is None:
        return
    if "post" not in known:
        mine = f"guests.{writer}."
        found.values = [value for value in found.values if not value.path.startswith(mine)]
        found.blanks = [path for path in found.blanks if not path.startswith(mine)]
    if "phone" in known and not found.text("contact.name") and not found.text("contact.phone"):
        phone = known["phone"]
        found.values += [Value("contact.name", writer, phone.where), Value("contact.phone", phone.value, phone.where)]
        found.blanks = [path for path in found.blanks if not path.startswith("contact.")]


def _read(source: Source, as_of: dt.date) -> Read:
    if _is_list(source):
        return read_list(source, as_of)
    if not _is_letter(source):
        return messages.read_messages(source, as_of)
    return letters.read_letter(source, as_of)


def _is_letter(source: Source) -> bool:
    lines, _tables = letters.apart(source)
    paper = letters.anatomy(lines)
    if is_chat(source.lines):
        return bool(paper.title and paper.addressee and (paper.number or (paper.date and paper.issuers)))
    return bool(paper.number or paper.title or (paper.date and (paper.addressee or paper.issuers)))


def _is_list(source: Source) -> bool:
    """Whether a file is a list and nothing else: a workbook, or a table of people without the parts of a letter."""
    if source.tabular:
        return True
    if any(lists.is_list(table) for table in source.tables):
        lines, _tables = letters.apart(source)
        paper = letters.anatomy(lines)
        prose_lines = [line for line in lines if re.search(r"[。；]", line.text) and len(line.text) > 40]
        return not paper.number and not paper.addressee and not paper.title and not prose_lines and not is_chat(lines)
    return False


_CAPTION_TOTAL = regex(r"(?:^[（(]?|名单[（(])(?:共|共计|合计|一行)(\d{1,3})人(?![^，。）)]*另)")
_WHEN = regex(
    r"(?:[来到]访|考察|调研|活动|会议|参观|访问|培训|研学|交流|来[\u4e00-\u9fff]{1,3})(?:时间|日期)[：:]\s*(\d.+)"
)


def read_list(source: Source, as_of: dt.date) -> Read:
    """The guests of every table of a workbook, CSV or form, with a total and a contact where it names them."""
    base = Base(as_of)
    read = Read("list")
    people: list[Person] = []
    unit = lists.unit_above(tuple((Cell(line.text, line.where),) for line in source.lines))
    total: tuple[str, str] | None = None
    for table in source.tables:
        if re.search("说明|示例|样表|模板说明|字典|下拉|填表", table.name) and len(source.tables) > 1:
            continue
        listed = lists.read_table(table, base)
        for person in listed.people:
            if unit is not None:
                lists.of_house(person, folded(unit.text), unit.where)
        party.merge(people, listed.people)
        total = total or listed.total
        read.left_out += listed.left_out
    caption = next((found for line in source.lines if (found := _CAPTION_TOTAL.search(folded(line.text)))), None)
    if total is None and caption is not None:
        total = caption[1], next(line.where for line in source.lines if _CAPTION_TOTAL.search(folded(line.text)))
    if total is not None:
        read.values.append(Value("headcount.total", total[0], total[1]))
    loose = [text_of(folded(line.text), line.where) for line in source.lines]
    loose += [
        text_of(folded("：".join(cell.text for cell in row if cell.text and not cell.repeated)), row[0].where)
        for table in source.tables
        for row in table.rows
        if any(re.match(r"\s*联\s*系\s*人\s*(?:[：:]|$)", cell.text) for cell in row) and not lists.has_heads(row)
    ]
    read.values += contacts.contact(
        [text for text in loose if re.match(r"联系人|联络人", text.text) or "联系人：" in text.text]
    ) or party.marked_contact(people)
    titled = [text_of(folded(cell.text), cell.where) for table in source.tables for cell in lists.titles(table)]
    above = [found for text in (*loose, *titled) if (found := _WHEN.search(text.text))]
    if above and (days := prose.visit_days([("时间", text_of(above[0][1], (*loose, *titled)[0].where()))], base)):
        read.values.append(days)
    elif not above and not source.tabular:
        told = [(label, text) for label, text in prose.labelled(loose) if _COMING.search(text.text)]
        read.values += [days] if (days := prose.visit_days(told, base)) and days.value is not None else []
    party.merge(people, _leaders(source.lines, base))
    for text in loose:
        if any(person.name in text.text for person in people):
            later.further(people, text, base)
    letters.known_contact(read, people)
    read.values += party.guest_values(people, {})
    return letters.finished(read)


_COMING = regex("参加|出席|[来到]访|考察|调研|前往|赴")
_LEADS = regex(
    r"^[\s（(]*(?:[总副]?领队|带队(?:领导|人)?|[总副]?团长|[总副]?组长|随队医生|[校队]医|随行人员|工作人员|随员)[：:]"
)


def _leaders(lines: Iterable[Line], base: Base) -> list[Person]:
    """Those who stand with a role above or below the table: 领队：市教育工会主席  宁静远."""
    found = (read_line(line.text, line.where, base) for line in lines if _LEADS.match(line.text))
    return [person for person in found if person is not None]
