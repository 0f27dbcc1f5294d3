"""A plan in plain values, as `show`, the conditions of rule packs and other programs read it.

Everything that jiedai read and filled in is said in one way, whatever was typed and in whatever language: English keys,
the English names of enumerations, days as `2026-05-11`, moments as `2026-05-11T09:20`. Every key is always there: null
where nothing is said or a blank is still to be filled in, an empty list where there are no entries. `schema` says the
same as a JSON Schema, made from the same table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from jiedai.model.base import Node, english_key, keys_of
from jiedai.model.choice import Choice
from jiedai.model.moments import Due, Moment
from jiedai.model.opening import Hours, Off
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count, Diners, Presence
from jiedai.model.rank import Ranked
from jiedai.model.schedule import ProgrammeDay
from jiedai.model.times import DateRange, Day, TimeRange
from jiedai.visit.case import Case
from jiedai.visit.filled import absent

Plain = dict[str, Any]
Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABSENT, RANK_WRITTEN = "absent_guests", "rank_written"
"""Keys for what is no field: the guests who do not come, and a rank in the words that were typed."""


class _When(NamedTuple):
    """What times without a date refer to: the days of the visit, and the day of the programme one is in."""

    dates: DateRange
    day: dt.date


def plain(case: Case) -> Plain:
    """The plan of a case, filled in, in plain values of the shape that `schema` tells.

    Those who do not come are no guests here but stand apart under `absent_guests`. DamagedValue where the plan lacks a
    field because its value was faulty.
    """
    when = _When(case.plan.dates, case.plan.dates.first)
    return _node(case.plan, when) | {ABSENT: [_node(guest, when) for guest in absent(case.written)]}


def plain_value(value: Any, case: Case) -> Any:
    """One value of the plan of a case, as `plain` says it; a time is of the first day where its day is not known."""
    return _value(value, _When(case.plan.dates, case.plan.dates.first))


def _node(node: Node, when: _When) -> Plain:
    if isinstance(node, ProgrammeDay):
        when = when._replace(day=node.date)
    found = {english: _value(getattr(node, attribute), when) for attribute, english, _zh in keys_of(type(node))}
    if isinstance(node, Ranked):
        found[RANK_WRITTEN] = node.level.written if node.level else None
    return found


def _value(value: Any, when: _When) -> Any:
    if isinstance(value, Node):
        return _node(value, when)
    form = next((_FORMS[kind] for kind in type(value).__mro__ if kind in _FORMS), None)
    if form is not None:
        return form.write(value, when)
    if isinstance(value, Mapping):
        return {_value(name, when): _value(entry, when) for name, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [entry for entry in (_value(entry, when) for entry in value) if entry is not None]
    return value


# --- values -----------------------------------------------------------------------------------------------------------


class _Form(NamedTuple):
    """How values of a type are written, and the schema of that."""

    write: Callable[[Any, _When], Any]
    schema: Schema


_DAY: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d$"}
_DAY_OR_MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$"}
_STRING, _INTEGER, _BOOLEAN = ({"type": kind} for kind in ("string", "integer", "boolean"))


def _object(properties: Mapping[str, Schema]) -> Schema:
    """The schema of an object with these keys, all of them."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _or_null(schema: Schema) -> Schema:
    return schema if schema.get("type") == "array" else {"anyOf": [schema, {"type": "null"}]}


def _list(entry: Schema) -> Schema:
    return {"type": "array", "items": entry}


def _at(day: dt.date, minutes: int | None) -> str | None:
    """Minutes after the midnight that a day begins with as a moment; None for none."""
    if minutes is None:
        return None
    moment = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
    return moment.isoformat(timespec="minutes")


def _moment(moment: Moment, _when: _When) -> str | None:
    return _at(moment.day, moment.minute) or moment.day.isoformat()


def _due(due: Due, when: _When) -> str | None:
    if due.unfilled:
        return None
    minute = due.moment.minute if due.moment is not None else due.minute
    day = due.on(when.dates)
    return _at(day, minute) or day.isoformat()


def _time(time: TimeRange, when: _When) -> Plain:
    return {
        "start": _at(when.day, time.start),
        "end": _at(when.day, time.end),
        "part": time.part or None,
        "approximate": time.approximate,
    }


def _dates(dates: DateRange, _when: _When) -> Plain:
    return {"first": dates.first.isoformat(), "last": dates.last.isoformat()}


def _amount(amount: Decimal, _when: _When) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


_FORMS: dict[type, _Form] = {
    Choice: _Form(lambda member, _when: member.value, _STRING),
    bool: _Form(lambda value, _when: value, _BOOLEAN),
    int: _Form(lambda value, _when: value, _INTEGER),
    str: _Form(lambda text, _when: None if is_placeholder(text) else text, _STRING),
    Decimal: _Form(_amount, {"type": "number"}),
    Day: _Form(lambda day, _when: day.isoformat(), _DAY),
    DateRange: _Form(_dates, _object({"first": _DAY, "last": _DAY})),
    TimeRange: _Form(
        _time,
        _object({
            "start": _or_null(_MOMENT), "end": _or_null(_MOMENT), "part": _or_null(_STRING), "approximate": _BOOLEAN,
        }),
    ),
    Moment: _Form(_moment, _DAY_OR_MOMENT),
    Due: _Form(_due, _DAY_OR_MOMENT),
    Count: _Form(
        lambda count, _when: count._asdict(), _object({"number": _INTEGER, "approximate": _BOOLEAN})
    ),
    Diners: _Form(
        lambda diners, _when: {"number": diners.number, "names": list(diners.names)},
        _object({"number": _INTEGER, "names": _list(_STRING)}),
    ),
    Presence: _Form(
        lambda things, _when: {"number": things.number, "things": list(things.things)},
        _object({"number": _INTEGER, "things": _list(_STRING)}),
    ),
    Off: _Form(lambda off, _when: str(off), _STRING),
    Hours: _Form(lambda hours, _when: str(hours), _STRING),
}  # fmt: skip
"""Every type that a field may have but sections, lists and tables."""


# --- the schema -------------------------------------------------------------------------------------------------------


def schema() -> Schema:
    """The JSON Schema (2020-12) of what `plain` gives; titles and descriptions are those of the fields."""
    defs: dict[str, Schema] = {}
    _section(Plan, defs)
    whole = defs.pop(Plan.__name__)
    guest = {"$ref": "#/$defs/Guest"}
    whole["properties"][ABSENT] = _list(guest) | {"description": "不来的来宾"}
    whole["required"].append(ABSENT)
    return {"$schema": DIALECT, "title": "jiedai show", **whole, "$defs": dict(sorted(defs.items()))}


def _section(model: type[Node], defs: dict[str, Schema]) -> Schema:
    """The reference to a section, which is put into `defs`."""
    if model.__name__ not in defs:
        defs[model.__name__] = {}  # a section may hold itself
        properties: dict[str, Schema] = {}
        for attribute, info in model.model_fields.items():
            said = {"title": str(info.title), "description": info.description or ""}
            properties[english_key(attribute, info)] = said | _or_null(_of(info.annotation, defs))
        if issubclass(model, Ranked):
            properties[RANK_WRITTEN] = {"description": "照写的职级"} | _or_null(_STRING)
        defs[model.__name__] = _object(properties)
    return {"$ref": f"#/$defs/{model.__name__}"}


def _of(annotation: Any, defs: dict[str, Schema]) -> Schema:
    """The schema of the values of a type."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(inner[0], defs)
    if origin in (Union, UnionType):
        kinds = [_of(kind, defs) for kind in inner if kind is not NoneType]
        return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if origin in (list, tuple):
        return _list(_of(inner[0], defs))
    if origin is dict:
        return {"type": "object", "additionalProperties": _or_null(_of(inner[1], defs))}
    if issubclass(annotation, Node):
        return _section(annotation, defs)
    if issubclass(annotation, Choice):
        return {"enum": [member.value for member in annotation]}
    return next(_FORMS[kind].schema for kind in annotation.__mro__ if kind in _FORMS)
