"""The office file that `new` starts for an office that has none."""

from __future__ import annotations

from typing import Any

from jiedai.language import N_, _
from jiedai.model.base import Node
from jiedai.model.choice import PlaceKind, Rank
from jiedai.model.duties import duties
from jiedai.model.office import Office, Person, Place, Road, Vehicle
from jiedai.workflow.drafting.emit import Comments, Emitter, Flow, Keys
from jiedai.workflow.drafting.playbook import blank
from jiedai.workflow.drafting.schemas import modeline

_UNITS = {
    N_("接待办"): ("coordination", "hospitality", "vehicles"),
    N_("公安局"): ("security",),
    N_("交警大队"): ("traffic",),
    N_("卫健局"): ("medical",),
    N_("市场监管局"): ("food_safety",),
    N_("融媒体中心"): ("press",),
    N_("外事办"): ("foreign",),
}
"""The units that nearly every reception needs, as they are usually called, with their duties."""


def office_text(keys: Keys, bureau: str = "") -> str:
    """A commented skeleton: blanks for the office and its units, examples for the rest; `bureau` is one more unit."""
    known = duties()
    units = [
        Flow(name=_(name), duties=[known[key].title[keys] for key in held], contact=blank(), phone=blank())
        for name, held in _UNITS.items()
    ]
    if bureau and bureau not in {unit["name"] for unit in units}:
        units.append(Flow(name=bureau, contact=blank(), phone=blank()))
    data: dict[str, Any] = {
        "office": {"name": blank(), "short": blank(), "region": blank(), "duty_phone": blank()},
        "units": units,
    }
    emitter = Emitter(Office, keys, _comments())
    return emitter.document(data) + _examples(Emitter(Office, keys))


def _comments() -> Comments:
    return Comments(
        above={
            (): [
                modeline("office"),
                _("本单位的常备资料：部门、场所、车辆、标准只在这里写一次，各份方案引用名称。"),
                _("先填好这份，以后用 jiedai new 新建方案时，部门、联系人和电话会自动带出。"),
            ],
            ("units",): [
                _(
                    "参与接待的部门。名称照本地的改，方案里跟着改；没有的整行删去，各对口部门（农业农村局等）照样添一行。"
                )
            ],
        },
        beside={
            ("office", "name"): _("全称，印在文件落款处"),
            ("office", "region"): _("所在县（市、区）"),
            ("office", "duty_phone"): _("印在每页页脚"),
        },
    )


def _examples(emitter: Emitter) -> str:
    """Sections to be uncommented: places, roads, vehicles and local standards."""
    places = [
        Flow(name=_("云溪站"), kind=PlaceKind.STATION),
        Flow(
            name=_("云溪宾馆"),
            kind=PlaceKind.HOTEL,
            designated=True,
            capacity=160,
            contact=_("方芳"),
            phone="0570-5550120",
        ),
        Flow(name=_("县行政中心三号会议室"), kind=PlaceKind.HALL, capacity=40),
    ]
    people = [
        Flow(name=_("江澄"), unit=_("县政府"), post=_("副县长"), rank=Rank.DIVISION, phone="13900000000"),
    ]
    groups: list[tuple[str, str, type[Node], list[Flow]]] = [
        (
            _("人员：领导和常用的工作人员，方案里只写姓名。下面是例子，照样写好后去掉行首的“# ”。"),
            "people",
            Person,
            people,
        ),
        (_("场所：车站、宾馆、食堂、会议室、考察点。"), "places", Place, places),
        (
            _("路程：行车分钟数，往返通用。"),
            "travel",
            Road,
            [Flow({"from": _("云溪站"), "to": _("云溪宾馆"), "minutes": 20})],
        ),
        (
            _("车辆：核载是乘客座位数。"),
            "vehicles",
            Vehicle,
            [Flow(number=1, model=_("考斯特"), seats=19, driver=_("郑涛"), phone="13900000001")],
        ),
    ]
    lines = []
    for words, name, model, entries in groups:
        lines += ["", f"# {words}", f"# {emitter.spelled(Office, name)}:"]
        lines += [f"#   - {emitter.flow(model, entry)}" for entry in entries]
    standards = {"standards": {"working_meal": Flow(breakfast=20, lunch=60, dinner=60)}}
    lines += ["", "# " + _("标准：由本地核定，全国没有统一数字。")]
    lines += [f"# {line}" for line in emitter.document(standards).strip().splitlines()]
    return "\n".join(lines) + "\n"
