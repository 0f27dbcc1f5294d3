"""A new plan: from the kind's playbook, or copied from an earlier plan, written where it can never replace another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.loading import load_office, validated
from jiedai.model.choice import Kind, Payer, RoomType
from jiedai.model.duties import duties
from jiedai.model.office import Office
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.times import DateRange
from jiedai.source import read_bytes
from jiedai.source.save import write_new
from jiedai.visit.experience import learned_length
from jiedai.visit.work import unit_for
from jiedai.workflow.after.lessons import relevant
from jiedai.workflow.drafting.choosing import bureaus
from jiedai.workflow.drafting.emit import Comments, Emitter, Flow, Keys
from jiedai.workflow.drafting.office_file import office_text
from jiedai.workflow.drafting.outline import Outline
from jiedai.workflow.drafting.playbook import Playbook, blank, playbook
from jiedai.workflow.drafting.request import NewVisit, Stated, Usage, with_departure
from jiedai.workflow.drafting.schemas import modeline, write_schemas
from jiedai.workflow.drafting.settings import apply, path_of_words, refuse_errors, value_of_text
from jiedai.workspace import OFFICE_NAME, SUFFIXES, Workspace, shown

LONGEST_NAME = 120
"""Bytes of UTF-8 of a file's name without its suffix: short enough for every file system, with room for outputs."""
_UNSAFE = re.compile(r"[^\w.（）《》“”‘’、，。：；！？·—…〔〕【】+\-]+")
"""What no system forbids in a name, a shell may still take for something else: `&`, `;`, `$`, quotes, brackets."""


@dataclass(frozen=True)
class Created:
    """What was written: the plan, the office file where one was started too, and what to tell about a copy."""

    path: Path
    office_created: Path | None
    text: str
    notes: tuple[str, ...] = ()


def create(request: NewVisit, office: Office | None = None) -> str:
    """The text of the new plan, which looks up what the office file knows.

    Raises:
        Usage: the request cannot be carried out; the message says what to change.
    """
    return compose(request, office)[0]


def compose(request: NewVisit, office: Office | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of the new plan, and what there is to say about it. Raises Usage as `create` does."""
    request = absorbed(request)
    request = with_departure(request, request.leave)
    if request.source is not None:
        from jiedai.workflow.drafting.copying import copied

        return copied(request, request.source)
    proposed = bureaus(office, request).proposed
    if not request.lead and len(proposed) == 1:
        request = replace(request, lead=proposed[0])
    book = playbook(request.kind)
    data = with_stated(Outline(request, book, office, liaison(request, office)).data(), request.stated)
    for words, typed in request.changes:
        path = path_of_words(words)
        apply(data, path, value_of_text(typed, path), words)
    comments = with_lessons(plan_comments(request, () if request.lead else proposed), request, data)
    comments = with_staff(comments, request, data)
    comments = with_lengths(comments, office, book)
    text = Emitter(Plan, request.keys, comments).document(data)
    refuse_errors(text)
    return text, _unknown_host(request, office)


def with_lessons(comments: Comments, request: NewVisit, data: dict[str, Any]) -> Comments:
    """The comments with what earlier visits taught above the sections that it concerns."""
    if not request.learned:
        return comments
    days = data.get("schedule") or []
    places = {name for day in days for item in day.get("items", ()) for name in _listed(item.get("place"))}
    places |= {request.hotel} - {""}
    above = {path: list(lines) for path, lines in comments.above.items()}
    for one in relevant(request.learned, request.kind, request.from_unit, places, request.dates.first):
        section = one.section if one.section in data else "schedule"
        above.setdefault((section,), []).append(one.told)
    return replace(comments, above=above)


def with_staff(comments: Comments, request: NewVisit, data: dict[str, Any]) -> Comments:
    """The comments with who can take the duties of the staff that nobody has yet."""
    duties_ = [
        name
        for one in data.get("crew") or ()
        if is_placeholder(str(one.get("name", "")))
        for name in _listed(one.get("duty"))
    ]
    lines = list(dict.fromkeys(request.able[name] for name in duties_ if name in request.able))
    if not lines:
        return comments
    above = {path: list(told) for path, told in comments.above.items()}
    above.setdefault(("crew",), []).extend(
        [_("能力对得上的，合适的在前：{people}").format(people=line) for line in lines]
    )
    return replace(comments, above=above)


def with_lengths(comments: Comments, office: Office | None, book: Playbook) -> Comments:
    """The comments with what the lengths of sessions rest on, where earlier visits took longer than is usual."""
    kinds = dict.fromkeys(session.kind for session in book.sessions)
    known = [one for kind in kinds if (one := learned_length(office, kind)) is not None and one.usual > 100]
    if not known:
        return comments
    text = _("往次{kind}多半用到安排的 {usual}%（{visits} 次来访），已照此排")
    lines = [text.format(kind=one.kind.label, usual=one.usual, visits=one.visits) for one in known]
    above = {path: list(told) for path, told in comments.above.items()}
    above.setdefault(("schedule",), []).extend(lines)
    return replace(comments, above=above)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def with_stated(data: dict[str, Any], stated: Stated) -> dict[str, Any]:
    """The outline (keys in English) with what a letter states in place of its blanks; a guest keeps the blanks left."""
    total: str | int = stated.about
    if stated.sections:
        data["letter"] = _not_awaited(data["letter"])
    for name, value in stated.sections.items():
        if name == "letter":
            data[name] |= value
        elif name == "guests":
            asked = {"unit": data["letter"].get("issuer", blank()), "post": blank()}
            legs = _first_legs(data)
            guests = [asked | one for one in value]
            total = total or (len(data[name]) if len(data.get(name, ())) > len(guests) else "")
            data[name] = [Flow(_in_order(legs | one if at == 0 else one)) for at, one in enumerate(guests)]
        elif name == "purpose":
            data[name] = value
            for item in (item for day in data["schedule"] for item in day["items"] if "purpose" in item):
                item["purpose"] = _why(value)
        else:
            data |= {name: value}
    if not total or "guests" not in stated.sections:
        return data
    counted = {"headcount": {"total": total}}  # beside the guests: those whom the letter does not name come later
    at = list(data).index("guests") + 1
    return dict([*list(data.items())[:at], *counted.items(), *list(data.items())[at:]])


_AWAITED = ("issuer", "number", "date")
"""What of a letter must be known before anybody is received; the rest is in it."""


def _not_awaited(letter: dict[str, Any]) -> dict[str, Any]:
    """A letter's section with blanks only for what must be known of one that has come, or is to follow a message."""
    return {name: value for name, value in letter.items() if name in _AWAITED}


def _first_legs(data: dict[str, Any]) -> dict[str, Any]:
    """How the first guest comes and goes as far as it is known, and the time of arrival where nothing is."""
    first: dict[str, Any] = next(iter(data.get("guests") or ()), {})
    legs = {}
    for way in ("arrive", "leave"):
        known = Flow({part: value for part, value in first.get(way, {}).items() if not is_placeholder(str(value))})
        if known.get("time") or known.get("by"):
            legs[way] = known
    return legs


def _why(purpose: str) -> str:
    """The aim of a visit as short as an item says it: its first clause."""
    return re.split("[；。]", purpose)[0][:40]


def _in_order(guest: dict[str, Any]) -> dict[str, Any]:
    """A guest's fields in the order in which plans have them."""
    return {name: guest[name] for name in Guest.model_fields if name in guest}


def liaison(request: NewVisit, office: Office | None) -> str:
    """Who works for the reception office: whom `--set` names as the first of the staff, or the only liaison on file."""
    crew: dict[str, Any] = {"crew": [Flow(name="")]}
    for words, typed in request.changes:
        if (path := path_of_words(words))[0] == "crew":
            apply(crew, path, value_of_text(typed, path), words)
    [first, *_others] = crew["crew"] if isinstance(crew["crew"], list) and crew["crew"] else [""]
    named = first.get("name", "") if isinstance(first, dict) else first
    if named and not is_placeholder(str(named)):
        return str(named)
    if taken := next((request.staff[name][0] for name in duties()["liaison"].names if name in request.staff), ""):
        return taken
    ours = unit_for(office, duties()["coordination"])
    able = [
        one.name
        for one in (office.people if office else ())
        if ours and one.unit == ours.name and not duties()["liaison"].names.isdisjoint(one.skills)
    ]
    return able[0] if len(able) == 1 else ""


def _unknown_host(request: NewVisit, office: Office | None) -> tuple[str, ...]:
    """That the office file does not know the chief host."""
    known = {person.name for person in (office.people if office else ())}
    known |= {unit.contact for unit in (office.units if office else ()) if unit.contact}
    if not request.host or request.host in known:
        return ()
    text = _("office.yaml 的人员里没有{name}；加上单位、职务、职级、电话，以后各份方案只写姓名")
    return (text.format(name=request.host),)


def absorbed(request: NewVisit) -> NewVisit:
    """The request with what `--set` says about title, kind and dates taken over: they shape the whole plan."""
    from jiedai.workflow.drafting.answers import read_kind, read_title, read_visit_dates

    readers: dict[KeyPath, Callable[[str], dict[str, Any]]] = {
        ("title",): lambda typed: {"title": read_title(typed)},
        ("kind",): lambda typed: {"kind": read_kind(typed)},
        ("dates",): lambda typed: {"dates": read_visit_dates(typed, request.dates.first)},
    }
    left = []
    for words, typed in request.changes:
        reader = readers.get(path_of_words(words))
        if reader is None:
            left.append((words, typed))
        else:
            request = replace(request, **reader(typed))
    return replace(request, changes=tuple(left))


def standing_office(workspace: Workspace, keys: Keys) -> Office | None:
    """The office that a new plan refers to: that of the file, else the skeleton that is written beside the plan."""
    path = workspace.office_path()
    if path is not None:
        return load_office(path).office
    return validated(read_bytes(office_text(keys).encode(), OFFICE_NAME), Office, None)[0]


def refuse_existing(dates: DateRange, title: str, workspace: Workspace) -> None:
    """Usage where there is a plan of that name already."""
    path = workspace.plans_dir / file_name(dates, title)
    for suffix in SUFFIXES:
        if (found := path.with_suffix(suffix)).exists():
            raise _exists(found)


def write(request: NewVisit, workspace: Workspace) -> Created:
    """Write the new plan into `plans/`, with an office file where there is none; nothing is ever replaced.

    Raises:
        Usage: there is such a file already, or the request cannot be carried out.
        OSError: the folder cannot be written to; no half-written file is left behind.
    """
    request = absorbed(request)
    refuse_existing(request.dates, request.title, workspace)
    text, notes = compose(request, standing_office(workspace, request.keys))
    path = workspace.plans_dir / file_name(request.dates, request.title)
    created = None
    try:
        workspace.plans_dir.mkdir(parents=True, exist_ok=True)
        write_new(path, text.encode())
        if workspace.office_path() is None:
            created = workspace.plans_dir / OFFICE_NAME
            write_new(created, office_text(request.keys, request.lead).encode())
        write_schemas(workspace)
    except FileExistsError:
        if not path.exists():
            raise
        raise _exists(path) from None
    return Created(path, created, text, notes)


def file_name(dates: DateRange, title: str) -> str:
    """`<first day>-<title>.yaml`, safe on Windows, macOS and Linux: no forbidden characters, no trailing dots or
    blanks, at most LONGEST_NAME bytes before the suffix; beginning with a date it is no reserved name either.
    """
    name = "".join(
        " " if unicodedata.category(sign)[0] in "CZ" else sign for sign in unicodedata.normalize("NFC", title)
    )
    name = re.sub(r"[\s-]*-[\s-]*|\s+", "-", _UNSAFE.sub("-", name)).strip("-. ")
    stem = f"{dates.first.isoformat()}-{name}" if name else dates.first.isoformat()
    while len(stem.encode()) > LONGEST_NAME:
        stem = stem[:-1]
    return stem.rstrip("-. ") + SUFFIXES[0]


def _exists(path: Path) -> Usage:
    return Usage(_("{file} 已经有了，没有改动它；换一个标题，或先把它改名、移走").format(file=shown(path)))


def plan_comments(request: NewVisit, bureaus_in_question: tuple[str, ...]) -> Comments:
    """The comments of a new plan; `bureaus_in_question` are those of which one is responsible."""
    above: dict[KeyPath, list[str]] = {
        (): [
            modeline("plan"),
            _("把“{blank}”改成实际内容；同样的“{example}”可以用编辑器的“全部替换”一次改完，用不到的整行删去。").format(
                blank=blank(), example=blank(_("主陪"))
            ),
            _("花括号里字段之间用半角逗号，句子里用全角逗号。随时运行 jiedai check，看还有哪里要填、哪里不对。"),
        ],
        ("letter",): [_("公函：先有公函，再接待。人员照公函写全。")],
        ("guests",): [_("来宾：一人一段，按礼宾次序写。有忌口、过敏的，添上 饮食: [清真]、过敏: [花生]。")],
        ("headcount",): [_("人数：名单定了以后，添上“来宾”一段。")],
        ("hosts",): [_("陪同、工作人员：一人一行，先写主陪。office.yaml 里有的人只写姓名，单位、职务、电话自动带出。")],
        ("defaults",): [_("默认：下面各项没有另写的，按这里。")],
        ("schedule",): [_("日程：先按常规排好，照实际改；地点用 office.yaml 里的名称，“宾馆”就是住宿的那一家。")],
        ("meals",): [_("用餐：日程写上面的编号；由接待方承担的工作餐最多一次，陪餐写全部同桌人员。")],
        ("lodging",): [_("住宿：名单定了再分房，照最后的例子写，去掉行首的“# ”。")],
        ("tasks",): [_("任务：T-3 是来访首日提前三天，L+1 是最后一天的第二天；责任人不写，是责任单位的联系人。")],
        ("risks",): [_("预案：情形、触发、先做什么、谁负责。")],
    }
    if request.kind is Kind.FOREIGN:
        above[("…",)] = _translations(request)
    if request.overnight:
        above[("lodging", "…")] = _rooms(request)
    beside: dict[KeyPath, str] = {
        ("classification",): _("公开、内部或工作秘密；国家秘密不得写入"),
        ("letter", "members"): _("如 [甲, 乙, 丙]"),
        ("approval",): _("第一项活动之前批；批了写成 {审批人: 甲, 职务: 县长, 时间: 2026-06-12 10:30, 意见: 同意}"),
        ("guests", 0, "sex"): _("分房用"),
        ("guests", 0, "rank"): _("如 厅局级、副处级、一级调研员"),
    }
    if bureaus_in_question:
        names = _("、").join(bureaus_in_question)
        beside[("defaults", "host_unit")] = _("可能是{names}；定了用“全部替换”").format(names=names)
    return Comments(above | dict(request.stated.above), beside | dict(request.stated.beside))


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
