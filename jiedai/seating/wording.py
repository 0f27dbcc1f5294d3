"""A chart in words: its conventions, what is to be confirmed, who has no seat. Shared by every output."""

from __future__ import annotations

from jiedai.language import _
from jiedai.seating.chart import Chart


def heading(chart: Chart) -> str:
    """The shape and the item: S1 · 长条桌横放 · 座谈会; the item alone on a chart without a number (see `unmarked`)."""
    if not chart.id:
        return chart.title or chart.shape.label
    parts = (chart.id, chart.shape.label, chart.title)
    return " · ".join(part for part in parts if part)


def conventions(chart: Chart) -> list[str]:
    """Which side is higher, the tradition for even rows, where the door is, and the day of the list of people."""
    if not chart.id:
        return [chart.door]
    parts = []
    if chart.convention:
        parts.append(_("{convention}（按就座人自己的左右）").format(convention=chart.convention.label))
    if chart.even_rule:
        parts.append(_("双数：{even_rule}").format(even_rule=chart.even_rule.label))
    parts.append(chart.door)
    if chart.listed:
        parts.append(_("名单日期：{date}").format(date=chart.listed.isoformat()))
    return parts


def unmarked(chart: Chart) -> Chart:
    """The chart for those who sit in it: where everybody's place is, without numbers and the terms of who set it up."""
    return chart._replace(id="", listed=None, seats=tuple(seat._replace(number=0) for seat in chart.seats))


def remarks(chart: Chart) -> list[str]:
    """What somebody should look at before the cards are set out, a line each."""
    between = _("、")
    lines = [note.text for note in chart.notes]
    lines += [_("并列，按书写顺序排的：{names}，请核定").format(names=between.join(tie)) for tie in chart.ties]
    if chart.unseated:
        lines.append(_("没有座位的：{names}").format(names=between.join(person.name for person in chart.unseated)))
    if chart.absent:
        lines.append(_("参加这项安排但图上没有的：{names}").format(names=between.join(chart.absent)))
    if chart.strangers:
        lines.append(_("图上有但不参加这项安排的：{names}").format(names=between.join(chart.strangers)))
    lines += [
        _("指定座位：{name}（{reason}）").format(name=seat.name, reason=seat.fixed.reason)
        for seat in chart.seats
        if seat.fixed and seat.fixed.reason
    ]
    return lines
