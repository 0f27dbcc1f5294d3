"""A notice as a message for a telephone, and what is said of a visit that is put off or called off."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.choice import PlanState
from jiedai.visit.case import Case
from jiedai.workflow.changes.diff import ADDED, MOVED, REMOVED, RENAMED, Change
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.readers import Comparison, Notice
from jiedai.workflow.changes.sheet import ITEMS, OFFICE, PLAN
from jiedai.workflow.changes.wording import brief, day, label, said, section_name

LONGEST = 300
"""Characters of a message: what a telephone shows of one."""
_UNSAID = frozenset({PLAN, "crew", "headcount"})
"""Sections of which nobody is told that a record came or went: it came into sight with the others."""
_STATE = ("state", "state_reason")


def told(notice: Notice, *, but_state: bool = False) -> list[list[Change]]:
    """The changes that are put into words, those of one record together; without what `off` says where it is said."""
    found: dict[tuple[str, str | None], list[Change]] = {}
    for change in notice.changes:
        whole = change.op in (ADDED, REMOVED)
        if but_state and change.section == PLAN and change.field in _STATE:
            continue
        if not (whole and (change.section in _UNSAID or change.section.startswith(OFFICE))):
            found.setdefault(change.key, []).append(change)
    return list(found.values())


# --- a visit that is off ----------------------------------------------------------------------------------------------


def off(comparison: Comparison, reader: Reader) -> tuple[str, str]:
    """What has become of a visit that does not take place as planned, and why as far as a reader may know.

    One that was off and is on again counts too; of any other both texts are empty.
    """
    plan = comparison.new.plan
    if plan.state is PlanState.NORMAL:
        again = comparison.old is not None and comparison.old.plan.state is not PlanState.NORMAL
        return (_("恢复"), _("本次接待恢复，时间：{dates}。").format(dates=plan.dates)) if again else ("", "")
    head = next(iter(comparison.seen_by(reader)[1].get(PLAN, ())), None)
    reason = head.fields.get("state_reason") if head else None
    texts = [_("本次接待取消，各项准备停止。")]
    if plan.state is PlanState.POSTPONED:
        texts = [_("本次接待改期，新的时间：{dates}。").format(dates=plan.dates)]
        if stopped(comparison):
            texts = [_("本次接待改期，新的时间另行通知；原定各项准备暂停。")]
    texts += [_("原因：{reason}。").format(reason=str(reason).rstrip("。"))] if reason else []
    return plan.state.label, "".join(texts)


def stopped(comparison: Comparison) -> bool:
    """Whether nothing takes place on the days of the visit: it is called off, or put off to days not yet known."""
    state = comparison.new.plan.state
    return state is PlanState.CANCELLED or (state is PlanState.POSTPONED and not comparison.moved)


# --- the message ------------------------------------------------------------------------------------------------------


def message(comparison: Comparison, notice: Notice, version: int) -> str:
    """The notice as a message of at most 300 characters; what does not fit is counted."""
    head = _("【{number}·第{version}版】").format(
        number=_short(_called(comparison, notice.reader), 40), version=version
    )
    tail = (_("收到请回复。") if notice.reader.answers else "") + _duty(comparison.new)
    state = off(comparison, notice.reader)[1].rstrip("。")
    parts = [_short(state, 120)] if state else []
    parts += [_sentence(comparison, notice.reader, changes) for changes in told(notice, but_state=bool(state))]
    text, left = "", len(parts)
    for number, part in enumerate(parts):
        more = _("，另有{count}处见通知").format(count=len(parts) - number - 1) if number < len(parts) - 1 else ""
        joined = f"{text}{_('；')}{part}" if text else part
        if len(head) + len(joined) + len(more) + len(tail) + 1 > LONGEST:
            break
        text, left = joined, len(parts) - number - 1
    if left:
        text += (
            _("，另有{count}处见通知").format(count=left) if text else _("有{count}处变化，见通知").format(count=left)
        )
    return f"{head}{text}{_('。')}{tail}"


def _called(comparison: Comparison, reader: Reader) -> str:
    """What the visit is called in a message: by its number, else by its title as the reader knows it."""
    head = next(iter(comparison.seen_by(reader)[1].get(PLAN, ())), None)
    fields = head.fields if head else {}
    return str(fields.get("number") or fields.get("title") or _("接待"))


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _duty(case: Case) -> str:
    phone = case.office.office.duty_phone if case.office else None
    return _("值班 {phone}").format(phone=phone) if phone else ""


def _sentence(comparison: Comparison, reader: Reader, changes: list[Change]) -> str:
    """What changed of one record: `5月11日座谈会改为14:25-16:25（原14:30-16:30），地点不变`."""
    first = changes[0]
    what = _short(first.what or str(first.id or section_name(first.section)), 24)
    about = (day(first.date) if first.date else "") + what
    if first.op == REMOVED:
        text, values = _("取消{what}").format(what=about), _short(brief(first.section, first.old), 40)
        return text + (_("（原{values}）").format(values=values) if values else "")
    if first.op == ADDED:
        text = _("新增{what}").format(what=about)
        return text + (
            _("（{values}）").format(values=_short(values, 40)) if (values := brief(first.section, first.new)) else ""
        )
    parts = []
    for change in changes:
        if change.op == RENAMED:
            parts.append(_("改名{new}（原{old}）").format(new=change.new, old=change.old))
        elif change.op == MOVED or change.field == "order":
            parts.append(_("次序有调整"))
        else:
            parts.append(_became(change))
    if (
        first.section == ITEMS
        and [change.field for change in changes] == ["time"]
        and _placed(comparison, reader, first)
    ):
        parts.append(_("地点不变"))
    return about + _("，").join(dict.fromkeys(parts))


def _placed(comparison: Comparison, reader: Reader, change: Change) -> bool:
    """Whether a reader knows where an item is."""
    items = comparison.seen_by(reader)[1].get(ITEMS, ())
    return any(record.id == change.id and record.fields.get("place") for record in items)


def _became(change: Change) -> str:
    old, new = (_short(said(change.section, str(change.field), value), 40) for value in (change.old, change.new))
    name = "" if change.section == ITEMS and change.field == "time" else label(change.section, change.field)
    text = _("{name}改为{new}（原{old}）") if change.old is not None else _("{name}改为{new}")
    return text.format(name=name, new=new, old=old)
