"""Rule packs: what a rule is called, how serious it is, where it comes from, from when it holds, and its figures.

Packs are data (`jiedai/packs/`, `plans/packs/`), laid over one another: national, province, county, the office itself.
A later layer may tighten a figure, raise or lower a level, switch a rule on or off; what it says of a rule replaces
what came before, field by field.

    sources:
      OWN: {zh: 《云溪县公务接待办法》, en: "Yunxi County Measures, "}    # in full, or by this key below
    rules:
      YC02:                                  # the fields of `Row`; `level` and `title` must be given once
        title: {zh: 陪餐人数, en: companions at a meal}
        level: error
        versions:                            # where days or kinds of visits differ: each says what it has of its own
          - {source: OWN, article: {zh: 第九条, en: Art. 9}, status: L, until: 2025-05-17}
          - {source: OWN, article: {zh: 第十条, en: Art. 10}, status: L, since: 2025-05-18}

An entry of the national pack holds the manual of its rule too (`jiedai.check.manual`). The logic is a function.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.diagnostics import Level
from jiedai.language import N_, _, current
from jiedai.patterns import regex
from jiedai.source import files
from jiedai.visit import conditions
from jiedai.visit.conditions import Condition
from jiedai.visit.packs import NATIONAL, PACKS_DIR, PackError, available, entries_of, files_state, place_of, wrong

if TYPE_CHECKING:
    from jiedai.model.office import Office

STATUSES = {
    "V": N_("已核对"),
    "V/a": N_("已核对，条号待核"),
    "M": N_("待核"),
    "L": N_("地方规定"),
    "local": N_("地方版本可查"),
    "practice": N_("实务"),
    "D": N_("推导"),
}
"""How far a rule's source has been checked; `jiedai explain` prints it."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})

Figures = Mapping[str, Any]
"""The figures of a rule, by name."""

AREAS = {
    "GS": N_("格式"),
    "SJ": N_("时间"),
    "RW": N_("任务"),
    "ZR": N_("责任"),
    "YA": N_("预案"),
    "ZC": N_("座次"),
    "ZS": N_("住宿"),
    "YC": N_("用餐"),
    "CX": N_("车辆"),
    "YS": N_("迎送"),
    "PT": N_("陪同"),
    "XW": N_("宣传"),
    "GH": N_("公函"),
    "SP": N_("审批"),
    "FW": N_("接待范围"),
    "QD": N_("结算"),
    "LP": N_("礼品"),
    "WB": N_("外宾"),
    "BM": N_("保密"),
    "GR": N_("个人信息"),
    "GK": N_("公开"),
    "CF": N_("追责"),
    "AQ": N_("安全"),
    "KX": N_("撞车"),
    "XQ": N_("县情"),
    "WD": N_("文档"),
}
"""What the areas of the national pack are called, by the first two letters of their codes."""

KINDS = ("any", "domestic", "foreign")
FINDERS = ("rule", "reading", "printing", "closing")


class Row(NamedTuple):
    """What a pack says of one rule from one day on.

    `title` and `source` hold both languages (`zh`, `en`); `figures` are the numbers and lists the rule works with;
    `kinds` says which visits it is for: any, domestic, foreign; `found_by` what finds it: a function of its own, or
    whoever reads the plan, prints its papers or closes the visit; `condition` is what an office's own rule asks
    instead.
    """

    code: str
    level: Level
    title: Mapping[str, str]
    source: Mapping[str, str] = _NOTHING
    article: Mapping[str, str] = _NOTHING
    status: str = ""
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    figures: Mapping[str, Any] = _NOTHING
    kinds: str = "any"
    on: bool = True
    found_by: str = "rule"
    pack: str = NATIONAL
    condition: Condition | None = None

    def holds(self, day: dt.date, *, foreign: bool) -> bool:
        """Whether the rule applies to a visit that begins on `day`."""
        fits = self.kinds == "any" or (self.kinds == "foreign") == foreign
        return self.on and fits and self.since <= day <= self.until

    @property
    def name(self) -> str:
        """The rule's short name in the language in use."""
        return self.title.get(current()) or self.title["zh"]

    @property
    def basis(self) -> str:
        """Source and article; empty for rules of plain sense."""
        if not self.source:
            return ""
        language = current()
        text = (self.source.get(language) or self.source["zh"]) + (
            self.article.get(language) or self.article.get("zh", "")
        )
        return text.rstrip(", ")

    @property
    def checked(self) -> str:
        """How far the source was checked; empty where the rule has none."""
        return _(STATUSES[self.status]) if self.status else ""

    @property
    def citation(self) -> str:
        """Source, article and how far they are checked, in one line; empty for rules of plain sense."""
        if not self.source or not self.status:
            return self.basis
        return _("{source}（{status}）").format(source=self.basis, status=self.checked)


class RuleBook(NamedTuple):
    """The rows in force after all layers: by code, the versions of each rule in the order of their dates."""

    rows: Mapping[str, tuple[Row, ...]] = _NOTHING

    def row(self, code: str, day: dt.date | None = None) -> Row | None:
        """The version of a rule on `day` (the newest without a day), or None where there is none."""
        versions = self.rows.get(code, ())
        fitting = [row for row in versions if day is None or row.since <= day <= row.until]
        return (fitting or versions or (None,))[-1]

    def newest(self, code: str) -> tuple[Row, ...]:
        """The row in force from now on; two where foreign guests have one of their own, none for an unknown code."""
        versions = self.rows.get(code, ())
        return tuple(row for row in versions if row.until == dt.date.max) or versions[-1:]

    @property
    def own(self) -> tuple[Row, ...]:
        """The rules whose condition an office has written itself."""
        return tuple(row for versions in self.rows.values() for row in versions if row.condition)

    def in_force(self, day: dt.date, *, foreign: bool) -> dict[str, Row]:
        """The rules that apply to a visit that begins on `day`."""
        return {
            code: holding[-1]
            for code, versions in self.rows.items()
            if (holding := [row for row in versions if row.holds(day, foreign=foreign)])
        }

    def over(self, layer: Mapping[str, tuple[Mapping[str, Any], ...]], pack: str) -> RuleBook:
        """This book with another layer on top; PackError where an entry cannot be used."""
        rows = dict(self.rows)
        for code, entries in layer.items():
            before = rows.get(code, ())
            try:
                if len(entries) > 1 or not before:
                    rows[code] = tuple(_new(code, entry, pack) for entry in entries)
                else:
                    rows[code] = tuple(_changed(row, entries[0], pack) for row in before)
            except ValueError as error:
                raise wrong(pack, code, error) from None
        return RuleBook(rows)


_OWN_CODE = regex(r"[A-Z]{2}\d{2}")
_LANGUAGES = frozenset({"zh", "en"})


def _texts(value: Any) -> Mapping[str, str]:
    texts: Any = {"zh": value} if isinstance(value, str) else value or {}
    if not isinstance(texts, dict) or (texts and ("zh" not in texts or not texts.keys() <= _LANGUAGES)):
        # An ASCII comma cuts a text in braces in two, and its second half becomes a key.
        raise ValueError(_("文字写成 {zh: …, en: …}，有逗号的用引号括起来"))
    return MappingProxyType({language: str(text) for language, text in texts.items()})


def _title(value: Any) -> Mapping[str, str]:
    if not value:
        raise ValueError(_("title 不能空着"))
    return _texts(value)


def _day(value: Any) -> dt.date:
    if type(value) is dt.date:  # a moment is no day, though Python says so
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(_("日期“{value}”读不懂；写成 2025-05-18").format(value=value)) from None


def _figures(value: Any) -> Mapping[str, Any]:
    if not isinstance(value or {}, dict):
        raise ValueError(_("figures 写成 {名称: 数值}"))
    return MappingProxyType(dict(value or {}))


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(_("on 写 true 或 false"))
    return value


def _one_of(choices: Iterable[str]) -> Callable[[Any], str]:
    known = tuple(choices)

    def read(value: Any) -> str:
        if value not in known:
            raise ValueError(_("“{value}”不行；可写 {choices}").format(value=value, choices=_("、").join(known)))
        return str(value)

    return read


_level = _one_of(level.value for level in Level)
_READ: dict[str, Callable[[Any], Any]] = {
    "title": _title,
    "level": lambda value: Level(_level(value)),
    "source": _texts,
    "article": _texts,
    "status": _one_of(STATUSES),
    "since": _day,
    "until": _day,
    "kinds": _one_of(KINDS),
    "on": _switch,
    "found_by": _one_of(FINDERS),
    "figures": _figures,
    "message": _texts,
    "hint": _texts,
    **conditions.READ,
}
"""The fields of an entry, with what reads each; ValueError says what is wrong with a value."""


PACK_KEYS = frozenset({"sources", "rules", "versions", "zh", "en", *_READ})
"""The words that may stand before a colon in a pack; codes and the names of sources are the office's own."""


def _given(entry: Mapping[str, Any]) -> dict[str, Any]:
    given = {}
    for name, value in entry.items():
        read = _READ.get(name)
        if read is None:
            raise ValueError(_("没有“{name}”这一项；可写 {names}").format(name=name, names=_("、").join(_READ)))
        given[name] = read(value)
    return given


def _new(code: str, entry: Mapping[str, Any], pack: str) -> Row:
    given = _given(entry)
    if not {"title", "level"} <= given.keys():
        raise ValueError(_("没有这个代号的规则；新的规则要写 title 和 level"))
    asked = conditions.condition(given, None)
    if asked and (_OWN_CODE.fullmatch(code) is None or code[:2] in AREAS):
        raise ValueError(_("本单位的代号写成自己的两个字母加两位数字，如 BD01，不用已有的领域"))
    return Row(code=code, pack=pack, condition=asked, **_of_row(given))


def _of_row(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry that are those of a row."""
    return {name: value for name, value in given.items() if name not in conditions.FIELDS}


def _changed(row: Row, entry: Mapping[str, Any], pack: str) -> Row:
    given = _given(entry)
    if "figures" in given:
        given["figures"] = MappingProxyType({**row.figures, **given["figures"]})
    if "source" in given and given["source"].get("zh") != row.source.get("zh"):
        # Another source does not have the article of the one before, and nobody has compared the rule with it.
        given = {"article": _NOTHING, "status": "L", **given}
    asked = conditions.condition(given, row.condition)
    if asked and not row.condition:
        raise ValueError(_("这个代号已有自己的查法；本单位的条件另用一个代号"))
    return row._replace(pack=pack, condition=asked, **_of_row(given))


def rule_book(packs: tuple[str, ...] = (), folder: Path | None = None) -> RuleBook:
    """The national pack with the named local packs over it, each from `folder` or among the built-in ones.

    Read once for as long as the office's own files stay as they are. PackError where a pack does not exist or cannot
    be read.
    """
    return _book(packs, folder, files_state(packs, folder))


def book_in_force(office: Office | None, packs_dir: Path | None) -> tuple[RuleBook, PackError | None]:
    """The rules of an office: the national ones, with the packs that it has switched on over them.

    `packs_dir` is where it keeps packs of its own, if there is such a folder. Where a pack cannot be used, the book is
    the national one, and the error says why.
    """
    packs = tuple(office.standards.packs) if office and office.standards else ()
    try:
        return rule_book(packs, packs_dir if packs_dir and files.is_dir(packs_dir) else None), None
    except PackError as error:
        return rule_book(), error


@lru_cache(maxsize=16)
def _book(packs: tuple[str, ...], folder: Path | None, state: tuple[tuple[str, int, int], ...]) -> RuleBook:
    """`state` is part of the key: other files are another book."""
    book = RuleBook().over(entries_of(PACKS_DIR / NATIONAL), NATIONAL)
    for pack in packs:
        path = place_of(pack, folder)
        if path is None:
            message = _("没有规则包“{pack}”；可用：{names}")
            raise PackError(message.format(pack=pack, names=_("、").join(available(folder))))
        book = book.over(entries_of(path), pack)
    return book
