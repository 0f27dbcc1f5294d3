"""A plan from what `show -f json` prints: the same values, in a file that a person goes on with.

It is the way back of `visit.plain`: what is null or empty there is left out, or a blank where a plan must have it; what
follows from other fields, such as the class of a rank, is not written beside them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from jiedai.language import _
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.enumeration import Choice
from jiedai.model.moments import Due, Moment
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count, Diners, Presence
from jiedai.model.rank import Ranked
from jiedai.model.schedule import ProgrammeDay
from jiedai.model.times import DAY_MINUTES, DateRange, TimeRange, clock
from jiedai.visit.plain import ABSENT, RANK_WRITTEN
from jiedai.workflow.drafting.emit import Comments, Emitter, Flow, Keys
from jiedai.workflow.drafting.playbook import blank
from jiedai.workflow.drafting.schemas import modeline

DEEPEST = 20
"""Sections in sections that are read; a plan has five."""


class NotAPlan(ValueError):
    """Data that is not what `show -f json` prints; the text says where."""


def plan_text(plain: Any, keys: Keys) -> str:
    """The file of a plan from its plain values. Raises NotAPlan."""
    if not isinstance(plain, Mapping):
        raise NotAPlan(_("最外层应当是 {…}"))
    whole = dict(plain)
    guests, absent = (_list(whole.get(name), name) for name in ("guests", ABSENT))
    whole["guests"] = [*guests, *absent]
    data = _section(Plan, whole, "", dt.date.min, 0)
    for name in ("title", "kind", "dates"):
        if name not in data or data[name] == blank():
            raise NotAPlan(_("缺 {name}").format(name=name))
    comments = Comments(above={(): [modeline("plan")]})
    return Emitter(Plan, keys, comments).document(data)


def _list(value: Any, where: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise NotAPlan(_("{where} 应当是 […]").format(where=where))
    return value


def _section(model: type[Node], value: Any, where: str, day: dt.date, depth: int) -> dict[str, Any]:
    """A section with its English keys, without what it does not say; blanks for what it must."""
    if not isinstance(value, Mapping) or depth > DEEPEST:
        raise NotAPlan(_("{where} 应当是 {{…}}").format(where=where or "plan"))
    if model is ProgrammeDay and isinstance(value.get("date"), str):
        day = _read(dt.date.fromisoformat, value["date"], f"{where}.date")
    made: dict[str, Any] = {} if any(sections_in(model)) else Flow()
    for (_attribute, english, _zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
        given = value.get(english)
        here = f"{where}.{english}".lstrip(".")
        if issubclass(model, Ranked) and english == "rank" and value.get(RANK_WRITTEN):
            made[english] = str(value[RANK_WRITTEN])
            continue
        default = info.get_default(call_default_factory=True)
        if given is None or (given in ([], {}) and default is not None):
            if info.is_required() and english != "schedule":
                made[english] = blank()
            continue
        written = _value(info.annotation, given, here, day, depth)
        if written != default:
            made[english] = written
    return made


def sections_in(model: type[Node]) -> list[type[Node]]:
    """The sections inside a section: one that has some is written over several lines."""
    return [inner for info in model.model_fields.values() for inner in nodes_in(info.annotation)]


def _read(reader: Callable[[str], Any], text: str, where: str) -> Any:
    try:
        return reader(text)
    except (ValueError, TypeError):
        raise NotAPlan(_("{where} 的“{value}”读不懂").format(where=where, value=str(text)[:40])) from None


def _value(annotation: Any, value: Any, where: str, day: dt.date, depth: int) -> Any:
    """A value of a field of this type as it is written in a file."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(inner[0], value, where, day, depth)
    if origin in (Union, UnionType):
        kinds = [kind for kind in inner if kind is not NoneType]
        return _value(kinds[0], value, where, day, depth) if len(kinds) == 1 else value
    if origin in (list, tuple):
        return [_value(inner[0], one, f"{where}.{at}", day, depth) for at, one in enumerate(_list(value, where))]
    if origin is dict:
        if not isinstance(value, Mapping):
            raise NotAPlan(_("{where} 应当是 {{…}}").format(where=where))
        key, kind = inner
        names = {name: _choice(key, name, where) if _is(key, Choice) else name for name in value}
        return Flow({names[name]: _value(kind, one, where, day, depth) for name, one in value.items()})
    if _is(annotation, Node):
        return _section(annotation, value, where, day, depth + 1)
    if _is(annotation, Choice):
        return _choice(annotation, value, where)
    form = next((_FORMS[kind] for kind in getattr(annotation, "__mro__", ()) if kind in _FORMS), None)
    if form is None:
        if isinstance(value, (Mapping, list)):
            raise NotAPlan(_("{where} 应当是一个值").format(where=where))
        return value
    try:
        return form(value, day)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise NotAPlan(_("{where} 的“{value}”读不懂").format(where=where, value=str(value)[:40])) from None


def _is(annotation: Any, kind: type) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, kind)


def _choice(kind: type[Choice], value: Any, where: str) -> Choice:
    found = next((member for member in kind if member.value == value), None)
    if found is None:
        raise NotAPlan(_("{where} 没有“{value}”").format(where=where, value=str(value)[:40]))
    return found


# --- values -----------------------------------------------------------------------------------------------------------


def _clock(moment: str, day: dt.date) -> str:
    at = dt.datetime.fromisoformat(moment)
    return clock((at.date() - day).days * DAY_MINUTES + at.hour * 60 + at.minute)


def _time(value: Any, day: dt.date) -> str:
    if value["start"] is None:
        return str(value["part"] or blank())
    end = f"-{_clock(value['end'], day)}" if value["end"] else ""
    return ("约" if value["approximate"] else "") + _clock(value["start"], day) + end


def _dates(value: Any, _day: dt.date) -> str:
    first, last = (dt.date.fromisoformat(value[name]).isoformat() for name in ("first", "last"))
    return first if first == last else f"{first} 至 {last}"


def _moment(value: Any, _day: dt.date) -> str:
    dt.datetime.fromisoformat(value)
    return str(value).replace("T", " ")


def _people(value: Any, _day: dt.date) -> Any:
    return list(value["names"]) or int(value["number"])


def _things(value: Any, _day: dt.date) -> Any:
    return list(value["things"]) or int(value["number"])


def _count(value: Any, _day: dt.date) -> Any:
    return f"约{int(value['number'])}" if value["approximate"] else int(value["number"])


_FORMS: dict[type, Callable[[Any, dt.date], Any]] = {
    TimeRange: _time,
    DateRange: _dates,
    Moment: _moment,
    Due: _moment,
    Diners: _people,
    Presence: _things,
    Count: _count,
}
"""How the values of types that `plain` takes apart are put together again."""
