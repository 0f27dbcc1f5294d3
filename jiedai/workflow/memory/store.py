"""`records/guests.yaml`: one entry a person, for nobody but the owner to read, written whole while nobody else does.

- 姓名: 李娜
  单位: 省发展改革委
  职务: 处长
  事实:
    - {类别: 备注, 内容: 不走楼梯, 来源: plans/2026-05-11-省发改委调研.yaml, 同意: {方式: 口头, 日期: 2026-05-12}, 有效至: 2027-05-12}
"""  # noqa: E501

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.language import _
from jiedai.source import Unreadable, read_file
from jiedai.source.emit import Inline, block_text
from jiedai.source.save import locked, write_atomic
from jiedai.workflow.memory.facts import Consent, ConsentWay, Fact, FactKind
from jiedai.workflow.records.journal import PRIVATE_FILE, PRIVATE_FOLDER, JournalError
from jiedai.workspace import Workspace, shown

NAME = "guests.yaml"
_HEAD = "# 来宾本人同意记住的，由 jiedai guests 读写；到期不再使用\n"


class Remembered(NamedTuple):
    """A guest and what is remembered of them; a person is a name in a unit."""

    name: str
    unit: str
    post: str
    facts: tuple[Fact, ...] = ()

    def knowing(self, facts: list[Fact]) -> Remembered:
        """With more facts; one that is known already has the newer consent and end."""
        more = {(one.kind, one.value): one for one in (*self.facts, *facts)}
        return self._replace(facts=tuple(more.values()))


def store_path(workspace: Workspace) -> Path:
    """Where the guests of a workspace are, whether or not any is remembered."""
    return workspace.records_dir / NAME


def guests(path: Path) -> list[Remembered]:
    """The guests in a file, in its order; none where there is none.

    Raises:
        JournalError: the file cannot be understood.
        OSError: it may not be read.
    """
    if not path.exists():
        return []
    try:
        data = read_file(path, shown(path)).data
    except Unreadable as error:
        raise JournalError(shown(path), 0, error.message, _restored()) from None
    if not data:
        return []
    if not isinstance(data, list):
        raise JournalError(shown(path), 0, _("“{file}”不是来宾的列表").format(file=shown(path)), _restored())
    found = []
    for number, entry in enumerate(data, 1):
        try:
            found.append(_guest(entry))
        except (KeyError, TypeError, ValueError, AttributeError):
            message = _("“{file}”第 {number} 位来宾读不懂").format(file=shown(path), number=number)
            raise JournalError(shown(path), 0, message, _restored()) from None
    return found


def _restored() -> str:
    return _("从备份恢复这个文件，或改正这一处")


def _guest(entry: Any) -> Remembered:
    facts = tuple(_fact(one) for one in entry.get("事实") or ())
    return Remembered(str(entry["姓名"]), str(entry["单位"]), str(entry.get("职务") or ""), facts)


def _fact(entry: Any) -> Fact:
    agreed = entry["同意"]
    by = agreed.get("经手")
    consent = Consent(
        ConsentWay.spellings()[str(agreed["方式"])], dt.date.fromisoformat(str(agreed["日期"])), by and str(by)
    )
    kind = FactKind.spellings()[str(entry["类别"])]
    until = dt.date.fromisoformat(str(entry["有效至"]))
    fact = Fact(kind, str(entry["内容"]), str(entry.get("来源") or ""), consent, until)
    fact.choice  # noqa: B018 - what is no diet is told here
    return fact


def change(path: Path, work: Callable[[list[Remembered]], list[Remembered]]) -> list[Remembered]:
    """Put for the guests in a file what `work` makes of them; its folder is made if need be.

    Raises:
        JournalError, OSError: as `guests`, or it cannot be written; what was there stays.
        Busy: somebody else is writing it.
    """
    path.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    with locked(path):
        after = work(guests(path))
        text = _HEAD + block_text([_entry(one) for one in after], 0) + "\n"
        write_atomic(path, text.encode(), PRIVATE_FILE)
    return after


def _entry(guest: Remembered) -> dict[str, Any]:
    post = {"职务": guest.post} if guest.post else {}
    return {"姓名": guest.name, "单位": guest.unit, **post, "事实": [_fact_entry(fact) for fact in guest.facts]}


def _fact_entry(fact: Fact) -> Inline:
    agreed = {"方式": fact.consent.way.zh, "日期": fact.consent.day.isoformat()}
    if fact.consent.by:
        agreed["经手"] = fact.consent.by
    return Inline(类别=fact.kind.zh, 内容=fact.value, 来源=fact.source, 同意=agreed, 有效至=fact.until.isoformat())
