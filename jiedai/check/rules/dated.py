"""日期对不上 (of SJ11; SJ21): days outside the visit in forecasts and on printed names, and days with no programme."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.told import days_told


def days_beside_the_visit(case: Case) -> Iterator[Finding]:
    """Warnings of days that are not those of the visit, which ends after it begins, and of forecasts that cannot be."""
    yield from _printed(case)
    yield from _forecasts(case)


def _printed(case: Case) -> Iterator[Finding]:
    """The name for hotels, kitchens and drivers that names days of another visit, or of this one before it moved."""
    plan = case.plan
    for told in days_told(plan.public_title or "", plan.dates.first):
        if told.first not in plan.dates or told.last not in plan.dates:
            message = _("对外名称里的日期不在来访日期（{dates}）内").format(dates=plan.dates)
            hint = _("改期以后对外名称也要改，车号牌和胸卡照它印")
            yield case.finding(plan, "public_title", message, hint=hint, level=Level.WARNING)
            return


def _forecasts(case: Case) -> Iterator[Finding]:
    dates = case.plan.dates
    for forecast in case.plan.weather:
        if forecast.date is not None and forecast.date not in dates:
            message = _("{day} 不在来访日期（{dates}）内").format(day=forecast.date.isoformat(), dates=dates)
            hint = _("改正这里的日期，或改来访日期")
            yield case.finding(forecast, "date", message, hint=hint, level=Level.WARNING)
        if forecast.low is not None and forecast.high is not None and forecast.low > forecast.high:
            message = _("最低 {low}℃ 比最高 {high}℃ 还高").format(low=forecast.low, high=forecast.high)
            yield case.finding(forecast, "low", message, hint=_("照预报改正，多半是写反了"), level=Level.WARNING)


@rule("SJ21")
def a_programme_for_each_end(case: Case, figures: Figures) -> Iterator[Finding]:
    """The first or the last day of a visit that the programme does not have, although it has others."""
    dates, planned = case.plan.dates, {day.date for day in case.plan.schedule}
    if not planned or dates.days > figures["days"] or not any(day in dates for day in planned if day is not None):
        return
    if None in planned or any(day is not None and day not in dates for day in planned):
        return  # it may be the day that is written wrongly
    travelling = {leg.time.day for guest in case.plan.guests for leg in (guest.arrive, guest.leave) if leg and leg.time}
    travelling |= {stay.check_out for stay in case.plan.lodging if stay.check_out is not None}  # gone after breakfast
    missing = [day for day in (dates.first, dates.last) if day not in planned and day not in travelling]
    if missing:
        message = _("来访日期是 {dates}，日程里没有 {days}").format(
            dates=dates, days=_("、").join(day.isoformat() for day in missing)
        )
        hint = _("补上这一天的安排，或改来访日期；还没有定的，写“事项: 待填”")
        yield case.finding(case.plan, "dates", message, hint=hint)
