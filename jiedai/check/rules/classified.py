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
    """涉密会议、活动有保密安排：保密方案、限定人员、场所和设备符合要求、核对身份、提出保密要求。

    日程里写涉密会议、涉密点位，而任务和预案里没有保密安排的，提示。

    为什么: 保守国家秘密法实施条例规定，举办涉密会议、活动应当采取这些措施。
    怎么改: 加一项任务写明保密安排；涉密内容本身不要写进本方案。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-15:30", 事项: 涉密专题会, 类别: 其他, 责任单位: 县发改局, 责任人: 沈浩}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-15:30", 事项: 专题会, 类别: 其他, 责任单位: 县发改局, 责任人: 沈浩}
    """
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
    """密级标志的保密期限：绝密不超过三十年，机密不超过二十年，秘密不超过十年。

    方案各处写“机密★25年”之类的，超过期限的提示。带密级标志的文件本身不能放进本系统（BM01）。

    为什么: 保守国家秘密法规定了最长期限，写错多半是抄错了来文。
    怎么改: 核对来文的密级和期限；涉密文件移到涉密设备处理。

    错误:
        任务:
          - {事项: 取回机密★25年文件, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}
    正确:
        任务:
          - {事项: 取回文件, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}
    """
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
