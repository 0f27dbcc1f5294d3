"""`目录.html`: what goes to whom, how many of each, and what a printing has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.documents.filing.shelf import Paper
from jiedai.language import N_, _, current
from jiedai.model.base import AUDIENCES

FILE = "目录.html"

_CHANGES = {"new": N_("新"), "changed": N_("有变化"), "same": N_("没有变化")}


class Row(NamedTuple):
    """A paper in all its formats: who gets it, how many, whether it says anything new, its files as (format, path)."""

    title: str
    reader: str
    amount: int
    news: bool
    change: str
    version: int
    printed: str
    files: list[tuple[str, str]]


def page(title: str, papers: Iterable[Paper]) -> bytes:
    """The page over the papers of a plan, drafts behind the others; it leads to each file and to nothing else."""
    ranked = sorted(papers, key=_rank)
    groups = [(_heading(first), list(_rows(of))) for first, of in _grouped(ranked)]
    text: str = _template().render(
        title=title,
        about=_("印出的文件，按发给谁分。没有变化的不用重发。"),
        head=(_("文件"), _("份数"), _("与上次印的比"), _("版本"), _("印出时间"), _("打开")),
        language="zh-CN" if current() == "zh" else current(),
        groups=groups,
    )
    return text.encode()


def _rank(paper: Paper) -> tuple[object, ...]:
    order = list(AUDIENCES)
    place = order.index(paper.audience) if paper.audience in order else len(order)
    return paper.draft, place, paper.path


def _grouped(papers: list[Paper]) -> Iterator[tuple[Paper, list[Paper]]]:
    for _key, of in groupby(papers, key=lambda one: (one.draft, one.audience)):
        found = list(of)
        yield found[0], found


def _heading(paper: Paper) -> str:
    name = _(AUDIENCES.get(paper.audience, paper.audience))
    return _("{reader}（草稿）").format(reader=name) if paper.draft else name


def _rows(papers: list[Paper]) -> Iterator[Row]:
    for _key, of in groupby(papers, key=lambda one: (one.document, one.reader, one.person, one.copy)):
        found = list(of)
        first = found[0]
        change = next((one.change for one in found if one.change != "same"), "same")
        yield Row(
            first.title,
            first.reader or first.person,
            first.amount,
            change != "same",
            _(_CHANGES.get(change, change)),
            first.plan_version,
            first.printed_at.replace("T", " ")[:16],
            [
                (one.format.upper() if not one.part else Path(one.path).stem.rpartition("-")[2], one.path)
                for one in found
            ],
        )


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    text = (Path(__file__).parent / "contents.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        text
    )
