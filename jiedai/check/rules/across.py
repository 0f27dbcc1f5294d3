"""What plans given together in one run show about each other (GH05, SP02, FW03); a plan alone says nothing of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from jiedai.check.engine import across_plans
from jiedai.check.together import Mark, mark
from jiedai.language import _
from jiedai.model.choice import Kind
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case

_STUDY = (Kind.RESEARCH, Kind.EXCHANGE)
_MARKS = regex(r"[\W_]+")
_NUMBER_ALONE = regex(r"[\d第号]*")


def _plain(text: str) -> str:
    """A text without what people type differently: widths, blanks, punctuation."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


@across_plans("GH05")
def one_letter_one_visit(case: Case, figures: Figures) -> Iterator[Mark]:
    """One letter, one reception, one settlement: no letter number is used for two receptions."""
    letter = case.plan.letter
    if letter is None or not letter.number or is_placeholder(letter.number):
        return
    number = _plain(letter.number)
    issuer = _plain(letter.issuer or "") if _NUMBER_ALONE.fullmatch(number) else ""
    yield mark(
        case,
        letter,
        "number",
        _("公函 {number} 已用于“{title}”（{dates}，{file}），一函只用于一次接待"),
        key=(number, issuer),
        reach=None,
        values={"number": letter.number},
        hint=_("核对文号；另一次接待要有自己的公函"),
    )


@across_plans("SP02")
def receptions_to_merge(case: Case, figures: Figures) -> Iterator[Mark]:
    """Receptions that can be merged are merged: two visits that share a day and a host or a visiting unit."""
    plan = case.plan
    shared: dict[tuple[str, str], tuple[str, int, str]] = {}
    for index, host in enumerate(plan.hosts):
        if not is_placeholder(host.name):
            shared.setdefault(("host", host.name), ("hosts", index, _("都由{name}陪同").format(name=host.name)))
    for index, guest in enumerate(plan.guests):
        if not is_placeholder(guest.unit):
            unit = _("都来自{unit}").format(unit=guest.unit)
            shared.setdefault(("unit", _plain(guest.unit)), ("guests", index, unit))
    for key, (field, index, common) in shared.items():
        yield mark(
            case,
            plan,
            field,
            _("与“{title}”（{dates}，{file}）日期重叠，{common}，看能不能合并接待"),
            key=key,
            reach=0,
            values={"common": common},
            index=index,
            hint=_("座谈、考察、用车能合并的合并；不能合并的不用改"),
        )


@across_plans("FW03")
def no_repeated_visit(case: Case, figures: Figures) -> Iterator[Mark]:
    """Visits for study or research that the same unit pays again for the same purpose."""
    plan = case.plan
    purpose = _plain(plan.purpose)
    if plan.kind not in _STUDY or is_placeholder(plan.purpose) or not purpose:
        return
    issuer = plan.letter.issuer if plan.letter else None
    units = {issuer} if issuer and not is_placeholder(issuer) else {guest.unit for guest in plan.guests}
    for unit in sorted(units):
        if not is_placeholder(unit):
            yield mark(
                case,
                plan,
                "purpose",
                _("{unit}不久前为同样的事由来过：“{title}”（{dates}，{file}），不搞重复考察"),
                key=(_plain(unit), purpose),
                reach=figures["repeat_days"],
                values={"unit": unit},
                hint=_("写明这一次另外要解决什么问题；没有特别需要的，婉拒"),
            )
