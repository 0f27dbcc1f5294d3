"""床位 (ZS10–ZS13): who shares a room, and whether there are beds and rooms enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.lodging import rooms
from jiedai.check.rules.nights import days_of, unbooked, without_rooms
from jiedai.language import _
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.nights import are_family, booked_nights, guests_in, own_nights, sleeps_elsewhere


@rule("ZS10")
def shared_by_one_sex(case: Case, figures: Figures) -> Iterator[Finding]:
    """同住一间的来宾性别相同。

    来宾的职务或备注写明是夫妻、家属的不查；性别没有写的不查。

    为什么: 分房最不能出的差错，到了前台才发现很难补救。
    怎么改: 调换入住人；夫妻同住的，在来宾“备注”里写明。

    错误:
        来宾:
          - {姓名: 陈志远, 性别: 男, 单位: 省发展改革委, 职务: 副主任}
          - {姓名: 李娜, 性别: 女, 单位: 省发展改革委, 职务: 处长}
        住宿: {宾馆: 云溪宾馆, 房间: [{房型: 标准间, 入住人: [陈志远, 李娜]}]}
    正确:
        来宾:
          - {姓名: 陈志远, 性别: 男, 单位: 省发展改革委, 职务: 副主任}
          - {姓名: 李娜, 性别: 女, 单位: 省发展改革委, 职务: 处长}
        住宿: {宾馆: 云溪宾馆, 房间: [{房型: 标准间, 入住人: [陈志远]}, {房型: 标准间, 入住人: [李娜]}]}
    """
    for _hotel, room in rooms(case):
        guests = guests_in(case, room)
        if len({guest.sex for guest in guests if guest.sex is not None}) > 1 and not are_family(guests):
            people = _("、").join(_("{name}（{sex}）").format(name=g.name, sex=g.sex.label) for g in guests if g.sex)
            yield case.finding(
                room,
                "guests",
                _("男女同住一间：{people}").format(people=people),
                hint=_("调换入住人；夫妻同住的，在来宾备注里写明"),
            )


@rule("ZS11")
def a_bed_for_every_guest(case: Case, figures: Figures) -> Iterator[Finding]:
    """过夜的来宾每晚都订了房，有一张床，而且只有一张。

    按抵达、离开日期和宾馆的入住、离店日期逐晚核对。没有订的一晚，没有写住宿的报在来访日期，入住太晚、离店太早的报在那一处；
    订了宾馆还没有分房的，提醒。还有房间没有写入住人（或写“待填”）时，不查漏排的人；备注写明不住、自行安排、当日往返的不查；
    只有人数没有名单的不查。

    为什么: 漏排一人，到前台才发现；排了两间，多付一间房费。
    怎么改: 补排房间，或删去重复的一处。

    错误:
        日期: 2026-05-11 至 2026-05-12
        住宿: {宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12, 房间: [{房型: 标准间, 入住人: [陈志远]}]}
    正确:
        日期: 2026-05-11 至 2026-05-12
        住宿:
          宾馆: 云溪宾馆
          入住: 2026-05-11
          离店: 2026-05-12
          房间: [{房型: 标准间, 入住人: [陈志远]}, {房型: 标准间, 入住人: [李娜]}]
    """
    yield from unbooked(case)
    yield from without_rooms(case)
    slept: dict[tuple[int, dt.date], int] = {}
    booked: set[dt.date] = set()
    doubtful: set[dt.date] = set()
    for hotel in case.plan.lodging:
        nights = booked_nights(hotel, case)
        booked |= nights
        if not hotel.rooms or case.is_blank(hotel, "rooms") or any(not room.guests for room in hotel.rooms):
            doubtful |= nights
        for room in hotel.rooms:
            twice = [
                guest.name
                for guest in guests_in(case, room)
                if any((id(guest), night) in slept for night in nights or {case.plan.dates.first})
            ]
            for guest in guests_in(case, room):
                for night in nights or {case.plan.dates.first}:
                    slept[id(guest), night] = 1
            if twice:
                yield case.finding(
                    room,
                    "guests",
                    _("{people}同一晚排了两间房").format(people=_("、").join(twice)),
                    hint=_("删去重复的一处"),
                )
    for guest in case.plan.guests:
        if is_placeholder(guest.name) or sleeps_elsewhere(guest):
            continue
        missing = sorted(
            night for night in (own_nights(guest, case) & booked) - doubtful if (id(guest), night) not in slept
        )
        if missing:
            yield case.finding(
                guest,
                "name",
                _("{name}在 {nights} 晚没有排房间").format(name=guest.name, nights=days_of(missing)),
                hint=_("补排房间；不住的，在备注写明"),
            )


@rule("ZS12")
def too_many_in_a_room(case: Case, figures: Figures) -> Iterator[Finding]:
    """一间房住的人数不超过房型容纳的人数：标准间两人，单间一人，套间两人。

    写明是夫妻、家属的单间可以住两人。

    为什么: 多排的人没有床。
    怎么改: 换房型，或另排一间。

    错误:
        住宿: {宾馆: 云溪宾馆, 房间: [{房型: 单间, 入住人: [陈志远, 王磊]}, {房型: 标准间, 入住人: [李娜]}]}
        来宾:
          - {姓名: 陈志远, 性别: 男, 单位: 省发展改革委, 职务: 副主任}
          - {姓名: 王磊, 性别: 男, 单位: 省发展改革委, 职务: 科员}
          - {姓名: 李娜, 性别: 女, 单位: 省发展改革委, 职务: 处长}
    正确:
        住宿: {宾馆: 云溪宾馆, 房间: [{房型: 标准间, 入住人: [陈志远, 王磊]}, {房型: 标准间, 入住人: [李娜]}]}
        来宾:
          - {姓名: 陈志远, 性别: 男, 单位: 省发展改革委, 职务: 副主任}
          - {姓名: 王磊, 性别: 男, 单位: 省发展改革委, 职务: 科员}
          - {姓名: 李娜, 性别: 女, 单位: 省发展改革委, 职务: 处长}
    """
    for _hotel, room in rooms(case):
        if room.type is None:
            continue
        holds = figures["holds"][room.type.value]
        names = [name for name in dict.fromkeys(room.guests) if not is_placeholder(name)]
        number = sum(
            len(case.guest_groups.get(name, [name])) if name not in case.guest_by_name else 1 for name in names
        )
        if number > max(holds, 2 if are_family(guests_in(case, room)) else 0):
            yield case.finding(
                room,
                "guests",
                _("{type}住 {holds} 人，排了 {number} 人").format(type=room.type.label, holds=holds, number=number),
                hint=_("换房型，或另排一间"),
            )


@rule("ZS13")
def rooms_enough(case: Case, figures: Figures) -> Iterator[Finding]:
    """排的房间不超过宾馆的间数。

    间数写在 office.yaml 场所的“房型”里，按房型分别核对；没有写的不查。同一家宾馆日期错开的两批分开算。

    为什么: 超出的房间到时候没有。
    怎么改: 换房型，或另找一家定点宾馆。

    错误:
        住宿:
          宾馆: 云溪宾馆
          房间:
            - {房型: 普通套间}
            - {房型: 普通套间}
            - {房型: 普通套间}
    正确:
        住宿:
          宾馆: 云溪宾馆
          房间:
            - {房型: 普通套间}
            - {房型: 普通套间}
    """
    for number, hotel in enumerate(case.plan.lodging):
        place = case.place(hotel.hotel or "")
        if place is None:
            continue
        nights = booked_nights(hotel, case)
        same_time = [
            other
            for other in case.plan.lodging[:number]
            if other.hotel == hotel.hotel and (booked_nights(other, case) & nights or not nights)
        ]
        for kind, available in place.rooms.items():
            taken = sum(room.type is kind for other in same_time for room in other.rooms)
            wanted = [room for room in hotel.rooms if room.type is kind]
            if taken + len(wanted) > available and wanted:
                yield case.finding(
                    wanted[max(available - taken, 0)],
                    "type",
                    _("{hotel}的{type}有 {available} 间，排了 {wanted} 间").format(
                        hotel=hotel.hotel, type=kind.label, available=available, wanted=taken + len(wanted)
                    ),
                    hint=_("换房型，或另找一家定点宾馆"),
                )
