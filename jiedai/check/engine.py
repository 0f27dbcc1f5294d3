"""Runs the rules in force over a plan.

A rule is a function of a `Case` and the figures of its row in the packs; its docstring is its manual. A rule that
crashes becomes one finding that names it, and the others still run.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from jiedai.check.case import Case, Finding
from jiedai.check.packs import PackError, Row, RuleBook, rule_book
from jiedai.diagnostics import Diagnostic, Level, Waiver, ordered
from jiedai.language import _
from jiedai.model.choice import Kind
from jiedai.workspace import Loaded

Figures = Mapping[str, Any]
RuleFunction = Callable[[Case, Figures], Iterable[Finding]]

_rules: dict[str, RuleFunction] = {}
_documented: dict[str, Callable[[], None]] = {}


def rule(code: str) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as the logic of a rule; ValueError when the code is taken."""

    def register(function: RuleFunction) -> RuleFunction:
        if code in _rules or code in _documented:
            raise ValueError(f"{code} has two functions")
        _rules[code] = function
        return function

    return register


def found_while_reading(code: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register the manual of a finding that the reader or the model makes, not a rule."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        if code in _rules or code in _documented:
            raise ValueError(f"{code} has two functions")
        _documented[code] = function
        return function

    return register


@lru_cache(maxsize=1)
def rules() -> dict[str, RuleFunction]:
    """Every rule by code; the modules of `rules/` are found by their names."""
    from jiedai.check import rules as package

    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_rules.items()))


def manuals() -> dict[str, Callable[..., Any]]:
    """Every code with the function whose docstring is its manual."""
    found: dict[str, Callable[..., Any]] = {**rules(), **_documented}
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are wanted: codes or their beginnings (`YC`, `SJ02`); everything where nothing is selected."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __contains__(self, code: object) -> bool:
        text = str(code)
        wanted = not self.select or text.startswith(self.select)
        return wanted and not (self.ignore and text.startswith(self.ignore))


ALL = Selection()


def check(loaded: Loaded, *, as_of: dt.date | None = None, selection: Selection = ALL) -> list[Diagnostic]:
    """All findings about a plan and the office file it uses, in the order of the file.

    `as_of` is the day from whose view overdue tasks count; without it nothing is overdue.
    """
    book, complaint = _book(loaded)
    found = [*loaded.diagnostics, *(loaded.office_file.diagnostics if loaded.office_file else ())]
    if complaint:
        found.append(complaint)
    day = loaded.plan.dates.first if loaded.plan else None
    found = [completed(diagnostic, book.row(diagnostic.code, day)) for diagnostic in found]
    if loaded.plan is not None:
        case = Case(loaded, loaded.plan, as_of)
        in_force = book.in_force(loaded.plan.dates.first, foreign=loaded.plan.kind is Kind.FOREIGN)
        for code, function in rules().items():
            if code in in_force and code in selection:
                found.extend(_run(code, function, case, in_force[code]))
        found = [_waived(diagnostic, case) for diagnostic in found]
    return ordered(diagnostic for diagnostic in found if diagnostic.code in selection)


def _book(loaded: Loaded) -> tuple[RuleBook, Diagnostic | None]:
    """The rule book the office uses; the national one, and why, where a pack cannot be used."""
    office = loaded.office
    packs = office.standards.packs if office and office.standards else ()
    folder = loaded.workspace.packs_dir
    try:
        return rule_book(packs, folder if folder.is_dir() else None), None
    except PackError as error:
        name = loaded.office_file.source.name if loaded.office_file else loaded.name
        return rule_book(), Diagnostic("GS08", Level.ERROR, error.message, name)


def _run(code: str, function: RuleFunction, case: Case, row: Row) -> Iterator[Diagnostic]:
    try:
        findings = list(function(case, row.figures))
    except Exception as error:  # one broken rule must not hide what the others find
        message = _("规则 {code} 没有查完：{error}（这是 jiedai 的错误，其他规则已照常检查）")
        yield completed(
            Diagnostic(
                code, Level.ERROR, message.format(code=code, error=f"{type(error).__name__}: {error}"), case.name
            ),
            row._replace(level=Level.ERROR),
        )
        return
    for finding in findings:
        yield completed(finding.diagnostic(code, row.level), row, finding.level)


def completed(diagnostic: Diagnostic, row: Row | None, level: Level | None = None) -> Diagnostic:
    """The finding with its rule's name, level and source from the pack."""
    if row is None:
        return diagnostic
    return replace(
        diagnostic,
        title=row.name,
        level=level or row.level,
        source=diagnostic.source or row.citation,
    )


def _waived(diagnostic: Diagnostic, case: Case) -> Diagnostic:
    """The finding marked as waived where the plan accepts it; errors of format cannot be waived."""
    if diagnostic.code.startswith("GS"):
        return diagnostic
    for waiver in case.plan.waivers:
        if waiver.code == diagnostic.code:
            return replace(diagnostic, waived=Waiver(waiver.reason, waiver.by))
    return diagnostic
