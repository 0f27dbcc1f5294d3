"""What a reader is handed: the paper 《变更通知》, a message for a telephone, and entries for a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jiedai import blocks as b
from jiedai import formats as writers
from jiedai.documents.ahead import Job, Work, side_by_side
from jiedai.documents.build import Built, Edition, build
from jiedai.documents.catalog import Template, apart
from jiedai.documents.filing.names import PARTS, plan_folder, safe_name
from jiedai.documents.filing.shelf import Paper
from jiedai.documents.render import digest, shelved, words
from jiedai.documents.scene import Scenes, events
from jiedai.documents.view import View
from jiedai.language import N_, _, speaking
from jiedai.loading import Loaded
from jiedai.model.choice import Payer, PlanState
from jiedai.workflow.changes.diff import REMOVED, Change
from jiedai.workflow.changes.message import message, off, stopped, told
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.readers import Comparison, Notice
from jiedai.workflow.changes.sheet import ITEMS, PLAN, Sheet
from jiedai.workflow.changes.wording import brief, label, moment, reader_name, said, section_name, subject

TEMPLATE = "notices/change-notice"
FORMATS = ("pdf", "docx", "txt", "ics")
_ASKED = {
    "unit": (N_("按现安排准备"), N_("停止准备")),
    "staff": (N_("按现安排落实"), N_("停止准备")),
    "driver": (N_("按现安排出车"), N_("不用出车")),
    "kitchen": (N_("按现要求备餐"), N_("不用备餐")),
    "hotel": (N_("按现安排准备"), N_("停止准备")),
}
"""What who has something to do is asked for: where it stands, and where it is off."""


# --- rows -------------------------------------------------------------------------------------------------------------


def rows(comparison: Comparison, notice: Notice) -> list[View]:
    """A row for each record: what it is, how it was, how it is, what the reader is asked to do.

    Of a visit that is off, who prepares it sees each item that they have no longer to prepare.
    """
    said = told(notice, but_state=bool(off(comparison, notice.reader)[0]))
    if not stopped(comparison) or notice.reader.kind not in _ASKED:
        return [_row(notice, changes) for changes in said]
    before, now = comparison.seen_by(notice.reader)
    items = (before or now).get(ITEMS, ())
    gone = [[Change(REMOVED, ITEMS, one.id, None, one.fields, None, one.date, one.what)] for one in items]
    return [_row(notice, changes) for changes in (*gone, *(one for one in said if one[0].section != ITEMS))]


def _row(notice: Notice, changes: list[Change]) -> View:
    first = changes[0]
    gone = first.op == REMOVED
    old = [text for change in changes if (text := _was(change))]
    new = [text for change in changes if (text := _is(change))]
    name = section_name(first.section)
    about = subject(first)
    words = (
        about if first.section in (ITEMS, "meals") else "　".join(filter(None, (name, about if about != name else "")))
    )
    asked = _ASKED.get(notice.reader.kind) if gone or first.key in notice.own else None
    ask = _(asked[gone]) if asked else _("知悉")
    return View("row", {"what": words, "old": tuple(old), "new": tuple(new), "gone": gone, "ask": ask})


def _was(change: Change) -> str:
    match change.op:
        case "added":
            return ""
        case "removed":
            return brief(change.section, change.old) or subject(change)
        case "renamed":
            return str(change.old)
        case _:
            return _valued(change, change.old)


def _is(change: Change) -> str:
    match change.op:
        case "removed":
            return ""
        case "added":
            return _("新增：{values}").format(values=brief(change.section, change.new) or subject(change))
        case "renamed":
            return str(change.new)
        case _:
            return _valued(change, change.new)


def _valued(change: Change, value: Any) -> str:
    if change.field is None:
        return _("次序第 {number}").format(number=value)
    name = label(change.section, change.field)
    if change.field == "order":
        return _("{name}见新座次图").format(name=name) if value is change.new else ""
    return _("{name}：{value}").format(name=name, value=said(change.section, change.field, value))


# --- what it has cost ------------------------------------------------------------------------------------------------


class Spent(NamedTuple):
    """An item of cost that a reader may see, of a visit that is off; `paid` or only planned."""

    what: str
    amount: str | None
    payer: str | None
    paid: bool


def costs(comparison: Comparison, reader: Reader) -> list[Spent]:
    """What a visit that is off has cost so far, and what was planned; nothing for who may not see it."""
    if comparison.new.plan.state is PlanState.NORMAL:
        return []
    sheet: Sheet = comparison.seen_by(reader)[1]
    paid = [one for record in sheet.get("actuals", ()) for one in record.fields.get("costs") or ()]
    planned = [record.fields for record in sheet.get("costs", ())]
    return [
        Spent(str(one["what"]), one.get("amount"), one.get("payer"), done)
        for listed, done in ((paid, True), (planned, False))
        for one in listed
    ]


# --- the calendar -----------------------------------------------------------------------------------------------------


class Calendar(NamedTuple):
    """The entries of a reader's calendar that are put in anew, and those that are called off."""

    updated: tuple[b.Event, ...]
    cancelled: tuple[b.Event, ...]


def calendar(comparison: Comparison, notice: Notice, new: Loaded, old: Loaded | None, scenes: Scenes) -> Calendar:
    """What a reader's calendar has to be told; entries keep their UID, and count up their sequence with the version."""
    now = _entries(comparison, notice.reader, new, scenes, after=True)
    before = _entries(comparison, notice.reader, old, scenes, after=False) if old else {}
    if stopped(comparison):
        return Calendar((), tuple((before or now).values()))
    changed = {str(change.id).partition("#")[0] for change in notice.changes if change.section == ITEMS}
    whole = any(change.section == PLAN and change.field in ("dates", "state") for change in notice.changes)
    everything = old is None or whole
    kept = tuple(event for uid, event in now.items() if everything or _item_of(uid) in changed or uid not in before)
    return Calendar(kept, tuple(event for uid, event in before.items() if uid not in now))


def _entries(
    comparison: Comparison, reader: Reader, loaded: Loaded, scenes: Scenes, *, after: bool
) -> dict[str, b.Event]:
    sheet = comparison.seen_by(reader)[after]
    own = {str(record.fields["id"]) for record in sheet.get(ITEMS, ())}
    return {event.uid: event for event in events(scenes.of(loaded, reader.kind)) if _item_of(event.uid) in own}


def _item_of(uid: str) -> str:
    """The number of the item that an entry is for."""
    return uid.rpartition("@")[0].partition("-")[2]


# --- files ------------------------------------------------------------------------------------------------------------


class Issue(NamedTuple):
    """What is printed: the comparison with the plans it is of, the versions, when, and where to."""

    comparison: Comparison
    new: Loaded
    old: Loaded | None
    before: int | None
    version: int
    created: dt.datetime
    out: Path

    @property
    def title(self) -> str:
        """What the papers of this version are."""
        return _("变更通知") if self.before is not None else _("接待安排通知")

    @property
    def place(self) -> str:
        """Where they go below the folder of the plan."""
        name = _("变更通知-第{version}版") if self.before is not None else _("通知-第{version}版")
        return name.format(version=self.version)

    @property
    def folder(self) -> Path:
        """The folder that they go to."""
        return self.out / plan_folder(self.new) / self.place


def printed(issue: Issue, notices: Iterable[Notice], formats: Iterable[str] = FORMATS) -> Iterator[Path]:
    """Print what each reader is handed, onto the shelf where the plan's other papers are; each file, and where it is.

    So they are in its register: one that somebody changed by hand stays, one that would say nothing new is left as it
    is. CannotWrite where the folder refuses, or is being printed to.
    """
    known = (case for case in (issue.comparison.old, issue.comparison.new) if case)
    template, scenes, wanted = apart(TEMPLATE, issue.new.workspace), Scenes(*known), list(formats)
    with shelved(issue.new, issue.out) as shelf:
        work: list[tuple[Paper, list[Path], Work[bytes] | None]] = []
        with speaking("zh"):  # whatever language the clerk is told in, the readers are told in Chinese
            for notice in notices:
                for paper, job in _jobs(issue, notice, template, scenes, wanted):
                    held = shelf.holds(paper)
                    work.append((paper, held, None if held else side_by_side(job)))
        for paper, held, made in work:
            yield from (path for path in held if path == shelf.folder / paper.path)
            for data, _seconds in made.results() if made else ():
                yield from shelf.put([(paper, data)])


def document(issue: Issue, notice: Notice, template: Template, scenes: Scenes) -> b.Document:
    """The paper for a reader. ValueError where its template is broken."""
    built = _built(issue, notice, template, scenes)
    assert built.document is not None
    return built.document


def _built(issue: Issue, notice: Notice, template: Template, scenes: Scenes) -> Built:
    edition = Edition(issue.created)
    built = build(issue.new, template, notice.reader.kind, edition, scenes, {"notice": _view(issue, notice)})
    if built.document is None:
        raise ValueError(built.diagnostics[0].message)
    return built


def _view(issue: Issue, notice: Notice) -> View:
    """What the template says of a notice."""
    state, text = off(issue.comparison, notice.reader)
    asked = _ASKED.get(notice.reader.kind) if notice.act and state else None
    spent = costs(issue.comparison, notice.reader)
    return View(
        "notice",
        {
            "reader": reader_name(notice.reader),
            "contact": notice.contact,
            "phone": notice.phone,
            "version": issue.version,
            "before": issue.before,
            "off": state,
            "off_text": text,
            "ask": _(asked[stopped(issue.comparison)]) if asked else None,
            "rows": tuple(rows(issue.comparison, notice)),
            "costs": tuple(
                View(
                    "cost",
                    {
                        "what": one.what,
                        "amount": one.amount,
                        "payer": Payer.read(one.payer).label if one.payer else None,
                        "paid": _("已发生") if one.paid else _("预算"),
                    },
                )
                for one in spent
            ),
            "rest": "" if stopped(issue.comparison) else _("其他安排不变，以本版为准。"),
            "answers": notice.reader.answers,
            "reply_by": moment(notice.reply_by) if notice.reply_by else None,
        },
    )


def _jobs(
    issue: Issue, notice: Notice, template: Template, scenes: Scenes, formats: list[str]
) -> Iterator[tuple[Paper, Job[bytes]]]:
    """The papers of a reader as the register knows them, and what makes the file of each."""
    papers = [name for name in formats if name in ("pdf", "docx")]
    if papers or "ics" in formats:
        built = _built(issue, notice, template, scenes)
        assert built.document is not None
        for name in papers:
            yield _paper(issue, notice, name, words(built)), partial(_written, name, built.document)
        if "ics" in formats:
            found = calendar(issue.comparison, notice, issue.new, issue.old, scenes)
            for part, entries in (("", found.updated), ("cancel", found.cancelled)):
                dated = replace(built.document, events=entries, cancelled=part != "")
                if entries:
                    yield _paper(issue, notice, "ics", repr(found), part), partial(_written, "ics", dated)
    if "txt" in formats:
        text = message(issue.comparison, notice, issue.version) + "\n"
        yield _paper(issue, notice, "txt", text), partial(iter, [text.encode()])


def _paper(issue: Issue, notice: Notice, name: str, said: str, part: str = "") -> Paper:
    """The row of the register for what a reader is handed in a format; what each version hands out is apart."""
    reader = reader_name(notice.reader)
    return Paper(
        path=f"{issue.place}/{safe_name(reader)}{PARTS[part]['zh']}{writers.writer(name).SUFFIX}",
        document=f"{Path(TEMPLATE).name}-{issue.version}",
        title=issue.title,
        format=name,
        part=part,
        audience=notice.reader.kind,
        reader=reader,
        plan_version=issue.version,
        printed_at=issue.created.isoformat(timespec="seconds"),
        content=digest(said, name),
    )


def _written(name: str, document: b.Document) -> Iterator[bytes]:
    yield writers.writer(name).write(document)
