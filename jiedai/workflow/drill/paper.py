"""The papers of a drill: for who leads it, with figures and answers; for who plays, with neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiedai import blocks as b
from jiedai.language import _
from jiedai.model.choice import Classification
from jiedai.visit.case import Case
from jiedai.workflow.after.paper import heading, paper, paragraph, table
from jiedai.workflow.drill.injects import Inject
from jiedai.workflow.drill.simulation import Drilled, Lever


def leader_paper(case: Case, found: Drilled | None, played: Sequence[Inject], created: dt.datetime) -> b.Document:
    """What who leads the drill has: how the programme stands up, each event with the plan's answer, and what to look
    at. `found` is None where no item has a clock time.
    """
    content: list[b.Block] = [paragraph(_background(case))]
    if found is not None and found.anchors:
        content += [heading(_("时间上稳不稳")), *_figures(case, found)]
    content.append(heading(_("情景和答案")))
    content += [block for number, one in enumerate(played, 1) for block in _answered(number, one)]
    content += [heading(_("评估")), *_assessment(played)]
    return _document(case, "drill", _("桌面推演（主持人用）"), content, created)


def player_paper(case: Case, played: Sequence[Inject], created: dt.datetime) -> b.Document:
    """What the players have: the programme's heads and each event with room to write; nothing of the answers."""
    content: list[b.Block] = [paragraph(_background(case))]
    content.append(paragraph(_("主持人念一条，各单位依次说：谁先动，打给谁，说什么，还不行怎么办。"), "note"))
    for number, one in enumerate(played, 1):
        rows = [(question, "") for question in _questions()]
        title = heading(_("情景 {number}").format(number=number))
        content.append(b.Keep((title, paragraph(one.told), table((_("问"), _("答")), rows, (2, 5)))))
    return _document(case, "drill-players", _("桌面推演（参演人员用）"), content, created)


def _document(case: Case, id: str, title: str, content: Sequence[b.Block], created: dt.datetime) -> b.Document:
    made = paper(id, title, content, case.office, created)
    secret = case.plan.classification
    marks = (secret.label,) if secret is not None and secret is not Classification.PUBLIC else ()
    return replace(made, meta=replace(made.meta, secrecy=marks))


def _background(case: Case) -> str:
    told = _("{title}，{first} 至 {last}，共 {count} 项安排。推演只用来找问题，不作考核。")
    dates = case.plan.dates
    first, last = dates.first.isoformat(), dates.last.isoformat()
    return told.format(title=case.plan.title, first=first, last=last, count=len(case.items))


def _questions() -> tuple[str, ...]:
    return (_("谁先动"), _("打给谁"), _("先做什么"), _("还不行怎么办"), _("要告诉哪些单位"))


# --- how the programme stands up --------------------------------------------------------------------------------------


def hundredths(share: float) -> str:
    """A share in hundredths; of very few cases 不到 1%."""
    return f"{round(100 * share)}%" if share == 0 or share >= 0.005 else "<1%"


def anchor_line(case: Case, found: Drilled, number: int) -> str:
    """How often an anchor is on time, and what leaves with it is caught."""
    one = found.anchors[number]
    what = case.item_by_id[one.id][1].what
    caught = _("，赶上车次 {share}").format(share=hundredths(one.caught)) if one.caught is not None else ""
    return _("{id} {what}：准点 {share}").format(id=one.id, what=what, share=hundredths(one.on_time)) + caught


def lever_text(case: Case, lever: Lever) -> str:
    """A change in words, with what it comes to."""
    texts = {
        "shorten": _("{id} {what}少 {minutes} 分钟"),
        "earlier": _("{id} 到 {until} 提前 {minutes} 分钟，后面不动"),
        "later": _("{id} {what}推后 {minutes} 分钟"),
        "buffer": _("{id} {what}前面多留 {minutes} 分钟"),
    }
    what = case.item_by_id[lever.id][1].what
    change = texts[lever.change].format(id=lever.id, what=what, minutes=lever.minutes, until=lever.until)
    return _("{change} → 准点 {share}").format(change=change, share=hundredths(lever.on_time))


def advice(case: Case, found: Drilled) -> Iterator[str]:
    """What helps the weakest anchor, the best first, and what would only harm."""
    if found.weakest is None:
        return
    yield from (lever_text(case, one) for one in found.levers)
    if found.all_earlier is not None:
        text = _("{id} 以前的安排全部提前 {minutes} 分钟 → 准点 {share}")
        minutes, share = found.all_earlier.minutes, hundredths(found.all_earlier.on_time)
        yield text.format(id=found.weakest, minutes=minutes, share=share)
    elif not found.levers:
        yield _("没有一样改动明显见效，要减去一项安排")
    if found.worse:
        movable = any(one.change == "later" for one in found.levers)
        told = _("只在 {ids} 前面加缓冲没有用：{weakest} 不跟着推后，前面越松越晚")
        if not movable:
            told = _("不要在 {ids} 前面加缓冲：{weakest} 的时间不能动，前面越松越赶不上")
        yield told.format(ids=_("、").join(one.id for one in found.worse), weakest=found.weakest)


def _figures(case: Case, found: Drilled) -> Iterator[b.Block]:
    """The anchors as a table, the weakest of them, and what helps."""
    told = _("按各类安排平时的快慢推演 {runs} 次（种子 {seed}）；开始不晚于 5 分钟算准点。")
    yield paragraph(told.format(runs=found.runs, seed=found.seed), "note")
    head = (_("编号"), _("安排"), _("准点"), _("赶上车次"))
    rows = [
        (
            one.id,
            case.item_by_id[one.id][1].what,
            hundredths(one.on_time),
            "" if one.caught is None else hundredths(one.caught),
        )
        for one in found.anchors
    ]
    yield table(head, rows, (0, 4, 1, 1.2))
    if found.weakest is None:
        return
    yield paragraph(_("最弱的一环是 {id}。一次只改一样，最见效的在前：").format(id=found.weakest))
    yield b.ListBlock(tuple((b.Paragraph((b.Text(line),), indent=False),) for line in advice(case, found)))


def _answered(number: int, one: Inject) -> Iterator[b.Block]:
    """An event with what the plan answers."""
    acting = " ".join(filter(None, (one.unit, one.owner, one.phone))) or _("没有写")
    rows = [
        (_("谁先动"), acting),
        (_("打给谁"), _("；").join(f"{name} {phone}" for name, phone in one.calls) or _("没有电话")),
        (_("先做什么"), _("；").join(one.actions) or _("没有写")),
        (_("还不行怎么办"), one.fallback or _("没有写")),
    ]
    title = _("情景 {number}：{name}").format(number=number, name=one.title)
    told: list[b.Block] = [heading(title), paragraph(one.told)]
    if not one.covered:
        told.append(paragraph(_("方案里没有这种情形的预案。"), "note"))
    yield b.Keep((*told, table((_("问"), _("方案的答案")), rows, (2, 5))))


def _assessment(played: Sequence[Inject]) -> Iterator[b.Block]:
    yield paragraph(_("每条当场记：做到、部分、没有；只记做法，不记人。"), "note")
    head = (_("情景"), _("先动的对不对"), _("电话打通了吗"), _("措施与预案一致吗"), _("要改什么"))
    rows = [(f"{number} {one.title}", "", "", "", "") for number, one in enumerate(played, 1)]
    yield table(head, rows, (2, 1.5, 1.5, 2, 3))
