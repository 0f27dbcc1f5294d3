"""Arrivals and departures of a list, in one column or several, as texts, dates or the numbers that stand for them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import Any

from jiedai.language import _
from jiedai.patterns import regex
from jiedai.workflow.intake import diets
from jiedai.workflow.intake.facets import read_leg, read_way
from jiedai.workflow.intake.found import Cell
from jiedai.workflow.intake.heads import LEGS
from jiedai.workflow.intake.moments import Base, clocks_in, days_in, moment, plain
from jiedai.workflow.intake.paper import folded
from jiedai.workflow.intake.persons import Person

_GOES = regex("离|返|走|回|dep|leav", re.IGNORECASE)
_COMES = regex("抵|到|来|arr", re.IGNORECASE)


def learn_legs(person: Person, entries: dict[str, Cell], base: Base, left_out: list[tuple[str, str]]) -> None:
    """Take what a row says of how somebody comes and goes; times that are not certain are left out, and told."""
    _learn_journey(person, entries.get("journey"), base)
    for way in LEGS:
        parts = {
            name.partition(".")[2]: cell for name, cell in entries.items() if name.split(".")[0] == way and cell.text
        }
        if not parts:
            continue
        whole = parts.get("")
        if whole is not None:
            if "time" not in parts and (day := parts.get("date")) is not None:
                whole = whole._replace(text=f"{_day_text(day)} {whole.text}", value=None)
            leg = (
                read_leg(_one_line_kept(whole.text), base) | {"time": stamp}
                if (stamp := _stamp(whole, base)) and not read_way(whole.text)
                else read_leg(_one_line_kept(whole.text), base)
            )
            for facet, value in leg.items():
                person.learn(f"{way}.{facet}", value, whole.where)
            if "by" not in leg and (
                driving := re.search("自驾|自行前往|自行(?!离|安排|返|前|到|抵)|公务车|包车|大巴", whole.text)
            ):
                person.learn(f"{way}.by", driving[0], whole.where)
        if "date" not in parts and "by" in parts and (only := _only_day(parts["by"].text, base)):
            parts["date"] = parts["by"]._replace(text=only, value=None)  # 3月20日G7513, and the hour beside it
        time = parts.get("time") or parts.get("date")
        if time is not None:
            together = parts["date"].text + " " + time.text if "date" in parts and parts["date"] is not time else ""
            stamp = _stamp(time, base) or (
                read_leg(_dated_together(parts, time), base).get("time", "") if together else ""
            )
            if not stamp and "time" not in parts and "by" in parts:  # 8月18日, and G7309（9:48到） beside it
                stamp = read_leg(f"{_day_text(time)}{_one_line_kept(parts['by'].text)}", base).get("time", "")
            person.learn(f"{way}.time", stamp, time.where)
            if not stamp:
                left_out.append(
                    (time.where, _("时间“{value}”看不出是哪天几点，没有读进来").format(value=time.text[:24]))
                )
            if "by" not in parts and (number := read_way(time.text)):
                person.learn(f"{way}.by", number, time.where)
        if (by := parts.get("by")) is not None and not diets.is_none(by.text) and by.text not in ("待定", "未定"):
            leg = read_leg(_one_line_kept(by.text), base)
            driving = re.search("自驾|公务车|包车|大巴", by.text)
            told = read_way(by.text) or (by.text if not re.search(r"\d", by.text) else driving[0] if driving else "")
            person.learn(f"{way}.by", told, by.where)
            for facet in ("time", "place"):
                if facet in leg and "by" in leg:
                    person.learn(f"{way}.{facet}", leg[facet], by.where)
        if (
            (place := parts.get("place")) is not None
            and not diets.is_none(place.text)
            and place.text not in ("待定", "未定")
            and not re.fullmatch(r"[\d\s.:：/-]+", place.text)
        ):
            person.learn(f"{way}.place", folded(place.text), place.where)


def _learn_journey(person: Person, both: Cell | None, base: Base) -> None:
    """Take what one cell says of both ways, the first part of how somebody comes where it does not say."""
    if both is None:
        return
    for number, part in enumerate(filter(None, re.split(r"[；;\n]|[/／](?=\s*\d{1,2}月)", both.text))):
        goes = bool(_GOES.search(part)) or number == 1
        way = "leave" if goes and not _COMES.search(part) else "arrive"
        for facet, value in read_leg(part, base).items():
            person.learn(f"{way}.{facet}", value, both.where)
        if way == "arrive" and "自驾" in part:
            person.learn("arrive.by", "自驾", both.where)


def _only_day(text: str, base: Base) -> str:
    """The only day that a text names; empty where it names none or several."""
    days = list(days_in(plain(unicodedata.normalize("NFKC", text)), base))
    return str(days[0].first) if len(days) == 1 and days[0].first == days[0].last and not days[0].doubtful else ""


def _one_line_kept(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def _day_text(date: Cell) -> str:
    day = _serial(date)
    return day.date().isoformat() if day else date.text


def _dated_together(parts: dict[str, Cell], time: Cell) -> str:
    first = _day_text(parts["date"])
    clock = time.text
    if isinstance(time.value, float) and 0 < time.value < 1:
        minutes = round(time.value * 1440)
        clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{first} {clock}"


def _serial(cell: Cell) -> dt.datetime | None:
    """The moment of a cell that holds a date, or the number that workbooks keep one as."""
    value: Any = cell.value
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    if isinstance(value, float) and 40_000 <= value < 60_000:
        return dt.datetime(1899, 12, 30) + dt.timedelta(minutes=round(value * 1440))
    return None


def _stamp(cell: Cell, base: Base) -> str:
    """Day and time of a cell; empty where it does not say both beyond doubt."""
    kept = _serial(cell)
    if kept is not None:
        return moment(kept.date(), kept.hour * 60 + kept.minute) if kept.time() != dt.time() else ""
    return _stamp_of(cell.text, base)


@lru_cache(maxsize=256)
def _stamp_of(typed: str, base: Base) -> str:
    """Day and time of a text, as of `_stamp`; a whole party arrives by one train."""
    text = plain(unicodedata.normalize("NFKC", _one_line_kept(typed)))
    joined = re.sub(r"(?<=\d)[\sT]+(?=\d{1,2}[:时点])", "T", re.sub(r"(?<=\d)日?\s+(?=\d{1,2}[:时点])", "日T", text))
    days = list(days_in(re.sub(r"(\d{4})/(\d{1,2})/(\d{1,2})日?T", r"\1-\2-\3日T", joined), base))
    if not days and (dotted := re.match(r"(\d{1,2})[./-](\d{1,2})日?[T ]", joined)):
        days = list(days_in(f"{dotted[1]}月{dotted[2]}日", base))
        joined = joined[dotted.end() :]
    clocks = list(clocks_in(joined))
    if (
        len(days) == 1
        and len(clocks) == 1
        and not days[0].doubtful
        and not clocks[0].about
        and days[0].first == days[0].last
    ):
        return moment(days[0].first, clocks[0].minute)
    return ""
