from jiedai.model.plan import Plan
from jiedai.model.reading import VisitDays
from jiedai.model.times import read_dates
from jiedai.workflow.drafting.outline import needs_of
from jiedai.workflow.drafting.playbook import Need
from tests.batch import cases
from tests.workflow.drafting.offices import office


def needs(*items: dict[str, object], dates: str = "2026-06-16", with_office: bool = True, **sections: object):
    span = read_dates(dates, None)
    written = [{"id": f"A{n}", "time": "09:00-10:00", "what": "x", **item} for n, item in enumerate(items)]
    data = {"title": "x", "kind": "research", "purpose": "x", "dates": dates, **sections}
    data["schedule"] = [{"date": "2026-06-16", "items": written}]
    plan = Plan.model_validate(data, context=VisitDays(span.first, span.last))
    return needs_of(plan, office() if with_office else None)


@cases(
    ("item", "wanted"),
    [
        ({"kind": "rest"}, set()),
        ({"kind": "pickup"}, {Need.ARRIVAL}),
        ({"kind": "dropoff"}, {Need.ARRIVAL}),
        ({"kind": "transfer"}, {Need.TRANSFER}),
        ({"kind": "other", "vehicles": "1"}, {Need.TRANSFER}),
        ({"kind": "meal"}, {Need.MEAL}),
        ({"kind": "talks"}, {Need.SESSION}),
        ({"kind": "visit", "place": "青山镇农创中心"}, {Need.VISIT}),
        ({"kind": "visit", "place": "别处"}, {Need.VISIT, Need.OUTDOOR}),
        ({"kind": "visit", "place": "待填 考察点1"}, {Need.VISIT, Need.OUTDOOR}),
        ({"kind": "visit"}, {Need.VISIT, Need.OUTDOOR}),
    ],
)
def test_what_an_item_needs(item, wanted):
    assert needs(item) == wanted


def test_without_an_office_file_every_site_may_be_in_the_open():
    assert Need.OUTDOOR in needs({"kind": "visit", "place": "青山镇农创中心"}, with_office=False)


def test_nights_hosted_meals_and_arrivals_of_guests():
    assert needs(dates="2026-06-16 至 2026-06-17") == {Need.OVERNIGHT}
    assert needs(lodging={"hotel": "x"}) == {Need.OVERNIGHT}
    assert needs(meals=[{"item": "A0", "hosted": True}]) == {Need.HOSTED_MEAL}
    assert needs(meals=[{"item": "A0", "hosted": False}]) == set()
    guest = {"name": "甲", "unit": "x", "post": "x"}
    assert needs(guests=[guest]) == set()
    assert needs(guests=[guest | {"leave": {"by": "G1"}}]) == {Need.ARRIVAL}
