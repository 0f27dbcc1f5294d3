"""The tasks of visits as things to do in a calendar, each with an identity that lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jiedai.documents.scene import visit_id
from jiedai.formats.ics import Todo, write_todos
from jiedai.language import _
from jiedai.model.choice import TaskStatus
from jiedai.workflow.following.tasks import Followed

_STATUS = {
    TaskStatus.OPEN: "NEEDS-ACTION",
    TaskStatus.DOING: "IN-PROCESS",
    TaskStatus.DONE: "COMPLETED",
    TaskStatus.DROPPED: "CANCELLED",
}


def calendar(tasks: Iterable[Followed], now: dt.datetime) -> bytes:
    """Tasks as an iCalendar file of things to do."""
    return write_todos((_todo(task) for task in tasks), _("接待任务"), now)


def _todo(task: Followed) -> Todo:
    visit = task.visit
    people = " ".join(filter(None, (task.unit, task.owner, task.phone)))
    uid = f"{visit_id(visit.number or visit.title, visit.first.year)}-{task.name}@jiedai"
    summary = f"{task.id} {task.what}" if task.id else task.what
    description = "\n".join(filter(None, (visit.title, people)))
    return Todo(uid, summary, task.due, _STATUS[task.status], description, visit.version)
