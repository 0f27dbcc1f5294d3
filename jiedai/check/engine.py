"""Runs the rules in force over a plan.

A rule is a function of a `Case` and the figures of its row in the packs. A rule that crashes becomes one finding that
names it, and the others still run. Of a plan with errors of format they see what is sound; one that reads anything else
finds nothing.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jiedai.check.marks import AnyMark
from jiedai.check.selection import ALL, Selection
from jiedai.check.waivers import Waivers
from jiedai.diagnostics import Diagnostic, Level, ordered
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.model.base import DamagedValue
from jiedai.model.choice import Kind
from jiedai.source import read_file
from jiedai.visit.book import Figures, Row, RuleBook, book_in_force
from jiedai.visit.case import Case, Finding
from jiedai.visit.packs import pack_files
from jiedai.workspace import shown

RuleFunction = Callable[[Case, Figures], Iterable[Finding]]

AcrossFunction = Callable[[Case, Figures], Iterable[AnyMark]]

_rules: dict[str, RuleFunction] = {}
_across: dict[str, AcrossFunction] = {}


def rule(code: str) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as the logic of a rule; ValueError when the code is taken."""

    def register(function: RuleFunction) -> RuleFunction:
        if code in _rules:
            raise ValueError(f"{code} has two functions")
        _rules[code] = function
        return function

    return register


def across_plans(code: str) -> Callable[[AcrossFunction], AcrossFunction]:
    """Register a function that marks what another plan of the same run may contradict; ValueError as for `rule`.

    A code may have a rule for the plan alone too.
    """

    def register(function: AcrossFunction) -> AcrossFunction:
        if code in _across:
            raise ValueError(f"{code} has two functions")
        _across[code] = function
        return function

    return register


@lru_cache(maxsize=1)
def rules() -> dict[str, RuleFunction]:
    """Every rule by code; the modules of `rules/` are found by their names."""
    from jiedai.check import rules as package

    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_rules.items()))


class Examined(NamedTuple):
    """The findings about a plan, and what it says that other plans of the same run may contradict.

    `unchecked` are the rules that could not be checked because of errors of format.
    """

    diagnostics: list[Diagnostic]
    marks: list[AnyMark]
    unchecked: frozenset[str] = frozenset()


def check(loaded: Loaded, *, as_of: dt.date | None = None, selection: Selection = ALL) -> list[Diagnostic]:
    """All findings about a plan and the office file it uses, in the order of the file.

    `as_of` is the day from whose view overdue tasks count; without it nothing is overdue.
    """
    return alone(loaded, as_of=as_of, selection=selection).diagnostics


def alone(loaded: Loaded, *, as_of: dt.date | None = None, selection: Selection = ALL) -> Examined:
    """What `check` finds in a plan that nothing else is held against: it leaves no marks."""
    return _examined(loaded, as_of, selection, {})


def examined(loaded: Loaded, *, as_of: dt.date | None = None, selection: Selection = ALL) -> Examined:
    """What `check` finds, with the marks for `together.conflicts`."""
    rules()
    return _examined(loaded, as_of, selection, _across)


def _examined(
    loaded: Loaded, as_of: dt.date | None, selection: Selection, across: Mapping[str, AcrossFunction]
) -> Examined:
    """The findings of every rule, and the marks that those of `across` leave."""
    book, complaint = book_of(loaded)
    found = [*loaded.diagnostics, *(loaded.office_file.diagnostics if loaded.office_file else ())]
    found += [complaint] if complaint else []
    found += problems_of(book, loaded.workspace.packs_dir)
    plan = loaded.plan or loaded.partial
    day = plan.dates.first if plan else None
    found = [completed(diagnostic, book.row(diagnostic.code, day)) for diagnostic in found]
    if plan is None:
        ruled = Examined(found, [], _unruled(loaded, book, selection, across))
    else:
        in_force = book.in_force(plan.dates.first, foreign=plan.kind is Kind.FOREIGN)
        rows = {code: in_force[code] for code in sorted(in_force) if code in selection}
        try:
            ruled = _ruled(Case(loaded, plan, as_of), rows, found, across)
        except DamagedValue:  # a place of the plan's own without a name: nobody knows what the others mean
            ruled = Examined(found, [], frozenset(code for code in rows if code in rules() or code in across))
    wanted = (diagnostic for diagnostic in ruled.diagnostics if diagnostic.code in selection)
    return ruled._replace(diagnostics=ordered(wanted))


def _unruled(loaded: Loaded, book: RuleBook, selection: Selection, across: Iterable[str]) -> frozenset[str]:
    """The rules that errors keep from being checked where there is no plan at all; none where there are no errors."""
    faulty = loaded.is_plan and any(diagnostic.level is Level.ERROR for diagnostic in loaded.diagnostics)
    codes = {*rules(), *across} if faulty else set()
    return frozenset(code for code in codes if code in selection and book.row(code))


def _ruled(
    case: Case, rows: Mapping[str, Row], before: list[Diagnostic], across: Mapping[str, AcrossFunction]
) -> Examined:
    """What the rules say of a plan, behind what was found before; a rule that reads a damaged value says nothing."""
    known = rules()
    try:
        accepted = Waivers(case) if case.plan.waivers else None
    except DamagedValue:  # nobody knows what is accepted, and a finding would be told that may be
        return Examined(before, [], frozenset(code for code in rows if code in known or code in across))
    found, marks, unchecked = list(before), list[AnyMark](), set[str]()
    for code, row in rows.items():
        try:
            found += list(_run(code, known[code], case, row)) if code in known else ()
            marks += list(_marks(across[code], case, row)) if code in across else ()
        except DamagedValue:
            unchecked.add(code)
    own = [row for row in rows.values() if row.condition]
    if own:
        from jiedai.check.own import own_findings  # with the library that only an office's own rules need

        try:
            found += [
                completed(one.diagnostic(row.code, row.level), row, one.level) for row, one in own_findings(case, own)
            ]
        except DamagedValue:
            unchecked |= {row.code for row in own}
    if accepted is not None:
        found = list(map(accepted, found))
        marks = [mark._replace(finding=accepted(mark.finding)) for mark in marks]
    return Examined(found, marks, frozenset(unchecked))


def _marks(function: AcrossFunction, case: Case, row: Row) -> Iterator[AnyMark]:
    """The marks of a rule over several plans, their findings with the rule's name, level and source."""
    title, citation = row.name, row.citation
    for mark in function(case, row.figures):
        found = mark.finding
        yield mark._replace(
            finding=replace(found, code=row.code, level=row.level, title=title, source=found.source or citation)
        )


def book_of(loaded: Loaded) -> tuple[RuleBook, Diagnostic | None]:
    """The rule book the office uses; the national one, and why, where a pack cannot be used."""
    book, error = book_in_force(loaded.office, loaded.workspace.packs_dir)
    if error is None:
        return book, None
    name = loaded.office_file.source.name if loaded.office_file else loaded.name
    return book, in_pack(error.message, loaded.workspace.packs_dir, *error.place) or Diagnostic(
        "GS08", Level.ERROR, error.message, name
    )


def problems_of(book: RuleBook, folder: Path) -> list[Diagnostic]:
    """What is wrong with the conditions of an office's own rules, at the lines of their packs in `folder`."""
    if not book.own:
        return []
    from jiedai.check.own import problem

    found = []
    for row in book.own:
        wrong = problem(row.condition) if row.condition else None
        if wrong is not None:
            message = _("{code} 的 {field}：{message}").format(code=row.code, field=wrong.field, message=wrong.message)
            place = in_pack(message, folder, row.pack, "rules", row.code, wrong.field, hint=wrong.hint)
            found.append(place or Diagnostic("GS04", Level.ERROR, message, row.pack, hint=wrong.hint))
    return found


def in_pack(message: str, folder: Path, pack: str = "", *keys: str, hint: str = "") -> Diagnostic | None:
    """An error at the keys of a pack in `folder`, as far as they lead; None where the pack is none of the office's."""
    for file in pack_files([pack], folder) if pack else []:
        if not file.is_relative_to(folder):
            continue
        source = read_file(file, shown(file))
        if keys[:2] in source.spans:
            return Diagnostic("GS04", Level.ERROR, message, source.name, source.span(keys), hint=hint)
    return None


def _run(code: str, function: RuleFunction, case: Case, row: Row) -> Iterator[Diagnostic]:
    try:
        findings = list(function(case, row.figures))
    except DamagedValue:
        raise
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
