import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import ItemKind, Kind, MealForm
from jiedai.model.office import Office
from jiedai.workflow.drafting.playbook import PlaceRole, playbook
from jiedai.workflow.drafting.programme import MEAL_WINDOWS, MIDNIGHT, Composer, Means, Places, Slot, Travel
from tests.workflow.drafting.offices import office

FIRST = dt.date(2026, 6, 16)
UNKNOWN = Travel()
MINUTES = st.none() | st.integers(0, MIDNIGHT - 1)


def composed(kind: Kind, days: int, arrive: Travel = UNKNOWN, leave: Travel = UNKNOWN, at: Office | None = None):
    dates = [FIRST + dt.timedelta(days=offset) for offset in range(days)]
    return Composer(playbook(kind), at, dates, arrive, leave).compose()


WAYS = st.sampled_from((None, *Means))


def kinds(slots: list[Slot]) -> list[ItemKind]:
    return [slot.kind for slot in slots]


@given(
    st.sampled_from(list(Kind)),
    st.integers(1, 5),
    MINUTES,
    MINUTES,
    WAYS,
    WAYS,
    st.booleans(),
)
def test_items_follow_each_other_and_every_change_of_place_is_a_ride(kind, days, arrive, leave, come, go, known):
    if days == 1 and arrive is not None and leave is not None and leave - arrive < 60:
        return
    at = office() if known else None
    programme = composed(kind, days, Travel(arrive, come), Travel(leave, go), at)
    places = Places(at)

    assert len(programme) == days
    for number, slots in enumerate(programme):
        assert all(slot.start < slot.end or slot.kind is ItemKind.TRANSFER for slot in slots)
        here = None if number == 0 else places.name(PlaceRole.HOTEL)
        for slot in slots:
            if slot.kind is ItemKind.TRANSFER:
                assert here in (None, slot.origin)
                assert slot.end - slot.start >= places.road(slot.origin, slot.to)
                here = slot.to
            else:
                assert here in (None, slot.place)
                here = slot.place
            assert slot.start < MIDNIGHT
        if not (leave is not None and number == days - 1 and leave < 120):
            assert all(one.end <= two.start for one, two in itertools.pairwise(slots))


@given(st.sampled_from(list(Kind)), st.integers(1, 5), MINUTES, MINUTES)
def test_meals_are_within_their_hours_and_at_most_one_is_paid_by_the_host(kind, days, arrive, leave):
    if days == 1 and arrive is not None and leave is not None and leave - arrive < 60:
        return
    meals = [s for day in composed(kind, days, Travel(arrive), Travel(leave)) for s in day if s.kind is ItemKind.MEAL]

    for meal in meals:
        opens, closes = MEAL_WINDOWS[meal.role]
        assert opens <= meal.start < meal.end <= closes
    assert sum(meal.hosted for meal in meals) <= 1
    assert all(meal.form is MealForm.BUFFET for meal in meals if not meal.hosted)


@given(st.integers(1, 5), st.integers(10 * 60, MIDNIGHT - 1))
def test_the_guests_are_at_the_station_before_their_train_leaves_and_no_later(days, leave):
    last = composed(Kind.RESEARCH, days, Travel(), Travel(leave), office())[-1]

    assert last[-1].kind is ItemKind.DROPOFF
    assert last[-1].place == "云溪站"
    assert last[-1].end == leave
    assert last[-1].start <= leave - 35


@given(st.integers(1, 5), st.integers(0, 20 * 60))
def test_the_pickup_begins_when_the_guests_arrive(days, arrive):
    first = composed(Kind.RESEARCH, days, Travel(arrive))[0][0]
    assert (first.kind, first.start) == (ItemKind.PICKUP, arrive)


def test_a_usual_day_visit():
    [day] = composed(Kind.RESEARCH, 1, at=office())
    assert kinds(day) == [
        ItemKind.PICKUP,
        ItemKind.TRANSFER,
        ItemKind.VISIT,
        ItemKind.TRANSFER,
        ItemKind.MEAL,
        ItemKind.TRANSFER,
        ItemKind.TALKS,
        ItemKind.TRANSFER,
        ItemKind.DROPOFF,
    ]
    assert day[4].place == "县机关食堂"
    assert day[4].hosted


def test_who_arrives_late_goes_to_the_hotel():
    first = composed(Kind.RESEARCH, 2, Travel(22 * 60), at=office())[0]
    assert kinds(first) == [ItemKind.PICKUP, ItemKind.TRANSFER, ItemKind.REST]
    assert first[-1].place == "云溪宾馆"


def test_who_drives_goes_where_the_visit_begins_and_leaves_from_where_it_ends():
    own = Travel(9 * 60 + 30, Means.ROAD), Travel(17 * 60, Means.ROAD)
    [day] = composed(Kind.RESEARCH, 1, *own, office())
    assert (day[0].what, day[0].kind, day[0].start, day[0].place) == ("来宾抵达", ItemKind.OTHER, 570, "待填 考察点1")
    assert (day[1].kind, day[1].place) == (ItemKind.VISIT, "待填 考察点1")
    assert (day[-1].what, day[-1].end, day[-1].place) == ("来宾返程", 1020, day[-2].place)
    assert {slot.place for slot in day}.isdisjoint({"云溪站"})
    first, last = composed(Kind.RESEARCH, 2, *own, office())
    assert [slot.what for slot in first[:2]] == ["来宾抵达", "办理入住"]
    assert {slot.place for slot in first[:2]} == {"云溪宾馆"}
    assert last[-1].what == "来宾返程"


def test_the_hotel_chosen_is_the_hotel():
    days = [FIRST, FIRST + dt.timedelta(days=1)]
    first, _last = Composer(playbook(Kind.RESEARCH), office(), days, UNKNOWN, UNKNOWN, "云溪山庄").compose()
    assert "云溪山庄" in {slot.place for slot in first}
    assert "云溪宾馆" not in {slot.place for slot in first}


def test_the_host_pays_dinner_where_nobody_comes_in_time_for_lunch():
    first = composed(Kind.FOREIGN, 2, Travel(15 * 60))[0]
    [dinner] = [slot for slot in first if slot.kind is ItemKind.MEAL]
    assert (dinner.role, dinner.hosted, dinner.form) == ("dinner", True, MealForm.BANQUET)


def test_a_meeting_pays_its_meals_itself():
    assert not any(slot.hosted for day in composed(Kind.CONFERENCE, 3) for slot in day)


def test_places_are_the_offices_own_where_there_is_no_choice():
    places = Places(office())
    assert places.name(PlaceRole.HOTEL) == "云溪宾馆"
    assert places.name(PlaceRole.HALL) == "县行政中心三号会议室"
    assert places.name(PlaceRole.AIRPORT) == "待填 机场"
    assert places.name(PlaceRole.SITE, 2) == "待填 考察点2"
    assert places.road("云溪站", "云溪宾馆") == 30
    assert places.road("云溪宾馆", "云溪站") == 30
    assert places.road("云溪宾馆", "云溪宾馆") == places.road("", "云溪宾馆") == places.road("云溪宾馆", "") == 0
    assert places.road("云溪站", "县机关食堂") == 35


@pytest.mark.parametrize(
    ("windows", "start"), [({"lunch": "12:30-13:30"}, 12 * 60 + 40), ({"lunch": "12:30-12:40"}, None)]
)
def test_the_offices_own_meal_hours_are_kept_where_a_meal_fits_into_them(windows, start):
    own = Office.model_validate({"office": {"name": "x"}, "conventions": {"meal_windows": windows}})
    [lunch] = [slot for slot in composed(Kind.RESEARCH, 1, at=own)[0] if slot.role == "lunch"]
    assert lunch.start >= 12 * 60 + 30 if start else lunch.start < 12 * 60 + 30
