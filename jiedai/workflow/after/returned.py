"""Feedback that came back: the form itself filled in as a workbook, or what a service for online forms exports.

A form has a row for each question and a mark below the points; an export has a column for each question and a row for
each form. Columns are known by the questions of `documents/data/questions.yaml`. Who answered is nobody's business:
names and numbers are left behind, in columns of their own and in what was written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from jiedai.documents.data import contents
from jiedai.language import _
from jiedai.model.choice import AnswerWay
from jiedai.model.reading import halfwidth
from jiedai.model.review import read_score
from jiedai.patterns import regex

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_LARGEST = 20_000_000
_MOST_ROWS = 5_000
NOT_USED = frozenset({"不涉及", "未涉及", "无", "没有", "不适用", "n/a", "na", "not applicable", "-", "—", "/"})
"""What stands for no answer."""
_UNTICKED = frozenset({"", "□", "☐", "○", "0", "false"})
_POINTS = ("5", "4", "3", "2", "1")
_IMPROVE, _FOLLOW = "需要改进的地方", "希望跟进的事项"
"""What answers in free words are filed under."""
_FREE = {
    _IMPROVE: ("需要改进", "改进", "建议", "意见", "不足", "improve", "comment", "suggest"),
    _FOLLOW: ("希望跟进", "跟进", "follow"),
}
_SHEET = ("份号", "序号", "编号", "答卷编号", "答题序号", "提交序号", "id", "no", "no.", "number")
_PERSON = (
    "姓名",
    "电话",
    "手机",
    "联系方式",
    "联系人",
    "联系电话",
    "邮箱",
    "昵称",
    "用户",
    "微信",
    "name",
    "phone",
    "email",
)
_NUMBERING = regex(r"^\s*(?:[Qq第]?\s*\d{1,2}\s*[题.、:)）]?\s*)?")
_REMARK = regex(r"[(（\[【].*?[)）\]】]|[*＊?？:：]")
_CHOICE = regex(r"^[A-Ea-e]\s*[.、:)）]\s*")
_MOBILE = regex(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_GONE = "（略）"


class Unusable(Exception):
    """A file of which nothing can be taken, or a cell that cannot be read; nothing of it is used then."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Given(NamedTuple):
    """One answer: on which form (as the file numbers it, else counted from 1), to what, points or words or both."""

    sheet: str
    question: str
    score: int | None
    comment: str | None


@dataclass(slots=True)
class Returned:
    """What a file holds. `dropped` are the columns that say who answered, `twice` the answers that a later one on the
    same form replaced: (form, question).
    """

    way: AnswerWay
    by_place: dict[tuple[str, str], Given] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    twice: list[tuple[str, str]] = field(default_factory=list)

    @property
    def answers(self) -> list[Given]:
        """The answers, in their order."""
        return list(self.by_place.values())

    @property
    def sheets(self) -> list[str]:
        """The forms, in their order."""
        return list(dict.fromkeys(sheet for sheet, _question in self.by_place))

    def add(self, given: Given) -> None:
        """Keep an answer; the last one to a question on a form holds."""
        place = (given.sheet, given.question)
        if place in self.by_place:
            self.twice.append(place)
        self.by_place[place] = given


def read_returned(path: Path) -> Returned:
    """The feedback in a file. Unusable where it holds none, a score is none of 1 to 5, or it cannot be read."""
    tables = _tables(path)
    forms = Returned(AnswerWay.PAPER)
    number = 0
    for name, rows in tables:
        number = _read_forms(name, rows, forms, number)
    if forms.answers:
        return forms
    export = Returned(AnswerWay.ONLINE)
    for name, rows in tables:
        _read_export(name, rows, export)
    if not export.answers and not any(_heads(row) for _name, rows in tables for row in rows):
        hint = _("表头要有反馈表的项目，如 {names}").format(names=_("、").join(one["name"] for one in _questions()[:4]))
        raise Unusable(_("“{file}”里没有认出评价项目").format(file=path.name), hint)
    if not export.answers:
        raise Unusable(_("“{file}”里一条评价也没有").format(file=path.name))
    return export


# --- files ------------------------------------------------------------------------------------------------------------

_Rows = list[list[str]]


def _tables(path: Path) -> list[tuple[str, _Rows]]:
    """The tables of a file, each with its name (empty in a file of one), its cells as texts."""
    if path.suffix.lower() not in SUFFIXES:
        hint = _("存成 .xlsx 或 .csv 再导入")
        raise Unusable(_("“{file}”不是 Excel 或 CSV 文件").format(file=path.name), hint)
    try:
        if path.stat().st_size > _LARGEST:
            raise Unusable(_("“{file}”太大了").format(file=path.name), _("只留反馈的一张表"))
        if path.suffix.lower() == ".csv":
            return [("", _csv(path))]
        return _workbook(path)
    except OSError as error:
        reason = _("文件不存在") if isinstance(error, FileNotFoundError) else error.strerror or str(error)
        raise Unusable(_("“{file}”读不出来：{reason}").format(file=path.name, reason=reason)) from None


def _csv(path: Path) -> _Rows:
    from jiedai.source import read_bytes

    source = read_bytes(path.read_bytes(), path.name)
    if source.encoding == "binary":
        raise Unusable(_("“{file}”不是 Excel 或 CSV 文件").format(file=path.name), _("存成 .xlsx 或 .csv 再导入"))
    first = source.raw.split("\n", 1)[0]
    between = max(",;\t，", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(source.raw), delimiter=between))
    except csv.Error as error:
        raise Unusable(_("“{file}”读不出来：{reason}").format(file=path.name, reason=error)) from None
    return [[cell.strip() for cell in row] for row in rows[:_MOST_ROWS]]


def _workbook(path: Path) -> list[tuple[str, _Rows]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
        found = [
            (name if len(names) > 1 else "", book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in names
        ]
    except (CalamineError, ValueError) as error:
        hint = _("在 Excel 或 WPS 里另存为 .xlsx，不加密码")
        raise Unusable(_("“{file}”读不出来：{reason}").format(file=path.name, reason=error), hint) from None
    return [(name, [[_text(cell) for cell in row] for row in rows[:_MOST_ROWS]]) for name, rows in found]


def _text(cell: Any) -> str:
    """A cell as it is shown: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _address(table: str, row: int, column: int) -> str:
    """A cell as people name it: `C3`, `Sheet2!C3`; counted from 0 here."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{table}!{letters}{row + 1}" if table else f"{letters}{row + 1}"


# --- questions --------------------------------------------------------------------------------------------------------


def _questions() -> Sequence[Any]:
    found: Sequence[Any] = contents("questions")
    return found


def _plain(text: str) -> str:
    """A question without its number, marks and remarks: `3.住宿条件和卫生（必填）*` is `住宿条件和卫生`."""
    bare = _REMARK.sub("", _NUMBERING.sub("", halfwidth(text), count=1))
    return re.sub(r"[\s。.,，、]+", "", bare).casefold()


def _question(text: str) -> str | None:
    """The name of the question that a text asks; None where it asks none. An exact one comes before one it holds."""
    plain = _plain(text)
    if not plain:
        return None
    named = [(one["name"], [_plain(one[key]) for key in ("name", "zh", "en")]) for one in _questions()]
    for name, texts in named:
        if plain in texts:
            return str(name)
    held = [(len(one), name) for name, texts in named for one in texts if one in plain]
    return str(max(held)[1]) if held else None


# --- the form ---------------------------------------------------------------------------------------------------------


def _read_forms(table: str, rows: _Rows, found: Returned, number: int) -> int:
    """Read the forms of a table, numbered on from `number`; the number of the last one."""
    columns: dict[int, str] = {}
    asked = -1
    for place, row in enumerate(rows):
        cells = [halfwidth(cell) for cell in row]
        if set(_POINTS) <= set(cells):
            columns = {column: cell for column, cell in enumerate(cells) if cell in _POINTS}
            asked, number = min(columns) - 1, number + 1
            continue
        if not number:
            continue
        free = next((one for one in (_IMPROVE, _FOLLOW) if row and _plain(row[0]).startswith(_plain(one))), None)
        if free is not None:
            words = _scrubbed(" ".join(cell for cell in row[1:] if cell), ())
            if words:
                found.add(Given(str(number), free, None, words))
            continue
        question = _question(row[asked]) if 0 <= asked < len(row) else None
        if question is None:
            continue
        ticked = [column for column in columns if column < len(cells) and cells[column].casefold() not in _UNTICKED]
        if len(ticked) > 1:
            message = _("{cell}：“{question}”勾了两个分数").format(
                cell=_address(table, place, ticked[1]), question=question
            )
            raise Unusable(message, _("只留一个"))
        if ticked:
            found.add(Given(str(number), question, int(columns[ticked[0]]), None))
    return number


# --- what a service exports -------------------------------------------------------------------------------------------

_LEAST = 2
"""Questions that a row has at least to be the head of an export."""


class _Head(NamedTuple):
    """Which columns hold what: scores and words by question, the number of the form, who answered."""

    scores: dict[int, str]
    words: dict[int, str]
    sheet: int | None
    people: dict[int, str]


def _heads(row: Sequence[str]) -> _Head | None:
    """The head of an export in a row; None where it is none."""
    head = _Head({}, {}, None, {})
    sheet: int | None = None
    for column, cell in enumerate(row):
        plain = _plain(cell)
        question = _question(cell)
        if any(plain.startswith(word) or plain.endswith(word) for word in _PERSON) and question is None:
            head.people[column] = cell
        elif question is not None and any(word in plain for word in ("意见", "建议", "说明", "原因")):
            head.words[column] = question
        elif question is not None:
            head.scores[column] = question
        elif plain in _SHEET and sheet is None:
            sheet = column
        else:
            free = next((name for name, signs in _FREE.items() if any(sign in plain for sign in signs)), None)
            if free is not None:
                head.words[column] = free
    return head._replace(sheet=sheet) if len(head.scores) >= _LEAST else None


def _read_export(table: str, rows: _Rows, found: Returned) -> None:
    head, count = None, len(found.sheets)
    for place, row in enumerate(rows):
        if head is None:
            head = _heads(row)
            found.dropped += list(head.people.values()) if head else []
            continue
        if not any(row):
            continue
        count += 1
        number = row[head.sheet] if head.sheet is not None and head.sheet < len(row) else ""
        sheet = number or str(count)
        people = tuple(row[column] for column in head.people if column < len(row) and row[column])
        given: dict[str, Given] = {}
        for column, question in head.scores.items():
            score = _score(table, place, column, row[column] if column < len(row) else "")
            if score is not None:
                if question in given:
                    found.twice.append((sheet, question))
                given[question] = Given(sheet, question, score, None)
        for column, question in head.words.items():
            words = _scrubbed(row[column] if column < len(row) else "", people)
            if words:
                before = given.get(question, Given(sheet, question, None, None))
                given[question] = before._replace(comment="；".join(filter(None, (before.comment, words))))
        for one in given.values():
            found.add(one)


def _score(table: str, row: int, column: int, cell: str) -> int | None:
    """The points in a cell; None for no answer. Unusable, with the cell, for what is neither."""
    text = _REMARK.sub("", _CHOICE.sub("", halfwidth(cell))).strip()
    if not text or text.casefold() in NOT_USED:
        return None
    try:
        return read_score(text, None)
    except PydanticCustomError as error:
        context = error.context or {}
        message = f"{_address(table, row, column)}：{context.get('problem', cell)}"
        raise Unusable(message, _("改成 1 到 5、很满意到很不满意，或者空着")) from None


def _scrubbed(words: str, people: Sequence[str]) -> str:
    """What was written, without who wrote it; empty where it says nothing."""
    text = " ".join(words.split())
    if halfwidth(text).rstrip("。.!！").casefold() in NOT_USED or not text:
        return ""
    for person in sorted(people, key=len, reverse=True):
        if len(person) > 1:
            text = text.replace(person, _GONE)
    return _MOBILE.sub(_GONE, text)


def numbered(found: Returned, taken: Sequence[str]) -> Iterator[Given]:
    """The answers with numbers of forms that no other one has: those of the file where they are free, else new ones."""
    used = set(taken)
    names: dict[str, str] = {}
    for sheet in found.sheets:
        name, number = sheet, 0
        while name in used:
            number += 1
            name = str(number)
        names[sheet] = name
        used.add(name)
    for one in found.answers:
        yield one._replace(sheet=names[one.sheet])
