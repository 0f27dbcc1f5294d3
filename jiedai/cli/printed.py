"""`jiedai check --papers`: papers that people have in hand, held against their plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jiedai.cli.failure import Failure
from jiedai.cli.one import sound_plan
from jiedai.cli.outcomes import Outcome
from jiedai.diagnostics import START, Diagnostic, Level, Span
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workflow.intake.found import Refused
from jiedai.workflow.intake.sources import LARGEST, read_source
from jiedai.workflow.returned import carrier
from jiedai.workflow.returned.checking import Disagreement, disagreements
from jiedai.workspace import shown

_SUFFIXES = frozenset([".docx", ".xlsx", ".xls", ".pdf"])
_MOST = 500
"""Papers that are looked at in one go."""


def outcomes(paths: Sequence[str], place: str) -> Iterator[Outcome]:
    """What there is to say of each paper. Failure where there is no one plan, no such folder or no paper in it."""
    if len(paths) != 1:
        raise Failure(_("--papers 要写明是哪一份方案"), _("如 jiedai check plans/某次来访.yaml --papers out/某次来访"))
    papers = _papers(Path(place))
    sound = sound_plan(paths[0])
    case = Case(sound.loaded, sound.plan)
    for path in papers:
        try:
            data = path.read_bytes()[: LARGEST + 1]
            found = disagreements(case, read_source(data, path.name), carrier.trace_of(data))
        except Refused as error:
            told = _("{file}：{message}").format(file=shown(path), message=error.message)
            yield Outcome(shown(path), unreadable=told, hint=error.hint)
            continue
        except OSError as error:
            yield Outcome(shown(path), unreadable=f"{shown(path)}：{error.strerror or error}")
            continue
        yield Outcome(shown(path), tuple(_finding(one, shown(path)) for one in found))


def _papers(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise Failure(_("没有文件夹“{folder}”").format(folder=place))
    found = sorted(
        path
        for path in place.rglob("*")
        if path.suffix.lower() in _SUFFIXES and path.is_file() and not path.name.startswith(("~$", "."))
    )
    if not found:
        raise Failure(_("“{folder}”里没有 DOCX、XLSX、PDF").format(folder=place))
    if len(found) > _MOST:
        raise Failure(_("“{folder}”里有 {count} 个文件，一次最多查 {most} 个").format(
            folder=place, count=len(found), most=_MOST))  # fmt: skip
    return found


def _finding(one: Disagreement, file: str) -> Diagnostic:
    message = _("{where} {message}").format(where=one.where, message=one.message)
    hint = _("文件对的，用 jiedai import 读回方案；方案对的，重新印")
    return Diagnostic("WD05", Level.ERROR, message, file, _span(one.where), title=_("文件与方案不一致"), hint=hint)


def _span(where: str) -> Span:
    """The row and column of a cell, or the number of a line, as a place in a file."""
    if cell := re.search(r"!([A-Z]{1,3})(\d+)$", where):
        column = 0
        for letter in cell[1]:
            column = column * 26 + ord(letter) - 64
        return Span.point(int(cell[2]), column)
    line = re.search(r"(\d+)[行段]", where)
    return Span.point(int(line[1]), 1) if line else START
