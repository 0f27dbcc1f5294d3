"""What a cell or row of a list stands for: a name or none, several people side by side, the unit of those below."""

from __future__ import annotations

import re

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.found import Cell
from jiedai.workflow.intake.heads import field_of
from jiedai.workflow.intake.persons import is_name, latin_name

_NOBODY = frozenset(
    [
        "待定",
        "暂缺",
        "空缺",
        "未定",
        "无",
        "姓名",
        "若干",
        "领导",
        "司机",
        "驾驶员",
        "工作人员",
        "随员",
        "翻译",
        "合计",
        "总计",
        "小计",
        "联系人",
        "备注",
        "待补",
        "待报",
        "项目",
        "内容",
        "时间",
        "日期",
        "地点",
        "事项",
        "环节",
        "name",
    ]
)


LATIN_FIRST = regex(r"[A-Z][A-Za-zÀ-ž .,'-]+[/（( ]\s*([\u4e00-\u9fff·]{2,14})[)）]?")
"""Ahmed Khalil 艾哈迈德: the Chinese name is the one of the plan."""


def may_be_name(name: str) -> bool:
    """Whether what stands in the column of names may be one, of these parts or of others."""
    if name in _NOBODY or re.match("暂|待|未定|未确定|另行|TB[CD]", name) or (field_of(name) and not is_name(name)):
        return False
    if is_name(name) or latin_name(name) or re.fullmatch(r"[A-ZÀ-Ž][A-Za-zÀ-ž.' -]{1,40}", name):
        return True
    if "·" in name:
        return len(name) < 30 and not re.search(r"\d|[长任员记][ \u3000]", name)
    if not re.fullmatch(r"[\u3400-\u9fff〇\U00020000-\U0003ffff]{2,5}", name):
        return False
    return not re.search(r"人员|名单|合计|待定|单位|负责|若干|同志|[局厅委办院]$", name) and (
        len(name) < 5 and (not units.has_post(name) or units.is_post(name[1:]))
    )


_SECTION = regex(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|第[一二三四五六七八九十\d]{1,3}组)?"
    r"(?:[\u4e00-\u9fff]{0,4}(?:单位|部门)[：:])?|(?:[（(](?:共|计)?\d+(?:人|名|位)[)）]|[：:]?(?:共|计)?\d+(?:人|名|位))?[：:]?$"
)


def section_unit(text: str) -> str:
    """The unit of a row that stands over those of its people: 一、主办单位：永昌市文联（3人）."""
    return _SECTION.sub("", text)


_NAMELESS = regex(r"(?:随行)?(?:司机|驾驶员|工作人员|随员|秘书|家属|陪同)(?:[一二两1-9]?[人名位])?")


def each_person(entries: dict[str, Cell]) -> list[dict[str, Cell]]:
    """A row's entries for each of the people whom its name cell holds, such as 商羽、宫商.

    Cells with as many parts as there are names are of one each; what has but one part is everybody's, save a telephone.
    """
    cell = entries.get("name")
    names = re.split(r"\s*[、，,/;；\n]\s*", cell.text.strip()) if cell is not None else []
    named = [name for name in names if not _NAMELESS.fullmatch(name)]
    if cell is not None and len(named) == 1 < len(names) and _in_two(named[0]):
        return [entries | {"name": cell._replace(text=named[0], value=named[0])}]  # 常青、司机
    if cell is None or len(names) < 2 or not all(_in_two(name) for name in names):
        return [entries]
    rows: list[dict[str, Cell]] = [{} for _name in names]
    for facet, entry in entries.items():
        parts = [part for part in re.split(r"\s*[、，,/;；\n]\s*", entry.text.strip()) if part]
        if len(parts) == len(names):
            for row, part in zip(rows, parts, strict=True):
                row[facet] = entry._replace(text=part, value=part)
        elif facet in _OF_ONE and (_OF_ALL.search(entry.text) or any(_bare(name) in entry.text for name in names)):
            for row, name in zip(rows, names, strict=True):
                row[facet] = of_one(entry, facet, name)
        elif len(parts) == 1 and facet not in ("phone", "note", "diet", "avoid", "allergies", "index"):
            for row in rows:
                row[facet] = entry
    return rows


def names_apart(cell: Cell) -> list[Cell]:
    """The names in a cell, each with its place: 冯唐、纪晓."""
    return [cell._replace(text=name) for name in re.split(r"\s*[、，,/;；\n]\s*", cell.text.strip()) if name]


_OF_ONE = frozenset(["note", "diet", "avoid", "allergies"])
"""Fields that may name one of the people of a row: 李平吃素."""


_OF_ALL = regex(r"^\s*(?:both|all|均|都|两人|二人)", re.IGNORECASE)


def of_one(cell: Cell, facet: str, name: str) -> Cell:
    """What a cell beside several names says of one of them: the parts that name him, or all where it says both."""
    if facet not in _OF_ONE:
        return Cell("", "")
    if _OF_ALL.search(cell.text):
        return cell
    bare = _bare(name)
    said = [part for part in re.split("[，,；;。、\n]", cell.text) if bare in part]
    return cell._replace(text="，".join(part.replace(bare, "") for part in said).strip())


def _bare(name: str) -> str:
    return re.sub(r"[（(].*[)）]", "", "".join(name.split()))


def _in_two(name: str) -> bool:
    bare = _bare(name)
    return is_name(bare) or (1 < len(bare) < 4 and may_be_name(bare))
