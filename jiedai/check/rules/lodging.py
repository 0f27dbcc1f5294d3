"""住宿 (ZS): rooms, who sleeps in them, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.case import Case, Finding
from jiedai.check.engine import Figures, rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import Rank, RoomType
from jiedai.model.hospitality import Lodging, Room


def _rooms(case: Case) -> Iterator[tuple[Lodging, Room]]:
    for hotel in case.plan.lodging:
        for room in hotel.rooms:
            yield hotel, room


@rule("ZS02")
def suite_by_rank(case: Case, figures: Figures) -> Iterator[Finding]:
    """普通套间只安排给省部级以上来宾，其他来宾住标准间或单间。

    入住人里有一位够级别即可；职级没有写的只提示核对。

    为什么: 住房标准按职级，超标准安排套间要追责。
    怎么改: 改为标准间或单间；职级漏写的补上。

    错误:
        来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 职级: 厅局级}]
        住宿: {宾馆: 云溪宾馆, 房间: [{房号: "0801", 房型: 普通套间, 入住人: [陈志远], 付费: 来宾单位}]}
    正确:
        来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 职级: 厅局级}]
        住宿: {宾馆: 云溪宾馆, 房间: [{房号: "0801", 房型: 单间, 入住人: [陈志远], 付费: 来宾单位}]}
    """
    enough = Rank.read(figures["suite_from"]).height
    for _hotel, room in _rooms(case):
        if room.type is not RoomType.SUITE:
            continue
        ranks = [case.rank_of(name) for name in room.guests]
        if any(rank is not None and rank.height <= enough for rank in ranks):
            continue
        if not ranks or None in ranks:
            yield case.finding(
                room,
                "type",
                _("套间只安排给{rank}以上来宾，这间的入住人职级没有写").format(
                    rank=Rank.read(figures["suite_from"]).label
                ),
                hint=_("在来宾名单里补上职级"),
                level=Level.INFO,
            )
            continue
        yield case.finding(
            room,
            "type",
            _("{guests}不够住套间的级别（{rank}以上）").format(
                guests="、".join(room.guests), rank=Rank.read(figures["suite_from"]).label
            ),
            hint=_("改为标准间或单间"),
        )
