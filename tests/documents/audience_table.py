"""Who may learn what, written down by hand from what each reader needs: declarations and views are held against it.

For each audience the fields that it may be shown, section by section. What is not here it must not be shown, in no
document and no format. The staff sees everything but what is printed for nobody; leaders what the staff sees, but for
the sensitive data of guests (phone, diet, health) and the notes of the staff.
"""

from __future__ import annotations

NOBODY = """
    Plan: translations
    Office: translations
"""
"""Fields that pass into papers by another way, or not at all."""

STAFF_ALONE = """
    Guest: ethnicity phone diet allergies health note sits_with sits_apart apart_by other
    Task: note
    Plan: other
    Item: other
"""

EVERY_PAPER = """
    Plan: public_title number version classification state dates schedule places
    ProgrammeDay: date items
    Item: id time length notes
    Office: office house units places
    Organisation: name short region duty_phone
    House: name logo colours paper footer cards plain rooms code print_time internal letterhead
    Colours: main table
    Unit: name
    Place: name intro picture
"""
"""What stands at the head and foot of papers, when, and where; of notes, those for this audience."""

TAKING_PART = """
    Plan: title guests headcount hosts crew meals defaults
    Headcount: total groups
    HeadGroup: name count
    CrewMember: name unit duty phone
    Item: what kind place
    Meal: item
    Place: kind outdoor closed hours
    Defaults: venue
"""
"""What everybody needs who serves the visit: how many come, what is to be done, and whom to ask."""

ON_THE_ROAD = """
    Plan: lodging travel
    Lodging: hotel
    Defaults: vehicles
    Item: from_ to guests vehicles
    Office: travel vehicles
    Place: address location parking
    Road: from_ to minutes km detour
    Vehicle: number model plate driver
    Guest: name name_en name_zh group
"""

COMPANY = """
    Guest: unit post
    Host: name unit post
    Item: hosts
    Office: people
    Person: name unit post
"""
"""Who is who; not for a hotel, a kitchen and drivers."""

AT_WORK = """
    Host: phone
    CrewMember: backup
    Item: crew lead owner plan_b after
    Defaults: unit owner host_unit
    Security: police_cars basis clear_venue road_closure public_event expected licence plan
    Risk: scenario trigger actions unit owner fallback
    Office: conventions experience
    Conventions: convention even_rule organs car_vip seven_seat off_road buffer boarding walk meal_windows spread
    Experience: until visits lengths roads
    LearnedLength: kind buffer usual minutes low high count visits
    LearnedRoad: from_ to minutes count visits
    Conventions: to_train to_plane minimums
    Conventions: reporting
    Reporting: general major severe critical
    Unit: duties contact phone deputy
    Person: phone
    Place: capacity plan_b unit contact phone
    Vehicle: seats phone owner police
    Plan: security risks
"""
"""Units and police, who have work to do and people to call; of phones, those of the host side alone."""

ON_THE_SPOT = """
    Plan: purpose
    Item: guide chair purpose steps dress parallel
    Step: minutes time what owner
"""

IN_THE_HALL = """
    Plan: seating
    Seating: id item shape rows seats convention even_rule main_seat two_hosts vehicle host_drives guests hosts
    Seating: people interpreters fixed
    FixedSeat: seat person
"""
"""Who sits where, for those who set the hall and those who sit in it; why somebody was put there, for neither."""

OWN = {
    "guest": """
        Plan: rides welcome weather
        Forecast: date text low high advice
        Organisation: profile
        Meal: form menu fee
        Dish: dish allergens halal
        Ride: item vehicle riders lead
    """,
    "unit": """
        Plan: kind state_reason letter grade decor press tasks actuals review
        Letter: issuer number reply_number date subject itinerary
        HeadGroup: side
        Host: role
        Item: materials fixed
        Decor: banners led carpet flowers crowd
        Press: people words minutes
        Task: id what unit owner phone due support check_by after item phase status done_at
        Actuals: items
        ActualItem: id start end
        Review: faults follow_ups
        Fault: what when item unit owner grade cause measure due status
        FollowUp: id what kind partner unit owner phone due status done_at result
    """,
    "driver": """
        Plan: rides
        Item: hosts crew
        Guest: arrive leave
        Leg: time by place
        Ride: item vehicle riders lead
        Vehicle: seats
    """,
    "kitchen": """
        Guest: diet allergies
        Meal: form price guests menu alcohol tobacco sample
        Dish: dish ingredients allergens halal
        Place: address location halal
    """,
    "hotel": """
        Plan: lodging
        Guest: name name_en name_zh sex nationality group
        Lodging: hotel check_in check_out rooms
        Room: number type guests price payer extras
        Place: address location rooms
    """,
    "security": """
        Plan: rides
        Guest: nationality arrive leave
        Leg: time by place
        Ride: item vehicle riders lead
    """,
    "finance": """
        Plan: letter approvals grade lodging gifts costs actuals
        Letter: issuer number reply_number date subject itinerary members
        Approval: step by post time opinion version dates
        Defaults: vehicles
        Guest: name name_en name_zh rank order group
        Host: rank order
        Item: vehicles guide purpose lead owner
        Meal: form hosted price guests hosts menu alcohol tobacco venue_class fee
        Dish: dish
        Lodging: hotel check_in check_out rooms
        Room: number type guests price payer extras
        Gift: item value to
        Cost: what amount payer method standard
        PaidCost: what amount payer method standard vouchers
        Actuals: items headcount costs
        ActualItem: id start end
        Office: standards vehicles
        Standards: working_meal lodging budget
        MealStandard: breakfast lunch dinner
        Budget: total spent
        Vehicle: number driver owner
    """,
}


def fields(*tables: str) -> frozenset[str]:
    """The fields of tables, as `Model.field`."""
    rows = (line.split(":") for table in tables for line in table.splitlines() if line.strip())
    return frozenset(f"{model.strip()}.{name}" for model, names in rows for name in names.split())


SHOWN: dict[str, frozenset[str]] = {
    "guest": fields(EVERY_PAPER, TAKING_PART, ON_THE_ROAD, COMPANY, ON_THE_SPOT, IN_THE_HALL, OWN["guest"]),
    "unit": fields(EVERY_PAPER, TAKING_PART, ON_THE_ROAD, COMPANY, ON_THE_SPOT, IN_THE_HALL, AT_WORK, OWN["unit"]),
    "driver": fields(EVERY_PAPER, TAKING_PART, ON_THE_ROAD, OWN["driver"]),
    "kitchen": fields(EVERY_PAPER, TAKING_PART, OWN["kitchen"]),
    "hotel": fields(EVERY_PAPER, TAKING_PART, OWN["hotel"]),
    "security": fields(EVERY_PAPER, TAKING_PART, ON_THE_ROAD, COMPANY, AT_WORK, OWN["security"]),
    "finance": fields(EVERY_PAPER, TAKING_PART, COMPANY, OWN["finance"]),
    "public": fields(EVERY_PAPER),
}
"""The fields of each audience but staff and leaders."""
_KEPT = {"staff": fields(NOBODY), "leader": fields(NOBODY, STAFF_ALONE)}


def may_see(audience: str, field: str) -> bool:
    """Whether an audience may be shown a field; above it, all the sections it stands in have to be shown too."""
    return field in SHOWN[audience] if audience in SHOWN else field not in _KEPT[audience]
