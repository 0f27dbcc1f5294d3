"""The comments in a new plan: what a clerk must know to fill it in, and no more."""

from __future__ import annotations

from typing import Any

from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.model.choice import Kind, Payer, RoomType
from jiedai.model.plan import Plan
from jiedai.workflow.duties import blank
from jiedai.workflow.emit import Comments, Emitter
from jiedai.workflow.outline import LISTED
from jiedai.workflow.request import NewVisit

SCHEMA_NAME = ".jiedai/plan.schema.json"
"""Where editors find the JSON Schema of plans, beside the plans; hidden, so that no command takes it for one."""
MODELINE = f"yaml-language-server: $schema={SCHEMA_NAME}"


def plan_comments(request: NewVisit, name: str) -> Comments:
    """The comments of a new plan that is written to the file `name`."""
    several = request.dates.days > 1
    listed = (request.guests or 1) <= LISTED
    above: dict[KeyPath, list[str]] = {
        (): [
            MODELINE,
            _("把“{blank}”改成实际内容；用不到的整行删去。同样的“{example}”可以用编辑器的“全部替换”一次改完。").format(
                blank=blank(), example=blank(_("主陪"))
            ),
            _("花括号里字段之间用半角逗号，句子里用全角逗号。"),
            _("随时运行 jiedai check plans/{name}，看还有哪里要填、哪里不对。").format(name=name),
        ],
        ("letter",): [_("公函：先有公函，再接待。人员照公函写全。")],
        ("approval",): [_("审批：要在第一项活动之前批。")],
        ("guests",): [_("来宾：一人一段，按礼宾次序写。忌口和过敏没有的，把那一行删去。")],
        ("headcount",): [_("人数：名单定了以后，添上“来宾”一段。")],
        ("hosts",): [_("陪同：一人一行，先写主陪。")],
        ("crew",): [_("工作人员")],
        ("schedule",): [_("日程：时间和事项先按常规排好，照实际改；地点和车号用 office.yaml 里的名称。")],
        ("meals",): [_("用餐：日程写上面的编号；由接待方承担的工作餐最多一次，陪餐写全部同桌人员。")],
        ("lodging",): [_("住宿：名单定了再分房，照最后的例子写，去掉行首的“# ”。")] if listed else [_("住宿")],
        ("tasks",): [_("任务：T 是来访首日，T-3 是提前三天，T+1 是第二天。")],
        ("risks",): [_("预案：情形、触发、先做什么、谁负责。")],
        ("costs",): [_("经费")],
    }
    if request.kind is Kind.FOREIGN:
        above[("…",)] = _translations(request)
    if several:
        above[("lodging", "…")] = _rooms(request)
    beside: dict[KeyPath, str] = {
        ("classification",): _("公开、内部或工作秘密；国家秘密不得写入"),
        ("letter", "members"): _("如 [甲, 乙, 丙]"),
        ("guests", 0, "sex"): _("分房用"),
        ("guests", 0, "rank"): _("省部级、厅局级、县处级、乡科级或其他"),
        ("guests", 0, "diet"): _("清真、素食、无海鲜等"),
        ("guests", 0, "allergies"): _("花生、坚果、鱼类、甲壳类、蛋类、大豆、乳类、含麸质谷物"),
    }
    return Comments(above, beside)


def _translations(request: NewVisit) -> list[str]:
    """The beginning of a glossary, to be uncommented."""
    emitter = Emitter(Plan, request.keys)
    return [
        _("译文：给外宾印英文或中英对照的文件时用（render --labels en 或 both）；缺哪些，印的时候会列出来。"),
        _("要用就去掉行首的“# ”，一行一条；各次来访都用的写进 office.yaml。"),
        f"{emitter.spelled(Plan, 'translations')}:",
        "  会见: Meeting",
        "  县人民政府: County People's Government",
    ]


def _rooms(request: NewVisit) -> list[str]:
    """An example of rooms, to be uncommented."""
    room: dict[str, Any] = {
        "number": "0801",
        "type": RoomType.TWIN,
        "guests": [_("甲"), _("乙")],
        "price": 360,
        "payer": Payer.GUEST_UNIT,
    }
    emitter = Emitter(Plan, request.keys)
    from jiedai.model.hospitality import Lodging, Room

    return [f"{emitter.spelled(Lodging, 'rooms')}:", f"  - {emitter.flow(Room, room)}"]
