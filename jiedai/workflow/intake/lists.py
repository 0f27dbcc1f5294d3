"""Lists of guests: heads known by what they mean, in one row or two, across or down; rows that are people."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from jiedai.language import _
from jiedai.patterns import regex
from jiedai.workflow.intake import day_above, naming, rides, ticks, units
from jiedai.workflow.intake.cells import learn, one_line
from jiedai.workflow.intake.entries import describe, read_line
from jiedai.workflow.intake.facets import read_sex
from jiedai.workflow.intake.found import Cell, Table
from jiedai.workflow.intake.heads import Mapping, field_of, head_column, head_row, part_of
from jiedai.workflow.intake.journeys import learn_legs
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.paper import folded, text_of
from jiedai.workflow.intake.persons import Person, is_name, latin_name, tidy_name
from jiedai.workflow.intake.rows import LATIN_FIRST, each_person, may_be_name, section_unit


@dataclass
class Listed:
    """What a table says: its people, a total, a unit that stands above it, and what was not taken."""

    people: list[Person] = field(default_factory=list)
    total: tuple[str, str] | None = None
    left_out: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    of_hosts: bool = False
    """Whether the rows that follow are of those who receive the guests: 二、我县陪同人员."""


def is_list(table: Table) -> bool:
    """Whether a table has the heads of a list of people, across or down, or is one without heads."""
    if head_row(table) is not None or head_column(table) is not None or rides.of_fetching(table) is not None:
        return True
    filled = sum(1 for row in table.rows if sum(bool(cell.text) for cell in row) > 2)
    listed = Listed()
    _without_heads(listed, table, Base(dt.date(2000, 1, 1)))
    return len(listed.people) > 1 and 5 * len(listed.people) >= 3 * filled


def has_heads(row: tuple[Cell, ...]) -> bool:
    """Whether a row has the heads of a list."""
    return sum(field_of(cell.text) in ("name", "unit", "post", "sex", "index") for cell in row) > 1


def titles(table: Table) -> list[Cell]:
    """The cells that stand alone in their rows above the heads of a table."""
    found = head_row(table)
    rows = table.rows[: found[0] if found else 0]
    return [row[0] for row in rows if row and row[0].text and len({cell.text for cell in row if cell.text}) == 1]


# --- tables ----------------------------------------------------------------------------------------------------------


def read_table(table: Table, base: Base) -> Listed:
    """The people of a table, whichever way it runs; empty where it is no list."""
    listed = Listed()
    fetched = rides.of_fetching(table)
    if fetched is not None:
        _rows(listed, *fetched, base, None)
        return listed
    found = head_row(table)
    if found is None:
        at = head_column(table)
        if at is not None:
            below_title = (row[at:] for row in table.rows if len({cell.text for cell in row}) > 1)
            turned = tuple(zip(*below_title, strict=True))
            return read_table(Table(table.name, _unforked(turned)), base)
        _without_heads(listed, table, base)
        return listed
    if _is_form(table, found[0], found[2]):
        _form(listed, table, base)
        return listed
    above = unit_above(table.rows[: found[0]])
    listed.total = _total_above(table.rows[: found[0]])
    while found is not None:
        first, begin, fields = found
        following = head_row(table, begin)
        stop = following[0] if following else len(table.rows)
        rows, fields = rides.of_crews(table.rows[begin:stop], fields)
        rows = day_above.on_day_of_title(table.rows[:first], rows, fields, base)
        rows, fields = ticks.in_words(table.rows[first:begin], rows, fields)
        for group in _groups(fields):
            if not _beside_hosts(table.rows[: found[0]], group):
                _rows(listed, rows, group, base, above)
        found = following
    return listed


def _beside_hosts(above: tuple[tuple[Cell, ...], ...], group: Mapping) -> bool:
    """Whether the title over one of several groups of columns says that they are of those who receive the guests."""
    titles = [row[min(group)].text for row in above[-2:] if len({cell.text for cell in row if cell.text}) > 1]
    return any(_HOSTS.search(folded(text)) or _OUR_COUNTY.match(folded(text)) for text in titles)


_OUR_COUNTY = regex(r"[我本]?[县市区][\u4e00-\u9fff]{0,4}(?:人员|领导|陪同|参会|单位|部门)")
_IN_TITLE = regex(r"[（(](?:共|计|一行)?(\d{1,3})[人名位][)）]$")


def _total_above(rows: tuple[tuple[Cell, ...], ...]) -> tuple[str, str] | None:
    """How many come by the title over the heads: 演出人员（38人）; None where it does not say."""
    titles = [row[0] for row in rows if row and row[0].text and len({cell.text for cell in row}) == 1]
    return next(((found[1], cell.where) for cell in titles if (found := _IN_TITLE.search(folded(cell.text)))), None)


def _unforked(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of a turned table; a cell merged down is now merged across, and stands for itself."""
    return tuple(tuple(cell._replace(repeated=False) for cell in row) for row in rows)


def _groups(fields: Mapping) -> list[Mapping]:
    """The columns of each person, where a row has several side by side."""
    starts = [at for at, name in fields.items() if name == "name"]
    if len(starts) < 2:
        return [fields]
    first = [at - 1 if fields.get(at - 1) == "index" else at for at in starts]
    edges = [*first[1:], max(fields) + 1]
    return [
        {at: name for at, name in fields.items() if (begin if number else 0) <= at < end}
        for number, (begin, end) in enumerate(zip(first, edges, strict=True))
    ]


def _is_form(table: Table, number: int, fields: Mapping) -> bool:
    """Whether heads and values take turns in a row: 姓名 | 张三 | 性别 | 男."""
    row = table.rows[number]
    at = next((at for at, name in fields.items() if name == "name"), None)
    if at is None:
        return False
    beside = next((cell.text for cell in row[at + 1 :] if not cell.repeated), "")
    under = table.rows[number + 1][at] if number + 1 < len(table.rows) else None
    below = under.text if under is not None and not under.repeated else ""
    following = [cell.text for cell in table.rows[number + 1] if cell.text and not cell.repeated] if under else []
    if below and 2 * sum(bool(field_of(text)) for text in following) > len(following) > 2:
        return False  # the second row of heads
    return bool(beside) and not field_of(beside) and (is_name(tidy_name(beside)) or bool(field_of(below)))


def _form(listed: Listed, table: Table, base: Base) -> None:
    """People of a form: each 姓名 begins the next."""
    entries: dict[str, Cell] = {}
    way = ""
    for row in table.rows:
        cells = [cell for at, cell in enumerate(row) if not (cell.repeated and at and row[at - 1].text == cell.text)]
        at = 0
        while at < len(cells):
            name = field_of(cells[at].text)
            if not name and way and "是否" not in cells[at].text and (part := part_of(cells[at].text)):
                name = f"{way}.{part}"  # 车次 beside 到达时间
            way = name.partition(".")[0] if name.startswith(("arrive", "leave")) else way
            if name and at + 1 < len(cells) and field_of(cells[at + 1].text) in ("", "vegetarian", "halal"):
                if name == "name" and "name" in entries:
                    _person(listed, entries, base, None)
                    entries = {}
                entries[name] = cells[at + 1]
                at += 1
            at += 1
    if "name" in entries:
        _person(listed, entries, base, None)


_UNIT_LINE = regex(
    r"(?:(?:填报|报送|参会|派出|来访|所在|工作)?单位(?:名称|全称)?|(?:学校|院校|公司|企业)(?:名称|全称))(?:[（(](?:盖章|公章|章|全称)[)）])?[：:]\s*([^\s：:，]{3,40})"
)


def unit_above(rows: tuple[tuple[Cell, ...], ...]) -> Cell | None:
    """The unit that a line above the heads names: 填报单位（盖章）：云滩县农业农村局."""
    for row in rows:
        filled = [cell for cell in row if cell.text and not cell.repeated]
        for at, cell in enumerate(filled):
            text = re.sub(r"\s+", " ", cell.text)
            if found := _UNIT_LINE.search(folded(text)):
                beside = _UNIT_LINE.search(
                    re.sub(r"(?<=[^\s：:])\s{2,}(?=\S)", "，", cell.text)
                )  # 来访单位：某局  时间：…
                unit = beside[1] if beside else found[1]
                unit = re.sub(r"[（(](?:盖章|公章|章)[)）]$", "", unit)
                return cell._replace(text=re.split(r"(?:填表|联系|日期|[来到]访时间|时间|电话)", unit)[0])
            if re.fullmatch(
                r"(?:填报|报送|参会|派出|来访)?单位(?:名称)?(?:[（(]盖章[)）])?[：:]?", folded(text)
            ) and at + 1 < len(filled):
                return filled[at + 1]
    return None


_TOTAL = regex(r"^[（(]?(?:合计|总计|共计|总人数|合计人数|总数|共|total)[：:]?", re.IGNORECASE)
_NO_ROW = regex(
    r"^(?:小计|注|备注|说明|填表|制表|填报|联系人|审核|审批|单位负责人|负责人|日期|打印|以上|以下空白|以下|此处|请|如|未|示例|例|样例|范例|提示|\*)"
)
_SAMPLE = regex(r"示例|样例|范例|^[（(]?例[)）：:]?|举例|example|sample", re.IGNORECASE)
_STAYS_AWAY = regex(
    r"(?:线上|视频|网络)参[会加]|不参加|不能出席|无法出席|婉拒|谢绝|不来|请假|取消|因故|不参会|缺席|退出|未能参加|不能参加|无法参加|已退|不去|不出席|cancel|declin|absent",
    re.IGNORECASE,
)
_SAME = frozenset(["同上", "〃", "″", '"', "“", "”", "''", "同前", "''", "同", "\u3003", "ditto", "上同", "同左", "''"])


_HOSTS = regex(
    r"我[县市区局镇乡校院司方][^，。]{0,6}(?:陪同|参加|参会|出席|接待|人员)|(?:陪同|接待|主方|东道|承办)(?:人员|领导|单位)"
)


def _rows(listed: Listed, rows: tuple[tuple[Cell, ...], ...], fields: Mapping, base: Base, above: Cell | None) -> None:
    before: dict[str, Cell] = {}
    section: Cell | None = None
    at_name = next((at for at, name in fields.items() if name == "name"), None)
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if not filled:
            continue
        entries = {name: row[at] for at, name in fields.items() if at < len(row)}
        first = folded(filled[0].text)
        named = folded(row[at_name].text) if at_name is not None else first
        if any(_TOTAL.match(text) and not is_name(text) for text in (first, named)):
            said = " ".join(folded(cell.text) for cell in filled if not cell.repeated)
            if found := re.search(r"(\d+)\s*(?:人|名|位|guests?|pax|persons?|people|delegates)", said) or re.search(
                r"(?<!\d)(\d+)(?![\d家个项辆间])", said
            ):
                listed.total = listed.total or (
                    found[1],
                    next(cell.where for cell in filled if re.search(r"\d", cell.text)),
                )
            continue
        texts = [cell.text for cell in filled]
        distinct = {cell.text for cell in filled}
        if len(distinct) == 1 < len(row) and (
            at_name is None or not is_name(tidy_name(first)) or filled[0].repeated or len(filled) > 1
        ):
            section = filled[0]._replace(text=section_unit(first)) if units.is_unit(section_unit(first)) else None
            listed.of_hosts = _HOSTS.search(first) is not None
            continue
        if listed.of_hosts:
            continue
        if _NO_ROW.match(first) and not (at_name is not None and is_name(tidy_name(row[at_name].text))):
            continue
        if any(_SAMPLE.search(folded(text)) for text in texts if len(text) < 16 and "@" not in text):
            continue
        for name, cell in entries.items():
            if folded(cell.text) in _SAME and name in before and name not in ("name", "phone"):
                entries[name] = before[name]._replace(where=cell.where)
        for one in each_person(entries):
            _person(listed, one, base, section or above)
        _suite(listed, entries, base, section or above)
        before |= {name: cell for name, cell in entries.items() if cell.text}


def _person(listed: Listed, entries: dict[str, Cell], base: Base, above: Cell | None) -> None:
    cell = entries.get("name")
    if cell is None or not cell.text:
        cell = entries.get("given_name", cell)
    if cell is None:
        return
    typed = "" if cell is entries.get("given_name") and "family_name" in entries else cell.text.replace("\n", " ")
    if not (name := _name(entries, typed)):
        return
    more = None if may_be_name(name) else _crowded(typed, cell.where, base)
    name = more.name if more else name
    if not may_be_name(name):
        if not re.fullmatch(r"[\W\d_]*", name):
            listed.left_out.append((cell.where, _("“{name}”不像姓名，没有读进来").format(name=name[:20])))
        return
    note = entries.get("note")
    if (
        (note is not None and _STAYS_AWAY.search(note.text))
        or _says_no(entries.get("coming"))
        or _STAYS_AWAY.search(typed)
    ):
        listed.left_out.append((cell.where, _("{name}写明不来，没有读进来").format(name=name)))
        return
    if name in listed.names:
        listed.left_out.append((cell.where, _("{name}在名单里不止一次，只读了前面的一次").format(name=name)))
        return
    person = more or Person(name)
    person.learn("name", name, cell.where)
    if title := re.match(r"\s*(Mr|Mrs|Ms|Miss)\.?\s", typed):
        person.learn("sex", read_sex(title[1]), cell.where)
    if beside := re.findall(r"[（(](.*?)[)）]", typed):
        describe(
            person,
            [
                part
                for text in beside
                for part in re.split("[，,、 ]", text)
                if not units.has_post(part) or not {"post", "unit_post"} & set(entries)
            ],
            cell.where,
            base,
        )
    for facet, entry in entries.items():
        learn(person, facet, entry, entries, listed.left_out)
    if "unit" not in person.known and "department" in entries and "unit" not in entries:
        person.learn("unit", one_line(entries["department"].text), entries["department"].where)
    elif above is not None and not _has_unit(entries):
        of_house(person, one_line(above.text), above.where)
    learn_legs(person, entries, base, listed.left_out)
    listed.people.append(person)
    listed.names.add(name)


def _suite(listed: Listed, entries: dict[str, Cell], base: Base, above: Cell | None) -> None:
    """Those who come with the person of a row, of the same unit: 办公室主任 李平；驾驶员 王安."""
    cell = entries.get("suite")
    if cell is None or cell.repeated:
        return
    before = ""
    for part in re.split(r"[；;、，,\n]", cell.text):
        person = _crowded(before + part.strip(), cell.where, base)
        before = f"{before}{part.strip()}、" if person is None and units.has_post(part.strip()) else ""
        if person is None or person.name in listed.names or person.name.endswith("师傅"):
            continue
        unit = entries.get("unit") or above
        if unit is not None and unit.text:
            of_house(person, one_line(unit.text), unit.where)
        listed.people.append(person)
        listed.names.add(person.name)


def _name(entries: dict[str, Cell], typed: str) -> str:
    """The name in a row: of the cell for it, or of one for the given and one for the family name; empty without one."""
    both = LATIN_FIRST.fullmatch(typed.strip()) or _CALLED.fullmatch(typed.strip())
    name = tidy_name(both[both.re.groups] if both else latin_name(typed.strip()) or typed)
    if not name and "given_name" in entries and "family_name" in entries:
        given, family = entries["given_name"].text.strip(), entries["family_name"].text.strip()
        return family + given if re.search(r"[\u4e00-\u9fff]", given) else f"{given} {family}".strip()
    if not name and "name_en" in entries and is_name(tidy_name(entries["name_en"].text)):
        return tidy_name(entries["name_en"].text)
    if "name_en" in entries and (abroad := latin_name(entries["name_en"].text)) and not is_name(name):
        return abroad  # the Chinese one is missing, or written so that nobody would know it for a name: 林奎斯特
    return name


_CALLED = regex(r"(?P<surname>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,3}[（(]((?P=surname)[\u4e00-\u9fff]{1,2})[)）]")
"""王总（王德发）."""


def _crowded(typed: str, where: str, base: Base) -> Person | None:
    """The person of a cell that has more than the name: 王建国局长13900000000, 省民宗委王平副主任."""
    person = read_line(_CROWDED.sub("  ", typed), where, base)
    if person is not None and (is_name(person.name) or latin_name(person.name)):
        return person
    people = naming.people_in(text_of(folded(typed), where), base)
    return people[0] if len(people) == 1 else None


_CROWDED = regex(r"[/／]|(?<![\d-])(?=1[3-9]\d{9}(?!\d)|0\d{2,3}-)")
"""Where a cell goes on to something else without a blank."""


_OUTER = regex(r"[省市县区州盟旗镇乡国]|公司|大学|学院|集团|银行|医院|协会|[局厅委会社馆校]")


def _is_inner(unit: str) -> bool:
    """Whether a unit split off a post is but an office within the one above: 林改办."""
    return bool(unit) and _OUTER.search(unit) is None


def of_house(person: Person, unit: str, where: str) -> None:
    """Give somebody the unit of the whole list; an office split off the post goes back to it."""
    if _is_inner(person.known.get("unit", "")) and "post" in person.known:
        person.known["post"] = person.known.pop("unit") + person.known["post"]
    person.learn("unit", unit, where)


def _has_unit(entries: dict[str, Cell]) -> bool:
    return any(entries[name].text for name in ("unit", "unit_post") if name in entries)


def _says_no(cell: Cell | None) -> bool:
    return cell is not None and bool(
        _STAYS_AWAY.search(cell.text)
        or re.fullmatch(
            r".*线上.*|委派.*|派人.*|由.*代.*|视频.*|网络.*|否|不|不参加|×|✗|no|n|请假|缺席|取消|不来|不能|不参会|已取消",
            folded(cell.text).lower(),
        )
    )


_SHORT = 60
"""Characters of a cell that may be of one person."""


def _without_heads(listed: Listed, table: Table, base: Base) -> None:
    """Rows of a table without heads, each read like a line of a list."""
    for row in table.rows:
        cells = [cell for cell in row if cell.text and not cell.repeated]
        if len(row) == 1 and cells and len(cells[0].text) < _SHORT:
            single = _crowded(cells[0].text, cells[0].where, base)
            if single is not None and all(one.name != single.name for one in listed.people):
                listed.people.append(single)
            continue
        if sum(bool(field_of(cell.text) or part_of(cell.text)) for cell in cells) > 1:
            continue  # heads, though not of a list that is known
        if len(cells) < 2 or _TOTAL.match(folded(cells[0].text)):
            continue
        person = read_line("  ".join(cell.text.replace("\n", " ") for cell in cells), cells[0].where, base)
        if person is not None and all(one.name != person.name for one in listed.people):
            listed.people.append(person)
