"""The office file that `new` starts for an office that has none."""

from __future__ import annotations

from typing import Any

from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import Kind, PlaceKind
from jiedai.model.office import Office, Place, Road, Vehicle
from jiedai.workflow.emit import Comments, Emitter, Flow, Keys
from jiedai.workflow.playbook import blank, playbook

_UNITS = (
    ("coordination", "hospitality", "vehicles"),
    ("subject",),
    ("security",),
    ("traffic",),
    ("medical",),
    ("food_safety",),
    ("press",),
    ("foreign",),
)
"""The duties of the units that nearly every reception needs, a unit a line."""


def office_text(keys: Keys) -> str:
    """A commented skeleton: blanks for the office and its units, examples for the rest."""
    book = playbook(Kind.OTHER)
    units = []
    for ids in _UNITS:
        duties = [book.duty(name) for name in ids]
        units.append(
            Flow(
                name=blank(str(duties[0].unit)),
                duties=[duty.zh if keys == "zh" else duty.en for duty in duties],
                contact=blank(),
                phone=blank(),
            )
        )
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
                _("本单位的常备资料：部门、场所、车辆、标准只在这里写一次，各份方案引用名称。"),
                _("先填好这份，以后用 jiedai new 新建方案时，部门、联系人和电话会自动带出。"),
            ],
            ("units",): [_("参与接待的部门。把“待填”改成本地名称；没有的整行删去，要加的照样添一行。")],
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
    groups: list[tuple[str, str, type[Node], list[Flow]]] = [
        (_("场所：车站、宾馆、食堂、会议室、考察点。下面是例子，照样写好后去掉行首的“# ”。"), "places", Place, places),
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
    lines += ["", f"# {_('标准：由本地核定，全国没有统一数字。')}"]
    lines += [f"# {line}" for line in emitter.document(standards).strip().splitlines()]
    return "\n".join(lines) + "\n"
