"""The papers of an assessment: for leaders all units side by side, for a unit its own facts first and marks last.

Both say on how many events each figure rests. Neither proposes what is to be done to anybody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from jiedai import blocks as b
from jiedai.language import _
from jiedai.model.choice import Indicator
from jiedai.model.office import Office
from jiedai.visit.outcome import LEAST_SHEETS, percent
from jiedai.workflow.after.paper import Content, heading, paper, paragraph, table
from jiedai.workflow.assessing.evidence import Veto
from jiedai.workflow.assessing.scores import Assessment, Measures, Rate, Score, grade_name


def title_of(found: Assessment, unit: str | None = None) -> str:
    """What the paper is called."""
    whole_year = (found.first.month, found.first.day, found.last.month, found.last.day) == (1, 1, 12, 31)
    if whole_year and found.first.year == found.last.year:
        period = _("{year} 年").format(year=found.first.year)
    else:
        period = _("{first} 至 {last}").format(first=found.first.isoformat(), last=found.last.isoformat())
    if unit is not None:
        return _("{period}接待工作情况（{unit}）").format(period=period, unit=unit)
    return _("{period}接待工作考核").format(period=period)


def leader_paper(found: Assessment, office: Office | None, created: dt.datetime) -> b.Document:
    """All units: their scores with what they rest on, and what was missed, event by event."""
    head = (_("单位"), _("得分"), _("等次"), _("依据（项）"), *(one.label for one in Indicator), _("按时率区间"))
    rows: list[tuple[Content, ...]] = [
        (
            one.who,
            points(one, found.measures),
            grade(one, found.measures),
            one.n,
            *(counted(one, indicator) for indicator in Indicator),
            _interval(one, found.measures),
        )
        for one in found.scores
    ]
    content: list[b.Block] = [
        paragraph(_("共 {visits} 次接待，{units} 个单位。").format(visits=found.visits, units=len(found.scores))),
        table(head, rows, (3, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
        *(paragraph(line, "note") for line in remarks(found)),
    ]
    vetoes = [(veto.who, why(veto), veto.what, _visit(veto.file)) for one in found.scores for veto in one.vetoes]
    if vetoes:
        content += [heading(_("一票否决")), table((_("单位"), _("依据"), _("情况"), _("方案")), vetoes, (2, 2, 4, 3))]
    missed = [(one.who, *row) for one in found.scores for row in not_met(one)]
    if missed:
        head = (_("单位"), _("指标"), _("编号"), _("事项"), _("时限"), _("实际"), _("方案"))
        content += [heading(_("没有做到的")), table(head, missed, (2, 0, 0, 3, 0, 0, 3))]
    objections = [
        (one.who, objection.what, _visit(objection.file)) for one in found.scores for objection in one.objections
    ]
    if objections:
        content += [heading(_("申辩中的，不计")), table((_("单位"), _("差错"), _("方案")), objections, (2, 4, 3))]
    return replace(paper("assessment", title_of(found), content, office, created), landscape=True)


def unit_paper(found: Assessment, one: Score, office: Office | None, created: dt.datetime) -> b.Document:
    """A unit's own: what it did, what was missed, its faults; then the figures; and how to object."""
    told = _("{unit}：{visits} 次接待，{n} 项有据可查，做到 {hits} 项。")
    hits = sum(event.hit for event in one.events)
    visits = len({event.file for event in one.events})
    content: list[b.Block] = [
        heading(_("事实")),
        paragraph(told.format(unit=one.who, visits=visits, n=one.n, hits=hits)),
    ]
    missed = list(not_met(one))
    if missed:
        head = (_("指标"), _("编号"), _("事项"), _("时限"), _("实际"), _("方案"))
        content.append(table(head, missed, (0, 0, 3, 0, 0, 3)))
    else:
        content.append(paragraph(_("没有逾期、误点和认定的差错。")))
    if one.vetoes:
        content += [
            paragraph(
                _("一票否决：{why}，{what}（{file}）").format(why=why(veto), what=veto.what, file=_visit(veto.file))
            )
            for veto in one.vetoes
        ]
    if one.objections:
        names = _("；").join(objection.what for objection in one.objections)
        content.append(paragraph(_("申辩中的差错，没有计入：{names}").format(names=names)))
    content += [heading(_("评分")), *_marks(found, one)]
    content += [
        heading(_("申辩")),
        paragraph(_("以上事实与实际不符的，向接待办书面说明；写成“申辩”的差错在有结论以前不计入。")),
    ]
    return paper("assessment-unit", title_of(found, one.who), content, office, created)


def _marks(found: Assessment, one: Score) -> Iterator[b.Block]:
    rows = []
    for indicator, rate in one.rates.items():
        told = "" if _is_few(indicator, rate) or one.n < found.measures.sample else rate_text(rate)
        rows.append((indicator.label, counted(one, indicator), told, rate.weight))
    yield table((_("指标"), _("做到"), _("计分用的比率"), _("权重")), rows, (2, 0, 0, 0))
    yield paragraph(
        _("得分 {points}，等次 {grade}。").format(points=points(one, found.measures), grade=grade(one, found.measures))
    )
    yield from (paragraph(line, "note") for line in remarks(found))


def remarks(found: Assessment) -> Iterator[str]:
    """How the figures are made, in words for who has to trust them."""
    measures = found.measures
    yield _(
        "比率按 {prior} 项全体平均的做法拉近，做得少的不会因碰巧排到前面；依据不到 {sample} 项的，样本不足，不评等次。"
    ).format(prior=measures.prior, sample=measures.sample)
    if found.undated:
        yield _("另有 {count} 项任务已完成而没有写完成时间，不计。").format(count=found.undated)


def points(one: Score, measures: Measures) -> str:
    """A score, or that it rests on too little."""
    return _("样本不足") if one.n < measures.sample or one.score is None else f"{one.score:f}"


def grade(one: Score, measures: Measures) -> str:
    """A grade, or that there is too little for one."""
    if one.grade is not None:
        return grade_name(one.grade)
    return _("样本不足")


def why(veto: Veto) -> str:
    """What a veto rests on."""
    return _("重大差错") if veto.why == "fault" else veto.why


def rate_text(rate: Rate) -> str:
    """The rate that counts, in whole hundredths."""
    return f"{percent(rate.shrunk.numerator, rate.shrunk.denominator)}%"


def counted(one: Score, indicator: Indicator) -> str:
    """How many events of an indicator were met, of how many; not of so few answers that a guest could be recognised."""
    rate = one.rates.get(indicator)
    if rate is None:
        return ""
    return _("不足 {least} 项").format(least=LEAST_SHEETS) if _is_few(indicator, rate) else f"{rate.hits}/{rate.n}"


def _is_few(indicator: Indicator, rate: Rate) -> bool:
    return indicator is Indicator.SATISFIED and rate.n < LEAST_SHEETS


def _interval(one: Score, measures: Measures) -> str:
    if one.interval is None or one.n < measures.sample:
        return ""
    low, high = (int(bound * 100 + Decimal("0.5")) for bound in one.interval)
    return f"{low}%–{high}%"


def not_met(one: Score) -> Iterator[tuple[Content, ...]]:
    """What was not met, event by event; not what a guest said: who it was could be known."""
    for event in one.missed:
        if event.indicator is not Indicator.SATISFIED:
            due, done_at = (f"{at:%m-%d %H:%M}" if at else "" for at in (event.due, event.done_at))
            number = "" if event.indicator is Indicator.FAULTLESS else event.id
            yield (event.indicator.label, number, event.what, due, done_at, _visit(event.file))


def _visit(file: str) -> str:
    return Path(file).stem
