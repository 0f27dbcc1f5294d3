"""涉密会议和保密期限 (BM03, BM04)."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import TaskStatus
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import label
from jiedai.visit.statements import lexicon

_MARK = regex(r"(绝密|机密|秘密)\s*[★☆*＊]\s*(\d+)\s*年")


@rule("BM03")
def secrecy_arranged(case: Case, figures: Figures) -> Iterator[Finding]:
    """A classified meeting or site has a task or contingency on secrecy."""
    plan = case.plan
    tasks = [task.what for task in plan.tasks if task.status is not TaskStatus.DROPPED]
    if any("保密" in text for text in (*tasks, *(risk.scenario for risk in plan.risks))):
        return
    classified = lexicon("privacy", "classified")
    for _day, item in case.items:
        if classified.search(item.what):
            yield case.finding(
                item,
                "what",
                _("{item}涉密，没有保密安排").format(item=label(item)),
                hint=_("加一项任务：保密方案、限定人员、核对身份、手机集中存放；涉密内容不写进本方案"),
            )


@rule("BM04")
def secret_terms(case: Case, figures: Figures) -> Iterator[Finding]:
    """A mark such as "机密★25年" keeps to the longest term of its grade."""
    if not _MARK.search(case.loaded.source.text):
        return
    for node in case.nodes:
        for field, value in node.__dict__.items():
            texts = [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
            for index, text in enumerate(texts):
                mark = _MARK.search(text) if isinstance(text, str) else None
                limit = figures["years"].get(mark[1]) if mark else None
                if mark and limit is not None and int(mark[2]) > limit:
                    yield case.finding(
                        node,
                        field,
                        _("{level}的保密期限最长 {limit} 年，这里写 {years} 年").format(
                            level=mark[1], limit=limit, years=mark[2]
                        ),
                        index=index if isinstance(value, tuple) else None,
                        hint=_("核对来文；涉密文件移到涉密设备处理"),
                    )
