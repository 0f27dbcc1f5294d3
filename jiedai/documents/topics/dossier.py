"""The file of a visit: which papers there are, with what is known of each, and what a reimbursement goes with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jiedai.documents.citing import cited, in_force
from jiedai.documents.data import contents, said
from jiedai.documents.topics import Sight
from jiedai.documents.topics.safety import wanted
from jiedai.documents.topics.service import sessions
from jiedai.documents.view import NOTHING, View, entries


def facts(sight: Sight) -> Mapping[str, Any]:
    """`papers` of the file in order; `vouchers`, those that go to the accounts, with the rule that asks for each."""
    visit, plan = sight.visit, sight.plan
    rules = in_force(plan, sight.book)
    kept = [entry for entry in contents("dossier") if "needs" not in entry or _PRESENT[entry["needs"]](sight)]
    return {
        "papers": tuple(_paper(entry, sight) for entry in kept),
        "vouchers": tuple(
            _paper(entry, sight).also(basis=cited(rules[entry["voucher"]], sight.labels))
            for entry in kept
            if entry.get("voucher") in rules
        ),
        "closed": visit.last,
    }


def _paper(entry: Mapping[str, Any], sight: Sight) -> View:
    """A paper with its issuer, number and date, as far as the plan has them."""
    letter, approval = sight.plan.letter, sight.plan.approval
    office = sight.office.office.short or sight.office.office.name
    known = {
        "letter": {"issuer": letter.issuer, "number": letter.number, "date": letter.date, "subject": letter.subject},
        "approval": {"issuer": approval.post, "date": approval.time.day},
        "plan": {"issuer": office, "number": sight.plan.number, "date": approval.time.day},
        "invoices": {},
        "press": {},
        "feedback": {},
    }.get(entry["id"], {"issuer": office})
    row = {"id": entry["id"], "title": said(entry, sight.labels)}
    return View("paper", row | {name: known.get(name, NOTHING) for name in ("issuer", "number", "date", "subject")})


_PRESENT: dict[str, Callable[[Sight], bool]] = {
    "tasks": lambda sight: bool(sight.plan.tasks),
    "lodging": lambda sight: bool(sight.visit.lodging),
    "meals": lambda sight: bool(sight.visit.meals),
    "cars": lambda sight: bool(sight.visit.cars),
    "seating": lambda sight: bool(sight.plan.seating),
    "sessions": lambda sight: bool(sessions(sight.visit)),
    "risks": lambda sight: bool(sight.plan.risks),
    "safety": lambda sight: wanted(sight.plan.security),
    "fees": lambda sight: any(not meal.hosted for meal in entries(sight.visit.meals)),
}
