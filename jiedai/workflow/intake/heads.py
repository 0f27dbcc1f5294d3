"""What the columns of a list are about: heads known by what they mean, in one row or two, across or down."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jiedai.patterns import regex
from jiedai.workflow.intake.data import words
from jiedai.workflow.intake.facets import read_sex
from jiedai.workflow.intake.found import Cell, Table
from jiedai.workflow.intake.persons import is_name, tidy_name

LEGS = ("arrive", "leave")
_YES_OR_NO = (("清真", "halal"), ("素食", "vegetarian"), ("素餐", "vegetarian"))


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    data = words("heads")
    return {_plain(head): name for name, entry in data.items() if "exact" in entry for head in entry["exact"]}


def _plain(head: str) -> str:
    text = unicodedata.normalize("NFKC", head).lower()
    text = re.sub(r"\(.*?\)|[\[【].*?[\]】]", "", text)
    text = re.sub(r"^(?:预计|预定|计划|拟|预订|大概)(?=[抵到离返来])", "", text)
    text = re.sub(r"[*:、/.。,，·_+-]+$|^[*\d.、]+(?=[^\d])|必填|选填", "", text.strip())
    return re.sub(r"\s+", " ", text).strip() if text.isascii() else re.sub(r"\s+", "", text)


_WHO_COMES = regex(
    r"(?:入住|参会|与会|出席|来访|参加|受邀|拟邀|邀请|到会|考察|参观|参训|参赛|报名|乘车|乘坐|出访|来青|来我?县|主要|重要|特邀|外地|外宾|市外|省外)?"
    r"(?:嘉宾|代表|来宾|专家|领导|客人|贵宾|人员|同志|委员|成员|学员|受邀人|受邀者|邀请对象|住客|旅客|乘客|姓名)(?:姓名|名字|名单)?"
    r"(?:(?:及|和|、|/)(?:其)?(?:单位)?(?:职务|职称))?|带队领导(?:及|和|、)职务"
)
"""A head of the column of names: who they are, after what they come for."""


_NAME_ABROAD = regex(
    r"(?:姓名|名字|name).*(?:英文|外文|拼音|护照|\ben\b|\beng\b|english|latin|pinyin|passport)", re.IGNORECASE
)


@lru_cache(maxsize=512)
def field_of(head: str) -> str:
    """The field that a head names (`phone`, `arrive.time`, `arrive` for all of it); empty for one that is unknown."""
    text = _plain(head)
    if _NAME_ABROAD.match(head.strip()):
        return "name_en"
    if not text or len(text) > 40:
        return ""
    if text in _heads():
        return _heads()[text]
    numberless = text.rstrip("0123456789 ")  # Guest 1
    if _WHO_COMES.fullmatch(numberless) or _heads().get(numberless) == "name":
        return "name"
    data = words("heads")
    if re.search("是否|需|用", text) and (food := next((f for w, f in _YES_OR_NO if w in text), "")):
        return food
    for way in LEGS:
        if any(word in text for word in data[way]["has"]) and not re.search(
            "单位|职务|姓名|是否|人数|参会|参加|电话|来源|来自|来访|到会|来宾", text
        ):
            rest = re.sub("[到接送]站|[接送]机", "", text)
            named = [part for part, entry in data["parts"].items() if any(word in rest for word in entry["has"])]
            if ("by" in named and "time" in named) or ("place" in named and "time" in named):
                return way
            if "by" in named and re.search("接站|站点", text) is None:
                return f"{way}.by"
            if named:
                return f"{way}.{named[0]}"
            bare = re.sub(r"[a-z. &/]+", "", text)
            return way if {text, bare} & set(data[way]["has"]) or re.search("信息|情况|安排|行程", text) else ""
    stripped = re.sub(
        r"^(?:原|现任?|来宾|参会|参会人员|人员|本人|考察|代表|嘉宾|客人|您的|所在|联系人)|(?:情况|信息|填写|一栏)$",
        "",
        text,
    )
    if stripped != text and stripped in _heads():
        return _heads()[stripped]
    sides = {field_of(side.strip()) for side in text.split("/")} - {""} if "/" in text else set()
    if len(sides) == 1:
        return sides.pop()
    if sides == {"unit", "post"}:
        return "unit_post"
    chinese = re.sub(r"[a-z. &/]+", "", text)
    if chinese and chinese != text:
        return field_of(chinese)
    return _by_part(text)


def _by_part(text: str) -> str:
    """The field of a head that holds a known word; empty where it holds words of two, or is about somebody else."""
    if re.search(
        "组内|团内|队内|会内|分工|主宾|带队|领队|团长|来访人|填表|是否|紧急|办公|传真|陪同|接待|驾驶员|司机|秘书|家长|监护人|配偶|亲属|代替|替代|替补|毕业|性质|代码|地址|日期|时间|编号|证件|身份证|联系人|推荐人|审核",
        text,
    ):
        return ""
    found = [name for name, words_of in words("heads")["within"].items() if any(word in text for word in words_of)]
    if set(found) == {"allergies", "avoid"}:
        return "avoid"
    return found[0] if len(found) == 1 or found[:1] == ["name"] else ""


@lru_cache(maxsize=256)
def part_of(head: str) -> str:
    """What a head below 到达 or 返程 names of the journey."""
    text = _plain(head)
    return next(
        (part for part, entry in words("heads")["parts"].items() if any(word in text for word in entry["has"])), ""
    )


Mapping = dict[int, str]


def head_row(table: Table, start: int = 0) -> tuple[int, int, Mapping] | None:
    """First row of the heads, first row behind them, and the field of each column."""
    table = _outward(table)
    for number in range(start, min(len(table.rows), start + 40)):
        row = table.rows[number]
        if len(row) > 1 and len({cell.text for cell in row}) == 1:
            continue  # a title over all columns
        fields = {
            at: name
            for at, cell in enumerate(row)
            if (name := field_of(cell.text)) and not (cell.repeated and at and row[at - 1].text == cell.text)
        }
        fields |= _crews(table, number, fields)
        if (at := _nameless(table, number, fields)) is not None:
            fields[at] = "name"
        fields = {
            at: name
            for at, name in fields.items()
            if not (_is_whose(row, fields, at) or (name == "name" and _is_beside(table, number, at, fields)))
        }
        fields |= _names_abroad(table, number, fields)
        names = [at for at, name in fields.items() if name in ("name", "given_name")]
        if len(names) > 1 and set(fields.values()) == {"name"} and _ASIDE.fullmatch(_plain(row[0].text)):
            continue  # 项目 | 来宾1 | 来宾2: the heads stand at the side
        if not names and number + 1 < len(table.rows) and (under := _under_titles(row, table.rows[number + 1])):
            by_itself = head_row(table, number + 1)
            if by_itself is None or by_itself[0] != number + 1:
                last, fields = _divided(table, number + 1, under)
                return number, last + 1, fields
        filled = [cell for cell in row if cell.text and not cell.repeated]
        fields |= _following(row, fields) | _salutations(table, number, fields)
        if not names or (len(fields) < 2 and len(filled) > 1) or (2 * len(fields) < len(filled) and len(fields) < 5):
            continue
        last, fields = _divided(table, number, fields)
        return number, last + 1, fields
    return None


def _divided(table: Table, last: int, fields: Mapping) -> tuple[int, Mapping]:
    """The last row of the heads, and the fields of the columns, as rows below the first divide them."""
    while last + 1 < len(table.rows) and (joined := _two_rows(table.rows[last], table.rows[last + 1], fields)):
        fields, last = joined, last + 1
    return last, fields


_THERE = regex(r"来程|来(?:时|的)?(?:航班|车次|时间|日期).*|来青|来")
_AWAY = regex(r"去程|去(?:时|的)?(?:航班|车次|时间|日期).*|去")


def _outward(table: Table) -> Table:
    """A table in which 去程 is 返程 where 来程 stands beside it: alone it is how they come, seen from their home."""
    first = table.rows[:4]
    texts = [_plain(cell.text) for row in first for cell in row]
    if not (any(map(_THERE.fullmatch, texts)) and any(map(_AWAY.fullmatch, texts))):
        return table
    turned = tuple(
        tuple(
            cell._replace(text="返" + cell.text.strip()[1:]) if _AWAY.fullmatch(_plain(cell.text)) else cell
            for cell in row
        )
        for row in first
    )
    return table._replace(rows=turned + table.rows[4:])


def _crews(table: Table, number: int, fields: Mapping) -> Mapping:
    """What columns hold that are headed by roles in the party: names, where no other column has them."""
    named = {"name", "given_name"} & set(fields.values())
    found: Mapping = {}
    for at in (at for at, name in fields.items() if name == "crew"):
        cells = [row[at] for row in table.rows[number + 1 : number + 20] if row[at].text and not row[at].repeated]
        names = sum(is_name(tidy_name(re.split(r"[、，,（(\s]", cell.text)[0])) for cell in cells)
        found[at] = "name" if not named and cells and 2 * names > len(cells) else "other"
    if not named and "name" not in found.values():
        found |= {at: "name" for at, name in fields.items() if name == "suite"}
    return found


def _is_whose(row: tuple[Cell, ...], fields: Mapping, at: int) -> bool:
    """Whether a column says whose relatives come, whose names and 关系 stand in the next ones."""
    related = any("关系" in cell.text for cell in row[at + 1 : at + 4])
    return fields.get(at) == "name" and fields.get(at + 1) == "name" and related


def _is_beside(table: Table, number: int, at: int, fields: Mapping) -> bool:
    """Whether a head is merged down beside the rows that it is about, and so is no head of a column: 参会人员."""
    below = [row[at] for row in table.rows[number + 1 : number + 3]]
    others = [other for other, name in fields.items() if name == "name" and other != at]
    return bool(others and below) and below[0].repeated and below[0].text == table.rows[number][at].text


_ASIDE = regex("项目|内容|类别|事项|栏目|信息|item|field|")


_CHINESE = regex(r"[\u4e00-\u9fff]")


def _names_abroad(table: Table, number: int, fields: Mapping) -> Mapping:
    """The column that has in Latin letters the names which the one beside it has in Chinese."""
    names = [at for at, name in fields.items() if name == "name"]
    if len(names) != 2 or names[1] - names[0] != 1:
        return {}
    below = table.rows[number + 1 : number + 20]
    latin = [
        at
        for at, other in (names, names[::-1])
        if not any(_CHINESE.search(row[at].text) for row in below if row[other].text)
        and any(row[at].text and row[other].text for row in below)
    ]
    return {latin[0]: "name_en"} if len(latin) == 1 else {}


def _nameless(table: Table, number: int, fields: Mapping) -> int | None:
    """The column whose cells are names, where its head is none that is known; None where there are several."""
    if len(fields) < 3 or {"name", "given_name"} & set(fields.values()):
        return None
    below = [row for row in table.rows[number + 1 : number + 9] if any(cell.text for cell in row)]
    found = []
    for at, head in enumerate(table.rows[number]):
        cells = [row[at] for row in below if row[at].text]
        names = sum(is_name(tidy_name(cell.text)) for cell in cells)
        if head.text and at not in fields and cells and 2 * names > len(cells) and names * 2 >= len(below):
            found.append(at)
    return found[0] if len(found) == 1 else None


def _salutations(table: Table, number: int, fields: Mapping) -> Mapping:
    """The columns, be they called Title or 称呼, that hold Mr and Ms or 先生 and 女士."""
    found: Mapping = {}
    for at in (at for at, name in fields.items() if name in ("post", "name")):
        cells = [row[at].text for row in table.rows[number + 1 : number + 9] if row[at].text]
        if cells and 2 * sum(bool(read_sex(text)) for text in cells) > len(cells):
            found[at] = "sex"
    return found


def _following(row: tuple[Cell, ...], fields: Mapping) -> Mapping:
    """The fields of heads such as 车次 or Flight that go on with the journey of the column before them, or lead to the
    arrival in the next.
    """
    found: Mapping = {}
    for at, cell in enumerate(row[:-1]):
        if (
            at not in fields
            and fields.get(at + 1) in ("arrive", "arrive.time")
            and "arrive.by" not in fields.values()
            and part_of(cell.text) == "by"
        ):
            found[at] = "arrive.by"
    for at, cell in enumerate(row):
        way = (found.get(at - 1) or fields.get(at - 1, "")).partition(".")[0]
        if at not in fields | found and way in LEGS and (part := part_of(cell.text)):
            found[at] = f"{way}.{part}"
    return found


_OF_HOSTS = regex("我[方县市区局]|接待(?:方|单位|人员)|对接|陪同|东道|主方|主办方|承办")
"""What stands over the columns of those who receive the guests."""


def _two_rows(row: tuple[Cell, ...], below: tuple[Cell, ...], fields: Mapping) -> Mapping | None:
    """The fields where the second row divides what the first names: 到达 into 时间, 车次, 站点."""
    if not below:
        return None
    at_name = next(at for at, name in fields.items() if name in ("name", "given_name"))
    if below[at_name].text not in ("", row[at_name].text) and field_of(below[at_name].text) not in (
        "name",
        "given_name",
    ):
        return None
    joined: Mapping = {}
    parent, divided, strange = "", 0, 0
    for at, cell in enumerate(below):
        above = row[at].text if at < len(row) else ""
        if above:
            parent = above
        if _OF_HOSTS.match(parent) and cell.text != above:
            continue
        same = cell.text == above or not cell.text
        way = next((way for way in LEGS if field_of(parent) == way or field_of(parent).startswith(way)), "")
        if same:
            if name := field_of(above):
                joined[at] = name
        elif way and (part := part_of(cell.text)):
            joined[at] = f"{way}.{part}"
            divided += 1
        elif name := field_of(parent + cell.text) or field_of(cell.text):
            joined[at] = name
            divided += 1
        elif above and cell.text:
            strange += 1
    return joined if divided > 2 * strange else None


def _under_titles(row: tuple[Cell, ...], below: tuple[Cell, ...]) -> Mapping:
    """The fields of heads that stand under titles of several columns: 姓名, 单位 under 嘉宾信息, 日期 under 抵达信息.

    Empty where no title is of a journey, or no head below is that of the names.
    """
    found: Mapping = {}
    for at, (title, cell) in enumerate(zip(row, below, strict=True)):
        way = field_of(title.text).partition(".")[0]
        if way in LEGS and cell.text != title.text:
            name = f"{way}.{part}" if (part := part_of(cell.text)) else ""
        else:
            name = field_of(cell.text)
        if name:
            found[at] = name
    ways = {name.partition(".")[0] for name in found.values()}
    return found if "name" in found.values() and ways & set(LEGS) and any(cell.repeated for cell in row) else {}


def head_column(table: Table) -> int | None:
    """The column whose cells are the heads of a list that runs down the page."""
    for at in range(min(3, len(table.rows[0]) if table.rows else 0)):
        fields = [field_of(row[at].text) for row in table.rows if row[at].text]
        known = [name for name in fields if name and name not in ("crew", "suite")]
        if "name" in known and len(known) > 2 and 2 * len(known) >= len(fields):
            return at
    return None
